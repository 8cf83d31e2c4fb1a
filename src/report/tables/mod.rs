//! Registers and answers as tables for spreadsheets, both ways: a table says what is in an assessment, and what
//! was changed in one is read back as an edit.
//!
//! The columns are the fields of [`crate::report::fields`]: what writes one and what reads it cannot drift apart. A cell
//! that says what already is there changes nothing, whatever it would be read as; an empty cell changes
//! nothing either. No row of a register is ever removed.

mod answers;
mod cells;
mod child_rows;
mod imported;
mod incoming;
mod items;
mod keyed_rows;
mod kind;
mod layout;
mod lookup;
mod members;
mod preview;
mod problem;
mod refusals;
mod registers;
mod returned;
mod values;

pub use imported::{Cell, Imported, ImportedRow, Refusal, RowOutcome};
pub use incoming::Incoming;
pub use kind::TableKind;
pub use lookup::Lookup;
pub use preview::Preview;
pub use problem::Problem;
pub use registers::{import, table};
pub use returned::returned;

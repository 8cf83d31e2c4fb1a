//! One description of every kind of fact: its fields with key, label, hint, kind of value, and the way to them.
//!
//! Forms ask for the fields, tables and spreadsheets show them, and comparisons of two versions word them; none of
//! these has a list of fields of its own. Only the file of an assessment does, so that a rename here never breaks
//! a user's file; a test holds its keys equal to those of the fields.

mod access;
mod any_fact;
mod check;
mod choices;
mod contract;
mod document;
mod field;
mod person;
mod profile;
mod proof;
mod record;
mod skills;
mod statements;
mod step;
mod word;

pub(crate) use any_fact::is;
pub use any_fact::{AnyFact, Described};
pub use choices::{ADDED_MEMBER, DECLARATION, STANDARD_CHOICE, VERIFICATION, VERIFIED_MEMBER};
pub use contract::{CONTRACT, TEAM_MEMBER};
pub use document::{COVER, DOCUMENT, STATED_COUNT};
pub use field::{Description, Field, Fixed, Kind, PERIOD, Place, Role, Source, Value, Wording, Words, say};
pub use person::{PERSON, POST};
pub use profile::{NEW_PROFILE, PROFILE};
pub use proof::{EQUIVALENCE, EVIDENCE};
pub use record::{AUDIT, OPERATION, RECORD, REVIEW};
pub use skills::{LECTURE, QUALIFICATION, TRAINING};
pub use statements::{CLAIM, CLOSURE};
pub use step::STEP_NOTE;

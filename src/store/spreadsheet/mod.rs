//! Tables in the files of spreadsheet programs: CSV written and read, XLSX written.
//!
//! A program that opens such a file must find text in every cell and nothing that is carried out (rule S6 of
//! `docs/reliability.md`): XLSX cells are written as text, and in CSV a text that a spreadsheet could take for a
//! formula gets an apostrophe in front, which is taken off again when it is read.

mod encoding;
mod formula;
mod read;
mod write;
mod xlsx;

pub use encoding::Encoding;
pub use formula::{guarded, unguarded};
pub use read::{Cleaned, Csv, SheetFault, load, read};
pub use write::csv;
pub use xlsx::{XlsxFault, xlsx};

//! What came of a sheet, row by row.

use super::problem::{Problem, shown};
use crate::domain::assessment::Assessment;
use crate::domain::listed::Stray;

/// What came of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The values with every row that was not refused.
    pub values: Assessment,
    /// What came of each row, in the order of the sheet.
    pub lines: Vec<ImportedRow>,
    /// The ids of rows of the register that the sheet does not have; they stay.
    pub missing: Vec<String>,
    /// Names that came in and are in no reference list.
    pub unlisted: Vec<Stray>,
}

/// What came of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRow {
    /// The line it begins at, from 1.
    pub line: usize,
    /// What it is about, with its id where it has one; empty if it is not known.
    pub about: String,
    /// What came of it.
    pub outcome: RowOutcome,
}

/// What came of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowOutcome {
    /// It is new.
    Added(Vec<Cell>),
    /// It changes these cells.
    Changed(Vec<Cell>),
    /// It says what is there.
    Unchanged,
    /// It cannot be taken in, for every one of these reasons.
    Refused(Vec<Refusal>),
}

/// A cell that changes something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its column's heading.
    pub heading: String,
    /// What stood there; empty for nothing.
    pub before: String,
    /// What will be there.
    pub after: String,
}

/// Why a row is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The column of the sheet, from 1.
    pub column: usize,
    /// Its heading; empty if it has none.
    pub heading: String,
    /// What is wrong with it.
    pub problem: Box<Problem>,
}

impl RowOutcome {
    /// Refused as a whole.
    pub(super) fn refused(problem: Problem) -> Self {
        Self::Refused(vec![Refusal::of_row(problem)])
    }
}

impl Refusal {
    /// What is wrong with a row as a whole, or with the sheet.
    pub(super) fn of_row(problem: Problem) -> Self {
        Self::at(0, "", problem)
    }

    /// What is wrong with a cell, by its column from 0.
    pub(super) fn at(at: usize, heading: &str, problem: Problem) -> Self {
        Self { column: at + 1, heading: shown(heading), problem: Box::new(problem) }
    }
}

impl Imported {
    /// How many rows were added, changed, unchanged, refused.
    pub fn counts(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        for line in &self.lines {
            counts[match line.outcome {
                RowOutcome::Added(_) => 0,
                RowOutcome::Changed(_) => 1,
                RowOutcome::Unchanged => 2,
                RowOutcome::Refused(_) => 3,
            }] += 1;
        }
        counts
    }
}

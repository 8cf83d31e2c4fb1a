//! A sheet on its way into an assessment: each row adds, changes, says what stands there already, or is refused.
//! The values with all accepted rows stand beside; whoever asked decides whether a refused row lets them in.

use std::collections::HashSet;

use super::column::Column;
use super::read::{Filled, Layout, is_read};
use super::{Lookup, Problem, What, answers, contracts, documents, evidence, people, records, skills};
use crate::domain::assessment::{Assessment, Catalog};
use crate::domain::change::Issued;
use crate::domain::grid::{Grid, Row};
use crate::domain::listed::{Named, Stray, Within, named, strays};
use crate::report::words::pick;

/// What a sheet is read with.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// What it holds.
    pub what: What,
    /// The assessment it goes into, and the language of what is told.
    pub lookup: Lookup<'a>,
    /// The ids that were ever given out.
    pub issued: &'a Issued,
    /// Rows with an id that no row has are added under it; otherwise they are refused.
    pub keep_ids: bool,
    /// Columns that are left out, by heading.
    pub skip: &'a [String],
    /// The sheet is known to have been written from this file: it may say what a list of unknown origin may not.
    pub own: bool,
    /// Who answers, where a row of answers does not say.
    pub by: &'a str,
    /// The post of this person; may be empty.
    pub post: &'a str,
    /// Now, in UTC.
    pub now: &'a str,
}

/// What came of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The values with every row that was not refused.
    pub values: Assessment,
    /// What came of each row, in the order of the sheet.
    pub lines: Vec<Line>,
    /// The ids of rows of the register that the sheet does not have; they stay.
    pub missing: Vec<String>,
    /// Names that came in and stand in no reference list.
    pub unlisted: Vec<Stray>,
}

/// What came of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The line it begins at, from 1.
    pub line: usize,
    /// What it is about, with its id where it has one; empty if nobody knows.
    pub about: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added(Vec<Cell>),
    /// It changes these cells.
    Changed(Vec<Cell>),
    /// It says what stands there.
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
    /// What will stand there.
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

impl Refusal {
    pub(super) fn at(at: usize, heading: &str, problem: Problem) -> Self {
        Self { column: at + 1, heading: super::problem::shown(heading), problem: Box::new(problem) }
    }
}

impl Imported {
    /// How many rows were added, changed, unchanged, refused.
    pub fn counts(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        for line in &self.lines {
            counts[match line.outcome {
                Outcome::Added(_) => 0,
                Outcome::Changed(_) => 1,
                Outcome::Unchanged => 2,
                Outcome::Refused(_) => 3,
            }] += 1;
        }
        counts
    }
}

/// Reads a sheet. Total: whatever stands in it, each row has an outcome.
pub fn import(incoming: &Incoming<'_>, grid: &Grid) -> Imported {
    let imported = read(incoming, grid);
    Imported { unlisted: incoming.unlisted(&imported.values), ..imported }
}

fn read(incoming: &Incoming<'_>, grid: &Grid) -> Imported {
    match incoming.what {
        What::Answers => answers::import(incoming, grid),
        What::People => people::PEOPLE.import(incoming, grid),
        What::Posts => people::POSTS.import(incoming, grid),
        What::Qualifications => skills::QUALIFICATIONS.import(incoming, grid),
        What::Lectures => skills::LECTURES.import(incoming, grid),
        What::Trainings => skills::TRAININGS.import(incoming, grid),
        What::Contracts => contracts::CONTRACTS.import(incoming, grid),
        What::Team => contracts::TEAM.import(incoming, grid),
        What::Documents => documents::DOCUMENTS.import(incoming, grid),
        What::Covers => documents::COVERS.import(incoming, grid),
        What::Headcounts => documents::HEADCOUNTS.import(incoming, grid),
        What::Records => records::RECORDS.import(incoming, grid),
        What::Evidence => evidence::EVIDENCE.import(incoming, grid),
        What::Equivalences => evidence::EQUIVALENCES.import(incoming, grid),
    }
}

impl Incoming<'_> {
    /// An import that ends at its headings.
    pub(super) fn refused(&self, grid: &Grid, refusals: Vec<Refusal>) -> Imported {
        let line = Line { line: grid.line, about: String::new(), outcome: Outcome::Refused(refusals) };
        Imported {
            values: self.lookup.context.assessment.clone(),
            lines: vec![line],
            missing: Vec::new(),
            unlisted: Vec::new(),
        }
    }

    /// The names in some values that stand in no list and were not there before, each once.
    fn unlisted(&self, values: &Assessment) -> Vec<Stray> {
        let context = &self.lookup.context;
        let catalog = Catalog::new(context.references, context.assessment);
        let before: HashSet<Named<'_>> = named(context.assessment).collect();
        let new = named(values).filter(|named| !before.contains(named));
        strays(&catalog, new, |named| Within::Kinds(named.kinds))
    }

    /// Puts cells into an entry; each fault is told, and each cell that says something new.
    pub(super) fn fill<T>(
        &self,
        columns: &[Column<T>],
        cells: &[Filled<'_>],
        layout: &Layout,
        entry: &mut T,
    ) -> Result<Vec<Cell>, Vec<Refusal>> {
        let (mut told, mut refused) = (Vec::new(), Vec::new());
        for cell in cells {
            let Some(column) = columns.get(cell.column).filter(|column| is_read(column)) else {
                continue;
            };
            if column.says(&self.lookup, entry, cell.text) {
                continue;
            }
            let before = (column.get)(&self.lookup, entry);
            if let Err(problem) = self.put(column, entry, cell.text) {
                refused.push(layout.refusal(cell.at, problem));
                continue;
            }
            let after = (column.get)(&self.lookup, entry);
            let heading = pick(self.lookup.lang, column.label.0, column.label.1).to_owned();
            told.extend((after != before).then_some(Cell { heading, before, after }));
        }
        if refused.is_empty() { Ok(told) } else { Err(refused) }
    }

    fn put<T>(&self, column: &Column<T>, entry: &mut T, cell: &str) -> Result<(), Problem> {
        match Problem::of_text(cell) {
            Some(problem) => Err(problem),
            None => (column.set)(&self.lookup, entry, cell),
        }
    }
}

/// The rows that say anything.
pub(super) fn rows(grid: &Grid) -> impl Iterator<Item = &Row> {
    grid.rows.iter().filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
}

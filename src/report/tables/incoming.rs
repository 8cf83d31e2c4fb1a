//! A sheet on its way into an assessment: each row adds, changes, says what is there already, or is refused.
//! The values with all accepted rows are kept apart; the caller decides whether they count when a row is refused.

use std::collections::HashSet;

use super::cells;
use super::imported::{Cell, Imported, ImportedRow, Refusal, RowOutcome};
use super::kind::TableKind;
use super::layout::{Filled, Layout};
use super::lookup::Lookup;
use super::problem::Problem;
use crate::domain::assessment::{Assessment, Catalog};
use crate::domain::change::Issued;
use crate::domain::grid::{Grid, Row};
use crate::domain::listed::{Named, Stray, Within, named, strays};
use crate::report::fields::{Described, Field, say};

/// What a sheet is read with.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// What it holds.
    pub what: TableKind,
    /// The assessment it goes into, and the language of messages.
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

impl Incoming<'_> {
    /// An import that ends at its headings.
    pub(super) fn refused(&self, grid: &Grid, refusals: Vec<Refusal>) -> Imported {
        let line =
            ImportedRow { line: grid.line, about: String::new(), outcome: RowOutcome::Refused(refusals) };
        Imported {
            values: self.lookup.context.assessment.clone(),
            lines: vec![line],
            missing: Vec::new(),
            unlisted: Vec::new(),
        }
    }

    /// The names in some values that are in no list and were not there before, each once.
    pub(super) fn unlisted(&self, values: &Assessment) -> Vec<Stray> {
        let context = &self.lookup.context;
        let catalog = Catalog::new(context.references, context.assessment);
        let before: HashSet<Named<'_>> = named(context.assessment).collect();
        let new = named(values).filter(|named| !before.contains(named));
        strays(&catalog, new, |named| Within::Kinds(named.kinds))
    }

    /// Puts cells into an entry; gives every fault, or each cell that says something new.
    pub(super) fn fill(
        &self,
        columns: &[&Field],
        cells: &[Filled<'_>],
        layout: &Layout,
        entry: &mut dyn Described,
    ) -> Result<Vec<Cell>, Vec<Refusal>> {
        let (mut changed, mut refused) = (Vec::new(), Vec::new());
        for cell in cells {
            let Some(column) = columns.get(cell.column) else { continue };
            if cells::says(&self.lookup, column, entry, cell.text) {
                continue;
            }
            let before = cells::written(&self.lookup, column, entry);
            if let Err(problem) = self.put(column, entry, cell.text) {
                refused.push(layout.refusal(cell.at, problem));
                continue;
            }
            let after = cells::written(&self.lookup, column, entry);
            let heading = say(self.lookup.lang, column.label).to_owned();
            changed.extend((after != before).then_some(Cell { heading, before, after }));
        }
        if refused.is_empty() { Ok(changed) } else { Err(refused) }
    }

    fn put(&self, column: &Field, entry: &mut dyn Described, cell: &str) -> Result<(), Problem> {
        match Problem::of_text(cell) {
            Some(problem) => Err(problem),
            None => cells::read(&self.lookup, column, entry, cell),
        }
    }
}

/// The rows that say anything.
pub(super) fn rows(grid: &Grid) -> impl Iterator<Item = &Row> {
    grid.rows.iter().filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
}

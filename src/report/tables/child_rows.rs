//! Tables of what hangs on an entry and has no id of its own: posts and certificates of people, teams of contracts,
//! sections and headcounts of documents. A row names its entry first.
//!
//! A row that says what is there already changes nothing. Of the others, one that agrees with a single part in
//! its key columns changes that part, one that agrees with none is added, and one that could be any of several is
//! refused.

use crate::domain::text::pick;
use std::collections::HashSet;

use super::cells::{self, clean, columns, headed, written};
use super::imported::{Imported, ImportedRow, Refusal, RowOutcome};
use super::incoming::{Incoming, rows};
use super::kind::TableKind;
use super::layout::{Filled, Known, Layout};
use super::lookup::{Lookup, fold, noun, plain};
use super::problem::{Problem, problem, shown};
use super::refusals::below;
use crate::domain::assessment::Assessment;
use crate::domain::change::{Entry, Series};
use crate::domain::grid::{Grid, Row};
use crate::report::fields::{Described, Description, Field, Role, Words, say};

/// A table whose rows hang on entries with ids.
pub(super) struct ChildRows<P: 'static, T: 'static> {
    /// The series of what they hang on.
    pub(super) series: Series,
    /// The column that names it.
    pub(super) parent: Known,
    /// What the columns behind it are.
    pub(super) about: &'static Description,
    /// The parts of an entry.
    pub(super) list: fn(&P) -> &Vec<T>,
    /// The parts of an entry, to be changed.
    pub(super) list_mut: fn(&mut P) -> &mut Vec<T>,
    /// What a part lacks that its fields alone do not ask for.
    pub(super) lacks: fn(&T) -> Option<Problem>,
}

/// A row that is about a known entry.
struct Matched<'a> {
    row: &'a Row,
    /// The empty row above it.
    gap: Option<usize>,
    parent: usize,
    own: Vec<Filled<'a>>,
    /// The part that says all of it already.
    says: Option<usize>,
}

impl Matched<'_> {
    /// What it says of which entry, to know it again.
    fn says_it(&self) -> (usize, Vec<(usize, String)>) {
        (self.parent, self.own.iter().map(|cell| (cell.column, plain(cell.text))).collect())
    }
}

impl<P: Entry, T: Described + Clone + Default + PartialEq> ChildRows<P, T> {
    pub(super) fn table(&self, what: TableKind, lookup: &Lookup<'_>) -> Grid {
        let columns = columns(self.about);
        let mut grid = headed(what.name(lookup.lang), lookup.lang, &self.parent, &columns);
        let parents = P::list(lookup.context.assessment);
        let all =
            parents.iter().flat_map(|parent| (self.list)(parent).iter().map(move |part| (parent, part)));
        let row = |(at, (parent, part)): (usize, (&P, &T))| {
            let own = columns.iter().map(|column| written(lookup, column, part));
            let cells = std::iter::once(lookup.fact(&parent.key())).chain(own);
            Row { line: at + 2, cells: cells.map(|cell| clean(&cell)).collect() }
        };
        grid.rows = all.enumerate().map(row).collect();
        grid
    }

    pub(super) fn import(&self, incoming: &Incoming<'_>, grid: &Grid) -> Imported {
        let columns = columns(self.about);
        let all: Vec<Known> = columns.iter().map(|field| Known::of(field)).chain([self.parent]).collect();
        let layout = match Layout::of(grid, &all, incoming.skip) {
            Ok(layout) => layout,
            Err(refused) => return incoming.refused(grid, refused),
        };
        if !layout.has(columns.len()) {
            return incoming.refused(grid, vec![Refusal::of_row(without_parent(self.parent.label))]);
        }
        let values = incoming.lookup.context.assessment.clone();
        let mut run = Run { table: self, incoming, layout, columns, taken: HashSet::new(), values };
        let matched: Vec<Result<Matched<'_>, ImportedRow>> =
            rows(grid).map(|row| run.matched(row, grid.gap_above(row))).collect();
        let mut seen = HashSet::new();
        let take = |row: Result<Matched<'_>, ImportedRow>| match row {
            Err(line) => line,
            Ok(row) => {
                let again = !seen.insert(row.says_it());
                run.take(&row, again)
            }
        };
        let lines = matched.into_iter().map(take).collect();
        let missing = run.missing();
        Imported { values: run.values, lines, missing, unlisted: Vec::new() }
    }
}

/// A sheet being read.
struct Run<'a, P: 'static, T: 'static> {
    table: &'a ChildRows<P, T>,
    incoming: &'a Incoming<'a>,
    layout: Layout,
    columns: Vec<&'static Field>,
    /// The parts that a row is about: the place of what they hang on, and their own.
    taken: HashSet<(usize, usize)>,
    values: Assessment,
}

impl<P: Entry, T: Described + Clone + Default + PartialEq> Run<'_, P, T> {
    /// The parts that no row is about, each in words: they have no ids.
    fn missing(&self) -> Vec<String> {
        let lookup = &self.incoming.lookup;
        let keys = self.keys();
        let words = |part: &T| {
            let said = keys.clone().map(|column| written(lookup, column, part));
            let said: Vec<String> = said.filter(|said| !said.is_empty()).collect();
            said.join(pick(lookup.lang, "、", ", "))
        };
        let parents = P::list(lookup.context.assessment).iter().enumerate();
        let all = parents.flat_map(|(at, parent)| {
            (self.table.list)(parent).iter().enumerate().map(move |part| (at, parent, part))
        });
        all.filter(|(at, _, (part, _))| !self.taken.contains(&(*at, *part)))
            .map(|(_, parent, (_, part))| format!("{}: {}", lookup.fact(&parent.key()), words(part)))
            .collect()
    }

    /// What a row hangs on, and the part that says the same, which no other row can be about.
    fn matched<'r>(&mut self, row: &'r Row, gap: Option<usize>) -> Result<Matched<'r>, ImportedRow> {
        let (names, own): (Vec<Filled<'_>>, Vec<Filled<'_>>) =
            self.layout.filled(row).into_iter().partition(|cell| cell.column == self.columns.len());
        let about = names.first().map_or_else(String::new, |cell| shown(cell.text));
        let found = match names.first() {
            Some(cell) => (self.incoming.lookup)
                .read_fact(self.table.series, cell.text)
                .map_err(|problem| self.layout.refusal(cell.at, problem)),
            None => Err(Refusal::of_row(self.nobody())),
        };
        let parents = P::list(self.incoming.lookup.context.assessment);
        let place = found.map(|id| parents.iter().position(|parent| parent.key() == id).unwrap_or_default());
        let parent = match (place, self.layout.overlong(row)) {
            (Ok(parent), None) => parent,
            (place, overlong) => {
                let refusals = place.err().into_iter().chain(overlong).collect();
                return Err(ImportedRow { line: row.line, about, outcome: RowOutcome::Refused(refusals) });
            }
        };
        let says = |part: &T| own.iter().all(|cell| self.says(part, cell));
        let parts = (self.table.list)(&parents[parent]).iter().enumerate();
        let says = parts
            .filter(|(at, _)| !self.taken.contains(&(parent, *at)))
            .find(|(_, part)| !own.is_empty() && says(part))
            .map(|(at, _)| at);
        self.taken.extend(says.map(|at| (parent, at)));
        Ok(Matched { row, gap, parent, own, says })
    }

    fn nobody(&self) -> Problem {
        let (ja, en) = noun(self.table.series);
        let heading = say(self.incoming.lookup.lang, self.table.parent.label);
        problem!(
            "どの{ja}のことか書かれていません",
            "it does not say which {en} it is about",
            "「{heading}」に番号か名前を書いてください",
            "give an id or a name under \"{heading}\""
        )
    }

    /// Whether a part says what a cell says, or reads as the same.
    fn says(&self, part: &T, cell: &Filled<'_>) -> bool {
        let Some(column) = self.columns.get(cell.column) else { return true };
        let lookup = &self.incoming.lookup;
        if cells::says(lookup, column, part, cell.text) {
            return true;
        }
        let mut read = part.clone();
        cells::read(lookup, column, &mut read, cell.text).is_ok() && read == *part
    }

    /// Whether a part says what a cell says in another spelling.
    fn spells(&self, part: &T, cell: &Filled<'_>) -> bool {
        let Some(column) = self.columns.get(cell.column) else { return true };
        let (mut read, lookup) = (part.clone(), &self.incoming.lookup);
        let readable = cells::read(lookup, column, &mut read, cell.text).is_ok();
        let text = |part: &T| fold(&written(lookup, column, part));
        self.says(part, cell) || (readable && text(&read) == text(part))
    }

    fn take(&mut self, row: &Matched<'_>, again: bool) -> ImportedRow {
        let incoming = self.incoming;
        let parent = &P::list(incoming.lookup.context.assessment)[row.parent];
        let about = incoming.lookup.fact(&parent.key());
        let line = |outcome| ImportedRow { line: row.row.line, about: about.clone(), outcome };
        let refused = |problem| line(RowOutcome::refused(problem));
        if row.says.is_some() || row.own.is_empty() {
            return line(RowOutcome::Unchanged);
        }
        if again {
            // No part is left that it could be about, and a second one of the same is not what it means.
            return refused(there_already());
        }
        let (agreeing, sure) = self.agreeing(row);
        if !sure {
            return refused(self.any_of(&about, agreeing.len()));
        }
        let standing = agreeing.first().copied();
        self.taken.extend(standing.map(|at| (row.parent, at)));
        if let (None, Some(gap)) = (standing, row.gap) {
            return refused(below(gap));
        }
        let mut part = standing.map_or_else(T::default, |at| (self.table.list)(parent)[at].clone());
        let changed = match incoming.fill(&self.columns, &row.own, &self.layout, &mut part) {
            Err(refusals) => return line(RowOutcome::Refused(refusals)),
            Ok(changed) => changed,
        };
        if let Some(problem) = cells::wrong(self.table.about, &part).or_else(|| (self.table.lacks)(&part)) {
            return refused(problem);
        }
        let list = (self.table.list_mut)(&mut P::list_mut(&mut self.values)[row.parent]);
        match standing {
            Some(at) => {
                list[at] = part;
                line(RowOutcome::Changed(changed))
            }
            None if list.contains(&part) => refused(there_already()),
            None => {
                list.push(part);
                line(RowOutcome::Added(changed))
            }
        }
    }

    /// The parts that no other row is about and that agree with a row in its key columns, and whether it is sure
    /// which it is: one at most, and none if it has nothing in those columns.
    fn agreeing(&self, row: &Matched<'_>) -> (Vec<usize>, bool) {
        let is_key = |cell: &&Filled<'_>| self.columns.get(cell.column).is_some_and(|field| is_key(field));
        let keys: Vec<&Filled<'_>> = row.own.iter().filter(is_key).collect();
        let parts = (self.table.list)(&P::list(self.incoming.lookup.context.assessment)[row.parent]);
        let free = (0..parts.len()).filter(|at| !self.taken.contains(&(row.parent, *at)));
        let mut agreeing: Vec<usize> =
            free.clone().filter(|at| keys.iter().all(|cell| self.says(&parts[*at], cell))).collect();
        if agreeing.is_empty() {
            // The same list from another desk: a second spelling of a part is no second part.
            agreeing = free.filter(|at| keys.iter().all(|cell| self.spells(&parts[*at], cell))).collect();
        }
        let sure = agreeing.len() <= usize::from(!keys.is_empty());
        (agreeing, sure)
    }

    /// The columns that distinguish parts.
    fn keys(&self) -> impl Iterator<Item = &'static Field> + Clone {
        self.columns.iter().copied().filter(|field| is_key(field))
    }

    fn any_of(&self, about: &str, count: usize) -> Problem {
        let keys = |pick: fn(Words) -> &'static str, between: &str| {
            self.keys().map(|column| pick(column.label)).collect::<Vec<_>>().join(between)
        };
        let (ja, en) = (keys(|label| label.0, "・"), keys(|label| label.1, ", "));
        problem!(
            "{about} には、この行にあたるものが{count}つあり、どれのことか決められません",
            "{about}: {count} of its entries could be what this row is about",
            "{ja}で見分けます。同じものがいくつもあるときは、画面で直してください",
            "they are told apart by {en}; where that is not enough, mend them in the workbench"
        )
    }
}

fn is_key(field: &Field) -> bool {
    field.role == Role::Distinguishing
}

fn without_parent((ja, en): Words) -> Problem {
    problem!(
        "「{ja}」の列がありません",
        "there is no column \"{en}\"",
        "その列がないと、どれのことか決められません",
        "without it nobody knows what a row is about"
    )
}

fn there_already() -> Problem {
    problem!(
        "同じ内容のものがもうあります",
        "the same stands there already",
        "同じ行が2つないか確かめてください",
        "check that the row does not stand twice"
    )
}

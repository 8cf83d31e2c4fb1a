//! The headings of a sheet, matched to the columns of a table, and the cells of a row by column.

use super::column::{Column, Role, is_called};
use super::incoming::Refusal;
use super::lookup::fold;
use super::problem::{Problem, shown};
use crate::domain::grid::{Grid, Row};

/// A column that a table can have: key and heading in both languages.
pub(super) type Known = (&'static str, (&'static str, &'static str));

/// The columns of a table without what its entries need them for.
pub(super) fn known<T>(columns: &'static [Column<T>]) -> Vec<Known> {
    columns.iter().map(|column| (column.key, column.label)).collect()
}

/// Which column of the table each column of a sheet is; none for those that are left out.
pub(super) struct Layout {
    places: Vec<Option<usize>>,
    headings: Vec<String>,
}

/// A cell that holds something.
#[derive(Clone, Copy)]
pub(super) struct Filled<'a> {
    /// The column of the table.
    pub(super) column: usize,
    /// The column of the sheet, from 0.
    pub(super) at: usize,
    /// What stands in it.
    pub(super) text: &'a str,
}

impl Layout {
    /// Matches the headings; every one that is unknown, doubled or missing is told.
    pub(super) fn of(grid: &Grid, known: &[Known], skip: &[String]) -> Result<Self, Vec<Refusal>> {
        let headings: Vec<String> = grid.headings.iter().map(|heading| heading.text.clone()).collect();
        let mut refused = Vec::new();
        let mut places: Vec<Option<usize>> = Vec::new();
        for (at, heading) in headings.iter().enumerate() {
            let place = known.iter().position(|(key, label)| is_called(heading, key, *label));
            let skipped = !heading.trim().is_empty() && skip.iter().any(|name| fold(name) == fold(heading));
            let problem = match place {
                _ if skipped => None,
                Some(place) if places.contains(&Some(place)) => Some(doubled(heading)),
                Some(_) => None,
                None if heading.trim().is_empty() => is_used(grid, at).then(nameless),
                None => Some(unknown(heading, known)),
            };
            refused.extend(problem.map(|problem| Refusal::at(at, "", problem)));
            places.push(place.filter(|_| !skipped));
        }
        if refused.is_empty() { Ok(Self { places, headings }) } else { Err(refused) }
    }

    /// Whether the sheet has a column of the table.
    pub(super) fn has(&self, column: usize) -> bool {
        self.places.contains(&Some(column))
    }

    /// The cells of a row that hold something.
    pub(super) fn filled<'r>(&self, row: &'r Row) -> Vec<Filled<'r>> {
        let cells = row.cells.iter().zip(&self.places).enumerate();
        cells
            .filter_map(|(at, (text, place))| Some(Filled { column: (*place)?, at, text }))
            .filter(|cell| !cell.text.trim().is_empty())
            .collect()
    }

    /// The fault of a row that goes on behind the last heading.
    pub(super) fn overlong(&self, row: &Row) -> Option<Refusal> {
        let behind = row.cells.iter().enumerate().skip(self.places.len());
        let (at, cell) = behind.into_iter().find(|(_, cell)| !cell.trim().is_empty())?;
        let cell = shown(cell);
        let problem = Problem::new(
            (
                format!("見出しのない列に「{cell}」があります"),
                format!("\"{cell}\" stands in a column without a heading"),
            ),
            (
                "カンマを含む文字列が引用符で囲まれているか確かめてください",
                "check that texts with commas stand in quotes",
            ),
        );
        Some(Refusal::at(at, "", problem))
    }

    /// The fault of a cell.
    pub(super) fn refusal(&self, at: usize, problem: Problem) -> Refusal {
        Refusal::at(at, self.headings.get(at).map_or("", String::as_str), problem)
    }
}

fn is_used(grid: &Grid, at: usize) -> bool {
    grid.rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.trim().is_empty()))
}

fn doubled(heading: &str) -> Problem {
    let heading = shown(heading);
    Problem::new(
        (format!("見出し「{heading}」が2つあります"), format!("the heading \"{heading}\" stands twice")),
        ("どちらかの列を消すか、見出しを変えてください", "delete one of the columns, or rename it"),
    )
}

fn nameless() -> Problem {
    Problem::new(
        ("見出しのない列に値があります", "a column without a heading has values"),
        ("見出しを書くか、列を消してください", "give it a heading, or delete it"),
    )
}

fn unknown(heading: &str, known: &[Known]) -> Problem {
    let heading = shown(heading);
    let (ja, en): (Vec<&str>, Vec<&str>) = known.iter().map(|(_, label)| *label).unzip();
    let (ja, en) = (ja.join("、"), en.join(", "));
    Problem::new(
        (format!("「{heading}」という列はありません"), format!("there is no column \"{heading}\"")),
        (
            format!("使える見出し: {ja}。取り込まない列は --skip {heading} で飛ばせます"),
            format!("known headings: {en}; --skip \"{heading}\" leaves a column out"),
        ),
    )
}

/// The columns that are read at all.
pub(super) fn is_read<T>(column: &Column<T>) -> bool {
    column.part != Role::Shown
}

//! A table of texts: what is written into a spreadsheet, and what was read from one.

/// A table with one heading for each column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// Its name, as the tab of a workbook shows it.
    pub name: String,
    /// What stands above the headings in one cell: where the table comes from; empty for nothing.
    pub note: String,
    /// The line of the file its headings stand on, from 1.
    pub line: usize,
    /// The headings.
    pub headings: Vec<Heading>,
    /// The rows below them.
    pub rows: Vec<Row>,
}

/// The heading of a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heading {
    /// What stands there.
    pub text: String,
    /// The only texts its cells may hold; none if they are free.
    pub choices: Vec<String>,
}

/// A row of cells; a short row ends in empty ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The line of the file it begins at, from 1; a cell of several lines makes the next row begin later.
    pub line: usize,
    /// Its cells.
    pub cells: Vec<String>,
}

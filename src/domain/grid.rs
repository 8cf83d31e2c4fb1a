//! A table of texts: what is written into a spreadsheet, and what was read from one.

/// A table with one heading for each column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// Its name, as the tab of a workbook shows it.
    pub name: String,
    /// What is above the headings, each in one cell of its own row: where the table comes from, what it is.
    pub notes: Vec<String>,
    /// The line of its headings in the file, from 1.
    pub line: usize,
    /// The headings.
    pub headings: Vec<Heading>,
    /// The rows below them.
    pub rows: Vec<Row>,
    /// The line of the first empty row between them, if there is one.
    pub gap: Option<usize>,
}

impl Grid {
    /// The empty row that parts a row from those above it, if one does.
    pub fn gap_above(&self, row: &Row) -> Option<usize> {
        self.gap.filter(|gap| *gap < row.line)
    }
}

/// The heading of a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heading {
    /// Its content.
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

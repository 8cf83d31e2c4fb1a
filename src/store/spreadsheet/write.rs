//! CSV as RFC 4180 has it: commas, quotes where they are needed, CR LF.

use super::formula::guarded;
use crate::domain::grid::Grid;

/// What a spreadsheet knows UTF-8 by; without it Excel takes a file for the code page of its machine.
const BOM: char = '\u{FEFF}';

/// A table as CSV in UTF-8.
///
/// # Errors
/// None that a table can cause; the writer's own are passed on.
pub fn csv(grid: &Grid, bom: bool) -> Result<String, csv::Error> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for note in &grid.notes {
        writer.write_record([guarded(note).as_ref()])?;
    }
    writer.write_record(grid.headings.iter().map(|heading| guarded(&heading.text).into_owned()))?;
    for row in &grid.rows {
        writer.write_record(row.cells.iter().map(|cell| guarded(cell).into_owned()))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(if bom { format!("{BOM}{text}") } else { text.into_owned() })
}

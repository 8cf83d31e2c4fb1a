//! Tables as a workbook: one sheet each, every cell a text, the headings in sight, columns as wide as their texts.

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use crate::domain::grid::Grid;
use crate::domain::text::Bilingual;
use crate::store::limits;

/// The narrowest and the widest column, in cells.
const WIDTHS: (usize, usize) = (6, 60);

/// Paper of this size, as workbooks number them.
const A4: u8 = 9;

/// Why tables cannot become a workbook.
#[derive(Debug, thiserror::Error)]
pub enum XlsxFault {
    /// A text is longer than a cell of a workbook takes.
    #[error("{}", .0.en)]
    TooLong(Bilingual),
    /// The writer failed.
    #[error(transparent)]
    Writer(#[from] XlsxError),
}

/// A workbook of tables. Equal tables give equal bytes: it carries no time.
///
/// # Errors
/// [`XlsxFault`].
pub fn xlsx(grids: &[Grid]) -> Result<Vec<u8>, XlsxFault> {
    let mut workbook = Workbook::new();
    let note = grids.first().and_then(|grid| grid.notes.first()).map_or("", String::as_str);
    let time = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&time).set_comment(note));
    for grid in grids {
        check_lengths(grid)?;
        sheet(workbook.add_worksheet(), grid)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn check_lengths(grid: &Grid) -> Result<(), XlsxFault> {
    let most = limits::WORKBOOK_CELL;
    for (at, row) in grid.rows.iter().enumerate() {
        if row.cells.iter().any(|cell| cell.encode_utf16().count() > most) {
            let (name, line) = (&grid.name, at + 2 + grid.notes.len());
            return Err(XlsxFault::TooLong(Bilingual {
                ja: format!(
                    "「{name}」の{line}行目に、Excel のセルに入らない長さの文があります(上限 {most}文字)"
                ),
                en: format!(
                    "\"{name}\", row {line}: a text is longer than a cell of Excel takes ({most} characters)"
                ),
            }));
        }
    }
    Ok(())
}

fn sheet(sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
    sheet.set_name(grid.name.as_str())?;
    // Saved as CSV, a sheet carries its notes with it; a workbook has the first in its properties as well.
    let top = u32::try_from(grid.notes.len()).unwrap_or_default();
    sheet.set_freeze_panes(top + 1, 0)?;
    let head = Format::new().set_bold().set_num_format("@");
    // As text, so that what is typed into an empty cell stays what was typed.
    let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    for (column, heading) in (0_u16..).zip(&grid.headings) {
        let at = usize::from(column);
        let cells = grid.rows.iter().filter_map(|row| row.cells.get(at));
        let widest = cells.map(|cell| width(cell)).chain([width(&heading.text)]).max().unwrap_or(0);
        sheet.set_column_format(column, &text)?;
        sheet.set_column_width(
            column,
            f64::from(u16::try_from(widest.clamp(WIDTHS.0, WIDTHS.1)).unwrap_or(6) + 2),
        )?;
        sheet.write_string_with_format(top, column, heading.text.as_str(), &head)?;
        for (row, cell) in (top + 1..).zip(grid.rows.iter().map(|row| row.cells.get(at))) {
            if let Some(cell) = cell.filter(|cell| !cell.is_empty()) {
                sheet.write_string_with_format(row, column, cell.as_str(), &text)?;
            }
        }
        if !heading.choices.is_empty() {
            let last = u32::try_from(limits::SHEET_ROWS).unwrap_or(u32::MAX);
            let choose = DataValidation::new().allow_list_strings(&heading.choices)?;
            sheet.add_data_validation(top + 1, column, last, column, &choose)?;
        }
    }
    for (row, note) in (0..).zip(&grid.notes) {
        sheet.write_string_with_format(row, 0, note.as_str(), &Format::new().set_num_format("@"))?;
    }
    usable(sheet, grid, top)
}

/// Rows can be filtered by every column; on paper the headings are on each page, and no column on one of its own.
fn usable(sheet: &mut Worksheet, grid: &Grid, top: u32) -> Result<(), XlsxError> {
    let last_row = top + u32::try_from(grid.rows.len()).unwrap_or_default();
    let last_column = u16::try_from(grid.headings.len().saturating_sub(1)).unwrap_or_default();
    sheet.autofilter(top, 0, last_row, last_column)?;
    sheet.set_repeat_rows(top, top)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The cells that the widest line of a text takes.
fn width(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

//! CSV as spreadsheet programs save it, within bounds: every fault with its line.

use std::path::Path;

use super::encoding::{Encoding, NoText, decode};
use super::formula::{typed, unguarded};
use crate::domain::clean::{Amiss, entered, nfc_input};
use crate::domain::grid::{Grid, Heading, Row};
use crate::domain::origin::Origin;
use crate::domain::text::Bilingual;
use crate::store::disk::RealDisk;
use crate::store::error::FileError;
use crate::store::limits;
use crate::store::save::load_on;

/// A sheet that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Csv {
    /// Its content.
    pub grid: Grid,
    /// How it was encoded.
    pub encoding: Encoding,
    /// Where it says it comes from; several if rows of several sheets were put together.
    pub origins: Vec<Origin>,
    /// The cells of which characters that show nothing were left out.
    pub cleaned: Vec<Cleaned>,
}

/// A cell of which something was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cleaned {
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub column: usize,
    /// What it was.
    pub amiss: Amiss,
}

/// What is wrong with a sheet as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFault {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: Bilingual,
    /// How to correct it.
    pub hint: Bilingual,
}

/// Reads the bytes of a sheet of at most [`limits::SHEET`] bytes.
///
/// # Errors
/// The failing step; too large is decided before anything is read.
pub fn load(path: &Path) -> Result<Vec<u8>, FileError> {
    load_on(&RealDisk, path, limits::SHEET).map(|loaded| loaded.bytes)
}

/// Reads a sheet.
///
/// # Errors
/// [`SheetFault`]: no text, no table, or beyond a bound.
pub fn read(bytes: &[u8]) -> Result<Csv, SheetFault> {
    let (text, encoding) = decode(bytes).map_err(|fault| no_text(bytes, fault))?;
    check_separator(&text)?;
    check_quotes(&text)?;
    let mut reader = Reader { cleaned: Vec::new(), cells: 0 };
    let mut records =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let (mut grid, mut origins) = (Grid::default(), Vec::new());
    let mut lines = Count { text: text.as_bytes(), at: 0, line: 1, blank: None };
    for record in records.records() {
        // The text is UTF-8 and rows may differ in length, so there is nothing a record could fail with.
        let record = record.map_err(|error| fault(1, (error.to_string(), error.to_string()), ("", "")))?;
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        let cells = reader.row(&record, line, grid.headings.len())?;
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            lines.blank = lines.blank.or(Some(line));
            continue;
        }
        let blank = lines.blank.take().filter(|_| !grid.rows.is_empty());
        if let Some(origin) = cells.iter().find_map(|cell| Origin::read(cell)) {
            origins.push(origin);
            continue;
        }
        if grid.headings.is_empty() {
            grid.line = line;
            grid.headings = cells.into_iter().map(|text| Heading { text, choices: Vec::new() }).collect();
            continue;
        }
        grid.gap = grid.gap.or(blank);
        grid.rows.push(Row { line, cells });
        if grid.rows.len() > limits::SHEET_ROWS {
            return Err(too_many_rows(line));
        }
    }
    if grid.headings.is_empty() {
        return Err(empty());
    }
    Ok(Csv { grid, encoding, origins, cleaned: reader.cleaned })
}

/// Counts lines up to where records begin: the reader itself says where the one before ended, which is a line
/// short behind CR LF and blank lines.
struct Count<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
    /// The first empty line since a row was read that is not empty.
    blank: Option<usize>,
}

impl Count<'_> {
    /// The line of the record that begins behind this place; places only grow.
    fn of(&mut self, behind: u64) -> usize {
        let behind = usize::try_from(behind).unwrap_or(usize::MAX).clamp(self.at, self.text.len());
        let ends = self.text[behind..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.pass(behind);
        // The line feed of the row before may be left over here; what ends here beyond it are empty lines.
        let left_over = self.text[..behind].ends_with(b"\r") && self.text[behind..].starts_with(b"\n");
        self.pass(behind + usize::from(left_over));
        let before = self.line;
        self.pass(behind + ends);
        self.blank = self.blank.or((self.line > before).then_some(before));
        self.line
    }

    fn pass(&mut self, to: usize) {
        self.line += self.text[self.at..to].split(|byte| *byte == b'\n').count() - 1;
        self.at = to;
    }
}

struct Reader {
    cleaned: Vec<Cleaned>,
    /// How many cells were read.
    cells: usize,
}

impl Reader {
    /// The cells up to the last heading, or the last that holds something: a format that was given to whole columns
    /// makes spreadsheets write empty cells up to the last of them.
    fn row(
        &mut self,
        record: &csv::StringRecord,
        line: usize,
        headings: usize,
    ) -> Result<Vec<String>, SheetFault> {
        let used = record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).last();
        let used = used.map_or(0, |(last, _)| last + 1);
        if used > limits::SHEET_COLUMNS {
            return Err(too_wide(line, used));
        }
        let width = used.max(headings);
        self.cells += width.min(record.len());
        if self.cells > limits::SHEET_CELLS {
            return Err(too_many_cells(line));
        }
        let cells = record.iter().take(width).enumerate();
        cells.map(|(at, cell)| self.cell(cell, line, at + 1)).collect()
    }

    /// The text of a cell, as pasted text is taken in: nothing invisible, one normal form. Text with something that
    /// could not be read again stays as it is, so that the row can be refused.
    fn cell(&mut self, cell: &str, line: usize, column: usize) -> Result<String, SheetFault> {
        if cell.len() > limits::SHEET_CELL {
            return Err(too_long(line, cell.len()));
        }
        let input = nfc_input(cell);
        let typed = typed(&input);
        let text = typed.as_deref().unwrap_or_else(|| unguarded(&input));
        let entered = entered(None, text);
        match entered.amiss {
            Some(amiss) if amiss.refused => Ok(text.to_owned()),
            amiss => {
                self.cleaned.extend(amiss.map(|amiss| Cleaned { line, column, amiss }));
                Ok(entered.text)
            }
        }
    }
}

/// What people use in the place of commas.
const SEPARATORS: [(char, &str, &str); 4] = [
    ('\t', "タブ", "tabs"),
    (';', "セミコロン", "semicolons"),
    ('|', "縦棒", "bars"),
    ('，', "全角のカンマ", "wide commas"),
];

/// The headings are separated by commas, or there is one of them.
fn check_separator(text: &str) -> Result<(), SheetFault> {
    let first =
        text.lines().enumerate().find(|(_, line)| !line.trim().is_empty() && !line.contains("kijun:file="));
    let Some((at, line)) = first.filter(|(_, line)| !line.contains(',')) else { return Ok(()) };
    let found = SEPARATORS.iter().find(|(separator, ..)| line.trim().contains(*separator));
    found.map_or(Ok(()), |(_, ja, en)| Err(other_separator(at + 1, ja, en)))
}

fn other_separator(line: usize, ja: &str, en: &str) -> SheetFault {
    fault(
        line,
        (
            format!("カンマではなく{ja}で区切られています"),
            format!("its columns stand apart by {en}, not by commas"),
        ),
        (
            "Excel で「CSV UTF-8(コンマ区切り)」として保存してください",
            "save it in Excel as \"CSV UTF-8 (Comma delimited)\"",
        ),
    )
}

/// Quotes that are opened are closed, and nothing but a comma or a line end follows: otherwise cells and rows would
/// run into one another unnoticed.
fn check_quotes(text: &str) -> Result<(), SheetFault> {
    let (mut line, mut opened, mut closed, mut start) = (1, 0, false, true);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if opened > 0 && rest.peek() == Some(&'"') => drop(rest.next()),
            '"' if opened > 0 => (opened, closed) = (0, true),
            '"' if start => opened = line,
            '\n' if opened > 0 => {}
            ',' | '\n' | '\r' if opened == 0 => closed = false,
            _ if closed => return Err(behind_quote(line)),
            _ => {}
        }
        start = opened == 0 && matches!(c, ',' | '\n' | '\r');
        line += usize::from(c == '\n');
    }
    if opened > 0 { Err(unclosed(opened)) } else { Ok(()) }
}

fn fault(line: usize, (ja, en): (String, String), (hint_ja, hint_en): (&str, &str)) -> SheetFault {
    let hint = Bilingual { ja: hint_ja.to_owned(), en: hint_en.to_owned() };
    SheetFault { line, message: Bilingual { ja, en }, hint }
}

fn no_text(bytes: &[u8], found: NoText) -> SheetFault {
    let line = |at: usize| 1 + bytes.iter().take(at).filter(|byte| **byte == b'\n').count();
    let save_as = (
        "Excel で「CSV UTF-8(コンマ区切り)」として保存してください",
        "save it in Excel as \"CSV UTF-8 (Comma delimited)\"",
    );
    let (at, ja, en) = match found {
        NoText::Foreign(foreign, line) => {
            let said = foreign.sentence();
            return fault(line, (said.ja, said.en), foreign.hint_for_sheet());
        }
        NoText::Unknown(at) => (
            line(at),
            "UTF-8 でも Shift_JIS でも読めない文字があります",
            "this is neither UTF-8 nor Shift_JIS",
        ),
        NoText::Nul(at) => (line(at), "NUL 文字があり、CSV として読めません", "a NUL byte: this is not CSV"),
    };
    fault(at, (ja.to_owned(), en.to_owned()), save_as)
}

fn unclosed(line: usize) -> SheetFault {
    fault(
        line,
        ("引用符が閉じていません".to_owned(), "a quote is not closed".to_owned()),
        (
            "\" を補うか消してください。文字としての \" は \"\" と書きます",
            "close or delete it; a quote as text is written \"\"",
        ),
    )
}

fn behind_quote(line: usize) -> SheetFault {
    fault(
        line,
        ("閉じた引用符の後に文字があります".to_owned(), "text follows a closed quote".to_owned()),
        ("文字としての \" は \"\" と書きます", "a quote as text is written \"\""),
    )
}

fn too_many_rows(line: usize) -> SheetFault {
    let most = limits::SHEET_ROWS;
    fault(
        line,
        (format!("行が多すぎます(上限 {most})"), format!("too many rows (at most {most})")),
        ("表を分けて取り込んでください", "take it in piece by piece"),
    )
}

fn too_wide(line: usize, count: usize) -> SheetFault {
    let most = limits::SHEET_COLUMNS;
    fault(
        line,
        (
            format!("列が多すぎます({count}列、上限 {most})"),
            format!("too many columns ({count}, at most {most})"),
        ),
        ("使わない列を消してください", "delete the columns that are not used"),
    )
}

fn too_many_cells(line: usize) -> SheetFault {
    let most = limits::SHEET_CELLS;
    fault(
        line,
        (format!("セルが多すぎます(上限 {most})"), format!("too many cells (at most {most})")),
        (
            "使わない列を消すか、表を分けて取り込んでください",
            "delete the columns that are not used, or take it in piece by piece",
        ),
    )
}

fn too_long(line: usize, size: usize) -> SheetFault {
    let most = limits::SHEET_CELL;
    fault(
        line,
        (
            format!("セルが長すぎます({size}バイト、上限 {most})"),
            format!("a cell is too long ({size} bytes, at most {most})"),
        ),
        (
            "引用符が対になっているか、文を短くできないか確かめてください",
            "check its quotes, or shorten the text",
        ),
    )
}

fn empty() -> SheetFault {
    fault(
        1,
        ("見出しの行がありません".to_owned(), "there is no row of headings".to_owned()),
        (
            "kijun export で書き出した表の1行目が見出しです",
            "the first row of a table of kijun export has them",
        ),
    )
}

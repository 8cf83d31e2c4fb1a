//! The headings of a sheet, matched to the columns of a table, and the cells of a row by column.

use super::imported::Refusal;
use super::lookup::fold;
use super::problem::{Problem, problem, shown};
use crate::domain::grid::{Grid, Row};
use crate::report::fields::{Field, Words};

/// A column that a table can have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// The key that never changes.
    pub(super) key: &'static str,
    /// The heading in both languages.
    pub(super) label: Words,
    /// Headings that it had before.
    former: &'static [&'static str],
}

impl Known {
    /// A column that is no field.
    pub(super) const fn new(key: &'static str, label: Words) -> Self {
        Self { key, label, former: &[] }
    }

    /// The column of a field.
    pub(super) const fn of(field: &Field) -> Self {
        Self { key: field.key, label: field.label, former: field.former }
    }

    /// Whether a heading names it: by its key, or by a heading in either language.
    pub(super) fn is_called(&self, heading: &str) -> bool {
        is_called(heading, self.key, self.label) || self.former.iter().any(|name| fold(name) == fold(heading))
    }
}

/// Whether a text is a key, or its word in either language.
pub(super) fn is_called(text: &str, key: &str, (ja, en): (&str, &str)) -> bool {
    let folded = fold(text);
    [key, ja, en].iter().any(|name| fold(name) == folded)
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
    /// What is in it.
    pub(super) text: &'a str,
}

impl Layout {
    /// Matches the headings; every one that is unknown, doubled or missing is a fault.
    pub(super) fn of(grid: &Grid, known: &[Known], skip: &[String]) -> Result<Self, Vec<Refusal>> {
        let headings: Vec<String> = grid.headings.iter().map(|heading| heading.text.clone()).collect();
        let mut refused = Vec::new();
        let mut places: Vec<Option<usize>> = Vec::new();
        for (at, heading) in headings.iter().enumerate() {
            let place = known.iter().position(|known| known.is_called(heading));
            let skipped = !heading.trim().is_empty() && skip.iter().any(|name| fold(name) == fold(heading));
            let problem = match place {
                _ if skipped => None,
                Some(place) if places.contains(&Some(place)) => Some(doubled(heading)),
                Some(_) => None,
                None if heading.trim().is_empty() => {
                    first_in(grid, at).map(|(line, cell)| nameless(line, cell))
                }
                None => Some(unknown(heading, known)),
            };
            refused.extend(problem.map(|problem| Refusal::at(at, "", problem)));
            places.push(place.filter(|_| !skipped));
        }
        if refused.is_empty() {
            return Ok(Self { places, headings });
        }
        Err(headings_below(grid, known).map_or(refused, |refusal| vec![refusal]))
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
        let problem = problem!(
            "見出しのない列に「{cell}」があります",
            "\"{cell}\" stands in a column without a heading",
            "カンマを含む文字列が引用符で囲まれているか確かめてください",
            "check that texts with commas stand in quotes"
        );
        Some(Refusal::at(at, "", problem))
    }

    /// The fault of a cell.
    pub(super) fn refusal(&self, at: usize, problem: Problem) -> Refusal {
        Refusal::at(at, self.headings.get(at).map_or("", String::as_str), problem)
    }
}

/// The first row that has something in a column, with what it has.
fn first_in(grid: &Grid, at: usize) -> Option<(usize, &str)> {
    let mut cells = grid.rows.iter().filter_map(|row| Some((row.line, row.cells.get(at)?.as_str())));
    cells.find(|(_, cell)| !cell.trim().is_empty())
}

/// How many rows a title may take.
const TITLE: usize = 20;

/// The fault of a sheet whose headings are below a title: a row of nothing but headings says where.
fn headings_below(grid: &Grid, known: &[Known]) -> Option<Refusal> {
    let is_known = |cell: &String| known.iter().any(|known| known.is_called(cell));
    let is_head = |row: &&Row| {
        let mut cells = row.cells.iter().filter(|cell| !cell.trim().is_empty()).peekable();
        cells.peek().is_some() && cells.all(is_known)
    };
    let row = grid.rows.iter().take(TITLE).find(is_head)?;
    let (here, title) = (row.line, grid.line);
    let problem = problem!(
        "見出しは{here}行目のようです({title}行目は表題です)",
        "the headings seem to be in row {here} (row {title} is a title)",
        "見出しより上の行を消して、見出しを1行目にしてください",
        "delete the rows above the headings, so that they come first"
    );
    Some(Refusal::of_row(problem))
}

fn doubled(heading: &str) -> Problem {
    let heading = shown(heading);
    problem!(
        "見出し「{heading}」が2つあります",
        "the heading \"{heading}\" stands twice",
        "どちらかの列を消すか、見出しを変えてください",
        "delete one of the columns, or rename it"
    )
}

fn nameless(line: usize, cell: &str) -> Problem {
    let cell = shown(cell);
    problem!(
        "見出しのない列に値があります({line}行目の「{cell}」)",
        "a column without a heading has values (\"{cell}\" in row {line})",
        "見出しを書くか、列を消してください",
        "give it a heading, or delete it"
    )
}

/// What people call columns, and the keys of those they mean: the first that the table has.
const MEANT: [(&[&str], &[&str]); 7] = [
    (
        &["氏名", "名前", "社員名", "担当者", "対象者", "従業員", "要員", "name", "full name"],
        &["person", "name"],
    ),
    (&["ふりがな", "フリガナ", "読み", "読み仮名", "カナ", "kana", "furigana"], &["yomi"]),
    (&["id", "no", "no.", "\u{2116}", "コード", "管理番号", "番号"], &["id"]),
    (&["案件", "案件名", "契約名", "契約", "contract"], &["contract", "alias"]),
    (&["文書名", "題名", "タイトル", "件名", "title", "document"], &["document", "title"]),
    (&["備考", "メモ", "注記", "コメント", "memo", "remarks"], &["remark", "note"]),
    (&["資格名", "研修名", "認定", "qualification", "course"], &["item"]),
];

/// The column that a heading probably means.
fn meant(heading: &str, known: &[Known]) -> Option<(&'static str, &'static str)> {
    let folded = fold(heading);
    let label = |wanted: &str| known.iter().find(|known| known.key == wanted).map(|known| known.label);
    let called = MEANT.iter().filter(|(names, _)| names.iter().any(|name| fold(name) == folded));
    called.flat_map(|(_, keys)| keys.iter()).find_map(|key| label(key))
}

fn unknown(heading: &str, known: &[Known]) -> Problem {
    let meant = meant(heading, known);
    let heading = shown(heading);
    let (ja, en): (Vec<&str>, Vec<&str>) = known.iter().map(|known| known.label).unzip();
    let (ja, en) = (ja.join("、"), en.join(", "));
    let (first_ja, first_en) = meant.map_or_else(Default::default, |(ja, en)| {
        (
            format!("「{ja}」のことなら、見出しを「{ja}」に変えてください。"),
            format!("if \"{en}\" is meant, call the column that; "),
        )
    });
    problem!(
        "「{heading}」という列はありません",
        "there is no column \"{heading}\"",
        "{first_ja}使える見出し: {ja}。取り込まない列は --skip {heading} で飛ばせます",
        "{first_en}known headings: {en}; --skip \"{heading}\" leaves a column out"
    )
}

//! What an import would change, or has changed, line by line: as text and as JSON.

use serde::Serialize;

use super::imported::{Cell, Imported, ImportedRow, Refusal, RowOutcome};
use super::kind::TableKind;
use super::lookup::Lookup;
use super::problem::Problem;
use crate::domain::clean::{Lines, visible};
use crate::domain::listed::Stray;
use crate::domain::text::{Bilingual, Lang, pick, tr};
use crate::report::grounds::Context;
use crate::report::listed;
use crate::report::sheet::shortened;

/// The format of the JSON; raised when a key changes its meaning or goes away.
const FORMAT: u32 = 1;

/// How many rows that a sheet does not have are named.
const NAMED: usize = 20;

/// The longest piece of a cell that is shown, in characters.
const LONGEST: usize = 80;

/// What is reported about an import.
#[derive(Clone, Copy)]
pub struct Preview<'a> {
    /// Its language.
    pub lang: Lang,
    /// What the sheet holds.
    pub what: TableKind,
    /// What came of it.
    pub imported: &'a Imported,
    /// Pack and reference lists, with the values that came of it.
    pub context: Context<'a>,
    /// Whether the file has been changed.
    pub applied: bool,
    /// The program and its version.
    pub app: &'a str,
}

#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    app: &'a str,
    what: &'static str,
    applied: bool,
    added: usize,
    changed: usize,
    unchanged: usize,
    refused: usize,
    missing: &'a [String],
    unlisted: Vec<Unlisted<'a>>,
    rows: Vec<JsonRow<'a>>,
}

#[derive(Serialize)]
struct Unlisted<'a> {
    with: &'a str,
    name: String,
    near: &'a [String],
}

#[derive(Serialize)]
struct JsonRow<'a> {
    line: usize,
    about: String,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<JsonCell>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<JsonProblem<'a>>,
}

#[derive(Serialize)]
struct JsonCell {
    heading: String,
    before: String,
    after: String,
}

#[derive(Serialize)]
struct JsonProblem<'a> {
    column: usize,
    heading: &'a str,
    message: &'a str,
    hint: &'a str,
}

impl Preview<'_> {
    /// The rows that add or change something, and the counts.
    pub fn text(&self) -> String {
        let lines = self.imported.lines.iter().flat_map(|line| self.line(line));
        lines
            .chain([self.counts()])
            .chain(self.missing())
            .chain(self.unlisted())
            .chain([self.end()])
            .map(|line| line + "\n")
            .collect()
    }

    fn line(&self, line: &ImportedRow) -> Vec<String> {
        let (word, cells) = match &line.outcome {
            RowOutcome::Added(cells) => (pick(self.lang, "追加", "added"), cells),
            RowOutcome::Changed(cells) => (pick(self.lang, "変更", "changed"), cells),
            RowOutcome::Unchanged | RowOutcome::Refused(_) => return Vec::new(),
        };
        let (number, about) = (line.line, short(&line.about));
        let head = tr!(self.lang, "{number}行目  {word}  {about}", "line {number}  {word}  {about}");
        std::iter::once(head).chain(cells.iter().map(|cell| self.cell(cell))).collect()
    }

    fn cell(&self, cell: &Cell) -> String {
        let (before, after) = (short(&cell.before), short(&cell.after));
        let before = if before.is_empty() { pick(self.lang, "(空)", "(empty)").to_owned() } else { before };
        format!("    {}: {before} -> {after}", cell.heading)
    }

    fn counts(&self) -> String {
        let [added, changed, unchanged, refused] = self.imported.counts();
        tr!(
            self.lang,
            "追加 {added}、変更 {changed}、変わらない {unchanged}、受け付けない {refused}",
            "added {added}, changed {changed}, unchanged {unchanged}, refused {refused}"
        )
    }

    /// Who is in the register and not in the sheet.
    fn missing(&self) -> Option<String> {
        let all = &self.imported.missing;
        let lookup = Lookup { lang: self.lang, context: self.context };
        let facts = self.context.assessment.fact_ids();
        let named = |text: &String| {
            if facts.contains(text.as_str()) { short(&lookup.fact(text)) } else { short(text) }
        };
        let first: Vec<String> = all.iter().take(NAMED).map(named).collect();
        let (count, rest) = (all.len(), all.len().saturating_sub(NAMED));
        let list = first.join(pick(self.lang, "、", ", "));
        let (ja, en) = match self.what {
            TableKind::Answers => ("", ""),
            _ => ("。消すには画面で", "; delete them in the workbench"),
        };
        (count > 0).then(|| match self.lang {
            Lang::Ja => {
                let more = if rest > 0 { format!("、ほか{rest}件") } else { String::new() };
                format!("表にない行 {count}: {list}{more}(そのまま残ります{ja})")
            }
            Lang::En => {
                let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
                format!("not in the sheet {count}: {list}{more} (they stay{en})")
            }
        })
    }

    /// Names that are in no reference list, each with the members near it.
    fn unlisted(&self) -> Vec<String> {
        let all = &self.imported.unlisted;
        let lines = all.iter().take(NAMED).map(|stray| listed::announced(self.lang, &self.context, stray));
        let rest = all.len().saturating_sub(NAMED);
        let more = (rest > 0).then(|| {
            tr!(
                self.lang,
                "例示にない名前 ほか{rest}件",
                "and {rest} more names that stand in no reference list"
            )
        });
        lines.chain(more).collect()
    }

    fn end(&self) -> String {
        let [added, changed, _, refused] = self.imported.counts();
        let nothing = added + changed == 0;
        let said = match (self.applied, refused, nothing) {
            (true, ..) => ("取り込みました。", "Taken in."),
            (false, 0, true) => ("変わるものはありません。", "Nothing changes."),
            (false, 0, false) => ("まだ何も書いていません。", "Nothing is written yet."),
            (false, ..) => (
                "受け付けない行があるため、何も書いていません。",
                "Nothing is written, since rows are refused.",
            ),
        };
        pick(self.lang, said.0, said.1).to_owned()
    }

    /// The same as JSON with a line end, every row included.
    ///
    /// # Errors
    /// None that the data can cause; the writer's own are passed on.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        let [added, changed, unchanged, refused] = self.imported.counts();
        let report = Report {
            format: FORMAT,
            app: self.app,
            what: self.what.word(),
            applied: self.applied,
            added,
            changed,
            unchanged,
            refused,
            missing: &self.imported.missing,
            unlisted: self.imported.unlisted.iter().map(unlisted).collect(),
            rows: self.imported.lines.iter().map(|line| self.json_row(line)).collect(),
        };
        Ok(serde_json::to_string_pretty(&report)? + "\n")
    }

    fn json_row<'r>(&self, line: &'r ImportedRow) -> JsonRow<'r> {
        let cells = |cells: &[Cell]| {
            let cell = |cell: &Cell| JsonCell {
                heading: cell.heading.clone(),
                before: visible(&cell.before, Lines::Multi).into_owned(),
                after: visible(&cell.after, Lines::Multi).into_owned(),
            };
            cells.iter().map(cell).collect()
        };
        let problem = |refusal: &'r Refusal| JsonProblem {
            column: refusal.column,
            heading: &refusal.heading,
            message: refusal.problem.message.get(self.lang),
            hint: refusal.problem.hint.get(self.lang),
        };
        let (outcome, cells, problems) = match &line.outcome {
            RowOutcome::Added(changed) => ("added", cells(changed), Vec::new()),
            RowOutcome::Changed(changed) => ("changed", cells(changed), Vec::new()),
            RowOutcome::Unchanged => ("unchanged", Vec::new(), Vec::new()),
            RowOutcome::Refused(refusals) => ("refused", Vec::new(), refusals.iter().map(problem).collect()),
        };
        JsonRow { line: line.line, about: short(&line.about), outcome, cells, problems }
    }

    /// Why rows are refused: each a sentence with its place behind the name of the sheet, and a hint.
    pub fn refusals(&self, sheet: &str) -> Vec<(Bilingual, Bilingual)> {
        let refused = self.imported.lines.iter().filter_map(|line| match &line.outcome {
            RowOutcome::Refused(refusals) => Some((line, refusals)),
            _ => None,
        });
        refused
            .flat_map(|(line, refusals)| refusals.iter().map(move |refusal| said(sheet, line, refusal)))
            .collect()
    }
}

fn unlisted(stray: &Stray) -> Unlisted<'_> {
    let name = visible(&stray.name, Lines::Single).into_owned();
    Unlisted { with: &stray.with, name, near: stray.candidates() }
}

fn said(
    sheet: &str,
    line: &ImportedRow,
    Refusal { column, heading, problem }: &Refusal,
) -> (Bilingual, Bilingual) {
    let Problem { message, hint } = &**problem;
    let at = |message: &str| match heading.as_str() {
        "" => format!("{sheet}:{}:{column}: {message}", line.line),
        heading => format!("{sheet}:{}:{column}: {heading}: {message}", line.line),
    };
    (Bilingual { ja: at(&message.ja), en: at(&message.en) }, hint.clone())
}

/// A text on one line, cut where it is long.
fn short(text: &str) -> String {
    shortened(text, LONGEST)
}

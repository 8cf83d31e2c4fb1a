//! A plain report: a title, sections of entries with details, as text or as Markdown.

use serde_json::{Map, Value};

use crate::domain::assessment::Assessment;
use crate::domain::clean::{Lines, visible};
use crate::domain::date::Date;
use crate::domain::flip::{CategoryFlip, RowFlip};
use crate::domain::gap::Counts;
use crate::domain::pack::Pack;
use crate::domain::text::{Lang, pick};
use crate::domain::verdict::Verdict;
use crate::report::grounds::Context;
use crate::report::words;

/// A report before it has a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) head: Vec<String>,
    pub(super) sections: Vec<Section>,
    pub(super) foot: Vec<String>,
}

/// Entries under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Section {
    pub(super) heading: String,
    pub(super) items: Vec<Item>,
    /// Whether the entries are steps in their order, each with its number.
    pub(super) numbered: bool,
}

impl Section {
    /// Entries in no order that matters.
    pub(super) fn new(heading: impl Into<String>, items: Vec<Item>) -> Self {
        Self { heading: heading.into(), items, numbered: false }
    }

    /// Steps, counted from 1.
    pub(super) fn steps(heading: impl Into<String>, items: Vec<Item>) -> Self {
        Self { heading: heading.into(), items, numbered: true }
    }

    /// What precedes an entry: its number, or `otherwise`.
    fn mark(&self, at: usize, otherwise: &str) -> String {
        if self.numbered { format!("{}. ", at + 1) } else { otherwise.to_owned() }
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Item {
    pub(super) line: String,
    pub(super) details: Vec<String>,
}

impl Item {
    pub(super) fn line(line: impl Into<String>) -> Self {
        Self { line: line.into(), details: Vec::new() }
    }
}

/// The forms that a report has which is made of a sheet.
macro_rules! forms {
    ($report:ident) => {
        impl $report<'_> {
            /// The report as plain text.
            pub fn text(&self) -> String {
                self.sheet().text()
            }

            /// The report as Markdown.
            pub fn markdown(&self) -> String {
                self.sheet().markdown()
            }
        }
    };
}
pub(super) use forms;

impl Sheet {
    /// The head that all such reports share.
    pub(super) fn new(lang: Lang, context: &Context<'_>, what: &str, day: Option<Date>) -> Self {
        let organisation = printable(&context.assessment.profile.organisation);
        let day = words::day_if_set(lang, day);
        Self {
            title: format!("{organisation}  {what}"),
            head: vec![
                printable(context.pack.head.title.get(lang)),
                format!("{} {day}", pick(lang, "基準日", "Reference date")),
                disclaimer(lang).to_owned(),
            ],
            ..Self::default()
        }
    }

    /// Adds a section, unless nothing is in it.
    pub(super) fn add(&mut self, heading: impl Into<String>, items: Vec<Item>) {
        if !items.is_empty() {
            self.sections.push(Section::new(heading, items));
        }
    }

    /// As plain text, lines unwrapped.
    pub(super) fn text(&self) -> String {
        let mut out = vec![self.title.clone()];
        out.extend(self.head.iter().cloned());
        for section in &self.sections {
            out.push(String::new());
            out.push(format!("== {}", section.heading));
            for (at, item) in section.items.iter().enumerate() {
                out.push(format!("{}{}", section.mark(at, ""), item.line));
                out.extend(item.details.iter().map(|detail| format!("    - {detail}")));
            }
        }
        if !self.foot.is_empty() {
            out.push(String::new());
            out.extend(self.foot.iter().cloned());
        }
        out.join("\n") + "\n"
    }

    /// As Markdown that a client can edit.
    pub(super) fn markdown(&self) -> String {
        let mut out = vec![format!("# {}", escape(&self.title)), String::new()];
        out.extend(self.head.iter().map(|line| format!("- {}", escape(line))));
        for section in &self.sections {
            out.push(format!("\n## {}\n", escape(&section.heading)));
            for (at, item) in section.items.iter().enumerate() {
                out.push(format!("{}{}", section.mark(at, "- "), escape(&item.line)));
                out.extend(item.details.iter().map(|detail| format!("    - {}", escape(detail))));
            }
        }
        if !self.foot.is_empty() {
            // Each a paragraph of its own: lines that follow each other would be run together.
            out.extend(self.foot.iter().map(|line| format!("\n{}", escape(line))));
        }
        out.join("\n") + "\n"
    }
}

/// How many rows have each verdict, as JSON.
pub(super) fn json_counts(counts: Counts) -> Map<String, Value> {
    Verdict::ALL.map(|verdict| (verdict.word().to_owned(), counts.of(verdict).into())).into_iter().collect()
}

/// That this is an estimate, which every report says.
pub(super) fn disclaimer(lang: Lang) -> &'static str {
    pick(
        lang,
        "これは自己評価に基づく見込みです。登録の可否は審査登録機関だけが決めます。",
        "This is an estimate from a self-assessment. Only the registration body decides on registration.",
    )
}

/// Text of a file or pack on one line, with nothing in it that a terminal would obey.
pub(super) fn printable(text: &str) -> String {
    visible(text.trim(), Lines::Single).into_owned()
}

/// The same, cut where it is longer than so many characters.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let text = printable(text);
    let mut out: String = text.chars().take(most).collect();
    if text.chars().nth(most).is_some() {
        out.push('…');
    }
    out
}

/// Clause and title of a row.
pub(super) fn row(lang: Lang, pack: &Pack, at: usize) -> String {
    let row = &pack.rows()[at];
    format!("{}  {}", printable(&row.clause), printable(row.title.get(lang)))
}

/// Short name of a category.
pub(super) fn category(lang: Lang, pack: &Pack, id: &str) -> String {
    printable(pack.category(id).map_or(id, |category| category.short.get(lang)))
}

/// What a fact is called, with its id.
pub(super) fn fact(assessment: &Assessment, id: &str) -> String {
    let person = assessment.person(id).map(|person| person.name.as_str());
    let contract = || assessment.contract(id).map(|contract| contract.alias.as_str());
    let document = || assessment.document(id).map(|document| document.title.as_str());
    let record = || assessment.records.iter().find(|r| r.id == id).map(|record| record.title.as_str());
    let evidence = || assessment.evidence.iter().find(|e| e.id == id).map(|evidence| evidence.title.as_str());
    let name = person.or_else(contract).or_else(document).or_else(record).or_else(evidence);
    match name.map(str::trim).filter(|name| !name.is_empty() && *name != id) {
        Some(name) => format!("{} {}", printable(id), printable(name)),
        None => printable(id),
    }
}

/// What flips for a category: 脆弱性診断: 不足 -> 適合見込み.
pub(super) fn category_flip(lang: Lang, pack: &Pack, found: &CategoryFlip) -> String {
    format!("{}: {}", category(lang, pack, &found.id), flip(lang, found.from, found.to))
}

/// The same for a row, by its clause and title.
pub(super) fn row_flip(lang: Lang, pack: &Pack, found: &RowFlip) -> String {
    format!("{}: {}", row(lang, pack, found.at), flip(lang, found.from, found.to))
}

/// 不足 -> 適合見込み.
pub(super) fn flip(lang: Lang, from: Verdict, to: Verdict) -> String {
    format!("{} -> {}", words::verdict(lang, from), words::verdict(lang, to))
}

/// Text that means nothing to Markdown: no sign in it makes a list, a heading, a table or a link, and what is shown has
/// every sign. Two spaces between two parts are one, as a browser would have it.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    if let Some(marker) = list_marker(text) {
        out.push_str(&text[..marker]);
        out.push('\\');
        rest = &text[marker..];
    }
    for c in rest.chars() {
        if c == ' ' && (out.is_empty() || out.ends_with(' ')) {
            continue;
        }
        if "\\`*_[]<>|#&~!".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The place of the sign by which a text would begin a list or be a line across: `- `, `+ `, `---`, `12. `, `3) `.
fn list_marker(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = text[digits..].chars();
    let sign = rest.next()?;
    let ends = rest.next().is_none_or(char::is_whitespace);
    let marks = if digits == 0 { "-+".contains(sign) } else { ends && ".)".contains(sign) };
    marks.then_some(digits)
}

//! The gap report as a table for spreadsheets: one row a requirement that can be answered, in the order of the criteria.

use super::{GapReport, is_short};
use crate::domain::clean::{Lines, visible};
use crate::domain::evaluate::Finding;
use crate::domain::grid::{Grid, Heading, Row};
use crate::domain::pack::Requirement;
use crate::domain::text::pick;
use crate::domain::verdict::{Pair, Reading};
use crate::report::{listed, words};

const HEADINGS: [(&str, &str); 12] = [
    ("番号", "Id"),
    ("区分", "Category"),
    ("条項", "Clause"),
    ("要件", "Requirement"),
    ("判定", "Verdict"),
    ("厳格", "Strict"),
    ("緩やか", "Lenient"),
    ("数えない理由", "Not counted because"),
    ("理由", "Grounds"),
    ("解消するには", "To close"),
    ("手間", "Effort"),
    ("論点", "Doubts"),
];

impl GapReport<'_> {
    /// Every requirement that can be answered, with its verdict, why, and what would close it.
    pub fn grid(&self) -> Grid {
        let answerable = self.rows().filter(|(_, finding)| self.context.pack.answerable(finding.at));
        let judged = answerable.filter(|(_, finding)| finding.value.is_none());
        let rows = judged.enumerate().map(|(at, (row, finding))| Row {
            line: at + 2,
            cells: self.cells(row, finding).map(|cell| visible(&cell, Lines::Multi).into_owned()).to_vec(),
        });
        let heading = |(ja, en): (&'static str, &'static str)| Heading {
            text: pick(self.lang, ja, en).to_owned(),
            choices: Vec::new(),
        };
        Grid {
            name: pick(self.lang, "ギャップ", "Gaps").to_owned(),
            line: 1,
            headings: HEADINGS.map(heading).to_vec(),
            rows: rows.collect(),
            notes: vec![self.disclaimer().to_owned()],
            ..Grid::default()
        }
    }

    /// Names that a list has otherwise, then what the pack says.
    fn ways(&self, row: &Requirement, close: String) -> Vec<String> {
        let mut ways = listed::rename_sentences(self.lang, &self.context, row);
        ways.push(close);
        ways
    }

    fn cells(&self, row: &Requirement, finding: &Finding) -> [String; 12] {
        let verdict = finding.outcome.verdict();
        let reading =
            |reading: Option<Reading>| reading.map_or("", |r| words::reading(self.lang, r)).to_owned();
        let pair = finding.outcome.pair();
        let open = is_short(verdict) && !finding.spare;
        let closing = |text: &str| if open { text.to_owned() } else { String::new() };
        let (close, effort) = if open { self.close_text(row, finding) } else { Default::default() };
        let spare = pick(self.lang, "ほかの経路で足りています", "another way already stands higher");
        [
            row.id.clone(),
            self.context.pack.category_of(finding.at).short.get(self.lang).to_owned(),
            row.clause.clone(),
            row.title.get(self.lang).to_owned(),
            words::verdict(self.lang, verdict).to_owned(),
            reading(pair.map(Pair::strict)),
            reading(pair.map(Pair::lenient)),
            if finding.spare { spare.to_owned() } else { String::new() },
            self.sentences(row, finding).join("\n"),
            if open { self.ways(row, close).join("\n") } else { String::new() },
            closing(words::effort(self.lang, effort)),
            row.doubts.join(" "),
        ]
    }
}

//! The gap report as plain text for a terminal or a mail.

use crate::domain::text::pick;
use crate::report::sheet::printable;
use unicode_width::UnicodeWidthStr;

use super::{COLUMNS, GapReport, Summary, is_short};
use crate::domain::evaluate::Finding;
use crate::domain::pack::{Category, Requirement};
use crate::domain::verdict::Verdict;
use crate::report::words;

/// How many grounds one row shows before the rest is only counted.
const MOST_GROUNDS: usize = 12;

impl GapReport<'_> {
    /// The report as plain text, lines unwrapped.
    pub fn text(&self) -> String {
        let mut out = Vec::new();
        self.head(&mut out);
        self.table(&mut out);
        for (category, rows) in self.sections() {
            out.push(String::new());
            self.section(category, &mut out);
            rows.into_iter().for_each(|(row, finding)| self.row(row, finding, &mut out));
        }
        self.foot(&mut out);
        out.push(String::new());
        out.join("\n")
    }

    fn head(&self, out: &mut Vec<String>) {
        let what = pick(self.lang, "自己評価のギャップ", "Gaps by self-assessment");
        out.push(format!("{}  {what}", self.organisation()));
        out.push(printable(self.context.pack.head.title.get(self.lang)));
        let end = self.review_end().map_or_else(String::new, |end| {
            format!("  {} {end}", pick(self.lang, "審査の終わり(見込み)", "Review expected to end"))
        });
        out.push(format!("{} {}{end}", pick(self.lang, "基準日", "Reference date"), self.reference_date()));
        out.extend(self.earlier());
        out.push(self.disclaimer().to_owned());
        out.push(String::new());
    }

    fn table(&self, out: &mut Vec<String>) {
        let summary = self.summary();
        let widest = summary.iter().map(|line| line.name.width()).max().unwrap_or(0);
        for Summary { name, outcome, counts, .. } in summary {
            let verdict = pad(words::verdict(self.lang, outcome.verdict()), self.verdict_width());
            let counts = COLUMNS.map(|verdict| {
                format!("{} {:>2}", words::verdict_short(self.lang, verdict), counts.of(verdict))
            });
            out.push(format!("{}  {verdict}  {}", pad(&printable(name), widest), counts.join("  ")));
        }
    }

    fn section(&self, category: &Category, out: &mut Vec<String>) {
        let verdict = self.findings.category(&category.id).map(|finding| finding.outcome.verdict());
        let verdict =
            verdict.map_or_else(String::new, |verdict| format!("  {}", words::verdict(self.lang, verdict)));
        out.push(format!("== {}{verdict}", printable(category.name.get(self.lang))));
    }

    fn row(&self, row: &Requirement, finding: &Finding, out: &mut Vec<String>) {
        let verdict = finding.verdict();
        let word = verdict.map_or("", |verdict| words::verdict(self.lang, verdict));
        let (clause, title) = (printable(&row.clause), printable(row.title.get(self.lang)));
        let line = format!("{}  {clause}  {title}  {}", pad(word, self.verdict_width()), self.mark(finding));
        out.push(line.trim_end().to_owned());
        if self.context.pack.answerable(finding.at) && !finding.spare && verdict.is_some() {
            self.details(row, finding, out);
        }
    }

    fn details(&self, row: &Requirement, finding: &Finding, out: &mut Vec<String>) {
        let indent = " ".repeat(self.verdict_width() + 2);
        let short = is_short(finding.outcome.verdict());
        let readings = self.readings(finding);
        let doubts = self.doubts(row).filter(|_| short);
        let line: Vec<String> = readings.into_iter().chain(doubts).collect();
        if !line.is_empty() {
            out.push(format!("{indent}{}", line.join("  ")));
        }
        let sentences = self.sentences(row, finding);
        let more = sentences.len().saturating_sub(MOST_GROUNDS);
        out.extend(sentences.iter().take(MOST_GROUNDS).map(|sentence| format!("{indent}- {sentence}")));
        if more > 0 {
            out.push(format!("{indent}- {}", self.and_more(more)));
        }
        out.extend(self.remark(finding).map(|remark| format!("{indent}{remark}")));
        if short {
            out.extend(self.close(row, finding).into_iter().map(|close| format!("{indent}{close}")));
        }
    }

    fn and_more(&self, more: usize) -> String {
        format!("{} {}", pick(self.lang, "ほか", "and"), words::entries(self.lang, more))
            + pick(self.lang, "", " more")
    }

    fn foot(&self, out: &mut Vec<String>) {
        let open = self.registers().into_iter().filter(|(_, closed)| !closed);
        let open: Vec<&str> = open.map(|(register, _)| words::register(self.lang, register)).collect();
        out.push(String::new());
        if !open.is_empty() {
            let label =
                pick(self.lang, "「これで全部」とされていない台帳", "Registers not yet declared complete");
            out.push(format!("{label}: {}", open.join(pick(self.lang, "、", ", "))));
        }
        let verified = self.verified();
        if !verified.is_empty() {
            let heading = pick(self.lang, "確認された例示", "Verified reference members");
            out.push(heading.to_owned());
            out.extend(verified.into_iter().map(|line| format!("- {line}")));
        }
        out.extend(self.unread_sentence());
        let source = printable(self.context.references.source.get(self.lang));
        out.push(format!("{}: {source}", pick(self.lang, "例示の出典", "Reference lists")));
        out.push(self.disclaimer().to_owned());
    }

    fn verdict_width(&self) -> usize {
        Verdict::ALL.into_iter().map(|verdict| words::verdict(self.lang, verdict).width()).max().unwrap_or(0)
    }
}

/// The text with blanks behind it, so that it is so many cells wide.
fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

//! The gap report as Markdown that a client can edit.

use super::{COLUMNS, GapReport, is_short};
use crate::domain::evaluate::Finding;
use crate::domain::pack::Requirement;
use crate::domain::text::pick;
use crate::report::sheet::{escape, printable};
use crate::report::words;

impl GapReport<'_> {
    /// The report as Markdown, every ground included.
    pub fn markdown(&self) -> String {
        let what = pick(self.lang, "自己評価のギャップ", "Gaps by self-assessment");
        let mut out = vec![format!("# {} {what}", escape(&self.organisation())), String::new()];
        self.markdown_head(&mut out);
        self.markdown_table(&mut out);
        for (category, rows) in self.sections() {
            out.push(format!("## {}\n", escape(&printable(category.name.get(self.lang)))));
            rows.into_iter().for_each(|(row, finding)| self.markdown_row(row, finding, &mut out));
        }
        self.markdown_foot(&mut out);
        out.join("\n") + "\n"
    }

    fn markdown_head(&self, out: &mut Vec<String>) {
        out.push(format!("> {}\n", self.disclaimer()));
        out.push(format!("- {}", escape(&printable(self.context.pack.head.title.get(self.lang)))));
        out.push(format!("- {}: {}", pick(self.lang, "基準日", "Reference date"), self.reference_date()));
        if let Some(end) = self.review_end() {
            let what = pick(self.lang, "審査の終わり(見込み)", "Review expected to end");
            out.push(format!("- {what}: {end}"));
        }
        out.extend(self.earlier().map(|earlier| format!("- {}", escape(&earlier))));
        out.push(String::new());
    }

    fn markdown_table(&self, out: &mut Vec<String>) {
        let heads = COLUMNS.map(|verdict| words::verdict(self.lang, verdict));
        let (category, verdict) = (pick(self.lang, "区分", "Category"), pick(self.lang, "判定", "Verdict"));
        out.push(format!("| {category} | {verdict} | {} |", heads.join(" | ")));
        out.push(format!("| --- | --- |{}", " ---: |".repeat(COLUMNS.len())));
        for line in self.summary() {
            let counts = COLUMNS.map(|verdict| line.counts.of(verdict).to_string());
            let verdict = words::verdict(self.lang, line.outcome.verdict());
            out.push(format!("| {} | {verdict} | {} |", escape(&printable(line.name)), counts.join(" | ")));
        }
        out.push(String::new());
    }

    fn markdown_row(&self, row: &Requirement, finding: &Finding, out: &mut Vec<String>) {
        let word = finding.verdict().map_or("", |verdict| words::verdict(self.lang, verdict));
        let title = format!("{} {}", printable(&row.clause), printable(row.title.get(self.lang)));
        let head = [escape(&title), word.to_owned(), self.mark(finding)];
        let head: Vec<String> = head.into_iter().filter(|part| !part.is_empty()).collect();
        out.push(format!("### {}\n", head.join(" / ")));
        let details = self.markdown_details(row, finding);
        if !details.is_empty() {
            out.extend(details.into_iter().map(|line| format!("- {}", escape(&line))));
            out.push(String::new());
        }
    }

    fn markdown_details(&self, row: &Requirement, finding: &Finding) -> Vec<String> {
        let Some(verdict) = finding.verdict() else { return Vec::new() };
        let mut lines: Vec<String> = self.readings(finding).into_iter().collect();
        if !self.context.pack.answerable(finding.at) {
            return lines;
        }
        lines.extend(self.doubts(row).filter(|_| is_short(verdict)));
        lines.extend(self.sentences(row, finding));
        lines.extend(self.remark(finding));
        if is_short(verdict) && !finding.spare {
            lines.extend(self.close(row, finding));
        }
        lines
    }

    fn markdown_foot(&self, out: &mut Vec<String>) {
        out.push(format!("## {}\n", pick(self.lang, "台帳と例示", "Registers and references")));
        for (register, closed) in self.registers() {
            let state = if closed {
                pick(self.lang, "これで全部", "complete")
            } else {
                pick(self.lang, "まだ途中", "still open")
            };
            out.push(format!("- {}: {state}", words::register(self.lang, register)));
        }
        out.extend(self.verified().into_iter().map(|line| format!("- {}", escape(&line))));
        out.extend(self.unread_sentence().map(|line| format!("- {}", escape(&line))));
        let source = escape(&printable(self.context.references.source.get(self.lang)));
        out.push(format!("- {}: {source}", pick(self.lang, "例示の出典", "Reference lists")));
        out.push(format!("\n{}", self.disclaimer()));
    }
}

#[cfg(test)]
mod tests {
    use crate::report::sheet::escape;

    #[test]
    fn typed_text_cannot_become_markup() {
        assert_eq!(escape("a|b <script> [x](y) *z* 甲_乙"), "a\\|b \\<script\\> \\[x\\](y) \\*z\\* 甲\\_乙");
    }
}

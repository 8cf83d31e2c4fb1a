//! The pieces of a row's entry that text and Markdown share.

use super::GapReport;
use crate::domain::evaluate::Finding;
use crate::domain::pack::{Effort, Requirement};
use crate::domain::text::{Lang, pick, tr};
use crate::report::grounds::{relevant, sentence};
use crate::report::sheet::printable;
use crate::report::{listed, words};

impl GapReport<'_> {
    /// 厳格 はい / 緩やか はい; nothing where there is nothing to judge.
    pub(super) fn readings(&self, finding: &Finding) -> Option<String> {
        let pair = finding.outcome.pair()?;
        let (strict, lenient) =
            (words::reading(self.lang, pair.strict()), words::reading(self.lang, pair.lenient()));
        Some(tr!(self.lang, "厳格 {strict} / 緩やか {lenient}", "strict {strict} / lenient {lenient}"))
    }

    /// 論点 A5 A10; nothing without doubts.
    pub(super) fn doubts(&self, row: &Requirement) -> Option<String> {
        let label = pick(self.lang, "論点", "doubts");
        (!row.doubts.is_empty()).then(|| format!("{label} {}", printable(&row.doubts.join(" "))))
    }

    /// What would close the gap: a name that a list has otherwise, then what the pack says, if anything.
    pub(super) fn close(&self, row: &Requirement, finding: &Finding) -> Vec<String> {
        let renames = listed::rename_sentences(self.lang, &self.context, row).into_iter();
        let renames = renames.map(|text| (text, Effort::Small));
        let close = Some(self.close_text(row, finding)).filter(|(text, _)| !text.is_empty());
        let ways = renames.chain(close).enumerate();
        ways.map(|(at, (text, effort))| {
            let label = if at == 0 {
                pick(self.lang, "解消するには", "To close")
            } else {
                pick(self.lang, "または", "Or")
            };
            let effort = words::effort(self.lang, effort);
            tr!(self.lang, "{label}: {text}(手間 {effort})", "{label}: {text} (effort: {effort})")
        })
        .collect()
    }

    /// What the pack says would close the gap: where all is done but a member of a list is not verified, that.
    pub(super) fn close_text(&self, row: &Requirement, finding: &Finding) -> (String, Effort) {
        match self.unverified(row, finding) {
            Some(members) => {
                (listed::close_unverified(self.lang, &self.context, row, &members), Effort::Small)
            }
            None => (printable(row.close.get(self.lang)), row.effort),
        }
    }

    /// The members that alone keep a row from being satisfied because nobody verified them, where the pack has words
    /// for it.
    pub(super) fn unverified(&self, row: &Requirement, finding: &Finding) -> Option<Vec<String>> {
        if row.close_unverified.is_empty() || finding.spare {
            return None;
        }
        self.reasons.unverified_alone(finding.at)
    }

    /// The grounds that a reader needs, as sentences.
    pub(super) fn sentences(&self, row: &Requirement, finding: &Finding) -> Vec<String> {
        let grounds = relevant(row, self.reasons.of(finding.at));
        grounds.iter().map(|ground| sentence(self.lang, &self.context, ground)).collect()
    }

    /// The remark of the claim on a row.
    pub(super) fn remark(&self, finding: &Finding) -> Option<String> {
        let claim = self.reasons.claim(finding.at)?;
        let (remark, by) = (printable(&claim.remark), printable(&claim.by));
        let by = if by.is_empty() { String::new() } else { format!(" ({by})") };
        let label = pick(self.lang, "備考", "Remark");
        (!remark.is_empty()).then(|| format!("{label}: {remark}{by}"))
    }

    /// What follows the title of a row that is not counted, or that carries a count.
    pub(super) fn mark(&self, finding: &Finding) -> String {
        if let Some((strict, lenient)) = finding.value {
            let (strict, lenient) = (words::items(self.lang, strict), words::items(self.lang, lenient));
            return match self.lang {
                _ if strict == lenient => strict,
                Lang::Ja => format!("厳格 {strict} / 緩やか {lenient}"),
                Lang::En => format!("strict {strict} / lenient {lenient}"),
            };
        }
        let spare = pick(self.lang, "ほかの経路で足りています", "another way already stands higher");
        if finding.spare { format!("({spare})") } else { String::new() }
    }
}

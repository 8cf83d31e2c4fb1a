//! The gap report: the verdict on each chosen category and row, why, and what would close the gap.

mod json;
mod lines;
mod markdown;
mod table;
mod text;

use crate::domain::date::Date;
use crate::domain::evaluate::{Finding, Findings, Reasons};
use crate::domain::gap::{Counts, counts};
use crate::domain::pack::{Category, Requirement};
use crate::domain::register::Register;
use crate::domain::text::{Lang, tr};
use crate::domain::verdict::{Outcome, Verdict};
use crate::domain::waiting::{Unread, lists, unread};
use crate::report::grounds::Context;
use crate::report::references;
use crate::report::sheet::{self, printable};
use crate::report::words;

/// In which order verdicts are counted.
const COLUMNS: [Verdict; 5] = [
    Verdict::Satisfied,
    Verdict::NeedsConfirmation,
    Verdict::Unanswered,
    Verdict::Gap,
    Verdict::NotApplicable,
];

/// Everything a gap report is made from.
#[derive(Clone, Copy)]
pub struct GapReport<'a> {
    /// Its language.
    pub lang: Lang,
    /// Pack, references and assessment; the profile names the categories reported on.
    pub context: Context<'a>,
    /// The findings of that assessment as of that day.
    pub findings: &'a Findings,
    /// What can say why they are what they are.
    pub reasons: &'a Reasons<'a>,
    /// The day as of which everything was judged.
    pub day: Option<Date>,
    /// The earlier moment whose values these are, in UTC; none for those of now.
    pub as_at: Option<&'a str>,
    /// The program and its version.
    pub app: &'a str,
}

/// One line of the summary.
struct Summary<'a> {
    id: &'a str,
    name: &'a str,
    outcome: Outcome,
    counts: Counts,
}

impl<'a> GapReport<'a> {
    fn summary(&self) -> Vec<Summary<'a>> {
        let pack = self.context.pack;
        let categories = self.findings.categories.iter();
        let summary = categories.map(|finding| {
            let name = pack.category(&finding.id).map_or(finding.id.as_str(), |c| c.name.get(self.lang));
            let counts = counts(pack, self.findings, &finding.id);
            Summary { id: &finding.id, name, outcome: finding.outcome, counts }
        });
        summary.collect()
    }

    /// The rows that a chosen category leads to, in the order of the criteria.
    fn rows(&self) -> impl Iterator<Item = (&'a Requirement, &'a Finding)> + use<'a> {
        let pack = self.context.pack;
        let reached = self.findings.rows.iter().filter(|finding| finding.reached);
        reached.map(move |finding| (&pack.rows()[finding.at], finding))
    }

    /// The same by category, in the order of the pack.
    fn sections(&self) -> Vec<(&'a Category, Vec<(&'a Requirement, &'a Finding)>)> {
        let pack = self.context.pack;
        let mut sections: Vec<(&Category, Vec<_>)> = Vec::new();
        for (row, finding) in self.rows() {
            let category = pack.category_of(finding.at);
            match sections.last_mut().filter(|(last, _)| last.id == category.id) {
                Some((_, rows)) => rows.push((row, finding)),
                None => sections.push((category, vec![(row, finding)])),
            }
        }
        sections
    }

    fn organisation(&self) -> String {
        printable(&self.context.assessment.profile.organisation)
    }

    fn reference_date(&self) -> String {
        words::day_if_set(self.lang, self.day)
    }

    fn review_end(&self) -> Option<String> {
        let end = self.context.assessment.profile.review_end_for(self.day?);
        Some(words::day(self.lang, end))
    }

    /// That the values are those of an earlier moment.
    fn earlier(&self) -> Option<String> {
        let moment = self.context.assessment.zone.second(self.as_at?);
        Some(tr!(self.lang, "{moment} 時点の内容(履歴から)", "As it was at {moment}, by the history"))
    }

    /// That this is an estimate, which every report says.
    fn disclaimer(&self) -> &'static str {
        sheet::disclaimer(self.lang)
    }

    /// Who verified which reference members, one sentence each.
    fn verified(&self) -> Vec<String> {
        let all = references::all_verified(self.lang, &self.context);
        all.iter().map(|one| one.sentence(self.lang)).collect()
    }

    /// How many lists nobody has read, and the rows that wait for them.
    fn unread(&self) -> Unread {
        let Context { pack, references, assessment } = self.context;
        unread(&lists(pack, references, assessment, Some(self.findings)))
    }

    /// That lists are unread, with the way out.
    fn unread_sentence(&self) -> Option<String> {
        references::unread_sentence(self.lang, self.unread(), true)
    }

    /// The registers, with whether somebody said "that is all".
    fn registers(&self) -> Vec<(Register, bool)> {
        let all = Register::ALL.into_iter();
        all.map(|register| (register, !self.context.assessment.open(register))).collect()
    }
}

/// True if a report should say what would close it.
const fn is_short(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::Satisfied | Verdict::NotApplicable)
}

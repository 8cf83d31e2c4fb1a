//! The quick review: for one category, the open questions that still decide something, the most decisive
//! first, until the category is decided.

use std::cmp::Reverse;

use crate::domain::assessment::{Answer, Assessment, Claim};
use crate::domain::date::Date;
use crate::domain::evaluate::{Findings, evaluate, personal};
use crate::domain::gap::counted;
use crate::domain::pack::{Effort, Pack};
use crate::domain::reference::References;
use crate::domain::rule::Rule;
use crate::domain::verdict::{Reading, Verdict};

/// A question and what each answer would leave to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Position of the row.
    pub at: usize,
    /// Questions left after a yes; 0 if that decides.
    pub after_yes: u32,
    /// Questions left after a no; 0 if that decides.
    pub after_no: u32,
    /// The category's verdict after a yes.
    pub if_yes: Verdict,
    /// The category's verdict after a no.
    pub if_no: Verdict,
}

/// Something a result rests on without being shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assumption {
    /// Position of the row.
    pub at: usize,
    /// What was assumed.
    pub what: Assumed,
}

/// What was assumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Assumed {
    /// Claimed, but not shown by facts.
    Claimed,
    /// Answered with "don't know".
    Unknown,
    /// Never asked, since the rest decides.
    NotAsked,
}

/// Where a quick review stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The category's verdict so far.
    pub verdict: Verdict,
    /// True if no answer can change it any more.
    pub decided: bool,
    /// Open questions that still decide something, the most decisive first; empty once decided.
    pub questions: Vec<Question>,
    /// What the verdict rests on without being shown.
    pub assumed: Vec<Assumption>,
    /// Rows that no answer decides, only the registers: who qualifies, by which contracts.
    pub by_registers: Vec<usize>,
}

/// Where the quick review of a category stands; nothing if the category is not in the pack.
pub fn review(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
    category: &str,
) -> Option<Review> {
    pack.choosable().find(|known| known.id == category)?;
    let mut assessment = assessment.clone();
    assessment.profile.categories = vec![category.to_owned()];
    let mut asker = Asker { pack, references, assessment, day, category };
    let findings = asker.findings();
    let open = asker.open(&findings);
    let outcome = findings.category(category)?.outcome;
    let decided = open.is_empty() || outcome.decided();
    let questions = if decided { Vec::new() } else { asker.questions(&open) };
    let assumed = asker.assumed(&findings, &open);
    let by_registers = asker.by_registers(&findings);
    Some(Review { verdict: outcome.verdict(), decided, questions, assumed, by_registers })
}

struct Asker<'a> {
    pack: &'a Pack,
    references: &'a References,
    assessment: Assessment,
    day: Option<Date>,
    category: &'a str,
}

impl Asker<'_> {
    fn findings(&self) -> Findings {
        evaluate(self.pack, self.references, &self.assessment, self.day)
    }

    /// Rows that count, were never answered, and are not decided by facts.
    fn open(&self, findings: &Findings) -> Vec<usize> {
        let counted = counted(self.pack, findings, self.category).into_iter();
        let open = |at: &usize| {
            let pair = findings.at(*at).outcome.pair();
            let claimed = self.assessment.claim(&self.pack.rows()[*at].id).is_some();
            // What a person must satisfy is judged from the roster; a claim on it decides nothing.
            let asks = !personal(&self.pack.rows()[*at].rule);
            asks && !claimed && pair.is_some_and(|pair| pair.lenient() == Reading::Open)
        };
        counted.filter(open).collect()
    }

    /// Rows about people that nobody can answer, where they are open.
    fn by_registers(&self, findings: &Findings) -> Vec<usize> {
        let Some(category) = findings.category(self.category) else { return Vec::new() };
        let rows = category.rows.iter().copied().filter(|at| !category.spare.contains(at));
        let person = |at: &usize| {
            let rule = &self.pack.rows()[*at].rule;
            let unasked =
                matches!(rule, Rule::Person(_) | Rule::Coverage { .. }) && !self.pack.answerable(*at);
            unasked && findings.at(*at).outcome.verdict() == Verdict::Unanswered
        };
        rows.filter(person).collect()
    }

    fn questions(&mut self, open: &[usize]) -> Vec<Question> {
        let mut questions: Vec<Question> = open.iter().map(|&at| self.question(at)).collect();
        questions.sort_by_key(|question| {
            let effort: Effort = self.pack.rows()[question.at].effort;
            let least = question.after_yes.min(question.after_no);
            (question.after_yes + question.after_no, least, Reverse(effort), question.at)
        });
        questions
    }

    fn question(&mut self, at: usize) -> Question {
        let (if_yes, after_yes) = self.suppose(at, Answer::Yes);
        let (if_no, after_no) = self.suppose(at, Answer::No);
        Question { at, after_yes, after_no, if_yes, if_no }
    }

    /// The verdict and the number of questions left if a row were answered so.
    fn suppose(&mut self, at: usize, answer: Answer) -> (Verdict, u32) {
        let row = self.pack.rows()[at].id.clone();
        let (remark, by, when) = (String::new(), String::new(), String::new());
        self.assessment.claims.push(Claim { row, answer, remark, by, at: when });
        let findings = self.findings();
        let left = self.open(&findings).len();
        self.assessment.claims.pop();
        let Some(category) = findings.category(self.category) else { return (Verdict::Unanswered, 0) };
        let left = if category.outcome.decided() { 0 } else { left };
        (category.outcome.verdict(), u32::try_from(left).unwrap_or(u32::MAX))
    }

    fn assumed(&self, findings: &Findings, open: &[usize]) -> Vec<Assumption> {
        let counted = counted(self.pack, findings, self.category).into_iter();
        let assumed = counted.filter_map(|at| {
            let finding = findings.at(at);
            let shown = finding.facts.is_some_and(|facts| facts.strict() == Reading::Yes);
            let declares = matches!(self.pack.rows()[at].rule, Rule::Declared);
            let what = match finding.claim {
                Some(Answer::Yes) if !shown && !declares => Assumed::Claimed,
                Some(Answer::Unknown) => Assumed::Unknown,
                None if open.contains(&at) => Assumed::NotAsked,
                _ => return None,
            };
            Some(Assumption { at, what })
        });
        assumed.collect()
    }
}

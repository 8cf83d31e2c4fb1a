//! The quick review of one category: the open questions that can still change its verdict, the most decisive
//! first, what each answer would do, and what a finished review rests on.
//!
//! A question is asked only if some completion of the open questions turns on it ([`span`] shows how that is
//! known), so the review ends with the last of them; whatever stays unasked could not have changed the verdict.

mod answers;
mod outcome;
mod search;
mod span;
mod spans;

pub use outcome::{Assumed, Assumption, Progress, ToFill, Unasked, WhyUnasked};

use std::cmp::Reverse;

use self::answers::{Answers, Judges};
use self::outcome::ReviewedCategory;
use self::search::Goal;
use self::spans::{Spans, Supposed};
use crate::domain::assessment::{Answer, Assessment};
use crate::domain::date::Date;
use crate::domain::evaluate::evaluate;
use crate::domain::gap::{Counts, counts};
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::register::Register;
use crate::domain::verdict::Verdict;

/// A question and what each answer would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Position of the row.
    pub at: usize,
    /// After a yes.
    pub yes: After,
    /// After a no.
    pub no: After,
}

impl Question {
    /// What this answer would do; nothing is known of the others.
    pub fn after(&self, answer: Answer) -> Option<&After> {
        match answer {
            Answer::Yes => Some(&self.yes),
            Answer::No => Some(&self.no),
            Answer::Unknown | Answer::NotApplicable => None,
        }
    }
}

/// What an answer would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// How many of the questions open now would then still be in the list; 0 if the answer settles it.
    pub left: usize,
    /// The category's verdict then.
    pub verdict: Verdict,
    /// The row's own verdict then, whether its scope is answered or not.
    pub own: Verdict,
    /// Top rows of the category whose verdict would be another, with the one they would get.
    pub tops: Vec<(usize, Verdict)>,
}

/// The state of the review of a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The category's verdict so far.
    pub verdict: Verdict,
    /// Open questions that can still change it, the most decisive first; empty once it is decided.
    pub questions: Vec<Question>,
    /// Open questions that no longer can, but each of which may show another gap.
    pub further: Vec<Question>,
    /// Open questions that are asked in neither list, and why.
    pub unasked: Vec<Unasked>,
    /// Answers the verdict rests on without their being shown.
    pub assumed: Vec<Assumption>,
    /// Requirements that no answer decides, only registers.
    pub by_registers: Vec<ToFill>,
    /// Registers of this category that are not said to be complete: what is missing there may still come.
    pub open_registers: Vec<Register>,
    /// How many requirements are settled.
    pub progress: Progress,
    /// How many rows have each verdict, so that what remains is seen.
    pub counts: Counts,
}

impl Review {
    /// True if no answer can change the category's verdict any more.
    pub fn decided(&self) -> bool {
        self.questions.is_empty()
    }

    /// What to ask in turn: what decides, and then, if wanted, what may show further gaps.
    pub fn asks(&self, for_gaps: bool) -> &[Question] {
        if self.questions.is_empty() && for_gaps { &self.further } else { &self.questions }
    }

    /// Asks a question before the others of its list, where it is to be asked again.
    pub fn ask_first(&mut self, at: usize) {
        for list in [&mut self.questions, &mut self.further] {
            if let Some(place) = list.iter().position(|question| question.at == at) {
                list[..=place].rotate_right(1);
            }
        }
    }
}

/// The state of the quick review of a category; nothing if a vendor cannot choose it.
pub fn review(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
    category: &str,
) -> Option<Review> {
    pack.choosable().find(|known| known.id == category)?;
    let mut assessment = assessment.clone();
    // The others that are chosen stay: of whom a borrowed row is asked depends on them.
    if !assessment.profile.categories.iter().any(|chosen| chosen == category) {
        assessment.profile.categories.push(category.to_owned());
    }
    let findings = evaluate(pack, references, &assessment, day);
    let finding = findings.category(category)?;
    let answers = Answers::new(pack, references, assessment, day, category);
    let judges = answers.judges(pack, references, day);
    let asker = Asker { pack, references, day, category, answers: &answers, judges: &judges };
    let questions = asker.questions(Goal::Verdict);
    let mut further = asker.questions(Goal::Gaps);
    further.retain(|question| questions.iter().all(|asked| asked.at != question.at));
    let reviewed =
        ReviewedCategory { pack, assessment: &answers.now, findings: &findings, category: finding };
    let asked = |at: usize| questions.iter().chain(&further).any(|question| question.at == at);
    Some(Review {
        verdict: finding.outcome.verdict(),
        unasked: reviewed.unasked(&answers.open, asked, &judges.now),
        assumed: reviewed.assumed(),
        by_registers: reviewed.by_registers(asked),
        open_registers: reviewed.open_registers(),
        progress: reviewed.progress(),
        counts: counts(pack, &findings, category),
        questions,
        further,
    })
}

struct Asker<'a> {
    pack: &'a Pack,
    references: &'a References,
    day: Option<Date>,
    category: &'a str,
    answers: &'a Answers,
    judges: &'a Judges<'a>,
}

impl Asker<'_> {
    /// The questions of a goal: those that leave least to ask first, then those that cost most to close.
    fn questions(&self, goal: Goal) -> Vec<Question> {
        let before = self.spans(self.judges, None).tops();
        let asked = self.spans(self.judges, None).deciding(goal);
        let mut questions: Vec<Question> = asked
            .into_iter()
            .map(|at| Question {
                at,
                yes: self.suppose(at, Answer::Yes, goal, &before),
                no: self.suppose(at, Answer::No, goal, &before),
            })
            .collect();
        questions.sort_by_key(|question| {
            let effort = self.pack.rows()[question.at].effort;
            let (yes, no) = (question.yes.left, question.no.left);
            (yes + no, yes.min(no), Reverse(effort), question.at)
        });
        questions
    }

    fn suppose(&self, at: usize, answer: Answer, goal: Goal, before: &[(usize, Verdict)]) -> After {
        // What is below a rule about people acts on each person; only a new evaluation knows how.
        if !self.answers.personal.contains(&at) {
            return Self::after(self.spans(self.judges, Some(Supposed { at, answer })), at, goal, before);
        }
        let answers = self.answers.with(self.pack, at, answer);
        let judges = answers.judges(self.pack, self.references, self.day);
        let spans = Spans::new(self.pack, self.category, &answers, &judges, None);
        Self::after(spans, at, goal, before)
    }

    fn spans<'s>(&'s self, judges: &'s Judges<'s>, supposed: Option<Supposed>) -> Spans<'s> {
        Spans::new(self.pack, self.category, self.answers, judges, supposed)
    }

    fn after(mut spans: Spans<'_>, at: usize, goal: Goal, before: &[(usize, Verdict)]) -> After {
        let tops = spans.tops().into_iter().zip(before);
        let changed = tops.filter(|(after, before)| after.1 != before.1).map(|(after, _)| after);
        After {
            tops: changed.collect(),
            verdict: spans.verdict(),
            own: spans.own(at),
            left: spans.deciding(goal).len(),
        }
    }
}

//! Evaluation: a pure, total function from (pack, references, assessment, reference date) to findings.
//!
//! Every leaf is judged under a strict and a lenient reading; nodes act on the two halves separately
//! (design section 3). Claims then act on the pair from facts. Nothing here reads a clock or fails.

mod contracts;
mod doubles;
mod grounds;
mod index;
mod judge;
mod judged;
mod leaves;
mod marks;
mod papers;
mod people;
mod periods;
mod probe;
mod reach;
mod reasons;
mod records;
mod roster;
mod spare;

pub use contracts::Credit;
pub use grounds::{Count, Fact, Ground, Unit, Why};
pub use judged::{Basis, Judged};
pub use reasons::Reasons;

pub(crate) use self::doubles::{Doubles, alike_contracts};
use self::grounds::Notes;
pub(crate) use self::judge::{Judge, View, answered};
use self::marks::Marks;
use self::spare::{Mark, Way};
use crate::domain::assessment::{Answer, Assessment};
use crate::domain::date::Date;
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::rule::{Rule, Shape, Tally};
use crate::domain::verdict::{Outcome, Pair, Reading, Verdict};

/// The result for one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Position of the row in the pack.
    pub at: usize,
    /// What it comes to, claims included; not-applicable where the scope switches it off, and at least
    /// open where the scope is unanswered.
    pub outcome: Outcome,
    /// The pair from facts alone, for rows that people answer.
    pub facts: Option<Pair>,
    /// The claim on it.
    pub claim: Option<Answer>,
    /// True if the claim disagrees with the facts.
    pub contradiction: bool,
    /// True if a chosen category leads to it.
    pub reached: bool,
    /// True if it stands below an alternative that already stands higher: shown, not counted.
    pub spare: bool,
    /// For option rows: how many contracts, strict and lenient.
    pub value: Option<(u32, u32)>,
}

impl Finding {
    /// The verdict; none for option rows, which carry a value.
    pub fn verdict(&self) -> Option<Verdict> {
        self.value.is_none().then(|| self.outcome.verdict())
    }
}

/// The results for all rows and categories of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// One per row, in pack order.
    pub rows: Vec<Finding>,
    /// One per chosen category, in pack order.
    pub categories: Vec<CategoryFinding>,
}

/// The result for a chosen category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryFinding {
    /// Category id.
    pub id: String,
    /// ALL of scope, technical, quality and the blocks for everybody.
    pub outcome: Outcome,
    /// Positions of the rows it is built from, in pack order.
    pub rows: Vec<usize>,
    /// Of these, the spare ones within this category, and those that its scope switches off.
    pub spare: Vec<usize>,
}

impl Findings {
    /// The finding of a row by its position.
    pub fn at(&self, at: usize) -> &Finding {
        &self.rows[at]
    }

    /// The finding of a chosen category.
    pub fn category(&self, id: &str) -> Option<&CategoryFinding> {
        self.categories.iter().find(|category| category.id == id)
    }
}

/// Judges every row and every chosen category.
pub fn evaluate(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
) -> Findings {
    let judge = Judge::new(pack, references, assessment, day);
    findings(&judge, &Marks::new(&judge))
}

fn findings(judge: &Judge<'_>, marks: &Marks<'_>) -> Findings {
    let rows = (0..judge.pack.rows().len()).map(|at| judge.finding(at, marks.to(at))).collect();
    let categories = marks.chosen().map(|(category, marks)| spare::finding(judge, category, marks)).collect();
    Findings { rows, categories }
}

/// Why one row stands where it stands.
pub fn grounds(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
    at: usize,
) -> Vec<Ground> {
    Reasons::new(pack, references, assessment, day).of(at)
}

/// What each contract is worth to a person under a contracts rule of the pack (by row id of that rule).
pub fn credits(
    pack: &Pack,
    assessment: &Assessment,
    day: Date,
    row: &str,
    person: &str,
) -> Vec<(usize, Credit)> {
    let Some(wanted) = pack.row(row).and_then(|row| row.rule.jobs()) else { return Vec::new() };
    (0..assessment.contracts.len())
        .filter_map(|at| Some((at, contracts::credit(&assessment.contracts[at], person, wanted, day)?)))
        .collect()
}

/// Who qualifies by a route in a role of a category, by facts alone (A6); the route may stand in another one.
pub fn route_people(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
    category: &str,
    role: &str,
    route: &str,
) -> Vec<(usize, Pair)> {
    let judge = Judge::new(pack, references, assessment, day);
    let routes = [route.to_owned()];
    pack.position(route).map(|at| judge.row(at));
    (0..assessment.people.len()).map(|at| (at, judge.person_on_routes(at, category, role, &routes))).collect()
}

impl Judge<'_> {
    fn finding(&self, at: usize, (mark, reached): (Option<Mark>, bool)) -> Finding {
        let row = &self.pack.rows()[at];
        let answerable = self.answerable(at);
        let outcome = self.row(at);
        let facts = self.shown(at).filter(|_| answerable).and_then(Outcome::pair);
        let claim = self.claim(at).filter(|_| answerable);
        Finding {
            at,
            outcome: gated(outcome, mark.map_or(Reading::Yes, |mark| mark.gate)),
            facts,
            claim: claim.map(|claim| claim.answer),
            contradiction: facts.is_some_and(|facts| self.claimed(at, facts.into()).1),
            reached,
            spare: reached && mark.is_some_and(|mark| !mark.needed && mark.gate != Reading::No),
            value: self.value(&row.rule),
        }
    }

    fn value(&self, rule: &Rule) -> Option<(u32, u32)> {
        let has = |words: &[String], word: &str| words.iter().any(|known| known == word);
        let Shape::Counted(tally) = rule.shape() else { return None };
        let Some(day) = self.day else { return Some((0, 0)) };
        Some(match tally {
            Tally::Kind(kind) => self.option_value(|contract| has(&contract.kinds, kind), day),
            Tally::Act(act) => {
                self.option_value(|job| job.team.iter().any(|member| has(&member.acts, act)), day)
            }
        })
    }

    fn grounds(&self, at: usize, way: Option<Way<'_>>) -> Vec<Ground> {
        let mut notes = Notes::wanted();
        let facts = self.facts(at, &mut notes);
        match way {
            Some(Way { gate: Reading::No, scope, .. }) => notes.add(|| Ground::OutOfScope(scope.to_vec())),
            Some(Way { gate: Reading::Open, scope, .. }) => {
                notes.add(|| Ground::ScopeUnanswered(scope.to_vec()));
            }
            _ => {}
        }
        if self.day.is_none() {
            notes.add(|| Ground::NoReferenceDate);
        }
        if let Some(claim) = self.claim(at).filter(|_| self.answerable(at)) {
            notes.add(|| Ground::Claimed(claim.answer));
            if self.claimed(at, facts).1 {
                notes.add(|| Ground::Contradiction(claim.answer));
            }
        }
        notes.into_list()
    }
}

/// What the scope makes of a row: nothing where it is switched off, at least open while unanswered.
fn gated(outcome: Outcome, gate: Reading) -> Outcome {
    match (outcome, gate) {
        (_, Reading::No) => Outcome::NotApplicable,
        (Outcome::Judged(pair), Reading::Open) => pair.or(Pair::OPEN).into(),
        (outcome, _) => outcome,
    }
}

/// True for rows that feed a sum or an ANY and carry no verdict of their own.
pub fn carries_value(pack: &Pack, at: usize) -> bool {
    pack.rows()[at].carries_value()
}

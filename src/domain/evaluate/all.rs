//! The findings of every row and category at once.

use super::finding::{Finding, Findings};
use super::grounds::Ground;
use super::judge::Judge;
use super::marks::Marks;
use super::notes::Notes;
use super::spare::{self, Mark, Way};
use crate::domain::rule::{Rule, Shape, Tally};
use crate::domain::verdict::{Outcome, Reading};

/// What a judge finds.
pub(super) fn findings(judge: &Judge<'_>, marks: &Marks<'_>) -> Findings {
    let rows = (0..judge.pack.rows().len()).map(|at| judge.finding(at, marks.kept.to(at))).collect();
    let categories = marks.chosen().map(|(category, marks)| spare::finding(judge, category, marks)).collect();
    Findings { rows, categories }
}

impl Judge<'_> {
    pub(super) fn finding(&self, at: usize, (mark, reached): (Option<Mark>, bool)) -> Finding {
        let row = &self.pack.rows()[at];
        let answerable = self.pack.answerable(at);
        let outcome = self.row(at);
        let facts = self.shown(at).filter(|_| answerable).and_then(Outcome::pair);
        let claim = self.claim(at).filter(|_| answerable);
        Finding {
            at,
            outcome: outcome.gated(mark.map_or(Reading::Yes, |mark| mark.gate)),
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

    pub(super) fn grounds(&self, at: usize, way: Option<Way<'_>>) -> Vec<Ground> {
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
        if let Some(claim) = self.claim(at).filter(|_| self.pack.answerable(at)) {
            notes.add(|| Ground::Claimed(claim.answer));
            if self.claimed(at, facts).1 {
                notes.add(|| Ground::Contradiction(claim.answer));
            }
        }
        notes.into_list()
    }
}

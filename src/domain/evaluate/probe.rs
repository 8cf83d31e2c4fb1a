//! Questions that planning and proofs ask of an evaluation: one rule, for one person or nobody in particular.

use super::grounds::{Ground, Notes};
use super::{Judge, carries_value};
use crate::domain::assessment::Answer;
use crate::domain::rule::Rule;
use crate::domain::verdict::{Outcome, Pair};

impl Judge<'_> {
    /// What a rule that stands in a row comes to, for a person by index or for nobody in particular, and why.
    pub(crate) fn probe(&self, rule: &Rule, at: usize, person: Option<usize>) -> (Outcome, Vec<Ground>) {
        let mut notes = Notes::wanted();
        let outcome = self.node(rule, at, person, &mut notes);
        (outcome, notes.into_list())
    }

    /// How well a person works in a role of a category.
    pub(crate) fn works_in(&self, person: usize, category: &str, role: &str) -> Pair {
        let Some(day) = self.day else { return Pair::OPEN };
        self.works(&self.assessment.people[person], category, role, day).pair
    }

    /// A person in a role of a category and on a route, register openness left aside.
    pub(crate) fn on_route(&self, person: usize, category: &str, role: &str, route: &str) -> Pair {
        self.person_on_routes(person, category, role, &[route.to_owned()])
    }

    /// What a row comes to from facts alone.
    pub(crate) fn facts_of(&self, at: usize) -> Outcome {
        self.facts(at, &mut Notes::unwanted())
    }

    /// The reasons behind a row.
    pub(crate) fn why(&self, at: usize) -> Vec<Ground> {
        if carries_value(self.pack, at) { Vec::new() } else { self.grounds(at) }
    }

    /// The claim on a row that a person can answer.
    pub(crate) fn claim_on(&self, at: usize) -> Option<Answer> {
        let row = &self.pack.rows()[at].id;
        self.assessment.claim(row).filter(|_| self.pack.answerable(at)).map(|claim| claim.answer)
    }
}

//! Questions of planning and proofs to an evaluation: one rule, for one person or for no particular one.

use super::grounds::Ground;
use super::judge::{Judge, View, waived};
use super::notes::Notes;
use super::reasons::best_ways;
use super::spare;
use crate::domain::assessment::Answer;
use crate::domain::pack::Category;
use crate::domain::rule::{ENGAGED, Rule};
use crate::domain::verdict::{Outcome, Pair, Reading};

impl Judge<'_> {
    /// The outcome of a rule of a row, for a person by index or for no particular one, and why.
    pub(crate) fn probe(&self, rule: &Rule, at: usize, person: Option<usize>) -> (Outcome, Vec<Ground>) {
        self.probe_as(rule, at, person.map(|person| View { person: Some(person), heeds_claims: true }))
    }

    /// The same for a view.
    pub(crate) fn probe_as(&self, rule: &Rule, at: usize, view: Option<View>) -> (Outcome, Vec<Ground>) {
        self.row(at);
        self.note_anew();
        let mut notes = Notes::wanted();
        let outcome = self.node(rule, at, view, &mut notes);
        (outcome, notes.into_list())
    }

    /// How somebody of whom nothing is known reads under a rule of a row.
    pub(crate) fn unknown_person(&self, rule: &Rule, at: usize) -> Pair {
        self.row(at);
        self.somebody_else(rule, at)
    }

    /// Whether somebody of whom nothing is known may satisfy a rule of a row, by what was answered.
    pub(crate) fn may_still_be_met(&self, rule: &Rule, at: usize) -> bool {
        self.row(at);
        self.may_be_met(rule, at)
    }

    /// The outcome of a rule of a row, for no particular person; for the whole rule of the row,
    /// the outcome of its facts.
    pub(crate) fn part(&self, rule: &Rule, at: usize) -> Outcome {
        self.row(at);
        if self.whole(rule, at) {
            return self.shown(at).unwrap_or(Outcome::Judged(Pair::OPEN));
        }
        self.node(rule, at, None, &mut Notes::unwanted())
    }

    /// What the claim on a row makes of its facts.
    pub(crate) fn heard(&self, at: usize, facts: Outcome) -> Outcome {
        self.claimed(at, facts).0
    }

    /// How well a person works in a role of a category, and why.
    pub(crate) fn probe_work(&self, person: usize, category: &str, role: &str) -> (Pair, Vec<Ground>) {
        let Some(day) = self.day else { return (Pair::OPEN, vec![Ground::NoReferenceDate]) };
        let person = &self.assessment.people[person];
        let judged = self.works(person, category, role, day);
        let mut notes = Notes::wanted();
        notes.fact(&person.id, role, &judged);
        (judged.pair, notes.into_list())
    }

    /// How well a person works for those of whom a row is asked, and why.
    pub(crate) fn probe_asked(&self, person: usize, at: usize) -> (Pair, Vec<Ground>) {
        let Some(day) = self.day else { return (Pair::OPEN, vec![Ground::NoReferenceDate]) };
        let (person, asked) = (&self.assessment.people[person], self.asked_of(at));
        let judged = self.works_where_asked(person, &asked, day);
        let mut notes = Notes::wanted();
        notes.fact(&person.id, asked.first().map_or(ENGAGED, |(_, role)| role), &judged);
        (judged.pair, notes.into_list())
    }

    /// Whether the scope switches a row on by the best way to it, and the scope rows that would.
    pub(crate) fn gate(&self, at: usize) -> (Reading, Vec<String>) {
        best_ways(self)[at].map_or((Reading::Yes, Vec::new()), |way| (way.gate, way.scope.to_vec()))
    }

    /// How well a person works in a role of a category.
    pub(crate) fn works_in(&self, person: usize, category: &str, role: &str) -> Pair {
        let Some(day) = self.day else { return Pair::OPEN };
        self.works(&self.assessment.people[person], category, role, day).pair
    }

    /// The outcome of a row from facts alone.
    pub(crate) fn facts_of(&self, at: usize) -> Outcome {
        self.row(at);
        self.facts(at, &mut Notes::unwanted())
    }

    /// The reasons behind a row.
    pub(crate) fn why(&self, at: usize) -> Vec<Ground> {
        if self.pack.rows()[at].carries_value() {
            return Vec::new();
        }
        self.row(at);
        self.note_anew();
        self.grounds(at, None)
    }

    /// How a rule about contracts reads for a person, whatever is claimed; nothing else is looked at.
    pub(crate) fn reads(&self, rule: &Rule, at: usize, person: usize) -> Pair {
        let view = View { person: Some(person), heeds_claims: false };
        self.person_leaf(rule, at, view, &mut Notes::unwanted())
    }

    /// Whether a rule is judged for one person, with the rows it refers to.
    pub(crate) fn about_people(&self, at: usize) -> bool {
        self.row(at);
        self.speaks_of_a_person(&self.pack.rows()[at].rule)
    }

    /// The outcome of a category.
    pub(crate) fn category(&self, category: &Category) -> Outcome {
        spare::outcome(self, category)
    }

    /// Whether any of these types of service is offered.
    pub(crate) fn offers(&self, scope: &[String]) -> Reading {
        for at in scope.iter().filter_map(|id| self.pack.position(id)) {
            self.row(at);
        }
        self.scope(scope)
    }

    /// True if "not applicable" is claimed on a row in a way that counts.
    pub(crate) fn waives(&self, at: usize) -> bool {
        let allowed = self.pack.rows()[at].not_applicable;
        self.pack.answerable(at) && self.claim(at).is_some_and(|claim| waived(claim, allowed))
    }

    /// The claim on a row that a person can answer.
    pub(crate) fn claim_on(&self, at: usize) -> Option<Answer> {
        self.claim(at).filter(|_| self.pack.answerable(at)).map(|claim| claim.answer)
    }
}

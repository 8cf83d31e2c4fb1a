//! One leaf at a time: which part of the decision table a rule word is judged by.

use super::grounds::{Ground, Why};
use super::judge::{Judge, View};
use super::notes::{JudgedFact, Notes};
use super::papers::Asked;
use crate::domain::assessment::{Answer, Claim};
use crate::domain::date::Date;
use crate::domain::register::{Person, Register};
use crate::domain::rule::{Measure, Rule, Shape};
use crate::domain::verdict::{Pair, Reading};

impl Judge<'_> {
    /// A leaf that speaks of no person, as of the reference date; without one, dated rules are open.
    pub(super) fn leaf(&self, rule: &Rule, at: usize, notes: &mut Notes) -> Pair {
        match rule.shape() {
            Shape::Declared => self.declaration(at, notes),
            Shape::Offered => self.offered(at, notes),
            _ => {
                let pair = self.day.and_then(|day| self.dated(rule, at, None, day, notes));
                self.note_counted_twice(rule, at, notes);
                pair.unwrap_or(Pair::OPEN)
            }
        }
    }

    /// A leaf that speaks of a person; about somebody not on the roster yet nothing is known.
    pub(super) fn person_leaf(&self, rule: &Rule, at: usize, view: View, notes: &mut Notes) -> Pair {
        let person = view.person.and_then(|index| self.assessment.people.get(index));
        let known = person.zip(self.day);
        known.and_then(|(person, day)| self.dated(rule, at, Some(person), day, notes)).unwrap_or(Pair::OPEN)
    }

    /// A leaf as of a day; nothing for a word that is none, or that speaks of a person where none is in view.
    fn dated(
        &self,
        rule: &Rule,
        at: usize,
        person: Option<&Person>,
        day: Date,
        notes: &mut Notes,
    ) -> Option<Pair> {
        let roster = self.assessment.open(Register::Roster);
        Some(match rule {
            Rule::Works(role) => self.works_here(person?, role, at, day, notes),
            Rule::Qualification(list) => self.qualification(person?, list, day, notes).while_open(roster),
            Rule::Community(list) => self.community(person?, list, day, notes).while_open(roster),
            Rule::Taught(subject) => Self::taught(person?, subject, day, notes).while_open(roster),
            Rule::Training(list) => self.training(person?, list, day, notes).while_open(roster),
            Rule::Education { reference, beside, within_months, lenient_months } => {
                let lists = (reference.as_deref(), beside.as_deref());
                let months = (*within_months, *lenient_months);
                self.education(person?, lists, months, day, notes).while_open(roster)
            }
            Rule::Contracts { .. } | Rule::Years { .. } => {
                let work = rule.needs().work?;
                match work.measure {
                    Measure::Jobs => self.contracts(&person?.id, work, day, notes).1,
                    Measure::Years => self.years(&person?.id, work, day, notes).1,
                }
            }
            Rule::Assigned { role, apart_from } => {
                self.assigned(&self.pack.category_of(at).id, role, apart_from, day, notes)
            }
            Rule::Document { client_facing, apart_from, owner } => {
                let asked = Asked { client_facing: *client_facing, owner: *owner, ..Asked::default() };
                self.document_apart(at, asked, apart_from, day, notes)
            }
            Rule::Section => self.document(at, Asked { section: true, ..Asked::default() }, day, notes),
            Rule::Standard { reference, lenient_references, client_facing } => {
                self.standard(at, (reference, lenient_references), *client_facing, day, notes)
            }
            Rule::PersonList { role } => self.person_list(at, role, day, notes),
            Rule::Headcount { .. } | Rule::Overlap { .. } => self.headcount(rule, at, day, notes),
            Rule::Review { within_months, by, all_jobs } => {
                self.review(at, *within_months, by, *all_jobs, day, notes)
            }
            Rule::Audit { within_months, .. } => self.audit(rule, at, *within_months, day, notes),
            Rule::Operation { within_months, with_document, .. } => {
                self.operation(rule, at, (*within_months, *with_document), day, notes)
            }
            // No dated leaves.
            Rule::All(_)
            | Rule::Any(_)
            | Rule::AtLeast(..)
            | Rule::AllIfStrict(_)
            | Rule::Row(_)
            | Rule::Inherits(_)
            | Rule::When { .. }
            | Rule::Person(_)
            | Rule::Route(_)
            | Rule::Coverage { .. }
            | Rule::Declared
            | Rule::Offered
            | Rule::Kind(_)
            | Rule::Act(_) => return None,
        })
    }

    fn works_here(&self, person: &Person, role: &str, at: usize, day: Date, notes: &mut Notes) -> Pair {
        let judged = self.works(person, &self.pack.category_of(at).id, role, day);
        if judged.pair != Pair::NO || !judged.why.is_empty() {
            notes.fact(&person.id, role, &judged);
        }
        judged.pair
    }

    /// A declaration is the claim itself, once it has a name, a post and a date; one made after the reference
    /// date had not been made by then.
    fn declaration(&self, at: usize, notes: &mut Notes) -> Pair {
        let Some(claim) = self.claim(at) else { return Pair::OPEN };
        match claim.answer {
            Answer::No => Pair::NO,
            Answer::Unknown | Answer::NotApplicable => Pair::OPEN,
            Answer::Yes => {
                let signed = self.signed(claim);
                if !signed.why.is_empty() {
                    notes.fact(&claim.row, "", &signed);
                }
                signed.pair
            }
        }
    }

    fn signed(&self, claim: &Claim) -> JudgedFact {
        let mut judged = JudgedFact::holds();
        match (claim.day(&self.assessment.zone), self.day) {
            (Some(on), Some(day)) if on > day => {
                judged.lower(Pair::OPEN, Why::AfterReferenceDate);
                return judged;
            }
            (None, _) => judged.lenient_only(Why::DateMissing),
            // Whether it was made by the reference date is not known; that no such date is set has a ground of its own.
            (Some(_), None) => judged.pair = Pair::new(Reading::Open, Reading::Yes),
            (Some(_), Some(_)) => {}
        }
        by_somebody(&claim.by, &claim.post, &mut judged);
        judged
    }

    /// A service type is offered when claimed so; strict asks for a paper a client can read (A2).
    fn offered(&self, at: usize, notes: &mut Notes) -> Pair {
        match self.claim(at).map(|claim| claim.answer) {
            Some(Answer::Yes) => {}
            Some(Answer::No | Answer::NotApplicable) => return Pair::NO,
            Some(Answer::Unknown) | None => return Pair::OPEN,
        }
        let Some(day) = self.day else { return Pair::new(Reading::Open, Reading::Yes) };
        let asked = Asked { client_facing: true, ..Asked::default() };
        let shown = self.document(at, asked, day, notes);
        if shown.strict() != Reading::Yes && self.serving(at).next().is_none() {
            notes.add(|| Ground::NothingIn(Register::Documents));
        }
        Pair::new(shown.strict(), Reading::Yes)
    }
}

/// A declaration is somebody's who may speak for the company: a name and the post held there.
pub(super) fn by_somebody(name: &str, post: &str, judged: &mut JudgedFact) {
    if name.trim().is_empty() {
        judged.lenient_only(Why::NameMissing);
    } else if post.trim().is_empty() {
        judged.lenient_only(Why::PostMissing);
    }
}

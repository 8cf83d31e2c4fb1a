//! Remarks about people: double roles, education, subcontractors, single carriers, old merits.

use std::collections::BTreeMap;

use jiff::ToSpan;

use super::{Check, Examiner};
use crate::domain::date::{Date, PartialDate};
use crate::domain::evaluate::{Ground, Why};
use crate::domain::reference::ReferenceKind;
use crate::domain::register::{Engagement, Item, Stage, TrainingOutcome};
use crate::domain::rule::{ENGAGED, Reviewer, RoleNeed, RoleUse, Rule, Shape};
use crate::domain::upkeep::wrong_end;
use crate::domain::verdict::{Outcome, Pair, Reading, Verdict};

impl Examiner<'_> {
    pub(super) fn people(&mut self) {
        for (at, rule) in self.rows() {
            let needs = rule.needs();
            if let Some(RoleNeed { id, usage: RoleUse::Filled }) = needs.role {
                self.double_role(at, id, needs.apart_from_roles);
            }
            match rule.shape() {
                Shape::Everybody { role, of } if of.is_education() => self.education(at, role, of),
                Shape::Somebody(inner) => self.single(at, inner),
                _ => {}
            }
        }
        self.unequal();
        self.subcontracted();
        self.old_merits();
        self.alone();
        self.wrong_ends();
    }

    /// Certificates that cannot end when the register says they do.
    fn wrong_ends(&mut self) {
        for person in &self.assessment.people {
            if person.qualifications.iter().any(|held| wrong_end(self.references, held).is_some()) {
                self.remark(Check::WrongEnd, &[], [person.id.to_string()]);
            }
        }
    }

    fn holds(&self, person: usize, category: &str, role: &str) -> bool {
        self.judge.works_in(person, category, role).lenient() == Reading::Yes
    }

    fn double_role(&mut self, at: usize, role: &str, apart: &[String]) {
        let category = self.category(at);
        for (index, person) in self.assessment.people.iter().enumerate() {
            let both = self.holds(index, category, role)
                && apart.iter().any(|other| self.holds(index, category, other));
            let allowed = person.posts.iter().any(|post| {
                let counts = |asked: &str| self.pack.counts_as(&post.role, asked);
                let either = counts(role) || apart.iter().any(|other| counts(other));
                post.category == category && either && !post.double_role_rule.trim().is_empty()
            });
            if both && !allowed {
                self.remark(Check::DoubleRole, &[at], [person.id.to_string()]);
            }
        }
    }

    /// Everybody engaged who has no item that the strict reading accepts.
    fn education(&mut self, at: usize, role: &str, of: &Rule) {
        let category = self.category(at);
        let lacking: Vec<String> = (0..self.assessment.people.len())
            .filter(|&person| self.holds(person, category, role))
            .filter(|&person| {
                let (outcome, _) = self.judge.probe(of, at, Some(person));
                outcome.pair().is_some_and(|pair| pair.strict() != Reading::Yes)
            })
            .map(|person| self.assessment.people[person].id.to_string())
            .collect();
        if !lacking.is_empty() {
            self.remark(Check::NoEducation, &[at], lacking);
        }
    }

    fn single(&mut self, at: usize, inner: &Rule) {
        let whole = Outcome::Judged(Pair::YES);
        let carriers: Vec<&str> = (0..self.assessment.people.len())
            .filter(|&person| self.judge.probe(inner, at, Some(person)).0 == whole)
            .map(|person| self.assessment.people[person].id.as_str())
            .collect();
        if let [only] = carriers[..] {
            self.remark(Check::SinglePerson, &[at], [only.to_owned()]);
        }
    }

    /// Facts that rows reject because nothing says they are equal to what is listed; each with all its rows.
    fn unequal(&mut self) {
        let unequal =
            |why: &Why| matches!(why, Why::Unlisted | Why::EquivalenceIncomplete | Why::EquivalenceRejected);
        let mut rejected: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, _) in self.rows() {
            let short = self.findings.at(at).verdict().is_some_and(|verdict| verdict < Verdict::Satisfied);
            for ground in if short { self.judge.why(at) } else { Vec::new() } {
                if let Ground::Fact(fact) = ground
                    && fact.why.iter().any(unequal)
                    && !self.works_elsewhere(&fact.id, at)
                {
                    let rows = rejected.entry(fact.id).or_default();
                    rows.extend((rows.last() != Some(&at)).then_some(at));
                }
            }
        }
        for (id, rows) in rejected {
            self.remark(Check::NotEquivalent, &rows, [id]);
        }
    }

    /// True for somebody who delivers other services only, of whom the row asks nothing.
    fn works_elsewhere(&self, id: &str, at: usize) -> bool {
        let person = self.assessment.people.iter().position(|person| person.id == id);
        person.is_some_and(|person| !self.holds(person, self.category(at), ENGAGED))
    }

    /// People of other firms, and jobs done there, that no evidence speaks of.
    fn subcontracted(&mut self) {
        let shown =
            |id: &str| self.assessment.evidence.iter().any(|e| e.shows.iter().any(|shown| shown == id));
        let mut unchecked: Vec<String> = Vec::new();
        let categories: Vec<&str> = self.findings.categories.iter().map(|c| c.id.as_str()).collect();
        for (index, person) in self.assessment.people.iter().enumerate() {
            let outside = !matches!(person.engagement, Engagement::Own | Engagement::Direct);
            let engaged = categories.iter().any(|category| self.holds(index, category, ENGAGED));
            if outside && engaged && !shown(&person.id) {
                unchecked.push(person.id.to_string());
            }
        }
        for contract in &self.assessment.contracts {
            let here = contract.services.iter().any(|service| categories.contains(&service.as_str()));
            if here && !contract.other_firm.trim().is_empty() && !shown(&contract.id) {
                unchecked.push(contract.id.to_string());
            }
        }
        unchecked.into_iter().for_each(|id| self.remark(Check::Subcontractor, &[], [id]));
    }

    /// The lists of trainings that qualify people for a route here; education is kept up year by year anyway.
    fn training_lists(&self) -> Vec<String> {
        let lists =
            self.rows().into_iter().flat_map(|(_, rule)| rule.all()).filter_map(|rule| rule.needs().list);
        let trainings = lists.filter(|list| list.kinds == [ReferenceKind::Training]);
        trainings.filter_map(|list| list.number).map(str::to_owned).collect()
    }

    fn may_be_of(&self, item: &Item, lists: &[String]) -> bool {
        let listed = |list: &str| lists.iter().any(|known| known == list);
        match item {
            Item::Member(id) => {
                let on = |list: &String| self.judge.catalog.membership(list, id).is_some();
                listed(id.split('/').next().unwrap_or_default()) || lists.iter().any(on)
            }
            Item::Equivalent(id) => self.assessment.equivalence(id).is_some_and(|q| listed(&q.to)),
            Item::Unlisted(_) => false,
        }
    }

    /// One person alone: reviewers and auditors must come from outside (A17).
    fn alone(&mut self) {
        let people = &self.assessment.people;
        let posted = |category: &str| {
            let posted = people.iter().filter(|p| p.posts.iter().any(|post| post.category == category));
            posted.map(|person| person.id.to_string()).collect::<Vec<_>>()
        };
        let disjoint = |rule: &Rule| rule.needs().reviewer == Some(&Reviewer::DisjointFromTeam);
        for (at, _) in self.rows().into_iter().filter(|(_, rule)| disjoint(rule)) {
            let people = posted(self.category(at));
            if people.len() == 1 {
                self.remark(Check::OnePerson, &[at], people);
            }
        }
    }

    /// No limit is printed for lecturing and trainings, but an examiner asks.
    fn old_merits(&mut self) {
        let before = |years: i64| self.day.saturating_sub(years.years());
        let (three, five) = (before(3), before(5));
        let old = |on: Option<PartialDate>, limit: Date| on.is_some_and(|on| on.latest() < limit);
        let lists = self.training_lists();
        for person in &self.assessment.people {
            let lectures = person.lectures.iter().filter(|l| l.stage == Stage::Done);
            let mut lectures = lectures.map(|l| l.to.or(l.from)).peekable();
            if lectures.peek().is_some() && lectures.all(|on| old(on, three)) {
                self.remark(Check::OldLecture, &[], [person.id.to_string()]);
            }
            let completed = person
                .trainings
                .iter()
                .filter(|t| t.stage == Stage::Done && t.outcome == TrainingOutcome::Completed);
            if completed.into_iter().any(|t| old(t.on, five) && self.may_be_of(&t.item, &lists)) {
                self.remark(Check::OldTraining, &[], [person.id.to_string()]);
            }
        }
    }
}

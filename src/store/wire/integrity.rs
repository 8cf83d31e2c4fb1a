//! What must hold within an assessment: keys are unique, and whoever is referred to exists.

use std::collections::HashSet;

use super::found::{Found, MOST, Problem, Spot, shown};
use crate::domain::assessment::Assessment;
use crate::domain::change::{Entry, is_id};
use crate::domain::register::{Contract, Document, Evidence, Item, Party, Person, Record, Venue};

/// Every fault of an assessment by itself. Empty references are not filled in yet, and no fault.
pub(crate) fn integrity(assessment: &Assessment) -> Vec<Found> {
    let mut check = Check { known: assessment.fact_ids(), found: Vec::new() };
    check.unique("claims", "row", &assessment.claims);
    check.unique("people", "id", &assessment.people);
    check.unique("contracts", "id", &assessment.contracts);
    check.unique("documents", "id", &assessment.documents);
    check.unique("records", "id", &assessment.records);
    check.unique("standards", "row", &assessment.standards);
    check.unique("declarations", "subject", &assessment.declarations);
    check.unique("equivalences", "id", &assessment.equivalences);
    check.unique("evidence", "id", &assessment.evidence);
    check.unique("members", "id", &assessment.members);
    check.unique("closures", "register", &assessment.closures);
    check.unique("scenarios", "name", &assessment.scenarios);
    check.unique("steps", "step", &assessment.steps);
    check.unique("signers", "name", &assessment.signers);
    check.categories(&assessment.profile.categories);
    check.each("people", &assessment.people, Check::person);
    check.each("contracts", &assessment.contracts, Check::contract);
    check.each("documents", &assessment.documents, Check::document);
    check.each("records", &assessment.records, Check::record);
    check.each("evidence", &assessment.evidence, Check::evidence);
    check.each("standards", &assessment.standards, |check, spot, choice| {
        check.item(spot, "item", &choice.item);
    });
    check.found
}

struct Check<'a> {
    known: HashSet<&'a str>,
    found: Vec<Found>,
}

impl Check<'_> {
    fn unique<T: Entry>(&mut self, section: &'static str, field: &'static str, list: &[T]) {
        let mut seen = HashSet::new();
        for (index, entry) in list.iter().enumerate() {
            let id = entry.key();
            // An empty key is a fault already.
            if !id.is_empty() && !seen.insert(id.clone()) {
                let id = shown(&id);
                let spot = Spot { section, index, id, field, value: None };
                self.push(spot, Problem::Twice);
            }
        }
    }

    fn each<T: Entry>(&mut self, section: &'static str, list: &[T], check: impl Fn(&mut Self, &Spot, &T)) {
        for (index, entry) in list.iter().enumerate() {
            let spot = Spot { section, index, id: shown(&entry.key()), ..Spot::default() };
            check(self, &spot, entry);
        }
    }

    fn categories(&mut self, categories: &[String]) {
        let mut seen = HashSet::new();
        for category in categories {
            if !seen.insert(category) {
                let spot = Spot { section: "profile", id: shown(category), ..Spot::default() };
                self.add(&spot, "categories", category, Problem::Twice);
            }
        }
    }

    fn person(&mut self, spot: &Spot, person: &Person) {
        let mut seen = HashSet::new();
        for post in &person.posts {
            let words = (&post.category, &post.role, &post.double_role_rule);
            if !seen.insert((words, post.from, post.to, post.stage)) {
                let problem = Problem::EqualPosts(shown(&post.category), shown(&post.role));
                self.add(spot, "posts", "", problem);
            }
        }
        let qualifications = person.qualifications.iter().map(|qualification| &qualification.item);
        let trainings = person.trainings.iter().map(|training| &training.item);
        for item in qualifications.chain(trainings) {
            self.item(spot, "item", item);
        }
        for lecture in &person.lectures {
            if let Venue::Community(item) = &lecture.venue {
                self.item(spot, "community", item);
            }
        }
    }

    fn contract(&mut self, spot: &Spot, contract: &Contract) {
        for member in &contract.team {
            self.refers(spot, "person", 'P', &member.person, &member.person);
        }
    }

    fn document(&mut self, spot: &Spot, document: &Document) {
        for person in &document.people {
            self.refers(spot, "people", 'P', person, person);
        }
        for item in &document.names {
            self.item(spot, "names", item);
        }
    }

    fn record(&mut self, spot: &Spot, record: &Record) {
        for contract in &record.contracts {
            self.refers(spot, "contracts", 'C', contract, contract);
        }
        for party in &record.by {
            if let Party::Person(person) = party {
                self.refers(spot, "by", 'P', person, &format!("person:{person}"));
            }
        }
    }

    /// Rows are the pack's affair; what looks like an id is ours.
    fn evidence(&mut self, spot: &Spot, evidence: &Evidence) {
        for shown in evidence.shows.iter().filter(|shown| is_id(shown)) {
            if !self.known.contains(shown.as_str()) {
                self.add(spot, "shows", shown, Problem::Nobody(shown.clone()));
            }
        }
    }

    fn item(&mut self, spot: &Spot, field: &'static str, item: &Item) {
        if let Item::Equivalent(id) = item {
            self.refers(spot, field, 'Q', id, &format!("equivalent:{id}"));
        }
    }

    fn refers(&mut self, spot: &Spot, field: &'static str, letter: char, id: &str, written: &str) {
        let exists = id.starts_with(letter) && self.known.contains(id);
        if !id.is_empty() && !exists {
            self.add(spot, field, written, Problem::Nobody(id.to_owned()));
        }
    }

    fn add(&mut self, spot: &Spot, field: &'static str, written: &str, problem: Problem) {
        let value = (!written.is_empty()).then(|| written.to_owned());
        self.push(Spot { value, field, ..spot.clone() }, problem);
    }

    fn push(&mut self, spot: Spot, problem: Problem) {
        if self.found.len() <= MOST {
            self.found.push(Found { spot, problem });
        }
    }
}

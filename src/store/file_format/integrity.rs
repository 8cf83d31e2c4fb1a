//! What must hold within an assessment: keys are unique, and what is referred to exists.

use std::collections::HashSet;

use super::fault::{ContentFault, MOST, Problem, shown};
use crate::domain::assessment::Assessment;
use crate::domain::change::{Entry, is_id};
use crate::domain::register::{Contract, Document, Evidence, Item, Party, Person, Record, Venue};
use crate::store::ron::place::Locator;

/// Every fault of an assessment by itself. Empty references are not filled in yet, and no fault.
pub(crate) fn integrity(assessment: &Assessment) -> Vec<ContentFault> {
    let mut check = Check { known: assessment.fact_ids(), faults: Vec::new() };
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
    check.each("standards", &assessment.standards, |check, at, choice| {
        check.item(at, "item", &choice.item);
    });
    check.faults
}

struct Check<'a> {
    known: HashSet<&'a str>,
    faults: Vec<ContentFault>,
}

impl Check<'_> {
    fn unique<T: Entry>(&mut self, section: &'static str, field: &'static str, list: &[T]) {
        let mut seen = HashSet::new();
        for (index, entry) in list.iter().enumerate() {
            let id = entry.key();
            // An empty key is a fault already.
            if !id.is_empty() && !seen.insert(id.clone()) {
                let id = shown(&id);
                let at = Locator { section, index, id, field, value: None };
                self.push(at, Problem::Twice);
            }
        }
    }

    fn each<T: Entry>(&mut self, section: &'static str, list: &[T], check: impl Fn(&mut Self, &Locator, &T)) {
        for (index, entry) in list.iter().enumerate() {
            let at = Locator { section, index, id: shown(&entry.key()), ..Locator::default() };
            check(self, &at, entry);
        }
    }

    fn categories(&mut self, categories: &[String]) {
        let mut seen = HashSet::new();
        for category in categories {
            if !seen.insert(category) {
                let at = Locator { section: "profile", id: shown(category), ..Locator::default() };
                self.add(&at, "categories", category, Problem::Twice);
            }
        }
    }

    fn person(&mut self, at: &Locator, person: &Person) {
        let mut seen = HashSet::new();
        for post in &person.posts {
            let words = (&post.category, &post.role, &post.double_role_rule);
            if !seen.insert((words, post.from, post.to, post.stage)) {
                let problem = Problem::EqualPosts(shown(&post.category), shown(&post.role));
                self.add(at, "posts", "", problem);
            }
        }
        let qualifications = person.qualifications.iter().map(|qualification| &qualification.item);
        let trainings = person.trainings.iter().map(|training| &training.item);
        for item in qualifications.chain(trainings) {
            self.item(at, "item", item);
        }
        for lecture in &person.lectures {
            if let Venue::Community(item) = &lecture.venue {
                self.item(at, "community", item);
            }
        }
    }

    fn contract(&mut self, at: &Locator, contract: &Contract) {
        for member in &contract.team {
            self.refers(at, "person", 'P', &member.person, &member.person);
        }
    }

    fn document(&mut self, at: &Locator, document: &Document) {
        for person in &document.people {
            self.refers(at, "people", 'P', person, person);
        }
        for item in &document.names {
            self.item(at, "names", item);
        }
    }

    fn record(&mut self, at: &Locator, record: &Record) {
        for contract in &record.contracts {
            self.refers(at, "contracts", 'C', contract, contract);
        }
        for party in &record.by {
            if let Party::Person(person) = party {
                self.refers(at, "by", 'P', person, &format!("person:{person}"));
            }
        }
    }

    /// Rows are checked against the pack; what looks like an id is checked here.
    fn evidence(&mut self, at: &Locator, evidence: &Evidence) {
        for shown in evidence.shows.iter().filter(|shown| is_id(shown)) {
            if !self.known.contains(shown.as_str()) {
                self.add(at, "shows", shown, Problem::Nobody(shown.clone()));
            }
        }
    }

    fn item(&mut self, at: &Locator, field: &'static str, item: &Item) {
        if let Item::Equivalent(id) = item {
            self.refers(at, field, 'Q', id, &format!("equivalent:{id}"));
        }
    }

    fn refers(&mut self, at: &Locator, field: &'static str, letter: char, id: &str, written: &str) {
        let exists = id.starts_with(letter) && self.known.contains(id);
        if !id.is_empty() && !exists {
            self.add(at, field, written, Problem::Nobody(id.to_owned()));
        }
    }

    fn add(&mut self, at: &Locator, field: &'static str, written: &str, problem: Problem) {
        let value = (!written.is_empty()).then(|| written.to_owned());
        self.push(Locator { value, field, ..at.clone() }, problem);
    }

    fn push(&mut self, at: Locator, problem: Problem) {
        if self.faults.len() <= MOST {
            self.faults.push(ContentFault { at, problem });
        }
    }
}

//! What must hold between an assessment and its pack: every row, category, role, kind and act exists.

use super::fault::{ContentFault, MOST, PackWord, Problem, shown};
use crate::domain::assessment::{Assessment, Profile};
use crate::domain::change::{Change, Entry, Swap, is_id};
use crate::domain::pack::{Pack, Term};
use crate::domain::register::{
    Contract, Declaration, DeclarationKind, Document, Evidence, Person, Record, Venue,
};
use crate::domain::step_note::{StepKey, StepNote};
use crate::store::ron::place::Locator;

/// Everything an assessment names that the pack does not have. What is empty is not filled in yet, and no
/// fault.
pub(crate) fn against(assessment: &Assessment, pack: &Pack) -> Vec<ContentFault> {
    let mut check = Check { pack, at: Locator::default(), faults: Vec::new() };
    check.profile(&assessment.profile);
    check.each("claims", &assessment.claims, |check, claim| check.row("row", &claim.row));
    check.each("people", &assessment.people, Check::person);
    check.each("contracts", &assessment.contracts, Check::contract);
    check.each("documents", &assessment.documents, Check::document);
    check.each("records", &assessment.records, Check::record);
    check.each("standards", &assessment.standards, |check, choice| check.row("row", &choice.row));
    check.each("declarations", &assessment.declarations, Check::declaration);
    check.each("evidence", &assessment.evidence, Check::evidence);
    check.each("scenarios", &assessment.scenarios, |check, scenario| {
        scenario.changes.iter().for_each(|change| check.change(change));
    });
    check.each("steps", &assessment.steps, Check::step);
    check.faults
}

struct Check<'a> {
    pack: &'a Pack,
    at: Locator,
    faults: Vec<ContentFault>,
}

impl Check<'_> {
    fn each<T: Entry>(&mut self, section: &'static str, list: &[T], check: impl Fn(&mut Self, &T)) {
        for (index, entry) in list.iter().enumerate() {
            self.at = Locator { section, index, id: shown(&entry.key()), ..Locator::default() };
            check(self, entry);
        }
    }

    fn profile(&mut self, profile: &Profile) {
        let head = &self.pack.head;
        if (&profile.pack, &profile.edition) != (&head.id, &head.edition) {
            let problem = Problem::NoPack(profile.pack.clone(), profile.edition.clone());
            let at = Locator { section: "pack", field: "pack", ..Locator::default() };
            self.faults.push(ContentFault { at, problem });
        }
        self.at = Locator { section: "profile", id: "profile".to_owned(), ..Locator::default() };
        self.chosen(profile);
    }

    fn chosen(&mut self, profile: &Profile) {
        for category in &profile.categories {
            let choosable = self.pack.choosable().any(|known| known.id == *category);
            self.has("categories", PackWord::Category, category, choosable);
        }
    }

    fn person(&mut self, person: &Person) {
        for post in &person.posts {
            self.category("category", &post.category);
            self.has("role", PackWord::Role, &post.role, self.pack.role(&post.role).is_some());
        }
        for lecture in &person.lectures {
            if let Venue::School { subject, .. } = &lecture.venue {
                self.category("subject", subject);
            }
        }
    }

    fn contract(&mut self, contract: &Contract) {
        contract.services.iter().for_each(|service| self.category("services", service));
        contract
            .kinds
            .iter()
            .for_each(|kind| self.term("kinds", PackWord::Contract, kind, &self.pack.head.kinds));
        for member in &contract.team {
            member.acts.iter().for_each(|act| self.term("acts", PackWord::Act, act, &self.pack.head.acts));
        }
    }

    fn document(&mut self, document: &Document) {
        document.covers.iter().for_each(|cover| self.row("row", &cover.row));
        for stated in &document.headcounts {
            self.row("row", &stated.row);
            self.row("route", &stated.route);
        }
    }

    fn record(&mut self, record: &Record) {
        record.rows.iter().for_each(|row| self.row("rows", row));
    }

    fn declaration(&mut self, declaration: &Declaration) {
        match declaration.about {
            DeclarationKind::AllReviewed => self.row("subject", &declaration.subject),
            DeclarationKind::NoJobsYet => self.category("subject", &declaration.subject),
        }
    }

    fn evidence(&mut self, evidence: &Evidence) {
        self.term("kind", PackWord::Evidence, &evidence.kind, &self.pack.head.evidence);
        evidence.shows.iter().filter(|shown| !is_id(shown)).for_each(|row| self.row("shows", row));
    }

    /// What a scenario would put there; what it finds there is checked with the registers.
    fn change(&mut self, change: &Change) {
        match change {
            Change::Profile(swap) => self.chosen(&swap.after),
            Change::Claim(swap) => self.after(swap, |check, claim| check.row("row", &claim.row)),
            Change::Person(swap) => self.after(swap, Self::person),
            Change::Contract(swap) => self.after(swap, Self::contract),
            Change::Document(swap) => self.after(swap, Self::document),
            Change::Record(swap) => self.after(swap, Self::record),
            Change::Standard(swap) => self.after(swap, |check, choice| check.row("row", &choice.row)),
            Change::Declaration(swap) => self.after(swap, Self::declaration),
            Change::Evidence(swap) => self.after(swap, Self::evidence),
            // These name nothing of the pack, or are never in a scenario.
            Change::Equivalence(_)
            | Change::Member(_)
            | Change::Closure(_)
            | Change::Scenario(_)
            | Change::Several(_)
            | Change::Step(_)
            | Change::Signer(_) => {}
        }
    }

    fn after<T>(&mut self, swap: &Swap<T>, check: impl Fn(&mut Self, &T)) {
        if let Some(after) = &swap.after {
            check(self, after);
        }
    }

    /// The person a step is about may have left: the note stays, and no verdict depends on it.
    fn step(&mut self, note: &StepNote) {
        let written = note.step.to_string();
        if let StepKey::Post { category, role, .. } = &note.step {
            self.names(
                "step",
                PackWord::Category,
                category,
                &written,
                self.pack.category(category).is_some(),
            );
            self.names("step", PackWord::Role, role, &written, self.pack.role(role).is_some());
        }
        if let Some(row) = note.step.row() {
            self.names("step", PackWord::Row, row, &written, self.pack.row(row).is_some());
        }
    }

    fn row(&mut self, field: &'static str, id: &str) {
        self.has(field, PackWord::Row, id, self.pack.row(id).is_some());
    }

    fn category(&mut self, field: &'static str, id: &str) {
        self.has(field, PackWord::Category, id, self.pack.category(id).is_some());
    }

    fn term(&mut self, field: &'static str, kind: PackWord, id: &str, terms: &[Term]) {
        self.has(field, kind, id, terms.iter().any(|term| term.id == id));
    }

    fn has(&mut self, field: &'static str, kind: PackWord, id: &str, exists: bool) {
        self.names(field, kind, id, id, exists);
    }

    /// What is named inside a longer text of the file.
    fn names(&mut self, field: &'static str, kind: PackWord, id: &str, written: &str, exists: bool) {
        if id.is_empty() || exists || self.faults.len() > MOST {
            return;
        }
        let at = Locator { field, value: Some(written.to_owned()), ..self.at.clone() };
        self.faults.push(ContentFault { at, problem: Problem::NotInPack(kind, id.to_owned()) });
    }
}

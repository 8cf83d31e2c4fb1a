//! Who refers to a fact: what keeps it from being removed, and what is missing where it was removed all the same.

use std::collections::HashSet;

use super::series::is_id;
use crate::domain::assessment::Assessment;
use crate::domain::register::{Item, Party, Person, Venue};

/// The ids (or rows) of everything that refers to a person, contract, document, record or equivalence.
pub fn uses(assessment: &Assessment, id: &str) -> Vec<String> {
    let mut users = Vec::new();
    each_reference(assessment, &mut |user, used| {
        if used == id && user != id {
            users.push(user.to_owned());
        }
    });
    users.dedup();
    users
}

/// The ids (or rows) of everything that is referred to.
pub fn used(assessment: &Assessment) -> HashSet<String> {
    let mut used = HashSet::new();
    each_reference(assessment, &mut |_, id| {
        used.insert(id.to_owned());
    });
    used
}

/// References to facts that are not there: who refers, and to what, in the order of the registers.
pub fn dangling(assessment: &Assessment) -> Vec<(String, String)> {
    let there = assessment.fact_ids();
    let mut missing = Vec::new();
    each_reference(assessment, &mut |user, used| {
        if is_id(used) && !there.contains(used) {
            missing.push((user.to_owned(), used.to_owned()));
        }
    });
    missing.dedup();
    missing
}

/// Tells of every reference: who refers, and to what. What evidence shows may also be a row of the pack.
fn each_reference(assessment: &Assessment, tell: &mut impl FnMut(&str, &str)) {
    for person in &assessment.people {
        items(person).for_each(|item| to_item(&person.id, item, tell));
    }
    for contract in &assessment.contracts {
        contract.team.iter().for_each(|member| tell(&contract.id, &member.person));
    }
    for document in &assessment.documents {
        document.people.iter().for_each(|person| tell(&document.id, person));
        document.names.iter().for_each(|item| to_item(&document.id, item, tell));
    }
    for record in &assessment.records {
        for party in &record.by {
            if let Party::Person(person) = party {
                tell(&record.id, person);
            }
        }
        record.contracts.iter().for_each(|contract| tell(&record.id, contract));
    }
    assessment.standards.iter().for_each(|choice| to_item(&choice.row, &choice.item, tell));
    for evidence in &assessment.evidence {
        evidence.shows.iter().for_each(|shown| tell(&evidence.id, shown));
    }
}

/// Everything a person's entries refer to.
fn items(person: &Person) -> impl Iterator<Item = &Item> {
    let qualifications = person.qualifications.iter().map(|qualification| &qualification.item);
    let trainings = person.trainings.iter().map(|training| &training.item);
    let communities = person.lectures.iter().filter_map(|lecture| match &lecture.venue {
        Venue::Community(item) => Some(item),
        Venue::School { .. } => None,
    });
    qualifications.chain(trainings).chain(communities)
}

fn to_item(user: &str, item: &Item, tell: &mut impl FnMut(&str, &str)) {
    if let Item::Equivalent(equivalence) = item {
        tell(user, equivalence);
    }
}

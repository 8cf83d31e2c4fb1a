//! Who refers to a fact: what keeps it from being removed.

use crate::domain::assessment::Assessment;
use crate::domain::register::{Item, Party, Person, Venue};

/// The ids (or rows) of everything that refers to a person, contract, document, record or equivalence.
pub fn uses(assessment: &Assessment, id: &str) -> Vec<String> {
    let mut users = Vec::new();
    let mut note = |user: &str, refers: bool| {
        if refers && user != id {
            users.push(user.to_owned());
        }
    };
    for person in &assessment.people {
        note(&person.id, items(person).any(|item| means(item, id)));
    }
    for contract in &assessment.contracts {
        note(&contract.id, contract.team.iter().any(|member| member.person == id));
    }
    for document in &assessment.documents {
        note(&document.id, document.people.iter().any(|person| person == id));
        note(&document.id, document.names.iter().any(|item| means(item, id)));
    }
    for record in &assessment.records {
        let by = record.by.iter().any(|party| matches!(party, Party::Person(person) if person == id));
        note(&record.id, by || record.contracts.iter().any(|contract| contract == id));
    }
    for choice in &assessment.standards {
        note(&choice.row, means(&choice.item, id));
    }
    for evidence in &assessment.evidence {
        note(&evidence.id, evidence.shows.iter().any(|shown| shown == id));
    }
    users.dedup();
    users
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

fn means(item: &Item, id: &str) -> bool {
    matches!(item, Item::Equivalent(equivalence) if equivalence == id)
}

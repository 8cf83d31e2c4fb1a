//! One order for everything in a file: a report says the same, byte by byte, in whatever order things were entered.

use super::facts::Assessment;
use crate::domain::register::{Contract, Document, Party, Person, Record};

impl Assessment {
    /// Everything in the order of the ids, and what has none in the order of what it says. No verdict depends on it; which
    /// ground is told first, and which of two equal ways, does.
    pub fn put_in_order(&mut self) {
        self.people.iter_mut().for_each(person);
        self.contracts.iter_mut().for_each(contract);
        self.documents.iter_mut().for_each(document);
        self.records.iter_mut().for_each(record);
        self.evidence.iter_mut().for_each(|evidence| evidence.shows.sort());
        by_id(&mut self.people, |person| &person.id);
        by_id(&mut self.contracts, |contract| &contract.id);
        by_id(&mut self.documents, |document| &document.id);
        by_id(&mut self.records, |record| &record.id);
        by_id(&mut self.equivalences, |equivalence| &equivalence.id);
        by_id(&mut self.evidence, |evidence| &evidence.id);
        self.claims.sort();
        self.standards.sort();
        self.declarations.sort();
        self.members.sort();
        self.closures.sort();
        self.steps.sort();
    }
}

fn person(person: &mut Person) {
    person.posts.sort();
    person.qualifications.sort();
    person.lectures.sort();
    person.trainings.sort();
}

fn contract(contract: &mut Contract) {
    contract.services.sort();
    contract.kinds.sort();
    contract.team.iter_mut().for_each(|member| member.acts.sort());
    by_id(&mut contract.team, |member| &member.person);
}

fn document(document: &mut Document) {
    document.covers.sort();
    document.names.sort();
    by_id(&mut document.people, |id| id);
    document.headcounts.sort();
}

fn record(record: &mut Record) {
    record.rows.sort();
    by_id(&mut record.contracts, |id| id);
    by_id(&mut record.by, |party| match party {
        Party::Person(id) => id,
        Party::Outside(name) => name,
    });
}

fn by_id<T: Ord>(list: &mut [T], id: impl Fn(&T) -> &str) {
    list.sort_by(|a, b| (natural(id(a)), a).cmp(&(natural(id(b)), b)));
}

/// An id as people count it: `P-9` before `P-10`.
fn natural(id: &str) -> (&str, Option<u32>) {
    let digits = id.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (letters, number) = id.split_at(id.len() - digits);
    (letters, number.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_counted_as_people_count_them() {
        let mut ids = ["P-10", "P-9", "P-100", "Q-1", "P-", "総務"];
        ids.sort_by_key(|id| natural(id));
        assert_eq!(ids, ["P-", "P-9", "P-10", "P-100", "Q-1", "総務"]);
    }
}

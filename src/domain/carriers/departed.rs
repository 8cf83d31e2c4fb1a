//! An assessment after people have left, and what their papers would then have to say.

use crate::domain::assessment::Assessment;
use crate::domain::evaluate::{Doubles, Judge};
use crate::domain::verdict::Pair;
use crate::domain::what_if::Base;

/// An assessment after people have left: they hold no role any more. What they did, reviewed and audited before
/// stays on record.
pub fn leaving(assessment: &Assessment, people: &[&str]) -> Assessment {
    let mut rest = assessment.clone();
    let left = rest.people.iter_mut().filter(|person| people.contains(&person.id.as_str()));
    left.for_each(|person| person.posts.clear());
    rest
}

/// A person with all rows of the roster that may be the same person, who leave together.
pub(super) fn together<'a>(assessment: &'a Assessment, twins: &Doubles, id: &'a str) -> Vec<&'a str> {
    let people = &assessment.people;
    let own = people.iter().position(|row| row.id == id);
    let others = own.into_iter().flat_map(|at| twins.of_person(at)).map(|at| people[at].id.as_str());
    std::iter::once(id).chain(others).collect()
}

/// The same with every number stated in a document lowered to what the registers still show.
pub fn restated(base: &Base<'_>, mut assessment: Assessment) -> Assessment {
    if assessment.documents.iter().all(|document| document.headcounts.is_empty()) {
        return assessment;
    }
    let judge = Judge::new(Base { assessment: &assessment, ..*base });
    let mut counts: Vec<(String, String, u32)> = Vec::new();
    for (at, row) in base.pack.rows().iter().enumerate() {
        for (name, people) in judge.headcounts_of(at) {
            counts.push((row.id.clone(), name, Pair::holding(&people, Pair::strict)));
        }
    }
    drop(judge);
    for stated in assessment.documents.iter_mut().flat_map(|document| &mut document.headcounts) {
        let counted = counts.iter().find(|(row, name, _)| *row == stated.row && *name == stated.route);
        stated.count = counted.map_or(stated.count, |(_, _, counted)| stated.count.min(*counted));
    }
    assessment
}

//! What verdicts rest on: for each person, contract and document, what falls without it, and how much is to
//! spare.

use crate::domain::assessment::Assessment;
use crate::domain::date::Date;
use crate::domain::evaluate::{Count, Ground, Judge, evaluate};
use crate::domain::flip::Flips;
use crate::domain::gap::counted;
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::rule::Rule;
use crate::domain::verdict::{Outcome, Pair};

/// A fact that verdicts rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carrier {
    /// Its id.
    pub id: String,
    /// What falls without it.
    pub falls: Flips,
}

/// How much a requirement for one person could lose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slack {
    /// Position of the row.
    pub at: usize,
    /// Ids of the people who satisfy it in full.
    pub people: Vec<String>,
    /// For contracts and months: the best person's count against what is needed.
    pub best: Option<Count>,
}

impl Slack {
    /// People beyond the one that is needed.
    pub fn spare_people(&self) -> usize {
        self.people.len().saturating_sub(1)
    }

    /// True if one person leaving takes the row with them.
    pub fn single(&self) -> bool {
        self.people.len() == 1
    }
}

/// What falls without each person, contract and document, in the order of the registers; facts without
/// which nothing falls are left out.
pub fn carriers(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
) -> Vec<Carrier> {
    let before = evaluate(pack, references, assessment, day);
    let ids = |assessment: &Assessment| -> Vec<String> {
        let people = assessment.people.iter().map(|person| person.id.clone());
        let contracts = assessment.contracts.iter().map(|contract| contract.id.clone());
        let documents = assessment.documents.iter().map(|document| document.id.clone());
        people.chain(contracts).chain(documents).collect()
    };
    let fall = |id: String| {
        let after = evaluate(pack, references, &without(assessment, &id), day);
        let falls = Flips::between(&before, &after).falls();
        (!falls.is_empty()).then_some(Carrier { id, falls })
    };
    ids(assessment).into_iter().filter_map(fall).collect()
}

/// The carriers without which a category itself falls: its single points of failure.
pub fn single_points<'c>(carriers: &'c [Carrier], category: &str) -> Vec<&'c Carrier> {
    let carries = |carrier: &&Carrier| carrier.falls.categories.iter().any(|flip| flip.id == category);
    carriers.iter().filter(carries).collect()
}

/// An assessment as if a fact had never been, references to it included.
pub fn without(assessment: &Assessment, id: &str) -> Assessment {
    let mut rest = assessment.clone();
    rest.people.retain(|person| person.id != id);
    rest.contracts.retain(|contract| contract.id != id);
    rest.documents.retain(|document| document.id != id);
    for contract in &mut rest.contracts {
        contract.team.retain(|member| member.person != id);
    }
    for document in &mut rest.documents {
        document.people.retain(|person| person != id);
    }
    for record in &mut rest.records {
        let gone = |party: &crate::domain::register::Party| matches!(party, crate::domain::register::Party::Person(person) if person == id);
        record.by.retain(|party| !gone(party));
        record.contracts.retain(|contract| contract != id);
    }
    rest.evidence.iter_mut().for_each(|evidence| evidence.shows.retain(|shown| shown != id));
    rest
}

/// Who satisfies each requirement for a person in a chosen category, and how far the best count reaches.
pub fn slack(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
    category: &str,
) -> Vec<Slack> {
    let findings = evaluate(pack, references, assessment, day);
    let judge = Judge::new(pack, references, assessment, day);
    let rows = counted(pack, &findings, category).into_iter();
    let slack = rows.filter_map(|at| {
        let inner = person_rule(&pack.rows()[at].rule)?;
        let judged: Vec<(String, Outcome, Vec<Ground>)> = (0..assessment.people.len())
            .map(|person| {
                let (outcome, grounds) = judge.probe(inner, at, Some(person));
                (assessment.people[person].id.clone(), outcome, grounds)
            })
            .collect();
        let best = judged.iter().flat_map(|(_, _, grounds)| grounds).filter_map(count).max_by_key(reach);
        let whole = judged.into_iter().filter(|(_, outcome, _)| *outcome == Outcome::Judged(Pair::YES));
        Some(Slack { at, people: whole.map(|(id, _, _)| id).collect(), best })
    });
    slack.collect()
}

fn person_rule(rule: &Rule) -> Option<&Rule> {
    match rule {
        Rule::Person(inner) => Some(inner),
        _ => None,
    }
}

fn count(ground: &Ground) -> Option<Count> {
    match ground {
        Ground::Count(count) => Some(*count),
        _ => None,
    }
}

fn reach(count: &Count) -> i64 {
    i64::from(count.strict) - i64::from(count.needed)
}

//! What verdicts rest on: for each person, contract, paper and record, what falls without it; who can be missed,
//! and how many may leave.

mod departed;
mod leave;
mod slack;

use std::collections::HashSet;
use std::panic::resume_unwind;

use crate::domain::assessment::Assessment;
use crate::domain::change::{Change, Swap, used};
use crate::domain::evaluate::{Doubles, Judged};
use crate::domain::flip::Flips;
use crate::domain::register::Record;
use crate::domain::verdict::Verdict;
use crate::domain::what_if::Base;

use self::departed::{StatedNumbers, together};
pub use self::departed::{leaving, restated};
use self::leave::departures_while;
pub use self::leave::{Departures, departures};
use self::slack::slack;
pub use self::slack::{Slack, Stated};

/// A fact that verdicts rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carrier {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// What falls without it while the papers stay as they are.
    pub falls: Flips,
    /// What falls even if the numbers stated in the papers are then lowered to what can still be counted.
    pub lasting: Flips,
}

/// What can carry a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person; without means that the person holds no role any more, while past jobs and records stay.
    Person,
    /// A contract.
    Contract,
    /// A document.
    Document,
    /// A record of a review, an audit, an operation.
    Record,
    /// An argument for 「同等のもの」.
    Equivalence,
}

impl Kind {
    /// The word used in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Contract => "contract",
            Self::Document => "document",
            Self::Record => "record",
            Self::Equivalence => "equivalence",
        }
    }
}

impl Carrier {
    /// True if the category cannot do without it, corrected papers or not.
    pub fn is_single(&self, category: &str) -> bool {
        self.lasting.categories.iter().any(|flip| flip.id == category)
    }
}

/// All that is known of what an assessment rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Survey {
    /// Facts without which something falls, in the order of the registers.
    pub carriers: Vec<Carrier>,
    /// The chosen categories, in pack order.
    pub categories: Vec<Support>,
}

/// What one category rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// Category id.
    pub id: String,
    /// Its verdict now.
    pub verdict: Verdict,
    /// Its requirements for people: who satisfies them, and how much is to spare.
    pub slack: Vec<Slack>,
    /// The fewest people whose leaving lowers it.
    pub departures: Departures,
}

impl Survey {
    /// The carriers without which a category falls, corrected papers or not: its single points of failure.
    pub fn single_points<'s>(&'s self, category: &'s str) -> impl Iterator<Item = &'s Carrier> {
        self.carriers.iter().filter(move |carrier| carrier.is_single(category))
    }
}

/// Everything about what an assessment rests on.
pub fn survey(base: &Base<'_>) -> Survey {
    survey_while(base, &|| true).unwrap_or_default()
}

/// The same, given up as soon as `wanted` says that the result is no longer wanted.
pub fn survey_while(base: &Base<'_>, wanted: &(dyn Fn() -> bool + Sync)) -> Option<Survey> {
    let lean = lean(base);
    let survey = survey_all(&Base { assessment: &lean, ..*base }, wanted);
    wanted().then_some(survey)
}

/// The assessment with one of those people who hold nothing and are named nowhere: each of them reads the same under
/// every rule, so that the others change no verdict and nothing falls without them.
fn lean(base: &Base<'_>) -> Assessment {
    let assessment = base.assessment;
    let (used, twins) = (used(assessment), Doubles::of(base.references, assessment));
    let alone = |at: usize| twins.of_person(at).next().is_none();
    let (mut seen, mut places) = (false, 0..);
    let mut lean = assessment.clone();
    lean.people.retain(|person| {
        let bare = places.next().is_some_and(alone)
            && person.posts.is_empty()
            && person.qualifications.is_empty()
            && person.lectures.is_empty()
            && person.trainings.is_empty()
            && !used.contains(person.id.as_str());
        !bare || !std::mem::replace(&mut seen, true)
    });
    lean
}

fn survey_all(base: &Base<'_>, wanted: &(dyn Fn() -> bool + Sync)) -> Survey {
    let findings = base.findings();
    // Neither waits for the other: a person does. Where no thread is to be had, one comes after the other.
    let (carriers, departures) = std::thread::scope(|scope| {
        match std::thread::Builder::new().spawn_scoped(scope, || departures_while(base, wanted)) {
            Ok(other) => {
                (carriers_while(base, wanted), other.join().unwrap_or_else(|panic| resume_unwind(panic)))
            }
            Err(_) => (carriers_while(base, wanted), departures_while(base, wanted)),
        }
    });
    let parts = slack(base, &findings, wanted).into_iter().zip(departures);
    let categories = findings.categories.iter().zip(parts).map(|(category, (slack, departures))| Support {
        id: category.id.clone(),
        verdict: category.outcome.verdict(),
        slack,
        departures,
    });
    Survey { categories: categories.collect(), carriers }
}

/// What falls without each person, contract, document, record and equivalence, in the order of the registers;
/// facts without which nothing falls are left out. Rows that may be one person leave together. (No verdict rests on
/// evidence, which only points to proof.)
pub fn carriers(base: &Base<'_>) -> Vec<Carrier> {
    carriers_while(base, &|| true)
}

fn carriers_while(base: &Base<'_>, wanted: &(dyn Fn() -> bool + Sync)) -> Vec<Carrier> {
    let (judged, before) = Judged::new(*base);
    let twins = Doubles::of(base.references, base.assessment);
    let numbers = StatedNumbers::of(base);
    let fall = |(kind, id): (Kind, String)| {
        let people = together(base.assessment, &twins, &id);
        let rest = match kind {
            Kind::Person => leaving(base.assessment, &people),
            _ => lacking(base.assessment, kind, &id),
        };
        let (mut judged, mut after) = (judged.clone(), before.clone());
        let without = Base { assessment: &rest, ..*base };
        judged.follow(&mut after, without, &gone(base.assessment, kind, &id, &people));
        let falls_now = Flips::between(&before, &after).falls();
        if falls_now.is_empty() {
            return None;
        }
        let restated = numbers.restated(base, rest);
        let papers = all(&restated.documents, |paper| !paper.headcounts.is_empty(), Change::Document);
        judged.follow(&mut after, Base { assessment: &restated, ..*base }, &Change::Several(papers));
        let lasting = Flips::between(&before, &after).falls();
        Some(Carrier { id, kind, falls: falls_now, lasting })
    };
    facts(base).into_iter().take_while(|_| wanted()).filter_map(fall).collect()
}

/// Such rows of a list as changes to follow.
fn all<T: Clone>(rows: &[T], such: impl Fn(&T) -> bool, change: fn(Swap<T>) -> Change) -> Vec<Change> {
    let rows = rows.iter().enumerate().filter(|(_, row)| such(row));
    rows.map(|(at, row)| change(Swap { at, before: Some(row.clone()), after: None })).collect()
}

/// The entries that are taken away or altered, people with those who leave with them, as a change to follow; only what
/// they reach matters.
fn gone(assessment: &Assessment, kind: Kind, id: &str, people: &[&str]) -> Change {
    let a = assessment;
    Change::Several(match kind {
        Kind::Person => all(&a.people, |row| people.contains(&row.id.as_str()), Change::Person),
        Kind::Contract => {
            let mut parts = all(&a.contracts, |row| row.id == id, Change::Contract);
            let refers = |row: &Record| row.contracts.iter().any(|job| job == id);
            parts.extend(all(&a.records, refers, Change::Record));
            parts
        }
        Kind::Document => all(&a.documents, |row| row.id == id, Change::Document),
        Kind::Record => all(&a.records, |row| row.id == id, Change::Record),
        Kind::Equivalence => all(&a.equivalences, |row| row.id == id, Change::Equivalence),
    })
}

/// Everything that may carry a verdict, each once.
fn facts(base: &Base<'_>) -> Vec<(Kind, String)> {
    let a = base.assessment;
    // A person without a role has left already, unless another row of the same person holds one.
    let twins = Doubles::of(base.references, a);
    let holds = |at: &usize| {
        std::iter::once(*at).chain(twins.of_person(*at)).any(|at| !a.people[at].posts.is_empty())
    };
    let people = (0..a.people.len()).filter(holds).map(|at| &a.people[at]);
    let people = people.map(|row| (Kind::Person, row.id.to_string()));
    let contracts = a.contracts.iter().map(|row| (Kind::Contract, row.id.to_string()));
    let documents = a.documents.iter().map(|row| (Kind::Document, row.id.clone()));
    let records = a.records.iter().map(|row| (Kind::Record, row.id.clone()));
    let arguments = a.equivalences.iter().map(|row| (Kind::Equivalence, row.id.clone()));
    let mut seen = HashSet::new();
    let all = people.chain(contracts).chain(documents).chain(records).chain(arguments);
    all.filter(|fact| seen.insert(fact.clone())).collect()
}

/// An assessment as if a fact had never been; a person has left instead (see [`leaving`]).
pub fn lacking(assessment: &Assessment, kind: Kind, id: &str) -> Assessment {
    if kind == Kind::Person {
        return leaving(assessment, &[id]);
    }
    let mut rest = assessment.clone();
    match kind {
        Kind::Person => {}
        Kind::Contract => {
            rest.contracts.retain(|row| row.id != id);
            rest.records.iter_mut().for_each(|record| record.contracts.retain(|job| job != id));
        }
        Kind::Document => rest.documents.retain(|row| row.id != id),
        Kind::Record => rest.records.retain(|row| row.id != id),
        Kind::Equivalence => rest.equivalences.retain(|row| row.id != id),
    }
    rest
}

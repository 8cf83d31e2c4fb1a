//! Evaluation: a pure, total function from (pack, references, assessment, reference date) to findings.
//!
//! Every leaf is judged under a strict and a lenient reading; nodes act on the two halves separately
//! (design section 3). Claims then act on the pair from facts. Nothing here reads a clock or fails.

mod all;
mod asked;
mod contracts;
mod doubles;
mod finding;
mod grounds;
mod headcounts;
mod index;
mod jobs;
mod judge;
mod judged;
mod leaves;
mod marks;
mod notes;
mod papers;
mod people;
mod periods;
mod probe;
mod procedures;
mod reach;
mod reasons;
mod records;
mod roster;
mod spare;
mod unverified;

pub use contracts::Credit;
pub use finding::{CategoryFinding, Finding, Findings};
pub use grounds::{Count, Fact, Ground, Heads, Persons, StatedBeside, Unit, Why};
pub use judge::Basis;
pub use judged::Judged;
pub use reasons::Reasons;
pub use unverified::unverified_alone;

pub(crate) use self::doubles::{Doubles, alike_contracts};
pub(crate) use self::headcounts::{Headcounts, Population};
pub(crate) use self::judge::{Judge, View, answered};
use self::marks::Marks;
use crate::domain::assessment::Assessment;
use crate::domain::date::Date;
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::register::PersonId;
use crate::domain::verdict::Pair;

/// Judges every row and every chosen category.
pub fn evaluate(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
) -> Findings {
    let judge = Judge::new(Basis { pack, references, assessment, day });
    all::findings(&judge, &Marks::new(&judge))
}

/// Why one row has its verdict.
pub fn grounds(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
    at: usize,
) -> Vec<Ground> {
    Reasons::new(pack, references, assessment, day).of(at)
}

/// What each contract is worth to a person under a contracts rule of the pack (by row id of that rule).
pub fn credits(
    pack: &Pack,
    assessment: &Assessment,
    day: Date,
    row: &str,
    person: &PersonId,
) -> Vec<(usize, Credit)> {
    let Some(wanted) = pack.row(row).and_then(|row| row.rule.jobs()) else { return Vec::new() };
    (0..assessment.contracts.len())
        .filter_map(|at| Some((at, contracts::credit(&assessment.contracts[at], person, wanted, day)?)))
        .collect()
}

/// Who qualifies by a route in a role of a category, by facts alone (A6); the route may belong to another category.
pub fn route_people(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
    category: &str,
    role: &str,
    route: &str,
) -> Vec<(usize, Pair)> {
    let judge = Judge::new(Basis { pack, references, assessment, day });
    let routes = [route.to_owned()];
    pack.position(route).map(|at| judge.row(at));
    (0..assessment.people.len()).map(|at| (at, judge.person_on_routes(at, category, role, &routes))).collect()
}

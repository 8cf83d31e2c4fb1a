//! Departures: the fewest people whose leaving lowers a category.

use super::departed::{StatedNumbers, leaving, together};
use crate::domain::assessment::Assessment;
use crate::domain::evaluate::{Doubles, Judge};
use crate::domain::pack::Category;
use crate::domain::verdict::Verdict;
use crate::domain::what_if::Base;

/// How many sets of people are tried at most.
const MOST_TRIED: usize = 120;
/// How many people a set that is tried holds at most.
const MOST_PEOPLE: usize = 3;

/// What the search for departures came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Departures {
    /// Sets of people, by id, who lower the category if all of them leave, but not if one of them stays; the
    /// smaller ones first. Numbers stated in papers are taken to be corrected.
    pub sets: Vec<Vec<String>>,
    /// Every set of so many people was tried.
    pub tried: usize,
    /// How many people hold a role at all.
    pub people: usize,
}

impl Departures {
    /// How many may leave, in any combination, before the category falls; at least that many where nothing was found.
    pub fn may_leave(&self) -> usize {
        self.sets.first().map_or(self.tried, |set| set.len() - 1)
    }

    /// True if [`may_leave`](Self::may_leave) is all there is, not merely what was tried.
    pub fn exact(&self) -> bool {
        !self.sets.is_empty() || self.tried >= self.people
    }
}

/// For each chosen category, in pack order, the fewest people whose leaving lowers it.
pub fn departures(base: &Base<'_>) -> Vec<Departures> {
    departures_while(base, &|| true)
}

/// The same, given up as soon as the result is no longer wanted.
pub(super) fn departures_while(base: &Base<'_>, wanted: &(dyn Fn() -> bool + Sync)) -> Vec<Departures> {
    let chosen = &base.assessment.profile.categories;
    let chosen: Vec<&Category> =
        base.pack.choosable().filter(|category| chosen.contains(&category.id)).collect();
    let people: Vec<&str> = base
        .assessment
        .people
        .iter()
        .filter(|person| !person.posts.is_empty())
        .map(|person| person.id.as_str())
        .collect();
    let twins = Doubles::of(base.references, base.assessment);
    let now = verdicts(base, base.assessment, &chosen);
    let blank = Departures { people: people.len(), ..Departures::default() };
    let mut found = vec![blank; chosen.len()];
    if now.iter().all(|verdict| *verdict == Verdict::Gap) {
        return found;
    }
    let numbers = StatedNumbers::of(base);
    let mut left = MOST_TRIED;
    for size in 1..=MOST_PEOPLE.min(people.len()) {
        let sets = sets(people.len(), size);
        if sets.len() > left {
            break;
        }
        left -= sets.len();
        for set in sets.into_iter().take_while(|_| wanted()) {
            let set: Vec<&str> = set.into_iter().map(|at| people[at]).collect();
            attempt((base, &twins, &numbers), &chosen, &now, &set, &mut found);
        }
        found.iter_mut().for_each(|found| found.tried = size);
    }
    found
}

/// Lets some people leave, and notes the categories that fall and have not fallen with fewer of them.
fn attempt(
    (base, twins, numbers): (&Base<'_>, &Doubles, &StatedNumbers),
    chosen: &[&Category],
    now: &[Verdict],
    set: &[&str],
    found: &mut [Departures],
) {
    let broken = |found: &Departures| {
        found.sets.iter().any(|smaller| smaller.iter().all(|id| set.contains(&id.as_str())))
    };
    if found.iter().all(broken) {
        return;
    }
    // Rows that may be one person leave together.
    let leave = set.iter().flat_map(|id| together(base.assessment, twins, id));
    let rest = numbers.restated(base, leaving(base.assessment, &leave.collect::<Vec<_>>()));
    let after = verdicts(base, &rest, chosen);
    for ((found, now), after) in found.iter_mut().zip(now).zip(after) {
        if after < *now && !broken(found) {
            found.sets.push(set.iter().map(|id| (*id).to_owned()).collect());
        }
    }
}

fn verdicts(base: &Base<'_>, assessment: &Assessment, chosen: &[&Category]) -> Vec<Verdict> {
    let judge = Judge::new(Base { assessment, ..*base });
    chosen.iter().map(|category| judge.category(category).verdict()).collect()
}

/// Every choice of so many out of a number, in order; nothing where there would be too many to try.
fn sets(of: usize, size: usize) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..size {
        let longer = sets.iter().flat_map(|set: &Vec<usize>| {
            let from = set.last().map_or(0, |last| last + 1);
            (from..of).map(move |next| set.iter().copied().chain([next]).collect())
        });
        sets = longer.take(MOST_TRIED + 1).collect();
    }
    sets
}

//! Slack: who satisfies a requirement for people, and how many of them may leave.

use std::collections::HashMap;

use super::departed::leaving;
use crate::domain::assessment::Assessment;
use crate::domain::evaluate::{Count, Findings, Ground, Judge, Population};
use crate::domain::gap::counted;
use crate::domain::register::PersonId;
use crate::domain::rule::{RoleUse, Rule, Shape};
use crate::domain::verdict::Verdict;
use crate::domain::what_if::Base;

/// How much a requirement for people could lose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slack {
    /// Position of the row.
    pub at: usize,
    /// Its verdict.
    pub verdict: Verdict,
    /// Ids of those who would each hold it there alone, in the order of the roster.
    pub people: Vec<PersonId>,
    /// For contracts and months: the best of their counts against what is needed.
    pub best: Option<Count>,
    /// For numbers in papers: each stated number against what can be counted.
    pub stated: Vec<Stated>,
}

/// A number stated in a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The route row it is stated for, or the row itself.
    pub name: String,
    /// As stated.
    pub stated: u32,
    /// As counted, under the reading on which the verdict rests.
    pub counted: u32,
}

impl Slack {
    /// How many may leave before the row falls, in any combination; for numbers in papers, before a paper has to be
    /// corrected.
    pub fn may_leave(&self) -> usize {
        let stated = self.stated.iter().filter(|stated| stated.stated > 0);
        match stated.map(|stated| stated.counted.saturating_sub(stated.stated)).min() {
            Some(spare) => usize::try_from(spare).unwrap_or(usize::MAX),
            None => self.people.len().saturating_sub(1),
        }
    }

    /// True if one person leaving takes the row with them.
    pub fn single(&self) -> bool {
        self.people.len() == 1
    }
}

/// For each chosen category, in pack order, its requirements for people, as far as they are at 要確認 or
/// 適合見込み and rest on people. Given up as soon as the result is no longer wanted.
pub(super) fn slack(base: &Base<'_>, findings: &Findings, wanted: &dyn Fn() -> bool) -> Vec<Vec<Slack>> {
    let rows = |id: &str| counted(base.pack, findings, id);
    let asked: HashMap<usize, Verdict> = findings
        .categories
        .iter()
        .flat_map(|category| rows(&category.id))
        .map(|at| (at, findings.at(at).outcome.verdict()))
        .filter(|(at, verdict)| asks_for_people(&base.pack.rows()[*at].rule, *verdict))
        .collect();
    let search = SlackSearch { base, now: Judge::new(*base), holders: holders(base, &asked, wanted) };
    let slack = |at: usize| search.slack(at, findings.at(at).outcome.verdict());
    let of = |id: &str| rows(id).into_iter().filter_map(slack).collect();
    findings.categories.iter().map(|category| of(&category.id)).collect()
}

/// True for a requirement that is not a gap and may rest on single people.
fn asks_for_people(rule: &Rule, verdict: Verdict) -> bool {
    let filled = || rule.needs().role.is_some_and(|role| role.usage == RoleUse::Filled);
    let people = |rule: &Rule| matches!(rule.shape(), Shape::Somebody(_) | Shape::Everybody { .. });
    is_held(verdict) && (rule.all().any(people) || filled())
}

fn is_held(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::NeedsConfirmation | Verdict::Satisfied)
}

/// How far a count is above what is needed.
fn surplus(count: &Count) -> i64 {
    i64::from(count.strict) - i64::from(count.needed)
}

/// For each of these rows the places of those who would each hold it alone; nothing for a row that
/// needs none of them. One person after the other, so that there is never more than one such assessment.
fn holders(
    base: &Base<'_>,
    asked: &HashMap<usize, Verdict>,
    wanted: &dyn Fn() -> bool,
) -> HashMap<usize, Vec<usize>> {
    let all: Vec<&str> = base.assessment.people.iter().map(|person| person.id.as_str()).collect();
    let mut alone = leaving(base.assessment, &all);
    let holding = |assessment: &Assessment, rows: &HashMap<usize, Vec<usize>>| -> Vec<usize> {
        let judge = Judge::new(Base { assessment, ..*base });
        rows.keys().copied().filter(|at| judge.row(*at).verdict() >= asked[at]).collect()
    };
    let mut holders: HashMap<usize, Vec<usize>> = asked.keys().map(|at| (*at, Vec::new())).collect();
    for row in holding(&alone, &holders) {
        holders.remove(&row);
    }
    // A person without a role is as good as gone.
    let people = base.assessment.people.iter().enumerate().filter(|(_, person)| !person.posts.is_empty());
    for (place, person) in people.take_while(|_| wanted()) {
        alone.people[place].posts.clone_from(&person.posts);
        for row in holding(&alone, &holders) {
            holders.entry(row).or_default().push(place);
        }
        alone.people[place].posts.clear();
    }
    holders
}

/// The assessment as it is, and who holds what alone.
struct SlackSearch<'s> {
    base: &'s Base<'s>,
    now: Judge<'s>,
    holders: HashMap<usize, Vec<usize>>,
}

impl SlackSearch<'_> {
    fn slack(&self, at: usize, verdict: Verdict) -> Option<Slack> {
        let rule = &self.base.pack.rows()[at].rule;
        if is_held(verdict) && rule.needs().counts.is_some() {
            return self.numbers(at, verdict);
        }
        if !asks_for_people(rule, verdict) {
            return None;
        }
        let inner = if let Shape::Somebody(inner) = rule.shape() { Some(inner) } else { None };
        self.people(at, verdict, inner)
    }

    fn people(&self, at: usize, verdict: Verdict, inner: Option<&Rule>) -> Option<Slack> {
        let holders = self.holders.get(&at)?;
        let counts = holders.iter().filter_map(|&person| self.count(inner?, at, person));
        let best = counts.max_by_key(surplus);
        let people = holders.iter().map(|&person| self.base.assessment.people[person].id.clone());
        Some(Slack { at, verdict, people: people.collect(), best, stated: Vec::new() })
    }

    fn count(&self, inner: &Rule, at: usize, person: usize) -> Option<Count> {
        let (_, grounds) = self.now.probe(inner, at, Some(person));
        grounds.iter().filter_map(Ground::count).max_by_key(surplus)
    }

    fn numbers(&self, at: usize, verdict: Verdict) -> Option<Slack> {
        let row = &self.base.pack.rows()[at].id;
        let papers = || self.base.assessment.documents.iter().flat_map(|document| &document.headcounts);
        let lowest = |name: &str| {
            let numbers = papers().filter(|number| number.row == *row && number.route == name);
            numbers.map(|number| number.count).min()
        };
        let counts = self.now.headcounts_of(at);
        // Satisfied, the numbers are those of one population; otherwise they stay below the count of everybody.
        let population = counts.nearest(lowest);
        let counted = |name: &str| match verdict {
            Verdict::Satisfied => Some(counts.heads(name, population)?.strict),
            _ => Some(counts.heads(name, Population::All)?.lenient),
        };
        let stated = counts.routes().filter_map(|name| {
            Some(Stated { name: name.to_owned(), stated: lowest(name)?, counted: counted(name)? })
        });
        let stated: Vec<Stated> = stated.collect();
        (!stated.is_empty()).then_some(Slack { at, verdict, people: Vec::new(), best: None, stated })
    }
}

//! Which rows a chosen category is built from, which of them are spare, and which the scope switches off
//! (design section 3, points 9 and 10).

use super::CategoryFinding;
use super::grounds::Notes;
use super::judge::Judge;
use crate::domain::pack::Category;
use crate::domain::rule::Rule;
use crate::domain::verdict::{Outcome, Pair, Reading, Verdict};

/// How the ways lead to one row of a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way<'p> {
    /// Whether the scope switches the row on, by the best way to it.
    pub(super) gate: Reading,
    /// True if some way to it is neither spare nor switched off.
    pub(super) needed: bool,
    /// The types of service that would switch it on, where none is offered.
    pub(super) scope: &'p [String],
}

impl Way<'_> {
    /// Two ways to one row: it is on if either is, and needed if either needs it.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            gate: self.gate.max(other.gate),
            needed: self.needed || other.needed,
            scope: if other.gate > self.gate { other.scope } else { self.scope },
        }
    }
}

/// A category, and the ways to its rows.
pub(super) struct Walked<'p> {
    pub(super) category: &'p Category,
    pub(super) ways: Vec<Option<Way<'p>>>,
}

/// Walks all categories a vendor can choose, in pack order.
pub(super) fn walk<'p>(judge: &Judge<'p>) -> Vec<Walked<'p>> {
    let options = options(judge);
    judge
        .pack
        .choosable()
        .map(|category| {
            let mut walk =
                Walk { judge, options: &options, ways: vec![None; options.len()], todo: Vec::new() };
            for at in tops(judge, category).filter_map(|id| judge.pack.position(id)) {
                walk.reach(at, Way { gate: Reading::Yes, needed: true, scope: &[] });
            }
            Walked { category, ways: walk.run() }
        })
        .collect()
}

/// The finding of a category from the ways to its rows.
pub(super) fn finding(judge: &Judge<'_>, walked: &Walked<'_>) -> CategoryFinding {
    let ways = walked.ways.iter().enumerate();
    let rows = ways.clone().filter(|(_, way)| way.is_some()).map(|(at, _)| at).collect();
    let spare = ways.filter(|(_, way)| way.is_some_and(|way| !way.needed)).map(|(at, _)| at).collect();
    let outcome = Outcome::all(tops(judge, walked.category).map(|id| top(judge, id)));
    CategoryFinding { id: walked.category.id.clone(), outcome, rows, spare }
}

/// The top rows of a category, with those every category needs.
fn tops<'p>(judge: &Judge<'p>, category: &'p Category) -> impl Iterator<Item = &'p String> {
    let blocks = judge.pack.categories.iter().filter(|c| c.for_all).flat_map(|c| &c.requires);
    category.requires.iter().chain(blocks)
}

/// A top row; a gate that does not apply is a service outside its definition.
fn top(judge: &Judge<'_>, id: &str) -> Outcome {
    let Some(at) = judge.pack.position(id) else { return Pair::OPEN.into() };
    match judge.row(at) {
        Outcome::NotApplicable if judge.pack.rows()[at].rule == Rule::Offered => Pair::NO.into(),
        outcome => outcome,
    }
}

/// For each row, the kinds and acts that hang below it by id, not by rule.
fn options(judge: &Judge<'_>) -> Vec<Vec<usize>> {
    let mut options = vec![Vec::new(); judge.pack.rows().len()];
    for at in 0..options.len() {
        if let (Some(parent), true) = (judge.pack.parent(at), super::carries_value(judge.pack, at)) {
            options[parent].push(at);
        }
    }
    options
}

/// A walk from the top rows down; what is known of a row only ever grows, so that it comes to an end.
struct Walk<'j, 'p> {
    judge: &'j Judge<'p>,
    options: &'j [Vec<usize>],
    ways: Vec<Option<Way<'p>>>,
    todo: Vec<usize>,
}

impl<'p> Walk<'_, 'p> {
    fn run(mut self) -> Vec<Option<Way<'p>>> {
        while let Some(at) = self.todo.pop() {
            let Some(way) = self.ways[at] else { continue };
            self.rule(&self.judge.pack.rows()[at].rule, at, way, None);
            for &option in &self.options[at] {
                self.reach(option, way);
            }
        }
        self.ways
    }

    fn reach(&mut self, at: usize, way: Way<'p>) {
        let joined = self.ways[at].map_or(way, |known| known.or(way));
        if self.ways[at] != Some(joined) {
            self.ways[at] = Some(joined);
            self.todo.push(at);
        }
    }

    /// Goes down a rule; the bar is the verdict of the alternatives above, below which rows are spare.
    fn rule(&mut self, rule: &'p Rule, at: usize, way: Way<'p>, bar: Option<Verdict>) {
        match rule {
            Rule::Row(id) | Rule::Inherits(id) => {
                let Some(child) = self.judge.pack.position(id) else { return };
                let lower = bar.is_some_and(|bar| self.judge.row(child).verdict() < bar);
                self.reach(child, Way { needed: way.needed && !lower, ..way });
            }
            Rule::When { scope, then } => {
                let gate = self.judge.scope(scope);
                let scope = if gate == Reading::Yes { way.scope } else { scope };
                let needed = way.needed && gate != Reading::No;
                self.rule(then, at, Way { gate: way.gate.min(gate), needed, scope }, bar);
            }
            Rule::Any(_) | Rule::AtLeast(..) | Rule::Person(_) | Rule::Coverage { .. } => {
                let bar = bar.max(self.stands(rule, at));
                rule.children().into_iter().for_each(|child| self.rule(child, at, way, bar));
            }
            _ => rule.children().into_iter().for_each(|child| self.rule(child, at, way, bar)),
        }
    }

    /// The verdict of an alternative node; claims on its row count where it is the whole rule.
    fn stands(&self, rule: &Rule, at: usize) -> Option<Verdict> {
        let whole = self.judge.whole(rule, at);
        let outcome =
            if whole { self.judge.row(at) } else { self.judge.node(rule, at, None, &mut Notes::unwanted()) };
        Some(outcome.verdict()).filter(|&verdict| verdict != Verdict::NotApplicable)
    }
}

//! Which rows a chosen category is built from, which of them are spare, and which the scope switches off
//! (design section 3, points 9 and 10).

use super::finding::CategoryFinding;
use super::judge::Judge;
use super::notes::Notes;
use crate::domain::pack::Category;
use crate::domain::rule::{Rule, Shape};
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
    /// The verdict of the person node above, if it holds, below which alternatives for a person are spare.
    pub(super) bar: Option<Verdict>,
}

impl Way<'_> {
    /// Two ways to one row: it is on if either is, and needed if either needs it.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            gate: self.gate.max(other.gate),
            needed: self.needed || other.needed,
            scope: if other.gate > self.gate { other.scope } else { self.scope },
            bar: self.bar.zip(other.bar).map(|(a, b)| a.min(b)),
        }
    }
}

/// What a finding takes from the ways to its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Whether the scope switches the row on.
    pub(super) gate: Reading,
    /// True if some way to it is neither spare nor switched off.
    pub(super) needed: bool,
}

impl Mark {
    /// Two ways to one row.
    pub(super) fn or(self, other: Self) -> Self {
        Self { gate: self.gate.max(other.gate), needed: self.needed || other.needed }
    }
}

/// The ways to the rows of a category.
pub(super) fn walk<'p>(judge: &Judge<'p>, category: &'p Category) -> Vec<Option<Way<'p>>> {
    let mut walk = Walk { judge, ways: vec![None; judge.pack.rows().len()], todo: Vec::new() };
    for at in judge.pack.tops(category).filter_map(|id| judge.pack.position(id)) {
        walk.reach(at, Way { gate: Reading::Yes, needed: true, scope: &[], bar: None });
    }
    walk.run()
}

/// What the findings need of the ways to the rows of a category.
pub(super) fn marks<'p>(judge: &Judge<'p>, category: &'p Category) -> Vec<Option<Mark>> {
    let mark = |way: Way<'_>| Mark { gate: way.gate, needed: way.needed };
    walk(judge, category).into_iter().map(|way| way.map(mark)).collect()
}

/// The finding of a category from the marks of its rows.
pub(super) fn finding(judge: &Judge<'_>, category: &Category, marks: &[Option<Mark>]) -> CategoryFinding {
    let marks = marks.iter().enumerate();
    let rows = marks.clone().filter(|(_, mark)| mark.is_some()).map(|(at, _)| at).collect();
    let spare = marks.filter(|(_, mark)| mark.is_some_and(|mark| !mark.needed)).map(|(at, _)| at).collect();
    let outcome = outcome(judge, category);
    CategoryFinding { id: category.id.clone(), outcome, rows, spare }
}

/// The outcome of a category.
pub(super) fn outcome(judge: &Judge<'_>, category: &Category) -> Outcome {
    Outcome::all(judge.pack.tops(category).map(|id| top(judge, id)))
}

/// A top row; a gate that does not apply is a service outside its definition.
fn top(judge: &Judge<'_>, id: &str) -> Outcome {
    let Some(at) = judge.pack.position(id) else { return Pair::OPEN.into() };
    match judge.row(at) {
        Outcome::NotApplicable if matches!(judge.pack.rows()[at].rule.shape(), Shape::Offered) => {
            Pair::NO.into()
        }
        outcome => outcome,
    }
}

/// The verdict of the alternatives above, below which rows are spare.
#[derive(Clone, Copy)]
struct Bar {
    verdict: Option<Verdict>,
    of_a_person: bool,
}

/// A walk from the top rows down; what is known of a row only ever grows, so that it ends.
struct Walk<'j, 'p> {
    judge: &'j Judge<'p>,
    ways: Vec<Option<Way<'p>>>,
    todo: Vec<usize>,
}

impl<'p> Walk<'_, 'p> {
    fn run(mut self) -> Vec<Option<Way<'p>>> {
        while let Some(at) = self.todo.pop() {
            let Some(way) = self.ways[at] else { continue };
            let rule = &self.judge.pack.rows()[at].rule;
            self.rule(rule, at, way, Bar { verdict: way.bar, of_a_person: rule.is_personal() });
            for &option in self.judge.pack.options_of(at) {
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

    /// Goes down a rule. Alternatives for a person are held against the person node only: what another person
    /// has under one of them says nothing of this one.
    fn rule(&mut self, rule: &'p Rule, at: usize, way: Way<'p>, bar: Bar) {
        match rule.shape() {
            Shape::Row(id) | Shape::Inherits(id) => {
                let Some(child) = self.judge.pack.position(id) else { return };
                let lower = bar.verdict.is_some_and(|bar| self.judge.row(child).verdict() < bar);
                let passed = bar.verdict.filter(|_| self.judge.pack.rows()[child].rule.is_personal());
                self.reach(child, Way { needed: way.needed && !lower, bar: passed, ..way });
            }
            Shape::When { scope, then } => {
                let gate = self.judge.scope(scope);
                let scope = if gate == Reading::Yes { way.scope } else { scope };
                let needed = way.needed && gate != Reading::No;
                self.rule(then, at, Way { gate: way.gate.min(gate), needed, scope, ..way }, bar);
            }
            Shape::Any(_) | Shape::AtLeast(..) if !bar.of_a_person => {
                let bar = Bar { verdict: bar.verdict.max(self.stands(rule, at)), ..bar };
                rule.parts().for_each(|child| self.rule(child, at, way, bar));
            }
            Shape::Somebody(_) | Shape::Everybody { .. } => {
                let bar = Bar { verdict: bar.verdict.max(self.stands(rule, at)), of_a_person: true };
                rule.parts().for_each(|child| self.rule(child, at, way, bar));
            }
            Shape::All(_)
            | Shape::Any(_)
            | Shape::AtLeast(..)
            | Shape::AllIfStrict(_)
            | Shape::Route(_)
            | Shape::OfPerson
            | Shape::Declared
            | Shape::Offered
            | Shape::Shown
            | Shape::Counted(_) => rule.parts().for_each(|child| self.rule(child, at, way, bar)),
        }
    }

    /// The verdict of an alternative node, where something in it holds: an open "maybe" makes nothing spare. Claims on
    /// its row count where it is the whole rule.
    fn stands(&self, rule: &Rule, at: usize) -> Option<Verdict> {
        let whole = self.judge.whole(rule, at);
        let outcome =
            if whole { self.judge.row(at) } else { self.judge.node(rule, at, None, &mut Notes::unwanted()) };
        let holds = outcome.pair().is_some_and(|pair| pair.lenient() == Reading::Yes);
        holds.then(|| outcome.verdict())
    }
}

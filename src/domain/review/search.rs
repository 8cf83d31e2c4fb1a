//! The search for the questions that can move what is above them.

use std::collections::BTreeSet;

use super::answers::below;
use super::span::{Halves, VerdictSpan};
use super::spans::Spans;
use crate::domain::rule::{Rule, Shape};
use crate::domain::verdict::Outcome;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// Whatever can change the category's verdict.
    Verdict,
    /// Whatever can change that of a requirement the category must meet.
    Gaps,
}

impl Spans<'_> {
    /// The open questions that can change what the goal asks for, in pack order.
    pub(super) fn deciding(mut self, goal: Goal) -> Vec<usize> {
        let root = self.root();
        if goal == Goal::Verdict && !root.moves().any() && !root.vanishes {
            return Vec::new();
        }
        let tops = self.tops.clone();
        let seen = vec![None; self.rows.len()];
        let mut search = Search { spans: self, goal, seen, found: BTreeSet::new() };
        let moved = if root.vanishes { Halves::BOTH } else { root.moves() };
        tops.into_iter().for_each(|at| {
            let top = search.spans.top(at);
            search.conjunct(top, moved, root.vanishes, |search, halves| search.row(at, halves));
        });
        search.found.into_iter().collect()
    }
}

/// A search for the questions that can move what is above them.
struct Search<'a> {
    spans: Spans<'a>,
    goal: Goal,
    /// For each row searched, the readings under which.
    seen: Vec<Option<Halves>>,
    found: BTreeSet<usize>,
}

impl<'a> Search<'a> {
    /// Goes down to one of several that must all hold. For gaps each counts by itself, even where another
    /// has decided what is above.
    fn conjunct(
        &mut self,
        child: VerdictSpan,
        above: Halves,
        may_vanish: bool,
        go: impl FnOnce(&mut Self, Halves),
    ) {
        let moves = if may_vanish && child.vanishes { Halves::BOTH } else { child.moves() };
        if self.goal == Goal::Gaps {
            // A gap is what the lenient reading says no to.
            go(self, Halves { strict: false, ..moves });
        } else if above.and(moves).any() {
            go(self, above.and(moves));
        }
    }

    fn row(&mut self, at: usize, halves: Halves) {
        let known = self.seen[at];
        let halves = known.map_or(halves, |known| known.or(halves));
        if known == Some(halves) {
            return;
        }
        self.seen[at] = Some(halves);
        if halves.any() && self.spans.asks(at) {
            self.found.insert(at);
        }
        let facts = self.spans.facts(at);
        // A claim can turn what the strict reading says into what the lenient one says.
        let claimed = self.spans.is_claimed(at);
        let below = match (facts.vanishes, claimed) {
            (true, _) => Halves::BOTH,
            (false, true) => facts.moves(),
            (false, false) if self.goal == Goal::Gaps => facts.moves(),
            (false, false) => halves.and(facts.moves()),
        };
        let below = if self.goal == Goal::Gaps { Halves { strict: false, ..below } } else { below };
        if below.any() || (self.goal == Goal::Gaps && !claimed) {
            self.rule(&self.spans.pack.rows()[at].rule, at, below);
        }
    }

    /// Goes down a rule; with no reading given, only to what must hold all the same.
    fn rule(&mut self, rule: &'a Rule, at: usize, halves: Halves) {
        match rule.shape() {
            Shape::All(rules) => self.conjuncts(rule, rules, at, halves),
            Shape::Row(id) | Shape::Inherits(id) => {
                if let Some(at) = self.spans.pack.position(id) {
                    self.row(at, halves);
                }
            }
            Shape::When { scope, then } => self.when(scope, then, at, halves),
            // What follows need not hold, so that only a reading that may move leads there.
            _ if !halves.any() => {}
            Shape::Any(rules) | Shape::AtLeast(_, rules) | Shape::AllIfStrict(rules) => {
                rules.iter().for_each(|rule| self.alternative(rule, at, halves));
            }
            Shape::Somebody(_) | Shape::Route(_) | Shape::Everybody { .. } | Shape::OfPerson => {
                self.everything(self.spans.pack.rests_on(at).to_vec());
            }
            Shape::Declared | Shape::Offered | Shape::Shown | Shape::Counted(_) => {}
        }
    }

    fn conjuncts(&mut self, whole: &'a Rule, rules: &'a [Rule], at: usize, halves: Halves) {
        let may_vanish = self.spans.node(whole, at).vanishes;
        for rule in rules {
            let child = self.spans.node(rule, at);
            self.conjunct(child, halves, may_vanish, |search, halves| search.rule(rule, at, halves));
        }
    }

    fn when(&mut self, scope: &'a [String], then: &'a Rule, at: usize, halves: Halves) {
        if self.spans.when(scope, then, at).high == Outcome::NotApplicable {
            return;
        }
        if halves.any() {
            let gates = scope.iter().filter_map(|id| self.spans.pack.position(id)).collect();
            self.everything(gates);
        }
        let inner = self.spans.node(then, at);
        self.conjunct(inner, halves, false, |search, halves| search.rule(then, at, halves));
    }

    fn alternative(&mut self, rule: &'a Rule, at: usize, halves: Halves) {
        let child = self.spans.node(rule, at);
        let moves = if child.vanishes { Halves::BOTH } else { child.moves() };
        if halves.and(moves).any() {
            self.rule(rule, at, halves.and(moves));
        }
    }

    /// All open questions of these rows and of those they rest on.
    fn everything(&mut self, rows: Vec<usize>) {
        for at in below(self.spans.pack, rows) {
            if self.spans.asks(at) {
                self.found.insert(at);
            }
        }
    }
}

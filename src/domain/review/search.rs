//! The search for the questions that can move what stands above them.

use std::collections::BTreeSet;

use super::answers::{below, concerns_people};
use super::span::{Halves, Span};
use super::spans::Spans;
use crate::domain::rule::Rule;

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
        let seen = vec![Halves::NONE; self.rows.len()];
        let mut search = Search { spans: self, goal, seen, found: BTreeSet::new() };
        let moved = if root.vanishes { Halves::BOTH } else { root.moves() };
        tops.into_iter().for_each(|at| {
            let top = search.spans.top(at);
            search.conjunct(top, moved, root.vanishes, |search, halves| search.row(at, halves));
        });
        search.found.into_iter().collect()
    }
}

/// A search for the questions that can move what stands above them.
struct Search<'a> {
    spans: Spans<'a>,
    goal: Goal,
    /// For each row, the readings under which it was searched.
    seen: Vec<Halves>,
    found: BTreeSet<usize>,
}

impl<'a> Search<'a> {
    /// Goes down to one of several that must all hold; for gaps each stands for itself.
    fn conjunct(&mut self, child: Span, above: Halves, may_vanish: bool, go: impl FnOnce(&mut Self, Halves)) {
        let moves = if may_vanish && child.vanishes { Halves::BOTH } else { child.moves() };
        let halves = if self.goal == Goal::Gaps { moves } else { above.and(moves) };
        if halves.any() {
            go(self, halves);
        }
    }

    fn row(&mut self, at: usize, halves: Halves) {
        let known = self.seen[at];
        self.seen[at] = known.or(halves);
        if self.seen[at] == known {
            return;
        }
        if self.spans.asks(at) {
            self.found.insert(at);
        }
        let facts = self.spans.facts(at);
        // A claim can turn what the strict reading says into what the lenient one says.
        let claimed = self.spans.judges.now.claim_on(at).is_some();
        let halves = if claimed { facts.moves() } else { halves.and(facts.moves()) };
        if halves.any() || facts.vanishes {
            let halves = if facts.vanishes { Halves::BOTH } else { halves };
            self.rule(&self.spans.pack.rows()[at].rule, at, halves);
        }
    }

    fn rule(&mut self, rule: &'a Rule, at: usize, halves: Halves) {
        match rule {
            Rule::All(rules) => {
                let whole = self.spans.node(rule, at);
                for rule in rules {
                    let child = self.spans.node(rule, at);
                    self.conjunct(child, halves, whole.vanishes, |search, halves| {
                        search.rule(rule, at, halves);
                    });
                }
            }
            Rule::Any(rules) | Rule::AtLeast(_, rules) | Rule::AllIfStrict(rules) => {
                rules.iter().for_each(|rule| self.alternative(rule, at, halves));
            }
            Rule::Row(id) | Rule::Inherits(id) => {
                if let Some(at) = self.spans.pack.position(id) {
                    self.row(at, halves);
                }
            }
            Rule::When { scope, then } => {
                let gates = scope.iter().filter_map(|id| self.spans.pack.position(id)).collect();
                self.everything(gates);
                let then_moves = self.spans.node(then, at).moves();
                if halves.and(then_moves).any() {
                    self.rule(then, at, halves.and(then_moves));
                }
            }
            _ if concerns_people(rule) => self.everything(self.spans.pack.rests_on(at).to_vec()),
            _ => {}
        }
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

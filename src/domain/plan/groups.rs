//! Which choices have to do with each other: those that share a step below them, or whose steps follow one another.

use std::collections::BTreeSet;

use super::graph::{Node, NodeId, StepId};
use super::search::{Pick, Solver, good};

impl Solver<'_> {
    /// Options that have to do with the other choices, and options that do not.
    pub(super) fn split(&mut self, pick: &Pick, others: &[Pick]) -> (Vec<NodeId>, Vec<NodeId>) {
        let theirs = self.support(&others.iter().flat_map(|pick| pick.of.clone()).collect::<Vec<_>>());
        let theirs = self.order.related(&theirs);
        pick.of.iter().partition(|&&node| self.support(&[node]).iter().any(|step| theirs.contains(step)))
    }

    pub(super) fn busiest(&mut self, group: &[Pick]) -> usize {
        let supports: Vec<BTreeSet<StepId>> = group.iter().map(|pick| self.support(&pick.of)).collect();
        let touched = |at: usize| {
            let others = supports.iter().enumerate().filter(|(other, _)| *other != at);
            others.filter(|(_, theirs)| !theirs.is_disjoint(&supports[at])).count()
        };
        let touched: Vec<usize> = (0..group.len()).map(touched).collect();
        let most = touched.iter().max().copied().unwrap_or_default();
        // Of equals the middle one, so that a chain of choices falls into halves.
        let equals: Vec<usize> = (0..group.len()).filter(|&at| touched[at] == most).collect();
        equals[equals.len() / 2]
    }

    /// Choices grouped so that those of different groups share no step, and no step of one follows a step of another.
    pub(super) fn groups(&mut self, picks: Vec<Pick>) -> Vec<Vec<Pick>> {
        let mut joined: Vec<usize> = (0..picks.len()).collect();
        let mut touched = Vec::new();
        for (at, pick) in picks.iter().enumerate() {
            for step in self.support(&pick.of) {
                match self.owner[step] {
                    usize::MAX => {
                        self.owner[step] = at;
                        touched.push(step);
                    }
                    other => {
                        let (a, b) = (root(&joined, at), root(&joined, other));
                        joined[a.max(b)] = a.min(b);
                    }
                }
            }
        }
        if self.order.any() {
            self.join_in_order(&touched, &mut joined);
        }
        touched.into_iter().for_each(|step| self.owner[step] = usize::MAX);
        let mut groups: Vec<Vec<Pick>> = vec![Vec::new(); picks.len()];
        for (at, pick) in picks.into_iter().enumerate() {
            groups[root(&joined, at)].push(pick);
        }
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// Joins choices where a step of one follows a step of the other, by whatever steps between them.
    fn join_in_order(&mut self, touched: &[StepId], joined: &mut [usize]) {
        let looked = self.order.looked;
        for &step in touched {
            for first in self.order.before(step) {
                if self.owner[first] != usize::MAX {
                    let (a, b) = (root(joined, self.owner[step]), root(joined, self.owner[first]));
                    joined[a.max(b)] = a.min(b);
                }
            }
        }
        self.visited += self.order.looked - looked;
    }

    /// The steps that could be taken below some nodes.
    fn support(&mut self, nodes: &[NodeId]) -> BTreeSet<StepId> {
        self.walk(nodes, false)
    }

    /// All steps below some nodes, whatever their state.
    pub(super) fn reach(&mut self, nodes: &[NodeId]) -> BTreeSet<StepId> {
        self.walk(nodes, true)
    }

    fn walk(&mut self, nodes: &[NodeId], every: bool) -> BTreeSet<StepId> {
        self.round += 1;
        let mut steps = BTreeSet::new();
        let mut left = nodes.to_vec();
        while let Some(at) = left.pop() {
            if std::mem::replace(&mut self.seen[at], self.round) == self.round {
                continue;
            }
            self.visited += 1;
            let own = below(&self.graph.nodes[at], &mut left);
            for step in own.into_iter().filter(|&step| every || !(self.done[step] || self.barred[step])) {
                if steps.insert(step) {
                    left.extend(&self.graph.steps[step].brings);
                }
            }
        }
        steps
    }
}

fn root(joined: &[usize], mut at: usize) -> usize {
    while joined[at] != at {
        at = joined[at];
    }
    at
}

/// The steps of a node itself; the nodes below it are added to those left to look at.
fn below(node: &Node, left: &mut Vec<NodeId>) -> Vec<StepId> {
    match node {
        Node::Leaf(leaf) if good(leaf.now) && leaf.spoiled_by.is_empty() => Vec::new(),
        Node::Leaf(leaf) => leaf.step.iter().chain(&leaf.spoiled_by).copied().collect(),
        Node::All(kids) | Node::AllIfStrict(kids) | Node::AtLeast(_, kids) => {
            left.extend(kids);
            Vec::new()
        }
        Node::When { then, offers, .. } => {
            left.push(*then);
            offers.clone()
        }
        Node::Somebody { people } => {
            left.extend(people);
            Vec::new()
        }
        Node::Claimed { facts, step, .. } => {
            left.push(*facts);
            step.iter().copied().collect()
        }
        Node::Everybody { people, gates, closing, unknown, .. } => {
            left.extend(people.iter().map(|(node, _)| *node));
            left.extend(gates.iter().chain(unknown));
            people.iter().filter_map(|(_, step)| *step).chain(*closing).collect()
        }
    }
}

//! Numbers of people in papers: right only while nobody else comes to be counted, and to be written anew after a step that
//! lets somebody qualify.

use std::collections::HashSet;

use super::build::{Builder, Key, Numbers, blank};
use super::graph::{Leaf, Node, NodeId, StepId};
use super::step::Action;
use crate::domain::pack::{Effort, Pack};
use crate::domain::rule::{CountNeed, Rule};
use crate::domain::verdict::{Outcome, Pair, Reading};

impl<'a> Builder<'a> {
    /// Numbers that a paper states, and registers that are complete.
    pub(super) fn numbers(
        &mut self,
        rule: &Rule,
        need: CountNeed<'a>,
        at: usize,
        outcome: Outcome,
    ) -> NodeId {
        let right = self.judge.numbers_right(at);
        let paper = if right { self.graph.leaf(Pair::YES, None) } else { self.plain_leaf(rule, at, outcome) };
        let grounds = self.judge.why(at);
        let close = self.close(Key::Row(at), at, &grounds);
        let mut parts = vec![paper];
        for register in self.judge.growing(at) {
            let step = blank(at, Action::CloseRegister(register), Effort::Small, 0);
            let step = self.step(Key::Register(register), step);
            parts.push(self.graph.leaf(Pair::new(Reading::Open, Reading::Yes), Some(step)));
        }
        let node = self.graph.node(Node::All(parts));
        self.counted.push(changed_by(self.pack, need, at, close, node));
        if right { self.claimed(at, node) } else { node }
    }

    /// Whoever comes to be counted spoils the numbers, until they are written anew.
    pub(super) fn recount(&mut self) {
        let mut keys: Vec<(StepId, Key)> = self.keys.iter().map(|(key, step)| (*step, key.clone())).collect();
        keys.sort_unstable_by_key(|(step, _)| *step);
        for numbers in std::mem::take(&mut self.counted) {
            // Somebody who lacks a verification alone is counted strictly once it is made.
            let counted_by = |step: StepId| {
                let mut alone = self.waiting.iter().filter(|one| one.doing.is_none());
                alone.any(|one| one.verification == step && numbers.routes.contains(&one.at))
            };
            let changes = |step: StepId, key: &Key| match key {
                Key::ForPerson(at, _) => numbers.routes.contains(at),
                Key::Verify(_) => counted_by(step),
                Key::Post(category, role, _) => {
                    *category == numbers.category
                        && numbers.roles.iter().any(|asked| self.pack.counts_as(role, asked))
                }
                _ => false,
            };
            let spoiling: Vec<StepId> =
                keys.iter().filter(|(step, key)| changes(*step, key)).map(|(step, _)| *step).collect();
            spoiling.into_iter().for_each(|step| self.outdate(step, numbers.close, numbers.node));
        }
    }
}

impl Builder<'_> {
    /// Numbers that were right are too low after a step: leniently they still hold, strictly only once written anew.
    fn outdate(&mut self, step: StepId, close: StepId, node: NodeId) {
        let spoiled = Leaf { spoiled_by: vec![step], ..Leaf::new(Pair::YES, Some(close)) };
        let spoiled = self.graph.node(Node::Leaf(spoiled));
        let leniently = self.graph.leaf(Pair::YES, None);
        let strictly = self.graph.node(Node::AllIfStrict(vec![spoiled, leniently]));
        let kept = self.graph.nodes[node].clone();
        let kept = self.graph.node(kept);
        self.graph.nodes[node] = Node::All(vec![kept, strictly]);
        let anew = self.graph.leaf(Pair::NO, Some(close));
        self.graph.steps[step].brings.push(anew);
    }
}

fn changed_by(pack: &Pack, need: CountNeed<'_>, at: usize, close: StepId, node: NodeId) -> Numbers {
    let roles = match need {
        CountNeed::ByRoute { role, .. } => vec![role.to_owned()],
        CountNeed::Overlap(groups) => groups.iter().map(|group| group.role.clone()).collect(),
    };
    let mut open: Vec<usize> = need.routes().filter_map(|route| pack.position(route)).collect();
    let mut routes = HashSet::new();
    while let Some(route) = open.pop() {
        if routes.insert(route) {
            open.extend(pack.rests_on(route));
        }
    }
    Numbers { node, close, routes, roles, category: pack.category_of(at).id.clone() }
}

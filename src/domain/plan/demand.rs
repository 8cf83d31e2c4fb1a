//! What a node asks for in its turn: steps that no way can do without are taken, what is left are choices.

use super::graph::{Node, NodeId, StepId};
use super::search::{Demand, Pick, Solver, good};
use crate::domain::assessment::Answer;
use crate::domain::verdict::{Outcome, Pair};

impl Solver<'_> {
    /// Takes every step that no way can do without; what is left are choices. Nothing if it cannot hold.
    pub(super) fn force(&mut self, items: Vec<Demand>, taken: &mut Vec<StepId>) -> Option<Vec<Pick>> {
        let mut left = items;
        let mut picks: Vec<Pick> = Vec::new();
        loop {
            while let Some(item) = left.pop() {
                self.visited += 1;
                match item {
                    Demand::Step(step) => self.take(step, taken, &mut left)?,
                    Demand::Pick(pick) => picks.push(pick),
                    Demand::Node(at) => self.demand(at, &mut left)?,
                }
            }
            let before = taken.len();
            for pick in std::mem::take(&mut picks) {
                self.narrow(pick, &mut left, &mut picks)?;
            }
            if left.is_empty() && taken.len() == before {
                return Some(picks);
            }
        }
    }

    fn take(&mut self, step: StepId, taken: &mut Vec<StepId>, left: &mut Vec<Demand>) -> Option<()> {
        if self.done[step] {
            return Some(());
        }
        if self.barred[step] {
            return None;
        }
        self.done[step] = true;
        self.known.forget();
        taken.push(step);
        left.extend(self.graph.steps[step].brings.iter().map(|&node| Demand::Node(node)));
        Some(())
    }

    pub(super) fn give_back(&mut self, taken: &[StepId]) {
        taken.iter().for_each(|&step| self.done[step] = false);
        self.known.forget();
    }

    pub(super) fn holds(&mut self, at: NodeId) -> bool {
        self.visited += 1;
        good(self.graph.outcome(at, &self.done, &mut self.known))
    }

    /// True if it holds and applies.
    pub(super) fn is_satisfied(&mut self, at: NodeId) -> bool {
        self.visited += 1;
        self.graph.outcome(at, &self.done, &mut self.known) == Outcome::Judged(Pair::YES)
    }

    /// What a node asks for in its turn.
    fn demand(&mut self, at: NodeId, left: &mut Vec<Demand>) -> Option<()> {
        match &self.graph.nodes[at] {
            Node::Leaf(leaf) => match leaf.step {
                _ if self.holds(at) => {}
                Some(step) => left.push(Demand::Step(step)),
                None => return None,
            },
            Node::All(kids) | Node::AllIfStrict(kids) => {
                left.extend(kids.iter().map(|&kid| Demand::Node(kid)));
            }
            Node::AtLeast(need, of) => left.push(Demand::Pick(Pick { need: *need, of: of.clone() })),
            // What an offer switches on is brought by the step that makes it.
            Node::When { then, unanswered: true, .. } => left.push(Demand::Node(*then)),
            Node::Somebody { people } if !self.holds(at) => {
                left.push(Demand::Pick(Pick { need: 1, of: people.clone() }));
            }
            Node::When { .. } | Node::Somebody { .. } => {}
            Node::Claimed { facts, answer, step } => {
                left.push(Demand::Node(*facts));
                if *answer == Answer::No {
                    left.push(Demand::Step((*step)?));
                }
            }
            Node::Everybody { people, gates, closing, .. } => {
                left.extend(closing.map(Demand::Step));
                let engaged = people.iter().filter(|(_, step)| step.is_none_or(|step| self.done[step]));
                let engaged: Vec<Demand> = engaged.map(|&(node, _)| Demand::Node(node)).collect();
                if engaged.is_empty() {
                    left.push(Demand::Pick(Pick { need: 1, of: gates.clone() }));
                }
                left.extend(engaged);
            }
        }
        Some(())
    }

    /// Drops the options that cannot hold or hold already; a choice without alternatives is none.
    fn narrow(&mut self, pick: Pick, left: &mut Vec<Demand>, picks: &mut Vec<Pick>) -> Option<()> {
        let mut of = Vec::new();
        let mut have = 0;
        for node in pick.of {
            let outcome = self.graph.outcome(node, &self.done, &mut self.known);
            self.visited += 1;
            match outcome {
                Outcome::Judged(Pair::YES) => have += 1,
                Outcome::Judged(_) if self.can_hold(node) => of.push(node),
                // What does not apply is no alternative.
                Outcome::NotApplicable | Outcome::Judged(_) => {}
            }
        }
        if have >= pick.need {
            return Some(());
        }
        let need = pick.need - have;
        match of.len().cmp(&need) {
            std::cmp::Ordering::Less => return None,
            std::cmp::Ordering::Equal => left.extend(of.into_iter().map(Demand::Node)),
            std::cmp::Ordering::Greater => picks.push(Pick { need, of }),
        }
        Some(())
    }

    /// False only if it falls short whatever is done: conditions stay off, and no new person has to be covered.
    pub(super) fn can_hold(&mut self, at: NodeId) -> bool {
        let (round, known) = self.possible[at];
        if round == self.possible_round {
            return known;
        }
        self.possible[at] = (self.possible_round, true);
        let possible = self.possibly(at);
        self.possible[at] = (self.possible_round, possible);
        possible
    }

    fn possibly(&mut self, at: NodeId) -> bool {
        let graph = self.graph;
        match &graph.nodes[at] {
            Node::Leaf(leaf) => good(leaf.now) || leaf.step.is_some_and(|step| !self.barred[step]),
            Node::All(kids) | Node::AllIfStrict(kids) => kids.iter().all(|&kid| self.can_hold(kid)),
            Node::AtLeast(need, kids) => kids.iter().filter(|&&kid| self.can_hold(kid)).count() >= *need,
            Node::When { unanswered: false, .. } => true,
            Node::When { then, .. } => self.can_hold(*then),
            Node::Somebody { people } => people.iter().any(|&person| self.can_hold(person)),
            Node::Everybody { people, gates, closing, .. } => {
                let engaged = people.iter().filter(|(_, step)| step.is_none());
                closing.is_none_or(|step| !self.barred[step])
                    && engaged.into_iter().all(|&(person, _)| self.can_hold(person))
                    && (gates.is_empty() || gates.iter().any(|&gate| self.can_hold(gate)))
            }
            Node::Claimed { facts, answer, step } => {
                let free = *answer != Answer::No || step.is_some_and(|step| !self.barred[step]);
                free && self.can_hold(*facts)
            }
        }
    }
}

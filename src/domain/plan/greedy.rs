//! A good way, quickly: of each choice what looks cheapest, then whatever turns out not to be needed is left out.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::front::Front;
use super::graph::{Node, NodeId, StepId};
use super::search::{Demand, Pick, Solver};

/// How many times the work of the search may go on before superfluous steps are let be.
const PATIENCE: u64 = 3;

/// Nodes that may be looked at for that in any case.
const LEAST: u64 = 500_000;

/// In a guess: it cannot be had.
const NEVER: u64 = u64::MAX;

impl Solver<'_> {
    /// Some way to make the choices hold; none may be found although there is one.
    pub(super) fn greedy(&mut self, group: Vec<Pick>) -> Front {
        let mut taken = Vec::new();
        let found = self.choose(group.clone(), &mut taken).is_some();
        let front = if found {
            self.leave_out(&group, &mut taken);
            self.taken(&taken)
        } else {
            Front::none()
        };
        self.give_back(&taken);
        front
    }

    fn choose(&mut self, mut picks: Vec<Pick>, taken: &mut Vec<StepId>) -> Option<()> {
        while let Some(pick) = picks.pop() {
            let narrowed = self.force(vec![Demand::Pick(pick)], taken)?;
            for pick in narrowed {
                let mut need = pick.need;
                for option in self.by_guess(&pick.of) {
                    if need == 0 {
                        break;
                    }
                    let mut own = Vec::new();
                    match self.force(vec![Demand::Node(option)], &mut own) {
                        Some(more) => {
                            taken.extend(own);
                            picks.extend(more);
                            need -= 1;
                        }
                        None => self.give_back(&own),
                    }
                }
                if need > 0 {
                    return None;
                }
            }
        }
        Some(())
    }

    fn by_guess(&mut self, options: &[NodeId]) -> Vec<NodeId> {
        let mut known = HashMap::new();
        let mut guessed: Vec<(u64, NodeId)> =
            options.iter().map(|&option| (self.guess(option, &mut known), option)).collect();
        guessed.sort_unstable();
        guessed.into_iter().map(|(_, option)| option).collect()
    }

    /// About how much weight a node has by itself; what it brings with it is left aside.
    fn guess(&mut self, at: NodeId, known: &mut HashMap<NodeId, u64>) -> u64 {
        if let Some(&guess) = known.get(&at) {
            return guess;
        }
        known.insert(at, NEVER);
        let guess = if self.holds(at) { 0 } else { self.guess_anew(at, known) };
        known.insert(at, guess);
        guess
    }

    fn guess_anew(&mut self, at: NodeId, known: &mut HashMap<NodeId, u64>) -> u64 {
        let graph = self.graph;
        let mut all = |solver: &mut Self, kids: &[NodeId]| -> Vec<u64> {
            kids.iter().map(|&kid| solver.guess(kid, known)).collect()
        };
        match &graph.nodes[at] {
            Node::Leaf(leaf) => leaf.step.map_or(NEVER, |step| self.weight(step)),
            Node::All(kids) | Node::AllIfStrict(kids) => sum(all(self, kids)),
            Node::AtLeast(need, kids) => least(*need, all(self, kids)),
            Node::Somebody { people } => least(1, all(self, people)),
            Node::When { then, .. } => sum(all(self, &[*then])),
            Node::Claimed { facts, step, .. } => {
                let back = step.map_or(0, |step| self.weight(step));
                sum(all(self, &[*facts])).saturating_add(back)
            }
            Node::Everybody { people, gates, .. } => {
                let engaged: Vec<NodeId> =
                    people.iter().filter(|(_, step)| step.is_none()).map(|(node, _)| *node).collect();
                sum(all(self, &engaged))
                    .saturating_add(least(usize::from(engaged.is_empty()), all(self, gates)))
            }
        }
    }

    fn weight(&self, step: StepId) -> u64 {
        match (self.done[step], self.barred[step]) {
            (true, _) => 0,
            (false, true) => NEVER,
            (false, false) => {
                let (unread, effort) = self.graph.steps[step].cost.weight();
                u64::from(unread) << u32::BITS | u64::from(effort)
            }
        }
    }

    /// Takes back what the choices hold without, the dearest step first.
    fn leave_out(&mut self, group: &[Pick], taken: &mut Vec<StepId>) {
        let mut dearest = taken.clone();
        dearest.sort_by_key(|&step| Reverse((self.graph.steps[step].cost, step)));
        for step in dearest {
            if self.visited > self.work.saturating_mul(PATIENCE).max(LEAST) {
                return;
            }
            self.give_back(&[step]);
            let rest: Vec<StepId> = taken.iter().copied().filter(|&other| other != step).collect();
            if self.stands(group, &rest) {
                *taken = rest;
            } else {
                self.done[step] = true;
                self.known.forget();
            }
        }
    }

    /// True if the choices hold with what is done, and all that these steps bring.
    fn stands(&mut self, group: &[Pick], steps: &[StepId]) -> bool {
        let graph = self.graph;
        let enough = |solver: &mut Self, pick: &Pick| {
            pick.of.iter().filter(|&&node| solver.is_satisfied(node)).count() >= pick.need
        };
        group.iter().all(|pick| enough(self, pick))
            && steps.iter().all(|&step| graph.steps[step].brings.iter().all(|&node| self.holds(node)))
    }
}

fn sum(guesses: Vec<u64>) -> u64 {
    guesses.into_iter().fold(0, u64::saturating_add)
}

/// The sum of the so many least.
fn least(need: usize, mut guesses: Vec<u64>) -> u64 {
    guesses.sort_unstable();
    if guesses.len() < need { NEVER } else { sum(guesses.into_iter().take(need).collect()) }
}

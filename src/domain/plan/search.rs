//! The cheapest way to make nodes hold, exactly, as long as the work allowed for it lasts.
//!
//! What every way needs is taken at once. What is left are choices; those that have nothing to do with each other (no step
//! of one is a step of the other, or follows one of it) are decided apart, and only the rest are tried against each other.

use std::collections::{BTreeSet, HashMap};

use super::front::Front;
use super::graph::{Cost, Graph, Memo, NodeId, StepId};
use super::order::Order;
use crate::domain::verdict::{Outcome, Pair};

/// Something still to be made true.
#[derive(Debug, Clone)]
pub(super) enum Demand {
    Node(NodeId),
    Step(StepId),
    Pick(Pick),
}

/// So many of these nodes.
#[derive(Debug, Clone)]
pub(super) struct Pick {
    pub(super) need: usize,
    pub(super) of: Vec<NodeId>,
}

/// What the best ways of some choices depend on; `done` are the steps that are done, of those that they could take
/// and of those that come before or after these.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    picks: Vec<(usize, Vec<NodeId>)>,
    done: Vec<StepId>,
    barred: Vec<StepId>,
}

pub(super) struct Solver<'g> {
    pub(super) graph: &'g Graph,
    pub(super) done: Vec<bool>,
    pub(super) barred: Vec<bool>,
    pub(super) known: Memo,
    pub(super) order: Order,
    pub(super) possible: Vec<(u32, bool)>,
    pub(super) possible_round: u32,
    settled: HashMap<State, Front>,
    pub(super) owner: Vec<usize>,
    pub(super) seen: Vec<u32>,
    pub(super) round: u32,
    pub(super) visited: u64,
    /// How many nodes may be looked at.
    pub(super) work: u64,
    /// True once that was not enough.
    cut: bool,
}

impl<'g> Solver<'g> {
    pub(super) fn new(graph: &'g Graph, work: u64) -> Self {
        Self {
            graph,
            done: vec![false; graph.steps.len()],
            barred: vec![false; graph.steps.len()],
            known: Memo::new(graph.nodes.len()),
            order: Order::new(graph),
            possible: vec![(0, true); graph.nodes.len()],
            possible_round: 0,
            settled: HashMap::new(),
            owner: vec![usize::MAX; graph.steps.len()],
            seen: vec![0; graph.nodes.len()],
            round: 0,
            visited: 0,
            work,
            cut: false,
        }
    }

    /// True once the work allowed has run out: what is found from then on is a way, but maybe not the best.
    pub(super) fn is_cut(&self) -> bool {
        self.cut
    }

    /// From now on these steps are out of the question, and no others.
    pub(super) fn bar(&mut self, steps: &[StepId]) {
        self.barred.fill(false);
        steps.iter().for_each(|&step| self.barred[step] = true);
        self.possible_round += 1;
    }

    /// The steps that no way can do without; nothing if there is no way.
    pub(super) fn needed(&mut self, items: Vec<Demand>) -> Option<Vec<StepId>> {
        let mut taken = Vec::new();
        let holds = self.force(items, &mut taken).is_some();
        self.give_back(&taken);
        holds.then_some(taken)
    }

    /// The best ways to make all items hold, given what is done.
    pub(super) fn ways(&mut self, items: Vec<Demand>) -> Front {
        let mut taken = Vec::new();
        let front = match self.force(items, &mut taken) {
            Some(picks) => self.decide(picks, &taken),
            None => Front::none(),
        };
        self.give_back(&taken);
        front
    }

    /// These steps, which are done, as a way.
    pub(super) fn taken(&mut self, steps: &[StepId]) -> Front {
        let looked = self.order.looked;
        let days = self.order.days(steps, &self.done);
        self.visited += self.order.looked - looked;
        Front::steps(Cost { days, ..self.graph.sum(steps) }, steps.to_vec())
    }

    fn decide(&mut self, picks: Vec<Pick>, taken: &[StepId]) -> Front {
        let mut fronts = vec![self.taken(taken)];
        for group in self.groups(picks) {
            let front = self.settle(group);
            if front.is_none() {
                return Front::none();
            }
            fronts.push(front);
        }
        Front::all(fronts)
    }

    /// Choices that share steps among themselves only; what was found out once is not found out again.
    fn settle(&mut self, group: Vec<Pick>) -> Front {
        let state = self.state(&group);
        if let Some(front) = self.settled.get(&state) {
            return front.clone();
        }
        self.cut |= self.visited > self.work;
        if self.cut {
            return self.greedy(group);
        }
        let front = match <[Pick; 1]>::try_from(group) {
            Ok([alone]) => self.alone(alone),
            Err(group) => self.together(group),
        };
        // What was found that way is not taken for the best later on.
        if !self.cut {
            self.settled.insert(state, front.clone());
        }
        front
    }

    /// All that the best ways of some choices depend on: themselves, which of their steps are done or barred, and
    /// what is done before or after these.
    fn state(&mut self, group: &[Pick]) -> State {
        let picks: Vec<(usize, Vec<NodeId>)> =
            group.iter().map(|pick| (pick.need, pick.of.clone())).collect();
        let below: Vec<NodeId> = picks.iter().flat_map(|(_, of)| of.clone()).collect();
        let steps = self.reach(&below);
        let around = self.order.related(&steps);
        let of = |steps: &BTreeSet<StepId>, marks: &[bool]| {
            steps.iter().copied().filter(|&step| marks[step]).collect::<Vec<_>>()
        };
        let (done, barred) = (of(&around, &self.done), of(&steps, &self.barred));
        State { picks, done, barred }
    }

    /// One choice that shares nothing with others.
    fn alone(&mut self, pick: Pick) -> Front {
        if pick.need == 1 {
            let mut front = Front::none();
            for option in pick.of {
                front.or(self.ways(vec![Demand::Node(option)]));
            }
            return front;
        }
        let singles = pick.of.iter().map(|&node| Pick { need: 1, of: vec![node] }).collect();
        let groups = self.groups(singles);
        if groups.len() == 1 {
            return self.in_or_out(&pick, Vec::new());
        }
        self.shares(pick.need, groups)
    }

    /// So many out of groups that share nothing with each other: the best ways for each number taken.
    fn shares(&mut self, need: usize, groups: Vec<Vec<Pick>>) -> Front {
        let mut by_count = vec![Front::nothing()];
        for group in groups {
            let of: Vec<NodeId> = group.into_iter().flat_map(|pick| pick.of).collect();
            let own: Vec<Front> = (0..=of.len().min(need))
                .map(|need| match need {
                    0 => Front::nothing(),
                    _ => self.ways(vec![Demand::Pick(Pick { need, of: of.clone() })]),
                })
                .collect();
            let mut next = vec![Front::none(); (by_count.len() + own.len() - 1).min(need + 1)];
            for (have, front) in by_count.iter().enumerate() {
                for (more, own) in own.iter().enumerate().filter(|(more, _)| have + more <= need) {
                    self.visited += 1;
                    next[have + more].or(front.and(own));
                }
            }
            by_count = next;
        }
        by_count.into_iter().nth(need).unwrap_or_default()
    }

    /// The first option is taken, or it is left out; exact whatever it shares.
    fn in_or_out(&mut self, pick: &Pick, others: Vec<Pick>) -> Front {
        let Some((&first, rest)) = pick.of.split_first() else { return Front::none() };
        let others: Vec<Demand> = others.into_iter().map(Demand::Pick).collect();
        let with = |items: &[Demand]| items.iter().chain(&others).cloned().collect::<Vec<_>>();
        let taken = Demand::Pick(Pick { need: pick.need - 1, of: rest.to_vec() });
        let mut front = self.ways(with(&[Demand::Node(first), taken]));
        if rest.len() >= pick.need {
            front.or(self.ways(with(&[Demand::Pick(Pick { need: pick.need, of: rest.to_vec() })])));
        }
        front
    }

    /// Choices that share steps: the choice that touches most others is decided first.
    fn together(&mut self, mut group: Vec<Pick>) -> Front {
        let busiest = self.busiest(&group);
        let pick = group.remove(busiest);
        if pick.need > 1 {
            return self.in_or_out(&pick, group);
        }
        let (shared, own) = self.split(&pick, &group);
        let mut front = Front::none();
        let others: Vec<Demand> = group.into_iter().map(Demand::Pick).collect();
        if !own.is_empty() {
            let mut apart = Front::none();
            for option in own {
                apart.or(self.ways(vec![Demand::Node(option)]));
            }
            if !apart.is_none() {
                front.or(apart.and(&self.ways(others.clone())));
            }
        }
        for option in shared {
            let items = std::iter::once(Demand::Node(option)).chain(others.iter().cloned()).collect();
            front.or(self.ways(items));
        }
        front
    }
}

pub(super) fn good(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::NotApplicable | Outcome::Judged(Pair::YES))
}

//! The order of steps: what has to be done before what, and how many days a chain of them takes.
//!
//! Steps that wait for nothing run side by side. What is not taken keeps its place in the order: where B follows A and C
//! follows B, C follows A in a plan without B too. So the days of a set of steps are those of its longest chain.

use std::collections::BTreeSet;

use super::graph::{Cost, Graph, StepId};

/// Which steps follow which, with room for what is worked out about them.
#[derive(Debug)]
pub(super) struct Order {
    days: Vec<u32>,
    /// What each step directly follows.
    earlier: Vec<Vec<StepId>>,
    /// What directly follows each step.
    later: Vec<Vec<StepId>>,
    /// Every step has a higher rank than all that it follows.
    rank: Vec<usize>,
    seen: Vec<u32>,
    round: u32,
    heads: Vec<u32>,
    tails: Vec<u32>,
    any: bool,
    /// How many steps were looked at.
    pub(super) looked: u64,
}

impl Graph {
    /// What some steps cost together.
    pub fn cost(&self, steps: &[StepId]) -> Cost {
        let mut done = vec![false; self.steps.len()];
        steps.iter().for_each(|&step| done[step] = true);
        Cost { days: Order::new(self).days(steps, &done), ..self.sum(steps) }
    }
}

/// Where one looks from a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Earlier,
    Later,
}

/// When a step of a plan is taken, in days from the day the plan begins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Slot {
    /// The first day it can be begun.
    pub start: u32,
    /// The first day it can be done.
    pub finish: u32,
    /// The last day to begin it without the plan being done later.
    pub latest_start: u32,
    /// The last day for it to be done without the plan being done later.
    pub latest_finish: u32,
    /// The steps of the plan that it waits for.
    pub after: Vec<StepId>,
}

impl Slot {
    /// How many days it can wait.
    pub fn slack(&self) -> u32 {
        self.latest_start - self.start
    }

    /// True if the plan is done later by every day it waits.
    pub fn is_critical(&self) -> bool {
        self.slack() == 0
    }
}

impl Order {
    pub(super) fn new(graph: &Graph) -> Self {
        let count = graph.steps.len();
        let rank = ranks(graph);
        let mut order = Self {
            days: graph.steps.iter().map(|step| step.cost.days).collect(),
            earlier: vec![Vec::new(); count],
            later: vec![Vec::new(); count],
            rank,
            seen: vec![0; count],
            round: 0,
            heads: vec![0; count],
            tails: vec![0; count],
            any: false,
            looked: 0,
        };
        for (step, edge) in graph.steps.iter().enumerate() {
            // An order that runs in a circle is none where it closes.
            for &first in edge.after.iter().filter(|&&first| order.rank[first] < order.rank[step]) {
                order.earlier[step].push(first);
                order.later[first].push(step);
                order.any = true;
            }
        }
        order
    }

    /// True if any step follows another.
    pub(super) fn any(&self) -> bool {
        self.any
    }

    /// A number that is higher than those of all steps it follows.
    pub(super) fn rank(&self, step: StepId) -> usize {
        self.rank[step]
    }

    /// The days of the longest chain of done steps that has one of those taken in it; these are done.
    pub(super) fn days(&mut self, taken: &[StepId], done: &[bool]) -> u32 {
        if !self.any {
            return taken.iter().map(|&step| self.days[step]).max().unwrap_or(0);
        }
        self.measure(taken, done);
        let through = |&step: &StepId| self.heads[step] + self.tails[step] - self.days[step];
        taken.iter().map(through).max().unwrap_or(0)
    }

    /// All steps that follow one of these or are followed by one, and these.
    pub(super) fn related(&mut self, steps: &BTreeSet<StepId>) -> BTreeSet<StepId> {
        if !self.any {
            return steps.clone();
        }
        let from: Vec<StepId> = steps.iter().copied().collect();
        let mut all: BTreeSet<StepId> = self.side(&from, Side::Earlier).into_iter().collect();
        all.extend(self.side(&from, Side::Later));
        all
    }

    /// All steps that a step follows, and itself.
    pub(super) fn before(&mut self, step: StepId) -> Vec<StepId> {
        self.side(&[step], Side::Earlier)
    }

    /// When the steps of a plan are taken, each as early as it can be.
    pub(super) fn slots(&mut self, steps: &[StepId]) -> Vec<Slot> {
        let mut done = vec![false; self.days.len()];
        steps.iter().for_each(|&step| done[step] = true);
        self.measure(steps, &done);
        let whole = steps.iter().map(|&step| self.heads[step]).max().unwrap_or(0);
        let slot = |&step: &StepId| {
            let (days, latest_start) = (self.days[step], whole - self.tails[step]);
            Slot {
                start: self.heads[step] - days,
                finish: self.heads[step],
                latest_start,
                latest_finish: latest_start + days,
                after: Vec::new(),
            }
        };
        let mut slots: Vec<Slot> = steps.iter().map(slot).collect();
        for (slot, &step) in slots.iter_mut().zip(steps) {
            slot.after = self.waits_for(step, &done);
        }
        slots
    }

    /// The nearest done steps that a step follows.
    fn waits_for(&mut self, step: StepId, done: &[bool]) -> Vec<StepId> {
        self.round += 1;
        let mut found = Vec::new();
        let mut left = self.earlier[step].clone();
        while let Some(first) = left.pop() {
            if std::mem::replace(&mut self.seen[first], self.round) == self.round {
                continue;
            }
            if done[first] { found.push(first) } else { left.extend(&self.earlier[first]) }
        }
        found.sort_unstable();
        found
    }

    /// The longest chains of done steps that end with each of these, and those that begin with it.
    fn measure(&mut self, steps: &[StepId], done: &[bool]) {
        for side in [Side::Earlier, Side::Later] {
            let mut all = self.side(steps, side);
            all.sort_unstable_by_key(|&step| self.rank[step]);
            if side == Side::Later {
                all.reverse();
            }
            for step in all {
                let own = if done[step] { self.days[step] } else { 0 };
                let (next, chains) = match side {
                    Side::Earlier => (&self.earlier[step], &mut self.heads),
                    Side::Later => (&self.later[step], &mut self.tails),
                };
                let longest = next.iter().map(|&other| chains[other]).max().unwrap_or(0);
                chains[step] = longest.saturating_add(own);
            }
        }
    }

    fn side(&mut self, from: &[StepId], side: Side) -> Vec<StepId> {
        self.round += 1;
        let mut found = Vec::new();
        let mut left = from.to_vec();
        while let Some(step) = left.pop() {
            if std::mem::replace(&mut self.seen[step], self.round) == self.round {
                continue;
            }
            found.push(step);
            left.extend(match side {
                Side::Earlier => &self.earlier[step],
                Side::Later => &self.later[step],
            });
        }
        self.looked += found.len() as u64;
        found
    }
}

/// A place for every step behind all that it follows; steps in a circle come last, by number.
fn ranks(graph: &Graph) -> Vec<usize> {
    let count = graph.steps.len();
    let mut waits: Vec<usize> = graph.steps.iter().map(|step| step.after.len()).collect();
    let mut later: Vec<Vec<StepId>> = vec![Vec::new(); count];
    for (step, edge) in graph.steps.iter().enumerate() {
        edge.after.iter().for_each(|&first| later[first].push(step));
    }
    let mut rank = vec![usize::MAX; count];
    let mut next = 0;
    let mut ready: Vec<StepId> = (0..count).rev().filter(|&step| waits[step] == 0).collect();
    while let Some(step) = ready.pop() {
        rank[step] = next;
        next += 1;
        for &other in &later[step] {
            waits[other] -= 1;
            if waits[other] == 0 {
                ready.push(other);
            }
        }
    }
    for place in rank.iter_mut().filter(|place| **place == usize::MAX) {
        *place = next;
        next += 1;
    }
    rank
}

//! The cheapest set of steps that makes nodes hold, exactly.
//!
//! What every way needs is taken at once. What is left are choices; those that share no step with each other
//! are decided apart, and only choices that do share steps are tried against each other.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap};

use super::front::Front;
use super::graph::{Cost, Graph, Memo, Node, NodeId, StepId};
use crate::domain::assessment::Answer;
use crate::domain::verdict::{Outcome, Pair};

/// Solutions and the work it took to find them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Solved {
    /// Distinct smallest sets of steps, the cheapest first; none contains another.
    pub plans: Vec<(Cost, Vec<StepId>)>,
    /// Nodes looked at.
    pub visited: u64,
}

/// The cheapest sets of steps under which all goals hold, at most so many.
pub fn solve(graph: &Graph, goals: &[NodeId], most: usize) -> Solved {
    let mut solver = Solver::new(graph);
    let mut waiting = BinaryHeap::new();
    let mut tried: BTreeSet<Vec<StepId>> = BTreeSet::new();
    let mut plans: Vec<(Cost, Vec<StepId>)> = Vec::new();
    let first = Vec::new();
    tried.insert(first.clone());
    waiting.extend(solver.without(&first, goals));
    while let Some(Reverse(found)) = waiting.pop() {
        if !plans.iter().any(|(_, known)| *known == found.steps) && solves(graph, goals, &found.steps) {
            plans.push((found.cost, found.steps.clone()));
        }
        if plans.len() >= most {
            break;
        }
        // Another smallest set lacks at least one step of this one.
        for &step in found.steps.iter().filter(|step| !found.needed.contains(step)) {
            let mut without = found.without.clone();
            without.push(step);
            without.sort_unstable();
            if tried.insert(without.clone()) {
                waiting.extend(solver.without(&without, goals));
            }
        }
    }
    Solved { plans, visited: solver.visited }
}

/// True if all goals hold once these steps are done.
pub fn solves(graph: &Graph, goals: &[NodeId], steps: &[StepId]) -> bool {
    let judged = graph.judge(steps);
    goals.iter().all(|&goal| good(judged[goal]))
}

/// A best way among those that lack some steps.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    cost: Cost,
    steps: Vec<StepId>,
    without: Vec<StepId>,
    needed: BTreeSet<StepId>,
}

/// Something still to be made true.
#[derive(Debug, Clone)]
enum Item {
    Node(NodeId),
    Step(StepId),
    Pick(Pick),
}

/// So many of these nodes.
#[derive(Debug, Clone)]
struct Pick {
    need: usize,
    of: Vec<NodeId>,
}

/// What the best ways of some choices depend on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    picks: Vec<(usize, Vec<NodeId>)>,
    done: Vec<StepId>,
    barred: Vec<StepId>,
}

struct Solver<'g> {
    graph: &'g Graph,
    done: Vec<bool>,
    barred: Vec<bool>,
    known: Memo,
    possible: Vec<(u32, bool)>,
    possible_round: u32,
    settled: HashMap<State, Front>,
    owner: Vec<usize>,
    seen: Vec<u32>,
    round: u32,
    visited: u64,
}

impl<'g> Solver<'g> {
    fn new(graph: &'g Graph) -> Self {
        Self {
            graph,
            done: vec![false; graph.steps.len()],
            barred: vec![false; graph.steps.len()],
            known: Memo::new(graph.nodes.len()),
            possible: vec![(0, true); graph.nodes.len()],
            possible_round: 0,
            settled: HashMap::new(),
            owner: vec![usize::MAX; graph.steps.len()],
            seen: vec![0; graph.nodes.len()],
            round: 0,
            visited: 0,
        }
    }

    fn without(&mut self, barred: &[StepId], goals: &[NodeId]) -> Option<Reverse<Found>> {
        self.barred.fill(false);
        barred.iter().for_each(|&step| self.barred[step] = true);
        self.possible_round += 1;
        let goals: Vec<Item> = goals.iter().map(|&goal| Item::Node(goal)).collect();
        let mut taken = Vec::new();
        let needed = self.force(goals.clone(), &mut taken).map(|_| taken.iter().copied().collect());
        self.give_back(&taken);
        let needed = needed?;
        let (cost, steps) = self.ways(goals).best()?;
        Some(Reverse(Found { cost, steps, without: barred.to_vec(), needed }))
    }

    /// The best ways to make all items hold, given what is done.
    fn ways(&mut self, items: Vec<Item>) -> Front {
        let mut taken = Vec::new();
        let front = match self.force(items, &mut taken) {
            Some(picks) => self.decide(picks, &taken),
            None => Front::none(),
        };
        self.give_back(&taken);
        front
    }

    fn decide(&mut self, picks: Vec<Pick>, taken: &[StepId]) -> Front {
        let mut fronts = vec![Front::steps(self.graph.cost(taken), taken.to_vec())];
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
        let front = match <[Pick; 1]>::try_from(group) {
            Ok([alone]) => self.alone(alone),
            Err(group) => self.together(group),
        };
        self.settled.insert(state, front.clone());
        front
    }

    /// All that the best ways of some choices depend on: themselves, and which of their steps are done or barred.
    fn state(&mut self, group: &[Pick]) -> State {
        let picks: Vec<(usize, Vec<NodeId>)> =
            group.iter().map(|pick| (pick.need, pick.of.clone())).collect();
        let below: Vec<NodeId> = picks.iter().flat_map(|(_, of)| of.clone()).collect();
        let steps = self.reach(&below);
        let of = |marks: &[bool]| steps.iter().copied().filter(|&step| marks[step]).collect::<Vec<_>>();
        let (done, barred) = (of(&self.done), of(&self.barred));
        State { picks, done, barred }
    }

    /// One choice that shares nothing with others.
    fn alone(&mut self, pick: Pick) -> Front {
        if pick.need == 1 {
            let mut front = Front::none();
            for option in pick.of {
                front.or(self.ways(vec![Item::Node(option)]));
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
                    _ => self.ways(vec![Item::Pick(Pick { need, of: of.clone() })]),
                })
                .collect();
            let mut next = vec![Front::none(); (by_count.len() + own.len() - 1).min(need + 1)];
            for (have, front) in by_count.iter().enumerate() {
                for (more, own) in own.iter().enumerate().filter(|(more, _)| have + more <= need) {
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
        let others: Vec<Item> = others.into_iter().map(Item::Pick).collect();
        let with = |items: &[Item]| items.iter().chain(&others).cloned().collect::<Vec<_>>();
        let taken = Item::Pick(Pick { need: pick.need - 1, of: rest.to_vec() });
        let mut front = self.ways(with(&[Item::Node(first), taken]));
        if rest.len() >= pick.need {
            front.or(self.ways(with(&[Item::Pick(Pick { need: pick.need, of: rest.to_vec() })])));
        }
        front
    }

    /// Choices that share steps: the one that touches most others is decided first.
    fn together(&mut self, mut group: Vec<Pick>) -> Front {
        let busiest = self.busiest(&group);
        let pick = group.remove(busiest);
        if pick.need > 1 {
            return self.in_or_out(&pick, group);
        }
        let (shared, own) = self.split(&pick, &group);
        let mut front = Front::none();
        let others: Vec<Item> = group.into_iter().map(Item::Pick).collect();
        if !own.is_empty() {
            let mut apart = Front::none();
            for option in own {
                apart.or(self.ways(vec![Item::Node(option)]));
            }
            if !apart.is_none() {
                front.or(apart.and(&self.ways(others.clone())));
            }
        }
        for option in shared {
            let items = std::iter::once(Item::Node(option)).chain(others.iter().cloned()).collect();
            front.or(self.ways(items));
        }
        front
    }

    /// Options that share a step with the other choices, and options that do not.
    fn split(&mut self, pick: &Pick, others: &[Pick]) -> (Vec<NodeId>, Vec<NodeId>) {
        let theirs = self.support(&others.iter().flat_map(|pick| pick.of.clone()).collect::<Vec<_>>());
        pick.of.iter().partition(|&&node| self.support(&[node]).iter().any(|step| theirs.contains(step)))
    }

    fn busiest(&mut self, group: &[Pick]) -> usize {
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

    /// Choices grouped so that those of different groups share no step.
    fn groups(&mut self, picks: Vec<Pick>) -> Vec<Vec<Pick>> {
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
        touched.into_iter().for_each(|step| self.owner[step] = usize::MAX);
        let mut groups: Vec<Vec<Pick>> = vec![Vec::new(); picks.len()];
        for (at, pick) in picks.into_iter().enumerate() {
            groups[root(&joined, at)].push(pick);
        }
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// The steps that could be taken below some nodes.
    fn support(&mut self, nodes: &[NodeId]) -> BTreeSet<StepId> {
        self.walk(nodes, false)
    }

    /// All steps below some nodes, whatever their state.
    fn reach(&mut self, nodes: &[NodeId]) -> BTreeSet<StepId> {
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

    /// Takes every step that no way can do without; what is left are choices. Nothing if it cannot hold.
    fn force(&mut self, items: Vec<Item>, taken: &mut Vec<StepId>) -> Option<Vec<Pick>> {
        let mut left = items;
        let mut picks: Vec<Pick> = Vec::new();
        loop {
            while let Some(item) = left.pop() {
                self.visited += 1;
                match item {
                    Item::Step(step) => self.take(step, taken, &mut left)?,
                    Item::Pick(pick) => picks.push(pick),
                    Item::Node(at) => self.demand(at, &mut left)?,
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

    fn take(&mut self, step: StepId, taken: &mut Vec<StepId>, left: &mut Vec<Item>) -> Option<()> {
        if self.done[step] {
            return Some(());
        }
        if self.barred[step] {
            return None;
        }
        self.done[step] = true;
        self.known.forget();
        taken.push(step);
        left.extend(self.graph.steps[step].brings.iter().map(|&node| Item::Node(node)));
        Some(())
    }

    fn give_back(&mut self, taken: &[StepId]) {
        taken.iter().for_each(|&step| self.done[step] = false);
        self.known.forget();
    }

    fn holds(&mut self, at: NodeId) -> bool {
        self.visited += 1;
        good(self.graph.outcome(at, &self.done, &mut self.known))
    }

    /// What a node asks for in its turn.
    fn demand(&mut self, at: NodeId, left: &mut Vec<Item>) -> Option<()> {
        match &self.graph.nodes[at] {
            Node::Leaf(leaf) => match leaf.step {
                _ if self.holds(at) => {}
                Some(step) => left.push(Item::Step(step)),
                None => return None,
            },
            Node::All(kids) | Node::AllIfStrict(kids) => left.extend(kids.iter().map(|&kid| Item::Node(kid))),
            Node::AtLeast(need, of) => left.push(Item::Pick(Pick { need: *need, of: of.clone() })),
            // What an offer switches on is brought by the step that makes it.
            Node::When { then, unanswered: true, .. } => left.push(Item::Node(*then)),
            Node::Somebody { people, .. } if !self.holds(at) => {
                left.push(Item::Pick(Pick { need: 1, of: people.clone() }));
            }
            Node::When { .. } | Node::Somebody { .. } => {}
            Node::Claimed { facts, answer, step } => {
                left.push(Item::Node(*facts));
                if *answer == Answer::No {
                    left.push(Item::Step((*step)?));
                }
            }
            Node::Everybody { people, gates, closing, .. } => {
                left.extend(closing.map(Item::Step));
                let engaged = people.iter().filter(|(_, step)| step.is_none_or(|step| self.done[step]));
                let engaged: Vec<Item> = engaged.map(|&(node, _)| Item::Node(node)).collect();
                if engaged.is_empty() {
                    left.push(Item::Pick(Pick { need: 1, of: gates.clone() }));
                }
                left.extend(engaged);
            }
        }
        Some(())
    }

    /// Drops the options that cannot hold or hold already; a choice without alternatives is none.
    fn narrow(&mut self, pick: Pick, left: &mut Vec<Item>, picks: &mut Vec<Pick>) -> Option<()> {
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
            std::cmp::Ordering::Equal => left.extend(of.into_iter().map(Item::Node)),
            std::cmp::Ordering::Greater => picks.push(Pick { need, of }),
        }
        Some(())
    }

    /// False only if it falls short whatever is done: conditions stay off, nobody new has to be covered.
    fn can_hold(&mut self, at: NodeId) -> bool {
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
            Node::AtLeast(need, kids) => {
                kids.iter().filter(|&&kid| self.can_hold(kid) && !self.idle(kid)).count() >= *need
            }
            Node::When { unanswered: false, .. } => true,
            Node::When { then, .. } => self.can_hold(*then),
            Node::Somebody { people, .. } => people.iter().any(|&person| self.can_hold(person)),
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

    /// True if it does not apply.
    fn idle(&mut self, at: NodeId) -> bool {
        self.graph.outcome(at, &self.done, &mut self.known) == Outcome::NotApplicable
    }
}

fn good(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::NotApplicable | Outcome::Judged(Pair::YES))
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
        Node::Somebody { people, .. } => {
            left.extend(people);
            Vec::new()
        }
        Node::Claimed { facts, step, .. } => {
            left.push(*facts);
            step.iter().copied().collect()
        }
        Node::Everybody { people, gates, closing, .. } => {
            left.extend(people.iter().map(|(node, _)| *node));
            left.extend(gates);
            people.iter().filter_map(|(_, step)| *step).chain(*closing).collect()
        }
    }
}

//! The best plan and the next best ones: what all plans need is taken once, what is left falls into groups of
//! choices that have nothing to do with each other, and another plan differs in some of these groups.
//!
//! The search is exact. How much work it may take is bounded, because choices that hang together in a net can
//! take more time than anybody waits; what was found after that bound is a plan, but not proved to be the best.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::front::Front;
use super::graph::{Cost, Graph, NodeId, StepId};
use super::search::{Demand, Pick, Solver, good};

/// How many nodes a search looks at before it takes the next good way instead of the best.
pub const WORK: u64 = 3_000_000;

/// How many other ways are still looked for once the work has run out.
const SPARE: usize = 8;

/// Solutions and the work it took to find them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Solved {
    /// Distinct smallest sets of steps, the cheapest first; none contains another.
    pub plans: Vec<(Cost, Vec<StepId>)>,
    /// How many of them, from the first on, are proved to be the cheapest.
    pub proved: usize,
    /// True if the work allowed ran out: there may be cheaper plans than those not proved, and other ones.
    pub cut: bool,
    /// Nodes looked at.
    pub visited: u64,
}

/// The cheapest sets of steps under which all goals hold, at most so many.
pub fn solve(graph: &Graph, goals: &[NodeId], most: usize) -> Solved {
    solve_within(graph, goals, most, WORK)
}

/// The same with another bound on the work.
pub fn solve_within(graph: &Graph, goals: &[NodeId], most: usize, work: u64) -> Solved {
    let mut solver = Solver::new(graph, work);
    let mut solved = Solved::default();
    if let Some(base) = Base::of(&mut solver, goals) {
        base.enumerate(&mut solver, (goals, most), &mut solved);
    }
    solved.cut = solver.is_cut();
    solved.visited = solver.visited;
    solved
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

/// What every plan needs, done for good, and the choices that are left.
struct Base {
    taken: Vec<StepId>,
    groups: Vec<Group>,
}

/// Choices that share steps among themselves only.
struct Group {
    picks: Vec<Pick>,
    steps: BTreeSet<StepId>,
    front: Front,
}

impl Base {
    fn of(solver: &mut Solver<'_>, goals: &[NodeId]) -> Option<Self> {
        let goals = goals.iter().map(|&goal| Demand::Node(goal)).collect();
        let mut taken = Vec::new();
        let picks = solver.force(goals, &mut taken)?;
        let groups = solver.groups(picks).into_iter().map(|picks| {
            let below: Vec<NodeId> = picks.iter().flat_map(|pick| pick.of.clone()).collect();
            let steps = solver.reach(&below);
            Group { front: solver.ways(items(&picks)), picks, steps }
        });
        let groups = groups.collect();
        Some(Self { taken, groups })
    }

    /// The cheapest sets of steps, one after the other.
    fn enumerate(&self, solver: &mut Solver<'_>, (goals, most): (&[NodeId], usize), solved: &mut Solved) {
        let mut waiting = BinaryHeap::new();
        let mut tried: BTreeSet<Vec<StepId>> = BTreeSet::from([Vec::new()]);
        waiting.extend(self.without(solver, &[]));
        let mut spare = SPARE;
        while let Some(Reverse(found)) = waiting.pop() {
            let fresh = !solved.plans.iter().any(|(_, known)| *known == found.steps);
            if fresh && solves(solver.graph, goals, &found.steps) {
                // Everything that waits was looked for to the end, so that nothing cheaper is left.
                solved.proved += usize::from(!solver.is_cut());
                solved.plans.push((found.cost, found.steps.clone()));
            }
            if solved.plans.len() >= most {
                break;
            }
            // Another smallest set lacks at least one step of this one.
            for &step in found.steps.iter().filter(|step| !found.needed.contains(step)) {
                if solver.is_cut() {
                    if spare == 0 {
                        break;
                    }
                    spare -= 1;
                }
                let mut without = found.without.clone();
                without.push(step);
                without.sort_unstable();
                if tried.insert(without.clone()) {
                    waiting.extend(self.without(solver, &without));
                }
            }
        }
        // Beyond the bound a later find may be the cheaper one.
        solved.plans[solved.proved..].sort();
    }

    /// The best way without some steps: only the groups that have one of them are decided anew.
    fn without(&self, solver: &mut Solver<'_>, barred: &[StepId]) -> Option<Reverse<Found>> {
        solver.bar(barred);
        let mut needed: BTreeSet<StepId> = self.taken.iter().copied().collect();
        let mut fronts = vec![solver.taken(&self.taken)];
        for group in &self.groups {
            if barred.iter().any(|step| group.steps.contains(step)) {
                needed.extend(solver.needed(items(&group.picks))?);
                fronts.push(solver.ways(items(&group.picks)));
            } else {
                fronts.push(group.front.clone());
            }
        }
        let (cost, steps) = Front::all(fronts).best()?;
        Some(Reverse(Found { cost, steps, without: barred.to_vec(), needed }))
    }
}

fn items(picks: &[Pick]) -> Vec<Demand> {
    picks.iter().cloned().map(Demand::Pick).collect()
}

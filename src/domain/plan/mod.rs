//! Plans: the smallest set of changes that brings categories to satisfied, when each is taken, and what it unlocks.
//!
//! Among all sets of steps under which every goal holds, the best has the fewest steps that rest on a reference list
//! nobody has read, then the least effort, then the fewest days, then the fewest steps, then the least that is missing. A
//! step that several rows or categories rest on counts once. Days are those of the longest chain of steps that follow one
//! another; what follows nothing runs beside it.

mod build;
mod closing;
mod demand;
mod effects;
mod front;
mod graph;
mod greedy;
mod groups;
mod links;
mod numbers;
mod order;
mod people;
mod progress;
mod search;
mod sequence;
mod solve;
mod step;
mod verify;

use std::collections::{BTreeSet, HashMap, HashSet};

pub use self::build::Built;
pub use self::effects::{Effects, effects};
pub use self::graph::{Cost, Edge, Graph, Leaf, Node, NodeId, StepId};
use self::order::Order;
pub use self::order::Slot;
pub use self::progress::Aside;
pub use self::solve::{Solved, WORK, solve, solve_within, solves};
pub use self::step::{Action, Costs, Step, done_by, start_by, weight};
use crate::domain::assessment::Assessment;
use crate::domain::date::Date;
use crate::domain::evaluate::{Basis, Judge};
use crate::domain::flip::Flips;
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::register::PersonId;
use crate::domain::rule::Shape;
use crate::domain::verdict::Outcome;

/// How many plans are offered: the best and the next best two.
pub const MOST_PLANS: usize = 3;

/// A set of steps that brings all goals to satisfied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What it costs.
    pub cost: Cost,
    /// Its steps by number: verifications first, then by the first day to begin, then by the last.
    pub steps: Vec<StepId>,
    /// When each is taken, in the same order.
    pub slots: Vec<Slot>,
}

/// The plans for some categories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plans {
    /// The categories to be satisfied, in pack order.
    pub categories: Vec<String>,
    /// The best plan first, then the next best; no step means satisfied already, no plan out of reach.
    pub plans: Vec<Plan>,
    /// How many of them, from the best on, are proved to be the cheapest there are.
    pub proved: usize,
    /// True if the search was cut off: there may be cheaper plans than those not proved, and other ones.
    pub cut: bool,
    /// Nodes looked at in the search.
    pub visited: u64,
    /// The steps with a note, with their state.
    pub noted: Vec<Aside>,
    built: Built,
    tops: Vec<(String, Vec<NodeId>)>,
    engaged: HashMap<StepId, Vec<PersonId>>,
    /// The category of each step's row.
    homes: Vec<String>,
}

/// What a step brings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unlocks {
    /// What flips if only this step is taken.
    pub alone: Flips,
    /// What flips when it is taken after all steps before it in the plan.
    pub after_earlier: Flips,
}

/// Those of some categories that a vendor can choose, in pack order.
fn choosable(pack: &Pack, categories: &[String]) -> Vec<String> {
    pack.choosable().map(|category| category.id.clone()).filter(|id| categories.contains(id)).collect()
}

/// The cheapest ways to bring these categories to satisfied as of a day; unknown categories are left out.
pub fn plan(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Date,
    categories: &[String],
    costs: &Costs,
) -> Plans {
    let judge = Judge::new(Basis { pack, references, assessment, day: Some(day) });
    let wanted = choosable(pack, categories);
    let (built, tops) = effects::prepared(pack, references, assessment, day, &wanted, costs);
    let goals: Vec<NodeId> = tops.iter().flat_map(|(_, nodes)| nodes.clone()).collect();
    let solved = solve(&built.graph, &goals, MOST_PLANS);
    let engaged = taught_now(pack, &judge, assessment, &built);
    let homes = built.steps.iter().map(|step| pack.category_of(step.at).id.clone()).collect();
    let noted = progress::noted(&judge, assessment, &built, &wanted);
    let mut plans = Plans {
        categories: wanted,
        plans: Vec::new(),
        proved: solved.proved,
        cut: solved.cut,
        visited: solved.visited,
        noted,
        built,
        tops,
        engaged,
        homes,
    };
    plans.plans = plans.scheduled(solved.plans);
    plans
}

/// All rows that categories lead to, by rule and by id, in the order in which they should own shared steps.
fn reached(pack: &Pack, categories: &[String]) -> Vec<usize> {
    reached_from(pack, categories.iter().rev().flat_map(|id| pack.top_rows(id).into_iter().rev()).collect())
}

/// All rows that these lead to, by rule and by id, and these; the last of them first.
fn reached_from(pack: &Pack, mut left: Vec<usize>) -> Vec<usize> {
    let mut rows: Vec<usize> = Vec::new();
    let mut seen = HashSet::new();
    while let Some(at) = left.pop() {
        if !seen.insert(at) {
            continue;
        }
        rows.push(at);
        let below = pack.rows()[at].rule.rows();
        left.extend(below.into_iter().rev().filter_map(|id| pack.position(id)));
    }
    rows
}

/// For steps that many people take together: who is asked already, without any new post.
fn taught_now(
    pack: &Pack,
    judge: &Judge<'_>,
    assessment: &Assessment,
    built: &Built,
) -> HashMap<StepId, Vec<PersonId>> {
    let shared = built.steps.iter().enumerate().filter_map(|(id, step)| {
        let Shape::Everybody { role, .. } = pack.rows()[step.at].rule.shape() else { return None };
        let category = &pack.category_of(step.at).id;
        let engaged = assessment.people.iter().enumerate().filter(|(index, _)| {
            judge.works_in(*index, category, role).lenient() == crate::domain::verdict::Reading::Yes
        });
        Some((id, engaged.map(|(_, person)| person.id.clone()).collect()))
    });
    shared.collect()
}

impl Plans {
    /// True if every goal holds already.
    pub fn already(&self) -> bool {
        self.plans.first().is_some_and(|plan| plan.steps.is_empty())
    }

    /// A step by number.
    pub fn step(&self, id: StepId) -> &Step {
        &self.built.steps[id]
    }

    /// The graph the plans were found in.
    pub fn built(&self) -> &Built {
        &self.built
    }

    /// The people a step is about within a plan: those it asks for already, and those the plan appoints.
    pub fn people(&self, plan: &Plan, id: StepId) -> Vec<&str> {
        let step = self.step(id);
        let asked = |person: &&PersonId| {
            self.engaged.get(&id).is_none_or(|engaged| {
                // Only a step that gives a post brings anything about people with it.
                let appointed = plan.steps.iter().any(|&other| {
                    self.homes[other] == self.homes[id]
                        && !self.built.graph.steps[other].brings.is_empty()
                        && self.step(other).people.contains(person)
                });
                engaged.contains(person) || appointed
            })
        };
        step.people.iter().filter(asked).map(PersonId::as_str).collect()
    }

    /// What a step of a plan unlocks, by its place in the plan.
    pub fn unlocks(&self, plan: &Plan, nth: usize) -> Unlocks {
        let Some(step) = plan.steps.get(nth) else { return Unlocks::default() };
        let nothing = self.built.graph.judge(&[]);
        let alone = self.built.graph.judge(&[*step]);
        let before = self.built.graph.judge(&plan.steps[..nth]);
        let after = self.built.graph.judge(&plan.steps[..=nth]);
        Unlocks { alone: self.flips(&nothing, &alone), after_earlier: self.flips(&before, &after) }
    }

    /// What flips with each step of a plan when it is taken after all steps before it, in the order of the plan.
    pub fn unlocked_in_turn(&self, plan: &Plan) -> Vec<Flips> {
        let mut before = self.built.graph.judge(&[]);
        let turn = |nth| {
            let after = self.built.graph.judge(&plan.steps[..=nth]);
            let flips = self.flips(&before, &after);
            before = after;
            flips
        };
        (0..plan.steps.len()).map(turn).collect()
    }

    /// What flips once a whole plan is done.
    pub fn outcome(&self, plan: &Plan) -> Flips {
        self.flips(&self.built.graph.judge(&[]), &self.built.graph.judge(&plan.steps))
    }

    fn flips(&self, before: &[Outcome], after: &[Outcome]) -> Flips {
        effects::flips(&self.built.rows, &self.tops, before, after)
    }

    /// A plan of these steps, whatever it brings about.
    pub fn of(&self, steps: &[StepId]) -> Plan {
        let cost = self.built.graph.cost(steps);
        let mut plans = self.scheduled(vec![(cost, steps.to_vec())]);
        plans.pop().unwrap_or(Plan { cost, steps: Vec::new(), slots: Vec::new() })
    }

    /// The rows that wait for a verification of a plan.
    pub fn waiting(&self, plan: &Plan, id: StepId) -> BTreeSet<usize> {
        let waiting = self.built.waiting.iter().filter(|waiting| {
            waiting.verification == id && waiting.doing.is_none_or(|step| plan.steps.contains(&step))
        });
        waiting.map(|waiting| waiting.at).collect()
    }

    fn scheduled(&self, plans: Vec<(Cost, Vec<StepId>)>) -> Vec<Plan> {
        let mut order = Order::new(&self.built.graph);
        let scheduled = plans.into_iter().map(|(cost, steps)| {
            let slots = order.slots(&steps);
            let mut timed: Vec<(StepId, Slot)> = steps.into_iter().zip(slots).collect();
            let depth = depths(&timed, |step| order.rank(step));
            timed.sort_by_key(|(id, slot)| {
                let step = self.step(*id);
                let first = matches!(step.action, Action::Verify { .. });
                (!first, slot.start, depth[id], slot.latest_start, step.at, *id)
            });
            let (steps, slots) = timed.into_iter().unzip();
            Plan { cost, steps, slots }
        });
        scheduled.collect()
    }
}

/// How many steps that begin on the same day each step follows, one after another: what takes no day comes in order too.
fn depths(timed: &[(StepId, Slot)], rank: impl Fn(StepId) -> usize) -> HashMap<StepId, usize> {
    let starts: HashMap<StepId, u32> = timed.iter().map(|(id, slot)| (*id, slot.start)).collect();
    let mut ranked: Vec<&(StepId, Slot)> = timed.iter().collect();
    ranked.sort_by_key(|(id, _)| rank(*id));
    let mut depths: HashMap<StepId, usize> = HashMap::new();
    for (id, slot) in ranked {
        let same = slot.after.iter().filter(|before| starts.get(before) == Some(&slot.start));
        let depth = same.filter_map(|before| depths.get(before)).max().map_or(0, |depth| depth + 1);
        depths.insert(*id, depth);
    }
    depths
}

//! What has to hold, as a graph: leaves that a step can close, and nodes that ask for all or some of them.
//!
//! A node shared by several others is in the graph once, so that closing it counts once. Nodes are
//! judged exactly as the evaluation judges them, given which steps are done.

use crate::domain::assessment::Answer;
use crate::domain::evaluate::answered;
use crate::domain::verdict::{Outcome, Pair, Reading};

/// A node of a [`Graph`], by its number.
pub type NodeId = usize;
/// A step of a [`Graph`], by its number.
pub type StepId = usize;

/// What a node asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Something that holds or not.
    Leaf(Leaf),
    /// All of them.
    All(Vec<NodeId>),
    /// At least so many of them.
    AtLeast(usize, Vec<NodeId>),
    /// ALL under the strict reading, ANY under the lenient one.
    AllIfStrict(Vec<NodeId>),
    /// Counts only once something is offered.
    When {
        /// What then counts.
        then: NodeId,
        /// True if it is not known yet whether it is offered.
        unanswered: bool,
        /// Steps, any of which offers it.
        offers: Vec<StepId>,
    },
    /// One of these people, somebody yet to be listed among them while the roster is open.
    Somebody {
        /// One node for each person.
        people: Vec<NodeId>,
    },
    /// Everybody engaged (strict), somebody (lenient).
    Everybody {
        /// The node of each person, and the step that engages the person; none if engaged already.
        people: Vec<(NodeId, Option<StepId>)>,
        /// Leaves that engage a person, for when no person is engaged.
        gates: Vec<NodeId>,
        /// True if somebody may be engaged already, as far as the dates tell.
        uncertain: bool,
        /// The step that closes the roster, while it is open.
        closing: Option<StepId>,
        /// How somebody reads of whom nothing is known, while it matters: open, or no where that was answered.
        unknown: Option<NodeId>,
    },
    /// A claim on top of what the facts say.
    Claimed {
        /// What the facts say.
        facts: NodeId,
        /// The claim.
        answer: Answer,
        /// The step that takes a "no" back.
        step: Option<StepId>,
    },
}

/// Something that holds or not, and the step that makes it hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Its outcome now.
    pub now: Outcome,
    /// What makes it hold; nothing if nothing can.
    pub step: Option<StepId>,
    /// Steps all of which together undo what holds now.
    pub spoiled_by: Vec<StepId>,
}

impl Leaf {
    /// A leaf that nothing spoils.
    pub fn new(now: impl Into<Outcome>, step: Option<StepId>) -> Self {
        Self { now: now.into(), step, spoiled_by: Vec::new() }
    }
}

/// What a step, or a set of steps, costs; the fields are compared in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cost {
    /// How many of the steps rest on a reference list of which no member is verified: such a way may turn out to be none,
    /// so a way without them comes first, whatever else it takes.
    pub unread: u32,
    /// Units of work: small 1, medium 4, large 16; added up.
    pub effort: u32,
    /// Days from start to done; of several steps those of the longest chain, since steps that need not follow one
    /// another run side by side.
    pub days: u32,
    /// Number of steps.
    pub steps: u32,
    /// How much is missing (contracts, blanks); decides between otherwise equal ways.
    pub missing: u32,
}

impl Cost {
    /// Nothing to do.
    pub const ZERO: Self = Self { unread: 0, effort: 0, days: 0, steps: 0, missing: 0 };

    /// Both, side by side: no step of one follows a step of the other.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            unread: self.unread + other.unread,
            effort: self.effort.saturating_add(other.effort),
            days: self.days.max(other.days),
            steps: self.steps + other.steps,
            missing: self.missing.saturating_add(other.missing),
        }
    }

    /// What adds up and is compared before the days.
    pub(super) fn weight(&self) -> (u32, u32) {
        (self.unread, self.effort)
    }

    /// True if this is at least as good whatever is added to both, the weight being equal.
    pub(super) fn covers(&self, other: &Self) -> bool {
        let rest = |cost: &Self| (cost.steps, cost.missing);
        self.days <= other.days && rest(self) <= rest(other)
    }
}

/// A step: what it costs, what else must hold once it is taken (a new lead needs education too), and what it follows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edge {
    /// Its cost.
    pub cost: Cost,
    /// Nodes that must hold as well if this step is taken.
    pub brings: Vec<NodeId>,
    /// Steps that must be done before it is begun, where they are taken.
    pub after: Vec<StepId>,
}

/// Nodes and steps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// The nodes; children may come before or after their parents, without circles.
    pub nodes: Vec<Node>,
    /// The steps.
    pub steps: Vec<Edge>,
}

impl Graph {
    /// Adds a node.
    pub fn node(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Adds a step.
    pub fn step(&mut self, cost: Cost) -> StepId {
        self.steps.push(Edge { cost: Cost { steps: 1, ..cost }, brings: Vec::new(), after: Vec::new() });
        self.steps.len() - 1
    }

    /// Adds a leaf.
    pub fn leaf(&mut self, now: impl Into<Outcome>, step: Option<StepId>) -> NodeId {
        self.node(Node::Leaf(Leaf::new(now, step)))
    }

    /// The sum of some steps as if none of them followed another.
    pub(super) fn sum(&self, steps: &[StepId]) -> Cost {
        steps.iter().fold(Cost::ZERO, |sum, &step| sum.with(self.steps[step].cost))
    }

    /// The outcome of every node once these steps are done.
    pub fn judge(&self, done: &[StepId]) -> Vec<Outcome> {
        let mut marks = vec![false; self.steps.len()];
        done.iter().for_each(|&step| marks[step] = true);
        let mut known = Memo::new(self.nodes.len());
        (0..self.nodes.len()).map(|at| self.outcome(at, &marks, &mut known)).collect()
    }

    /// The outcome of every node with one node closed and nothing done.
    pub fn judge_if(&self, closed: NodeId) -> Vec<Outcome> {
        let marks = vec![false; self.steps.len()];
        let mut known = Memo::new(self.nodes.len());
        known.set(closed, Pair::YES.into());
        (0..self.nodes.len()).map(|at| self.outcome(at, &marks, &mut known)).collect()
    }

    /// The outcome of one node once the marked steps are done.
    pub(super) fn outcome(&self, at: NodeId, done: &[bool], known: &mut Memo) -> Outcome {
        if let Some(outcome) = known.get(at) {
            return outcome;
        }
        // A circle answers open, as in the evaluation; there is none in a pack that lints clean.
        known.set(at, Pair::OPEN.into());
        let outcome = self.fresh(at, done, known);
        known.set(at, outcome);
        outcome
    }

    fn fresh(&self, at: NodeId, done: &[bool], known: &mut Memo) -> Outcome {
        let all = |kids: &[NodeId], known: &mut Memo| -> Vec<Outcome> {
            kids.iter().map(|&kid| self.outcome(kid, done, known)).collect()
        };
        match &self.nodes[at] {
            Node::Leaf(leaf) => leaf.outcome(done),
            Node::All(kids) => Outcome::all(all(kids, known)),
            Node::AtLeast(1, kids) => Outcome::any(all(kids, known)),
            Node::AtLeast(k, kids) => Outcome::at_least(*k, all(kids, known)),
            Node::AllIfStrict(kids) => Outcome::all_if_strict(all(kids, known)),
            Node::When { then, offers, .. } if offers.iter().any(|&step| done[step]) => {
                self.outcome(*then, done, known)
            }
            Node::When { unanswered: false, .. } => Outcome::NotApplicable,
            Node::When { then, .. } => self.outcome(*then, done, known).gated(Reading::Open),
            Node::Somebody { people } => {
                let pairs =
                    all(people, known).into_iter().map(|outcome| outcome.pair().unwrap_or(Pair::OPEN));
                pairs.fold(Pair::NO, Pair::or).into()
            }
            Node::Everybody { people, closing, uncertain, unknown, .. } => {
                let open = closing.is_some_and(|step| !done[step]);
                let met = |outcome: Outcome| outcome.pair().is_none_or(|pair| pair.lenient() != Reading::No);
                let may_be_met = unknown.is_some_and(|node| met(self.outcome(node, done, known)));
                let may_come = (open && may_be_met, *uncertain && may_be_met);
                self.everybody(people, (open, may_come), done, known).into()
            }
            Node::Claimed { facts, answer, step } => {
                let facts = self.outcome(*facts, done, known);
                let taken_back = step.is_some_and(|step| done[step]);
                if taken_back { facts } else { claimed(facts, *answer) }
            }
        }
    }

    fn everybody(
        &self,
        people: &[(NodeId, Option<StepId>)],
        (open, (may_come, may_work)): (bool, (bool, bool)),
        done: &[bool],
        known: &mut Memo,
    ) -> Pair {
        let may_come = Pair::NO.while_open(may_come);
        let engaged = people.iter().filter(|(_, step)| step.is_none_or(|step| done[step]));
        let pairs: Vec<Pair> = engaged
            .map(|&(node, _)| self.outcome(node, done, known).pair().unwrap_or(Pair::OPEN).or(may_come))
            .collect();
        let Some(every) = pairs.iter().copied().reduce(Pair::and) else {
            return may_come.while_open(may_work);
        };
        let some = pairs.iter().copied().fold(may_come, Pair::or);
        Pair::new(every.capped_while_open(open).strict(), some.lenient())
    }
}

impl Leaf {
    fn outcome(&self, done: &[bool]) -> Outcome {
        if self.step.is_some_and(|step| done[step]) {
            return Pair::YES.into();
        }
        let spoiled = !self.spoiled_by.is_empty() && self.spoiled_by.iter().all(|&step| done[step]);
        if spoiled { Pair::NO.into() } else { self.now }
    }
}

/// What was judged since the last change of what is done; forgetting everything costs nothing.
#[derive(Debug)]
pub(super) struct Memo {
    known: Vec<(u32, Outcome)>,
    round: u32,
}

impl Memo {
    /// Knows nothing yet about so many nodes.
    pub(super) fn new(nodes: usize) -> Self {
        Self { known: vec![(0, Outcome::NotApplicable); nodes], round: 1 }
    }

    /// Forgets everything.
    pub(super) fn forget(&mut self) {
        self.round += 1;
    }

    fn get(&self, at: NodeId) -> Option<Outcome> {
        let (round, outcome) = self.known[at];
        (round == self.round).then_some(outcome)
    }

    fn set(&mut self, at: NodeId, outcome: Outcome) {
        self.known[at] = (self.round, outcome);
    }
}

/// What a claim makes of the pair from facts (design section 3, point 3).
fn claimed(facts: Outcome, answer: Answer) -> Outcome {
    let Outcome::Judged(pair) = facts else { return facts };
    answered(answer, pair).0.into()
}

//! The tree itself: what each node is about, what it comes from, and how its parts are joined.

use crate::domain::assessment::Answer;
use crate::domain::evaluate::{Ground, answered};
use crate::domain::register::PersonId;
use crate::domain::verdict::{Outcome, Pair, Reading, Verdict};

/// A proof. Rows that several parts rest on are in it once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub(super) nodes: Vec<ProofNode>,
    pub(super) root: usize,
}

/// A node of a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofNode {
    /// What it speaks of.
    pub about: About,
    /// The row of its rule; none for a category.
    pub row: Option<usize>,
    /// The way down that row's rule to the part meant: the first, second, … child each time.
    pub path: Vec<usize>,
    /// The person for whom it is judged, by id.
    pub person: Option<PersonId>,
    /// How its children make it.
    pub join: Join,
    /// The outcome of the children, or of the facts where there are none.
    pub facts: Outcome,
    /// What acts on that, in this order.
    pub steps: Vec<ProofStep>,
    /// Both readings in the end.
    pub outcome: Outcome,
    /// The claim on it, for rows that people answer.
    pub claim: Option<Answer>,
    /// What it follows from, by position in the proof.
    pub children: Vec<usize>,
    /// Facts and reasons.
    pub grounds: Vec<Ground>,
    /// One of the fewest parts on which the verdict turns.
    pub decides: bool,
}

/// What a node speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum About {
    /// A category.
    Category(String),
    /// A row of the pack.
    Row,
    /// A part of the rule of its row.
    Part,
    /// A person, for whom the rule below is judged.
    Person,
    /// Somebody who is not on the roster yet, while the roster is open.
    Newcomer,
    /// That the person delivers the service at all.
    Engaged,
}

/// How children make a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Join {
    /// They do not: it is judged from facts.
    Leaf,
    /// The only child.
    Same,
    /// The lowest.
    All,
    /// The highest.
    Any,
    /// The k-th highest of each half.
    AtLeast(usize),
    /// Strict the lowest, lenient the highest.
    AllIfStrict,
    /// The same over people; without any it is a no.
    Everybody,
}

/// What acts on the outcome of the children or facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProofStep {
    /// Nothing to judge is nothing shown: a person for whom nothing applies stays open.
    NothingShown,
    /// At least open: the scope is not answered, or a register is open.
    AtLeastOpen,
    /// The claim.
    Claimed(Answer),
    /// Claimed not applicable, with a reason where the pack allows it.
    Waived,
    /// The same for one person's way to qualify: facts that hold still count, and nothing is awaited.
    RouteWaived,
    /// The scope switches it off.
    SwitchedOff,
    /// A service outside the definition of its category.
    OutsideDefinition,
}

impl Join {
    /// The outcome of the children.
    pub fn of(self, children: impl IntoIterator<Item = Outcome>) -> Outcome {
        match self {
            Self::Leaf | Self::All => Outcome::all(children),
            Self::Same => children.into_iter().next().unwrap_or(Outcome::NotApplicable),
            Self::Any => Outcome::any(children),
            Self::AtLeast(k) => Outcome::at_least(k, children),
            Self::AllIfStrict => Outcome::all_if_strict(children),
            Self::Everybody => match Outcome::all_if_strict(children) {
                Outcome::NotApplicable => Pair::NO.into(),
                judged @ Outcome::Judged(_) => judged,
            },
        }
    }
}

impl ProofStep {
    /// What it makes of an outcome.
    #[must_use]
    pub fn on(self, outcome: Outcome) -> Outcome {
        match (self, outcome) {
            (Self::NothingShown, Outcome::NotApplicable) => Pair::OPEN.into(),
            (Self::OutsideDefinition, Outcome::NotApplicable) => Pair::NO.into(),
            (Self::AtLeastOpen, Outcome::Judged(pair)) => pair.or(Pair::OPEN).into(),
            (Self::Claimed(answer), Outcome::Judged(pair)) => answered(answer, pair).0.into(),
            (Self::RouteWaived, Outcome::Judged(pair)) if pair.lenient() != Reading::Yes => Pair::NO.into(),
            (Self::Waived | Self::SwitchedOff, _) => Outcome::NotApplicable,
            _ => outcome,
        }
    }
}

impl Proof {
    /// The node on which everything rests.
    pub fn root(&self) -> usize {
        self.root
    }

    /// A node by its position.
    pub fn node(&self, at: usize) -> &ProofNode {
        &self.nodes[at]
    }

    /// All nodes; children come before the nodes that rest on them.
    pub fn nodes(&self) -> &[ProofNode] {
        &self.nodes
    }

    /// The verdict proved.
    pub fn verdict(&self) -> Verdict {
        self.nodes[self.root].outcome.verdict()
    }

    /// The nodes on which the verdict turns.
    pub fn deciding(&self) -> Vec<usize> {
        (0..self.nodes.len()).filter(|&at| self.nodes[at].decides).collect()
    }

    /// True for an alternative that is lower than the node it is an alternative of, where that holds: shown, not awaited.
    pub fn is_spare(&self, parent: usize, child: usize) -> bool {
        let (parent, child) = (&self.nodes[parent], &self.nodes[child]);
        let (above, below) = (parent.outcome.verdict(), child.outcome.verdict());
        let holds = parent.outcome.pair().is_some_and(|pair| pair.lenient() == Reading::Yes);
        let judged = below != Verdict::NotApplicable;
        matches!(parent.join, Join::Any | Join::AtLeast(_)) && holds && judged && below < above
    }

    /// The outcome of the root if these nodes were otherwise: all in full, or not at all.
    pub fn turned(&self, nodes: &[usize], holds: bool) -> Outcome {
        let turned = Outcome::from(if holds { Pair::YES } else { Pair::NO });
        let mut outcomes: Vec<Outcome> = Vec::with_capacity(self.nodes.len());
        let mut forced = vec![false; self.nodes.len()];
        nodes.iter().for_each(|&at| forced[at] = true);
        for (at, node) in self.nodes.iter().enumerate() {
            let base = match node.join {
                _ if forced[at] => {
                    outcomes.push(turned);
                    continue;
                }
                Join::Leaf => node.facts,
                join => join.of(node.children.iter().map(|&child| outcomes[child])),
            };
            outcomes.push(node.steps.iter().fold(base, |outcome, step| step.on(outcome)));
        }
        outcomes[self.root]
    }
}

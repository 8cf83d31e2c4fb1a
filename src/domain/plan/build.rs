//! From a pack and an assessment to the graph of what has to hold.
//!
//! The graph follows the rules as the evaluation does. Each requirement for a person becomes one alternative
//! for every person of the roster (or one newcomer where the roster is empty), so that the nearest one wins.

use std::collections::{HashMap, HashSet};

use super::graph::{Graph, Node, NodeId, StepId};
use super::step::{Action, Costs, Step, Unread, Waiting};
use crate::domain::assessment::{Answer, Assessment};
use crate::domain::date::{Date, PartialDate};
use crate::domain::evaluate::Judge;
use crate::domain::pack::{Effort, Pack};
use crate::domain::register::{Closure, Register};
use crate::domain::rule::{Rule, Shape};
use crate::domain::step_note::{StepKey, Whom};
use crate::domain::verdict::{Outcome, Pair, Reading};

/// How deep rows about people may refer to each other.
const MOST_NESTED: usize = 64;

/// The graph, with what its nodes and steps mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// Nodes and costs.
    pub graph: Graph,
    /// The node of each row that is reached.
    pub rows: HashMap<usize, NodeId>,
    /// The steps, by their numbers in the graph.
    pub steps: Vec<Step>,
    /// What closes with each step.
    pub(super) closed_by: HashMap<StepId, Vec<NodeId>>,
    /// What waits for verifications.
    pub(super) waiting: Vec<Waiting>,
}

/// The assessment with the roster closed, so that what its openness hides can be seen.
pub(super) fn closed_roster(assessment: &Assessment, day: Date) -> Assessment {
    let mut closed = assessment.clone();
    closed.closures.retain(|closure| closure.register != Register::Roster);
    let on = Some(PartialDate::Day(day));
    closed.closures.push(Closure { register: Register::Roster, by: "-".to_owned(), post: String::new(), on });
    closed
}

/// Somebody who may satisfy a rule about people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Who {
    /// A person of the roster, by index.
    Person(usize),
    /// Somebody who is not there yet.
    Newcomer,
}

/// For whom a rule is judged, and whether claims on the rows below act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StepView {
    pub(super) who: Who,
    pub(super) heeds_claims: bool,
}

impl StepView {
    pub(super) fn of(who: Who) -> Self {
        Self { who, heeds_claims: true }
    }
}

/// What makes two steps the same step.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Row(usize),
    ForPerson(usize, Who),
    Post(String, String, Who),
    Reconsider(usize),
    Register(Register),
    /// A member of a reference list, or the number of a list.
    Verify(String),
}

/// A node that everybody engaged must satisfy, to be completed once all posts are known.
pub(super) struct Coverage<'a> {
    pub(super) node: NodeId,
    pub(super) category: &'a str,
    pub(super) role: &'a str,
    pub(super) of: &'a Rule,
    pub(super) at: usize,
}

/// A row that asks for numbers: what changes them, and the step that puts them right.
pub(super) struct Numbers {
    /// Its node.
    pub(super) node: NodeId,
    /// The step.
    pub(super) close: StepId,
    /// Rows by which people qualify.
    pub(super) routes: HashSet<usize>,
    /// Roles that are counted, of this category.
    pub(super) roles: Vec<String>,
    /// The category.
    pub(super) category: String,
}

pub(super) struct Builder<'a> {
    pub(super) pack: &'a Pack,
    pub(super) assessment: &'a Assessment,
    pub(super) judge: &'a Judge<'a>,
    pub(super) roster_closed: &'a Judge<'a>,
    pub(super) costs: &'a Costs,
    pub(super) graph: Graph,
    pub(super) steps: Vec<Step>,
    pub(super) keys: HashMap<Key, StepId>,
    pub(super) rows: HashMap<usize, NodeId>,
    pub(super) visiting: Vec<usize>,
    pub(super) coverages: Vec<Coverage<'a>>,
    pub(super) lists: Vec<(usize, &'a str, StepId, NodeId)>,
    pub(super) counted: Vec<Numbers>,
    pub(super) whens: Vec<(NodeId, NodeId, &'a [String])>,
    pub(super) assigned: Vec<(usize, &'a str, &'a [String], StepId, NodeId)>,
    pub(super) linked: usize,
    pub(super) closed_by: HashMap<StepId, Vec<NodeId>>,
    pub(super) waiting: Vec<Waiting>,
    /// Lists that were looked up, and what is to be read of them.
    pub(super) unread_lists: HashMap<String, Option<Unread>>,
    /// Rows that ask for a post, and the step that gives it.
    pub(super) posts_asked: Vec<(usize, StepId)>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        pack: &'a Pack,
        assessment: &'a Assessment,
        judges: (&'a Judge<'a>, &'a Judge<'a>),
        costs: &'a Costs,
    ) -> Self {
        Self {
            pack,
            assessment,
            judge: judges.0,
            roster_closed: judges.1,
            costs,
            graph: Graph::default(),
            steps: Vec::new(),
            keys: HashMap::new(),
            rows: HashMap::new(),
            visiting: Vec::new(),
            coverages: Vec::new(),
            lists: Vec::new(),
            counted: Vec::new(),
            whens: Vec::new(),
            assigned: Vec::new(),
            linked: 0,
            closed_by: HashMap::new(),
            waiting: Vec::new(),
            unread_lists: HashMap::new(),
            posts_asked: Vec::new(),
        }
    }

    /// The graph of these rows and of everything they rest on.
    pub(super) fn build(mut self, tops: &[usize]) -> Built {
        for &at in tops {
            self.row(at);
        }
        self.link();
        self.recount();
        self.switch_on();
        self.put_in_order();
        Built {
            graph: self.graph,
            rows: self.rows,
            steps: self.steps,
            closed_by: self.closed_by,
            waiting: self.waiting,
        }
    }

    fn row(&mut self, at: usize) -> NodeId {
        if let Some(&node) = self.rows.get(&at) {
            return node;
        }
        if self.visiting.contains(&at) {
            return self.graph.leaf(Pair::OPEN, None);
        }
        self.visiting.push(at);
        let node = self.fresh_row(at);
        self.visiting.pop();
        self.rows.insert(at, node);
        node
    }

    fn fresh_row(&mut self, at: usize) -> NodeId {
        let pack = self.pack;
        let rule = &pack.rows()[at].rule;
        let outcome = self.judge.row(at);
        if outcome == Outcome::NotApplicable {
            return self.graph.leaf(Outcome::NotApplicable, None);
        }
        if matches!(rule.shape(), Shape::Declared | Shape::Offered | Shape::Shown) {
            return self.leaf_row(rule, at, outcome);
        }
        let facts = if rule.is_personal() { self.best_engaged(rule, at) } else { self.node(rule, at, None) };
        self.claimed(at, facts)
    }

    pub(super) fn node(&mut self, rule: &'a Rule, at: usize, view: Option<StepView>) -> NodeId {
        match rule.shape() {
            Shape::All(rules) => self.joined(rules, at, view, Node::All),
            Shape::Any(rules) => self.joined(rules, at, view, |kids| Node::AtLeast(1, kids)),
            Shape::AtLeast(least, rules) => self.joined(rules, at, view, |kids| Node::AtLeast(least, kids)),
            Shape::AllIfStrict(rules) => self.joined(rules, at, view, Node::AllIfStrict),
            Shape::Row(id) | Shape::Inherits(id) => self.reference(id, at, view),
            Shape::When { scope, then } => self.when(scope, then, at, view),
            Shape::Somebody(inner) => self.somebody(inner, at),
            Shape::Route(inner) => self.node(inner, at, view),
            Shape::Everybody { role, of } => self.coverage(role, of, at),
            Shape::OfPerson => match view {
                Some(view) => self.personal_leaf(rule, at, view.who),
                None => self.best_engaged(rule, at),
            },
            Shape::Counted(_) => self.graph.leaf(Outcome::NotApplicable, None),
            Shape::Declared | Shape::Offered | Shape::Shown => {
                let outcome = self.judge.probe(rule, at, None).0;
                self.leaf_row(rule, at, outcome)
            }
        }
    }

    fn joined(
        &mut self,
        rules: &'a [Rule],
        at: usize,
        view: Option<StepView>,
        join: impl FnOnce(Vec<NodeId>) -> Node,
    ) -> NodeId {
        let kids = rules.iter().map(|rule| self.node(rule, at, view)).collect();
        self.graph.node(join(kids))
    }

    fn reference(&mut self, id: &str, from: usize, view: Option<StepView>) -> NodeId {
        let Some(at) = self.pack.position(id) else { return self.graph.leaf(Pair::OPEN, None) };
        let Some(view) = view.filter(|_| self.judge.about_people(at)) else { return self.row(at) };
        if self.visiting.len() > MOST_NESTED {
            return self.graph.leaf(Pair::OPEN, None);
        }
        let view = StepView { heeds_claims: view.heeds_claims && self.judge.hears(at, from), ..view };
        self.visiting.push(at);
        let node = self.own_row(at, view);
        self.visiting.pop();
        node
    }

    /// A row about people for one person, with what was claimed on it where claims act.
    fn own_row(&mut self, at: usize, view: StepView) -> NodeId {
        let facts = self.node(&self.pack.rows()[at].rule, at, Some(view));
        if !view.heeds_claims {
            return facts;
        }
        if self.judge.waives(at) {
            // A route that is not claimed is no route; what the facts show still counts.
            let shown = self.graph.judge(&[])[facts].pair().is_some_and(|p| p.lenient() == Reading::Yes);
            return if shown { facts } else { self.graph.leaf(Pair::NO, None) };
        }
        self.claimed(at, facts)
    }

    /// The claim on a row on top of what the facts say.
    pub(super) fn claimed(&mut self, at: usize, facts: NodeId) -> NodeId {
        match self.judge.claim_on(at) {
            Some(answer @ (Answer::Yes | Answer::No)) => {
                let step = (answer == Answer::No).then(|| self.reconsider(at));
                self.graph.node(Node::Claimed { facts, answer, step })
            }
            _ => facts,
        }
    }

    /// What two equal steps share, as people and files name it.
    pub(super) fn named(&self, key: &Key) -> StepKey {
        let row = |at: usize| self.pack.rows()[at].id.clone();
        let whom = |who: Who| match who {
            Who::Person(index) => Whom::Person(self.assessment.people[index].id.clone()),
            Who::Newcomer => Whom::Newcomer,
        };
        match key {
            Key::Row(at) => StepKey::Row(row(*at)),
            Key::ForPerson(at, who) => StepKey::ForPerson(row(*at), whom(*who)),
            Key::Post(category, role, who) => {
                StepKey::Post { category: category.clone(), role: role.clone(), whom: whom(*who) }
            }
            Key::Reconsider(at) => StepKey::Reconsider(row(*at)),
            Key::Register(register) => StepKey::Register(*register),
            Key::Verify(subject) => StepKey::Verify(subject.clone()),
        }
    }

    fn when(&mut self, scope: &'a [String], then: &'a Rule, at: usize, view: Option<StepView>) -> NodeId {
        let offered = self.judge.offers(scope);
        let then = self.node(then, at, view);
        if offered == Reading::Yes {
            return then;
        }
        let unanswered = offered == Reading::Open;
        let node = self.graph.node(Node::When { then, unanswered, offers: Vec::new() });
        self.whens.push((node, then, scope));
        node
    }
}

pub(super) fn blank(at: usize, action: Action, effort: Effort, lead_days: u32) -> Step {
    Step {
        key: StepKey::default(),
        at,
        action,
        people: Vec::new(),
        newcomer: false,
        effort,
        lead_days,
        own_effort: false,
        own_lead_days: false,
        unread: false,
        missing: 1,
        count: None,
    }
}

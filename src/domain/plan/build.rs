//! From a pack and an assessment to the graph of what has to hold.
//!
//! The graph follows the rules as the evaluation does. Each requirement for a person becomes one alternative
//! for every person of the roster (or one newcomer where the roster is empty), so that the nearest one wins.

use std::collections::HashMap;

use super::graph::{Graph, Leaf, Node, NodeId, StepId};
use super::step::{Action, Costs, Step, mend, missing};
use crate::domain::assessment::{Answer, Assessment};
use crate::domain::date::{Date, PartialDate};
use crate::domain::evaluate::{Ground, Judge, personal};
use crate::domain::pack::{Effort, Pack};
use crate::domain::register::{Closure, Register};
use crate::domain::rule::{ENGAGED, Rule};
use crate::domain::verdict::{Outcome, Pair, Reading};

/// How deep rows about people may refer to each other.
const MOST_NESTED: usize = 64;

/// The graph, with what its nodes and steps stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// Nodes and costs.
    pub graph: Graph,
    /// The node of each row that is reached.
    pub rows: HashMap<usize, NodeId>,
    /// The steps, by their numbers in the graph.
    pub steps: Vec<Step>,
}

/// The assessment with the roster closed, so that what its openness hides can be seen.
pub(super) fn closed_roster(assessment: &Assessment, day: Date) -> Assessment {
    let mut closed = assessment.clone();
    closed.closures.retain(|closure| closure.register != Register::Roster);
    let on = Some(PartialDate::Day(day));
    closed.closures.push(Closure { register: Register::Roster, by: "-".to_owned(), on });
    closed
}

/// Somebody who may satisfy a rule about people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Who {
    /// A person of the roster, by index.
    Person(usize),
    /// Somebody who is not there yet.
    Newcomer,
}

/// Through whose eyes a rule is judged, and whether claims on the rows below act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct View {
    who: Who,
    heeds_claims: bool,
}

impl View {
    fn of(who: Who) -> Self {
        Self { who, heeds_claims: true }
    }
}

/// What makes two steps the same step.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Row(usize),
    ForPerson(usize, Who),
    Post(String, String, Who),
    Reconsider(usize),
    Register(Register),
}

/// A node that everybody engaged must satisfy, to be completed once all posts are known.
struct Coverage<'a> {
    node: NodeId,
    category: &'a str,
    role: &'a str,
    of: &'a Rule,
    at: usize,
}

pub(super) struct Builder<'a> {
    pack: &'a Pack,
    assessment: &'a Assessment,
    judge: &'a Judge<'a>,
    roster_closed: &'a Judge<'a>,
    costs: &'a Costs,
    graph: Graph,
    steps: Vec<Step>,
    keys: HashMap<Key, StepId>,
    rows: HashMap<usize, NodeId>,
    visiting: Vec<usize>,
    coverages: Vec<Coverage<'a>>,
    lists: Vec<(usize, &'a str, StepId, NodeId)>,
    whens: Vec<(NodeId, NodeId, &'a [String])>,
    assigned: Vec<(usize, &'a str, &'a [String], StepId, NodeId)>,
    linked: usize,
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
            whens: Vec::new(),
            assigned: Vec::new(),
            linked: 0,
        }
    }

    /// The graph of these rows and of everything they rest on.
    pub(super) fn build(mut self, tops: &[usize]) -> Built {
        for &at in tops {
            self.row(at);
        }
        self.link();
        self.switch_on();
        Built { graph: self.graph, rows: self.rows, steps: self.steps }
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
        if is_leaf(rule) {
            return self.leaf_row(rule, at, outcome);
        }
        let facts = if personal(rule) { self.best_engaged(rule, at) } else { self.node(rule, at, None) };
        self.claimed(at, facts)
    }

    fn node(&mut self, rule: &'a Rule, at: usize, view: Option<View>) -> NodeId {
        match rule {
            Rule::All(rules) => {
                let kids = self.nodes(rules, at, view);
                self.graph.node(Node::All(kids))
            }
            Rule::Any(rules) => {
                let kids = self.nodes(rules, at, view);
                self.graph.node(Node::AtLeast(1, kids))
            }
            Rule::AtLeast(k, rules) => {
                let kids = self.nodes(rules, at, view);
                self.graph.node(Node::AtLeast(*k, kids))
            }
            Rule::AllIfStrict(rules) => {
                let kids = self.nodes(rules, at, view);
                self.graph.node(Node::AllIfStrict(kids))
            }
            Rule::Row(id) | Rule::Inherits(id) => self.reference(id, at, view),
            Rule::When { scope, then } => self.when(scope, then, at, view),
            Rule::Person(inner) => self.somebody(inner, at),
            Rule::Route(inner) => self.node(inner, at, view),
            Rule::Coverage { role, of } => self.coverage(role, of, at),
            _ if personal(rule) => match view {
                Some(view) => self.personal_leaf(rule, at, view.who),
                None => self.best_engaged(rule, at),
            },
            Rule::Kind(_) | Rule::Act(_) => self.graph.leaf(Outcome::NotApplicable, None),
            _ => {
                let outcome = self.judge.probe(rule, at, None).0;
                self.leaf_row(rule, at, outcome)
            }
        }
    }

    fn nodes(&mut self, rules: &'a [Rule], at: usize, view: Option<View>) -> Vec<NodeId> {
        rules.iter().map(|rule| self.node(rule, at, view)).collect()
    }

    fn reference(&mut self, id: &str, from: usize, view: Option<View>) -> NodeId {
        let Some(at) = self.pack.position(id) else { return self.graph.leaf(Pair::OPEN, None) };
        let Some(view) = view.filter(|_| self.judge.about_people(at)) else { return self.row(at) };
        if self.visiting.len() > MOST_NESTED {
            return self.graph.leaf(Pair::OPEN, None);
        }
        let home = self.pack.category_of(at).id == self.pack.category_of(from).id;
        let view = View { heeds_claims: view.heeds_claims && home, ..view };
        self.visiting.push(at);
        let node = self.own_row(at, view);
        self.visiting.pop();
        node
    }

    /// A row about people through one person's eyes, with what was claimed on it where claims act.
    fn own_row(&mut self, at: usize, view: View) -> NodeId {
        let facts = self.node(&self.pack.rows()[at].rule, at, Some(view));
        if !view.heeds_claims {
            return facts;
        }
        if self.judge.waives(at) {
            // A route nobody claims is no route; what the facts show still counts.
            let shown = self.graph.judge(&[])[facts].pair().is_some_and(|p| p.lenient() == Reading::Yes);
            return if shown { facts } else { self.graph.leaf(Pair::NO, None) };
        }
        self.claimed(at, facts)
    }

    /// The claim on a row on top of what the facts say.
    fn claimed(&mut self, at: usize, facts: NodeId) -> NodeId {
        match self.judge.claim_on(at) {
            Some(answer @ (Answer::Yes | Answer::No)) => {
                let step = (answer == Answer::No).then(|| self.reconsider(at));
                self.graph.node(Node::Claimed { facts, answer, step })
            }
            _ => facts,
        }
    }

    fn when(&mut self, scope: &'a [String], then: &'a Rule, at: usize, view: Option<View>) -> NodeId {
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

    /// Everybody who may be asked: the roster, and somebody not there yet while it is open or empty.
    fn candidates(&self) -> Vec<Who> {
        let people = &self.assessment.people;
        let more = people.is_empty() || self.assessment.open(Register::Roster);
        (0..people.len()).map(Who::Person).chain(more.then_some(Who::Newcomer)).collect()
    }

    /// Whether a plan may ask for somebody new: only where nobody is there yet.
    fn takes_newcomers(&self) -> bool {
        self.assessment.people.is_empty()
    }

    /// How a newcomer stands in anything: unknown while the roster is open.
    fn unknown(&self) -> Pair {
        Pair::NO.while_open(self.assessment.open(Register::Roster))
    }

    fn somebody(&mut self, inner: &'a Rule, at: usize) -> NodeId {
        let candidates = self.candidates().into_iter();
        let people = candidates.map(|who| self.node(inner, at, Some(View::of(who)))).collect();
        self.graph.node(Node::Somebody { people, open: self.assessment.open(Register::Roster) })
    }

    /// The best engaged person, for rows about people that stand by themselves.
    fn best_engaged(&mut self, rule: &'a Rule, at: usize) -> NodeId {
        let category = self.pack.category_of(at).id.clone();
        let candidates = self.candidates();
        let people = candidates.into_iter().map(|who| {
            let node = self.node(rule, at, Some(View::of(who)));
            if matches!(rule, Rule::Works(_)) || who == Who::Newcomer {
                return node;
            }
            let works = self.post(&category, ENGAGED, at, who);
            self.graph.node(Node::All(vec![works, node]))
        });
        let people = people.collect();
        self.graph.node(Node::Somebody { people, open: self.assessment.open(Register::Roster) })
    }

    /// Strict: every engaged person; whoever is newly engaged is added by [`Self::link`].
    fn coverage(&mut self, role: &'a str, of: &'a Rule, at: usize) -> NodeId {
        let category = self.pack.category_of(at).id.as_str();
        let closing = self.close_roster(at);
        let engaged: Vec<usize> =
            (0..self.assessment.people.len()).filter(|&p| self.engaged(p, category, role)).collect();
        let people: Vec<(NodeId, Option<StepId>)> =
            engaged.iter().map(|&p| (self.node(of, at, Some(View::of(Who::Person(p)))), None)).collect();
        let gates = if engaged.is_empty() {
            self.candidates().into_iter().map(|who| self.post(category, role, at, who)).collect()
        } else {
            Vec::new()
        };
        let uncertain = (0..self.assessment.people.len())
            .any(|p| self.judge.works_in(p, category, role).lenient() == Reading::Open);
        let node = self.graph.node(Node::Everybody { people, gates, uncertain, closing });
        self.coverages.push(Coverage { node, category, role, of, at });
        node
    }

    fn engaged(&self, person: usize, category: &str, role: &str) -> bool {
        self.judge.works_in(person, category, role).lenient() == Reading::Yes
    }

    fn personal_leaf(&mut self, rule: &'a Rule, at: usize, who: Who) -> NodeId {
        if let Rule::Works(role) = rule {
            let category = self.pack.category_of(at).id.as_str();
            return self.post(category, role, at, who);
        }
        let (now, grounds) = match who {
            Who::Person(index) => self.judge.probe(rule, at, Some(index)),
            Who::Newcomer if !self.takes_newcomers() => return self.graph.leaf(self.unknown(), None),
            Who::Newcomer => (self.unknown().into(), Vec::new()),
        };
        // Education is held once for everybody; what one person's record lacks is that person's own.
        let together = matches!(rule, Rule::Education { .. }) && mend(&grounds).is_none();
        let key = if together { Key::Row(at) } else { Key::ForPerson(at, who) };
        let step = self.close(key, at, &grounds);
        if now != Outcome::Judged(Pair::YES) || who == Who::Newcomer {
            self.add_person(step, who);
        }
        self.graph.leaf(now, Some(step))
    }

    fn add_person(&mut self, step: StepId, who: Who) {
        let step = &mut self.steps[step];
        match who {
            Who::Newcomer => step.newcomer = true,
            Who::Person(index) => {
                let id = self.assessment.people[index].id.clone();
                if !step.people.contains(&id) {
                    step.people.push(id);
                }
            }
        }
    }

    /// Somebody's post in a role of a category.
    fn post(&mut self, category: &str, role: &str, at: usize, who: Who) -> NodeId {
        let now = match who {
            Who::Person(index) => self.judge.works_in(index, category, role),
            Who::Newcomer => self.unknown(),
        };
        if now == Pair::YES || (who == Who::Newcomer && !self.takes_newcomers()) {
            return self.graph.leaf(now, None);
        }
        let role = self.delivering(category, role);
        let key = Key::Post(category.to_owned(), role.clone(), who);
        let step = if let Some(&step) = self.keys.get(&key) {
            step
        } else {
            let step = self.new_post(category, &role, at, who);
            let missing = if now.lenient() == Reading::Yes { 1 } else { 2 };
            let step = self.step(key, Step { missing, ..step });
            self.add_person(step, who);
            step
        };
        self.graph.leaf(now, Some(step))
    }

    fn new_post(&self, category: &str, role: &str, at: usize, who: Who) -> Step {
        let (effort, lead_days) = self.costs.of(self.pack, at);
        let lacking = match who {
            Who::Person(index) => mend(&self.judge.probe(&Rule::Works(role.to_owned()), at, Some(index)).1),
            Who::Newcomer => None,
        };
        if let Some(action) = lacking {
            blank(at, action, Effort::Small, 0)
        } else {
            let action = Action::Appoint { category: category.to_owned(), role: role.to_owned() };
            // What else the row asks of the person bears the row's cost.
            let beside = asks_more(&self.pack.rows()[at].rule);
            let (effort, lead_days) = if beside { (Effort::Small, 0) } else { (effort, lead_days) };
            blank(at, action, effort, lead_days)
        }
    }

    /// The role somebody is given where any role that delivers will do: the one the category asks for.
    fn delivering(&self, category: &str, role: &str) -> String {
        if role != ENGAGED {
            return role.to_owned();
        }
        let roles = &self.pack.head.roles;
        let delivers = |id: &str| roles.iter().any(|role| role.id == id && role.delivers);
        let rows = self.pack.rows_of(category).map(|at| &self.pack.rows()[at].rule);
        let asked = rows.filter_map(works_role).find(|role| delivers(role));
        let any = || roles.iter().find(|role| role.delivers).map(|role| role.id.as_str());
        asked.or_else(any).unwrap_or(role).to_owned()
    }

    /// A row, or a part of one, that papers, records or a declaration close.
    fn leaf_row(&mut self, rule: &'a Rule, at: usize, outcome: Outcome) -> NodeId {
        match rule {
            Rule::PersonList { role } => self.person_list(rule, role, at, outcome),
            Rule::Assigned { role, apart_from } => {
                let node = self.plain_leaf(at, outcome);
                if let Some(step) = self.keys.get(&Key::Row(at)).copied() {
                    self.assigned.push((at, role, apart_from, step, node));
                }
                node
            }
            _ => self.plain_leaf(at, outcome),
        }
    }

    fn plain_leaf(&mut self, at: usize, outcome: Outcome) -> NodeId {
        let refused = self.judge.claim_on(at) == Some(Answer::No);
        if refused && self.judge.facts_of(at) == Outcome::Judged(Pair::YES) {
            let step = self.reconsider(at);
            return self.graph.leaf(outcome, Some(step));
        }
        let grounds = self.judge.why(at);
        let step = self.close(Key::Row(at), at, &grounds);
        self.graph.leaf(outcome, Some(step))
    }

    /// A list of everybody in a role: a paper, and a roster that is complete.
    fn person_list(&mut self, rule: &'a Rule, role: &'a str, at: usize, outcome: Outcome) -> NodeId {
        let Some(closing) = self.close_roster(at) else {
            let node = self.plain_leaf(at, outcome);
            if let Some(&step) = self.keys.get(&Key::Row(at)) {
                self.lists.push((at, role, step, node));
            }
            return node;
        };
        let (under, grounds) = self.roster_closed.probe(rule, at, None);
        let step = self.close(Key::Row(at), at, &grounds);
        let paper = self.graph.leaf(under, Some(step));
        self.lists.push((at, role, step, paper));
        let complete = self.graph.leaf(Pair::OPEN, Some(closing));
        let facts = self.graph.node(Node::All(vec![paper, complete]));
        self.claimed(at, facts)
    }

    fn close_roster(&mut self, at: usize) -> Option<StepId> {
        if !self.assessment.open(Register::Roster) {
            return None;
        }
        let key = Key::Register(Register::Roster);
        let action = Action::CloseRegister(Register::Roster);
        Some(match self.keys.get(&key) {
            Some(&step) => step,
            None => self.step(key, blank(at, action, Effort::Small, 0)),
        })
    }

    fn reconsider(&mut self, at: usize) -> StepId {
        let key = Key::Reconsider(at);
        match self.keys.get(&key) {
            Some(&step) => step,
            None => self.step(key, blank(at, Action::Reconsider, Effort::Small, 0)),
        }
    }

    /// The step that closes a row: as the pack says, or by filling blanks where nothing else is missing.
    fn close(&mut self, key: Key, at: usize, grounds: &[Ground]) -> StepId {
        if let Some(&step) = self.keys.get(&key) {
            return step;
        }
        let (effort, lead_days) = self.costs.of(self.pack, at);
        let (missing, count) = missing(grounds);
        let step = match (&self.pack.rows()[at].rule, mend(grounds)) {
            (Rule::Declared, _) => blank(at, Action::Declare, effort, lead_days),
            (Rule::Offered, _) => {
                let missing = match self.judge.claim_on(at) {
                    Some(Answer::Yes) => 1,
                    Some(Answer::No | Answer::NotApplicable) => 9,
                    _ => 3,
                };
                Step { missing, ..blank(at, Action::Offer, effort, lead_days) }
            }
            (_, Some(action)) => blank(at, action, Effort::Small, 0),
            (_, None) => blank(at, Action::Close, effort, lead_days),
        };
        let own = matches!(step.action, Action::Close | Action::Mend { .. });
        let step = if own { Step { missing, count, ..step } } else { step };
        self.step(key, step)
    }

    fn step(&mut self, key: Key, step: Step) -> StepId {
        let id = self.graph.step(step.cost());
        self.steps.push(step);
        self.keys.insert(key, id);
        id
    }

    /// Offering a type of service switches on what is asked of those who offer it.
    fn switch_on(&mut self) {
        for (node, then, scope) in std::mem::take(&mut self.whens) {
            for at in scope.iter().filter_map(|id| self.pack.position(id)).flat_map(|at| parts(self.pack, at))
            {
                let Some(&step) = self.keys.get(&Key::Row(at)) else { continue };
                self.graph.steps[step].brings.push(then);
                if let Node::When { offers, .. } = &mut self.graph.nodes[node] {
                    offers.push(step);
                }
            }
        }
    }

    /// Whoever gets a post must be covered, listed, and not spoil another post.
    fn link(&mut self) {
        loop {
            let posts = self.posts();
            if self.linked == posts.len() {
                return;
            }
            let fresh = posts.len() - self.linked;
            let mut fresh: Vec<_> = posts.into_iter().rev().take(fresh).collect();
            self.linked += fresh.len();
            fresh.reverse();
            for (step, category, role, who) in fresh {
                self.cover(step, &category, &role, who);
                self.relist(step, &category, &role, who);
                self.keep_apart(step, &category, &role, who);
            }
        }
    }

    /// Steps that give somebody a post, in the order they were added.
    fn posts(&self) -> Vec<(StepId, String, String, Who)> {
        let mut posts: Vec<_> = self
            .keys
            .iter()
            .filter_map(|(key, &step)| match key {
                Key::Post(category, role, who) => Some((step, category.clone(), role.clone(), *who)),
                _ => None,
            })
            .collect();
        posts.sort_unstable();
        posts
    }

    fn cover(&mut self, step: StepId, category: &str, role: &str, who: Who) {
        let delivers = self.pack.role(role).is_some_and(|role| role.delivers);
        for nth in 0..self.coverages.len() {
            let Coverage { node, category: theirs, role: asked, of, at } = self.coverages[nth];
            let counts = theirs == category && (asked == role || (asked == ENGAGED && delivers));
            let already = matches!(who, Who::Person(index) if self.engaged(index, category, asked));
            if !counts || already {
                continue;
            }
            let person = self.node(of, at, Some(View::of(who)));
            self.graph.steps[step].brings.push(person);
            if let Node::Everybody { people, .. } = &mut self.graph.nodes[node] {
                people.push((person, Some(step)));
            }
        }
    }

    fn relist(&mut self, step: StepId, category: &str, role: &str, who: Who) {
        for (at, asked, close, node) in self.lists.clone() {
            let here = self.pack.category_of(at).id == category && asked == role;
            let row = &self.pack.rows()[at].id;
            let named = matches!(who, Who::Person(index) if {
                let id = &self.assessment.people[index].id;
                let holds = self.engaged(index, category, role);
                holds || self.assessment.documents.iter().any(|document| {
                    document.covers.iter().any(|cover| cover.row == *row) && document.people.contains(id)
                })
            });
            if here && !named {
                self.spoil(step, close, node);
            }
        }
    }

    fn keep_apart(&mut self, step: StepId, category: &str, role: &str, who: Who) {
        let Who::Person(index) = who else { return };
        for (at, asked, apart, close, node) in self.assigned.clone() {
            let clash = self.pack.category_of(at).id == category && apart.iter().any(|other| other == role);
            if clash && self.only_holder(index, category, (asked, apart)) {
                self.spoil(step, close, node);
            }
        }
    }

    /// True if nobody else holds the role, and no rule lets this person hold another.
    fn only_holder(&self, index: usize, category: &str, (role, apart): (&str, &[String])) -> bool {
        let strict = |person: usize| self.judge.works_in(person, category, role) == Pair::YES;
        let allowed = self.assessment.people[index].posts.iter().any(|post| {
            let either = post.role == role || apart.contains(&post.role);
            post.category == category && either && !post.double_role_rule.trim().is_empty()
        });
        let others = (0..self.assessment.people.len()).filter(|&other| other != index);
        strict(index) && !allowed && !others.into_iter().any(strict)
    }

    /// What holds now no longer does after a step, unless it is closed anew.
    fn spoil(&mut self, step: StepId, close: StepId, node: NodeId) {
        let spoiled = Leaf { spoiled_by: vec![step], ..Leaf::new(Pair::YES, Some(close)) };
        let spoiled = self.graph.node(Node::Leaf(spoiled));
        match self.graph.nodes[node].clone() {
            Node::All(mut kids) => {
                kids.push(spoiled);
                self.graph.nodes[node] = Node::All(kids);
            }
            kept => {
                let kept = self.graph.node(kept);
                self.graph.nodes[node] = Node::All(vec![kept, spoiled]);
            }
        }
        let anew = self.graph.leaf(Pair::NO, Some(close));
        self.graph.steps[step].brings.push(anew);
    }
}

/// A scope row, or the types of service a gate is made of.
fn parts(pack: &Pack, at: usize) -> Vec<usize> {
    let below = pack.rows()[at].rule.rows();
    if below.is_empty() { vec![at] } else { below.into_iter().filter_map(|id| pack.position(id)).collect() }
}

fn blank(at: usize, action: Action, effort: Effort, lead_days: u32) -> Step {
    Step { at, action, people: Vec::new(), newcomer: false, effort, lead_days, missing: 1, count: None }
}

/// True for rules that one step closes as a whole.
fn is_leaf(rule: &Rule) -> bool {
    !personal(rule)
        && !matches!(
            rule,
            Rule::All(_)
                | Rule::Any(_)
                | Rule::AtLeast(..)
                | Rule::AllIfStrict(_)
                | Rule::Row(_)
                | Rule::Inherits(_)
                | Rule::When { .. }
                | Rule::Person(_)
                | Rule::Coverage { .. }
                | Rule::Kind(_)
                | Rule::Act(_)
        )
}

/// True if a rule asks something of a person in the row itself, beside a post.
fn asks_more(rule: &Rule) -> bool {
    let inner = rule.children();
    let own = inner.is_empty() && personal(rule) && !matches!(rule, Rule::Works(_));
    own || inner.into_iter().any(asks_more)
}

/// The role a rule asks somebody to work in.
fn works_role(rule: &Rule) -> Option<&str> {
    match rule {
        Rule::Works(role) if role != ENGAGED => Some(role),
        _ => rule.children().into_iter().find_map(works_role),
    }
}

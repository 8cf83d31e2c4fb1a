//! Rules about people: one alternative for every person of the roster, or one newcomer where the roster is empty.

use super::build::{Builder, Coverage, Key, StepView, Who, blank};
use super::graph::{Node, NodeId, StepId};
use super::step::{Action, Step, mend};
use super::verify::Lacking;
use crate::domain::pack::Effort;
use crate::domain::register::Register;
use crate::domain::rule::{ENGAGED, Rule, Shape};
use crate::domain::verdict::{Outcome, Pair, Reading};

impl<'a> Builder<'a> {
    /// Everybody who may be asked: the roster, and somebody not there yet while it is open or empty.
    fn candidates(&self) -> Vec<Who> {
        let people = &self.assessment.people;
        let more = people.is_empty() || self.assessment.open(Register::Roster);
        (0..people.len()).map(Who::Person).chain(more.then_some(Who::Newcomer)).collect()
    }

    /// Whether a plan may ask for a new person: only where the roster is empty.
    fn takes_newcomers(&self) -> bool {
        self.assessment.people.is_empty()
    }

    /// How a newcomer reads under any rule: unknown, unless the roster is closed and empty.
    fn unknown(&self) -> Pair {
        Pair::NO.while_open(self.assessment.open(Register::Roster) || !self.takes_newcomers())
    }

    pub(super) fn somebody(&mut self, inner: &'a Rule, at: usize) -> NodeId {
        let candidates = self.candidates().into_iter();
        let people = candidates.map(|who| self.node(inner, at, Some(StepView::of(who)))).collect();
        self.graph.node(Node::Somebody { people })
    }

    /// The best engaged person, for rows about people that no other row asks for.
    pub(super) fn best_engaged(&mut self, rule: &'a Rule, at: usize) -> NodeId {
        let asked = self.judge.asked_of(at);
        let candidates = self.candidates();
        let people = candidates.into_iter().map(|who| {
            let node = self.node(rule, at, Some(StepView::of(who)));
            if rule.held_role().is_some() || who == Who::Newcomer {
                return node;
            }
            let works = asked.iter().map(|(category, role)| self.post(category, role, at, who)).collect();
            let works = self.graph.node(Node::AtLeast(1, works));
            self.graph.node(Node::All(vec![works, node]))
        });
        let people = people.collect();
        self.graph.node(Node::Somebody { people })
    }

    /// Strict: every engaged person; newly engaged ones are added by [`Self::link`].
    pub(super) fn coverage(&mut self, role: &'a str, of: &'a Rule, at: usize) -> NodeId {
        let category = self.pack.category_of(at).id.as_str();
        let closing = self.close_roster(at);
        let engaged: Vec<usize> =
            (0..self.assessment.people.len()).filter(|&p| self.engaged(p, category, role)).collect();
        let people: Vec<(NodeId, Option<StepId>)> =
            engaged.iter().map(|&p| (self.node(of, at, Some(StepView::of(Who::Person(p)))), None)).collect();
        let gates = if engaged.is_empty() {
            self.candidates().into_iter().map(|who| self.post(category, role, at, who)).collect()
        } else {
            Vec::new()
        };
        let uncertain = (0..self.assessment.people.len())
            .any(|p| self.judge.works_in(p, category, role).lenient() == Reading::Open);
        let unknown =
            (closing.is_some() || uncertain).then(|| self.node(of, at, Some(StepView::of(Who::Newcomer))));
        let node = self.graph.node(Node::Everybody { people, gates, uncertain, closing, unknown });
        self.coverages.push(Coverage { node, category, role, of, at });
        node
    }

    pub(super) fn engaged(&self, person: usize, category: &str, role: &str) -> bool {
        self.judge.works_in(person, category, role).lenient() == Reading::Yes
    }

    pub(super) fn personal_leaf(&mut self, rule: &'a Rule, at: usize, who: Who) -> NodeId {
        if let Some(role) = rule.held_role() {
            let category = self.pack.category_of(at).id.as_str();
            return self.post(category, role, at, who);
        }
        let (now, grounds) = match who {
            Who::Person(index) => self.judge.probe(rule, at, Some(index)),
            Who::Newcomer if !self.takes_newcomers() => return self.graph.leaf(self.unknown(), None),
            Who::Newcomer => (self.unknown().into(), Vec::new()),
        };
        let Lacking { unread, grounds } = self.lacking(rule, at, grounds);
        let step = grounds.map(|grounds| {
            // Education is held once for everybody; what one person's record lacks is that person's own.
            let together = rule.is_education() && mend(&grounds).is_none();
            let key = if together { Key::Row(at) } else { Key::ForPerson(at, who) };
            let step = self.close(key, at, &grounds);
            if now != Outcome::Judged(Pair::YES) || who == Who::Newcomer {
                self.add_person(step, who);
            }
            step
        });
        self.read_and_done(now, at, unread, step)
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
        self.posts_asked.push((at, step));
        self.leaf(now, step)
    }

    fn new_post(&self, category: &str, role: &str, at: usize, who: Who) -> Step {
        let (effort, lead_days) = self.costs.of(self.pack, at);
        let lacking = match who {
            Who::Person(index) => mend(&self.judge.probe(&Rule::held(role), at, Some(index)).1),
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
        let roles = &self.pack.head.roles;
        if role != ENGAGED {
            let included = self.pack.role(role).and_then(|role| role.includes.first());
            return included.map_or(role, String::as_str).to_owned();
        }
        let delivers = |id: &str| roles.iter().any(|role| role.id == id && role.delivers);
        let rows = self.pack.rows_of(category).map(|at| &self.pack.rows()[at].rule);
        let asked = rows.filter_map(works_role).find(|role| delivers(role));
        let any = || roles.iter().find(|role| role.delivers).map(|role| role.id.as_str());
        asked.or_else(any).unwrap_or(role).to_owned()
    }
}

/// True if a rule asks something of a person in the row itself, beside a post.
fn asks_more(rule: &Rule) -> bool {
    rule.all().any(|rule| matches!(rule.shape(), Shape::OfPerson) && rule.held_role().is_none())
}

/// The role a rule asks somebody to work in.
fn works_role(rule: &Rule) -> Option<&str> {
    rule.all().filter_map(Rule::held_role).find(|role| *role != ENGAGED)
}

//! Steps that close a row: a paper, a record, a declaration, a register said to be complete, a "no" taken back.

use super::build::{Builder, Key, blank};
use super::graph::{Node, NodeId, StepId};
use super::step::{Action, Step, mend, missing, rename};
use super::verify::Lacking;
use crate::domain::assessment::Answer;
use crate::domain::evaluate::{Ground, Why};
use crate::domain::listed::{Meaning, Within};
use crate::domain::pack::Effort;
use crate::domain::register::Register;
use crate::domain::rule::{RoleNeed, RoleUse, Rule, Shape};
use crate::domain::verdict::{Outcome, Pair};

impl<'a> Builder<'a> {
    /// A row, or a part of one, that papers, records or a declaration close.
    pub(super) fn leaf_row(&mut self, rule: &'a Rule, at: usize, outcome: Outcome) -> NodeId {
        let needs = rule.needs();
        if let Some(counts) = needs.counts {
            return self.numbers(rule, counts, at, outcome);
        }
        match needs.role {
            Some(RoleNeed { id, usage: RoleUse::Listed }) => self.person_list(rule, id, at, outcome),
            Some(RoleNeed { id, usage: RoleUse::Filled }) => {
                let node = self.plain_leaf(rule, at, outcome);
                if let Some(step) = self.keys.get(&Key::Row(at)).copied() {
                    self.assigned.push((at, id, needs.apart_from_roles, step, node));
                }
                node
            }
            _ => self.plain_leaf(rule, at, outcome),
        }
    }

    pub(super) fn plain_leaf(&mut self, rule: &Rule, at: usize, outcome: Outcome) -> NodeId {
        let refused = self.judge.claim_on(at) == Some(Answer::No);
        if refused && self.judge.facts_of(at) == Outcome::Judged(Pair::YES) {
            let step = self.reconsider(at);
            return self.leaf(outcome, step);
        }
        let why = self.judge.why(at);
        // What lacks only that another row has a part of a paper of its own is closed with that row.
        if let Some(other) = self.lacks_other_part(&why) {
            let step = self.close(Key::Row(other), other, &self.judge.why(other));
            return self.leaf(outcome, step);
        }
        let Lacking { unread, grounds } = self.lacking(rule, at, why);
        let step = grounds.map(|grounds| self.close(Key::Row(at), at, &grounds));
        self.read_and_done(outcome, at, unread, step)
    }

    fn lacks_other_part(&self, grounds: &[Ground]) -> Option<usize> {
        grounds.iter().filter_map(Ground::fact).find_map(|fact| match fact.why.as_slice() {
            [Why::NoOtherPart(row)] => self.pack.position(row),
            _ => None,
        })
    }

    /// A list of everybody in a role: a paper, and a roster that is complete.
    fn person_list(&mut self, rule: &'a Rule, role: &'a str, at: usize, outcome: Outcome) -> NodeId {
        let Some(closing) = self.close_roster(at) else {
            let node = self.plain_leaf(rule, at, outcome);
            if let Some(&step) = self.keys.get(&Key::Row(at)) {
                self.lists.push((at, role, step, node));
            }
            return node;
        };
        let (closed, grounds) = self.roster_closed.probe(rule, at, None);
        let step = self.close(Key::Row(at), at, &grounds);
        // Where nobody holds the role, somebody not yet listed may, and the paper is open until the roster is closed.
        let nobody = grounds.iter().any(|ground| matches!(ground, Ground::NobodyEngaged { .. }));
        let now = if nobody { self.judge.probe(rule, at, None).0 } else { closed };
        let paper = self.leaf(now, step);
        self.lists.push((at, role, step, paper));
        let complete = self.graph.leaf(Pair::OPEN, Some(closing));
        let facts = self.graph.node(Node::All(vec![paper, complete]));
        self.claimed(at, facts)
    }

    pub(super) fn close_roster(&mut self, at: usize) -> Option<StepId> {
        let roster = Register::Roster;
        let step = blank(at, Action::CloseRegister(roster), Effort::Small, 0);
        self.assessment.open(roster).then(|| self.step(Key::Register(roster), step))
    }

    pub(super) fn reconsider(&mut self, at: usize) -> StepId {
        self.step(Key::Reconsider(at), blank(at, Action::Reconsider, Effort::Small, 0))
    }

    /// The step that closes a row: as the pack says, or by filling blanks where nothing else is missing.
    pub(super) fn close(&mut self, key: Key, at: usize, grounds: &[Ground]) -> StepId {
        if let Some(&step) = self.keys.get(&key) {
            return step;
        }
        let (effort, lead_days) = self.costs.of(self.pack, at);
        let (missing, count) = missing(grounds);
        let step = match (self.pack.rows()[at].rule.shape(), self.entry(at, grounds)) {
            (Shape::Declared, _) => blank(at, Action::Declare, effort, lead_days),
            (Shape::Offered, _) => {
                let missing = match self.judge.claim_on(at) {
                    Some(Answer::Yes) => 1,
                    Some(Answer::No | Answer::NotApplicable) => 9,
                    _ => 3,
                };
                Step { missing, ..blank(at, Action::Offer, effort, lead_days) }
            }
            // A paper is written anew, which takes as long as the pack says.
            (_, Some(action)) if action.is_number() => blank(at, action, effort, lead_days),
            (_, Some(action)) => blank(at, action, Effort::Small, 0),
            (_, None) => blank(at, Action::Close, effort, lead_days),
        };
        let own = matches!(step.action, Action::Close | Action::Mend { .. } | Action::Rename { .. });
        let step = if own { Step { missing, count, ..step } } else { step };
        self.step(key, step)
    }

    /// What an entry in a register closes, with nothing to do in the world outside.
    fn entry(&self, at: usize, grounds: &[Ground]) -> Option<Action> {
        let lists = self.pack.rows()[at].rule.references();
        mend(grounds).or_else(|| rename(grounds, |name| self.member_meant(&lists, name)))
    }

    /// The member of some lists that a name means.
    pub(super) fn member_meant(&self, lists: &[&str], name: &str) -> Option<String> {
        match self.judge.catalog.meaning(name, Within::Numbers(lists)) {
            Meaning::Member(id) => Some(id),
            _ => None,
        }
    }

    /// A leaf that one step closes.
    pub(super) fn leaf(&mut self, now: impl Into<Outcome>, step: StepId) -> NodeId {
        let leaf = self.graph.leaf(now, Some(step));
        self.closed_by.entry(step).or_default().push(leaf);
        leaf
    }

    /// The step of this key; the one given where there is none yet.
    pub(super) fn step(&mut self, key: Key, step: Step) -> StepId {
        if let Some(&known) = self.keys.get(&key) {
            return known;
        }
        let step = self.costs.on(Step { key: self.named(&key), ..step });
        let id = self.graph.step(step.cost());
        self.steps.push(step);
        self.keys.insert(key, id);
        id
    }
}

//! What one step means for others: a person who gets a post must be covered and listed, an offer switches rows on.

use super::build::{Builder, Coverage, Key, StepView, Who};
use super::graph::{Leaf, Node, NodeId, StepId};
use crate::domain::pack::Pack;
use crate::domain::verdict::Pair;

impl Builder<'_> {
    /// Offering a type of service switches on what is asked of those who offer it.
    pub(super) fn switch_on(&mut self) {
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

    /// A person who gets a post must be covered, listed, and not spoil another post.
    pub(super) fn link(&mut self) {
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
        for nth in 0..self.coverages.len() {
            let Coverage { node, category: theirs, role: asked, of, at } = self.coverages[nth];
            let counts = theirs == category && self.pack.counts_as(role, asked);
            let already = matches!(who, Who::Person(index) if self.engaged(index, category, asked));
            if !counts || already {
                continue;
            }
            let person = self.node(of, at, Some(StepView::of(who)));
            self.graph.steps[step].brings.push(person);
            if let Node::Everybody { people, .. } = &mut self.graph.nodes[node] {
                people.push((person, Some(step)));
            }
        }
    }

    fn relist(&mut self, step: StepId, category: &str, role: &str, who: Who) {
        for (at, asked, close, node) in self.lists.clone() {
            let here = self.pack.category_of(at).id == category && self.pack.counts_as(role, asked);
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
            let clash = self.pack.category_of(at).id == category
                && apart.iter().any(|other| self.pack.counts_as(role, other));
            if clash && self.only_holder(index, category, (asked, apart)) {
                self.spoil(step, close, node);
            }
        }
    }

    /// True if no other person holds the role, and no rule lets this person hold another.
    fn only_holder(&self, index: usize, category: &str, (role, apart): (&str, &[String])) -> bool {
        let strict = |person: usize| self.judge.works_in(person, category, role) == Pair::YES;
        let allowed = self.assessment.people[index].posts.iter().any(|post| {
            let counts = |asked: &str| self.pack.counts_as(&post.role, asked);
            let either = counts(role) || apart.iter().any(|other| counts(other));
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

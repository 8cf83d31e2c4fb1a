//! The tree of requirements: which rows are visible, where the cursor is, what is folded.

use std::collections::HashSet;

use crate::tui::action::Action;
use crate::tui::list::List;
use crate::tui::outline::{self, Node, categories, category_index, is_branch, nodes};
use crate::tui::session::Session;

/// A visible line: the node, its depth, and whether it can be folded and is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeLine {
    /// What is here.
    pub node: Node,
    /// Steps of indentation.
    pub depth: u16,
    /// `Some(true)` if it has children that are hidden.
    pub folded: Option<bool>,
}

/// Cursor and folding.
#[derive(Debug, Default)]
pub struct Tree {
    cursor: Option<Node>,
    unfolded: HashSet<Node>,
    /// First visible line on the screen.
    pub from: usize,
}

impl Tree {
    /// A tree with the cursor on a row, or on the first category.
    pub fn at(session: &Session, row: &str) -> Self {
        let mut tree = Self::default();
        if let Some(at) = session.pack.position(row) {
            tree.reveal(session, at);
        } else {
            let first = nodes(session).first().copied();
            tree.cursor = first;
            tree.unfolded.extend(first);
        }
        tree
    }

    /// The node under the cursor.
    pub fn cursor(&self) -> Option<Node> {
        self.cursor
    }

    /// The row under the cursor.
    pub fn row(&self) -> Option<usize> {
        match self.cursor? {
            Node::Row(at) => Some(at),
            Node::Category(_) => None,
        }
    }

    /// Puts the cursor on a row and opens everything above it.
    pub fn reveal(&mut self, session: &Session, at: usize) {
        let pack = &session.pack;
        let mut above = pack.parent(at);
        while let Some(parent) = above {
            self.unfolded.insert(Node::Row(parent));
            above = pack.parent(parent);
        }
        self.unfolded.insert(Node::Category(category_index(pack, at)));
        self.cursor = Some(Node::Row(at));
    }

    /// Puts the cursor on a category.
    pub fn show_category(&mut self, session: &Session, at: usize) {
        if categories(session).contains(&at) {
            self.cursor = Some(Node::Category(at));
        }
    }

    /// The visible lines.
    pub fn shown(&self, session: &Session) -> Vec<TreeLine> {
        let mut shown = Vec::new();
        let mut hidden_below: Option<u16> = None;
        for (node, depth, branch) in outline::lines(session) {
            if hidden_below.is_some_and(|level| depth > level) {
                continue;
            }
            hidden_below = None;
            let folded = branch.then(|| !self.unfolded.contains(&node));
            if folded == Some(true) {
                hidden_below = Some(depth);
            }
            shown.push(TreeLine { node, depth, folded });
        }
        shown
    }

    /// Moves the cursor as an action says, where so many lines are in sight; false if the action moves nothing.
    pub fn travel(&mut self, session: &Session, action: Action, height: usize) -> bool {
        let shown = self.shown(session);
        let mut list = List { at: self.index(&shown), from: self.from };
        let moved = list.travel(action, height);
        if moved {
            self.cursor = shown.get(list.at).or(shown.last()).map(|line| line.node);
        }
        moved
    }

    /// Where the cursor is among the visible lines.
    pub fn index(&self, shown: &[TreeLine]) -> usize {
        shown.iter().position(|line| Some(line.node) == self.cursor).unwrap_or(0)
    }

    /// Folds the node, or goes to its parent if there is nothing to fold.
    pub fn left(&mut self, session: &Session) {
        let Some(node) = self.cursor else { return };
        if self.unfolded.remove(&node) && is_branch(session, node) {
            return;
        }
        if let Node::Row(at) = node {
            let pack = &session.pack;
            self.cursor = Some(pack.parent(at).map_or(Node::Category(category_index(pack, at)), Node::Row));
        }
    }

    /// Unfolds the node, or goes to its first child.
    pub fn right(&mut self, session: &Session) {
        let Some(node) = self.cursor else { return };
        if !is_branch(session, node) {
            return;
        }
        if !self.unfolded.insert(node) {
            self.travel(session, Action::Down, 1);
        }
    }

    /// Folds or unfolds; false if the node has no children.
    pub fn toggle(&mut self, session: &Session) -> bool {
        let Some(node) = self.cursor.filter(|node| is_branch(session, *node)) else { return false };
        if !self.unfolded.remove(&node) {
            self.unfolded.insert(node);
        }
        true
    }

    /// Keeps the cursor inside a window of so many lines.
    pub fn scroll(&mut self, session: &Session, height: usize) {
        let shown = self.shown(session);
        let mut list = List { at: self.index(&shown), from: self.from };
        list.settle(shown.len(), height);
        self.from = list.from;
    }

    /// The next answerable row after the cursor that a test accepts, going round.
    pub fn find(&self, session: &Session, forward: bool, wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let all = nodes(session);
        let here = self.cursor.and_then(|cursor| all.iter().position(|node| *node == cursor)).unwrap_or(0);
        let (before, after) = all.split_at(here);
        let row = |node: &Node| match *node {
            Node::Row(at) => Some(at).filter(|&at| Some(at) != self.row() && wanted(at)),
            Node::Category(_) => None,
        };
        if forward {
            after.iter().chain(before).find_map(row)
        } else {
            before.iter().rev().chain(after.iter().rev()).find_map(row)
        }
    }
}

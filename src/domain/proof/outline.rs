//! A proof as lines from top to bottom, each below what rests on it.

use super::{Proof, ProofNode};

/// A line of a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The positions among brothers from the root down; it names the line for good.
    pub key: Vec<usize>,
    /// The node it shows, or whose reason it shows.
    pub node: usize,
    /// Which of the node's grounds it shows, if it shows one.
    pub ground: Option<usize>,
    /// True if another alternative is higher, here or further up.
    pub spare: bool,
    /// True if the node was unfolded earlier and is not again.
    pub repeated: bool,
    /// True if something is below it, in sight or not.
    pub below: bool,
    /// True if what is below it is in sight.
    pub open: bool,
}

impl Line {
    /// How many lines it rests below.
    pub fn depth(&self) -> usize {
        self.key.len()
    }
}

impl Proof {
    /// For each node, whether the verdict turns on it or on something below it.
    pub fn leads(&self) -> Vec<bool> {
        let mut leads = vec![false; self.nodes.len()];
        for (at, node) in self.nodes.iter().enumerate() {
            leads[at] = node.decides || node.children.iter().any(|&child| leads[child]);
        }
        leads
    }

    /// The lines in sight, from the root down; what is unfolded is asked for line by line. Rows count as spare by
    /// what the findings say of them, everything else by [`Proof::is_spare`].
    pub fn outline(
        &self,
        spare_row: &dyn Fn(usize) -> bool,
        unfolded: &dyn Fn(&Line, &ProofNode) -> bool,
    ) -> Vec<Line> {
        let walk = Walk { proof: self, spare_row, unfolded };
        let mut lines = Vec::new();
        walk.node(self.root, None, (Vec::new(), false), &mut vec![false; self.nodes.len()], &mut lines);
        lines
    }
}

struct Walk<'w> {
    proof: &'w Proof,
    spare_row: &'w dyn Fn(usize) -> bool,
    unfolded: &'w dyn Fn(&Line, &ProofNode) -> bool,
}

impl Walk<'_> {
    fn node(
        &self,
        at: usize,
        parent: Option<usize>,
        (key, spare): (Vec<usize>, bool),
        seen: &mut Vec<bool>,
        lines: &mut Vec<Line>,
    ) {
        let node = self.proof.node(at);
        let here = match (&node.about, node.row, parent) {
            (super::About::Row, Some(row), _) => (self.spare_row)(row),
            (_, _, Some(parent)) => self.proof.is_spare(parent, at),
            _ => false,
        };
        let some = !node.children.is_empty() || !node.grounds.is_empty();
        let repeated = seen[at] && !node.children.is_empty();
        let mut line = Line {
            key,
            node: at,
            ground: None,
            spare: spare || here,
            repeated,
            below: some && !repeated,
            open: false,
        };
        line.open = line.below && (self.unfolded)(&line, node);
        lines.push(line.clone());
        if !line.open {
            return;
        }
        seen[at] = true;
        let below = |place: usize| {
            let mut key = line.key.clone();
            key.push(place);
            key
        };
        for ground in 0..node.grounds.len() {
            let key = below(ground);
            lines.push(Line { key, ground: Some(ground), below: false, open: false, ..line.clone() });
        }
        for (place, &child) in node.children.iter().enumerate() {
            let key = below(node.grounds.len() + place);
            self.node(child, Some(at), (key, line.spare), seen, lines);
        }
    }
}

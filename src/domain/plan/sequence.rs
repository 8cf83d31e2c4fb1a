//! Which step follows which: as the pack orders its rows, verifications first, the roster complete last.

use std::collections::HashMap;

use super::build::{Builder, Key};
use super::graph::StepId;
use super::reached_from;
use super::step::Action;
use crate::domain::register::{RecordKind, Register};

impl Builder<'_> {
    /// Puts all steps in order; verifications stand before what rests on them already.
    pub(super) fn put_in_order(&mut self) {
        let by_row = self.steps_by_row();
        let mut known = HashMap::new();
        for step in 0..self.steps.len() {
            if !goes_by_rows(&self.steps[step].action) {
                continue;
            }
            let earlier = self.earlier(self.steps[step].at, &by_row, &mut known);
            self.graph.steps[step].after.extend(earlier.into_iter().filter(|&other| other != step));
        }
        self.close_last();
        for edge in &mut self.graph.steps {
            edge.after.sort_unstable();
            edge.after.dedup();
        }
    }

    /// That everybody is there is said when everybody is, and that all jobs are there when those are that reviews name.
    fn close_last(&mut self) {
        let posts = self.keys.iter().filter(|(key, _)| matches!(key, Key::Post(..))).map(|(_, &step)| step);
        let people: Vec<StepId> = posts.chain(self.assigned.iter().map(|(_, _, _, step, _)| *step)).collect();
        let reviewed = |at: usize| self.pack.rows()[at].rule.needs().record == Some(RecordKind::Review);
        let reviews = self.keys.iter().filter(|(key, _)| matches!(key, Key::Row(at) if reviewed(*at)));
        let reviews: Vec<StepId> = reviews.map(|(_, &step)| step).collect();
        for (register, earlier) in [(Register::Roster, people), (Register::Contracts, reviews)] {
            if let Some(&closing) = self.keys.get(&Key::Register(register)) {
                self.graph.steps[closing].after.extend(earlier);
            }
        }
    }

    /// The steps about each row; a post is about every row that asks for it.
    fn steps_by_row(&self) -> HashMap<usize, Vec<StepId>> {
        let mut by_row: HashMap<usize, Vec<StepId>> = HashMap::new();
        let own = self.steps.iter().enumerate().filter(|(_, step)| goes_by_rows(&step.action));
        let pairs = own.map(|(id, step)| (step.at, id)).chain(self.posts_asked.iter().copied());
        pairs.for_each(|(at, id)| by_row.entry(at).or_default().push(id));
        by_row
    }

    /// The steps of the rows that a row comes after, and of all that these lead to. A row without a step of its own is
    /// looked through, to what it comes after in its turn.
    fn earlier(
        &self,
        at: usize,
        by_row: &HashMap<usize, Vec<StepId>>,
        known: &mut HashMap<usize, Vec<StepId>>,
    ) -> Vec<StepId> {
        let mut found = Vec::new();
        let mut seen = vec![at];
        let mut left: Vec<usize> = self.comes_after(at).collect();
        while let Some(row) = left.pop() {
            if seen.contains(&row) {
                continue;
            }
            seen.push(row);
            let below = known.entry(row).or_insert_with(|| {
                let rows = reached_from(self.pack, vec![row]);
                rows.iter().filter_map(|row| by_row.get(row)).flatten().copied().collect()
            });
            if below.is_empty() {
                left.extend(self.comes_after(row));
            }
            found.extend_from_slice(below);
        }
        found
    }

    fn comes_after(&self, at: usize) -> impl Iterator<Item = usize> {
        self.pack.rows()[at].after.iter().filter_map(|id| self.pack.position(id))
    }
}

/// True for steps about one row: lists are read and registers closed for many.
fn goes_by_rows(action: &Action) -> bool {
    !matches!(action, Action::Verify { .. } | Action::CloseRegister(_))
}

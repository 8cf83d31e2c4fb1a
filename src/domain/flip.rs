//! Verdicts that differ between two states of an assessment, or between two days.

use crate::domain::evaluate::Findings;
use crate::domain::verdict::Verdict;

/// A row whose verdict differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RowFlip {
    /// Position of the row in the pack.
    pub at: usize,
    /// Before.
    pub from: Verdict,
    /// After.
    pub to: Verdict,
}

/// A chosen category whose verdict differs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CategoryFlip {
    /// Category id.
    pub id: String,
    /// Before.
    pub from: Verdict,
    /// After.
    pub to: Verdict,
}

/// Everything that differs, in pack order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flips {
    /// Rows that a chosen category leads to, before or after.
    pub rows: Vec<RowFlip>,
    /// Chosen categories.
    pub categories: Vec<CategoryFlip>,
}

impl Flips {
    /// What differs between two evaluations of the same pack. A category chosen in only one of them is
    /// not compared.
    pub fn between(before: &Findings, after: &Findings) -> Self {
        let pairs = before.rows.iter().zip(&after.rows);
        let reached = pairs.filter(|(old, new)| old.reached || new.reached);
        let rows = reached
            .filter_map(|(old, new)| {
                let (from, to) = (old.verdict()?, new.verdict()?);
                (from != to).then_some(RowFlip { at: old.at, from, to })
            })
            .collect();
        let categories = before.categories.iter().filter_map(|old| {
            let (from, to) = (old.outcome.verdict(), after.category(&old.id)?.outcome.verdict());
            (from != to).then(|| CategoryFlip { id: old.id.clone(), from, to })
        });
        Self { rows, categories: categories.collect() }
    }

    /// True if nothing differs.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.categories.is_empty()
    }

    /// Only what falls; "not applicable" neither falls nor rises.
    #[must_use]
    pub fn falls(mut self) -> Self {
        self.rows.retain(|flip| falls(flip.from, flip.to));
        self.categories.retain(|flip| falls(flip.from, flip.to));
        self
    }
}

/// True if the second verdict is worse.
pub fn falls(from: Verdict, to: Verdict) -> bool {
    from != Verdict::NotApplicable && to < from
}

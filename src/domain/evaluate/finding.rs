//! What an evaluation finds: of every row, of every category.

use crate::domain::assessment::Answer;
use crate::domain::verdict::{Outcome, Pair, Verdict};

/// The result for one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Position of the row in the pack.
    pub at: usize,
    /// Its outcome, claims included; not applicable where the scope switches it off, and at least
    /// open where the scope is unanswered.
    pub outcome: Outcome,
    /// The pair from facts alone, for rows that people answer.
    pub facts: Option<Pair>,
    /// The claim on it.
    pub claim: Option<Answer>,
    /// True if the claim disagrees with the facts.
    pub contradiction: bool,
    /// True if a chosen category leads to it.
    pub reached: bool,
    /// True if it is below an alternative that is already higher: shown, not counted.
    pub spare: bool,
    /// For option rows: how many contracts, strict and lenient.
    pub value: Option<(u32, u32)>,
}

impl Finding {
    /// The verdict; none for option rows, which carry a value.
    pub fn verdict(&self) -> Option<Verdict> {
        self.value.is_none().then(|| self.outcome.verdict())
    }
}

/// The results for all rows and categories of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// One per row, in pack order.
    pub rows: Vec<Finding>,
    /// One per chosen category, in pack order.
    pub categories: Vec<CategoryFinding>,
}

/// The result for a chosen category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryFinding {
    /// Category id.
    pub id: String,
    /// ALL of scope, technical, quality and the blocks for everybody.
    pub outcome: Outcome,
    /// Positions of the rows it is built from, in pack order.
    pub rows: Vec<usize>,
    /// Of these, the spare ones within this category, and those that its scope switches off.
    pub spare: Vec<usize>,
}

impl Findings {
    /// The finding of a row by its position.
    pub fn at(&self, at: usize) -> &Finding {
        &self.rows[at]
    }

    /// The finding of a chosen category.
    pub fn category(&self, id: &str) -> Option<&CategoryFinding> {
        self.categories.iter().find(|category| category.id == id)
    }
}

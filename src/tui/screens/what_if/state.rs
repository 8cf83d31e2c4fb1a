//! The state of the screen.

use crate::domain::change::Target;
use crate::domain::evaluate::Findings;
use crate::domain::flip::Flips;
use crate::domain::verdict::Verdict;
use crate::domain::what_if::Misfit;
use crate::tui::list::List;

/// State of the screen.
#[derive(Debug, Default)]
pub struct WhatIf {
    pub(super) list: List,
    /// Changes chosen to be kept.
    pub(super) marked: Vec<Target>,
    /// Names of scenarios chosen to be compared.
    pub(super) compared: Vec<String>,
    /// The scenarios put aside, and what each flips or why it does not apply.
    pub(super) scenarios: Vec<(String, Result<Flips, Misfit>)>,
    /// The real values that they were judged for.
    pub(super) judged: Option<u64>,
    /// Scenarios side by side, while they are looked at.
    pub(super) comparison: Option<Comparison>,
}

/// What is set side by side.
#[derive(Debug)]
pub(super) struct Comparison {
    /// A letter, a name, and the findings of each column; the first is the present state.
    pub(super) columns: Vec<(String, String, Findings)>,
    pub(super) lines: Vec<ComparisonRow>,
    pub(super) from: usize,
}

/// One line: what it is about, and a text for each column with the verdict that gives it its look.
#[derive(Debug)]
pub(super) struct ComparisonRow {
    pub(super) label: String,
    pub(super) cells: Vec<(String, Option<Verdict>)>,
    pub(super) heading: bool,
}

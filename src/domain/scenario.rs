//! Changes put aside under a name: what somebody tried and may want to try again. They never influence a verdict.

use crate::domain::change::Change;

/// Changes put aside under a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scenario {
    /// What people call it; no two scenarios of an assessment share one.
    pub name: String,
    /// Who put it aside.
    pub by: String,
    /// When, in UTC: `2026-11-22T04:00:00Z`.
    pub at: String,
    /// The changes, in the order in which they are made. None of them is about scenarios.
    pub changes: Vec<Change>,
}

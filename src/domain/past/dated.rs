//! An edit with its time and author.

use crate::domain::change::Change;

/// An edit with its time and author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// When, in UTC; text order is time order.
    pub at: String,
    /// By whom.
    pub by: String,
    /// What was changed.
    pub change: Change,
}

//! What sentences look names up in.

use crate::domain::assessment::Assessment;
use crate::domain::pack::Pack;
use crate::domain::reference::References;

/// What the names in a sentence are looked up in.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Rows, roles, categories.
    pub pack: &'a Pack,
    /// Reference lists and their members.
    pub references: &'a References,
    /// People, contracts, documents, records, equivalences.
    pub assessment: &'a Assessment,
}

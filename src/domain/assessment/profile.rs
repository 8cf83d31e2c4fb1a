//! Who is assessed, against what, as of when.

use crate::domain::date::{Date, months_after};

/// The months a review is taken to last from the reference date (A8), unless set.
pub const REVIEW_MONTHS: u16 = 3;

/// Who is assessed, against what, as of when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// Name of the organisation.
    pub organisation: String,
    /// Pack id.
    pub pack: String,
    /// Pack edition.
    pub edition: String,
    /// Chosen categories, in the order of the pack.
    pub categories: Vec<String>,
    /// The day as of which everything is judged.
    pub reference_date: Option<Date>,
    /// The last day of the review, if not three months after the reference date.
    pub review_end: Option<Date>,
}

impl Profile {
    /// The last day of the review for a reference date.
    pub fn review_end_for(&self, reference: Date) -> Date {
        self.review_end.unwrap_or_else(|| months_after(reference, REVIEW_MONTHS))
    }
}

//! What the shipped rows say beside their rules, held alike over all categories: what a job costs, what comes first, what
//! help asks, in which words.

use kijun::domain::pack::Pack;
use kijun::store::packs::shipped;

/// What help names as a condition, against the rule.
mod conditions;
/// Effort and days, one table for every category.
mod costs;
/// What comes first, and what is done about unverified members.
mod order;
/// One wording for each idea.
mod wording;

/// Every edition that ships.
fn editions() -> Vec<Pack> {
    ["4", "4.1"].map(|edition| shipped(edition).expect("a shipped pack loads").pack).into()
}

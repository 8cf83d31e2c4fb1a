//! One organisation's claims and facts against a pack, as of a reference date.

mod catalog;
mod claim;
mod facts;
mod in_order;
mod names;
mod profile;

pub use catalog::{Catalog, Membership};
pub use claim::{Answer, Claim};
pub use facts::Assessment;
pub use profile::{Profile, REVIEW_MONTHS};

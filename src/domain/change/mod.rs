//! Edits as values: every change of an assessment can be applied, refused when it no longer fits, and undone.
//!
//! A change carries what was there before, so that applying it to anything else is noticed ([`Stale`]) and
//! its inverse is the same change read backward. Entries are found by their key, never by their place; the
//! place is only where a new or restored entry goes.

mod apply;
mod entry;
mod issued;
mod kinds;
mod make;
mod series;
mod uses;

pub use apply::{Stale, Target};
pub use entry::Entry;
pub use issued::Issued;
pub use kinds::{Change, ProfileSwap, Scenario, Swap};
pub use make::RemovalRefused;
pub use series::{Series, is_id};
pub use uses::{dangling, used, uses};

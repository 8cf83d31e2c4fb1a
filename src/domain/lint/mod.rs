//! Faults of pack files: everything that an author has to know, at once.
//!
//! [`check`] looks at packs and lists as they were read, before `Pack::new` and `overlay` make them one, so
//! that nothing hides behind the first fault. The place of a fault in its file is found by the store; the
//! wording in both languages lives in `report::lint`.

mod draft;
mod fault;
mod ids;
mod near;
mod order;
mod reach;
mod references;
mod shape;
mod texts;
mod unverified;
mod words;

pub use near::nearest;
pub(in crate::domain) use near::{differ_in_digits, distance};
pub use references::check_references;

pub use draft::Draft;
pub use fault::{At, Expected, Fault, FoundFault, LintFault, Place, Spot, Vocabulary};

/// All faults of a pack, in the order of its files.
pub fn check(draft: &Draft<'_>) -> Vec<FoundFault> {
    let mut out = Vec::new();
    ids::check(draft, &mut out);
    words::check(draft, &mut out);
    texts::check(draft, &mut out);
    shape::check(draft, &mut out);
    order::check(draft, &mut out);
    if draft.unread.is_empty() {
        reach::check(draft, &mut out);
        order::check_circles(draft, &mut out);
        unverified::check(draft, &mut out);
    }
    out
}

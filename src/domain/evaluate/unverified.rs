//! Rows of which everything is done, only that nobody has seen a member on its published list.

use super::grounds::Ground;
use super::judge::{Basis, Judge};
use crate::domain::verdict::{Outcome, Verdict};

/// The members, by id, that alone keep a row from being satisfied because nobody verified them; nothing where more is
/// missing. The list is empty where the grounds of the row name none, as those of a row that is built from others.
pub fn unverified_alone(
    basis: Basis<'_>,
    at: usize,
    now: Outcome,
    grounds: &[Ground],
) -> Option<Vec<String>> {
    alone(&Judge::presuming_verified(basis), at, now, grounds)
}

/// The same with a judge who takes every member of a list for verified.
pub(super) fn alone(
    presuming: &Judge<'_>,
    at: usize,
    now: Outcome,
    grounds: &[Ground],
) -> Option<Vec<String>> {
    // Other faults leave the strict reading where it is; only needs-confirmation can become satisfied.
    if now.verdict() != Verdict::NeedsConfirmation || presuming.row(at).verdict() != Verdict::Satisfied {
        return None;
    }
    let unverified = grounds.iter().filter_map(Ground::fact).filter(|fact| fact.lacks_verification_alone());
    let mut members: Vec<String> = Vec::new();
    // A paper that names a member has its fault, too, with the section as detail.
    for fact in unverified.filter(|fact| presuming.catalog.member(&fact.detail).is_some()) {
        if !members.contains(&fact.detail) {
            members.push(fact.detail.clone());
        }
    }
    Some(members)
}

//! What can be wrong between the fields of a row.

use crate::domain::date::PartialDate;
use crate::report::fields::any_fact::AnyFact;
use crate::report::fields::field::Words;

/// Nothing.
pub(super) fn fine(_: &AnyFact) -> Option<(&'static str, Words)> {
    None
}

/// The end of a period must not lie before its start; the key is that of the end.
pub(super) fn ends_after(
    from: Option<PartialDate>,
    to: Option<PartialDate>,
    key: &'static str,
) -> Option<(&'static str, Words)> {
    let wrong = from.zip(to).is_some_and(|(from, to)| to.latest() < from.earliest());
    wrong.then_some((key, ("終わりが始まりより前です。", "The end lies before the start.")))
}

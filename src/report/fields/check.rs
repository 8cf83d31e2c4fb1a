//! What can be wrong between the fields of a row.

use crate::domain::date::PartialDate;
use crate::report::fields::any_fact::Described;
use crate::report::fields::field::Words;

/// A period that ends before it begins; the end is to blame.
pub(super) const ENDS_EARLY: (&str, Words) =
    ("to", ("終わりが始まりより前です。", "The end lies before the start."));

/// A first version approved after the present one; the first is to blame.
pub(super) const FIRST_LATER: (&str, Words) = (
    "first_approved",
    ("初版の承認日が、いまの版の承認日より後です。", "The first version was approved after the present one."),
);

/// Nothing.
pub(super) fn fine(_: &dyn Described) -> Option<(&'static str, Words)> {
    None
}

/// Whether a period ends before it begins.
pub(super) fn ends_early(from: Option<PartialDate>, to: Option<PartialDate>) -> bool {
    from.zip(to).is_some_and(|(from, to)| to.latest() < from.earliest())
}

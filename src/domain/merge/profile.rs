//! Profiles are merged field by field: a profile is one entry, but two people rarely mean the same part of it.

use super::base::Base;
use super::clash::Clash;
use crate::domain::assessment::Profile;
use crate::domain::change::{Change, ProfileSwap};

/// Does the same with every field of a profile that is decided by itself. Pack and edition are one.
macro_rules! each_field {
    ($do:ident) => {
        $do!("organisation", organisation);
        $do!("edition", pack, edition);
        $do!("categories", categories);
        $do!("reference-date", reference_date);
        $do!("review-end", review_end);
    };
}

/// What only they changed, if anything, and what both changed differently.
pub(super) fn profiles(base: &Base, ours: &Profile, theirs: &Profile) -> (Option<Change>, Vec<Clash>) {
    let (old, other) = (&base.values.profile, &base.other_profile);
    let blank = Profile::default();
    let mut taken = ours.clone();
    let mut disputed: Vec<(&'static str, Profile)> = Vec::new();
    macro_rules! field {
        ($name:literal, $($field:ident),*) => {
            let is = |one: &Profile, two: &Profile| $(one.$field == two.$field)&&*;
            let known = is(old, other);
            if is(ours, theirs) || (known && is(theirs, old)) || (!known && is(theirs, &blank)) {
            } else if (known && is(ours, old)) || (!known && is(ours, &blank)) {
                $(taken.$field.clone_from(&theirs.$field);)*
            } else {
                let mut with_theirs = ours.clone();
                $(with_theirs.$field.clone_from(&theirs.$field);)*
                disputed.push(($name, with_theirs));
            }
        };
    }
    each_field!(field);
    let swap = |after: Profile| Change::Profile(Box::new(ProfileSwap { before: ours.clone(), after }));
    let change = (taken != *ours).then(|| swap(taken));
    let clash = |(name, with_theirs): (&'static str, Profile)| Clash {
        id: format!("profile.{name}"),
        ..Clash::of(swap(with_theirs), true)
    };
    (change, disputed.into_iter().map(clash).collect())
}

/// Puts the fields in which two profiles differ into another one.
pub(super) fn take_fields(swap: &ProfileSwap, profile: &mut Profile) {
    macro_rules! field {
        ($name:literal, $($field:ident),*) => {$(
            if swap.before.$field != swap.after.$field {
                profile.$field.clone_from(&swap.after.$field);
            }
        )*};
    }
    each_field!(field);
}

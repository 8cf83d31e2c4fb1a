//! Two versions compared with what both began with, entry by entry.

use super::base::{Base, by_key};
use super::clash::Clash;
use super::outcome::Merge;
use super::profile::profiles;
use super::weave::Weave;
use crate::domain::assessment::{Assessment, Claim};
use crate::domain::change::{Change, Scenario, Swap};
use crate::domain::register::{
    Closure, Contract, Declaration, Document, Equivalence, Evidence, Person, Record, StandardChoice,
    VerifiedMember,
};
use crate::domain::signer::Signer;
use crate::domain::step_note::StepNote;

/// The changes that turn one version into another; the order of entries is no difference.
pub fn difference(from: &Assessment, to: &Assessment) -> Vec<Change> {
    // Seen from an unchanged copy, everything is a change of the other side.
    compare(&Base::known(from), from, to).theirs
}

impl Base {
    /// What two sides came from, each by its own history: where they disagree, the past is unknown. Two sides
    /// without histories came from what they are, so that every difference is one of unknown past.
    pub fn agreed(ours: &Assessment, theirs: &Assessment) -> Self {
        let apart = difference(ours, theirs);
        let unsure = apart.iter().filter(|change| !matches!(change, Change::Profile(_)));
        Self {
            values: ours.clone(),
            other_profile: theirs.profile.clone(),
            unsure: unsure.map(Change::target).collect(),
        }
    }
}

pub(super) fn compare(base: &Base, ours: &Assessment, theirs: &Assessment) -> Merge {
    let (profile, clashes) = profiles(base, &ours.profile, &theirs.profile);
    let mut merge = Merge { theirs: profile.into_iter().collect(), clashes, ..Merge::default() };
    // Facts before what refers to them.
    lists::<Person>(base, ours, theirs, &mut merge);
    lists::<Contract>(base, ours, theirs, &mut merge);
    lists::<Document>(base, ours, theirs, &mut merge);
    lists::<Record>(base, ours, theirs, &mut merge);
    lists::<Equivalence>(base, ours, theirs, &mut merge);
    lists::<Evidence>(base, ours, theirs, &mut merge);
    lists::<StandardChoice>(base, ours, theirs, &mut merge);
    lists::<Declaration>(base, ours, theirs, &mut merge);
    lists::<VerifiedMember>(base, ours, theirs, &mut merge);
    lists::<Closure>(base, ours, theirs, &mut merge);
    lists::<StepNote>(base, ours, theirs, &mut merge);
    lists::<Signer>(base, ours, theirs, &mut merge);
    lists::<Claim>(base, ours, theirs, &mut merge);
    lists::<Scenario>(base, ours, theirs, &mut merge);
    merge
}

fn lists<T: Weave>(base: &Base, ours: &Assessment, theirs: &Assessment, merge: &mut Merge) {
    let (old, our, their) = (by_key::<T>(&base.values), by_key::<T>(ours), by_key::<T>(theirs));
    // Where we have rows of our own, theirs go behind them.
    let behind = our.keys().any(|key| !their.contains_key(key));
    let removed = T::list(&base.values).iter().filter(|entry| !their.contains_key(entry.key().as_ref()));
    for (at, entry) in T::list(theirs).iter().chain(removed).enumerate() {
        let key = entry.key().into_owned();
        let [old, our, their] = [&old, &our, &their].map(|list| list.get(&key).copied());
        if their == our {
            continue;
        }
        let at = if behind && our.is_none() { usize::MAX } else { at };
        let change = T::change(Swap { at, before: our.cloned(), after: their.cloned() });
        if base.unsure.contains(&change.target()) {
            match (our, their) {
                // What only one side has was added there, as far as is known.
                (None, _) => merge.theirs.push(change),
                (_, None) => {}
                _ => disputed(change, false, merge),
            }
        } else if our == old {
            merge.theirs.push(change);
        } else if their != old {
            match woven(old, our, their) {
                // They had done a part of what we did.
                Some(both) if our == Some(&both) => {}
                Some(both) => {
                    let change = T::change(Swap { at, before: our.cloned(), after: Some(both) });
                    merge.woven.push(change.name());
                    merge.theirs.push(change);
                }
                None => disputed(change, old.is_some(), merge),
            }
        }
    }
}

fn woven<T: Weave>(old: Option<&T>, ours: Option<&T>, theirs: Option<&T>) -> Option<T> {
    T::weave(old?, ours?, theirs?)
}

/// Two people who answered alike have not contradicted each other; the earlier signature stays.
fn disputed(change: Change, common: bool, merge: &mut Merge) {
    if let Change::Claim(Swap { before: Some(ours), after: Some(theirs), .. }) = &change
        && (ours.answer, &ours.remark) == (theirs.answer, &theirs.remark)
    {
        if (&theirs.at, &theirs.by, &theirs.post) < (&ours.at, &ours.by, &ours.post) {
            merge.theirs.push(change);
        }
        return;
    }
    merge.clashes.push(Clash::of(change, common));
}

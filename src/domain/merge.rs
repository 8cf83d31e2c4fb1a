//! Three-way merging: what two people made of the same file becomes one, entry by entry.
//!
//! Everything is a change of *our* values, so that merging is a row of ordinary edits that the history keeps
//! and undo takes back. Where both changed one entry in different ways, a person chooses.

use std::collections::HashMap;

use crate::domain::assessment::{Assessment, Claim, Profile};
use crate::domain::change::{Change, Entry, ProfileSwap, Swap, uses};
use crate::domain::register::{
    Closure, Contract, Declaration, Document, Equivalence, Evidence, Person, Record, StandardChoice,
    VerifiedMember,
};
use crate::domain::scenario::Scenario;
use crate::domain::step_note::StepNote;

/// How two versions of a file come together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merge {
    /// What we changed since the common base.
    pub ours: Vec<Change>,
    /// What only they changed, as changes of our values.
    pub theirs: Vec<Change>,
    /// What both changed differently: each turns our entry into theirs.
    pub conflicts: Vec<Change>,
}

/// Compares two versions with the one both began with.
pub fn merge(base: &Assessment, ours: &Assessment, theirs: &Assessment) -> Merge {
    Merge { ours: difference(base, ours), ..compare([base, ours, theirs]) }
}

/// The changes that turn one version into another; the order of entries is no difference.
pub fn difference(from: &Assessment, to: &Assessment) -> Vec<Change> {
    // Seen from an unchanged copy, everything is a change of the other side.
    compare([from, from, to]).theirs
}

fn compare(all: [&Assessment; 3]) -> Merge {
    let mut merge = Merge::default();
    profiles(all.map(|assessment| &assessment.profile), &mut merge);
    // Facts before what refers to them.
    lists::<Person>(all, &mut merge);
    lists::<Contract>(all, &mut merge);
    lists::<Document>(all, &mut merge);
    lists::<Record>(all, &mut merge);
    lists::<Equivalence>(all, &mut merge);
    lists::<Evidence>(all, &mut merge);
    lists::<StandardChoice>(all, &mut merge);
    lists::<Declaration>(all, &mut merge);
    lists::<VerifiedMember>(all, &mut merge);
    lists::<Closure>(all, &mut merge);
    lists::<StepNote>(all, &mut merge);
    lists::<Claim>(all, &mut merge);
    lists::<Scenario>(all, &mut merge);
    merge
}

/// Brings back what one side removed and the merged values still refer to.
pub fn restored(merged: &Assessment, sources: &[&Assessment]) -> Vec<Change> {
    let mut changes = Vec::new();
    for source in sources {
        still_used::<Person>(merged, source, &mut changes);
        still_used::<Contract>(merged, source, &mut changes);
        still_used::<Document>(merged, source, &mut changes);
        still_used::<Record>(merged, source, &mut changes);
        still_used::<Equivalence>(merged, source, &mut changes);
    }
    changes
}

fn still_used<T: Entry>(merged: &Assessment, source: &Assessment, changes: &mut Vec<Change>) {
    let there: Vec<_> = T::list(merged).iter().map(Entry::key).collect();
    for entry in T::list(source).iter().filter(|entry| !there.contains(&entry.key())) {
        let change = Change::put(merged, entry.clone());
        let known = changes.iter().any(|other| other.target() == change.target());
        if !known && !uses(merged, &entry.key()).is_empty() {
            changes.push(change);
        }
    }
}

fn by_key<T: Entry>(assessment: &Assessment) -> HashMap<String, &T> {
    T::list(assessment).iter().map(|entry| (entry.key().into_owned(), entry)).collect()
}

fn lists<T: Entry>([base, ours, theirs]: [&Assessment; 3], merge: &mut Merge) {
    let (old, our, their) = (by_key::<T>(base), by_key::<T>(ours), by_key::<T>(theirs));
    let removed = T::list(base).iter().filter(|entry| !their.contains_key(entry.key().as_ref()));
    for (at, entry) in T::list(theirs).iter().chain(removed).enumerate() {
        let key = entry.key().into_owned();
        let [old, our, their] = [&old, &our, &their].map(|list| list.get(&key).copied());
        if their == old || their == our {
            continue;
        }
        let change = T::change(Swap { at, before: our.cloned(), after: their.cloned() });
        if our == old {
            merge.theirs.push(change);
        } else if !says_the_same(&change) {
            merge.conflicts.push(change);
        }
    }
}

/// Two people who answered alike have not contradicted each other; the earlier signature is as good.
fn says_the_same(change: &Change) -> bool {
    match change {
        Change::Claim(Swap { before: Some(ours), after: Some(theirs), .. }) => {
            ours.answer == theirs.answer && ours.remark == theirs.remark
        }
        _ => false,
    }
}

/// Field by field: a profile is one entry, but two people rarely mean the same part of it.
fn profiles([base, ours, theirs]: [&Profile; 3], merge: &mut Merge) {
    let mut taken = ours.clone();
    macro_rules! each {
        ($side:ident where $moved:expr; $($field:ident),*) => {$(
            let moved: fn(bool, bool) -> bool = $moved;
            if moved(ours.$field != base.$field, theirs.$field != base.$field) {
                $side.$field.clone_from(&theirs.$field);
            }
        )*};
    }
    each!(taken where |ours, theirs| theirs && !ours;
        organisation, pack, edition, categories, reference_date, review_end);
    // Offered after the undisputed fields were taken, so it has those as well.
    let mut contested = taken.clone();
    each!(contested where |ours, theirs| theirs && ours;
        organisation, pack, edition, categories, reference_date, review_end);
    let swap = |before: &Profile, after: &Profile| {
        Change::Profile(Box::new(ProfileSwap { before: before.clone(), after: after.clone() }))
    };
    if taken != *ours {
        merge.theirs.push(swap(ours, &taken));
    }
    if contested != taken {
        merge.conflicts.push(swap(&taken, &contested));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::Answer;
    use crate::domain::register::TeamMember;

    fn claim(row: &str, answer: Answer, by: &str) -> Claim {
        Claim { row: row.into(), answer, remark: String::new(), by: by.into(), at: String::new() }
    }

    fn of(claims: &[(&str, Answer)], by: &str) -> Assessment {
        let claims = claims.iter().map(|(row, answer)| claim(row, *answer, by)).collect();
        Assessment { claims, ..Assessment::default() }
    }

    fn apply(state: &mut Assessment, changes: &[Change]) {
        changes.iter().for_each(|change| change.apply(state).expect("fits"));
    }

    #[test]
    fn different_entries_come_together() {
        let base = of(&[("a", Answer::Yes), ("b", Answer::Yes)], "base");
        let mut ours = base.clone();
        ours.claims[0].answer = Answer::No;
        let mut theirs = base.clone();
        theirs.claims.remove(1);
        theirs.claims.push(claim("c", Answer::Unknown, "them"));
        let merge = merge(&base, &ours, &theirs);
        assert_eq!((merge.ours.len(), merge.theirs.len(), merge.conflicts.len()), (1, 2, 0));
        apply(&mut ours, &merge.theirs);
        assert_eq!(ours.claims, [claim("a", Answer::No, "base"), claim("c", Answer::Unknown, "them")]);
    }

    #[test]
    fn the_same_entry_changed_twice_is_a_conflict_unless_both_say_the_same() {
        let base = of(&[], "");
        let ours = of(&[("a", Answer::Yes), ("b", Answer::Yes)], "us");
        let theirs = of(&[("a", Answer::No), ("b", Answer::Yes)], "them");
        let merge = merge(&base, &ours, &theirs);
        assert!(merge.theirs.is_empty());
        assert_eq!(merge.conflicts.len(), 1);
        let mut taken = ours.clone();
        apply(&mut taken, &merge.conflicts);
        assert_eq!(taken.claim("a"), theirs.claim("a"));
        assert_eq!(taken.claim("b"), ours.claim("b"));
    }

    #[test]
    fn a_profile_merges_field_by_field() {
        let base = Assessment::default();
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        ours.profile.organisation = "ours".into();
        theirs.profile.organisation = "theirs".into();
        theirs.profile.categories = vec!["soc".into()];
        let merge = merge(&base, &ours, &theirs);
        apply(&mut ours, &merge.theirs);
        assert_eq!((ours.profile.organisation.as_str(), ours.profile.categories.len()), ("ours", 1));
        apply(&mut ours, &merge.conflicts);
        assert_eq!(ours.profile, theirs.profile);
    }

    #[test]
    fn what_is_still_referred_to_comes_back() {
        let person = |id: &str| Person { id: id.into(), ..Person::default() };
        let member = TeamMember { person: "P-01".into(), ..TeamMember::default() };
        let base = Assessment { people: vec![person("P-01"), person("P-02")], ..Assessment::default() };
        let mut ours = Assessment { people: Vec::new(), ..base.clone() };
        let mut theirs = base.clone();
        theirs.contracts.push(Contract { id: "C-01".into(), team: vec![member], ..Contract::default() });
        let merge = merge(&base, &ours, &theirs);
        apply(&mut ours, &merge.theirs);
        let back = restored(&ours, &[&base, &theirs]);
        assert_eq!(back.iter().map(Change::subject).collect::<Vec<_>>(), ["P-01"]);
        apply(&mut ours, &back);
        assert_eq!(ours.people, [person("P-01")]);
    }

    #[test]
    fn a_difference_leads_from_one_to_the_other() {
        let mut from = of(&[("a", Answer::Yes), ("b", Answer::No)], "us");
        let to = of(&[("b", Answer::Yes), ("c", Answer::No)], "us");
        let changes = difference(&from, &to);
        assert_eq!(changes.len(), 3);
        apply(&mut from, &changes);
        assert!(difference(&from, &to).is_empty());
        assert!(difference(&to, &to).is_empty());
    }
}

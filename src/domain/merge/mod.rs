//! Three-way merging: what two people made of the same file becomes one, entry by entry.
//!
//! Everything is a change of *our* values, so that merging is a row of ordinary edits that the history keeps
//! and undo takes back. Where both changed one part of an entry in different ways, a person chooses; which of
//! two edits is the later one never decides.

mod base;
mod clash;
mod renumber;
mod weave;

use std::collections::HashMap;

pub use self::base::Base;
pub use self::clash::{Clash, ClashKind};
pub use self::renumber::{Renumbered, renumber};
use self::weave::Weave;
use crate::domain::assessment::{Assessment, Claim, Profile};
use crate::domain::change::{Change, Entry, Issued, ProfileSwap, Swap, uses};
use crate::domain::register::{
    Closure, Contract, Declaration, Document, Equivalence, Evidence, Person, Record, StandardChoice,
    VerifiedMember,
};
use crate::domain::scenario::Scenario;
use crate::domain::signer::Signer;
use crate::domain::step_note::StepNote;

/// How two versions of a file come together.
#[derive(Debug, Clone, Default)]
pub struct Merge {
    /// What we changed since the common base.
    pub ours: Vec<Change>,
    /// What only they changed, as changes of our values.
    pub theirs: Vec<Change>,
    /// Those of [`Self::theirs`] that go into rows which we changed elsewhere: their names.
    pub woven: Vec<String>,
    /// What both changed differently.
    pub clashes: Vec<Clash>,
    /// Rows of theirs whose id we had given to something else.
    pub renumbered: Vec<Renumbered>,
    /// Their values, with the new numbers.
    pub their_values: Assessment,
    base_values: Assessment,
}

/// What a merge comes to once every clash is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The values.
    pub values: Assessment,
    /// Ids of what one side had removed and the values still refer to, so that it came back.
    pub restored: Vec<String>,
}

/// Compares two versions with what both began with.
///
/// `issued` says which ids were ever given out on either side beyond those in the values; `apart` names rows
/// of which both versions are to be kept, theirs under a new id.
pub fn merge(
    base: &Base,
    ours: &Assessment,
    theirs: &Assessment,
    issued: &Issued,
    apart: &[String],
) -> Merge {
    let mut issued = issued.clone();
    [&base.values, ours, theirs].into_iter().for_each(|values| issued.see(values));
    let mut their_values = theirs.clone();
    let renumbered = renumber::separate(base, ours, &mut their_values, &mut issued, apart);
    let mut merge = compare(base, ours, &their_values);
    merge.ours = difference(&base.values, ours);
    Merge { renumbered, their_values, base_values: base.values.clone(), ..merge }
}

/// The changes that turn one version into another; the order of entries is no difference.
pub fn difference(from: &Assessment, to: &Assessment) -> Vec<Change> {
    // Seen from an unchanged copy, everything is a change of the other side.
    compare(&Base::known(from), from, to).theirs
}

impl Merge {
    /// The values that come of it; `takes_theirs` decides each clash.
    pub fn settled(&self, ours: &Assessment, takes_theirs: impl Fn(&Clash) -> bool) -> Settled {
        let mut values = ours.clone();
        self.theirs.iter().for_each(|change| change.impose(&mut values));
        for clash in self.clashes.iter().filter(|clash| takes_theirs(clash)) {
            match &clash.change {
                Change::Profile(swap) => take_fields(swap, &mut values.profile),
                change => change.impose(&mut values),
            }
        }
        let mut restored = Vec::new();
        loop {
            let back = missing(&values, &[&self.base_values, &self.their_values, ours]);
            if back.is_empty() {
                return Settled { values, restored };
            }
            back.iter().for_each(|change| change.impose(&mut values));
            restored.extend(back.iter().map(Change::subject));
        }
    }
}

fn compare(base: &Base, ours: &Assessment, theirs: &Assessment) -> Merge {
    let mut merge = Merge::default();
    profiles(base, &ours.profile, &theirs.profile, &mut merge);
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

/// What one side removed and the merged values still refer to.
fn missing(merged: &Assessment, sources: &[&Assessment]) -> Vec<Change> {
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
    let there = by_key::<T>(merged);
    for entry in T::list(source).iter().filter(|entry| !there.contains_key(entry.key().as_ref())) {
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
                // What only one side has was added there, as far as anybody knows.
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

/// Field by field: a profile is one entry, but two people rarely mean the same part of it.
fn profiles(base: &Base, ours: &Profile, theirs: &Profile, merge: &mut Merge) {
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
    if taken != *ours {
        merge.theirs.push(profile_swap(ours, &taken));
    }
    let clash = |(name, with_theirs): (&'static str, Profile)| Clash {
        id: format!("profile.{name}"),
        ..Clash::of(profile_swap(ours, &with_theirs), true)
    };
    merge.clashes.extend(disputed.into_iter().map(clash));
}

fn profile_swap(before: &Profile, after: &Profile) -> Change {
    Change::Profile(Box::new(ProfileSwap { before: before.clone(), after: after.clone() }))
}

/// Puts the fields in which two profiles differ into another one.
fn take_fields(swap: &ProfileSwap, profile: &mut Profile) {
    macro_rules! field {
        ($name:literal, $($field:ident),*) => {$(
            if swap.before.$field != swap.after.$field {
                profile.$field.clone_from(&swap.after.$field);
            }
        )*};
    }
    each_field!(field);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::Answer;
    use crate::domain::register::TeamMember;

    fn claim(row: &str, answer: Answer, by: &str) -> Claim {
        let (remark, post, at) = (String::new(), String::new(), String::new());
        Claim { row: row.into(), answer, remark, by: by.into(), post, at }
    }

    fn of(claims: &[(&str, Answer)], by: &str) -> Assessment {
        let claims = claims.iter().map(|(row, answer)| claim(row, *answer, by)).collect();
        Assessment { claims, ..Assessment::default() }
    }

    fn merged(base: &Assessment, ours: &Assessment, theirs: &Assessment) -> Merge {
        merge(&Base::known(base), ours, theirs, &Issued::default(), &[])
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
        let merge = merged(&base, &ours, &theirs);
        assert_eq!((merge.ours.len(), merge.theirs.len(), merge.clashes.len()), (1, 2, 0));
        apply(&mut ours, &merge.theirs);
        assert_eq!(ours.claims, [claim("a", Answer::No, "base"), claim("c", Answer::Unknown, "them")]);
    }

    #[test]
    fn the_same_entry_changed_twice_is_a_conflict_unless_both_say_the_same() {
        let base = of(&[], "");
        let ours = of(&[("a", Answer::Yes), ("b", Answer::Yes)], "aoki");
        let theirs = of(&[("a", Answer::No), ("b", Answer::Yes)], "baba");
        let merge = merged(&base, &ours, &theirs);
        assert!(merge.theirs.is_empty());
        assert_eq!(merge.clashes.len(), 1);
        let taken = merge.settled(&ours, |_| true).values;
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
        let merge = merged(&base, &ours, &theirs);
        assert_eq!(merge.clashes[0].id, "profile.organisation");
        let kept = merge.settled(&ours, |_| false).values.profile;
        assert_eq!((kept.organisation.as_str(), kept.categories.len()), ("ours", 1));
        assert_eq!(merge.settled(&ours, |_| true).values.profile, theirs.profile);
    }

    #[test]
    fn what_is_still_referred_to_comes_back() {
        let person = |id: &str| Person { id: id.into(), ..Person::default() };
        let member = TeamMember { person: "P-01".into(), ..TeamMember::default() };
        let base = Assessment { people: vec![person("P-01"), person("P-02")], ..Assessment::default() };
        let ours = Assessment { people: Vec::new(), ..base.clone() };
        let mut theirs = base.clone();
        theirs.contracts.push(Contract { id: "C-01".into(), team: vec![member], ..Contract::default() });
        let merge = merged(&base, &ours, &theirs);
        let settled = merge.settled(&ours, |_| false);
        assert_eq!(settled.restored, ["P-01"]);
        assert_eq!(settled.values.people, [person("P-01")]);
    }

    #[test]
    fn one_id_for_two_new_people_becomes_two_ids_with_everything_that_means_them() {
        let person = |id: &str, name: &str| Person { id: id.into(), name: name.into(), ..Person::default() };
        let team = |id: &str| vec![TeamMember { person: id.into(), ..TeamMember::default() }];
        let contract =
            |person: &str| Contract { id: "C-01".into(), team: team(person), ..Contract::default() };
        let base = Assessment { people: vec![person("P-01", "青木")], ..Assessment::default() };
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        ours.people.push(person("P-02", "馬場"));
        theirs.people.push(person("P-02", "千葉"));
        // The same text on both sides, but not the same people.
        ours.contracts.push(contract("P-02"));
        theirs.contracts.push(contract("P-02"));
        let mut issued = Issued::default();
        issued.note(&Change::put(&base, person("P-07", "removed since")));
        let merge = merge(&Base::known(&base), &ours, &theirs, &issued, &[]);
        let numbers: Vec<_> =
            merge.renumbered.iter().map(|row| (row.from.as_str(), row.to.as_str())).collect();
        assert_eq!(numbers, [("P-02", "P-08"), ("C-01", "C-02")]);
        assert!(merge.clashes.is_empty());
        let merged = merge.settled(&ours, |_| false).values;
        assert_eq!(merged.contract("C-01").map(|c| c.team[0].person.as_str()), Some("P-02"));
        assert_eq!(merged.contract("C-02").map(|c| c.team[0].person.as_str()), Some("P-08"));
        assert_eq!(merged.person("P-08").map(|p| p.name.as_str()), Some("千葉"));
    }

    #[test]
    fn one_person_entered_on_both_sides_in_two_spellings_is_a_clash_and_not_two_people() {
        let person = |name: &str| Person { id: "P-01".into(), name: name.into(), ..Person::default() };
        let base = Assessment::default();
        let ours = Assessment { people: vec![person("髙橋 健")], ..base.clone() };
        let theirs = Assessment { people: vec![person("高橋　健")], ..base.clone() };
        let merge = merged(&base, &ours, &theirs);
        assert!(merge.renumbered.is_empty());
        assert_eq!(merge.clashes.iter().map(|clash| clash.keeps_both).collect::<Vec<_>>(), [true]);
    }

    #[test]
    fn without_a_common_past_every_difference_is_a_clash_and_both_rows_can_be_kept() {
        let person = |id: &str, name: &str| Person { id: id.into(), name: name.into(), ..Person::default() };
        let team = |id: &str| vec![TeamMember { person: id.into(), ..TeamMember::default() }];
        let contract = Contract { id: "C-01".into(), team: team("P-01"), ..Contract::default() };
        let mut ours = of(&[("a", Answer::Yes)], "aoki");
        ours.people = vec![person("P-01", "青木"), person("P-03", "only ours")];
        ours.contracts = vec![contract];
        let mut theirs = Assessment { people: vec![person("P-01", "千葉")], ..ours.clone() };
        theirs.claims = vec![claim("a", Answer::NotApplicable, "baba"), claim("b", Answer::No, "baba")];
        let base = Base::agreed(&ours, &theirs);
        assert!(!base.is_certain());
        let two = merge(&base, &ours, &theirs, &Issued::default(), &[]);
        let clashes: Vec<_> = two.clashes.iter().map(|c| (c.id.as_str(), c.kind, c.keeps_both)).collect();
        assert_eq!(
            clashes,
            [("P-01", ClashKind::Changed, true), ("a", ClashKind::AnswerOrNotApplicable, false)]
        );
        let both = merge(&base, &ours, &theirs, &Issued::default(), &["P-01".to_owned()]);
        let merged = both.settled(&ours, |_| false).values;
        let names: Vec<&str> = merged.people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["青木", "only ours", "千葉"]);
        assert_eq!(merged.contracts, ours.contracts, "what was the same on both sides means ours");
        assert_eq!(merged.claims, [ours.claims[0].clone(), theirs.claims[1].clone()]);
    }

    #[test]
    fn each_kind_of_clash_has_its_name() {
        let cases = [
            (Some(Answer::Yes), Some(Answer::No), ClashKind::Answer),
            (Some(Answer::Unknown), Some(Answer::No), ClashKind::AnswerOrUnknown),
            (Some(Answer::Unknown), Some(Answer::NotApplicable), ClashKind::AnswerOrUnknown),
            (Some(Answer::Yes), Some(Answer::NotApplicable), ClashKind::AnswerOrNotApplicable),
            (Some(Answer::Yes), None, ClashKind::ChangedOrRemoved),
            (None, Some(Answer::Yes), ClashKind::ChangedOrRemoved),
        ];
        let mut base = of(&[("a", Answer::Yes)], "base");
        base.claims[0].remark = "as it was".into();
        for (our, their, kind) in cases {
            let side = |answer: Option<Answer>| {
                of(&answer.map(|answer| ("a", answer)).into_iter().collect::<Vec<_>>(), "side")
            };
            let (ours, theirs) = (side(our), side(their));
            let found = merged(&base, &ours, &theirs);
            assert_eq!(found.clashes.iter().map(|clash| clash.kind).collect::<Vec<_>>(), [kind]);
        }
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        ours.claims[0].remark = "one".into();
        theirs.claims[0].remark = "other".into();
        assert_eq!(merged(&base, &ours, &theirs).clashes[0].kind, ClashKind::RemarkOnly);
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

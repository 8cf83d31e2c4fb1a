//! One row that two people changed in different places: both changes in one row, where that is safe.
//!
//! Fields that say one thing together (the version of a document, its day of approval and its content) are
//! taken together or not at all: half of each side would be a fact that was never stated. So is everything about an
//! equivalence, which is one argument, and about a claim, a declaration and a closure, which are signed.

use crate::domain::assessment::Claim;
use crate::domain::change::{Entry, Scenario};
use crate::domain::register::{
    Closure, Contract, Declaration, Document, Equivalence, Evidence, Person, Record, StandardChoice,
    VerifiedMember,
};
use crate::domain::signer::Signer;
use crate::domain::step_note::StepNote;

/// An entry whose parts may come from two sides.
pub(super) trait Weave: Entry {
    /// What both made of `old`; `None` if both changed the same part differently, and where the entry has no
    /// parts of its own.
    fn weave(_old: &Self, _ours: &Self, _theirs: &Self) -> Option<Self> {
        None
    }
}

impl Weave for Claim {}
impl Weave for StandardChoice {}
impl Weave for Declaration {}
impl Weave for Equivalence {}
impl Weave for VerifiedMember {}
impl Weave for Closure {}
impl Weave for Scenario {}

/// Says of each type what it is found by, which lists it has, and which fields are one part.
macro_rules! woven {
    ($($type:ident by $key:ident, lists [$($list:ident),*], parts [$(($($field:ident),+)),+];)*) => {
        $(impl Weave for $type {
            fn weave(old: &Self, ours: &Self, theirs: &Self) -> Option<Self> {
                // Every field is named here, so that none is forgotten.
                let Self { $key: _, $($list: _,)* $($($field: _,)+)+ } = old;
                let mut woven = ours.clone();
                $(woven.$list = list(&old.$list, &ours.$list, &theirs.$list)?;)*
                $({
                    let same = |one: &Self, two: &Self| $(one.$field == two.$field)&&+;
                    if !same(ours, theirs) && !same(old, theirs) {
                        if !same(old, ours) {
                            return None;
                        }
                        $(woven.$field.clone_from(&theirs.$field);)+
                    }
                })+
                Some(woven)
            }
        })*
    };
}

woven! {
    Person by id, lists [posts, qualifications, lectures, trainings], parts [(name, yomi), (engagement), (note)];
    Contract by id, lists [services, team],
        parts [(alias), (kinds, kind_reason), (form), (signed, from, to, delivered, stage), (other_firm),
            (client_system), (note)];
    Document by id, lists [],
        parts [(title), (version, approved, state, stage, covers, names, people, headcounts), (first_approved), (owner),
            (audience), (note)];
    Record by id, lists [], parts [(kind, on, by, rows, contracts, scope, result, follow_up, stage), (title)];
    Evidence by id, lists [shows], parts [(number), (title), (kind), (file, digest), (holder), (on)];
    Signer by name, lists [signs], parts [(post)];
    StepNote by step, lists [], parts [(owner), (due), (done), (effort), (lead_days)];
}

/// Both sides' additions and removals; `None` if both took the same element away, which may be how each changed it.
fn list<T: Clone + PartialEq>(old: &[T], ours: &[T], theirs: &[T]) -> Option<Vec<T>> {
    if ours == theirs || theirs == old {
        return Some(ours.to_vec());
    }
    if ours == old {
        return Some(theirs.to_vec());
    }
    let gone_twice = old.iter().any(|element| !ours.contains(element) && !theirs.contains(element));
    let kept = ours.iter().filter(|element| !old.contains(element) || theirs.contains(element));
    let added = theirs.iter().filter(|element| !old.contains(element) && !ours.contains(element));
    (!gone_twice).then(|| kept.chain(added).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::register::{DocumentState, Register, StatedCount, TeamMember};

    fn contract(alias: &str, note: &str, team: &[&str]) -> Contract {
        let member = |id: &&str| TeamMember { person: (*id).into(), ..TeamMember::default() };
        let team = team.iter().map(member).collect();
        Contract { id: "C-01".into(), alias: alias.into(), note: note.into(), team, ..Contract::default() }
    }

    #[test]
    fn parts_come_from_whoever_changed_them() {
        let old = contract("a", "", &["P-01", "P-02"]);
        let ours = contract("b", "", &["P-01", "P-02", "P-03"]);
        let theirs = contract("a", "noted", &["P-02", "P-04"]);
        let both = contract("b", "noted", &["P-02", "P-03", "P-04"]);
        assert_eq!(Contract::weave(&old, &ours, &theirs), Some(both.clone()));
        for (ours, theirs, woven) in [(&old, &theirs, &theirs), (&ours, &old, &ours)] {
            assert_eq!(Contract::weave(&old, ours, theirs).as_ref(), Some(woven));
        }
    }

    #[test]
    fn what_both_changed_is_left_to_a_person() {
        let old = contract("a", "", &["P-01"]);
        for (ours, theirs) in [
            (contract("b", "", &["P-01"]), contract("c", "noted", &["P-01"])),
            // One side may have replaced the person whom the other side removed.
            (contract("a", "", &["P-02"]), contract("a", "", &[])),
        ] {
            assert_eq!(Contract::weave(&old, &ours, &theirs), None);
            assert_eq!(Contract::weave(&old, &theirs, &ours), None);
        }
    }

    #[test]
    fn what_says_one_thing_together_is_not_halved() {
        let old = Document { id: "D-01".into(), version: "1".into(), ..Document::default() };
        let ours = Document { version: "2".into(), ..old.clone() };
        let theirs = Document { state: DocumentState::Draft, approved: None, ..old.clone() };
        assert_ne!(old.state, DocumentState::Draft);
        assert_eq!(Document::weave(&old, &ours, &theirs), None);
        let theirs = Document { title: "another".into(), ..old.clone() };
        let both = Document { title: "another".into(), ..ours.clone() };
        assert_eq!(Document::weave(&old, &ours, &theirs), Some(both));
    }

    #[test]
    fn a_document_does_not_come_to_state_two_numbers_for_one_thing() {
        let stating = |count| StatedCount { row: "a".into(), route: "a.r".into(), count };
        let old = Document { id: "D-01".into(), headcounts: vec![stating(2)], ..Document::default() };
        let (mut ours, mut theirs) = (old.clone(), old.clone());
        ours.headcounts = vec![];
        theirs.headcounts.push(stating(3));
        assert_eq!(Document::weave(&old, &ours, &theirs), None);
        let none = Document { headcounts: vec![], ..old.clone() };
        let (ours, theirs) = ([stating(3)], [stating(4)]);
        let [ours, theirs] =
            [ours, theirs].map(|counts| Document { headcounts: counts.into(), ..none.clone() });
        assert_eq!(Document::weave(&none, &ours, &theirs), None);
        let noted = Document { note: "noted".into(), ..none.clone() };
        let both = Document { note: "noted".into(), ..ours.clone() };
        assert_eq!(Document::weave(&none, &ours, &noted), Some(both));
    }

    #[test]
    fn what_somebody_signed_is_never_two_peoples() {
        let old =
            Closure { register: Register::Roster, by: "青木".into(), post: "部長".into(), on: None };
        let ours = Closure { by: "馬場".into(), ..old.clone() };
        assert_eq!(Closure::weave(&old, &ours, &old), None);
    }
}

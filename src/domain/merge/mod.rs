//! Three-way merging: what two people made of the same file becomes one, entry by entry.
//!
//! Everything is a change of *our* values, so that merging is a row of ordinary edits that the history keeps
//! and undo takes back. Where both changed one part of an entry in different ways, a person chooses; which of
//! two edits is the later one never decides.

mod base;
mod clash;
mod compare;
mod outcome;
mod profile;
mod renumber;
mod weave;

pub use base::Base;
pub use clash::{Clash, ClashKind};
pub use compare::difference;
pub use outcome::{Merge, Settled};
pub use renumber::{Renumbered, renumber};

use self::compare::compare;
use crate::domain::assessment::Assessment;
use crate::domain::change::Issued;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::{Answer, Claim};
    use crate::domain::change::Change;
    use crate::domain::register::{Contract, Person, TeamMember};

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

//! Which members of reference lists are one thing: those of which the lists say so, and no others.

use kijun::domain::assessment::{Assessment, Catalog};
use kijun::domain::reference::{Member, ReferenceList, References};
use kijun::domain::register::*;
use kijun::domain::verdict::Verdict;
use proptest::prelude::*;

use super::shipped::{edition, everything, judge};
use super::tiny::{on, training};

fn verified(id: &str) -> VerifiedMember {
    VerifiedMember {
        id: id.into(),
        name: "研修".into(),
        source: "公表一覧".into(),
        by: "佐藤".into(),
        on: on("2026-12-01"),
        ..VerifiedMember::default()
    }
}

fn shipped() -> References {
    edition("4.1").references
}

fn members(references: &References) -> Vec<(&ReferenceList, &Member)> {
    references.lists.iter().flat_map(|list| list.members.iter().map(move |member| (list, member))).collect()
}

#[test]
fn shipped_members_are_one_thing_where_name_and_issuer_are_the_same() {
    let references = shipped();
    let mut pairs = 0;
    for (list, member) in members(&references) {
        for (other, twin) in members(&references).into_iter().filter(|(other, _)| other.number != list.number)
        {
            let alike =
                list.kind == other.kind && (&member.name, &member.issuer) == (&twin.name, &twin.issuer);
            let one = references.identity(&member.id) == references.identity(&twin.id);
            assert_eq!(one, alike, "{} and {}", member.id, twin.id);
            pairs += usize::from(one);
        }
    }
    assert_eq!(pairs, 4 * 3 + 2 + 2, "RISS on four lists, two communities on two");
}

#[test]
fn an_added_member_is_on_its_own_list_only() {
    let references = shipped();
    let numbers: Vec<&str> = references.lists.iter().map(|list| list.number.as_str()).collect();
    let a = Assessment {
        members: numbers.iter().map(|number| verified(&format!("{number}/1"))).collect(),
        ..Assessment::default()
    };
    let catalog = Catalog::new(&references, &a);
    for number in &numbers {
        for other in &numbers {
            let home = catalog.list(number).map(|list| &list.number);
            let same = home == catalog.list(other).map(|list| &list.number);
            let found = catalog.membership(number, &format!("{other}/1")).is_some();
            assert_eq!(found, same, "{other}/1 on list {number}");
        }
    }
}

/// The rows about education, with the list that each asks for.
const EDUCATION: [(&str, &str); 6] = [
    ("audit.qual.c.ii", "7-1"),
    ("vuln.qual.c.ii", "7-2"),
    ("pentest.qual.b.ii", "7-2"),
    ("forensic.qual.c.ii#course", "7-3"),
    ("soc.qual.c.ii", "7-4"),
    ("device.qual.c.ii", "7-5"),
];

/// Which of those rows are satisfied where everybody was educated under one id, if the lists say what is the same.
fn educated(id: &str, alike: &[(&str, &str)]) -> Vec<&'static str> {
    let mut loaded = edition("4.1");
    for (from, to) in alike {
        let number = from.split('/').next().expect("a list");
        let list = loaded.references.lists.iter_mut().find(|list| list.number == number).expect("a list");
        list.members.push(Member { id: (*from).into(), same_as: Some((*to).into()), ..Member::default() });
    }
    let mut a = everything(&loaded.pack);
    a.members.extend(["7-1/1", "7-2/1", "7-3/1", "7-4/1", "7-5/1"].map(verified));
    for person in &mut a.people {
        person.trainings.retain(|training| !training.item.text().starts_with("7-"));
        person.trainings.push(training(id, "2026-06-01"));
    }
    let found = judge(&loaded, &a);
    let holds = |row: &str| {
        let at = loaded.pack.position(row).unwrap_or_else(|| panic!("no row {row}"));
        found.at(at).outcome.verdict() == Verdict::Satisfied
    };
    EDUCATION.iter().filter(|(row, _)| holds(row)).map(|(row, _)| *row).collect()
}

#[test]
fn education_of_one_list_is_none_of_another() {
    for list in ["7-1", "7-2", "7-3", "7-4", "7-5"] {
        let own: Vec<&str> = EDUCATION.iter().filter(|(_, of)| *of == list).map(|(row, _)| *row).collect();
        assert_eq!(educated(&format!("{list}/1"), &[]), own, "{list}");
    }
    let both = educated("7-1/1", &[("7-4/1", "7-1/1")]);
    assert_eq!(both, ["audit.qual.c.ii", "soc.qual.c.ii"], "where the lists say that it is the same");
}

#[test]
fn a_list_that_nobody_read_is_not_verified_by_another() {
    let mut loaded = edition("4.1");
    for member in loaded.references.lists.iter_mut().flat_map(|list| &mut list.members) {
        member.verified = false;
    }
    let a = Assessment { members: vec![verified("1-3/riss")], ..Assessment::default() };
    let catalog = Catalog::new(&loaded.references, &a);
    let sure = |list: &str, id: &str| catalog.membership(list, id).map(|found| found.sure());
    for id in ["1-2-1/riss", "1-3/riss", "1-4/riss", "1-5/riss"] {
        assert_eq!(sure("1-3", id), Some(true), "{id} is on the list that was read");
        assert_eq!(sure("1-4", id), Some(false), "{id}: that it is on 1-4 nobody has read");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    /// Three lists with three short names each, and any says of what is the same: a member of one list is in another
    /// exactly if the says lead from one to the other, in whatever direction.
    #[test]
    fn only_what_the_lists_say_makes_members_one(says in prop::collection::vec((0..9_usize, 0..9_usize), 0..6)) {
        let id = |at: usize| format!("{}/{}", at / 3, at % 3);
        // One says at most for each member, from a later one to an earlier one, so that there is no circle.
        let mut same: [Option<usize>; 9] = [None; 9];
        for (one, other) in says {
            let (from, to) = (one.max(other), one.min(other));
            if from / 3 != to / 3 {
                same[from] = Some(to);
            }
        }
        let root = |mut at: usize| {
            while let Some(to) = same[at] {
                at = to;
            }
            at
        };
        let member = |at: usize| Member { id: id(at), same_as: same[at].map(id), ..Member::default() };
        let mut references = shipped();
        let blank = ReferenceList { members: Vec::new(), read_as: None, ..references.lists[0].clone() };
        references.lists = (0..3)
            .map(|list| ReferenceList {
                number: list.to_string(),
                members: (list * 3..list * 3 + 3).map(member).collect(),
                ..blank.clone()
            })
            .collect();
        let a = Assessment::default();
        let catalog = Catalog::new(&references, &a);
        for at in 0..9 {
            for list in 0..3 {
                let there = (list * 3..list * 3 + 3).any(|other| root(other) == root(at));
                prop_assert_eq!(catalog.membership(&list.to_string(), &id(at)).is_some(), there);
            }
        }
    }
}

/// The pack reads list 4-2 as 4-2-1 (A36): an id with either number is one member.
#[test]
fn an_id_with_a_leftover_number_is_the_member_of_the_list_it_is_read_as() {
    let loaded = edition("4");
    for (verified, chosen) in [("4-2-1/own", "4-2/own"), ("4-2/own", "4-2-1/own"), ("4-2/own", "4-2/own")] {
        let members = vec![VerifiedMember { id: verified.into(), ..VerifiedMember::default() }];
        let assessment = Assessment { members, ..Assessment::default() };
        let catalog = Catalog::new(&loaded.references, &assessment);
        assert!(catalog.membership("4-2-1", chosen).is_some(), "{verified} {chosen}");
        assert!(catalog.one_thing(verified, chosen), "{verified} {chosen}");
        assert!(catalog.membership("4-2-1", "4-2-1/another").is_none());
    }
}

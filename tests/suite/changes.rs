//! Edits: undoing gives back what was there, doing again what was done, and a stale edit changes nothing.

use jiff::civil::date;
use kijun::domain::assessment::{Answer, Assessment, Claim};
use kijun::domain::change::Scenario;
use kijun::domain::change::{Change, Entry, Issued, RemovalRefused, Series};
use kijun::domain::register::{
    Contract, Equivalence, Evidence, Item, Person, Qualification, Register, StandardChoice, TeamMember,
};
use kijun::domain::signer::Signer;
use kijun::domain::step_note::{StepKey, StepNote};
use proptest::prelude::*;

use crate::formats::anything;

/// What somebody might do next.
#[derive(Debug, Clone)]
enum Deed {
    Put(usize, prop::sample::Index),
    Remove(usize, prop::sample::Index),
    Profile,
    Close(prop::sample::Index),
    Reopen(prop::sample::Index),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0..14_usize, any::<prop::sample::Index>()).prop_map(|(list, at)| Deed::Put(list, at)),
        3 => (0..14_usize, any::<prop::sample::Index>()).prop_map(|(list, at)| Deed::Remove(list, at)),
        1 => Just(Deed::Profile),
        1 => any::<prop::sample::Index>().prop_map(Deed::Close),
        1 => any::<prop::sample::Index>().prop_map(Deed::Reopen),
    ]
}

/// Takes over an entry of another assessment.
fn take<T: Entry>(ours: &Assessment, theirs: &Assessment, at: prop::sample::Index) -> Option<Change> {
    let list = T::list(theirs);
    (!list.is_empty()).then(|| Change::put(ours, at.get(list).clone()))
}

fn remove<T: Entry>(ours: &Assessment, at: prop::sample::Index) -> Option<Change> {
    let list = T::list(ours);
    if list.is_empty() { None } else { Change::remove::<T>(ours, &at.get(list).key()).ok() }
}

macro_rules! of_list {
    ($list:expr, $call:ident, $($argument:expr),*) => {{
        use kijun::domain::register::*;
        match $list {
            0 => $call::<Claim>($($argument),*),
            1 => $call::<Person>($($argument),*),
            2 => $call::<Contract>($($argument),*),
            3 => $call::<Document>($($argument),*),
            4 => $call::<Record>($($argument),*),
            5 => $call::<StandardChoice>($($argument),*),
            6 => $call::<Declaration>($($argument),*),
            7 => $call::<Equivalence>($($argument),*),
            8 => $call::<Evidence>($($argument),*),
            9 => $call::<VerifiedMember>($($argument),*),
            10 => $call::<Scenario>($($argument),*),
            11 => $call::<Closure>($($argument),*),
            12 => $call::<Signer>($($argument),*),
            _ => $call::<StepNote>($($argument),*),
        }
    }};
}

fn change(ours: &Assessment, theirs: &Assessment, deed: &Deed) -> Option<Change> {
    match deed {
        Deed::Put(list, at) => of_list!(list, take, ours, theirs, *at),
        Deed::Remove(list, at) => of_list!(list, remove, ours, *at),
        Deed::Profile => Some(Change::set_profile(ours, theirs.profile.clone())),
        Deed::Close(at) => {
            let who = Signer { name: "佐藤".into(), ..Signer::default() };
            Some(Change::close(ours, *at.get(&Register::ALL), &who, date(2026, 11, 22)))
        }
        Deed::Reopen(at) => Some(Change::reopen(ours, *at.get(&Register::ALL))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(96)))]

    #[test]
    fn undo_gives_back_what_was_there_and_redo_what_was_done(
        start in anything::assessment(),
        other in anything::assessment(),
        deeds in prop::collection::vec(deed(), 1..20),
    ) {
        let mut now = start.clone();
        let mut steps = Vec::new();
        for deed in &deeds {
            let Some(change) = change(&now, &other, deed) else { continue };
            let before = now.clone();
            change.apply(&mut now).expect("made for this");
            steps.push((before, change));
        }
        let end = now.clone();
        for (before, change) in steps.iter().rev() {
            prop_assert_eq!(&change.inverse().inverse(), change);
            change.inverse().apply(&mut now).expect("undo fits");
            prop_assert_eq!(&now, before);
        }
        prop_assert_eq!(&now, &start);
        for (_, change) in &steps {
            change.apply(&mut now).expect("redo fits");
        }
        prop_assert_eq!(now, end);
    }

    #[test]
    fn a_change_made_for_something_else_is_refused_and_changes_nothing(
        start in anything::assessment(),
        other in anything::assessment(),
        deed in deed(),
    ) {
        let Some(change) = change(&start, &other, &deed) else { return Ok(()) };
        prop_assume!(!change.is_idle());
        let mut now = start.clone();
        change.apply(&mut now).expect("fits");
        let done = now.clone();
        let stale = change.apply(&mut now).expect_err("does not fit twice");
        prop_assert_eq!(stale.subject, change.subject());
        prop_assert_eq!(now, done);
    }

    #[test]
    fn next_ids_are_free(assessment in anything::assessment(), other in anything::assessment()) {
        let mut issued = Issued::of(&assessment);
        issued.see(&other);
        let ids = [issued.next(Series::Person), issued.next(Series::Contract), issued.next(Series::Equivalence)];
        for known in [&assessment, &other] {
            prop_assert!(known.person(&ids[0]).is_none());
            prop_assert!(known.contract(&ids[1]).is_none());
            prop_assert!(known.equivalence(&ids[2]).is_none());
        }
    }
}

fn small() -> Assessment {
    let member = TeamMember { person: "P-01".into(), ..TeamMember::default() };
    let person = |id: &str| Person { id: id.into(), ..Person::default() };
    Assessment {
        people: vec![person("P-01"), person("P-02")],
        contracts: vec![Contract { id: "C-01".into(), team: vec![member], ..Contract::default() }],
        ..Assessment::default()
    }
}

#[test]
fn what_is_referred_to_stays() {
    let mut assessment = small();
    let used = Change::remove::<Person>(&assessment, "P-01").expect_err("in the team");
    assert_eq!(used, RemovalRefused::Used(vec!["C-01".to_owned()]));
    let missing = Change::remove::<Person>(&assessment, "P-09").expect_err("nobody");
    assert_eq!(missing, RemovalRefused::Missing("P-09".to_owned()));
    Change::remove::<Contract>(&assessment, "C-01").expect("free").apply(&mut assessment).expect("fits");
    assert!(Change::remove::<Person>(&assessment, "P-01").is_ok());
}

#[test]
fn equivalences_are_kept_by_what_rests_on_them() {
    let equivalence = Equivalence { id: "Q-01".to_owned(), ..Default::default() };
    let item = Item::Equivalent("Q-01".to_owned());
    let mut assessment = Assessment { equivalences: vec![equivalence], ..small() };
    assessment.people[1]
        .qualifications
        .push(Qualification { item: item.clone(), ..Qualification::default() });
    assessment.standards.push(StandardChoice { row: "vuln.tech".to_owned(), item });
    let used = Change::remove::<Equivalence>(&assessment, "Q-01").expect_err("used");
    assert_eq!(used, RemovalRefused::Used(vec!["P-02".to_owned(), "vuln.tech".to_owned()]));
}

#[test]
fn a_claim_is_set_changed_and_withdrawn_under_its_row() {
    let mut assessment = Assessment::default();
    let claim = |answer| Claim {
        row: String::new(),
        answer,
        remark: String::new(),
        by: "鈴木".to_owned(),
        post: "部長".into(),
        at: String::new(),
    };
    for answer in [Answer::Yes, Answer::No] {
        let change = Change::set_claim(&assessment, "vuln.tech.a", Some(claim(answer)));
        assert_eq!(change.subject(), "vuln.tech.a");
        change.apply(&mut assessment).expect("fits");
        assert_eq!(assessment.claim("vuln.tech.a").map(|claim| claim.answer), Some(answer));
    }
    Change::set_claim(&assessment, "vuln.tech.a", None).apply(&mut assessment).expect("fits");
    assert!(assessment.claims.is_empty());
    assert!(Change::set_claim(&assessment, "vuln.tech.a", None).is_idle());
}

#[test]
fn evidence_for_a_row_does_not_keep_the_claim_on_it() {
    let claim = Claim {
        row: "vuln.tech".to_owned(),
        answer: Answer::Yes,
        remark: String::new(),
        by: String::new(),
        post: "部長".into(),
        at: String::new(),
    };
    let evidence = Evidence { shows: vec!["vuln.tech".to_owned()], ..Evidence::default() };
    let assessment = Assessment { claims: vec![claim], evidence: vec![evidence], ..Assessment::default() };
    assert!(Change::remove::<Claim>(&assessment, "vuln.tech").is_ok());
}

#[test]
fn a_removed_entry_comes_back_where_it_stood() {
    let mut assessment = small();
    assessment.contracts.clear();
    let change = Change::remove::<Person>(&assessment, "P-01").expect("free");
    change.apply(&mut assessment).expect("fits");
    change.inverse().apply(&mut assessment).expect("fits");
    let ids: Vec<&str> = assessment.people.iter().map(|person| person.id.as_str()).collect();
    assert_eq!(ids, ["P-01", "P-02"]);
}

#[test]
fn several_changes_are_made_all_or_none() {
    let start = small();
    let rename = |id: &str, name: &str| {
        let person = Person { id: id.into(), name: name.to_owned(), ..Person::default() };
        Change::put(&start, person)
    };
    let both = Change::all(vec![rename("P-01", "山田"), rename("P-02", "鈴木")]);
    let mut now = start.clone();
    both.apply(&mut now).expect("fits");
    assert_eq!(now.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["山田", "鈴木"]);
    assert!(both.holds(&now) && !both.fits(&now));
    both.inverse().apply(&mut now).expect("fits back");
    assert_eq!(now, start);
    let halves = Change::all(vec![rename("P-01", "山田"), both]);
    assert_eq!(halves.apply(&mut now).expect_err("P-01 is changed twice").subject, "P-01");
    assert_eq!(now, start, "the first half was taken back");
    assert_eq!(Change::all(vec![rename("P-01", "一")]), rename("P-01", "一"));
}

#[test]
fn an_id_in_a_scenario_is_not_given_out_to_somebody_else() {
    let mut assessment = small();
    let hire = Change::put(&assessment, Person { id: "P-07".into(), ..Person::default() });
    assessment.scenarios.push(Scenario { changes: vec![hire], ..Scenario::default() });
    assert_eq!(Issued::of(&assessment).next(Series::Person), "P-08");
    let forgotten = Change::forget(&assessment, "");
    let mut issued = Issued::default();
    issued.note(&forgotten);
    assert_eq!(issued.next(Series::Person), "P-08");
}

#[test]
fn a_note_that_says_nothing_any_more_is_taken_off() {
    let mut assessment = Assessment::default();
    let step: StepKey = "vuln.tech.b#result".parse().expect("a step");
    let owned = StepNote { owner: "青木".into(), ..StepNote::on(step.clone()) };
    let edits = [
        Change::note_step(&assessment, owned.clone()),
        Change::tick_step(&Assessment { steps: vec![owned.clone()], ..Assessment::default() }, &step, None),
    ];
    edits[0].apply(&mut assessment).expect("fits");
    assert!(edits[1].is_idle(), "there was no tick to take back");
    let tick = Change::tick_step(&assessment, &step, Some(date(2026, 11, 22)));
    tick.apply(&mut assessment).expect("fits");
    let ticked = StepNote { done: Some(date(2026, 11, 22)), ..owned.clone() };
    assert_eq!(assessment.steps, [ticked], "the owner stays");
    tick.inverse().apply(&mut assessment).expect("fits back");
    assert_eq!(assessment.steps, [owned]);
    let off = Change::note_step(&assessment, StepNote::on(step));
    off.apply(&mut assessment).expect("fits");
    assert_eq!(assessment, Assessment::default());
}

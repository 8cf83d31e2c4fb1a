//! Trying changes on a copy.

use jiff::civil::{Date, date};
use kijun::domain::assessment::{Answer, Assessment, Claim};
use kijun::domain::change::{Change, dangling};
use kijun::domain::date::PartialDate;
use kijun::domain::flip::Flips;
use kijun::domain::merge::difference;
use kijun::domain::register::Post;
use kijun::domain::verdict::Verdict;
use kijun::domain::what_if::{self, Base, Misfit, departure, with_needed};
use kijun::store::packs::{self, Loaded};
use proptest::prelude::*;

use crate::forecast::satisfied;
use crate::formats::anything;

const DAY: Date = date(2027, 1, 31);

fn shipped() -> Loaded {
    packs::shipped("4.1").expect("shipped")
}

fn ready(loaded: &Loaded) -> Assessment {
    satisfied(&["audit"], 0, &loaded.pack, &loaded.references)
}

fn no(assessment: &Assessment, row: &str) -> Change {
    let (answer, remark, by, at) = (Answer::No, String::new(), "長".into(), "2027-01-01T00:00:00Z".into());
    Change::set_claim(
        assessment,
        row,
        Some(Claim { row: row.into(), answer, remark, by, post: "部長".into(), at }),
    )
}

#[test]
fn a_scenario_flips_verdicts_and_leaves_the_assessment_alone() {
    let loaded = shipped();
    let assessment = ready(&loaded);
    let kept = assessment.clone();
    let base =
        Base { pack: &loaded.pack, references: &loaded.references, assessment: &assessment, day: Some(DAY) };
    let change = no(&assessment, "audit.qual.a");
    let tried = base.attempt(std::slice::from_ref(&change)).expect("fits");
    assert_eq!(tried.flips.categories[0].to, Verdict::NeedsConfirmation);
    assert_eq!(assessment, kept);
    assert_eq!(
        tried.flips,
        Flips::between(&base.findings(), &tried.findings),
        "the difference of two judgements"
    );
    assert!(base.attempt(&[]).expect("fits").flips.is_empty());
    assert!(base.attempt(&[change.clone(), change]).is_err(), "the second no longer fits");
}

#[test]
fn another_reference_date_is_judged_as_of_that_day() {
    let loaded = shipped();
    let assessment = ready(&loaded);
    let base =
        Base { pack: &loaded.pack, references: &loaded.references, assessment: &assessment, day: Some(DAY) };
    let mut profile = assessment.profile.clone();
    profile.reference_date = Some(date(2031, 1, 31));
    let tried = base.attempt(&[Change::set_profile(&assessment, profile)]).expect("fits");
    assert_eq!(tried.day, Some(date(2031, 1, 31)));
    assert!(!tried.flips.is_empty(), "four years later the audits are too old");
}

#[test]
fn whoever_leaves_keeps_the_past_and_holds_no_role_on_the_day() {
    let loaded = shipped();
    let assessment = ready(&loaded);
    let lead = assessment.people.iter().find(|p| !p.qualifications.is_empty()).expect("a lead").id.clone();
    let base =
        Base { pack: &loaded.pack, references: &loaded.references, assessment: &assessment, day: Some(DAY) };
    let changes = departure(&assessment, &lead);
    assert_eq!(changes.len(), 1, "the entry in the roster alone");
    let tried = base.attempt(&changes).expect("fits");
    let gone = tried.assessment.person(&lead).expect("past jobs stay hers");
    let last = DAY.yesterday().ok();
    assert!(gone.posts.iter().all(|post| post.to.and_then(PartialDate::day) <= last && post.to.is_some()));
    assert_eq!(tried.assessment.contracts, assessment.contracts);
    assert!(tried.flips.categories.iter().any(|flip| flip.to < flip.from));
    assert_eq!(departure(&assessment, &"P-99".into()), vec![]);
}

#[test]
fn a_scenario_about_somebody_who_has_left_since_is_refused_as_a_whole() {
    let loaded = shipped();
    let mut assessment = ready(&loaded);
    let lead = assessment.people[0].clone();
    let mut renamed = lead.clone();
    renamed.name.push('子');
    let scenario = vec![no(&assessment, "audit.qual.a"), Change::put(&assessment, renamed)];
    let people = assessment.people.iter().filter(|person| person.id != lead.id).cloned().collect();
    assessment = Assessment {
        profile: assessment.profile,
        claims: assessment.claims,
        people,
        ..Assessment::default()
    };
    let before = assessment.clone();
    let misfit = what_if::applied(&assessment, &scenario).expect_err("the lead is gone");
    assert_eq!(lead.id, misfit.subject());
    assert_eq!(assessment, before);
    let mut contract = kijun::domain::register::Contract { id: "C-77".into(), ..Default::default() };
    contract.team.push(kijun::domain::register::TeamMember { person: lead.id.clone(), ..Default::default() });
    let misfit = what_if::applied(&assessment, &[Change::put(&assessment, contract)]).expect_err("nobody");
    assert_eq!(misfit, Misfit::Dangling { user: "C-77".into(), missing: lead.id.into() });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(96)))]

    #[test]
    fn what_was_tried_leads_there_and_back_and_never_refers_to_nothing(
        real in anything::assessment(),
        scratch in anything::assessment(),
    ) {
        let changes = what_if::changes(&real, &scratch);
        let mut state = real.clone();
        for change in &changes {
            change.apply(&mut state).expect("in order");
            prop_assert_eq!(dangling(&state), vec![], "after {:?}", change.subject());
        }
        let rest = difference(&state, &scratch);
        prop_assert!(rest.iter().all(|change| matches!(change, Change::Scenario(_))), "{:?}", rest);
        prop_assert_eq!(&state.scenarios, &real.scenarios);
        let kept = Change::all(changes);
        let mut at_once = real.clone();
        kept.apply(&mut at_once).expect("fits");
        prop_assert_eq!(&at_once, &state);
        kept.inverse().apply(&mut at_once).expect("fits back");
        prop_assert_eq!(at_once, real);
    }

    #[test]
    fn chosen_changes_bring_along_what_they_need(
        real in anything::assessment(),
        scratch in anything::assessment(),
        wanted in prop::collection::vec(any::<bool>(), 40),
    ) {
        let changes = what_if::changes(&real, &scratch);
        let chosen: Vec<usize> = (0..changes.len()).filter(|at| wanted.get(*at) == Some(&true)).collect();
        let all = with_needed(&real, &changes, &chosen);
        prop_assert!(chosen.iter().all(|at| all.contains(at)));
        let picked: Vec<Change> = all.iter().map(|at| changes[*at].clone()).collect();
        prop_assert!(what_if::applied(&real, &picked).is_ok());
        prop_assert_eq!(with_needed(&real, &changes, &all), all);
    }

    #[test]
    fn whoever_leaves_is_on_no_post_on_the_day(real in anything::assessment(), who in any::<prop::sample::Index>()) {
        prop_assume!(!real.people.is_empty());
        let id = who.get(&real.people).id.clone();
        let after = what_if::applied(&real, &departure(&real, &id)).expect("sound");
        let posts = &after.person(&id).expect("the entry stays").posts;
        let on_the_day = |post: &&Post| match after.profile.reference_date {
            Some(day) => post.to.is_none_or(|to| to.latest() >= day),
            None => true,
        };
        prop_assert_eq!(posts.iter().filter(on_the_day).count(), 0);
        prop_assert_eq!(dangling(&after), dangling(&real));
    }
}

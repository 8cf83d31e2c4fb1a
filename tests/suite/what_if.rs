//! Trying changes on a copy, and what verdicts rest on.

use jiff::civil::{Date, date};
use kijun::domain::assessment::{Answer, Assessment, Claim};
use kijun::domain::carriers::{carriers, single_points, slack};
use kijun::domain::change::Change;
use kijun::domain::register::Person;
use kijun::domain::verdict::Verdict;
use kijun::domain::what_if::{Base, Scenario};
use kijun::store::packs::{self, Loaded};

use crate::forecast::satisfied;

const DAY: Date = date(2027, 1, 31);

fn shipped() -> Loaded {
    packs::shipped("4.1").expect("shipped")
}

fn ready(loaded: &Loaded) -> Assessment {
    satisfied(&["audit"], 0, &loaded.pack, &loaded.references)
}

fn no(assessment: &Assessment, row: &str) -> Change {
    let (answer, remark, by, at) = (Answer::No, String::new(), "長".into(), "2027-01-01T00:00:00Z".into());
    Change::set_claim(assessment, row, Some(Claim { row: row.into(), answer, remark, by, at }))
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
    let (one, other) =
        (Scenario::default(), Scenario { name: "いいえ".into(), changes: vec![change.clone()] });
    assert_eq!(base.compare(&one, &other).expect("fits"), tried.flips);
    assert!(base.compare(&other, &other).expect("fits").is_empty());
    assert!(base.attempt(&[change.clone(), change]).is_err(), "the second no longer fits");
}

#[test]
fn the_only_lead_is_a_single_point_of_failure_until_a_second_one_is_there() {
    let loaded = shipped();
    let mut assessment = ready(&loaded);
    let (pack, references) = (&loaded.pack, &loaded.references);
    let lead = assessment.people.iter().find(|p| !p.qualifications.is_empty()).expect("a lead").clone();
    let points = |assessment: &Assessment| {
        let all = carriers(pack, references, assessment, Some(DAY));
        single_points(&all, "audit").into_iter().map(|carrier| carrier.id.clone()).collect::<Vec<_>>()
    };
    assert!(points(&assessment).contains(&lead.id));
    let row = |assessment: &Assessment| {
        let all = slack(pack, references, assessment, Some(DAY), "audit");
        all.into_iter().find(|slack| pack.rows()[slack.at].id == "audit.tech.a#assign").expect("the row")
    };
    assert!(row(&assessment).single());
    assessment.people.push(Person { id: "P-66".into(), ..lead.clone() });
    assessment.documents.iter_mut().for_each(|document| document.people.push("P-66".into()));
    assert_eq!(row(&assessment).spare_people(), 1);
    assert!(!points(&assessment).contains(&lead.id));
}

//! Trying changes on a copy.

use jiff::civil::{Date, date};
use kijun::domain::assessment::{Answer, Assessment, Claim};
use kijun::domain::change::Change;
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

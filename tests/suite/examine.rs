//! The examiner's lint: each check finds what it is for, and nothing in a sound assessment.

use jiff::civil::{Date, date};
use kijun::domain::assessment::Assessment;
use kijun::domain::examine::{Check, Reach, examine};
use kijun::domain::register::{Engagement, Evidence, Party, Post, RecordKind};
use kijun::store::packs::{self, Loaded};

use crate::forecast::satisfied;

const DAY: Date = date(2027, 1, 31);

fn shipped() -> Loaded {
    packs::shipped("4.1").expect("shipped")
}

fn found(loaded: &Loaded, assessment: &Assessment) -> Vec<Check> {
    let remarks = examine(&loaded.pack, &loaded.references, assessment, DAY);
    remarks.into_iter().map(|remark| remark.check).filter(|check| check.reach() == Reach::Registers).collect()
}

fn lead(assessment: &mut Assessment) -> &mut kijun::domain::register::Person {
    let lead = assessment.people.iter_mut().find(|p| p.posts.iter().any(|post| post.role == "lead"));
    lead.expect("a lead")
}

/// Puts one thing wrong and expects one check to speak up that was silent before.
fn speaks_up(check: Check, wrong: impl Fn(&mut Assessment)) {
    let loaded = shipped();
    let mut assessment = satisfied(&["vuln"], 0, &loaded.pack, &loaded.references);
    assert!(!found(&loaded, &assessment).contains(&check), "{check:?} before");
    wrong(&mut assessment);
    assert!(found(&loaded, &assessment).contains(&check), "{check:?} after");
}

#[test]
fn each_check_finds_what_it_is_for() {
    speaks_up(Check::OwnReview, |a| {
        let record = a.records.iter_mut().find(|r| r.kind == RecordKind::Review).expect("a review");
        record.by.push(Party::Person("P-70".into()));
    });
    speaks_up(Check::DoubleRole, |a| {
        let from = Some(date(2025, 4, 1).into());
        let post = Post { category: "vuln".into(), role: "quality".into(), from, ..Post::default() };
        lead(a).posts.push(post);
    });
    speaks_up(Check::NoEducation, |a| {
        lead(a).trainings.iter_mut().for_each(|training| training.on = Some(date(2025, 1, 1).into()));
    });
    speaks_up(Check::NoAudit, |a| a.records.retain(|record| record.kind != RecordKind::Audit));
    speaks_up(Check::Subcontractor, |a| lead(a).engagement = Engagement::Subcontract);
    speaks_up(Check::DateAhead, |a| a.documents[0].approved = Some(date(2027, 2, 1).into()));
    speaks_up(Check::OldTraining, |a| lead(a).trainings[0].on = Some(date(2020, 1, 1).into()));
    let twice = |a: &mut Assessment| {
        let one = Evidence { id: "E-01".into(), number: "7".into(), ..Evidence::default() };
        let two = Evidence { id: "E-02".into(), shows: vec!["C-99".into()], ..one.clone() };
        a.evidence.extend([one, two]);
    };
    speaks_up(Check::EvidenceTwice, twice);
    speaks_up(Check::EvidenceAstray, twice);
}

#[test]
fn every_check_has_a_word_of_its_own_and_words_in_both_languages() {
    use kijun::domain::text::Lang;
    let mut words: Vec<&str> = Check::ALL.iter().map(|check| check.word()).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), Check::ALL.len());
    for &check in Check::ALL {
        for lang in [Lang::Ja, Lang::En] {
            assert!(!kijun::report::examine::check(lang, check).is_empty(), "{check:?}");
        }
    }
}

//! The quick review: it asks until the category is decided, and no longer.

use jiff::civil::{Date, date};
use kijun::domain::assessment::{Answer, Assessment, Claim, Profile};
use kijun::domain::quick_review::{Assumed, Review, review};
use kijun::domain::verdict::Verdict;
use kijun::store::packs;

const DAY: Date = date(2027, 1, 31);

/// Answers questions in the order they are asked until the category is decided; how many it took.
fn interview(category: &str, answer: impl Fn(usize) -> Answer) -> (usize, Review) {
    let loaded = packs::shipped("4.1").expect("shipped");
    let mut assessment = Assessment { profile: Profile::default(), ..Assessment::default() };
    for asked in 0..300 {
        let review =
            review(&loaded.pack, &loaded.references, &assessment, Some(DAY), category).expect("known");
        let Some(question) = review.questions.first() else { return (asked, review) };
        let row = loaded.pack.rows()[question.at].id.clone();
        let (remark, by, at) = (String::new(), "長".into(), "2027-01-01T00:00:00Z".into());
        assessment.claims.push(Claim { row, answer: answer(asked), remark, by, at });
    }
    unreachable!("it never ends");
}

#[test]
fn one_no_to_what_must_hold_decides() {
    let (asked, review) = interview("audit", |_| Answer::No);
    assert_eq!((asked, review.verdict, review.decided), (1, Verdict::Gap, true));
    assert!(review.assumed.iter().any(|assumption| assumption.what == Assumed::NotAsked));
}

#[test]
fn only_yes_needs_every_question_and_assumes_what_was_claimed() {
    let (asked, review) = interview("audit", |_| Answer::Yes);
    assert!(asked > 5, "{asked}");
    assert!(review.decided && review.verdict > Verdict::Gap);
    assert!(review.assumed.iter().any(|assumption| assumption.what == Assumed::Claimed));
}

#[test]
fn dont_know_is_not_asked_again() {
    let (_, review) = interview("vuln", |_| Answer::Unknown);
    assert_eq!(review.verdict, Verdict::Unanswered);
    assert!(review.assumed.iter().all(|assumption| assumption.what == Assumed::Unknown));
}

#[test]
fn an_unknown_category_has_no_review() {
    let loaded = packs::shipped("4.1").expect("shipped");
    assert_eq!(review(&loaded.pack, &loaded.references, &Assessment::default(), Some(DAY), "nope"), None);
}

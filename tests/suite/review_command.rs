//! `kijun review`: the quick review of one category as text, Markdown and JSON, with its exit codes.

use serde_json::Value;

use crate::home::{Home, both_languages};

/// A new assessment for audits, on which nothing is known.
fn new(home: &Home) {
    let arguments = [
        "new",
        "a.ron",
        "--organisation",
        "株式会社アクメ",
        "--category",
        "audit",
        "--reference-date",
        "2027-01-31",
    ];
    assert_eq!(home.run(&arguments).code, Some(0));
}

fn json(home: &Home, file: &str, category: &str) -> Value {
    let ran = home.run(&["review", file, "--category", category, "--format", "json"]);
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.told()))
}

fn ids(report: &Value, key: &str) -> Vec<String> {
    let list = report[key].as_array().unwrap_or_else(|| panic!("no list {key}: {report}"));
    list.iter().map(|entry| entry["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn the_review_of_a_new_assessment_in_both_languages() {
    let home = Home::new();
    new(&home);
    insta::assert_snapshot!(both_languages(&home, &["review", "a.ron", "--category", "audit"]));
}

#[test]
fn the_review_of_the_sample_as_markdown() {
    let home = Home::with_sample();
    let arguments = ["review", "sample.ron", "--category", "vuln", "--format", "markdown"];
    insta::assert_snapshot!(home.run(&arguments).told());
}

/// Answering what comes first until nothing is left is a review; a no to what must hold ends it at once.
#[test]
fn a_no_ends_the_review_and_leaves_what_may_show_further_gaps() {
    let home = Home::new();
    new(&home);
    let before = json(&home, "a.ron", "audit");
    assert_eq!((before["decided"].as_bool(), before["verdict"].as_str()), (Some(false), Some("unanswered")));
    let questions = ids(&before, "questions");
    assert_eq!(before["questions"][0]["if_no"].as_str(), Some("gap"));
    assert_eq!(before["questions"][0]["after_no"].as_u64(), Some(0));
    assert_eq!(home.run(&["set", "a.ron", &questions[0], "no", "--by", "佐藤"]).code, Some(0));
    let after = json(&home, "a.ron", "audit");
    assert_eq!((after["decided"].as_bool(), after["verdict"].as_str()), (Some(true), Some("gap")));
    assert!(ids(&after, "questions").is_empty());
    let mut rest = ids(&after, "further");
    rest.sort();
    let mut expected = questions[1..].to_vec();
    expected.sort();
    assert_eq!(rest, expected);
}

#[test]
fn every_yes_leaves_claims_and_the_registers_that_would_show_them() {
    let home = Home::new();
    new(&home);
    let mut asked = 0;
    while let Some(first) = ids(&json(&home, "a.ron", "audit"), "questions").first() {
        assert!(asked < 40, "the review never ends");
        let signed = ["--by", "佐藤 花", "--post", "代表取締役"];
        assert_eq!(home.run(&[&["set", "a.ron", first, "yes"][..], &signed].concat()).code, Some(0));
        asked += 1;
    }
    let report = json(&home, "a.ron", "audit");
    assert_eq!(report["verdict"].as_str(), Some("needs-confirmation"));
    assert_eq!(report["assumed"][0]["what"].as_str(), Some("claimed"));
    let open: Vec<&str> =
        report["open_registers"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert_eq!(open, ["roster", "documents", "reviews", "audits", "operations"]);
    let ran = home.run(&["review", "a.ron", "--category", "audit"]);
    assert_eq!(ran.code, Some(3), "{}", ran.told());
}

#[test]
fn a_category_that_nobody_can_choose_is_a_usage_fault() {
    let home = Home::new();
    new(&home);
    let ran = home.run(&["review", "a.ron", "--category", "nope"]);
    assert_eq!(ran.code, Some(2), "{}", ran.told());
    assert!(ran.err.contains("nope"), "{}", ran.err);
}

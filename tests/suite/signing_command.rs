//! Who signs on the command line: whom it names, else whom the file names; for a declaration nobody is guessed.

use crate::home::{Home, Ran};

const PLEDGE: &str = "common.elig.a";
const QUESTION: &str = "vuln.tech.b#result";

fn new_file() -> Home {
    let home = Home::new();
    let made = home.run(&["new", "a.ron", "--organisation", "Acme", "--category", "vuln"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    home
}

fn set(home: &Home, words: &[&str]) -> Ran {
    home.run_with("LOGNAME", "aoki", &[&["set", "a.ron"][..], words, &["--lang", "en"]].concat())
}

/// The claims of the file, as they stand in it.
fn claims(home: &Home) -> String {
    let text = home.text("a.ron");
    let from = text.find("claims:").unwrap_or(text.len());
    text[from..].split("signers:").next().unwrap_or_default().to_owned()
}

#[test]
fn a_declaration_needs_somebody_with_a_post_and_nobody_is_guessed() {
    let home = new_file();
    for words in [
        &[PLEDGE, "yes"][..],
        &[PLEDGE, "yes", "--by", "山田 太郎"],
        &[PLEDGE, "yes", "--by", "山田 太郎", "--post", " "],
        &[PLEDGE, "yes", "--by", "k", "--post", "代表取締役"],
        &[PLEDGE, "yes", "--post", "代表取締役"],
    ] {
        let ran = set(&home, words);
        assert_eq!(ran.code, Some(2), "{words:?}: {}", ran.told());
        assert!(ran.err.contains("--by"), "{words:?}: {}", ran.err);
        assert!(!home.text("a.ron").contains("claims"), "{words:?}");
    }
    assert_eq!(set(&home, &[PLEDGE, "yes", "--by", "山田 太郎", "--post", "代表取締役"]).code, Some(0));
    let claims = claims(&home);
    assert!(claims.contains("by: \"山田 太郎\"") && claims.contains("post: \"代表取締役\""), "{claims}");
    // A no and an unknown declare nothing.
    assert_eq!(set(&home, &["common.elig.c", "no"]).code, Some(0));
}

#[test]
fn the_signer_of_the_file_signs_and_the_login_name_stands_in_the_history() {
    let home = new_file();
    home.name_signer("a.ron");
    assert_eq!(set(&home, &[PLEDGE, "yes"]).code, Some(0));
    assert_eq!(set(&home, &[QUESTION, "no"]).code, Some(0));
    let told = claims(&home);
    assert_eq!(told.matches("by: \"佐藤\"").count(), 2, "{told}");
    assert_eq!(told.matches("post: \"代表取締役\"").count(), 2, "{told}");
    let history = home.text("a.ron.history");
    assert_eq!(
        history.matches("by:\"aoki\"").count() + history.matches("by: \"aoki\"").count(),
        2,
        "{history}"
    );
    // The post of somebody the file knows need not be said again.
    assert_eq!(set(&home, &["common.elig.c", "yes", "--by", "佐藤"]).code, Some(0));
}

#[test]
fn where_nobody_is_named_an_answer_is_signed_by_a_login_name_and_never_by_a_number() {
    let home = new_file();
    assert_eq!(set(&home, &[QUESTION, "no"]).code, Some(0));
    assert!(claims(&home).contains("by: \"aoki\""), "{}", claims(&home));
    let ran = home.run(&["set", "a.ron", "vuln.qual.a", "no"]);
    assert_eq!(ran.code, Some(0), "{}", ran.told());
    assert!(!home.text("a.ron").contains("uid") && !home.text("a.ron.history").contains("uid"));
}

#[test]
fn gap_says_which_post_is_missing() {
    let home = new_file();
    home.name_signer("a.ron");
    let text = home.text("a.ron").replace("post: \"代表取締役\", ", "");
    home.put("a.ron", &text.replace("signers:", "claims: [(row: \"common.elig.a\", answer: \"yes\", by: \"佐藤\", at: \"2026-11-10T01:00:00Z\")],\n    signers:"));
    let ran = home.run(&["gap", "a.ron", "--as-of", "2027-01-31", "--lang", "en"]);
    assert!(ran.out.contains("the post of whoever declares is not given"), "{}", ran.out);
    let json = home.run(&["gap", "a.ron", "--as-of", "2027-01-31", "--format", "json"]).out;
    assert!(json.contains("post-missing"), "{json}");
    assert_eq!(set(&home, &["common.elig.c", "yes"]).code, Some(2), "no post in the file either");
}

//! Screens as people see them: keys in, the cells, the cursor and the looks out. Few, and named.

use kijun::domain::text::Lang::{self, En, Ja};

use super::desk::{Desk, USUAL};

/// A question of the sample with facts, doubts and a claim that can be given.
const QUESTION: &str = "vuln.tech.b#result";

fn shown(name: &str, desk: &Desk) {
    insta::assert_snapshot!(name, desk.picture());
}

fn in_both(name: &str, of: impl Fn(Lang) -> Desk) {
    shown(&format!("{name}_ja"), &of(Ja));
    shown(&format!("{name}_en"), &of(En));
}

#[test]
fn start_with_nothing_opened_yet() {
    in_both("start_empty", |lang| {
        let mut desk = Desk::new(lang, USUAL);
        desk.tell(kijun::tui::message::StoreMessage::Recent(Vec::new()));
        desk
    });
}

#[test]
fn assessment_of_a_category() {
    in_both("assess_category", |lang| Desk::with_sample(lang, USUAL));
}

#[test]
fn remark() {
    in_both("remark", |lang| {
        let mut desk = Desk::at_row(lang, USUAL, QUESTION);
        desk.keys("r").types("規程 3 章");
        desk
    });
}

#[test]
fn too_small() {
    in_both("too_small", |lang| Desk::with_sample(lang, (59, 15)));
}

#[test]
fn the_text_of_a_review_scrolls_to_its_end_and_back() {
    let mut desk = Desk::at_row(Lang::Ja, (60, 16), "vuln.tech.a");
    desk.keys("v");
    let (top, mark) = (desk.text(), "J 続き");
    assert!(top.contains(mark), "{top}");
    for _ in 0..50 {
        desk.keys("J");
    }
    let end = desk.text();
    assert!(!end.contains(mark) && end != top, "{end}");
    desk.keys("K");
    assert_ne!(desk.text(), end, "it stopped at the end");
    for _ in 0..50 {
        desk.keys("K");
    }
    assert_eq!(desk.text(), top);
    desk.keys("J s");
    assert!(desk.text().contains(mark), "the next question begins at its beginning: {}", desk.text());
}

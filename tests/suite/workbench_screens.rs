//! Screens as people see them: keys in, the cells, the cursor and the looks out. Few, and named.

use kijun::domain::text::Lang::{self, En, Ja};

use super::desk::{Desk, LARGE, SMALL, USUAL};

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
fn start() {
    in_both("start", |lang| Desk::new(lang, USUAL));
}

#[test]
fn start_with_nothing_opened_yet() {
    in_both("start_empty", |lang| {
        let mut desk = Desk::new(lang, USUAL);
        desk.tell(kijun::tui::model::StoreMessage::Recent(Vec::new()));
        desk
    });
}

#[test]
fn assessment() {
    in_both("assess", |lang| Desk::at_row(lang, USUAL, QUESTION));
}

#[test]
fn assessment_of_a_category() {
    in_both("assess_category", |lang| Desk::with_sample(lang, USUAL));
}

#[test]
fn assessment_with_three_panes() {
    in_both("assess_large", |lang| Desk::at_row(lang, LARGE, QUESTION));
}

#[test]
fn assessment_at_the_smallest_size() {
    in_both("assess_small", |lang| Desk::at_row(lang, SMALL, QUESTION));
}

#[test]
fn assessment_with_wide_characters() {
    shown("assess_wide_ja", &Desk::at_row(Ja, USUAL, QUESTION).wide());
}

#[test]
fn assessment_without_colour() {
    shown("assess_mono_ja", &Desk::at_row(Ja, USUAL, QUESTION).mono());
}

#[test]
fn board() {
    in_both("board", |lang| {
        let mut desk = Desk::with_sample(lang, USUAL);
        desk.keys("b j j");
        desk
    });
}

#[test]
fn board_with_room() {
    in_both("board_large", |lang| {
        let mut desk = Desk::with_sample(lang, LARGE);
        desk.keys("b");
        desk
    });
}

#[test]
fn board_with_wide_characters() {
    let mut desk = Desk::with_sample(Ja, USUAL).wide();
    desk.keys("b");
    shown("board_wide_ja", &desk);
}

#[test]
fn palette() {
    in_both("palette", |lang| {
        let mut desk = Desk::with_sample(lang, USUAL);
        desk.keys(":").types("kansa");
        desk
    });
}

#[test]
fn help() {
    in_both("help", |lang| {
        let mut desk = Desk::with_sample(lang, USUAL);
        desk.keys("?");
        desk
    });
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

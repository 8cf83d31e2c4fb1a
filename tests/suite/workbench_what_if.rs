//! The scratch layer by keys: nothing real is touched before it is kept, and what would flip is told before.

use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::change::Change;
use kijun::domain::merge::difference;
use kijun::domain::text::Lang::{self, En, Ja};
use kijun::tui::action::Page;
use kijun::tui::keys::Key;
use kijun::tui::message::{Effect, StoreCommand, StoreMessage};
use kijun::tui::session::{Foreign, Obstacle, Saving};
use proptest::prelude::*;

use super::desk::{Desk, LARGE, USUAL, opened};

/// A question of the sample that a person answers.
const QUESTION: &str = "vuln.tech.b#result";

fn desk(lang: Lang) -> Desk {
    Desk::at_row(lang, USUAL, QUESTION)
}

fn real(desk: &Desk) -> Assessment {
    let waiting = desk.model.desktop.trial.as_ref().map(|scratch| &scratch.real.assessment);
    waiting.unwrap_or(&desk.session().assessment).clone()
}

/// What was handed to the store to be written down or changed.
fn written(desk: &Desk) -> Vec<Change> {
    let told = desk.effects.iter().filter_map(|effect| match effect {
        Effect::Store(StoreCommand::Record(change, _)) => Some((**change).clone()),
        Effect::Store(
            StoreCommand::Recover(_)
            | StoreCommand::SetAside(_)
            | StoreCommand::Adopt(_)
            | StoreCommand::Create(..),
        ) => {
            panic!("{effect:?}")
        }
        _ => None,
    });
    told.collect()
}

/// Nothing was lost or gained but the scenarios.
fn untouched(desk: &Desk) {
    let begun = opened("").assessment;
    let now = real(desk);
    let other = difference(&begun, &now);
    assert!(other.iter().all(|change| matches!(change, Change::Scenario(_))), "{other:?}");
}

fn answers(desk: &mut Desk) {
    desk.keys("n N y t 3 d");
}

#[test]
fn a_marked_header_stands_on_every_screen_and_nothing_is_written() {
    for (lang, mark) in [(Ja, "【もしも】"), (En, "[WHAT IF]")] {
        let mut desk = desk(lang);
        assert!(!desk.text().contains(mark));
        desk.keys("i");
        for keys in ["Esc", "n", "b", "t", "m", "d", "v", "F2", "p", "Esc", "i"] {
            desk.keys(keys);
            let first = desk.text().lines().next().unwrap_or_default().to_owned();
            assert!(first.contains(mark), "{keys}: {first}");
        }
        assert_eq!(written(&desk), vec![]);
        untouched(&desk);
        desk.keys("x y");
        assert!(desk.model.desktop.trial.is_none() && !desk.text().contains(mark));
        untouched(&desk);
        assert_eq!(written(&desk), vec![]);
    }
}

#[test]
fn undo_in_the_layer_stays_in_the_layer() {
    let mut desk = desk(Ja);
    desk.keys("n");
    let answered = real(&desk);
    let recorded = written(&desk).len();
    desk.keys("i Esc y U U U");
    assert!(desk.notice().contains("これ以上はありません"), "{}", desk.notice());
    assert_eq!(desk.session().assessment, answered, "what was really answered stays");
    desk.keys("R");
    assert_eq!(desk.model.desktop.trial.as_ref().expect("on").changes.len(), 1);
    assert_eq!(written(&desk).len(), recorded);
    desk.keys("i x y U");
    assert_eq!(real(&desk), opened("").assessment, "the real answer is undone as ever");
}

#[test]
fn keeping_everything_is_the_same_as_doing_it_and_one_undo_takes_it_back() {
    let mut direct = desk(Ja);
    answers(&mut direct);
    direct.keys("y");
    let mut tried = desk(Ja);
    tried.keys("i Esc");
    answers(&mut tried);
    assert!(tried.model.desktop.overlays.is_empty(), "what is only tried may fall without a question");
    assert_eq!(written(&tried), vec![]);
    tried.keys("i a");
    assert!(tried.model.desktop.trial.is_none());
    assert_eq!(real(&tried), real(&direct));
    let records = written(&tried);
    assert_eq!(records.len(), 1, "one record");
    assert_eq!(records[0].parts().len(), 3);
    assert_eq!(tried.session().findings, direct.session().findings);
    tried.keys("U");
    assert_eq!(real(&tried), opened("").assessment);
    assert_eq!(written(&tried).len(), 2, "and one record of its undoing");
}

#[test]
fn some_changes_can_be_kept_and_the_rest_goes_on_being_tried() {
    let mut desk = desk(Ja);
    desk.keys("i Esc");
    answers(&mut desk);
    desk.keys("i");
    let changes = desk.model.desktop.trial.as_ref().expect("on").changes.clone();
    let claim = changes.iter().position(|change| change.subject() == QUESTION).expect("the answer");
    let flips = desk.model.desktop.trial.as_ref().expect("on").flips.rows.len();
    desk.keys(&"j ".repeat(flips + claim)).keys("Space a");
    assert_eq!(real(&desk).claim(QUESTION).map(|claim| claim.answer), Some(Answer::No), "{}", desk.text());
    let scratch = desk.model.desktop.trial.as_ref().expect("still on");
    assert_eq!(scratch.changes.len(), changes.len() - 1);
    assert_eq!(written(&desk).len(), 1);
}

#[test]
fn a_change_is_taken_back_from_the_list() {
    let mut desk = desk(Ja);
    desk.keys("i Esc n i");
    let flips = desk.model.desktop.trial.as_ref().expect("on").flips.rows.len();
    desk.keys(&"j ".repeat(flips)).keys("Delete");
    assert!(desk.model.desktop.trial.as_ref().expect("on").changes.is_empty(), "{}", desk.text());
    assert_eq!(desk.session().assessment, opened("").assessment);
}

fn departure(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::at_row(lang, size, QUESTION);
    desk.keys("i Enter Enter j");
    desk
}

#[test]
fn a_departure_shows_what_flips() {
    for (lang, name) in [(Ja, "ja"), (En, "en")] {
        let desk = departure(lang, USUAL);
        untouched(&desk);
        insta::assert_snapshot!(format!("what_if_departure_{name}"), desk.picture());
        insta::assert_snapshot!(format!("what_if_departure_large_{name}"), departure(lang, LARGE).picture());
    }
}

#[test]
fn whoever_may_leave_is_listed_with_what_falls() {
    for (lang, name) in [(Ja, "ja"), (En, "en")] {
        let mut desk = desk(lang);
        desk.keys("i");
        insta::assert_snapshot!(format!("what_if_empty_{name}"), desk.picture());
        desk.keys("Enter");
        insta::assert_snapshot!(format!("what_if_who_leaves_{name}"), desk.picture());
    }
}

#[test]
fn the_question_says_how_it_really_is() {
    let mut desk = departure(Ja, LARGE);
    desk.keys("Up Enter");
    assert_eq!(desk.model.desktop.page, Page::Assess);
    let text = desk.text();
    assert!(text.contains("実際は"), "{text}");
}

#[test]
fn another_day_and_a_hire_are_tried_without_leaving_the_screen() {
    let mut desk = desk(Ja);
    desk.keys("i j j Enter Ctrl-u").types("2031-01-31").keys("Enter");
    assert_eq!(desk.model.desktop.page, Page::WhatIf);
    assert_eq!(desk.session().assessment.profile.reference_date, Some(jiff::civil::date(2031, 1, 31)));
    assert!(!desk.model.desktop.trial.as_ref().expect("on").flips.categories.is_empty());
    let mut desk = self::desk(Ja);
    desk.keys("i j Enter").types("山本 新").keys("Ctrl-s");
    let changes = &desk.model.desktop.trial.as_ref().expect("on").changes;
    assert_eq!(changes.len(), 1, "{}", desk.text());
    assert!(desk.text().contains("山本 新"));
    untouched(&desk);
    let mut desk = self::desk(Ja);
    desk.keys("i j j Enter Ctrl-u").types("あした").keys("Enter");
    assert!(desk.notice().contains("年月日"), "{}", desk.notice());
}

/// Two scenarios put aside: somebody leaves; an answer is another.
fn two_scenarios(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = departure(lang, size);
    desk.keys("n").types("佐藤さんの退職").keys("Enter");
    desk.keys("x i Esc n i n").types("明示をやめる").keys("Enter");
    desk
}

#[test]
fn scenarios_are_put_aside_taken_up_and_compared() {
    for (lang, name) in [(Ja, "ja"), (En, "en")] {
        let mut desk = two_scenarios(lang, USUAL);
        let records = written(&desk);
        assert!(matches!(records.as_slice(), [Change::Scenario(_), Change::Scenario(_)]), "{records:?}");
        untouched(&desk);
        let names: Vec<_> = real(&desk).scenarios.into_iter().map(|scenario| scenario.name).collect();
        assert_eq!(names, ["佐藤さんの退職", "明示をやめる"]);
        desk.keys("G");
        insta::assert_snapshot!(format!("what_if_scenarios_{name}"), desk.picture());
        desk.keys("k Enter");
        let scratch = desk.model.desktop.trial.as_ref().expect("on");
        assert_eq!(scratch.name, "佐藤さんの退職");
        let posts = &desk.session().assessment.person("P-01").expect("the past stays").posts;
        assert!(posts.iter().all(|post| post.to.is_some()));
        desk.keys("c");
        insta::assert_snapshot!(format!("what_if_compared_{name}"), desk.picture());
        let mut large = two_scenarios(lang, LARGE);
        large.keys("c");
        insta::assert_snapshot!(format!("what_if_compared_large_{name}"), large.picture());
        desk.keys("Esc G Delete");
        assert_eq!(real(&desk).scenarios.len(), 1);
    }
}

#[test]
fn a_scenario_that_is_kept_is_no_longer_put_aside_and_comes_back_with_undo() {
    let mut desk = two_scenarios(Ja, USUAL);
    desk.keys("a");
    assert_eq!(real(&desk).scenarios.len(), 1);
    assert_eq!(real(&desk).claim(QUESTION).map(|claim| claim.answer), Some(Answer::No));
    desk.keys("U");
    assert_eq!(real(&desk).scenarios.len(), 2);
    untouched(&desk);
}

#[test]
fn a_scenario_about_somebody_who_is_gone_says_so_and_is_not_tried() {
    let mut desk = two_scenarios(Ja, USUAL);
    // Really changed: the person the first scenario takes out.
    desk.keys("x t 1 Enter").types("x").keys("Ctrl-s i G k Enter");
    let scratch = desk.model.desktop.trial.as_ref().expect("on");
    assert_eq!((scratch.name.as_str(), scratch.changes.len()), ("", 0));
    assert!(desk.notice().contains("当てはまりません"), "{}", desk.notice());
    assert!(desk.text().contains("佐藤さんの退職"));
}

#[test]
fn what_the_store_asks_waits_until_the_layer_is_off() {
    let mut desk = desk(Ja);
    desk.keys("i Esc n");
    let theirs = opened("").assessment;
    let foreign = Foreign { base: theirs.clone(), theirs: Ok(theirs) };
    desk.tell(StoreMessage::Changed(Box::new(foreign)));
    assert!(desk.model.desktop.overlays.is_empty());
    desk.tell(StoreMessage::NotSaved(Obstacle {
        reason: "空きなし".into(), text: "書けません。".into()
    }));
    assert!(desk.text().lines().next().is_some_and(|line| line.contains("空きなし")), "{}", desk.text());
    desk.tell(StoreMessage::Saved);
    assert_eq!(desk.session().assessment.claim(QUESTION).map(|claim| claim.answer), Some(Answer::No));
    desk.keys("i x y");
    assert_eq!(desk.model.desktop.overlays.len(), 1, "now it is asked");
    untouched(&desk);
}

#[test]
fn a_file_that_is_only_read_can_be_tried_on_and_keeps_nothing() {
    let mut desk = Desk::new(Ja, USUAL);
    let read_only =
        kijun::tui::session::Opened { read_only: Some("閲覧のみです。".into()), ..opened(QUESTION) };
    desk.tell(StoreMessage::Opened(Box::new(read_only)));
    desk.keys("i Esc n i");
    assert_eq!(desk.model.desktop.trial.as_ref().expect("on").changes.len(), 1);
    desk.keys("a");
    assert_eq!(desk.notice(), "閲覧のみです。");
    desk.keys("n").types("案").keys("Enter");
    assert_eq!(desk.notice(), "閲覧のみです。");
    assert!(matches!(desk.model.desktop.trial.as_ref().expect("on").real.saving, Saving::ReadOnly(_)));
    assert_eq!(written(&desk), vec![]);
}

#[test]
fn leaving_asks_once_where_something_would_be_lost() {
    let mut desk = desk(Ja);
    desk.keys("i Q");
    assert!(desk.effects.contains(&Effect::Quit), "nothing was tried yet");
    let mut desk = self::desk(Ja);
    desk.keys("i Esc n Q");
    assert!(!desk.effects.contains(&Effect::Quit));
    assert!(desk.notice().contains("取り置かれていません"), "{}", desk.notice());
    desk.keys("Q");
    assert!(desk.effects.contains(&Effect::Quit));
    let mut desk = self::desk(Ja);
    desk.keys("i Esc n i x n");
    assert!(desk.model.desktop.trial.is_some(), "the question was answered with no");
    desk.keys("x Enter");
    assert!(desk.model.desktop.trial.is_some(), "Enter alone loses nothing");
    desk.keys("x y");
    assert!(desk.model.desktop.trial.is_none());
}

#[test]
fn a_form_says_what_saving_it_would_flip() {
    for (lang, name) in [(Ja, "ja"), (En, "en")] {
        let mut desk = desk(lang);
        desk.keys("p");
        let heading = if lang == Ja { "保存すると" } else { "If saved" };
        assert!(!desk.text().contains(heading), "nothing was changed yet");
        desk.keys("Down Down Ctrl-u").types("2031-01-31");
        assert!(desk.text().contains(heading), "{}", desk.text());
        insta::assert_snapshot!(format!("form_ahead_{name}"), desk.picture());
        desk.keys("Esc Esc");
        assert_eq!(written(&desk), vec![]);
        untouched(&desk);
    }
}

#[test]
fn the_line_of_a_form_tells_what_then_happens() {
    let mut desk = desk(Ja);
    desk.keys("t 1 Enter");
    let before = desk.session().findings.clone();
    // Down to the roles, and the first of them away.
    while !desk.text().lines().any(|line| line.starts_with(" >") && line.contains("役割")) {
        desk.keys("Down");
    }
    desk.keys("Delete Delete Delete");
    let text = desk.text();
    let line = text.lines().find(|line| line.contains("保存すると")).expect("something falls").to_owned();
    desk.keys("Ctrl-s");
    assert_ne!(desk.session().findings, before);
    let first = line.trim().trim_start_matches("保存すると").trim().split("  ").next().unwrap_or_default();
    assert!(desk.notice().starts_with(first), "{line} / {}", desk.notice());
    assert!(desk.notice().ends_with("U で元に戻せます"), "{}", desk.notice());
}

#[test]
fn a_deletion_asks_only_where_a_verdict_falls() {
    for (lang, name) in [(Ja, "ja"), (En, "en")] {
        let mut desk = desk(lang);
        desk.keys("t 3 d");
        insta::assert_snapshot!(format!("confirm_delete_{name}"), desk.picture());
        assert_eq!(written(&desk), vec![]);
        desk.keys("Enter");
        assert_eq!(written(&desk), vec![], "Enter alone changes nothing");
        desk.keys("d y");
        assert_eq!(written(&desk).len(), 1);
        desk.keys("u");
        untouched(&desk);
    }
    let mut desk = desk(Ja);
    desk.keys("t 7 d");
    assert_eq!(written(&desk).len(), 1, "evidence carries no verdict: {}", desk.text());
}

#[test]
fn closing_a_register_says_what_it_would_flip() {
    for (lang, name) in [(Ja, "ja"), (En, "en")] {
        let mut desk = desk(lang);
        desk.keys("t 3 A");
        insta::assert_snapshot!(format!("closing_ahead_{name}"), desk.picture());
        desk.keys("Esc");
        assert_eq!(written(&desk), vec![]);
    }
}

#[test]
fn whoever_turns_to_the_question_sees_what_each_answer_would_flip() {
    for (lang, name) in [(Ja, "ja"), (En, "en")] {
        let mut desk = Desk::at_row(lang, LARGE, "forensic.scope.a");
        desk.keys("Tab");
        insta::assert_snapshot!(format!("answer_ahead_{name}"), desk.picture());
        desk.keys("n");
        let flip = if lang == Ja {
            "フォレンジック 未回答 -> 不足"
        } else {
            "Forensics unanswered -> gap"
        };
        assert_eq!(desk.notice(), flip);
    }
}

/// Keys that do something somewhere, none that keeps, puts aside or ends what is tried.
const KEYS: [&str; 34] = [
    "y", "n", "u", "x", "Space", "N", "P", "j", "k", "h", "l", "Enter", "Esc", "Tab", "t", "b", "m", "d",
    "v", "1", "3", "5", "7", "A", "Delete", "U", "R", "p", "Ctrl-s", "c", "i", "e", "w", "Down",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(8)))]

    #[test]
    fn whatever_is_tried_the_real_one_stays(keys in prop::collection::vec(0..KEYS.len(), 1..40)) {
        let mut desk = desk(Ja);
        desk.keys("i Esc");
        for key in keys {
            // The layer's own screen has keys that end it.
            if desk.model.desktop.page == Page::WhatIf && matches!(KEYS[key], "x" | "n" | "Delete") {
                continue;
            }
            desk.press(KEYS[key].parse::<Key>().expect("a key"));
        }
        prop_assert!(desk.model.desktop.trial.is_some());
        prop_assert_eq!(real(&desk), opened("").assessment);
        prop_assert_eq!(written(&desk), vec![]);
        let scratch = desk.model.desktop.trial.as_ref().expect("on");
        let kept = kijun::domain::what_if::applied(&scratch.real.assessment, &scratch.changes).expect("sound");
        prop_assert!(difference(&kept, &desk.session().assessment).is_empty());
    }
}

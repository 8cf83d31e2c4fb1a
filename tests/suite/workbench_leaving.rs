//! No way out of a file leaves answers behind that could not be saved: every action of the table, and every choice
//! of every box it opens, is tried while nothing can be written.

use std::path::PathBuf;

use kijun::domain::text::Lang::{self, En, Ja};
use kijun::tui::action::{self, Action, BoxFocus, Page, Place};
use kijun::tui::desktop::FileQuestion;
use kijun::tui::keys::Key;
use kijun::tui::message::{Effect, Message, StoreCommand, StoreMessage};
use kijun::tui::session::{Obstacle, UnsavedFile};

use super::desk::{Desk, USUAL, opened};

fn full() -> Obstacle {
    Obstacle { reason: "空き容量なし".into(), text: "sample.ron を保存できません。".into() }
}

/// The sample with an answer that neither the file nor the history took.
fn unsaved(lang: Lang) -> Desk {
    let mut desk = Desk::with_sample(lang, USUAL);
    desk.keys("N n");
    desk.tell(StoreMessage::History(Some(full())));
    desk.tell(StoreMessage::NotSaved(full()));
    desk.effects.clear();
    desk
}

/// The keys that lead from the question to a place.
fn way_to(place: Place) -> &'static str {
    match place {
        Place::On(Page::Start) => "Esc",
        Place::On(Page::Board) => "b",
        Place::On(Page::Table) => "t",
        Place::On(Page::Review) => "v",
        Place::On(Page::Plan) => "m",
        Place::On(Page::Timeline) => "d",
        Place::On(Page::Proof) => "w",
        Place::On(Page::Carriers) => "c",
        Place::On(Page::Examine) => "z",
        Place::On(Page::Folder) => "E",
        Place::On(Page::WhatIf) => "i",
        Place::On(Page::Lists) => "V",
        Place::On(Page::Assess) | Place::Work | Place::Anywhere => "",
    }
}

fn at(place: Place) -> Desk {
    let mut desk = unsaved(Ja);
    let way = way_to(place);
    if !way.is_empty() {
        desk.keys(way);
    }
    desk
}

fn does(desk: &mut Desk, action: Action) {
    desk.model.act(action);
    desk.model.update(Message::Resized(USUAL.0, USUAL.1));
    desk.effects.append(&mut desk.model.desktop.effects);
}

/// True if the question about the answers is in front.
fn asked(desk: &Desk) -> bool {
    desk.model.desktop.overlays.last().and_then(|overlay| overlay.question()) == Some(FileQuestion::Unsaved)
}

/// Nothing that ends the program or leaves the file is wanted, and the session is still there.
fn nothing_is_lost(desk: &Desk, what: &str) {
    let leaves = |effect: &&Effect| {
        effect.leaves_the_file() || matches!(effect, Effect::Quit | Effect::Store(StoreCommand::GiveUp))
    };
    assert_eq!(desk.effects.iter().find(leaves), None, "{what}");
    let session = desk.model.desktop.real().expect("the session");
    assert!(session.is_unsaved(), "{what}");
    assert!(session.path.ends_with("sample.ron"), "{what}");
}

#[test]
fn no_action_and_no_choice_of_its_boxes_leaves_answers_that_are_not_saved() {
    const INSIDE: &str = "Enter Esc Tab Delete Ctrl-s y n d m t a s q";
    let (mut boxes, mut questions) = (0, Vec::new());
    for (place, entry) in action::all() {
        let places = match place {
            Place::Anywhere => vec![Place::On(Page::Start), Place::On(Page::Assess)],
            Place::Work => vec![Place::On(Page::Assess)],
            other @ Place::On(_) => vec![other],
        };
        for place in places {
            let what = format!("{:?} at {place:?}", entry.action);
            let mut desk = at(place);
            does(&mut desk, entry.action);
            nothing_is_lost(&desk, &what);
            if asked(&desk) {
                questions.push(entry.action);
            } else if !desk.model.desktop.overlays.is_empty() {
                for key in Key::sequence(INSIDE).expect("keys") {
                    let mut desk = at(place);
                    does(&mut desk, entry.action);
                    desk.press(key);
                    let what = format!("{what}, {key}");
                    nothing_is_lost(&desk, &what);
                    if !asked(&desk) {
                        desk.keys("Enter");
                        nothing_is_lost(&desk, &what);
                    }
                    boxes += 1;
                }
            }
        }
    }
    assert!(boxes > 100, "{boxes}");
    assert_eq!(questions, [Action::Open, Action::Sample], "another recent file and the sample ask");
}

#[test]
fn a_typed_path_a_new_file_and_a_restored_one_ask_as_well() {
    let mut desk = at(Place::On(Page::Start));
    desk.keys("o").types("other.ron").keys("Enter");
    assert!(asked(&desk), "{}", desk.text());
    nothing_is_lost(&desk, "open");

    let mut desk = at(Place::On(Page::Start));
    desk.tell(StoreMessage::Packs(Vec::new()));
    desk.model.desktop.want(StoreCommand::Create(None, Box::new(desk.session().assessment.clone())));
    desk.model.update(Message::Resized(USUAL.0, USUAL.1));
    assert!(asked(&desk), "{}", desk.text());

    let mut desk = at(Place::On(Page::Start));
    desk.model.desktop.want(StoreCommand::Restore(PathBuf::from("/x/other.ron")));
    desk.model.update(Message::Resized(USUAL.0, USUAL.1));
    assert!(asked(&desk), "{}", desk.text());
}

#[test]
fn the_start_screen_says_what_is_not_saved_and_the_way_there_says_what_to_do() {
    for (lang, word, notice) in [
        (Ja, "保存できません: sample.ron(空き容量なし)", "S で別の場所に保存"),
        (En, "NOT SAVED: sample.ron (空き容量なし)", "S saves it elsewhere"),
    ] {
        for key in ["q", "Esc"] {
            let mut desk = unsaved(lang);
            desk.keys(key);
            assert_eq!(desk.model.desktop.page, Page::Start);
            assert!(desk.text().lines().next().is_some_and(|line| line.contains(word)), "{}", desk.text());
            assert!(desk.notice().contains(notice), "{}", desk.notice());
            desk.keys("S");
            assert!(
                desk.model.desktop.overlays.last().and_then(|overlay| overlay.focus())
                    == Some(BoxFocus::OneLine),
                "{key}"
            );
        }
    }
    let mut desk = unsaved(Ja);
    desk.keys("q");
    insta::assert_snapshot!("start-unsaved", desk.text());
    desk.keys("s");
    insta::assert_snapshot!("unsaved-question", desk.text());
    let mut desk = unsaved(En);
    desk.keys("q");
    insta::assert_snapshot!("start-unsaved-en", desk.text());
    desk.keys("s");
    insta::assert_snapshot!("unsaved-question-en", desk.text());
}

/// At the question, the sample being asked for.
fn question() -> Desk {
    let mut desk = at(Place::On(Page::Start));
    desk.keys("s");
    assert!(asked(&desk));
    desk
}

#[test]
fn kept_answers_wait_for_the_file_and_come_back_with_everything_that_was_done() {
    let mut desk = question();
    let row = desk.session().assessment.claims.clone();
    desk.keys("k");
    assert_eq!(desk.effects.iter().filter(|effect| effect.leaves_the_file()).count(), 1);
    assert!(!desk.effects.contains(&Effect::Store(StoreCommand::GiveUp)));
    let path = desk.session().path.clone();
    let left = UnsavedFile {
        path: path.clone(),
        name: "sample.ron".into(),
        reason: "空き容量なし".into(),
        in_file: false,
    };
    desk.tell(StoreMessage::Left(vec![left]));
    desk.tell(StoreMessage::Opened(Box::new(kijun::tui::session::Opened {
        path: PathBuf::from("/home/a/other.ron"),
        ..opened("")
    })));
    let first = desk.text().lines().next().unwrap_or_default().to_owned();
    assert!(first.contains("保存できません: sample.ron"), "{first}");
    desk.effects.clear();
    desk.keys("Ctrl-c");
    assert!(desk.notice().contains("sample.ron を保存できていません"), "{}", desk.notice());
    assert!(desk.effects.is_empty());
    desk.tell(StoreMessage::CameBack(path.clone(), String::new()));
    desk.tell(StoreMessage::Left(Vec::new()));
    assert_eq!((&desk.session().path, &desk.session().assessment.claims), (&path, &row));
    desk.keys("U");
    assert!(desk.notice().starts_with("元に戻しました"), "{}", desk.notice());
}

#[test]
fn answers_are_dropped_by_one_word_only_and_saved_elsewhere_before_the_other_file_is_opened() {
    let mut desk = question();
    desk.model.update(Message::Keys(vec![Key::sequence("d").expect("a key")]));
    desk.effects.append(&mut desk.model.desktop.effects);
    let wanted: Vec<&Effect> = desk
        .effects
        .iter()
        .filter(|effect| !matches!(effect, Effect::Store(StoreCommand::ListRecent)))
        .collect();
    assert_eq!(wanted, [&Effect::Store(StoreCommand::GiveUp), &Effect::Store(StoreCommand::CreateSample)]);

    let mut desk = question();
    desk.keys("Enter Ctrl-u").types("elsewhere.ron").keys("Enter");
    let to = |effect: &Effect| matches!(effect, Effect::Store(StoreCommand::SaveAs(Some(path))) if path.ends_with("elsewhere.ron"));
    assert!(desk.effects.iter().any(to), "{:?}", desk.effects.len());
    nothing_is_lost(&desk, "before it is saved elsewhere");
    desk.tell(StoreMessage::NotMoved("elsewhere.ron はもうあります。".into(), Some("elsewhere.ron".into())));
    assert!(
        desk.text().contains("elsewhere.ron") && desk.notice().contains("もうあります"),
        "{}",
        desk.text()
    );
    nothing_is_lost(&desk, "the name is refused");
    desk.keys("Enter");
    desk.tell(StoreMessage::Moved("/x/elsewhere.ron".into()));
    assert_eq!(desk.effects.last(), Some(&Effect::Store(StoreCommand::CreateSample)));

    // Whoever gives the box up stays, also after saving elsewhere by another way later.
    let mut desk = question();
    desk.keys("s Esc");
    nothing_is_lost(&desk, "given up");
    desk.tell(StoreMessage::Moved("/x/elsewhere.ron".into()));
    assert!(!desk.effects.iter().any(Effect::leaves_the_file));
}

#[test]
fn while_a_file_is_being_opened_no_key_reaches_the_one_that_is_left() {
    let mut desk = Desk::with_sample(Ja, USUAL);
    desk.keys("N");
    let claims = desk.session().assessment.claims.clone();
    desk.keys("Esc");
    // Opening, and in the same breath back to the file and an answer.
    desk.keys("o").types("other.ron").keys("Enter");
    assert!(desk.effects.iter().any(Effect::leaves_the_file));
    desk.effects.clear();
    let burst = Key::sequence("F2 y n u Enter").expect("keys");
    desk.model.update(Message::Keys(vec![burst]));
    desk.effects.append(&mut desk.model.desktop.effects);
    desk.keys("F2 y n u Enter").pastes("y");
    assert_eq!((desk.effects.len(), desk.session().assessment.claims.clone()), (0, claims));
    assert!(desk.notice().contains("開いています"), "{}", desk.notice());
    desk.tell(StoreMessage::NotOpened("開けません。".into()));
    desk.keys("Esc");
    assert!(!desk.notice().contains("開いています"));
    desk.model.desktop.opening = true;
    desk.keys("Ctrl-c");
    assert!(desk.effects.contains(&Effect::Quit), "one can always leave");
}

#[test]
fn a_lock_that_fails_stays_in_sight_as_long_as_it_does() {
    let mut desk = Desk::new(En, USUAL);
    let unlocked =
        Some(Obstacle { reason: "lock failed".into(), text: "The lock failed (I/O error).".into() });
    desk.tell(StoreMessage::Opened(Box::new(kijun::tui::session::Opened { unlocked, ..opened("") })));
    assert_eq!(desk.notice(), "The lock failed (I/O error).");
    let first = |desk: &Desk| desk.text().lines().next().unwrap_or_default().to_owned();
    desk.keys("j b Esc t");
    assert!(first(&desk).contains("lock failed  saved"), "{}", first(&desk));
    desk.tell(StoreMessage::Unlocked(None));
    assert!(!first(&desk).contains("lock failed"), "{}", first(&desk));
}

#[test]
fn suspending_works_the_same_in_every_box_and_form() {
    let ways = [
        "?",
        ":",
        "/",
        "S",
        "p",
        "r",
        "t a",
        "t Enter",
        "t f",
        "t 2 Enter",
        "t 2 Enter Tab Tab Enter",
        "i a",
    ];
    for way in ways {
        let mut desk = Desk::with_sample(Ja, USUAL);
        desk.keys("N").keys(way).keys("Ctrl-z");
        assert_eq!(desk.effects.last(), Some(&Effect::Suspend), "{way}");
    }
    let mut desk = unsaved(Ja);
    desk.keys("q s Ctrl-z");
    assert!(asked(&desk) && desk.effects.contains(&Effect::Suspend));
    desk.model.update(Message::CannotSuspend);
    assert!(asked(&desk) && desk.notice().contains("中断できません"), "{}", desk.notice());
}

#[test]
fn a_survey_of_many_people_is_not_waited_for_by_any_picture() {
    use kijun::domain::carriers::survey;
    use kijun::domain::what_if::Base;
    let mut large = opened("");
    let one =
        large.assessment.people.iter().find(|person| !person.posts.is_empty()).expect("somebody").clone();
    for at in 0..200 {
        large
            .assessment
            .people
            .push(kijun::domain::register::Person { id: format!("P-{}", 500 + at).into(), ..one.clone() });
    }
    let mut desk = Desk::new(Ja, USUAL);
    desk.tell(StoreMessage::Opened(Box::new(large)));
    desk.keys("c");
    assert!(
        desk.text().contains("調べています") && desk.effects.contains(&Effect::Survey),
        "{}",
        desk.text()
    );
    insta::assert_snapshot!("survey-waits", desk.text());
    // Something found out about other values is not shown.
    let session = desk.session();
    let (revision, day) = (session.revision(), session.assessment.profile.reference_date);
    let (pack, references) = (session.pack.clone(), session.references.clone());
    let assessment = opened("").assessment;
    let found = survey(&Base { pack: &pack, references: &references, assessment: &assessment, day });
    desk.model.update(Message::Surveyed(revision + 1_000_000, Box::new(found.clone())));
    assert!(desk.text().contains("調べています"));
    desk.model.update(Message::Surveyed(revision, Box::new(found)));
    assert!(!desk.text().contains("調べています") && desk.text().contains("代わりなし"), "{}", desk.text());
    desk.keys("Esc");
    assert_eq!(desk.model.desktop.page, Page::Assess);
}

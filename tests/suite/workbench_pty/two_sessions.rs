//! Two who work on one file: the second opener, and changes made outside.

use super::*;

#[test]
fn the_second_opener_reads_only_and_is_told_who_writes() {
    let home = new_file();
    let mut first = open(&home, "acme.ron");
    first.wait_to_see("saved");
    let mut second = open(&home, "acme.ron");
    let screen = second.wait_to_see("opened read-only");
    assert!(screen.contains("aoki@"), "{screen}");
    assert!(screen.contains("read only"), "{screen}");
    second.press(b"N");
    second.send(b"y");
    second.wait_to_see("opened read-only");
    assert!(on_disk(&home, "acme.ron").claims.is_empty());
    first.kill();
    let third = open(&home, "acme.ron");
    third.wait_for_screen("saved", |screen| screen.contains("saved") && !screen.contains("read only"));
    second.send(b"Q");
    assert_eq!(second.exit_code(), 0);
}

/// Answers one row from outside, without the lock, as an editor or a copy from elsewhere does.
fn change_outside(home: &Home, file: &str, from: &str, to: &str) {
    let text = home.text(file);
    assert!(text.contains(from), "{from} in {text}");
    home.put(file, &text.replace(from, to));
}

#[test]
fn a_change_made_outside_is_not_overwritten_but_merged() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    change_outside(&home, "acme.ron", "\"Acme\"", "\"Acme Holdings\"");
    session.press(b"N");
    session.send(b"y");
    session.wait_to_see("The file was changed by somebody else");
    session.wait_to_see("Only theirs: 1");
    assert!(home.text("acme.ron").contains("Acme Holdings"));
    session.send(b"m");
    session.wait_to_see("Merged: 1 of our edits, 1 of theirs.");
    session.wait_for_screen("saved", |screen| screen.contains("saved") && !screen.contains("NOT SAVED"));
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    let values = on_disk(&home, "acme.ron");
    assert_eq!((values.profile.organisation.as_str(), values.claims.len()), ("Acme Holdings", 1));
    assert!(past(&home, "acme.ron").missing.is_empty());
}

#[test]
fn two_answers_to_one_question_are_shown_side_by_side() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    session.press(b"gN");
    session.press(b"y");
    session.wait_to_see("saved");
    session.press(b"U");
    session.wait_to_see("saved");
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    let reading = history::of_assessment(&home.path("acme.ron")).expect("history");
    let row = reading.edits()[0].change.subject();

    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    let set = home.run(&["set", "acme.ron", &row, "no", "--by", "baba"]);
    assert_eq!(set.code, Some(5), "the lock keeps other commands out: {}", set.err);
    let mut copy = on_disk(&home, "acme.ron");
    let claim = kijun::domain::assessment::Claim {
        row: row.clone(),
        answer: kijun::domain::assessment::Answer::No,
        remark: String::new(),
        by: "baba".into(),
        post: "部長".into(),
        at: "2026-11-22T04:00:00Z".into(),
    };
    kijun::domain::change::Change::set_claim(&copy, &row, Some(claim)).apply(&mut copy).expect("fits");
    let pack = packs::find(&copy.profile.pack, &copy.profile.edition, None).expect("pack").pack;
    home.put("acme.ron", &assessment::to_text(&copy, &pack).expect("text"));
    session.send(b"gNy");
    session.wait_to_see("Contradictions: 1");
    session.press(b"m");
    let screen = session.wait_to_see("Theirs");
    assert!(screen.contains("baba") && screen.contains("佐藤"), "{screen}");
    session.send(b"t");
    session.wait_to_see("Merged");
    session.wait_for_screen("saved", |screen| screen.contains("saved") && !screen.contains("NOT SAVED"));
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(on_disk(&home, "acme.ron").claim(&row), copy.claim(&row));
}

#[test]
fn a_change_made_outside_can_be_left_alone_by_going_on_beside_it() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    home.put("acme.ron", "this is no assessment any more");
    session.press(b"N");
    session.send(b"y");
    session.wait_to_see("cannot be read");
    session.send(b"b");
    session.wait_to_see("From now on everything is saved to");
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(home.text("acme.ron"), "this is no assessment any more");
    assert_eq!(on_disk(&home, "acme-2.ron").claims.len(), 1);
}

#[test]
fn a_file_removed_outside_is_written_again() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    std::fs::remove_file(home.path("acme.ron")).expect("removed");
    session.press(b"N");
    session.send(b"y");
    session.wait_to_see("it was written again");
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(on_disk(&home, "acme.ron").claims.len(), 1);
}

//! Disks that take nothing: told, waited for, written when they can, left for another, recovered from.

use super::*;

/// The sample, larger than what the process may write, so that only the history takes edits.
fn cramped(home: &Home, limit: &str) -> PtySession {
    home.put("acme.ron", SAMPLE);
    let program = env!("CARGO_BIN_EXE_kijun");
    let script = format!("ulimit -S -f {limit}; exec \"$@\"");
    run(home, &["bash", "-c", &script, "bash", program, "--lang", "en", "--ambiguous", "narrow", "acme.ron"])
}

fn lift_limit(session: &PtySession) {
    let pid = Pid::from_raw(session.pid());
    prlimit(pid, Resource::Fsize, Rlimit { current: None, maximum: None }).expect("the limit is lifted");
}

/// Three answers on rows that take one, whatever stood there.
fn three_answers(session: &mut PtySession) {
    session.wait_to_see("saved");
    for _ in 0..3 {
        session.press(b"N");
        session.press(b"u");
    }
}

#[test]
fn a_disk_that_takes_nothing_is_told_waited_for_and_written_when_it_can() {
    let home = Home::new();
    let mut session = cramped(&home, "40");
    three_answers(&mut session);
    session.wait_to_see("NOT SAVED: size limit");
    assert!(is_sample(&home), "the old file is whole");
    lift_limit(&session);
    session.wait_for_screen("saved", |screen| screen.contains("saved") && !screen.contains("NOT SAVED"));
    assert!(past(&home, "acme.ron").missing.is_empty());
    assert!(!is_sample(&home));
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
}

fn is_sample(home: &Home) -> bool {
    on_disk(home, "acme.ron") == sample()
}

#[test]
fn leaving_unsaved_asks_once_says_so_and_the_next_start_offers_the_edits() {
    let home = Home::new();
    let mut session = cramped(&home, "40");
    three_answers(&mut session);
    session.wait_to_see("NOT SAVED");
    session.send(b"Q");
    session.wait_to_see("Press again to quit");
    session.send(b"Q");
    session.wait_for("ended without saving");
    assert_eq!(session.exit_code(), 7);
    let missing = past(&home, "acme.ron").missing;
    assert!(!missing.is_empty());

    let mut again = open(&home, "acme.ron");
    again.wait_to_see(&format!("The history holds {} edits that are not in the file.", missing.len()));
    again.press(b"l");
    again.wait_to_see("Edits that are not in the file");
    again.press(b"\x1b");
    assert!(is_sample(&home), "nothing happens to the file before somebody says so");
    again.press(b"a");
    again.wait_to_see(&format!("{} edits applied.", missing.len()));
    again.wait_to_see("saved");
    again.send(b"Q");
    assert_eq!(again.exit_code(), 0);
    let mut expected = sample();
    missing.iter().for_each(|edit| edit.change.apply(&mut expected).expect("fits"));
    assert!(difference(&expected, &on_disk(&home, "acme.ron")).is_empty());
    assert!(past(&home, "acme.ron").missing.is_empty());
}

#[test]
fn edits_set_aside_stay_in_the_history_and_are_not_offered_again() {
    let home = Home::new();
    let mut session = cramped(&home, "40");
    three_answers(&mut session);
    session.wait_to_see("NOT SAVED");
    session.kill();
    let mut again = open(&home, "acme.ron");
    again.wait_to_see("that are not in the file");
    again.press(b"d");
    again.wait_to_see("Set aside");
    again.send(b"Q");
    assert_eq!(again.exit_code(), 0);
    assert!(is_sample(&home));
    let reading = history::of_assessment(&home.path("acme.ron")).expect("history");
    assert!(reading.entries.iter().any(|entry| entry.record.edit.note() == "set-aside"));
    let third = open(&home, "acme.ron");
    third.wait_to_see("saved");
    assert!(past(&home, "acme.ron").missing.is_empty());
}

#[test]
fn a_history_that_takes_nothing_is_told_and_caught_up_with() {
    let home = new_file();
    let program = env!("CARGO_BIN_EXE_kijun");
    let script = "ulimit -S -f 0; exec \"$@\"";
    let line = ["bash", "-c", script, "bash", program, "--lang", "en", "--ambiguous", "narrow", "acme.ron"];
    let mut session = run(&home, &line);
    session.wait_to_see("saved");
    session.press(b"N");
    session.press(b"y");
    session.wait_to_see("HISTORY NOT WRITTEN: size limit");
    assert!(past(&home, "acme.ron").missing.is_empty());
    lift_limit(&session);
    session.wait_for_screen("saved", |screen| screen.contains("saved") && !screen.contains("NOT"));
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(on_disk(&home, "acme.ron").claims.len(), 1);
    let reading = history::of_assessment(&home.path("acme.ron")).expect("history");
    assert_eq!(reading.entries.len(), 1, "the edit that had to wait is in the history");
}

#[test]
fn what_cannot_be_saved_here_can_be_saved_elsewhere() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    session.press(b"S");
    session.send(b"\x15other.ron\r");
    session.wait_to_see("From now on everything is saved to");
    session.press(b"N");
    session.press(b"y");
    session.wait_to_see("saved");
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(on_disk(&home, "acme.ron").claims.len(), 0);
    assert_eq!(on_disk(&home, "other.ron").claims.len(), 1);
}

//! Leaving a file for another while neither the file nor its history takes a byte: asked about, kept, saved
//! elsewhere or dropped by a person's word, and never lost without the exit code saying so.

use super::*;

/// Two new files, the first one open where nothing at all can be written, with one answer.
fn stuck() -> (Home, PtySession) {
    let home = new_file();
    let line =
        ["new", "beta.ron", "--organisation", "Beta", "--category", "vuln", "--reference-date", "2027-01-31"];
    assert_eq!(home.run(&line).code, Some(0));
    let program = env!("CARGO_BIN_EXE_kijun");
    let script = "ulimit -S -f 0; exec \"$@\"";
    let line = ["bash", "-c", script, "bash", program, "--lang", "en", "--ambiguous", "narrow", "acme.ron"];
    let mut session = run(&home, &line);
    session.wait_to_see("saved");
    session.press(b"N");
    session.press(b"y");
    session.wait_for_screen("both are told", |screen| {
        screen.contains("HISTORY NOT WRITTEN: size limit") && screen.contains("NOT SAVED: size limit")
    });
    (home, session)
}

fn relieve(session: &PtySession) {
    let pid = Pid::from_raw(session.pid());
    prlimit(pid, Resource::Fsize, Rlimit { current: None, maximum: None }).expect("the limit is lifted");
}

/// Asks for a file by its path, typed as a person does.
fn ask_for(session: &mut PtySession, name: &str) {
    session.send(b"o");
    session.wait_to_see("File to open");
    type_line(session, name);
}

fn type_line(session: &mut PtySession, text: &str) {
    session.send(text.as_bytes());
    session.wait_to_see(text);
    session.send(b"\r");
}

/// Asks for the other file.
fn ask_for_beta(session: &mut PtySession) {
    ask_for(session, "beta.ron");
    session.wait_to_see("Some answers are not saved");
}

fn claims(home: &Home, file: &str) -> usize {
    on_disk(home, file).claims.len()
}

#[test]
fn every_way_to_another_file_asks_first_and_ending_asks_and_says_so() {
    let (home, mut session) = stuck();
    session.press(b"q");
    session.wait_to_see("NOT SAVED: acme.ron (size limit)");
    // The open file stands in the list although a full disk keeps it from being remembered; the sample; a path.
    for way in ["", "beta.ron", "acme.ron.none"] {
        match way {
            "" => session.send(b"s"),
            name => ask_for(&mut session, name),
        }
        session.wait_to_see("Some answers are not saved");
        session.send(b"\x1b");
        session.wait_to_see("The file stays open.");
    }
    session.send(b"L");
    session.wait_to_see("保存できません: acme.ron");
    session.send(b"L");
    session.wait_to_see("NOT SAVED: acme.ron");
    session.press(b"\r");
    session.wait_to_see("HISTORY NOT WRITTEN");
    session.send(b"\x03");
    session.wait_to_see("Press again to quit anyway");
    session.send(b"\x03");
    session.wait_for("ended without saving");
    assert_eq!(session.exit_code(), 7);
    assert_eq!((claims(&home, "acme.ron"), past(&home, "acme.ron").missing.len()), (0, 0));
}

#[test]
fn what_is_kept_is_written_when_it_can_be_and_is_there_to_come_back_to() {
    let (home, mut session) = stuck();
    session.press(b"q");
    ask_for_beta(&mut session);
    session.send(b"k");
    session.wait_for_screen("beta", |screen| {
        screen.contains("Beta") && screen.contains("NOT SAVED: acme.ron") && screen.contains("saved")
    });
    session.send(b"\x03");
    session.wait_to_see("Not saved: acme.ron. Press again to quit anyway.");
    session.press(b"q");
    ask_for(&mut session, "acme.ron");
    session.wait_for_screen("acme", |screen| screen.contains("HISTORY NOT WRITTEN: size limit"));
    session.press(b"q");
    ask_for_beta(&mut session);
    session.send(b"k");
    session
        .wait_for_screen("beta", |screen| screen.contains("Beta") && screen.contains("NOT SAVED: acme.ron"));
    relieve(&session);
    session
        .wait_for_screen("all is saved", |screen| screen.contains("saved") && !screen.contains("NOT SAVED"));
    session.send(b"\x03");
    assert_eq!(session.exit_code(), 0);
    assert_eq!((claims(&home, "acme.ron"), claims(&home, "beta.ron")), (1, 0));
    assert!(past(&home, "acme.ron").missing.is_empty());
    let reading = history::of_assessment(&home.path("acme.ron")).expect("history");
    assert_eq!(reading.entries.len(), 1);
}

#[test]
fn what_is_kept_and_never_written_ends_with_seven_and_its_name() {
    let (home, mut session) = stuck();
    session.press(b"q");
    ask_for_beta(&mut session);
    session.send(b"k");
    session
        .wait_for_screen("beta", |screen| screen.contains("Beta") && screen.contains("NOT SAVED: acme.ron"));
    session.send(b"\x03");
    session.wait_to_see("Press again");
    session.send(b"\x03");
    session.wait_for("acme.ron: ended without saving");
    assert_eq!(session.exit_code(), 7);
    assert_eq!(claims(&home, "acme.ron"), 0);
}

#[test]
fn what_is_dropped_is_dropped_by_a_word_and_is_asked_about_no_more() {
    let (home, mut session) = stuck();
    session.press(b"q");
    ask_for_beta(&mut session);
    session.send(b"d");
    session.wait_for_screen("beta", |screen| screen.contains("Beta") && !screen.contains("NOT SAVED"));
    session.send(b"\x03");
    assert_eq!(session.exit_code(), 0);
    assert_eq!((claims(&home, "acme.ron"), claims(&home, "beta.ron")), (0, 0));
}

#[test]
fn a_file_that_is_not_there_takes_nothing_away() {
    let (home, mut session) = stuck();
    session.press(b"q");
    ask_for(&mut session, "none.ron");
    session.wait_to_see("Some answers are not saved");
    session.send(b"d");
    session.wait_to_see("There is no such file");
    session.wait_to_see("NOT SAVED: acme.ron");
    relieve(&session);
    session.wait_for_screen("saved", |screen| !screen.contains("NOT SAVED"));
    session.send(b"\x03");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(claims(&home, "acme.ron"), 1);
}

#[test]
fn an_answer_and_the_end_in_one_breath_are_asked_about() {
    let (_home, mut session) = stuck();
    let program = (session.pid(), ());
    relieve(&session);
    session.wait_for_screen("saved", |screen| screen.contains("saved") && !screen.contains("NOT"));
    let pid = Pid::from_raw(program.0);
    prlimit(pid, Resource::Fsize, Rlimit { current: Some(0), maximum: None }).expect("limited");
    session.press(b"N");
    session.send(b"y\x03");
    session.wait_to_see("Press again to quit anyway");
    session.send(b"\x03");
    assert_eq!(session.exit_code(), 7);
}

#[test]
fn an_existing_name_is_nobodys_to_save_to_even_with_the_same_content() {
    let home = new_file();
    std::fs::copy(home.path("acme.ron"), home.path("same.ron")).expect("copied");
    let mut other = open(&home, "acme.ron");
    other.wait_to_see("saved");
    for name in ["same.ron", "acme.ron"] {
        other.press(b"S");
        other.press(b"\x15");
        type_line(&mut other, name);
        other.wait_to_see(&format!("{name} exists already; choose another name."));
        other.press(b"\x1b");
    }
    other.send(b"Q");
    assert_eq!(other.exit_code(), 0);
    assert!(home.path("acme.history").exists() || claims(&home, "acme.ron") == 0);
}

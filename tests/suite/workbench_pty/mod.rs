//! The real program in a real terminal: whatever ends it, every accepted answer is found again.

mod disks;
mod kills;
mod leaving;
mod two_sessions;

use std::time::{Duration, Instant};

use kijun::domain::assessment::Assessment;
use kijun::domain::merge::difference;
use kijun::domain::past::{Past, look_back};
use kijun::store::{assessment, history, packs};
use portable_pty::CommandBuilder;
use rustix::process::{Pid, Resource, Rlimit, Signal, prlimit};
use tempfile::TempDir;

use crate::home::{Home, SAMPLE};
use crate::pty_session::{PtySession, wait_for_file};

/// A new file of the vulnerability category in a home of its own.
pub(crate) fn new_file() -> Home {
    let home = Home::new();
    let arguments = ["new", "acme.ron", "--organisation", "Acme", "--category", "vuln,soc"];
    let made = home.run(&[&arguments[..], &["--reference-date", "2027-01-31"]].concat());
    assert_eq!(made.code, Some(0), "{}", made.err);
    home.name_signer("acme.ron");
    home
}

/// The workbench on a file of the home.
pub(crate) fn open(home: &Home, file: &str) -> PtySession {
    run(home, &[&program(), "--lang", "en", "--ambiguous", "narrow", file])
}

/// The program under test; `KIJUN_TEST_PROGRAM` names another build of it.
fn program() -> String {
    std::env::var("KIJUN_TEST_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_kijun").to_owned())
}

pub(crate) fn run(home: &Home, line: &[&str]) -> PtySession {
    run_with(home, line, &[])
}

/// The same with more of an environment.
pub(crate) fn run_with(home: &Home, line: &[&str], environment: &[(&str, &str)]) -> PtySession {
    let mut command = CommandBuilder::from_argv(line.iter().map(Into::into).collect());
    command.env_clear();
    command.env("HOME", home.path(""));
    command.env("PATH", "/usr/bin:/bin");
    command.env("TERM", "xterm-256color");
    command.env("USER", "aoki");
    command.env("TZ", "UTC");
    environment.iter().for_each(|(key, value)| command.env(key, value));
    command.cwd(home.path(""));
    PtySession::spawn(command, TempDir::new().expect("folder"))
}

/// What stands in the file.
pub(crate) fn on_disk(home: &Home, file: &str) -> Assessment {
    let sheet = assessment::look(&home.path(file)).expect("a readable file");
    let header = sheet.header().clone();
    let loaded = packs::find(&header.pack, &header.edition, None).expect("its pack");
    sheet.open(&loaded.pack).expect("a sound file").assessment
}

/// What the history knows beyond the file; the history must be sound up to an unfinished record.
pub(crate) fn past(home: &Home, file: &str) -> Past {
    let reading = history::of_assessment(&home.path(file)).expect("a readable history");
    assert!(reading.faults.is_empty(), "{:?}", reading.faults);
    look_back(&reading.edits(), &on_disk(home, file))
}

/// What a person gets back: the file and what the history adds.
pub(crate) fn accepted(home: &Home, file: &str) -> Assessment {
    let mut values = on_disk(home, file);
    past(home, file).missing.iter().for_each(|edit| edit.change.apply(&mut values).expect("fits"));
    values
}

/// The question in front with its verdict, and the counts below: the right pane and the line under it. Which
/// branches of the tree are unfolded is no part of the place.
fn picture(screen: &str) -> String {
    let right = screen.lines().filter_map(|line| line.split_once('│')).map(|(_, right)| right.trim());
    let counts = screen.lines().filter(|line| line.starts_with(" gap ")).filter_map(|line| line.get(..24));
    right.chain(counts).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A paste without marks, and keys of a terminal in another encoding: nothing is answered, and it is said why.
#[test]
fn what_no_hand_presses_answers_nothing() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    session.send(b"N");
    session.wait_for_screen("a question", |screen| screen.contains("y n u"));
    let before = on_disk(&home, "acme.ron");
    session.send(b"yes, no\nyes\ny\n");
    session.wait_to_see("There is nothing to paste into here");
    // 「山田」 and a kana with a command's letter in it in Shift_JIS, 「あい」 in EUC-JP.
    for bytes in [&b"\x8eR\x93c"[..], b"\x83y", b"\xa4\xa2\xa4\xa4"] {
        session.send(b"G");
        session.wait_for_screen("no sentence", |screen| !screen.contains("Unreadable"));
        session.send(bytes);
        session.wait_to_see("Unreadable characters came");
    }
    session.send(b"Nr");
    session.wait_to_see("Remark");
    session.send(b"\xa4\xa2\xa4\xa4");
    session.wait_to_see("Not entered: ");
    session.send(b"\x1b");
    session.wait_for_screen("no box", |screen| !screen.contains("Remark:"));
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(on_disk(&home, "acme.ron"), before);
}

/// Ten answers, each seen; one harmless key behind them, whose picture comes after they are on disk.
pub(crate) fn ten_answers(session: &mut PtySession) {
    session.wait_to_see("saved");
    session.press(b"N");
    for _ in 0..10 {
        session.press(b"y");
    }
    be_on_disk(session);
}

/// How long the program takes at most for saving when it has to go.
const FLUSH_DEADLINE: Duration = Duration::from_secs(2);

/// How long a picture waits for the disk: one that came sooner promises that what the one before it showed is there.
pub(crate) const PATIENCE: Duration = Duration::from_millis(200);

/// Whether the first line says that everything is in the file.
pub(crate) fn says_saved(screen: &str) -> bool {
    screen.lines().next().is_some_and(|line| line.contains("saved"))
}

/// Leaves when everything is saved, however long that takes: before that, leaving asks.
pub(crate) fn leave_saved(session: &mut PtySession) {
    session.wait_for_screen("saved", says_saved);
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
}

/// Two harmless keys, after whose pictures everything accepted before is on disk. On a disk that takes longer than a
/// picture waits, only the word on the first line says so.
pub(crate) fn be_on_disk(session: &mut PtySession) {
    session.send(b"?");
    session.wait_to_see("any other key closes");
    let asked = Instant::now();
    session.send(b"w");
    session.wait_for_screen("no help", |screen| !screen.contains("any other key closes"));
    if asked.elapsed() >= PATIENCE {
        session.wait_for_screen("saved", says_saved);
    }
}

#[test]
fn after_a_kill_everything_is_where_it_was() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    ten_answers(&mut session);
    let before = picture(&session.wait_to_see("saved"));
    session.kill();
    assert_eq!(accepted(&home, "acme.ron").claims.len(), 10);
    let again = open(&home, "acme.ron");
    let after = again.wait_for_screen(&before, |screen| picture(screen) == before);
    assert!(after.contains("saved"));
}

/// Answers, a departure and a date in the scratch layer, then a kill: file and history are as they were, byte by byte.
#[test]
fn a_kill_while_something_is_tried_touches_neither_file_nor_history() {
    let home = Home::with_sample();
    let mut session = open(&home, "sample.ron");
    session.wait_to_see("saved");
    session.press(b"N");
    session.press(b"y");
    session.wait_to_see("saved");
    let before = [home.text("sample.ron"), home.text("sample.ron.history")];
    session.send(b"i");
    session.wait_to_see("Somebody leaves");
    session.send(b"\r");
    session.wait_to_see("Who leaves?");
    session.send(b"\r");
    session.wait_to_see("Changes so far");
    session.send(b"\x1b");
    session.wait_for_screen("the question, marked", |screen| {
        screen.contains("[WHAT IF]") && !screen.contains("Changes so far")
    });
    for key in [b"n", b"N", b"y", b"N", b"n"] {
        session.press(key);
    }
    session.wait_to_see("[WHAT IF]");
    session.kill();
    assert_eq!([home.text("sample.ron"), home.text("sample.ron.history")], before);
}

/// What is kept is one record: after a kill it is there as a whole, and one key takes it back after a restart.
#[test]
fn what_is_kept_survives_a_kill_as_one_edit() {
    let home = Home::with_sample();
    let mut session = open(&home, "sample.ron");
    session.wait_to_see("saved");
    session.send(b"i");
    session.wait_to_see("Somebody leaves");
    session.send(b"\r");
    session.wait_to_see("Who leaves?");
    session.send(b"\r");
    session.wait_to_see("Changes so far: 1");
    session.send(b"\x1b");
    session.wait_to_see("The service provider");
    session.send(b"Nn");
    session.wait_to_see("2 changes");
    session.send(b"i");
    session.wait_to_see("Changes so far: 2");
    session.send(b"a");
    session.wait_to_see("Kept ");
    session.wait_to_see("saved");
    session.kill();
    let kept = accepted(&home, "sample.ron");
    assert!(kept.person("P-01").expect("the past stays").posts.iter().all(|post| post.to.is_some()));
    assert_eq!(difference(&sample(), &kept).len(), 2);
    assert_eq!(past(&home, "sample.ron").undo.len(), 1);
    let mut again = open(&home, "sample.ron");
    again.wait_to_see("saved");
    take_back(&mut again);
    again.wait_to_see("saved");
    assert_eq!(difference(&accepted(&home, "sample.ron"), &sample()), vec![]);
    again.send(b"Q");
}

#[test]
fn undo_goes_back_over_a_restart() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    ten_answers(&mut session);
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    let mut again = open(&home, "acme.ron");
    again.wait_to_see("saved");
    for count in (0..10).rev() {
        take_back(&mut again);
        again.wait_to_see("saved");
        assert_eq!(accepted(&home, "acme.ron").claims.len(), count);
    }
    again.send(b"U");
    again.wait_to_see("There is nothing more.");
}

#[test]
fn what_was_taken_back_can_be_done_again_after_a_restart() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    ten_answers(&mut session);
    for count in [9, 8] {
        take_back(&mut session);
        be_on_disk(&mut session);
        assert_eq!(accepted(&home, "acme.ron").claims.len(), count);
    }
    session.wait_for_screen("saved", says_saved);
    session.kill();
    let mut again = open(&home, "acme.ron");
    again.wait_to_see("saved");
    for count in [9, 10] {
        do_again(&mut again);
        be_on_disk(&mut again);
        assert_eq!(accepted(&home, "acme.ron").claims.len(), count);
    }
    again.send(b"R");
    again.wait_to_see("There is nothing more.");
}

/// Does again what was taken back last, once the history is read.
fn do_again(session: &mut PtySession) {
    const NOTHING: &str = "There is nothing more.";
    loop {
        session.press(b"R");
        let told = |screen: &str| screen.contains("Redone") || screen.contains(NOTHING);
        if !session.wait_for_screen("an answer", told).contains(NOTHING) {
            return;
        }
        session.press(b"K");
        session.wait_for_screen("a cleared notice", |screen| !screen.contains(NOTHING));
    }
}

/// SIGUSR1 says: on the disk with everything, and go on. The place is what is otherwise only kept at the end.
#[test]
fn a_signal_has_everything_saved_and_the_work_goes_on() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    session.send(b"g");
    session.press(b"N");
    let recent = home.path(".local/state/kijun/recent.ron");
    wait_for_file(&recent, |text| text.contains("acme.ron"));
    let before = std::fs::read_to_string(&recent).expect("the recent files");
    session.signal(Signal::USR1);
    wait_for_file(&recent, |text| text != before);
    session.press(b"y");
    session.wait_to_see("saved");
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(on_disk(&home, "acme.ron").claims.len(), 1);
}

#[test]
fn a_file_of_a_newer_format_can_be_looked_at_and_nothing_else() {
    let home = Home::new();
    let newer = SAMPLE.replacen("format: 1,", "format: 2,\n    seals: {\"sha-3\": Chain([1, 2])},", 1);
    let newer = newer.replacen("app: \"", "app: \"kijun 9, by ", 1);
    home.put("acme.ron", &newer);
    let mut session = open(&home, "acme.ron");
    let screen = session.wait_to_see("newer version");
    assert!(screen.contains("read only"), "{screen}");
    session.press(b"N");
    session.press(b"y");
    session.press(b"S");
    session.wait_to_see("File to save to");
    session.send(b"\r");
    session.wait_to_see("cannot be saved");
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(home.text("acme.ron"), newer);
    assert!(!home.path("acme.ron.history").exists() && !home.path("acme-2.ron").exists());
}

#[test]
fn a_damaged_file_comes_back_from_its_backup_with_the_history_on_top() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    ten_answers(&mut session);
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    let whole = on_disk(&home, "acme.ron");
    let text = home.text("acme.ron");
    home.put("acme.ron", &text[..text.len() / 2]);
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("This file cannot be read");
    session.send(b"r");
    session.wait_to_see("Edits that were not saved");
    session.send(b"a");
    session.wait_to_see("edits applied");
    session.wait_to_see("saved");
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert!(difference(&on_disk(&home, "acme.ron"), &whole).is_empty());
    assert_eq!(home.text("acme.ron.damaged"), text[..text.len() / 2]);
}

/// The sample as it is shipped.
fn sample() -> Assessment {
    let home = Home::with_sample();
    on_disk(&home, "sample.ron")
}

/// Takes the last edit back. The history is read behind the first picture; before that there is nothing yet.
pub(crate) fn take_back(session: &mut PtySession) {
    const NOTHING: &str = "There is nothing more.";
    loop {
        session.press(b"U");
        let told = |screen: &str| screen.contains("Undone") || screen.contains(NOTHING);
        if !session.wait_for_screen("an answer", told).contains(NOTHING) {
            return;
        }
        session.press(b"K");
        session.wait_for_screen("a cleared notice", |screen| !screen.contains(NOTHING));
    }
}

/// Every signal that ends the process: the answers are on disk, the terminal as it was, the code says why.
#[test]
fn every_ending_signal_leaves_every_answer_on_disk() {
    for (signal, code) in [(Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131), (Signal::TERM, 143)] {
        let home = new_file();
        let mut session = open(&home, "acme.ron");
        ten_answers(&mut session);
        session.signal(signal);
        assert_eq!(session.exit_code(), code);
        assert_eq!(on_disk(&home, "acme.ron").claims.len(), 10, "{signal:?}");
        assert!(session.line_as_found(), "{signal:?}");
        assert_eq!(session.switches_of(1049), "hl", "{signal:?}");
        assert_eq!(session.switches_of(2004), "hl", "{signal:?}");
    }
}

#[test]
fn a_terminal_that_vanishes_costs_no_answer() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    ten_answers(&mut session);
    session.send_and_stop_reading_at(b"Q", "\x1b[?1049l");
    assert_eq!(session.exit_code(), 0);
    for _ in 0..2 {
        let mut session = open(&home, "acme.ron");
        session.wait_to_see("saved");
        session.send_and_stop_reading_at(b"?", "Claim yes");
        session.hang_up();
        assert_eq!(session.exit_code(), 129);
    }
    assert_eq!(on_disk(&home, "acme.ron").claims.len(), 10);
}

/// Nobody reads what the program writes: its picture stands still, its answers do not.
#[test]
fn a_half_dead_line_costs_no_answer() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    session.press(b"N");
    session.send_and_stop_reading_at(b"?", "Claim yes");
    // Enough pictures to fill the line, among them answers.
    session.send(b"w");
    // Of few different keys: more of them at once would be taken for a paste.
    for _ in 0..20 {
        session.send(b"yL\x1b[6~L\x1b[5~");
    }
    wait_for_file(&history::path_of(&home.path("acme.ron")), |text| text.contains("claim"));
    let asked = Instant::now();
    session.signal(Signal::TERM);
    assert_eq!(session.exit_code(), 143);
    let took = asked.elapsed();
    let recorded = history::of_assessment(&home.path("acme.ron")).expect("history").edits().len();
    assert_eq!(
        accepted(&home, "acme.ron").claims.len(),
        recorded,
        "answers while it ends are in the history"
    );
    // On a disk so slow that the time for saving runs out, all are in the history alone.
    let saved = on_disk(&home, "acme.ron").claims.len();
    assert!(saved > 0 || took >= FLUSH_DEADLINE, "the file had {took:?} and none of {recorded} answers");
}

#[test]
fn a_suspended_session_is_saved_and_goes_on() {
    let home = new_file();
    let script = r#"set -m; "$@"; echo "STOPPED $?"; fg >/dev/null; echo "ENDED $?""#;
    let program = env!("CARGO_BIN_EXE_kijun");
    let line = ["bash", "-c", script, "bash", program, "--lang", "en", "--ambiguous", "narrow", "acme.ron"];
    let mut session = run(&home, &line);
    ten_answers(&mut session);
    session.send(b"\x1a");
    session.wait_for("STOPPED 147");
    assert_eq!(on_disk(&home, "acme.ron").claims.len(), 10, "saved before it stopped");
    session.wait_to_see("saved");
    session.send(b"Q");
    session.wait_for("ENDED 0");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(session.switches_of(1049), "hlhl");
}

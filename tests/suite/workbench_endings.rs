//! The workbench at every bad moment: each signal at each moment, a terminal that is gone, a line that is silent for a
//! while, answers of the terminal that are late or nonsense, and a kill at every point of every save.

use std::time::Instant;

use kijun::store::history;
use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::home::Home;
use crate::hosting::ticks;
use crate::pty_session::{PtySession, wait_for_file};
use crate::system_calls::{can_trace, traced};
use crate::workbench_pty::{
    PATIENCE, accepted, be_on_disk, leave_saved, new_file, on_disk, open, past, run, says_saved, take_back,
    ten_answers,
};

const PROGRAM: [&str; 6] = [env!("CARGO_BIN_EXE_kijun"), "--lang", "en", "--ambiguous", "narrow", "acme.ron"];

/// What is under way when the signal comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    Idle,
    Typing,
    Pasting,
    Saving,
}

/// The workbench in which every flush of a file takes its time, so that after an answer it is saving.
fn slow_disk(home: &Home) -> PtySession {
    let tracer = [
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=fsync",
        "-e",
        "inject=fsync:delay_enter=200000",
    ];
    run(home, &[&tracer[..], &PROGRAM].concat())
}

/// An edit that comes while an earlier one is being saved is not called saved with it.
#[test]
fn saved_is_said_only_of_what_is_in_the_file() {
    if !can_trace("saved_is_said_only_of_what_is_in_the_file") {
        return;
    }
    let home = new_file();
    let mut session = slow_disk(&home);
    session.wait_to_see("saved");
    session.press(b"N");
    for count in [2, 4, 6] {
        session.press(b"y");
        session.press(b"y");
        session.wait_for_screen("saved", says_saved);
        assert_eq!(on_disk(&home, "acme.ron").claims.len(), count);
    }
}

fn end_at(moment: Moment, signal: Signal, code: u32) {
    let home = new_file();
    let mut session = if moment == Moment::Saving { slow_disk(&home) } else { open(&home, "acme.ron") };
    session.wait_to_see("saved");
    session.press(b"N");
    for _ in 0..3 {
        session.send(b"y");
        be_on_disk(&mut session);
    }
    match moment {
        Moment::Idle | Moment::Saving => {}
        Moment::Typing => {
            session.send(b"r");
            session.wait_to_see("Remark");
            session.send("途中".as_bytes());
            session.wait_to_see("途中");
        }
        Moment::Pasting => session.send(b"/\x1b[200~half a paste"),
    }
    if moment == Moment::Saving {
        kill_process(traced(session.pid()), signal).expect("sent");
    } else {
        session.signal(signal);
    }
    assert_eq!(session.exit_code(), code, "{moment:?} {signal:?}");
    assert_eq!(accepted(&home, "acme.ron").claims.len(), 3, "{moment:?} {signal:?}");
    assert_eq!(session.switches_of(1049), "hl", "{moment:?} {signal:?}");
    assert_eq!(session.switches_of(2004), "hl", "{moment:?} {signal:?}");
    assert!(session.line_as_found(), "{moment:?} {signal:?}");
    assert_eq!(left_behind(&home), [""; 0], "{moment:?} {signal:?}");
}

/// Locks and unfinished files beside the assessment.
fn left_behind(home: &Home) -> Vec<String> {
    let is_rest = |name: &String| name.starts_with(".kijun-") || name == ".acme.ron.lock";
    home.names().into_iter().filter(is_rest).collect()
}

#[test]
fn nothing_is_left_beside_the_file_by_leaving_it() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    assert_eq!(left_behind(&home), [".acme.ron.lock"]);
    session.press(b"N");
    session.press(b"y");
    leave_saved(&mut session);
    assert_eq!(left_behind(&home), [""; 0]);
    assert_eq!(on_disk(&home, "acme.ron").claims.len(), 1);
}

/// The finding that a file whose every renaming took long kept accepted edits out of the history.
#[test]
fn a_slow_file_keeps_no_edit_from_the_history() {
    if !can_trace("a_slow_file_keeps_no_edit_from_the_history") {
        return;
    }
    let home = new_file();
    let calls = "rename,renameat,renameat2";
    let (trace, inject) = (format!("trace={calls}"), format!("inject={calls}:delay_enter=1000000"));
    let tracer = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject];
    let mut session = run(&home, &[&tracer[..], &PROGRAM].concat());
    session.wait_to_see("saved");
    session.send(b"N");
    session.wait_for_screen("a question", |screen| screen.contains("y n u"));
    for answers in 1..=3 {
        session.send(b"y");
        // The first save has begun with the first answer, and takes six renamings.
        wait_for_file(&home.path("acme.ron.history"), |text| text.lines().count() == answers);
        assert!(on_disk(&home, "acme.ron").claims.is_empty(), "answer {answers} waited for the file");
        assert!(!says_saved(&session.screen()), "{}", session.screen());
    }
    kill_process(traced(session.pid()), Signal::KILL).expect("sent");
    session.exit_code();
    assert_eq!(accepted(&home, "acme.ron").claims.len(), 3);
}

/// An edit of more than a mebibyte was left out of the history, and with it undo over a restart.
#[test]
fn a_very_large_edit_is_in_the_history_like_any_other() {
    let home = new_file();
    let answered = home.run(&["set", "acme.ron", "vuln.scope.a", "no", "--by", "a", "--remark", "long"]);
    assert_eq!(answered.code, Some(0), "{}", answered.err);
    let long = "長い備考".repeat(100_000);
    home.put("acme.ron", &home.text("acme.ron").replacen("remark: \"long", &format!("remark: \"{long}"), 1));
    let answer = |answer: &str| {
        let set = home.run(&["set", "acme.ron", "vuln.scope.a", answer, "--by", "a"]);
        assert_eq!(set.code, Some(0), "{}", set.err);
    };
    answer("yes");
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    take_back(&mut session);
    leave_saved(&mut session);
    let claims = on_disk(&home, "acme.ron").claims;
    assert_eq!((claims[0].answer.word(), claims[0].remark.len()), ("no", long.len()));
    assert_eq!(history::of_assessment(&home.path("acme.ron")).expect("a history").entries.len(), 3);
}

#[test]
fn every_signal_at_every_moment_leaves_every_answer() {
    let mut moments = vec![Moment::Idle, Moment::Typing, Moment::Pasting];
    if can_trace("every_signal_at_every_moment_leaves_every_answer (while saving)") {
        moments.push(Moment::Saving);
    }
    for (signal, code) in [(Signal::HUP, 129), (Signal::TERM, 143), (Signal::INT, 130), (Signal::QUIT, 131)] {
        moments.iter().for_each(|moment| end_at(*moment, signal, code));
    }
}

/// Nobody reads for a while, and keys come all the same; then somebody reads again.
#[test]
fn a_line_that_is_silent_for_a_while_costs_no_answer() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    session.press(b"N");
    session.send_and_stop_reading_at(b"?", "Claim yes");
    session.send(b"w");
    // The language twice is the whole picture twice: soon the line takes no more.
    (0..10).for_each(|_| session.send(b"yLLLL"));
    wait_for_file(&history::path_of(&home.path("acme.ron")), |text| text.contains("claim"));
    session.read_on();
    // Now the rest gets through.
    wait_for_file(&history::path_of(&home.path("acme.ron")), |text| text.lines().count() == 10);
    wait_for_file(&home.path("acme.ron"), |text| text.matches("answer: \"yes\"").count() == 10);
    assert_eq!((on_disk(&home, "acme.ron").claims.len(), past(&home, "acme.ron").missing.len()), (10, 0));
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
}

/// The terminal goes without a signal: the workbench ends by itself, without spinning.
#[test]
fn a_terminal_that_is_gone_ends_the_workbench_at_no_cost() {
    let home = new_file();
    let mut command = CommandBuilder::from_argv(PROGRAM.map(Into::into).to_vec());
    command.env_clear();
    command.env("HOME", home.path(""));
    command.env("TERM", "xterm-256color");
    command.env("USER", "aoki");
    command.cwd(home.path(""));
    command.set_controlling_tty(false);
    let mut session = PtySession::spawn(command, TempDir::new().expect("folder"));
    ten_answers(&mut session);
    session.send_and_stop_reading_at(b"?", "Claim yes");
    let pid = Pid::from_raw(session.pid()).expect("a process");
    let before = ticks(pid).expect("it runs");
    session.hang_up();
    // Not yet asked for its exit code, so that what it used can still be read once it has ended.
    let stat = format!("/proc/{}/stat", session.pid());
    wait_for_file(stat.as_ref(), |text| text.contains(") Z "));
    let used = ticks(pid).expect("still known") - before;
    assert!(used <= 5, "{used}0 ms of processor time after the terminal was gone");
    assert_eq!(session.exit_code(), 129);
    assert_eq!(on_disk(&home, "acme.ron").claims.len(), 10);
}

/// What terminals answer when they are asked for the width of a character: properly, twice, too late, nothing, or
/// something else. None of it may become a key, and none of it is waited for.
#[test]
fn whatever_the_terminal_answers_is_no_key() {
    let answers: [&[u8]; 7] = [
        b"",
        b"\x1b[1;2R\x1b[?62;22c",
        b"\x1b[1;3R\x1b[?62;22c",
        b"\x1b[1;3R\x1b[1;3R\x1b[1;3R\x1b[?62c\x1b[?62c",
        b"\x1b[99999;99999R\x1b[?62;999999999999c",
        b"\x1b[?2026;2$y\x1b]11;rgb:zz/yy/nn\x07\x1bP1$r0m\x1b\\\x1b[?c",
        b"\x1b[>1;2R\x1b[=3c\x1b]52;c;eW5u\x1b\\\x1b]11;rgb:0000/0000/0000\x1b\\",
    ];
    for answer in answers {
        let home = new_file();
        let mut session = run(&home, &[env!("CARGO_BIN_EXE_kijun"), "--lang", "en", "acme.ron"]);
        session.wait_to_see("saved");
        session.press(b"N");
        session.send(answer);
        be_on_disk(&mut session);
        assert!(accepted(&home, "acme.ron").claims.is_empty(), "{}", answer.escape_ascii());
        session.send(b"Q");
        assert_eq!(session.exit_code(), 0, "{}", answer.escape_ascii());
        assert!(session.line_as_found());
    }
}

/// Killed in front of the k-th call of a kind, for every k until four answers get through: whatever was seen is there.
fn kill_at_each(call: &str) -> usize {
    for k in 1.. {
        let home = new_file();
        let inject = format!("inject={call}:signal=KILL:when={k}");
        let trace = format!("trace={call}");
        let tracer = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject];
        let mut session = run(&home, &[&tracer[..], &PROGRAM].concat());
        let mut seen = 0;
        let mut alive = session.becomes_before_it_ends(|screen| screen.contains("saved"));
        if alive {
            session.send(b"N");
        }
        while alive && seen < 4 {
            session.send(b"y?");
            alive = session.becomes_before_it_ends(|screen| screen.contains("any other key closes"));
            if alive {
                let asked = Instant::now();
                session.send(b"w");
                alive = session.becomes_before_it_ends(|screen| !screen.contains("any other key closes"));
                alive &= asked.elapsed() < PATIENCE || session.becomes_before_it_ends(says_saved);
            }
            seen += usize::from(alive);
        }
        if alive {
            session.send(b"Q");
            alive = session.exit_code() == 0;
        }
        let found = accepted(&home, "acme.ron").claims.len();
        assert!(found >= seen, "{call} number {k}: {seen} were seen, {found} are there");
        let again = home.run(&["set", "acme.ron", "vuln.scope.c", "yes", "--by", "baba"]);
        assert_eq!(again.code, Some(0), "{call} number {k}: {}", again.err);
        if alive {
            return k - 1;
        }
    }
    unreachable!("the loop ends only by returning")
}

#[test]
fn a_kill_at_every_point_of_every_save_loses_nothing() {
    if !can_trace("a_kill_at_every_point_of_every_save_loses_nothing") {
        return;
    }
    let kills = ["fdatasync", "fsync", "rename"].map(|call| (call, kill_at_each(call)));
    eprintln!("killed at {kills:?}");
    assert!(kills.iter().all(|(_, count)| *count >= 4), "{kills:?}");
}

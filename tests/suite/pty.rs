//! The shell in a real pseudo-terminal: whatever ends the program, the terminal is as it was found, the work is
//! saved and the exit code says why.

use std::process::Command;

use rustix::process::Signal;

use crate::pty_probe::{CHILD, FLUSH_FILE, GONE, PANICKED};
use crate::pty_session::{PtySession, Setting};

fn probe(setting: &Setting) -> PtySession {
    let session = PtySession::start(CHILD, FLUSH_FILE, setting);
    session.wait_for("80x24 [] ready");
    session
}

fn usual() -> PtySession {
    probe(&Setting::default())
}

/// Every mode that was set is reset, exactly once, and the line is as it was found.
fn assert_restored(session: &PtySession) {
    for mode in [1049, 2004] {
        assert_eq!(session.switches_of(mode), "hl", "mode {mode}");
    }
    let cursor = session.switches_of(25);
    assert!(cursor.is_empty() || cursor.ends_with('h'), "cursor shown: {cursor}");
    assert!(session.line_as_found());
}

#[test]
fn quitting_leaves_the_terminal_as_it_was_found() {
    let mut session = usual();
    assert!(!session.line_as_found(), "the line is raw while the program runs");
    session.send(b"q");
    session.wait_for("FAREWELL quit, 0 bytes left over.");
    assert_eq!(session.exit_code(), 0);
    assert_restored(&session);
}

#[test]
fn keys_pastes_and_messages_arrive() {
    let mut session = usual();
    session.send("a\x1b[A\x03\x1b[200~貼り\r付け\x1b[201~m".as_bytes());
    session
        .wait_for("[a Up Ctrl-c Paste(Paste { text: \"貼り\\n付け\", cut: false }) m from a thread] ready");
    session.send(b"\x1b");
    session.wait_for("from a thread Esc] ready");
}

#[test]
fn a_signal_saves_restores_and_exits_with_its_code() {
    for (signal, code) in [(Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131), (Signal::TERM, 143)] {
        let mut session = usual();
        session.signal(signal);
        assert_eq!(session.exit_code(), code, "{signal:?}");
        assert!(session.flushed(), "{signal:?}");
        assert_restored(&session);
    }
}

#[test]
fn a_signal_in_the_middle_of_a_paste_is_still_obeyed() {
    let mut session = usual();
    session.send(b"x\x1b[200~half a paste");
    session.wait_for("[x] ready");
    session.signal(Signal::TERM);
    assert_eq!(session.exit_code(), 143);
    assert_restored(&session);
}

#[test]
fn a_panic_while_handling_restores_and_is_told_afterwards() {
    let mut session = usual();
    session.send(b"p");
    session.wait_for("asked to panic.");
    assert_eq!(session.exit_code(), PANICKED);
    assert!(session.flushed());
    assert_restored(&session);
    assert!(shown(&session).ends_with("[] ready"), "nothing is printed into the picture");
}

#[test]
fn a_panic_in_another_thread_ends_the_program_in_order() {
    let mut session = usual();
    session.send(b"t");
    session.wait_for("FAREWELL thread worker at ");
    session.wait_for(": a worker's fault.");
    assert_eq!(session.exit_code(), PANICKED);
    assert!(session.flushed());
    assert_restored(&session);
    assert!(!shown(&session).contains("a worker's fault"), "nothing is printed into the picture");
}

#[test]
fn a_panic_while_drawing_restores_and_is_told_afterwards() {
    let mut session = usual();
    session.send(b"d");
    session.wait_for("a fault in drawing.");
    assert_eq!(session.exit_code(), PANICKED);
    assert!(session.flushed());
    assert_restored(&session);
    assert!(shown(&session).ends_with("[] ready"), "nothing is printed into the picture");
}

#[test]
fn a_panic_in_the_thread_that_saves_does_not_keep_the_process() {
    for end in [&b"q"[..], b""] {
        let mut session =
            probe(&Setting { environment: vec![("KIJUN_PROBE_BROKEN_FLUSH", "1")], ..Setting::default() });
        if end.is_empty() {
            session.signal(Signal::TERM);
        }
        session.send(end);
        let code = session.exit_code();
        assert_eq!(code, if end.is_empty() { 143 } else { 0 });
        assert_restored(&session);
    }
}

/// What was written while the terminal was the program's.
fn shown(session: &PtySession) -> String {
    let written = String::from_utf8_lossy(&session.written()).into_owned();
    let (_, shown) = written.split_once("\x1b[?1049h").expect("the alternate screen");
    let (shown, _) = shown.split_once("\x1b[?2026l").expect("the restoration");
    shown.trim_end_matches("\x1b[K").to_owned()
}

#[test]
fn a_line_that_takes_no_more_bytes_does_not_keep_the_work_from_being_saved() {
    let mut session = usual();
    session.send_and_stop_reading_at(b"f", "FLOOD");
    session.signal(Signal::TERM);
    assert_eq!(session.exit_code(), 143);
    assert!(session.flushed());
    assert!(session.line_as_found(), "the line is restored although no byte can be written");
}

#[test]
fn a_flush_that_never_returns_does_not_keep_the_process() {
    let mut session =
        probe(&Setting { environment: vec![("KIJUN_PROBE_STUCK_FLUSH", "1")], ..Setting::default() });
    session.signal(Signal::TERM);
    assert_eq!(session.exit_code(), 143);
    assert!(!session.flushed());
    assert_restored(&session);
}

#[test]
fn a_window_closed_is_a_hang_up() {
    let mut session = usual();
    session.send_and_stop_reading_at(b"x", "[x] ready");
    session.hang_up();
    let code = session.exit_code();
    assert!([129, GONE].contains(&code), "by the signal or by the line, whichever was first: {code}");
    assert!(session.flushed());
}

#[test]
fn a_terminal_that_ends_without_a_signal_ends_the_program() {
    let mut session = probe(&Setting { no_controlling_terminal: true, ..Setting::default() });
    session.send_and_stop_reading_at(b"x", "[x] ready");
    session.hang_up();
    assert_eq!(session.exit_code(), GONE);
    assert!(session.flushed());
}

#[test]
fn a_storm_of_sizes_ends_in_the_last_one() {
    let session = usual();
    for columns in 81..=120 {
        session.resize(columns, 36);
    }
    session.wait_for("120x36 [");
    session.resize(0, 0);
    session.wait_for("\x1b[2J\x1b[H80x24 [resized");
}

/// A shell that runs the probe as a job, sees it stop and continues it.
fn job_shell() -> Setting {
    shell(r#"set -m; "$@"; echo "STOPPED $?"; stty -a; fg >/dev/null; echo "ENDED $?""#)
}

fn shell(script: &str) -> Setting {
    let under = ["bash", "-c", script, "bash"].map(str::to_owned).to_vec();
    Setting { under, ..Setting::default() }
}

#[test]
fn a_suspended_program_gives_the_terminal_back_and_takes_it_again() {
    let mut session = probe(&job_shell());
    session.send(b"a\x1a");
    session.wait_for("STOPPED 147");
    session.wait_for("Ctrl-z resumed resized] ready");
    assert!(session.flushed(), "saved before it stopped");
    assert_eq!(session.switches_of(1049), "hlh");
    assert!(String::from_utf8_lossy(&session.written()).contains(" icanon"), "the shell had a usual line");
    session.send(b"bq");
    session.wait_for("ENDED 0");
    assert_eq!(session.exit_code(), 0);
    for mode in [1049, 2004] {
        assert_eq!(session.switches_of(mode), "hlhl", "mode {mode}");
    }
    assert!(session.line_as_found());
}

#[test]
fn where_it_is_not_allowed_the_program_does_not_stop() {
    let mut session = probe(&Setting { environment: vec![("KIJUN_PROBE_NO_SUSPEND", "1")], ..job_shell() });
    session.send(b"\x1a");
    session.wait_for("[Ctrl-z cannot-suspend] ready");
    session.send(b"q");
    session.wait_for("STOPPED 0");
    assert_eq!(session.switches_of(1049), "hl");
}

#[test]
fn where_nobody_could_continue_it_the_program_does_not_stop() {
    let mut session = usual();
    session.send(b"\x1a");
    session.wait_for("cannot-suspend");
    session.send(b"x");
    session.wait_for(" x] ready");
    session.signal(Signal::TSTP);
    session.wait_for(" x cannot-suspend] ready");
}

#[test]
fn under_a_forced_command_the_program_does_not_stop() {
    let mut session = probe(&shell(r#""$@"; echo "ENDED $?""#));
    session.send(b"\x1a");
    session.wait_for("[Ctrl-z cannot-suspend] ready");
    session.send(b"q");
    session.wait_for("ENDED 0");
}

/// In a container the shell that started the program may live outside its PID namespace, where the kernel gives
/// its session as 0: nobody there can be counted on to continue it.
#[test]
fn in_a_namespace_of_its_own_the_program_does_not_stop() {
    let namespace = ["unshare", "--map-root-user", "--pid", "--fork"];
    if !Command::new(namespace[0])
        .args(&namespace[1..])
        .arg("true")
        .output()
        .is_ok_and(|run| run.status.success())
    {
        eprintln!(
            "skipped: in_a_namespace_of_its_own_the_program_does_not_stop: no PID namespace can be had here"
        );
        return;
    }
    let under = namespace.map(str::to_owned).to_vec();
    let mut session = probe(&Setting { under, ..Setting::default() });
    session.send(b"\x1a");
    session.wait_for("[Ctrl-z cannot-suspend] ready");
    session.send(b"q");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn a_program_stopped_and_continued_by_others_draws_itself_anew() {
    let mut session = usual();
    session.signal(Signal::STOP);
    session.signal(Signal::CONT);
    session.wait_for("\x1b[2J\x1b[H80x24 [resumed resized] ready");
    session.send(b"q");
    assert_eq!(session.exit_code(), 0);
    assert!(session.line_as_found());
}

#[test]
fn answers_that_come_late_do_not_reach_the_users_shell() {
    let mut session = usual();
    session.send(b"?");
    session.wait_for("\x1b]11;?\x1b\\\x1b[c");
    session.send(b"q");
    session.wait_for("QUITTING");
    session.send(b"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62;22c");
    session.wait_for("FAREWELL quit, 0 bytes left over.");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn a_dumb_terminal_is_refused_untouched() {
    let setting = Setting { environment: vec![("TERM", "dumb")], ..Setting::default() };
    let mut session = PtySession::start(CHILD, FLUSH_FILE, &setting);
    session.wait_for("FAREWELL refused: this terminal can only print lines (TERM=dumb).");
    assert_eq!(session.exit_code(), 0);
    assert!(!session.written().contains(&0x1b));
    assert!(session.line_as_found());
}

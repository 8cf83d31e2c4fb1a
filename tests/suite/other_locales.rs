//! Terminals whose locale is not UTF-8: one line of ASCII says so, and what would help.

use crate::home::Home;
use crate::workbench_pty::{new_file, run_with};

const HINT: &str = "LANG=ja_JP.eucJP: kijun writes UTF-8. Unreadable? LC_ALL=ja_JP.UTF-8";

/// What a command leaves on a terminal.
fn on_terminal(home: &Home, line: &[&str], environment: &[(&str, &str)]) -> String {
    let line = [&[env!("CARGO_BIN_EXE_kijun")], line].concat();
    let mut session = run_with(home, &line, environment);
    session.exit_code();
    String::from_utf8_lossy(&session.written()).into_owned()
}

#[test]
fn every_command_says_once_what_a_terminal_of_another_locale_may_not_show() {
    let home = new_file();
    let euc = [("LANG", "ja_JP.eucJP")];
    for line in [
        &["gap", "acme.ron"][..],
        &["gap", "missing.ron"],
        &["check", "acme.ron"],
        &["questions", "--category", "vuln", "--lang", "ja"],
        &["doctor"],
        &["nonsense", "acme.ron"],
        &["--help"],
    ] {
        let told = on_terminal(&home, line, &euc);
        assert_eq!(told.matches(HINT).count(), 1, "{line:?}: {told}");
        let told = on_terminal(&home, line, &[("LANG", "C"), ("LC_CTYPE", "C.UTF-8")]);
        assert!(!told.contains("kijun writes UTF-8"), "{line:?}: {told}");
        let piped = home.run_with("LANG", "ja_JP.eucJP", line);
        assert!(!piped.told().contains("kijun writes UTF-8"), "{line:?}: {}", piped.told());
    }
    assert!(on_terminal(&home, &["doctor"], &[("LC_ALL", "POSIX")]).contains("LC_ALL=C.UTF-8"));
}

#[test]
fn the_workbench_says_so_on_its_first_screen_and_not_again() {
    let home = new_file();
    for line in [&["acme.ron"][..], &[]] {
        let line = [&[env!("CARGO_BIN_EXE_kijun")], line].concat();
        let mut session = run_with(&home, &line, &[("LANG", "ja_JP.eucJP")]);
        session.wait_to_see(HINT);
        session.send(b"j");
        session.wait_for_screen("no hint", |screen| !screen.contains("kijun writes UTF-8"));
        session.send(b"Q");
        session.send(b"\x03");
        session.exit_code();
        let written = String::from_utf8_lossy(&session.written()).into_owned();
        assert_eq!(written.matches("kijun writes UTF-8").count(), 1, "{line:?}");
    }
}

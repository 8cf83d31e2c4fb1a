//! Nobody types, nobody wakes: every thread of an idle program sleeps in a call that only an event can end.
//!
//! Measured by looking, not by waiting: the kernel shows which system call a thread sleeps in and with which
//! arguments, so a timeout is visible without letting it pass.

use std::fs;
use std::io;
use std::thread;
use std::time::{Duration, Instant};

use crate::pty_probe::{CHILD, FLUSH_FILE};
use crate::pty_session::{PtySession, Setting};
use crate::workbench_pty::{new_file, open};

const DEADLINE: Duration = Duration::from_secs(30);

/// Where a thread is.
#[derive(Debug, PartialEq, Eq)]
enum Rest {
    Awake,
    UntilWoken,
    WithTimeout(String),
}

/// Reads one line of `/proc/PID/task/TID/syscall` (x86-64): the call's number and its arguments.
fn rest(line: &str) -> Rest {
    let mut words = line.split_whitespace();
    let number = words.next().unwrap_or("running");
    let arguments: Vec<u64> =
        words.filter_map(|word| u64::from_str_radix(word.trim_start_matches("0x"), 16).ok()).collect();
    let argument = |index: usize| arguments.get(index).copied().unwrap_or_default();
    match number {
        "running" | "-1" => Rest::Awake,
        // read, recvfrom and recvmsg have no timeout of their own.
        "0" | "45" | "47" => Rest::UntilWoken,
        "7" if argument(2) & 0xffff_ffff == 0xffff_ffff => Rest::UntilWoken,
        "271" if argument(2) == 0 => Rest::UntilWoken,
        "202" if argument(3) == 0 => Rest::UntilWoken,
        _ => Rest::WithTimeout(line.to_owned()),
    }
}

/// Where every thread of a process is; a thread that ended meanwhile is nowhere.
fn rests(pid: i32) -> io::Result<Vec<Rest>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(format!("/proc/{pid}/task"))? {
        match fs::read_to_string(entry?.path().join("syscall")) {
            Ok(line) => found.push(rest(&line)),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Err(error),
            Err(_) => {}
        }
    }
    Ok(found)
}

#[test]
fn an_idle_program_sleeps_until_something_happens() {
    let mut session = PtySession::start(CHILD, FLUSH_FILE, &Setting::default());
    session.wait_for("80x24 [] ready");
    // An escape key ends with a timeout running; it must not be the beginning of a habit.
    session.send(b"\x1b");
    session.wait_for("[Esc] ready");
    if wait_for_rest(session.pid(), 3) {
        session.send(b"q");
        assert_eq!(session.exit_code(), 0);
    }
}

/// The workbench with a file open and an answer given: the store's thread sleeps as well, and nothing is written.
#[test]
fn an_idle_workbench_sleeps_until_something_happens() {
    let home = new_file();
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    session.press(b"N");
    session.press(b"y");
    session.wait_to_see("saved");
    if wait_for_rest(session.pid(), 4) {
        session.send(b"Q");
        assert_eq!(session.exit_code(), 0);
    }
}

/// Waits until every thread sleeps without a timeout; false where the system does not show that.
pub(crate) fn wait_for_rest(pid: i32, threads: usize) -> bool {
    let started = Instant::now();
    loop {
        let now = match rests(pid) {
            Ok(now) => now,
            Err(error) => {
                eprintln!("skipped: this system does not show where a thread sleeps: {error}");
                return false;
            }
        };
        if now.iter().all(|rest| *rest == Rest::UntilWoken) {
            assert!(now.len() >= threads, "{now:?}");
            return true;
        }
        assert!(started.elapsed() < DEADLINE, "still not at rest: {now:?}");
        thread::yield_now();
    }
}

#[test]
fn a_timeout_is_told_from_none() {
    assert_eq!(rest("running"), Rest::Awake);
    assert_eq!(rest("202 0x7f 0x80 0x2 0x0 0x0 0xffffffff 0x7ffc 0x7f01"), Rest::UntilWoken);
    assert!(matches!(rest("202 0x7f 0x80 0x2 0x7ffd10 0x0 0xffffffff 0x7ffc 0x7f01"), Rest::WithTimeout(_)));
    assert!(matches!(rest("7 0x7ffc 0x2 0x32 0x0 0x0 0x0 0x7ffc 0x7f01"), Rest::WithTimeout(_)));
    assert_eq!(rest("271 0x7ffc 0x2 0x0 0x0 0x8 0x0 0x7ffc 0x7f01"), Rest::UntilWoken);
}

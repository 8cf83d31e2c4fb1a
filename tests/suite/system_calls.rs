//! What a process asks of the system, as strace writes it down: recorded, read, and made to fail.

use std::fs;
use std::path::Path;
use std::process::Command;

use rustix::process::Pid;

/// One finished call.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Call {
    /// When it began, in seconds.
    pub(crate) at: f64,
    /// Its name.
    pub(crate) name: String,
    /// Its arguments as written, without the brackets.
    pub(crate) arguments: String,
    /// What it returned; negative where it failed.
    pub(crate) result: i64,
}

impl Call {
    /// The quoted arguments, decoded (recorded with `-xx`).
    pub(crate) fn texts(&self) -> Vec<Vec<u8>> {
        self.arguments.split('"').skip(1).step_by(2).map(decoded).collect()
    }

    /// The first argument as a number: a file descriptor.
    pub(crate) fn fd(&self) -> i64 {
        let digits: String = self.arguments.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(-1)
    }

    /// The last argument as a number.
    pub(crate) fn last_number(&self) -> usize {
        let last = self.arguments.rsplit(", ").next().unwrap_or_default();
        last.parse().unwrap_or_else(|_| unreachable!("no number at the end of {self:?}"))
    }
}

fn decoded(quoted: &str) -> Vec<u8> {
    let hexadecimal = quoted.split("\\x").skip(1);
    hexadecimal.map(|digits| u8::from_str_radix(digits, 16).expect("strace -xx writes bytes so")).collect()
}

/// Whether strace is here and may trace; says so by name if not.
pub(crate) fn can_trace(test: &str) -> bool {
    let ran = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).output();
    let can = ran.is_ok_and(|ran| ran.status.success());
    if !can {
        eprintln!("skipped: {test}: strace is missing or may not trace here");
    }
    can
}

/// strace's command line up to the program's: every process, these calls, whole texts as bytes, into `log`.
pub(crate) fn recorder(log: &Path, calls: &str) -> Vec<String> {
    let log = log.to_string_lossy().into_owned();
    let trace = format!("trace={calls}");
    ["strace", "-f", "-ttt", "-qq", "-xx", "-s", "1000000", "-e", &trace, "-e", "signal=none", "-o", &log]
        .map(str::to_owned)
        .to_vec()
}

/// The one child of a tracer, which itself takes no signals.
pub(crate) fn traced(tracer: i32) -> Pid {
    let children = fs::read_to_string(format!("/proc/{tracer}/task/{tracer}/children")).expect("children");
    let child = children.split_whitespace().next().expect("a child").parse().expect("a number");
    Pid::from_raw(child).expect("a process")
}

/// Reads a log of [`recorder`]: the finished calls in the order in which they ended.
pub(crate) fn read_log(log: &Path) -> Vec<Call> {
    let bytes = fs::read(log).expect("strace's log");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut begun: Vec<(String, f64, String)> = Vec::new();
    let mut calls = Vec::new();
    for line in text.lines() {
        let (process, rest) = line.split_once(' ').expect("a process number");
        let (at, rest) = rest.trim_start().split_once(' ').expect("a time");
        let at: f64 = at.parse().expect("seconds");
        if let Some(start) = rest.strip_suffix(" <unfinished ...>") {
            begun.push((process.to_owned(), at, start.to_owned()));
        } else if let Some((_, end)) =
            rest.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>"))
        {
            let number = begun.iter().position(|(of, ..)| of == process).expect("it was begun");
            let (_, began, start) = begun.remove(number);
            calls.extend(call(began, &format!("{start}{end}")));
        } else {
            calls.extend(call(at, rest));
        }
    }
    calls
}

/// `name(arguments) = result explanation`; nothing for a line that is no finished call.
fn call(at: f64, line: &str) -> Option<Call> {
    let (head, tail) = line.rsplit_once(" = ")?;
    let (name, arguments) = head.trim_end().strip_suffix(')')?.split_once('(')?;
    let number = tail.split_whitespace().next()?;
    let result = match number.strip_prefix("0x") {
        Some(hexadecimal) => i64::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some(Call { at, name: name.to_owned(), arguments: arguments.to_owned(), result })
}

#[test]
fn a_log_is_read_whole() {
    let folder = tempfile::tempdir().expect("folder");
    let log = folder.path().join("log");
    let text = "7  1.25 write(3, \"\\x61\\x62\", 2 <unfinished ...>\n8  1.5 openat(AT_FDCWD, \"\\x2f\", O_RDONLY) = -1 ENOENT \
                (No such file)\n7  1.75 <... write resumed>) = 2\n7  2.0 exit_group(0) = ?\n";
    fs::write(&log, text).expect("written");
    let calls = read_log(&log);
    let names: Vec<(&str, i64)> = calls.iter().map(|call| (call.name.as_str(), call.result)).collect();
    assert_eq!(names, [("openat", -1), ("write", 2)]);
    assert_eq!((calls[0].texts(), calls[1].texts()), (vec![b"/".to_vec()], vec![b"ab".to_vec()]));
    assert!((calls[1].at - 1.25).abs() < 0.001, "when it began");
    assert_eq!((calls[1].fd(), calls[1].last_number()), (3, 2));
}

//! Places that take no file: locks that fail, files and folders that may not be changed. What is wrong is told for as long
//! as it lasts, and nothing is half done.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::home::{Home, Ran};
use crate::pty_session::{PtySession, wait_for_file};
use crate::system_calls::can_trace;
use crate::workbench_pty::{new_file, on_disk, open, run, says_saved};

const ROW: &str = "vuln.scope.c";

/// strace's words up to the program's, with the first two locks of each thread failing.
fn failing_lock(error: &str) -> Vec<String> {
    let inject = format!("inject=flock:error={error}:when=1..2");
    ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=flock", "-e", &inject].map(str::to_owned).to_vec()
}

fn first_line(screen: &str) -> &str {
    screen.lines().next().unwrap_or_default()
}

#[test]
fn a_lock_that_cannot_be_had_stays_on_the_first_line_until_it_is() {
    if !can_trace("a_lock_that_cannot_be_had_stays_on_the_first_line_until_it_is") {
        return;
    }
    for (error, word) in [("ENOLCK", "no lock"), ("EIO", "lock failed")] {
        let home = new_file();
        let program = [env!("CARGO_BIN_EXE_kijun"), "--lang", "en", "--ambiguous", "narrow", "acme.ron"];
        let mut line = failing_lock(error);
        line.extend(program.map(str::to_owned));
        let mut session = run(&home, &line.iter().map(String::as_str).collect::<Vec<_>>());
        session.wait_for_screen(word, |screen| first_line(screen).contains(word));
        for key in ["N", "j", "k"] {
            let screen = session.press(key.as_bytes());
            assert!(first_line(&screen).contains(word), "{error}, {key}: {screen}");
        }
        session.send(b"y");
        wait_for_file(&home.path("acme.ron"), |text| text.contains("claims"));
        let screen = session.wait_for_screen("saved", says_saved);
        assert!(first_line(&screen).contains(word), "saved without a lock: {screen}");
        session.send(b"y");
        session.wait_for_screen("locked", |screen| says_saved(screen) && !first_line(screen).contains(word));
        session.send(b"Q");
        assert_eq!(session.exit_code(), 0);
        assert_eq!(on_disk(&home, "acme.ron").claims.len(), 2, "{error}");
    }
}

#[test]
fn a_command_tells_of_a_lock_that_cannot_be_had() {
    if !can_trace("a_command_tells_of_a_lock_that_cannot_be_had") {
        return;
    }
    for (error, code, told, records) in
        [("ENOLCK", 0, "this file system has no locks", 1), ("EIO", 7, "lock", 0)]
    {
        let home = new_file();
        let before = home.text("acme.ron");
        let words = [env!("CARGO_BIN_EXE_kijun"), "set", "acme.ron", ROW, "yes", "--by", "a", "--lang", "en"];
        let mut line = failing_lock(error);
        line.extend(words.map(str::to_owned));
        let mut command = Command::new(&line[0]);
        command.args(&line[1..]).env_clear().env("HOME", home.path("")).env("PATH", "/usr/bin:/bin");
        let ran = Ran::of(command.current_dir(home.path("")).output().expect("it runs"));
        assert_eq!(ran.code, Some(code), "{error}: {}", ran.told());
        assert!(ran.err.contains(told), "{error}: {}", ran.err);
        let history = kijun::store::history::of_assessment(&home.path("acme.ron")).expect("a history");
        assert_eq!(
            (history.entries.len(), home.text("acme.ron") == before),
            (records, records == 0),
            "{error}"
        );
    }
}

/// A file or folder that nobody may change, not even the system's own user.
struct Fixed(PathBuf);

impl Fixed {
    /// Says by name if there is no such mark here.
    fn mark(test: &str, path: &Path) -> Option<Self> {
        if chattr("+i", path) {
            return Some(Self(path.to_path_buf()));
        }
        eprintln!("skipped: {test}: nothing can be marked as unchangeable here (chattr +i)");
        None
    }
}

impl Drop for Fixed {
    fn drop(&mut self) {
        chattr("-i", &self.0);
    }
}

fn chattr(mark: &str, path: &Path) -> bool {
    Command::new("chattr").arg(mark).arg(path).output().is_ok_and(|ran| ran.status.success())
}

/// A command fails with its cause and nothing taken in; the workbench opens it for looking only.
fn takes_nothing(home: &Home, file: &str) {
    let (text, names) = (home.text(file), names_in(home, file));
    let set = home.run(&["set", file, ROW, "yes", "--by", "a", "--lang", "en"]);
    assert_eq!(set.code, Some(7), "{}", set.told());
    assert!(set.err.contains("no permission"), "{}", set.err);
    let gap = home.run(&["gap", file, "--lang", "en"]);
    assert!(matches!(gap.code, Some(1 | 3)) && gap.err.is_empty(), "{}", gap.err);
    let mut session = open(home, file);
    session.wait_to_see("(no permission); opened read-only");
    session.press(b"N");
    session.send(b"y");
    session.wait_to_see("opened read-only");
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert_eq!((home.text(file), names_in(home, file)), (text, names));
}

fn names_in(home: &Home, file: &str) -> Vec<String> {
    let folder = home.path(file).parent().map(Path::to_path_buf).expect("a folder");
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A new file in a folder of its own.
fn in_a_folder() -> Home {
    let home = new_file();
    std::fs::create_dir(home.path("folder")).expect("a folder");
    std::fs::rename(home.path("acme.ron"), home.path("folder/acme.ron")).expect("moved");
    home
}

#[test]
fn a_file_that_may_not_be_changed_is_told_before_its_history_is_touched() {
    let home = in_a_folder();
    let test = "a_file_that_may_not_be_changed_is_told_before_its_history_is_touched";
    let Some(_fixed) = Fixed::mark(test, &home.path("folder/acme.ron")) else { return };
    takes_nothing(&home, "folder/acme.ron");
}

#[test]
fn in_a_folder_that_may_not_be_changed_nothing_is_begun() {
    let home = in_a_folder();
    let test = "in_a_folder_that_may_not_be_changed_nothing_is_begun";
    let Some(_fixed) = Fixed::mark(test, &home.path("folder")) else { return };
    takes_nothing(&home, "folder/acme.ron");
}

#[test]
fn a_file_that_becomes_unchangeable_while_open_is_told_and_written_when_it_can() {
    let home = new_file();
    let mut session: PtySession = open(&home, "acme.ron");
    session.wait_to_see("saved");
    session.press(b"N");
    let test = "a_file_that_becomes_unchangeable_while_open_is_told_and_written_when_it_can";
    let Some(fixed) = Fixed::mark(test, &home.path("acme.ron")) else { return };
    session.send(b"y");
    session.wait_to_see("NOT SAVED: no permission");
    session.press(b"j");
    session.wait_to_see("NOT SAVED: no permission");
    drop(fixed);
    session.wait_for_screen("saved", says_saved);
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(on_disk(&home, "acme.ron").claims.len(), 1);
}

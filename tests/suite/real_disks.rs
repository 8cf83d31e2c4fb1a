//! Real file systems in a mount namespace of their own: one that is full, to the page and to the last file, and one
//! that is read-only; first the command line, then the workbench in a terminal.

use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::past::look_back;
use kijun::store::{assessment, history, packs};
use portable_pty::CommandBuilder;
use tempfile::TempDir;

use crate::home::Home;
use crate::pty_session::PtySession;
use crate::store_disk::{child, folder, names};

const PAGE: u64 = 4096;

/// Runs one ignored test of this module where it may mount; says so by name where nobody may.
fn in_namespace(test: &str, part: &str) {
    let user: &[&str] = if rustix::process::geteuid().is_root() { &[] } else { &["--map-root-user"] };
    let prefix = [&["unshare", "--mount"], user].concat();
    let folder = folder();
    let mut probe = Command::new(prefix[0]);
    probe.args(&prefix[1..]).args(["mount", "-t", "tmpfs", "-o", "size=64k", "none"]).arg(folder.path());
    if !probe.output().is_ok_and(|ran| ran.status.success()) {
        return eprintln!("skipped: {test}: no file system can be mounted here");
    }
    let ran = child(&prefix, &format!("real_disks::{part}"), folder.path()).output().expect("the part runs");
    let told = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success() && told.contains("1 passed"), "{told}");
}

fn mount(arguments: &[&str]) {
    let ran = Command::new("mount").args(arguments).output().expect("mount");
    assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

/// A home with a small file system in its folder `disk`, and an assessment on it.
struct SmallDisk {
    home: Home,
}

impl SmallDisk {
    fn new(options: &str) -> Self {
        let home = Home::new();
        fs::create_dir(home.path("disk")).expect("folder");
        let disk = Self { home };
        mount(&["-t", "tmpfs", "-o", options, "kijun", &disk.place("")]);
        let line = ["new", &disk.place("acme.ron"), "--organisation", "Acme", "--category", "vuln,soc"];
        let made = disk.home.run(&[&line[..], &["--reference-date", "2027-01-31"]].concat());
        assert_eq!(made.code, Some(0), "{}", made.err);
        disk.home.name_signer("disk/acme.ron");
        disk
    }

    fn at(&self, name: &str) -> PathBuf {
        self.home.path("disk").join(name)
    }

    fn place(&self, name: &str) -> String {
        self.at(name).to_string_lossy().into_owned()
    }

    /// Leaves so many pages free.
    fn fill(&self, free: u64) {
        let mut filler = File::create(self.at("filler")).expect("filler");
        let mut size = 0;
        while let Ok(count) = filler.write(&[b'x'; PAGE as usize]) {
            size += count as u64;
        }
        filler.set_len(size.saturating_sub(free * PAGE)).expect("shorter");
    }

    fn relieve(&self) {
        fs::remove_file(self.at("filler")).expect("removed");
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.at("acme.ron")).expect("the file is there")
    }

    /// What stands in the file, and what the history knows beyond it.
    fn values(&self, name: &str) -> (Assessment, usize) {
        let path = if name.contains('/') { PathBuf::from(name) } else { self.at(name) };
        let sheet = assessment::look(&path).expect("a readable file");
        let header = sheet.header().clone();
        let loaded = packs::find(&header.pack, &header.edition, None).expect("its pack");
        let values = sheet.open(&loaded.pack).expect("a sound file").assessment;
        let reading = history::of_assessment(&path).expect("a readable history");
        assert_eq!(reading.verify(), Ok(()));
        let missing = look_back(&reading.edits(), &values).missing.len();
        (values, missing)
    }

    /// Answers one question from the command line.
    fn set(&self) -> (Option<i32>, String) {
        let path = self.place("acme.ron");
        let ran = self.home.run(&["set", &path, "vuln.scope.c", "yes", "--by", "aoki", "--lang", "en"]);
        (ran.code, ran.err)
    }

    /// One answer where there may be no room; then there is room. Returns the first exit code.
    fn set_in_need(&self, what: &str) -> i32 {
        let before = self.bytes();
        let (code, told) = self.set();
        let (values, missing) = self.values("acme.ron");
        let answered = values.claim("vuln.scope.c").map(|claim| claim.answer);
        match code {
            Some(0) => assert_eq!((answered, missing), (Some(Answer::Yes), 0), "{what}"),
            Some(code @ (7 | 8)) => {
                assert_eq!(missing, usize::from(code == 8), "{what}: {told}");
                assert_eq!(told.contains("the edit is kept in the history"), code == 8, "{what}: {told}");
                assert_eq!(self.bytes(), before, "{what}: the old file is whole");
                assert!(told.contains("disk full"), "{what}: {told}");
                assert!(told.contains(&self.place("")), "{what}: the place is named: {told}");
            }
            other => unreachable!("{what}: {other:?} {told}"),
        }
        let left: Vec<String> =
            names(&self.at("")).into_iter().filter(|name| name.contains(".kijun-")).collect();
        assert!(left.is_empty(), "{what}: {left:?}");
        code.expect("a code")
    }

    fn open(&self) -> PtySession {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kijun"));
        command.args(["--lang", "en", "--ambiguous", "narrow", &self.place("acme.ron")]);
        command.env_clear();
        command.env("HOME", self.home.path(""));
        command.env("TERM", "xterm-256color");
        command.env("USER", "aoki");
        command.cwd(self.home.path(""));
        PtySession::spawn(command, TempDir::new().expect("folder"))
    }

    fn open_saved(&self) -> PtySession {
        let session = self.open();
        session.wait_to_see("saved");
        session
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").args(["--recursive", "--lazy", &self.place("")]).output();
    }
}

/// Goes to the next open question and answers it.
fn answer(session: &mut PtySession) {
    session.press(b"N");
    session.press(b"y");
}

fn wait_until_saved(session: &PtySession) {
    session.wait_for_screen("saved", |screen| screen.contains("saved") && !screen.contains("NOT "));
}

fn quit(mut session: PtySession) {
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn set_on_a_full_disk_leaves_the_old_file_or_the_new_one() {
    in_namespace(
        "set_on_a_full_disk_leaves_the_old_file_or_the_new_one",
        "set_with_every_number_of_free_pages",
    );
}

#[test]
#[ignore = "run in a namespace by the test above"]
fn set_with_every_number_of_free_pages() {
    let mut codes = Vec::new();
    for free in 0..6 {
        let disk = SmallDisk::new("size=64k");
        disk.fill(free);
        codes.push(disk.set_in_need(&format!("{free} pages free")));
        disk.relieve();
        assert_eq!(disk.set().0, Some(0), "there is room now");
        assert_eq!(disk.values("acme.ron").1, 0);
    }
    for inodes in 4..9 {
        let disk = SmallDisk::new("size=64k,nr_inodes=8");
        (names(&disk.at("")).len()..inodes).for_each(|n| {
            let _ = File::create(disk.at(&format!("file-{n}")));
        });
        codes.push(disk.set_in_need(&format!("{inodes} of 8 files made")));
    }
    assert!(codes.contains(&0) && codes.contains(&7), "both ends were seen: {codes:?}");
}

#[test]
fn a_full_disk_under_the_workbench_is_told_and_survived() {
    in_namespace("a_full_disk_under_the_workbench_is_told_and_survived", "answers_on_a_full_disk");
}

#[test]
#[ignore = "run in a namespace by the test above"]
fn answers_on_a_full_disk() {
    for free in 0..3 {
        let disk = SmallDisk::new("size=64k");
        let mut session = disk.open_saved();
        answer(&mut session);
        wait_until_saved(&session);
        let before = disk.bytes();
        disk.fill(free);
        answer(&mut session);
        // Room for the new file alone is enough: then there is nothing to tell.
        let screen = session.wait_for_screen("told", |screen| {
            screen.contains("disk full") || (free > 0 && screen.contains("saved"))
        });
        if screen.contains("NOT SAVED") {
            assert_eq!(disk.bytes(), before, "the old file is whole");
        }
        answer(&mut session);
        disk.relieve();
        wait_until_saved(&session);
        quit(session);
        let (values, missing) = disk.values("acme.ron");
        assert_eq!((values.claims.len(), missing), (3, 0), "{free} pages free");
    }
}

#[test]
fn from_a_full_disk_one_can_go_on_elsewhere_or_leave() {
    in_namespace("from_a_full_disk_one_can_go_on_elsewhere_or_leave", "ways_off_a_full_disk");
}

#[test]
#[ignore = "run in a namespace by the test above"]
fn ways_off_a_full_disk() {
    let disk = SmallDisk::new("size=64k");
    let mut session = disk.open_saved();
    disk.fill(0);
    answer(&mut session);
    session.wait_to_see("disk full");
    let before = disk.bytes();
    session.press(b"S");
    session.send(b"\x15elsewhere.ron\r");
    session.wait_to_see("From now on everything is saved to");
    answer(&mut session);
    wait_until_saved(&session);
    quit(session);
    assert_eq!(disk.bytes(), before);
    let elsewhere = disk.home.path("elsewhere.ron").to_string_lossy().into_owned();
    assert_eq!(disk.values(&elsewhere).0.claims.len(), 2);

    let mut session = disk.open_saved();
    answer(&mut session);
    session.wait_to_see("disk full");
    session.send(b"Q");
    session.wait_to_see("Press again to quit");
    session.send(b"Q");
    session.wait_for("ended without saving");
    assert_eq!(session.exit_code(), 7);
    assert_eq!(disk.bytes(), before, "the old file is whole");
}

#[test]
fn a_read_only_disk_is_told_and_nothing_is_touched() {
    in_namespace("a_read_only_disk_is_told_and_nothing_is_touched", "work_on_a_read_only_disk");
}

#[test]
#[ignore = "run in a namespace by the test above"]
fn work_on_a_read_only_disk() {
    let disk = SmallDisk::new("size=64k");
    let before = disk.bytes();
    mount(&["-o", "remount,ro", &disk.place("")]);
    let (code, told) = disk.set();
    assert_eq!(code, Some(7), "{told}");
    assert!(told.contains("read-only disk"), "{told}");
    let mut session = disk.open();
    session.wait_to_see("(read-only disk); opened read-only");
    session.press(b"N");
    session.send(b"y");
    session.wait_to_see("opened read-only");
    quit(session);
    assert_eq!(disk.bytes(), before);
    assert_eq!(names(&disk.at("")), ["acme.ron"]);
}

#[test]
fn a_disk_that_turns_read_only_is_told_and_written_when_it_can() {
    in_namespace(
        "a_disk_that_turns_read_only_is_told_and_written_when_it_can",
        "answers_while_it_is_read_only",
    );
}

#[test]
#[ignore = "run in a namespace by the test above"]
fn answers_while_it_is_read_only() {
    let disk = SmallDisk::new("size=64k");
    let mut session = disk.open_saved();
    answer(&mut session);
    wait_until_saved(&session);
    let before = disk.bytes();
    // What is open stays writable, as the kernel has it; every name now leads to a read-only place.
    mount(&["--bind", &disk.place(""), &disk.place("")]);
    mount(&["-o", "remount,ro,bind", &disk.place("")]);
    answer(&mut session);
    session.wait_to_see("NOT SAVED: read-only disk");
    assert_eq!(disk.bytes(), before);
    assert_eq!(disk.values("acme.ron").1, 1, "the answer is in the history");
    let ran = Command::new("umount").arg(disk.place("")).output().expect("umount");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    wait_until_saved(&session);
    quit(session);
    let (values, missing) = disk.values("acme.ron");
    assert_eq!((values.claims.len(), missing), (2, 0));
}

#[test]
fn a_file_mounted_by_itself_is_told_before_its_history_is_touched() {
    in_namespace(
        "a_file_mounted_by_itself_is_told_before_its_history_is_touched",
        "work_on_a_file_mounted_by_itself",
    );
}

#[test]
#[ignore = "run in a namespace by the test above"]
fn work_on_a_file_mounted_by_itself() {
    let disk = SmallDisk::new("size=64k");
    mount(&["--bind", &disk.place("acme.ron"), &disk.place("acme.ron")]);
    let before = disk.bytes();
    let (code, told) = disk.set();
    assert_eq!(code, Some(7), "{told}");
    assert!(told.contains("mounted by itself"), "{told}");
    let mut session = disk.open();
    session.wait_to_see("(mounted by itself); opened read-only");
    session.press(b"N");
    session.send(b"y");
    session.wait_to_see("opened read-only");
    quit(session);
    assert_eq!(disk.bytes(), before);
    assert_eq!(names(&disk.at("")), ["acme.ron"], "no history was begun");
    let ran = Command::new("umount").arg(disk.place("acme.ron")).output().expect("umount");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(disk.set().0, Some(0));
}

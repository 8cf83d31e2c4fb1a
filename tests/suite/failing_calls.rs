//! Every system call of the real program fails in turn, whatever code made it: the file is the old one or the new
//! one, the history is sound, and the exit code says which. And a proof that saving goes through the disk's trait only,
//! so that the tests that let the trait fail leave nothing out.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::past::look_back;
use kijun::store::disk::{Disk, RealDisk};
use kijun::store::history::{self, Writer};
use kijun::store::save::save_on;
use kijun::store::{assessment, packs};

use crate::home::Home;
use crate::store_disk::{child, folder, given_folder, names};
use crate::system_calls::{can_trace, read_log, recorder};

/// What the disk may say, from worst to mildest.
const ERRORS: [&str; 5] = ["EIO", "ENOSPC", "EDQUOT", "EROFS", "EINTR"];

const ROW: &str = "vuln.scope.c";

/// A home with a new file in its folder `work`.
fn new_file() -> Home {
    let home = Home::new();
    fs::create_dir(home.path("work")).expect("folder");
    let line = ["new", "work/acme.ron", "--organisation", "Acme", "--category", "vuln"];
    let made = home.run(&[&line[..], &["--reference-date", "2027-01-31"]].concat());
    assert_eq!(made.code, Some(0), "{}", made.err);
    home
}

/// `kijun set` behind a tracer; its exit code and what it said.
fn set(home: &Home, tracer: &[String]) -> (Option<i32>, String) {
    let mut line = tracer.to_vec();
    let words =
        [env!("CARGO_BIN_EXE_kijun"), "set", "work/acme.ron", ROW, "yes", "--by", "aoki", "--lang", "en"];
    line.extend(words.map(str::to_owned));
    let mut command = Command::new(&line[0]);
    command.args(&line[1..]).env_clear().env("HOME", home.path("")).env("PATH", "/usr/bin:/bin");
    let ran = command.current_dir(home.path("")).output().expect("it runs");
    (ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned())
}

/// For every kind of call, which ones (counted from 1) have to do with the file's folder: by name, or through a
/// descriptor that was opened there.
fn calls_on_files(home: &Home) -> Vec<(String, usize)> {
    let logs = folder();
    let log = logs.path().join("log");
    assert_eq!(set(home, &recorder(&log, "%file,%desc")).0, Some(0));
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut open: Vec<i64> = Vec::new();
    let mut found = Vec::new();
    for call in read_log(&log) {
        let count = counts.entry(call.name.clone()).or_default();
        *count += 1;
        let named = call.name != "write"
            && call.texts().iter().any(|path| String::from_utf8_lossy(path).starts_with("work"));
        if named || open.contains(&call.fd()) {
            found.push((call.name.clone(), *count));
        }
        match call.name.as_str() {
            "openat" if named && call.result >= 0 => open.push(call.result),
            "close" => open.retain(|fd| *fd != call.fd()),
            _ => {}
        }
    }
    found
}

fn values(home: &Home) -> (Assessment, usize) {
    let path = home.path("work/acme.ron");
    let sheet = assessment::look(&path).expect("a readable file");
    let loaded = packs::find(&sheet.header().pack, &sheet.header().edition, None).expect("its pack");
    let values = sheet.open(&loaded.pack).expect("a sound file").assessment;
    let reading = history::of_assessment(&path).expect("a readable history");
    assert_eq!(reading.verify(), Ok(()));
    let missing = look_back(&reading.edits(), &values).missing.len();
    (values, missing)
}

fn is_answered(values: &Assessment) -> bool {
    values.claim(ROW).is_some_and(|claim| claim.answer == Answer::Yes)
}

/// One call fails once, or from then on always; afterwards the disk is well again.
fn fail(name: &str, which: &str, error: &str) -> Option<i32> {
    let home = new_file();
    let before = fs::read(home.path("work/acme.ron")).expect("the file");
    let inject = format!("inject={name}:error={error}:when={which}");
    let tracer = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={name}"), "-e", &inject];
    let (code, told) = set(&home, &tracer.map(str::to_owned));
    let what = format!("{name} number {which} with {error}");
    let (now, missing) = values(&home);
    match code {
        Some(0) => assert_eq!((is_answered(&now), missing), (true, 0), "{what}"),
        Some(7) => {
            let late = is_answered(&now);
            let is_old = fs::read(home.path("work/acme.ron")).expect("the file") == before;
            assert!(is_old || late, "{what}: neither the old nor the new file");
            // Who cannot write cannot say so either; the exit code can.
            assert!(!told.trim().is_empty() || which.ends_with('+'), "{what}: nothing is told");
        }
        // Only the history took it: the file is the old one and gets the edit with the next save.
        Some(8) => {
            let kept = is_answered(&now) || missing == 1;
            assert!(kept, "{what}: called kept and is nowhere");
        }
        other => unreachable!("{what}: {other:?} {told}"),
    }
    assert_eq!(set(&home, &["env".to_owned()]).0, Some(0), "{what}: the next try");
    let (now, missing) = values(&home);
    assert_eq!((is_answered(&now), missing), (true, 0), "{what}: the next try");
    let kept = names(&home.path("work"));
    let left = kept.iter().filter(|name| name.starts_with(".kijun-")).count();
    let may_stay = ["unlink", "unlinkat"].contains(&name) || which.ends_with('+');
    assert!(left == 0 || may_stay, "{what}: {kept:?}");
    code
}

#[test]
fn whatever_system_call_fails_the_file_is_the_old_or_the_new_one() {
    if !can_trace("whatever_system_call_fails_the_file_is_the_old_or_the_new_one") {
        return;
    }
    let all = calls_on_files(&new_file());
    let kinds: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    for kind in ["openat", "read", "write", "fsync", "fdatasync", "rename", "flock", "close"] {
        assert!(kinds.contains(&kind), "no {kind} among {kinds:?}");
    }
    let mut codes: BTreeMap<i32, usize> = BTreeMap::new();
    // One error each, in turn, and one that stays; KIJUN_TEST_FAULTS=all tries every error on every call.
    let every = std::env::var_os("KIJUN_TEST_FAULTS").is_some();
    for (at, (name, number)) in all.iter().enumerate() {
        for error in
            ERRORS.into_iter().skip(if every { 0 } else { at % ERRORS.len() }).take(if every { 5 } else { 1 })
        {
            *codes.entry(fail(name, &number.to_string(), error).unwrap_or(-1)).or_default() += 1;
        }
        if every || at % 3 == 0 {
            *codes.entry(fail(name, &format!("{number}+"), "ENOSPC").unwrap_or(-1)).or_default() += 1;
        }
    }
    eprintln!("{} calls, exit codes {codes:?}", all.len());
    assert!(codes[&7] + codes[&8] > all.len() / 2, "hardly anything failed: {codes:?}");
}

/// The disk itself, with a mark in the trace around every call.
struct MarkedDisk;

fn marked<T>(name: &str, call: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    mark(&format!("begin-{name}"));
    let done = call();
    mark(&format!("end-{name}"));
    done
}

/// A system call that does nothing but stand in the trace.
fn mark(text: &str) {
    let _ = rustix::fs::access(format!("/kijun-mark/{text}"), rustix::fs::Access::EXISTS);
}

impl Disk for MarkedDisk {
    fn target(&self, path: &Path) -> io::Result<PathBuf> {
        marked("target", || RealDisk.target(path))
    }
    fn look(&self, path: &Path) -> io::Result<Option<Metadata>> {
        marked("look", || RealDisk.look(path))
    }
    fn measure(&self, file: &File) -> io::Result<Metadata> {
        marked("measure", || RealDisk.measure(file))
    }
    fn read_at(&self, file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
        marked("read_at", || RealDisk.read_at(file, bytes, at))
    }
    fn may_write(&self, path: &Path) -> io::Result<()> {
        marked("may_write", || RealDisk.may_write(path))
    }
    fn read(&self, path: &Path, cap: u64) -> io::Result<Vec<u8>> {
        marked("read", || RealDisk.read(path, cap))
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        marked("make_folder", || RealDisk.make_folder(path))
    }
    fn create(&self, path: &Path, mode: u32) -> io::Result<File> {
        marked("create", || RealDisk.create(path, mode))
    }
    fn open_append(&self, path: &Path) -> io::Result<File> {
        marked("open_append", || RealDisk.open_append(path))
    }
    fn set_owner(&self, file: &File, owner: Option<u32>, group: Option<u32>) -> io::Result<()> {
        marked("set_owner", || RealDisk.set_owner(file, owner, group))
    }
    fn set_mode(&self, file: &File, mode: u32) -> io::Result<()> {
        marked("set_mode", || RealDisk.set_mode(file, mode))
    }
    fn write_all(&self, file: &File, bytes: &[u8]) -> io::Result<()> {
        marked("write_all", || RealDisk.write_all(file, bytes))
    }
    fn sync(&self, file: &File) -> io::Result<()> {
        marked("sync", || RealDisk.sync(file))
    }
    fn sync_data(&self, file: &File) -> io::Result<()> {
        marked("sync_data", || RealDisk.sync_data(file))
    }
    fn truncate(&self, file: &File, length: u64) -> io::Result<()> {
        marked("truncate", || RealDisk.truncate(file, length))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        marked("rename", || RealDisk.rename(from, to))
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        marked("rename_new", || RealDisk.rename_new(from, to))
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        marked("sync_folder", || RealDisk.sync_folder(path))
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        marked("remove", || RealDisk.remove(path))
    }
}

#[test]
#[ignore = "run as a child by the test below"]
fn child_saves_between_marks() {
    let place = given_folder();
    let path = place.join("new/acme.ron");
    mark("start");
    let stamp = save_on(&MarkedDisk, &path, b"(a: 1)", None).expect("new").stamp;
    save_on(&MarkedDisk, &path, b"(a: 2)", Some(&stamp)).expect("again");
    save_on(&MarkedDisk, &path, b"(a: 3)", Some(&stamp)).expect_err("a foreign change");
    let journal = place.join("new/acme.ron.history");
    let mut opened =
        Writer::<u32, MarkedDisk>::open_on(MarkedDisk, &journal, "first", "aoki").expect("history");
    for edit in 0..3 {
        opened.writer.append(edit).expect("appended");
    }
    mark("stop");
}

/// Between two calls of the trait nothing is asked of the system about files, save that descriptors are closed.
#[test]
fn saving_asks_the_system_through_the_disk_only() {
    if !can_trace("saving_asks_the_system_through_the_disk_only") {
        return;
    }
    let (place, logs) = (folder(), folder());
    let log = logs.path().join("log");
    let tracer = recorder(&log, "%file,%desc");
    let prefix: Vec<&str> = tracer.iter().map(String::as_str).collect();
    let ran =
        child(&prefix, "failing_calls::child_saves_between_marks", place.path()).output().expect("child");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
    let mut within: Option<String> = None;
    let (mut running, mut inside, mut bypassing) = (false, 0, Vec::new());
    for call in read_log(&log) {
        let text =
            call.texts().first().map(|text| String::from_utf8_lossy(text).into_owned()).unwrap_or_default();
        if let Some(mark) = text.strip_prefix("/kijun-mark/") {
            match mark {
                "start" => running = true,
                "stop" => running = false,
                other => within = other.strip_prefix("begin-").map(str::to_owned),
            }
        } else if running && within.is_some() {
            inside += 1;
        // Memory is no file; closing says nothing that the flush before did not say; a debug build looks whether a
        // descriptor is open before it closes it.
        } else if running && !["mmap", "munmap", "close", "fcntl"].contains(&call.name.as_str()) {
            bypassing.push(call);
        }
    }
    assert!(inside > 40, "only {inside} calls were seen");
    assert!(bypassing.is_empty(), "past the disk: {bypassing:#?}");
}

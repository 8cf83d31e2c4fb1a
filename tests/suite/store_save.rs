//! Saving: order, failures, foreign changes, permissions, links.

#![expect(clippy::panic, reason = "a test that cannot go on says why")]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Stdio;

use kijun::store::error::{Change, FileError, Step};
use kijun::store::limits;
use kijun::store::lock::Lock;
use kijun::store::save::{Notice, back_up, load, replace, save, save_on, sweep};
use proptest::prelude::*;
use rustix::io::Errno;

use crate::store_disk::{FaultyDisk, child, folder, given_folder, names};

const OLD: &[u8] = "(format: 1, organisation: \"青葉\")\n".as_bytes();
const NEW: &[u8] = "(format: 1, organisation: \"若葉セキュリティ\")\n".as_bytes();

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("metadata").mode() & 0o777
}

fn change(result: Result<impl std::fmt::Debug, FileError>) -> Change {
    match result {
        Err(FileError::Changed { change, .. }) => change,
        other => panic!("no foreign change: {other:?}"),
    }
}

#[test]
fn what_is_saved_is_loaded() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    let first = save(&path, OLD, None).expect("first save");
    let loaded = load(&path).expect("loads");
    assert_eq!((loaded.bytes.as_slice(), &loaded.stamp), (OLD, &first.stamp));
    let second = save(&path, NEW, Some(&loaded.stamp)).expect("second save");
    assert_eq!(load(&path).expect("loads").stamp, second.stamp);
    assert_eq!(second.notices, []);
    assert_eq!(names(folder.path()), ["acme.ron"]);
}

#[test]
fn flushes_before_it_renames_and_the_folder_after() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    let stamp = save(&path, OLD, None).expect("first save").stamp;
    let disk = FaultyDisk::default();
    save_on(&&disk, &path, NEW, Some(&stamp)).expect("saves");
    let order =
        ["create", "measure", "write_all", "sync", "measure", "look", "read", "rename", "sync_folder"];
    let names: Vec<_> = disk.names().into_iter().skip_while(|name| *name != "create").collect();
    assert_eq!(names, order);
}

#[test]
fn new_folders_are_flushed_innermost_first() {
    let folder = folder();
    let path = folder.path().join("a/b/acme.ron");
    let disk = FaultyDisk::default();
    save_on(&&disk, &path, NEW, None).expect("saves");
    let flushed: Vec<_> =
        disk.calls().into_iter().filter(|(name, _)| *name == "sync_folder").map(|(_, path)| path).collect();
    let expected = ["a/b", "a", ""].map(|part| folder.path().join(part));
    assert_eq!(flushed.len(), 3);
    for (is, should) in flushed.iter().zip(&expected) {
        assert_eq!(is.canonicalize().expect("folder"), should.canonicalize().expect("folder"));
    }
    assert_eq!((mode(&folder.path().join("a")), mode(&folder.path().join("a/b"))), (0o700, 0o700));
    assert_eq!(mode(&path), 0o600);
}

/// Lets every call fail, alone (`to` = `k + 1`) or with all that follow.
fn fail_each_call(errno: Errno, alone: bool, exists: bool) {
    for k in 0.. {
        let folder = folder();
        let path = folder.path().join("acme.ron");
        let stamp = exists.then(|| save(&path, OLD, None).expect("first save").stamp);
        if exists {
            // So that the mode has to be set again: the umask of the test would take it away.
            fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).expect("mode");
        }
        let end = if alone { k + 1 } else { k + 100 };
        let disk = FaultyDisk::failing(k..end, errno);
        let result = save_on(&&disk, &path, NEW, stamp.as_ref());
        let calls = disk.names();
        if calls.len() <= k {
            assert!(result.is_ok(), "nothing failed, and yet {result:?}");
            assert!(k > 5, "too few calls were tried: {calls:?}");
            return;
        }
        let found = fs::read(&path).ok();
        let (old, new) = (exists.then(|| OLD.to_vec()), Some(NEW.to_vec()));
        let failed_late = calls.contains(&"sync_folder");
        assert!(found == old || found == new, "a mix after {calls:?}");
        assert_eq!(found == new, result.is_ok() || failed_late, "{calls:?} {result:?}");
        if let Err(error) = &result {
            assert_eq!(error.exit_code(), 7, "{error}");
            assert_eq!(error.stamp().is_some(), found == new, "{error}");
            let again = error.stamp().or(stamp.as_ref());
            save(&path, b"()", again).expect("the next save is no foreign change");
            fs::remove_file(&path).expect("removed");
        }
        let removal_failed = calls.last() == Some(&"remove") && !alone;
        let rest = names(folder.path()).iter().filter(|name| *name != "acme.ron").count();
        assert_eq!(rest, usize::from(removal_failed), "left over after {calls:?}");
    }
}

#[test]
fn any_failing_call_leaves_the_old_or_the_new_file() {
    for errno in [Errno::IO, Errno::NOSPC, Errno::ROFS, Errno::DQUOT, Errno::INTR] {
        for exists in [false, true] {
            fail_each_call(errno, true, exists);
            fail_each_call(errno, false, exists);
        }
    }
}

#[test]
fn a_failure_says_which_step() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    let seen: Vec<Step> = (0..9)
        .filter_map(|k| {
            let disk = FaultyDisk::failing([k], Errno::IO);
            match save_on(&&disk, &path, NEW, None) {
                Err(FileError::Failed { step, source, .. }) => {
                    assert_eq!(source.raw_os_error(), Some(Errno::IO.raw_os_error()));
                    Some(step)
                }
                _ => None,
            }
        })
        .collect();
    let steps = [
        Step::Resolve,
        Step::Inspect,
        Step::Inspect,
        Step::Create,
        Step::Write,
        Step::Sync,
        Step::Inspect,
        Step::Compare,
        Step::Rename,
    ];
    assert_eq!(seen, steps);
}

#[test]
fn a_disk_that_cannot_flush_is_told_about_and_not_failed_on() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    let probe = FaultyDisk::default();
    save_on(&&probe, &path, OLD, None).expect("saves");
    let flushes = probe.names().into_iter().enumerate().filter(|(_, name)| name.starts_with("sync"));
    let other = folder.path().join("other.ron");
    let disk = FaultyDisk::failing(flushes.map(|(k, _)| k), Errno::NOTSUP);
    let saved = save_on(&&disk, &other, NEW, None).expect("saves all the same");
    assert_eq!(saved.notices.len(), 2);
    assert!(saved.notices.iter().all(|notice| matches!(notice, Notice::NotFlushed(_))));
    assert_eq!(fs::read(&other).expect("there"), NEW);
}

#[test]
fn a_change_of_the_same_size_with_restored_time_is_seen() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    let stamp = save(&path, b"(yes)", None).expect("saves").stamp;
    let time = fs::metadata(&path).expect("metadata").modified().expect("time");
    fs::write(&path, b"(not)").expect("foreign write");
    let file = fs::File::options().write(true).open(&path).expect("open");
    file.set_modified(time).expect("time restored");
    assert!(stamp.looks_current(&path), "the trap this test is about");
    let result = save(&path, b"(new)", Some(&stamp));
    assert_eq!(result.as_ref().expect_err("refused").exit_code(), 5);
    assert_eq!(change(result), Change::Rewritten);
    assert_eq!(fs::read(&path).expect("there"), b"(not)");
    assert_eq!(names(folder.path()), ["acme.ron"]);
}

#[test]
fn removed_and_appeared_files_are_foreign_changes() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    let stamp = save(&path, OLD, None).expect("saves").stamp;
    assert_eq!(change(save(&path, NEW, None)), Change::Appeared);
    fs::remove_file(&path).expect("foreign removal");
    assert_eq!(change(save(&path, NEW, Some(&stamp))), Change::Removed);
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_mere_touch_and_our_own_content_are_no_foreign_change() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    let stamp = save(&path, OLD, None).expect("saves").stamp;
    fs::remove_file(&path).expect("removed");
    fs::write(&path, OLD).expect("the same again");
    save(&path, NEW, Some(&stamp)).expect("same content, other inode");
    save(&path, NEW, Some(&stamp)).expect("already what is to be saved");
    replace(&path, OLD).expect("whatever is there");
    assert_eq!(fs::read(&path).expect("there"), OLD);
}

#[test]
fn an_existing_mode_is_kept_and_a_read_only_file_is_not_replaced() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    for kept in [0o600, 0o640, 0o644, 0o664, 0o666] {
        fs::write(&path, OLD).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(kept)).expect("mode");
        let stamp = load(&path).expect("loads").stamp;
        save(&path, NEW, Some(&stamp)).expect("saves");
        assert_eq!(mode(&path), kept, "{kept:o}");
    }
    let disk = FaultyDisk::default();
    let stamp = load(&path).expect("loads").stamp;
    save_on(&&disk, &path, OLD, Some(&stamp)).expect("saves");
    assert!(disk.names().contains(&"may_write"), "root may write everything, so only the question is seen");
}

#[test]
fn owner_and_group_are_kept_or_their_rights_narrowed() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    save(&path, OLD, None).expect("saves");
    if std::os::unix::fs::chown(&path, Some(12345), Some(23456)).is_err() {
        eprintln!("skipped: only root may give files away");
        return;
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).expect("mode");
    let stamp = save(&path, NEW, Some(&load(&path).expect("loads").stamp)).expect("saves").stamp;
    let meta = fs::metadata(&path).expect("metadata");
    assert_eq!((meta.uid(), meta.gid(), mode(&path)), (12345, 23456, 0o664));
    let probe = FaultyDisk::default();
    save_on(&&probe, &path, NEW, Some(&stamp)).expect("saves");
    let owners = probe.names().into_iter().enumerate().filter(|(_, name)| *name == "set_owner");
    let disk = FaultyDisk::failing(owners.map(|(k, _)| k), Errno::PERM);
    let saved = save_on(&&disk, &path, OLD, Some(&stamp)).expect("saves all the same");
    assert_eq!(saved.notices, [Notice::GroupLost(path.clone()), Notice::OwnerLost(path.clone())]);
    assert_eq!(mode(&path), 0o644, "our own group may not write what others may not");
}

#[test]
fn a_back_up_never_takes_the_place_of_another() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    let names_of = |bytes| back_up(&path, bytes, "format-1").expect("backs up");
    assert_eq!(names_of(OLD), folder.path().join("acme.ron.format-1"));
    assert_eq!(names_of(OLD), folder.path().join("acme.ron.format-1"), "already there");
    assert_eq!(names_of(NEW), folder.path().join("acme.ron.format-1-2"));
    assert_eq!(fs::read(folder.path().join("acme.ron.format-1")).expect("there"), OLD);
}

#[test]
fn a_link_is_written_through_and_stays_a_link() {
    let folder = folder();
    let (real, link) = (folder.path().join("real/acme.ron"), folder.path().join("link.ron"));
    save(&real, OLD, None).expect("saves");
    symlink("real/acme.ron", &link).expect("link");
    let stamp = load(&link).expect("loads").stamp;
    save(&link, NEW, Some(&stamp)).expect("saves");
    assert!(fs::symlink_metadata(&link).expect("metadata").is_symlink());
    assert_eq!(fs::read(&real).expect("there"), NEW);
    let (dangling, aim) = (folder.path().join("dangling.ron"), folder.path().join("real/aim.ron"));
    symlink(&aim, &dangling).expect("link");
    save(&dangling, NEW, None).expect("saves to where it points");
    assert_eq!(fs::read(&aim).expect("there"), NEW);
    symlink("loop.ron", folder.path().join("loop.ron")).expect("link");
    assert_eq!(save(&folder.path().join("loop.ron"), NEW, None).expect_err("loop").exit_code(), 7);
}

#[test]
fn a_cut_hard_link_is_told_about() {
    let folder = folder();
    let (path, other) = (folder.path().join("acme.ron"), folder.path().join("other.ron"));
    let stamp = save(&path, OLD, None).expect("saves").stamp;
    fs::hard_link(&path, &other).expect("link");
    let saved = save(&path, NEW, Some(&stamp)).expect("saves");
    assert_eq!(saved.notices, [Notice::LinkCut(path)]);
    assert_eq!(fs::read(&other).expect("there"), OLD);
}

#[test]
fn what_is_no_file_or_too_large_is_refused_unread() {
    let folder = folder();
    let pipe = folder.path().join("pipe");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        0,
    )
    .expect("pipe");
    for path in [pipe.as_path(), folder.path()] {
        assert!(matches!(load(path), Err(FileError::NotAFile { .. })), "{}", path.display());
        assert!(matches!(replace(path, NEW), Err(FileError::NotAFile { .. })), "{}", path.display());
    }
    let large = folder.path().join("large.ron");
    fs::File::create(&large).expect("file").set_len(50 * 1024 * 1024).expect("length");
    let error = load(&large).expect_err("too large");
    assert!(matches!(error, FileError::TooLarge { size, cap: limits::FILE, .. } if size == 50 * 1024 * 1024));
    assert_eq!(error.exit_code(), 4);
    assert!(load(&folder.path().join("none.ron")).expect_err("missing").is_missing());
}

#[test]
fn a_file_name_as_long_as_is_allowed_can_be_saved() {
    let folder = folder();
    let path = folder.path().join("基".repeat(85));
    save(&path, NEW, None).expect("saves");
    assert_eq!(fs::read(&path).expect("there"), NEW);
}

#[test]
fn the_holder_of_the_lock_sweeps_what_a_crash_left() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    let stamp = save(&path, OLD, None).expect("saves").stamp;
    let disk = FaultyDisk::failing(7..100, Errno::IO);
    save_on(&&disk, &path, NEW, Some(&stamp)).expect_err("fails, and cannot remove its rest");
    let foreign = folder.path().join(".kijun-000000000000-1-0.tmp");
    fs::write(&foreign, "of another file").expect("written");
    assert_eq!(names(folder.path()).len(), 3);
    let lock = Lock::acquire(&path).expect("lock");
    assert_eq!(sweep(&path, &lock), 1);
    assert!(foreign.exists());
}

proptest! {
    #[test]
    fn any_bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let folder = folder();
        let path = folder.path().join("acme.ron");
        save(&path, &bytes, None).expect("saves");
        prop_assert_eq!(load(&path).expect("loads").bytes, bytes);
    }
}

#[test]
#[ignore = "run as a child by the tests below"]
fn child_saves_twice() {
    let path = given_folder().join("new/acme.ron");
    let stamp = save(&path, OLD, None).expect("saves").stamp;
    save(&path, NEW, Some(&stamp)).expect("saves again");
    let shared = given_folder().join("shared.ron");
    if let Ok(loaded) = load(&shared) {
        save(&shared, NEW, Some(&loaded.stamp)).expect("saves");
    }
}

#[test]
fn the_umask_never_opens_a_new_file_or_folder() {
    for umask in ["000", "022", "077"] {
        let folder = folder();
        let shared = folder.path().join("new");
        let existing = folder.path().join("shared.ron");
        fs::write(&existing, OLD).expect("written");
        fs::set_permissions(&existing, fs::Permissions::from_mode(0o664)).expect("mode");
        let script = format!("umask {umask}; exec \"$0\" \"$@\"");
        let output = child(&["sh", "-c", &script], "store_save::child_saves_twice", folder.path())
            .output()
            .expect("child runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        assert_eq!((mode(&shared), mode(&shared.join("acme.ron"))), (0o700, 0o600), "umask {umask}");
        assert_eq!((fs::read(&existing).expect("there").as_slice(), mode(&existing)), (NEW, 0o664));
    }
}

/// What the kernel saw, as strace tells it: the calls that name the file being written, its target or its
/// folder.
fn traced(folder: &Path) -> Option<Vec<String>> {
    let log = folder.join("trace");
    let log_name = log.to_str().expect("utf-8 temp folder");
    let calls = "trace=openat,write,fsync,rename,renameat,renameat2,mkdir,mkdirat,fchmod,unlink";
    let strace = ["strace", "-f", "-y", "-s", "0", "-e", calls, "-o", log_name];
    let status = child(&strace, "store_save::child_saves_twice", folder).stdout(Stdio::null()).status();
    if !status.is_ok_and(|status| status.success()) {
        eprintln!("skipped: strace is not installed or may not trace here");
        return None;
    }
    let text = fs::read_to_string(&log).expect("trace");
    let inside = folder.join("new").to_string_lossy().into_owned();
    Some(text.lines().filter(|line| line.contains(&inside)).map(str::to_owned).collect())
}

#[test]
fn strace_sees_the_order_of_calls() {
    let folder = folder();
    let Some(lines) = traced(folder.path()) else { return };
    let is_temp = |line: &&String| line.contains("/.kijun-");
    let kind = |line: &String| {
        let call = line.split_whitespace().nth(1).unwrap_or_default();
        let call = call.split('(').next().unwrap_or_default().to_owned();
        let what = if is_temp(&line) { "temp" } else { "other" };
        (call, what)
    };
    let kinds: Vec<_> = lines.iter().map(kind).collect();
    let seen: Vec<String> = kinds
        .iter()
        .filter(|(call, what)| *what == "temp" || call == "fsync" || call.starts_with("mkdir"))
        .map(|(call, what)| format!("{} {what}", call.trim_end_matches("at2").trim_end_matches("at")))
        .collect();
    let once = ["open temp", "write temp", "fsync temp", "rename temp", "fsync other"];
    let expected: Vec<&str> = std::iter::once("mkdir other").chain(once).chain(once).collect();
    assert_eq!(seen, expected, "{}", lines.join("\n"));
    let created = lines.iter().find(is_temp).expect("created");
    assert!(created.contains("O_EXCL") && created.contains("0600"), "{created}");
}

//! Locks: two openers, left-overs, file systems without locks.

#![expect(clippy::panic, reason = "a test that cannot go on says why")]

use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;

use kijun::store::lock::{Holder, Lock, LockError};
use rustix::io::Errno;

use crate::store_disk::{child, folder, given_folder, names};

fn held(path: &Path) -> Holder {
    match Lock::acquire(path) {
        Err(LockError::Held(holder)) => holder,
        other => panic!("not held: {other:?}"),
    }
}

#[test]
fn the_second_opener_learns_who_holds_it() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    let lock = Lock::acquire(&path).expect("free");
    let holder = held(&path);
    assert_eq!(holder.pid, std::process::id().to_string());
    assert!(!holder.host.is_empty() && !holder.user.is_empty() && holder.since.ends_with('Z'), "{holder:?}");
    assert_eq!(LockError::Held(holder).exit_code(), 5);
    assert_eq!(lock.path(), folder.path().join(".acme.ron.lock"));
    assert_eq!(fs::metadata(lock.path()).expect("lock file").mode() & 0o777, 0o600);
    drop(lock);
    assert_eq!(names(folder.path()), [""; 0], "nothing is left over");
    Lock::acquire(&path).expect("free again");
}

#[test]
fn what_a_dead_process_left_does_no_harm() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    fs::write(folder.path().join(".acme.ron.lock"), "host: gone\npid: 1\n".repeat(1000)).expect("left over");
    let _lock = Lock::acquire(&path).expect("nobody holds it");
    assert_eq!(held(&path).pid, std::process::id().to_string());
}

#[test]
fn two_links_to_a_file_share_one_lock() {
    let folder = folder();
    let (path, link) = (folder.path().join("acme.ron"), folder.path().join("link.ron"));
    symlink("acme.ron", &link).expect("link");
    let _lock = Lock::acquire(&link).expect("free");
    held(&path);
}

#[test]
fn a_lock_removed_by_hand_is_noticed_and_not_removed_again() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    let first = Lock::acquire(&path).expect("free");
    fs::remove_file(first.path()).expect("removed by hand");
    assert!(!first.is_sound());
    let second = Lock::acquire(&path).expect("a new file");
    drop(first);
    assert!(second.is_sound(), "the first must not take the second's file away");
}

#[test]
fn a_file_replaced_between_opening_and_locking_is_opened_again() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    let mut lock_file = None;
    let tries = std::cell::Cell::new(0);
    let lock = Lock::acquire_with(&path, &Holder::this_process(), |file: &File| {
        tries.set(tries.get() + 1);
        if tries.get() == 1 {
            fs::remove_file(folder.path().join(".acme.ron.lock")).expect("the former holder goes");
        }
        file.try_lock()
    });
    lock_file.replace(lock.expect("locks the new file"));
    assert_eq!(tries.get(), 2);
    assert!(lock_file.expect("lock").is_sound());
}

#[test]
fn a_file_system_without_locks_is_told_apart_from_a_failure() {
    let folder = folder();
    let path = folder.path().join("acme.ron");
    let with = |errno: Errno| {
        Lock::acquire_with(&path, &Holder::default(), |_| {
            Err(TryLockError::Error(io::Error::from_raw_os_error(errno.raw_os_error())))
        })
        .expect_err("refused")
    };
    for errno in [Errno::NOLCK, Errno::NOTSUP, Errno::NOSYS, Errno::BADF] {
        assert!(matches!(with(errno), LockError::Unsupported(_)), "{errno}");
    }
    assert!(matches!(with(Errno::IO), LockError::Failed { .. }));
    assert_eq!(with(Errno::IO).exit_code(), 7);
    let nowhere = Lock::acquire(&folder.path().join("none/acme.ron")).expect_err("no folder");
    assert!(matches!(nowhere, LockError::Failed { .. }));
}

#[test]
fn a_forged_lock_text_steers_no_terminal() {
    let holder = Holder::parse("host: a\u{1b}]52;c;x\u{7}b\nuser: \u{202e}evil\npid\nsince: \n");
    assert_eq!((holder.host.as_str(), holder.user.as_str()), ("a]52;c;xb", "evil"));
    assert_eq!((holder.pid.as_str(), holder.since.as_str()), ("", ""));
}

#[test]
#[ignore = "run as a child by the test below"]
fn child_holds_the_lock() {
    use std::io::{Read, Write};
    let _lock = Lock::acquire(&given_folder().join("acme.ron")).expect("free");
    println!("held");
    io::stdout().flush().expect("flush");
    // Until killed or until the parent lets go.
    let _ = io::stdin().read(&mut [0]);
}

#[test]
fn a_killed_holder_lets_go() {
    use std::io::{BufRead, BufReader};
    let folder = folder();
    let path = folder.path().join("acme.ron");
    let mut command = child(&[], "store_lock::child_holds_the_lock", folder.path());
    let mut holder = command
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("child");
    let lines = BufReader::new(holder.stdout.take().expect("output")).lines();
    assert!(lines.map_while(Result::ok).any(|line| line.contains("held")), "the child got the lock");
    assert_eq!(held(&path).pid, holder.id().to_string());
    holder.kill().expect("kill -9");
    holder.wait().expect("dead");
    assert_eq!(names(folder.path()), [".acme.ron.lock"], "it could not clean up");
    Lock::acquire(&path).expect("and yet it is free");
}

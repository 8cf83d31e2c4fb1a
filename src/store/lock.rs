//! Who is at work on a file: an advisory lock beside it that dies with its process.
//!
//! The lock is the operating system's; the text in the lock file only says who holds it. The file is opened
//! for reading and writing because network file systems demand it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::io::Errno;
use thiserror::Error;

use super::clock;
use super::disk::{Disk, RealDisk, folder_of};
use super::error::{EXIT_IN_USE, EXIT_IO};
use super::limits;
use super::login;
use crate::domain::clean::is_hidden;

/// How often to start again when the lock file is replaced under our hands.
const ATTEMPTS: usize = 16;

/// Who holds a lock, for display only: the text may be stale or forged, the lock is not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holder {
    /// The machine's name.
    pub host: String,
    /// The process number.
    pub pid: String,
    /// The login name; empty where there is none.
    pub user: String,
    /// When it was taken, UTC.
    pub since: String,
}

/// Why a lock was not taken.
#[derive(Debug, Error)]
pub enum LockError {
    /// Somebody else holds it.
    #[error("in use by {} on {} (process {}) since {}", .0.somebody(), .0.host, .0.pid, .0.since)]
    Held(Holder),
    /// This file system has no locks: go on with a warning, saving still compares before it replaces.
    #[error("this file system has no locks: {0}")]
    Unsupported(io::Error),
    /// The lock file could not be made or opened.
    #[error("{}: could not lock: {source}", path.display())]
    Failed {
        /// The lock file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl LockError {
    /// The exit code of a command that needs the lock and does not get it.
    pub fn exit_code(&self) -> u8 {
        if matches!(self, Self::Held(_)) { EXIT_IN_USE } else { EXIT_IO }
    }
}

/// A held lock; letting go of it frees the file.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
    holder: Holder,
}

impl Lock {
    /// Takes the lock of `path`, which need not exist; its folder must.
    pub fn acquire(path: &Path) -> Result<Self, LockError> {
        Self::acquire_with(path, &Holder::this_process(), File::try_lock)
    }

    /// As [`Lock::acquire`], in the name of a holder.
    pub fn acquire_as(path: &Path, holder: &Holder) -> Result<Self, LockError> {
        Self::acquire_with(path, holder, File::try_lock)
    }

    /// As [`Lock::acquire`], with the holder to write and the system call to lock with.
    pub fn acquire_with(
        path: &Path,
        holder: &Holder,
        try_lock: impl Fn(&File) -> Result<(), TryLockError>,
    ) -> Result<Self, LockError> {
        let path = lock_path(path).map_err(|source| failed(path, source))?;
        for _ in 0..ATTEMPTS {
            let file = open(&path).map_err(|source| failed(&path, source))?;
            match try_lock(&file) {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(LockError::Held(Holder::read(&file))),
                Err(TryLockError::Error(source)) => return Err(refused(&path, source)),
            }
            // The former holder may have removed the file between our opening and locking it.
            if is_same(&path, &file) {
                // A full disk is no reason to work unlocked; the text is for display only.
                let _ = holder.write(&file);
                return Ok(Self { path, file, holder: holder.clone() });
            }
        }
        Err(failed(&path, io::ErrorKind::ResourceBusy.into()))
    }

    /// Whether the lock file is still ours: false once someone removed it by hand.
    pub fn is_sound(&self) -> bool {
        is_same(&self.path, &self.file)
    }

    /// Whether this still is the lock of the file of that name, which may lead elsewhere by now.
    pub fn is_of(&self, path: &Path) -> bool {
        self.is_sound() && lock_path(path).is_ok_and(|lock| lock == self.path)
    }

    /// Takes the lock of the file of that name in the same holder's name.
    ///
    /// # Errors
    /// As [`Lock::acquire`].
    pub fn again(&self, path: &Path) -> Result<Self, LockError> {
        Self::acquire_as(path, &self.holder)
    }

    /// The lock file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still held, so that a waiting opener sees that its file is no longer the named one.
        if self.is_sound() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

impl Holder {
    /// This process, now.
    pub fn this_process() -> Self {
        Self {
            host: rustix::system::uname().nodename().to_string_lossy().into_owned(),
            pid: std::process::id().to_string(),
            user: login::name(),
            since: clock::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        }
    }

    fn somebody(&self) -> &str {
        if self.user.is_empty() { "somebody" } else { &self.user }
    }

    fn read(file: &File) -> Self {
        let mut bytes = Vec::new();
        // What cannot be read is shown as empty: the text is for display only.
        let _ = file.take(limits::LOCK).read_to_end(&mut bytes);
        Self::parse(&String::from_utf8_lossy(&bytes))
    }

    /// Reads the text of a lock file; whatever is missing stays empty, whatever could harm a terminal is
    /// left out.
    pub fn parse(text: &str) -> Self {
        let mut holder = Self::default();
        for (key, value) in text.lines().filter_map(|line| line.split_once(':')) {
            let value = value.trim().chars().filter(|c| !is_hidden(*c)).take(100).collect();
            match key {
                "host" => holder.host = value,
                "pid" => holder.pid = value,
                "user" => holder.user = value,
                "since" => holder.since = value,
                _ => {}
            }
        }
        holder
    }

    fn write(&self, mut file: &File) -> io::Result<()> {
        let Self { host, pid, user, since } = self;
        let one_line = |text: &str| text.replace(char::is_control, " ");
        file.set_len(0)?;
        write!(
            file,
            "host: {}\npid: {}\nuser: {}\nsince: {}\n",
            one_line(host),
            one_line(pid),
            one_line(user),
            one_line(since)
        )
    }
}

/// The lock file of the file that is meant, so that two links to it share one lock.
fn lock_path(path: &Path) -> io::Result<PathBuf> {
    let target = RealDisk.target(path)?;
    if target.file_name().is_none() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    Ok(name(&target))
}

/// The lock file of this very file. Follows no link.
pub(super) fn name(file: &Path) -> PathBuf {
    let mut lock = std::ffi::OsString::from(".");
    lock.push(file.file_name().unwrap_or_default());
    lock.push(".lock");
    folder_of(file).join(lock)
}

fn open(path: &Path) -> io::Result<File> {
    let no_link = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .custom_flags(no_link.bits().cast_signed())
        .open(path)
}

fn is_same(path: &Path, file: &File) -> bool {
    match (fs::symlink_metadata(path), file.metadata()) {
        (Ok(named), Ok(held)) => named.ino() == held.ino() && named.dev() == held.dev(),
        _ => false,
    }
}

fn failed(path: &Path, source: io::Error) -> LockError {
    LockError::Failed { path: path.to_path_buf(), source }
}

fn refused(path: &Path, source: io::Error) -> LockError {
    let none = [Errno::NOLCK, Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOSYS, Errno::INVAL, Errno::BADF];
    let code = source.raw_os_error().map(Errno::from_raw_os_error);
    let unsupported = source.kind() == io::ErrorKind::Unsupported || code.is_some_and(|c| none.contains(&c));
    if unsupported { LockError::Unsupported(source) } else { failed(path, source) }
}

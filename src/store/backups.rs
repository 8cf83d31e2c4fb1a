//! The last good versions of a file, for the day it is found damaged: `.acme.ron.bak-1` beside `acme.ron` is the
//! newest, up to [`KEPT`] of them, at least [`APART`] between one and the next, readable by their owner only.
//!
//! With the history beside the file nothing is lost even by the oldest: what was accepted since is in there.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::clock;
use super::disk::{Disk, RealDisk};
use super::error::FileError;
use super::limits;
use super::save::{self, Notice};
use super::stamp::Stamp;

/// How many are kept.
pub const KEPT: usize = 5;

/// How long after one the next is made: a held key is no reason for five.
pub const APART: Duration = Duration::from_secs(60 * 60);

/// What a damaged file is kept under: `acme.ron.damaged`.
const DAMAGED: &str = "damaged";

/// One earlier version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// 1 for the newest.
    pub number: usize,
    /// Where it is.
    pub path: PathBuf,
    /// When it was made, if the system says so.
    pub made: Option<SystemTime>,
}

/// Keeps the content of a file that is about to be replaced, if it still is what was loaded and the newest backup
/// is old enough; at once where saving would lose comments. A backup that cannot be made does not stop the save.
pub fn rotate<D: Disk>(disk: &D, path: &Path, loaded: &Stamp) {
    let Ok(target) = disk.target(path) else { return };
    let newest = list(&target).into_iter().next();
    let age = newest.and_then(|backup| backup.made).and_then(|made| made.elapsed().ok());
    if age.is_some_and(|age| age < APART) && !loaded.commented {
        return;
    }
    let present = save::load_on(disk, &target, limits::FILE).ok();
    let Some(present) = present.filter(|found| found.stamp.digest() == loaded.digest()) else { return };
    for number in (1..KEPT).rev() {
        let moved = disk.rename(&name(&target, number), &name(&target, number + 1));
        if moved.is_err_and(|error| error.kind() != ErrorKind::NotFound) {
            return;
        }
    }
    // The name is free now, so that nothing is written through a link that was put there.
    let _ = save::save_on(disk, &name(&target, 1), &present.bytes, None);
}

/// Gives the backups of a file that is no longer there other names, `.acme.ron.old-1`, so that they are not taken for
/// those of a new one. What cannot be renamed stays: a backup is offered, never taken unasked. Says whether any was
/// renamed; their folder is not flushed yet.
pub fn set_aside<D: Disk>(disk: &D, path: &Path) -> bool {
    let renamed = list(path).into_iter().filter(|backup| {
        let old = backup.path.with_extension(format!("old-{}", backup.number));
        disk.rename(&backup.path, &old).is_ok()
    });
    renamed.count() > 0
}

/// What is there, the newest first.
pub fn list(path: &Path) -> Vec<Backup> {
    let Ok(target) = RealDisk.target(path) else { return Vec::new() };
    (1..=KEPT)
        .filter_map(|number| {
            let path = name(&target, number);
            let meta = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
            Some(Backup { number, path, made: meta.modified().ok() })
        })
        .collect()
}

/// The newest backup that `is_good` finds readable.
pub fn newest_good(path: &Path, is_good: impl Fn(&Path) -> bool) -> Option<Backup> {
    list(path).into_iter().find(|backup| is_good(&backup.path))
}

/// What restoring did.
#[derive(Debug)]
pub struct Restored {
    /// Where the damaged file is kept; none if there was none.
    pub kept: Option<PathBuf>,
    /// What is worth telling.
    pub notices: Vec<Notice>,
}

/// Puts a backup in the place of a file, which is kept under another name. Take the file's lock first.
///
/// # Errors
/// The failing step; the file is as it was.
pub fn put_back(path: &Path, backup: &Backup) -> Result<Restored, FileError> {
    let (kept, stamp) = match save::load(path) {
        Ok(loaded) => (Some(save::back_up(path, &loaded.bytes, DAMAGED)?), Some(loaded.stamp)),
        Err(error) if error.is_missing() => (None, None),
        Err(error) => return Err(error),
    };
    let bytes = save::load(&backup.path)?.bytes;
    let saved = save::save(path, &bytes, stamp.as_ref())?;
    Ok(Restored { kept, notices: saved.notices })
}

impl Backup {
    /// When it was made, to the minute and with its offset; empty if it is not known.
    pub fn moment(&self) -> String {
        let made = self.made.and_then(|made| jiff::Timestamp::try_from(made).ok());
        made.map_or_else(String::new, |made| clock::zone().minute(&clock::stamp(made)))
    }
}

/// Where a backup of a file is kept, 1 for the newest.
pub fn name(target: &Path, number: usize) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".bak-{number}"));
    target.with_file_name(name)
}

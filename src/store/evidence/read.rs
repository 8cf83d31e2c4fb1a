//! The digest of one file, read piece by piece: never more in memory than one piece, and nothing but files.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use jiff::Timestamp;
use rustix::fs::OFlags;
use rustix::io::Errno;
use sha2::{Digest as _, Sha256};

use super::place::EvidenceRoot;
use crate::domain::date::Date;
use crate::domain::evidence::{Digest, FileIdentity, Sight, Trouble};
use crate::domain::text::both;
use crate::store::clock;
use crate::store::save_failure::of_system;

/// How much is read at once, in bytes.
const PIECE: usize = 64 * 1024;

/// How far one is.
#[derive(Debug, Clone, Copy)]
pub enum Progress<'a> {
    /// So many bytes of a file of so many are read.
    Reading(&'a str, u64, u64),
    /// So many files are found in the folder.
    Listing(usize),
}

/// Is told how far one is, and says whether to go on.
pub type Watch<'a> = dyn Fn(Progress<'_>) -> bool + 'a;

/// What is seen of the file that a name means.
///
/// # Errors
/// Why it was not read.
pub fn see(root: &EvidenceRoot, name: &str, watch: &Watch<'_>) -> Result<Sight, Trouble> {
    let path = root.path(name);
    let file = open(&path)?;
    let before = file.metadata().map_err(|error| trouble(&error))?;
    let hash = hashed(&file, before.len(), &mut |done| watch(Progress::Reading(name, done, before.len())))?;
    let after = file.metadata().map_err(|error| trouble(&error))?;
    if !is_same(&before, &after) {
        return Err(Trouble::Changing);
    }
    Ok(Sight {
        digest: Digest::of(&hash),
        size: after.len(),
        modified: day(&after),
        identity: identity(&after),
        outside: root.is_outside(&path),
    })
}

/// Opens a file and nothing else. What it is, is looked at before it is opened, since opening a device can do
/// something, and once more of what was opened.
fn open(path: &Path) -> Result<File, Trouble> {
    is_file(&fs::metadata(path).map_err(|error| trouble(&error))?)?;
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path);
    let file = file.map_err(|error| trouble(&error))?;
    is_file(&file.metadata().map_err(|error| trouble(&error))?)?;
    Ok(file)
}

fn is_file(found: &Metadata) -> Result<(), Trouble> {
    match (found.is_file(), found.is_dir()) {
        (true, _) => Ok(()),
        (_, true) => Err(Trouble::Folder),
        _ => Err(Trouble::Special),
    }
}

/// The hash of a file of this size. One that goes on behind it is being written, and may never end.
fn hashed(mut file: &File, size: u64, go_on: &mut dyn FnMut(u64) -> bool) -> Result<[u8; 32], Trouble> {
    let (mut hash, mut piece, mut done) = (Sha256::new(), vec![0; PIECE], 0_u64);
    loop {
        if !go_on(done) {
            return Err(Trouble::GivenUp);
        }
        match file.read(&mut piece) {
            Ok(0) if done == size => return Ok(hash.finalize().into()),
            Ok(0) => return Err(Trouble::Changing),
            Ok(count) => {
                hash.update(&piece[..count]);
                done += count as u64;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(trouble(&error)),
        }
        if done > size {
            return Err(Trouble::Changing);
        }
    }
}

/// Whether a file was left alone between two looks at it.
fn is_same(before: &Metadata, after: &Metadata) -> bool {
    let times = |of: &Metadata| (of.len(), of.mtime(), of.mtime_nsec());
    times(before) == times(after) && after.nlink() > 0
}

/// Which file lies there, links followed.
pub(super) fn identity_of(path: &Path) -> Option<FileIdentity> {
    Some(identity(&fs::metadata(path).ok()?))
}

/// Which file it is.
pub(super) fn identity(of: &Metadata) -> FileIdentity {
    (of.dev(), of.ino())
}

/// The day of the last change, where one is.
pub(super) fn day(of: &Metadata) -> Option<Date> {
    let moment = Timestamp::try_from(of.modified().ok()?).ok()?;
    clock::zone().day(&clock::stamp(moment))
}

fn trouble(error: &io::Error) -> Trouble {
    match error.raw_os_error().map(Errno::from_raw_os_error) {
        Some(Errno::NOENT | Errno::NOTDIR) => Trouble::Missing,
        Some(Errno::LOOP) => Trouble::Circle,
        Some(Errno::NAMETOOLONG) => Trouble::Unreadable(both("名前が長すぎる", "name too long")),
        _ => Trouble::Unreadable(of_system(error)),
    }
}

//! Where the history of a file is, and whether it is that file's: by the whole name, and by the id of the file.
//!
//! `acme.ron.history` belongs to `acme.ron` and to no other file. Older programs wrote `acme.history` for every file of
//! that stem: it is still read where it can only belong to this file, and gets its new name with the first edit.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Dir, Mode, OFlags};
use unicode_normalization::UnicodeNormalization;

use serde::de::IgnoredAny;

use super::reading::each;
use super::record::{Line, Record};
use crate::domain::assessment::Assessment;
use crate::store::assessment;
use crate::store::backups;
use crate::store::disk::{Disk, RealDisk, cannot_sync, folder_of};
use crate::store::error::{At, FileError, Step};
use crate::store::file_id;
use crate::store::limits;
use crate::store::ron;
use crate::store::save::load_on;

/// How the name of a history ends.
pub(super) const EXTENSION: &str = "history";

/// How many set-aside histories of one name are kept apart before giving up.
const ASIDE: usize = 1000;

/// The bytes at the end of a history that are looked at first.
const TAIL: u64 = 64 * 1024;

/// How many names of a folder are looked at for the history of a copy.
const NEIGHBOURS: usize = 2000;

/// A history that a file may go on with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claimed {
    /// The name of the file that this one is a copy of, or had before; empty if there is none, or if it has a history.
    pub from: String,
    /// Where the history of another file of that name was put.
    pub aside: Option<PathBuf>,
}

/// The history that a file writes: `acme.ron.history` beside `acme.ron`. Links are followed, so that a file has one
/// history under all its names.
pub fn path_of(file: &Path) -> PathBuf {
    let [own, _] = names(&target_of(file));
    own
}

/// The names that a history of this very file can have, today's and that of older programs. Follows no link.
pub fn names(file: &Path) -> [PathBuf; 2] {
    let mut own = file.as_os_str().to_owned();
    own.push(".");
    own.push(EXTENSION);
    [own.into(), file.with_extension(EXTENSION)]
}

/// The history that is there for a file: its own, or the one of an older program that can only be its.
pub fn found(file: &Path) -> PathBuf {
    let own = path_of(file);
    if own.exists() { own } else { respelt(file).or_else(|| older(file)).unwrap_or(own) }
}

/// The history under the same name in the other normal form: some systems change the form of a name when they copy
/// the file, and not always that of its companion. One whose own file is there is that file's.
fn respelt(file: &Path) -> Option<PathBuf> {
    let own = path_of(file);
    let name = own.file_name()?.to_str()?;
    let forms: [String; 2] = [name.nfc().collect(), name.nfd().collect()];
    let others = forms.into_iter().filter(|form| form != name).map(|form| own.with_file_name(form));
    others.into_iter().find(|path| path.is_file() && !owner_of(path).exists())
}

/// Whether a name is that of a history, so that no assessment may be made under it.
pub fn is_companion(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == EXTENSION)
}

/// Makes a file the owner of the history of its name, before the first record. Take the file's lock first. An older
/// history of its own gets the new name; one of another file is put aside.
///
/// # Errors
/// It cannot be read or renamed.
pub fn claim(file: &Path, id: &str) -> Result<Claimed, FileError> {
    let own = path_of(file);
    let mut claimed = Claimed::default();
    match fs::metadata(&own) {
        Ok(meta) if !meta.is_file() || belongs(&own, id)? => {
            if meta.len() == 0 {
                claimed.from = namesake(file, id).map(|history| name_of_owner(&history)).unwrap_or_default();
            }
            return Ok(claimed);
        }
        Ok(_) => claimed.aside = Some(put_aside(&RealDisk, &own)?),
        Err(_) => {
            if let Some(former) = respelt(file).or_else(|| older(file)) {
                rename(&RealDisk, &former, &own)?;
                return Ok(claimed);
            }
        }
    }
    claimed.from = namesake(file, id).map(|history| name_of_owner(&history)).unwrap_or_default();
    Ok(claimed)
}

/// The history beside a file without one that has the same id: of the file it was copied from, or of its former name.
pub fn namesake(file: &Path, id: &str) -> Option<PathBuf> {
    if id.is_empty() {
        return None;
    }
    let own = path_of(file);
    // Closing a folder may fail like any other call, and std would panic then.
    let mode = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let folder = rustix::fs::open(folder_of(&own), mode, Mode::empty()).ok()?;
    let entries = Dir::new(folder).ok()?.flatten().take(NEIGHBOURS);
    let histories = entries.map(|entry| own.with_file_name(OsStr::from_bytes(entry.file_name().to_bytes())));
    let mut alike: Vec<PathBuf> = histories
        .filter(|path| is_companion(path) && *path != own && !path.is_symlink())
        .filter(|path| newest_record::<IgnoredAny>(path).is_some_and(|record| record.file == id))
        .collect();
    // One that has lost its file is that of a former name; one that has it, that of what this is a copy of.
    alike.sort_by_key(|path| (owner_of(path).exists(), path.clone()));
    alike.into_iter().next()
}

/// The file that a history belongs to by its name.
pub fn owner_of(history: &Path) -> PathBuf {
    history.with_extension("")
}

fn name_of_owner(history: &Path) -> String {
    history.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn belongs(history: &Path, id: &str) -> Result<bool, FileError> {
    if id.is_empty() || newest_record::<IgnoredAny>(history).is_some_and(|record| record.file == id) {
        return Ok(true);
    }
    let bytes = load_on(&RealDisk, history, limits::HISTORY)?.bytes;
    Ok(each::<IgnoredAny>(&bytes, drop).is_of(id))
}

/// Gives the values of a file that is about to be saved an id, if they have none: the one its history knows it
/// by, else one that follows from the first session there, so that two clones of an older file get the same.
pub fn give_id(file: &Path, assessment: &mut Assessment) {
    if assessment.file_id.is_empty() {
        assessment.file_id = id_of(file).unwrap_or_else(file_id::unique);
    }
}

/// The id that a file without one is to get, as its history has it.
fn id_of(file: &Path) -> Option<String> {
    let history = found(file);
    let newest = newest_record::<IgnoredAny>(&history).map(|record| record.file).filter(|id| !id.is_empty());
    newest.or_else(|| first_session(&history).map(|session| file_id::of_session(&session)))
}

/// `acme.history`, if no other file can be meant: a file without an id, or one whose id follows from that history.
fn older(file: &Path) -> Option<PathBuf> {
    let target = target_of(file);
    let older = target.with_extension(EXTENSION);
    let has_first_claim = target.extension().is_some_and(|extension| extension == "ron");
    if older == target || !older.is_file() || (!has_first_claim && target.with_extension("ron").exists()) {
        return None;
    }
    let id = assessment::look(&target).map(|sheet| sheet.header().file.clone()).unwrap_or_default();
    let follows = || first_session(&older).is_some_and(|session| file_id::of_session(&session) == id);
    (id.is_empty() || follows()).then_some(older)
}

fn target_of(file: &Path) -> PathBuf {
    RealDisk.target(file).unwrap_or_else(|_| file.to_path_buf())
}

/// Puts the history and the backups of a file that is no longer there out of the way of a new one of that name.
/// Says where the history is now.
///
/// # Errors
/// It could not be renamed, or the name is that of a history.
pub fn set_aside(file: &Path) -> Result<Option<PathBuf>, FileError> {
    set_aside_on(&RealDisk, file)
}

/// As [`set_aside`], on a given disk.
///
/// # Errors
/// As [`set_aside`].
pub fn set_aside_on<D: Disk>(disk: &D, file: &Path) -> Result<Option<PathBuf>, FileError> {
    if is_companion(file) {
        return Err(FileError::Companion { path: file.to_path_buf() });
    }
    if file.exists() {
        return Ok(None);
    }
    let moved = backups::set_aside(disk, file);
    let history = path_of(file);
    if history.exists() {
        return put_aside(disk, &history).map(Some);
    }
    if moved {
        keep_names(disk, &history)?;
    }
    Ok(None)
}

fn put_aside<D: Disk>(disk: &D, history: &Path) -> Result<PathBuf, FileError> {
    let aside = (1..ASIDE)
        .map(|number| history.with_extension(format!("{EXTENSION}.{number}")))
        .find(|path| !path.exists())
        .unwrap_or_else(|| history.with_extension(format!("{EXTENSION}.old")));
    rename(disk, history, &aside)?;
    Ok(aside)
}

fn rename<D: Disk>(disk: &D, from: &Path, to: &Path) -> Result<(), FileError> {
    disk.rename_new(from, to).at(Step::Rename, from)?;
    keep_names(disk, to)
}

/// Flushes the folder of a file, so that the new names in it survive a power cut.
fn keep_names<D: Disk>(disk: &D, file: &Path) -> Result<(), FileError> {
    let folder = folder_of(file);
    match disk.sync_folder(folder) {
        Err(error) if cannot_sync(&error) || error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        other => other.at(Step::SyncFolder, folder),
    }
}

/// The session of the first record of a history, if there is one that is whole.
fn first_session(history: &Path) -> Option<String> {
    if !fs::metadata(history).ok()?.is_file() {
        return None;
    }
    let mut first = Vec::new();
    let most = limits::RECORD as u64;
    BufReader::new(File::open(history).ok()?.take(most)).read_until(b'\n', &mut first).ok()?;
    let line = Line::split(first.strip_suffix(b"\n")?)?;
    ron::text::parse::<Record<IgnoredAny>>(line.payload).ok().map(|record| record.session)
}

/// The last record, if it can be had cheaply and is whole.
pub(super) fn newest_record<E: serde::de::DeserializeOwned>(history: &Path) -> Option<Record<E>> {
    let tail = tail(history).ok()?;
    let line = tail.strip_suffix(b"\n")?.rsplit(|byte| *byte == b'\n').next()?;
    ron::text::parse(Line::split(line)?.payload).ok()
}

fn tail(history: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if !fs::metadata(history)?.is_file() {
        return Ok(bytes);
    }
    let mut file = File::open(history)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    file.take(TAIL).read_to_end(&mut bytes)?;
    Ok(bytes)
}

//! Loading and saving whole files: after any failure the old file or the new one is there, never a mix, and
//! never in the place of a change made elsewhere.
//!
//! Saving writes beside the file, flushes, compares what is on the disk with what was loaded, renames, and
//! flushes the folder. Symbolic links are written through. A hard link is cut: the other name keeps the old
//! content (reported), because writing in place could leave a mix.

use std::fs::{File, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use sha2::{Digest, Sha256};

use super::clock;
use super::disk::{Disk, RealDisk, cannot_sync, folder_of};
use super::error::{At, Change, FileError, Step};
use super::limits;
use super::lock::Lock;
use super::stamp::{Stamp, hex};

const NEW_FILE: u32 = 0o600;
const TEMP_PREFIX: &str = ".kijun-";
const TEMP_SUFFIX: &str = ".tmp";

/// A file's content and what it looked like.
#[derive(Debug, Clone)]
pub struct LoadedFile {
    /// The content.
    pub bytes: Vec<u8>,
    /// To be handed to [`save`], so that a foreign change is noticed.
    pub stamp: Stamp,
}

/// Something worth telling once, though the file is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The file system does not flush on request; a power cut may cost the last save.
    NotFlushed(PathBuf),
    /// The file had other names (hard links); they keep the old content.
    LinkCut(PathBuf),
    /// The file's group could not be kept; its group permissions were narrowed to those of others.
    GroupLost(PathBuf),
    /// The file had another owner and belongs to its writer now.
    OwnerLost(PathBuf),
}

/// A finished save.
#[derive(Debug)]
pub struct Saved {
    /// What the file looks like now.
    pub stamp: Stamp,
    /// What is worth telling.
    pub notices: Vec<Notice>,
}

#[derive(Clone, Copy)]
enum Expected<'a> {
    Absent,
    Same(&'a Stamp),
    Anything,
}

/// Reads a file of at most [`limits::FILE`] bytes.
///
/// # Errors
/// The failing step, [`FileError::NotAFile`], or [`FileError::TooLarge`] (decided before reading).
pub fn load(path: &Path) -> Result<LoadedFile, FileError> {
    load_on(&RealDisk, path, limits::FILE)
}

/// As [`load`], on a given disk and with a given cap in bytes.
pub fn load_on<D: Disk>(disk: &D, path: &Path, cap: u64) -> Result<LoadedFile, FileError> {
    let meta = disk
        .look(path)
        .and_then(|found| found.ok_or_else(|| std::io::ErrorKind::NotFound.into()))
        .at(Step::Open, path)?;
    check_kind(&meta, path)?;
    check_size(meta.len(), cap, path)?;
    let bytes = disk.read(path, cap).at(Step::Read, path)?;
    check_size(bytes.len() as u64, cap, path)?;
    let stamp = Stamp::of(&bytes, &meta);
    Ok(LoadedFile { bytes, stamp })
}

/// Saves a file that looked like `expected` when it was loaded, or that must not exist yet (`None`).
///
/// A file with other metadata but the same content, or with the very content to be saved, is no foreign
/// change.
///
/// # Errors
/// [`FileError::Changed`] if it was changed, removed or created elsewhere; nothing is written then.
/// [`FileError::Unflushed`] if the new content is in place, but its name may not survive a power cut.
/// Otherwise the failing step; the file is as it was.
pub fn save(path: &Path, bytes: &[u8], expected: Option<&Stamp>) -> Result<Saved, FileError> {
    save_on(&RealDisk, path, bytes, expected)
}

/// As [`save`], on a given disk.
pub fn save_on<D: Disk>(
    disk: &D,
    path: &Path,
    bytes: &[u8],
    expected: Option<&Stamp>,
) -> Result<Saved, FileError> {
    put(disk, path, bytes, expected.map_or(Expected::Absent, Expected::Same), limits::FILE)
}

/// As [`save`], for files of another size: at most `cap` bytes.
///
/// # Errors
/// As [`save`].
pub fn save_within(
    path: &Path,
    bytes: &[u8],
    expected: Option<&Stamp>,
    cap: u64,
) -> Result<Saved, FileError> {
    put(&RealDisk, path, bytes, expected.map_or(Expected::Absent, Expected::Same), cap)
}

/// Saves a file of which only the newest state matters, whatever is there.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<Saved, FileError> {
    replace_on(&RealDisk, path, bytes)
}

/// As [`replace`], on a given disk.
pub fn replace_on<D: Disk>(disk: &D, path: &Path, bytes: &[u8]) -> Result<Saved, FileError> {
    put(disk, path, bytes, Expected::Anything, limits::FILE)
}

/// Whether the folder of a file that a person named is there: a slip in its name must not make another one.
///
/// # Errors
/// [`FileError::NoFolder`].
pub fn folder_exists(path: &Path) -> Result<(), FileError> {
    let target = RealDisk.target(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = folder_of(&target);
    match RealDisk.look(folder) {
        Ok(None) => Err(FileError::NoFolder { path: folder.to_path_buf() }),
        _ => Ok(()),
    }
}

/// Whether an existing file could be replaced now, as far as that can be known without writing anything: to be asked
/// before an edit is taken into the history.
///
/// # Errors
/// What saving would fail with.
pub fn check_replaceable(path: &Path) -> Result<(), FileError> {
    let target = RealDisk.target(path).at(Step::Resolve, path)?;
    let Some(meta) = RealDisk.look(&target).at(Step::Inspect, &target)? else { return Ok(()) };
    check_kind(&meta, &target)?;
    RealDisk.may_write(&target).at(Step::Rename, &target)?;
    RealDisk.may_replace(&target, folder_of(&target)).at(Step::Rename, &target)
}

/// Makes a folder and its missing parents, each open to its owner only.
pub fn make_folders(path: &Path) -> Result<(), FileError> {
    make_folders_on(&RealDisk, path)
}

/// As [`make_folders`], on a given disk.
pub(crate) fn make_folders_on<D: Disk>(disk: &D, path: &Path) -> Result<(), FileError> {
    let made = missing_folders(disk, path)?;
    create_folders(disk, &made)?;
    sync_parents(disk, &made, &mut Vec::new())
}

/// Keeps a copy of a file's content beside it, before it is written in a newer format: `acme.ron.LABEL`, or
/// `acme.ron.LABEL-2` and so on where that name is taken by other content. Returns the copy's path.
pub fn back_up(path: &Path, bytes: &[u8], label: &str) -> Result<PathBuf, FileError> {
    let target = RealDisk.target(path).at(Step::Resolve, path)?;
    let mut number = 1;
    loop {
        let mut name = target.clone().into_os_string();
        name.push(if number == 1 { format!(".{label}") } else { format!(".{label}-{number}") });
        // The copy is ours: it is not written through a link that was put there.
        if Path::new(&name).is_symlink() {
            number += 1;
            continue;
        }
        match save(Path::new(&name), bytes, None) {
            Err(FileError::Changed { .. }) => number += 1,
            other => return other.map(|_| name.into()),
        }
    }
}

/// Removes what an interrupted save of this file left beside it. Only the holder of the lock may, since
/// another program's unfinished file looks the same. Returns how many were removed.
pub fn sweep(path: &Path, _held: &Lock) -> usize {
    let Ok(target) = RealDisk.target(path) else { return 0 };
    let Ok(entries) = folder_of(&target).read_dir() else { return 0 };
    let prefix = temp_prefix(&target);
    let is_ours = |name: &str| name.starts_with(&prefix) && name.ends_with(TEMP_SUFFIX);
    entries
        .flatten()
        .filter(|entry| entry.file_name().to_str().is_some_and(is_ours))
        .filter(|entry| std::fs::remove_file(entry.path()).is_ok())
        .count()
}

fn put<D: Disk>(
    disk: &D,
    path: &Path,
    bytes: &[u8],
    expected: Expected,
    cap: u64,
) -> Result<Saved, FileError> {
    check_size(bytes.len() as u64, cap, path)?;
    let target = disk.target(path).at(Step::Resolve, path)?;
    let folder = folder_of(&target);
    let made = missing_folders(disk, folder)?;
    create_folders(disk, &made)?;
    let old = disk.look(&target).at(Step::Inspect, &target)?;
    if let Some(meta) = &old {
        check_kind(meta, &target)?;
        disk.may_write(&target).at(Step::Open, &target)?;
    }
    let mut notices = Vec::new();
    let (temp, stamp) = write_beside(disk, &target, bytes, old.as_ref(), &mut notices)?;
    let exists = compare(disk, &target, &stamp, expected, cap)?;
    temp.rename(&target, exists)?;
    let flushed = flush(disk.sync_folder(folder), Step::SyncFolder, folder, &mut notices)
        .and_then(|()| sync_parents(disk, &made, &mut notices));
    match flushed {
        Ok(()) => Ok(Saved { stamp, notices }),
        Err(source) => Err(FileError::Unflushed { path: target, stamp: stamp.into(), source: source.into() }),
    }
}

/// A file being written; removed when dropped before it got its name.
struct Temp<'a, D: Disk> {
    disk: &'a D,
    path: PathBuf,
    named: bool,
}

impl<D: Disk> Temp<'_, D> {
    fn rename(mut self, target: &Path, exists: bool) -> Result<(), FileError> {
        let done = if exists {
            self.disk.rename(&self.path, target)
        } else {
            self.disk.rename_new(&self.path, target)
        };
        if matches!(&done, Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists) {
            return Err(FileError::Changed { path: target.to_path_buf(), change: Change::Appeared });
        }
        done.at(Step::Rename, target)?;
        self.named = true;
        Ok(())
    }
}

impl<D: Disk> Drop for Temp<'_, D> {
    fn drop(&mut self) {
        if !self.named {
            // The error that led here is the one to report; a left-over is swept at the next start.
            let _ = self.disk.remove(&self.path);
        }
    }
}

fn write_beside<'a, D: Disk>(
    disk: &'a D,
    target: &Path,
    bytes: &[u8],
    old: Option<&Metadata>,
    notices: &mut Vec<Notice>,
) -> Result<(Temp<'a, D>, Stamp), FileError> {
    let path = temp_path(target);
    let mode = old.map_or(NEW_FILE, |meta| meta.mode() & 0o777);
    let file = disk.create(&path, mode & 0o700).at(Step::Create, target)?;
    let temp = Temp { disk, path, named: false };
    if let Some(old) = old {
        keep_permissions(disk, &file, old, target, notices)?;
    }
    disk.write_all(&file, bytes).at(Step::Write, target)?;
    flush(disk.sync(&file), Step::Sync, target, notices)?;
    let meta = disk.measure(&file).at(Step::Inspect, target)?;
    Ok((temp, Stamp::of(bytes, &meta)))
}

/// The umask may have taken bits away, and a new file belongs to the group of its writer.
fn keep_permissions<D: Disk>(
    disk: &D,
    file: &File,
    old: &Metadata,
    target: &Path,
    notices: &mut Vec<Notice>,
) -> Result<(), FileError> {
    let new = disk.measure(file).at(Step::Inspect, target)?;
    let mut mode = old.mode() & 0o777;
    if old.gid() != new.gid() && disk.set_owner(file, None, Some(old.gid())).is_err() {
        mode = (mode & 0o707) | (((mode & 0o007) << 3) & mode);
        notices.push(Notice::GroupLost(target.to_path_buf()));
    }
    if old.uid() != new.uid() && disk.set_owner(file, Some(old.uid()), None).is_err() {
        notices.push(Notice::OwnerLost(target.to_path_buf()));
    }
    if old.nlink() > 1 {
        notices.push(Notice::LinkCut(target.to_path_buf()));
    }
    if new.mode() & 0o777 == mode {
        return Ok(());
    }
    disk.set_mode(file, mode).at(Step::Permit, target)
}

/// Whether the target exists, if it is what we expect.
fn compare<D: Disk>(
    disk: &D,
    target: &Path,
    ours: &Stamp,
    expected: Expected,
    cap: u64,
) -> Result<bool, FileError> {
    let found = disk.look(target).at(Step::Compare, target)?;
    let changed = |change| FileError::Changed { path: target.to_path_buf(), change };
    match (found, expected) {
        (None, Expected::Same(_)) => Err(changed(Change::Removed)),
        (None, _) => Ok(false),
        (Some(_), Expected::Anything) => Ok(true),
        (Some(meta), _) => {
            let foreign = disk_hash(disk, target, &meta, cap)?;
            match expected {
                _ if foreign == Some(ours.hash) => Ok(true),
                Expected::Same(stamp) if foreign == Some(stamp.hash) => Ok(true),
                Expected::Same(_) => Err(changed(Change::Rewritten)),
                _ => Err(changed(Change::Appeared)),
            }
        }
    }
}

/// The hash of what is on the disk; `None` if it is larger than anything we could have loaded.
fn disk_hash<D: Disk>(
    disk: &D,
    target: &Path,
    meta: &Metadata,
    cap: u64,
) -> Result<Option<[u8; 32]>, FileError> {
    check_kind(meta, target)?;
    if meta.len() > cap {
        return Ok(None);
    }
    let bytes = disk.read(target, cap).at(Step::Compare, target)?;
    Ok(Some(Sha256::digest(&bytes).into()))
}

/// The folders that are missing on the way to `folder`, outermost first.
fn missing_folders<D: Disk>(disk: &D, folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let mut missing = Vec::new();
    for part in folder.ancestors().filter(|part| !part.as_os_str().is_empty()) {
        if disk.look(part).at(Step::Inspect, part)?.is_some() {
            break;
        }
        missing.push(part.to_path_buf());
    }
    missing.reverse();
    Ok(missing)
}

fn create_folders<D: Disk>(disk: &D, folders: &[PathBuf]) -> Result<(), FileError> {
    for folder in folders {
        match disk.make_folder(folder) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            other => other.at(Step::MakeFolder, folder)?,
        }
    }
    Ok(())
}

fn sync_parents<D: Disk>(disk: &D, made: &[PathBuf], notices: &mut Vec<Notice>) -> Result<(), FileError> {
    for folder in made.iter().rev() {
        let parent = folder_of(folder);
        flush(disk.sync_folder(parent), Step::SyncFolder, parent, notices)?;
    }
    Ok(())
}

/// A file system that cannot flush is reported and no failure; nor is a folder that may be written to
/// but not opened.
fn flush(
    done: std::io::Result<()>,
    step: Step,
    path: &Path,
    notices: &mut Vec<Notice>,
) -> Result<(), FileError> {
    match done {
        Err(error)
            if cannot_sync(&error)
                || (step == Step::SyncFolder && error.kind() == std::io::ErrorKind::PermissionDenied) =>
        {
            notices.push(Notice::NotFlushed(path.to_path_buf()));
            Ok(())
        }
        other => other.at(step, path),
    }
}

fn check_kind(meta: &Metadata, path: &Path) -> Result<(), FileError> {
    if meta.is_file() { Ok(()) } else { Err(FileError::NotAFile { path: path.to_path_buf() }) }
}

fn check_size(size: u64, cap: u64, path: &Path) -> Result<(), FileError> {
    if size <= cap { Ok(()) } else { Err(FileError::TooLarge { path: path.to_path_buf(), size, cap }) }
}

fn temp_path(target: &Path) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let nonce = hex(&Sha256::digest(clock::stamp(clock::now()))[..4]);
    let name = format!("{}{}-{nonce}-{number}{TEMP_SUFFIX}", temp_prefix(target), process::id());
    folder_of(target).join(name)
}

/// Says whose it is without growing with the file's own name, which may already be as long as is allowed.
fn temp_prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default().as_encoded_bytes();
    format!("{TEMP_PREFIX}{}-", hex(&Sha256::digest(name)[..6]))
}

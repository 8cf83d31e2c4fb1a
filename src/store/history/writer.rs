//! Adding to a history: one write and one flush per record, and nothing half-written left behind.

use std::collections::HashSet;
use std::fs::File;
use std::io;
use std::marker::PhantomData;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use thiserror::Error;

use super::reading::{Reading, Seen, Torn, each};
use super::record::{Entry, Line, Record, line, now, start};
use crate::store::disk::{Disk, RealDisk, cannot_sync, folder_of};
use crate::store::error::{At, EXIT_INVALID, FileError, Step};
use crate::store::limits;
use crate::store::ron::{self, text::WriteFault};
use crate::store::save::{load_on, make_folders_on};

/// Why a record was not accepted. The history is as it was before.
#[derive(Debug, Error)]
pub enum AppendError {
    /// A step failed.
    #[error(transparent)]
    File(#[from] FileError),
    /// The edit cannot be written as RON.
    #[error(transparent)]
    Unwritable(#[from] WriteFault),
    /// The edit is larger than [`limits::RECORD`].
    #[error("an edit of {size} bytes, more than the {cap} that are accepted")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
        /// The largest accepted size in bytes.
        cap: usize,
    },
}

impl AppendError {
    /// The exit code of a command that ends with this error.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::File(error) => error.exit_code(),
            Self::Unwritable(_) | Self::TooLarge { .. } => EXIT_INVALID,
        }
    }
}

/// A history opened for a new session, and what was in it.
#[derive(Debug)]
pub struct OpenedHistory<E, D: Disk = RealDisk> {
    /// Adds records.
    pub writer: Writer<E, D>,
    /// What was in it before an unfinished record at its end was cut off.
    pub reading: Reading<E>,
}

/// One session's end of a history.
#[derive(Debug)]
pub struct Writer<E, D: Disk = RealDisk> {
    disk: D,
    path: PathBuf,
    file: File,
    session: String,
    by: String,
    seq: u64,
    previous: String,
    unclean: Option<Failed>,
    /// The id of the file that edits are made in, and the file it is a copy of, for the first record.
    of: (String, String),
    /// Whether the history had to be written anew under its name since that was last asked.
    anew: bool,
    edit: PhantomData<fn(E)>,
}

/// An append that failed: what comes after the accepted records may be a part of it.
#[derive(Debug)]
struct Failed {
    /// Where the accepted records end.
    at: u64,
    /// The record that was not accepted.
    bytes: Vec<u8>,
}

impl<E: Serialize + DeserializeOwned> Writer<E> {
    /// Opens or creates the history at `path` and begins a session. An unfinished record at its end, which
    /// was never accepted, is cut off; damaged ones stay for [`Reading::faults`] to tell about.
    ///
    /// `session` is a name of [`new_session`](super::new_session); one that is in the history goes on where
    /// it ended. Take the file's lock first: cutting must not meet another program's unfinished write.
    pub fn open(path: &Path, session: &str, by: &str) -> Result<OpenedHistory<E>, FileError> {
        Self::open_on(RealDisk, path, session, by)
    }

    /// The same with the records taken one by one and not kept.
    ///
    /// # Errors
    /// As [`Writer::open`].
    pub fn open_with(
        path: &Path,
        session: &str,
        by: &str,
        take: impl FnMut(Entry<E>),
    ) -> Result<(Self, Seen), FileError> {
        Self::begin(RealDisk, path, session, by, take)
    }
}

impl<E: Serialize + DeserializeOwned, D: Disk> Writer<E, D> {
    /// As [`Writer::open`], on a given disk.
    pub fn open_on(disk: D, path: &Path, session: &str, by: &str) -> Result<OpenedHistory<E, D>, FileError> {
        let mut entries = Vec::new();
        let (writer, seen) = Self::begin(disk, path, session, by, |entry| entries.push(entry))?;
        let Seen { faults, torn, .. } = seen;
        Ok(OpenedHistory { writer, reading: Reading { entries, faults, torn } })
    }

    fn begin(
        disk: D,
        path: &Path,
        session: &str,
        by: &str,
        mut take: impl FnMut(Entry<E>),
    ) -> Result<(Self, Seen), FileError> {
        let path = disk.target(path).at(Step::Resolve, path)?;
        let file = open_or_create(&disk, &path)?;
        let loaded = load_on(&disk, &path, limits::HISTORY)?;
        let (mut seq, mut previous) = (0, start());
        let seen = each(&loaded.bytes, |entry: Entry<E>| {
            if entry.record.session == session {
                seq = seq.max(entry.record.seq);
                previous.clone_from(&entry.hash);
            }
            take(entry);
        });
        repair_end(&disk, &file, &path, &loaded.bytes, seen.torn.as_ref())?;
        let (session, by, of) = (session.to_owned(), by.to_owned(), (String::new(), String::new()));
        let (unclean, anew, edit) = (None, false, PhantomData);
        let writer = Self { disk, path, file, session, by, seq, previous, unclean, of, anew, edit };
        Ok((writer, seen))
    }

    /// Adds an edit made now; once this returns, it is on the disk.
    pub fn append(&mut self, edit: E) -> Result<Record<E>, AppendError> {
        self.append_at(now(), edit)
    }

    /// Adds an edit made at a given moment, written as [`now`] writes it.
    ///
    /// # Errors
    /// The record was not accepted; the next append first removes what this one may have left.
    pub fn append_at(&mut self, at: String, edit: E) -> Result<Record<E>, AppendError> {
        let (by, session) = (self.by.clone(), self.session.clone());
        let (file, from) = self.of.clone();
        let record = Record { at, by, session, seq: self.seq + 1, file, from, edit };
        let (text, hash) = sealed(&self.previous, &record)?;
        self.put(text.as_bytes())?;
        self.seq = record.seq;
        self.previous = hash;
        self.of.1.clear();
        Ok(record)
    }

    /// Puts the id of the file into every record, and into the first one the name of the file it is a copy of.
    #[must_use]
    pub fn of_file(mut self, id: &str, from: &str) -> Self {
        self.of = (id.to_owned(), from.to_owned());
        self
    }

    /// The history has another name now, since its file has.
    pub fn lead_to(&mut self, path: &Path) {
        self.path = path.to_path_buf();
    }

    /// Makes sure that the name leads to what records are written to; where the file was removed or replaced,
    /// what is missing is written anew. Says whether that was so since the last time.
    ///
    /// # Errors
    /// It could not be looked at or written; the next append tries again.
    pub fn is_anew(&mut self) -> Result<bool, FileError> {
        self.keep_name()?;
        Ok(std::mem::take(&mut self.anew))
    }

    /// The session's name.
    pub fn session(&self) -> &str {
        &self.session
    }

    /// The hash of the newest record of this session; zeros before the first.
    pub fn head(&self) -> &str {
        &self.previous
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        self.keep_name()?;
        self.clean()?;
        let before = self.disk.measure(&self.file).at(Step::Inspect, &self.path)?.len();
        let written = self.disk.write_all(&self.file, bytes).at(Step::Write, &self.path);
        let done = written.and_then(|()| self.flush());
        if done.is_err() {
            self.unclean = Some(Failed { at: before, bytes: bytes.to_vec() });
            // If this fails too, the next append tries again before it writes.
            let _ = self.clean();
        }
        done
    }

    fn keep_name(&mut self) -> Result<(), FileError> {
        let held = self.disk.measure(&self.file).at(Step::Inspect, &self.path)?;
        let named = self.disk.look(&self.path).at(Step::Inspect, &self.path)?;
        if named.is_some_and(|named| (named.ino(), named.dev()) == (held.ino(), held.dev())) {
            return Ok(());
        }
        let mut known = vec![0; usize::try_from(held.len()).unwrap_or_default()];
        self.disk.read_at(&self.file, &mut known, 0).at(Step::Read, &self.path)?;
        self.write_anew(&known)
    }

    /// Opens what the name leads to now. Where nothing is, everything comes back; a version that was put there
    /// only gets the records of this session, since the others were theirs to choose.
    fn write_anew(&mut self, known: &[u8]) -> Result<(), FileError> {
        let path = self.disk.target(&self.path).at(Step::Resolve, &self.path)?;
        let file = open_or_create(&self.disk, &path)?;
        let found = load_on(&self.disk, &path, limits::HISTORY)?.bytes;
        repair_end(&self.disk, &file, &path, &found, each::<IgnoredAny>(&found, drop).torn.as_ref())?;
        let session = if found.is_empty() { "" } else { self.session.as_str() };
        let missing = lacking(known, &found, session);
        if !missing.is_empty() {
            self.disk.write_all(&file, &missing).at(Step::Write, &path)?;
        }
        (self.path, self.file, self.unclean) = (path, file, None);
        self.anew = true;
        self.flush()
    }

    fn flush(&mut self) -> Result<(), FileError> {
        match self.disk.sync_data(&self.file) {
            Err(error) if cannot_sync(&error) => Ok(()),
            other => other.at(Step::Sync, &self.path),
        }
    }

    /// Cuts off what a failed append left. Nothing is added before that is done: a record behind half a record
    /// would be lost with it.
    fn clean(&mut self) -> Result<(), FileError> {
        let Some(failed) = &self.unclean else { return Ok(()) };
        if self.is_our_rest(failed)? {
            self.disk.truncate(&self.file, failed.at).at(Step::Truncate, &self.path)?;
        }
        self.unclean = None;
        Ok(())
    }

    /// Whether everything behind the accepted records is the beginning of the record we failed to write: without
    /// locks another session may have written there, and its records are not ours to cut.
    fn is_our_rest(&self, failed: &Failed) -> Result<bool, FileError> {
        let length = self.disk.measure(&self.file).at(Step::Inspect, &self.path)?.len();
        let rest = length.checked_sub(failed.at).and_then(|rest| usize::try_from(rest).ok());
        let Some(rest) = rest.filter(|rest| (1..=failed.bytes.len()).contains(rest)) else {
            return Ok(false);
        };
        let mut found = vec![0; rest];
        self.disk.read_at(&self.file, &mut found, failed.at).at(Step::Read, &self.path)?;
        Ok(failed.bytes.starts_with(&found))
    }
}

/// The line of a record with its hash.
pub(super) fn sealed<E: Serialize>(
    previous: &str,
    record: &Record<E>,
) -> Result<(String, String), AppendError> {
    let (text, hash) = line(previous, &ron::text::write_line(record)?);
    if text.len() > limits::RECORD {
        return Err(AppendError::TooLarge { size: text.len(), cap: limits::RECORD });
    }
    Ok((text, hash))
}

/// The whole records of a history that another one lacks, of one session or (empty) of all.
fn lacking(known: &[u8], found: &[u8], session: &str) -> Vec<u8> {
    fn lines(bytes: &[u8]) -> impl Iterator<Item = (Line<'_>, &[u8])> {
        let whole = bytes.split_inclusive(|byte| *byte == b'\n');
        whole.filter_map(|line| Some((Line::split(line.strip_suffix(b"\n")?)?, line)))
    }
    let there: HashSet<&str> = lines(found).map(|(line, _)| line.hash).collect();
    let is_of = |line: &Line| {
        let record = ron::text::parse::<Record<IgnoredAny>>(line.payload);
        session.is_empty() || record.is_ok_and(|record| record.session == session)
    };
    let missing = lines(known).filter(|(line, _)| !there.contains(line.hash) && is_of(line));
    missing.flat_map(|(_, line)| line).copied().collect()
}

/// Opens the file, or creates it for its owner only and flushes the folder it is named in.
fn open_or_create<D: Disk>(disk: &D, path: &Path) -> Result<File, FileError> {
    if disk.look(path).at(Step::Inspect, path)?.is_none() {
        let folder = folder_of(path);
        make_folders_on(disk, folder)?;
        match disk.create(path, 0o600) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => drop(other.at(Step::Create, path)?),
        }
        match disk.sync_folder(folder) {
            Err(error) if cannot_sync(&error) => {}
            other => other.at(Step::SyncFolder, folder)?,
        }
    }
    let file = disk.open_append(path).at(Step::Open, path)?;
    if !disk.measure(&file).at(Step::Inspect, path)?.is_file() {
        return Err(FileError::NotAFile { path: path.to_path_buf() });
    }
    Ok(file)
}

/// Makes the file end with a line break: an unfinished record is cut off, a whole one gets its break.
fn repair_end<D: Disk>(
    disk: &D,
    file: &File,
    path: &Path,
    bytes: &[u8],
    torn: Option<&Torn>,
) -> Result<(), FileError> {
    if let Some(torn) = torn {
        return disk.truncate(file, torn.offset as u64).at(Step::Truncate, path);
    }
    let last = bytes.split(|byte| *byte == b'\n').next_back().unwrap_or_default();
    if last.is_empty() || Line::split(last).is_none() {
        return Ok(());
    }
    disk.write_all(file, b"\n").at(Step::Write, path)
}

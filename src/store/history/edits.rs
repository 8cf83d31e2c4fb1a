//! A history of an assessment as edits, and the files around it.

use std::collections::HashSet;
use std::path::Path;

use super::place::{EXTENSION, found, newest_record};
use super::reading::{Reading, RecordFault, Seen, each, read};
use super::record::{Entry, Line, Record};
use crate::domain::assessment::Assessment;
use crate::domain::change::Change;
use crate::domain::past::{Dated, LookBack, without};
use crate::store::disk::RealDisk;
use crate::store::error::FileError;
use crate::store::file_format::ChangeRecord;
use crate::store::limits;
use crate::store::save::load_on;

impl Reading<ChangeRecord> {
    /// The records as edits, in file order, each change of several by itself. Those this program does not know
    /// are left out.
    pub fn edits(&self) -> Vec<Dated> {
        self.known().map(|(_, edit)| edit).collect()
    }

    /// The same with their records.
    pub fn known(&self) -> impl Iterator<Item = (&Entry<ChangeRecord>, Dated)> {
        let known = |entry: &Entry<ChangeRecord>| dated(entry.record.clone());
        self.entries.iter().flat_map(move |entry| known(entry).map(move |edit| (entry, edit)))
    }

    /// The values before everything that the other history does not have, as far as this one knows; the same
    /// history on both sides gives the values themselves.
    pub fn before_parting(&self, other: &Self, values: &Assessment) -> Assessment {
        let shared: HashSet<&str> = other.entries.iter().map(|entry| entry.hash.as_str()).collect();
        let (own, edits): (Vec<bool>, Vec<Dated>) =
            self.known().map(|(entry, edit)| (!shared.contains(entry.hash.as_str()), edit)).unzip();
        without(&edits, values, |at, _| own[at]).0
    }
}

/// A record as edits, each change of several by itself; none if this program does not know it.
pub fn dated(record: Record<ChangeRecord>) -> impl Iterator<Item = Dated> {
    let Record { at, by, edit, .. } = record;
    let parts = match Change::try_from(edit) {
        Ok(Change::Several(parts)) => parts,
        Ok(change) => vec![change],
        Err(_) => Vec::new(),
    };
    parts.into_iter().map(move |change| Dated { at: at.clone(), by: by.clone(), change })
}

/// What the history of a file has to add to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ahead {
    /// Nothing: the file holds what the history ends with, or has none.
    Nothing,
    /// Accepted edits that a crash or a full disk kept out of the file; applied in their order they fit.
    Edits(Vec<Dated>),
    /// So many edits, but the file is not simply what the history made of it up to some moment: a person has put
    /// another file there, or has not wanted them yet. That is for a person to say, in the workbench.
    Unclear(usize),
    /// It cannot be said, since the history is not as it was written; this record is the first one altered.
    Altered(RecordFault),
    /// The history is that of another file, by the ids in its records.
    Foreign,
}

/// Compares a file's values with its history. Where the newest record is in the file nothing else is read:
/// the file is always written as a whole, after the history. (An older edit that was put off in the workbench
/// is asked about there.)
///
/// # Errors
/// The history is there and cannot be read.
pub fn ahead_of(file: &Path, values: &Assessment) -> Result<Ahead, FileError> {
    let newest = newest_change(&found(file), &values.file_id);
    if newest.is_some_and(|change| change.holds(values)) {
        return Ok(Ahead::Nothing);
    }
    let mut back = LookBack::new(values);
    let seen = each_edit(file, |edit| back.take(edit))?;
    if let Err(fault) = seen.verify() {
        return Ok(Ahead::Altered(fault));
    }
    if !seen.is_of(&values.file_id) {
        return Ok(Ahead::Foreign);
    }
    let past = back.finish();
    Ok(match (past.missing.len(), past.is_interrupted) {
        (0, _) => Ahead::Nothing,
        (_, true) => Ahead::Edits(past.missing),
        (count, false) => Ahead::Unclear(count),
    })
}

/// The edit of the last record, if it can be had cheaply and is whole, and was made in this file.
fn newest_change(history: &Path, id: &str) -> Option<Change> {
    let record = newest_record::<ChangeRecord>(history)?;
    let is_ours = id.is_empty() || record.file.is_empty() || record.file == id;
    is_ours.then(|| Change::try_from(record.edit).ok()).flatten()
}

/// Reads the history of an assessment; an empty one where there is none.
///
/// # Errors
/// It is there and cannot be read.
pub fn of_assessment(file: &Path) -> Result<Reading<ChangeRecord>, FileError> {
    Ok(read(&bytes_of(file)?))
}

/// Takes the edits of an assessment's history one by one, in its order.
///
/// # Errors
/// It is there and cannot be read.
pub fn each_edit(file: &Path, mut take: impl FnMut(Dated)) -> Result<Seen, FileError> {
    Ok(each(&bytes_of(file)?, |entry: Entry<ChangeRecord>| dated(entry.record).for_each(&mut take)))
}

/// The bytes of an assessment's history; none where there is no history.
///
/// # Errors
/// It is there and cannot be read.
pub fn bytes_of(file: &Path) -> Result<Vec<u8>, FileError> {
    match load_on(&RealDisk, &found(file), limits::HISTORY) {
        Err(error) if error.is_missing() => Ok(Vec::new()),
        other => Ok(other?.bytes),
    }
}

/// The bytes of the history that a file is, and not the one beside it; nothing for any other file, or one that is not
/// there.
///
/// # Errors
/// It cannot be read.
pub fn if_one(file: &Path) -> Result<Option<Vec<u8>>, FileError> {
    // The first line says which it is. Only a named history is read when it is damaged there.
    let named = file.extension().is_some_and(|extension| extension == EXTENSION);
    match load_on(&RealDisk, file, limits::HISTORY) {
        Err(FileError::NotAFile { .. }) => Ok(None),
        Err(error) if error.is_missing() => Ok(None),
        Ok(loaded) => {
            let first = loaded.bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
            let is_one =
                Line::split(first).is_some() || (named && first.first().is_some_and(u8::is_ascii_digit));
            Ok(is_one.then_some(loaded.bytes))
        }
        Err(error) => Err(error),
    }
}

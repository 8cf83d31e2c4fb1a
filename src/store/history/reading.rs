//! Reading a history: every record that is whole, and everything that is wrong with the others.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;

use super::record::{Entry, Line, Record, start};
use crate::store::ron;

/// What is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("record {number}: {kind}")]
pub struct RecordFault {
    /// The line of the record, from 1.
    pub number: usize,
    /// What is wrong.
    pub kind: FaultKind,
}

/// The ways in which a record can be wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// Length or hash do not fit the content: it was damaged or altered.
    #[error("damaged or altered")]
    Damaged,
    /// It is whole, but its payload is none that this version knows.
    #[error("not understood: {0}")]
    Unreadable(String),
    /// It is whole, but the next record of its session was written after another one.
    #[error("altered and sealed again: record {0} was written after another one")]
    Resealed(usize),
    /// Records of its session before it are gone, or are there twice.
    #[error("follows number {last} of its session, but is number {seq}")]
    OutOfOrder {
        /// The number before it in the file; 0 for none.
        last: u64,
        /// Its own number.
        seq: u64,
    },
}

/// An unfinished record at the end, as a crash leaves it; it was never accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Torn {
    /// Where it begins, in bytes.
    pub offset: usize,
    /// How long it is, in bytes.
    pub length: usize,
}

/// What there is to know of a history after its records were taken one by one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// Everything that is wrong, in file order.
    pub faults: Vec<RecordFault>,
    /// The unfinished record at the end, if there is one.
    pub torn: Option<Torn>,
    /// How many records could be read.
    pub records: usize,
    /// The hash of the last of them; empty if there is none.
    pub last: String,
    /// The ids of the files that they were made in.
    pub files: BTreeSet<String>,
}

impl Seen {
    /// Names the first altered, damaged or missing record.
    pub fn verify(&self) -> Result<(), RecordFault> {
        first_of(&self.faults)
    }

    /// Whether the history may be that of a file with this id: older records have none, and a merge unites those of two.
    pub fn is_of(&self, id: &str) -> bool {
        id.is_empty() || self.files.is_empty() || self.files.contains(id)
    }
}

fn first_of(faults: &[RecordFault]) -> Result<(), RecordFault> {
    faults.iter().min_by_key(|fault| fault.number).cloned().map_or(Ok(()), Err)
}

/// A history as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<E> {
    /// The whole records, in file order.
    pub entries: Vec<Entry<E>>,
    /// Everything that is wrong, in file order.
    pub faults: Vec<RecordFault>,
    /// The unfinished record at the end, if there is one.
    pub torn: Option<Torn>,
}

impl<E> Reading<E> {
    /// The records before the first fault: what may be replayed without inventing anything.
    pub fn sound(&self) -> &[Entry<E>] {
        let first = self.faults.iter().map(|fault| fault.number).min().unwrap_or(usize::MAX);
        let end = self.entries.partition_point(|entry| entry.number < first);
        &self.entries[..end]
    }

    /// Names the first altered, damaged or missing record.
    pub fn verify(&self) -> Result<(), RecordFault> {
        first_of(&self.faults)
    }

    /// The newest hash of a session; kept elsewhere, it shows when records were cut off the end.
    pub fn head(&self, session: &str) -> Option<&str> {
        let of_session = |entry: &&Entry<E>| entry.record.session == session;
        self.entries.iter().rev().find(of_session).map(|entry| entry.hash.as_str())
    }
}

/// Reads a history. Never fails: what is wrong is part of the answer.
pub fn read<E: DeserializeOwned>(bytes: &[u8]) -> Reading<E> {
    let mut entries = Vec::new();
    let Seen { faults, torn, .. } = each(bytes, |entry| entries.push(entry));
    Reading { entries, faults, torn }
}

/// Reads a history record by record, in file order, and keeps none of them: a long one takes many times its size
/// otherwise.
pub fn each<E: DeserializeOwned>(bytes: &[u8], take: impl FnMut(Entry<E>)) -> Seen {
    let mut reader = Reader { take, seen: Seen::default(), chains: BTreeMap::new() };
    let mut offset = 0;
    for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let torn = Torn { offset, length: line.len() };
        match line.strip_suffix(b"\n") {
            Some(_) if is_unwritten(bytes, offset, line) => reader.seen.torn = Some(torn),
            Some(whole) => reader.take(index + 1, whole),
            // Only the line break is missing: the record itself was written to its end.
            None if Line::split(line).is_some() => reader.take(index + 1, line),
            None => reader.seen.torn = Some(torn),
        }
        offset += line.len();
    }
    reader.seen.faults.sort_by_key(|fault| fault.number);
    reader.seen
}

/// What a disk writes at once.
const SECTOR: usize = 512;

/// Whether the line at `offset` is the last one and lacks a sector, as a power cut leaves it: its length and its end
/// came to the disk, a part of it did not and is zeros. It was never accepted.
pub(super) fn is_unwritten(bytes: &[u8], offset: usize, line: &[u8]) -> bool {
    if offset + line.len() != bytes.len() {
        return false;
    }
    let (first, rest) = line.split_at(line.len().min(SECTOR - offset % SECTOR));
    std::iter::once(first).chain(rest.chunks(SECTOR)).any(|part| part.iter().all(|byte| *byte == 0))
}

/// The last record of a session so far.
struct Chain {
    number: usize,
    seq: u64,
    hash: String,
}

struct Reader<T> {
    take: T,
    seen: Seen,
    chains: BTreeMap<String, Chain>,
}

impl<T> Reader<T> {
    fn take<E: DeserializeOwned>(&mut self, number: usize, line: &[u8])
    where
        T: FnMut(Entry<E>),
    {
        let Some(line) = Line::split(line) else {
            self.seen.faults.push(RecordFault { number, kind: FaultKind::Damaged });
            return;
        };
        match ron::text::parse::<Record<E>>(line.payload) {
            Ok(record) => {
                self.link(number, &line, &record);
                (self.take)(Entry { number, hash: line.hash.to_owned(), record });
            }
            Err(fault) => {
                let kind = FaultKind::Unreadable(fault.to_string());
                self.seen.faults.push(RecordFault { number, kind });
            }
        }
    }

    fn link<E>(&mut self, number: usize, line: &Line, record: &Record<E>) {
        let chain = Chain { number, seq: record.seq, hash: line.hash.to_owned() };
        let last = self.chains.insert(record.session.clone(), chain);
        self.seen.faults.extend(link_fault(last.as_ref(), number, line.previous, record.seq));
        self.seen.records += 1;
        self.seen.last.clear();
        self.seen.last.push_str(line.hash);
        if !record.file.is_empty() && !self.seen.files.contains(&record.file) {
            self.seen.files.insert(record.file.clone());
        }
    }
}

fn link_fault(last: Option<&Chain>, number: usize, previous: &str, seq: u64) -> Option<RecordFault> {
    let (last_seq, last_hash) = last.map_or((0, start()), |chain| (chain.seq, chain.hash.clone()));
    if last_seq.checked_add(1) != Some(seq) {
        return Some(RecordFault { number, kind: FaultKind::OutOfOrder { last: last_seq, seq } });
    }
    if previous == last_hash {
        return None;
    }
    // The numbers are consecutive, so the one before was exchanged: it is the one to name.
    let suspect = last.map_or(number, |chain| chain.number);
    Some(RecordFault { number: suspect, kind: FaultKind::Resealed(number) })
}

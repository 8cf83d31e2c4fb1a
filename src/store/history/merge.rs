//! Two histories of one file become one: the union of their records.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::de::IgnoredAny;

use super::reading::{FaultKind, RecordFault, is_unwritten};
use super::record::{Line, Record, new_session, now, start};
use super::writer::{AppendError, sealed};
use crate::store::ron;

/// Unites two histories: every record of either once, each session in its own order, sessions side by side
/// in the order of time. The result is the same whichever comes first.
///
/// # Errors
/// The first damaged or unreadable record of either; an unfinished one at the end is left out.
pub fn merge(ours: &[u8], theirs: &[u8]) -> Result<Vec<u8>, RecordFault> {
    let mut sessions: BTreeMap<String, BTreeSet<Placed>> = BTreeMap::new();
    for bytes in [ours, theirs] {
        for placed in records(bytes)? {
            sessions.entry(placed.session.clone()).or_default().insert(placed);
        }
    }
    Ok(interleave(sessions))
}

/// A history with the edits of one more session at its end.
///
/// # Errors
/// An edit is too large or cannot be written.
pub fn extended<E: Serialize>(
    mut bytes: Vec<u8>,
    by: &str,
    file: &str,
    edits: impl IntoIterator<Item = E>,
) -> Result<Vec<u8>, AppendError> {
    let (session, at) = (new_session(), now());
    let mut previous = start();
    for (number, edit) in (1..).zip(edits) {
        let (by, session, at, file) = (by.to_owned(), session.clone(), at.clone(), file.to_owned());
        let record = Record { at, by, session, seq: number, file, from: String::new(), edit };
        let (text, hash) = sealed(&previous, &record)?;
        bytes.extend_from_slice(text.as_bytes());
        previous = hash;
    }
    Ok(bytes)
}

/// A record's line with what decides its place; compared by number first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Placed {
    seq: u64,
    at: String,
    session: String,
    line: Vec<u8>,
}

fn records(bytes: &[u8]) -> Result<Vec<Placed>, RecordFault> {
    let mut placed = Vec::new();
    let mut offset = 0;
    for (index, raw) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let whole = raw.strip_suffix(b"\n");
        match Line::split(whole.unwrap_or(raw)) {
            Some(line) => placed.push(place(index + 1, &line)?),
            None if whole.is_none() || is_unwritten(bytes, offset, raw) => {}
            None => return Err(RecordFault { number: index + 1, kind: FaultKind::Damaged }),
        }
        offset += raw.len();
    }
    Ok(placed)
}

fn place(number: usize, line: &Line) -> Result<Placed, RecordFault> {
    let unreadable =
        |fault: ron::hint::RonFault| RecordFault { number, kind: FaultKind::Unreadable(fault.to_string()) };
    let record: Record<IgnoredAny> = ron::text::parse(line.payload).map_err(unreadable)?;
    let line = super::record::line(line.previous, line.payload).0.into_bytes();
    Ok(Placed { seq: record.seq, at: record.at, session: record.session, line })
}

/// A clock may run backward within a session, so a record counts as no earlier than those before it.
fn interleave(sessions: BTreeMap<String, BTreeSet<Placed>>) -> Vec<u8> {
    let mut all = Vec::new();
    for (session, records) in sessions {
        let mut latest = String::new();
        for (index, record) in records.into_iter().enumerate() {
            latest = latest.max(record.at);
            all.push((latest.clone(), session.clone(), index, record.line));
        }
    }
    all.sort();
    all.into_iter().flat_map(|(.., line)| line).collect()
}

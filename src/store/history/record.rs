//! One record of a history: its values, its line in the file, and the hash that seals it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::store::stamp::hex;
use crate::store::{clock, file_id, limits};

/// Hexadecimal digits of a hash in the file: the first 16 bytes of SHA-256.
const HASH: usize = 32;

/// One accepted edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record<E> {
    /// When, UTC, as [`now`] writes it (fixed width, so that text order is time order).
    pub at: String,
    /// Who.
    pub by: String,
    /// The session it belongs to.
    pub session: String,
    /// Its number in the session, from 1.
    pub seq: u64,
    /// The id of the file it was made in; empty in records of older programs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// In the first record of a history: the name of the file that its file is a copy of, if it is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// What was changed.
    pub edit: E,
}

/// A record and its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<E> {
    /// Its line in the file, from 1.
    pub number: usize,
    /// Its hash.
    pub hash: String,
    /// The record.
    pub record: Record<E>,
}

/// The present moment as records carry it: UTC, microseconds, fixed width.
pub fn now() -> String {
    clock::stamp(clock::now())
}

/// A name for a session that no other session has: 16 hexadecimal digits.
pub fn new_session() -> String {
    file_id::unique()
}

/// A line whose length and hash fit its content.
pub(super) struct Line<'a> {
    pub(super) hash: &'a str,
    pub(super) previous: &'a str,
    pub(super) payload: &'a str,
}

impl<'a> Line<'a> {
    /// Takes a line apart; nothing if it was damaged or altered.
    pub(super) fn split(line: &'a [u8]) -> Option<Self> {
        if line.len() > limits::RECORD {
            return None;
        }
        let mut parts = std::str::from_utf8(line).ok()?.splitn(4, ' ');
        let (length, hash, previous, payload) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let fits = length == payload.len().to_string() && hash == seal(previous, payload);
        (fits && previous.len() == HASH).then_some(Self { hash, previous, payload })
    }
}

/// The previous hash of the first record of a session.
pub(super) fn start() -> String {
    "0".repeat(HASH)
}

fn seal(previous: &str, payload: &str) -> String {
    let digest = Sha256::digest(format!("{previous} {payload}"));
    hex(&digest[..HASH / 2])
}

/// A record's line with its line break, and its hash.
pub(super) fn line(previous: &str, payload: &str) -> (String, String) {
    let hash = seal(previous, payload);
    (format!("{} {hash} {previous} {payload}\n", payload.len()), hash)
}

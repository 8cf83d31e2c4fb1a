//! The id of a file: 16 hexadecimal digits in its header, given once and kept by its copies. By it a history and a
//! sheet know which file they belong to, under any name and for any organisation.

use std::hash::{BuildHasher, RandomState};

use sha2::{Digest, Sha256};

use super::clock;
use super::stamp::hex;

/// Bytes of an id.
const BYTES: usize = 8;

/// An id that nothing else has: machine, process, moment and chance of the system, hashed.
pub fn unique() -> String {
    let host = rustix::system::uname();
    let chance = RandomState::new().hash_one(std::process::id());
    let text =
        format!("{:?} {} {} {chance}", host.nodename(), std::process::id(), clock::stamp(clock::now()));
    hex(&Sha256::digest(text)[..BYTES])
}

/// Whether a text is such an id.
pub fn is_one(text: &str) -> bool {
    text.len() == 2 * BYTES && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The id of a file that is older than ids, by the first session of its history.
pub(crate) fn of_session(session: &str) -> String {
    hex(&Sha256::digest(format!("file of {session}"))[..BYTES])
}

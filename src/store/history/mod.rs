//! The history beside a file: every accepted edit as one line, flushed before it counts.
//!
//! A line is `LENGTH HASH PREVIOUS PAYLOAD`: the payload's length in bytes, the hash of this record, the hash
//! of the previous record of the same session (zeros for its first), and a [`Record`] as RON. The hash covers
//! the previous hash and the payload, so each session is a chain of its own: histories of two people merge
//! by union, and an altered record shows. A chain proves order and wholeness, not authorship: one who
//! rewrites a session to its end leaves no trace here, and records cut off the end leave none either unless
//! [`Reading::head`] is kept elsewhere.

mod edits;
mod merge;
mod place;
mod reading;
mod record;
mod writer;

pub use edits::{Ahead, ahead_of, bytes_of, dated, each_edit, if_one, of_assessment};
pub use merge::{extended, merge};
pub use place::{
    Claimed, claim, found, give_id, is_companion, names, namesake, owner_of, path_of, set_aside, set_aside_on,
};
pub use reading::{FaultKind, Reading, RecordFault, Seen, Torn, each, read};
pub use record::{Entry, Record, new_session, now};
pub use writer::{AppendError, OpenedHistory, Writer};

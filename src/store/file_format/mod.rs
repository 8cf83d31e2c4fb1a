//! The form of an assessment in its file: types of its own, apart from the domain's, so that a rename in the
//! code never breaks a user's file.
//!
//! Writing goes `Assessment -> AssessmentFile -> text` and leaves out what is empty or usual; reading goes
//! back, and collects every fault instead of stopping at the first or guessing. Enumerations are words by
//! table, dates are texts, and an unknown key is an error.
//!
//! What has several shapes is one text with its shape in front: an item is `member:1-2-1/ceh`,
//! `equivalent:Q-01` or `unlisted:…`, a party `person:P-01` or `outside:…`, an expiry a date or `never:…` and
//! the reason. An empty reference is not filled in yet, and no fault; one to a missing entry is.

mod against;
mod change;
mod document;
mod facts;
mod fault;
mod integrity;
mod reader;
mod stored;
mod words;
mod write;

pub(crate) use against::against;
pub use change::{ChangeRecord, NotAChange, Note};
pub use document::{AssessmentFile, FORMAT};
pub use fault::unfit_in;
pub(crate) use fault::{ContentFault, MOST, Problem, masked, shown};

//! Forms: one engine for every register, fed with the descriptions of [`crate::report::fields`].
//!
//! A form is a stack of levels: a person, and in it one of the person's certificates. Typed text stays as it
//! was typed until it can be read, so nothing is lost to an error; rows go into the assessment as one change.

mod accept;
pub mod asks;
pub mod chooser;
mod draw;
mod keys;
mod level;
pub(crate) mod lines;
pub mod lookup;
mod naming;
pub mod options;
mod preview;
mod reading;
mod state;

pub use state::{Form, FormPurpose, fresh};

//! Forms: one engine for every register, fed with the descriptions of [`crate::report::fields`].
//!
//! A form is a stack of levels: a person, and in it one of the person's certificates. Typed text stays as it
//! was typed until it can be read, so nothing is lost to an error; rows go into the assessment as one change.

pub mod accept;
mod ahead;
pub mod asks;
pub mod chooser;
mod draw;
mod former;
mod keys;
pub mod layer;
pub(crate) mod lines;
pub mod naming;
pub mod options;
pub mod scene;
mod state;

pub use state::{Form, Purpose, fresh};

//! The one place that decides how many terminal cells text takes.
//!
//! Wrapping, truncation, alignment, the caret, hit tests and drawing all ask here, because the libraries
//! below disagree with terminals (and with each other) about halfwidth marks, emoji and ambiguous
//! characters. Text is taken apart into [`Unit`]s: what one press of an arrow key passes, and what one
//! buffer cell holds.

mod fit;
mod measure;
mod put;

pub use fit::{byte_at, column_of, ellipsis, right_aligned, truncate};
pub use measure::{
    Ambiguous, Kana, Unit, boundaries, is_certain, is_rule, next_boundary, previous_boundary, settled_width,
    shown, units, width,
};
pub use put::{blank, put, repeat};

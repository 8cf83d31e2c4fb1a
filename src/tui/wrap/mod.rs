//! Line breaking as Japanese readers expect it.
//!
//! Opportunities come from UAX #14 at its strict setting; lines are filled by cells. Small kana, `ー`, `々`,
//! closing brackets and `、。` never start a line, opening brackets never end one, spaces at a line's end
//! hang over its edge.

mod breaks;
mod kept;

pub use breaks::{WrappedLine, wrap};
pub use kept::wrap_strings;

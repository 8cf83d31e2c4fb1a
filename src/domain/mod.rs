//! The criteria, the registers and the verdicts: pure values and functions.

pub mod lint;
pub mod pack;
pub mod reference;
pub mod rule;
pub mod text;
pub mod verdict;

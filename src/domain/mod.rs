//! The criteria, the registers and the verdicts: pure values and functions.

pub mod assessment;
pub mod change;
pub mod clean;
pub mod date;
pub mod evaluate;
pub mod gap;
pub mod lint;
pub mod pack;
pub mod reference;
pub mod register;
pub mod review;
pub mod rule;
pub mod text;
pub mod verdict;

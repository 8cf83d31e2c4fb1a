//! The criteria, the registers and the verdicts: pure values and functions.

pub mod clean;

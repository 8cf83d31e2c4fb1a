//! The criteria, the registers and the verdicts: pure values and functions.

pub mod assessment;
pub mod carriers;
pub mod change;
pub mod clean;
pub mod date;
pub mod evaluate;
pub mod examine;
pub mod flip;
pub mod forecast;
pub mod gap;
pub mod lint;
pub mod merge;
pub mod pack;
pub mod past;
pub mod plan;
pub mod proof;
pub mod reference;
pub mod register;
pub mod review;
pub mod rule;
pub mod scenario;
pub mod step_note;
pub mod text;
pub mod verdict;
pub mod what_if;

//! The criteria, the registers and the verdicts: pure values and functions.
//!
//! From the ground up:
//!
//! * values: [`date`], [`text`], [`verdict`], [`name`], [`clean`], [`zone`];
//! * the criteria: [`rule`], [`mod@reference`], [`pack`], [`lint`] of packs, [`listed`] names;
//! * what an organisation says: [`register`], [`assessment`], [`signer`], and edits of them: [`change`], [`merge`], [`past`];
//! * verdicts: [`evaluate`], [`flip`], [`gap`];
//! * what follows from verdicts: [`proof`], [`plan`], [`review`], [`forecast`], [`carriers`], [`what_if`], [`examine`],
//!   [`evidence`] and its files.
//!
//! Not here: sentences (`report`), files, clocks and the environment (`store`), anything about a terminal (`tui`). A function
//! here gets the day and the time zone that it needs.

pub mod app;
pub mod assessment;
pub mod carriers;
pub mod change;
pub mod circle;
pub mod clean;
pub mod date;
pub mod evaluate;
pub mod evidence;
pub mod examine;
pub mod flip;
pub mod forecast;
pub mod gap;
pub mod grid;
pub mod lint;
pub mod listed;
pub mod merge;
pub mod name;
pub mod origin;
pub mod pack;
pub mod past;
pub mod plan;
pub mod proof;
pub mod reference;
pub mod register;
pub mod review;
pub mod rule;
pub mod signer;
pub mod step_note;
pub mod taken_in;
pub mod text;
pub mod typed_date;
pub mod upkeep;
pub mod verdict;
pub mod waiting;
pub mod what_if;
pub mod zone;

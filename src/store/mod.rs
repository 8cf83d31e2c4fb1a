//! Everything that touches files: safe saving, locks, histories, places, and RON as text.
//!
//! * [`save`] writes a file so that a crash leaves the old or the new one, and never overwrites
//!   another program's change; [`disk`] holds the system calls it is made of.
//! * [`backups`] keeps the last good versions of a file for the day it is found damaged.
//! * [`lock`] says who is working on a file.
//! * [`history`] keeps every accepted edit in an append-only file beside it.
//! * [`ron`] turns values into RON that people can read, and says where and why text is not RON.
//! * [`places`], [`recent`], [`settings`] and [`root`] know where files are and which names are allowed;
//!   [`file_access`] holds what one process may do at all; [`save_failure`] says what went wrong in a few words;
//!   [`stamp`] recognises a file as the one that was read.
//! * [`packs`] finds questionnaires and reference lists, and lints them.
//!
//! * [`file_id`] gives a file the id that its copies, its history and its sheets know it by.
//! * [`assessment`] opens and saves an assessment; [`file_format`] is the form it has in its file and its history.
//!
//! * [`git`] asks git about a file that it could not merge.
//! * [`spreadsheet`] writes tables as CSV and XLSX and reads CSV of any program.
//!
//! * [`evidence`] reads the files that evidence points to.
//! * [`foreign`] knows files that are neither, for a sentence about what they are.
//!
//! Errors of the disk say what happened, on which path and in which step; faults of content say where they
//! are and how to correct them, in both languages.

pub mod assessment;
pub mod backups;
pub mod clock;
pub mod disk;
pub mod error;
pub mod evidence;
pub mod file_access;
pub mod file_format;
pub mod file_id;
mod foreign;
pub mod git;
pub mod history;
pub mod limits;
pub mod lock;
pub mod login;
pub mod packs;
pub mod places;
pub mod recent;
pub mod ron;
pub mod root;
pub mod sample;
pub mod save;
pub mod save_failure;
pub mod settings;
pub mod spreadsheet;
pub mod stamp;

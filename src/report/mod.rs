//! Findings as text, Markdown and JSON, in both languages.
//!
//! * words: [`words`] for verdicts, registers and answers, [`fields`] for facts, [`grounds`] for reasons;
//! * reports, one folder or file each: [`gap`], [`why`], [`plan`], [`forecast`], [`review`], [`carriers`], [`what_if`],
//!   [`examine`], [`evidence`], [`difference`], [`merging`], [`calendar`], [`lint`];
//! * [`tables`] for spreadsheets, out and in; [`entry`] for the lines of a fact in comparisons and histories.
//!
//! Everything is pure: a report gets findings and a language and gives a text. It judges nothing by itself, and neither
//! opens files nor knows how wide a screen is.

pub mod amiss;
pub mod apart;
pub mod calendar;
pub mod carriers;
pub mod changes;
pub mod difference;
pub mod entry;
pub mod evidence;
pub mod examine;
pub mod fields;
pub mod forecast;
pub mod gap;
pub mod grounds;
pub mod lint;
pub mod listed;
pub mod merging;
pub mod plan;
pub mod references;
pub mod renewals;
pub mod review;
mod sheet;
pub mod tables;
pub mod what_if;
pub mod why;
pub mod words;

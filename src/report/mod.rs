//! Findings as text, Markdown and JSON, in both languages.

pub mod amiss;
pub mod apart;
pub mod calendar;
pub mod carriers;
pub mod changes;
pub mod difference;
pub mod entry;
pub mod examine;
pub mod fields;
pub mod forecast;
pub mod gap;
pub mod grounds;
pub mod lint;
pub mod listed;
pub mod merging;
pub mod plan;
pub mod renewals;
pub mod review;
mod sheet;
pub mod tables;
pub mod what_if;
pub mod why;
pub mod words;

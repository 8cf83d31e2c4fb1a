//! Findings as text, Markdown and JSON, in both languages.

pub mod calendar;
pub mod gap;
pub mod grounds;
pub mod lint;
pub mod words;

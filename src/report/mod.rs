//! Findings as text, Markdown and JSON, in both languages.

pub mod gap;
pub mod grounds;
pub mod lint;
pub mod words;

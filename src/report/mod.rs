//! Findings as text, Markdown and JSON, in both languages.

pub mod grounds;
pub mod lint;
pub mod words;

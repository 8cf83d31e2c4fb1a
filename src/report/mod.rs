//! Findings as text, Markdown and JSON, in both languages.

pub mod words;
pub mod lint;

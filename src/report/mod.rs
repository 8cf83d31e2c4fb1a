//! Findings as text, Markdown and JSON, in both languages.

pub mod grounds;
pub mod words;
pub mod lint;

//! Findings as text, Markdown and JSON, in both languages.

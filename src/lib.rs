//! kijun (基準): a workbench for self-assessment against the 情報セキュリティサービス基準.
//!
//! Layers, and the only direction in which they may import (held by `tests/suite/architecture.rs`):
//!
//! ```text
//! main -> {cli, tui} -> {store, report} -> domain
//! ```
//!
//! * [`domain`] is pure: ids, dates, rules, packs, registers, the assessment, verdicts, gaps, lint.
//!   It knows no disk, no clock and no terminal.
//! * [`report`] is pure too: findings become text, Markdown and JSON; all wording in both languages.
//! * [`store`] is the only place that touches files.
//! * [`tui`] is the workbench; inside it only `tui::shell` touches the store and the terminal.
//! * [`cli`] holds one file per headless command.

pub mod cli;
pub mod domain;
pub mod report;
pub mod store;
pub mod tui;

//! What many commands ask: in which form they answer, and how they read a file.

use clap::{Args, ValueEnum};

/// How a file is read that is only looked at.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Show the file alone, without edits that only its history has
    ///
    /// 履歴だけにある変更を加えず、ファイルだけを見る
    #[arg(long, display_order = 900)]
    pub(crate) file_only: bool,
}

/// What a gap report looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GapFormat {
    Text,
    Markdown,
    Json,
}

/// What a forecast looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ForecastFormat {
    Text,
    Markdown,
    Json,
    Ics,
}

/// What a list looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    Text,
    Json,
}

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

/// How a report is printed.
#[derive(Debug, Args)]
pub(crate) struct ReportOutput {
    /// Format: text, markdown or json
    ///
    /// 形式: text, markdown, json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(crate) format: GapFormat,
}

/// How a list is printed.
#[derive(Debug, Args)]
pub(crate) struct ListOutput {
    /// Format: text or json
    ///
    /// 形式: text, json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(crate) format: ListFormat,
}

/// What a gap report looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GapFormat {
    Text,
    Markdown,
    Json,
}

impl GapFormat {
    /// A report in this format.
    pub(crate) fn of<R>(self, report: &R, [text, markdown, json]: [fn(&R) -> String; 3]) -> String {
        match self {
            Self::Text => text(report),
            Self::Markdown => markdown(report),
            Self::Json => json(report),
        }
    }
}

/// What days look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DatedFormat {
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

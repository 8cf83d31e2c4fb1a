//! The way into the workbench: `kijun [FILE]` on a terminal.

use std::io::{IsTerminal, stdin, stdout};
use std::path::PathBuf;

pub use super::args::Ambiguous;
use super::exit::Exit;
use super::fault::{Fault, both};
use super::session::Done;
use crate::domain::text::Lang;

/// What the command line says about the workbench.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The assessment to open; the start screen if there is none.
    pub file: Option<PathBuf>,
    /// Its language.
    pub lang: Lang,
    /// How wide characters of ambiguous width are.
    pub ambiguous: Ambiguous,
    /// Whether colours may be used.
    pub color: bool,
    /// The folder of `--data-dir`.
    pub data_dir: Option<PathBuf>,
}

/// Opens the workbench if there is a terminal to show it on.
pub(super) fn run(options: Options) -> Result<Done, Fault> {
    if !(stdin().is_terminal() && stdout().is_terminal()) {
        return Err(no_terminal(&options));
    }
    start(options)
}

/// Hands over to the workbench; comes back when it is left.
fn start(options: Options) -> Result<Done, Fault> {
    let _ = options;
    Err(Fault::new(
        Exit::Io,
        both("この版には画面がありません", "this build has no workbench"),
        both("kijun --help でコマンドを見られます", "kijun --help lists the commands"),
    ))
}

fn no_terminal(options: &Options) -> Fault {
    let file = options.file.as_deref().map_or_else(|| "FILE".to_owned(), super::fault::shown);
    Fault::usage(
        both("画面には端末が必要です", "the workbench needs a terminal"),
        both(
            format!("端末なしでは kijun gap {file} を使えます"),
            format!("without one, use kijun gap {file}"),
        ),
    )
}

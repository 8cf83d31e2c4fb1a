//! The way into the workbench: `kijun [FILE]` on a terminal.

use std::io::{IsTerminal, stdin, stdout};
use std::path::PathBuf;
use std::sync::Arc;

pub use super::args::Ambiguous;
use super::exit::Exit;
use super::fault::{Fault, fault, printable};
use super::session::Done;
use crate::domain::text::{Lang, both};
use crate::store::file_access::FileAccess;
use crate::store::login;
use crate::store::places::Places;
use crate::tui::cells;
use crate::tui::frame::Depth;
use crate::tui::shell::{self, ShellError};

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
    /// The hint for a terminal that may not show what is written.
    pub hint: Option<String>,
}

/// Opens the workbench if there is a terminal to show it on.
pub(super) fn run(options: Options) -> Result<Done, Fault> {
    if !(stdin().is_terminal() && stdout().is_terminal()) {
        return Err(no_terminal(&options));
    }
    start(options)
}

/// Runs the workbench; returns when it is left.
fn start(options: Options) -> Result<Done, Fault> {
    let places = Places::of_user(options.data_dir.as_deref()).map_err(|error| {
        Fault::new(
            Exit::Io,
            both("保存する場所がありません", error.to_string()),
            both("HOME か --data-dir を指定してください", "set HOME or give --data-dir"),
        )
    })?;
    let start = shell::StartOptions {
        file: options.file,
        lang: options.lang,
        ambiguous: match options.ambiguous {
            Ambiguous::Auto => None,
            Ambiguous::Narrow => Some(cells::Ambiguous::Narrow),
            Ambiguous::Wide => Some(cells::Ambiguous::Wide),
        },
        depth: depth(options.color, |name| std::env::var(name).ok()),
        by: login::name(),
        access: Arc::new(FileAccess::open(places)),
        hint: options.hint,
    };
    ended(start)
}

/// Runs the workbench and says how it ended.
pub(super) fn ended(start: shell::StartOptions) -> Result<Done, Fault> {
    match shell::start(start) {
        Ok(shell::Exit::Quit) => Ok(Done::clear("")),
        Ok(shell::Exit::Gone) => Ok(Done { exit: Exit::HungUp, ..Done::clear("") }),
        Err(ShellError::Unsaved(sentence)) => Err(unsaved(&sentence)),
        Err(ShellError::Panicked { what, unsaved }) => Err(broken(&what, unsaved.as_deref())),
        Err(error) => Err(refused(&error)),
    }
}

/// The colours to use: none where they are not wanted, else what the terminal says of itself.
pub(super) fn depth(wanted: bool, variable: impl Fn(&str) -> Option<String>) -> Depth {
    let is = |name: &str, words: &[&str]| {
        variable(name).is_some_and(|value| words.iter().any(|w| value.contains(w)))
    };
    let unwanted = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
    if !wanted || unwanted || is("TERM", &["vt100", "vt220", "mono"]) {
        Depth::Mono
    } else if is("COLORTERM", &["truecolor", "24bit"]) {
        Depth::True
    } else if is("TERM", &["256color", "kitty", "ghostty", "alacritty"]) {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

/// The sentence was made in the language of the screens.
fn unsaved(sentence: &str) -> Fault {
    let hint = both("空き容量と権限を確かめてください", "check free space and permissions");
    Fault::new(Exit::Io, both(sentence, sentence), hint)
}

/// A fault of ours. Every answer that was seen is in the history, and the next start offers what the file lacks;
/// where it is not, the sentence in the language of the screens says so.
fn broken(what: &str, unsaved: Option<&str>) -> Fault {
    let what = printable(what);
    let hint = unsaved.map_or_else(
        || {
            both(
                "画面に出た答えは履歴に残っています。次に開くと、ファイルにないものを取り込めます。この文を添えてお知らせください",
                "answers that were shown are in the history; what the file lacks is offered when it is opened again. Please report this line",
            )
        },
        |sentence| both(sentence, sentence),
    );
    fault!(
        Io,
        "kijun の誤りで終了しました({what})",
        "kijun ended because of a fault of its own ({what})",
        hint
    )
}

fn refused(error: &ShellError) -> Fault {
    let hint = both("端末の種類(TERM)と接続を確かめてください", "check TERM and the connection");
    fault!(Io, "画面を開けません: {error}", "the workbench cannot run: {error}", hint)
}

fn no_terminal(options: &Options) -> Fault {
    let file = options.file.as_deref().map_or_else(|| "FILE".to_owned(), super::fault::shown);
    fault!(
        Usage,
        "画面には端末が必要です",
        "the workbench needs a terminal",
        "端末なしでは kijun gap {file} を使えます",
        "without one, use kijun gap {file}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_ours_is_told_as_one_and_says_where_the_answers_are() {
        let fault = broken("thread main at src/x.rs:1: \u{1b}[2J", None);
        for (lang, word) in [(Lang::Ja, "履歴"), (Lang::En, "history")] {
            let told = fault.lines(lang).join("\n");
            assert!(told.contains(word) && told.contains("src/x.rs:1") && !told.contains('\u{1b}'), "{told}");
            let lost = broken("x", Some("acme.ron: ended without saving")).lines(lang).join("\n");
            assert!(lost.contains("acme.ron: ended without saving") && !lost.contains(word), "{lost}");
        }
    }
}

//! The headless commands, one file each.

use std::process::ExitCode;

use crate::domain::text::Lang;
use crate::store::places::Places;
use crate::tui::frame::Depth;
use crate::tui::shell::{Start, start};

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let file = std::env::args_os().nth(1).map(Into::into);
    let Ok(places) = Places::of_user(None) else { return ExitCode::from(7) };
    let by = std::env::var("USER").unwrap_or_default();
    let lang = std::env::var("LANG").ok().and_then(|l| Lang::from_locale(&l)).unwrap_or_default();
    let options = Start { file, lang, ambiguous: None, depth: Depth::Indexed, by, places };
    match start(options) {
        Ok(_) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(7),
    }
}

//! The headless commands, one file each.

use std::process::ExitCode;
use std::sync::Arc;

use crate::domain::text::Lang;
use crate::store::places::Places;
use crate::store::realm::Realm;
use crate::tui::cells::Ambiguous;
use crate::tui::frame::Depth;
use crate::tui::shell::{Start, start};

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let file = std::env::args_os().nth(1).map(Into::into);
    let Ok(places) = Places::of_user(None) else { return ExitCode::from(7) };
    let by = std::env::var("USER").unwrap_or_default();
    let lang = std::env::var("LANG").ok().and_then(|l| Lang::from_locale(&l)).unwrap_or_default();
    let realm = Arc::new(Realm::open(places));
    let options = Start { file, lang, ambiguous: Ambiguous::Narrow, depth: Depth::Indexed, by, realm };
    match start(options) {
        Ok(_) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(7),
    }
}

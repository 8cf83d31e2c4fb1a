//! `kijun completions`: what a shell needs to complete our commands.

use super::args::Completions;
use super::help;
use super::session::{Done, Session};

/// Prints the script.
pub(super) fn run(session: &Session, options: &Completions) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut help::command(session.lang), "kijun", &mut script);
    Done::clear(String::from_utf8_lossy(&script))
}

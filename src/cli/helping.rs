//! `kijun help`: the help of the program or of one command, as `--help` prints it.

use super::args::HelpOf;
use super::fault::Fault;
use super::session::{Done, Session};
use super::{folding, help, usage};

/// Prints the help.
pub(super) fn run(session: &Session, options: &HelpOf) -> Result<Done, Fault> {
    let mut root = folding::folded(help::command(session.lang), session.lang, folding::width());
    let text = match &options.command {
        None => root.render_help(),
        Some(name) => root.find_subcommand_mut(name).ok_or_else(|| usage::no_command(name))?.render_help(),
    };
    Ok(Done::clear(help::rendered(session.lang, &text.to_string())))
}

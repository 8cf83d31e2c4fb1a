//! `kijun completions`: the script by which a shell asks the program what could come next, and the answer.

use clap_complete::CompleteEnv;
use clap_complete::env::Shells;

use super::args::Completions;
use super::fault::{Fault, fault, printable};
use super::help;
use super::session::Done;
use crate::domain::text::Lang;

/// Set by the completion scripts only.
const VARIABLE: &str = "KIJUN_COMPLETE";

/// What the program is called on the command line.
const NAME: &str = "kijun";

/// Answers a shell, if it is one that asks.
pub(super) fn answered(lang: Lang) -> bool {
    let folder = std::env::current_dir().ok();
    let asked = CompleteEnv::with_factory(|| help::command(lang)).var(VARIABLE);
    // What goes wrong here must not fill the line that is being typed.
    std::env::var_os(VARIABLE).is_some()
        && asked.try_complete(std::env::args_os(), folder.as_deref()).unwrap_or(true)
}

/// Prints the script.
pub(super) fn run(options: &Completions) -> Result<Done, Fault> {
    let mut script = Vec::new();
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(&options.shell.to_string()) else { return Ok(Done::clear("")) };
    shell.write_registration(VARIABLE, NAME, NAME, NAME, &mut script).map_err(|error| {
        let error = printable(&error.to_string());
        fault!(Io, "補完スクリプトを書けません({error})", "could not write the script ({error})")
    })?;
    Ok(Done::clear(String::from_utf8_lossy(&script)))
}

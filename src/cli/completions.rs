//! `kijun completions`: the script by which a shell asks the program what could stand next.

use clap_complete::env::Shells;

use super::args::Completions;
use super::complete::VARIABLE;
use super::exit::Exit;
use super::fault::{Fault, both, printable};
use super::session::Done;

/// What the program is called on the command line.
const NAME: &str = "kijun";

/// Prints the script.
pub(super) fn run(options: &Completions) -> Result<Done, Fault> {
    let mut script = Vec::new();
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(&options.shell.to_string()) else { return Ok(Done::clear("")) };
    shell.write_registration(VARIABLE, NAME, NAME, NAME, &mut script).map_err(|error| {
        let error = printable(&error.to_string());
        Fault::new(
            Exit::Io,
            both(
                format!("補完スクリプトを書けません({error})"),
                format!("could not write the script ({error})"),
            ),
            both("", ""),
        )
    })?;
    Ok(Done::clear(String::from_utf8_lossy(&script)))
}

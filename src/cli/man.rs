//! `kijun man`: the manual page, of the program or of one command.

use super::args::Man;
use super::exit::Exit;
use super::fault::{Fault, both, printable};
use super::help;
use super::session::{Done, Session};

/// Prints the page.
pub(super) fn run(session: &Session, options: &Man) -> Result<Done, Fault> {
    let root = help::command(session.lang);
    let page = match &options.command {
        None => root,
        Some(name) => root.find_subcommand(name).cloned().ok_or_else(|| unknown(&root, name))?,
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text).map_err(|error| {
        let error = printable(&error.to_string());
        Fault::new(
            Exit::Io,
            both(format!("マニュアルを書けません({error})"), format!("could not write the page ({error})")),
            both("", ""),
        )
    })?;
    Ok(Done::clear(String::from_utf8_lossy(&text)))
}

fn unknown(root: &clap::Command, name: &str) -> Fault {
    let known: Vec<&str> = root.get_subcommands().map(clap::Command::get_name).collect();
    let (name, known) = (printable(name), known.join(", "));
    Fault::usage(
        both(format!("{name} というコマンドはありません"), format!("there is no command {name}")),
        both(format!("使えるのは {known} です"), format!("it can be {known}")),
    )
}

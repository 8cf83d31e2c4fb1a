//! The headless commands, one file each, and the way into the workbench.
//!
//! `args` is the command line, with the help of every argument in both languages beside it; `open` and `edit` are the
//! ways to an assessment that all commands share; `session` is what a command is given and returns; `fault` and `exit`
//! say how it ends. A command reads arguments, asks `domain` and `report`, and prints: what it knows about criteria or
//! wording belongs there.

mod args;
mod carriers;
mod check;
mod complete;
mod completions;
mod diff;
mod doctor;
mod earlier;
mod edit;
mod evidence;
mod examine;
mod exit;
mod export;
mod fault;
mod folding;
mod forecast;
mod gap;
mod help;
mod helping;
mod history;
mod hosted;
mod import;
mod lint;
mod locale;
mod man;
mod manual;
mod merge;
mod new;
mod open;
mod plan;
mod questions;
mod references;
mod restore;
mod review;
mod sample;
mod session;
mod set;
mod signing;
mod usage;
mod what_if;
mod why;
pub mod workbench;
mod zone;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::FromArgMatches;

use self::args::{Arguments, Command};
pub use self::exit::Exit;
use self::fault::Fault;
use self::session::{Done, Session};
use crate::domain::text::Lang;
use crate::store::packs::share;
use crate::store::places::shared_references;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if hosted::is_asked_for(&arguments) {
        let lang = locale::chosen(&arguments, |_| None);
        return session::finish(lang, Vec::new(), hosted::run(&arguments));
    }
    let lang = locale::chosen(&arguments, |key| std::env::var(key).ok());
    if completions::answered(lang) {
        return ExitCode::SUCCESS;
    }
    let hint = locale::hint(|key| std::env::var(key).ok()).filter(|_| session::is_shown());
    match parse(&arguments, lang) {
        Ok(arguments) => {
            let session = Session::new(lang, arguments.data_dir.as_deref(), arguments.reads_file_only());
            let session = session.hinting(hint);
            shared_references(arguments.references.as_deref()).into_iter().for_each(share);
            let ended = zone::settle(arguments.tz.as_deref()).and_then(|()| run(&session, arguments));
            session::finish(lang, session.notes(), ended)
        }
        Err(error) => {
            let notes = session::hinted(hint).into_iter().collect();
            session::finish(lang, notes, usage::refused(lang, &error, &arguments))
        }
    }
}

fn parse(arguments: &[OsString], lang: Lang) -> Result<Arguments, clap::Error> {
    let command = folding::folded(help::command(lang), lang, folding::width());
    let matches = command.try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}

fn run(session: &Session, arguments: Arguments) -> Result<Done, Fault> {
    let workbench = |file: Option<PathBuf>| {
        workbench::run(workbench::Options {
            file,
            lang: session.lang,
            ambiguous: arguments.ambiguous,
            color: !arguments.no_color,
            data_dir: arguments.data_dir.clone(),
            hint: session.take_hint(),
        })
    };
    let Some(command) = arguments.command else {
        if let Some(fault) = arguments.file.as_deref().and_then(usage::misspelt) {
            return Err(fault);
        }
        return workbench(arguments.file);
    };
    if let Some(file) = arguments.file {
        return Err(usage::file_before_command(&file));
    }
    match command {
        Command::New(options) => new::run(session, &options),
        Command::Gap(options) => gap::run(session, &options),
        Command::Why(options) => why::run(session, &options),
        Command::Carriers(options) => carriers::run(session, &options),
        Command::Plan(options) => plan::run(session, &options),
        Command::Forecast(options) => forecast::run(session, &options),
        Command::Review(options) => review::run(session, &options),
        Command::WhatIf(options) => what_if::run(session, &options),
        Command::References(options) => references::run(session, &options),
        Command::Questions(options) => questions::run(session, &options),
        Command::Set(options) => set::run(session, &options),
        Command::Check(options) => check::run(session, &options),
        Command::Evidence(options) => evidence::run(session, &options),
        Command::Diff(options) => diff::run(session, &options),
        Command::Merge(options) => merge::run(session, &options),
        Command::Export(options) => export::run(session, &options),
        Command::Import(options) => import::run(session, &options),
        Command::Restore(options) => restore::run(session, &options),
        Command::History(options) => history::run(session, &options),
        Command::Lint(options) => lint::run(session, &options),
        Command::Sample(options) => match sample::run(session, &options)? {
            (_, file) if options.open => workbench(Some(file)),
            (done, _) => Ok(done),
        },
        Command::Doctor => Ok(doctor::run(session)),
        Command::Completions(options) => completions::run(&options),
        Command::Help(options) => helping::run(session, &options),
        Command::Man(options) => man::run(session, &options),
    }
}

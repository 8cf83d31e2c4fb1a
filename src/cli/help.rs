//! The command line in the language of the session: the same arguments, other words.

use std::ffi::OsStr;

use clap::builder::StyledStr;
use clap::{Arg, Command, CommandFactory};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use super::args::Arguments;
use super::complete::Line;
use crate::domain::text::{Lang, pick};

/// The whole command line, its help in the language.
pub(super) fn command(lang: Lang) -> Command {
    let mut root = Arguments::command();
    let names: Vec<String> = root.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        root = root.mut_subcommand(&name, |sub| spoken(sub, lang));
    }
    let completed = |argument: Arg| match argument.get_id().as_str() {
        "command" => argument.add(ArgValueCompleter::new(commands)),
        _ => argument,
    };
    for name in ["help", "man"] {
        root = root.mut_subcommand(name, |sub| sub.mut_args(completed));
    }
    // Built only now: what is built remembers whether anything had a longer help.
    let mut root = spoken(root, lang);
    root.build();
    root
}

/// Commands, for `help` and `man`.
fn commands(typed: &OsStr) -> Vec<CompletionCandidate> {
    let line = Line::typed();
    let root = command(line.lang);
    let about = |command: &clap::Command| command.get_about().map(ToString::to_string).unwrap_or_default();
    Line::fitting(
        typed,
        root.get_subcommands().map(|command| (command.get_name().to_owned(), about(command))),
    )
}

/// One command in the language, with the sections of its help. Each argument has its help in English, then
/// in Japanese, a paragraph each.
fn spoken(command: Command, lang: Lang) -> Command {
    let template = template(parts(&command), lang);
    let about = paragraph(command.get_long_about(), lang);
    let command = command.help_template(template).long_about(None::<&str>);
    let command = if let Some(about) = about { command.about(about) } else { command };
    command.mut_args(|argument| match paragraph(argument.get_long_help(), lang) {
        Some(help) => argument.help(help).long_help(None::<&str>),
        None => argument,
    })
}

fn paragraph(text: Option<&StyledStr>, lang: Lang) -> Option<String> {
    let text = text?.to_string();
    let (english, japanese) = text.split_once("\n\n")?;
    Some(match lang {
        Lang::Ja => japanese.to_owned(),
        Lang::En => english.trim_end_matches('.').to_owned(),
    })
}

/// Which sections a command's help has: commands, arguments.
fn parts(command: &Command) -> (bool, bool) {
    (command.has_subcommands(), command.get_positionals().next().is_some())
}

fn template((commands, arguments): (bool, bool), lang: Lang) -> String {
    let section = |there: bool, ja: &'static str, en: &'static str, tag: &str| {
        let word = pick(lang, ja, en);
        if there { format!("\n{word}:\n{{{tag}}}\n") } else { String::new() }
    };
    [
        "{about-with-newline}\n".to_owned(),
        format!("{}: {{usage}}\n", pick(lang, "使い方", "Usage")),
        section(commands, "コマンド", "Commands", "subcommands"),
        section(arguments, "引数", "Arguments", "positionals"),
        section(true, "オプション", "Options", "options"),
        "{after-help}\n".to_owned(),
    ]
    .concat()
}

/// Help or version as it is printed.
pub(super) fn rendered(lang: Lang, text: &str) -> String {
    match lang {
        Lang::En => text.to_owned(),
        Lang::Ja => text.replace("[OPTIONS]", "[オプション]").replace("[COMMAND]", "[コマンド]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_both_languages() {
        let mut root = Arguments::command();
        root.build();
        let mut missing = Vec::new();
        let both = |text: Option<&StyledStr>| {
            [Lang::Ja, Lang::En]
                .map(|lang| paragraph(text, lang))
                .map(|text| text.is_some_and(|text| !text.is_empty() && !text.contains('\n')))
        };
        for command in std::iter::once(&root).chain(root.get_subcommands()) {
            let name = command.get_name();
            if both(command.get_long_about()) != [true; 2] {
                missing.push(name.to_owned());
            }
            for argument in command.get_arguments() {
                if both(argument.get_long_help()) != [true; 2] {
                    missing.push(format!("{name} {}", argument.get_id()));
                }
            }
        }
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}

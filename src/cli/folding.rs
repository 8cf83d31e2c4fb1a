//! Help that fits its terminal: every text folded by its width, with the examples and exit codes below.

use clap::{Arg, Command};

use super::manual::{self, folded_text};
use crate::domain::text::Lang;

/// The width where there is no terminal, in cells.
const PLAIN: usize = 80;
/// Text is folded to no less than this, in cells, and to no more than a line one can read.
const NARROWEST: usize = 50;
const WIDEST: usize = 100;
/// How wide help is printed, in cells.
pub(super) fn width() -> usize {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok();
    let cells = size.map(|size| usize::from(size.ws_col)).filter(|cells| *cells > 0);
    cells.map_or(PLAIN, |cells| cells.clamp(NARROWEST, WIDEST))
}

/// The whole command line with its texts folded.
pub(super) fn folded(mut root: Command, lang: Lang, width: usize) -> Command {
    let names: Vec<String> = root.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let longest = names.iter().map(String::len).max().unwrap_or_default();
    for name in &names {
        root = root.mut_subcommand(name, |sub| about(one(sub, lang, width), width, longest + 4));
    }
    let root = one(root, lang, width);
    about(root, width, 0)
}

fn about(command: Command, width: usize, column: usize) -> Command {
    let Some(text) = command.get_about().map(ToString::to_string) else { return command };
    command.about(folded_text(&text, width.saturating_sub(column)).join("\n"))
}

fn one(command: Command, lang: Lang, width: usize) -> Command {
    let below = manual::after_help(command.get_name(), lang, width);
    let [positional, option] = [true, false].map(|positional| {
        let arguments = command.get_arguments().filter(|argument| argument.is_positional() == positional);
        arguments.map(|argument| argument.to_string().len()).max().unwrap_or_default()
    });
    let fold = |argument: Arg| {
        let Some(text) = argument.get_help().map(ToString::to_string) else { return argument };
        // As clap sets them: two cells before and behind, and four for a short form.
        let column = if argument.is_positional() { positional + 4 } else { option + 8 };
        argument.help(folded_text(&text, width.saturating_sub(column)).join("\n"))
    };
    command.mut_args(fold).after_help(below).term_width(0)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::cli::help;

    #[test]
    fn no_line_of_any_help_is_wider_than_its_terminal() {
        for lang in [Lang::Ja, Lang::En] {
            for width in [60, 80, 100] {
                let mut root = folded(help::command(lang), lang, width);
                let mut texts = vec![root.render_help().to_string()];
                texts.extend(root.get_subcommands_mut().map(|sub| sub.render_help().to_string()));
                // Commands are typed as they are shown: examples and usage are never folded.
                let whole =
                    |line: &&str| !line.trim_start().starts_with("kijun ") && !line.contains(": kijun ");
                for line in texts.iter().flat_map(|text| text.lines()).filter(whole) {
                    assert!(line.width() <= width, "{width}: {line}");
                }
            }
        }
    }
}

//! A command line that is not understood, in the language of the session.

use std::error::Error;
use std::ffi::OsString;
use std::path::Path;

use clap::CommandFactory;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::{Arguments, NotEntered};
use super::fault::{Fault, fault, printable, shown};
use super::session::Done;
use crate::domain::clean::{Amiss, amiss};
use crate::domain::text::{Bilingual, Lang, bilingual, both};
use crate::domain::typed_date;
use crate::report;

/// Help and version are output; everything else is a fault with a hint.
pub(super) fn refused(lang: Lang, error: &clap::Error, arguments: &[OsString]) -> Result<Done, Fault> {
    let word = first_word(arguments);
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            Ok(Done::clear(super::help::rendered(lang, &error.render().to_string())))
        }
        // A word that is neither a command nor a file is what is wrong, not what comes after it.
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand if word.is_some_and(is_no_command) => {
            Err(no_command(word.unwrap_or_default()))
        }
        ErrorKind::InvalidUtf8 => Err(not_utf8(arguments)),
        _ => Err(not_entered(error).unwrap_or_else(|| {
            Fault::usage(sentence(error), hint(error, word.filter(|word| is_command(word))))
        })),
    }
}

/// A value with a character that its reader does not see, or that marks a loss, before anything else that is wrong with it.
fn not_entered(error: &clap::Error) -> Option<Fault> {
    let said = error.source().and_then(|source| source.downcast_ref::<NotEntered>());
    let value = match error.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(value)) => amiss(value),
        _ => None,
    };
    let amiss = said.map(|NotEntered(amiss)| *amiss).or(value)?;
    let argument = text(error, ContextKind::InvalidArg);
    Some(unfit(argument.split_whitespace().next().unwrap_or_default(), &amiss))
}

/// What cannot be used in the value of an argument, and what to do about it.
pub(super) fn unfit(argument: &str, amiss: &Amiss) -> Fault {
    let say = |lang| format!("{argument}: {}", report::amiss::found(lang, amiss));
    let hint = |lang| report::amiss::advice(lang, amiss.first.why).trim_end_matches(['。', '.']);
    Fault::usage(both(say(Lang::Ja), say(Lang::En)), both(hint(Lang::Ja), hint(Lang::En)))
}

/// A word that is not UTF-8 where it has to be: the names of files may be anything, so the last one behind
/// an option is reported before one that is alone.
fn not_utf8(arguments: &[OsString]) -> Fault {
    let broken = (1..arguments.len()).filter(|at| arguments[*at].to_str().is_none());
    let option = |at: usize| {
        let own = arguments[at].to_string_lossy();
        let (name, value) = own.split_once('=').filter(|(name, _)| name.starts_with("--"))?;
        Some((name.to_owned(), value.to_owned()))
    };
    let before = |at: usize| {
        let name = arguments[at - 1].to_str().filter(|name| name.starts_with("--"))?;
        Some((name.to_owned(), arguments[at].to_string_lossy().into_owned()))
    };
    let alone = |at: usize| (at.to_string(), arguments[at].to_string_lossy().into_owned());
    let places: Vec<usize> = broken.collect();
    let named = places.iter().rev().find_map(|at| option(*at).or_else(|| before(*at)));
    let (name, value) = named.or_else(|| places.last().map(|at| alone(*at))).unwrap_or_default();
    match amiss(&value) {
        Some(amiss) => unfit(&printable(&name), &amiss),
        None => fault!(
            Usage,
            "コマンドラインに UTF-8 でない文字があります",
            "the command line is not UTF-8",
            "UTF-8 で書いてください",
            "write it in UTF-8"
        ),
    }
}

/// The first word that is no option, where a command would be.
fn first_word(arguments: &[OsString]) -> Option<&str> {
    let mut words = arguments.iter().skip(1).map(|word| word.to_str().unwrap_or_default());
    while let Some(word) = words.next() {
        match word {
            "--lang" | "--data-dir" | "--ambiguous" | "--tz" => drop(words.next()),
            "--" => return None,
            option if option.starts_with('-') => {}
            word => return Some(word),
        }
    }
    None
}

fn commands() -> Vec<String> {
    Arguments::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

fn is_command(word: &str) -> bool {
    commands().iter().any(|command| command == word)
}

/// Whether a word can only have been meant as a command: a bare one that names no file.
fn is_no_command(word: &str) -> bool {
    let bare = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '-');
    bare && !is_command(word) && !Path::new(word).exists()
}

/// The command that a word comes closest to, if it is close.
fn near(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let distance = |command: &String| strsim::damerau_levenshtein(command, &word);
    let most = (word.chars().count() / 3).clamp(1, 2);
    commands().into_iter().filter(|command| distance(command) <= most).min_by_key(distance)
}

/// `kijun gpa`, which would open a file of that name: none, and close to a command.
pub(super) fn misspelt(file: &Path) -> Option<Fault> {
    let word = file.to_str().filter(|word| is_no_command(word))?;
    near(word).map(|_| no_command(word))
}

/// That there is no such command, with the command that may have been meant.
pub(super) fn no_command(word: &str) -> Fault {
    let hint = if let Some(near) = near(word) {
        bilingual!("{near} のことではありませんか", "did you mean {near}?")
    } else {
        let known = commands().join(", ");
        bilingual!("使えるのは {known} です", "it can be {known}")
    };
    let word = printable(word);
    fault!(Usage, "{word} というコマンドはありません", "there is no command {word}", hint)
}

/// `kijun FILE COMMAND`, which means nothing.
pub(super) fn file_before_command(file: &Path) -> Fault {
    let file = shown(file);
    fault!(
        Usage,
        "{file}: ファイルはコマンドの後に書きます",
        "{file}: the file goes after the command",
        "例: kijun gap {file}",
        "for example: kijun gap {file}"
    )
}

fn sentence(error: &clap::Error) -> Bilingual {
    let argument = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => {
            bilingual!("{argument} に値がありません", "{argument} needs a value")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            bilingual!("{argument} に {value} は指定できません", "{argument} cannot be {value}")
        }
        ErrorKind::UnknownArgument => {
            bilingual!("{argument} という引数はありません", "there is no argument {argument}")
        }
        ErrorKind::InvalidSubcommand => {
            let name = text(error, ContextKind::InvalidSubcommand);
            bilingual!("{name} というコマンドはありません", "there is no command {name}")
        }
        ErrorKind::MissingRequiredArgument => {
            bilingual!("{argument} が必要です", "{argument} is required")
        }
        ErrorKind::ArgumentConflict => bilingual!(
            "{argument} は重ねて指定できません",
            "{argument} is given twice or with another that excludes it"
        ),
        _ => both("コマンドラインを読み取れません", "the command line is not understood"),
    }
}

fn hint(error: &clap::Error, command: Option<&str>) -> Bilingual {
    let suggested =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
            .into_iter()
            .map(|kind| text(error, kind))
            .find(|text| !text.is_empty());
    let valid = text(error, ContextKind::ValidValue);
    match (suggested, valid.as_str(), error.kind()) {
        (Some(near), _, _) => bilingual!("{near} のことではありませんか", "did you mean {near}?"),
        (None, "", ErrorKind::ValueValidation) => {
            written_like(&text(error, ContextKind::InvalidArg), &text(error, ContextKind::InvalidValue))
        }
        (None, "", _) => {
            let help =
                command.map_or_else(|| "kijun --help".to_owned(), |name| format!("kijun {name} --help"));
            bilingual!("{help} で使い方を見られます", "{help} shows how it is used")
        }
        (None, valid, _) => bilingual!("使えるのは {valid} です", "it can be {valid}"),
    }
}

/// How a value of an argument is written.
fn written_like(argument: &str, value: &str) -> Bilingual {
    match argument.split_whitespace().next() {
        Some("--decide") => both(
            "P-01=theirs のように書きます(ours、theirs、both)",
            "a decision is written like P-01=theirs (ours, theirs or both)",
        ),
        Some("--set") => both(
            "vuln.qual.a=no のように、id と yes、no、unknown、na のどれかを書きます",
            "write an id and one of yes, no, unknown, na, such as vuln.qual.a=no",
        ),
        Some("--cost") => both(
            "vuln.qual.a=small:3 のように書きます",
            "what a row takes is written like vuln.qual.a=small:3",
        ),
        Some("--as-at" | "--since" | "--from" | "--to") => both(
            "2027-01-31 や 2027-01-31T09:00 のように書きます(--tz の時刻。UTC なら末尾に Z)",
            "a moment is written like 2027-01-31 or 2027-01-31T09:00 (local; with a Z at the end, UTC)",
        ),
        _ => match typed_date::day(value) {
            Err(fault @ (typed_date::DateFault::NoSuchDay | typed_date::DateFault::DayWanted)) => {
                let (ja, en) = fault.words();
                both(ja.trim_end_matches('。'), en.trim_end_matches('.'))
            }
            _ => both(
                "日付は 2027-01-31、2027/1/31、令和9年1月31日 のように書きます",
                "a day is written like 2027-01-31",
            ),
        },
    }
}

/// A piece of an error's context on one line.
fn text(error: &clap::Error, kind: ContextKind) -> String {
    let text = match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    printable(&text)
}

//! `kijun --restricted --root DIR [FILE]`: the workbench for people who are let in over SSH and shall reach
//! one folder and nothing else.
//!
//! It has a command line of its own: no commands, no other options, nothing from the environment. What the
//! client asks sshd to run (`SSH_ORIGINAL_COMMAND`) is never looked at.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::exit::Exit;
use super::fault::{Fault, fault, printable, shown};
use super::session::Done;
use super::usage::unfit;
use super::workbench::ended;
use super::zone;
use crate::domain::clean::entered;
use crate::domain::text::{Lang, bilingual, both};
use crate::store::file_access::FileAccess;
use crate::store::root::NameFault;
use crate::tui::cells::Ambiguous;
use crate::tui::frame::Depth;
use crate::tui::shell::StartOptions;

const FLAG: &str = "--restricted";

/// Whether the command line asks for the restricted workbench, wherever it says so.
pub(super) fn is_asked_for(arguments: &[OsString]) -> bool {
    arguments.iter().skip(1).any(|argument| argument == FLAG)
}

/// What the command line of the restricted workbench says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    root: Option<PathBuf>,
    file: Option<PathBuf>,
    by: Option<String>,
    lang: Option<Lang>,
    tz: Option<String>,
    wide: bool,
    mono: bool,
}

/// Opens the workbench on the one folder.
pub(super) fn run(arguments: &[OsString]) -> Result<Done, Fault> {
    let options = parse(arguments)?;
    zone::settle_hosted(options.tz.as_deref())?;
    let Some(root) = &options.root else {
        return Err(usage(both("--root: フォルダーが要ります", "--root: a folder is needed")));
    };
    let access = FileAccess::restricted(root).map_err(|fault| match fault {
        NameFault::File(error) => Fault::of_error(&error),
        fault => led_out(&fault),
    })?;
    let by = by(&options, root)?;
    let file = match options.file {
        Some(file) => Some(access.path(&file).map_err(|fault| {
            let (place, why) = (shown(&file), printable(&access.without_folder(&fault.to_string())));
            let ja = format!("{place}: このフォルダーの外は開けません({why})");
            Fault::new(Exit::Usage, both(ja, format!("{place}: outside the folder ({why})")), both("", ""))
        })?),
        None => None,
    };
    ended(StartOptions {
        file,
        lang: options.lang.unwrap_or_default(),
        ambiguous: Some(if options.wide { Ambiguous::Wide } else { Ambiguous::Narrow }),
        depth: if options.mono { Depth::Mono } else { Depth::Sixteen },
        by,
        access: Arc::new(access),
        hint: None,
    })
}

/// What the host has to put right before a session begins.
fn led_out(fault: &NameFault) -> Fault {
    let why = printable(&fault.to_string());
    fault!(
        Io,
        "このフォルダーの中のものが外を指しています({why})",
        "something inside the folder leads out of it ({why})",
        "ホストの管理者に知らせてください",
        "tell whoever runs this host"
    )
}

/// The name under which entries are made: the one given, else that of the folder.
fn by(options: &Options, root: &Path) -> Result<String, Fault> {
    let folder = || root.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let (argument, name) = match &options.by {
        Some(by) => ("--by", by.clone()),
        None => ("--root", folder()),
    };
    let entered = entered(None, &name);
    entered
        .amiss
        .map_or(Ok(entered.text.trim().replace(['\n', '\t'], " ")), |amiss| Err(unfit(argument, &amiss)))
}

fn parse(arguments: &[OsString]) -> Result<Options, Fault> {
    let mut options = Options::default();
    let mut rest = arguments.iter().skip(1);
    let mut seen = HashSet::new();
    while let Some(argument) = rest.next() {
        // Whoever appends words to this line must not move the wall, nor the name put on claims.
        if argument.as_encoded_bytes().starts_with(b"--") && !seen.insert(argument) {
            return Err(twice(argument));
        }
        let mut value = || rest.next().cloned().ok_or_else(|| not_understood(argument));
        match argument.to_str() {
            Some(FLAG) => {}
            Some("--root") => options.root = Some(value()?.into()),
            Some("--by") => options.by = Some(value()?.to_string_lossy().into_owned()),
            Some("--lang") => {
                let code = value()?;
                let lang = [Lang::Ja, Lang::En].into_iter().find(|lang| code == lang.code());
                options.lang = Some(lang.ok_or_else(|| not_understood(&code))?);
            }
            Some("--tz") => options.tz = Some(value()?.to_string_lossy().into_owned()),
            Some("--wide") => options.wide = true,
            Some("--no-color") => options.mono = true,
            Some(other) if other.starts_with('-') => return Err(not_understood(argument)),
            _ if options.file.is_none() => options.file = Some(argument.into()),
            _ => return Err(not_understood(argument)),
        }
    }
    Ok(options)
}

fn twice(argument: &std::ffi::OsStr) -> Fault {
    let argument = printable(&argument.to_string_lossy());
    usage(bilingual!("{argument}: 2回は指定できません", "{argument}: may be given only once"))
}

fn not_understood(argument: &std::ffi::OsStr) -> Fault {
    let argument = printable(&argument.to_string_lossy());
    usage(bilingual!("{argument}: 制限モードでは使えません", "{argument}: not available in restricted mode"))
}

fn usage(sentence: crate::domain::text::Bilingual) -> Fault {
    let line =
        "kijun --restricted --root DIR [--by NAME] [--lang ja|en] [--tz ZONE] [--wide] [--no-color] [FILE]";
    Fault::usage(sentence, both(line, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(words: &[&str]) -> Vec<OsString> {
        std::iter::once("kijun").chain(words.iter().copied()).map(OsString::from).collect()
    }

    #[test]
    fn only_its_own_words_are_understood() {
        let options = parse(&arguments(&["--restricted", "--root", "/srv/acme", "--lang", "en", "acme.ron"]));
        let options = options.expect("understood");
        assert_eq!((options.root, options.file), (Some("/srv/acme".into()), Some("acme.ron".into())));
        for words in [
            &["--restricted", "--data-dir", "/etc"][..],
            &["--restricted", "gap", "acme.ron"],
            &["--restricted", "--lang", "fr"],
            &["--restricted", "--root"],
            &["-h", "--restricted"],
            &["--restricted", "--root", "/srv/a", "--root", "/srv/b"],
            &["--restricted", "--root", "/srv/a", "--root", "/srv/a"],
            &["--restricted", "--root", "/srv/a", "--by", "a", "--by", "b"],
            &["--restricted", "--root", "/srv/a", "--lang", "ja", "--lang", "en"],
            &["--restricted", "--root", "/srv/a", "--restricted"],
        ] {
            assert!(parse(&arguments(words)).is_err(), "{words:?}");
        }
    }

    #[test]
    fn the_word_counts_wherever_it_stands() {
        assert!(is_asked_for(&arguments(&["gap", "acme.ron", "--restricted"])));
        assert!(!is_asked_for(&arguments(&["gap", "acme.ron"])));
    }
}

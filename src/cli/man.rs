//! `kijun man`: manual pages, one printed or all of them written into a folder.

#![allow(clippy::format_push_string, reason = "a page is put together line by line, once")]

use std::path::Path;

use clap_mangen::Man as Page;

use super::args::Man;
use super::fault::{Fault, fault, notice, printable, shown};
use super::manual::{Part, parts};
use super::session::{Done, Session};
use super::{help, usage};
use crate::domain::app::APP;
use crate::domain::text::Lang;
use crate::store::save;

/// By which a page of ours is known from any other file.
const OURS: &[u8] = b".TH kijun";

/// What the headings are in Japanese.
const HEADINGS: [(&str, &str); 7] = [
    (".SH NAME", ".SH 名前"),
    (".SH SYNOPSIS", ".SH 書式"),
    (".SH DESCRIPTION", ".SH 説明"),
    (".SH OPTIONS", ".SH オプション"),
    (".SH SUBCOMMANDS", ".SH コマンド"),
    (".SH COMMANDS", ".SH コマンド"),
    (".SH VERSION", ".SH 版"),
];

/// Prints the page, or writes all of them.
pub(super) fn run(session: &Session, options: &Man) -> Result<Done, Fault> {
    let root = help::command(session.lang);
    if let Some(folder) = &options.out {
        return write_all(session, &root, folder);
    }
    let command = match &options.command {
        None => root.clone(),
        Some(name) => root.find_subcommand(name).cloned().ok_or_else(|| usage::no_command(name))?,
    };
    Ok(Done::clear(page(&root, command, session.lang)?.1))
}

/// Writes a page for the program and for each command; pages of kijun that are there already are replaced, other
/// files of these names are not.
fn write_all(session: &Session, root: &clap::Command, folder: &Path) -> Result<Done, Fault> {
    let commands: Vec<clap::Command> =
        std::iter::once(root.clone()).chain(root.get_subcommands().cloned()).collect();
    let mut done = Done::clear(String::new());
    for command in commands {
        let (name, text) = page(root, command, session.lang)?;
        let path = folder.join(name);
        save::folder_exists(&path)?;
        let saved = match save::load(&path) {
            Ok(found)
                if found.bytes.starts_with(OURS)
                    || found.bytes.windows(OURS.len()).any(|part| part == OURS) =>
            {
                save::save(&path, text.as_bytes(), Some(&found.stamp))
            }
            _ => save::save(&path, text.as_bytes(), None),
        };
        let saved = saved?;
        done.notes.extend(saved.notices.iter().map(|found| notice(session.lang, found)));
        done.out.push_str(&format!("{}\n", shown(&path)));
    }
    Ok(done)
}

/// A page with its file name.
fn page(root: &clap::Command, command: clap::Command, lang: Lang) -> Result<(String, String), Fault> {
    let name = command.get_name().to_owned();
    let is_root = name == root.get_name();
    let full = |name: &str| {
        if name == root.get_name() { name.to_owned() } else { format!("{}-{name}", root.get_name()) }
    };
    let commands = root.get_subcommands().map(|sub| full(sub.get_name()));
    let others = if is_root { commands.collect() } else { vec![root.get_name().to_owned()] };
    let subcommands = command.has_subcommands();
    let page = Page::new(command).title(full(&name)).source(APP);
    let mut out = Vec::new();
    let rendered = page
        .render_title(&mut out)
        .and_then(|()| page.render_name_section(&mut out))
        .and_then(|()| page.render_synopsis_section(&mut out))
        .and_then(|()| page.render_description_section(&mut out))
        .and_then(|()| page.render_options_section(&mut out))
        .and_then(|()| if subcommands { page.render_subcommands_section(&mut out) } else { Ok(()) });
    rendered.map_err(|error| unwritable(&error))?;
    let mut text = String::from_utf8_lossy(&out).into_owned();
    if lang == Lang::Ja {
        text = HEADINGS.iter().fold(text, |text, (en, ja)| text.replace(en, ja));
    }
    parts(&name, &others, lang).iter().for_each(|part| put(part, &mut text));
    Ok((format!("{}.1", full(&name)), text))
}

fn unwritable(error: &std::io::Error) -> Fault {
    let error = printable(&error.to_string());
    fault!(Io, "マニュアルを書けません({error})", "could not write the page ({error})")
}

/// One more section in the language of manual pages.
fn put(part: &Part, out: &mut String) {
    out.push_str(&format!(".SH {}\n", quoted(part.heading)));
    for (at, (term, text)) in part.entries.iter().enumerate() {
        match term.as_str() {
            "" if at == 0 => out.push_str(&format!("{}\n", plain(text))),
            "" => out.push_str(&format!(".br\n{}\n", plain(text))),
            term => out.push_str(&format!(".TP\n\\fB{}\\fR\n{}\n", plain(term), plain(text))),
        }
    }
}

fn quoted(heading: &str) -> String {
    if heading.contains(' ') { format!("\"{heading}\"") } else { heading.to_owned() }
}

/// Text in which nothing is a command of the typesetter.
fn plain(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

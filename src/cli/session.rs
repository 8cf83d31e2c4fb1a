//! What every command is given, what it returns, and how that reaches the streams.
//!
//! Nothing here can panic on a closed stream: output goes to a locked handle, and a reader that has left is
//! no failure.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::exit::Exit;
use super::fault::{Fault, shown};
use crate::domain::text::{Lang, both, tr};
use crate::store::places::Places;
use crate::store::save_failure::of_system;

/// What every command is given.
pub(super) struct Session {
    /// The language it speaks.
    pub(super) lang: Lang,
    /// Where the user's files live, if there is a home folder.
    pub(super) places: Option<Places>,
    /// Whether files are read without what only their histories have.
    pub(super) file_only: bool,
    /// Notes about the files that were opened, printed however the command ends.
    notes: RefCell<Vec<String>>,
    /// The folders whose packs and lists were looked over, so that a file that is opened twice costs that once.
    looked_over: RefCell<BTreeSet<PathBuf>>,
    /// The hint for a terminal whose locale is not UTF-8, until it was given.
    hint: Cell<Option<String>>,
}

/// What a command returns.
pub(super) struct Done {
    /// For standard output.
    pub(super) out: String,
    /// For standard error, one line each.
    pub(super) notes: Vec<String>,
    /// How it ended.
    pub(super) exit: Exit,
}

impl Done {
    /// An end with nothing to complain about.
    pub(super) fn clear(out: impl Into<String>) -> Self {
        Self { out: out.into(), notes: Vec::new(), exit: Exit::Clear }
    }
}

impl Session {
    /// The session of this process. A missing home folder matters only to what needs one.
    pub(super) fn new(lang: Lang, data_dir: Option<&Path>, file_only: bool) -> Self {
        let places = Places::of_user(data_dir).ok();
        let (notes, looked_over) = (RefCell::default(), RefCell::default());
        Self { lang, places, file_only, notes, looked_over, hint: Cell::default() }
    }

    /// The same on a terminal that may not show what is written.
    pub(super) fn hinting(self, hint: Option<String>) -> Self {
        Self { hint: Cell::new(hint), ..self }
    }

    /// The hint for such a terminal, taken by the one who gives it.
    pub(super) fn take_hint(&self) -> Option<String> {
        self.hint.take()
    }

    /// Notes something on standard error, once, however the command ends.
    pub(super) fn note(&self, note: String) {
        let mut notes = self.notes.borrow_mut();
        if !notes.contains(&note) {
            notes.push(note);
        }
    }

    /// A sentence about a file, for standard error.
    pub(super) fn about(&self, path: &Path, ja: &str, en: &str) -> String {
        let place = shown(path);
        tr!(self.lang, "注意: {place}: {ja}", "note: {place}: {en}")
    }

    /// Notes such a sentence.
    pub(super) fn note_about(&self, path: &Path, ja: &str, en: &str) {
        self.note(self.about(path, ja, en));
    }

    /// Whether a folder is to be looked over for faults: once.
    pub(super) fn looks_over(&self, folder: &Path) -> bool {
        self.looked_over.borrow_mut().insert(folder.to_path_buf())
    }

    /// Takes back a note that a command gives in another way.
    pub(super) fn unsay(&self, note: &str) {
        self.notes.borrow_mut().retain(|told| told != note);
    }

    /// Rewords the notes so far.
    pub(super) fn reword(&self, word: impl Fn(String) -> String) {
        let mut notes = self.notes.borrow_mut();
        *notes = std::mem::take(&mut *notes).into_iter().map(word).collect();
    }

    /// The notes so far.
    pub(super) fn notes(self) -> Vec<String> {
        hinted(self.take_hint()).into_iter().chain(self.notes.into_inner()).collect()
    }

    /// The user's folder of packs.
    pub(super) fn packs(&self) -> Option<&Path> {
        self.places.as_ref().map(|places| places.packs.as_path())
    }
}

/// The line of a hint, for standard error.
pub(super) fn hinted(hint: Option<String>) -> Option<String> {
    hint.map(|hint| format!("note: {hint}"))
}

/// Whether people see the result.
pub(super) fn is_shown() -> bool {
    io::stdout().is_terminal()
}

/// Writes what a command returned and gives the exit code of the process.
pub(super) fn finish(lang: Lang, notes: Vec<String>, ended: Result<Done, Fault>) -> ExitCode {
    let (out, complaints, exit) = match ended {
        Ok(done) => (done.out, done.notes, done.exit),
        Err(fault) => (String::new(), fault.lines(lang), fault.exit),
    };
    // A closed standard error leaves no reader.
    let complaints: Vec<String> = notes.into_iter().chain(complaints).chain([String::new()]).collect();
    let _ = put(&mut io::stderr().lock(), &complaints.join("\n"));
    match put(&mut io::stdout().lock(), &out) {
        Ok(()) => ExitCode::from(exit as u8),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::from(Exit::Clear as u8),
        Err(error) => {
            let _ = put(&mut io::stderr().lock(), &(unshown(&error).lines(lang).join("\n") + "\n"));
            ExitCode::from(Exit::Io as u8)
        }
    }
}

/// That what a command had to say could not be written out. It says so last, so whatever it wrote is written.
fn unshown(error: &io::Error) -> Fault {
    let why = of_system(error);
    Fault::new(
        Exit::Io,
        both(
            format!("結果を標準出力に書けません({})", why.ja),
            format!("the result cannot be written to standard output ({})", why.en),
        ),
        both(
            "ファイルへの変更を求めたのなら、それは済んでいます(kijun history で確かめられます)",
            "a change of a file that was asked for has been made all the same (kijun history shows it)",
        ),
    )
}

fn put(stream: &mut impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

//! Looking at the files of evidence from a command, with a line on how far one is where somebody watches.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::cli::args::ListFormat;
use crate::cli::exit::Exit;
use crate::cli::fault::{Fault, fault, printable, shown};
use crate::cli::open::Open;
use crate::cli::session::Session;
use crate::domain::app::APP;
use crate::domain::evidence::{Folder, Inventory, Looked, Sight, Trouble, unproved};
use crate::domain::register::Evidence;
use crate::domain::text::{Lang, tr};
use crate::report::evidence::{EvidenceReport, size};
use crate::store::evidence::{EvidenceRoot, Progress, look, loose, see};

/// How long nothing is said, and then how often.
const PAUSE: Duration = Duration::from_millis(300);

/// Where files are looked for, and the line that says how far one is.
pub(crate) struct Looking {
    root: EvidenceRoot,
    line: Line,
}

impl Looking {
    /// The root of an assessment: `--root`, else its own folder.
    pub(crate) fn at(session: &Session, file: &Path, root: Option<&Path>) -> Result<Self, Fault> {
        let found = EvidenceRoot::of(file, root).map_err(|error| match root {
            Some(folder) => no_folder(folder),
            None => Fault::of_error(&error),
        })?;
        Ok(Self { root: found, line: Line::new(session.lang) })
    }

    /// Every entry and the folder.
    pub(crate) fn all(&self, evidence: &[Evidence]) -> Looked {
        let looked = look(&self.root, evidence, &|progress| self.line.tell(progress));
        self.line.clear();
        looked
    }

    /// The files of the folder that no entry names.
    pub(crate) fn loose(&self, evidence: &[Evidence]) -> Folder {
        let folder = loose(&self.root, evidence, &|progress| self.line.tell(progress));
        self.line.clear();
        folder
    }

    /// One file.
    pub(crate) fn one(&self, name: &str) -> Result<Sight, Trouble> {
        let seen = see(&self.root, name, &|progress| self.line.tell(progress));
        self.line.clear();
        seen
    }

    /// The root for people.
    pub(crate) fn shown(&self) -> String {
        self.root.named().display().to_string()
    }

    /// The root itself.
    pub(crate) fn root(&self) -> &EvidenceRoot {
        &self.root
    }
}

fn no_folder(folder: &Path) -> Fault {
    let place = shown(folder);
    fault!(
        Io,
        "{place}: このフォルダーがないか、中を見られません",
        "{place}: there is no such folder, or it cannot be looked into",
        "--root には証跡のファイルを置いたフォルダーを指定してください",
        "--root names the folder that the files of evidence lie in"
    )
}

/// The report of `kijun check --evidence`, and how it ends.
pub(crate) fn report(
    session: &Session,
    opened: &Open,
    looking: &Looking,
    format: ListFormat,
) -> (String, Exit) {
    let (context, day) = (opened.context(), opened.assessment.profile.reference_date);
    let inventory = Inventory::of(&opened.assessment.evidence, looking.all(&opened.assessment.evidence));
    let unproved = unproved(context.pack, context.references, context.assessment, day);
    let root = looking.shown();
    let report = EvidenceReport {
        lang: session.lang,
        context,
        inventory: &inventory,
        unproved: &unproved,
        root: &root,
        app: APP,
    };
    let out = match format {
        ListFormat::Text => report.text(),
        ListFormat::Json => report.json(),
    };
    (out, if report.is_fine() { Exit::Clear } else { Exit::Pending })
}

/// One line on standard error that is written over, where it is a terminal; nothing elsewhere.
struct Line {
    lang: Lang,
    shown: bool,
    last: Cell<Instant>,
    on: Cell<bool>,
}

impl Line {
    fn new(lang: Lang) -> Self {
        let (last, on) = (Cell::new(Instant::now()), Cell::new(false));
        Self { lang, shown: io::stderr().is_terminal(), last, on }
    }

    /// Says how far one is, if some time has passed; always goes on, since Ctrl-c ends the process.
    fn tell(&self, progress: Progress<'_>) -> bool {
        if self.shown && self.last.get().elapsed() >= PAUSE {
            self.last.set(Instant::now());
            self.on.set(true);
            write_over(&told(self.lang, progress));
        }
        true
    }

    fn clear(&self) {
        if self.on.take() {
            write_over("");
        }
    }
}

/// Nobody misses a line that a closed terminal does not take.
fn write_over(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = write!(stderr, "\r\x1b[K{text}").and_then(|()| stderr.flush());
}

fn told(lang: Lang, progress: Progress<'_>) -> String {
    match progress {
        Progress::Reading(name, done, all) => {
            let name: String = printable(name).chars().take(30).collect();
            let (done, all) = (size(done), size(all));
            tr!(lang, "読んでいます: {name}  {done} / {all}", "reading {name}  {done} / {all}")
        }
        Progress::Listing(count) => {
            tr!(lang, "フォルダーを見ています: {count}件", "looking through the folder: {count}")
        }
    }
}

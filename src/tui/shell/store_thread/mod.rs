//! The store thread: owns the open file, its lock and its history, and waits for nobody.
//!
//! Every accepted edit is appended to the history and flushed first; the file itself is written whenever no
//! further edit is waiting, so a held key does not write it a hundred times; edits that come while it is being written
//! get into the history between its steps. What cannot be written stays in
//! memory, is said, and is tried again, also after another file was opened.

mod edit_progress;
mod export;
mod file;
mod inbox;
mod journal;
mod left;
mod listing;
mod notices;
mod opening;
mod rescue;
mod task;
mod telling;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use self::edit_progress::EditProgress;
use self::file::{Meanwhile, OpenFile};
use self::inbox::Inbox;
use self::task::Task;
use crate::domain::clean::{Lines, visible};
use crate::domain::text::{Lang, pick};
use crate::store::assessment::FileFault;
use crate::store::file_access::FileAccess;
use crate::tui::message::{StoreCommand, StoreMessage};

/// How long to wait at first, and at most, before trying again what could not be written.
const RETRY: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(60));

/// The way to the store thread.
#[derive(Clone)]
pub(super) struct StoreHandle {
    tasks: Sender<Task>,
    progress: Arc<EditProgress>,
}

impl StoreHandle {
    /// Asks for something on the workbench's behalf.
    pub(super) fn wants(&self, command: StoreCommand) {
        self.hand(Task::Do(command));
    }

    /// Asks for what the workbench shows first: what was settled earlier, recent files, packs.
    pub(super) fn wants_beginnings(&self) {
        [Task::SendSettled, Task::Do(StoreCommand::ListRecent), Task::ListPacks]
            .into_iter()
            .for_each(|task| self.hand(task));
    }

    /// Hands a task over. The store thread only ends with the process.
    fn hand(&self, task: Task) {
        if task.is_edit() {
            self.progress.ask();
        }
        let _ = self.tasks.send(task);
    }

    /// How many edits were handed in so far.
    pub(super) fn handed_in(&self) -> u64 {
        self.progress.asked()
    }

    /// Waits until so many edits are in the history, or were tried, but no longer than `within`.
    pub(super) fn await_edits(&self, count: u64, within: Duration) {
        self.progress.wait(count, within);
    }

    /// Has everything written; a sentence if it could not be, or not in time.
    pub(super) fn flush(&self, within: Duration) -> Option<Unsaved> {
        self.ask(Task::Flush, within)
    }

    /// The same for the last time: nothing is begun after it that the end of the process could leave half done.
    pub(super) fn end(&self, within: Duration) -> Option<Unsaved> {
        self.ask(Task::End, within)
    }

    fn ask(&self, task: impl Fn(Sender<Option<String>>) -> Task, within: Duration) -> Option<Unsaved> {
        let (done, answer) = mpsc::channel();
        if self.tasks.send(task(done)).is_err() {
            return Some(Unsaved::NoAnswer);
        }
        match answer.recv_timeout(within) {
            Ok(unsaved) => unsaved.map(Unsaved::Told),
            Err(_) => Some(Unsaved::NoAnswer),
        }
    }
}

/// What is not in the file at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unsaved {
    /// A sentence about it.
    Told(String),
    /// The disk did not answer in time.
    NoAnswer,
}

/// Starts the thread; tasks go in by the handle, answers to `say`, with how many edits were dealt with by then.
pub(super) fn start(
    access: Arc<FileAccess>,
    lang: Lang,
    by: String,
    say: impl Fn(StoreMessage, u64) + Send + 'static,
) -> std::io::Result<StoreHandle> {
    let (tasks, inbox) = mpsc::channel();
    let progress = Arc::new(EditProgress::default());
    let handle = StoreHandle { tasks, progress: Arc::clone(&progress) };
    let (counted, whose) = (Arc::clone(&progress), Arc::clone(&access));
    let store_thread = StoreThread {
        access,
        lang,
        by,
        say: Box::new(move |message| say(telling::told(&whose, message), counted.dealt_with())),
        progress,
        inbox: Inbox::new(inbox),
        open: None,
        left: Vec::new(),
        given_up: false,
        writable: false,
        owed: false,
        moved: false,
        retry: RETRY.0,
        ended: false,
    };
    thread::Builder::new().name("store".into()).spawn(move || store_thread.live())?;
    Ok(handle)
}

struct StoreThread {
    access: Arc<FileAccess>,
    lang: Lang,
    by: String,
    say: Box<dyn Fn(StoreMessage) + Send>,
    progress: Arc<EditProgress>,
    inbox: Inbox,
    open: Option<OpenFile>,
    /// Files that another one was opened after while they lacked something; they are written as soon as they can be.
    left: Vec<OpenFile>,
    /// Whether a person gave up what the open file lacks, should another one be opened.
    given_up: bool,
    /// Whether the open file may be written.
    writable: bool,
    /// Whether edits were made since the place was last written down.
    owed: bool,
    /// Whether the place is another one since then.
    moved: bool,
    /// How long to wait before the next try.
    retry: Duration,
    /// Whether the process ends: nothing is written any more.
    ended: bool,
}

enum Waited {
    Task(Task),
    Retry,
}

impl StoreThread {
    fn live(mut self) {
        while let Some(waited) = self.next() {
            let tried_again = matches!(waited, Waited::Retry);
            // Whatever breaks here ends the program in order, and what is in memory can still be written then.
            let _ = catch_unwind(AssertUnwindSafe(|| {
                if let Waited::Task(task) = waited {
                    self.obey(task);
                }
                while let Some(task) = self.inbox.next_now() {
                    self.obey(task);
                }
                self.note_place();
                self.settle();
            }));
            if self.is_calm() {
                self.retry = RETRY.0;
            } else if tried_again {
                self.retry = (self.retry * 2).min(RETRY.1);
            }
        }
        self.settle();
        self.remember();
    }

    /// Waits for a task; only while something could not be written does it wake up by itself, to try again.
    fn next(&self) -> Option<Waited> {
        if self.is_calm() {
            return self.inbox.next().map(Waited::Task);
        }
        match self.inbox.next_within(self.retry) {
            Ok(task) => Some(Waited::Task(task)),
            Err(RecvTimeoutError::Timeout) => Some(Waited::Retry),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Nothing waits for another try.
    fn is_calm(&self) -> bool {
        self.ended || (self.left.is_empty() && self.open.as_ref().is_none_or(OpenFile::is_calm))
    }

    fn obey(&mut self, task: Task) {
        let (edit, gives_up) = (task.is_edit(), matches!(task, Task::Do(StoreCommand::GiveUp)));
        let is_noted = matches!(task, Task::Noted(_));
        match task {
            Task::Flush(done) | Task::End(done) if self.ended => drop(done.send(self.unsaved())),
            _ if self.ended => {}
            task => self.perform(task),
        }
        // A word given for one way out counts for no other.
        self.given_up &= gives_up;
        if edit && !is_noted {
            self.progress.noted();
        }
        if edit {
            self.progress.taken();
        }
    }

    fn perform(&mut self, task: Task) {
        match task {
            Task::Do(command) => self.carry_out(command),
            Task::Noted(assessment) => {
                self.with_open(|open| open.take(assessment));
                self.owed = true;
            }
            Task::SendSettled => self.send_settled(),
            Task::ListPacks => self.list_packs(),
            Task::Flush(done) => {
                self.settle();
                self.remember();
                let _ = done.send(self.unsaved());
            }
            Task::End(done) => {
                self.settle();
                self.remember();
                self.ended = true;
                self.open.iter_mut().chain(&mut self.left).for_each(|file| file.lock = None);
                let _ = done.send(self.unsaved());
            }
        }
    }

    fn carry_out(&mut self, command: StoreCommand) {
        match command {
            StoreCommand::Open(path) => self.open(&path),
            StoreCommand::GiveUp => self.given_up = true,
            StoreCommand::Restore(path) => self.restore(&path),
            StoreCommand::Create(path, assessment) => self.create(path, &assessment),
            StoreCommand::CreateSample => self.create_sample(),
            StoreCommand::Record(change, assessment) => {
                if let Some(open) = &mut self.open {
                    open.record(&self.access, &change, assessment);
                }
                self.owed = true;
            }
            StoreCommand::Recover(assessment) => self.with_open(|open| open.take(assessment)),
            StoreCommand::SetAside(changes) => self.with_open(|open| open.set_aside(&changes)),
            StoreCommand::Adopt(assessment) => self.with_open(|open| open.adopt(assessment)),
            StoreCommand::SaveAs(path) => self.save_as(path.as_deref()),
            StoreCommand::Export(ending, text) => self.export(&ending, &text),
            StoreCommand::Visit(row) => self.visit(row),
            StoreCommand::Speak(lang) => self.lang = lang,
            StoreCommand::ListRecent => self.list_recent(),
            StoreCommand::Settle(by, kana) => self.settle_once(by, kana),
        }
    }

    fn visit(&mut self, row: String) {
        if let Some(open) = &mut self.open {
            self.moved |= open.place != row;
            open.place = row;
        }
    }

    /// Writes the place down after edits, so that even a killed session goes on where it was; not for every
    /// step of a cursor.
    fn note_place(&mut self) {
        if self.owed && self.moved {
            (self.owed, self.moved) = (false, false);
            self.remember();
        }
    }

    fn with_open(&mut self, act: impl FnOnce(&mut OpenFile)) {
        if let Some(open) = &mut self.open {
            act(open);
        }
    }

    /// Writes what is to be written and tells how it went.
    fn settle(&mut self) {
        if self.ended {
            return;
        }
        let lang = self.lang;
        self.settle_left();
        self.lock_again();
        let Some(open) = &mut self.open else { return };
        let told = open.settle(&self.access, lang, &Meanwhile::Own(&self.inbox, &self.progress));
        told.into_iter().for_each(|message| (self.say)(message));
    }

    /// The sentences for the end, if a file lacks something.
    fn unsaved(&self) -> Option<String> {
        let files = self.open.iter().chain(&self.left).filter(|file| file.is_dirty());
        let told: Vec<String> = files.map(|file| self.unsaved_text(file)).collect();
        (!told.is_empty()).then(|| self.access.without_folder(&told.join(pick(self.lang, "", " "))))
    }

    fn unsaved_text(&self, open: &OpenFile) -> String {
        let name = name(&open.path);
        let kept = open.history_is_whole();
        match (self.lang, kept) {
            (Lang::Ja, true) => format!(
                "{name}: 保存できないまま終了しました({})。変更は履歴に残っており、次に開いたときに取り込めます。",
                open.reason()
            ),
            (Lang::Ja, false) => {
                format!("{name}: 保存できないまま終了しました({})。履歴にも書けませんでした。", open.reason())
            }
            (Lang::En, true) => format!(
                "{name}: ended without saving ({}). The edits are in the history and are offered when the file is opened again.",
                open.reason()
            ),
            (Lang::En, false) => {
                format!(
                    "{name}: ended without saving ({}); the history could not be written either.",
                    open.reason()
                )
            }
        }
    }

    fn fault_text(&self, path: &Path, fault: &FileFault) -> String {
        let lines = fault.lines_in(self.lang);
        let first = lines.first().cloned().unwrap_or_default();
        let more = match (lines.len(), self.lang) {
            (0 | 1, _) => String::new(),
            (n, Lang::Ja) => format!("(ほか{}件)", n - 1),
            (n, Lang::En) => format!(" ({} more)", n - 1),
        };
        let text = format!("{}: {first}{more}", name(path));
        visible(&text, Lines::Single).into_owned()
    }

    fn refuse(&self, text: impl Into<String>) {
        (self.say)(StoreMessage::NotOpened(text.into()));
    }
}

/// A file as people read it.
fn name(path: &Path) -> String {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    visible(&name, Lines::Single).into_owned()
}

//! The store thread: owns the open file, its lock and its history.
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
mod redaction;
mod rescue;
mod task;

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
use crate::domain::text::{Lang, pick, tr};
use crate::store::assessment::FileFault;
use crate::store::file_access::FileAccess;
use crate::tui::files::name;
use crate::tui::message::{StoreCommand, StoreMessage};

/// How long to wait at first, and at most, before trying again what could not be written.
const RETRY: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(60));

/// The way to the store thread.
#[derive(Clone)]
pub(super) struct StoreHandle {
    tasks: Sender<Task>,
    progress: Arc<EditProgress>,
    lang: Lang,
}

impl StoreHandle {
    /// Asks for something on the workbench's behalf.
    pub(super) fn wants(&self, command: StoreCommand) {
        self.hand(Task::Do(command));
    }

    /// Asks for what the workbench shows first.
    pub(super) fn begin(&self) {
        self.hand(Task::Begin);
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
    pub(super) fn flush(&self, within: Duration) -> Option<String> {
        self.ask(false, within)
    }

    /// The same for the last time: nothing is begun after it that the end of the process could leave half done.
    pub(super) fn end(&self, within: Duration) -> Option<String> {
        self.ask(true, within)
    }

    fn ask(&self, last: bool, within: Duration) -> Option<String> {
        let (done, answer) = mpsc::channel();
        // Where the thread is gone, the other end of the answer is gone too.
        let _ = self.tasks.send(Task::Flush { done, last });
        answer.recv_timeout(within).unwrap_or_else(|_| {
            let text = pick(
                self.lang,
                "ディスクが応答しないため、最後の変更を保存できたかわかりません。",
                "The disk does not answer; the last edits may not be saved.",
            );
            Some(text.to_owned())
        })
    }
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
    let handle = StoreHandle { tasks, progress: Arc::clone(&progress), lang };
    let (counted, whose) = (Arc::clone(&progress), Arc::clone(&access));
    let store_thread = StoreThread {
        access,
        lang,
        by,
        say: Box::new(move |message| say(redaction::redacted(&whose, message), counted.dealt_with())),
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

impl StoreThread {
    fn live(mut self) {
        loop {
            // Only while something could not be written does the thread wake up by itself, to try again.
            let task = match self.inbox.next((!self.is_calm()).then_some(self.retry)) {
                Ok(task) => Some(task),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            let tried_again = task.is_none();
            // Whatever breaks here ends the program in order, and what is in memory can still be written then.
            let _ = catch_unwind(AssertUnwindSafe(|| {
                if let Some(task) = task {
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

    /// Nothing waits for another try.
    fn is_calm(&self) -> bool {
        self.ended || (self.left.is_empty() && self.open.as_ref().is_none_or(OpenFile::is_calm))
    }

    fn obey(&mut self, task: Task) {
        let (edit, gives_up) = (task.is_edit(), matches!(task, Task::Do(StoreCommand::GiveUp)));
        let is_noted = matches!(task, Task::Noted(_));
        match task {
            Task::Flush { done, .. } if self.ended => drop(done.send(self.unsaved())),
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
            Task::Begin => {
                self.send_settings();
                self.list_recent();
                self.list_packs();
            }
            Task::Flush { done, last } => {
                self.settle();
                self.remember();
                if last {
                    self.ended = true;
                    self.open.iter_mut().chain(&mut self.left).for_each(|file| file.lock = None);
                }
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
            StoreCommand::SetLanguage(lang) => self.lang = lang,
            StoreCommand::ListRecent => self.list_recent(),
            StoreCommand::KeepSettings(by, kana) => self.keep_settings(by, kana),
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
        let files = self.open.iter().chain(&self.left).filter(|file| file.dirty);
        let told: Vec<String> = files.map(|file| self.unsaved_text(file)).collect();
        (!told.is_empty()).then(|| self.access.without_folder(&told.join(pick(self.lang, "", " "))))
    }

    fn unsaved_text(&self, open: &OpenFile) -> String {
        let (name, reason) = (name(&open.path), open.reason());
        let history = if open.history_is_whole() {
            pick(
                self.lang,
                "変更は履歴に残っており、次に開いたときに取り込めます。",
                ". The edits are in the history and are offered when the file is opened again.",
            )
        } else {
            pick(self.lang, "履歴にも書けませんでした。", "; the history could not be written either.")
        };
        tr!(
            self.lang,
            "{name}: 保存できないまま終了しました({reason})。{history}",
            "{name}: ended without saving ({reason}){history}"
        )
    }

    fn fault_text(&self, path: &Path, fault: &FileFault) -> String {
        let lines = fault.lines_in(self.lang);
        let first = lines.first().cloned().unwrap_or_default();
        let more = match lines.len() {
            0 | 1 => String::new(),
            n => tr!(self.lang, "(ほか{}件)", " ({} more)", n - 1),
        };
        let text = format!("{}: {first}{more}", name(path));
        visible(&text, Lines::Single).into_owned()
    }

    fn refuse(&self, text: impl Into<String>) {
        (self.say)(StoreMessage::NotOpened(text.into()));
    }
}

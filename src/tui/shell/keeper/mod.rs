//! The store thread: owns the open file, its lock and its history, and waits for nobody.
//!
//! Every accepted edit is appended to the history and flushed first; the file itself is written whenever no
//! further edit is waiting, so a held key does not write it a hundred times; edits that come while it is being written
//! get into the history between its steps. What cannot be written stays in
//! memory, is told, and is tried again, also after another file was opened.

mod export;
mod file;
mod inbox;
mod journal;
mod left;
mod listing;
mod notices;
mod opening;
mod pace;
mod rescue;
mod telling;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use self::file::{Meanwhile, OpenFile};
use self::inbox::Inbox;
use self::pace::Pace;
use crate::domain::assessment::Assessment;
use crate::domain::change::Change;
use crate::domain::clean::{Lines, visible};
use crate::domain::text::Lang;
use crate::report::words::pick;
use crate::store::assessment::FileFault;
use crate::store::realm::Realm;
use crate::tui::cells::Kana;
use crate::tui::model::StoreMessage;

/// How long to wait at first, and at most, before trying again what could not be written.
const RETRY: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(60));

/// What the store thread is asked to do.
pub(super) enum Order {
    /// Read a file and make it the open one.
    Open(PathBuf),
    /// A person gave up what is not saved of the open file, should the file asked for next be opened.
    GiveUp,
    /// Put the newest good backup of a file in its place and open it.
    Restore(PathBuf),
    /// Make a file of a new assessment, at a path or under its name in the default folder, and open it.
    Create(Option<PathBuf>, Box<Assessment>),
    /// Put the sample into the default folder and open it.
    CreateSample,
    /// Write an accepted edit down.
    Record(Box<Change>, Box<Assessment>),
    /// An edit that is in the history by now: only its values are still to be taken.
    Noted(Box<Assessment>),
    /// Edits that were in the history already are in the values now.
    Recover(Box<Assessment>),
    /// Edits of the history that nobody wants in the file.
    SetAside(Vec<Change>),
    /// Somebody else's version is merged into these values, so it may be replaced.
    Adopt(Box<Assessment>),
    /// Go on in another file; without a path, beside the present one.
    SaveAs(Option<PathBuf>),
    /// Write a report beside the open file: the ending of its name, and its text.
    Export(String, String),
    /// The person is at this row.
    Visit(String),
    /// The language of messages.
    Speak(Lang),
    /// Keep the name put on claims, and how kana look.
    Settle(String, Kana),
    /// Tell what was settled in an earlier session.
    TellSettled,
    /// List the recent files.
    ListRecent,
    /// List the packs for new assessments.
    ListPacks,
    /// Write everything, then answer with a sentence if something is not in the file.
    Flush(Sender<Option<String>>),
    /// The same, and nothing is written any more: the process ends. Locks are let go of.
    End(Sender<Option<String>>),
}

impl Order {
    /// True if other values are to be in the file.
    fn is_edit(&self) -> bool {
        matches!(self, Self::Record(..) | Self::Noted(_) | Self::Recover(_) | Self::Adopt(_))
    }

    /// True if edits behind it must not get into the history before it is carried out.
    fn comes_before_edits(&self) -> bool {
        match self {
            Self::Open(_)
            | Self::GiveUp
            | Self::Restore(_)
            | Self::Create(..)
            | Self::CreateSample
            | Self::SetAside(_)
            | Self::SaveAs(_)
            | Self::End(_) => true,
            Self::Record(..)
            | Self::Noted(_)
            | Self::Recover(_)
            | Self::Adopt(_)
            | Self::Export(..)
            | Self::Visit(_)
            | Self::Speak(_)
            | Self::Settle(..)
            | Self::TellSettled
            | Self::ListRecent
            | Self::ListPacks
            | Self::Flush(_) => false,
        }
    }
}

/// The way to the store thread.
#[derive(Clone)]
pub(super) struct Desk {
    orders: Sender<Order>,
    pace: Arc<Pace>,
}

impl Desk {
    /// Leaves an order. The store thread only ends with the process.
    pub(super) fn order(&self, order: Order) {
        if order.is_edit() {
            self.pace.ask();
        }
        let _ = self.orders.send(order);
    }

    /// How many edits were handed in so far.
    pub(super) fn handed_in(&self) -> u64 {
        self.pace.asked()
    }

    /// Waits until so many edits are in the history, or were tried, but no longer than `within`.
    pub(super) fn await_edits(&self, count: u64, within: Duration) {
        self.pace.wait(count, within);
    }

    /// Has everything written; a sentence if it could not be, or not in time.
    pub(super) fn flush(&self, within: Duration) -> Option<Unsaved> {
        self.ask(Order::Flush, within)
    }

    /// The same for the last time: nothing is begun after it that the end of the process could leave half done.
    pub(super) fn end(&self, within: Duration) -> Option<Unsaved> {
        self.ask(Order::End, within)
    }

    fn ask(&self, order: impl Fn(Sender<Option<String>>) -> Order, within: Duration) -> Option<Unsaved> {
        let (done, answer) = mpsc::channel();
        if self.orders.send(order(done)).is_err() {
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

/// Starts the thread; orders go to the desk, answers to `say`, with how many edits were dealt with by then.
pub(super) fn start(
    realm: Arc<Realm>,
    lang: Lang,
    by: String,
    say: impl Fn(StoreMessage, u64) + Send + 'static,
) -> std::io::Result<Desk> {
    let (orders, inbox) = mpsc::channel();
    let pace = Arc::new(Pace::default());
    let desk = Desk { orders, pace: Arc::clone(&pace) };
    let (counted, whose) = (Arc::clone(&pace), Arc::clone(&realm));
    let keeper = Keeper {
        realm,
        lang,
        by,
        say: Box::new(move |message| say(telling::told(&whose, message), counted.dealt_with())),
        pace,
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
    thread::Builder::new().name("store".into()).spawn(move || keeper.live())?;
    Ok(desk)
}

struct Keeper {
    realm: Arc<Realm>,
    lang: Lang,
    by: String,
    say: Box<dyn Fn(StoreMessage) + Send>,
    pace: Arc<Pace>,
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
    Order(Order),
    Retry,
}

impl Keeper {
    fn live(mut self) {
        while let Some(waited) = self.next() {
            let tried_again = matches!(waited, Waited::Retry);
            // Whatever breaks here ends the program in order, and what is in memory can still be written then.
            let _ = catch_unwind(AssertUnwindSafe(|| {
                if let Waited::Order(order) = waited {
                    self.obey(order);
                }
                while let Some(order) = self.inbox.next_now() {
                    self.obey(order);
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

    /// Waits for an order; only while something could not be written does it wake up by itself, to try again.
    fn next(&self) -> Option<Waited> {
        if self.is_calm() {
            return self.inbox.next().map(Waited::Order);
        }
        match self.inbox.next_within(self.retry) {
            Ok(order) => Some(Waited::Order(order)),
            Err(RecvTimeoutError::Timeout) => Some(Waited::Retry),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Nothing waits for another try.
    fn is_calm(&self) -> bool {
        self.ended || (self.left.is_empty() && self.open.as_ref().is_none_or(OpenFile::is_calm))
    }

    fn obey(&mut self, order: Order) {
        let (edit, gives_up) = (order.is_edit(), matches!(order, Order::GiveUp));
        let is_noted = matches!(order, Order::Noted(_));
        match order {
            Order::Flush(done) | Order::End(done) if self.ended => drop(done.send(self.unsaved())),
            _ if self.ended => {}
            order => self.carry_out(order),
        }
        // A word given for one way out counts for no other.
        self.given_up &= gives_up;
        if edit && !is_noted {
            self.pace.noted();
        }
        if edit {
            self.pace.taken();
        }
    }

    fn carry_out(&mut self, order: Order) {
        match order {
            Order::Open(path) => self.open(&path),
            Order::GiveUp => self.given_up = true,
            Order::Restore(path) => self.restore(&path),
            Order::Create(path, assessment) => self.create(path, &assessment),
            Order::CreateSample => self.create_sample(),
            Order::Record(change, assessment) => {
                if let Some(open) = &mut self.open {
                    open.record(&self.realm, &change, assessment);
                }
                self.owed = true;
            }
            Order::Noted(assessment) => {
                self.with_open(|open| open.take(assessment));
                self.owed = true;
            }
            Order::Recover(assessment) => self.with_open(|open| open.take(assessment)),
            Order::SetAside(changes) => self.with_open(|open| open.set_aside(&changes)),
            Order::Adopt(assessment) => self.with_open(|open| open.adopt(assessment)),
            Order::SaveAs(path) => self.save_as(path.as_deref()),
            Order::Export(ending, text) => self.export(&ending, &text),
            Order::Visit(row) => self.visit(row),
            Order::Speak(lang) => self.lang = lang,
            Order::Settle(by, kana) => self.settle_once(by, kana),
            Order::TellSettled => self.tell_settled(),
            Order::ListRecent => self.list_recent(),
            Order::ListPacks => self.list_packs(),
            Order::Flush(done) => {
                self.settle();
                self.remember();
                let _ = done.send(self.unsaved());
            }
            Order::End(done) => {
                self.settle();
                self.remember();
                self.ended = true;
                self.open.iter_mut().chain(&mut self.left).for_each(|file| file.lock = None);
                let _ = done.send(self.unsaved());
            }
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
        let told = open.settle(&self.realm, lang, &Meanwhile::Own(&self.inbox, &self.pace));
        told.into_iter().for_each(|message| (self.say)(message));
    }

    /// The sentences for the end, if a file lacks something.
    fn unsaved(&self) -> Option<String> {
        let files = self.open.iter().chain(&self.left).filter(|file| file.is_dirty());
        let told: Vec<String> = files.map(|file| self.unsaved_text(file)).collect();
        (!told.is_empty()).then(|| self.realm.without_folder(&told.join(pick(self.lang, "", " "))))
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

/// A file as people are told it.
fn name(path: &Path) -> String {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    visible(&name, Lines::Single).into_owned()
}

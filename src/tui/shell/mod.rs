//! The shell around the workbench: threads, terminal, signals, and the loop that joins them.
//!
//! The input thread alone reads the terminal, the calling thread owns the model and alone draws, the signal
//! thread ends the process without waiting for either. Nothing ticks: while nobody types, nobody wakes.

mod app;
mod aside;
mod input;
mod keeper;
mod output;
mod panics;
mod session;
mod signals;
mod terminal;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use crate::tui::keys::{Input, Key};

pub use app::{Start, start};
pub use input::escape_delay;
pub use signals::{FLUSH_DEADLINE, Flush};
pub use terminal::{Size, Terminal, TerminalError};

use panics::Watch;
use session::{Post, Session};
use signals::{Continuations, Notice, flush_within};

/// How long a terminal may take to accept its restoration on an ordinary end.
const LEAVE_PATIENCE: Duration = Duration::from_secs(2);

/// What the workbench is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<M> {
    /// The terminal sent something that is no key.
    Input(Input),
    /// Keys, all that came since the last picture, one list for each read of the terminal.
    Keys(Vec<Vec<Key>>),
    /// Another thread sent something.
    Message(M),
    /// The window has another size; told once however often it changed.
    Resized(Size),
    /// The process was suspended and goes on.
    Resumed,
    /// Suspending was asked for, and is not possible or not allowed here.
    CannotSuspend,
}

/// What the workbench wants done to the terminal or the process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// End the loop.
    Quit,
    /// Save, give the terminal back and stop until continued.
    Suspend,
    /// Write these bytes as they are, between two frames.
    Write(Vec<u8>),
    /// Write this question to the terminal. The answer comes as [`Input::Reply`], if at all; a request for the
    /// device attributes is sent behind it and its answer tells that no other will come.
    Ask(Vec<u8>),
}

/// The workbench, as the loop sees it.
pub trait App {
    /// What other threads send it.
    type Message: Send + 'static;

    /// Takes one event and says what it wants done.
    fn handle(&mut self, event: Event<Self::Message>) -> Vec<Effect>;

    /// The bytes that bring the screen up to date, or nothing when it is. `fresh` says that what the screen
    /// shows is unknown, so that everything must be drawn.
    fn draw(&mut self, size: Size, fresh: bool) -> Option<Vec<u8>>;
}

/// What the loop needs to know beside the app.
#[derive(Clone)]
pub struct Options {
    /// Saves everything within the given time.
    pub flush: Flush,
    /// The same for the last time, before a signal ends the process.
    pub end: Flush,
    /// How long a lone ESC may be the start of a sequence.
    pub escape_delay: Duration,
    /// Ask the terminal to report its focus.
    pub focus: bool,
    /// Whether suspending is allowed at all.
    pub suspend: bool,
    /// How long answers of the terminal are awaited before leaving, lest they end up on the command line.
    pub answer_patience: Duration,
}

impl Options {
    /// Usual options around the given way to save.
    pub fn new(flush: impl Fn(Duration) + Send + Sync + 'static) -> Self {
        let flush: Flush = Arc::new(flush);
        Self {
            end: Arc::clone(&flush),
            flush,
            escape_delay: escape_delay(),
            focus: false,
            suspend: true,
            answer_patience: Duration::from_millis(300),
        }
    }
}

/// How the workbench ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It asked to.
    Quit,
    /// The terminal hung up; what SIGHUP would have meant.
    Gone,
}

/// Why it ended otherwise.
#[derive(Debug, thiserror::Error)]
pub enum ShellError {
    /// The terminal cannot be used.
    #[error(transparent)]
    Terminal(#[from] TerminalError),
    /// A thread cannot be started or signals cannot be handled.
    #[error("the workbench cannot start: {0}")]
    Start(#[from] std::io::Error),
    /// It ended in order, but the file lacks something; a sentence for the person.
    #[error("{0}")]
    Unsaved(String),
    /// Some thread panicked. The terminal has been put back.
    #[error("internal error: {what}")]
    Panicked {
        /// Which thread, where and why.
        what: String,
        /// A sentence about what is in no file, if anything is.
        unsaved: Option<String>,
    },
}

/// Where events arrive. Made before the loop, so that other threads can be given a sender first.
#[derive(Debug)]
pub struct Mailbox<M> {
    sender: mpsc::Sender<Post<M>>,
    posts: Receiver<Post<M>>,
}

impl<M: Send + 'static> Mailbox<M> {
    /// An empty mailbox.
    #[expect(clippy::new_without_default, reason = "a mailbox is a place, not a value with a usual form")]
    pub fn new() -> Self {
        let (sender, posts) = mpsc::channel();
        Self { sender, posts }
    }

    /// A way to send messages here; it can be cloned.
    pub fn sender(&self) -> Sender<M> {
        Sender(self.sender.clone())
    }
}

/// Sends messages to the workbench from any thread. Never blocks.
#[derive(Debug)]
pub struct Sender<M>(mpsc::Sender<Post<M>>);

impl<M> Clone for Sender<M> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<M> Sender<M> {
    /// Sends a message; one that comes after the end is dropped.
    pub fn send(&self, message: M) {
        let _ = self.0.send(Post::Message(message));
    }
}

/// Runs the workbench on this thread until it ends. Then the terminal is as it was found and the flush has been
/// called, whatever happened. To be called once per process; signals stay handled afterwards.
///
/// # Errors
///
/// The terminal cannot be used, a thread cannot be started, or some thread panicked.
pub fn run<A: App>(app: &mut A, mailbox: Mailbox<A::Message>, options: Options) -> Result<Exit, ShellError> {
    let terminal = Arc::new(Terminal::open(options.focus)?);
    let continuations = Arc::new(Continuations::default());
    let notify = mailbox.sender.clone();
    signals::start(
        Arc::clone(&terminal),
        signals::Saving { flush: Arc::clone(&options.flush), end: Arc::clone(&options.end) },
        Arc::clone(&continuations),
        move |notice: Notice| drop(notify.send(Post::Notice(notice))),
    )?;
    let report = mailbox.sender.clone();
    let flush = Arc::clone(&options.flush);
    let watch = Watch::install(Arc::clone(&terminal), move |what| drop(report.send(Post::Panicked(what))));
    let ended = catch_unwind(AssertUnwindSafe(|| {
        Session::new(app, Arc::clone(&terminal), mailbox, options, continuations).live()
    }));
    terminal.leave(LEAVE_PATIENCE);
    flush_within(&flush, FLUSH_DEADLINE);
    let panicked = watch.lift();
    wait_for_signal_thread(&terminal);
    match ended {
        Ok(result) => result,
        Err(_) => Err(ShellError::Panicked {
            what: panicked.unwrap_or_else(|| "unknown".to_owned()),
            unsaved: None,
        }),
    }
}

/// Where the signal thread is already leaving, it alone decides when and with which code.
fn wait_for_signal_thread(terminal: &Terminal) {
    while terminal.is_closed() {
        thread::park();
    }
}

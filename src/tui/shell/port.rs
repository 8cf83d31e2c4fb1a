//! What the loop and the workbench say to each other.

use std::sync::Arc;
use std::time::Duration;

use super::input::escape_delay;
use super::terminal::{Size, TerminalError};
use crate::tui::keys::{Input, Key};

/// What the workbench hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<M> {
    /// The terminal sent something that is no key.
    Input(Input),
    /// Keys, all that came since the last picture, one list for each read of the terminal.
    Keys(Vec<Vec<Key>>),
    /// Another thread sent something.
    Message(M),
    /// The window has another size; said once however often it changed.
    Resized(Size),
    /// The process was suspended and goes on.
    Resumed,
    /// Suspending was asked for, and is not possible or not allowed here.
    CannotSuspend,
}

/// What the workbench wants done to the terminal or the process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TerminalCommand {
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
pub trait EventHandler {
    /// What other threads send it.
    type Message: Send + 'static;

    /// Takes one event and says what it wants done.
    fn handle(&mut self, event: Event<Self::Message>) -> Vec<TerminalCommand>;

    /// The bytes that bring the screen up to date, or nothing when it is. `fresh` says that what the screen
    /// shows is unknown, so that everything must be drawn.
    fn draw(&mut self, size: Size, fresh: bool) -> Option<Vec<u8>>;
}

/// Saves everything within the given time. Called before suspending and at every end, so perhaps more than once
/// and from more than one thread.
pub type Flush = Arc<dyn Fn(Duration) + Send + Sync>;

/// What the loop needs to know beside its handler.
#[derive(Clone)]
pub struct LoopOptions {
    /// Saves everything within the given time.
    pub flush: Flush,
    /// The same for the last time, before a signal ends the process.
    pub end: Flush,
    /// How long a lone ESC may be the start of a sequence.
    pub escape_delay: Duration,
    /// Whether suspending is allowed at all.
    pub suspend: bool,
    /// How long answers of the terminal are awaited before leaving, so that they do not end up on the command line.
    pub answer_patience: Duration,
}

impl LoopOptions {
    /// Usual options around the given way to save.
    pub fn new(flush: impl Fn(Duration) + Send + Sync + 'static) -> Self {
        let flush: Flush = Arc::new(flush);
        Self {
            end: Arc::clone(&flush),
            flush,
            escape_delay: escape_delay(),
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

//! The loop: sleep until something comes, take everything that came, draw once.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Instant;

use super::input::Reader;
use super::mailbox::{Mailbox, Post};
use super::port::{Event, EventHandler, Exit, LoopOptions, ShellError, TerminalCommand};
use super::signals::{self, Continuations, FLUSH_DEADLINE, Notice};
use super::terminal::{LEAVE_PATIENCE, Size, Terminal};
use crate::tui::keys::{Input, Key, Reply};

/// How much is taken before drawing; a flood must not keep the screen from changing.
const MOST_AT_ONCE: usize = 4096;
/// Primary device attributes: the question every terminal answers.
const SENTINEL: &[u8] = b"\x1b[c";

/// Why the loop is over.
type Ended = Result<Exit, ShellError>;

/// The loop, and what it has to remember from turn to turn.
pub(super) struct EventLoop<'a, H: EventHandler> {
    handler: &'a mut H,
    terminal: Arc<Terminal>,
    reader: Reader,
    posts: Receiver<Post<H::Message>>,
    options: LoopOptions,
    continuations: Arc<Continuations>,
    /// How many continuations have been dealt with.
    continued: u64,
    size: Size,
    resized: bool,
    fresh: bool,
    /// How many questions have not had their last answer.
    asked: usize,
}

impl<'a, H: EventHandler> EventLoop<'a, H> {
    /// Takes the terminal and begins to read it.
    pub(super) fn start(
        handler: &'a mut H,
        terminal: Arc<Terminal>,
        Mailbox { sender, posts }: Mailbox<H::Message>,
        options: LoopOptions,
        continuations: Arc<Continuations>,
    ) -> Result<Self, ShellError> {
        terminal.enter()?;
        let report = move |read: Option<_>| drop(sender.send(read.map_or(Post::Gone, Post::Inputs)));
        let reader = Reader::start(terminal.reader()?, options.escape_delay, report)?;
        let size = terminal.size();
        Ok(Self {
            handler,
            terminal,
            reader,
            posts,
            options,
            continuations,
            continued: 0,
            size,
            resized: false,
            fresh: true,
            asked: 0,
        })
    }

    /// Runs until the end, whose reason it returns.
    pub(super) fn live(mut self) -> Ended {
        let ended = loop {
            if self.draw().is_err() {
                break Ok(Exit::Gone);
            }
            if let Some(ended) = self.take_posts() {
                break ended;
            }
        };
        self.await_answers();
        self.reader.park();
        ended
    }

    fn draw(&mut self) -> Result<(), ShellError> {
        let fresh = std::mem::take(&mut self.fresh);
        if let Some(bytes) = self.handler.draw(self.size, fresh) {
            self.terminal.write(&bytes)?;
        }
        Ok(())
    }

    /// Sleeps until there is post and takes what is there. The reason, if that was the end.
    fn take_posts(&mut self) -> Option<Ended> {
        // The signal thread holds a sender, so the mailbox cannot be abandoned.
        let mut next = self.posts.recv().ok();
        let mut taken = 0;
        let mut reads = Vec::new();
        while let Some(post) = next {
            let ended = match post {
                Post::Inputs(inputs) => {
                    taken += inputs.len();
                    self.take_inputs(inputs, &mut reads)
                }
                other => {
                    taken += 1;
                    self.tell_keys(&mut reads).or_else(|| self.take(other))
                }
            };
            if ended.is_some() {
                return ended;
            }
            next = if taken < MOST_AT_ONCE { self.posts.try_recv().ok() } else { None };
        }
        self.tell_keys(&mut reads).or_else(|| self.tell_resized())
    }

    /// Takes what one read gave: its keys wait for those of the next one, anything else comes behind them.
    fn take_inputs(&mut self, inputs: Vec<Input>, reads: &mut Vec<Vec<Key>>) -> Option<Ended> {
        let mut keys = Vec::new();
        for input in inputs {
            if let Input::Key(key) = input {
                keys.push(key);
                continue;
            }
            reads.extend(Some(std::mem::take(&mut keys)).filter(|keys| !keys.is_empty()));
            let ended = self.tell_keys(reads).or_else(|| self.take_input(input));
            if ended.is_some() {
                return ended;
            }
        }
        reads.extend(Some(keys).filter(|keys| !keys.is_empty()));
        None
    }

    /// Passes the keys that came at once on together: what they mean may depend on what came with them.
    fn tell_keys(&mut self, reads: &mut Vec<Vec<Key>>) -> Option<Ended> {
        let reads = std::mem::take(reads);
        // Everything is saved once the process is leaving; what is typed now would come too late for the file.
        if reads.is_empty() || self.terminal.gate.is_closed() {
            return None;
        }
        self.tell(Event::Keys(reads))
    }

    fn take(&mut self, post: Post<H::Message>) -> Option<Ended> {
        match post {
            Post::Inputs(inputs) => inputs.into_iter().find_map(|input| self.take_input(input)),
            Post::Message(message) => self.tell(Event::Message(message)),
            Post::Notice(Notice::Resized) => {
                self.resized = true;
                None
            }
            Post::Notice(Notice::Stop) => self.suspend(),
            Post::Notice(Notice::Continued(count)) => self.continue_after(count),
            Post::Panicked(what) => Some(Err(ShellError::Panicked { what, unsaved: None })),
            Post::Gone => Some(Ok(Exit::Gone)),
        }
    }

    fn take_input(&mut self, input: Input) -> Option<Ended> {
        if self.terminal.gate.is_closed() {
            return None;
        }
        self.note_answer(&input);
        self.tell(Event::Input(input))
    }

    fn tell(&mut self, event: Event<H::Message>) -> Option<Ended> {
        let commands = self.handler.handle(event);
        commands.into_iter().find_map(|command| self.carry_out(command))
    }

    fn carry_out(&mut self, command: TerminalCommand) -> Option<Ended> {
        let bytes = match command {
            TerminalCommand::Quit => return Some(Ok(Exit::Quit)),
            TerminalCommand::Suspend => return self.suspend(),
            TerminalCommand::Write(bytes) => bytes,
            TerminalCommand::Ask(question) => {
                self.asked += 1;
                [&question, SENTINEL].concat()
            }
        };
        self.terminal.write(&bytes).is_err().then_some(Ok(Exit::Gone))
    }

    fn tell_resized(&mut self) -> Option<Ended> {
        if !std::mem::take(&mut self.resized) {
            return None;
        }
        self.fresh = true;
        self.size = self.terminal.size();
        self.tell(Event::Resized(self.size))
    }

    /// Saves, gives the terminal back and stops the process group until it is continued.
    fn suspend(&mut self) -> Option<Ended> {
        if !self.options.suspend || !signals::job_control() || !self.reader.park() {
            self.reader.resume();
            return self.tell(Event::CannotSuspend);
        }
        signals::flush_within(&self.options.flush, FLUSH_DEADLINE);
        self.terminal.leave(LEAVE_PATIENCE);
        let count = self.continuations.stop_group();
        let ended = self.continue_after(count);
        self.reader.resume();
        ended
    }

    /// Takes the terminal again after the process was stopped, by us or from outside.
    fn continue_after(&mut self, count: u64) -> Option<Ended> {
        // Our own suspending has already dealt with the continuation that ended it.
        if count <= self.continued && self.terminal.gate.is_ours() {
            return None;
        }
        self.continued = count;
        if self.terminal.enter().is_err() {
            return Some(Ok(Exit::Gone));
        }
        self.fresh = true;
        self.resized = true;
        self.tell(Event::Resumed)
    }

    fn note_answer(&mut self, input: &Input) {
        if matches!(input, Input::Reply(Reply::DeviceAttributes(_))) {
            self.asked = self.asked.saturating_sub(1);
        }
    }

    /// Waits a moment for answers still under way, so that they are not typed into the user's shell.
    fn await_answers(&mut self) {
        let deadline = Instant::now() + self.options.answer_patience;
        while self.asked > 0 && !self.terminal.gate.is_closed() {
            match self.posts.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(Post::Inputs(inputs)) => inputs.iter().for_each(|input| self.note_answer(input)),
                Ok(Post::Gone) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return self.terminal.discard_input(),
            }
        }
    }
}

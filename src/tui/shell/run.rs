//! Runs the loop with its threads, and puts everything back at the end.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

use super::event_loop::EventLoop;
use super::mailbox::{Mailbox, Post};
use super::panics::Watch;
use super::port::{EventHandler, Exit, LoopOptions, ShellError};
use super::signals::{self, Continuations, FLUSH_DEADLINE, Notice, flush_within};
use super::terminal::{LEAVE_PATIENCE, Terminal};

/// Runs the workbench on this thread until it ends. Then the terminal is as it was found and the flush has been
/// called, whatever happened. To be called once per process; signals stay handled afterwards.
///
/// # Errors
///
/// The terminal cannot be used, a thread cannot be started, or some thread panicked.
pub fn run<H: EventHandler>(
    handler: &mut H,
    mailbox: Mailbox<H::Message>,
    options: LoopOptions,
) -> Result<Exit, ShellError> {
    let terminal = Arc::new(Terminal::open()?);
    let continuations = Arc::new(Continuations::default());
    let notify = mailbox.sender.clone();
    signals::start(
        Arc::clone(&terminal),
        options.clone(),
        Arc::clone(&continuations),
        move |notice: Notice| drop(notify.send(Post::Notice(notice))),
    )?;
    let report = mailbox.sender.clone();
    let flush = Arc::clone(&options.flush);
    let watch = Watch::install(Arc::clone(&terminal), move |what| drop(report.send(Post::Panicked(what))));
    let ended = catch_unwind(AssertUnwindSafe(|| {
        EventLoop::start(handler, Arc::clone(&terminal), mailbox, options, continuations)?.live()
    }));
    terminal.leave(LEAVE_PATIENCE);
    flush_within(&flush, FLUSH_DEADLINE);
    let panicked = watch.lift();
    // Where the signal thread is already leaving, it alone decides when and with which code.
    while terminal.gate.is_closed() {
        thread::park();
    }
    ended.unwrap_or_else(|_| {
        let what = panicked.unwrap_or_else(|| "unknown".to_owned());
        Err(ShellError::Panicked { what, unsaved: None })
    })
}

//! Where events arrive from other threads.

use std::sync::mpsc::{self, Receiver};

use super::signals::Notice;
use crate::tui::keys::Input;

/// What lies in the mailbox.
#[derive(Debug)]
pub(super) enum Post<M> {
    /// What one read of the terminal gave.
    Inputs(Vec<Input>),
    Message(M),
    Notice(Notice),
    Panicked(String),
    Gone,
}

/// Where events arrive. Made before the loop, so that other threads can be given a sender first.
#[derive(Debug)]
pub struct Mailbox<M> {
    pub(super) sender: mpsc::Sender<Post<M>>,
    pub(super) posts: Receiver<Post<M>>,
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
#[derive(Debug, Clone)]
pub struct Sender<M>(mpsc::Sender<Post<M>>);

impl<M> Sender<M> {
    /// Sends a message; one that comes after the end is dropped.
    pub fn send(&self, message: M) {
        let _ = self.0.send(Post::Message(message));
    }
}

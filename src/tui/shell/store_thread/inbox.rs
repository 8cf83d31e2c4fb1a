//! Tasks on their way to the store thread. Edits among them get into the history while something else is still being
//! written: a slow file keeps no accepted edit waiting.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::edit_progress::EditProgress;
use super::task::Task;
use crate::domain::change::Change;
use crate::tui::message::StoreCommand;

/// What was asked for and is not carried out yet, in order.
pub(super) struct Inbox {
    tasks: Receiver<Task>,
    waiting: RefCell<VecDeque<Task>>,
}

impl Inbox {
    pub(super) fn new(tasks: Receiver<Task>) -> Self {
        Self { tasks, waiting: RefCell::default() }
    }

    /// The next task, waiting no longer than `within` where that is given.
    pub(super) fn next(&self, within: Option<Duration>) -> Result<Task, RecvTimeoutError> {
        match (self.waiting(), within) {
            (Some(task), _) => Ok(task),
            (None, Some(within)) => self.tasks.recv_timeout(within),
            (None, None) => Ok(self.tasks.recv()?),
        }
    }

    /// The next task, if one is there.
    pub(super) fn next_now(&self) -> Option<Task> {
        self.waiting().or_else(|| self.tasks.try_recv().ok())
    }

    fn waiting(&self) -> Option<Task> {
        self.waiting.borrow_mut().pop_front()
    }

    /// Gives the edits that have come for the open file to its history; their values are taken when it is their turn.
    pub(super) fn note_edits(&self, progress: &EditProgress, mut note: impl FnMut(&Change)) {
        let mut waiting = self.waiting.borrow_mut();
        waiting.extend(self.tasks.try_iter());
        // What comes behind another file, or behind records that are to come first, is not its turn yet.
        for task in waiting.iter_mut().take_while(|task| !task.comes_before_edits()) {
            if let Task::Do(StoreCommand::Record(change, assessment)) = task {
                note(change);
                progress.noted();
                *task = Task::Noted(std::mem::take(assessment));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::mpsc;

    use super::*;
    use crate::domain::assessment::{Answer, Assessment, Claim};

    fn record(row: &str) -> Task {
        let (row, remark, by, post) = (row.to_owned(), String::new(), String::new(), String::new());
        let claim = Claim { row, answer: Answer::Yes, remark, by, post, at: String::new() };
        let change = Change::set_claim(&Assessment::default(), &claim.row.clone(), Some(claim));
        Task::Do(StoreCommand::Record(Box::new(change), Box::default()))
    }

    #[test]
    fn edits_of_the_open_file_are_noted_once_and_those_behind_another_file_are_not() {
        let (tasks, inbox) = mpsc::channel();
        let (inbox, progress) = (Inbox::new(inbox), EditProgress::default());
        let send = |task| tasks.send(task).expect("sent");
        let noted = || {
            let mut rows = Vec::new();
            inbox.note_edits(&progress, |change| rows.push(change.subject()));
            rows
        };
        [
            Task::Do(StoreCommand::Visit("a".into())),
            record("a"),
            Task::Do(StoreCommand::ListRecent),
            record("b"),
        ]
        .into_iter()
        .for_each(send);
        assert_eq!(noted(), ["a", "b"]);
        [record("c"), Task::Do(StoreCommand::Open(PathBuf::from("other.ron"))), record("d")]
            .into_iter()
            .for_each(send);
        assert_eq!((noted(), noted()), (vec!["c".to_owned()], vec![]));
        let left = std::iter::from_fn(|| inbox.next_now());
        let left: String = left
            .map(|task| match task {
                Task::Noted(_) => 'n',
                Task::Do(StoreCommand::Record(..)) => 'r',
                _ => '-',
            })
            .collect();
        assert_eq!(left, "-n-nn-r", "in their order");
    }
}

//! The history of the open file, with what could not be written to it yet.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use crate::store::error::FileError;
use crate::store::history::{self, AppendError, Reading, Writer};
use crate::store::wire::ChangeRecord;

/// Appends edits; keeps in memory, in order and with their time, what the disk does not take.
pub(super) struct Journal {
    path: PathBuf,
    by: String,
    writer: Option<Writer<ChangeRecord>>,
    waiting: VecDeque<(String, ChangeRecord)>,
}

impl Journal {
    /// Opens the history of a file. One that cannot be opened is tried again with every edit.
    pub(super) fn open(file: &Path, by: &str) -> (Self, Result<Reading<ChangeRecord>, FileError>) {
        let path = history::path_of(file);
        let mut journal = Self { path, by: by.to_owned(), writer: None, waiting: VecDeque::new() };
        let reading = journal.reopen();
        (journal, reading)
    }

    /// The same edits in the history of another file: what is waiting moves along.
    pub(super) fn moved_to(mut self, file: &Path) -> Self {
        self.path = history::path_of(file);
        self.writer = None;
        self
    }

    fn reopen(&mut self) -> Result<Reading<ChangeRecord>, FileError> {
        let opened = Writer::open(&self.path, &history::new_session(), &self.by)?;
        self.writer = Some(opened.writer);
        Ok(opened.reading)
    }

    /// Takes an edit; it is on the disk once [`Self::settle`] says so.
    pub(super) fn add(&mut self, edit: ChangeRecord) {
        self.waiting.push_back((history::now(), edit));
    }

    /// Whether every edit is on the disk.
    pub(super) fn is_whole(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Whether the history is open and every edit in it.
    pub(super) fn is_sound(&self) -> bool {
        self.writer.is_some() && self.is_whole()
    }

    /// Writes what is waiting, in order.
    pub(super) fn settle(&mut self) -> Result<(), AppendError> {
        if self.writer.is_none() {
            self.reopen()?;
        }
        let Some(writer) = &mut self.writer else { return Ok(()) };
        while let Some((at, edit)) = self.waiting.front() {
            match writer.append_at(at.clone(), edit.clone()) {
                // Trying again would not make it fit; the file still gets the edit.
                Err(error @ (AppendError::TooLarge { .. } | AppendError::Unwritable(_))) => {
                    self.waiting.pop_front();
                    return Err(error);
                }
                other => drop(other?),
            }
            self.waiting.pop_front();
        }
        Ok(())
    }
}

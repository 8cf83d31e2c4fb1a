//! The history of the open file, with what could not be written to it yet.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use crate::store::error::FileError;
use crate::store::file_format::ChangeRecord;
use crate::store::history::{self, AppendError, Claimed, Entry, Seen, Writer};
use crate::store::limits;

/// Appends edits; keeps in memory, in order and with their time, what the disk does not take.
pub(super) struct Journal {
    file: PathBuf,
    id: String,
    by: String,
    /// The file that this one was saved from under another name.
    from: String,
    writer: Option<Writer<ChangeRecord>>,
    waiting: VecDeque<(String, ChangeRecord)>,
    /// An edit that no record can hold, and its size in bytes: the history lacks it for good.
    refused: Option<usize>,
}

impl Journal {
    /// Opens the history of a file with this id; what is in it is taken record by record. One that cannot be opened
    /// is tried again with every edit.
    pub(super) fn open(
        file: &Path,
        id: &str,
        by: &str,
        take: impl FnMut(Entry<ChangeRecord>),
    ) -> (Self, Result<(Seen, Claimed), FileError>) {
        let (file, waiting) = (file.to_path_buf(), VecDeque::new());
        let (id, by, from) = (id.to_owned(), by.to_owned(), String::new());
        let mut journal = Self { file, id, by, from, writer: None, waiting, refused: None };
        let seen = journal.reopen(take);
        (journal, seen)
    }

    /// The same edits in the history of another file: what is waiting moves along.
    pub(super) fn moved_to(mut self, file: &Path) -> Self {
        self.from = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.file = file.to_path_buf();
        self.writer = None;
        self
    }

    fn reopen(&mut self, take: impl FnMut(Entry<ChangeRecord>)) -> Result<(Seen, Claimed), FileError> {
        let claimed = history::claim(&self.file, &self.id)?;
        let path = history::path_of(&self.file);
        let (writer, seen) = Writer::open_with(&path, &history::new_session(), &self.by, take)?;
        let from = if self.from.is_empty() { &claimed.from } else { &self.from };
        self.writer = Some(writer.of_file(&self.id, from));
        Ok((seen, claimed))
    }

    /// Takes an edit; it is on the disk once [`Self::settle`] says so.
    pub(super) fn add(&mut self, edit: ChangeRecord) {
        self.waiting.push_back((history::now(), edit));
    }

    /// Whether every edit is on the disk.
    pub(super) fn is_whole(&self) -> bool {
        self.waiting.is_empty() && self.refused.is_none()
    }

    /// Whether the history is open and nothing waits for another try.
    pub(super) fn is_sound(&self) -> bool {
        self.writer.is_some() && self.waiting.is_empty()
    }

    /// Writes what is waiting, in order, to what the name of the file leads to now. Says whether the history had to be
    /// written anew there.
    pub(super) fn settle(&mut self) -> Result<bool, AppendError> {
        if self.writer.is_none() {
            self.reopen(drop)?;
        }
        let Some(writer) = &mut self.writer else { return Ok(false) };
        writer.lead_to(&history::path_of(&self.file));
        while let Some((at, edit)) = self.waiting.front() {
            match writer.append_at(at.clone(), edit.clone()) {
                // Trying again would not make it fit; the file still gets the edit, and that is said as long as it is open.
                Err(AppendError::TooLarge { size, .. }) => self.refused = Some(size),
                Err(error @ AppendError::Unwritable(_)) => {
                    self.waiting.pop_front();
                    return Err(error);
                }
                other => drop(other?),
            }
            self.waiting.pop_front();
        }
        let anew = writer.is_anew()?;
        match self.refused {
            Some(size) => Err(AppendError::TooLarge { size, cap: limits::RECORD }),
            None => Ok(anew),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::{Answer, Assessment, Claim};
    use crate::domain::change::Change;

    fn edit(remark: String) -> ChangeRecord {
        let (row, by) = ("a".to_owned(), "青木".to_owned());
        let at = "2026-11-22T04:00:00Z".to_owned();
        let claim = Claim { row, answer: Answer::Yes, remark, by, post: String::new(), at };
        ChangeRecord::from(&Change::set_claim(&Assessment::default(), "a", Some(claim)))
    }

    #[test]
    fn an_edit_that_no_record_can_hold_is_told_as_long_as_the_file_is_open() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("acme.ron");
        let (mut journal, _) = Journal::open(&file, "", "青木", drop);
        journal.add(edit("x".repeat(limits::RECORD)));
        journal.add(edit("short".to_owned()));
        for _ in 0..2 {
            assert!(matches!(journal.settle(), Err(AppendError::TooLarge { .. })));
            assert!(!journal.is_whole() && journal.is_sound(), "nothing to be tried again");
        }
        assert_eq!(
            history::of_assessment(&file).expect("a history").entries.len(),
            1,
            "the other one is there"
        );
    }
}

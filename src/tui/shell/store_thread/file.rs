//! The open file: what is to be in it, what is in it, and what keeps the two apart.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::edit_progress::EditProgress;
use super::inbox::Inbox;
use super::journal::Journal;
use crate::domain::assessment::Assessment;
use crate::domain::change::Change;
use crate::domain::pack::Pack;
use crate::domain::text::{Lang, pick, tr};
use crate::store::assessment::{self, Comments, FileFault};
use crate::store::disk::Attentive;
use crate::store::error::{self, FileError};
use crate::store::file_access::FileAccess;
use crate::store::file_format::{ChangeRecord, Note};
use crate::store::lock::{Lock, LockError};
use crate::store::root::NameFault;
use crate::store::save::{Notice, Saved};
use crate::store::save_failure::SaveFailure;
use crate::store::stamp::Stamp;
use crate::tui::message::StoreMessage;
use crate::tui::session::{Foreign, Obstacle, Opened};

/// The open file.
pub(super) struct OpenFile {
    pub(super) path: PathBuf,
    pub(super) pack: Arc<Pack>,
    pub(super) latest: Box<Assessment>,
    /// What was read or written last: the common base if somebody else changes the file.
    pub(super) base: Box<Assessment>,
    pub(super) stamp: Option<Stamp>,
    pub(super) lock: Option<Lock>,
    /// Why there is none although the file may be written.
    pub(super) unlocked: Option<Obstacle>,
    /// None in a file that must not be written.
    pub(super) journal: Option<Journal>,
    pub(super) place: String,
    pub(super) dirty: bool,
    pub(super) failed: Option<SaveFailure>,
    pub(super) silent_history: Option<SaveFailure>,
    /// The history was written anew, which is not said yet.
    pub(super) silent_anew: bool,
    pub(super) foreign: Option<Version>,
    /// Comments written into it by hand, which are not said yet.
    pub(super) comments: Option<Comments>,
    /// Of a newer format: the values are only what could be understood of it, so they are never saved.
    pub(super) partial: bool,
}

/// What somebody else made of the file.
pub(super) struct Version {
    stamp: Option<Stamp>,
    values: Option<Box<Assessment>>,
}

/// What is done between the steps of a save.
pub(super) enum Meanwhile<'a> {
    /// Edits of the file itself get into its history.
    Own(&'a Inbox, &'a EditProgress),
    /// Those of another file.
    Other(&'a dyn Fn()),
}

impl OpenFile {
    /// What was just opened: the file has everything.
    pub(super) fn new(opened: &Opened) -> Self {
        Self {
            path: opened.path.clone(),
            pack: Arc::clone(&opened.pack),
            latest: Box::new(opened.assessment.clone()),
            base: Box::new(opened.assessment.clone()),
            stamp: None,
            lock: None,
            unlocked: opened.unlocked.clone(),
            journal: None,
            place: opened.place.clone(),
            dirty: false,
            failed: None,
            silent_history: None,
            silent_anew: false,
            foreign: None,
            comments: None,
            partial: false,
        }
    }

    /// Nothing is waiting for another try.
    pub(super) fn is_calm(&self) -> bool {
        let written = self.journal.as_ref().is_none_or(Journal::is_sound);
        written && self.failed.is_none() && self.foreign.is_none()
    }

    /// Nothing of it would be lost if it were forgotten now: every edit is in the file and in the history.
    pub(super) fn is_whole(&self) -> bool {
        !self.dirty && self.journal.as_ref().is_none_or(Journal::is_whole)
    }

    /// Somebody comes back to it: what keeps it from being written is said once more.
    pub(super) fn tell_anew(&mut self) {
        (self.failed, self.silent_history, self.foreign) = (None, None, None);
    }

    pub(super) fn history_is_whole(&self) -> bool {
        self.journal.as_ref().is_some_and(Journal::is_whole)
    }

    /// Why the file could not be written, or else its history, in a few words.
    pub(super) fn reason(&self) -> &str {
        let trouble = self.failed.as_ref().or(self.silent_history.as_ref());
        trouble.map_or("", |trouble| trouble.reason.as_str())
    }

    /// The sentence about comments that the next save does not keep, once.
    pub(super) fn tell_comments(&mut self, lang: Lang) -> Option<StoreMessage> {
        let Comments { count, line, .. } = self.comments.take()?;
        Some(StoreMessage::Notice(tr!(
            lang,
            "手書きのコメント{count}個({line}行目から)は次の保存で消えます(控えには残ります)。",
            "Comments ({count}, from line {line}) go with the next save; a backup has them."
        )))
    }

    /// Takes an edit into the history; [`Self::settle`] brings it into the file.
    pub(super) fn record(&mut self, access: &FileAccess, change: &Change, assessment: Box<Assessment>) {
        self.note(access, change);
        self.take(assessment);
    }

    /// Takes the edits of it that have come into the history; their values come later.
    pub(super) fn note_edits(&mut self, access: &FileAccess, inbox: &Inbox, progress: &EditProgress) {
        inbox.note_edits(progress, |change| self.note(access, change));
    }

    /// At once, before the file: what goes wrong is said when everything is written.
    fn note(&mut self, access: &FileAccess, change: &Change) {
        let Self { journal, silent_anew, lock, path, .. } = self;
        if let Some(journal) = journal {
            note(journal, change, silent_anew, || leads_there(lock.as_ref(), path, access));
        }
    }

    /// These values are to be in the file.
    pub(super) fn take(&mut self, assessment: Box<Assessment>) {
        if self.journal.is_some() {
            self.latest = assessment;
            self.dirty = true;
        }
    }

    /// Notes in the history that these edits of it were not wanted: the newest is taken back first.
    pub(super) fn set_aside(&mut self, changes: &[Change]) {
        let Some(journal) = &mut self.journal else { return };
        for change in changes.iter().rev() {
            journal.add(ChangeRecord::from(&change.inverse()).noted(&Note::SetAside));
        }
    }

    /// Somebody else's version is merged into these values.
    pub(super) fn adopt(&mut self, assessment: Box<Assessment>) {
        if let Some(Version { stamp, values: Some(values) }) = self.foreign.take() {
            self.base = values;
            self.stamp = stamp;
        }
        self.take(assessment);
    }

    /// Writes what is to be written: the history first.
    pub(super) fn settle(
        &mut self,
        access: &FileAccess,
        lang: Lang,
        meanwhile: &Meanwhile<'_>,
    ) -> Vec<StoreMessage> {
        let mut messages = Vec::new();
        if let Err(fault) = access.path(&self.path) {
            self.led_out(lang, &fault, &mut messages);
            return messages;
        }
        if let Err(text) = self.keep_lock() {
            self.in_use(lang, &text, &mut messages);
            return messages;
        }
        self.settle_history(lang, &mut messages);
        if self.dirty {
            self.write(access, lang, meanwhile, &mut messages);
        }
        messages
    }

    /// Takes the lock anew where somebody removed it, or where the file's name leads elsewhere now.
    fn keep_lock(&mut self) -> Result<(), LockError> {
        if let Some(lock) = self.lock.as_ref().filter(|lock| !lock.is_of(&self.path)) {
            match lock.again(&self.path) {
                Ok(again) => self.lock = Some(again),
                Err(held @ LockError::Held(_)) => return Err(held),
                // A folder that is gone comes back with the file; a lock that cannot be had is no reason to lose edits.
                Err(_) => {}
            }
        }
        Ok(())
    }

    /// Somebody else works on what the name leads to: nothing is written beside them.
    fn in_use(&mut self, lang: Lang, held: &LockError, messages: &mut Vec<StoreMessage>) {
        let reason = pick(lang, "ほかの人が編集中", "in use");
        let text = tr!(
            lang,
            "ファイルの名前が今は別の人の編集中のファイルを指すため、書き込みません({held})。",
            "The file's name now leads to one that somebody else edits, so nothing is written ({held})."
        );
        self.fails(SaveFailure { reason: reason.to_owned(), text }, messages);
    }

    /// The file, or one that belongs to it, has become a link that leads out of the folder.
    fn led_out(&mut self, lang: Lang, fault: &NameFault, messages: &mut Vec<StoreMessage>) {
        if self.is_whole() && self.failed.is_none() {
            return;
        }
        let reason = pick(lang, "リンクになった", "became a link");
        let text = tr!(
            lang,
            "フォルダーの外を指すものがあるため、書き込みません({fault})。",
            "Something leads out of the folder, so nothing is written ({fault})."
        );
        self.fails(SaveFailure { reason: reason.to_owned(), text }, messages);
    }

    /// Says why the file cannot be written, once.
    fn fails(&mut self, trouble: SaveFailure, messages: &mut Vec<StoreMessage>) {
        if self.failed.as_ref() != Some(&trouble) {
            messages.push(StoreMessage::NotSaved(trouble.clone().into()));
            self.failed = Some(trouble);
        }
    }

    fn settle_history(&mut self, lang: Lang, messages: &mut Vec<StoreMessage>) {
        let Some(journal) = &mut self.journal else { return };
        let settled = journal.settle();
        if self.silent_anew | settled.as_ref().is_ok_and(|anew| *anew) {
            self.silent_anew = false;
            let text = pick(
                lang,
                "履歴のファイルが外部で置き換えられたか消されていたため、足りない記録を書き直しました。",
                "The history had been replaced or removed by somebody else; what it lacked was written again.",
            );
            messages.push(StoreMessage::Notice(text.to_owned()));
        }
        let trouble = settled.err().map(|error| SaveFailure::of_history(lang, &error));
        if trouble != self.silent_history {
            messages.push(StoreMessage::History(trouble.clone().map(Obstacle::from)));
            self.silent_history = trouble;
        }
    }

    fn write(
        &mut self,
        access: &FileAccess,
        lang: Lang,
        meanwhile: &Meanwhile<'_>,
        messages: &mut Vec<StoreMessage>,
    ) {
        match self.put(access, meanwhile) {
            Ok(saved) => {
                self.saved(saved.stamp);
                messages.extend(
                    saved
                        .notices
                        .iter()
                        .map(|notice| StoreMessage::Notice(notice_text(lang, notice).to_owned())),
                );
                messages.push(StoreMessage::Saved);
            }
            Err(FileFault::File(FileError::Changed { change: error::Change::Removed, .. })) => {
                self.stamp = None;
                let text = pick(
                    lang,
                    "ファイルが外部で削除されていたため、書き直しました。",
                    "The file had been removed by somebody else; it was written again.",
                );
                messages.push(StoreMessage::Notice(text.to_owned()));
                self.write(access, lang, meanwhile, messages);
            }
            Err(FileFault::File(FileError::Changed { .. })) => self.changed_outside(lang, messages),
            Err(fault) => self.not_written(lang, &fault, messages),
        }
    }

    /// Replaces the file; before each step of that, edits that have come meanwhile get into the history.
    fn put(&mut self, access: &FileAccess, meanwhile: &Meanwhile<'_>) -> Result<Saved, FileFault> {
        let Self { path, latest, pack, stamp, lock, journal, silent_anew, .. } = self;
        let own = RefCell::new((journal.as_mut(), silent_anew));
        let between = || match (meanwhile, &mut *own.borrow_mut()) {
            (Meanwhile::Own(inbox, progress), (Some(journal), anew)) => {
                let may_write = || leads_there(lock.as_ref(), path, access);
                inbox.note_edits(progress, |change| note(journal, change, anew, may_write));
            }
            (Meanwhile::Own(..), _) => {}
            (Meanwhile::Other(act), _) => act(),
        };
        assessment::write_on(&Attentive(&between), path, latest, pack, stamp.as_ref())
    }

    pub(super) fn saved(&mut self, stamp: Stamp) {
        self.stamp = Some(stamp);
        self.base.clone_from(&self.latest);
        self.dirty = false;
        self.failed = None;
        self.foreign = None;
    }

    fn not_written(&mut self, lang: Lang, fault: &FileFault, messages: &mut Vec<StoreMessage>) {
        if let FileFault::File(error) = fault
            && let Some(stamp) = error.stamp()
        {
            self.stamp = Some(stamp.clone());
        }
        self.fails(SaveFailure::of_file(lang, &self.path, fault), messages);
    }

    /// Reads what somebody else wrote and asks what to do, once per version.
    fn changed_outside(&mut self, lang: Lang, messages: &mut Vec<StoreMessage>) {
        let read = assessment::look(&self.path).and_then(|sheet| sheet.open(&self.pack));
        let (stamp, theirs) = match read {
            Ok(opened) => {
                self.comments = opened.comments;
                (opened.stamp, Ok(opened.assessment))
            }
            Err(fault) => (None, Err(SaveFailure::of_file(lang, &self.path, &fault).text)),
        };
        let digest = stamp.as_ref().map(Stamp::digest);
        let known =
            self.foreign.as_ref().is_some_and(|known| known.stamp.as_ref().map(Stamp::digest) == digest);
        if !known {
            let values = theirs.as_ref().ok().cloned().map(Box::new);
            self.foreign = Some(Version { stamp, values });
            let base = (*self.base).clone();
            messages.extend(self.tell_comments(lang));
            messages.push(StoreMessage::Changed(Box::new(Foreign { base, theirs })));
        }
        let (path, change) = (self.path.clone(), error::Change::Rewritten);
        self.not_written(lang, &FileFault::File(FileError::Changed { path, change }), messages);
    }
}

/// Adds an edit to a history and has it written, if it may be.
fn note(journal: &mut Journal, change: &Change, anew: &mut bool, may_write: impl Fn() -> bool) {
    journal.add(ChangeRecord::from(change));
    *anew |= may_write() && journal.settle().unwrap_or(false);
}

/// Whether the name still leads to what is open and locked.
fn leads_there(lock: Option<&Lock>, path: &Path, access: &FileAccess) -> bool {
    lock.is_none_or(|lock| lock.is_of(path)) && access.path(path).is_ok()
}

impl From<SaveFailure> for Obstacle {
    fn from(trouble: SaveFailure) -> Self {
        Self { reason: trouble.reason, text: trouble.text }
    }
}

fn notice_text(lang: Lang, notice: &Notice) -> &'static str {
    let (ja, en) = match notice {
        Notice::NotFlushed(_) => (
            "この場所はディスクへの確定に応じません。停電で最後の保存を失うことがあります。",
            "This file system does not flush on request; a power cut may cost the last save.",
        ),
        Notice::LinkCut(_) => (
            "ファイルの別名(ハードリンク)には古い内容が残ります。",
            "The file's other names (hard links) keep the old content.",
        ),
        Notice::GroupLost(_) => (
            "ファイルのグループを保てないため、グループの権限を狭めました。",
            "The file's group could not be kept; its permissions were narrowed.",
        ),
        Notice::OwnerLost(_) => ("ファイルの所有者が変わりました。", "The file belongs to its writer now."),
    };
    pick(lang, ja, en)
}

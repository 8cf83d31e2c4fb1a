//! Files that were left while they could not be written: they stay in memory with their lock, are tried again, and
//! are as they were when the person comes back. Nothing of a file is forgotten unless the person says so.

use std::cell::RefCell;
use std::path::Path;

use super::StoreThread;
use super::file::{Meanwhile, OpenFile};
use crate::domain::text::tr;
use crate::tui::files::name;
use crate::tui::message::StoreMessage;
use crate::tui::session::UnsavedFile;

impl StoreThread {
    /// Puts another file in the place of the open one, which is kept if it lacks anything.
    pub(super) fn replace_open(&mut self, file: OpenFile, writable: bool) {
        let given_up = std::mem::take(&mut self.given_up);
        self.writable = writable;
        if let Some(before) = self.open.replace(file)
            && !before.is_whole()
            && !given_up
        {
            self.left.push(before);
            self.tell_left();
        }
    }

    /// Goes back to a file that is in memory: the open one, or one that was left. False if this is none.
    pub(super) fn come_back(&mut self, path: &Path) -> bool {
        if !(self.writable && self.open.as_ref().is_some_and(|open| open.path == path)) {
            let Some(at) = self.left.iter().position(|file| file.path == path) else { return false };
            let mut file = self.left.remove(at);
            file.tell_anew();
            self.replace_open(file, true);
            self.tell_left();
        }
        let place = self.open.as_ref().map(|open| open.place.clone()).unwrap_or_default();
        (self.say)(StoreMessage::CameBack(path.to_path_buf(), place));
        self.remember();
        true
    }

    /// Tries the files that were left again, and forgets those that lack nothing any more.
    pub(super) fn settle_left(&mut self) {
        if self.left.is_empty() {
            return;
        }
        let (lang, before) = (self.lang, self.unsaved_left());
        let Self { left, open, access, inbox, progress, .. } = self;
        let open = RefCell::new(open.as_mut());
        let note = || {
            if let Some(open) = open.borrow_mut().as_mut() {
                open.note_edits(access, inbox, progress);
            }
        };
        for file in left {
            // It is not on the screen: what has changed is said in a list.
            drop(file.settle(access, lang, &Meanwhile::Other(&note)));
        }
        let saved: Vec<OpenFile> = self.left.extract_if(.., |file| file.is_whole()).collect();
        if self.unsaved_left() != before {
            self.tell_left();
        }
        for file in saved {
            let name = name(&file.path);
            (self.say)(StoreMessage::Notice(tr!(
                lang,
                "{name} を保存しました。未保存の答えは残っていません。",
                "{name} has been saved; nothing of it is left unsaved."
            )));
        }
    }

    fn tell_left(&self) {
        (self.say)(StoreMessage::Left(self.unsaved_left()));
    }

    fn unsaved_left(&self) -> Vec<UnsavedFile> {
        let unsaved = |file: &OpenFile| UnsavedFile {
            path: file.path.clone(),
            name: name(&file.path),
            reason: file.reason().to_owned(),
            in_file: !file.dirty,
        };
        self.left.iter().map(unsaved).collect()
    }
}

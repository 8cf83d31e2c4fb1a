//! What the store thread says: files opened and saved, faults, the history, another person's version.

use std::path::{Path, PathBuf};

use super::state::App;
use crate::domain::past::Past;
use crate::domain::text::{pick, tr};
use crate::tui::action::{self, Action, Page, Place};
use crate::tui::desktop::FileQuestion;
use crate::tui::message::StoreMessage;
use crate::tui::overlay::conflict;
use crate::tui::overlay::damage::DamageQuestion;
use crate::tui::overlay::prompt::{Prompt, PromptPurpose};
use crate::tui::overlay::recovery::Recovery;
use crate::tui::screens::assess::Assess;
use crate::tui::screens::board::Board;
use crate::tui::screens::proof::ProofPage;
use crate::tui::screens::table::Table;
use crate::tui::screens::what_if::WhatIf;
use crate::tui::session::{Obstacle, Opened, Saving, Session};

impl App {
    /// Takes what the store says.
    pub(super) fn on_store(&mut self, message: StoreMessage) {
        let Some(message) = self.desktop.put_off(message) else { return };
        match message {
            StoreMessage::Opened(opened) => self.on_opened(*opened),
            StoreMessage::NotOpened(text) => {
                (self.desktop.waiting, self.desktop.opening) = (false, false);
                self.desktop.say(text);
            }
            StoreMessage::Damaged(damage) => {
                (self.desktop.waiting, self.desktop.opening) = (false, false);
                self.desktop.open(DamageQuestion::new(damage));
            }
            StoreMessage::Saved => {
                self.desktop.foreign = None;
                self.saving(Saving::Saved);
            }
            StoreMessage::NotSaved(obstacle) => {
                let key = action::key_of(Place::Work, Action::SaveAs).unwrap_or("S");
                let text = tr!(
                    self.desktop.lang(),
                    "{}  {key} で別の場所に保存できます。",
                    "{}  {key} saves elsewhere.",
                    obstacle.text
                );
                self.saving(Saving::Failed(obstacle));
                let question = self.question().filter(|_| self.desktop.leaving);
                self.desktop.say(question.unwrap_or(text));
            }
            StoreMessage::History(obstacle) => self.on_history(obstacle),
            StoreMessage::Past(past, notice) => self.on_past(*past, notice),
            StoreMessage::Changed(foreign) => conflict::arrive(&mut self.desktop, *foreign),
            StoreMessage::Moved(path) => self.on_moved(path),
            StoreMessage::NotMoved(text, name) => self.on_not_moved(text, name.as_deref()),
            StoreMessage::Unlocked(obstacle) => self.on_unlocked(obstacle),
            StoreMessage::Left(left) => self.desktop.left = left,
            StoreMessage::CameBack(path, place) => self.come_back(&path, &place),
            StoreMessage::Notice(text) => self.desktop.say(text),
            StoreMessage::Settings(by, kana) => {
                // A name known from earlier is only suggested, and nowhere but at one's own desk.
                if let (Some(own), false) = (&mut self.desktop.own_name, by.is_empty()) {
                    *own = by;
                }
                self.desktop.prefs.theme.kana = kana;
            }
            StoreMessage::Recent(recent) => self.screens.start.recent = recent,
            StoreMessage::Packs(packs) => self.desktop.packs = packs,
        }
    }

    fn on_opened(&mut self, opened: Opened) {
        let place = opened.place.clone();
        let session = Session::new(opened);
        let unlocked = session.unlocked.as_ref().map(|obstacle| obstacle.text.as_str());
        let notice = session.read_only().or(unlocked).map(str::to_owned);
        self.open_session(session, &place);
        self.desktop.notice = notice.or_else(|| self.desktop.hint.take());
    }

    /// A file that was in memory all the time is in front again, as it was left.
    fn come_back(&mut self, path: &Path, place: &str) {
        (self.desktop.waiting, self.desktop.opening) = (false, false);
        if self.desktop.session.as_ref().is_some_and(|session| session.path == path) {
            self.desktop.overlays.clear();
            self.desktop.page = Page::Assess;
        } else if let Some(at) = self.desktop.left_sessions.iter().position(|session| session.path == path) {
            let session = self.desktop.left_sessions.remove(at);
            self.open_session(session, place);
        }
    }

    /// Puts a session in front. The one before it is kept if its file was left while it lacked something.
    fn open_session(&mut self, session: Session, place: &str) {
        (self.desktop.waiting, self.desktop.opening) = (false, false);
        self.desktop.notice = None;
        self.desktop.overlays.clear();
        (self.desktop.after_save, self.desktop.foreign, self.desktop.leaving) = (None, None, false);
        self.screens.assess = Assess::at(&session, place);
        self.screens.board = Board::default();
        self.screens.table = Table::default();
        self.screens.proof = ProofPage::default();
        self.desktop.trail.clear();
        self.screens.what_if = WhatIf::default();
        self.desktop.trial = None;
        self.desktop.unsigned.clear();
        self.desktop.page = Page::Assess;
        self.desktop.left_sessions.retain(|left| left.path != session.path);
        if let Some(before) = self.desktop.session.replace(session)
            && self.desktop.left.iter().any(|file| file.path == before.path)
        {
            self.desktop.left_sessions.push(before);
        }
    }

    fn on_history(&mut self, obstacle: Option<Obstacle>) {
        let lang = self.desktop.lang();
        let Some(session) = self.desktop.real_mut() else { return };
        session.silent_history.clone_from(&obstacle);
        // That all is well again is no reason to hide what has just been said.
        if obstacle.is_none() && self.desktop.notice.is_some() {
            return;
        }
        self.desktop.say(match obstacle {
            Some(Obstacle { reason, .. }) => tr!(
                lang,
                "履歴に書けません({reason})。保存は続けますが、元に戻す記録が残りません。",
                "The history cannot be written ({reason}); the file still is."
            ),
            None => pick(lang, "履歴に書けるようになりました。", "The history is written again.").to_owned(),
        });
    }

    fn on_past(&mut self, past: Past, notice: Option<String>) {
        let Some(session) = self.desktop.session.as_mut() else { return };
        session.remember(past.undo, past.redo);
        session.issued.join(&past.issued);
        if let Some(notice) = notice {
            self.desktop.say(notice);
        }
        if !past.missing.is_empty() {
            // Below the boxes opened meanwhile, so that no key meant for them answers this.
            self.desktop.overlays.insert(0, Box::new(Recovery::new(past.missing)));
        }
    }

    fn on_moved(&mut self, path: PathBuf) {
        let place = self.desktop.shown(&path);
        let text = tr!(
            self.desktop.lang(),
            "これからは {place} に保存します。",
            "From now on everything is saved to {place}."
        );
        let Some(session) = self.desktop.real_mut() else { return };
        session.path = path;
        session.saving = Saving::Saved;
        self.desktop.foreign = None;
        self.desktop.overlays.retain(|overlay| overlay.question() != Some(FileQuestion::Conflict));
        self.desktop.say(text);
        // What was asked for before the answers were safe is done now.
        if let Some(effect) = self.desktop.after_save.take() {
            self.desktop.want(effect);
        }
    }

    /// The name was refused or could not be written: another one is asked for, unless the person is elsewhere by now.
    fn on_not_moved(&mut self, text: String, name: Option<&Path>) {
        match name.and_then(Path::to_str) {
            Some(name) if self.desktop.overlays.is_empty() || self.desktop.after_save.is_some() => {
                self.desktop.open(Prompt::line(PromptPurpose::SaveAs, name));
            }
            _ => self.desktop.after_save = None,
        }
        self.desktop.say(text);
    }

    fn on_unlocked(&mut self, obstacle: Option<Obstacle>) {
        let Some(session) = self.desktop.real_mut() else { return };
        session.unlocked.clone_from(&obstacle);
        if let Some(obstacle) = obstacle {
            self.desktop.say(obstacle.text);
        }
    }

    fn saving(&mut self, state: Saving) {
        if let Some(session) = self.desktop.real_mut() {
            session.saving = state;
        }
    }
}

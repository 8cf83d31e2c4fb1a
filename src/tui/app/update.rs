//! One step of the workbench: a message changes it and says what is wanted outside.

use super::state::App;
use crate::domain::evidence::{Sight, Trouble};
use crate::tui::desktop::Outcome;
use crate::tui::message::Message;

impl App {
    /// Takes one message.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::Key(key) => self.on_key(key),
            Message::Keys(reads) => self.on_reads(&reads),
            Message::Paste(paste) => self.on_paste(&paste),
            Message::Resized(columns, rows) => self.desktop.size = (columns, rows),
            Message::CannotSuspend => {
                self.desktop.notify("ここでは中断できません。", "Suspending is not possible here.");
            }
            Message::Store(message) => {
                self.on_store(message);
                self.carry_out_requests();
            }
            Message::Surveyed(revision, survey) => {
                if self.desktop.session.as_ref().is_some_and(|session| session.revision() == revision) {
                    self.screens.carriers.arrive(*survey);
                }
            }
            Message::Seen(file, seen) => self.on_seen(&file, &seen),
            Message::Listed(folder) => self.screens.folder.arrive(folder),
        }
        self.settle();
    }

    /// A box that waits for the file takes it, wherever it lies; what it opens lies over all.
    fn on_seen(&mut self, file: &str, seen: &Result<Sight, Trouble>) {
        let mut kept = Vec::new();
        for mut overlay in std::mem::take(&mut self.desktop.overlays) {
            if overlay.seen(&mut self.desktop, file, seen) == Outcome::Keep {
                kept.push(overlay);
            }
        }
        kept.append(&mut self.desktop.overlays);
        self.desktop.overlays = kept;
        self.carry_out_requests();
    }

    /// Everything follows what was done: the screen and the box in front, and the way out of the file.
    pub(super) fn settle(&mut self) {
        self.screens.at_mut(self.desktop.page).settle(&mut self.desktop);
        if let Some(mut front) = self.desktop.overlays.pop() {
            front.settle(&self.desktop);
            self.desktop.overlays.push(front);
        }
        self.guard();
    }
}

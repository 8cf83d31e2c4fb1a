//! Keys and pastes on their way to a screen or to the box in front.

use super::boxes;
use super::key_batch;
use super::state::App;
use crate::domain::text::tr;
use crate::tui::action::{self, Action};
use crate::tui::desktop::Desktop;
use crate::tui::keys::{Key, Paste};

impl App {
    pub(super) fn on_key(&mut self, key: Key) {
        if self.desktop.opening {
            return self.key_while_opening(key);
        }
        self.desktop.notice = None;
        if !self.desktop.overlays.is_empty() {
            self.desktop.leaving = false;
            boxes::key(&mut self.desktop, key);
            return self.carry_out_requests();
        }
        let place = self.desktop.place();
        match action::find(place, key) {
            Some(action) => {
                self.desktop.leaving &= action == Action::Quit;
                self.act(action);
            }
            None if action::from_input_method(key) => self.desktop.say_input_method(),
            None => {
                let key = action::key_of(place, Action::Help).unwrap_or("?");
                self.desktop.say(tr!(
                    self.desktop.lang(),
                    "そのキーには割り当てがありません。{key} で操作の一覧を見られます。",
                    "That key does nothing here; {key} lists the keys."
                ));
            }
        }
    }

    pub(super) fn on_paste(&mut self, paste: &Paste) {
        if self.desktop.opening {
            return self.say_opening();
        }
        self.desktop.notice = None;
        if !boxes::paste(&mut self.desktop, paste) {
            say_no_place_to_paste(&mut self.desktop);
        }
        self.carry_out_requests();
    }

    /// Keys as they were read. Where nothing is typed, each read counts for itself: what no hand presses does nothing.
    pub(super) fn on_reads(&mut self, reads: &[Vec<Key>]) {
        let mut unsettled = false;
        for (at, read) in reads.iter().enumerate() {
            if boxes::takes_text(&self.desktop) {
                // A text goes on from read to read, wherever the line cut it.
                return self.on_batch(&reads[at..].concat(), &mut unsettled);
            }
            if key_batch::unreadable(read) {
                self.desktop.notify(
                    "読めない文字が届いたため、何もしていません。端末の文字コードを UTF-8 にしてください。",
                    "Unreadable characters came, so nothing was done. Set the terminal to UTF-8.",
                );
            } else if key_batch::stray_paste(read) {
                self.desktop.notice = None;
                say_no_place_to_paste(&mut self.desktop);
            } else {
                self.on_batch(read, &mut unsettled);
            }
        }
    }

    /// Keys that came at once: an input method commits a word, somebody pastes into a terminal that does not mark
    /// pastes, or a key is held. What a key acts on is settled before it; after the last one the message settles.
    fn on_batch(&mut self, keys: &[Key], unsettled: &mut bool) {
        let mut rest = keys;
        if boxes::takes_text(&self.desktop)
            && let Some((text, length)) = key_batch::unmarked_paste(rest)
        {
            self.settle_if(unsettled);
            self.on_paste(&Paste { text, cut: false });
            rest = &rest[length..];
        }
        while let Some(key) = rest.first() {
            let committed = key_batch::committed(rest).filter(|_| boxes::takes_text(&self.desktop));
            if let Some((text, length)) = committed {
                self.desktop.notice = None;
                self.desktop.insert(&text);
                self.carry_out_requests();
                rest = &rest[length..];
            } else {
                self.settle_if(unsettled);
                self.on_key(*key);
                rest = &rest[1..];
            }
        }
    }

    /// Settles what the key before left behind; from the first key on there is something.
    fn settle_if(&mut self, unsettled: &mut bool) {
        if std::mem::replace(unsettled, true) {
            self.settle();
        }
    }
}

/// Says that no text is typed where something was pasted.
fn say_no_place_to_paste(desktop: &mut Desktop) {
    desktop.notify(
        "ここには貼り付けられません。文字を入れる欄で貼り付けてください。",
        "There is nothing to paste into here; paste where text is typed.",
    );
}

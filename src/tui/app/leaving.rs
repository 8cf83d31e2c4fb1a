//! Ways out of a file. Whatever leads to another file passes [`App::guard`]: answers that are not saved are asked about
//! first, and until the other file is there no key reaches the one that is being left.

use super::state::App;
use crate::domain::text::{pick, tr};
use crate::tui::action::{self, Action, Page, Place};
use crate::tui::keys::Key;
use crate::tui::message::{Effect, StoreCommand};
use crate::tui::overlay::unsaved::UnsavedQuestion;
use crate::tui::session::Session;

impl App {
    /// True if the open file lacks answers and the store has said so.
    fn is_unsaved(&self) -> bool {
        self.desktop.real().is_some_and(Session::is_unsaved)
    }

    /// Holds back what would leave the open file while answers are not saved, and asks what becomes of them.
    pub(super) fn guard(&mut self) {
        // What is on its way has been answered for.
        let waits = |effect: &Effect| effect.leaves_the_file();
        let Some(at) = self.desktop.effects.iter().position(waits).filter(|_| !self.desktop.opening) else {
            return;
        };
        let asked = std::mem::take(&mut self.desktop.may_leave);
        if self.goes_nowhere(at) {
            self.desktop.effects.remove(at);
            self.desktop.page = Page::Assess;
        } else if asked || !self.is_unsaved() {
            self.desktop.opening = true;
        } else {
            let effect = self.desktop.effects.remove(at);
            self.desktop.waiting = false;
            self.desktop.open(UnsavedQuestion::new(effect));
        }
    }

    /// True for opening the file that is open, by its full name.
    fn goes_nowhere(&self, at: usize) -> bool {
        let (Some(Effect::Store(StoreCommand::Open(path))), Some(session)) =
            (self.desktop.effects.get(at), &self.desktop.session)
        else {
            return false;
        };
        session.path == *path && session.read_only().is_none()
    }

    /// While another file is being opened, one can still leave the program; everything else waits to be typed again.
    pub(super) fn key_while_opening(&mut self, key: Key) {
        let place = self.desktop.place();
        match action::find(place, key) {
            Some(Action::Quit) => self.quit(),
            Some(Action::Suspend) => self.desktop.want(Effect::Suspend),
            _ => self.say_opening(),
        }
    }

    /// Says that a file is being opened.
    pub(super) fn say_opening(&mut self) {
        let key = action::key_of(Place::On(Page::Start), Action::Quit).unwrap_or("Ctrl-c");
        self.desktop.say(tr!(
            self.desktop.lang(),
            "ファイルを開いています。開くまでキーは働きません({key} で終了)。",
            "The file is being opened; until it is there, keys do nothing ({key} quits)."
        ));
    }

    /// Says, on the way to the start screen, that the file which stays open is not saved.
    pub(super) fn say_unsaved(&mut self) {
        let Some(session) = self.desktop.real().filter(|session| session.is_unsaved()) else { return };
        let key = action::key_of(Place::On(Page::Start), Action::SaveAs).unwrap_or("S");
        let name = session.name();
        self.desktop.say(tr!(
            self.desktop.lang(),
            "{name} は保存できていません(開いたまま)。{key} で別の場所に保存できます。",
            "{name} is not saved; it stays open here. {key} saves it elsewhere."
        ));
    }

    /// Quits; where something is neither in the file nor on its way there, only when asked twice.
    pub(super) fn quit(&mut self) {
        if self.desktop.leaving {
            return self.desktop.want(Effect::Quit);
        }
        match self.question() {
            Some(text) => {
                self.desktop.leaving = true;
                self.desktop.say(text);
            }
            None => self.desktop.want(Effect::Quit),
        }
    }

    /// The question before the program ends; nothing if nothing would be lost.
    pub(super) fn question(&self) -> Option<String> {
        let lang = self.desktop.lang();
        let others: Vec<&str> =
            self.desktop.left.iter().filter(|file| !file.in_file).map(|file| file.name.as_str()).collect();
        let others = others.join(pick(lang, "、", ", "));
        Some(match (self.is_unsaved(), others.is_empty()) {
            (true, true) => pick(
                lang,
                "保存できていません。もう一度押すと終了します。S で別の場所に保存できます。",
                "Not saved. Press again to quit anyway; S saves elsewhere.",
            )
            .to_owned(),
            (true, false) => tr!(
                lang,
                "このファイルと {others} を保存できていません。もう一度押すと終了します。",
                "Not saved: this file, {others}. Press again to quit anyway."
            ),
            (false, false) => tr!(
                lang,
                "{others} を保存できていません。もう一度押すと終了します。",
                "Not saved: {others}. Press again to quit anyway."
            ),
            (false, true) => {
                let trial = self.desktop.trial.as_ref().filter(|trial| trial.is_loose())?;
                tr!(
                    lang,
                    "「もしも」の変更{}件は取り置かれていません。もう一度押すと捨てて終了します。",
                    "What-if changes not put aside: {}. Press again to lose them and quit.",
                    trial.changes.len()
                )
            }
        })
    }
}

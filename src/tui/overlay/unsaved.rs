//! Another file is asked for while answers of the open one are not saved: a person says what becomes of them.

use crate::domain::text::{Lang, pick, tr};
use crate::tui::action::BoxFocus;
use crate::tui::canvas::Canvas;
use crate::tui::desktop::{Desktop, FileQuestion, Outcome, Overlay};
use crate::tui::keys::Key;
use crate::tui::message::{Effect, StoreCommand};
use crate::tui::overlay::menu::{self, MenuAnswer, MenuChoice};
use crate::tui::overlay::prompt::Prompt;
use crate::tui::session::{Saving, Session};

// The first one is what Enter does without reading: nothing is lost by it.
const CHOICES: &[MenuChoice] = &[
    MenuChoice::new('s', "別の場所に保存してから移る", "Save elsewhere, then go on"),
    MenuChoice::new(
        'k',
        "残したまま移る(保存は続けて試み、戻れば続きから)",
        "Go on; they stay here, and saving is tried again",
    ),
    MenuChoice::new('d', "保存できていない答えを捨てて移る", "Drop what is not saved and go on"),
];

/// The question.
#[derive(Debug)]
pub struct UnsavedQuestion {
    /// What was wanted and waits.
    wanted: Effect,
    cursor: usize,
}

impl UnsavedQuestion {
    /// The question before something is done that leaves the open file.
    pub fn new(wanted: Effect) -> Self {
        Self { wanted, cursor: 0 }
    }
}

impl Overlay for UnsavedQuestion {
    fn focus(&self) -> Option<BoxFocus> {
        Some(BoxFocus::Confirm)
    }

    /// Asks until it is answered; Esc stays with the file.
    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        match menu::answer(CHOICES, &mut self.cursor, key) {
            Some(MenuAnswer::Chosen(0)) => {
                desktop.after_save = Some(self.wanted.clone());
                desktop.open(Prompt::elsewhere(desktop));
            }
            Some(MenuAnswer::Chosen(at)) => {
                if at > 1 {
                    desktop.want(StoreCommand::GiveUp);
                }
                desktop.may_leave = true;
                desktop.want(self.wanted.clone());
            }
            Some(MenuAnswer::Left) => {
                desktop.notify("ファイルは開いたままです。", "The file stays open.");
            }
            None => return Outcome::Keep,
        }
        Outcome::Close
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let lang = desktop.lang();
        let title = pick(lang, "保存できていない答えがあります", "Some answers are not saved");
        let text = desktop.real().map(|session| paragraphs(lang, session)).unwrap_or_default();
        menu::draw(desktop, canvas, (title, &text), (CHOICES, self.cursor), BoxFocus::Confirm);
    }

    fn question(&self) -> Option<FileQuestion> {
        Some(FileQuestion::Unsaved)
    }
}

fn paragraphs(lang: Lang, session: &Session) -> Vec<String> {
    let Saving::Failed(obstacle) = &session.saving else { return Vec::new() };
    let (name, reason) = (session.name(), &obstacle.reason);
    let first = tr!(lang, "{name} を保存できていません({reason})。", "{name} could not be saved ({reason}).");
    let second = if session.silent_history.is_some() {
        pick(
            lang,
            "履歴にも書けていないため、捨てた答えは戻せません。",
            "The history could not be written either: answers that are dropped are gone.",
        )
    } else {
        pick(
            lang,
            "答えは履歴に残っているため、捨てても、次に開いたときに取り込めます。",
            "The history has them: even if they are dropped, they are offered when the file is opened again.",
        )
    };
    vec![first, second.to_owned()]
}

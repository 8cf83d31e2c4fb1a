//! Another file is asked for while answers of the open one are not saved: a person says what becomes of them.

use crate::domain::text::Lang;
use crate::report::words::pick;
use crate::tui::action::Inside;
use crate::tui::canvas::Canvas;
use crate::tui::keys::Key;
use crate::tui::model::{Effect, Model};
use crate::tui::overlay::Overlay;
use crate::tui::overlay::menu::{self, Choice, Meaning};
use crate::tui::scratch;
use crate::tui::session::{Saving, Session};
use crate::tui::update;

// The first one is what Enter does without reading: nothing is lost by it.
const CHOICES: &[Choice] = &[
    Choice { key: 's', ja: "別の場所に保存してから移る", en: "Save elsewhere, then go on" },
    Choice {
        key: 'k',
        ja: "残したまま移る(保存は続けて試み、戻れば続きから)",
        en: "Go on; they stay here, and saving is tried again",
    },
    Choice {
        key: 'd', ja: "保存できていない答えを捨てて移る", en: "Drop what is not saved and go on"
    },
];

/// The question.
#[derive(Debug)]
pub struct Unsaved {
    /// What was wanted and waits.
    wanted: Effect,
    cursor: usize,
}

impl Unsaved {
    /// The question before something is done that leaves the open file.
    pub fn new(wanted: Effect) -> Self {
        Self { wanted, cursor: 0 }
    }
}

/// Asks until it is answered; Esc stays with the file.
pub fn key(model: &mut Model, mut unsaved: Unsaved, key: Key) {
    match menu::meaning(CHOICES, unsaved.cursor, key) {
        Meaning::Chosen(0) => {
            model.after_save = Some(unsaved.wanted);
            update::elsewhere(model);
        }
        Meaning::Chosen(at) => {
            if at > 1 {
                model.want(Effect::GiveUp);
            }
            model.may_leave = true;
            model.want(unsaved.wanted);
        }
        Meaning::Left => {
            model.say(pick(model.lang(), "ファイルは開いたままです。", "The file stays open."));
        }
        Meaning::Moved(cursor) => {
            unsaved.cursor = cursor;
            model.push(Overlay::Unsaved(unsaved));
        }
        Meaning::Nothing => model.push(Overlay::Unsaved(unsaved)),
    }
}

/// Draws the question.
pub fn draw(model: &Model, unsaved: &Unsaved, canvas: &mut Canvas<'_>) {
    let lang = model.lang();
    let title = pick(lang, "保存できていない答えがあります", "Some answers are not saved");
    let text = scratch::real(model).map(|session| paragraphs(lang, session)).unwrap_or_default();
    menu::draw_with(model, canvas, title, &text, (CHOICES, unsaved.cursor), Inside::Confirm);
}

fn paragraphs(lang: Lang, session: &Session) -> Vec<String> {
    let Saving::Failed(obstacle) = &session.saving else { return Vec::new() };
    let (name, reason) = (session.name(), &obstacle.reason);
    let first = match lang {
        Lang::Ja => format!("{name} を保存できていません({reason})。"),
        Lang::En => format!("{name} could not be saved ({reason})."),
    };
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

//! A file that cannot be read although a backup of it can: nothing happens to either until a person says so.

use std::path::PathBuf;

use crate::domain::text::Lang;
use crate::report::words::pick;
use crate::tui::canvas::Canvas;
use crate::tui::keys::Key;
use crate::tui::model::{Effect, Model};
use crate::tui::overlay::Overlay;
use crate::tui::overlay::menu::{self, Choice, Meaning};

const CHOICES: &[Choice] = &[
    Choice {
        key: 'r',
        ja: "控えから戻す(今のファイルは .damaged を付けて残します)",
        en: "Restore the backup (the file is kept as .damaged)",
    },
    Choice { key: 'c', ja: "何もしない", en: "Leave everything as it is" },
];

/// The question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The file.
    pub path: PathBuf,
    /// Why it cannot be read, as a sentence.
    pub text: String,
    /// When its newest good backup was made.
    pub made: String,
}

/// Restores the backup or leaves everything as it is.
pub fn key(model: &mut Model, damage: Damage, cursor: usize, key: Key) {
    match menu::meaning(CHOICES, cursor, key) {
        Meaning::Chosen(0) => {
            model.waiting = true;
            model.want(Effect::Restore(damage.path));
        }
        Meaning::Chosen(_) | Meaning::Left => {
            let text = pick(model.lang(), "ファイルは今のままです。", "The file stays as it is.");
            model.say(text);
        }
        Meaning::Moved(moved) => model.push(Overlay::Damage(damage, moved)),
        Meaning::Nothing => model.push(Overlay::Damage(damage, cursor)),
    }
}

/// Draws the question.
pub fn draw(model: &Model, damage: &Damage, cursor: usize, canvas: &mut Canvas<'_>) {
    let lang = model.lang();
    let title = pick(lang, "このファイルは読めません", "This file cannot be read");
    let backup = match lang {
        Lang::Ja => format!(
            "控え({})は読めます。その後の変更は、履歴に残っていれば戻したあとで取り込めます。",
            damage.made
        ),
        Lang::En => format!(
            "Its backup of {} can be read. Edits made since, if the history has them, are offered after that.",
            damage.made
        ),
    };
    menu::draw(model, canvas, title, &[damage.text.clone(), backup], CHOICES, cursor);
}

//! A file that cannot be read although a backup of it can: nothing happens to either until a person says so.

use crate::domain::text::{pick, tr};
use crate::tui::action::BoxFocus;
use crate::tui::canvas::Canvas;
use crate::tui::desktop::{Desktop, Outcome, Overlay};
use crate::tui::files::Damage;
use crate::tui::keys::Key;
use crate::tui::message::StoreCommand;
use crate::tui::overlay::menu::{self, MenuAnswer, MenuChoice};

const CHOICES: &[MenuChoice] = &[
    MenuChoice::new(
        'r',
        "控えから戻す(今のファイルも残します)",
        "Restore the backup (this file is kept as well)",
    ),
    MenuChoice::new('c', "何もしない", "Leave everything as it is"),
];

/// The question.
#[derive(Debug)]
pub struct DamageQuestion {
    damage: Damage,
    cursor: usize,
}

impl DamageQuestion {
    /// A question about this file.
    pub fn new(damage: Damage) -> Self {
        Self { damage, cursor: 0 }
    }
}

impl Overlay for DamageQuestion {
    fn focus(&self) -> Option<BoxFocus> {
        Some(BoxFocus::Question)
    }

    /// Restores the backup or leaves everything as it is.
    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        match menu::answer(CHOICES, &mut self.cursor, key) {
            Some(MenuAnswer::Chosen(0)) => {
                desktop.waiting = true;
                desktop.want(StoreCommand::Restore(self.damage.path.clone()));
            }
            Some(_) => {
                desktop.notify("ファイルは今のままです。", "The file stays as it is.");
            }
            None => return Outcome::Keep,
        }
        Outcome::Close
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let lang = desktop.lang();
        let Damage { text, made, .. } = &self.damage;
        let title = pick(lang, "このファイルは読めません", "This file cannot be read");
        let backup = tr!(
            lang,
            "控え({made})は読めます。その後の変更は、履歴に残っていれば戻したあとで取り込めます。",
            "Its backup of {made} can be read. Edits made since, if the history has them, are offered after that."
        );
        let paragraphs = [text.clone(), backup];
        menu::draw(desktop, canvas, (title, &paragraphs), (CHOICES, self.cursor), BoxFocus::Question);
    }
}

//! Who leaves: the roster to choose from, with what would fall without each.

use crate::domain::change::Change;
use crate::domain::flip::Flips;
use crate::domain::register::{Person, PersonId};
use crate::domain::text::{Lang, pick};
use crate::domain::what_if::departure;
use crate::tui::action::BoxFocus;
use crate::tui::canvas::Canvas;
use crate::tui::desktop::{Desktop, Outcome, Overlay};
use crate::tui::editor::Editor;
use crate::tui::form::chooser::{Answer, Chooser};
use crate::tui::form::lookup::Candidate;
use crate::tui::impact;
use crate::tui::keys::Key;
use crate::tui::session::Session;

/// Most people for whom what falls is worked out before one is chosen: each takes an evaluation.
const JUDGED: usize = 30;

/// The list.
#[derive(Debug)]
pub struct Departure {
    chooser: Chooser,
}

impl Departure {
    /// Everybody in the roster.
    pub fn of(desktop: &Desktop) -> Self {
        let lang = desktop.lang();
        let people = desktop.session.as_ref().map_or(&[][..], |session| &session.assessment.people);
        let judged = people.len() <= JUDGED;
        let choice = |person: &Person| {
            let tail = desktop.session.as_ref().filter(|_| judged).map(|session| {
                let falls = falls(session, &person.id);
                if falls.categories.is_empty() {
                    return requirements(lang, falls.rows.len());
                }
                let falls = Flips { rows: Vec::new(), ..falls };
                // The other half of the line is for the name.
                impact::within(
                    session,
                    lang,
                    &falls,
                    usize::from(desktop.size.0 / 2),
                    desktop.prefs.ambiguous,
                )
            });
            Candidate {
                id: person.id.to_string(),
                text: format!("{}  {}", person.id, person.name),
                yomi: person.yomi.clone(),
                tail: tail.unwrap_or_default(),
            }
        };
        let choices = people.iter().map(choice).collect();
        let title = pick(lang, "だれが退職したら", "Who leaves?").to_owned();
        Self { chooser: Chooser::new(title, choices, Vec::new()) }
    }
}

/// Where every category stays as it is: how many requirements fall.
fn requirements(lang: Lang, count: usize) -> String {
    match (count, lang) {
        (0, _) => String::new(),
        (_, Lang::Ja) => format!("区分は変わらず、要件 {count}件が下がる"),
        (1, Lang::En) => "no category, 1 requirement".to_owned(),
        (_, Lang::En) => format!("no category, {count} requirements"),
    }
}

fn falls(session: &Session, person: &PersonId) -> Flips {
    impact::of(session, &Change::all(departure(&session.assessment, person))).falls()
}

impl Overlay for Departure {
    fn focus(&self) -> Option<BoxFocus> {
        Some(BoxFocus::One)
    }

    /// Asks until a person is chosen or the list is left.
    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        match self.chooser.key(desktop, key) {
            Answer::Stay => return Outcome::Keep,
            Answer::Leave => {}
            Answer::Chosen(ids) => {
                if let Some(id) = ids.first() {
                    desktop.attempt(|assessment| departure(assessment, &id.as_str().into()));
                }
            }
        }
        Outcome::Close
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        self.chooser.draw(desktop, canvas);
    }

    fn editor(&mut self) -> Option<&mut Editor> {
        Some(self.chooser.editor())
    }

    fn insert(&mut self, _desktop: &mut Desktop, text: &str) {
        self.chooser.insert(text);
    }
}

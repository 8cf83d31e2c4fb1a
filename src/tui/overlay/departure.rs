//! Who leaves: the roster to choose from, with what would fall without each.

use crate::domain::change::Change;
use crate::domain::flip::Flips;
use crate::domain::text::Lang;
use crate::domain::what_if::departure;
use crate::report::words::pick;
use crate::tui::canvas::Canvas;
use crate::tui::editor::Editor;
use crate::tui::form::chooser::{Answer, Chooser};
use crate::tui::form::options::Choice;
use crate::tui::impact;
use crate::tui::keys::Key;
use crate::tui::model::Model;
use crate::tui::overlay::Overlay;
use crate::tui::screens::what_if;
use crate::tui::session::Session;

/// Most people for whom what falls is worked out before anybody is chosen: each takes an evaluation.
const JUDGED: usize = 30;

/// The list.
#[derive(Debug)]
pub struct Departure {
    chooser: Chooser,
}

impl Departure {
    /// Everybody in the roster.
    pub fn of(model: &Model) -> Self {
        let lang = model.lang();
        let people = model.session.as_ref().map_or(&[][..], |session| &session.assessment.people);
        let judged = people.len() <= JUDGED;
        let choice = |person: &crate::domain::register::Person| {
            let tail = model.session.as_ref().filter(|_| judged).map(|session| {
                let falls = falls(session, &person.id);
                if falls.categories.is_empty() {
                    return requirements(lang, falls.rows.len());
                }
                let falls = Flips { rows: Vec::new(), ..falls };
                // The other half of the line is for the name.
                impact::within(session, lang, &falls, usize::from(model.size.0 / 2), model.prefs.ambiguous)
            });
            Choice {
                id: person.id.clone(),
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

fn falls(session: &Session, person: &str) -> Flips {
    impact::of(session, &Change::all(departure(&session.assessment, person))).falls()
}

/// Asks until somebody is chosen, or nobody.
pub fn key(model: &mut Model, mut departure: Departure, key: Key) {
    match departure.chooser.key(key) {
        Answer::Stay => model.push(Overlay::Departure(departure)),
        Answer::Leave => {}
        Answer::Chosen(ids) => {
            if let Some(id) = ids.first() {
                what_if::leaves(model, id);
            }
        }
    }
}

/// The text that narrows.
pub fn editor(departure: &mut Departure) -> &mut Editor {
    departure.chooser.editor()
}

/// Text that came at once narrows.
pub fn insert(model: &mut Model, mut departure: Departure, text: &str) {
    departure.chooser.insert(text);
    model.push(Overlay::Departure(departure));
}

/// Draws the list.
pub fn draw(model: &Model, departure: &Departure, canvas: &mut Canvas<'_>) {
    departure.chooser.draw(model, canvas);
}

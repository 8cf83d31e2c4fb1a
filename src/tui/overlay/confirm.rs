//! A box that asks before something is lost or becomes worse.

use crate::domain::change::Change;
use crate::domain::flip::Flips;
use crate::report::words::pick;
use crate::tui::action::Inside;
use crate::tui::canvas::Canvas;
use crate::tui::form::accept;
use crate::tui::keys::Key;
use crate::tui::model::Model;
use crate::tui::overlay::Overlay;
use crate::tui::overlay::menu::{self, Choice, Meaning};
use crate::tui::screens::{table, what_if};
use crate::tui::session::Saving;
use crate::tui::{impact, scratch, update};

/// Most verdicts that are named.
const LINES: usize = 8;

/// What is done when the answer is yes.
#[derive(Debug)]
pub enum Deed {
    /// An edit, and what is said of it where nothing flips.
    Edit(Box<Change>, String),
    /// A scenario is taken up in the place of what is tried.
    TakeUp(String),
    /// The scratch layer ends.
    Discard,
    /// The form below is accepted although its name is there already.
    Accept,
    /// The form below is left for the row of this id.
    Open(String),
}

/// The question.
#[derive(Debug)]
pub struct Confirm {
    title: String,
    paragraphs: Vec<String>,
    choices: Vec<Choice>,
    /// What each choice but the last does.
    deeds: Vec<Deed>,
    cursor: usize,
}

impl Confirm {
    /// A question with what the yes is called, Japanese first.
    pub fn new(
        title: &str,
        paragraphs: Vec<String>,
        (ja, en): (&'static str, &'static str),
        deed: Deed,
    ) -> Self {
        let choices =
            vec![Choice { key: 'y', ja, en }, Choice { key: 'n', ja: "やめる", en: "Leave it as it is" }];
        // Whoever presses Enter without reading loses nothing.
        Self { title: title.to_owned(), paragraphs, choices, deeds: vec![deed], cursor: 1 }
    }

    /// Whether what a form holds is what a row holds already.
    pub fn same_name(title: &str, paragraphs: Vec<String>, id: String) -> Self {
        let choices = vec![
            Choice {
                key: 'y',
                ja: "同じ: 入力を捨てて、その行へ行く",
                en: "Yes: drop what was typed and go to that row",
            },
            Choice {
                key: 'n', ja: "違う: 別のものとして記録する", en: "No: store it as another one"
            },
            Choice { key: 'b', ja: "フォームに戻る", en: "Back to the form" },
        ];
        let deeds = vec![Deed::Open(id), Deed::Accept];
        Self { title: title.to_owned(), paragraphs, choices, deeds, cursor: 2 }
    }
}

/// Makes an edit; where verdicts would fall, only after a person has seen which.
pub fn edit(
    model: &mut Model,
    change: Change,
    title: String,
    yes: (&'static str, &'static str),
    done: String,
) {
    let lang = model.lang();
    let Some(session) = &model.session else { return };
    // What is only tried may fall, and nothing is done to a file that is only read.
    let real = model.scratch.is_none() && !matches!(session.saving, Saving::ReadOnly(_));
    let falls = if real { impact::of(session, &change).falls() } else { Flips::default() };
    let deed = Deed::Edit(Box::new(change), done);
    if falls.is_empty() {
        return carry_out(model, deed);
    }
    let mut paragraphs = vec![pick(lang, "次の判定が下がります。", "These verdicts would fall:").to_owned()];
    paragraphs
        .extend(impact::lines(session, lang, &falls, LINES).into_iter().map(|line| format!("  {line}")));
    model.push(Overlay::Confirm(Confirm::new(&title, paragraphs, yes, deed)));
}

/// Asks until it is answered.
pub fn key(model: &mut Model, mut confirm: Confirm, key: Key) {
    match menu::meaning(&confirm.choices, confirm.cursor, key) {
        Meaning::Chosen(at) if at < confirm.deeds.len() => carry_out(model, confirm.deeds.swap_remove(at)),
        Meaning::Chosen(_) | Meaning::Left => {}
        Meaning::Moved(cursor) => {
            confirm.cursor = cursor;
            model.push(Overlay::Confirm(confirm));
        }
        Meaning::Nothing => model.push(Overlay::Confirm(confirm)),
    }
}

fn carry_out(model: &mut Model, deed: Deed) {
    match deed {
        Deed::Edit(change, done) => {
            update::edit(model, *change);
            if model.notice.is_none() {
                model.say(done);
            }
        }
        Deed::TakeUp(name) => scratch::take_up(model, &name),
        Deed::Discard => what_if::end(model),
        Deed::Accept => {
            if let Some(Overlay::Form(form)) = model.overlays.pop() {
                accept::whole(model, Box::new(form.that_is_another()));
            }
        }
        Deed::Open(id) => {
            model.overlays.pop();
            table::open_fact(model, &id);
        }
    }
}

/// Draws the question.
pub fn draw(model: &Model, confirm: &Confirm, canvas: &mut Canvas<'_>) {
    menu::draw_with(
        model,
        canvas,
        &confirm.title,
        &confirm.paragraphs,
        (&confirm.choices, confirm.cursor),
        Inside::Confirm,
    );
}

//! A box that asks before something is lost or becomes worse.

use crate::domain::change::Change;
use crate::domain::flip::Flips;
use crate::domain::text::pick;
use crate::tui::action::BoxFocus;
use crate::tui::canvas::Canvas;
use crate::tui::desktop::{Desktop, Goal, Outcome, Overlay, WayBack};
use crate::tui::impact;
use crate::tui::keys::Key;
use crate::tui::overlay::menu::{self, MenuAnswer, MenuChoice};

/// Most verdicts that are named.
const LINES: usize = 8;

/// What is done when the answer is yes.
#[derive(Debug)]
pub enum Deed {
    /// An edit, and the notice after it.
    Edit(Box<Change>, String),
    /// A scenario is taken up in the place of what is tried.
    TakeUp(String),
    /// What was tried is given up.
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
    choices: Vec<MenuChoice>,
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
        let choices = vec![MenuChoice::new('y', ja, en), MenuChoice::new('n', "やめる", "Leave it as it is")];
        // Enter pressed without reading loses nothing.
        Self { title: title.to_owned(), paragraphs, choices, deeds: vec![deed], cursor: 1 }
    }

    /// Whether what a form holds is what a row holds already.
    pub fn same_name(title: &str, paragraphs: Vec<String>, id: String) -> Self {
        let choices = vec![
            MenuChoice::new(
                'y',
                "同じ: 入力を捨てて、その行へ行く",
                "Yes: drop what was typed and go to that row",
            ),
            MenuChoice::new('n', "違う: 別のものとして記録する", "No: store it as another one"),
            MenuChoice::new('b', "フォームに戻る", "Back to the form"),
        ];
        let deeds = vec![Deed::Open(id), Deed::Accept];
        Self { title: title.to_owned(), paragraphs, choices, deeds, cursor: 2 }
    }
}

/// Makes an edit; where verdicts would fall, only after a person has seen which.
pub fn edit(
    desktop: &mut Desktop,
    change: Change,
    title: String,
    yes: (&'static str, &'static str),
    done: String,
) {
    let lang = desktop.lang();
    let Some(session) = &desktop.session else { return };
    // What is only tried may fall, and nothing is done to a file that is only read.
    let real = desktop.trial.is_none() && session.read_only().is_none();
    let falls = if real { impact::of(session, &change).falls() } else { Flips::default() };
    let deed = Deed::Edit(Box::new(change), done);
    if falls.is_empty() {
        return carry_out(desktop, deed);
    }
    let mut paragraphs = vec![pick(lang, "次の判定が下がります。", "These verdicts would fall:").to_owned()];
    paragraphs
        .extend(impact::lines(session, lang, &falls, LINES).into_iter().map(|line| format!("  {line}")));
    desktop.open(Confirm::new(&title, paragraphs, yes, deed));
}

impl Overlay for Confirm {
    fn focus(&self) -> Option<BoxFocus> {
        Some(BoxFocus::Confirm)
    }

    /// Asks until it is answered.
    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        match menu::answer(&self.choices, &mut self.cursor, key) {
            Some(MenuAnswer::Chosen(at)) if at < self.deeds.len() => {
                carry_out(desktop, self.deeds.swap_remove(at));
            }
            Some(_) => {}
            None => return Outcome::Keep,
        }
        Outcome::Close
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let choices = (self.choices.as_slice(), self.cursor);
        menu::draw(desktop, canvas, (&self.title, &self.paragraphs), choices, BoxFocus::Confirm);
    }
}

fn carry_out(desktop: &mut Desktop, deed: Deed) {
    match deed {
        Deed::Edit(change, done) => desktop.edit_saying(*change, &done),
        Deed::TakeUp(name) => desktop.take_up(&name),
        Deed::Discard => desktop.discard_trial(),
        Deed::Accept => confirm_below(desktop),
        Deed::Open(id) => {
            desktop.overlays.pop();
            desktop.show(Goal::Entry(id), WayBack::AsBefore);
        }
    }
}

/// What lies below was asked about: it goes on.
fn confirm_below(desktop: &mut Desktop) {
    let Some(mut below) = desktop.overlays.pop() else { return };
    let at = desktop.overlays.len();
    if below.confirmed(desktop) == Outcome::Keep {
        desktop.overlays.insert(at, below);
    }
}

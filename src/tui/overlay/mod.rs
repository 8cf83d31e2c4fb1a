//! What lies over a page and takes the keys first: help, palette, text boxes, forms.

pub mod confirm;
pub mod conflict;
pub mod damage;
pub mod departure;
pub mod help;
mod menu;
pub mod palette;
pub mod pasted;
pub mod prompt;
mod readings;
pub mod recovery;
pub mod signing;
pub mod unsaved;

use crate::report;
use crate::tui::action::{self, Action, Inside, Place};
use crate::tui::canvas::Canvas;
use crate::tui::editor::Editor;
use crate::tui::form::{self, Form};
use crate::tui::keys::{Code, Key, Paste};
use crate::tui::model::{Effect, Model};
use crate::tui::screens::table::filter::{self, Filter};
use crate::tui::update;

/// Something over the page.
#[derive(Debug)]
pub enum Overlay {
    /// The keys that act here.
    Help(help::Help),
    /// Search and commands in one box.
    Palette(palette::Palette),
    /// A box for one text.
    Prompt(prompt::Prompt),
    /// Who signs.
    Signing(Box<signing::Signing>),
    /// Edits that the file lacks.
    Recovery(recovery::Recovery),
    /// Somebody else's version of the file.
    Conflict(Box<conflict::Conflict>),
    /// A damaged file with a backup, and the choice in front.
    Damage(damage::Damage, usize),
    /// A form.
    Form(Box<Form>),
    /// Typing that narrows a table.
    Filter(Filter),
    /// Something would be lost or become worse.
    Confirm(confirm::Confirm),
    /// Who leaves, to be tried.
    Departure(departure::Departure),
    /// Answers that are not saved, while another file is asked for.
    Unsaved(unsaved::Unsaved),
    /// A long text that is about to be pasted.
    Pasted(pasted::Pasted),
}

/// What has the keys inside an overlay; help has none of its own.
pub fn inside(overlay: &Overlay) -> Option<Inside> {
    Some(match overlay {
        Overlay::Help(_) => return None,
        Overlay::Palette(_) => Inside::Palette,
        Overlay::Prompt(prompt) => prompt.inside(),
        Overlay::Signing(signing) => signing.inside(),
        Overlay::Recovery(recovery) => recovery.inside(),
        Overlay::Conflict(conflict) => conflict.inside(),
        Overlay::Damage(..) => Inside::Question,
        Overlay::Form(form) => form.inside(),
        Overlay::Filter(_) => Inside::Filter,
        Overlay::Pasted(_) => Inside::Pasted,
        Overlay::Confirm(_) | Overlay::Unsaved(_) => Inside::Confirm,
        Overlay::Departure(_) => Inside::One,
    })
}

/// True while letters are typed into a text.
pub fn takes_text(model: &Model) -> bool {
    model.overlays.last().and_then(inside).is_some_and(Inside::is_text)
}

/// Gives a key to the overlay that was in front; it puts itself back if it stays.
pub fn key(model: &mut Model, overlay: Overlay, key: Key) {
    // As on every page: it types nothing and chooses nothing.
    if action::find(Place::Anywhere, key) == Some(Action::Suspend) {
        model.push(overlay);
        return model.want(Effect::Suspend);
    }
    let Some(inside) = inside(&overlay) else { return hand(model, overlay, key) };
    if is_help(inside, key) {
        model.push(overlay);
        return model.push(Overlay::Help(help::Help::inside(inside)));
    }
    if inside.is_text() {
        return hand(model, overlay, key);
    }
    let named = matches!(&overlay, Overlay::Form(form) if form.names_a_choice(key));
    if action::from_input_method(key) && !named {
        model.push(overlay);
        return update::say_input_method(model);
    }
    hand(model, overlay, action::folded(key));
}

fn is_help(inside: Inside, key: Key) -> bool {
    match action::folded(key).code {
        Code::F(1) => true,
        Code::Char('?') => !inside.is_text(),
        _ => false,
    }
}

fn hand(model: &mut Model, overlay: Overlay, key: Key) {
    give(model, overlay, key);
    tell_amiss(model);
}

/// Says what the text in front did not take of what was typed or pasted last.
fn tell_amiss(model: &mut Model) {
    let editor = model.overlays.last_mut().and_then(editor);
    let Some(amiss) = editor.and_then(Editor::take_amiss) else { return };
    let text = report::amiss::amiss(model.lang(), &amiss);
    model.say(text);
}

/// The text that is typed into.
fn editor(overlay: &mut Overlay) -> Option<&mut Editor> {
    match overlay {
        Overlay::Palette(palette) => Some(palette::editor(palette)),
        Overlay::Prompt(prompt) => Some(prompt::editor(prompt)),
        Overlay::Filter(filter) => Some(filter::editor(filter)),
        Overlay::Departure(departure) => Some(departure::editor(departure)),
        Overlay::Form(form) => form.editor(),
        Overlay::Signing(signing) => signing.editor(),
        _ => None,
    }
}

fn give(model: &mut Model, overlay: Overlay, key: Key) {
    match overlay {
        Overlay::Help(help) => help::key(model, help, key),
        Overlay::Palette(palette) => palette::key(model, palette, key),
        Overlay::Prompt(prompt) => prompt::key(model, prompt, key),
        Overlay::Signing(signing) => signing::key(model, *signing, key),
        Overlay::Recovery(recovery) => recovery::key(model, recovery, key),
        Overlay::Conflict(conflict) => conflict::key(model, conflict, key),
        Overlay::Damage(damage, cursor) => damage::key(model, damage, cursor, key),
        Overlay::Form(form) => form::key(model, form, key),
        Overlay::Filter(filter) => filter::key(model, filter, key),
        Overlay::Confirm(confirm) => confirm::key(model, confirm, key),
        Overlay::Unsaved(unsaved) => unsaved::key(model, unsaved, key),
        Overlay::Departure(departure) => departure::key(model, departure, key),
        Overlay::Pasted(pasted) => pasted::key(model, pasted, key),
    }
}

/// Gives pasted text to the overlay that was in front; a long one is shown first.
pub fn paste(model: &mut Model, overlay: Overlay, paste: &Paste) {
    let text = inside(&overlay).is_some_and(Inside::is_text);
    model.push(overlay);
    if !text {
        return update::say_no_place_to_paste(model);
    }
    if pasted::is_long(paste) {
        return model.push(Overlay::Pasted(pasted::Pasted::new(paste.clone())));
    }
    pasted::put_in(model, paste);
}

/// Puts text in at the caret of the overlay in front, as one step of undo.
pub fn insert(model: &mut Model, text: &str) {
    let Some(overlay) = model.overlays.pop() else { return };
    match overlay {
        Overlay::Help(_)
        | Overlay::Recovery(_)
        | Overlay::Conflict(_)
        | Overlay::Pasted(_)
        | Overlay::Damage(..)
        | Overlay::Unsaved(_)
        | Overlay::Confirm(_) => model.push(overlay),
        Overlay::Departure(departure) => departure::insert(model, departure, text),
        Overlay::Palette(palette) => palette::insert(model, palette, text),
        Overlay::Prompt(prompt) => prompt::insert(model, prompt, text),
        Overlay::Signing(signing) => signing::insert(model, *signing, text),
        Overlay::Form(form) => form::insert(model, form, text),
        Overlay::Filter(filter) => filter::insert(model, filter, text),
    }
    tell_amiss(model);
}

/// Draws an overlay.
pub fn draw(model: &Model, overlay: &Overlay, canvas: &mut Canvas<'_>) {
    match overlay {
        Overlay::Help(help) => help::draw(model, help, canvas),
        Overlay::Palette(palette) => palette::draw(model, palette, canvas),
        Overlay::Prompt(prompt) => prompt::draw(model, prompt, canvas),
        Overlay::Signing(signing) => signing::draw(model, signing, canvas),
        Overlay::Recovery(recovery) => recovery::draw(model, recovery, canvas),
        Overlay::Conflict(conflict) => conflict::draw(model, conflict, canvas),
        Overlay::Damage(damage, cursor) => damage::draw(model, damage, *cursor, canvas),
        Overlay::Form(form) => form::draw::draw(model, form, canvas),
        Overlay::Filter(filter) => filter::draw(model, filter, canvas),
        Overlay::Confirm(confirm) => confirm::draw(model, confirm, canvas),
        Overlay::Unsaved(unsaved) => unsaved::draw(model, unsaved, canvas),
        Overlay::Departure(departure) => departure::draw(model, departure, canvas),
        Overlay::Pasted(pasted) => pasted::draw(model, pasted, canvas),
    }
}

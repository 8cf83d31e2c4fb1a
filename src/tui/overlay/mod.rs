//! What lies over a page and takes the keys first: help, palette, text boxes, forms.

pub mod conflict;
pub mod damage;
pub mod help;
mod menu;
pub mod palette;
pub mod prompt;
mod readings;
pub mod recovery;

use crate::tui::canvas::Canvas;
use crate::tui::form::{self, Form};
use crate::tui::keys::{Key, Paste};
use crate::tui::model::Model;
use crate::tui::screens::table::filter::{self, Filter};

/// Something over the page.
#[derive(Debug)]
pub enum Overlay {
    /// The keys that act here.
    Help(help::Help),
    /// Search and commands in one box.
    Palette(palette::Palette),
    /// A box for one text.
    Prompt(prompt::Prompt),
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
}

/// Gives a key to the overlay that was in front; it puts itself back if it stays.
pub fn key(model: &mut Model, overlay: Overlay, key: Key) {
    match overlay {
        Overlay::Help(help) => help::key(model, help, key),
        Overlay::Palette(palette) => palette::key(model, palette, key),
        Overlay::Prompt(prompt) => prompt::key(model, prompt, key),
        Overlay::Recovery(recovery) => recovery::key(model, recovery, key),
        Overlay::Conflict(conflict) => conflict::key(model, conflict, key),
        Overlay::Damage(damage, cursor) => damage::key(model, damage, cursor, key),
        Overlay::Form(form) => form::key(model, form, key),
        Overlay::Filter(filter) => filter::key(model, filter, key),
    }
}

/// Gives pasted text to the overlay that was in front.
pub fn paste(model: &mut Model, overlay: Overlay, paste: &Paste) {
    match overlay {
        Overlay::Help(_) | Overlay::Recovery(_) | Overlay::Conflict(_) | Overlay::Damage(..) => {
            model.push(overlay);
        }
        Overlay::Palette(palette) => palette::paste(model, palette, paste),
        Overlay::Prompt(prompt) => prompt::paste(model, prompt, paste),
        Overlay::Form(form) => form::paste(model, form, paste),
        Overlay::Filter(filter) => filter::paste(model, filter, paste),
    }
}

/// Draws an overlay.
pub fn draw(model: &Model, overlay: &Overlay, canvas: &mut Canvas<'_>) {
    match overlay {
        Overlay::Help(help) => help::draw(model, help, canvas),
        Overlay::Palette(palette) => palette::draw(model, palette, canvas),
        Overlay::Prompt(prompt) => prompt::draw(model, prompt, canvas),
        Overlay::Recovery(recovery) => recovery::draw(model, recovery, canvas),
        Overlay::Conflict(conflict) => conflict::draw(model, conflict, canvas),
        Overlay::Damage(damage, cursor) => damage::draw(model, damage, *cursor, canvas),
        Overlay::Form(form) => form::draw::draw(model, form, canvas),
        Overlay::Filter(filter) => filter::draw(model, filter, canvas),
    }
}

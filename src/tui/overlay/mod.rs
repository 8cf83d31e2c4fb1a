//! What lies over a page and takes the keys first: help, palette, text boxes, forms.

pub mod confirm;
pub mod conflict;
pub mod departure;
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
    /// A form.
    Form(Box<Form>),
    /// Typing that narrows a table.
    Filter(Filter),
    /// Something would be lost or become worse.
    Confirm(confirm::Confirm),
    /// Who leaves, to be tried.
    Departure(departure::Departure),
}

/// Gives a key to the overlay that was in front; it puts itself back if it stays.
pub fn key(model: &mut Model, overlay: Overlay, key: Key) {
    match overlay {
        Overlay::Help(help) => help::key(model, help, key),
        Overlay::Palette(palette) => palette::key(model, palette, key),
        Overlay::Prompt(prompt) => prompt::key(model, prompt, key),
        Overlay::Recovery(recovery) => recovery::key(model, recovery, key),
        Overlay::Conflict(conflict) => conflict::key(model, conflict, key),
        Overlay::Form(form) => form::key(model, form, key),
        Overlay::Filter(filter) => filter::key(model, filter, key),
        Overlay::Confirm(confirm) => confirm::key(model, confirm, key),
        Overlay::Departure(departure) => departure::key(model, departure, key),
    }
}

/// Gives pasted text to the overlay that was in front.
pub fn paste(model: &mut Model, overlay: Overlay, paste: &Paste) {
    match overlay {
        Overlay::Help(_) | Overlay::Recovery(_) | Overlay::Conflict(_) | Overlay::Confirm(_) => {
            model.push(overlay);
        }
        Overlay::Departure(departure) => departure::paste(model, departure, paste),
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
        Overlay::Form(form) => form::draw::draw(model, form, canvas),
        Overlay::Filter(filter) => filter::draw(model, filter, canvas),
        Overlay::Confirm(confirm) => confirm::draw(model, confirm, canvas),
        Overlay::Departure(departure) => departure::draw(model, departure, canvas),
    }
}

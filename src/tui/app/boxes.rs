//! Keys and pastes that go to the box in front.

use crate::tui::action::{self, Action, BoxFocus, Place};
use crate::tui::desktop::{Desktop, Outcome};
use crate::tui::keys::{Code, Key, Paste};
use crate::tui::message::Effect;
use crate::tui::overlay::help::Help;
use crate::tui::overlay::pasted::{self, Pasted};

/// Gives a key to the box in front.
pub(super) fn key(desktop: &mut Desktop, key: Key) {
    // As on every page: it types nothing and chooses nothing.
    if action::find(Place::Anywhere, key) == Some(Action::Suspend) {
        return desktop.want(Effect::Suspend);
    }
    let Some(front) = desktop.overlays.last() else { return };
    let Some(focus) = front.focus() else { return give(desktop, key) };
    if is_help(focus, key) {
        return desktop.open(Help::of_box(desktop.lang(), focus));
    }
    if focus.is_text() {
        return give(desktop, key);
    }
    if action::from_input_method(key) && !front.takes_letter(key) {
        return desktop.say_input_method();
    }
    give(desktop, action::folded(key));
}

fn is_help(focus: BoxFocus, key: Key) -> bool {
    match action::folded(key).code {
        Code::F(1) => true,
        Code::Char('?') => !focus.is_text(),
        _ => false,
    }
}

/// What the box opens lies over it.
fn give(desktop: &mut Desktop, key: Key) {
    let Some(mut front) = desktop.overlays.pop() else { return };
    let at = desktop.overlays.len();
    if front.key(desktop, key) == Outcome::Keep {
        desktop.overlays.insert(at, front);
    }
    desktop.say_amiss();
}

/// True while letters are typed into a text.
pub(super) fn takes_text(desktop: &Desktop) -> bool {
    desktop.overlays.last().and_then(|overlay| overlay.focus()).is_some_and(BoxFocus::is_text)
}

/// Gives pasted text to the box in front; a long one is shown first. False if nothing is typed there.
pub(super) fn paste(desktop: &mut Desktop, paste: &Paste) -> bool {
    if !takes_text(desktop) {
        return false;
    }
    if pasted::is_long(paste) {
        desktop.open(Pasted::new(paste.clone()));
    } else {
        pasted::put_in(desktop, paste);
    }
    true
}

//! The one table of actions: what can be done where, on which keys, under which names.
//!
//! Key handling, footer, help, command palette and manual are all made from it.

mod actions;
mod boxes;
mod place;
mod table;

pub use actions::Action;
pub use boxes::{BoxFocus, BoxKey, EDITING};
pub use place::{Page, Place};
pub use table::{KeyBinding, of as bindings};

use crate::tui::keys::{Code, Key};

/// What a key does at a place; full-width letters act as their plain ones (an input method may be on).
pub fn find(place: Place, key: Key) -> Option<Action> {
    let key = folded(key);
    let binds = |entry: &&KeyBinding| entry.keys.iter().any(|name| name.parse::<Key>() == Ok(key));
    footer(place).find(binds).map(|entry| entry.action)
}

/// The first key of an action at a place, as shown to people.
pub fn key_of(place: Place, action: Action) -> Option<&'static str> {
    footer(place).filter(|entry| entry.action == action).find_map(|entry| entry.keys.first().copied())
}

/// What a place's footer keeps room for before anything else.
pub fn kept(place: Place) -> &'static [Action] {
    match place {
        Place::On(Page::Start) => &[Action::Help, Action::Quit],
        Place::On(Page::Assess) => {
            &[Action::Show(Page::Board), Action::Registers, Action::Palette, Action::Help]
        }
        Place::On(Page::Board) => &[Action::Registers, Action::Palette, Action::Help, Action::Back],
        _ => &[Action::Palette, Action::Help, Action::Back],
    }
}

/// True for what would lead to where one is already.
pub fn leads_nowhere(place: Place, action: Action) -> bool {
    match (place, action) {
        (Place::On(at), Action::Show(page)) => at == page,
        (Place::On(Page::Start), Action::Back)
        | (Place::On(Page::Table), Action::Registers)
        | (Place::On(Page::WhatIf), Action::WhatIf) => true,
        _ => false,
    }
}

/// The entries of a place and the wider ones, nearest first, in the order of the table.
pub fn footer(place: Place) -> impl Iterator<Item = &'static KeyBinding> {
    place.lookup().flat_map(bindings)
}

/// Everything that can be done, place by place.
pub fn all() -> impl Iterator<Item = (Place, &'static KeyBinding)> {
    Place::ALL.into_iter().flat_map(|place| bindings(place).iter().map(move |entry| (place, entry)))
}

/// A full-width letter as the plain one, which is what a command means.
pub fn folded(key: Key) -> Key {
    match key.code {
        Code::Char(c @ '！'..='～') => {
            let plain = char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c);
            Key { code: Code::Char(plain), ..key }
        }
        Code::Char('　') => Key { code: Code::Char(' '), ..key },
        _ => key,
    }
}

/// True for a character that only an input method can have sent to a command.
pub fn from_input_method(key: Key) -> bool {
    matches!(key.code, Code::Char(c) if !c.is_ascii() && folded(key) == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Lang;

    #[test]
    fn every_key_is_readable_and_means_one_thing_in_a_place() {
        for place in Place::ALL {
            let mut seen = Vec::new();
            for entry in bindings(place) {
                for key in entry.keys {
                    let parsed = key.parse::<Key>().unwrap_or_else(|_| panic!("{key}"));
                    assert!(!seen.contains(&parsed), "{key} twice in {place:?}");
                    seen.push(parsed);
                }
            }
        }
    }

    #[test]
    fn every_action_has_names_in_both_languages() {
        for (_, entry) in all() {
            assert!([Lang::Ja, Lang::En].iter().all(|lang| !entry.name(*lang).is_empty()));
            assert_eq!(
                entry.hint(Lang::Ja).is_some(),
                entry.hint(Lang::En).is_some(),
                "{}",
                entry.name(Lang::En)
            );
        }
    }

    #[test]
    fn full_width_letters_act_and_kana_tell_of_the_input_method() {
        assert_eq!(find(Place::On(Page::Assess), Key::char('ｙ')), Some(Action::Yes));
        assert!(from_input_method(Key::char('あ')));
        assert!(!from_input_method(Key::char('ｙ')));
    }
}

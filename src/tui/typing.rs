//! Keys as editing commands: the readline ones, the arrows, and what an input method sends.

use crate::tui::editor::{EditCommand, Editor};
use crate::tui::keys::{Code, Key};

/// What a key does in a text; `None` leaves it to the box around the text.
pub fn command(key: Key) -> Option<EditCommand> {
    use EditCommand as E;
    Some(match (key.code, key.ctrl, key.alt) {
        (Code::Char(c), false, false) => E::Insert(c.to_string()),
        (Code::Char('a'), true, false) | (Code::Home, false, _) => E::LineStart,
        (Code::Char('e'), true, false) | (Code::End, false, _) => E::LineEnd,
        (Code::Char('b'), true, false) | (Code::Left, false, false) => E::Left,
        (Code::Char('f'), true, false) | (Code::Right, false, false) => E::Right,
        (Code::Char('b'), false, true) | (Code::Left, ..) => E::WordLeft,
        (Code::Char('f'), false, true) | (Code::Right, ..) => E::WordRight,
        (Code::Char('p'), true, false) | (Code::Up, ..) => E::Up,
        (Code::Char('n'), true, false) | (Code::Down, ..) => E::Down,
        (Code::Home, true, _) => E::TextStart,
        (Code::End, true, _) => E::TextEnd,
        (Code::Char('w'), true, false) | (Code::Backspace, _, true) => E::DeleteWordLeft,
        (Code::Char('d'), false, true) => E::DeleteWordRight,
        (Code::Char('d'), true, false) | (Code::Delete, ..) => E::DeleteRight,
        (Code::Backspace, ..) => E::DeleteLeft,
        (Code::Char('u'), true, false) => E::KillToStart,
        (Code::Char('k'), true, false) => E::KillToEnd,
        (Code::Char('y'), true, false) => E::Yank,
        (Code::Char('j'), true, false) | (Code::Enter, false, true) => E::Newline,
        (Code::Char('_'), true, false) => E::Undo,
        (Code::Char('_'), false, true) => E::Redo,
        _ => return None,
    })
}

/// Lets a key edit a text; false if the key is none of editing.
pub fn edit(editor: &mut Editor, key: Key) -> bool {
    let Some(command) = command(key) else { return false };
    editor.apply(&command);
    true
}

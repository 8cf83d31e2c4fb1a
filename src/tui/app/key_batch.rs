//! What keys that came at once mean to a text: a word from an input method, or a paste that is not marked as one.

use std::collections::HashSet;

use crate::tui::action;
use crate::tui::keys::{Code, Key};

/// More than a person types between two frames, even over a line that stalls.
const TYPED_AHEAD: usize = 32;

/// The text at the start of some keys that an input method committed as one, and how many keys it takes.
///
/// Plain letters stay keys: they are typed one by one and join into words. A space may be a command in a list.
pub(super) fn committed(keys: &[Key]) -> Option<(String, usize)> {
    let text: String =
        keys.iter().map_while(|key| key.typed().filter(|c| !matches!(c, ' ' | '　'))).collect();
    let count = text.chars().count();
    (count > 1 && !text.is_ascii()).then_some((text, count))
}

/// The text at the start of some keys that was pasted into a terminal which does not mark pastes, and how many
/// keys it takes: it goes on after a line end, or it is longer than typing. Its line ends must not submit.
pub(super) fn unmarked_paste(keys: &[Key]) -> Option<(String, usize)> {
    let text: String = keys.iter().map_while(|key| pasted(*key)).collect();
    let count = text.chars().count();
    let goes_on = text.trim_end_matches('\n').contains('\n');
    let long = count >= TYPED_AHEAD && text.contains('\n');
    (goes_on || long).then_some((text, count))
}

/// So many different characters in one read are no key presses: a hand types one between two reads, and a line
/// that stalls for a third of a second delivers three of a quick hand. More keys are dropped with a message, since a
/// paste that acted would have answered questions. A pasted word of fewer letters cannot be distinguished from keys.
const DIFFERENT: usize = 4;

/// True if keys that came in one read were pasted where nothing is typed: text goes on behind a line end, or
/// several different characters came. The same key held, and words of an input method, are no paste.
pub(super) fn stray_paste(keys: &[Key]) -> bool {
    let text: String = keys.iter().map_while(|key| pasted(*key)).collect();
    if text.trim_matches('\n').contains('\n') {
        return true;
    }
    let typed: HashSet<Key> = keys.iter().filter(|key| key.typed().is_some()).copied().collect();
    typed.len() >= DIFFERENT && !typed.iter().all(|key| action::from_input_method(*key))
}

/// True if something came that was no UTF-8. What comes beside it may be half of a character.
pub(super) fn unreadable(keys: &[Key]) -> bool {
    keys.iter().any(|key| key.typed() == Some(char::REPLACEMENT_CHARACTER))
}

/// The character a key means in pasted text.
fn pasted(key: Key) -> Option<char> {
    match key.code {
        Code::Enter if !key.alt => Some('\n'),
        Code::Char('j') if key.ctrl && !key.alt => Some('\n'),
        Code::Tab => Some('\t'),
        _ => key.typed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        let key = |c| if c == '\n' { Key::plain(Code::Enter) } else { Key::char(c) };
        text.chars().map(key).collect()
    }

    #[test]
    fn a_committed_word_is_one_text() {
        assert_eq!(committed(&keys("脆弱性\nx")), Some(("脆弱性".into(), 3)));
        assert_eq!(committed(&keys("脆弱 性")), Some(("脆弱".into(), 2)));
        for single in ["あ", "jjjj", "\nあい", " あい"] {
            assert_eq!(committed(&keys(single)), None, "{single:?}");
        }
    }

    #[test]
    fn a_paste_is_told_from_somebody_typing_ahead() {
        assert_eq!(unmarked_paste(&keys("一行\n二行\n")), Some(("一行\n二行\n".into(), 6)));
        assert_eq!(unmarked_paste(&keys("鈴木\n")), None);
        assert!(unmarked_paste(&keys(&format!("{}\n", "あ".repeat(40)))).is_some());
        assert_eq!(unmarked_paste(&keys(&"あ".repeat(40))), None);
    }
    #[test]
    fn what_a_hand_presses_acts_and_what_is_pasted_does_not() {
        for pressed in
            ["", "jjjjjjjj", "jy", "gg", "12\n", "\njj", "y\n", "あいう脆弱", "ああ", "jyjy", "gNr", "yLLLL"]
        {
            assert!(!stray_paste(&keys(pressed)), "{pressed:?}");
        }
        for pasted in ["yes no", "yes\nno\n", "y\nn", "ｙｅｓｎ", "株式会社 A", "あいうy", "jkl "]
        {
            assert!(stray_paste(&keys(pasted)), "{pasted:?}");
        }
        let arrows = [Code::Down, Code::Up, Code::Left, Code::Right].map(Key::plain);
        assert!(!stray_paste(&arrows.repeat(9)));
        assert!(unreadable(&keys("\u{FFFD}A")) && !unreadable(&keys("A")));
    }
}

//! The written form of keys: `Ctrl-x`, `Alt-b`, `Shift-Up`, `F2`, `Space`, `あ`; for the keymap, help and tests.

use std::fmt;
use std::str::FromStr;

use super::key::{Code, Key};

const NAMED: &[(&str, Code)] = &[
    ("Space", Code::Char(' ')),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Backspace", Code::Backspace),
    ("Tab", Code::Tab),
    ("Delete", Code::Delete),
    ("Insert", Code::Insert),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PageUp", Code::PageUp),
    ("PageDown", Code::PageDown),
];

/// The text names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a key: {0:?} (keys are written as x, Ctrl-x, Alt-b, Shift-Up, F2, Space)")]
pub struct NotationError(pub String);

impl Key {
    /// Reads keys separated by white space: `"g g Ctrl-x Space"`.
    ///
    /// # Errors
    ///
    /// The first word that names no key.
    pub fn sequence(text: &str) -> Result<Vec<Self>, NotationError> {
        text.split_whitespace().map(str::parse).collect()
    }
}

impl FromStr for Key {
    type Err = NotationError;

    fn from_str(text: &str) -> Result<Self, NotationError> {
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = text;
        while let Some((held, after)) = modifier(rest) {
            match held {
                'C' => ctrl = true,
                'A' => alt = true,
                _ => shift = true,
            }
            rest = after;
        }
        let code = code(rest).ok_or_else(|| NotationError(text.to_owned()))?;
        match code {
            Code::Char(c) if shift && c != ' ' => Err(NotationError(text.to_owned())),
            _ => Ok(Self::held(code, ctrl, alt, shift)),
        }
    }
}

/// The first modifier of `text` and what follows it, if something does.
fn modifier(text: &str) -> Option<(char, &str)> {
    ["Ctrl-", "Alt-", "Shift-"].into_iter().find_map(|name| {
        let after = text.strip_prefix(name).filter(|after| !after.is_empty())?;
        Some((name.chars().next()?, after))
    })
}

fn code(text: &str) -> Option<Code> {
    if let Some((_, code)) = NAMED.iter().find(|(name, _)| *name == text) {
        return Some(*code);
    }
    let mut chars = text.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_control() && !c.is_whitespace()).then_some(Code::Char(c));
    }
    let number = text.strip_prefix('F').filter(|digits| !digits.starts_with(['0', '+']))?;
    number.parse().ok().filter(|n| (1..=12).contains(n)).map(Code::F)
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in
            [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift || self.code == Code::BackTab, "Shift-")]
        {
            if held {
                f.write_str(name)?;
            }
        }
        write!(f, "{}", self.code)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, NAMED.iter().find(|(_, code)| code == self)) {
            (_, Some((name, _))) => f.write_str(name),
            (Self::Char(c), _) => write!(f, "{c}"),
            (Self::F(n), _) => write!(f, "F{n}"),
            _ => f.write_str("Tab"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_reads_what_it_prints() {
        for text in [
            "x",
            "Ctrl-x",
            "Alt-b",
            "Ctrl-Alt-k",
            "Shift-Up",
            "Ctrl-Shift-F5",
            "F12",
            "Space",
            "Ctrl-Space",
            "Shift-Tab",
            "-",
            "Ctrl--",
            "A",
            "Alt-A",
            "あ",
            "Enter",
            "Esc",
            "Backspace",
            "Alt-Backspace",
            "PageDown",
            "Alt-Enter",
            "F",
        ] {
            let key: Key = text.parse().expect(text);
            assert_eq!(key.to_string(), text);
        }
    }

    #[test]
    fn ctrl_letters_are_lower_case() {
        assert_eq!("Ctrl-X".parse::<Key>(), "Ctrl-x".parse());
    }

    #[test]
    fn what_names_no_key_is_refused() {
        for text in ["", "Ctrl-", "F0", "F13", "F+1", "xy", "ctrl-x", "Shift-a", "\u{1b}", "Hyper-x"] {
            assert_eq!(text.parse::<Key>(), Err(NotationError(text.to_owned())));
        }
    }

    #[test]
    fn a_sequence_is_split_at_white_space() {
        let keys = Key::sequence("g  Ctrl-d\tSpace").expect("three keys");
        assert_eq!(keys, [Key::char('g'), Key::char('d').with_ctrl(), Key::char(' ')]);
    }
}

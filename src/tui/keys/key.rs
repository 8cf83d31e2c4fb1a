//! A key press, as the rest of the workbench knows it.

/// One key press: what was pressed, and what was held with it.
///
/// A character carries its own shift (`A`, not Shift-a), so `shift` is only ever set on other keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// Ctrl was held.
    pub ctrl: bool,
    /// Alt (or Meta) was held.
    pub alt: bool,
    /// Shift was held, for keys that are not characters.
    pub shift: bool,
}

/// The key itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character, never a control character. Under Ctrl, letters are lower case.
    Char(char),
    /// Return; line feed is `Ctrl-j` instead.
    Enter,
    /// Escape, distinguished from the start of a sequence by the delay after it.
    Esc,
    /// Backspace, whether the terminal sends 0x7f or 0x08.
    Backspace,
    /// Tab.
    Tab,
    /// Shift-Tab; printed and parsed so.
    BackTab,
    /// Forward delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 12.
    F(u8),
}

impl Key {
    /// The key alone, nothing held.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A character, nothing held.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// The key with what was held, in the one form that it has: a character takes the shift into itself.
    pub(super) const fn held(code: Code, ctrl: bool, alt: bool, shift: bool) -> Self {
        let code = match code {
            Code::Tab if shift => Code::BackTab,
            Code::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
            Code::Char(c) if shift => Code::Char(c.to_ascii_uppercase()),
            _ => code,
        };
        let shift = shift && !matches!(code, Code::BackTab | Code::Char(_));
        Self { code, ctrl, alt, shift }
    }

    /// The same key with Ctrl.
    #[must_use]
    pub const fn with_ctrl(self) -> Self {
        Self { ctrl: true, ..self }
    }

    /// The same key with Alt.
    #[must_use]
    pub const fn with_alt(self) -> Self {
        Self { alt: true, ..self }
    }

    /// The character this key types into a text field, if it types one.
    pub const fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

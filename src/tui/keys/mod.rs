//! Keys as kijun knows them, and how a terminal's bytes become keys. Pure: no clock, no terminal.
//!
//! Neither crossterm's event source nor termina's parser is used, for reasons that were measured or read in
//! their source: crossterm splits `ESC` `[A` into three keys and spins on a hung-up terminal; termina 0.4
//! waits for ever on a private sequence it does not know, drops invalid bytes silently, and lets a paste
//! grow without bound. What a terminal sends is a small language; [`decoder`] reads all of it in bounded space.

pub mod decoder;
mod notation;
mod sequence;

pub use decoder::{Decoder, PASTE_LIMIT, Pending};
pub use notation::NotationError;

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
    /// Escape, told from the start of a sequence by the delay after it.
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

/// Everything a terminal can tell the program. Sequences that mean nothing to kijun are swallowed whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key press.
    Key(Key),
    /// A bracketed paste, in one piece.
    Paste(Paste),
    /// The terminal's window gained the focus.
    FocusGained,
    /// The terminal's window lost the focus.
    FocusLost,
    /// The terminal's answer to a question.
    Reply(Reply),
}

/// A bracketed paste. Line ends are `\n`; invalid bytes have become U+FFFD; other controls are still in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paste {
    /// What was pasted, at most [`PASTE_LIMIT`] bytes of it as sent.
    pub text: String,
    /// Something is missing: the paste passed the limit, or its end never came.
    pub cut: bool,
}

/// What a terminal answers when asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Where the cursor is, counted from 1.
    CursorPosition {
        /// Row, from 1.
        row: u16,
        /// Column, from 1.
        column: u16,
    },
    /// Primary device attributes: every terminal answers this one, so it marks the end of earlier answers.
    DeviceAttributes(Vec<u16>),
    /// Whether a private mode is known and set (0 unknown, 1 set, 2 reset, 3 always set, 4 never).
    Mode {
        /// The private mode's number.
        mode: u16,
        /// Its state, as the terminal counts it.
        state: u16,
    },
    /// The background colour, eight bits for each of red, green and blue.
    Background(u8, u8, u8),
}

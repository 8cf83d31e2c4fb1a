//! What a terminal sends besides plain keys: pastes, its focus, answers to questions.

use super::key::Key;

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
    /// What was pasted, at most [`super::PASTE_LIMIT`] bytes of it as sent.
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

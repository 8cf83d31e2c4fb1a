//! The byte decoder: push bytes in as they come, take inputs out. Bounded in space, total over all bytes.
//!
//! Time stays outside. When [`Decoder::pending`] says that something is unfinished, the reader of the terminal
//! waits for that long and then calls [`Decoder::timeout`]. A lone ESC then becomes the key; anything that has
//! begun as a sequence never turns into keys, however slow the line: it is dropped as a whole.

use super::input::{Input, Paste};
use super::key::{Code, Key};
use super::sequence;

/// The most bytes of one paste that are kept.
pub const PASTE_LIMIT: usize = 1024 * 1024;

const PASTE_END: &[u8] = b"\x1b[201~";
const PARAMS_LIMIT: usize = 64;
const STRING_LIMIT: usize = 1024;
const ESC: u8 = 0x1b;

/// What the decoder is waiting for, which decides how long is fair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pending {
    /// Nothing that time could change.
    Nothing,
    /// A lone ESC: the key, or the start of a sequence.
    Escape,
    /// The rest of a sequence.
    Sequence,
    /// The rest of a bracketed paste.
    Paste,
}

/// Turns a terminal's bytes into inputs, wherever the stream was cut.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    /// The bytes of an unfinished character, or what a sequence or paste has gathered so far.
    held: Vec<u8>,
    out: Vec<Input>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    Escape,
    Csi,
    /// The Linux console's `CSI [ A` to `CSI [ E`.
    Console,
    /// Old mouse reports carry this many more raw bytes.
    Mouse(u8),
    Ss3,
    /// A string up to BEL or ST; whether it is one that we read.
    Text {
        osc: bool,
    },
    /// In a string, after an ESC that may begin ST.
    TextEscape {
        osc: bool,
    },
    /// In a paste, with this many bytes of its end marker seen, and whether something was cut.
    Paste {
        seen: usize,
        cut: bool,
    },
}

impl Decoder {
    /// A decoder with nothing pending.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes bytes in and returns the inputs they complete.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<Input> {
        for &byte in bytes {
            self.byte(byte);
        }
        std::mem::take(&mut self.out)
    }

    /// What is unfinished, if time could settle it.
    pub fn pending(&self) -> Pending {
        match self.state {
            State::Ground => Pending::Nothing,
            State::Escape => Pending::Escape,
            State::Paste { .. } => Pending::Paste,
            _ => Pending::Sequence,
        }
    }

    /// Settles what is pending after its time has passed: ESC is the key, a paste is passed on as far as it
    /// came, and the beginning of a sequence is dropped.
    pub fn timeout(&mut self) -> Vec<Input> {
        match self.state {
            State::Ground => {}
            State::Escape => self.key(Key::plain(Code::Esc)),
            State::Paste { .. } => self.finish_paste(true),
            _ => self.ground(),
        }
        if self.state == State::Escape {
            self.state = State::Ground;
        }
        std::mem::take(&mut self.out)
    }

    fn byte(&mut self, byte: u8) {
        match self.state {
            State::Ground => self.ground_byte(byte),
            State::Escape => self.escape_byte(byte),
            State::Csi => self.csi_byte(byte),
            State::Console => self.console_byte(byte),
            State::Mouse(left) => self.state = if left > 1 { State::Mouse(left - 1) } else { State::Ground },
            State::Ss3 => self.ss3_byte(byte),
            State::Text { osc } => self.text_byte(byte, osc),
            State::TextEscape { osc } => self.text_escape_byte(byte, osc),
            State::Paste { seen, cut } => self.paste_byte(byte, seen, cut),
        }
    }

    fn ground(&mut self) {
        self.state = State::Ground;
        self.held.clear();
    }

    fn enter(&mut self, state: State) {
        self.held.clear();
        self.state = state;
    }

    fn key(&mut self, key: Key) {
        self.out.push(Input::Key(key));
    }

    fn ground_byte(&mut self, byte: u8) {
        if byte >= 0x80 || !self.held.is_empty() {
            self.character_byte(byte);
        } else if byte == ESC {
            self.state = State::Escape;
        } else {
            self.key(ascii(byte));
        }
    }

    /// Gathers one UTF-8 character; what cannot become one turns into U+FFFD, as in lossy conversion.
    fn character_byte(&mut self, byte: u8) {
        self.held.push(byte);
        match std::str::from_utf8(&self.held) {
            Ok(text) => {
                let typed = text.chars().next().filter(|c| !c.is_control());
                self.held.clear();
                if let Some(c) = typed {
                    self.key(Key::char(c));
                }
            }
            Err(error) => {
                let Some(invalid) = error.error_len() else { return };
                let again = invalid < self.held.len();
                self.held.clear();
                self.key(Key::char(char::REPLACEMENT_CHARACTER));
                if again {
                    self.ground_byte(byte);
                }
            }
        }
    }

    fn escape_byte(&mut self, byte: u8) {
        match byte {
            b'[' => self.enter(State::Csi),
            b'O' => self.enter(State::Ss3),
            b']' => self.enter(State::Text { osc: true }),
            b'P' => self.enter(State::Text { osc: false }),
            ESC => self.key(Key::plain(Code::Esc)),
            // Nobody holds Alt while an IME commits text: these are two presses that came together.
            0x80.. => {
                self.state = State::Ground;
                self.key(Key::plain(Code::Esc));
                self.ground_byte(byte);
            }
            _ => {
                self.state = State::Ground;
                self.key(ascii(byte).with_alt());
            }
        }
    }

    fn csi_byte(&mut self, byte: u8) {
        match byte {
            b'[' if self.held.is_empty() => self.state = State::Console,
            b'M' if self.held.is_empty() => self.state = State::Mouse(3),
            0x20..=0x3f => self.gather(byte, PARAMS_LIMIT),
            0x40..=0x7e => self.finish_csi(byte),
            _ => self.abandon(byte),
        }
    }

    fn finish_csi(&mut self, last: u8) {
        if last == b'~' && self.held == b"200" {
            return self.enter(State::Paste { seen: 0, cut: false });
        }
        let whole = self.held.len() <= PARAMS_LIMIT;
        let input = if whole { sequence::csi(&self.held, last) } else { None };
        self.out.extend(input);
        self.ground();
    }

    fn console_byte(&mut self, byte: u8) {
        match byte {
            b'A'..=b'E' => self.key(Key::plain(Code::F(byte - b'A' + 1))),
            0x20..=0x7e => {}
            _ => return self.abandon(byte),
        }
        self.ground();
    }

    fn ss3_byte(&mut self, byte: u8) {
        match byte {
            b'0'..=b'9' => self.gather(byte, PARAMS_LIMIT),
            0x20..=0x7e => {
                let modifier = std::str::from_utf8(&self.held).ok().and_then(|digits| digits.parse().ok());
                self.out.extend(sequence::ss3(modifier.unwrap_or(1), byte));
                self.ground();
            }
            _ => self.abandon(byte),
        }
    }

    fn text_byte(&mut self, byte: u8, osc: bool) {
        match byte {
            0x07 => self.finish_text(osc),
            ESC => self.state = State::TextEscape { osc },
            0x18 | 0x1a => self.ground(),
            _ => self.gather(byte, STRING_LIMIT),
        }
    }

    fn text_escape_byte(&mut self, byte: u8, osc: bool) {
        if byte == b'\\' {
            self.finish_text(osc);
        } else {
            self.enter(State::Escape);
            self.escape_byte(byte);
        }
    }

    fn finish_text(&mut self, osc: bool) {
        if osc && self.held.len() <= STRING_LIMIT {
            self.out.extend(sequence::osc(&self.held));
        }
        self.ground();
    }

    /// Keeps a byte of a sequence; one byte past the limit marks it as too long to mean anything.
    fn gather(&mut self, byte: u8, limit: usize) {
        if self.held.len() <= limit {
            self.held.push(byte);
        }
    }

    /// A byte that cannot be in this sequence ends it unread and counts for itself.
    fn abandon(&mut self, byte: u8) {
        self.ground();
        if byte != 0x18 && byte != 0x1a {
            self.ground_byte(byte);
        }
    }

    fn paste_byte(&mut self, byte: u8, seen: usize, cut: bool) {
        if byte == PASTE_END[seen] {
            let seen = seen + 1;
            self.state = State::Paste { seen, cut };
            if seen == PASTE_END.len() {
                self.finish_paste(cut);
            }
            return;
        }
        let cut = self.keep_pasted(&PASTE_END[..seen]) | cut;
        let (seen, cut) = if byte == ESC { (1, cut) } else { (0, self.keep_pasted(&[byte]) | cut) };
        self.state = State::Paste { seen, cut };
    }

    /// Keeps what fits and says whether something did not.
    fn keep_pasted(&mut self, bytes: &[u8]) -> bool {
        let fits = bytes.len().min(PASTE_LIMIT - self.held.len());
        self.held.extend_from_slice(&bytes[..fits]);
        fits < bytes.len()
    }

    fn finish_paste(&mut self, cut: bool) {
        let mut bytes = std::mem::take(&mut self.held);
        if cut {
            drop_torn_character(&mut bytes);
        }
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace('\r', "\n");
        self.out.push(Input::Paste(Paste { text, cut }));
        self.ground();
    }
}

/// A cut may fall within a character; its first bytes are not an encoding error of the sender's.
fn drop_torn_character(bytes: &mut Vec<u8>) {
    let tail = bytes.len().saturating_sub(3);
    for start in (tail..bytes.len()).rev() {
        if bytes[start] >= 0xc0 {
            let torn = std::str::from_utf8(&bytes[start..]).is_err_and(|error| error.error_len().is_none());
            if torn {
                bytes.truncate(start);
            }
            return;
        }
    }
}

/// The key of one byte below 0x80, ESC excepted.
fn ascii(byte: u8) -> Key {
    match byte {
        0x00 => Key::char(' ').with_ctrl(),
        0x08 | 0x7f => Key::plain(Code::Backspace),
        0x09 => Key::plain(Code::Tab),
        0x0d => Key::plain(Code::Enter),
        0x01..=0x1a => Key::char(char::from(byte - 1 + b'a')).with_ctrl(),
        0x1b..=0x1f => Key::char(char::from(byte + 0x40)).with_ctrl(),
        _ => Key::char(char::from(byte)),
    }
}

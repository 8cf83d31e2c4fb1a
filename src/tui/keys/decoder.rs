//! The byte decoder: push bytes in as they come, take inputs out. Bounded in space, total over all bytes.
//!
//! Time stays outside. When [`Decoder::pending`] says that something is unfinished, whoever reads the terminal
//! waits for that long and then calls [`Decoder::timeout`]. A lone ESC then becomes the key; anything that has
//! begun as a sequence never turns into keys, however slow the line: it is dropped as a whole.

use super::sequence;
use super::{Code, Input, Key, Paste};

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

    /// Settles what is pending after its time has passed: ESC is the key, a paste is handed over as far as it
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

    /// A byte that cannot stand in this sequence ends it unread and counts for itself.
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tui::keys::Reply;

    fn keys(bytes: &[u8]) -> String {
        let mut decoder = Decoder::new();
        let mut inputs = decoder.push(bytes);
        inputs.extend(decoder.timeout());
        let shown = inputs.iter().map(|input| match input {
            Input::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_form_of_a_key_is_known() {
        let table: &[(&[u8], &str)] = &[
            (b"aA ", "a A Space"),
            (b"\x08\x7f", "Backspace Backspace"),
            (b"\r\n\t\x00", "Enter Ctrl-j Tab Ctrl-Space"),
            (b"\x01\x1a\x1c\x1d\x1e\x1f", "Ctrl-a Ctrl-z Ctrl-\\ Ctrl-] Ctrl-^ Ctrl-_"),
            (b"\x1b", "Esc"),
            (b"\x1b\x1b", "Esc Esc"),
            (b"\x1bb\x1b\x7f\x1b\r\x1b_", "Alt-b Alt-Backspace Alt-Enter Alt-_"),
            (b"\x1b\x02", "Ctrl-Alt-b"),
            (b"\x1b[A\x1b[B\x1b[C\x1b[D", "Up Down Right Left"),
            (b"\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF", "Up Down Right Left Home End"),
            (b"\x1b[1;5C\x1b[1;2A\x1b[1;3D\x1b[1;8H", "Ctrl-Right Shift-Up Alt-Left Ctrl-Alt-Shift-Home"),
            (b"\x1bO5A\x1bOM\x1bOq\x1bOk", "Ctrl-Up Enter 1 +"),
            (b"\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "Home End Home End Home End"),
            (b"\x1b[2~\x1b[3~\x1b[5~\x1b[6~\x1b[3;5~", "Insert Delete PageUp PageDown Ctrl-Delete"),
            (b"\x1bOP\x1bOQ\x1bOR\x1bOS", "F1 F2 F3 F4"),
            (b"\x1b[[A\x1b[[E", "F1 F5"),
            (b"\x1b[11~\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24~", "F1 F5 F6 F10 F11 F12"),
            (b"\x1b[1;2P\x1b[15;5~", "Shift-F1 Ctrl-F5"),
            (b"\x1b[Z", "Shift-Tab"),
            (b"\x1b[97;5u\x1b[27;2;9~\x1b[13;5u", "Ctrl-a Shift-Tab Ctrl-Enter"),
            ("あｶﾞ𠮷".as_bytes(), "あ ｶ ﾞ 𠮷"),
            ("\x1bあ".as_bytes(), "Esc あ"),
        ];
        for (bytes, shown) in table {
            assert_eq!(keys(bytes), *shown, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn unknown_sequences_are_swallowed_whole() {
        let table: &[&[u8]] = &[
            b"\x1b[?1;2;3h",
            b"\x1b[>0;276;0c",
            b"\x1b[<0;10;20M",
            b"\x1b[M !!",
            b"\x1b[99~",
            b"\x1b[999999999999A",
            b"\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29A",
            b"\x1b]0;title\x07",
            b"\x1b]52;c;aGVsbG8=\x1b\\",
            b"\x1bP1$r0m\x1b\\",
            b"\x1b[201~",
            b"\x1b[[Z",
            b"\x1b[1;2\x18",
            b"\xc2\x9b",
        ];
        for bytes in table {
            let mut stream = bytes.to_vec();
            stream.push(b'x');
            assert_eq!(keys(&stream), "x", "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_broken_sequence_does_not_take_the_next_key() {
        assert_eq!(keys(b"\x1b[1;\rx"), "Enter x");
        assert_eq!(keys(b"\x1b[1;\x1b[A"), "Up");
        assert_eq!(keys(b"\x1b]11;rgb:\x1b[A"), "Up");
        assert_eq!(keys("\x1b[あ".as_bytes()), "あ");
    }

    #[test]
    fn invalid_bytes_become_replacement_characters() {
        assert_eq!(keys(b"\xe3\x81a\xff\xe3\xe3\x81\x82"), "\u{fffd} a \u{fffd} \u{fffd} あ");
        assert_eq!(keys(b"\xe3\x81\x1b[A"), "\u{fffd} Up");
    }

    #[test]
    fn answers_are_told_from_keys() {
        let mut decoder = Decoder::new();
        let inputs = decoder.push(
            b"\x1b[12;3R\x1b[?62;4c\x1b[?2026;2$y\x1b]11;rgb:ffff/8080/0000\x1b\\\x1b]11;rgb:0/f/80\x07\x1b[I\x1b[O",
        );
        assert_eq!(
            inputs,
            [
                Input::Reply(Reply::CursorPosition { row: 12, column: 3 }),
                Input::Reply(Reply::DeviceAttributes(vec![62, 4])),
                Input::Reply(Reply::Mode { mode: 2026, state: 2 }),
                Input::Reply(Reply::Background(255, 128, 0)),
                Input::Reply(Reply::Background(0, 255, 128)),
                Input::FocusGained,
                Input::FocusLost,
            ]
        );
    }

    #[test]
    fn only_a_lone_escape_waits_for_the_short_delay() {
        let table: &[(&[u8], Pending)] = &[
            (b"a", Pending::Nothing),
            (b"\xe3\x81", Pending::Nothing),
            (b"\x1b", Pending::Escape),
            (b"\x1b[", Pending::Sequence),
            (b"\x1bO", Pending::Sequence),
            (b"\x1b]11;", Pending::Sequence),
            (b"\x1b[200~abc", Pending::Paste),
            (b"\x1b[200~abc\x1b", Pending::Paste),
        ];
        for (bytes, pending) in table {
            let mut decoder = Decoder::new();
            decoder.push(bytes);
            assert_eq!(decoder.pending(), *pending, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_sequence_once_begun_never_times_out_into_keys() {
        for bytes in [&b"\x1b["[..], b"\x1b[1;5", b"\x1bO", b"\x1b]11;rgb", b"\x1bP1", b"\x1b[[", b"\x1b[M!"]
        {
            let mut decoder = Decoder::new();
            assert_eq!(decoder.push(bytes), []);
            assert_eq!(decoder.timeout(), [], "{}", bytes.escape_ascii());
            assert_eq!(decoder.push(b"x"), [Input::Key(Key::char('x'))]);
        }
    }

    fn paste(text: &str, cut: bool) -> Input {
        Input::Paste(Paste { text: text.to_owned(), cut })
    }

    #[test]
    fn a_paste_is_one_input_with_unix_line_ends() {
        let mut decoder = Decoder::new();
        let bytes = "\x1b[200~一\r\n二\r三\n\x1b[A\x1b[201\x1b[201~q".as_bytes();
        assert_eq!(
            decoder.push(bytes),
            [paste("一\n二\n三\n\x1b[A\x1b[201", false), Input::Key(Key::char('q'))]
        );
    }

    #[test]
    fn an_unclosed_paste_is_handed_over_when_the_line_falls_silent() {
        let mut decoder = Decoder::new();
        assert_eq!(decoder.push(b"\x1b[200~abc\xe3\x81"), []);
        assert_eq!(decoder.timeout(), [paste("abc", true)]);
        assert_eq!(decoder.push(b"x"), [Input::Key(Key::char('x'))]);
    }

    #[test]
    fn a_paste_past_the_limit_is_cut_at_a_character() {
        let mut decoder = Decoder::new();
        decoder.push(b"\x1b[200~");
        for _ in 0..PASTE_LIMIT / 3 + 1000 {
            assert_eq!(decoder.push("あ".as_bytes()), []);
        }
        let inputs = decoder.push(b"\x1b[201~q");
        let [Input::Paste(pasted), Input::Key(_)] = &inputs[..] else { panic!("{} inputs", inputs.len()) };
        assert!(pasted.cut);
        assert_eq!(pasted.text.len(), PASTE_LIMIT / 3 * 3);
        assert!(pasted.text.chars().all(|c| c == 'あ'));
    }

    /// Bytes that make sequences likely: pieces of real input between arbitrary bytes.
    fn stream() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            3 => prop::sample::select(vec![
                "\x1b", "\x1b[", "\x1bO", "\x1b]11;rgb:", "\x1bP", "\x1b[200~", "\x1b[201~", "\x1b[M", "\x1b[[", "\x1b[?",
                "1;5", "A", "~", "R", "c", "u", "\x07", "\x1b\\", "\r", "あ", "ﾞ", "x", ";", "$y", "\x18",
            ])
            .prop_map(|text| text.as_bytes().to_vec()),
            1 => prop::collection::vec(any::<u8>(), 1..6),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn a_stream_decodes_the_same_wherever_it_is_cut(bytes in stream()) {
            let mut whole = Decoder::new();
            let mut expected = whole.push(&bytes);
            expected.extend(whole.timeout());
            for cut in 0..=bytes.len() {
                let mut decoder = Decoder::new();
                let mut inputs = decoder.push(&bytes[..cut]);
                inputs.extend(decoder.push(&bytes[cut..]));
                inputs.extend(decoder.timeout());
                prop_assert_eq!(&inputs, &expected);
            }
            let mut single = Decoder::new();
            let mut inputs: Vec<Input> = bytes.iter().flat_map(|byte| single.push(&[*byte])).collect();
            inputs.extend(single.timeout());
            prop_assert_eq!(&inputs, &expected);
        }

        #[test]
        fn hostile_bytes_yield_no_control_characters(bytes in stream(), pause in any::<prop::sample::Index>()) {
            let mut decoder = Decoder::new();
            let pause = pause.index(bytes.len() + 1);
            let mut inputs = decoder.push(&bytes[..pause]);
            inputs.extend(decoder.timeout());
            inputs.extend(decoder.push(&bytes[pause..]));
            inputs.extend(decoder.timeout());
            prop_assert_eq!(decoder.pending(), Pending::Nothing);
            for input in inputs {
                if let Input::Key(Key { code: Code::Char(c), .. }) = input {
                    prop_assert!(!c.is_control());
                }
            }
        }

        #[test]
        fn text_arrives_as_lossy_conversion_would_read_it(bytes in prop::collection::vec(0x80..=0xff_u8, 0..60)) {
            let mut bytes = bytes;
            bytes.push(b'.');
            let expected: String =
                String::from_utf8_lossy(&bytes).chars().filter(|c| !c.is_control()).collect();
            let typed: String = Decoder::new()
                .push(&bytes)
                .into_iter()
                .filter_map(|input| match input { Input::Key(key) => key.typed(), _ => None })
                .collect();
            prop_assert_eq!(typed, expected);
        }
    }
}

//! The byte decoder: every form of a key, hostile bytes, and streams cut wherever a line may cut them.

use proptest::prelude::*;

use kijun::tui::keys::{Code, Decoder, Input, Key, PASTE_LIMIT, Paste, Pending, Reply};

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

/// Every form in which terminals send keys, and what they are. A lone ESC is apart: only time tells it.
const FORMS: &[(&[u8], &str)] = &[
    (b"aA ", "a A Space"),
    (b"\x08\x7f", "Backspace Backspace"),
    (b"\r\n\t\x00", "Enter Ctrl-j Tab Ctrl-Space"),
    (b"\x01\x1a\x1c\x1d\x1e\x1f", "Ctrl-a Ctrl-z Ctrl-\\ Ctrl-] Ctrl-^ Ctrl-_"),
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

#[test]
fn every_form_of_a_key_is_known() {
    for (bytes, shown) in FORMS {
        assert_eq!(keys(bytes), *shown, "{}", bytes.escape_ascii());
    }
    assert_eq!(keys(b"\x1b"), "Esc");
    assert_eq!(keys(b"\x1b\x1b"), "Esc Esc");
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
    for bytes in [&b"\x1b["[..], b"\x1b[1;5", b"\x1bO", b"\x1b]11;rgb", b"\x1bP1", b"\x1b[[", b"\x1b[M!"] {
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
    assert_eq!(decoder.push(bytes), [paste("一\n二\n三\n\x1b[A\x1b[201", false), Input::Key(Key::char('q'))]);
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
    assert_eq!(inputs.len(), 2);
    let Input::Paste(pasted) = &inputs[0] else { unreachable!("the paste comes first") };
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
    fn keys_in_any_order_stay_the_same_keys(forms in prop::collection::vec(prop::sample::select(FORMS), 1..20)) {
        let bytes: Vec<u8> = forms.iter().flat_map(|(bytes, _)| bytes.to_vec()).collect();
        let shown: Vec<&str> = forms.iter().map(|(_, shown)| *shown).collect();
        prop_assert_eq!(keys(&bytes), shown.join(" "));
    }

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

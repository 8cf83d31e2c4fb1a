//! Characters that nobody can read or see, on their way into the workbench: from another encoding, or without a picture.

use kijun::domain::text::Lang::{En, Ja};
use kijun::tui::keys::{Decoder, Input, Key};
use kijun::tui::message::Message;

use super::desk::{Desk, USUAL};
use super::workbench_text::{FIELDS, desk_at};

/// What a terminal in EUC-JP or `Shift_JIS` sends for kana, as the decoder reads it.
fn sent(bytes: &[u8]) -> Vec<Key> {
    let inputs = Decoder::new().push(bytes);
    let key = |input| match input {
        Input::Key(key) => key,
        other => panic!("{other:?}"),
    };
    inputs.into_iter().map(key).collect()
}

/// 「山田」 in EUC-JP and in `Shift_JIS`, 「ア」 in `Shift_JIS` with its letter, halfwidth kana.
const FOREIGN: &[&[u8]] = &[b"\xBB\xB3\xC5\xC4", b"\x8ER\x93c", b"\x83A", b"\x83y", b"\xB1"];

#[test]
fn what_another_encoding_sends_into_a_field_is_refused_and_told() {
    for (keys, _) in FIELDS {
        for bytes in FOREIGN {
            let mut desk = desk_at(Ja, USUAL, keys);
            let before = desk.text();
            desk.model.update(Message::Keys(vec![sent(bytes)]));
            assert!(desk.notice().contains("読めない文字"), "{keys}: {bytes:x?}: {}", desk.notice());
            assert!(desk.notice().contains("U+FFFD"), "{keys}: {}", desk.notice());
            desk.model.desktop.notice = None;
            assert_eq!(desk.text(), before, "{keys}: {bytes:x?}");
        }
    }
    let mut desk = desk_at(En, USUAL, "N r");
    desk.model.update(Message::Keys(vec![sent(b"\x83A")]));
    assert_eq!(desk.notice(), "Not entered: 1 unreadable character (U+FFFD at 1). Is it UTF-8?");
}

#[test]
fn what_another_encoding_sends_to_a_screen_is_no_command() {
    for bytes in FOREIGN {
        for lang in [Ja, En] {
            let mut desk = Desk::at_row(lang, USUAL, "vuln.tech.b#result");
            let before = desk.session().assessment.clone();
            desk.model.update(Message::Keys(vec![sent(bytes)]));
            assert_eq!(desk.session().assessment, before, "{bytes:x?}");
            assert!(desk.notice().contains("UTF-8"), "{}", desk.notice());
        }
    }
}

#[test]
fn characters_that_nobody_sees_do_not_enter_a_field() {
    for (typed, told) in [
        ("\u{3164}", "見えない文字を1個除きました(1文字目の U+3164)。"),
        ("\u{200D}", "見えない文字を1個除きました(1文字目の U+200D)。"),
        ("\u{E000}", "外字が1個あり、入れませんでした(1文字目の U+E000)。外字でない文字で書いてください。"),
        (
            "\u{FFFF}",
            "文字でない符号が1個あり、入れませんでした(1文字目の U+FFFF)。その文字を消してください。",
        ),
    ] {
        let mut desk = desk_at(Ja, USUAL, "t a");
        let before = desk.text();
        desk.types(typed);
        assert_eq!(desk.notice(), told);
        desk.model.desktop.notice = None;
        assert_eq!(desk.text(), before);
    }
    // A picture of several, and the form of a name, come key by key as well as at once.
    let mut desk = Desk::at_row(Ja, USUAL, "vuln.tech.b#result");
    desk.keys("r Ctrl-u").types("👨\u{200D}👩 葛\u{E0100}城");
    assert_eq!(desk.notice(), "");
    desk.pastes(" 渡\u{E0101}辺").keys("Enter");
    let claim = desk.session().assessment.claim("vuln.tech.b#result").expect("a claim");
    assert_eq!(claim.remark, "👨\u{200D}👩 葛\u{E0100}城 渡\u{E0101}辺");
}

//! RON as text: what is escaped, what is not, and the hints for what people get wrong.

#![expect(clippy::panic, reason = "a test that cannot go on says why")]

use kijun::domain::clean::is_hidden;
use kijun::store::limits;
use kijun::store::ron::hint::RonFault;
use kijun::store::ron::text::{parse, parse_bytes, write, write_line};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    id: String,
    title: String,
    #[serde(default)]
    note: Option<String>,
    items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: String,
    clause: Clause,
    rule: Rule,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Clause(String);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Rule {
    All(Vec<Rule>),
    Declared,
    AtLeast { count: u32 },
}

const GOOD: &str = r#"(
    id: "p",
    title: "題",
    items: [
        (id: "a", clause: "1", rule: All([Declared, AtLeast(count: 2)])),
        (
            id: "b",
            clause: "2",
            rule: Declared,
        ),
    ],
)
"#;

fn pack() -> Pack {
    parse(GOOD).expect("good")
}

/// The fault of the good text with one thing spoilt.
fn fault(from: &str, to: &str) -> RonFault {
    let broken = GOOD.replacen(from, to, 1);
    assert_ne!(broken, GOOD, "nothing was spoilt");
    parse::<Pack>(&broken).expect_err("broken")
}

/// Place and English hint.
fn told(from: &str, to: &str) -> String {
    let RonFault { line, column, hint, message } = fault(from, to);
    let hint = hint.unwrap_or_else(|| panic!("no hint for {from:?} -> {to:?}: {message:?}"));
    assert!(!hint.ja.is_empty() && !message.ja.is_empty());
    assert!(!message.ja.contains("として読めません"), "not translated: {message:?}");
    format!("{line}:{column} {}", hint.en)
}

#[test]
fn a_missing_comma_is_placed_where_it_is_missing() {
    assert_eq!(
        told("title: \"題\",", "title: \"題\""),
        "4:5 a comma is probably missing at the end of line 3"
    );
    assert_eq!(told("),\n        (", ")\n        // note\n        ("), {
        "7:9 a comma is probably missing at the end of line 5"
    });
    assert_eq!(told("Declared, At", "Declared At"), "5:52 a comma is probably missing before this place");
}

#[test]
fn wide_and_curly_characters_are_named() {
    assert_eq!(told("\"題\"", "“題”"), "3:12 line 3 column 12 has `“`; write a plain \"");
    assert_eq!(told("title:", "title："), "3:10 line 3 column 10 has `：`; write a plain :");
    assert_eq!(told("Declared,\n", "Declared、\n"), "9:27 line 9 column 27 has `、`; write a plain ,");
    assert_eq!(told("    title", "　　title"), "3:1 line 3 column 1 has `　`; write a plain blank");
    assert_eq!(told("(id: \"a\"", "（id: \"a\""), "5:9 line 5 column 9 has `（`; write a plain (");
    let hint = fault("\"題\"", "「題」").hint.expect("hint");
    assert_eq!(hint.ja, "3行12桁の「「」を半角の \"に直してください");
}

#[test]
fn brackets_and_quotation_marks_are_traced_to_where_they_open() {
    let end = "        ),\n    ],\n)\n";
    assert_eq!(told(end, "        ),\n    ],\n"), "12:1 the `(` on line 1 column 1 is not closed");
    assert_eq!(told("    ],\n", "\n"), "12:1 the [ on line 4 is closed by the ) on line 12");
    assert_eq!(told("            rule: Declared,\n        ),", "            rule: Declared,\n"), {
        "11:5 the ( on line 6 is closed by the ] on line 11"
    });
    assert_eq!(told("題\"", "題"), "5:15 the text that begins on line 3 seems to lack its closing \"");
    assert_eq!(told("id: \"p\"", "/* id: \"p\""), "13:1 the note `/*` on line 2 column 5 is not closed");
    assert_eq!(told("    ],\n)\n", "    ],\n))\n"), "12:2 the ) on line 12 column 2 closes nothing");
}

#[test]
fn wrong_and_missing_words_are_named() {
    assert_eq!(told("title", "titel"), "3:5 did you mean title?");
    assert_eq!(told("Declared", "Decleared"), "5:43 did you mean Declared?");
    assert_eq!(told("            clause: \"2\",\n", ""), {
        "9:9 write clause: in the block that begins on line 6 (id: \"b\")"
    });
    let unlike = fault("title", "xyz");
    assert_eq!(unlike.hint, None);
    assert_eq!(unlike.message.ja, "項目 xyz はありません。使えるのは id、title、note、items です");
}

#[test]
fn words_quoted_from_a_hostile_file_are_tamed() {
    let hostile = format!("id: \"b\u{1b}]52;c;x\u{7}\u{202e}{}\"", "長".repeat(10_000));
    let text = GOOD.replace("            clause: \"2\",\n", "").replace("id: \"b\"", &hostile);
    let hint = parse::<Pack>(&text).expect_err("clause is missing").hint.expect("hint");
    assert!(hint.en.contains("b\u{FFFD}]52"), "{}", hint.en);
    assert!(!hint.ja.chars().chain(hint.en.chars()).any(is_hidden));
    assert!(hint.en.chars().count() <= 400);
}

#[test]
fn other_slips_are_explained() {
    assert_eq!(told("\"p\"", "p"), "2:9 text stands between \" marks");
    assert_eq!(told("\"p\"", "'p'"), "2:9 text stands between \" marks, not '");
    assert_eq!(told("count: 2", "count: \"2\""), "5:68 this is written without \" marks");
    assert_eq!(told("Declared,\n", "\"Declared\",\n"), {
        "9:19 a rule's or a kind's name is written without \" marks"
    });
    assert_eq!(told("id: \"p\"", "id = \"p\""), "2:8 write : in the place of =");
    assert_eq!(told("\"題\"", "\"C:\\dir\""), "3:17 a \\ inside text is written \\\\");
}

#[test]
fn a_mark_at_the_beginning_is_passed_over_and_other_encodings_are_named() {
    assert_eq!(parse::<Pack>(&format!("\u{FEFF}{GOOD}")), Ok(pack()));
    assert_eq!(parse_bytes::<Pack>(GOOD.as_bytes()), Ok(pack()));
    let shift_jis = b"(\n    id: \"\x91\xe8\")";
    let fault = parse_bytes::<Pack>(shift_jis).expect_err("not UTF-8");
    assert_eq!((fault.line, fault.column), (2, 10));
    assert!(fault.hint.expect("hint").en.contains("Shift_JIS"));
    let utf16 = parse_bytes::<Pack>(b"\xff\xfe(\0)\0").expect_err("not UTF-8");
    assert!(utf16.message.ja.contains("UTF-16"));
    let euc = parse_bytes::<Pack>(b"(\n    id: \"\xc2\xea\")").expect_err("not UTF-8");
    assert!(euc.message.en.contains("EUC-JP"));
    let clash = parse::<Pack>("(\n<<<<<<< ours\n a\n=======\n b\n>>>>>>> theirs\n)").expect_err("git");
    assert!(clash.line == 2 && clash.message.en.contains("git"));
    assert!(parse::<Pack>("番号,氏名\nP-01,x\n").expect_err("a table").message.en.contains("table"));
}

#[test]
fn nobody_writes_some_or_wrappers() {
    let text = GOOD.replace("items", "note: \"覚え\", items");
    let read: Pack = parse(&text).expect("implicit Some");
    assert_eq!(read.note.as_deref(), Some("覚え"));
    let written = write(&read).expect("writes");
    assert!(written.contains("note: \"覚え\"") && written.contains("clause: \"1\""), "{written}");
    assert!(!written.contains("enable"), "{written}");
    assert_eq!(parse::<Pack>(&written), Ok(read));
}

#[test]
fn nesting_is_bounded() {
    let deep =
        |n: usize| GOOD.replace("rule: Declared", &format!("rule: {}{}", "All([".repeat(n), "])".repeat(n)));
    parse::<Pack>(&deep(10)).expect("deep enough for any rule");
    let fault = parse::<Pack>(&deep(10_000)).expect_err("too deep");
    assert!(fault.hint.expect("hint").en.contains(&limits::DEPTH.to_string()));
}

#[test]
fn printable_japanese_stays_and_controls_never_do() {
    let japanese = "株式会社　基準　ｶﾞｷﾞ か\u{3099}は\u{309A} 葛\u{E0100}飾区 辻\u{FE00} 👨\u{200D}👩 e\u{301} it's \"q\" \\ ①";
    let written = write_line(&japanese).expect("writes");
    assert_eq!(written, format!("\"{}\"", japanese.replace('\\', "\\\\").replace('"', "\\\"")));
    assert_eq!(parse::<String>(&written).as_deref(), Ok(japanese));
    let hostile = "\u{1b}]52;c;x\u{7} \u{9b}31m \u{7f}\u{0} \u{202e}\u{2066}\u{200f}\u{61c} \u{feff}\u{ad}\u{e0041} \r\n\t\u{2028}";
    let written = write_line(&hostile).expect("writes");
    assert!(!written.chars().any(is_hidden), "{written}");
    assert_eq!(parse::<String>(&written).as_deref(), Ok(hostile));
    for c in ['\u{1b}', '\'', '\\', '"', '\u{202e}', '　', '\u{0}', '\n'] {
        let written = write_line(&(c, "after's")).expect("writes");
        assert!(!written.chars().any(is_hidden), "{written:?}");
        assert_eq!(parse::<(char, String)>(&written), Ok((c, "after's".to_owned())), "{written}");
    }
}

/// Characters that writers of RON get wrong, among all others.
fn any_text() -> impl Strategy<Value = String> {
    let tricky = prop::sample::select(
        "\\\"'u{}/*\u{3000}\u{ff9e}\u{3099}\u{e0100}\u{1b}\u{202e}\u{0}\n基".chars().collect::<Vec<_>>(),
    );
    prop::collection::vec(prop_oneof![tricky, any::<char>()], 0..30)
        .prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #[test]
    fn any_text_comes_back_and_nothing_hidden_is_written(id in any_text(), title in any_text(), note in any_text(), c in any::<char>()) {
        let pack = Pack { id, title, note: Some(note), items: pack().items };
        let written = write(&pack).expect("writes");
        prop_assert!(!written.chars().any(|c| is_hidden(c) && c != '\n'), "{written:?}");
        prop_assert_eq!(parse::<Pack>(&written), Ok(pack.clone()));
        let line = write_line(&(c, &pack)).expect("writes");
        prop_assert!(!line.chars().any(is_hidden), "{line:?}");
        prop_assert_eq!(parse::<(char, Pack)>(&line), Ok((c, pack)));
    }

    #[test]
    fn a_broken_text_gets_a_fault_and_never_a_panic(cut in 0..GOOD.len(), text in any_text()) {
        let at = (0..=cut).rev().find(|at| GOOD.is_char_boundary(*at)).unwrap_or(0);
        let broken = [&GOOD[..at], &text, &GOOD[at..]].concat();
        for text in [broken.as_str(), &GOOD[..at], &text] {
            if let Err(fault) = parse::<Pack>(text) {
                prop_assert!(fault.line >= 1 && fault.column >= 1);
                prop_assert!(fault.line <= text.matches('\n').count() + 1);
            }
        }
    }

    #[test]
    fn any_bytes_get_a_fault_and_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(parse_bytes::<Pack>(&bytes).is_err());
    }
}

//! The editor: a text with the caret marked in it, commands, the text with the caret after them.

use kijun::tui::cells::{self, Ambiguous};
use kijun::tui::editor::{EditCommand, EditOutcome, Editor};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

const NARROW: Ambiguous = Ambiguous::Narrow;

use EditCommand::{
    DeleteLeft, DeleteRight, DeleteWordLeft, DeleteWordRight, Down, Insert, KillToEnd, KillToStart, Left,
    LineEnd, LineStart, Newline, Redo, Right, TextEnd, TextStart, Undo, Up, WordLeft, WordRight, Yank,
};

fn at_mark(mut editor: Editor, marked: &str) -> Editor {
    let wanted = marked.find('|').expect("a caret");
    editor.apply(&TextStart);
    while editor.caret() < wanted {
        editor.apply(&Right);
    }
    assert_eq!(editor.caret(), wanted);
    editor
}

fn marked(editor: &Editor) -> String {
    let (before, after) = editor.text().split_at(editor.caret());
    format!("{before}|{after}")
}

fn run(start: &str, commands: &[EditCommand]) -> String {
    let mut editor = at_mark(Editor::multi(&start.replace('|', "")), start);
    for command in commands {
        editor.apply(command);
    }
    marked(&editor)
}

fn insert(text: &str) -> EditCommand {
    Insert(text.to_owned())
}

#[test]
fn commands_do_what_they_say() {
    let cases: &[(&str, &[EditCommand], &str)] = &[
        ("脆弱|性", &[Left], "脆|弱性"),
        ("脆弱|性", &[Right, Right], "脆弱性|"),
        ("脆弱|性", &[DeleteLeft], "脆|性"),
        ("脆弱|性", &[DeleteRight], "脆弱|"),
        ("ｶﾞ|", &[DeleteLeft], "ｶ|"),
        ("👨\u{200D}👩\u{200D}👧|", &[DeleteLeft], "|"),
        ("一行\n二|行", &[LineStart], "一行\n|二行"),
        ("一|行\n二行", &[LineEnd], "一行|\n二行"),
        ("一|行\n二行", &[TextEnd], "一行\n二行|"),
        ("脆弱性診断を行|", &[WordLeft, WordLeft], "脆弱性診断|を行"),
        ("|ISO 27001を", &[WordRight, WordRight], "ISO 27001|を"),
        ("検査の記録|", &[DeleteWordLeft], "検査の|"),
        ("検査|の記録", &[DeleteWordRight], "検査|記録"),
        ("一行\n二|行", &[KillToStart], "一行\n|行"),
        ("一|行\n二行", &[KillToEnd], "一|\n二行"),
        ("一|行\n二行", &[KillToEnd, KillToEnd], "一|二行"),
        ("一|行", &[KillToEnd, TextStart, Yank], "行|一"),
        ("一|行", &[insert("二"), insert("三")], "一二三|行"),
        ("一|行", &[Newline], "一\n|行"),
        ("カ|", &[insert("\u{3099}")], "ガ|"),
        ("a|", &[insert("x\r\ny\u{1b}[31m")], "ax\ny[31m|"),
        ("一|行", &[insert("二三"), Undo], "一|行"),
        ("一|行", &[insert("二三"), Undo, Redo], "一二三|行"),
        ("|", &[insert("a"), insert("b"), insert("c"), Undo], "|"),
        ("|", &[insert("a"), insert("脆弱性"), Undo], "a|"),
        ("|", &[insert("a"), insert(" "), insert("b"), Undo], "a |"),
        ("一|行", &[DeleteLeft, insert("二"), Undo, Undo], "一|行"),
        ("短い\nとても長い行|\n短い", &[Up, Up], "短い|\nとても長い行\n短い"),
        ("短い\nとても長い行|\n短い", &[Down, Up], "短い\nとても長い行|\n短い"),
    ];
    for (start, commands, end) in cases {
        assert_eq!(run(start, commands), *end, "{start} {commands:?}");
    }
}

#[test]
fn a_single_line_stays_one() {
    let mut editor = Editor::single("住所\n");
    assert_eq!(editor.text(), "住所");
    assert_eq!(editor.apply(&Newline), EditOutcome::Ignored);
    editor.apply(&insert("東京都\n港区\n"));
    assert_eq!(editor.text(), "住所東京都 港区");
    assert_eq!((editor.apply(&Up), editor.apply(&Down)), (EditOutcome::Ignored, EditOutcome::Ignored));
}

#[test]
fn commands_without_effect_leave_the_key_to_others() {
    let mut editor = Editor::multi("");
    for command in [Left, Right, Up, Down, DeleteLeft, DeleteRight, KillToEnd, Undo, Redo, Yank] {
        assert_eq!(editor.apply(&command), EditOutcome::Ignored, "{command:?}");
    }
}

fn row(buf: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut x = 0;
    while x < buf.area.width {
        let symbol = buf[(x, y)].symbol();
        text.push_str(symbol);
        x += cells::width(symbol, NARROW).max(1) as u16;
    }
    text
}

fn draw(editor: &Editor, width: u16, height: u16) -> (Vec<String>, (u16, u16)) {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    let caret = editor.draw(&mut buf, area, Style::new(), NARROW).expect("room");
    ((0..height).map(|y| row(&buf, y)).collect(), caret)
}

#[test]
fn a_single_line_scrolls_sideways() {
    let mut editor = Editor::single("脆弱性診断サービス");
    assert_eq!(draw(&editor, 9, 1), (vec!["サービス ".to_owned()], (8, 0)));
    editor.apply(&LineStart);
    assert_eq!(draw(&editor, 9, 1), (vec!["脆弱性診 ".to_owned()], (0, 0)));
}

#[test]
fn several_lines_wrap_and_scroll() {
    let mut editor = Editor::multi("脆弱性診断を行う。\n終わり");
    let (rows, caret) = draw(&editor, 9, 2);
    assert_eq!((rows, caret), (vec!["う。     ".to_owned(), "終わり   ".to_owned()], (6, 1)));
    assert_eq!(editor.apply(&Up), EditOutcome::Moved);
    assert_eq!(marked(&editor), "脆弱性診断を行う。|\n終わり");
    editor.apply(&Up);
    assert_eq!(draw(&editor, 9, 2).1.1, 0);
    editor.apply(&TextStart);
    assert_eq!(editor.apply(&Up), EditOutcome::Ignored);
    assert_eq!(draw(&editor, 9, 2), (vec!["脆弱性診 ".to_owned(), "断を行   ".to_owned()], (0, 0)));
}

fn command() -> impl Strategy<Value = EditCommand> {
    let simple = vec![
        Newline,
        Left,
        Right,
        WordLeft,
        WordRight,
        Up,
        Down,
        LineStart,
        LineEnd,
        TextStart,
        TextEnd,
        DeleteLeft,
        DeleteRight,
        DeleteWordLeft,
        DeleteWordRight,
        KillToStart,
        KillToEnd,
        Yank,
        Undo,
        Redo,
    ];
    let pieces = vec![
        "a",
        "脆弱性",
        "ー",
        "サーバ",
        "ｶﾞ",
        "\u{3099}",
        "か",
        "\u{301}",
        " ",
        "\n",
        "👍",
        "\u{200D}",
        "👩",
        "\u{1F3FD}",
        "※",
    ];
    prop_oneof![
        proptest::sample::select(simple),
        proptest::sample::select(pieces).prop_map(|text| Insert(text.to_owned())),
    ]
}

fn boundaries(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(cells::units(text, NARROW).map(|unit| unit.end)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(500)))]

    #[test]
    fn the_caret_stays_on_a_boundary_and_in_sight(
        commands in proptest::collection::vec(command(), 0..60),
        width in 1u16..20,
        height in 1u16..5,
        single in any::<bool>(),
    ) {
        let mut editor = if single { Editor::single("") } else { Editor::multi("") };
        for command in &commands {
            let before = (editor.text().to_owned(), editor.caret());
            let outcome = editor.apply(command);
            prop_assert_eq!(outcome == EditOutcome::Edited, before.0 != editor.text(), "{:?}", command);
            prop_assert!(boundaries(editor.text()).contains(&editor.caret()), "{:?} {}", command, marked(&editor));
            let (_, (x, y)) = draw(&editor, width, height);
            prop_assert!(x < width && y < height);
            if !single {
                let fresh = Editor::multi(editor.text());
                prop_assert_eq!(editor.rows(width, NARROW), fresh.rows(width, NARROW));
            }
        }
    }

    #[test]
    fn undo_returns_to_the_start_and_redo_to_the_end(commands in proptest::collection::vec(command(), 0..40)) {
        let mut editor = Editor::multi("はじめ");
        for command in &commands {
            editor.apply(command);
        }
        let end = editor.text().to_owned();
        while editor.apply(&Redo) == EditOutcome::Edited {}
        let last = editor.text().to_owned();
        while editor.apply(&Undo) == EditOutcome::Edited {}
        prop_assert_eq!(editor.text(), "はじめ");
        while editor.apply(&Redo) == EditOutcome::Edited {}
        prop_assert_eq!(editor.text(), &last);
        prop_assert!(commands.iter().any(|command| matches!(command, Undo)) || end == last);
    }
}

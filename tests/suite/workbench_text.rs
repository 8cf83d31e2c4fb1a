//! Text wherever it is typed or shown: halfwidth kana, the caret and its room, what comes at once, pastes, and
//! the keys of boxes.

use kijun::domain::register::{Contract, Document, Person, Record};
use kijun::domain::text::Lang::{self, En, Ja};
use kijun::tui::action::{BoxFocus, Page};
use kijun::tui::cells::Kana;
use kijun::tui::keys::{Key, Paste};
use kijun::tui::message::{Effect, Message, StoreCommand, StoreMessage};

use super::desk::{Desk, LARGE, SMALL, USUAL, opened};

/// Keys that lead from the opened sample to every kind of text field, and what has the keys there.
pub(crate) const FIELDS: &[(&str, BoxFocus)] = &[
    (":", BoxFocus::Palette),
    ("/", BoxFocus::Palette),
    ("N r", BoxFocus::Lines),
    ("/ v u l n . s c o p e . a Enter x", BoxFocus::OneLine),
    ("S", BoxFocus::OneLine),
    ("t 5 A", BoxFocus::Signer),
    ("t f", BoxFocus::Filter),
    ("t a", BoxFocus::Line),
    ("p", BoxFocus::Line),
    ("t 2 a PageDown Down Down Down Down Down", BoxFocus::Text),
    ("t 2 a Tab Enter", BoxFocus::Several),
    ("t 2 a Tab Tab Enter", BoxFocus::Several),
    ("t 1 Enter Tab Tab Tab Tab Tab Enter Enter", BoxFocus::OneOrOther),
    ("t 0 a Tab Enter", BoxFocus::One),
    ("Esc o", BoxFocus::OneLine),
    ("Esc n", BoxFocus::Line),
];

pub(crate) fn desk_at(lang: Lang, size: (u16, u16), keys: &str) -> Desk {
    let mut desk = Desk::with_sample(lang, size);
    desk.keys(keys);
    desk
}

fn inside(desk: &Desk) -> Option<BoxFocus> {
    desk.model.desktop.overlays.last().and_then(|overlay| overlay.focus())
}

/// Keys that one read of the terminal gave.
fn burst(desk: &mut Desk, keys: &str) {
    reads(desk, &[keys]);
}

/// Keys that came in several reads between two pictures.
fn reads(desk: &mut Desk, reads: &[&str]) {
    let key = |c| if c == '\n' { "Enter".parse().expect("a key") } else { Key::char(c) };
    let reads = reads.iter().map(|keys| keys.chars().map(key).collect());
    desk.model.update(Message::Keys(reads.collect()));
    desk.effects.append(&mut desk.model.desktop.effects);
}

#[test]
fn every_kind_of_field_is_reached() {
    for (keys, expected) in FIELDS {
        assert_eq!(inside(&desk_at(Ja, USUAL, keys)), Some(*expected), "{keys}");
    }
}

#[test]
fn below_every_caret_there_is_room_for_an_input_method() {
    for size in [USUAL, SMALL] {
        for (keys, _) in FIELDS {
            let mut desk = desk_at(Ja, size, keys);
            for typed in ["", "規程の見直しを毎年行い、記録を残している。", "長い備考です。"]
            {
                for _ in 0..8 {
                    desk.types(typed);
                }
                let (x, y) = desk.cursor().unwrap_or_else(|| panic!("no cursor after {keys} at {size:?}"));
                assert!(y + 3 < size.1, "row {y} of {} after {keys}\n{}", size.1, desk.text());
                assert!(x < size.0, "{keys}");
            }
        }
    }
}

#[test]
fn the_caret_moves_with_what_is_typed_and_an_unchanged_frame_is_silent() {
    for (keys, _) in FIELDS {
        let mut desk = desk_at(Ja, USUAL, keys);
        let before = desk.cursor().expect("a cursor");
        desk.types("規");
        let after = desk.cursor().expect("a cursor");
        assert_eq!(after, (before.0 + 2, before.1), "{keys}\n{}", desk.text());
        assert!(!desk.bytes().is_empty());
        assert_eq!(desk.bytes(), b"", "{keys}");
        desk.tell(StoreMessage::Saved);
        desk.bytes();
        desk.tell(StoreMessage::Saved);
        assert_eq!(desk.bytes(), b"", "{keys}");
    }
}

#[test]
fn the_cursor_belongs_to_the_box_in_front() {
    for (keys, _) in FIELDS {
        let mut desk = desk_at(Ja, USUAL, keys);
        desk.keys("F1");
        assert_eq!(desk.cursor(), None, "{keys}");
        desk.keys("Esc");
        assert!(desk.cursor().is_some(), "{keys}");
    }
    // A resize moves the field, and the caret goes with it.
    let mut desk = desk_at(Ja, USUAL, "N r");
    let before = desk.cursor();
    desk.model.update(Message::Resized(LARGE.0, LARGE.1));
    assert_ne!(desk.cursor(), before);
}

/// The sample with halfwidth kana wherever a person may write them.
fn halfwidth(lang: Lang, size: (u16, u16)) -> Desk {
    let mut whole = opened("vuln.tech.b#result");
    let a = &mut whole.assessment;
    a.profile.organisation = "ｱｸﾒｾｷｭﾘﾃｨ".into();
    a.people.insert(0, Person { id: "P-90".into(), name: "ﾀﾅｶ ﾌﾞﾝ".into(), ..Person::default() });
    a.contracts.insert(0, Contract { id: "C-90".into(), alias: "ﾒｰｶｰZ".into(), ..Contract::default() });
    a.documents.insert(0, Document { id: "D-90".into(), title: "ﾃﾞｰﾀ規程".into(), ..Document::default() });
    a.records.insert(0, Record { id: "R-90".into(), title: "ﾚﾋﾞｭｰ表".into(), ..Record::default() });
    let mut desk = Desk::new(lang, size);
    desk.tell(StoreMessage::Opened(Box::new(whole)));
    desk
}

/// Keys to the places where the halfwidth sample is read, with the words as stored and as shown.
const SHOWN: &[(&str, &str, &str)] = &[
    ("", "ｱｸﾒｾｷｭﾘﾃｨ", "アクメセキュリティ"),
    ("b", "ｱｸﾒｾｷｭﾘﾃｨ", "アクメセキュリティ"),
    ("m", "ｱｸﾒｾｷｭﾘﾃｨ", "アクメセキュリティ"),
    ("d", "ｱｸﾒｾｷｭﾘﾃｨ", "アクメセキュリティ"),
    ("t 1", "ﾀﾅｶ ﾌﾞﾝ", "タナカ ブン"),
    ("t 2", "ﾒｰｶｰZ", "メーカーZ"),
    ("t 3", "ﾃﾞｰﾀ規程", "データ規程"),
    ("t 4", "ﾚﾋﾞｭｰ表", "レビュー表"),
    ("t 1 Enter", "ｱｸﾒｾｷｭﾘﾃｨ", "アクメセキュリティ"),
    (": t a n a k a", "ﾀﾅｶ ﾌﾞﾝ", "タナカ ブン"),
    ("N r ﾃ ﾞ Enter", "ﾃﾞ", "デ"),
];

#[test]
fn halfwidth_kana_are_shown_in_full_width_unless_somebody_wants_them_raw() {
    for (keys, stored, shown) in SHOWN {
        let mut desk = halfwidth(Ja, LARGE);
        desk.keys(keys);
        let text = desk.text();
        assert!(text.contains(shown) && !text.contains(stored), "{keys}\n{text}");
        desk.model.desktop.prefs.theme.kana = Kana::Raw;
        let text = desk.text();
        assert!(text.contains(stored) && !text.contains(shown), "{keys}\n{text}");
    }
}

#[test]
fn what_is_shown_in_full_width_is_stored_as_it_was_typed() {
    let mut desk = Desk::at_row(Ja, USUAL, "vuln.tech.b#result");
    desk.keys("r").types("ｷﾃｲ").keys("Enter");
    let claim = desk.session().assessment.claim("vuln.tech.b#result").expect("a claim");
    assert!(claim.remark.ends_with("ｷﾃｲ"), "{}", claim.remark);
    assert!(desk.model.desktop.prefs.theme.kana == Kana::Full);
    desk.keys(":").types("半角カナ").keys("Enter");
    assert_eq!(desk.model.desktop.prefs.theme.kana, Kana::Raw);
    assert!(
        matches!(desk.effects.last(), Some(Effect::Store(StoreCommand::KeepSettings(by, Kana::Raw))) if by.is_empty())
    );
}

#[test]
fn emoji_are_drawn_as_one_character_and_selectors_not_at_all() {
    let mut whole = opened("");
    whole.assessment.people[0].name = "葛\u{E0100}城❤\u{FE0F}👨\u{200D}👩\u{200D}👧x".into();
    let mut desk = Desk::new(Ja, LARGE);
    desk.tell(StoreMessage::Opened(Box::new(whole)));
    desk.keys("t");
    let text = desk.text();
    assert!(text.contains("城❤👨x"), "{text}");
    assert!(!text.contains('\u{200D}') && !text.contains('\u{FE0F}'), "{text}");
}

#[test]
fn a_word_from_an_input_method_is_one_step_of_undo() {
    let mut desk = desk_at(Ja, USUAL, "N r");
    let empty = desk.text();
    burst(&mut desk, "脆弱性診断");
    assert!(desk.text().contains("脆弱性診断"));
    burst(&mut desk, "の記録");
    desk.keys("Ctrl-_");
    assert!(desk.text().contains("脆弱性診断") && !desk.text().contains("脆弱性診断の記録"));
    desk.keys("Ctrl-_");
    assert_eq!(desk.text(), empty);
}

#[test]
fn held_and_typed_ahead_keys_act_as_if_each_came_alone() {
    let mut one = Desk::with_sample(Ja, USUAL);
    one.keys("j j j b j :").types("kansa").keys("Enter");
    let mut other = Desk::with_sample(Ja, USUAL);
    reads(&mut other, &["jjj", "bj", ":", "k", "a", "n", "sa\n"]);
    assert_eq!(other.text(), one.text());
    // A line that stalls delivers a few at once.
    for presses in ["jj", "jy", "gjb", "12", "2\n", "jjjjjjjjjjjj"] {
        let (mut one, mut other) = (Desk::with_sample(Ja, USUAL), Desk::with_sample(Ja, USUAL));
        one.types(presses.trim_end());
        if presses.ends_with('\n') {
            one.keys("Enter");
        }
        burst(&mut other, presses);
        assert_eq!(other.text(), one.text(), "{presses:?}");
    }
}

#[test]
fn an_unmarked_paste_does_not_submit() {
    for (keys, _) in FIELDS {
        let mut desk = desk_at(Ja, USUAL, keys);
        let (page, boxes) = (desk.model.desktop.page, desk.model.desktop.overlays.len());
        let wanted = inside(&desk);
        burst(&mut desk, "一行目\n二行目\ny\n");
        assert_eq!((desk.model.desktop.page, desk.model.desktop.overlays.len()), (page, boxes), "{keys}");
        assert_eq!(inside(&desk), wanted, "{keys}: still the same field");
        assert!(desk.text().contains("一行目"), "{keys}\n{}", desk.text());
    }
}

/// Keys to places where letters are commands: every screen, and boxes that are no text.
const NO_TEXT: &[&str] = &["", "v", "b", "d", "t", "?", "p Tab", "t 2 a Tab Tab Tab Tab"];

#[test]
fn an_unmarked_paste_where_nothing_is_typed_does_nothing_and_is_told() {
    for lang in [Ja, En] {
        for keys in NO_TEXT {
            for pasted in ["y\nn\n", "yes no", "株式会社 ABC"] {
                let mut desk = desk_at(lang, USUAL, keys);
                let (before, count) = (desk.session().assessment.clone(), desk.effects.len());
                let here = (desk.model.desktop.page, desk.model.desktop.overlays.len());
                burst(&mut desk, pasted);
                assert_eq!(desk.session().assessment, before, "{keys}: {pasted:?}");
                assert_eq!(
                    (desk.effects.len(), desk.model.desktop.page),
                    (count, here.0),
                    "{keys}: {pasted:?}"
                );
                assert_eq!(desk.model.desktop.overlays.len(), here.1, "{keys}: {pasted:?}");
                let told = match lang {
                    Ja => "ここには貼り付けられません",
                    En => "There is nothing to paste into here",
                };
                assert!(desk.notice().starts_with(told), "{keys}: {pasted:?}: {}", desk.notice());
            }
        }
    }
}

#[test]
fn words_of_an_input_method_where_nothing_is_typed_are_told_as_such() {
    let mut desk = Desk::with_sample(Ja, USUAL);
    burst(&mut desk, "脆弱性診断");
    assert!(desk.notice().contains("日本語入力がオン"), "{}", desk.notice());
}

#[test]
fn pasted_lines_keep_their_ends_only_where_there_are_lines() {
    let mut desk = Desk::at_row(Ja, USUAL, "vuln.tech.b#result");
    desk.keys("r Ctrl-u").pastes("一行\n二行カ\u{3099}").keys("Enter");
    let claim = desk.session().assessment.claim("vuln.tech.b#result").expect("a claim");
    assert_eq!(claim.remark, "一行\n二行ガ");
    let mut desk = desk_at(Ja, USUAL, "t f");
    desk.pastes("契約\n実績\n");
    assert_eq!(desk.model.screens.table.filter, "契約 実績");
}

#[test]
fn a_paste_says_what_is_wrong_with_it() {
    for (text, cut, kept, told) in [
        (
            "\u{FFFD}\u{FFFD}社",
            false,
            "",
            "読めない文字が2個あり、入れませんでした(1文字目の U+FFFD)。UTF-8 ですか。",
        ),
        (
            "社\n外\u{E001}",
            true,
            "",
            "外字が1個あり、入れませんでした(2行目2文字目の U+E001)。外字でない文字で書いてください。",
        ),
        ("白\u{200B}紙\u{1b}[3", false, "白紙[3", "使えない文字を2個除きました(2文字目の U+200B)。"),
        ("途中", true, "途中", "貼り付けは途中までです(1 MiB を超えたか、終わりが届きませんでした)。"),
        ("完全", false, "完全", ""),
    ] {
        let mut desk = desk_at(Ja, USUAL, "N r");
        desk.model.update(Message::Paste(Paste { text: text.into(), cut }));
        assert_eq!(desk.notice(), told);
        let editor = desk.model.desktop.overlays.last_mut().and_then(|overlay| overlay.editor());
        assert_eq!(editor.expect("a text").text(), kept);
    }
    let mut desk = Desk::with_sample(Ja, USUAL);
    desk.pastes("jjj");
    assert!(desk.notice().contains("ここには貼り付けられません"), "{}", desk.notice());
}

#[test]
fn a_long_paste_is_shown_before_it_goes_in() {
    let long = (1..=21).map(|line| format!("{line}行目")).collect::<Vec<_>>().join("\n") + "\n";
    let mut desk = desk_at(Ja, USUAL, "N r");
    desk.pastes(&long.replacen("21行目\n", "", 1));
    assert_eq!(inside(&desk), Some(BoxFocus::Lines), "20 lines go in at once");
    let mut desk = desk_at(Ja, USUAL, "N r");
    desk.pastes(&long);
    insta::assert_snapshot!("paste_preview_ja", desk.picture());
    desk.keys("Esc");
    assert_eq!((inside(&desk), desk.notice()), (Some(BoxFocus::Lines), "貼り付けをやめました。"));
    assert!(!desk.text().contains("20行目"));
    desk.pastes(&long).keys("Down Enter");
    assert!(desk.text().contains("21行目"));
    let mut desk = desk_at(En, USUAL, "N r");
    desk.pastes(&long.replace("3行", "\u{FFFD}"));
    insta::assert_snapshot!("paste_preview_en", desk.picture());
}

#[test]
fn the_help_of_a_box_says_how_far_a_page_key_moves() {
    let long = (1..=60).map(|line| format!("{line}行目")).collect::<Vec<_>>().join("\n") + "\n";
    let mut desk = desk_at(Ja, USUAL, "N r");
    desk.pastes(&long).keys("PageDown");
    assert!(desk.text().contains(" 19行目") && !desk.text().contains(" 18行目"), "{}", desk.text());
    desk.keys("?");
    assert!(desk.text().contains("1画面ずつ上下へ"), "{}", desk.text());
}

#[test]
fn a_pasted_page_in_a_search_is_no_work() {
    let mut desk = desk_at(Ja, USUAL, ":");
    desk.pastes(&"kansa".repeat(100_000));
    assert!(desk.text().contains("見つかりません"));
}

/// Keys to every box that is no text field.
const COMMANDS: &[(&str, BoxFocus)] = &[
    ("p Tab", BoxFocus::Chosen),
    ("t 2 a Tab Tab Tab Tab", BoxFocus::Choice),
    ("t 1 Enter Tab Tab Tab", BoxFocus::Row),
    ("t 1 a Tab Tab Tab", BoxFocus::AddRow),
    ("t 0 a End", BoxFocus::Accept),
];

#[test]
fn every_box_has_help_with_its_keys_and_every_key_it_shows_acts() {
    let mut seen = Vec::new();
    for (keys, expected) in FIELDS.iter().chain(COMMANDS) {
        for lang in [Ja, En] {
            let mut desk = desk_at(lang, USUAL, keys);
            assert_eq!(inside(&desk), Some(*expected), "{keys}");
            let help = if expected.is_text() { "F1" } else { "?" };
            desk.keys(help);
            let mut text = desk.text();
            desk.keys("PageDown");
            text += &desk.text();
            for entry in expected.keys() {
                assert!(text.contains(entry.name(lang)), "{} in\n{text}", entry.name(lang));
                assert!(entry.keys.iter().all(|key| text.contains(key)), "{:?} in\n{text}", entry.keys);
            }
            desk.keys("Esc");
            assert_eq!(inside(&desk), Some(*expected), "help leads back");
        }
        if seen.contains(expected) {
            continue;
        }
        seen.push(*expected);
        for entry in expected.keys() {
            for key in entry.keys {
                // Some keys need something to act on: text, hits, a step made before.
                let acts = ["", "Down ", "Down Down ", "a ", "Space ", "1 ", "1 Down ", "Up ", "Home "]
                    .iter()
                    .any(|before| {
                        let mut desk = desk_at(Ja, USUAL, keys);
                        desk.keys(before);
                        let shown = desk.picture();
                        desk.keys(key);
                        desk.picture() != shown
                    });
                assert!(acts, "{key} ({}) after {keys}", entry.name(En));
            }
        }
    }
}

#[test]
fn the_footer_of_a_box_is_made_of_its_keys() {
    for (keys, expected) in FIELDS.iter().chain(COMMANDS) {
        let text = desk_at(Ja, USUAL, keys).text();
        let entry = expected.keys().find(|entry| entry.hint(Ja).is_some()).expect("a hint");
        let hint = format!("{} {}", entry.keys[0], entry.hint(Ja).expect("a hint"));
        assert!(text.contains(&hint), "{hint} in\n{text}");
        let help = if expected.is_text() { "F1 操作" } else { "? 操作" };
        assert!(text.contains(help), "{keys}\n{text}");
    }
}

#[test]
fn an_input_method_among_commands_is_told_everywhere_and_full_width_letters_act() {
    for keys in ["", "Esc", "b", "v", "m", "d", "t", "z", "i", "c"]
        .into_iter()
        .chain(COMMANDS.iter().map(|(keys, _)| *keys))
    {
        let mut desk = desk_at(Ja, USUAL, keys);
        let boxes = desk.model.desktop.overlays.len();
        desk.keys("っ");
        assert!(desk.notice().contains("日本語入力がオン"), "{keys}: {}", desk.notice());
        assert!(desk.text().contains("日本語入力がオン"), "{keys}\n{}", desk.text());
        assert_eq!(desk.model.desktop.overlays.len(), boxes);
    }
    let mut desk = desk_at(Ja, USUAL, "t 1 Enter Tab Tab Tab");
    let before = desk.text().lines().filter(|line| line.contains("脆弱性診断")).count();
    desk.keys("ｃ");
    assert!(
        desk.text().lines().filter(|line| line.contains("脆弱性診断")).count() > before,
        "{}",
        desk.text()
    );
    desk.keys("？");
    assert!(desk.text().contains("行を複製する"));
}

#[test]
fn the_palette_finds_everything_that_has_a_name() {
    let desk = Desk::with_sample(Ja, USUAL);
    let a = &desk.session().assessment;
    let remark = a.claims.iter().find(|claim| !claim.remark.is_empty()).expect("a remark").remark.clone();
    let facts = [
        a.people[1].name.as_str(),
        &a.people[1].id,
        &a.contracts[0].alias,
        &a.documents[0].title,
        &a.records[0].title,
        &a.evidence[0].title,
    ];
    for (query, page) in facts
        .iter()
        .map(|name| (*name, Page::Table))
        .chain([
            ("vuln.tech.b#result", Page::Assess),
            ("2-1 (1) イ", Page::Assess),
            (remark.as_str(), Page::Assess),
        ])
        .chain([("診断結果の取扱い", Page::Assess), ("ギャップ一覧", Page::Board), ("saitan", Page::Plan)])
    {
        let mut desk = Desk::with_sample(Ja, USUAL);
        desk.keys(":").types(query);
        let first = desk.text().lines().nth(5).unwrap_or_default().to_owned();
        desk.keys("Enter");
        assert_eq!(
            (desk.model.desktop.page, desk.model.desktop.overlays.len()),
            (page, 0),
            "{query}: {first}"
        );
    }
}

#[test]
fn names_stand_in_the_order_of_their_readings() {
    let mut whole = opened("");
    let person = |id: &str, name: &str, yomi: &str| Person {
        id: id.into(),
        name: name.into(),
        yomi: yomi.into(),
        ..Person::default()
    };
    whole.assessment.people = vec![
        person("P-01", "渡辺", "わたなべ"),
        person("P-02", "安部", "あべ"),
        person("P-03", "ｲﾄｳ", ""),
        person("P-04", "田中", "タナカ"),
    ];
    let mut desk = Desk::new(Ja, USUAL);
    desk.tell(StoreMessage::Opened(Box::new(whole)));
    desk.keys("t 1 s s");
    let text = desk.text();
    assert!(desk.notice().contains("氏名"), "{}", desk.notice());
    let at = |name: &str| text.find(name).unwrap_or_else(|| panic!("{name} in\n{text}"));
    let places = ["安部", "イトウ", "田中", "渡辺"].map(at);
    assert!(places.is_sorted(), "{text}");
}

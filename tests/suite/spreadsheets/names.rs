//! One thing under two spellings: a list that comes again from another desk adds nothing, and is never joined
//! without a word.

use std::collections::HashMap;

use encoding_rs::SHIFT_JIS;
use kijun::domain::change::Series;
use kijun::domain::name;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::home::Home;

/// Texts in which converters, keyboards and registers of families disagree.
const PIECES: [&str; 16] = [
    "高橋",
    "髙橋",
    "渡邊",
    "渡辺",
    "ガード",
    "パ―ト",
    "2025〜2026",
    "A−1",
    "‖社",
    "佐々木",
    " 診断",
    "㈱丸",
    "①",
    "神",
    "O'B",
    "、",
];

fn title() -> impl Strategy<Value = String> {
    proptest::collection::vec(0..PIECES.len(), 1..4)
        .prop_map(|at| at.into_iter().map(|at| PIECES[at]).collect::<String>().trim().to_owned())
}

/// An assessment in which everything that has a name has one of those.
fn company() -> impl Strategy<Value = Assessment> {
    (anything::assessment(), proptest::collection::vec(title(), 64)).prop_map(|(mut a, titles)| {
        let mut next = titles.into_iter().cycle();
        let mut name = |text: &mut String| *text = next.next().unwrap_or_default();
        a.people.iter_mut().for_each(|row| {
            name(&mut row.name);
            row.qualifications.iter_mut().for_each(|row| name(&mut row.number));
            row.lectures.iter_mut().for_each(|row| name(&mut row.title));
        });
        a.contracts.iter_mut().for_each(|row| name(&mut row.alias));
        a.documents.iter_mut().for_each(|row| {
            name(&mut row.title);
            name(&mut row.version);
        });
        a.records.iter_mut().for_each(|row| name(&mut row.title));
        a.equivalences.iter_mut().for_each(|row| name(&mut row.title));
        a.evidence.iter_mut().for_each(|row| {
            name(&mut row.title);
            name(&mut row.number);
        });
        a
    })
}

/// A file as another desk saves it.
#[derive(Debug, Clone, Copy)]
enum Desk {
    Marked,
    CodePage,
    Nfc,
    Nfd,
    Nfkc,
    HalfWidth,
    OtherConverter,
}

const DESKS: [Desk; 7] =
    [Desk::Marked, Desk::CodePage, Desk::Nfc, Desk::Nfd, Desk::Nfkc, Desk::HalfWidth, Desk::OtherConverter];

impl Desk {
    fn saves(self, text: &str) -> Option<Vec<u8>> {
        Some(match self {
            Self::Marked => format!("\u{FEFF}{text}").into_bytes(),
            // What the code page lacks altogether would be lost, and another text.
            Self::CodePage => {
                let text: String = text.nfc().filter(|c| !selects(*c)).map(to_code_page).collect();
                let (bytes, _, lost) = SHIFT_JIS.encode(&text);
                return (!lost).then(|| bytes.into_owned());
            }
            Self::Nfc => text.nfc().collect::<String>().into_bytes(),
            Self::Nfd => text.nfd().collect::<String>().into_bytes(),
            // Signs that part cells and rows stay as they are.
            Self::Nfkc => text
                .split_inclusive(['，', '；'])
                .map(|part| match part.chars().next_back() {
                    Some(last @ ('，' | '；')) => {
                        part.trim_end_matches(last).nfkc().collect::<String>() + &last.to_string()
                    }
                    _ => part.nfkc().collect(),
                })
                .collect::<String>()
                .into_bytes(),
            Self::HalfWidth => half_width(text).into_bytes(),
            Self::OtherConverter => text.chars().map(from_code_page).collect::<String>().into_bytes(),
        })
    }
}

/// Variation selectors, which converters drop.
fn selects(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn to_code_page(c: char) -> char {
    match c {
        '〜' => '～',
        '−' => '－',
        '‖' => '∥',
        '—' => '―',
        _ => c,
    }
}

fn from_code_page(c: char) -> char {
    match c {
        '～' => '〜',
        '－' => '−',
        '∥' => '‖',
        '―' => '—',
        '〜' => '～',
        '−' => '－',
        '‖' => '∥',
        _ => c,
    }
}

fn half_width(text: &str) -> String {
    let narrow: HashMap<char, char> =
        ('\u{FF66}'..='\u{FF9D}').filter_map(|c| Some((c.to_string().nfkc().next()?, c))).collect();
    let mark = |c: char| match c {
        '\u{3099}' => '\u{FF9E}',
        '\u{309A}' => '\u{FF9F}',
        _ => c,
    };
    let kana = |c: char| matches!(c, 'ァ'..='ヴ' | 'ー');
    text.chars()
        .map(|c| {
            let parts: Vec<char> = if kana(c) { c.to_string().nfd().collect() } else { vec![c] };
            parts.into_iter().map(|c| narrow.get(&c).copied().unwrap_or(mark(c))).collect::<String>()
        })
        .collect()
}

/// A table as a list without ids.
fn list(what: TableKind, pack: &Pack, assessment: &Assessment) -> String {
    let mut grid = table(what, &Lookup { lang: Lang::Ja, context: context(pack, assessment) });
    let has_id = grid.headings.first().is_some_and(|heading| heading.text == "番号");
    if has_id {
        grid.headings.remove(0);
        grid.rows.iter_mut().for_each(|row| drop(row.cells.remove(0)));
    }
    spreadsheet::csv(&grid, false).expect("written")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(64)))]

    #[test]
    fn a_list_that_comes_again_adds_nothing(assessment in company(), desk in 0..DESKS.len()) {
        let pack = pack::pack();
        // Answers have ids of their own.
        for what in TableKind::ALL.into_iter().filter(|what| *what != TableKind::Answers) {
            let text = list(what, &pack, &assessment);
            let Some(saved) = DESKS[desk].saves(&text) else { continue };
            // Hostile cells are refused as a file; that is told elsewhere.
            let Ok(read) = spreadsheet::read(&saved) else { continue };
            let imported = taken(what, &pack, &assessment, &read.grid, false);
            for line in &imported.lines {
                prop_assert!(
                    !matches!(line.outcome, RowOutcome::Added(_)), "{:?} {:?} {:?}", what, DESKS[desk], line
                );
            }
        }
    }
}

#[test]
fn a_second_spelling_in_one_sheet_is_one_row_too_many() {
    for (what, text, wrong) in [
        (TableKind::People, "氏名\n髙田 健\n高田 健\n", "3:1 氏名: P-12 stands on line 2 as well"),
        (TableKind::People, "氏名\n佐々木 恵\n佐佐木 惠\n", "3:1 氏名: P-12 stands on line 2 as well"),
        (
            TableKind::Contracts,
            "契約(別名)\nA社 2025～2026\nA社 2025〜2026\n",
            "3:1 契約(別名): C-36 stands on line 2 as well",
        ),
    ] {
        assert_eq!(sheet(what, text).expect_err("refused"), [wrong], "{text}");
    }
    // Whoever means two says so.
    assert_eq!(counts(TableKind::People, "番号,氏名\n,髙田 健\n新規,高田 健\n"), [2, 0, 0, 0]);
}

#[test]
fn references_in_another_spelling_are_asked_about() {
    let (_, company) = &*COMPANY;
    let person = &company.people[0];
    let wide = person.name.replace(' ', "　");
    let refused =
        sheet(TableKind::Team, &format!("契約,だれ,関わり方\nC-01,{wide},従事\n")).expect_err("refused");
    assert!(refused[0].contains("it is not clear whether") && refused[0].contains("P-01"), "{refused:?}");
    assert!(name::same(&wide, &person.name));
    assert!(Series::Person.number(&person.id).is_some());
}

/// A vendor with one technical lead and the pack's own words, who takes lists in.
fn vendor() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["new", "a.ron", "--organisation", "A", "--category", "vuln"]).code, Some(0));
    home
}

fn fixture(home: &Home, name: &str) {
    let from = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sheets").join(name);
    std::fs::copy(from, home.path(name)).expect("a fixture");
}

#[test]
fn one_list_from_two_desks_is_four_contracts() {
    let home = vendor();
    for name in ["contracts-fullwidth-tilde-cp932.csv", "contracts-wave-dash-utf8.csv"] {
        fixture(&home, name);
    }
    let ran = home.run(&["import", "a.ron", "contracts-fullwidth-tilde-cp932.csv", "--what", "contracts"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let before = home.text("a.ron");
    let again =
        home.run(&["--lang", "en", "import", "a.ron", "contracts-wave-dash-utf8.csv", "--what", "contracts"]);
    assert_eq!(again.code, Some(4), "{}", again.out);
    assert!(again.err.contains("it is not clear whether") && again.err.contains("C-01"), "{}", again.err);
    assert_eq!(home.text("a.ron"), before);
}

#[test]
fn one_person_from_two_desks_is_asked_about() {
    let home = vendor();
    for name in ["people-takahashi-1.csv", "people-takahashi-2.csv"] {
        fixture(&home, name);
    }
    assert_eq!(home.run(&["import", "a.ron", "people-takahashi-1.csv", "--what", "people"]).code, Some(0));
    let again = home.run(&["--lang", "en", "import", "a.ron", "people-takahashi-2.csv", "--what", "people"]);
    assert_eq!(again.code, Some(4), "{}", again.out);
    assert!(again.err.contains("\"new\" as id"), "{}", again.err);
    home.put("two.csv", "番号,氏名\n新規,髙橋 健\n");
    assert_eq!(home.run(&["import", "a.ron", "two.csv", "--what", "people"]).code, Some(0));
}

#[test]
fn a_person_is_left_out_by_whichever_spelling_is_typed() {
    let home = Home::with_sample();
    let plain = home.run(&["what-if", "sample.ron", "--without", "P-01"]);
    for who in ["佐藤 花子", "佐藤　花子", "佐藤花子", "Ｐ－０１", "p-01"] {
        let ran = home.run(&["what-if", "sample.ron", "--without", who]);
        assert_eq!((ran.code, &ran.out), (plain.code, &plain.out), "{who}: {}", ran.err);
    }
}

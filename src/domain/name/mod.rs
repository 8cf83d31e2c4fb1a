//! "Are these the same name?": one answer for imports, forms, merging, search and verdicts.
//!
//! Two spellings are the same name where people would read them as one: width, case, spaces, the normal form, signs
//! that converters and keyboards give for each other, variant characters (髙 and 高), repeat marks (佐々木 and 佐佐木)
//! and short forms of a company's kind make no difference. Hiragana and katakana do, and so do long vowels.
//!
//! The answer only ever raises a question. Nothing is joined because two names are the same.

mod variants;

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use self::variants::{KANJI, RADICALS, SIGNS};

/// Each character of a group with the one that represents it.
static STANDS_FOR: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let groups = KANJI.iter().chain(RADICALS).chain(SIGNS);
    groups
        .flat_map(|group| {
            let first = group.chars().next().unwrap_or_default();
            group.chars().skip(1).map(move |other| (other, first))
        })
        .collect()
});

/// What the kind of a company is shortened to, in every width.
pub const COMPANIES: &[(&str, &str)] = &[
    ("(株)", "株式会社"),
    ("（株）", "株式会社"),
    ("㈱", "株式会社"),
    ("(有)", "有限会社"),
    ("（有）", "有限会社"),
    ("㈲", "有限会社"),
    ("(同)", "合同会社"),
    ("（同）", "合同会社"),
    ("(資)", "合資会社"),
    ("（資）", "合資会社"),
    ("㈾", "合資会社"),
    ("(名)", "合名会社"),
    ("（名）", "合名会社"),
    ("㈴", "合名会社"),
];

/// True if two texts are the same name. A text without a letter is no name.
pub fn same(one: &str, other: &str) -> bool {
    let one = key(one);
    !one.is_empty() && one == key(other)
}

/// What all spellings of a name have in common, to look names up by; empty if there is nothing to compare. Keys are
/// compared with keys and are never stored or shown.
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in letters(text).filter(|c| !c.is_whitespace()) {
        out.push(repeated(c, out.chars().next_back()).unwrap_or(c));
    }
    for (short, long) in COMPANIES {
        if out.contains(short) {
            out = out.replace(short, long);
        }
    }
    out
}

/// What all spellings of a reading have in common, in hiragana.
pub fn reading(yomi: &str) -> String {
    key(yomi).chars().map(hiragana).collect()
}

/// Katakana as hiragana; any other character as it is.
pub fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

/// The characters of a text, each as the one that represents it: composed, in one width and case, one of each group of
/// variants, without what shows nothing. Spaces stay.
pub fn letters(text: &str) -> impl Iterator<Item = char> {
    // Some signs would become a space and a mark under NFKC, so they are met before it.
    let plain = text.chars().filter(|c| !shows_nothing(*c)).map(|c| stands_for(mark_to_combining(c)));
    plain.nfkc().flat_map(char::to_lowercase).nfc().map(stands_for)
}

/// What a repeat mark says after a character; nothing for any other character.
pub fn repeated(mark: char, before: Option<char>) -> Option<char> {
    match mark {
        '々' | '〻' | 'ゝ' | 'ヽ' => before,
        'ゞ' | 'ヾ' => before.map(|c| [c, '\u{3099}'].into_iter().nfc().next().unwrap_or(c)),
        _ => None,
    }
}

fn stands_for(c: char) -> char {
    // Letters, digits and most kana represent themselves, without a look at the table.
    if c.is_ascii_alphanumeric() { c } else { STANDS_FOR.get(&c).copied().unwrap_or(c) }
}

/// Spacing sound marks would become a space and a mark under NFKC.
fn mark_to_combining(c: char) -> char {
    match c {
        '\u{309B}' | '\u{FF9E}' => '\u{3099}',
        '\u{309C}' | '\u{FF9F}' => '\u{309A}',
        _ => c,
    }
}

/// Variation selectors, joiners, marks of direction and order: they choose a shape or nothing at all.
pub fn shows_nothing(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for class in [
            &["高橋 健", "髙橋　健", "高橋健", "髙槗健"][..],
            &["山崎", "山﨑", "山嵜", "⼭崎"],
            &["渡辺", "渡邊", "渡邉", "渡邉\u{E0104}"],
            &["斎藤", "齋藤", "斉藤", "齊藤"],
            &["佐々木", "佐佐木", "佐〻木"],
            &["いすゞ", "いすず"],
            &["吉田", "𠮷田"],
            &["沢口", "澤口"],
            &["広瀬", "廣瀨"],
            &["国分", "國分"],
            &["長浜", "長濱", "長濵", "⻑濱"],
            &["神谷", "\u{FA19}谷"],
            &["葛\u{E0100}城", "葛城"],
            &["A社 2025〜2026", "Ａ社2025～2026", "a社 2025~2026"],
            &["サーバ", "ｻｰﾊﾞ", "サーハ\u{3099}", "サーハ゛", "サ―バ", "サ−バ"],
            &["A-1", "A－1", "Ａ‐１", "A−1", "Aー1", "A–1", "A—1"],
            &["A|B", "A｜B", "A￤B", "A¦B"],
            &["O'Neil", "O’Neil", "O´Neil", "O＇Ｎｅｉｌ", "O′Neil"],
            &["\"診断\"", "“診断”", "″診断″", "〝診断〟"],
            &["ジョン・スミス", "ジョン･スミス", "ジョン·スミス", "ジョン•スミス"],
            &["C:\\診断", "C:¥診断", "Ｃ：￥診断"],
            &["㈱アクメ", "(株)アクメ", "（株）アクメ", "株式会社アクメ", "㍿ｱｸﾒ"],
            &["霞が関 ケ", "霞が関 ヶ"],
            &["○○銀行", "〇〇銀行", "◯◯銀行"],
            &["A、B", "A，B", "A,B"],
        ] {
            let keys: Vec<_> = class.iter().map(|text| key(text)).collect();
            assert!(keys.iter().all(|other| *other == keys[0]), "{class:?} {keys:?}");
        }
    }

    #[test]
    fn other_names_stay_apart() {
        for (one, other) in [
            ("高橋 健", "高橋 徹"),
            ("サーバ", "サーハ"),
            ("A-1", "A1"),
            ("さとう", "サトウ"),
            ("坂本", "阪本"),
            ("杉山", "椙山"),
            ("", ""),
            (" ", "\u{200B}"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn the_table_holds_every_character_once() {
        let mut seen = std::collections::HashSet::new();
        for group in KANJI.iter().chain(RADICALS).chain(SIGNS) {
            assert!(group.chars().nth(1).is_some(), "{group} has one character only");
        }
        for c in KANJI.iter().chain(SIGNS).flat_map(|group| group.chars()) {
            assert!(seen.insert(c), "{c} stands in two groups");
        }
    }

    #[test]
    fn a_key_is_its_own_key() {
        for group in KANJI.iter().chain(RADICALS).chain(SIGNS) {
            let keys: Vec<String> = group.chars().map(|c| key(&format!("A{c}B"))).collect();
            assert!(keys.iter().all(|other| *other == keys[0]), "{group} {keys:?}");
            assert_eq!(key(&keys[0]), keys[0], "{group}");
        }
    }
}

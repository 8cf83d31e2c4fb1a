//! Search: folding is stable, highlights are text, and any query may be asked of any row.

use kijun::tui::fold::{self, Folded};
use kijun::tui::search::{SearchItem, rank};
use proptest::prelude::*;

fn text() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(vec![
        "脆弱性",
        "ガ",
        "ｶﾞ",
        "カ\u{3099}",
        "ー",
        "－",
        "ヴ",
        "ァ",
        "㈱",
        "(株)",
        "ISO",
        "Ａ",
        "〜",
        "葛\u{E0100}",
        "İ",
        "ß",
        "①",
        "㌔",
        " ",
        "・",
        "っ",
        "ｯ",
    ]);
    prop_oneof![proptest::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat()), any::<String>(),]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(500)))]

    #[test]
    fn the_key_of_a_key_is_the_key(text in text()) {
        let key = fold::key(&text);
        prop_assert_eq!(fold::key(&key), key);
    }

    #[test]
    fn every_character_of_a_key_has_its_origin(text in text()) {
        let folded = Folded::new(&text);
        for (at, c) in folded.key().chars().enumerate() {
            let origins = folded.origins([at]);
            prop_assert_eq!(origins.len(), 1, "{}", c);
            prop_assert!(text.get(origins[0].clone()).is_some_and(|origin| !origin.is_empty()));
        }
    }

    #[test]
    fn any_part_of_a_row_finds_it(text in text(), start in 0usize..8, len in 1usize..8) {
        let part: String = text.chars().skip(start).take(len).collect();
        let items = [SearchItem::new("別の行", ""), SearchItem::new(&text, "")];
        let found = rank(&part, &items);
        let hit = found.iter().find(|found| found.index == 1);
        for range in found.iter().filter(|found| found.index == 1).flat_map(|found| &found.highlights) {
            prop_assert!(text.get(range.clone()).is_some());
        }
        // A part cut out of a longer spelling (`(株)`, a base and its mark) may rightly fold otherwise.
        if fold::key(&text).contains(&fold::key(&part)) && !part.chars().any(char::is_whitespace) {
            prop_assert!(hit.is_some(), "{:?} in {:?}", part, text);
        }
    }

    #[test]
    fn any_letters_may_be_read(word in "[a-z'-]{0,24}") {
        prop_assert!(fold::readings(&word).len() <= 8);
    }
}

/// Spellings of one thing: whichever is typed finds whichever is written.
const CLASSES: &[&[&str]] = &[
    &["㈱アクメ", "(株)アクメ", "（株）アクメ", "株式会社アクメ", "㍿ｱｸﾒ"],
    &["サーバー", "サーバ", "ｻｰﾊﾞｰ", "ｻｰﾊﾞ", "さーば", "サーハ\u{3099}ー", "サ－バ", "サ‐バ"],
    &["コンピューター", "コンピュータ", "ｺﾝﾋﾟｭｰﾀ"],
    &["ヴァイオリン", "バイオリン", "ｳﾞｧｲｵﾘﾝ"],
    &["9〜17時", "9～17時", "９～１７時"],
    &["ISO27001", "iso27001", "ＩＳＯ２７００１"],
    &["パスワード", "ﾊﾟｽﾜｰﾄﾞ", "ハ\u{309A}スワート\u{3099}", "ぱすわーど"],
    &["続き・ツヅキ", "続き･ﾂﾂﾞｷ"],
    &["髙橋\u{E0100}", "髙橋"],
];

/// A word as it stands, its reading, and what may be typed for it.
const READ: &[(&str, &str, &[&str])] = &[
    (
        "情報",
        "じょうほう",
        &["jouhou", "zyouhou", "jyouhou", "joho", "jōhō", "ｊｏｕｈｏｕ", "じょうほう", "ｼﾞｮｳﾎｳ", "情報"],
    ),
    ("運用", "うんよう", &["unyou", "un'you", "unnyou", "un’you", "うんよう", "ウンヨウ"]),
    ("脆弱性", "ぜいじゃくせい", &["zeijakusei", "zeizyakusei", "ゼイジャクセイ", "zeijakus"]),
    ("審査", "しんさ", &["shinsa", "sinsa", "shinnsa"]),
    ("新聞", "しんぶん", &["shimbun", "shinbun", "sinbun"]),
    ("発注", "はっちゅう", &["hacchuu", "hatchuu", "hattyuu", "hatchu"]),
    ("サーバー", "", &["sa-ba-", "sa-ba", "saaba"]),
];

#[test]
fn whichever_spelling_is_typed_finds_whichever_is_written() {
    for class in CLASSES {
        let items: Vec<SearchItem> =
            class.iter().map(|text| SearchItem::new(&format!("前の語 {text} 後の語"), "")).collect();
        for query in *class {
            let found: Vec<usize> = rank(query, &items).into_iter().map(|found| found.index).collect();
            assert_eq!(found.len(), class.len(), "{query} finds {found:?} of {class:?}");
        }
    }
}

#[test]
fn a_reading_is_found_by_kana_and_by_both_ways_of_romanising() {
    for (text, yomi, queries) in READ {
        let items = [SearchItem::new("無関係の行", "むかんけいのぎょう"), SearchItem::new(text, yomi)];
        for query in *queries {
            assert_eq!(rank(query, &items).first().map(|found| found.index), Some(1), "{query} for {text}");
        }
    }
}

#[test]
fn highlights_are_the_original_characters() {
    for (text, query, marked) in [
        ("第2ｻｰﾊﾞｰ室", "サーバ", "ｻｰﾊﾞｰ"),
        ("取引先㈱ｱｸﾒ様", "株式会社アクメ", "㈱ｱｸﾒ"),
        ("ＩＳＯ２７００１認証", "iso27001", "ＩＳＯ２７００１"),
        ("ハ\u{309A}スワード規程", "ぱす", "ハ\u{309A}ス"),
        ("Ｗｅｂ診断", "web", "Ｗｅｂ"),
    ] {
        let found = rank(query, &[SearchItem::new(text, "")]);
        let shown: String = found[0].highlights.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(shown, marked, "{query} in {text}");
    }
}

//! Search: folding is stable, highlights are text, and any query may be asked of any row.

use kijun::tui::fold::{self, Folded};
use kijun::tui::search::{Entry, rank};
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
    #![proptest_config(ProptestConfig::with_cases(500))]

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
        let items = [Entry::new("別の行", ""), Entry::new(&text, "")];
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

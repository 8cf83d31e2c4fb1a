//! Fitting text into a number of cells, and the way between columns and byte offsets.

use std::borrow::Cow;

use super::measure::{Ambiguous, units, width};

/// The mark for "there is more"; plain dots where `…` would take two cells.
pub fn ellipsis(mode: Ambiguous) -> &'static str {
    match mode {
        Ambiguous::Narrow => "…",
        Ambiguous::Wide => "..",
    }
}

/// The text in at most `cells` cells, with an ellipsis where something was cut.
///
/// The cut falls between grapheme clusters; the result may be one cell short before a wide character.
pub fn truncate(text: &str, cells: usize, mode: Ambiguous) -> Cow<'_, str> {
    if width(text, mode) <= cells {
        return Cow::Borrowed(text);
    }
    let mark = ellipsis(mode);
    let Some(room) = cells.checked_sub(width(mark, mode)) else {
        return Cow::Borrowed(text.get(..cut(text, cells, mode)).unwrap_or_default());
    };
    let kept = text.get(..cut(text, room, mode)).unwrap_or_default();
    Cow::Owned(format!("{kept}{mark}"))
}

/// The text in exactly `cells` cells: truncated or filled with spaces on the left.
pub fn right_aligned(text: &str, cells: usize, mode: Ambiguous) -> String {
    let fitted = truncate(text, cells, mode);
    let spare = cells.saturating_sub(width(&fitted, mode));
    format!("{}{fitted}", " ".repeat(spare))
}

/// The column, counted in cells from the start of the text, at which the byte offset `at` is.
pub fn column_of(text: &str, at: usize, mode: Ambiguous) -> usize {
    units(text, mode).take_while(|unit| unit.end <= at).map(|unit| unit.width).sum()
}

/// The byte offset of the unit that covers a column; the text's length beyond its end.
pub fn byte_at(text: &str, column: usize, mode: Ambiguous) -> usize {
    let mut right = 0;
    units(text, mode)
        .find(|unit| {
            right += unit.width;
            right > column
        })
        .map_or(text.len(), |unit| unit.start)
}

/// How many bytes from the start fit into `cells`, never between a kana and its sound mark.
fn cut(text: &str, cells: usize, mode: Ambiguous) -> usize {
    let mut used = 0;
    let mut fits = 0;
    for unit in units(text, mode) {
        let is_separate = !text[unit.start..].starts_with(['\u{FF9E}', '\u{FF9F}']);
        if is_separate {
            fits = unit.start;
        }
        used += unit.width;
        if used > cells {
            return fits;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NARROW: Ambiguous = Ambiguous::Narrow;
    const WIDE: Ambiguous = Ambiguous::Wide;

    #[test]
    fn truncation_cuts_between_clusters() {
        assert_eq!(truncate("脆弱性診断", 10, NARROW), "脆弱性診断");
        assert_eq!(truncate("脆弱性診断", 9, NARROW), "脆弱性診…");
        assert_eq!(truncate("脆弱性診断", 8, NARROW), "脆弱性…");
        assert_eq!(truncate("脆弱性診断", 8, WIDE), "脆弱性..");
        assert_eq!(truncate("aｶﾞｷﾞ", 3, NARROW), "a…");
        assert_eq!(truncate("脆弱性", 1, WIDE), "");
        assert_eq!(truncate("脆弱性", 0, NARROW), "");
    }

    #[test]
    fn filled_text_is_exact() {
        assert_eq!(right_aligned("脆弱", 6, NARROW), "  脆弱");
        assert_eq!(right_aligned("脆弱性診断", 6, NARROW), " 脆弱…");
        assert_eq!(right_aligned("12", 5, NARROW), "   12");
    }

    #[test]
    fn columns_and_bytes_agree() {
        let text = "a脆ｶﾞb";
        assert_eq!([0, 1, 4, 7, 10, 11].map(|at| column_of(text, at, NARROW)), [0, 1, 3, 4, 5, 6]);
        assert_eq!(
            [0, 1, 2, 3, 4, 5, 9].map(|column| byte_at(text, column, NARROW)),
            [0, 1, 1, 4, 7, 10, 11]
        );
    }
}

//! How many cells a text takes, unit by unit, and what of it is drawn.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use crate::domain::clean::{self, Lines};

/// How many cells the terminal gives a character whose East Asian width is ambiguous (`※`, `①`, `…`, `│`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Ambiguous {
    /// One cell; the usual answer.
    #[default]
    Narrow,
    /// Two cells; Tera Term and others in a Japanese setting.
    Wide,
}

/// Whether halfwidth kana are shown as they are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kana {
    /// As stored: `ｶﾞ` takes two cells.
    Raw,
    /// As full width: `ガ`. Terminals disagree about `ｶﾞ`, they agree about `ガ`.
    #[default]
    Full,
}

/// One indivisible piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit<'a> {
    /// Where the piece starts in the text, in bytes.
    pub start: usize,
    /// Where the piece ends in the text, in bytes.
    pub end: usize,
    /// What is drawn for it; empty when nothing is.
    pub symbol: Cow<'a, str>,
    /// The cells it takes, 0 when it is invisible.
    pub width: usize,
}

const DAKUTEN: char = '\u{FF9E}';
const HANDAKUTEN: char = '\u{FF9F}';

/// The units of a text, in order and without gaps between their byte ranges.
///
/// A unit is a grapheme cluster, except that a halfwidth (han)dakuten is one by itself.
pub fn units(text: &str, mode: Ambiguous) -> impl Iterator<Item = Unit<'_>> {
    pieces(text).map(move |(start, piece)| {
        let end = start + piece.len();
        if let Some(width) = settled_width(piece) {
            return Unit { start, end, symbol: Cow::Borrowed(piece), width: width.into() };
        }
        let symbol = drawn(piece);
        let width = symbol.chars().map(|c| char_width(c, mode)).sum();
        let symbol = if width == 0 { Cow::Borrowed("") } else { symbol };
        Unit { start, end, symbol, width }
    })
}

/// The cells a text takes when drawn with [`put`](super::put()).
pub fn width(text: &str, mode: Ambiguous) -> usize {
    let plain = text.chars().try_fold(0, |sum, c| Some(sum + plain_width(c)?));
    plain.unwrap_or_else(|| units(text, mode).map(|unit| unit.width).sum())
}

/// The ends of the units of a text, in bytes.
pub fn boundaries(text: &str) -> impl Iterator<Item = usize> {
    pieces(text).map(|(start, piece)| start + piece.len())
}

/// The text with its halfwidth kana as a person wants to see them; what [`put`](super::put()) leaves out stays in it.
///
/// To be called before anything is measured, since full width kana are wider.
pub fn shown(text: &str, kana: Kana) -> Cow<'_, str> {
    if kana == Kana::Full { widen_kana(text) } else { Cow::Borrowed(text) }
}

/// The byte offset of the unit boundary after `at`; the text's length at its end.
pub fn next_boundary(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    pieces(rest).next().map_or(text.len(), |(_, piece)| at + piece.len())
}

/// The byte offset of the unit boundary before `at`; 0 at the start.
pub fn previous_boundary(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    let cluster = before.graphemes(true).next_back().unwrap_or_default();
    let last = pieces(cluster).last().map_or(0, |(_, piece)| piece.len());
    before.len() - last
}

/// Whether every terminal agrees on the width of a drawn symbol.
///
/// After any other symbol the cursor may be elsewhere than expected. `ambiguous_known` says that the
/// terminal was seen to give ambiguous characters the width they are counted with.
pub fn is_certain(symbol: &str, ambiguous_known: bool) -> bool {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    if plain_width(c).is_some() {
        return true;
    }
    match (c.width(), c.width_cjk()) {
        (Some(1), Some(1)) if is_doubtful_letter(c) => ambiguous_known,
        (Some(1), Some(1)) => !is_sound_mark(c) && !is_pictographic(c),
        (Some(2), Some(2)) => is_settled_wide(c),
        (Some(1), Some(2)) => ambiguous_known,
        _ => false,
    }
}

/// Whether a symbol is a line of a table or frame, whose neighbours may be drawn blindly after it.
pub fn is_rule(symbol: &str) -> bool {
    matches!(symbol.chars().next(), Some('\u{2500}'..='\u{257F}'))
}

/// Letters that are ambiguous by the standard and wide in terminals that take it at its word, though the
/// library counts them as narrow.
fn is_doubtful_letter(c: char) -> bool {
    matches!(c, 'ª' | 'º' | 'Æ' | 'Ð' | 'Ø' | 'Þ'..='á' | 'æ' | 'è'..='ê' | 'ì' | 'í' | 'ð' | 'ò' | 'ó' | 'ø'..='ú'
        | 'ü' | 'þ' | 'ā' | 'đ' | 'ē' | 'ě' | 'Ħ' | 'ħ' | 'ī' | 'ı'..='ĳ' | 'ĸ' | 'Ŀ'..='ł' | 'ń' | 'ň'..='ŋ' | 'ō'
        | 'Œ' | 'œ' | 'Ŧ' | 'ŧ' | 'ū' | 'ǎ' | 'ǐ' | 'ǒ' | 'ǔ' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ɑ' | 'ɡ'
        | 'ˇ' | 'ˉ'..='ˋ' | 'ˍ' | 'ː' | 'ⁿ' | 'ℓ' | '\u{2126}' | '\u{212B}'
        | 'Α'..='Ω' | 'α'..='ρ' | 'σ'..='ω' | 'Ё' | 'А'..='я' | 'ё')
}

fn is_settled_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFD}')
        && !matches!(c, '\u{302A}'..='\u{302F}' | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}')
}

fn is_pictographic(c: char) -> bool {
    matches!(c, '\u{203C}' | '\u{2049}' | '\u{2139}' | '\u{231A}'..='\u{23FF}' | '\u{25AA}'..='\u{25FE}'
        | '\u{2600}'..='\u{27BF}' | '\u{2934}' | '\u{2935}' | '\u{2B05}'..='\u{2B55}' | '\u{1F000}'..='\u{1FAFF}')
}

fn is_sound_mark(c: char) -> bool {
    matches!(c, DAKUTEN | HANDAKUTEN)
}

/// The cells of a symbol on whose width everybody agrees at once; nothing is known of the others.
pub fn settled_width(symbol: &str) -> Option<u16> {
    let mut chars = symbol.chars();
    let width = chars.next().and_then(plain_width)?;
    chars.next().is_none().then_some(width as u16)
}

/// Grapheme clusters with the halfwidth sound marks split off, each with its byte offset.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let len = plain_piece(rest).unwrap_or_else(|| first_piece(rest));
        let piece = (at, rest.get(..len)?);
        at += len;
        Some(piece)
    })
}

/// The length of the first character if it and the next are sure to be clusters of their own; this spares
/// nearly all Japanese text the full segmentation.
fn plain_piece(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let first = chars.next().filter(|c| plain_width(*c).is_some())?;
    let alone = chars.next().is_none_or(|next| plain_width(next).is_some() || is_sound_mark(next));
    alone.then(|| first.len_utf8())
}

/// The length of the first cluster, or of its part before a halfwidth sound mark.
fn first_piece(rest: &str) -> usize {
    let cluster = rest.graphemes(true).next().unwrap_or(rest);
    let first = cluster.chars().next().map_or(0, char::len_utf8);
    let mark = cluster.get(first..).and_then(|tail| tail.find(is_sound_mark));
    mark.map_or(cluster.len(), |mark| first + mark)
}

/// The width of a character that joins no other and is the same in either mode.
fn plain_width(c: char) -> Option<usize> {
    match c {
        ' '..='~' | '｡'..='ﾝ' => Some(1),
        '、'..='〇' | '「'..='】' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '㐀'..='䶿' | '一'..='鿿' | '！'..='｠' => {
            Some(2)
        }
        _ => None,
    }
}

/// What is drawn for one piece.
fn drawn(piece: &str) -> Cow<'_, str> {
    if settled_width(piece).is_some() {
        return Cow::Borrowed(piece);
    }
    match piece {
        "\u{3099}" => return Cow::Borrowed("\u{309B}"),
        "\u{309A}" => return Cow::Borrowed("\u{309C}"),
        _ => {}
    }
    let first = piece.find(JOINER).filter(|at| *at > 0).map_or(piece, |at| piece.split_at(at).0);
    if first.contains(is_unseen) {
        Cow::Owned(clean::visible(&first.replace(is_unseen, ""), Lines::Single).into_owned())
    } else {
        clean::visible(first, Lines::Single)
    }
}

const JOINER: char = '\u{200D}';

/// Characters inside a cluster that are not drawn: variation selectors, joiners, skin tones.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}'
        | '\u{1F3FB}'..='\u{1F3FF}')
}

fn char_width(c: char, mode: Ambiguous) -> usize {
    if let Some(width) = plain_width(c) {
        return width;
    }
    if is_sound_mark(c) {
        return 1;
    }
    let width = match mode {
        Ambiguous::Narrow => c.width(),
        Ambiguous::Wide if is_doubtful_letter(c) => Some(2),
        Ambiguous::Wide => c.width_cjk(),
    };
    width.unwrap_or(0)
}

/// Halfwidth kana and punctuation as full width, sound marks joined to their kana.
fn widen_kana(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| matches!(c, '\u{FF61}'..='\u{FF9F}')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let wide = widened(c);
        match (wide, out.chars().next_back()) {
            ('\u{309B}' | '\u{309C}', Some(base)) if is_sound_mark(c) => match voiced(base, c) {
                Some(joined) => {
                    out.pop();
                    out.push(joined);
                }
                None => out.push(wide),
            },
            _ => out.push(wide),
        }
    }
    Cow::Owned(out)
}

fn widened(c: char) -> char {
    const FULL: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";
    match u32::from(c) {
        code @ 0xFF61..=0xFF9F => FULL.chars().nth((code - 0xFF61) as usize).unwrap_or(c),
        _ => c,
    }
}

fn voiced(base: char, mark: char) -> Option<char> {
    let combining = if mark == DAKUTEN { '\u{3099}' } else { '\u{309A}' };
    unicode_normalization::char::compose(base, combining)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NARROW: Ambiguous = Ambiguous::Narrow;

    #[test]
    fn widths_follow_the_terminal_and_not_the_library() {
        for (text, narrow, wide) in [
            ("abc", 3, 3),
            ("脆弱性", 6, 6),
            ("ｶﾞｷﾞｸﾞ", 6, 6),
            ("ﾊﾟｰﾄ", 4, 4),
            ("カ\u{3099}", 2, 2),
            ("※①…", 3, 6),
            ("ー・「」", 8, 8),
            ("葛\u{E0100}", 2, 2),
            ("❤\u{FE0F}", 1, 1),
            ("👨\u{200D}👩\u{200D}👧", 2, 2),
            ("👍🏽", 2, 2),
            ("", 0, 0),
        ] {
            assert_eq!(width(text, NARROW), narrow, "narrow {text}");
            assert_eq!(width(text, Ambiguous::Wide), wide, "wide {text}");
        }
    }

    #[test]
    fn what_is_drawn_keeps_what_it_can() {
        let drawn = |text, kana| -> String {
            units(&shown(text, kana), NARROW).map(|unit| unit.symbol.into_owned()).collect()
        };
        assert_eq!(drawn("脆弱性", Kana::Full), "脆弱性");
        assert_eq!(drawn("ｶﾞｷﾞﾊﾟｰﾄ｡ｱﾞ", Kana::Full), "ガギパート。ア゛");
        assert_eq!(drawn("ｶﾞ", Kana::Raw), "ｶﾞ");
        assert_eq!(drawn("❤\u{FE0F}👨\u{200D}👩\u{1b}", Kana::Raw), "❤👨␛");
    }

    #[test]
    fn boundaries_let_a_halfwidth_mark_go_first() {
        let text = "aｶﾞカ\u{3099}";
        let ends: Vec<_> = units(text, NARROW).map(|unit| unit.end).collect();
        assert_eq!(ends, [1, 4, 7, 13]);
        assert_eq!(next_boundary(text, 1), 4);
        assert_eq!(previous_boundary(text, 7), 4);
        assert_eq!(previous_boundary(text, 13), 7);
        assert_eq!((next_boundary(text, 13), previous_boundary(text, 0)), (13, 0));
    }

    #[test]
    fn the_widths_known_beforehand_are_the_right_ones() {
        for c in '\0'..='\u{3FFFF}' {
            if let Some(width) = plain_width(c) {
                assert_eq!((c.width(), c.width_cjk()), (Some(width), Some(width)), "{c:?}");
            }
        }
    }

    #[test]
    fn only_settled_widths_are_certain() {
        for certain in ["a", "あ", "脆", "、", "Ａ", "ｱ", "ー"] {
            assert!(is_certain(certain, false), "{certain}");
        }
        for doubtful in ["※", "①", "…", "│", "ﾞ", "👍", "❤", "葛\u{E0100}", "カ\u{3099}"] {
            assert!(!is_certain(doubtful, false), "{doubtful}");
        }
        assert!(is_certain("※", true) && is_certain("│", true) && !is_certain("👍", true));
    }
}

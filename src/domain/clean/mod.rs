//! What untrusted text may carry: control characters become visible pictures, invisible reordering
//! characters vanish, and typed or pasted text reaches one normal form.
//!
//! The rule is applied at both boundaries, from file to model and from model to terminal, so that no byte
//! of a client's file can steer the terminal or show one thing and mean another.
//!
//! A third boundary is stricter: what is entered ([`mod@entered`]) holds nothing that could not be read again.

mod entered;

use std::borrow::Cow;
use std::ops::RangeInclusive;

use unicode_normalization::{UnicodeNormalization, is_nfc};

pub use entered::{Amiss, Blemish, Entered, Unfit, amiss, blemishes, entered, unfit, without_unseen};

/// How line ends and tabs are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// One line: line ends become `␊`, a tab becomes a space.
    Single,
    /// Several lines: line ends become `\n`, tabs stay.
    Multi,
}

/// Characters that show nothing and change how their neighbours read. No format of a file ever had them.
const DROPPED: &[RangeInclusive<char>] = &[
    '\u{AD}'..='\u{AD}',
    '\u{61C}'..='\u{61C}',
    '\u{180E}'..='\u{180E}',
    '\u{200B}'..='\u{200B}',
    '\u{200E}'..='\u{200F}',
    '\u{202A}'..='\u{202E}',
    '\u{2060}'..='\u{206F}',
    '\u{FEFF}'..='\u{FEFF}',
    '\u{FFF9}'..='\u{FFFB}',
    '\u{E0000}'..='\u{E007F}',
];

/// Whether a character is invisible or steers the terminal or the direction of text, so that it must not reach a
/// file or a screen as it is. No file that kijun ever wrote has one.
pub fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || within(DROPPED, c)
}

/// Japanese names need their compatibility ideographs (神 is not 神), which NFC would replace.
const KEPT_IDEOGRAPHS: &[RangeInclusive<char>] = &['\u{F900}'..='\u{FAFF}', '\u{2F800}'..='\u{2FA1F}'];

/// The text with nothing in it that a terminal would obey or hide.
///
/// C0 controls and DEL become pictures (U+2400 block), C1 controls become U+FFFD; bidirectional controls,
/// tags, byte order marks and soft hyphens are dropped.
pub fn visible(text: &str, lines: Lines) -> Cow<'_, str> {
    if text.chars().all(|c| is_plain(c, lines)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '\r' && rest.peek() == Some(&'\n') {
            continue;
        }
        out.extend(shown(c, lines));
    }
    Cow::Owned(out)
}

/// Typed or pasted text in the form it is stored in: NFC with `\n` line ends.
///
/// Compatibility ideographs, which are distinct letters in Japanese names, are left as they are.
pub fn nfc_input(text: &str) -> Cow<'_, str> {
    if is_nfc(text) && !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(unix.len());
    for run in unix.split_inclusive(is_kept_ideograph) {
        match run.chars().next_back().filter(|c| is_kept_ideograph(*c)) {
            Some(kept) => {
                out.extend(run[..run.len() - kept.len_utf8()].nfc());
                out.push(kept);
            }
            None => out.extend(run.nfc()),
        }
    }
    Cow::Owned(out)
}

fn is_plain(c: char, lines: Lines) -> bool {
    shown(c, lines) == Some(c)
}

fn shown(c: char, lines: Lines) -> Option<char> {
    match (c, lines) {
        ('\n' | '\t', Lines::Multi) => Some(c),
        ('\u{85}' | '\u{2028}' | '\u{2029}', Lines::Multi) => Some('\n'),
        ('\u{85}' | '\u{2028}' | '\u{2029}', Lines::Single) => Some('\u{240A}'),
        ('\t', Lines::Single) => Some(' '),
        _ => picture(c),
    }
}

/// The visible form of one character; `None` for a character that is dropped.
fn picture(c: char) -> Option<char> {
    match c {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7F}' => Some('\u{2421}'),
        '\u{80}'..='\u{9F}' => Some('\u{FFFD}'),
        _ if within(DROPPED, c) => None,
        _ => Some(c),
    }
}

fn is_kept_ideograph(c: char) -> bool {
    within(KEPT_IDEOGRAPHS, c)
}

fn within(ranges: &[RangeInclusive<char>], c: char) -> bool {
    ranges.iter().any(|range| range.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(visible("脆弱性診断 A-1", Lines::Single), Cow::Borrowed(_)));
        assert!(matches!(nfc_input("脆弱性診断\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn controls_become_pictures() {
        assert_eq!(visible("a\u{1b}[31mb\u{7f}\0", Lines::Single), "a␛[31mb␡␀");
        assert_eq!(visible("\u{9b}31m\u{9d}", Lines::Single), "\u{FFFD}31m\u{FFFD}");
    }

    #[test]
    fn line_ends_follow_the_policy() {
        assert_eq!(visible("a\r\nb\tc\rd\u{2028}e", Lines::Multi), "a\nb\tc␍d\ne");
        assert_eq!(visible("a\r\nb\tc\n", Lines::Single), "a␊b c␊");
    }

    #[test]
    fn invisible_steering_is_dropped() {
        let tricky = "\u{FEFF}a\u{202E}b\u{2066}c\u{200F}d\u{61C}e\u{AD}f\u{E0041}g";
        assert_eq!(visible(tricky, Lines::Multi), "abcdefg");
    }

    #[test]
    fn input_is_composed_and_line_ends_agree() {
        assert_eq!(nfc_input("カ\u{3099}\r\nハ\u{309A}\rx"), "ガ\nパ\nx");
    }

    #[test]
    fn names_keep_their_ideographs() {
        assert_eq!(nfc_input("\u{FA19}カ\u{3099}\u{FA10}"), "\u{FA19}ガ\u{FA10}");
    }
}

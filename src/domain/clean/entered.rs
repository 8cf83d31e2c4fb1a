//! What may enter a field, from every source: keys, pastes, sheets, arguments. One table, one rule.
//!
//! What was entered before there was this rule stays readable: files that hold such characters are opened, and
//! the places are reported.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::{is_hidden, nfc_input, within};

/// Further characters that show nothing, with what may come before one for it to stay. Without such a neighbour
/// two names that look alike would differ. (Unicode's `Default_Ignorable_Code_Point`, and those that a font
/// draws as nothing.)
const UNSEEN: &[(RangeInclusive<char>, Needs)] = &[
    ('\u{34F}'..='\u{34F}', Needs::Never), // combining grapheme joiner: sorts, shows nothing
    ('\u{70F}'..='\u{70F}', Needs::Never), // Syriac abbreviation mark
    ('\u{115F}'..='\u{1160}', Needs::Never), // fillers of incomplete Hangul
    ('\u{17B4}'..='\u{17B5}', Needs::Never), // Khmer vowels that are not written
    ('\u{180B}'..='\u{180D}', Needs::Mongolian), // choose the form of a Mongolian letter
    ('\u{180F}'..='\u{180F}', Needs::Mongolian), // the same
    ('\u{200C}'..='\u{200C}', Needs::Joining), // keeps letters apart: Persian and Indian words need it
    ('\u{200D}'..='\u{200D}', Needs::Joined), // joins letters, and the pictures of one emoji
    ('\u{2800}'..='\u{2800}', Needs::Never), // Braille without dots: a blank that is none
    ('\u{3164}'..='\u{3164}', Needs::Never), // Hangul filler: a blank that is a letter
    ('\u{FE00}'..='\u{FE0F}', Needs::Visible), // variation selectors: 葛 and its forms, text or emoji
    ('\u{FFA0}'..='\u{FFA0}', Needs::Never), // halfwidth Hangul filler
    ('\u{FFF0}'..='\u{FFF8}', Needs::Never), // not given out, to be ignored
    ('\u{FFFC}'..='\u{FFFC}', Needs::Never), // the place of a picture that a copy left behind
    ('\u{1BCA0}'..='\u{1BCA3}', Needs::Never), // shorthand format controls
    ('\u{1D173}'..='\u{1D17A}', Needs::Never), // musical format controls
    ('\u{E0080}'..='\u{E00FF}', Needs::Never), // not given out, to be ignored
    ('\u{E0100}'..='\u{E01EF}', Needs::Visible), // variation selectors of names (IVS)
    ('\u{E01F0}'..='\u{E0FFF}', Needs::Never), // not given out, to be ignored
];

/// What an unseen character needs before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// It never stays.
    Never,
    /// Anything that is seen and no blank.
    Visible,
    /// A letter of a script whose letters join.
    Joining,
    /// The same, or a picture.
    Joined,
    /// A Mongolian letter.
    Mongolian,
}

/// Scripts in which joiners tell words apart: Arabic and its kin, the Indian scripts, Myanmar, Khmer.
const JOINING: &[RangeInclusive<char>] = &[
    '\u{600}'..='\u{8FF}',
    '\u{900}'..='\u{DFF}',
    '\u{1000}'..='\u{109F}',
    '\u{1780}'..='\u{17FF}',
    '\u{1CD0}'..='\u{1CFF}',
    '\u{A8E0}'..='\u{A8FF}',
    '\u{FB50}'..='\u{FDFF}',
    '\u{FE70}'..='\u{FEFC}',
    '\u{11000}'..='\u{11FFF}',
];

/// Pictures that may be the beginning of a longer one, with the selector that makes a sign a picture.
const PICTURES: &[RangeInclusive<char>] = &[
    '\u{2190}'..='\u{21FF}',
    '\u{2300}'..='\u{23FF}',
    '\u{25A0}'..='\u{27BF}',
    '\u{2900}'..='\u{297F}',
    '\u{2B00}'..='\u{2BFF}',
    '\u{FE0F}'..='\u{FE0F}',
    '\u{1F000}'..='\u{1FAFF}',
];

/// Why a text that is entered cannot hold a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unfit {
    /// U+FFFD: in its place was something that could not be read.
    Unreadable,
    /// A private-use character (外字): another machine shows another one, or nothing.
    Private,
    /// A code point that never is a character.
    Noncharacter,
    /// It would steer a terminal.
    Control,
    /// It shows nothing, and nothing before it needs it.
    Invisible,
}

impl Unfit {
    /// True if it marks something that the text would lack without it: then nothing of the text is taken,
    /// since half a name is a wrong name.
    pub fn is_loss(self) -> bool {
        matches!(self, Self::Unreadable | Self::Private | Self::Noncharacter)
    }

    /// What such a character is called.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Unreadable => ("読めない文字", "unreadable"),
            Self::Private => ("外字", "private-use"),
            Self::Noncharacter => ("文字でない符号", "undefined"),
            Self::Control => ("制御文字", "control"),
            Self::Invisible => ("見えない文字", "invisible"),
        }
    }
}

/// A character that is not allowed at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blemish {
    /// The character.
    pub c: char,
    /// Why.
    pub why: Unfit,
    /// Its line in the text, from 1.
    pub line: usize,
    /// Its place in that line in characters, from 1.
    pub column: usize,
}

/// What of a text was not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amiss {
    /// How many characters cannot be used.
    pub count: usize,
    /// The first of them.
    pub first: Blemish,
    /// True if all are of one kind.
    pub alike: bool,
    /// True if nothing was taken in because of them; else only they were left out.
    pub refused: bool,
}

/// A text as a field may hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The text: NFC, `\n` line ends, nothing unfit.
    pub text: String,
    /// What was wrong with it, if anything was.
    pub amiss: Option<Amiss>,
}

/// Why a character is not allowed behind `before`, if it cannot; line ends and tabs can.
pub fn unfit(before: Option<char>, c: char) -> Option<Unfit> {
    match c {
        // Nearly every character of a Japanese text, without going through the table.
        '\n'
        | '\t'
        | ' '..='~'
        | '\u{3000}'..='\u{3163}'
        | '\u{3165}'..='\u{A4CF}'
        | '\u{FF01}'..='\u{FF9F}' => None,
        _ if c.is_control() => Some(Unfit::Control),
        char::REPLACEMENT_CHARACTER => Some(Unfit::Unreadable),
        '\u{E000}'..='\u{F8FF}' => Some(Unfit::Private),
        '\u{FDD0}'..='\u{FDEF}' => Some(Unfit::Noncharacter),
        _ if u32::from(c) & 0xFFFE == 0xFFFE => Some(Unfit::Noncharacter),
        '\u{F0000}'.. => Some(Unfit::Private),
        _ if is_hidden(c) => Some(Unfit::Invisible),
        _ => {
            let (_, needs) = UNSEEN.iter().find(|(range, _)| range.contains(&c))?;
            (!before.is_some_and(|before| needs.met_by(before))).then_some(Unfit::Invisible)
        }
    }
}

impl Needs {
    fn met_by(self, before: char) -> bool {
        match self {
            Self::Never => false,
            Self::Visible => {
                !before.is_whitespace()
                    && !is_hidden(before)
                    && !UNSEEN.iter().any(|(range, _)| range.contains(&before))
            }
            Self::Joining => within(JOINING, before),
            Self::Joined => within(JOINING, before) || within(PICTURES, before),
            Self::Mongolian => matches!(before, '\u{1800}'..='\u{18AF}'),
        }
    }
}

/// Every character of a text that is not allowed in it, when `before` comes in front of the text.
pub fn blemishes(before: Option<char>, text: &str) -> impl Iterator<Item = Blemish> {
    let mut last = before;
    let (mut line, mut column) = (1, 0);
    text.chars().filter_map(move |c| {
        column += 1;
        let found = unfit(last, c).map(|why| Blemish { c, why, line, column });
        if c == '\n' {
            (line, column) = (line + 1, 0);
        }
        // What is left out is no neighbour of what follows.
        last = if found.is_some() { last } else { Some(c) };
        found
    })
}

/// What of a typed, pasted or imported text is taken in behind `before`: what shows nothing is left out; a text
/// with something that could not be read again is refused as a whole.
pub fn entered(before: Option<char>, text: &str) -> Entered {
    let text = nfc_input(text).replace(['\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let Some(amiss) = sum(blemishes(before, &text)) else { return Entered { text, amiss: None } };
    let text = if amiss.refused { String::new() } else { kept(before, &text, |why| why.is_some()) };
    Entered { text, amiss: Some(amiss) }
}

/// What is wrong with a text, if anything is.
pub fn amiss(text: &str) -> Option<Amiss> {
    sum(blemishes(None, text))
}

/// The text without what shows nothing, as it would have been entered; what marks a loss stays.
pub fn without_unseen(text: &str) -> Cow<'_, str> {
    if amiss(text).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(kept(None, text, |why| why.is_some_and(|why| !why.is_loss())))
}

/// The sum of blemishes, if there are any. The first of those for which a text is refused is named.
fn sum(found: impl Iterator<Item = Blemish>) -> Option<Amiss> {
    let mut sum: Option<Amiss> = None;
    for blemish in found {
        let refused = blemish.why.is_loss();
        let sum = sum.get_or_insert(Amiss { count: 0, first: blemish, alike: true, refused });
        sum.count += 1;
        sum.alike &= blemish.why == sum.first.why;
        if refused && !sum.refused {
            (sum.first, sum.refused) = (blemish, true);
        }
    }
    sum
}

/// A text without the characters that are unfit in a way that leaves them out.
fn kept(before: Option<char>, text: &str, left_out: impl Fn(Option<Unfit>) -> bool) -> String {
    let mut last = before;
    let stays = |c: &char| {
        let stays = !left_out(unfit(last, *c));
        last = if stays { Some(*c) } else { last };
        stays
    };
    text.chars().filter(stays).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str) -> Option<(usize, char, Unfit, bool)> {
        entered(None, text).amiss.map(|amiss| (amiss.count, amiss.first.c, amiss.first.why, amiss.refused))
    }

    #[test]
    fn what_people_write_is_entered_as_it_is() {
        for text in [
            "脆弱性診断 A-1\n\t二行目",
            "葛\u{E0100}城 辻\u{E0101}",
            "👨\u{200D}👩\u{200D}👧 ❤\u{FE0F}\u{200D}🔥 👍🏽",
            "می\u{200C}خواهم",
            "क्\u{200D}ष",
            "ᠠ\u{180B}",
            "ｶﾞ㈱①～〜—―",
            "caf\u{E9} 고려",
        ] {
            let Entered { text: taken, amiss } = entered(None, text);
            assert_eq!((taken.as_str(), amiss), (text, None));
        }
        assert_eq!(entered(Some('👨'), "\u{200D}👩").amiss, None, "what stands before counts");
    }

    #[test]
    fn what_shows_nothing_is_left_out_and_counted() {
        for c in
            "\u{115F}\u{1160}\u{17B4}\u{17B5}\u{180B}\u{180D}\u{200C}\u{200D}\u{34F}\u{70F}\u{3164}\u{FFA0}\
                  \u{2800}\u{1BCA0}\u{1D173}\u{FFFC}\u{FE0F}\u{E0100}\u{200B}\u{AD}\u{FEFF}\u{202E}\u{E0041}"
                .chars()
        {
            // Variation selectors belong to the letter before them, so they are alone behind a blank.
            let Entered { text, amiss } = entered(None, &format!("山 {c}田"));
            let amiss = amiss.unwrap_or_else(|| panic!("U+{:04X} went in", u32::from(c)));
            assert_eq!((text.as_str(), amiss.count, amiss.refused), ("山 田", 1, false));
            assert_eq!((amiss.first.c, amiss.first.column), (c, 3));
        }
        assert_eq!(entered(None, "a\u{1b}[31mb").text, "a[31mb");
    }

    #[test]
    fn nothing_hidden_is_fit() {
        for c in ('\0'..=char::MAX).filter(|c| is_hidden(*c) && !matches!(c, '\n' | '\t')) {
            assert!(unfit(None, c).is_some() && unfit(Some('山'), c).is_some(), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn half_a_name_is_not_entered() {
        assert_eq!(told("ア\u{FFFD}B\u{FFFD}"), Some((2, '\u{FFFD}', Unfit::Unreadable, true)));
        assert_eq!(told("山\u{E000}"), Some((1, '\u{E000}', Unfit::Private, true)));
        assert_eq!(told("\u{200B}山\u{10FFFD}"), Some((2, '\u{10FFFD}', Unfit::Private, true)));
        for c in ['\u{FDD0}', '\u{FFFF}', '\u{1FFFE}', '\u{10FFFF}'] {
            assert_eq!(told(&format!("a{c}")), Some((1, c, Unfit::Noncharacter, true)));
        }
        let lines = entered(None, "一\r\n二\u{2028}三\u{FFFD}").amiss.map(|amiss| amiss.first);
        assert_eq!(lines.map(|first| (first.line, first.column)), Some((3, 2)));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

        /// Against Unicode's own property, so that no invisible character is forgotten.
        #[test]
        fn nothing_that_unicode_calls_ignorable_stands_alone(c in r"[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Co}--\n\r\t\u{85}]") {
            prop_assert_eq!(entered(None, &format!("山 {c}田")).amiss.map(|amiss| amiss.count), Some(1), "{}", c.escape_unicode());
        }
    }
}

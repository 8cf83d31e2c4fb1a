//! Search keys: the many spellings of one Japanese word folded to one, with the way back to the original.
//!
//! What is the same name ([`crate::domain::name`]) has the same key; beyond that katakana and hiragana meet, long
//! vowel marks, `ヴ` and `バ`. Keys are compared with keys and are never stored or shown.

mod romaji;

use std::ops::Range;

pub use romaji::readings;

use crate::domain::name;

/// A key and, for each of its characters, the bytes of the original it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    key: String,
    origins: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut folded = Self::default();
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let (len, spelled) = match name::COMPANIES.iter().find(|(short, _)| rest.starts_with(short)) {
                Some((short, long)) => (short.len(), *long),
                None => (piece_len(rest), ""),
            };
            let piece = rest.get(..len).unwrap_or_default();
            folded.push(if spelled.is_empty() { piece } else { spelled }, at..at + len);
            at += len;
        }
        folded.settle();
        folded
    }

    /// The key.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The byte ranges of the original that the characters of the key came from, in order and merged.
    /// `chars` counts characters of the key, ascending.
    pub fn origins(&self, chars: impl IntoIterator<Item = usize>) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (start, end) in chars.into_iter().filter_map(|at| self.origins.get(at)) {
            let (start, end) = (*start as usize, *end as usize);
            match ranges.last_mut() {
                Some(last) if start <= last.end => last.end = last.end.max(end),
                _ => ranges.push(start..end),
            }
        }
        ranges
    }

    fn push(&mut self, piece: &str, origin: Range<usize>) {
        for c in name::letters(piece) {
            self.push_char(name::hiragana(c), (origin.start as u32, origin.end as u32));
        }
    }

    fn push_char(&mut self, c: char, origin: (u32, u32)) {
        let last = self.key.chars().next_back();
        match c {
            // Long marks and dashes are one sign by now.
            '-' => {
                if !matches!(last, Some('ぁ'..='ゟ')) {
                    self.add(c, origin);
                } else if let Some(kana) = self.origins.last_mut() {
                    // A long mark belongs to the kana it lengthens.
                    kana.1 = kana.1.max(origin.1);
                }
            }
            'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' if last == Some('ゔ') => self.soften(Some(c), origin),
            _ => {
                self.settle();
                let c = name::repeated(c, self.key.chars().next_back()).unwrap_or(c);
                let same_sound = match c {
                    'ぢ' => 'じ',
                    'づ' => 'ず',
                    _ => c,
                };
                self.add(same_sound, origin);
            }
        }
    }

    fn add(&mut self, c: char, origin: (u32, u32)) {
        self.key.push(c);
        self.origins.push(origin);
    }

    /// `ゔぁ` is `ば`: the small vowel decides the syllable, and widens what it came from.
    fn soften(&mut self, vowel: Option<char>, origin: (u32, u32)) {
        let syllable = match vowel {
            Some('ぁ') => 'ば',
            Some('ぃ') => 'び',
            Some('ぇ') => 'べ',
            Some('ぉ') => 'ぼ',
            _ => 'ぶ',
        };
        self.key.pop();
        self.key.push(syllable);
        if let Some(last) = self.origins.last_mut() {
            last.1 = last.1.max(origin.1);
        }
    }

    /// A `ゔ` that no small vowel followed is `ぶ`.
    fn settle(&mut self) {
        if self.key.ends_with('ゔ') {
            self.soften(None, (0, 0));
        }
    }
}

/// A key alone.
pub fn key(text: &str) -> String {
    Folded::new(text).key
}

/// A key in which long vowels are short, so that `じょうほう`, `joohoo` and `joho` meet.
pub fn short_vowels(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for c in key.chars() {
        let before = out.chars().next_back().and_then(vowel);
        let long = matches!(
            (before, c),
            (Some('o'), 'う' | 'お')
                | (Some('u'), 'う')
                | (Some('e'), 'い' | 'え')
                | (Some('a'), 'あ')
                | (Some('i'), 'い')
        );
        if !long {
            out.push(c);
        }
    }
    out
}

/// A character with the marks that belong to it.
fn piece_len(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    chars.find(|(_, c)| !is_attached(*c)).map_or(rest.len(), |(at, _)| at)
}

fn is_attached(c: char) -> bool {
    matches!(c, '\u{309B}' | '\u{309C}' | '\u{FF9E}' | '\u{FF9F}')
        || name::shows_nothing(c)
        || unicode_normalization::char::is_combining_mark(c)
}

fn vowel(c: char) -> Option<char> {
    const ROWS: [(char, &str); 5] = [
        ('a', "あかさたなはまやらわがざだばぱぁゃ"),
        ('i', "いきしちにひみりぎじびぴぃ"),
        ('u', "うくすつぬふむゆるぐずぶぷぅゅ"),
        ('e', "えけせてねへめれげぜでべぺぇ"),
        ('o', "おこそとのほもよろごぞどぼぽぉょ"),
    ];
    ROWS.iter().find(|(_, row)| row.contains(c)).map(|(vowel, _)| *vowel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_meet() {
        for class in [
            &["サーバ", "サーバー", "ｻｰﾊﾞ", "さーば", "サーハ\u{3099}", "サーハ゛", "サ－バ"][..],
            &["ISO27001", "iso27001", "ＩＳＯ２７００１"],
            &["㈱アクメ", "(株)アクメ", "（株）あくめ", "株式会社アクメ", "㍿ｱｸﾒ"],
            &["ヴァイオリン", "バイオリン", "ゔぁいおりん"],
            &["ヴィヴ", "ビブ"],
            &["9〜17時", "9～17時", "９~１７時"],
            &["A-1", "A－1", "A‐1", "Ａ−１"],
            &["つづき", "ツヅキ", "つずき"],
            &["葛\u{E0100}城", "葛城"],
            &["髙橋", "高橋", "髙槗"],
            &["佐々木", "佐佐木"],
            &["みすゞ", "ミスズ"],
        ] {
            let keys: Vec<_> = class.iter().map(|text| key(text)).collect();
            assert!(keys.iter().all(|other| *other == keys[0]), "{class:?} {keys:?}");
        }
        assert_ne!(key("サーバ"), key("サーハ"));
    }

    #[test]
    fn the_way_back_covers_what_was_folded() {
        let text = "㈱ｶﾞード 検査";
        let folded = Folded::new(text);
        assert_eq!(folded.key(), "株式会社がど 検査");
        let origin = |range: Range<usize>| -> Vec<&str> {
            folded.origins(range).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(origin(0..2), ["㈱"]);
        assert_eq!(origin(4..5), ["ｶﾞー"]);
        assert_eq!(origin(4..6), ["ｶﾞード"]);
        assert_eq!(origin(7..9), ["検査"]);
        assert!(folded.origins(90..99).is_empty());
    }

    #[test]
    fn long_vowels_become_short() {
        for (long, short) in [("じょうほう", "じょほ"), ("じょおほお", "じょほ"), ("くうかん", "くかん")]
        {
            assert_eq!(short_vowels(long), short);
        }
    }
}

//! Languages and texts that exist in both of them.

use serde::Deserialize;

/// A language of the program; Japanese comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// The other language.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Ja => Self::En,
            Self::En => Self::Ja,
        }
    }

    /// The two-letter code, `ja` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// Reads a locale or code such as `ja_JP.UTF-8` or `en`.
    pub fn from_locale(locale: &str) -> Option<Self> {
        match locale.get(..2).map(str::to_ascii_lowercase).as_deref() {
            Some("ja") => Some(Self::Ja),
            Some("en") => Some(Self::En),
            _ => None,
        }
    }
}

/// The text of a language.
pub const fn pick(lang: Lang, ja: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// The sentence of a language, Japanese first, with values in it; the other one is not put together.
///
/// `tr!(lang, "{count}件", "{count} rows")`. Values that are no plain names follow both, or each of the two
/// where these differ: `tr!(lang, ("{}件", rows.len()), ("{n} rows"))`.
macro_rules! tr {
    ($lang:expr, ($($ja:tt)+), ($($en:tt)+)) => {
        match $lang {
            $crate::domain::text::Lang::Ja => format!($($ja)+),
            $crate::domain::text::Lang::En => format!($($en)+),
        }
    };
    ($lang:expr, $ja:literal, $en:literal $(, $value:expr)* $(,)?) => {
        match $lang {
            $crate::domain::text::Lang::Ja => format!($ja $(, $value)*),
            $crate::domain::text::Lang::En => format!($en $(, $value)*),
        }
    };
}
pub(crate) use tr;

/// One text in both languages, white space folded.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

/// A text in both languages, Japanese first.
pub fn both(ja: impl Into<String>, en: impl Into<String>) -> Bilingual {
    Bilingual { ja: ja.into(), en: en.into() }
}

/// A sentence in both languages, Japanese first, with values in it.
macro_rules! bilingual {
    ($ja:literal, $en:literal $(,)?) => {
        $crate::domain::text::Bilingual { ja: format!($ja), en: format!($en) }
    };
}
pub(crate) use bilingual;

impl Bilingual {
    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }

    /// True if neither language has text.
    pub fn is_empty(&self) -> bool {
        self.ja.is_empty() && self.en.is_empty()
    }

    /// Folds the line breaks and indentation of a pack file: Japanese lines join without a space.
    pub(crate) fn fold(&mut self) {
        for (text, japanese) in [(&mut self.ja, true), (&mut self.en, false)] {
            if text.contains('\n') || text.trim().len() < text.len() {
                *text = fold_lines(text, japanese);
            }
        }
    }
}

/// Joins wrapped lines; where both neighbours are full-width, or a sentence ends, nothing is put between them.
fn fold_lines(text: &str, japanese: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let last = out.chars().next_back();
        let tight = japanese
            && last.is_some_and(|c| !c.is_ascii())
            && (line.chars().next().is_some_and(|c| !c.is_ascii()) || last.is_some_and(is_closing));
        if !out.is_empty() && !tight {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// Punctuation that brings its own blank.
fn is_closing(c: char) -> bool {
    matches!(c, '。' | '、' | '」' | '』')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_join_as_each_language_writes_them() {
        let mut text = Bilingual { ja: "診断の\n   報告書 Web\n を".into(), en: " a\n  b ".into() };
        text.fold();
        assert_eq!(text.ja, "診断の報告書 Web を");
        assert_eq!(text.en, "a b");
        let mut text = Bilingual { ja: "書く。\n  Web に".into(), en: String::new() };
        text.fold();
        assert_eq!(text.ja, "書く。Web に");
    }
}

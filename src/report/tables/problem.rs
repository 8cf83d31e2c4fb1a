//! What is wrong with a cell or a row of a sheet: a sentence and how to mend it, in both languages.

use crate::domain::clean::amiss;
use crate::domain::text::{Bilingual, Lang};
use crate::report;
use crate::report::sheet::shortened;

/// The longest piece of a cell that a sentence repeats, in characters.
const LONGEST: usize = 60;

/// A sentence with its hint, both in both languages with values in them, Japanese first.
macro_rules! problem {
    ($ja:literal, $en:literal, $hint_ja:literal, $hint_en:literal $(,)?) => {
        $crate::report::tables::Problem {
            message: $crate::domain::text::bilingual!($ja, $en),
            hint: $crate::domain::text::bilingual!($hint_ja, $hint_en),
        }
    };
}
pub(super) use problem;

/// A sentence with its hint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// What is wrong.
    pub message: Bilingual,
    /// How to mend it; may be empty.
    pub hint: Bilingual,
}

impl Problem {
    pub(super) fn new(
        (ja, en): (impl Into<String>, impl Into<String>),
        (hint_ja, hint_en): (impl Into<String>, impl Into<String>),
    ) -> Self {
        Self {
            message: Bilingual { ja: ja.into(), en: en.into() },
            hint: Bilingual { ja: hint_ja.into(), en: hint_en.into() },
        }
    }

    /// A word that is none of the known ones.
    pub(super) fn unknown_word(text: &str, [ja, en]: [String; 2]) -> Self {
        let text = shown(text);
        problem!(
            "「{text}」という語はありません",
            "\"{text}\" is not a known word",
            "使える語: {ja}",
            "known words: {en}"
        )
    }

    /// A text that is no date.
    pub(super) fn no_date(text: &str, why: (&str, &str)) -> Self {
        let text = shown(text);
        Self::new(
            (format!("「{text}」: {}", why.0.trim_end_matches('。')), format!("\"{text}\": {}", why.1)),
            (
                "2027-01-31、2027/1/31、2027年1月、令和9年1月31日 のように書きます。月だけの日付は Excel が Jan-27 などに変えることがあります",
                "write 2027-01-31, 2027/1/31 or 2027-01; Excel may have turned a month into Jan-27",
            ),
        )
    }

    /// A cell of separators alone.
    pub(super) fn no_entry(text: &str) -> Self {
        let text = shown(text);
        problem!(
            "「{text}」は区切りだけで、値がありません",
            "\"{text}\" holds separators and no entry",
            "変えないなら空にしてください。値を消すには画面を使います",
            "leave it empty to change nothing; values are cleared in the workbench"
        )
    }

    /// Something that the pack, a list or a register does not have.
    pub(super) fn nothing((ja, en): (&str, &str), text: &str) -> Self {
        let text = shown(text);
        problem!(
            "{ja}「{text}」はありません",
            "there is no {en} \"{text}\"",
            "綴りを確かめてください。kijun export で書き出した表に、使える名前と番号があります",
            "check the spelling; a table written by kijun export has the names and ids"
        )
    }

    /// A name that several have.
    pub(super) fn several(text: &str, ids: &[&str]) -> Self {
        let (text, ids) = (shown(text), ids.join(", "));
        problem!(
            "「{text}」にあたるものが複数あります: {ids}",
            "\"{text}\" could be any of {ids}",
            "番号(id)で書いてください",
            "write the id"
        )
    }

    /// A name that is almost one that is there.
    pub(super) fn almost(text: &str, id: &str, name: &str) -> Self {
        let (text, name) = (shown(text), shown(name));
        problem!(
            "「{text}」は {id}「{name}」と同じものか、はっきりしません",
            "it is not clear whether \"{text}\" is {id} \"{name}\"",
            "同じものなら番号(id)に {id}、新しいものなら番号(id)に「新規」と書いてください",
            "write {id} as id if it is the same, \"new\" as id if it is another one"
        )
    }

    /// The same of something that the row is about, which is in a register of its own.
    pub(super) fn almost_fact(text: &str, id: &str, name: &str) -> Self {
        let hint = Bilingual {
            ja: format!(
                "同じものなら {id} と書いてください。別のものなら、先に台帳に加えて番号(id)で書いてください"
            ),
            en: format!(
                "write {id} if it is the same; add another one to its register first, and write its id"
            ),
        };
        Self { hint, ..Self::almost(text, id, name) }
    }

    /// An id whose name is another one than the sheet says.
    pub(super) fn other_name(id: &str, text: &str, name: &str) -> Self {
        let (text, name) = (shown(text), shown(name));
        problem!(
            "{id} は「{name}」で、「{text}」ではありません",
            "{id} is \"{name}\", not \"{text}\"",
            "番号か名前のどちらかだけを書いてください",
            "write either the id or the name"
        )
    }

    /// What a cell cannot bring into a field, whichever it is.
    pub(super) fn of_text(cell: &str) -> Option<Self> {
        if is_shortened(cell) {
            return Some(Self::shortened(cell));
        }
        let amiss = amiss(cell).filter(|amiss| amiss.refused)?;
        let hint = |lang| report::amiss::advice(lang, amiss.first.why).trim_end_matches(['。', '.']);
        Some(Self::new(
            (report::amiss::found(Lang::Ja, &amiss), report::amiss::found(Lang::En, &amiss)),
            (hint(Lang::Ja), hint(Lang::En)),
        ))
    }

    /// A number that a spreadsheet has shortened.
    fn shortened(text: &str) -> Self {
        let text = shown(text);
        problem!(
            "「{text}」は表計算ソフトが縮めた数のようです",
            "\"{text}\" looks like a number that the spreadsheet has shortened",
            "列の書式を文字列にして、元の番号を入れ直してください",
            "format the column as text and enter the number again"
        )
    }
}

/// A text of a sheet as a sentence may carry it: short, on one line.
pub(super) fn shown(text: &str) -> String {
    shortened(text, LONGEST)
}

/// A text whose digits a spreadsheet has turned into 1.23457E+15.
fn is_shortened(text: &str) -> bool {
    let Some((digits, power)) = text.trim().split_once("E+") else { return false };
    let digit = |text: &str, dot: bool| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || (dot && byte == b'.'))
    };
    digit(digits, true) && digit(power, false)
}

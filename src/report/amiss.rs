//! The sentences for a text that cannot be entered, or a part of it: how many characters, which, and where.

use crate::domain::clean::{Amiss, Blemish, Unfit};
use crate::domain::text::{Lang, pick, tr};

/// The sentence for somebody who typed or pasted.
pub fn amiss(lang: Lang, amiss: &Amiss) -> String {
    let (count, at, kind) = (amiss.count, place(lang, &amiss.first), kind(lang, amiss));
    match (lang, amiss.refused) {
        (Lang::Ja, true) => {
            format!("{kind}が{count}個あり、入れませんでした({at})。{}", advice(lang, amiss.first.why))
        }
        (Lang::Ja, false) => format!("{kind}を{count}個除きました({at})。"),
        (Lang::En, true) => {
            format!(
                "Not entered: {count} {kind} {} ({at}). {}",
                characters(count),
                advice(lang, amiss.first.why)
            )
        }
        (Lang::En, false) if count == 1 => format!("1 {kind} character was left out ({at})."),
        (Lang::En, false) => format!("{count} {kind} characters were left out ({at})."),
    }
}

/// What is wrong with a text, without what was done about it.
pub fn found(lang: Lang, amiss: &Amiss) -> String {
    let (count, at, kind) = (amiss.count, place(lang, &amiss.first), kind(lang, amiss));
    tr!(lang, ("{kind}が{count}個あります({at})"), ("{count} {kind} {} ({at})", characters(count)))
}

/// What to do about a text that was not entered.
pub fn advice(lang: Lang, why: Unfit) -> &'static str {
    match why {
        Unfit::Unreadable => pick(lang, "UTF-8 ですか。", "Is it UTF-8?"),
        Unfit::Private => pick(lang, "外字でない文字で書いてください。", "Use a standard character."),
        _ => pick(lang, "その文字を消してください。", "Delete it."),
    }
}

/// A character and its place: `2行目3文字目の U+FFFD`.
fn place(lang: Lang, first: &Blemish) -> String {
    let (line, column, code) = (first.line, first.column, u32::from(first.c));
    match (lang, line) {
        (Lang::Ja, 1) => format!("{column}文字目の U+{code:04X}"),
        (Lang::Ja, _) => format!("{line}行目{column}文字目の U+{code:04X}"),
        (Lang::En, 1) => format!("U+{code:04X} at {column}"),
        (Lang::En, _) => format!("U+{code:04X} in line {line} at {column}"),
    }
}

fn kind(lang: Lang, amiss: &Amiss) -> &'static str {
    if !amiss.alike {
        return pick(lang, "使えない文字", "unusable");
    }
    let (ja, en) = amiss.first.why.words();
    pick(lang, ja, en)
}

fn characters(count: usize) -> &'static str {
    if count == 1 { "character" } else { "characters" }
}

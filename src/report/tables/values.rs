//! Dates, words, numbers and lists in a cell, written and read.

use super::lookup::{SEPARATORS, fold, plain};
use super::problem::{Problem, problem, shown};
use crate::domain::date::PartialDate;
use crate::domain::register::Expiry;
use crate::domain::text::{Bilingual, Lang, pick};
use crate::domain::typed_date;
use crate::report::fields::Fixed;
use crate::report::words;

/// The largest headcount that a file takes.
const HEADCOUNT: u32 = 100_000;

/// The place of a word of either language.
pub(super) fn read_word(fixed: Fixed, text: &str) -> Result<usize, Problem> {
    let folded = fold(text);
    let means = |at: &usize| [Lang::Ja, Lang::En].iter().any(|lang| fold((fixed.word)(*lang, *at)) == folded);
    let known = |lang| fixed.words(lang).collect::<Vec<_>>().join(pick(lang, "、", ", "));
    (0..fixed.count)
        .find(means)
        .ok_or_else(|| Problem::unknown_word(text, [known(Lang::Ja), known(Lang::En)]))
}

/// A date as it is written. Months are written so that a Japanese Excel leaves them months.
pub(super) fn date(lang: Lang, date: Option<PartialDate>) -> String {
    match date {
        None => String::new(),
        Some(date @ PartialDate::Month(_)) if lang == Lang::Ja => words::date(lang, date),
        Some(date) => date.to_string(),
    }
}

/// A date as people and spreadsheets write it. Midnight behind a day, which some spreadsheets add, says nothing.
pub(super) fn read_date(text: &str) -> Result<Option<PartialDate>, Problem> {
    let day = text.trim();
    let day = [" 0:00:00", " 00:00:00", " 0:00", " 00:00"]
        .iter()
        .find_map(|end| day.strip_suffix(end))
        .unwrap_or(day);
    typed_date::read(day).map_err(|fault| Problem::no_date(text, fault.words()))
}

/// Until when something is valid, as it is written.
pub(super) fn expiry(lang: Lang, expiry: &Expiry) -> String {
    match expiry {
        Expiry::Unknown => String::new(),
        Expiry::On(day) => date(lang, Some(*day)),
        Expiry::Never(reason) => words::no_expiry(lang, &plain(reason)),
    }
}

/// What says that something does not expire.
const NEVER: [&str; 10] = [
    "期限なし",
    "期限無し",
    "有効期限なし",
    "有効期限無し",
    "無期限",
    "no expiry",
    "no expiration",
    "does not expire",
    "never expires",
    "never",
];

/// Until when something is valid: a date, or 期限なし (無期限, …) and the reason.
pub(super) fn read_expiry(text: &str) -> Result<Expiry, Problem> {
    let text = plain(text);
    for never in NEVER {
        let head: String = text.chars().take(never.chars().count()).collect();
        let rest = text[head.len()..].trim();
        let reason =
            rest.strip_prefix([':', '：']).or_else(|| bracketed(rest)).or(rest.is_empty().then_some(""));
        if let Some(reason) = reason.filter(|_| head.to_lowercase() == never) {
            return Ok(Expiry::Never(reason.trim().to_owned()));
        }
    }
    match read_date(&text) {
        Ok(day) => Ok(day.map_or(Expiry::Unknown, Expiry::On)),
        Err(Problem { message, hint }) => Err(Problem {
            message,
            hint: Bilingual {
                ja: format!("期限がないものは「期限なし: 理由」と書きます。日付は{}", hint.ja),
                en: format!("what does not expire is written \"no expiry: reason\"; for a date {}", hint.en),
            },
        }),
    }
}

fn bracketed(text: &str) -> Option<&str> {
    text.strip_prefix(['(', '（'])?.strip_suffix([')', '）'])
}

/// The entries of a cell, each read on its own. One that holds nothing but what parts entries clears no list.
pub(super) fn read_list<T>(text: &str, read: impl Fn(&str) -> Result<T, Problem>) -> Result<Vec<T>, Problem> {
    let entries = text.split(SEPARATORS).map(str::trim).filter(|entry| !entry.is_empty());
    let entries = entries.map(read).collect::<Result<Vec<T>, Problem>>()?;
    if entries.is_empty() { Err(Problem::no_entry(text)) } else { Ok(entries) }
}

/// The lines of a cell that holds free names, one a line.
pub(super) fn read_lines(text: &str) -> Vec<String> {
    text.lines().map(plain).filter(|line| !line.is_empty()).collect()
}

/// A version; one that reads as a day is what a spreadsheet made of 1-2 or 1/2, and nothing says of which.
pub(super) fn read_version(text: &str) -> Result<String, Problem> {
    let version = plain(text);
    if !is_a_date(&fold(&version)) {
        return Ok(version);
    }
    let text = shown(text);
    Err(problem!(
        "「{text}」は日付で、版ではないようです",
        "\"{text}\" is a date, not a version",
        "表計算ソフトが 1-2 などを日付に変えることがあります。その欄を文字列にして書き直すか、日付が版なら画面で入れてください",
        "a spreadsheet may have made it of 1-2; make the cell text and write it again, or enter a date that is the version in the workbench"
    ))
}

/// Whether a folded text is a day as a spreadsheet shows one: 2026/1/2, 01/02/2026, 1月2日, 2-Jan. With dots it is a version.
fn is_a_date(text: &str) -> bool {
    if text.contains('.') {
        return false;
    }
    let parts: Vec<&str> = text.split(['/', '-', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.parse::<u16>().is_ok();
    let month = |part: &str| MONTHS.iter().any(|month| part == *month || Some(part) == month.get(..3));
    match parts.as_slice() {
        [one, two, three] => {
            typed_date::day(text).is_ok()
                || (number(one) && number(two) && three.len() == 4 && number(three))
                || (number(one) && month(two) && number(three))
        }
        [one, two] => {
            (text.ends_with('日') && number(one) && number(two))
                || (number(one) && month(two))
                || (month(one) && number(two))
        }
        _ => false,
    }
}

/// The names of months, of which English spreadsheets show three letters or all.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A number of people: 3, ３, 3名, 3人.
pub(super) fn read_count(text: &str) -> Result<u32, Problem> {
    let folded = fold(text);
    let digits = folded.trim_end_matches(['名', '人']);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let count = digits.parse().ok().filter(|count| plain && *count <= HEADCOUNT);
    count.ok_or_else(|| {
        let text = shown(text);
        problem!(
            "「{text}」は人数ではありません",
            "\"{text}\" is not a headcount",
            "0〜{HEADCOUNT} の整数で書いてください",
            "write a whole number from 0 to {HEADCOUNT}"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_that_reads_as_a_day_is_refused() {
        for date in [
            "2026/1/2",
            "01/02/2026",
            "2026-01-02",
            "2026年1月2日",
            "1月2日",
            "２０２６/１/２",
            "2-Jan",
            "Jan-02",
            "2-Jan-2026",
        ] {
            assert!(read_version(date).is_err(), "{date}");
        }
        for version in [
            "2.1",
            "1-2",
            "2026",
            "2026.4.1",
            "第2版",
            "v2026-01-02",
            "2026-04",
            "3/4",
            "12-3-4",
            "marketing-1",
        ] {
            assert_eq!(read_version(version).as_deref(), Ok(version));
        }
    }
}

//! Dates as people type them: `2026-04-01`, `2026/4/1`, `2026年4月`, `令和8年4月1日`, `R8.4.1`.

use crate::domain::date::{Date, PartialDate};

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// It has not the form of a date.
    Unreadable,
    /// There is no such day.
    NoSuchDay,
    /// A day is wanted, not a month or year.
    DayWanted,
}

impl DateFault {
    /// What is wrong, and how to write it: Japanese, English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Unreadable => (
                "日付として読めません。2026-04-01、2026-04、2026、令和8年4月1日 のように書きます。",
                "Not a date. Write it as 2026-04-01, 2026-04 or 2026.",
            ),
            Self::NoSuchDay => ("その日は暦にありません。", "There is no such day in the calendar."),
            Self::DayWanted => {
                ("年月日まで要ります。例 2026-04-01", "The full day is needed, as in 2026-04-01.")
            }
        }
    }
}

/// Names of eras with the year before their first.
const ERAS: [(&str, i16); 6] =
    [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("R", 2018), ("H", 1988), ("S", 1925)];

/// Reads a date; nothing for blank text.
///
/// # Errors
///
/// The text is no date, or no day of the calendar.
pub fn read(text: &str) -> Result<Option<PartialDate>, DateFault> {
    let text = plain(text);
    if text.is_empty() {
        return Ok(None);
    }
    let text = spaced_out(text);
    let (years_before, rest) = era(&text);
    let parts: Vec<&str> = rest.split('-').collect();
    let number = |at: usize| parts.get(at).map(|part| number(part, years_before.is_some() && at == 0));
    let (Some(Ok(year)), month, day) = (number(0), number(1), number(2)) else {
        return Err(DateFault::Unreadable);
    };
    let long_enough = years_before.is_some() || parts[0].len() == 4;
    let year = year + years_before.unwrap_or(0);
    if parts.len() > 3 || !long_enough || !(1868..=2999).contains(&year) {
        return Err(DateFault::Unreadable);
    }
    let date = |month: i16, day: i16| {
        let (month, day) = (i8::try_from(month).ok(), i8::try_from(day).ok());
        let (Some(month), Some(day)) = (month, day) else { return Err(DateFault::NoSuchDay) };
        Date::new(year, month, day).map_err(|_| DateFault::NoSuchDay)
    };
    Ok(Some(match (month.transpose()?, day.transpose()?) {
        (Some(month), Some(day)) => PartialDate::Day(date(month, day)?),
        (Some(month), None) => PartialDate::Month(date(month, 1)?),
        (None, _) => PartialDate::Year(date(1, 1)?),
    }))
}

/// Reads the one day that a text names.
///
/// # Errors
///
/// As [`read`], and where it names none or more than one.
pub fn day(text: &str) -> Result<Date, DateFault> {
    read(text)?.and_then(PartialDate::day).ok_or(DateFault::DayWanted)
}

/// Digits and letters narrow, every separator a hyphen, none at the end.
fn plain(text: &str) -> String {
    let narrow = text.trim().chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    });
    let hyphened = narrow.map(|c| match c {
        '/' | '.' | '年' | '月' | '日' | '−' | '‐' | 'ー' | '－' => '-',
        _ => c.to_ascii_uppercase(),
    });
    hyphened.collect::<String>().trim_end_matches('-').to_owned()
}

/// Eight digits are a day; fewer could mean several.
fn spaced_out(text: String) -> String {
    match text.len() {
        8 if text.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])
        }
        _ => text,
    }
}

fn era(text: &str) -> (Option<i16>, &str) {
    let found = ERAS.iter().find_map(|(name, before)| Some((*before, text.strip_prefix(name)?)));
    found.map_or((None, text), |(before, rest)| (Some(before), rest))
}

/// A number of up to four digits; 元 is the first year of an era.
fn number(part: &str, of_era: bool) -> Result<i16, DateFault> {
    if of_era && part == "元" {
        return Ok(1);
    }
    let digits = !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    if digits { part.parse().map_err(|_| DateFault::Unreadable) } else { Err(DateFault::Unreadable) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(given: &str) -> Result<String, DateFault> {
        read(given).map(|date| date.map_or_else(String::new, |date| date.to_string()))
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (given, meant) in [
            ("2026-04-01", "2026-04-01"),
            ("2026/4/1", "2026-04-01"),
            ("2026.4.1", "2026-04-01"),
            ("２０２６年４月１日", "2026-04-01"),
            ("2026年4月", "2026-04"),
            (" 2026 ", "2026"),
            ("令和8年4月1日", "2026-04-01"),
            ("令和元年5月", "2019-05"),
            ("R8.4.1", "2026-04-01"),
            ("h31/4/30", "2019-04-30"),
            ("平成31年", "2019"),
            ("20260401", "2026-04-01"),
            ("２０２６０４０１", "2026-04-01"),
            ("", ""),
        ] {
            assert_eq!(text(given), Ok(meant.to_owned()), "{given}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for given in
            ["26-04-01", "2026-", "2026--1", "きのう", "2026-04-01-02", "26/4/1", "260401", "2026041", "R"]
        {
            let expected = if given == "2026-" { Ok("2026".to_owned()) } else { Err(DateFault::Unreadable) };
            assert_eq!(text(given), expected, "{given}");
        }
        for given in ["2026-02-30", "2026-13", "2026/4/31", "2026-0-1", "20260230"] {
            assert_eq!(text(given), Err(DateFault::NoSuchDay), "{given}");
        }
    }
}

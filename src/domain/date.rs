//! Days, imprecise dates, windows and periods (design section 3, points 5 and 6).

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
pub use jiff::civil::Date;

/// The widest window; the calendar itself is not longer.
const MOST_YEARS: u16 = 9_999;

/// The longest count of months that the calendar's arithmetic takes.
const MOST_MONTHS: i64 = 239_976;

/// A date as people know it: a day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartialDate {
    /// One day.
    Day(Date),
    /// Some day of this month (the first day is kept).
    Month(Date),
    /// Some day of this year (the first day is kept).
    Year(Date),
}

impl PartialDate {
    /// The first day it can mean.
    pub fn earliest(self) -> Date {
        match self {
            Self::Day(day) | Self::Month(day) | Self::Year(day) => day,
        }
    }

    /// The last day it can mean.
    pub fn latest(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(day) => day.last_of_month(),
            Self::Year(day) => day.last_of_year(),
        }
    }

    /// The day, if it is one.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            _ => None,
        }
    }
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(day) => write!(f, "{:04}-{:02}", day.year(), day.month()),
            Self::Year(day) => write!(f, "{:04}", day.year()),
        }
    }
}

/// A text that is no date of the form 2026-03-31, 2026-03 or 2026.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date such as 2026-03-31, 2026-03 or 2026")]
pub struct NotADate(pub String);

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let fault = || NotADate(text.to_owned());
        let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let parse = |full: String| full.parse::<Date>().map_err(|_| fault());
        match (text.len(), digits) {
            (10, true) => parse(text.to_owned()).map(Self::Day),
            (7, true) => parse(format!("{text}-01")).map(Self::Month),
            (4, true) => parse(format!("{text}-01-01")).map(Self::Year),
            _ => Err(fault()),
        }
    }
}

/// Days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

impl Span {
    /// The days both spans share, if any.
    pub fn meet(self, other: Self) -> Option<Self> {
        let span = Self { first: self.first.max(other.first), last: self.last.min(other.last) };
        (span.first <= span.last).then_some(span)
    }

    /// True if the day lies inside.
    pub fn holds(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whole years that fit, counted from the first day.
    pub fn completed_years(self) -> u32 {
        self.completed_months() / 12
    }

    /// Years begun.
    pub fn started_years(self) -> u32 {
        months_until(self.first, self.last) / 12 + 1
    }

    /// Whole months that fit, counted from the first day, clamped to the month's end.
    pub fn completed_months(self) -> u32 {
        months_until(self.first, next_day(self.last))
    }
}

/// How many whole months lie between two days, the second excluded; 0 if it comes first.
pub fn months_until(first: Date, day: Date) -> u32 {
    let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    let apart = (months(day) - months(first)).clamp(0, MOST_MONTHS);
    let whole = if first.saturating_add(apart.months()) > day { apart - 1 } else { apart };
    u32::try_from(whole).unwrap_or(0)
}

/// The day after; the last day of the calendar stays.
pub fn next_day(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

/// The window of so many years back: from the day after the same day, up to the reference date.
/// Under the lenient reading it also holds that same day (A3).
pub fn years_back(reference: Date, years: u16, lenient: bool) -> Span {
    back(reference.saturating_sub(i64::from(years.min(MOST_YEARS)).years()), reference, lenient)
}

/// The window of so many months back, from the day after the same day.
pub fn months_back(reference: Date, months: u16) -> Span {
    back(reference.saturating_sub(i64::from(months).months()), reference, false)
}

/// So many months later, clamped to the month's end.
pub fn months_after(day: Date, months: u16) -> Date {
    day.saturating_add(i64::from(months).months())
}

/// How many days the second day comes after the first; 0 if it does not.
pub fn days_after(first: Date, second: Date) -> u32 {
    let apart = second.since((jiff::Unit::Day, first)).map_or(0, |span| span.get_days());
    u32::try_from(apart).unwrap_or(0)
}

fn back(same_day: Date, last: Date, with_same_day: bool) -> Span {
    let first = if with_same_day { same_day } else { next_day(same_day) };
    Span { first, last }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn span(first: Date, last: Date) -> Span {
        Span { first, last }
    }

    #[test]
    fn three_years_back_starts_the_day_after() {
        let strict = years_back(date(2027, 1, 31), 3, false);
        assert_eq!(strict, span(date(2024, 2, 1), date(2027, 1, 31)));
        assert_eq!(years_back(date(2027, 1, 31), 3, true).first, date(2024, 1, 31));
    }

    #[test]
    fn back_from_a_leap_day_is_the_28th() {
        assert_eq!(years_back(date(2028, 2, 29), 3, true).first, date(2025, 2, 28));
        assert_eq!(years_back(date(2028, 2, 29), 3, false).first, date(2025, 3, 1));
        assert_eq!(months_back(date(2028, 2, 29), 12).first, date(2027, 3, 1));
    }

    #[test]
    fn days_are_counted_forward_only() {
        assert_eq!(days_after(date(2026, 10, 16), date(2026, 11, 30)), 45);
        assert_eq!(days_after(date(2026, 11, 30), date(2026, 11, 30)), 0);
        assert_eq!(days_after(date(2026, 11, 30), date(2026, 10, 16)), 0);
    }

    #[test]
    fn years_complete_on_the_eve_of_the_anniversary() {
        assert_eq!(span(date(2025, 4, 1), date(2026, 3, 30)).completed_years(), 0);
        assert_eq!(span(date(2025, 4, 1), date(2026, 3, 31)).completed_years(), 1);
        assert_eq!(span(date(2025, 4, 1), date(2026, 3, 31)).started_years(), 1);
        assert_eq!(span(date(2025, 4, 1), date(2026, 4, 1)).started_years(), 2);
        assert_eq!(span(date(2025, 4, 1), date(2025, 4, 1)).started_years(), 1);
    }

    #[test]
    fn months_are_whole_and_clamped() {
        assert_eq!(span(date(2026, 1, 31), date(2026, 2, 27)).completed_months(), 1);
        assert_eq!(span(date(2026, 1, 31), date(2026, 2, 26)).completed_months(), 0);
        assert_eq!(span(date(2017, 1, 1), date(2026, 12, 31)).completed_months(), 120);
    }

    #[test]
    fn a_leap_day_completes_its_year_on_the_27th() {
        assert_eq!(span(date(2024, 2, 29), date(2025, 2, 26)).completed_years(), 0);
        assert_eq!(span(date(2024, 2, 29), date(2025, 2, 27)).completed_years(), 1);
        assert_eq!(span(date(2024, 2, 29), date(2028, 2, 28)).completed_years(), 4);
        assert_eq!(span(date(2024, 2, 29), date(2025, 2, 28)).started_years(), 2);
    }

    #[test]
    fn no_window_is_too_wide_for_the_calendar() {
        assert_eq!(years_back(date(2026, 1, 1), u16::MAX, true).last, date(2026, 1, 1));
        assert_eq!(years_back(Date::MIN, u16::MAX, false).last, Date::MIN);
        assert_eq!(months_back(Date::MAX, u16::MAX).last, Date::MAX);
        assert_eq!(months_after(Date::MAX, u16::MAX), Date::MAX);
        assert_eq!(span(Date::MIN, Date::MAX).started_years(), 19_999);
    }

    #[test]
    fn imprecise_dates_are_ranges() {
        let month: PartialDate = "2024-02".parse().expect("month");
        assert_eq!((month.earliest(), month.latest()), (date(2024, 2, 1), date(2024, 2, 29)));
        assert_eq!(month.to_string(), "2024-02");
        for bad in ["2024-13", "2024-2", "24", "2024/01/01", "2023-02-29", "", "２０２４"] {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
        }
    }
}

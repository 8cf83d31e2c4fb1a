//! The time zone in which days are days: on which calendar day a stored moment falls for the reader.
//!
//! Stamps are stored in UTC; a person's today, and the day on which something was declared, are local.

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use crate::domain::date::Date;

/// A time zone, resolved; where it comes from is known outside. UTC unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Default for Zone {
    fn default() -> Self {
        Self(TimeZone::UTC)
    }
}

impl From<TimeZone> for Zone {
    fn from(zone: TimeZone) -> Self {
        Self(zone)
    }
}

impl Zone {
    /// The calendar day on which a stamp such as `2026-11-22T04:00:00Z` falls here, if it can be read.
    pub fn day(&self, stamp: &str) -> Option<Date> {
        Some(self.local(stamp)?.date())
    }

    /// A stamp to the minute with its offset, as people read it: `2026-11-22 13:00 +09:00`. What is no stamp
    /// stays as it is.
    pub fn minute(&self, stamp: &str) -> String {
        self.shown(stamp, "%Y-%m-%d %H:%M")
    }

    /// The same to the second.
    pub fn second(&self, stamp: &str) -> String {
        self.shown(stamp, "%Y-%m-%d %H:%M:%S")
    }

    /// The moment at which a day begins here; where clocks were put forward then, the first there was.
    pub fn beginning(&self, day: Date) -> Option<Timestamp> {
        Some(day.to_zoned(self.0.clone()).ok()?.timestamp())
    }

    /// Its name, or its offset where it has none.
    pub fn name(&self) -> String {
        match self.0.iana_name() {
            Some(name) => name.to_owned(),
            None => offset_name(self.0.to_offset(Timestamp::UNIX_EPOCH)),
        }
    }

    /// How far from UTC clocks are here at a moment: `+09:00`, or UTC.
    pub fn offset(&self, moment: Timestamp) -> String {
        offset_name(self.0.to_offset(moment))
    }

    /// The time zone itself, for arithmetic with times of the day.
    pub fn inner(&self) -> &TimeZone {
        &self.0
    }

    fn local(&self, stamp: &str) -> Option<Zoned> {
        Some(stamp.parse::<Timestamp>().ok()?.to_zoned(self.0.clone()))
    }

    fn shown(&self, stamp: &str, form: &str) -> String {
        match self.local(stamp) {
            Some(local) => format!("{} {}", local.strftime(form), offset_name(local.offset())),
            None => stamp.to_owned(),
        }
    }
}

/// `+09:00`, or UTC.
fn offset_name(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    match minutes.abs() {
        0 => "UTC".to_owned(),
        minutes => format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn at(hours: i8) -> Zone {
        TimeZone::fixed(jiff::tz::offset(hours)).into()
    }

    #[test]
    fn the_day_is_that_of_the_place() {
        let half_past_midnight_in_tokyo = "2026-11-29T15:30:00Z";
        assert_eq!(at(9).day(half_past_midnight_in_tokyo), Some(date(2026, 11, 30)));
        assert_eq!(at(14).day(half_past_midnight_in_tokyo), Some(date(2026, 11, 30)));
        assert_eq!(at(-11).day(half_past_midnight_in_tokyo), Some(date(2026, 11, 29)));
        assert_eq!(Zone::default().day(half_past_midnight_in_tokyo), Some(date(2026, 11, 29)));
        assert_eq!(at(9).day("soon"), None);
    }

    #[test]
    fn a_moment_says_how_far_from_utc_it_is_told() {
        let stamp = "2026-11-29T15:30:45.123456Z";
        assert_eq!(at(9).minute(stamp), "2026-11-30 00:30 +09:00");
        assert_eq!(at(-11).second(stamp), "2026-11-29 04:30:45 -11:00");
        assert_eq!(Zone::default().minute(stamp), "2026-11-29 15:30 UTC");
        assert_eq!(at(9).minute("2026"), "2026");
    }

    #[test]
    fn a_day_begins_where_one_is() {
        let begins = |zone: Zone| zone.beginning(date(2026, 11, 30)).map(|moment| moment.to_string());
        assert_eq!(begins(at(9)).as_deref(), Some("2026-11-29T15:00:00Z"));
        assert_eq!(begins(at(-11)).as_deref(), Some("2026-11-30T11:00:00Z"));
    }
}

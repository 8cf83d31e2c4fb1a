//! The values of options: how they are read, and what they are.

use std::error::Error;
use std::ffi::OsStr;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser, ValueParser};
use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::domain::assessment::Answer;
use crate::domain::clean::{Amiss, Entered, Lines, amiss, entered};
use crate::domain::date::Date;
use crate::domain::pack::Effort;
use crate::domain::text::Lang;
use crate::domain::typed_date;
use crate::domain::zone::Zone;
use crate::report::amiss::found;
use crate::store::clock;

/// What closing one row takes in one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnCost {
    /// Row id.
    pub(crate) row: String,
    /// How much work.
    pub(crate) effort: Effort,
    /// Days from start to done.
    pub(crate) lead_days: u32,
}

/// An answer to try: `vuln.qual.a=no`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Given {
    /// Row id.
    pub(crate) row: String,
    /// The answer.
    pub(crate) answer: Answer,
}

/// The version that counts where both changed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Take {
    Ours,
    Theirs,
}

/// What becomes of one clash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decision {
    /// The clash, as the command lists it.
    pub(crate) id: String,
    /// The version that counts; none to keep both.
    pub(crate) take: Option<Take>,
}

/// Why a text on the command line cannot go into a field.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("{}", found(Lang::En, .0))]
pub(crate) struct NotEntered(pub(crate) Amiss);

/// A text that goes into a field of one line or of several.
#[derive(Debug, Clone, Copy)]
struct Entry(Lines);

impl TypedValueParser for Entry {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        let lines = self.0;
        let read = move |text: &str| {
            let Entered { text, amiss } = entered(None, text);
            match (amiss, lines) {
                (Some(amiss), _) => Err(NotEntered(amiss)),
                (None, Lines::Multi) => Ok(text),
                (None, Lines::Single) => Ok(text.trim().replace(['\n', '\t'], " ")),
            }
        };
        // Bytes that are no UTF-8 become U+FFFD, which is refused like any other.
        read.parse_ref(command, argument, OsStr::new(&*value.to_string_lossy()))
    }
}

/// A text that goes into a field: it is refused and not altered, since a script reads no notes.
pub(crate) fn entry() -> ValueParser {
    ValueParser::new(Entry(Lines::Multi))
}

/// The same for a name or an id, which has one line; breaks in it become blanks, as in the workbench.
pub(crate) fn line() -> ValueParser {
    ValueParser::new(Entry(Lines::Single))
}

/// A value of several parts, read once it holds nothing that its reader would not see.
fn seen<T>(
    read: impl Fn(&str) -> Result<T, String> + Clone,
) -> impl Fn(&str) -> Result<T, Box<dyn Error + Send + Sync>> + Clone {
    move |text| match amiss(text) {
        Some(amiss) => Err(Box::new(NotEntered(amiss))),
        None => Ok(read(text)?),
    }
}

pub(crate) fn languages() -> ValueParser {
    let codes = PossibleValuesParser::new([Lang::Ja, Lang::En].map(Lang::code));
    ValueParser::new(codes.map(|code| Lang::from_locale(&code).unwrap_or_default()))
}

pub(crate) fn answers() -> ValueParser {
    let words = PossibleValuesParser::new(Answer::ALL.map(Answer::word));
    ValueParser::new(words.map(|word| Answer::from_word(&word).unwrap_or(Answer::Unknown)))
}

pub(crate) fn given() -> ValueParser {
    ValueParser::new(seen(|text: &str| {
        let given = || {
            let (row, answer) = text.rsplit_once('=')?;
            Some(Given { row: row.trim().to_owned(), answer: Answer::from_word(answer.trim())? })
        };
        given().ok_or_else(|| format!("{text} is not of the form vuln.qual.a=no"))
    }))
}

pub(crate) fn own_cost() -> ValueParser {
    ValueParser::new(seen(|text: &str| {
        let cost = || {
            let (row, cost) = text.rsplit_once('=')?;
            let (effort, days) = cost.split_once(':')?;
            let effort = match effort {
                "small" => Effort::Small,
                "medium" => Effort::Medium,
                "large" => Effort::Large,
                _ => return None,
            };
            Some(OwnCost { row: row.to_owned(), effort, lead_days: days.parse().ok()? })
        };
        cost().ok_or_else(|| format!("{text} is not of the form vuln.qual.a=small:3"))
    }))
}

pub(crate) fn decision() -> ValueParser {
    ValueParser::new(seen(|text: &str| {
        let decision = || {
            let (id, word) = text.rsplit_once('=')?;
            let take = match word {
                "ours" => Some(Take::Ours),
                "theirs" => Some(Take::Theirs),
                "both" => None,
                _ => return None,
            };
            Some(Decision { id: id.to_owned(), take })
        };
        decision().ok_or_else(|| format!("{text} is not of the form P-01=theirs (ours, theirs or both)"))
    }))
}

/// A day, however people write it.
pub(crate) fn day() -> ValueParser {
    ValueParser::new(|text: &str| typed_date::day(text).map_err(|fault| fault.words().1))
}

/// A day, a month or a year, however people write it.
pub(crate) fn written_date() -> ValueParser {
    ValueParser::new(|text: &str| match typed_date::read(text) {
        Ok(Some(date)) => Ok(date),
        Ok(None) => Err(typed_date::DateFault::DayWanted.words().1),
        Err(fault) => Err(fault.words().1),
    })
}

/// A moment that a person names; what it is in UTC depends on the time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// The beginning of a day.
    Day(Date),
    /// A time of a day.
    Local(DateTime),
    /// A moment with its offset.
    Exact(Timestamp),
}

impl Moment {
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let day = typed_date::day(text).ok().map(Self::Day);
        day.or_else(|| text.parse().ok().map(Self::Exact)).or_else(|| text.parse().ok().map(Self::Local))
    }

    /// The moment in a time zone, as records carry it; none at the ends of the calendar.
    pub(crate) fn stamp(self, zone: &Zone) -> Option<String> {
        let moment = match self {
            Self::Day(day) => zone.beginning(day)?,
            Self::Local(time) => zone.inner().to_timestamp(time).ok()?,
            Self::Exact(moment) => moment,
        };
        Some(clock::stamp(moment))
    }
}

pub(crate) fn moment() -> ValueParser {
    ValueParser::new(|text: &str| {
        Moment::read(text)
            .ok_or_else(|| format!("{text} is not a time such as 2027-01-31 or 2027-01-31T09:00"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_day_or_a_time_where_one_is_or_exact() {
        let tokyo = clock::named("Asia/Tokyo").expect("a zone");
        for (given, meant) in [
            ("2026-11-30", "2026-11-29T15:00:00.000000Z"),
            ("令和8年11月30日", "2026-11-29T15:00:00.000000Z"),
            ("2026-11-30T09:00", "2026-11-30T00:00:00.000000Z"),
            ("2026-11-30 09:00:30", "2026-11-30T00:00:30.000000Z"),
            ("2026-11-30T09:00:00Z", "2026-11-30T09:00:00.000000Z"),
            ("2026-11-30T09:00:00-05:00", "2026-11-30T14:00:00.000000Z"),
        ] {
            assert_eq!(
                Moment::read(given).and_then(|read| read.stamp(&tokyo)).as_deref(),
                Some(meant),
                "{given}"
            );
        }
        for given in ["2026-11", "09:00", "2026-02-30", ""] {
            assert_eq!(Moment::read(given), None, "{given}");
        }
    }
}

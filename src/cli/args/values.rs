//! What stands behind an option: how it is read, and what it is.

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser, ValueParser};

use crate::cli::what_if::Given;
use crate::domain::assessment::Answer;
use crate::domain::date::Date;
use crate::domain::pack::Effort;
use crate::domain::text::Lang;

/// What closing one row takes in one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct OwnCost {
    /// Row id.
    pub(in crate::cli) row: String,
    /// How much work.
    pub(in crate::cli) effort: Effort,
    /// Days from start to done.
    pub(in crate::cli) lead_days: u32,
}

/// The version that counts where both changed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Take {
    Ours,
    Theirs,
}

/// What becomes of one clash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Decision {
    /// The clash, as the command lists it.
    pub(in crate::cli) id: String,
    /// The version that counts; none to keep both.
    pub(in crate::cli) take: Option<Take>,
}

pub(in crate::cli) fn languages() -> ValueParser {
    let codes = PossibleValuesParser::new([Lang::Ja, Lang::En].map(Lang::code));
    ValueParser::new(codes.map(|code| Lang::from_locale(&code).unwrap_or_default()))
}

pub(in crate::cli) fn answers() -> ValueParser {
    let words = PossibleValuesParser::new(Answer::ALL.map(Answer::word));
    ValueParser::new(words.map(|word| Answer::from_word(&word).unwrap_or(Answer::Unknown)))
}

pub(in crate::cli) fn given() -> ValueParser {
    ValueParser::new(|text: &str| {
        let given = || {
            let (row, answer) = text.rsplit_once('=')?;
            Some(Given { row: row.trim().to_owned(), answer: Answer::from_word(answer.trim())? })
        };
        given().ok_or_else(|| format!("{text} is not of the form vuln.qual.a=no"))
    })
}

pub(in crate::cli) fn own_cost() -> ValueParser {
    ValueParser::new(|text: &str| {
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
    })
}

pub(in crate::cli) fn decision() -> ValueParser {
    ValueParser::new(|text: &str| {
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
    })
}

pub(in crate::cli) fn day() -> ValueParser {
    ValueParser::new(|text: &str| {
        let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        text.parse::<Date>()
            .ok()
            .filter(|_| plain)
            .ok_or_else(|| format!("{text} is not a day such as 2027-01-31"))
    })
}

pub(in crate::cli) fn moment() -> ValueParser {
    ValueParser::new(|text: &str| {
        crate::store::history::moment(text)
            .ok_or_else(|| format!("{text} is not a time such as 2027-01-31 or 2027-01-31T09:00:00Z"))
    })
}

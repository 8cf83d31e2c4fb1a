//! What a person answered to a question of the pack, and when.

use crate::domain::date::Date;
use crate::domain::zone::Zone;

/// A person's answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// Row id.
    pub row: String,
    /// The answer.
    pub answer: Answer,
    /// Remark, or the reason for "not applicable".
    pub remark: String,
    /// Who said so.
    pub by: String,
    /// The post that this person held in the company; may be empty.
    pub post: String,
    /// When, in UTC: `2026-11-22T04:00:00Z`.
    pub at: String,
}

impl Claim {
    /// The day of the claim in a time zone, if its time is readable.
    pub fn day(&self, zone: &Zone) -> Option<Date> {
        zone.day(&self.at)
    }

    /// Whether another claim on the row says the same by the same person on the same day.
    pub fn is_repeated_by(&self, other: &Self, zone: &Zone) -> bool {
        let said = |claim: &Self| Self { at: String::new(), ..claim.clone() };
        self.day(zone).is_some_and(|day| other.day(zone) == Some(day)) && said(self) == said(other)
    }
}

/// What a person can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// はい.
    Yes,
    /// いいえ.
    No,
    /// わからない; kept apart from never asked.
    Unknown,
    /// 対象外.
    NotApplicable,
}

impl Answer {
    /// All answers.
    pub const ALL: [Self; 4] = [Self::Yes, Self::No, Self::Unknown, Self::NotApplicable];

    /// The word used in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::NotApplicable => "na",
        }
    }

    /// The answer of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.word() == word)
    }
}

//! Notes on the steps of a plan: who does it, until when, that it was ticked off, and what it takes here.
//!
//! A note never bears on a verdict: only facts do. It is found again after every change of the plan, because
//! a step is named by what it is about and not by its place in a plan.

use std::fmt;
use std::str::FromStr;

use crate::domain::change::Series;
use crate::domain::date::Date;
use crate::domain::pack::Effort;
use crate::domain::register::{PersonId, Register};

/// Most days that a step can be said to take: ten years.
pub const MOST_LEAD_DAYS: u32 = 3_650;

/// What was noted on a step.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct StepNote {
    /// Which step.
    pub step: StepKey,
    /// Who does it.
    pub owner: String,
    /// Until when it is to be done.
    pub due: Option<Date>,
    /// The day it was ticked off; the facts may say otherwise.
    pub done: Option<Date>,
    /// How much work it is here, in the place of what the pack says.
    pub effort: Option<Effort>,
    /// How many days it takes here, in the place of what the pack says.
    pub lead_days: Option<u32>,
}

impl StepNote {
    /// A note that says nothing yet.
    pub fn on(step: StepKey) -> Self {
        Self { step, ..Self::default() }
    }

    /// True if nothing is noted.
    pub fn is_blank(&self) -> bool {
        *self == Self::on(self.step.clone())
    }
}

/// What a step is about, and so its name in the file: the same step of another plan has the same one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StepKey {
    /// Closing a row: `vuln.tech.b#result`.
    Row(String),
    /// Closing a row for a person: `vuln.tech.a.i@P-01`.
    ForPerson(String, Whom),
    /// Giving a person a role of a category: `post:vuln/lead@P-01`.
    Post {
        /// Category id.
        category: String,
        /// Role id.
        role: String,
        /// Who gets it.
        whom: Whom,
    },
    /// Taking a "no" back: `reconsider:vuln.qual.a`.
    Reconsider(String),
    /// Saying that a register is complete: `register:roster`.
    Register(Register),
    /// Reading a list, or making sure that it has a member: `verify:4-2-1`, `verify:4-2-1/owasp-wstg`.
    Verify(String),
}

/// Whom a step is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Whom {
    /// A person of the roster, by id.
    Person(PersonId),
    /// A person who is not there yet: `new`.
    Newcomer,
}

/// A text that names no step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} names no step")]
pub struct NotAStep(pub String);

impl StepKey {
    /// The row it is about, if it is about one.
    pub fn row(&self) -> Option<&str> {
        match self {
            Self::Row(row) | Self::ForPerson(row, _) | Self::Reconsider(row) => Some(row),
            Self::Post { .. } | Self::Register(_) | Self::Verify(_) => None,
        }
    }
}

impl Default for StepKey {
    fn default() -> Self {
        Self::Row(String::new())
    }
}

impl fmt::Display for StepKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Row(row) => f.write_str(row),
            Self::ForPerson(row, whom) => write!(f, "{row}@{whom}"),
            Self::Post { category, role, whom } => write!(f, "post:{category}/{role}@{whom}"),
            Self::Reconsider(row) => write!(f, "reconsider:{row}"),
            Self::Register(register) => write!(f, "register:{}", register.word()),
            Self::Verify(subject) => write!(f, "verify:{subject}"),
        }
    }
}

impl fmt::Display for Whom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Person(id) => id,
            Self::Newcomer => "new",
        })
    }
}

impl FromStr for StepKey {
    type Err = NotAStep;

    fn from_str(text: &str) -> Result<Self, NotAStep> {
        key(text).ok_or_else(|| NotAStep(text.to_owned()))
    }
}

fn key(text: &str) -> Option<StepKey> {
    let row = |row: &str| plain(row).map(str::to_owned);
    if let Some(post) = text.strip_prefix("post:") {
        let (post, who) = post.split_once('@')?;
        let (category, role) = post.split_once('/')?;
        return Some(StepKey::Post { category: row(category)?, role: row(role)?, whom: whom(who)? });
    }
    if let Some(id) = text.strip_prefix("reconsider:") {
        return Some(StepKey::Reconsider(row(id)?));
    }
    if let Some(word) = text.strip_prefix("register:") {
        let known = Register::ALL.into_iter().find(|register| register.word() == word);
        return known.map(StepKey::Register);
    }
    if let Some(subject) = text.strip_prefix("verify:") {
        let (list, member) = subject.split_once('/').unwrap_or((subject, "-"));
        let sound = member == member.trim() && !member.is_empty() && !member.contains(char::is_control);
        return plain(list).filter(|_| sound).map(|_| StepKey::Verify(subject.to_owned()));
    }
    match text.split_once('@') {
        Some((id, who)) => Some(StepKey::ForPerson(row(id)?, whom(who)?)),
        None => Some(StepKey::Row(row(text)?)),
    }
}

fn whom(text: &str) -> Option<Whom> {
    if text == "new" {
        return Some(Whom::Newcomer);
    }
    Series::Person.number(text).map(|_| Whom::Person(text.into()))
}

/// An id of a pack: not empty, and none of the signs that set the parts of a key apart.
fn plain(text: &str) -> Option<&str> {
    let sound = !text.is_empty() && !text.contains([':', '@', '/']) && !text.contains(char::is_whitespace);
    sound.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_reads_back_as_it_is_written() {
        let person = || Whom::Person("P-01".into());
        for key in [
            StepKey::Row("vuln.tech.b#result".into()),
            StepKey::ForPerson("vuln.tech.a.i".into(), person()),
            StepKey::ForPerson("vuln.tech.a.i".into(), Whom::Newcomer),
            StepKey::Post { category: "vuln".into(), role: "lead".into(), whom: person() },
            StepKey::Reconsider("vuln.qual.a".into()),
            StepKey::Register(Register::Roster),
            StepKey::Verify("4-2-1".into()),
            StepKey::Verify("4-2-1/owasp-wstg".into()),
            StepKey::Verify("7-2/社内 研修".into()),
        ] {
            assert_eq!(key.to_string().parse(), Ok(key));
        }
    }

    #[test]
    fn what_names_no_step_is_refused() {
        for text in [
            "",
            " ",
            "a b",
            "@P-01",
            "a@",
            "a@Q-01",
            "a@P-",
            "post:vuln@P-01",
            "post:vuln/lead",
            "register:all",
            "verify:",
            "verify:/x",
            "verify:4-2-1/",
            "verify:4 2/x",
            "reconsider:",
            "close:a",
            "a@new@new",
            "post:a/b/c@new",
        ] {
            assert!(text.parse::<StepKey>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_note_without_content_is_blank() {
        let note = StepNote::on(StepKey::Row("a".into()));
        assert!(note.is_blank());
        assert!(!StepNote { lead_days: Some(0), ..note }.is_blank());
    }
}

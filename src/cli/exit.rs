//! How a command ends: the exit codes, each with one meaning.

use crate::domain::gap::Overall;
use crate::domain::verdict::Verdict;

/// The exit codes of every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Exit {
    /// Done; for `gap`: everything satisfied or not applicable.
    Clear = 0,
    /// At least one gap.
    Gaps = 1,
    /// The command line is not understood.
    Usage = 2,
    /// No gap, but something is unanswered or to be confirmed.
    Pending = 3,
    /// A file's content is not valid.
    Invalid = 4,
    /// A file is in use, was changed elsewhere, or exists where a new one was asked for.
    InUse = 5,
    /// A file was written by a newer program.
    Newer = 6,
    /// Reading or writing failed.
    Io = 7,
    /// The file could not be written, but the edit is kept in its history and goes into the file with the next save.
    Kept = 8,
    /// The terminal went away, as after SIGHUP.
    HungUp = 129,
}

impl Exit {
    /// The exit with a code of the store.
    pub(super) fn of_code(code: u8) -> Self {
        let known = [Self::Usage, Self::Invalid, Self::InUse, Self::Newer];
        known.into_iter().find(|exit| *exit as u8 == code).unwrap_or(Self::Io)
    }
}

impl From<Verdict> for Exit {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Gap => Self::Gaps,
            Verdict::Unanswered | Verdict::NeedsConfirmation => Self::Pending,
            Verdict::Satisfied | Verdict::NotApplicable => Self::Clear,
        }
    }
}

impl From<Overall> for Exit {
    fn from(overall: Overall) -> Self {
        match overall {
            Overall::Clear => Self::Clear,
            Overall::Pending => Self::Pending,
            Overall::Gaps => Self::Gaps,
        }
    }
}

//! What both sides changed differently, sorted by how it differs.

use super::renumber::can_stand_apart;
use crate::domain::assessment::Answer;
use crate::domain::change::{Change, Swap};

/// One entry that both sides changed, in different ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// What a person calls it when deciding: `vuln.scope.a`, `P-01`, `closure:roster`, `profile.organisation`.
    pub id: String,
    /// How the two differ.
    pub kind: ClashKind,
    /// Turns our entry into theirs.
    pub change: Change,
    /// Whether both versions can be kept, theirs under a new id: rows that are not known to be one.
    pub keeps_both: bool,
}

/// How two versions of one entry differ; the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClashKind {
    /// Yes against no.
    Answer,
    /// An answer against "don't know".
    AnswerOrUnknown,
    /// An answer against "not applicable".
    AnswerOrNotApplicable,
    /// The same answer with another remark.
    RemarkOnly,
    /// A row, or a field of the profile, that both changed.
    Changed,
    /// Changed on one side, removed on the other.
    ChangedOrRemoved,
}

impl ClashKind {
    /// All kinds, in their order.
    pub const ALL: [Self; 6] = [
        Self::Answer,
        Self::AnswerOrUnknown,
        Self::AnswerOrNotApplicable,
        Self::RemarkOnly,
        Self::Changed,
        Self::ChangedOrRemoved,
    ];

    /// The word used in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::AnswerOrUnknown => "answer-or-unknown",
            Self::AnswerOrNotApplicable => "answer-or-not-applicable",
            Self::RemarkOnly => "remark-only",
            Self::Changed => "changed",
            Self::ChangedOrRemoved => "changed-or-removed",
        }
    }
}

impl Clash {
    /// The clash of a change that turns our entry into theirs; `common` if both began with such an entry.
    pub(super) fn of(change: Change, common: bool) -> Self {
        let keeps_both = !common && can_stand_apart(&change);
        Self { id: change.name(), kind: kind(&change), change, keeps_both }
    }
}

fn kind(change: &Change) -> ClashKind {
    let (before, after) = change.sides();
    if !(before && after) {
        return ClashKind::ChangedOrRemoved;
    }
    let Change::Claim(Swap { before: Some(ours), after: Some(theirs), .. }) = change else {
        return ClashKind::Changed;
    };
    let answers = [ours.answer, theirs.answer];
    if ours.answer == theirs.answer {
        ClashKind::RemarkOnly
    } else if answers.contains(&Answer::Unknown) {
        ClashKind::AnswerOrUnknown
    } else if answers.contains(&Answer::NotApplicable) {
        ClashKind::AnswerOrNotApplicable
    } else {
        ClashKind::Answer
    }
}

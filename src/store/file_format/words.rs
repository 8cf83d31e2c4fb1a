//! The words of enumerations in a file. A word once written is never renamed.

use crate::domain::assessment::Answer;
use crate::domain::pack::Effort;
use crate::domain::register::{
    Audience, AuditScope, ContractForm, DeclarationKind, DocumentState, Engagement, EquivalenceState, Known,
    LecturePart, Part, RecordKind, Register, SchoolLevel, Stage, TrainingOutcome,
};
use crate::domain::signer::Statement;

/// An enumeration with a word for each value.
pub(super) trait Word: Copy + PartialEq + 'static {
    /// Every value and its word.
    const WORDS: &'static [(Self, &'static str)];
}

/// The word of a value; the `words!` table below does not compile if one is missing.
pub(super) fn word_of<T: Word>(value: T) -> &'static str {
    T::WORDS.iter().find(|(known, _)| *known == value).map_or("", |(_, word)| word)
}

/// The value of a word.
pub(super) fn value<T: Word>(word: &str) -> Option<T> {
    T::WORDS.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}

/// All words, for a hint.
pub(super) fn known<T: Word>() -> String {
    T::WORDS.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(", ")
}

macro_rules! words {
    ($($type:ident: $($value:ident = $word:literal),*;)*) => {
        $(
            impl Word for $type {
                const WORDS: &'static [(Self, &'static str)] = &[$((Self::$value, $word)),*];
            }
            const _: fn($type) = |value| match value {
                // Refuses to compile when a value is added without a word.
                $($type::$value => (),)*
            };
        )*
    };
}

words! {
    Answer: Yes = "yes", No = "no", Unknown = "unknown", NotApplicable = "na";
    Register: Roster = "roster", Contracts = "contracts", Documents = "documents", Reviews = "reviews",
        Audits = "audits", Operations = "operations";
    Stage: Done = "done", Planned = "planned";
    Engagement: Own = "own", Direct = "direct", Subcontract = "subcontract", Group = "group",
        Unknown = "unknown";
    SchoolLevel: University = "university", JuniorCollege = "junior-college",
        TechnicalCollege = "technical-college", VocationalSchool = "vocational-school";
    LecturePart: Lecturer = "lecturer", Leader = "leader", Attendee = "attendee";
    TrainingOutcome: Completed = "completed", Attended = "attended";
    ContractForm: Single = "single", Continuing = "continuing";
    Known: Yes = "yes", No = "no", Unknown = "unknown";
    Part: Delivery = "delivery", Scoping = "scoping", Sales = "sales";
    DocumentState: Approved = "approved", Draft = "draft", Withdrawn = "withdrawn";
    Audience: Internal = "internal", Application = "application", Client = "client";
    RecordKind: Review = "review", Audit = "audit", Operation = "operation";
    AuditScope: Service = "service", Wider = "wider";
    DeclarationKind: AllReviewed = "all-reviewed", NoJobsYet = "no-jobs-yet";
    Effort: Small = "small", Medium = "medium", Large = "large";
    Statement: Declarations = "declarations", Closures = "closures", Answers = "answers";
    EquivalenceState: Argued = "argued", Rejected = "rejected", Withdrawn = "withdrawn";
}

//! The enumerations of the registers with their words, in the order in which forms and sheets offer them.

use crate::domain::assessment::Answer;
use crate::domain::pack::Effort;
use crate::domain::register::{
    Audience, AuditScope, ContractForm, DeclarationKind, DocumentState, Engagement, EquivalenceState, Known,
    LecturePart, Part, RecordKind, Register, SchoolLevel, Stage, TrainingOutcome,
};
use crate::domain::text::{Lang, pick};
use crate::report::fields::field::{Fixed, Value};
use crate::report::words;

/// An enumeration with a word for each value in both languages.
pub(in crate::report) trait Word: Copy + PartialEq + 'static {
    /// Every value.
    const VALUES: &'static [Self];
    /// The word of a value.
    fn word(self, lang: Lang) -> &'static str;
}

macro_rules! words {
    ($($type:ident by $word:path: $($value:ident),*;)*) => {
        $(
            impl Word for $type {
                const VALUES: &'static [Self] = &[$(Self::$value),*];
                fn word(self, lang: Lang) -> &'static str {
                    $word(lang, self)
                }
            }
            const _: fn($type) = |value| match value {
                // Refuses to compile when a value is added that no form could offer.
                $($type::$value => (),)*
            };
        )*
    };
}

words! {
    Answer by words::answer: Yes, No, Unknown, NotApplicable;
    Register by words::register: Roster, Contracts, Documents, Reviews, Audits, Operations;
    Stage by words::stage: Done, Planned;
    Engagement by words::engagement: Own, Direct, Subcontract, Group, Unknown;
    SchoolLevel by words::school_level: University, JuniorCollege, TechnicalCollege, VocationalSchool;
    LecturePart by words::lecture_part: Lecturer, Leader, Attendee;
    TrainingOutcome by words::outcome: Completed, Attended;
    ContractForm by words::contract_form: Single, Continuing;
    Known by words::known: Yes, No, Unknown;
    Part by words::part: Delivery, Scoping, Sales;
    DocumentState by words::document_state: Approved, Draft, Withdrawn;
    Audience by words::audience: Internal, Application, Client;
    RecordKind by words::record_kind: Review, Audit, Operation;
    AuditScope by words::audit_scope: Service, Wider;
    EquivalenceState by words::equivalence_state: Argued, Rejected, Withdrawn;
    DeclarationKind by words::declaration: AllReviewed, NoJobsYet;
    Effort by words::effort: Small, Medium, Large;
}

/// All words of an enumeration.
pub(super) const fn fixed<T: Word>() -> Fixed {
    Fixed { count: T::VALUES.len(), word: |lang, at| T::VALUES.get(at).map_or("", |known| known.word(lang)) }
}

/// A value as the place of its word.
pub(super) fn choice<T: Word>(value: T) -> Value {
    Value::Choice(T::VALUES.iter().position(|known| *known == value).unwrap_or(0))
}

/// Takes over the value of a place.
pub(super) fn choose<T: Word>(into: &mut T, value: &Value) {
    if let Value::Choice(at) = value
        && let Some(known) = T::VALUES.get(*at)
    {
        *into = *known;
    }
}

/// Yes or no.
pub(super) const YES_NO: Fixed = Fixed {
    count: 2,
    word: |lang, at| {
        if at == 0 { pick(lang, "はい", "yes") } else { pick(lang, "いいえ", "no") }
    },
};

/// The place of yes or no.
pub(super) fn yes_no(yes: bool) -> Value {
    Value::Choice(usize::from(!yes))
}

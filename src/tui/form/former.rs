//! The row that a form was opened for, as it is stored.

use crate::domain::assessment::Assessment;
use crate::domain::change::Entry as _;
use crate::report::fields::AnyFact;

/// The row of the same register that is under another key.
pub(super) fn draft_of(assessment: &Assessment, like: &AnyFact, key: &str) -> Option<AnyFact> {
    Some(match like {
        AnyFact::StandardChoice(_) => {
            AnyFact::StandardChoice(assessment.standards.iter().find(|row| row.key() == key)?.clone())
        }
        AnyFact::StepNote(_) => {
            AnyFact::StepNote(assessment.steps.iter().find(|row| row.key() == key)?.clone())
        }
        AnyFact::Declaration(_) => {
            AnyFact::Declaration(assessment.declarations.iter().find(|row| row.key() == key)?.clone())
        }
        AnyFact::VerifiedMember(_) => {
            AnyFact::VerifiedMember(assessment.members.iter().find(|row| row.key() == key)?.clone())
        }
        _ => return None,
    })
}

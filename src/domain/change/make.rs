//! Making changes: adding, replacing and removing entries, answering, noting, closing, signing.

use super::entry::{Entry, present};
use super::kinds::{Change, ProfileSwap, Swap};
use super::series::is_id;
use super::uses::uses;
use crate::domain::assessment::{Assessment, Claim, Profile};
use crate::domain::date::Date;
use crate::domain::register::{Closure, Register};
use crate::domain::signer::{Signer, Statement};
use crate::domain::step_note::{StepKey, StepNote};

/// Why an entry cannot be removed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RemovalRefused {
    /// There is none of that key.
    #[error("there is no {0}")]
    Missing(String),
    /// Others refer to it: the ids of those.
    #[error("still used by {}", .0.join(", "))]
    Used(Vec<String>),
}

impl Change {
    /// Puts another profile in the place of the present one.
    pub fn set_profile(assessment: &Assessment, profile: Profile) -> Self {
        Self::Profile(Box::new(ProfileSwap { before: assessment.profile.clone(), after: profile }))
    }

    /// Adds an entry at the end of its list, or puts it in the place of the one with the same key.
    pub fn put<T: Entry>(assessment: &Assessment, entry: T) -> Self {
        let (at, before) = present(T::list(assessment), &entry.key());
        T::change(Swap { at, before, after: Some(entry) })
    }

    /// Removes the entry of a key: `Change::remove::<Person>(&assessment, "P-01")`.
    ///
    /// # Errors
    /// [`RemovalRefused`] if there is none, or if others refer to it.
    pub fn remove<T: Entry>(assessment: &Assessment, key: &str) -> Result<Self, RemovalRefused> {
        let (at, before) = present(T::list(assessment), key);
        if before.is_none() {
            return Err(RemovalRefused::Missing(key.to_owned()));
        }
        // Rows and members belong to the pack; only facts are ours to keep.
        let users = if is_id(key) { uses(assessment, key) } else { Vec::new() };
        if users.is_empty() {
            Ok(T::change(Swap { at, before, after: None }))
        } else {
            Err(RemovalRefused::Used(users))
        }
    }

    /// Sets, changes or withdraws (`None`) the claim on a row. What the same person says again on the same day changes
    /// nothing; on another day it is a new claim, since a claim counts from its day.
    pub fn set_claim(assessment: &Assessment, row: &str, claim: Option<Claim>) -> Self {
        let (at, before) = present(&assessment.claims, row);
        let mut after = claim.map(|claim| Claim { row: row.to_owned(), ..claim });
        if let (Some(present), Some(said)) = (&before, &mut after)
            && present.is_repeated_by(said, &assessment.zone)
        {
            said.at.clone_from(&present.at);
        }
        Self::Claim(Swap { at, before, after })
    }

    /// Forgets a scenario. Changes nothing if there is none of that name.
    pub fn forget(assessment: &Assessment, scenario: &str) -> Self {
        let (at, before) = present(&assessment.scenarios, scenario);
        Self::Scenario(Swap { at, before, after: None })
    }

    /// Puts a note on a step; a note that says nothing is taken off.
    pub fn note_step(assessment: &Assessment, note: StepNote) -> Self {
        let (at, before) = present(&assessment.steps, &note.step.to_string());
        Self::Step(Swap { at, before, after: Some(note).filter(|note| !note.is_blank()) })
    }

    /// Ticks a step off on a day, or takes the tick back (`None`).
    pub fn tick_step(assessment: &Assessment, step: &StepKey, done: Option<Date>) -> Self {
        let known = assessment.step_note(step).cloned();
        Self::note_step(assessment, StepNote { done, ..known.unwrap_or_else(|| StepNote::on(step.clone())) })
    }

    /// Says that a register is complete.
    pub fn close(assessment: &Assessment, register: Register, who: &Signer, on: Date) -> Self {
        let (by, post) = (who.name.clone(), who.post.clone());
        Self::put(assessment, Closure { register, by, post, on: Some(on.into()) })
    }

    /// Takes that back. Changes nothing if the register is open.
    pub fn reopen(assessment: &Assessment, register: Register) -> Self {
        let (at, before) = present(&assessment.closures, register.word());
        Self::Closure(Swap { at, before, after: None })
    }

    /// Names who signs such statements from now on; those who did so before stay in the file without them.
    pub fn name_signer(assessment: &Assessment, name: &str, post: &str, statement: Statement) -> Self {
        let known = assessment.signers.iter().find(|signer| signer.name == name).cloned().unwrap_or_default();
        let now = Signer { name: name.to_owned(), post: post.to_owned(), ..known }.signing(statement, true);
        let former = assessment.signers.iter().filter(|other| other.name != name && other.has(statement));
        let former = former.map(|other| Self::put(assessment, other.clone().signing(statement, false)));
        Self::all(former.chain([Self::put(assessment, now)]).collect())
    }
}

//! Edits as values: every change of an assessment can be applied, refused when it no longer fits, and undone.
//!
//! A change carries what stood there before, so that applying it to anything else is noticed ([`Stale`]) and
//! its inverse is the same change read backward. Entries are found by their key, never by their place; the
//! place is only where a new or restored entry goes.

mod ids;
mod uses;

pub use ids::{Issued, Series, is_id};
pub use uses::{dangling, used, uses};

use std::borrow::Cow;

use crate::domain::assessment::{Assessment, Claim, Profile};
use crate::domain::date::Date;
use crate::domain::register::{
    Closure, Contract, Declaration, DeclarationKind, Document, Equivalence, Evidence, Person, Record,
    Register, StandardChoice, VerifiedMember,
};
use crate::domain::scenario::Scenario;
use crate::domain::signer::Signer;
use crate::domain::step_note::{StepKey, StepNote};

/// One edit of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Organisation, pack, categories and dates. Boxed with [`ProfileSwap`] because they are large.
    Profile(Box<ProfileSwap>),
    /// A claim, by row.
    Claim(Swap<Claim>),
    /// A person, by id.
    Person(Swap<Person>),
    /// A contract, by id.
    Contract(Swap<Contract>),
    /// A document, by id.
    Document(Swap<Document>),
    /// A record, by id.
    Record(Swap<Record>),
    /// A chosen standard, by row.
    Standard(Swap<StandardChoice>),
    /// A declaration, by what it says and its subject.
    Declaration(Swap<Declaration>),
    /// An equivalence, by id.
    Equivalence(Swap<Equivalence>),
    /// A pointer to proof, by id.
    Evidence(Swap<Evidence>),
    /// A reference member, by id.
    Member(Swap<VerifiedMember>),
    /// The closure of a register.
    Closure(Swap<Closure>),
    /// A scenario put aside, by name.
    Scenario(Swap<Scenario>),
    /// Several of the others as one: all are made, in this order, or none.
    Several(Vec<Change>),
    /// A note on a step of a plan, by what the step is about.
    Step(Swap<StepNote>),
    /// Who signs, by name.
    Signer(Swap<Signer>),
}

/// The profile before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileSwap {
    /// What must stand there.
    pub before: Profile,
    /// What will stand there.
    pub after: Profile,
}

/// An entry before and after; `None` where it does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap<T> {
    /// Where in its list the entry stands, or goes when it is added; past the end means at the end.
    pub at: usize,
    /// What must stand there.
    pub before: Option<T>,
    /// What will stand there.
    pub after: Option<T>,
}

/// The entry that a change is about: claims and standards share their keys, so the kind belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    kind: std::mem::Discriminant<Change>,
    subject: String,
}

/// A change that does not fit what it is applied to; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{subject} is not as it was when this change was made")]
pub struct Stale {
    /// The id of what was to be changed.
    pub subject: String,
}

/// Why an entry cannot be removed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Kept {
    /// There is none of that key.
    #[error("there is no {0}")]
    Missing(String),
    /// Others refer to it: the ids of those.
    #[error("still used by {}", .0.join(", "))]
    Used(Vec<String>),
}

/// Something that stands in a list of an assessment under a key.
pub trait Entry: Clone + PartialEq + Sized {
    /// The key, which no two entries of the list share; for facts their id.
    fn key(&self) -> Cow<'_, str>;
    /// The list it stands in.
    fn list(assessment: &Assessment) -> &Vec<Self>;
    /// The list it stands in, to be changed.
    fn list_mut(assessment: &mut Assessment) -> &mut Vec<Self>;
    /// A swap of such entries as a change.
    fn change(swap: Swap<Self>) -> Change;
}

/// Says for each type which list and which change it belongs to, and what its key is.
macro_rules! entries {
    ($($type:ident in $list:ident as $variant:ident by $key:expr;)*) => {
        $(impl Entry for $type {
            fn key(&self) -> Cow<'_, str> {
                let key: fn(&$type) -> Cow<'_, str> = $key;
                key(self)
            }
            fn list(assessment: &Assessment) -> &Vec<Self> {
                &assessment.$list
            }
            fn list_mut(assessment: &mut Assessment) -> &mut Vec<Self> {
                &mut assessment.$list
            }
            fn change(swap: Swap<Self>) -> Change {
                Change::$variant(swap)
            }
        })*
    };
}

entries! {
    Claim in claims as Claim by |claim| Cow::from(&claim.row);
    Person in people as Person by |person| Cow::from(&person.id);
    Contract in contracts as Contract by |contract| Cow::from(&contract.id);
    Document in documents as Document by |document| Cow::from(&document.id);
    Record in records as Record by |record| Cow::from(&record.id);
    StandardChoice in standards as Standard by |choice| Cow::from(&choice.row);
    Declaration in declarations as Declaration by |declaration| Cow::from(declaration_key(declaration));
    Equivalence in equivalences as Equivalence by |equivalence| Cow::from(&equivalence.id);
    Evidence in evidence as Evidence by |evidence| Cow::from(&evidence.id);
    VerifiedMember in members as Member by |member| Cow::from(&member.id);
    Closure in closures as Closure by |closure| Cow::from(closure.register.word());
    Scenario in scenarios as Scenario by |scenario| Cow::from(&scenario.name);
    StepNote in steps as Step by |note| Cow::from(note.step.to_string());
    Signer in signers as Signer by |signer| Cow::from(&signer.name);
}

fn declaration_key(declaration: &Declaration) -> String {
    let about = match declaration.about {
        DeclarationKind::AllReviewed => "all-reviewed",
        DeclarationKind::NoJobsYet => "no-jobs-yet",
    };
    format!("{about}:{}", declaration.subject)
}

/// Does the same with whatever swap a change holds.
macro_rules! with_swap {
    ($change:expr, $profile:pat => $for_profile:expr, $parts:pat => $for_parts:expr, $swap:ident => $for_swap:expr) => {
        match $change {
            Change::Several($parts) => $for_parts,
            Change::Profile($profile) => $for_profile,
            Change::Claim($swap) => $for_swap,
            Change::Person($swap) => $for_swap,
            Change::Contract($swap) => $for_swap,
            Change::Document($swap) => $for_swap,
            Change::Record($swap) => $for_swap,
            Change::Standard($swap) => $for_swap,
            Change::Declaration($swap) => $for_swap,
            Change::Equivalence($swap) => $for_swap,
            Change::Evidence($swap) => $for_swap,
            Change::Member($swap) => $for_swap,
            Change::Closure($swap) => $for_swap,
            Change::Scenario($swap) => $for_swap,
            Change::Step($swap) => $for_swap,
            Change::Signer($swap) => $for_swap,
        }
    };
}

impl Change {
    /// Carries the change out.
    ///
    /// # Errors
    /// [`Stale`] if what stands there is not what the change was made for; nothing is changed then.
    pub fn apply(&self, assessment: &mut Assessment) -> Result<(), Stale> {
        with_swap!(
            self,
            swap => swap.apply(assessment),
            parts => all_or_none(parts, assessment),
            swap => swap.apply(assessment)
        )
    }

    /// The change that undoes this one.
    #[must_use]
    pub fn inverse(&self) -> Self {
        with_swap!(
            self,
            swap => Self::Profile(Box::new(ProfileSwap { before: swap.after.clone(), after: swap.before.clone() })),
            parts => Self::Several(parts.iter().rev().map(Self::inverse).collect()),
            swap => Entry::change(swap.inverse())
        )
    }

    /// Whether what stands there is what the change was made for.
    pub fn fits(&self, assessment: &Assessment) -> bool {
        with_swap!(
            self,
            swap => assessment.profile == swap.before,
            parts => all_or_none(parts, &mut assessment.clone()).is_ok(),
            swap => swap.finds(assessment, swap.before.as_ref())
        )
    }

    /// Whether what stands there is what the change leaves behind.
    pub fn holds(&self, assessment: &Assessment) -> bool {
        with_swap!(
            self,
            swap => assessment.profile == swap.after,
            _ => self.inverse().fits(assessment),
            swap => swap.finds(assessment, swap.after.as_ref())
        )
    }

    /// Puts in place what the change leaves behind, whatever stands there.
    pub fn impose(&self, assessment: &mut Assessment) {
        with_swap!(
            self,
            swap => assessment.profile.clone_from(&swap.after),
            parts => parts.iter().for_each(|part| part.impose(assessment)),
            swap => swap.impose(assessment)
        );
    }

    /// What is changed, so that two changes of one entry have equal targets.
    pub fn target(&self) -> Target {
        Target { kind: std::mem::discriminant(self), subject: self.subject() }
    }

    /// The id of what is changed, for the audit trail; `profile` for the profile, of several changes the ids
    /// with commas.
    pub fn subject(&self) -> String {
        with_swap!(
            self,
            _ => "profile".to_owned(),
            parts => parts.iter().map(Self::subject).collect::<Vec<_>>().join(", "),
            swap => swap.subject()
        )
    }

    /// Whether something stands there before, and whether something stands there after.
    pub fn sides(&self) -> (bool, bool) {
        with_swap!(
            self,
            _ => (true, true),
            _ => (true, true),
            swap => (swap.before.is_some(), swap.after.is_some())
        )
    }

    /// The changes this one is made of: itself, unless it is several.
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::Several(parts) => parts,
            other => std::slice::from_ref(other),
        }
    }

    /// Several changes as one; a single one stays what it is.
    #[must_use]
    pub fn all(mut changes: Vec<Self>) -> Self {
        match changes.pop() {
            Some(only) if changes.is_empty() => only,
            last => Self::Several(changes.into_iter().chain(last).collect()),
        }
    }

    /// The same change, at the place where its entry stands now, or at the end of its list.
    #[must_use]
    pub fn placed(self, assessment: &Assessment) -> Self {
        with_swap!(
            self,
            swap => Self::Profile(swap),
            parts => Self::Several(parts),
            swap => {
                let (at, _) = swap.standing(assessment);
                Entry::change(Swap { at, ..swap })
            }
        )
    }

    /// What is changed, by a name that no other entry of the assessment has: the id or row of what has one of
    /// its own, with the kind in front of what shares it with others, as `closure:roster`.
    pub fn name(&self) -> String {
        let subject = self.subject();
        match self {
            Self::Standard(_) => format!("standard:{subject}"),
            Self::Declaration(_) => format!("declaration:{subject}"),
            Self::Member(_) => format!("member:{subject}"),
            Self::Closure(_) => format!("closure:{subject}"),
            Self::Scenario(_) => format!("scenario:{subject}"),
            Self::Step(_) => format!("step:{subject}"),
            Self::Signer(_) => format!("signer:{subject}"),
            _ => subject,
        }
    }

    /// True if nothing would be different afterward.
    pub fn is_idle(&self) -> bool {
        with_swap!(
            self,
            swap => swap.before == swap.after,
            parts => parts.iter().all(Self::is_idle),
            swap => swap.before == swap.after
        )
    }

    /// Puts another profile in the place of the present one.
    pub fn set_profile(assessment: &Assessment, profile: Profile) -> Self {
        Self::Profile(Box::new(ProfileSwap { before: assessment.profile.clone(), after: profile }))
    }

    /// Adds an entry at the end of its list, or puts it in the place of the one with the same key.
    pub fn put<T: Entry>(assessment: &Assessment, entry: T) -> Self {
        let (at, before) = standing(T::list(assessment), &entry.key());
        T::change(Swap { at, before, after: Some(entry) })
    }

    /// Removes the entry of a key: `Change::remove::<Person>(&assessment, "P-01")`.
    ///
    /// # Errors
    /// [`Kept`] if there is none, or if others refer to it.
    pub fn remove<T: Entry>(assessment: &Assessment, key: &str) -> Result<Self, Kept> {
        let (at, before) = standing(T::list(assessment), key);
        if before.is_none() {
            return Err(Kept::Missing(key.to_owned()));
        }
        // Rows and members belong to the pack; only facts are ours to keep.
        let users = if is_id(key) { uses(assessment, key) } else { Vec::new() };
        if users.is_empty() {
            Ok(T::change(Swap { at, before, after: None }))
        } else {
            Err(Kept::Used(users))
        }
    }

    /// Sets, changes or withdraws (`None`) the claim on a row. What the same person says again on the same day changes
    /// nothing; on another day it is said anew, since a claim counts from its day.
    pub fn set_claim(assessment: &Assessment, row: &str, claim: Option<Claim>) -> Self {
        let (at, before) = standing(&assessment.claims, row);
        let mut after = claim.map(|claim| Claim { row: row.to_owned(), ..claim });
        if let (Some(standing), Some(said)) = (&before, &mut after)
            && standing.is_repeated_by(said, &assessment.zone)
        {
            said.at.clone_from(&standing.at);
        }
        Self::Claim(Swap { at, before, after })
    }

    /// Forgets a scenario. Changes nothing if there is none of that name.
    pub fn forget(assessment: &Assessment, scenario: &str) -> Self {
        let (at, before) = standing(&assessment.scenarios, scenario);
        Self::Scenario(Swap { at, before, after: None })
    }

    /// Puts a note on a step; a note that says nothing is taken off.
    pub fn note_step(assessment: &Assessment, note: StepNote) -> Self {
        let (at, before) = standing(&assessment.steps, &note.step.to_string());
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
        let (at, before) = standing(&assessment.closures, register.word());
        Self::Closure(Swap { at, before, after: None })
    }
}

/// Makes changes one after the other; if one does not fit, those before it are taken back.
fn all_or_none(changes: &[Change], assessment: &mut Assessment) -> Result<(), Stale> {
    for (done, change) in changes.iter().enumerate() {
        if let Err(stale) = change.apply(assessment) {
            let back = changes[..done].iter().rev().map(Change::inverse);
            back.for_each(|change| drop(change.apply(assessment)));
            return Err(stale);
        }
    }
    Ok(())
}

fn standing<T: Entry>(list: &[T], key: &str) -> (usize, Option<T>) {
    let at = list.iter().position(|entry| entry.key() == key);
    (at.unwrap_or(list.len()), at.map(|at| list[at].clone()))
}

impl ProfileSwap {
    fn apply(&self, assessment: &mut Assessment) -> Result<(), Stale> {
        if assessment.profile != self.before {
            return Err(Stale { subject: "profile".to_owned() });
        }
        assessment.profile.clone_from(&self.after);
        Ok(())
    }
}

impl<T: Entry> Swap<T> {
    /// The key of the entry; empty if the swap holds none.
    pub fn subject(&self) -> String {
        self.before.as_ref().or(self.after.as_ref()).map(|entry| entry.key().into_owned()).unwrap_or_default()
    }

    fn standing(&self, assessment: &Assessment) -> (usize, Option<T>) {
        standing(T::list(assessment), &self.subject())
    }

    /// True if an entry is put in the place of another one.
    pub(in crate::domain) fn is_exchange(&self) -> bool {
        self.before.is_some() && self.after.is_some()
    }

    fn finds(&self, assessment: &Assessment, value: Option<&T>) -> bool {
        let key = self.subject();
        T::list(assessment).iter().find(|entry| entry.key() == key) == value
    }

    fn inverse(&self) -> Self {
        Self { at: self.at, before: self.after.clone(), after: self.before.clone() }
    }

    fn apply(&self, assessment: &mut Assessment) -> Result<(), Stale> {
        let key = self.subject();
        let list = T::list(assessment);
        let standing = list.iter().find(|entry| entry.key() == key);
        let renamed = self.after.as_ref().is_some_and(|after| after.key() != key);
        if renamed || standing != self.before.as_ref() {
            return Err(Stale { subject: key });
        }
        self.impose(assessment);
        Ok(())
    }

    fn impose(&self, assessment: &mut Assessment) {
        let key = self.subject();
        let list = T::list_mut(assessment);
        let at = list.iter().position(|entry| entry.key() == key);
        match (at, self.after.clone()) {
            (Some(at), Some(after)) => list[at] = after,
            (Some(at), None) => drop(list.remove(at)),
            (None, Some(after)) => list.insert(self.at.min(list.len()), after),
            (None, None) => {}
        }
    }
}

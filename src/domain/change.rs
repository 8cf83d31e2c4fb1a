//! Edits as values: every change of an assessment can be applied, refused when it no longer fits, and undone.
//!
//! A change carries what stood there before, so that applying it to anything else is noticed ([`Stale`]) and
//! its inverse is the same change read backward. Entries are found by their key, never by their place; the
//! place is only where a new or restored entry goes.

mod ids;
mod uses;

pub use ids::{Issued, Series, is_id};
pub use uses::uses;

use std::borrow::Cow;

use crate::domain::assessment::{Assessment, Claim, Profile};
use crate::domain::date::Date;
use crate::domain::register::{
    Closure, Contract, Declaration, DeclarationKind, Document, Equivalence, Evidence, Person, Record,
    Register, StandardChoice, VerifiedMember,
};

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
    ($change:expr, $profile:pat => $for_profile:expr, $swap:ident => $for_swap:expr) => {
        match $change {
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
        }
    };
}

impl Change {
    /// Carries the change out.
    ///
    /// # Errors
    /// [`Stale`] if what stands there is not what the change was made for; nothing is changed then.
    pub fn apply(&self, assessment: &mut Assessment) -> Result<(), Stale> {
        with_swap!(self, swap => swap.apply(assessment), swap => swap.apply(assessment))
    }

    /// The change that undoes this one.
    #[must_use]
    pub fn inverse(&self) -> Self {
        with_swap!(
            self,
            swap => Self::Profile(Box::new(ProfileSwap { before: swap.after.clone(), after: swap.before.clone() })),
            swap => Entry::change(swap.inverse())
        )
    }

    /// Whether what stands there is what the change was made for.
    pub fn fits(&self, assessment: &Assessment) -> bool {
        with_swap!(self, swap => assessment.profile == swap.before, swap => swap.finds(assessment, swap.before.as_ref()))
    }

    /// Whether what stands there is what the change leaves behind.
    pub fn holds(&self, assessment: &Assessment) -> bool {
        with_swap!(self, swap => assessment.profile == swap.after, swap => swap.finds(assessment, swap.after.as_ref()))
    }

    /// Puts in place what the change leaves behind, whatever stands there.
    pub fn impose(&self, assessment: &mut Assessment) {
        with_swap!(self, swap => assessment.profile.clone_from(&swap.after), swap => swap.impose(assessment));
    }

    /// What is changed, so that two changes of one entry have equal targets.
    pub fn target(&self) -> Target {
        Target { kind: std::mem::discriminant(self), subject: self.subject() }
    }

    /// The id of what is changed, for the audit trail; `profile` for the profile.
    pub fn subject(&self) -> String {
        with_swap!(self, _ => "profile".to_owned(), swap => swap.subject())
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
            _ => subject,
        }
    }

    /// Whether there is an entry before, and after.
    pub fn is_there(&self) -> [bool; 2] {
        with_swap!(self, _ => [true; 2], swap => [swap.before.is_some(), swap.after.is_some()])
    }

    /// True if nothing would be different afterward.
    pub fn is_idle(&self) -> bool {
        with_swap!(self, swap => swap.before == swap.after, swap => swap.before == swap.after)
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

    /// Sets, changes or withdraws (`None`) the claim on a row.
    pub fn set_claim(assessment: &Assessment, row: &str, claim: Option<Claim>) -> Self {
        let (at, before) = standing(&assessment.claims, row);
        Self::Claim(Swap { at, before, after: claim.map(|claim| Claim { row: row.to_owned(), ..claim }) })
    }

    /// Says that a register is complete.
    pub fn close(assessment: &Assessment, register: Register, by: &str, on: Date) -> Self {
        Self::put(assessment, Closure { register, by: by.to_owned(), on: Some(on.into()) })
    }

    /// Takes that back. Changes nothing if the register is open.
    pub fn reopen(assessment: &Assessment, register: Register) -> Self {
        let (at, before) = standing(&assessment.closures, register.word());
        Self::Closure(Swap { at, before, after: None })
    }
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

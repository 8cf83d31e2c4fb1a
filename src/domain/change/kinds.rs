//! What an edit is: an entry before and after. A scenario holds edits and may be edited itself, so it is here too.

use crate::domain::assessment::{Claim, Profile};
use crate::domain::register::{
    Closure, Contract, Declaration, Document, Equivalence, Evidence, Person, Record, StandardChoice,
    VerifiedMember,
};
use crate::domain::signer::Signer;
use crate::domain::step_note::StepNote;

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
    /// What must be there.
    pub before: Profile,
    /// What will be there.
    pub after: Profile,
}

/// An entry before and after; `None` where it does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap<T> {
    /// Where in its list the entry is, or goes when it is added; past the end means at the end.
    pub at: usize,
    /// What must be there.
    pub before: Option<T>,
    /// What will be there.
    pub after: Option<T>,
}

/// Changes put aside under a name, to be tried again. They never influence a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scenario {
    /// What people call it; no two scenarios of an assessment share one.
    pub name: String,
    /// Who put it aside.
    pub by: String,
    /// When, in UTC: `2026-11-22T04:00:00Z`.
    pub at: String,
    /// The changes, in the order in which they are made. None of them is about scenarios.
    pub changes: Vec<Change>,
}

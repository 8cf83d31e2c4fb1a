//! Records of reviews, audits, operation and management, and what is declared about them.

use super::id::{ContractId, PersonId};
use super::kinds::{Register, Stage};
use crate::domain::date::PartialDate;

/// One record of review, audit, operation or management.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Record {
    /// Permanent id, `R-01`.
    pub id: String,
    /// What it records.
    pub kind: RecordKind,
    /// Rows it shows.
    pub rows: Vec<String>,
    /// The day it was done.
    pub on: Option<PartialDate>,
    /// Title or subject.
    pub title: String,
    /// Contracts reviewed or audited.
    pub contracts: Vec<ContractId>,
    /// Who reviewed or audited.
    pub by: Vec<Party>,
    /// Audit: this service's procedure, or a wider audit that includes it (A12).
    pub scope: AuditScope,
    /// Audit: its result.
    pub result: String,
    /// Audit: what followed.
    pub follow_up: String,
    /// Whether this has been done or is planned.
    pub stage: Stage,
}

/// What a record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum RecordKind {
    /// A review or a reading through.
    #[default]
    Review,
    /// An internal or external audit.
    Audit,
    /// Operation or management.
    Operation,
}

impl RecordKind {
    /// The register such records belong to.
    pub fn register(self) -> Register {
        match self {
            Self::Review => Register::Reviews,
            Self::Audit => Register::Audits,
            Self::Operation => Register::Operations,
        }
    }
}

/// Somebody who reviewed or audited.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// A person of the roster, by id.
    Person(PersonId),
    /// Somebody else, by name.
    Outside(String),
}

/// What an audit looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum AuditScope {
    /// The procedure of this service, by name.
    Service,
    /// A wider audit (ISMS, Privacy Mark) that includes it.
    #[default]
    Wider,
}

/// A declaration with a name and a date.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Declaration {
    /// What is declared.
    pub about: DeclarationKind,
    /// Row id (all jobs reviewed) or category id (no job yet).
    pub subject: String,
    /// Who declares.
    pub by: String,
    /// The post that this person held in the company; without one it holds leniently only.
    pub post: String,
    /// When.
    pub on: Option<PartialDate>,
}

/// What a declaration says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum DeclarationKind {
    /// All jobs are reviewed (A38).
    #[default]
    AllReviewed,
    /// No job has been delivered yet (A14).
    NoJobsYet,
}

//! Contracts: when they ran, what kind they were, and who did the work.

use super::id::{ContractId, PersonId};
use super::kinds::Stage;
use crate::domain::date::PartialDate;

/// One contract of the contract register.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Contract {
    /// Permanent id, `C-01`.
    pub id: ContractId,
    /// A name that does not expose the client.
    pub alias: String,
    /// Categories whose service was delivered.
    pub services: Vec<String>,
    /// Contract kinds of the pack.
    pub kinds: Vec<String>,
    /// Why a kind that needs a reason applies (A21).
    pub kind_reason: String,
    /// One job, or a frame that runs for years (A4, A31).
    pub form: ContractForm,
    /// Day of signing.
    pub signed: Option<PartialDate>,
    /// First day of work.
    pub from: Option<PartialDate>,
    /// Last day of work.
    pub to: Option<PartialDate>,
    /// Day of (the latest) delivery.
    pub delivered: Option<PartialDate>,
    /// Name of another firm, if the job was done there; empty for the applicant (A7).
    pub other_firm: String,
    /// Whether the system tested is run by the client.
    pub client_system: Known,
    /// Who took part.
    pub team: Vec<TeamMember>,
    /// Whether this has been done or is planned.
    pub stage: Stage,
    /// Free note.
    pub note: String,
}

/// How a contract counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ContractForm {
    /// Counts once.
    #[default]
    Single,
    /// Comprehensive or continuing: counts once per year.
    Continuing,
}

/// Yes, no, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Known {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not known.
    #[default]
    Unknown,
}

/// A person's part in a contract.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct TeamMember {
    /// Person id.
    pub person: PersonId,
    /// What part.
    pub part: Part,
    /// First day of the person's own work, if narrower than the contract.
    pub from: Option<PartialDate>,
    /// Last day of the person's own work.
    pub to: Option<PartialDate>,
    /// Acts of the pack this person achieved on the client's system.
    pub acts: Vec<String>,
}

/// What part a person had in a job (A17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Part {
    /// Did the work.
    #[default]
    Delivery,
    /// Scoped it.
    Scoping,
    /// Sold it.
    Sales,
}

//! Registers: the facts an assessment rests on, one row each with a permanent id.

mod contracts;
mod documents;
mod equivalence;
mod id;
mod kinds;
mod people;
mod records;

pub use contracts::{Contract, ContractForm, Known, Part, TeamMember};
pub use documents::{Audience, Cover, Document, DocumentState, StandardChoice, StatedCount};
pub use equivalence::{Equivalence, EquivalenceState};
pub use id::{ContractId, PersonId};
pub use kinds::{Closure, Evidence, Item, Register, Stage, VerifiedMember};
pub use people::{
    Engagement, Expiry, Lecture, LecturePart, Person, Post, Qualification, SchoolLevel, Training,
    TrainingOutcome, Venue,
};
pub use records::{AuditScope, Declaration, DeclarationKind, Party, Record, RecordKind};

//! All values of one organisation's file: profile, claims, registers, scenarios, notes, signers.

use std::collections::HashSet;

use super::claim::Claim;
use super::profile::Profile;
use crate::domain::change::Scenario;
use crate::domain::register::{
    Closure, Contract, Declaration, DeclarationKind, Document, Equivalence, Evidence, Person, Record,
    Register, StandardChoice, VerifiedMember,
};
use crate::domain::signer::{Signer, Statement};
use crate::domain::step_note::{StepKey, StepNote};
use crate::domain::zone::Zone;

/// One organisation's self-assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assessment {
    /// The id at random that its file was given when it was made: 16 hexadecimal digits. Copies keep it. Empty while
    /// no program that gives ids has saved the file.
    pub file_id: String,
    /// Who is assessed, against what, as of when.
    pub profile: Profile,
    /// Claims, at most one per row.
    pub claims: Vec<Claim>,
    /// The roster.
    pub people: Vec<Person>,
    /// The contract register.
    pub contracts: Vec<Contract>,
    /// Documents.
    pub documents: Vec<Document>,
    /// Records of reviews, audits, operation.
    pub records: Vec<Record>,
    /// Chosen standards.
    pub standards: Vec<StandardChoice>,
    /// Declarations.
    pub declarations: Vec<Declaration>,
    /// Equivalences.
    pub equivalences: Vec<Equivalence>,
    /// Evidence.
    pub evidence: Vec<Evidence>,
    /// Reference members added or verified.
    pub members: Vec<VerifiedMember>,
    /// Registers that are complete.
    pub closures: Vec<Closure>,
    /// Changes put aside under a name, to be tried again; they never influence a verdict.
    pub scenarios: Vec<Scenario>,
    /// Notes on the steps of plans; no verdict depends on them.
    pub steps: Vec<StepNote>,
    /// Who signs what from now on; what is signed already carries its own name and post.
    pub signers: Vec<Signer>,
    /// The time zone in which its times are days; it belongs to the reader of the file and is not stored.
    pub zone: Zone,
}

impl Assessment {
    /// The claim on a row.
    pub fn claim(&self, row: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.row == row)
    }

    /// A person by id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// A contract by id.
    pub fn contract(&self, id: &str) -> Option<&Contract> {
        self.contracts.iter().find(|contract| contract.id == id)
    }

    /// A document by id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// What is noted on a step.
    pub fn step_note(&self, step: &StepKey) -> Option<&StepNote> {
        self.steps.iter().find(|note| note.step == *step)
    }

    /// An equivalence by id.
    pub fn equivalence(&self, id: &str) -> Option<&Equivalence> {
        self.equivalences.iter().find(|equivalence| equivalence.id == id)
    }

    /// The ids of all facts.
    pub fn fact_ids(&self) -> HashSet<&str> {
        let people = self.people.iter().map(|fact| fact.id.as_str());
        let contracts = self.contracts.iter().map(|fact| fact.id.as_str());
        let documents = self.documents.iter().map(|fact| fact.id.as_str());
        let records = self.records.iter().map(|fact| fact.id.as_str());
        let equivalences = self.equivalences.iter().map(|fact| fact.id.as_str());
        let evidence = self.evidence.iter().map(|fact| fact.id.as_str());
        let all = people.chain(contracts).chain(documents).chain(records).chain(equivalences).chain(evidence);
        all.collect()
    }

    /// True until a named person said on some day that the register is complete.
    pub fn open(&self, register: Register) -> bool {
        !self.closures.iter().any(|closure| {
            closure.register == register && !closure.by.trim().is_empty() && closure.on.is_some()
        })
    }

    /// A declaration about a subject.
    pub fn declaration(&self, about: DeclarationKind, subject: &str) -> Option<&Declaration> {
        self.declarations.iter().find(|d| d.about == about && d.subject == subject)
    }

    /// Who signs such statements. None where none is named, and none where several are, as after a merge:
    /// then it has to be asked.
    pub fn signer(&self, statement: Statement) -> Option<&Signer> {
        let mut such = self.signers.iter().filter(|signer| signer.has(statement));
        such.next().filter(|signer| such.next().is_none() && !signer.name.trim().is_empty())
    }
}

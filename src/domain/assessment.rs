//! One organisation's claims and facts against a pack, as of a reference date.

use std::collections::HashSet;

use crate::domain::date::{Date, PartialDate, months_after};
use crate::domain::reference::{Member, ReferenceList, References};
use crate::domain::register::{
    Closure, Contract, Declaration, DeclarationKind, Document, Equivalence, Evidence, Person, Record,
    Register, StandardChoice, VerifiedMember,
};
use crate::domain::scenario::Scenario;
use crate::domain::signer::Signer;
use crate::domain::step_note::{StepKey, StepNote};
use crate::domain::zone::Zone;

/// The months a review is taken to last from the reference date (A8), unless set.
pub const REVIEW_MONTHS: u16 = 3;

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
    /// Notes on the steps of plans; no verdict heeds them.
    pub steps: Vec<StepNote>,
    /// Who signs what from now on; what is signed already carries its own name and post.
    pub signers: Vec<Signer>,
    /// Where its stamps are told as days; it belongs to whoever looks at it and is not stored.
    pub zone: Zone,
}

/// Who is assessed, against what, as of when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// Name of the organisation.
    pub organisation: String,
    /// Pack id.
    pub pack: String,
    /// Pack edition.
    pub edition: String,
    /// Chosen categories, in the order of the pack.
    pub categories: Vec<String>,
    /// The day as of which everything is judged.
    pub reference_date: Option<Date>,
    /// The last day of the review, if not three months after the reference date.
    pub review_end: Option<Date>,
}

impl Profile {
    /// The last day of the review for a reference date.
    pub fn review_end_for(&self, reference: Date) -> Date {
        self.review_end.unwrap_or_else(|| months_after(reference, REVIEW_MONTHS))
    }
}

/// A person's answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Row id.
    pub row: String,
    /// The answer.
    pub answer: Answer,
    /// Remark, or the reason for "not applicable".
    pub remark: String,
    /// Who said so.
    pub by: String,
    /// The post that this person held in the company; may be empty.
    pub post: String,
    /// When, in UTC: `2026-11-22T04:00:00Z`.
    pub at: String,
}

impl Claim {
    /// The day of the claim in a time zone, if its time is readable.
    pub fn day(&self, zone: &Zone) -> Option<Date> {
        zone.day(&self.at)
    }

    /// Whether another claim on the row says the same by the same person on the same day.
    pub fn is_repeated_by(&self, other: &Self, zone: &Zone) -> bool {
        let said = |claim: &Self| Self { at: String::new(), ..claim.clone() };
        self.day(zone).is_some_and(|day| other.day(zone) == Some(day)) && said(self) == said(other)
    }
}

/// What a person can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// はい.
    Yes,
    /// いいえ.
    No,
    /// わからない; kept apart from never asked.
    Unknown,
    /// 対象外.
    NotApplicable,
}

impl Answer {
    /// All answers.
    pub const ALL: [Self; 4] = [Self::Yes, Self::No, Self::Unknown, Self::NotApplicable];

    /// The word used in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::NotApplicable => "na",
        }
    }

    /// The answer of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.word() == word)
    }
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
        let people = self.people.iter().map(|fact| &fact.id);
        let contracts = self.contracts.iter().map(|fact| &fact.id);
        let documents = self.documents.iter().map(|fact| &fact.id);
        let records = self.records.iter().map(|fact| &fact.id);
        let equivalences = self.equivalences.iter().map(|fact| &fact.id);
        let evidence = self.evidence.iter().map(|fact| &fact.id);
        let all = people.chain(contracts).chain(documents).chain(records).chain(equivalences).chain(evidence);
        all.map(String::as_str).collect()
    }

    /// True until somebody named said on some day that the register is complete.
    pub fn open(&self, register: Register) -> bool {
        !self.closures.iter().any(|closure| {
            closure.register == register && !closure.by.trim().is_empty() && closure.on.is_some()
        })
    }

    /// A declaration about a subject.
    pub fn declaration(&self, about: DeclarationKind, subject: &str) -> Option<&Declaration> {
        self.declarations.iter().find(|d| d.about == about && d.subject == subject)
    }
}

/// The reference lists as this assessment sees them: shipped members, and those the organisation
/// added or verified against the published list.
#[derive(Debug, Clone)]
pub struct Catalog<'a> {
    references: &'a References,
    added: &'a [VerifiedMember],
}

/// A member of a list as the assessment sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership<'a> {
    /// Name in the pack, if it is shipped.
    pub shipped: Option<&'a Member>,
    /// Verification or addition by the organisation.
    pub added: Option<&'a VerifiedMember>,
    /// True if a verified rung of the same ladder stands below it (A15).
    pub above_verified: bool,
}

impl Membership<'_> {
    /// True if a primary source or a complete verification stands behind it.
    pub fn verified(&self) -> bool {
        self.shipped.is_some_and(|member| member.verified) || self.added.is_some_and(VerifiedMember::complete)
    }

    /// True if it counts under the strict reading: verified itself, or above a verified rung (A15).
    pub fn sure(&self) -> bool {
        self.above_verified || self.verified()
    }

    /// True for a rung that counts under the lenient reading only.
    pub fn lower_rung(&self) -> bool {
        self.shipped.is_some_and(|member| member.lower_rung)
    }
}

impl<'a> Catalog<'a> {
    /// The catalog of an assessment.
    pub fn new(references: &'a References, assessment: &'a Assessment) -> Self {
        Self { references, added: &assessment.members }
    }

    /// The lists themselves, without what the organisation added.
    pub fn references(&self) -> &'a References {
        self.references
    }

    /// What the organisation added or verified.
    pub fn added(&self) -> &'a [VerifiedMember] {
        self.added
    }

    /// A list by number; a leftover number answers with the list it is read as.
    pub fn list(&self, number: &str) -> Option<&'a ReferenceList> {
        let lists = &self.references.lists;
        let find = |number: &str| lists.iter().find(|list| list.number == number);
        let mut list = find(number)?;
        for _ in 0..lists.len() {
            match &list.read_as {
                Some(other) if *other != list.number => list = find(other)?,
                _ => return Some(list),
            }
        }
        None
    }

    /// The membership of an id in a list, if it is in it. One thing has the same short name, after the slash,
    /// in every list that names it, so a certificate is entered once and counts in all of them.
    pub fn membership(&self, number: &str, id: &str) -> Option<Membership<'a>> {
        let list = self.list(number)?;
        let here =
            |other: &str| other == id || (short_name(other).is_some() && short_name(other) == short_name(id));
        let shipped = list.members.iter().find(|member| here(&member.id));
        let added = self.added.iter().find(|member| member.list() == list.number && here(&member.id));
        let below = shipped.and_then(|member| member.rung_above.as_deref());
        let above_verified = below.is_some_and(|below| self.verified_in(list, below));
        (shipped.is_some() || added.is_some()).then_some(Membership { shipped, added, above_verified })
    }

    /// True if a member is verified itself, the rungs below it left aside.
    fn verified_in(&self, list: &ReferenceList, id: &str) -> bool {
        list.members.iter().any(|member| member.id == id && member.verified)
            || self.added.iter().any(|added| added.id == id && added.complete())
    }

    /// Any member by id, in whatever list.
    pub fn member(&self, id: &str) -> Option<Membership<'a>> {
        self.membership(id.split('/').next()?, id)
    }
}

/// What stands after the slash of a member id.
fn short_name(id: &str) -> Option<&str> {
    id.split_once('/').map(|(_, name)| name).filter(|name| !name.is_empty())
}

/// The day of a date that is precise, for callers that need one.
pub fn exact(date: Option<PartialDate>) -> Option<Date> {
    date.and_then(PartialDate::day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reference::ReferenceKind;
    use crate::domain::text::Bilingual;

    #[test]
    fn a_certificate_counts_in_every_list_that_names_it_and_in_no_other() {
        let member = |id: &str| Member { id: id.into(), verified: true, ..Member::default() };
        let list = |number: &str, ids: &[&str]| ReferenceList {
            number: number.into(),
            kind: ReferenceKind::Qualification,
            title: Bilingual::default(),
            read_as: None,
            members: ids.iter().map(|id| member(id)).collect(),
        };
        let lists = vec![list("1-3", &["1-3/riss"]), list("1-4", &["1-4/riss", "1-4/cnd"])];
        let references = References { format: 1, source: Bilingual::default(), lists };
        let assessment = Assessment::default();
        let catalog = Catalog::new(&references, &assessment);
        assert!(catalog.membership("1-4", "1-3/riss").is_some_and(|m| m.verified()));
        assert!(catalog.membership("1-3", "1-4/cnd").is_none());
        assert!(catalog.membership("1-3", "riss").is_none());
    }
}

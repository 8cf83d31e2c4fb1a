//! The whole file: the header first, then the profile, the claims and the registers.

use serde::{Deserialize, Serialize};

use super::change::StoredScenario;
use super::choices::{StoredClaim, StoredClosure, StoredDeclaration, StoredProfile, StoredStandard};
use super::contracts::StoredContract;
use super::documents::StoredDocument;
use super::facts::{StoredEquivalence, StoredEvidence, StoredMember};
use super::fault::{ContentFault, Problem};
use super::integrity::integrity;
use super::people::StoredPerson;
use super::reader::Reader;
use super::records::StoredRecord;
use super::signers::StoredSigner;
use super::steps::StoredStep;
use super::stored::{all, omitted};
use crate::domain::app::APP;
use crate::domain::assessment::{Assessment, Profile};
use crate::store::limits;
use crate::store::ron::place::Locator;

/// The format this program writes; it reads this one and older ones.
pub const FORMAT: u64 = 1;

/// The content of a file, key by key, in the order of the file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename = "Assessment")]
pub struct AssessmentFile {
    format: u64,
    app: String,
    #[serde(skip_serializing_if = "omitted")]
    file: String,
    pack: String,
    edition: String,
    profile: StoredProfile,
    #[serde(skip_serializing_if = "omitted")]
    claims: Vec<StoredClaim>,
    #[serde(skip_serializing_if = "omitted")]
    people: Vec<StoredPerson>,
    #[serde(skip_serializing_if = "omitted")]
    contracts: Vec<StoredContract>,
    #[serde(skip_serializing_if = "omitted")]
    documents: Vec<StoredDocument>,
    #[serde(skip_serializing_if = "omitted")]
    records: Vec<StoredRecord>,
    #[serde(skip_serializing_if = "omitted")]
    standards: Vec<StoredStandard>,
    #[serde(skip_serializing_if = "omitted")]
    declarations: Vec<StoredDeclaration>,
    #[serde(skip_serializing_if = "omitted")]
    equivalences: Vec<StoredEquivalence>,
    #[serde(skip_serializing_if = "omitted")]
    evidence: Vec<StoredEvidence>,
    #[serde(skip_serializing_if = "omitted")]
    members: Vec<StoredMember>,
    #[serde(skip_serializing_if = "omitted")]
    closures: Vec<StoredClosure>,
    #[serde(skip_serializing_if = "omitted")]
    scenarios: Vec<StoredScenario>,
    #[serde(skip_serializing_if = "omitted")]
    steps: Vec<StoredStep>,
    #[serde(skip_serializing_if = "omitted")]
    signers: Vec<StoredSigner>,
}

impl From<&Assessment> for AssessmentFile {
    fn from(assessment: &Assessment) -> Self {
        Self {
            format: FORMAT,
            app: APP.to_owned(),
            file: assessment.file_id.clone(),
            pack: assessment.profile.pack.clone(),
            edition: assessment.profile.edition.clone(),
            profile: StoredProfile::from(&assessment.profile),
            claims: all(&assessment.claims),
            people: all(&assessment.people),
            contracts: all(&assessment.contracts),
            documents: all(&assessment.documents),
            records: all(&assessment.records),
            standards: all(&assessment.standards),
            declarations: all(&assessment.declarations),
            equivalences: all(&assessment.equivalences),
            evidence: all(&assessment.evidence),
            members: all(&assessment.members),
            closures: all(&assessment.closures),
            scenarios: all(&assessment.scenarios),
            steps: all(&assessment.steps),
            signers: all(&assessment.signers),
        }
    }
}

impl AssessmentFile {
    /// The program that wrote it, as it says.
    pub(crate) fn app(&self) -> &str {
        &self.app
    }

    /// Puts claims and chosen standards into the order of a pack's rows; rows without a place go last, as
    /// they are.
    pub fn sort_by(&mut self, place: &dyn Fn(&str) -> Option<usize>) {
        let key = |row: &str| place(row).unwrap_or(usize::MAX);
        self.claims.sort_by_key(|claim| key(&claim.row));
        self.standards.sort_by_key(|choice| key(&choice.row));
    }

    /// The assessment as far as it can be read, and every fault of the file by itself; whether it fits its
    /// pack is another question.
    pub(crate) fn read(self) -> (Assessment, Vec<ContentFault>) {
        let (assessment, faults, _) = self.read_with_unfit();
        (assessment, faults)
    }

    /// The same with the texts that could not be entered today, which are no faults.
    pub(crate) fn read_with_unfit(self) -> (Assessment, Vec<ContentFault>, Vec<ContentFault>) {
        let overfull = self.overfull();
        if !overfull.is_empty() {
            return (Assessment::default(), overfull, Vec::new());
        }
        let mut reader = Reader::default();
        let file_id = reader.file_id("file", self.file);
        let profile = reader.block("profile", self.profile);
        let assessment = Assessment {
            file_id,
            profile: Profile { pack: self.pack, edition: self.edition, ..profile },
            claims: reader.section("claims", self.claims),
            people: reader.section("people", self.people),
            contracts: reader.section("contracts", self.contracts),
            documents: reader.section("documents", self.documents),
            records: reader.section("records", self.records),
            standards: reader.section("standards", self.standards),
            declarations: reader.section("declarations", self.declarations),
            equivalences: reader.section("equivalences", self.equivalences),
            evidence: reader.section("evidence", self.evidence),
            members: reader.section("members", self.members),
            closures: reader.section("closures", self.closures),
            scenarios: reader.section("scenarios", self.scenarios),
            steps: reader.section("steps", self.steps),
            signers: reader.section("signers", self.signers),
            zone: crate::store::clock::zone(),
        };
        let mut faults = reader.faults;
        faults.extend(integrity(&assessment));
        (assessment, faults, reader.unfit)
    }

    /// The lists with more rows than are ever judged; nothing is done with any row then.
    fn overfull(&self) -> Vec<ContentFault> {
        let lists = [
            ("claims", self.claims.len()),
            ("people", self.people.len()),
            ("contracts", self.contracts.len()),
            ("documents", self.documents.len()),
            ("records", self.records.len()),
            ("standards", self.standards.len()),
            ("declarations", self.declarations.len()),
            ("equivalences", self.equivalences.len()),
            ("evidence", self.evidence.len()),
            ("members", self.members.len()),
            ("closures", self.closures.len()),
            ("scenarios", self.scenarios.len()),
            ("steps", self.steps.len()),
        ];
        let overfull = lists.into_iter().filter(|(_, count)| *count > limits::ROWS);
        let faults = overfull.map(|(section, count)| ContentFault {
            at: Locator { section, field: section, id: section.to_owned(), ..Locator::default() },
            problem: Problem::TooManyRows(count, limits::ROWS),
        });
        faults.collect()
    }
}

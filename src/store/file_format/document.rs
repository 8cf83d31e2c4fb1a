//! The whole file: the header first, then the profile, the claims and the registers.

use serde::{Deserialize, Serialize};

use super::change::StoredScenario;
use super::facts::{
    StoredClaim, StoredClosure, StoredContract, StoredDeclaration, StoredDocument, StoredEquivalence,
    StoredEvidence, StoredMember, StoredPerson, StoredProfile, StoredRecord, StoredSigner, StoredStandard,
    StoredStep,
};
use super::fault::{ContentFault, Problem};
use super::integrity::integrity;
use super::reader::Reader;
use super::stored::omitted;
use super::write::rows;
use crate::domain::app::APP;
use crate::domain::assessment::{Assessment, Profile};
use crate::store::clock;
use crate::store::limits;
use crate::store::ron::place::Locator;

/// The format this program writes; it reads this one and older ones.
pub const FORMAT: u64 = 1;

/// Declares the content of a file: its lists have the keys that they have in an assessment.
macro_rules! content {
    ($($list:ident: $row:ident,)*) => {
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
            $(
                #[serde(skip_serializing_if = "omitted")]
                $list: Vec<$row>,
            )*
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
                    $($list: rows(&assessment.$list),)*
                }
            }
        }

        impl AssessmentFile {
            /// The assessment as far as it can be read; its faults are with the reader.
            fn content(self, reader: &mut Reader) -> Assessment {
                let file_id = reader.file_id("file", self.file);
                let profile = reader.block("profile", self.profile);
                Assessment {
                    file_id,
                    profile: Profile { pack: self.pack, edition: self.edition, ..profile },
                    $($list: reader.section(stringify!($list), self.$list),)*
                    zone: clock::zone(),
                }
            }

            /// How many rows each list has.
            fn lengths(&self) -> impl Iterator<Item = (&'static str, usize)> {
                [$((stringify!($list), self.$list.len()),)*].into_iter()
            }
        }
    };
}

content! {
    claims: StoredClaim,
    people: StoredPerson,
    contracts: StoredContract,
    documents: StoredDocument,
    records: StoredRecord,
    standards: StoredStandard,
    declarations: StoredDeclaration,
    equivalences: StoredEquivalence,
    evidence: StoredEvidence,
    members: StoredMember,
    closures: StoredClosure,
    scenarios: StoredScenario,
    steps: StoredStep,
    signers: StoredSigner,
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
        let assessment = self.content(&mut reader);
        let mut faults = reader.faults;
        faults.extend(integrity(&assessment));
        (assessment, faults, reader.unfit)
    }

    /// The lists with more rows than are ever judged; nothing is done with any row then.
    fn overfull(&self) -> Vec<ContentFault> {
        let overfull = self.lengths().filter(|(_, count)| *count > limits::ROWS);
        let faults = overfull.map(|(section, count)| ContentFault {
            at: Locator { section, field: section, id: section.to_owned(), ..Locator::default() },
            problem: Problem::TooManyRows(count, limits::ROWS),
        });
        faults.collect()
    }
}

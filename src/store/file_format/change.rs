//! A change as the history stores it: one key says what is changed, under it the entry before and after, or
//! several changes that were accepted as one. A scenario holds changes and may be changed itself, so it is here too.

use serde::{Deserialize, Serialize};

use super::choices::{StoredClaim, StoredClosure, StoredDeclaration, StoredProfile, StoredStandard};
use super::contracts::StoredContract;
use super::documents::StoredDocument;
use super::facts::{StoredEquivalence, StoredEvidence, StoredMember};
use super::fault::{Problem, shown};
use super::people::StoredPerson;
use super::reader::{Reader, Stored};
use super::records::StoredRecord;
use super::signers::StoredSigner;
use super::steps::StoredStep;
use super::stored::{omitted, stored};
use crate::domain::assessment::Profile;
use crate::domain::change::Scenario;
use crate::domain::change::{Change, ProfileSwap, Swap};
use crate::domain::text::Bilingual;
use crate::store::ron;

/// A change in the history; exactly one key is there.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename = "Change")]
pub struct ChangeRecord {
    #[serde(skip_serializing_if = "omitted")]
    profile: Option<ProfileChange>,
    #[serde(skip_serializing_if = "omitted")]
    claim: Option<StoredSwap<StoredClaim>>,
    #[serde(skip_serializing_if = "omitted")]
    person: Option<StoredSwap<StoredPerson>>,
    #[serde(skip_serializing_if = "omitted")]
    contract: Option<StoredSwap<StoredContract>>,
    #[serde(skip_serializing_if = "omitted")]
    document: Option<StoredSwap<StoredDocument>>,
    #[serde(skip_serializing_if = "omitted")]
    record: Option<StoredSwap<StoredRecord>>,
    #[serde(skip_serializing_if = "omitted")]
    standard: Option<StoredSwap<StoredStandard>>,
    #[serde(skip_serializing_if = "omitted")]
    declaration: Option<StoredSwap<StoredDeclaration>>,
    #[serde(skip_serializing_if = "omitted")]
    equivalence: Option<StoredSwap<StoredEquivalence>>,
    #[serde(skip_serializing_if = "omitted")]
    evidence: Option<StoredSwap<StoredEvidence>>,
    #[serde(skip_serializing_if = "omitted")]
    member: Option<StoredSwap<StoredMember>>,
    #[serde(skip_serializing_if = "omitted")]
    closure: Option<StoredSwap<StoredClosure>>,
    #[serde(skip_serializing_if = "omitted")]
    scenario: Option<StoredSwap<StoredScenario>>,
    /// Changes accepted as one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    several: Vec<ChangeRecord>,
    #[serde(skip_serializing_if = "omitted")]
    step: Option<StoredSwap<StoredStep>>,
    #[serde(skip_serializing_if = "omitted")]
    signer: Option<StoredSwap<StoredSigner>>,
    /// Why the edit was made, where it was not a person's own: see [`Note`].
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
}

/// Why an edit is in the history, if not because a person made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// It takes back an edit that the file lacked and that was not wanted in it.
    SetAside,
    /// Somebody changed the file itself, and the history was made to say so.
    ByHand,
    /// Two versions were merged, and the histories of both do not end with what came of it.
    Merged,
    /// The same, for a row that had this other id in the version that was merged in.
    Renumbered(String),
}

/// An entry before and after.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename = "Swap", bound(deserialize = "W: Deserialize<'de> + Default"))]
struct StoredSwap<W> {
    at: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<W>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<W>,
}

stored! {
    /// The profile before and after.
    struct ProfileChange as "Profile" {
        before: WholeProfile,
        after: WholeProfile,
    }
    /// A profile with its pack and edition.
    struct WholeProfile as "Profile" {
        pack: String,
        edition: String,
        profile: StoredProfile,
    }
}

/// A record of the history that is no change this program knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", message.en)]
pub struct NotAChange {
    /// What is wrong, in both languages.
    pub message: Bilingual,
}

impl From<&Change> for ChangeRecord {
    fn from(change: &Change) -> Self {
        let mut record = Self::default();
        match change {
            Change::Profile(swap) => {
                let (before, after) = (WholeProfile::from(&swap.before), WholeProfile::from(&swap.after));
                record.profile = Some(ProfileChange { before, after });
            }
            Change::Claim(swap) => record.claim = Some(swap.into()),
            Change::Person(swap) => record.person = Some(swap.into()),
            Change::Contract(swap) => record.contract = Some(swap.into()),
            Change::Document(swap) => record.document = Some(swap.into()),
            Change::Record(swap) => record.record = Some(swap.into()),
            Change::Standard(swap) => record.standard = Some(swap.into()),
            Change::Declaration(swap) => record.declaration = Some(swap.into()),
            Change::Equivalence(swap) => record.equivalence = Some(swap.into()),
            Change::Evidence(swap) => record.evidence = Some(swap.into()),
            Change::Member(swap) => record.member = Some(swap.into()),
            Change::Closure(swap) => record.closure = Some(swap.into()),
            Change::Scenario(swap) => record.scenario = Some(swap.into()),
            Change::Several(parts) => record.several = parts.iter().map(Self::from).collect(),
            Change::Step(swap) => record.step = Some(swap.into()),
            Change::Signer(swap) => record.signer = Some(swap.into()),
        }
        record
    }
}

impl TryFrom<ChangeRecord> for Change {
    type Error = NotAChange;

    fn try_from(record: ChangeRecord) -> Result<Self, NotAChange> {
        let mut reader = Reader::default();
        let change = record.only(&mut reader);
        if let Some(fault) = reader.faults.first() {
            return Err(NotAChange { message: fault.problem.message(fault.at.field) });
        }
        change.ok_or_else(NotAChange::not_one)
    }
}

impl NotAChange {
    fn not_one() -> Self {
        let ja = "変更が1つだけ入っているはずの記録です".to_owned();
        Self { message: Bilingual { ja, en: "a record must hold exactly one change".to_owned() } }
    }
}

impl Note {
    /// The words in the history.
    pub fn words(&self) -> String {
        match self {
            Self::SetAside => "set-aside".to_owned(),
            Self::ByHand => "by-hand".to_owned(),
            Self::Merged => "merged".to_owned(),
            Self::Renumbered(from) => format!("renumbered {from}"),
        }
    }

    /// The note of such words.
    pub fn from_words(words: &str) -> Option<Self> {
        match (words, words.strip_prefix("renumbered ")) {
            ("set-aside", _) => Some(Self::SetAside),
            ("by-hand", _) => Some(Self::ByHand),
            ("merged", _) => Some(Self::Merged),
            (_, Some(from)) => Some(Self::Renumbered(from.to_owned())),
            _ => None,
        }
    }
}

impl ChangeRecord {
    /// The same with a note.
    #[must_use]
    pub fn noted(self, note: &Note) -> Self {
        Self { note: note.words(), ..self }
    }

    /// The words of its note; empty for an edit that a person made.
    pub fn note(&self) -> &str {
        &self.note
    }

    /// What was there and what is there, as it is written in files; empty for nothing.
    pub fn sides(change: &Change) -> [String; 2] {
        if let Change::Several(parts) = change {
            let sides: Vec<[String; 2]> = parts.iter().map(Self::sides).collect();
            let side = |at: usize| sides.iter().map(|pair| pair[at].as_str()).collect::<Vec<_>>().join("\n");
            return [side(0), side(1)];
        }
        let record = Self::from(change);
        let mut sides = [String::new(), String::new()];
        if let Some(swap) = &record.profile {
            sides = [&swap.before, &swap.after].map(|profile| ron::text::write(profile).unwrap_or_default());
        }
        let swaps = [
            record.claim.as_ref().map(StoredSwap::sides),
            record.person.as_ref().map(StoredSwap::sides),
            record.contract.as_ref().map(StoredSwap::sides),
            record.document.as_ref().map(StoredSwap::sides),
            record.record.as_ref().map(StoredSwap::sides),
            record.standard.as_ref().map(StoredSwap::sides),
            record.declaration.as_ref().map(StoredSwap::sides),
            record.equivalence.as_ref().map(StoredSwap::sides),
            record.evidence.as_ref().map(StoredSwap::sides),
            record.member.as_ref().map(StoredSwap::sides),
            record.closure.as_ref().map(StoredSwap::sides),
            record.scenario.as_ref().map(StoredSwap::sides),
            record.step.as_ref().map(StoredSwap::sides),
            record.signer.as_ref().map(StoredSwap::sides),
        ];
        swaps.into_iter().flatten().next().unwrap_or(sides)
    }

    /// The texts in it that could not be entered today: the id or row of the entry, and what is wrong.
    pub fn unfit(&self) -> Vec<(String, Bilingual)> {
        let mut reader = Reader::default();
        let change = self.clone().only(&mut reader);
        let id = change.map(|change| shown(&change.subject())).unwrap_or_default();
        let unfit = reader.unfit.iter().map(|fault| fault.problem.message(fault.at.field));
        unfit.map(|message| (id.clone(), message)).collect()
    }

    /// The one change that is there; none if there are more, or none.
    pub(super) fn only(self, reader: &mut Reader) -> Option<Change> {
        let mut changes = self.changes(reader);
        let change = changes.pop();
        change.filter(|_| changes.is_empty())
    }

    /// Everything that is there.
    fn changes(mut self, reader: &mut Reader) -> Vec<Change> {
        let several = Self::several(std::mem::take(&mut self.several), reader);
        let profile = self.profile.map(|swap| {
            let (before, after) = (swap.before.read(reader), swap.after.read(reader));
            Change::Profile(Box::new(ProfileSwap { before, after }))
        });
        let all = [
            profile,
            self.claim.map(|swap| Change::Claim(swap.read(reader))),
            self.person.map(|swap| Change::Person(swap.read(reader))),
            self.contract.map(|swap| Change::Contract(swap.read(reader))),
            self.document.map(|swap| Change::Document(swap.read(reader))),
            self.record.map(|swap| Change::Record(swap.read(reader))),
            self.standard.map(|swap| Change::Standard(swap.read(reader))),
            self.declaration.map(|swap| Change::Declaration(swap.read(reader))),
            self.equivalence.map(|swap| Change::Equivalence(swap.read(reader))),
            self.evidence.map(|swap| Change::Evidence(swap.read(reader))),
            self.member.map(|swap| Change::Member(swap.read(reader))),
            self.closure.map(|swap| Change::Closure(swap.read(reader))),
            self.scenario.map(|swap| Change::Scenario(swap.read(reader))),
            several,
            self.step.map(|swap| Change::Step(swap.read(reader))),
            self.signer.map(|swap| Change::Signer(swap.read(reader))),
        ];
        all.into_iter().flatten().collect()
    }
}

impl ChangeRecord {
    /// Changes accepted as one; none if there are none, or if one of them is no single change.
    fn several(records: Vec<Self>, reader: &mut Reader) -> Option<Change> {
        let count = records.len();
        let single =
            |record: Self| record.only(reader).filter(|change| !matches!(change, Change::Several(_)));
        let parts: Vec<Change> = records.into_iter().filter_map(single).collect();
        (count > 0 && parts.len() == count).then_some(Change::Several(parts))
    }
}

impl<'a, T, W: From<&'a T>> From<&'a Swap<T>> for StoredSwap<W> {
    fn from(swap: &'a Swap<T>) -> Self {
        Self {
            at: swap.at,
            before: swap.before.as_ref().map(W::from),
            after: swap.after.as_ref().map(W::from),
        }
    }
}

impl<W: Serialize> StoredSwap<W> {
    fn sides(&self) -> [String; 2] {
        let text = |row: &Option<W>| row.as_ref().and_then(|row| ron::text::write(row).ok());
        [text(&self.before).unwrap_or_default(), text(&self.after).unwrap_or_default()]
    }
}

impl<W: Stored> StoredSwap<W> {
    fn read(self, reader: &mut Reader) -> Swap<W::Fact> {
        let before = self.before.map(|row| row.read(reader));
        Swap { at: self.at, before, after: self.after.map(|row| row.read(reader)) }
    }
}

impl From<&Profile> for WholeProfile {
    fn from(profile: &Profile) -> Self {
        Self { pack: profile.pack.clone(), edition: profile.edition.clone(), profile: profile.into() }
    }
}

impl WholeProfile {
    fn read(self, reader: &mut Reader) -> Profile {
        let pack = reader.text("pack", self.pack);
        let edition = reader.text("edition", self.edition);
        Profile { pack, edition, ..self.profile.read(reader) }
    }
}

stored! {
    /// Changes put aside under a name.
    struct StoredScenario as "Scenario" {
        name: String,
        by: String,
        at: String,
        changes: Vec<ChangeRecord>,
    }
}

impl From<&Scenario> for StoredScenario {
    fn from(scenario: &Scenario) -> Self {
        Self {
            name: scenario.name.clone(),
            by: scenario.by.clone(),
            at: scenario.at.clone(),
            changes: scenario.changes.iter().map(ChangeRecord::from).collect(),
        }
    }
}

impl Stored for StoredScenario {
    type Fact = Scenario;

    fn key(&self) -> String {
        self.name.clone()
    }

    fn read(self, reader: &mut Reader) -> Scenario {
        Scenario {
            name: reader.key("name", self.name),
            by: reader.text("by", self.by),
            at: reader.time("at", self.at),
            changes: self.changes.into_iter().filter_map(|record| plain(reader, record)).collect(),
        }
    }
}

/// The one change of a record; one about scenarios, and a note, which only a history has, are faults.
fn plain(reader: &mut Reader, record: ChangeRecord) -> Option<Change> {
    let noted = !record.note().is_empty();
    let change = record.only(reader);
    let plain = change.filter(|change| !noted && !matches!(change, Change::Scenario(_) | Change::Several(_)));
    if plain.is_none() {
        reader.fault("changes", None, Problem::NotOneChange);
    }
    plain
}

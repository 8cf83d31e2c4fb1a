//! A change as the history stores it: one key says what is changed, under it the entry before and after, or
//! several changes that were accepted as one. A scenario holds changes and may be changed itself, so it is here too.

use serde::{Deserialize, Serialize};

use super::facts::{
    StoredClaim, StoredClosure, StoredContract, StoredDeclaration, StoredDocument, StoredEquivalence,
    StoredEvidence, StoredMember, StoredPerson, StoredProfile, StoredRecord, StoredSigner, StoredStandard,
    StoredStep,
};
use super::fault::{Problem, shown};
use super::reader::{Reader, Stored};
use super::stored::{omitted, stored};
use crate::domain::assessment::Profile;
use crate::domain::change::{Change, ProfileSwap, Scenario, Swap};
use crate::domain::text::{Bilingual, both};
use crate::store::ron;

/// Declares the record of a change: a key for each kind of entry, in the order in which messages list them.
macro_rules! record {
    ({ $($key:ident: $kind:ident($row:ident),)* } several { $($last:ident: $last_kind:ident($last_row:ident),)* }) => {
        /// A change in the history; exactly one key is there.
        #[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields, rename = "Change")]
        pub struct ChangeRecord {
            #[serde(skip_serializing_if = "omitted")]
            profile: Option<ProfileChange>,
            $(
                #[serde(skip_serializing_if = "omitted")]
                $key: Option<StoredSwap<$row>>,
            )*
            /// Changes accepted as one.
            #[serde(skip_serializing_if = "omitted")]
            several: Vec<ChangeRecord>,
            $(
                #[serde(skip_serializing_if = "omitted")]
                $last: Option<StoredSwap<$last_row>>,
            )*
            /// Why the edit was made, where it was not a person's own: see [`Note`].
            #[serde(skip_serializing_if = "omitted")]
            note: String,
        }

        impl From<&Change> for ChangeRecord {
            fn from(change: &Change) -> Self {
                let mut record = Self::default();
                match change {
                    Change::Profile(swap) => {
                        let (before, after) = ((&swap.before).into(), (&swap.after).into());
                        record.profile = Some(ProfileChange { before, after });
                    }
                    Change::Several(parts) => record.several = parts.iter().map(Self::from).collect(),
                    $(Change::$kind(swap) => record.$key = Some(swap.into()),)*
                    $(Change::$last_kind(swap) => record.$last = Some(swap.into()),)*
                }
                record
            }
        }

        impl ChangeRecord {
            /// The entry that is there, before and after.
            fn entry_sides(&self) -> Option<[String; 2]> {
                let swaps = [
                    $(self.$key.as_ref().map(StoredSwap::sides),)*
                    $(self.$last.as_ref().map(StoredSwap::sides),)*
                ];
                swaps.into_iter().flatten().next()
            }

            /// The changes of entries that are there.
            fn entries(self, reader: &mut Reader) -> impl Iterator<Item = Change> {
                let swaps = [
                    $(self.$key.map(|swap| Change::$kind(swap.read(reader))),)*
                    $(self.$last.map(|swap| Change::$last_kind(swap.read(reader))),)*
                ];
                swaps.into_iter().flatten()
            }
        }
    };
}

record! {
    {
        claim: Claim(StoredClaim),
        person: Person(StoredPerson),
        contract: Contract(StoredContract),
        document: Document(StoredDocument),
        record: Record(StoredRecord),
        standard: Standard(StoredStandard),
        declaration: Declaration(StoredDeclaration),
        equivalence: Equivalence(StoredEquivalence),
        evidence: Evidence(StoredEvidence),
        member: Member(StoredMember),
        closure: Closure(StoredClosure),
        scenario: Scenario(StoredScenario),
    }
    several
    {
        step: Step(StoredStep),
        signer: Signer(StoredSigner),
    }
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

impl TryFrom<ChangeRecord> for Change {
    type Error = NotAChange;

    fn try_from(record: ChangeRecord) -> Result<Self, NotAChange> {
        let mut reader = Reader::default();
        let change = record.only(&mut reader);
        if let Some(fault) = reader.faults.first() {
            return Err(NotAChange { message: fault.problem.message(fault.at.field) });
        }
        let message =
            || both("変更が1つだけ入っているはずの記録です", "a record must hold exactly one change");
        change.ok_or_else(|| NotAChange { message: message() })
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
        match &record.profile {
            Some(swap) => [&swap.before, &swap.after].map(|side| ron::text::write(side).unwrap_or_default()),
            None => record.entry_sides().unwrap_or_default(),
        }
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
        let profile = self.profile.take().map(|swap| {
            let (before, after) = (swap.before.read(reader), swap.after.read(reader));
            Change::Profile(Box::new(ProfileSwap { before, after }))
        });
        profile.into_iter().chain(several).chain(self.entries(reader)).collect()
    }

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

//! Equivalences, evidence and reference members in a file.

use super::reader::{Reader, Stored, date_text};
use super::stored::stored;
use super::words::unusual;
use crate::domain::change::Series;
use crate::domain::register::{Equivalence, Evidence, VerifiedMember};

stored! {
    /// An argument that something is equivalent.
    struct StoredEquivalence as "Equivalence" {
        id: String,
        to: String,
        title: String,
        equal_in: String,
        issuer: String,
        scope: String,
        level: String,
        exam: String,
        upkeep: String,
        references: String,
        state: String,
    }
    /// A pointer to proof.
    struct StoredEvidence as "Evidence" {
        id: String,
        number: String,
        title: String,
        kind: String,
        file: String,
        digest: String,
        holder: String,
        on: String,
        shows: Vec<String>,
    }
    /// A reference member added or verified.
    struct StoredMember as "Member" {
        id: String,
        name: String,
        source: String,
        on: String,
        by: String,
    }
}

impl From<&Equivalence> for StoredEquivalence {
    fn from(equivalence: &Equivalence) -> Self {
        Self {
            id: equivalence.id.clone(),
            to: equivalence.to.clone(),
            title: equivalence.title.clone(),
            equal_in: equivalence.equal_in.clone(),
            issuer: equivalence.issuer.clone(),
            scope: equivalence.scope.clone(),
            level: equivalence.level.clone(),
            exam: equivalence.exam.clone(),
            upkeep: equivalence.upkeep.clone(),
            references: equivalence.references.clone(),
            state: unusual(equivalence.state),
        }
    }
}

impl Stored for StoredEquivalence {
    type Fact = Equivalence;

    fn key(&self) -> String {
        self.id.clone()
    }

    fn read(self, reader: &mut Reader) -> Equivalence {
        Equivalence {
            id: reader.id(Series::Equivalence, self.id),
            to: reader.text("to", self.to),
            title: reader.text("title", self.title),
            equal_in: reader.text("equal_in", self.equal_in),
            issuer: reader.text("issuer", self.issuer),
            scope: reader.text("scope", self.scope),
            level: reader.text("level", self.level),
            exam: reader.text("exam", self.exam),
            upkeep: reader.text("upkeep", self.upkeep),
            references: reader.text("references", self.references),
            state: reader.usual("state", &self.state),
        }
    }
}

impl From<&Evidence> for StoredEvidence {
    fn from(evidence: &Evidence) -> Self {
        Self {
            id: evidence.id.clone(),
            number: evidence.number.clone(),
            title: evidence.title.clone(),
            kind: evidence.kind.clone(),
            file: evidence.file.clone(),
            digest: evidence.digest.clone(),
            holder: evidence.holder.clone(),
            on: date_text(evidence.on),
            shows: evidence.shows.clone(),
        }
    }
}

impl Stored for StoredEvidence {
    type Fact = Evidence;

    fn key(&self) -> String {
        self.id.clone()
    }

    fn read(self, reader: &mut Reader) -> Evidence {
        Evidence {
            id: reader.id(Series::Evidence, self.id),
            number: reader.text("number", self.number),
            title: reader.text("title", self.title),
            kind: reader.text("kind", self.kind),
            file: reader.text("file", self.file),
            digest: reader.text("digest", self.digest),
            holder: reader.text("holder", self.holder),
            on: reader.date("on", &self.on),
            shows: reader.texts("shows", self.shows),
        }
    }
}

impl From<&VerifiedMember> for StoredMember {
    fn from(member: &VerifiedMember) -> Self {
        Self {
            id: member.id.clone(),
            name: member.name.clone(),
            source: member.source.clone(),
            on: date_text(member.on),
            by: member.by.clone(),
        }
    }
}

impl Stored for StoredMember {
    type Fact = VerifiedMember;

    fn key(&self) -> String {
        self.id.clone()
    }

    fn read(self, reader: &mut Reader) -> VerifiedMember {
        VerifiedMember {
            id: reader.key("id", self.id),
            name: reader.text("name", self.name),
            source: reader.text("source", self.source),
            on: reader.date("on", &self.on),
            by: reader.text("by", self.by),
        }
    }
}

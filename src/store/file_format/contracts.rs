//! The contract register in a file.

use super::reader::{Reader, Stored, date_text};
use super::stored::{all, stored};
use super::words::unusual;
use crate::domain::change::Series;
use crate::domain::register::{Contract, TeamMember};

stored! {
    /// A contract.
    struct StoredContract as "Contract" {
        id: String,
        alias: String,
        services: Vec<String>,
        kinds: Vec<String>,
        kind_reason: String,
        form: String,
        signed: String,
        from: String,
        to: String,
        delivered: String,
        other_firm: String,
        client_system: String,
        team: Vec<StoredTeam>,
        stage: String,
        note: String,
    }
    /// A person's part in it.
    struct StoredTeam as "TeamMember" {
        person: String,
        part: String,
        from: String,
        to: String,
        acts: Vec<String>,
    }
}

impl From<&Contract> for StoredContract {
    fn from(contract: &Contract) -> Self {
        Self {
            id: contract.id.to_string(),
            alias: contract.alias.clone(),
            services: contract.services.clone(),
            kinds: contract.kinds.clone(),
            kind_reason: contract.kind_reason.clone(),
            form: unusual(contract.form),
            signed: date_text(contract.signed),
            from: date_text(contract.from),
            to: date_text(contract.to),
            delivered: date_text(contract.delivered),
            other_firm: contract.other_firm.clone(),
            client_system: unusual(contract.client_system),
            team: all(&contract.team),
            stage: unusual(contract.stage),
            note: contract.note.clone(),
        }
    }
}

impl Stored for StoredContract {
    type Fact = Contract;

    fn key(&self) -> String {
        self.id.clone()
    }

    fn read(self, reader: &mut Reader) -> Contract {
        Contract {
            id: reader.id(Series::Contract, self.id).into(),
            alias: reader.text("alias", self.alias),
            services: reader.texts("services", self.services),
            kinds: reader.texts("kinds", self.kinds),
            kind_reason: reader.text("kind_reason", self.kind_reason),
            form: reader.usual("form", &self.form),
            signed: reader.date("signed", &self.signed),
            from: reader.date("from", &self.from),
            to: reader.date("to", &self.to),
            delivered: reader.date("delivered", &self.delivered),
            other_firm: reader.text("other_firm", self.other_firm),
            client_system: reader.usual("client_system", &self.client_system),
            team: reader.rows(self.team),
            stage: reader.usual("stage", &self.stage),
            note: reader.text("note", self.note),
        }
    }
}

impl From<&TeamMember> for StoredTeam {
    fn from(member: &TeamMember) -> Self {
        Self {
            person: member.person.to_string(),
            part: unusual(member.part),
            from: date_text(member.from),
            to: date_text(member.to),
            acts: member.acts.clone(),
        }
    }
}

impl Stored for StoredTeam {
    type Fact = TeamMember;

    fn key(&self) -> String {
        self.person.clone()
    }

    fn read(self, reader: &mut Reader) -> TeamMember {
        TeamMember {
            person: reader.text("person", self.person).into(),
            part: reader.usual("part", &self.part),
            from: reader.date("from", &self.from),
            to: reader.date("to", &self.to),
            acts: reader.texts("acts", self.acts),
        }
    }
}

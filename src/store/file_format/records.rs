//! Records of reviews, audits and operation in a file.

use super::reader::{Reader, Stored, date_text, party_text};
use super::stored::stored;
use super::words::{unusual, word};
use crate::domain::change::Series;
use crate::domain::register::Record;

stored! {
    /// A record; its kind is always written.
    struct StoredRecord as "Record" {
        id: String,
        kind: String,
        rows: Vec<String>,
        on: String,
        title: String,
        contracts: Vec<String>,
        by: Vec<String>,
        scope: String,
        result: String,
        follow_up: String,
        stage: String,
    }
}

impl From<&Record> for StoredRecord {
    fn from(record: &Record) -> Self {
        Self {
            id: record.id.clone(),
            kind: word(record.kind),
            rows: record.rows.clone(),
            on: date_text(record.on),
            title: record.title.clone(),
            contracts: record.contracts.iter().map(ToString::to_string).collect(),
            by: record.by.iter().map(party_text).collect(),
            scope: unusual(record.scope),
            result: record.result.clone(),
            follow_up: record.follow_up.clone(),
            stage: unusual(record.stage),
        }
    }
}

impl Stored for StoredRecord {
    type Fact = Record;

    fn key(&self) -> String {
        self.id.clone()
    }

    fn read(self, reader: &mut Reader) -> Record {
        Record {
            id: reader.id(Series::Record, self.id),
            kind: reader.word("kind", &self.kind).unwrap_or_default(),
            rows: reader.texts("rows", self.rows),
            on: reader.date("on", &self.on),
            title: reader.text("title", self.title),
            contracts: reader.texts("contracts", self.contracts).into_iter().map(Into::into).collect(),
            by: self.by.into_iter().map(|party| reader.party("by", party)).collect(),
            scope: reader.usual("scope", &self.scope),
            result: reader.text("result", self.result),
            follow_up: reader.text("follow_up", self.follow_up),
            stage: reader.usual("stage", &self.stage),
        }
    }
}

//! Documents in a file.

use super::reader::{Reader, Stored, date_text, item_text};
use super::stored::{all, stored};
use super::words::unusual;
use crate::domain::change::Series;
use crate::domain::register::{Cover, Document, StatedCount};

stored! {
    /// A document.
    struct StoredDocument as "Document" {
        id: String,
        title: String,
        version: String,
        approved: String,
        state: String,
        audience: String,
        covers: Vec<StoredCover>,
        names: Vec<String>,
        people: Vec<String>,
        headcounts: Vec<StoredCount>,
        stage: String,
        note: String,
    }
    /// A row it serves.
    struct StoredCover as "Cover" {
        row: String,
        section: String,
    }
    /// A headcount it states.
    struct StoredCount as "Headcount" {
        row: String,
        route: String,
        count: i64,
    }
}

impl From<&Document> for StoredDocument {
    fn from(document: &Document) -> Self {
        Self {
            id: document.id.clone(),
            title: document.title.clone(),
            version: document.version.clone(),
            approved: date_text(document.approved),
            state: unusual(document.state),
            audience: unusual(document.audience),
            covers: all(&document.covers),
            names: document.names.iter().map(item_text).collect(),
            people: document.people.iter().map(ToString::to_string).collect(),
            headcounts: all(&document.headcounts),
            stage: unusual(document.stage),
            note: document.note.clone(),
        }
    }
}

impl Stored for StoredDocument {
    type Fact = Document;

    fn key(&self) -> String {
        self.id.clone()
    }

    fn read(self, reader: &mut Reader) -> Document {
        Document {
            id: reader.id(Series::Document, self.id),
            title: reader.text("title", self.title),
            version: reader.text("version", self.version),
            approved: reader.date("approved", &self.approved),
            state: reader.usual("state", &self.state),
            audience: reader.usual("audience", &self.audience),
            covers: reader.rows(self.covers),
            names: self.names.into_iter().map(|name| reader.item("names", name)).collect(),
            people: reader.texts("people", self.people).into_iter().map(Into::into).collect(),
            headcounts: reader.rows(self.headcounts),
            stage: reader.usual("stage", &self.stage),
            note: reader.text("note", self.note),
        }
    }
}

impl From<&Cover> for StoredCover {
    fn from(cover: &Cover) -> Self {
        Self { row: cover.row.clone(), section: cover.section.clone() }
    }
}

impl Stored for StoredCover {
    type Fact = Cover;

    fn key(&self) -> String {
        self.row.clone()
    }

    fn read(self, reader: &mut Reader) -> Cover {
        Cover { row: reader.text("row", self.row), section: reader.text("section", self.section) }
    }
}

impl From<&StatedCount> for StoredCount {
    fn from(stated: &StatedCount) -> Self {
        Self { row: stated.row.clone(), route: stated.route.clone(), count: stated.count.into() }
    }
}

impl Stored for StoredCount {
    type Fact = StatedCount;

    fn key(&self) -> String {
        self.row.clone()
    }

    fn read(self, reader: &mut Reader) -> StatedCount {
        StatedCount {
            row: reader.text("row", self.row),
            route: reader.text("route", self.route),
            count: reader.count("count", self.count),
        }
    }
}

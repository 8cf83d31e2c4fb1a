//! Documents, the rows they serve, and the standards chosen for rows.

use super::id::PersonId;
use super::kinds::{Item, Stage};
use crate::domain::date::PartialDate;

/// One document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Document {
    /// Permanent id, `D-01`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Version as printed.
    pub version: String,
    /// Day of approval of this version.
    pub approved: Option<PartialDate>,
    /// Day of approval of its first version: since when it has been followed.
    pub first_approved: Option<PartialDate>,
    /// Who is responsible for it: a person, a post, a department.
    pub owner: String,
    /// Draft, approved or withdrawn.
    pub state: DocumentState,
    /// Who reads it (A10).
    pub audience: Audience,
    /// Which rows it serves, and where.
    pub covers: Vec<Cover>,
    /// Standards, contents or result handlings it names.
    pub names: Vec<Item>,
    /// People it lists.
    pub people: Vec<PersonId>,
    /// Headcounts it states.
    pub headcounts: Vec<StatedCount>,
    /// Whether this has been done or is planned.
    pub stage: Stage,
    /// Free note.
    pub note: String,
}

/// State of a document (A16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum DocumentState {
    /// In force.
    #[default]
    Approved,
    /// Not approved yet.
    Draft,
    /// No longer in force.
    Withdrawn,
}

/// Who reads a document (A10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Audience {
    /// Inside the firm only.
    #[default]
    Internal,
    /// The registration body, with the application.
    Application,
    /// Clients.
    Client,
}

/// A row a document serves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Cover {
    /// Row id.
    pub row: String,
    /// Section, chapter or page; empty if only the title speaks for it.
    pub section: String,
}

/// A headcount as a document states it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct StatedCount {
    /// Row that asks for the count.
    pub row: String,
    /// Route row counted; the asking row itself for the number of 兼務者.
    pub route: String,
    /// The number.
    pub count: u32,
}

/// A standard, contents or result handling chosen for a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct StandardChoice {
    /// Row id.
    pub row: String,
    /// What is followed.
    pub item: Item,
}

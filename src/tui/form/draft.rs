//! A row while it is being filled in, of whatever register, and its way into the assessment.

use crate::domain::assessment::{Assessment, Profile};
use crate::domain::change::{Change, Entry, Kept, Series};
use crate::domain::register::{
    Contract, Cover, Declaration, Document, Equivalence, Evidence, Lecture, Person, Post, Qualification,
    Record, StandardChoice, StatedCount, TeamMember, Training, VerifiedMember,
};
use crate::domain::step_note::StepNote;
use crate::tui::screens::table::tab::Tab;

/// A row while it is being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Draft {
    /// Organisation, categories, dates.
    Profile(Profile),
    /// A person.
    Person(Person),
    /// A role of a person.
    Post(Post),
    /// A certificate of a person.
    Qualification(Qualification),
    /// Lecturing of a person.
    Lecture(Lecture),
    /// A training of a person.
    Training(Training),
    /// A contract.
    Contract(Contract),
    /// Somebody in the team of a contract.
    TeamMember(TeamMember),
    /// A document.
    Document(Document),
    /// A row that a document serves.
    Cover(Cover),
    /// A headcount that a document states.
    StatedCount(StatedCount),
    /// A record.
    Record(Record),
    /// A pointer to proof.
    Evidence(Evidence),
    /// An equivalence.
    Equivalence(Equivalence),
    /// A chosen standard.
    StandardChoice(StandardChoice),
    /// A declaration.
    Declaration(Declaration),
    /// A reference member.
    VerifiedMember(VerifiedMember),
    /// A note on a step of a plan.
    StepNote(StepNote),
}

/// Does the same with whatever entry of a register a draft holds.
macro_rules! with_entry {
    ($draft:expr, $row:ident => $result:expr, $other:expr) => {
        match $draft {
            Draft::Person($row) => $result,
            Draft::Contract($row) => $result,
            Draft::Document($row) => $result,
            Draft::Record($row) => $result,
            Draft::Evidence($row) => $result,
            Draft::Equivalence($row) => $result,
            Draft::StandardChoice($row) => $result,
            Draft::Declaration($row) => $result,
            Draft::VerifiedMember($row) => $result,
            Draft::StepNote($row) => $result,
            _ => $other,
        }
    };
}

impl Draft {
    /// The row of a register at a place in its list.
    pub fn at(assessment: &Assessment, tab: Tab, at: usize) -> Option<Self> {
        Some(match tab {
            Tab::Roster => Self::Person(assessment.people.get(at)?.clone()),
            Tab::Contracts => Self::Contract(assessment.contracts.get(at)?.clone()),
            Tab::Documents => Self::Document(assessment.documents.get(at)?.clone()),
            Tab::Reviews | Tab::Audits | Tab::Operations => Self::Record(assessment.records.get(at)?.clone()),
            Tab::Evidence => Self::Evidence(assessment.evidence.get(at)?.clone()),
            Tab::Equivalences => Self::Equivalence(assessment.equivalences.get(at)?.clone()),
            Tab::Standards => Self::StandardChoice(assessment.standards.get(at)?.clone()),
            Tab::Declarations => Self::Declaration(assessment.declarations.get(at)?.clone()),
            Tab::Members => Self::VerifiedMember(assessment.members.get(at)?.clone()),
        })
    }

    /// The key under which it stands in its register; empty for parts of rows.
    pub fn key(&self) -> String {
        with_entry!(self, row => row.key().into_owned(), String::new())
    }

    /// The series its id comes from, if it has an id of its own.
    pub fn series(&self) -> Option<Series> {
        Some(match self {
            Self::Person(_) => Series::Person,
            Self::Contract(_) => Series::Contract,
            Self::Document(_) => Series::Document,
            Self::Record(_) => Series::Record,
            Self::Evidence(_) => Series::Evidence,
            Self::Equivalence(_) => Series::Equivalence,
            _ => return None,
        })
    }

    /// What people call it, for rows that have a name.
    pub fn name(&self) -> Option<&str> {
        Some(match self {
            Self::Person(row) => &row.name,
            Self::Contract(row) => &row.alias,
            Self::Document(row) => &row.title,
            Self::Record(row) => &row.title,
            Self::Evidence(row) => &row.title,
            Self::Equivalence(row) => &row.title,
            _ => return None,
        })
    }

    /// The rows of its register whose names would say that it is the same, with their ids: reviews and audits of one
    /// title come again on another day.
    pub fn named_alike(&self, of: &Assessment) -> Vec<(String, String)> {
        fn all<T: Entry>(
            list: &[T],
            alike: impl Fn(&T) -> bool,
            name: impl Fn(&T) -> &String,
        ) -> Vec<(String, String)> {
            let alike = list.iter().filter(|row| alike(row));
            alike.map(|row| (row.key().into_owned(), name(row).clone())).collect()
        }
        match self {
            Self::Person(_) => all(&of.people, |_| true, |row| &row.name),
            Self::Contract(_) => all(&of.contracts, |_| true, |row| &row.alias),
            Self::Document(_) => all(&of.documents, |_| true, |row| &row.title),
            Self::Record(own) => {
                all(&of.records, |row| (row.kind, row.on) == (own.kind, own.on), |row| &row.title)
            }
            Self::Evidence(_) => all(&of.evidence, |_| true, |row| &row.title),
            Self::Equivalence(_) => all(&of.equivalences, |_| true, |row| &row.title),
            _ => Vec::new(),
        }
    }

    /// Its id as people are told it; nothing for rows that have a key of words for machines only.
    pub fn shown_id(&self) -> String {
        if self.series().is_some() { self.key() } else { String::new() }
    }

    /// Gives it another id; nothing happens to rows without one.
    pub fn set_id(&mut self, id: String) {
        match self {
            Self::Person(row) => row.id = id,
            Self::Contract(row) => row.id = id,
            Self::Document(row) => row.id = id,
            Self::Record(row) => row.id = id,
            Self::Evidence(row) => row.id = id,
            Self::Equivalence(row) => row.id = id,
            _ => {}
        }
    }

    /// True if its register holds something under its key.
    pub fn exists(&self, assessment: &Assessment) -> bool {
        with_entry!(self, row => known(assessment, row), false)
    }

    /// The change that puts it into its register; none for parts of rows.
    pub fn put(&self, assessment: &Assessment) -> Option<Change> {
        match self {
            Self::Profile(profile) => Some(Change::set_profile(assessment, profile.clone())),
            // A note from which everything was taken is no note any more.
            Self::StepNote(note) => Some(Change::note_step(assessment, note.clone())),
            _ => with_entry!(self, row => Some(Change::put(assessment, row.clone())), None),
        }
    }

    /// The change that takes it out of its register.
    ///
    /// # Errors
    ///
    /// There is none under its key, or others refer to it.
    pub fn remove(&self, assessment: &Assessment) -> Result<Change, Kept> {
        let key = self.key();
        with_entry!(self, row => removal(assessment, row, &key), Err(Kept::Missing(key)))
    }
}

fn known<T: Entry>(assessment: &Assessment, row: &T) -> bool {
    T::list(assessment).iter().any(|known| known.key() == row.key())
}

fn removal<T: Entry>(assessment: &Assessment, _: &T, key: &str) -> Result<Change, Kept> {
    Change::remove::<T>(assessment, key)
}

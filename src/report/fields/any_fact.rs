//! A row of whatever register, and its way into the assessment.

use std::any::Any;

use crate::domain::assessment::{Assessment, Claim, Profile};
use crate::domain::change::{Change, Entry, RemovalRefused, Series};
use crate::domain::register::{
    Closure, Contract, Cover, Declaration, Document, Equivalence, Evidence, Lecture, Person, Post,
    Qualification, Record, StandardChoice, StatedCount, TeamMember, Training, VerifiedMember,
};
use crate::domain::step_note::StepNote;

/// A row that fields describe.
pub trait Described: 'static {
    /// The row by itself.
    fn inner(&self) -> &dyn Any;
    /// The row by itself, to be changed.
    fn inner_mut(&mut self) -> &mut dyn Any;
}

/// Whether a row is of a kind and passes a test.
pub(crate) fn is<T: 'static>(row: &dyn Described, test: fn(&T) -> bool) -> bool {
    row.inner().downcast_ref().is_some_and(test)
}

macro_rules! facts {
    ($($(#[doc = $doc:literal])* $kind:ident,)*) => {
        /// A row of any kind: an entry of a register, or a part of one.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum AnyFact {
            $($(#[doc = $doc])* $kind($kind),)*
        }

        impl Described for AnyFact {
            fn inner(&self) -> &dyn Any {
                match self {
                    $(Self::$kind(row) => row,)*
                }
            }

            fn inner_mut(&mut self) -> &mut dyn Any {
                match self {
                    $(Self::$kind(row) => row,)*
                }
            }
        }

        $(
            impl Described for $kind {
                fn inner(&self) -> &dyn Any {
                    self
                }

                fn inner_mut(&mut self) -> &mut dyn Any {
                    self
                }
            }
        )*
    };
}

facts! {
    /// Organisation, categories, dates.
    Profile,
    /// An answer.
    Claim,
    /// "That is all" for a register.
    Closure,
    /// A person.
    Person,
    /// A role of a person.
    Post,
    /// A certificate of a person.
    Qualification,
    /// Lecturing of a person.
    Lecture,
    /// A training of a person.
    Training,
    /// A contract.
    Contract,
    /// Somebody in the team of a contract.
    TeamMember,
    /// A document.
    Document,
    /// A row that a document serves.
    Cover,
    /// A headcount that a document states.
    StatedCount,
    /// A record.
    Record,
    /// A pointer to proof.
    Evidence,
    /// An equivalence.
    Equivalence,
    /// A chosen standard.
    StandardChoice,
    /// A declaration.
    Declaration,
    /// A reference member.
    VerifiedMember,
    /// A note on a step of a plan.
    StepNote,
}

/// Does the same with whatever entry of a register a fact is.
macro_rules! with_entry {
    ($fact:expr, $row:ident => $result:expr, $other:expr) => {
        match $fact {
            AnyFact::Claim($row) => $result,
            AnyFact::Closure($row) => $result,
            AnyFact::Person($row) => $result,
            AnyFact::Contract($row) => $result,
            AnyFact::Document($row) => $result,
            AnyFact::Record($row) => $result,
            AnyFact::Evidence($row) => $result,
            AnyFact::Equivalence($row) => $result,
            AnyFact::StandardChoice($row) => $result,
            AnyFact::Declaration($row) => $result,
            AnyFact::VerifiedMember($row) => $result,
            AnyFact::StepNote($row) => $result,
            _ => $other,
        }
    };
}

impl AnyFact {
    /// The key under which it is in its register; empty for parts of rows.
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

    /// Its id as people see it; nothing for rows that have a key of words for machines only.
    pub fn shown_id(&self) -> String {
        if self.series().is_some() { self.key() } else { String::new() }
    }

    /// Gives it another id; nothing happens to rows without one.
    pub fn set_id(&mut self, id: String) {
        match self {
            Self::Person(row) => row.id = id.into(),
            Self::Contract(row) => row.id = id.into(),
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
    pub fn remove(&self, assessment: &Assessment) -> Result<Change, RemovalRefused> {
        self.remove_under(&self.key(), assessment)
    }

    /// The change that takes what is under a key out of the register of this one.
    ///
    /// # Errors
    ///
    /// There is none under the key, or others refer to it.
    pub fn remove_under(&self, key: &str, assessment: &Assessment) -> Result<Change, RemovalRefused> {
        with_entry!(self, row => removal(assessment, row, key), Err(RemovalRefused::Missing(key.to_owned())))
    }
}

fn known<T: Entry>(assessment: &Assessment, row: &T) -> bool {
    T::list(assessment).iter().any(|known| known.key() == row.key())
}

fn removal<T: Entry>(assessment: &Assessment, _: &T, key: &str) -> Result<Change, RemovalRefused> {
    Change::remove::<T>(assessment, key)
}

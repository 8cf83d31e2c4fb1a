//! Registers and answers as tables for spreadsheets, both ways: a table says what stands in an assessment, and what
//! was changed in one is read back as an edit.
//!
//! A column is written and read by the same entry ([`column::Column`]), so that the two cannot drift apart. A cell
//! that says what already stands there changes nothing, whatever it would be read as; an empty cell changes
//! nothing either. No row of a register is ever removed.

mod answers;
mod column;
mod contracts;
mod documents;
mod entries;
mod evidence;
mod incoming;
mod items;
mod lookup;
mod parts;
mod people;
mod preview;
mod problem;
mod read;
mod records;
mod returned;
mod skills;
mod values;

pub use incoming::{Cell, Imported, Incoming, Line, Outcome, Refusal, import};
pub use lookup::Lookup;
pub use preview::Preview;
pub use problem::Problem;
pub use returned::returned;

use crate::domain::grid::Grid;
use crate::domain::text::Lang;
use crate::report::words::pick;

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// Questions with their claims.
    Answers,
    /// The roster.
    People,
    /// Roles of people in categories.
    Posts,
    /// Certificates of people.
    Qualifications,
    /// Lecturing and leading.
    Lectures,
    /// Trainings and education.
    Trainings,
    /// The contract register.
    Contracts,
    /// Who took part in which contract.
    Team,
    /// Documents.
    Documents,
    /// Which section of a document serves which requirement.
    Covers,
    /// Headcounts that documents state.
    Headcounts,
    /// Records of reviews, audits, operation.
    Records,
    /// Pointers to proof.
    Evidence,
    /// Arguments that something equals a member of a list.
    Equivalences,
}

impl What {
    /// All tables, in an order in which what a row refers to comes before it.
    pub const ALL: [Self; 14] = [
        Self::Answers,
        Self::Equivalences,
        Self::People,
        Self::Posts,
        Self::Qualifications,
        Self::Lectures,
        Self::Trainings,
        Self::Contracts,
        Self::Team,
        Self::Documents,
        Self::Covers,
        Self::Headcounts,
        Self::Records,
        Self::Evidence,
    ];

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::People => "people",
            Self::Posts => "posts",
            Self::Qualifications => "qualifications",
            Self::Lectures => "lectures",
            Self::Trainings => "trainings",
            Self::Contracts => "contracts",
            Self::Team => "team",
            Self::Documents => "documents",
            Self::Covers => "covers",
            Self::Headcounts => "headcounts",
            Self::Records => "records",
            Self::Evidence => "evidence",
            Self::Equivalences => "equivalences",
        }
    }

    /// The table of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.word() == word)
    }

    /// Its name, as the tab of a workbook shows it.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Answers => pick(lang, "回答", "Answers"),
            Self::People => pick(lang, "従事者", "People"),
            Self::Posts => pick(lang, "役割", "Posts"),
            Self::Qualifications => pick(lang, "資格", "Qualifications"),
            Self::Lectures => pick(lang, "講師・リーダー", "Lectures"),
            Self::Trainings => pick(lang, "研修・教育", "Trainings"),
            Self::Contracts => pick(lang, "契約", "Contracts"),
            Self::Team => pick(lang, "案件の従事者", "Team"),
            Self::Documents => pick(lang, "文書", "Documents"),
            Self::Covers => pick(lang, "文書の役立つ要件", "Covers"),
            Self::Headcounts => pick(lang, "文書の示した人数", "Headcounts"),
            Self::Records => pick(lang, "記録", "Records"),
            Self::Evidence => pick(lang, "証跡", "Evidence"),
            Self::Equivalences => pick(lang, "同等性の主張", "Equivalences"),
        }
    }
}

/// The table of an assessment, in the language of the lookup.
pub fn table(what: What, lookup: &Lookup<'_>) -> Grid {
    match what {
        What::Answers => answers::table(lookup),
        What::People => people::PEOPLE.table(what, lookup),
        What::Posts => people::POSTS.table(what, lookup),
        What::Qualifications => skills::QUALIFICATIONS.table(what, lookup),
        What::Lectures => skills::LECTURES.table(what, lookup),
        What::Trainings => skills::TRAININGS.table(what, lookup),
        What::Contracts => contracts::CONTRACTS.table(what, lookup),
        What::Team => contracts::TEAM.table(what, lookup),
        What::Documents => documents::DOCUMENTS.table(what, lookup),
        What::Covers => documents::COVERS.table(what, lookup),
        What::Headcounts => documents::HEADCOUNTS.table(what, lookup),
        What::Records => records::RECORDS.table(what, lookup),
        What::Evidence => evidence::EVIDENCE.table(what, lookup),
        What::Equivalences => evidence::EQUIVALENCES.table(what, lookup),
    }
}

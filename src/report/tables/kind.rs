//! Which tables there are.

use crate::domain::text::{Lang, pick};

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TableKind {
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

impl TableKind {
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

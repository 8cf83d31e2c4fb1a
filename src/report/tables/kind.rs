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
    /// Members of reference lists.
    Members,
}

impl TableKind {
    /// All tables, in an order in which what a row refers to comes before it.
    pub const ALL: [Self; 15] = [
        Self::Answers,
        Self::Members,
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

    /// The word on the command line, and the name in both languages.
    const fn called(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Answers => ("answers", "回答", "Answers"),
            Self::People => ("people", "従事者", "People"),
            Self::Posts => ("posts", "役割", "Posts"),
            Self::Qualifications => ("qualifications", "資格", "Qualifications"),
            Self::Lectures => ("lectures", "講師・リーダー", "Lectures"),
            Self::Trainings => ("trainings", "研修・教育", "Trainings"),
            Self::Contracts => ("contracts", "契約", "Contracts"),
            Self::Team => ("team", "案件の従事者", "Team"),
            Self::Documents => ("documents", "文書", "Documents"),
            Self::Covers => ("covers", "文書の役立つ要件", "Covers"),
            Self::Headcounts => ("headcounts", "文書の示した人数", "Headcounts"),
            Self::Records => ("records", "記録", "Records"),
            Self::Evidence => ("evidence", "証跡", "Evidence"),
            Self::Equivalences => ("equivalences", "同等性の主張", "Equivalences"),
            Self::Members => ("members", "例示の構成員", "List members"),
        }
    }

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        self.called().0
    }

    /// The table of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.word() == word)
    }

    /// Its name, as the tab of a workbook shows it.
    pub const fn name(self, lang: Lang) -> &'static str {
        let (_, ja, en) = self.called();
        pick(lang, ja, en)
    }
}

//! The registers that have a table, and what is particular to each.

use crate::domain::assessment::Assessment;
use crate::domain::register::{RecordKind, Register};
use crate::domain::text::Lang;
use crate::report::words::pick;

/// A register with a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tab {
    /// People with posts, qualifications, lectures and trainings.
    #[default]
    Roster,
    /// Contracts.
    Contracts,
    /// Documents.
    Documents,
    /// Records of reviews.
    Reviews,
    /// Records of audits.
    Audits,
    /// Records of operation and management.
    Operations,
    /// Pointers to proof.
    Evidence,
    /// Arguments for 「同等のもの」.
    Equivalences,
    /// Chosen standards, contents, result handlings.
    Standards,
    /// Declarations with a name and a date.
    Declarations,
    /// Reference members added or verified.
    Members,
}

impl Tab {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 11] = [
        Self::Roster,
        Self::Contracts,
        Self::Documents,
        Self::Reviews,
        Self::Audits,
        Self::Operations,
        Self::Evidence,
        Self::Equivalences,
        Self::Standards,
        Self::Declarations,
        Self::Members,
    ];

    /// Its place among all.
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0)
    }

    /// The one so many places further, going round.
    #[must_use]
    pub fn step(self, by: isize) -> Self {
        let count = Self::ALL.len();
        let at = (self.index() + count).saturating_add_signed(by) % count;
        Self::ALL[at]
    }

    /// Its name in the row of tabs.
    pub const fn short(self, lang: Lang) -> &'static str {
        match self {
            Self::Roster => pick(lang, "従事者", "People"),
            Self::Contracts => pick(lang, "契約", "Contracts"),
            Self::Documents => pick(lang, "文書", "Documents"),
            Self::Reviews => pick(lang, "レビュー", "Reviews"),
            Self::Audits => pick(lang, "監査", "Audits"),
            Self::Operations => pick(lang, "運用", "Logs"),
            Self::Evidence => pick(lang, "証跡", "Evidence"),
            Self::Equivalences => pick(lang, "同等性", "Equal"),
            Self::Standards => pick(lang, "基準", "Standards"),
            Self::Declarations => pick(lang, "言明", "Declared"),
            Self::Members => pick(lang, "例示", "Lists"),
        }
    }

    /// Its name in full.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Roster => pick(lang, "従事者名簿", "Roster"),
            Self::Contracts => pick(lang, "契約実績", "Contracts"),
            Self::Documents => pick(lang, "文書", "Documents"),
            Self::Reviews => pick(lang, "レビュー記録", "Review records"),
            Self::Audits => pick(lang, "監査記録", "Audit records"),
            Self::Operations => pick(lang, "運用・管理の記録", "Operation records"),
            Self::Evidence => pick(lang, "証跡", "Evidence"),
            Self::Equivalences => pick(lang, "同等性の主張", "Equivalences"),
            Self::Standards => pick(lang, "選んだ基準・内容", "Chosen standards"),
            Self::Declarations => pick(lang, "言明", "Declarations"),
            Self::Members => pick(lang, "確認した例示", "Verified list members"),
        }
    }

    /// What to do while it is empty.
    pub const fn first_step(self, lang: Lang) -> &'static str {
        match self {
            Self::Roster => pick(
                lang,
                "まだだれもいません。a で従事者を追加すると、満たす経路がここに出ます。",
                "Nobody yet. Press a to add a person; the routes they satisfy appear here.",
            ),
            Self::Contracts => pick(
                lang,
                "まだありません。a で契約を追加すると、だれの実績に何件数えるかがここに出ます。",
                "None yet. Press a to add a contract; what it is worth to whom appears here.",
            ),
            Self::Documents => pick(
                lang,
                "まだありません。a で文書を追加し、どの要件のどの節かを記録します。",
                "None yet. Press a to add a document and the rows its sections serve.",
            ),
            _ => pick(lang, "まだありません。a で追加します。", "None yet. Press a to add one."),
        }
    }

    /// The register that can be closed with "that is all".
    pub fn register(self) -> Option<Register> {
        Some(match self {
            Self::Roster => Register::Roster,
            Self::Contracts => Register::Contracts,
            Self::Documents => Register::Documents,
            Self::Reviews => Register::Reviews,
            Self::Audits => Register::Audits,
            Self::Operations => Register::Operations,
            _ => return None,
        })
    }

    /// The table of a register.
    pub fn of(register: Register) -> Self {
        match register {
            Register::Roster => Self::Roster,
            Register::Contracts => Self::Contracts,
            Register::Documents => Self::Documents,
            Register::Reviews => Self::Reviews,
            Register::Audits => Self::Audits,
            Register::Operations => Self::Operations,
        }
    }

    /// The kind of record it holds, if it holds records.
    pub fn record_kind(self) -> Option<RecordKind> {
        match self {
            Self::Reviews => Some(RecordKind::Review),
            Self::Audits => Some(RecordKind::Audit),
            Self::Operations => Some(RecordKind::Operation),
            _ => None,
        }
    }

    /// The table and the place in its list of a fact.
    pub fn holding(assessment: &Assessment, id: &str) -> Option<(Self, usize)> {
        let place = |tab: Self, at: Option<usize>| at.map(|at| (tab, at));
        let a = assessment;
        place(Self::Roster, a.people.iter().position(|row| row.id == id))
            .or_else(|| place(Self::Contracts, a.contracts.iter().position(|row| row.id == id)))
            .or_else(|| place(Self::Documents, a.documents.iter().position(|row| row.id == id)))
            .or_else(|| {
                let at = a.records.iter().position(|row| row.id == id)?;
                Some((Self::of(a.records[at].kind.register()), at))
            })
            .or_else(|| place(Self::Evidence, a.evidence.iter().position(|row| row.id == id)))
            .or_else(|| place(Self::Equivalences, a.equivalences.iter().position(|row| row.id == id)))
    }

    /// The places, in its list of the assessment, of the rows it shows.
    pub fn rows(self, assessment: &Assessment) -> Vec<usize> {
        let a = assessment;
        let count = match self {
            Self::Roster => a.people.len(),
            Self::Contracts => a.contracts.len(),
            Self::Documents => a.documents.len(),
            Self::Reviews | Self::Audits | Self::Operations => a.records.len(),
            Self::Evidence => a.evidence.len(),
            Self::Equivalences => a.equivalences.len(),
            Self::Standards => a.standards.len(),
            Self::Declarations => a.declarations.len(),
            Self::Members => a.members.len(),
        };
        let kind = self.record_kind();
        (0..count).filter(|&at| kind.is_none_or(|kind| a.records[at].kind == kind)).collect()
    }
}

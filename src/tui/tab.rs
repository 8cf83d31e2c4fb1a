//! The registers that have a table, and what is particular to each.

use crate::domain::assessment::Assessment;
use crate::domain::register::{RecordKind, Register};
use crate::domain::text::{Lang, pick};
use crate::report::fields::{self, AnyFact, Description, Words, say};

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

    /// Its name in the row of tabs, and in full.
    const fn names(self) -> [Words; 2] {
        match self {
            Self::Roster => [("従事者", "People"), ("従事者名簿", "Roster")],
            Self::Contracts => [("契約", "Contracts"), ("契約実績", "Contracts")],
            Self::Documents => [("文書", "Docs"), ("文書", "Documents")],
            Self::Reviews => [("レビュー", "Reviews"), ("レビュー記録", "Review records")],
            Self::Audits => [("監査", "Audits"), ("監査記録", "Audit records")],
            Self::Operations => [("運用", "Logs"), ("運用・管理の記録", "Operation records")],
            Self::Evidence => [("証跡", "Proof"), ("証跡", "Evidence")],
            Self::Equivalences => [("同等性", "Equiv"), ("同等性の主張", "Equivalences")],
            Self::Standards => [("基準", "Std"), ("選んだ基準・内容", "Chosen standards")],
            Self::Declarations => [("表明", "Decl"), ("表明", "Declarations")],
            Self::Members => [("例示", "Lists"), ("確認した例示", "Verified list members")],
        }
    }

    /// Its name in the row of tabs.
    pub const fn short(self, lang: Lang) -> &'static str {
        say(lang, self.names()[0])
    }

    /// Its name in full.
    pub const fn name(self, lang: Lang) -> &'static str {
        say(lang, self.names()[1])
    }

    /// What to do while it is empty.
    pub const fn first_step(self, lang: Lang) -> &'static str {
        match self {
            Self::Roster => pick(
                lang,
                "まだだれもいません。まず技術責任者を a で追加します。資格・講師歴・研修もその人の中に書きます。",
                "Nobody yet. Press a and begin with the technical lead; qualifications go inside the person.",
            ),
            Self::Contracts => pick(
                lang,
                "まだありません。納品した契約を新しいものから a で追加します。だれの実績に何件数えるかがここに出ます。",
                "None yet. Press a to add delivered contracts, newest first; what each is worth appears here.",
            ),
            Self::Documents => pick(
                lang,
                "まだありません。まずサービス仕様書と品質マニュアルを a で追加し、どの節がどの要件を示すかを書きます。",
                "None yet. Press a, begin with the service specification and the quality manual, and say which \
                 section shows which requirement.",
            ),
            Self::Reviews => pick(
                lang,
                "まだありません。a で、案件に従事していない人が報告書などをレビューした記録を追加します。",
                "None yet. Press a to add a review by somebody outside the job.",
            ),
            Self::Audits => pick(
                lang,
                "まだありません。a で、手続を監査した記録(日付、対象、監査した人)を追加します。",
                "None yet. Press a to add an audit of a procedure: when, of what, by whom.",
            ),
            Self::Operations => pick(
                lang,
                "まだありません。a で、授受簿や廃棄記録など、手続を運用した記録を追加します。",
                "None yet. Press a to add a record of a procedure at work, such as a handover or disposal log.",
            ),
            Self::Evidence => pick(
                lang,
                "まだありません。a で、証跡の所在(添付番号、ファイル、保管者)を追加します。",
                "None yet. Press a to say where proof is kept: number, file, holder.",
            ),
            Self::Equivalences => pick(
                lang,
                "まだありません。例示にないものを「同等のもの」と主張するときだけ、a で追加します。",
                "None, and none is needed unless you argue that something off the lists is equivalent; a adds one.",
            ),
            Self::Standards => pick(
                lang,
                "まだありません。a で、例示から従う基準・内容・結果の取扱いを選びます。",
                "None yet. Press a to choose from the lists the standards, contents and handlings you follow.",
            ),
            Self::Declarations => pick(
                lang,
                "まだありません。a で、氏名と日付の入った表明を追加します。",
                "None yet. Press a to add a declaration with a name and a date.",
            ),
            Self::Members => pick(
                lang,
                "まだありません。公表された例示を確認したら、a で名前・出典・確認した人と日付を追加します。",
                "None yet. Once you have checked the published list, press a to add the name, source and date.",
            ),
        }
    }

    /// What its rows are made of.
    pub const fn description(self) -> &'static Description {
        match self {
            Self::Roster => &fields::PERSON,
            Self::Contracts => &fields::CONTRACT,
            Self::Documents => &fields::DOCUMENT,
            Self::Reviews => &fields::REVIEW,
            Self::Audits => &fields::AUDIT,
            Self::Operations => &fields::OPERATION,
            Self::Evidence => &fields::EVIDENCE,
            Self::Equivalences => &fields::EQUIVALENCE,
            Self::Standards => &fields::STANDARD_CHOICE,
            Self::Declarations => &fields::DECLARATION,
            Self::Members => &fields::VERIFIED_MEMBER,
        }
    }

    /// The row at a place in its list of the assessment.
    pub fn fact(self, assessment: &Assessment, at: usize) -> Option<AnyFact> {
        Some(match self {
            Self::Roster => AnyFact::Person(assessment.people.get(at)?.clone()),
            Self::Contracts => AnyFact::Contract(assessment.contracts.get(at)?.clone()),
            Self::Documents => AnyFact::Document(assessment.documents.get(at)?.clone()),
            Self::Reviews | Self::Audits | Self::Operations => {
                AnyFact::Record(assessment.records.get(at)?.clone())
            }
            Self::Evidence => AnyFact::Evidence(assessment.evidence.get(at)?.clone()),
            Self::Equivalences => AnyFact::Equivalence(assessment.equivalences.get(at)?.clone()),
            Self::Standards => AnyFact::StandardChoice(assessment.standards.get(at)?.clone()),
            Self::Declarations => AnyFact::Declaration(assessment.declarations.get(at)?.clone()),
            Self::Members => AnyFact::VerifiedMember(assessment.members.get(at)?.clone()),
        })
    }

    /// The register that can be closed with "that is all".
    pub fn register(self) -> Option<Register> {
        Register::ALL.into_iter().find(|register| Self::of(*register) == self)
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
        let kinds = [RecordKind::Review, RecordKind::Audit, RecordKind::Operation];
        kinds.into_iter().find(|kind| Self::of(kind.register()) == self)
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

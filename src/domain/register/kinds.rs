//! What the registers have in common: their names, stages of facts, what facts refer to; closures, evidence, members.

use crate::domain::date::PartialDate;

/// A register that stays open until a person says "that is all".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Register {
    /// 従事者名簿: people with posts, qualifications, lectures and trainings.
    Roster,
    /// 契約実績.
    Contracts,
    /// 文書.
    Documents,
    /// レビューの記録.
    Reviews,
    /// 監査の記録.
    Audits,
    /// 運用・管理の記録.
    Operations,
}

impl Register {
    /// All registers, in the order of the screen.
    pub const ALL: [Self; 6] =
        [Self::Roster, Self::Contracts, Self::Documents, Self::Reviews, Self::Audits, Self::Operations];

    /// The word used in files and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Contracts => "contracts",
            Self::Documents => "documents",
            Self::Reviews => "reviews",
            Self::Audits => "audits",
            Self::Operations => "operations",
        }
    }

    /// The register of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|register| register.word() == word)
    }
}

/// Whether a fact has happened; planned facts never hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Stage {
    /// It has happened.
    #[default]
    Done,
    /// It is planned.
    Planned,
}

/// What a fact refers to: a member of a reference list, an equivalence, or a name that is in no list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A member id such as `1-2-1/ceh`.
    Member(String),
    /// The id of an equivalence of this assessment.
    Equivalent(String),
    /// A name that is in no list.
    Unlisted(String),
}

impl Item {
    /// True if nothing is named.
    pub fn is_blank(&self) -> bool {
        let (Self::Member(text) | Self::Equivalent(text) | Self::Unlisted(text)) = self;
        text.trim().is_empty()
    }

    /// The id or name as it is written.
    pub fn text(&self) -> &str {
        let (Self::Member(text) | Self::Equivalent(text) | Self::Unlisted(text)) = self;
        text
    }
}

impl Default for Item {
    fn default() -> Self {
        Self::Unlisted(String::new())
    }
}

/// "That is all" for a register.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Closure {
    /// The register.
    pub register: Register,
    /// Who said so.
    pub by: String,
    /// The post that this person held in the company; may be empty.
    pub post: String,
    /// When.
    pub on: Option<PartialDate>,
}

/// A pointer to proof.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Evidence {
    /// Permanent id, `E-01`.
    pub id: String,
    /// Number in the applicant's own index.
    pub number: String,
    /// What it is.
    pub title: String,
    /// Evidence kind of the pack, `E7`.
    pub kind: String,
    /// File name.
    pub file: String,
    /// Digest of the file.
    pub digest: String,
    /// Who holds it.
    pub holder: String,
    /// Its date.
    pub on: Option<PartialDate>,
    /// Rows and facts it shows, by id.
    pub shows: Vec<String>,
}

/// A member that this organisation added to a reference list, or verified against the published one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct VerifiedMember {
    /// Member id, `4-1/isms`; the list's number comes before the slash.
    pub id: String,
    /// Its name; where the member is shipped with a name, that one is shown.
    pub name: String,
    /// Its name in English, if it has another one there.
    pub name_en: String,
    /// What people call it besides, separated by commas.
    pub aliases: String,
    /// Who awards or publishes it.
    pub issuer: String,
    /// Where the membership was read.
    pub source: String,
    /// When.
    pub on: Option<PartialDate>,
    /// By whom.
    pub by: String,
}

impl VerifiedMember {
    /// The number of the list.
    pub fn list(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// What people call it besides.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        let parts = self.aliases.split([',', '、', '，', ';', '；']);
        parts.map(str::trim).filter(|alias| !alias.is_empty())
    }

    /// Everything it is called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [self.name.as_str(), &self.name_en].into_iter().chain(self.aliases())
    }

    /// True if source, date and name are there, so that the member counts as verified.
    pub fn complete(&self) -> bool {
        !self.source.trim().is_empty() && !self.by.trim().is_empty() && self.on.is_some()
    }
}

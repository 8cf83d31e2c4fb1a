//! Registers: the facts an assessment rests on, one row each with a permanent id.

use crate::domain::date::PartialDate;

/// A register that stays open until somebody says "that is all".
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Stage {
    /// It has happened.
    #[default]
    Done,
    /// It is planned.
    Planned,
}

/// What a fact refers to: a member of a reference list, an equivalence, or a name nobody listed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Item {
    /// A member id such as `1-2-1/ceh`.
    Member(String),
    /// The id of an equivalence of this assessment.
    Equivalent(String),
    /// A name that stands in no list.
    Unlisted(String),
}

impl Item {
    /// True if nothing is named.
    pub fn is_blank(&self) -> bool {
        let (Self::Member(text) | Self::Equivalent(text) | Self::Unlisted(text)) = self;
        text.trim().is_empty()
    }

    /// The id or name as it stands.
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

/// One person of the roster.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Permanent id, `P-01`.
    pub id: String,
    /// Name.
    pub name: String,
    /// Reading of the name.
    pub yomi: String,
    /// How the person belongs to the applicant.
    pub engagement: Engagement,
    /// Roles in categories, with their periods.
    pub posts: Vec<Post>,
    /// Certificates.
    pub qualifications: Vec<Qualification>,
    /// Lecturing and leading.
    pub lectures: Vec<Lecture>,
    /// Trainings and education.
    pub trainings: Vec<Training>,
    /// Free note.
    pub note: String,
}

/// How a person belongs to the applicant (A9, A24).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Engagement {
    /// Employee or officer.
    #[default]
    Own,
    /// Under direct engagement.
    Direct,
    /// Through a subcontractor.
    Subcontract,
    /// Of a group company.
    Group,
    /// Not known.
    Unknown,
}

/// A role of a person in a category.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Post {
    /// Category id.
    pub category: String,
    /// Role id of the pack.
    pub role: String,
    /// First day.
    pub from: Option<PartialDate>,
    /// Last day, if it has ended or will.
    pub to: Option<PartialDate>,
    /// The written rule that allows a double role (A11); empty if there is none.
    pub double_role_rule: String,
    /// Whether this has been done or is planned.
    pub stage: Stage,
}

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Qualification {
    /// What it is.
    pub item: Item,
    /// Its number.
    pub number: String,
    /// The day it was obtained.
    pub obtained: Option<PartialDate>,
    /// Until when it is valid.
    pub expiry: Expiry,
    /// An exam passed without the registration that makes it a qualification (A8).
    pub exam_only: bool,
    /// Whether this has been done or is planned.
    pub stage: Stage,
}

/// Until when a qualification is valid.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Expiry {
    /// Not recorded.
    #[default]
    Unknown,
    /// Valid through this day.
    On(PartialDate),
    /// It does not expire, for this reason.
    Never(String),
}

/// Lecturing, leading or teaching.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lecture {
    /// Where.
    pub venue: Venue,
    /// As what.
    pub part: LecturePart,
    /// What the event or course was called.
    pub title: String,
    /// First day.
    pub from: Option<PartialDate>,
    /// Last day.
    pub to: Option<PartialDate>,
    /// Programme, letter or URL that shows it.
    pub proof: String,
    /// Whether this has been done or is planned.
    pub stage: Stage,
}

/// Where somebody lectured.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Venue {
    /// In a community of experts.
    Community(Item),
    /// At a school, on the technology of a category.
    School {
        /// What kind of school (A19).
        level: SchoolLevel,
        /// Its name.
        name: String,
        /// Category id of the subject.
        subject: String,
    },
}

impl Default for Venue {
    fn default() -> Self {
        Self::Community(Item::default())
    }
}

/// What kind of school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SchoolLevel {
    /// 大学.
    #[default]
    University,
    /// 短期大学.
    JuniorCollege,
    /// 高等専門学校.
    TechnicalCollege,
    /// 専門学校.
    VocationalSchool,
}

/// As what somebody took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LecturePart {
    /// 講師.
    #[default]
    Lecturer,
    /// リーダー.
    Leader,
    /// 聴講.
    Attendee,
}

/// A training or an item of education.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Training {
    /// What it is.
    pub item: Item,
    /// The day it was completed or attended.
    pub on: Option<PartialDate>,
    /// Completed or attended (A22).
    pub outcome: TrainingOutcome,
    /// What shows it.
    pub proof: String,
    /// Whether this has been done or is planned.
    pub stage: Stage,
}

/// How a training ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TrainingOutcome {
    /// Completed, with a proof of completion.
    #[default]
    Completed,
    /// Attended.
    Attended,
}

/// One contract of the contract register.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contract {
    /// Permanent id, `C-01`.
    pub id: String,
    /// A name that does not expose the client.
    pub alias: String,
    /// Categories whose service was delivered.
    pub services: Vec<String>,
    /// Contract kinds of the pack.
    pub kinds: Vec<String>,
    /// Why a kind that needs a reason applies (A21).
    pub kind_reason: String,
    /// One job, or a frame that runs for years (A4, A31).
    pub form: ContractForm,
    /// Day of signing.
    pub signed: Option<PartialDate>,
    /// First day of work.
    pub from: Option<PartialDate>,
    /// Last day of work.
    pub to: Option<PartialDate>,
    /// Day of (the latest) delivery.
    pub delivered: Option<PartialDate>,
    /// Name of another firm, if the job was done there; empty for the applicant (A7).
    pub other_firm: String,
    /// Whether the system tested is run by the client.
    pub client_system: Known,
    /// Who took part.
    pub team: Vec<TeamMember>,
    /// Whether this has been done or is planned.
    pub stage: Stage,
    /// Free note.
    pub note: String,
}

/// How a contract counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ContractForm {
    /// Counts once.
    #[default]
    Single,
    /// Comprehensive or continuing: counts once per year.
    Continuing,
}

/// Yes, no, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Known {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not known.
    #[default]
    Unknown,
}

/// A person's part in a contract.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TeamMember {
    /// Person id.
    pub person: String,
    /// What part.
    pub part: Part,
    /// First day of the person's own work, if narrower than the contract.
    pub from: Option<PartialDate>,
    /// Last day of the person's own work.
    pub to: Option<PartialDate>,
    /// Acts of the pack this person achieved on the client's system.
    pub acts: Vec<String>,
}

/// What part somebody had in a job (A17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Part {
    /// Did the work.
    #[default]
    Delivery,
    /// Scoped it.
    Scoping,
    /// Sold it.
    Sales,
}

/// One document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Permanent id, `D-01`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Version as printed.
    pub version: String,
    /// Day of approval.
    pub approved: Option<PartialDate>,
    /// Draft, approved or withdrawn.
    pub state: DocumentState,
    /// Who reads it (A10).
    pub audience: Audience,
    /// Which rows it serves, and where.
    pub covers: Vec<Cover>,
    /// Standards, contents or result handlings it names.
    pub names: Vec<Item>,
    /// People it lists.
    pub people: Vec<String>,
    /// Headcounts it states.
    pub headcounts: Vec<StatedCount>,
    /// Whether this has been done or is planned.
    pub stage: Stage,
    /// Free note.
    pub note: String,
}

/// State of a document (A16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cover {
    /// Row id.
    pub row: String,
    /// Section, chapter or page; empty if only the title speaks for it.
    pub section: String,
}

/// A headcount as a document states it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatedCount {
    /// Row that asks for the count.
    pub row: String,
    /// Route row counted; the asking row itself for the number of 兼務者.
    pub route: String,
    /// The number.
    pub count: u32,
}

/// One record of review, audit, operation or management.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// Permanent id, `R-01`.
    pub id: String,
    /// What it records.
    pub kind: RecordKind,
    /// Rows it shows.
    pub rows: Vec<String>,
    /// The day it was done.
    pub on: Option<PartialDate>,
    /// Title or subject.
    pub title: String,
    /// Contracts reviewed or audited.
    pub contracts: Vec<String>,
    /// Who reviewed or audited.
    pub by: Vec<Party>,
    /// Audit: this service's procedure, or a wider audit that includes it (A12).
    pub scope: AuditScope,
    /// Audit: its result.
    pub result: String,
    /// Audit: what followed.
    pub follow_up: String,
    /// Whether this has been done or is planned.
    pub stage: Stage,
}

/// What a record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RecordKind {
    /// A review or a reading through.
    #[default]
    Review,
    /// An internal or external audit.
    Audit,
    /// Operation or management.
    Operation,
}

impl RecordKind {
    /// The register such records belong to.
    pub fn register(self) -> Register {
        match self {
            Self::Review => Register::Reviews,
            Self::Audit => Register::Audits,
            Self::Operation => Register::Operations,
        }
    }
}

/// Somebody who reviewed or audited.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Party {
    /// A person of the roster, by id.
    Person(String),
    /// Somebody else, by name.
    Outside(String),
}

/// What an audit looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum AuditScope {
    /// The procedure of this service, by name.
    Service,
    /// A wider audit (ISMS, Privacy Mark) that includes it.
    #[default]
    Wider,
}

/// A standard, contents or result handling chosen for a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StandardChoice {
    /// Row id.
    pub row: String,
    /// What is followed.
    pub item: Item,
}

/// A declaration with a name and a date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Declaration {
    /// What is declared.
    pub about: DeclarationKind,
    /// Row id (all jobs reviewed) or category id (no job yet).
    pub subject: String,
    /// Who declares.
    pub by: String,
    /// When.
    pub on: Option<PartialDate>,
}

/// What a declaration says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DeclarationKind {
    /// All jobs are reviewed (A38).
    #[default]
    AllReviewed,
    /// No job has been delivered yet (A14).
    NoJobsYet,
}

/// "That is all" for a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// The register.
    pub register: Register,
    /// Who said so.
    pub by: String,
    /// When.
    pub on: Option<PartialDate>,
}

/// The structured argument for 「同等のもの」 (A5).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Equivalence {
    /// Permanent id, `Q-01`.
    pub id: String,
    /// The reference list it claims to equal.
    pub to: String,
    /// What is claimed to be equal.
    pub title: String,
    /// Equal in what.
    pub equal_in: String,
    /// Who awards or publishes it.
    pub issuer: String,
    /// Its subject matter.
    pub scope: String,
    /// Its level.
    pub level: String,
    /// Its exam or hours.
    pub exam: String,
    /// How it is kept up.
    pub upkeep: String,
    /// Where this can be checked.
    pub references: String,
    /// Where the argument stands.
    pub state: EquivalenceState,
}

impl Equivalence {
    /// True if every field of the argument is filled in.
    pub fn complete(&self) -> bool {
        self.fields().iter().all(|field| !field.trim().is_empty())
    }

    /// The fields of the argument, in the order of the form.
    pub fn fields(&self) -> [&str; 9] {
        [
            &self.to,
            &self.title,
            &self.equal_in,
            &self.issuer,
            &self.scope,
            &self.level,
            &self.exam,
            &self.upkeep,
            &self.references,
        ]
    }
}

/// Where an equivalence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum EquivalenceState {
    /// Argued.
    #[default]
    Argued,
    /// Rejected by the registration body.
    Rejected,
    /// Withdrawn.
    Withdrawn,
}

/// A pointer to proof.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VerifiedMember {
    /// Member id, `4-1/isms`; the list's number stands before the slash.
    pub id: String,
    /// Its name; empty to take over the shipped one.
    pub name: String,
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

    /// True if source, date and name are there, so that the member counts as verified.
    pub fn complete(&self) -> bool {
        !self.source.trim().is_empty() && !self.by.trim().is_empty() && self.on.is_some()
    }
}

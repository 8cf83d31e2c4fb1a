//! Grounds: why a verdict is what it is, as data; `report::grounds` puts them into words.

use crate::domain::assessment::Answer;
use crate::domain::date::Date;
use crate::domain::register::Register;
use crate::domain::verdict::{Outcome, Pair};

/// One reason behind a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Ground {
    /// A row of a register and how it reads.
    Fact(Fact),
    /// A count against what is needed.
    Count(Count),
    /// A number that papers state, beside what can be counted (A6).
    Headcount(StatedBeside),
    /// How many people stand behind the numbers of a row, each once (A6).
    Persons {
        /// The role of leads, and them.
        leads: Option<(String, Persons)>,
        /// The role that is counted, and everybody in it.
        all: (String, Persons),
    },
    /// A row below and its outcome, for nodes.
    Row {
        /// Row id.
        id: String,
        /// Its outcome.
        outcome: Outcome,
    },
    /// A person and how the person reads, for routes and roles.
    Person {
        /// Person id.
        id: String,
        /// Role and best route together.
        pair: Pair,
    },
    /// Nothing on record yet.
    NothingIn(Register),
    /// The register is not complete, so what is missing may still come.
    RegisterOpen(Register),
    /// No standard, contents or result handling of the list is chosen.
    NoChoice {
        /// Reference number.
        reference: String,
    },
    /// The reference date is not set.
    NoReferenceDate,
    /// The claim on this row.
    Claimed(Answer),
    /// The claim disagrees with the facts.
    Contradiction(Answer),
    /// Not asked: none of the scope types that switch it on is offered.
    OutOfScope(Vec<String>),
    /// Whether it applies is not known until the scope is answered.
    ScopeUnanswered(Vec<String>),
    /// No person is engaged in this role.
    NobodyEngaged {
        /// Role id or `engaged`.
        role: String,
    },
    /// No job was delivered yet, as declared (A14).
    NoJobsYet,
    /// The declaration that all jobs are reviewed is missing (A38).
    NotAllReviewedDeclared,
}

impl Fact {
    /// True if nothing else is missing than that somebody sees its member on the published list.
    pub fn lacks_verification_alone(&self) -> bool {
        self.why == [Why::Unverified]
    }
}

impl Ground {
    /// The row of a register that it is, if it is one.
    pub fn fact(&self) -> Option<&Fact> {
        if let Self::Fact(fact) = self { Some(fact) } else { None }
    }

    /// The count that it is, if it is one.
    pub fn count(&self) -> Option<Count> {
        if let Self::Count(count) = self { Some(*count) } else { None }
    }
}

/// A row of a register and how it reads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fact {
    /// Row id in the register (`P-01`, `C-12`, `D-03`, `R-07`).
    pub id: String,
    /// The part meant: a certificate's or training's name, a section, a route row; may be empty.
    pub detail: String,
    /// How it reads.
    pub pair: Pair,
    /// Why it does not hold in full; empty if it does.
    pub why: Vec<Why>,
}

/// A count against what is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Count {
    /// Under the strict reading.
    pub strict: u32,
    /// Under the lenient reading.
    pub lenient: u32,
    /// What is needed.
    pub needed: u32,
    /// What is counted.
    pub unit: Unit,
}

/// What a count counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Contracts.
    Contracts,
    /// Months of operation.
    Months,
    /// People.
    People,
}

/// How many people can be counted for a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Heads {
    /// Under the strict reading; rows that may be one person are one.
    pub strict: u32,
    /// The same with those of whom it is not known yet.
    pub strict_most: u32,
    /// Under the lenient reading.
    pub lenient: u32,
    /// The same with those of whom it is not known yet.
    pub lenient_most: u32,
}

/// How many people stand behind several numbers: those on some route, and those on more than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Persons {
    /// Under the strict reading.
    pub strict: (u32, u32),
    /// Under the lenient reading.
    pub lenient: (u32, u32),
}

/// A number that papers state, beside what can be counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StatedBeside {
    /// The route row that it is stated for, or the asking row where one number is for all.
    pub route: String,
    /// Ids of papers, and what each states.
    pub stated: Vec<(String, u32)>,
    /// The role that is counted; empty where people in several roles are.
    pub role: String,
    /// What can be counted of everybody in it.
    pub all: Heads,
    /// The role of leads, and what can be counted of them.
    pub leads: Option<(String, Heads)>,
}

/// Why a fact does not hold in full.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Why {
    /// Planned, not done.
    Planned,
    /// After the reference date.
    AfterReferenceDate,
    /// No date.
    DateMissing,
    /// A month or year only.
    DateImprecise,
    /// Older than the window, which starts on this day.
    BeforeWindow(Date),
    /// Ended before the reference date.
    Ended(Date),
    /// No first day.
    StartMissing,
    /// Not employed and not under direct engagement (A9, A24).
    IndirectEngagement,
    /// Holds this other role too, and no rule allows it (A11).
    DoubleRole(String),
    /// Membership of the list is not verified.
    Unverified,
    /// The same part of the document serves this other row too, which has no other (A27).
    SamePart(String),
    /// This other row, which needs a part of its own, has none yet (A27).
    NoOtherPart(String),
    /// A document without a title.
    TitleMissing,
    /// A rung that only the lenient reading accepts (A15).
    LowerRung,
    /// An argued equivalence never passes by itself (A5).
    Equivalent,
    /// The equivalence argument has blank fields.
    EquivalenceIncomplete,
    /// The equivalence was rejected or withdrawn.
    EquivalenceRejected,
    /// Stands in no list, and nothing is argued.
    Unlisted,
    /// Belongs to another list.
    OtherList,
    /// Accepted only where the other list is read in (A36).
    LenientList,
    /// Another row asks for this very item, so here it counts leniently only (A29).
    AskedElsewhere,
    /// The number is missing.
    NumberMissing,
    /// The last day of validity is missing.
    ExpiryMissing,
    /// "No expiry" without a reason.
    NoExpiryReasonMissing,
    /// Expired on this day.
    Expired(Date),
    /// Valid on the reference date, but not to the end of the review (A8).
    ExpiresInReview(Date),
    /// An exam without the registration.
    ExamOnly,
    /// Attended only.
    AttendedOnly,
    /// No proof.
    ProofMissing,
    /// A listener, not a lecturer or leader.
    OnlyListened,
    /// Taught something else.
    OtherSubject,
    /// A vocational school (A19).
    VocationalSchool,
    /// Not the kind of contract that counts.
    OtherKind,
    /// A kind that only the lenient reading counts (A34, A39).
    LenientKind(String),
    /// A kind that needs a reason (A21).
    ReasonMissing,
    /// The person is not in the team.
    NotInTeam,
    /// Done at another firm (A7).
    OtherFirm,
    /// Own or laboratory system.
    OwnSystem,
    /// Whose system it is, is not recorded.
    SystemUnknown,
    /// An act that only the lenient reading counts (A26).
    LenientAct,
    /// No act achieved by this person (A25).
    NoAct,
    /// Not delivered inside the strict window (A3).
    NotDeliveredInWindow,
    /// Outside the window altogether; the window starts on this day.
    OutsideWindow(Date),
    /// Full and started years differ (A4).
    PartYears {
        /// Completed years.
        full: u32,
        /// Started years.
        started: u32,
    },
    /// Draft (A16).
    Draft,
    /// Withdrawn.
    Withdrawn,
    /// Version missing (A16).
    VersionMissing,
    /// Approval date missing (A16).
    Undated,
    /// No section named (A16).
    SectionMissing,
    /// Nobody is named who is responsible for the document.
    OwnerMissing,
    /// Clients cannot read it (A10).
    NotForClients,
    /// Names no standard.
    StandardNotNamed,
    /// Names another standard than the declared one (F7).
    OtherStandardNamed,
    /// Does not list these people.
    PeopleMissing(Vec<String>),
    /// Does not state a headcount for this route.
    CountMissing(String),
    /// States more people than the roster shows.
    Overstated {
        /// Route row.
        route: String,
        /// As stated.
        stated: u32,
        /// Strict count of the population that the paper comes nearest to.
        strict: u32,
        /// Lenient count of everybody.
        lenient: u32,
    },
    /// States fewer people than the roster shows.
    Understated {
        /// Route row.
        route: String,
        /// As stated.
        stated: u32,
        /// Strict count of the population that the paper comes nearest to.
        strict: u32,
    },
    /// States nobody for this route, on which a lead stands.
    LeadNotCounted {
        /// Route row.
        route: String,
        /// Strict count.
        strict: u32,
    },
    /// States several numbers for this route.
    StatedTwice(String),
    /// Some numbers count the leads, others everybody.
    PopulationsMixed,
    /// It may be one job with these contracts, and counts once with them.
    PerhapsSameJob(Vec<String>),
    /// These rows of the roster may be one person.
    PerhapsOnePerson(Vec<String>),
    /// No reviewer or auditor is named.
    NobodyNamed,
    /// Read through by these people of the job itself (A18).
    ReadFromInside(Vec<String>),
    /// All reviewers, these people, were in the team (A17).
    InsideTeam(Vec<String>),
    /// These reviewers scoped or sold the job (A17).
    ScopingOrSales(Vec<String>),
    /// The team is not known.
    TeamUnknown,
    /// No job of this service has been carried out that a record could name.
    NoJobYet,
    /// The record names no job of this service, but these of others (A12, A17).
    OtherService(Vec<String>),
    /// Of which service these jobs are is not recorded.
    ServiceUnknown(Vec<String>),
    /// These jobs were not carried out by the reference date: planned, or later.
    JobNotDone(Vec<String>),
    /// When these jobs were carried out is not known.
    JobUndated(Vec<String>),
    /// No contract has these numbers.
    JobUnknown(Vec<String>),
    /// These are neither participants nor qualified by a route (A28).
    NeitherParticipantNorQualified(Vec<String>),
    /// All auditors, these people, handled the audited jobs (A12).
    Handlers(Vec<String>),
    /// These auditors handled a job of this service in the period (A12).
    HandledInPeriod(Vec<String>),
    /// A wider audit (A12).
    WiderAudit,
    /// The result is not recorded.
    ResultMissing,
    /// The follow-up is not recorded.
    FollowUpMissing,
    /// The written rule is missing.
    RuleMissing,
    /// Older than the procedure that it shows or audits, which was first approved then (A12).
    BeforeProcedure {
        /// Document id.
        document: String,
        /// The first day on which it was in force.
        first: Date,
    },
    /// Since when this document has been in force is not recorded (A12).
    FirstApprovalMissing(String),
    /// This document is not approved, or nobody knows when: it shows no procedure on any day (A12).
    ProcedureNotApproved(String),
    /// No paper a client can read says so (A2).
    NoClientPaper,
    /// The name behind a declaration is missing.
    NameMissing,
    /// The post of the person who declares is not given.
    PostMissing,
}

impl Why {
    /// The people whom the reason names, by id or, where they are not on the roster, by name.
    pub fn people(&self) -> &[String] {
        match self {
            Self::ReadFromInside(people)
            | Self::InsideTeam(people)
            | Self::ScopingOrSales(people)
            | Self::NeitherParticipantNorQualified(people)
            | Self::Handlers(people)
            | Self::HandledInPeriod(people)
            | Self::PerhapsOnePerson(people)
            | Self::PeopleMissing(people) => people,
            _ => &[],
        }
    }

    /// Takes over the people of a reason of the same kind; false for another kind.
    pub(super) fn joins(&mut self, other: &Self) -> bool {
        let same_kind = std::mem::discriminant(self) == std::mem::discriminant(other);
        let (Self::ReadFromInside(people)
        | Self::InsideTeam(people)
        | Self::ScopingOrSales(people)
        | Self::NeitherParticipantNorQualified(people)
        | Self::Handlers(people)
        | Self::HandledInPeriod(people)) = self
        else {
            return self == other;
        };
        if same_kind {
            let more: Vec<String> =
                other.people().iter().filter(|id| !people.contains(id)).cloned().collect();
            people.extend(more);
        }
        same_kind
    }
}

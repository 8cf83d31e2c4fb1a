//! The words themselves, as they are in a pack.

use serde::Deserialize;
use strum::IntoStaticStr;

/// When a requirement holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, IntoStaticStr)]
#[serde(deny_unknown_fields)]
pub enum Rule {
    /// All of them.
    All(Vec<Rule>),
    /// At least one of them.
    Any(Vec<Rule>),
    /// At least so many of them.
    AtLeast(usize, Vec<Rule>),
    /// ALL under the strict reading, ANY under the lenient one (A29, A40).
    AllIfStrict(Vec<Rule>),
    /// Another row of the pack, by id.
    Row(String),
    /// Another part taken over in full (`pentest.tech.inherit`), by the id of its top row.
    Inherits(String),
    /// Counts only where one of these scope rows is offered; directly under `All` only.
    When {
        /// Scope rows, any of which switches this on.
        scope: Vec<String>,
        /// What then counts.
        then: Box<Rule>,
    },

    /// One and the same person satisfies the inner rule.
    Person(Box<Rule>),
    /// An alternative way a person can qualify; never enters an ALL by itself.
    Route(Box<Rule>),
    /// Strict: every person engaged in the role; lenient: at least one (A13, A35).
    Coverage {
        /// The role, or `engaged` for everybody who delivers the service.
        role: String,
        /// What each of them must satisfy.
        of: Box<Rule>,
    },
    /// Person: works in this role of this category (`engaged` for any delivering role).
    Works(String),
    /// Person: holds a qualification of this reference list.
    Qualification(String),
    /// Person: lecturer or leader in a community of this reference list.
    Community(String),
    /// Person: taught the subject of this category at a higher-education institution.
    Taught(String),
    /// Person: completed a training of this reference list.
    Training(String),
    /// Person: enough contracts within a window back from the reference date.
    Contracts {
        /// Contract kinds that count.
        kinds: Vec<String>,
        /// Kinds that count under the lenient reading only (A34, A39).
        #[serde(default)]
        lenient_kinds: Vec<String>,
        /// Kinds that need a stated reason to count under the strict reading (A21).
        #[serde(default)]
        reasoned: Vec<String>,
        /// Acts, one of which the person achieved on a client-run system (pentest).
        #[serde(default)]
        acts: Vec<String>,
        /// Acts that count under the lenient reading only (A26).
        #[serde(default)]
        lenient_acts: Vec<String>,
        /// How many contracts.
        at_least: u32,
        /// Window in years.
        within_years: u16,
    },
    /// Person: enough cumulative operation years (A30).
    Years {
        /// Contract kinds that count.
        kinds: Vec<String>,
        /// Kinds that count under the lenient reading only (A39).
        #[serde(default)]
        lenient_kinds: Vec<String>,
        /// How many years, parallel contracts added.
        at_least: u32,
        /// Window of the strict reading, in years.
        within_years: u16,
    },
    /// Person: had an item of continuing education (A13); without a list any named item counts.
    Education {
        /// Reference list, if one is named.
        #[serde(default)]
        reference: Option<String>,
        /// A list that another row asks for: its items count under the lenient reading only (A29).
        #[serde(default)]
        beside: Option<String>,
        /// Strict window in months.
        within_months: u16,
        /// Lenient window in months.
        lenient_months: u16,
    },

    /// Somebody is assigned to this role of the category.
    Assigned {
        /// The role.
        role: String,
        /// Roles that the same person should not hold without a written rule (A11).
        #[serde(default)]
        apart_from: Vec<String>,
    },
    /// A declaration with a name and a date.
    Declared,
    /// This type of service is offered, and a paper a client can read says so (A2).
    Offered,
    /// A document serves this row.
    Document {
        /// Whether clients must be able to read it (A10).
        #[serde(default)]
        client_facing: bool,
        /// Rows that need a part of their own each; strictly, all but the first of the pack ask for another (A27).
        #[serde(default)]
        apart_from: Vec<String>,
        /// Whether the strict reading also asks who is responsible for it.
        #[serde(default)]
        owner: bool,
    },
    /// A document has a section for this row.
    Section,
    /// A standard of this reference list is chosen, and a document names it.
    Standard {
        /// The reference list.
        reference: String,
        /// Lists accepted under the lenient reading only (A36).
        #[serde(default)]
        lenient_references: Vec<String>,
        /// Whether clients must be able to read the document (A10).
        #[serde(default)]
        client_facing: bool,
    },
    /// A document lists everybody who holds this role.
    PersonList {
        /// The role.
        role: String,
    },
    /// A client-facing document states a headcount for each of these routes: the numbers of all who are counted, or
    /// those of the leads among them (A6).
    Headcount {
        /// The role counted, or `engaged`.
        role: String,
        /// The role of leads, whose numbers are right too; none of them may be left out.
        #[serde(default)]
        leads: Option<String>,
        /// Route rows, one number each.
        routes: Vec<String>,
    },
    /// A client-facing document states how many persons satisfy a route of each group (兼務者).
    Overlap {
        /// The roles counted, one for each group.
        groups: Vec<RouteGroup>,
    },
    /// A review on record.
    Review {
        /// Strict window in months (A38).
        within_months: u16,
        /// Who may review.
        by: Reviewer,
        /// Whether the strict reading also asks for a declaration that all jobs are reviewed (A38).
        #[serde(default)]
        all_jobs: bool,
    },
    /// An internal or external audit on record, by people who did not handle the jobs (A12).
    Audit {
        /// Strict window in months.
        within_months: u16,
        /// The row whose document is audited; no audit is older than its first approval (A12).
        #[serde(default)]
        of: Option<String>,
    },
    /// A log or record of operation or management.
    Operation {
        /// Strict window in months (A38).
        within_months: u16,
        /// Whether the strict reading also asks for the written rule, which then is the procedure followed.
        #[serde(default)]
        with_document: bool,
        /// The row whose document is followed; no record is older than its first approval.
        #[serde(default)]
        of: Option<String>,
    },

    /// Option: a contract kind; carries a count, no verdict.
    Kind(String),
    /// Option: an act on a client-run system; carries a count, no verdict.
    Act(String),
}

/// Route rows judged for people in one role.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteGroup {
    /// The role, or `engaged`.
    pub role: String,
    /// Route rows; any of them suffices.
    pub routes: Vec<String>,
}

/// Who may review a job.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub enum Reviewer {
    /// Somebody outside the job's team; strict: outside scoping and sales too (A17).
    DisjointFromTeam,
    /// Strict: outside the team; lenient: anybody reads the finished job (A18).
    DisjointIfStrict,
    /// A participant of the job, or a person on one of these routes (A28).
    ParticipantOr(Vec<String>),
}

/// The word for everybody who delivers the service, in any role.
pub const ENGAGED: &str = "engaged";

impl Rule {
    /// The person in view works in this role.
    pub fn held(role: &str) -> Self {
        Self::Works(role.to_owned())
    }

    /// The word as it is written in a pack.
    pub fn word(&self) -> &'static str {
        self.into()
    }
}

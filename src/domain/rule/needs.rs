//! What one word reads and asks for, whatever its children ask.

use super::word::{Reviewer, RouteGroup, Rule};
use crate::domain::reference::ReferenceKind;
use crate::domain::register::{RecordKind, Register};

/// What one word reads and asks for; its children have needs of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Needs<'a> {
    /// The registers in which the facts for this word are entered, the one that decides it first.
    pub registers: &'static [Register],
    /// Every register whose entries, or whose completeness, its verdict looks at.
    pub reads: &'static [Register],
    /// The role it asks for, and of whom.
    pub role: Option<RoleNeed<'a>>,
    /// Roles that the same person should not hold.
    pub apart_from_roles: &'a [String],
    /// Rows that need a part of a document each, as this one does.
    pub apart_from_rows: &'a [String],
    /// The reference list that an item must be a member of.
    pub list: Option<ListNeed<'a>>,
    /// The contracts it counts.
    pub work: Option<WorkNeed<'a>>,
    /// Whether a section of a document must be named.
    pub section: bool,
    /// The numbers of people that a document must state.
    pub counts: Option<CountNeed<'a>>,
    /// The kind of record it asks for.
    pub record: Option<RecordKind>,
    /// The row whose document lays down what a record shows.
    pub procedure: Option<&'a str>,
    /// Whether a document must say who is responsible for it.
    pub owner: bool,
    /// Who may review.
    pub reviewer: Option<&'a Reviewer>,
    /// Whether a review is wanted of every job, with a declaration that says so.
    pub all_jobs: bool,
    /// How far back it looks.
    pub window: Option<WindowNeed>,
    /// The category whose subject somebody taught.
    pub subject: Option<&'a str>,
}

/// A role, and what is asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleNeed<'a> {
    /// The role, or [`super::ENGAGED`].
    pub id: &'a str,
    /// What is asked.
    pub usage: RoleUse,
}

/// What is asked of the people in a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleUse {
    /// The person in view holds it.
    Held,
    /// Somebody holds it.
    Filled,
    /// A document lists all who hold it.
    Listed,
    /// All who hold it satisfy something.
    Covered,
    /// Those who hold it are counted.
    Counted,
}

impl RoleUse {
    /// True where a role must be named: `engaged` is none that somebody is assigned to or listed in.
    pub fn names_one(self) -> bool {
        match self {
            Self::Filled | Self::Listed => true,
            Self::Held | Self::Covered | Self::Counted => false,
        }
    }
}

/// A reference list, and which of its items count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListNeed<'a> {
    /// Its number; without one any named item counts.
    pub number: Option<&'a str>,
    /// Lists whose items count under the lenient reading only.
    pub lenient: &'a [String],
    /// A list that another row asks for; its items count leniently.
    pub beside: Option<&'a str>,
    /// The kinds of list that fit.
    pub kinds: &'static [ReferenceKind],
    /// Whether the vendor chooses an item for the row.
    pub chosen: bool,
}

impl<'a> ListNeed<'a> {
    const fn of(number: Option<&'a str>, kinds: &'static [ReferenceKind]) -> Self {
        Self { number, lenient: &[], beside: None, kinds, chosen: false }
    }

    /// The numbers of the lists asked for, without that of another row.
    pub fn numbers(self) -> impl Iterator<Item = &'a str> {
        self.number.into_iter().chain(self.lenient.iter().map(String::as_str))
    }
}

/// Contracts that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkNeed<'a> {
    /// Kinds that count.
    pub kinds: &'a [String],
    /// Kinds that count under the lenient reading only.
    pub lenient_kinds: &'a [String],
    /// Kinds that need a stated reason under the strict reading.
    pub reasoned: &'a [String],
    /// Acts, one of which the person achieved.
    pub acts: &'a [String],
    /// Acts that count under the lenient reading only.
    pub lenient_acts: &'a [String],
    /// How far back they count, in years.
    pub within_years: u16,
    /// How many are needed.
    pub at_least: u32,
    /// Of what.
    pub measure: Measure,
}

impl<'a> WorkNeed<'a> {
    /// The kinds that count under some reading.
    pub fn any_kinds(self) -> impl Iterator<Item = &'a String> {
        self.kinds.iter().chain(self.lenient_kinds)
    }

    /// The acts that count under some reading.
    pub fn any_acts(self) -> impl Iterator<Item = &'a String> {
        self.acts.iter().chain(self.lenient_acts)
    }
}

/// What of contracts is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Jobs.
    Jobs,
    /// Cumulative years of operation.
    Years,
}

/// Numbers of people that a document must state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountNeed<'a> {
    /// One for each route.
    ByRoute {
        /// The role counted.
        role: &'a str,
        /// The role of leads, whose numbers are right too.
        leads: Option<&'a str>,
        /// The route rows.
        routes: &'a [String],
    },
    /// One, for those on a route of every group.
    Overlap(&'a [RouteGroup]),
}

impl<'a> CountNeed<'a> {
    /// The route rows by which people come to be counted.
    pub fn routes(self) -> impl Iterator<Item = &'a str> {
        let (one, groups): (&[String], &[RouteGroup]) = match self {
            Self::ByRoute { routes, .. } => (routes, &[]),
            Self::Overlap(groups) => (&[], groups),
        };
        one.iter().chain(groups.iter().flat_map(|group| &group.routes)).map(String::as_str)
    }

    /// The rows that the numbers are stated for: the routes, or the row itself where one number is for all.
    pub fn stated_for(self, row: &'a str) -> Vec<&'a str> {
        match self {
            Self::ByRoute { routes, .. } => routes.iter().map(String::as_str).collect(),
            Self::Overlap(_) => vec![row],
        }
    }
}

/// How far back a word looks, in months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WindowNeed {
    /// Under the strict reading.
    pub strict: u32,
    /// Under the lenient reading, where it differs.
    pub lenient: Option<u32>,
}

impl WindowNeed {
    const fn strict(months: u32) -> Self {
        Self { strict: months, lenient: None }
    }
}

const EDUCATION: &[ReferenceKind] = &[ReferenceKind::Education];
const ROSTER: &[Register] = &[Register::Roster];
const CONTRACTS: &[Register] = &[Register::Contracts];
const DOCUMENTS: &[Register] = &[Register::Documents];
/// Who did a job, and which job it was.
const PEOPLE_AND_JOBS: &[Register] = &[Register::Roster, Register::Contracts];
const LISTED: &[Register] = &[Register::Documents, Register::Roster];
const COUNTED: &[Register] = &[Register::Documents, Register::Roster, Register::Contracts];
/// A record names jobs and people, and may need a written rule.
const RECORDED: &[Register] = &Register::ALL;

impl Rule {
    /// What this word reads and asks for.
    #[allow(clippy::too_many_lines, reason = "the one description of every word")]
    pub fn needs(&self) -> Needs<'_> {
        let none = Needs::default();
        match self {
            // Joins, ways to other rows and declarations read no register by themselves.
            Self::All(_)
            | Self::Any(_)
            | Self::AtLeast(..)
            | Self::AllIfStrict(_)
            | Self::Row(_)
            | Self::Inherits(_)
            | Self::When { .. }
            | Self::Declared => none,
            Self::Person(_) | Self::Route(_) => person(None, None),
            Self::Coverage { role, .. } => person(Some((role, RoleUse::Covered)), None),
            Self::Works(role) => person(Some((role, RoleUse::Held)), None),
            Self::Qualification(list) => person(None, Some((list, &[ReferenceKind::Qualification]))),
            Self::Community(list) => person(None, Some((list, &[ReferenceKind::Community]))),
            Self::Training(list) => person(None, Some((list, &[ReferenceKind::Training]))),
            Self::Taught(subject) => Needs { subject: Some(subject), ..person(None, None) },
            Self::Contracts {
                kinds,
                lenient_kinds,
                reasoned,
                acts,
                lenient_acts,
                at_least,
                within_years,
            } => jobs(WorkNeed {
                kinds,
                lenient_kinds,
                reasoned,
                acts,
                lenient_acts,
                within_years: *within_years,
                at_least: *at_least,
                measure: Measure::Jobs,
            }),
            Self::Years { kinds, lenient_kinds, at_least, within_years } => jobs(WorkNeed {
                kinds,
                lenient_kinds,
                reasoned: &[],
                acts: &[],
                lenient_acts: &[],
                within_years: *within_years,
                at_least: *at_least,
                measure: Measure::Years,
            }),
            Self::Education { reference, beside, within_months, lenient_months } => Needs {
                list: Some(ListNeed {
                    beside: beside.as_deref(),
                    ..ListNeed::of(reference.as_deref(), EDUCATION)
                }),
                window: Some(WindowNeed {
                    strict: u32::from(*within_months),
                    lenient: Some(u32::from(*lenient_months)),
                }),
                ..person(None, None)
            },
            Self::Assigned { role, apart_from } => {
                Needs { apart_from_roles: apart_from, ..person(Some((role, RoleUse::Filled)), None) }
            }
            Self::Offered => document(),
            Self::Section => Needs { section: true, ..document() },
            Self::Document { apart_from, owner, .. } => {
                Needs { apart_from_rows: apart_from, owner: *owner, ..document() }
            }
            Self::Standard { reference, lenient_references, .. } => Needs {
                list: Some(ListNeed {
                    lenient: lenient_references,
                    chosen: true,
                    ..ListNeed::of(
                        Some(reference),
                        &[ReferenceKind::Standard, ReferenceKind::ResultHandling, ReferenceKind::Contents],
                    )
                }),
                ..document()
            },
            Self::PersonList { role } => Needs {
                registers: LISTED,
                reads: LISTED,
                role: Some(RoleNeed { id: role, usage: RoleUse::Listed }),
                ..none
            },
            Self::Headcount { role, leads, routes } => Needs {
                role: Some(RoleNeed { id: role, usage: RoleUse::Counted }),
                ..counts(CountNeed::ByRoute { role, leads: leads.as_deref(), routes })
            },
            Self::Overlap { groups } => counts(CountNeed::Overlap(groups)),
            Self::Review { within_months, by, all_jobs } => Needs {
                reviewer: Some(by),
                all_jobs: *all_jobs,
                ..record(RecordKind::Review, &[Register::Reviews], *within_months)
            },
            Self::Audit { within_months, of } => {
                let audits = &[Register::Audits];
                Needs { procedure: of.as_deref(), ..record(RecordKind::Audit, audits, *within_months) }
            }
            Self::Operation { within_months, with_document, of } => {
                let registers: &[Register] = match with_document {
                    true => &[Register::Operations, Register::Documents],
                    false => &[Register::Operations],
                };
                Needs { procedure: of.as_deref(), ..record(RecordKind::Operation, registers, *within_months) }
            }
            Self::Kind(_) | Self::Act(_) => Needs { registers: CONTRACTS, reads: CONTRACTS, ..none },
        }
    }

    /// The role that the person in view must hold, if that is what this word asks.
    pub fn held_role(&self) -> Option<&str> {
        self.needs().role.filter(|role| role.usage == RoleUse::Held).map(|role| role.id)
    }

    /// True for education, which is held once for everybody.
    pub fn is_education(&self) -> bool {
        self.needs().list.is_some_and(|list| list.kinds == EDUCATION)
    }

    /// The jobs that this rule, or one inside it, counts.
    pub fn jobs(&self) -> Option<WorkNeed<'_>> {
        self.all().filter_map(|rule| rule.needs().work).find(|work| work.measure == Measure::Jobs)
    }

    /// True if this rule, or one inside it, asks for a document.
    pub fn asks_for_document(&self) -> bool {
        self.all().any(|rule| rule.needs().registers.contains(&Register::Documents))
    }

    /// True if this rule, or one inside it, asks for numbers of people.
    pub fn asks_for_counts(&self) -> bool {
        self.all().any(|rule| rule.needs().counts.is_some())
    }

    /// True if this rule, or one inside it, asks for a record of a kind.
    pub fn asks_for_record(&self, kind: RecordKind) -> bool {
        self.all().any(|rule| rule.needs().record == Some(kind))
    }

    /// True if the vendor chooses an item of a list for this rule, or for one inside it.
    pub fn asks_for_choice(&self) -> bool {
        self.all().any(|rule| rule.needs().list.is_some_and(|list| list.chosen))
    }

    /// The registers in which the facts for this rule are entered, those of its children included, each once;
    /// those of the rows it refers to are left out.
    pub fn registers(&self) -> Vec<Register> {
        let mut found = Vec::new();
        for register in self.all().flat_map(|rule| rule.needs().registers) {
            if !found.contains(register) {
                found.push(*register);
            }
        }
        found
    }
}

fn person<'a>(
    role: Option<(&'a String, RoleUse)>,
    list: Option<(&'a String, &'static [ReferenceKind])>,
) -> Needs<'a> {
    Needs {
        registers: ROSTER,
        reads: ROSTER,
        role: role.map(|(id, usage)| RoleNeed { id, usage }),
        list: list.map(|(number, kinds)| ListNeed::of(Some(number), kinds)),
        ..Needs::default()
    }
}

fn jobs(work: WorkNeed<'_>) -> Needs<'_> {
    let window = WindowNeed::strict(u32::from(work.within_years) * 12);
    Needs {
        registers: CONTRACTS,
        reads: PEOPLE_AND_JOBS,
        work: Some(work),
        window: Some(window),
        ..Needs::default()
    }
}

fn document<'a>() -> Needs<'a> {
    Needs { registers: DOCUMENTS, reads: DOCUMENTS, ..Needs::default() }
}

fn counts(counts: CountNeed<'_>) -> Needs<'_> {
    Needs { registers: COUNTED, reads: COUNTED, counts: Some(counts), ..Needs::default() }
}

fn record<'a>(kind: RecordKind, registers: &'static [Register], months: u16) -> Needs<'a> {
    Needs {
        registers,
        reads: RECORDED,
        record: Some(kind),
        window: Some(WindowNeed::strict(u32::from(months))),
        ..Needs::default()
    }
}

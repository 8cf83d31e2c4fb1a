//! Steps: what to do, to which row, with whom, and what it costs.

use std::collections::BTreeMap;

use super::graph::{Cost, StepId};
use crate::domain::assessment::Assessment;
use crate::domain::date::Date;
use crate::domain::evaluate::{Count, Ground, Why};
use crate::domain::pack::{Effort, Pack};
use crate::domain::register::{PersonId, Register};
use crate::domain::step_note::StepKey;
use crate::domain::verdict::Reading;

/// What one organisation reckons a row takes, in the place of what the pack says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Costs {
    /// Effort and lead time by row id; what is missing comes from the pack.
    pub rows: BTreeMap<String, (Effort, u32)>,
    /// The same by step, before that of its row.
    pub steps: BTreeMap<StepKey, (Option<Effort>, Option<u32>)>,
}

impl Costs {
    /// What an organisation noted on steps.
    pub fn noted(assessment: &Assessment) -> Self {
        let own = assessment.steps.iter().filter(|note| note.effort.is_some() || note.lead_days.is_some());
        let steps = own.map(|note| (note.step.clone(), (note.effort, note.lead_days))).collect();
        Self { rows: BTreeMap::new(), steps }
    }

    /// The same, but for these rows, whatever is noted on steps about them.
    #[must_use]
    pub fn but_for(mut self, rows: BTreeMap<String, (Effort, u32)>) -> Self {
        self.steps.retain(|step, _| step.row().is_none_or(|row| !rows.contains_key(row)));
        self.rows = rows;
        self
    }

    /// A step with what it takes here.
    pub(super) fn on(&self, step: Step) -> Step {
        let (effort, lead_days) = self.steps.get(&step.key).copied().unwrap_or_default();
        Step {
            effort: effort.unwrap_or(step.effort),
            lead_days: lead_days.unwrap_or(step.lead_days),
            own_effort: effort.is_some(),
            own_lead_days: lead_days.is_some(),
            ..step
        }
    }

    /// Effort and lead days of closing a row.
    pub fn of(&self, pack: &Pack, at: usize) -> (Effort, u32) {
        let row = &pack.rows()[at];
        self.rows.get(&row.id).copied().unwrap_or((row.effort, row.lead_days))
    }
}

/// Units of work of an effort: small 1, medium 4, large 16.
pub fn weight(effort: Effort) -> u32 {
    match effort {
        Effort::Small => 1,
        Effort::Medium => 4,
        Effort::Large => 16,
    }
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is about: its name in notes, whatever the plan.
    pub key: StepKey,
    /// Position of the row whose gap it closes.
    pub at: usize,
    /// What is to be done.
    pub action: Action,
    /// With whom: person ids; empty if no particular person.
    pub people: Vec<PersonId>,
    /// True if it takes somebody who is not in the roster yet.
    pub newcomer: bool,
    /// How much work it is.
    pub effort: Effort,
    /// Days from start to done.
    pub lead_days: u32,
    /// True if the effort is the organisation's own figure.
    pub own_effort: bool,
    /// True if the days are the organisation's own figure.
    pub own_lead_days: bool,
    /// True if it rests on a reference list of which no member is verified.
    pub unread: bool,
    /// How much is missing, to decide between otherwise equal ways.
    pub missing: u32,
    /// What is counted, where something is: 4 of 5 contracts.
    pub count: Option<Count>,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Get a published list, make sure that something is in it, and record where and when that was read.
    Verify {
        /// The list's number.
        list: String,
        /// The member to be found in it; none where none is chosen.
        member: Option<String>,
    },
    /// What the pack says closes the row.
    Close,
    /// Fill in what keeps a fact from holding in full.
    Mend {
        /// Id of the fact, with the part of it that is meant.
        fact: String,
        /// The part meant; may be empty.
        detail: String,
        /// What is missing.
        why: Vec<Why>,
    },
    /// Write something under the name by which a list has it.
    Rename {
        /// Id of the fact.
        fact: String,
        /// As it is written.
        name: String,
        /// The member it is, by id.
        member: String,
        /// What else is missing.
        why: Vec<Why>,
    },
    /// Give somebody a role.
    Appoint {
        /// Category id.
        category: String,
        /// Role id.
        role: String,
    },
    /// Offer this type of service, in a paper clients can read.
    Offer,
    /// Sign the declaration.
    Declare,
    /// Say that a register is complete.
    CloseRegister(Register),
    /// Take back a "no" that the facts speak against.
    Reconsider,
}

impl Action {
    /// True if numbers in a paper are put right.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Mend { why, .. } if why.iter().all(is_number))
    }
}

/// What has to be read in a published list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unread {
    /// The member to be found there, by id, or the list where none is chosen.
    pub(super) subject: String,
    /// True if no member of the list is verified.
    pub(super) whole: bool,
}

/// A row that waits for a verification, and the step of it that does, if there is more to do than that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Waiting {
    pub(super) verification: StepId,
    pub(super) at: usize,
    pub(super) doing: Option<StepId>,
}

impl Step {
    /// The step's cost.
    pub fn cost(&self) -> Cost {
        Cost {
            unread: u32::from(self.unread),
            effort: weight(self.effort),
            days: self.lead_days,
            steps: 1,
            missing: self.missing,
        }
    }
}

/// The fact that is nearest to holding, if only blanks of the registers keep it from that.
pub(super) fn mend(grounds: &[Ground]) -> Option<Action> {
    let near = grounds.iter().filter_map(Ground::fact).filter(|fact| {
        let near = fact.pair.lenient() != Reading::No || fact.why.iter().all(is_number);
        near && !fact.why.is_empty() && fact.why.iter().all(is_blank)
    });
    let fact = near.min_by_key(|fact| fact.why.len())?;
    Some(Action::Mend { fact: fact.id.clone(), detail: fact.detail.clone(), why: fact.why.clone() })
}

/// The fact that needs the name of a list and, if anything, entries in the registers. `member` says which member
/// of the lists asked for a name means.
pub(super) fn rename(grounds: &[Ground], member: impl Fn(&str) -> Option<String>) -> Option<Action> {
    let facts = grounds.iter().filter_map(Ground::fact).filter(|fact| fact.why.contains(&Why::Unlisted));
    let near = facts.filter(|fact| fact.why.iter().all(|why| *why == Why::Unlisted || is_blank(why)));
    let named = near.filter_map(|fact| Some((fact, member(&fact.detail)?)));
    let (fact, member) = named.min_by_key(|(fact, _)| fact.why.len())?;
    let why = fact.why.iter().filter(|why| is_blank(why)).cloned().collect();
    Some(Action::Rename { fact: fact.id.clone(), name: fact.detail.clone(), member, why })
}

/// True if an entry in a register mends it, with nothing to do in the world outside.
pub(super) fn is_blank(why: &Why) -> bool {
    matches!(
        why,
        Why::DateMissing
            | Why::DateImprecise
            | Why::StartMissing
            | Why::Unverified
            | Why::NumberMissing
            | Why::ExpiryMissing
            | Why::NoExpiryReasonMissing
            | Why::ProofMissing
            | Why::ReasonMissing
            | Why::SystemUnknown
            | Why::VersionMissing
            | Why::SectionMissing
            | Why::NobodyNamed
            | Why::TeamUnknown
            | Why::ServiceUnknown(_)
            | Why::JobUndated(_)
            | Why::JobUnknown(_)
            | Why::ResultMissing
            | Why::FollowUpMissing
            | Why::NameMissing
            | Why::TitleMissing
            | Why::OwnerMissing
            | Why::FirstApprovalMissing(_)
    ) || is_number(why)
}

/// True if a number in a paper is to be another one; the reason says which.
fn is_number(why: &Why) -> bool {
    matches!(
        why,
        Why::Overstated { .. }
            | Why::Understated { .. }
            | Why::LeadNotCounted { .. }
            | Why::StatedTwice(_)
            | Why::PopulationsMixed
    )
}

/// How much is missing: what is short in counts, or the blanks of the nearest fact, or one.
pub(super) fn missing(grounds: &[Ground]) -> (u32, Option<Count>) {
    let counts = grounds.iter().filter_map(Ground::count);
    match counts.min_by_key(|count| count.needed.saturating_sub(count.strict)) {
        Some(count) => (count.needed.saturating_sub(count.strict).max(1), Some(count)),
        None => (fewest_faults(grounds), None),
    }
}

/// The faults of the nearest fact; ten where there is none yet.
fn fewest_faults(grounds: &[Ground]) -> u32 {
    let faults = grounds.iter().filter_map(|ground| u32::try_from(ground.fact()?.why.len()).ok());
    faults.min().unwrap_or(10).clamp(1, 10)
}

/// The last day to begin something that takes so many days, for it to be done by a day.
pub fn start_by(done: Date, days: u32) -> Date {
    done.saturating_sub(jiff::Span::new().days(i64::from(days.min(36_500))))
}

/// The day a plan is done that is begun on some day, each step as early as it can be.
pub fn done_by(start: Date, cost: Cost) -> Date {
    start.saturating_add(jiff::Span::new().days(i64::from(cost.days.min(36_500))))
}

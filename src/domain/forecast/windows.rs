//! The windows of a pack: how far back its rules look, and at which facts.

use std::collections::BTreeSet;

use crate::domain::pack::Pack;
use crate::domain::register::Contract;
use crate::domain::rule::{Measure, Rule, WorkNeed};

/// What is asked of contracts of some kinds.
#[derive(Debug, Clone)]
pub(super) struct Work<'p> {
    /// The rule.
    pub(super) rule: &'p Rule,
    /// Position of its row.
    pub(super) at: usize,
    /// How far back the window goes.
    pub(super) months: u32,
    /// True where months of work add up; otherwise jobs and years of them.
    pub(super) in_months: bool,
    counted: WorkNeed<'p>,
}

impl Work<'_> {
    /// True if a contract is of a kind that counts.
    pub(super) fn about(&self, contract: &Contract) -> bool {
        contract.kinds.iter().any(|kind| self.counted.any_kinds().any(|known| known == kind))
    }
}

/// How far back rules look, in months, by what they look at.
#[derive(Debug, Clone, Default)]
pub(super) struct Windows<'p> {
    /// At trainings.
    pub(super) education: BTreeSet<u32>,
    /// At records of reviews, audits and operation.
    pub(super) records: BTreeSet<u32>,
    /// At contracts.
    pub(super) contracts: Vec<Work<'p>>,
}

impl<'p> Windows<'p> {
    /// The windows of every rule of a pack.
    pub(super) fn of(pack: &'p Pack) -> Self {
        let mut windows = Self::default();
        let rules =
            pack.rows().iter().enumerate().flat_map(|(at, row)| row.rule.all().map(move |rule| (at, rule)));
        for (at, rule) in rules {
            let needs = rule.needs();
            let Some(window) = needs.window else { continue };
            if let Some(counted) = needs.work {
                let in_months = counted.measure == Measure::Years;
                windows.contracts.push(Work { rule, at, months: window.strict, in_months, counted });
            } else if needs.record.is_some() {
                windows.records.insert(window.strict);
            } else {
                windows.education.extend([Some(window.strict), window.lenient].into_iter().flatten());
            }
        }
        windows
    }
}

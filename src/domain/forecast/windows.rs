//! The windows of a pack: how far back its rules look, and at which facts.

use std::collections::BTreeSet;

use crate::domain::pack::Pack;
use crate::domain::register::Contract;
use crate::domain::rule::Rule;

/// What is asked of contracts of some kinds.
#[derive(Debug, Clone)]
pub(super) struct Work<'p> {
    /// The rule.
    pub(super) rule: &'p Rule,
    /// Position of the row it stands in.
    pub(super) at: usize,
    /// How far back the window goes.
    pub(super) months: u32,
    /// True where months of work add up; otherwise jobs and years of them.
    pub(super) in_months: bool,
    /// The kinds that count under some reading.
    kinds: Vec<&'p String>,
}

impl Work<'_> {
    /// True if a contract is of a kind that counts.
    pub(super) fn about(&self, contract: &Contract) -> bool {
        contract.kinds.iter().any(|kind| self.kinds.contains(&kind))
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
        pack.rows().iter().enumerate().for_each(|(at, row)| windows.see(at, &row.rule));
        windows
    }

    fn see(&mut self, at: usize, rule: &'p Rule) {
        match rule {
            Rule::Contracts { kinds, lenient_kinds, within_years, .. }
            | Rule::Years { kinds, lenient_kinds, within_years, .. } => self.contracts.push(Work {
                rule,
                at,
                months: u32::from(*within_years) * 12,
                in_months: matches!(rule, Rule::Years { .. }),
                kinds: kinds.iter().chain(lenient_kinds).collect(),
            }),
            Rule::Education { within_months, lenient_months, .. } => {
                self.education.extend([u32::from(*within_months), u32::from(*lenient_months)]);
            }
            Rule::Review { within_months, .. }
            | Rule::Audit { within_months }
            | Rule::Operation { within_months, .. } => {
                self.records.insert(u32::from(*within_months));
            }
            _ => rule.children().into_iter().for_each(|child| self.see(at, child)),
        }
    }
}

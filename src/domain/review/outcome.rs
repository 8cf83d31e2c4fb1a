//! What a review rests on: answers without proof, questions not asked, registers that decide instead.

use std::collections::BTreeSet;

use super::answers::below;
use crate::domain::assessment::{Answer, Assessment};
use crate::domain::evaluate::{CategoryFinding, Findings, Judge};
use crate::domain::gap::counted;
use crate::domain::pack::{Pack, RowKind};
use crate::domain::register::Register;
use crate::domain::rule::Shape;
use crate::domain::verdict::{Reading, Verdict};

/// How many of the requirements that must hold are settled: answered, or decided by facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// So many are.
    pub settled: usize,
    /// Of so many.
    pub total: usize,
}

/// An open question that is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unasked {
    /// Position of the row.
    pub at: usize,
    /// Why not.
    pub why: WhyUnasked,
}

/// Why a question is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhyUnasked {
    /// The service it belongs to is not offered.
    OutOfScope,
    /// Another way is already higher.
    Alternative,
    /// Only the registers can show it.
    Registers,
    /// What is above it is decided by other answers.
    Moot,
}

impl WhyUnasked {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::OutOfScope, Self::Alternative, Self::Registers, Self::Moot];

    /// The word used in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::OutOfScope => "out-of-scope",
            Self::Alternative => "alternative",
            Self::Registers => "registers",
            Self::Moot => "moot",
        }
    }
}

/// An answer the verdict rests on without its being shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    /// Position of the row.
    pub at: usize,
    /// What was answered.
    pub what: Assumed,
    /// The registers that would show it.
    pub registers: Vec<Register>,
}

/// What was assumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Assumed {
    /// Claimed, but not shown by facts.
    Claimed,
    /// Answered with "don't know".
    Unknown,
}

impl Assumed {
    /// The word used in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Unknown => "unknown",
        }
    }
}

/// A requirement that only registers decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToFill {
    /// Position of the row.
    pub at: usize,
    /// The registers to fill, or to call complete.
    pub registers: Vec<Register>,
}

/// A category with its findings.
pub(super) struct ReviewedCategory<'a> {
    pub(super) pack: &'a Pack,
    pub(super) assessment: &'a Assessment,
    pub(super) findings: &'a Findings,
    pub(super) category: &'a CategoryFinding,
}

impl ReviewedCategory<'_> {
    /// Of the open questions, those that are not asked.
    pub(super) fn unasked(
        &self,
        open: &[usize],
        asked: impl Fn(usize) -> bool,
        judge: &Judge<'_>,
    ) -> Vec<Unasked> {
        let left = open.iter().copied().filter(|&at| !asked(at) && self.category.rows.contains(&at));
        left.map(|at| Unasked { at, why: self.why_unasked(at, judge) }).collect()
    }

    fn why_unasked(&self, at: usize, judge: &Judge<'_>) -> WhyUnasked {
        if self.findings.at(at).outcome.verdict() == Verdict::NotApplicable {
            WhyUnasked::OutOfScope
        } else if self.category.spare.binary_search(&at).is_ok() {
            WhyUnasked::Alternative
        } else if judge.about_people(at) || self.pack.rows()[at].rule.shape().concerns_people() {
            WhyUnasked::Registers
        } else {
            WhyUnasked::Moot
        }
    }

    pub(super) fn assumed(&self) -> Vec<Assumption> {
        let rows = counted(self.pack, self.findings, &self.category.id).into_iter();
        rows.filter_map(|at| {
            Some(Assumption { at, what: self.assumed_of(at)?, registers: self.registers(at) })
        })
        .collect()
    }

    fn assumed_of(&self, at: usize) -> Option<Assumed> {
        let finding = self.findings.at(at);
        let shown = finding.facts.is_some_and(|facts| facts.strict() == Reading::Yes);
        match finding.claim? {
            Answer::Unknown => Some(Assumed::Unknown),
            Answer::Yes if !shown && !matches!(self.pack.rows()[at].rule.shape(), Shape::Declared) => {
                Some(Assumed::Claimed)
            }
            _ => None,
        }
    }

    /// Requirements about people that are open and that no question is about.
    pub(super) fn by_registers(&self, asked: impl Fn(usize) -> bool) -> Vec<ToFill> {
        let open = self.needed().filter(|&at| {
            let finding = self.findings.at(at);
            finding.outcome.verdict() == Verdict::Unanswered
                && finding.claim.is_none()
                && self.pack.rows()[at].rule.shape().concerns_people()
                && !asked(at)
        });
        open.map(|at| ToFill { at, registers: self.registers(at) }).collect()
    }

    pub(super) fn open_registers(&self) -> Vec<Register> {
        let used: BTreeSet<Register> = self.needed().flat_map(|at| self.registers(at)).collect();
        used.into_iter().filter(|&register| self.assessment.open(register)).collect()
    }

    pub(super) fn progress(&self) -> Progress {
        let asked = |at: &usize| self.pack.answerable(*at) && self.findings.at(*at).value.is_none();
        let rows: Vec<usize> = self.needed().filter(asked).collect();
        let finding = |at: usize| self.findings.at(at);
        let settled = |at: &&usize| finding(**at).claim.is_some() || finding(**at).outcome.decided();
        Progress { settled: rows.iter().filter(settled).count(), total: rows.len() }
    }

    /// Rows that must hold: neither spare nor one of the ways a person can qualify.
    fn needed(&self) -> impl Iterator<Item = usize> {
        let rows =
            self.category.rows.iter().copied().filter(|at| self.category.spare.binary_search(at).is_err());
        rows.filter(|&at| {
            std::iter::successors(Some(at), |&at| self.pack.parent(at))
                .all(|at| !matches!(self.pack.rows()[at].kind, RowKind::Route | RowKind::Option))
        })
    }

    /// The registers that show a row and what it rests on.
    fn registers(&self, at: usize) -> Vec<Register> {
        let rows = below(self.pack, vec![at]).into_iter();
        let registers: BTreeSet<Register> =
            rows.flat_map(|at| self.pack.rows()[at].rule.registers()).collect();
        registers.into_iter().collect()
    }
}

//! How far answers can still move each row: were every open question answered no, as things are, and were
//! each answered yes.
//!
//! A node is made of the possible outcomes of its children, so its span holds every completion of the open questions
//! (rows that share questions can make it too wide, never too narrow). A question can change the verdict only
//! if each node on some way down to it can still be moved under the same reading.

use crate::domain::verdict::{Outcome, Pair, Reading};

/// Under which readings something counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Halves {
    pub(super) lenient: bool,
    /// Only whether the strict reading is a yes: no verdict tells its "no" from its "open".
    pub(super) strict: bool,
}

impl Halves {
    pub(super) const NONE: Self = Self { lenient: false, strict: false };
    pub(super) const BOTH: Self = Self { lenient: true, strict: true };

    pub(super) fn and(self, other: Self) -> Self {
        Self { lenient: self.lenient && other.lenient, strict: self.strict && other.strict }
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self { lenient: self.lenient || other.lenient, strict: self.strict || other.strict }
    }

    pub(super) fn any(self) -> bool {
        self.lenient || self.strict
    }
}

/// The possible outcomes of something.
#[derive(Debug, Clone, Copy)]
pub(super) struct VerdictSpan {
    pub(super) low: Outcome,
    pub(super) now: Outcome,
    pub(super) high: Outcome,
    /// True if some answers make it not applicable.
    pub(super) vanishes: bool,
}

impl VerdictSpan {
    pub(super) fn fixed(outcome: impl Into<Outcome>) -> Self {
        let outcome = outcome.into();
        Self { low: outcome, now: outcome, high: outcome, vanishes: false }
    }

    /// Anything at all.
    pub(super) fn wide(now: Outcome) -> Self {
        Self { low: Pair::NO.into(), now, high: Pair::YES.into(), vanishes: true }
    }

    pub(super) fn all(children: &[Self]) -> Self {
        Self { vanishes: Self::all_vanish(children), ..Self::each(children, Outcome::all) }
    }

    fn all_vanish(children: &[Self]) -> bool {
        children.iter().any(|child| child.vanishes)
            && children.iter().all(|child| child.vanishes || child.high == Outcome::NotApplicable)
    }

    /// A node in which a child that vanishes is as good as one that fails.
    pub(super) fn alternatives(children: &[Self], node: impl Fn(Vec<Outcome>) -> Outcome) -> Self {
        let lowered: Vec<Self> = children
            .iter()
            .map(|child| if child.vanishes { Self { low: Pair::NO.into(), ..*child } } else { *child })
            .collect();
        Self { vanishes: Self::all_vanish(children), ..Self::each(&lowered, node) }
    }

    fn each(children: &[Self], node: impl Fn(Vec<Outcome>) -> Outcome) -> Self {
        let of = |end: fn(&Self) -> Outcome| node(children.iter().map(end).collect());
        Self { low: of(|c| c.low), now: of(|c| c.now), high: of(|c| c.high), vanishes: false }
    }

    /// Under which readings answers can still move it.
    pub(super) fn moves(self) -> Halves {
        match (self.low.pair(), self.high.pair()) {
            (None, None) => Halves::NONE,
            (Some(low), Some(high)) => Halves {
                lenient: low.lenient() < high.lenient(),
                strict: low.strict() < Reading::Yes && high.strict() == Reading::Yes,
            },
            _ => Halves::BOTH,
        }
    }
}

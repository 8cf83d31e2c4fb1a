//! Readings, pairs of readings and the five verdicts (design section 3).

use std::fmt;

/// The answer under one reading of the criteria: `No < Open < Yes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// It does not hold.
    No,
    /// Not decided by what is known.
    Open,
    /// It holds.
    Yes,
}

impl Reading {
    /// `Yes` for true, `No` for false.
    pub fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    /// The word used in files and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Open => "open",
            Self::Yes => "yes",
        }
    }
}

/// The strict and the lenient reading of one leaf or node; strict is never above lenient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pair {
    strict: Reading,
    lenient: Reading,
}

impl Pair {
    /// Both readings say no.
    pub const NO: Self = Self { strict: Reading::No, lenient: Reading::No };
    /// Both readings are open.
    pub const OPEN: Self = Self { strict: Reading::Open, lenient: Reading::Open };
    /// Both readings say yes.
    pub const YES: Self = Self { strict: Reading::Yes, lenient: Reading::Yes };
    /// Holds only under the lenient reading.
    pub const LENIENT: Self = Self { strict: Reading::No, lenient: Reading::Yes };

    /// Builds a pair; strict is lowered to lenient where it would be above it.
    pub fn new(strict: Reading, lenient: Reading) -> Self {
        Self { strict: strict.min(lenient), lenient }
    }

    /// A pair from two plain truths.
    pub fn of(strict: bool, lenient: bool) -> Self {
        Self::new(Reading::of(strict), Reading::of(lenient || strict))
    }

    /// The strict half.
    pub fn strict(self) -> Reading {
        self.strict
    }

    /// The lenient half.
    pub fn lenient(self) -> Reading {
        self.lenient
    }

    /// The lower of two pairs, half by half (ALL).
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { strict: self.strict.min(other.strict), lenient: self.lenient.min(other.lenient) }
    }

    /// The higher of two pairs, half by half (ANY).
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { strict: self.strict.max(other.strict), lenient: self.lenient.max(other.lenient) }
    }

    /// What an "exists" rule says while its register is open: whatever does not hold yet is open.
    #[must_use]
    pub fn while_open(self, register_open: bool) -> Self {
        if register_open { self.or(Self::OPEN) } else { self }
    }

    /// What an "every" rule says while its register is open: whatever holds so far is open.
    #[must_use]
    pub fn capped_while_open(self, register_open: bool) -> Self {
        if register_open { self.and(Self::OPEN) } else { self }
    }

    /// How many of some pairs hold under one reading.
    pub fn holding(pairs: &[Self], half: fn(Self) -> Reading) -> u32 {
        let holding = pairs.iter().filter(|&&pair| half(pair) == Reading::Yes).count();
        u32::try_from(holding).unwrap_or(u32::MAX)
    }

    /// Keeps the strict half below a bound that only the strict reading knows.
    #[must_use]
    pub fn strict_at_most(self, bound: Reading) -> Self {
        Self { strict: self.strict.min(bound), lenient: self.lenient }
    }

    /// The verdict of this pair.
    pub fn verdict(self) -> Verdict {
        match (self.strict, self.lenient) {
            (_, Reading::No) => Verdict::Gap,
            (_, Reading::Open) => Verdict::Unanswered,
            (Reading::Yes, Reading::Yes) => Verdict::Satisfied,
            (_, Reading::Yes) => Verdict::NeedsConfirmation,
        }
    }

    /// The lowest verdict that answers still open could bring.
    pub fn floor(self) -> Verdict {
        self.settled(Reading::No).verdict()
    }

    /// The highest verdict that answers still open could bring.
    pub fn ceiling(self) -> Verdict {
        self.settled(Reading::Yes).verdict()
    }

    fn settled(self, open: Reading) -> Self {
        let settle = |reading| if reading == Reading::Open { open } else { reading };
        Self { strict: settle(self.strict), lenient: settle(self.lenient) }
    }
}

/// The result of a node or leaf: a pair, or nothing to judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Neutral in every node (対象外).
    NotApplicable,
    /// Judged under both readings.
    Judged(Pair),
}

impl Outcome {
    /// The pair, if there is one.
    pub fn pair(self) -> Option<Pair> {
        match self {
            Self::NotApplicable => None,
            Self::Judged(pair) => Some(pair),
        }
    }

    /// The verdict.
    pub fn verdict(self) -> Verdict {
        self.pair().map_or(Verdict::NotApplicable, Pair::verdict)
    }

    /// The floor; not-applicable is its own floor.
    pub fn floor(self) -> Verdict {
        self.pair().map_or(Verdict::NotApplicable, Pair::floor)
    }

    /// The ceiling; not-applicable is its own ceiling.
    pub fn ceiling(self) -> Verdict {
        self.pair().map_or(Verdict::NotApplicable, Pair::ceiling)
    }

    /// True where no open answer can change the verdict.
    pub fn decided(self) -> bool {
        self.floor() == self.ceiling()
    }

    /// What a condition makes of it: not applicable where it does not hold, at least open while that is not known.
    #[must_use]
    pub fn gated(self, condition: Reading) -> Self {
        match (self, condition) {
            (_, Reading::No) => Self::NotApplicable,
            (Self::Judged(pair), Reading::Open) => pair.or(Pair::OPEN).into(),
            (outcome, _) => outcome,
        }
    }

    /// ALL: the lowest of the children that apply; no such child is neutral.
    pub fn all(children: impl IntoIterator<Item = Self>) -> Self {
        children
            .into_iter()
            .filter_map(Self::pair)
            .reduce(Pair::and)
            .map_or(Self::NotApplicable, Self::Judged)
    }

    /// ANY: the highest of the children that apply. Where none does there is no alternative left, and
    /// none holds: waving all of them away must not make the node go away.
    pub fn any(children: impl IntoIterator<Item = Self>) -> Self {
        Self::Judged(children.into_iter().filter_map(Self::pair).reduce(Pair::or).unwrap_or(Pair::NO))
    }

    /// AT LEAST k: the k-th highest of each half; missing children count as no. None needed is neutral.
    pub fn at_least(k: usize, children: impl IntoIterator<Item = Self>) -> Self {
        let pairs: Vec<Pair> = children.into_iter().filter_map(Self::pair).collect();
        if k == 0 {
            return Self::NotApplicable;
        }
        let kth = |half: fn(Pair) -> Reading| {
            let mut halves: Vec<Reading> = pairs.iter().map(|&pair| half(pair)).collect();
            halves.sort_unstable_by(|a, b| b.cmp(a));
            halves.get(k - 1).copied().unwrap_or(Reading::No)
        };
        Self::Judged(Pair::new(kth(Pair::strict), kth(Pair::lenient)))
    }

    /// ALL for the strict half, ANY for the lenient half (doubts A29 and A40).
    pub fn all_if_strict(children: impl IntoIterator<Item = Self>) -> Self {
        let pairs: Vec<Pair> = children.into_iter().filter_map(Self::pair).collect();
        let all = pairs.iter().copied().reduce(Pair::and);
        let any = pairs.iter().copied().reduce(Pair::or);
        match (all, any) {
            (Some(all), Some(any)) => Self::Judged(Pair::new(all.strict, any.lenient)),
            _ => Self::NotApplicable,
        }
    }
}

impl From<Pair> for Outcome {
    fn from(pair: Pair) -> Self {
        Self::Judged(pair)
    }
}

/// One of the five words; ordered gap < unanswered < needs-confirmation < satisfied, not-applicable aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// 不足.
    Gap,
    /// 未回答.
    Unanswered,
    /// 要確認.
    NeedsConfirmation,
    /// 適合見込み.
    Satisfied,
    /// 対象外.
    NotApplicable,
}

impl Verdict {
    /// All five, in their order.
    pub const ALL: [Self; 5] =
        [Self::Gap, Self::Unanswered, Self::NeedsConfirmation, Self::Satisfied, Self::NotApplicable];

    /// The word used in files and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Unanswered => "unanswered",
            Self::NeedsConfirmation => "needs-confirmation",
            Self::Satisfied => "satisfied",
            Self::NotApplicable => "not-applicable",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Reading::{No, Open, Yes};
    use Verdict::{Gap, NeedsConfirmation, Satisfied, Unanswered};

    #[test]
    fn the_table_of_pairs_verdicts_and_bounds() {
        let table = [
            (No, No, Gap, Gap, Gap),
            (No, Open, Gap, Unanswered, NeedsConfirmation),
            (Open, Open, Gap, Unanswered, Satisfied),
            (No, Yes, NeedsConfirmation, NeedsConfirmation, NeedsConfirmation),
            (Open, Yes, NeedsConfirmation, NeedsConfirmation, Satisfied),
            (Yes, Yes, Satisfied, Satisfied, Satisfied),
        ];
        for (strict, lenient, floor, verdict, ceiling) in table {
            let pair = Pair::new(strict, lenient);
            assert_eq!((pair.floor(), pair.verdict(), pair.ceiling()), (floor, verdict, ceiling), "{pair:?}");
        }
    }

    #[test]
    fn strict_never_stands_above_lenient() {
        assert_eq!(Pair::new(Yes, No), Pair::NO);
        assert_eq!(Pair::new(Open, No), Pair::NO);
    }

    #[test]
    fn nodes_act_on_each_half_and_skip_what_does_not_apply() {
        let judged = |s, l| Outcome::Judged(Pair::new(s, l));
        let na = Outcome::NotApplicable;
        let (gap, confirm, open, yes) =
            (judged(No, No), judged(No, Yes), judged(Open, Open), judged(Yes, Yes));
        assert_eq!(Outcome::all([yes, na, confirm, open]), judged(No, Open));
        assert_eq!(Outcome::any([gap, na, confirm, open]), judged(Open, Yes));
        assert_eq!(Outcome::all([na, na]), na);
        assert_eq!(Outcome::all([]), na);
        assert_eq!(Outcome::any([na, na]), gap);
        assert_eq!(Outcome::at_least(1, [na, na]), gap);
        assert_eq!(Outcome::at_least(2, [yes, na]), gap);
        assert_eq!(Outcome::at_least(0, [gap]), na);
        assert_eq!(Outcome::all_if_strict([na, na]), na);
        assert_eq!(Outcome::at_least(2, [yes, confirm, gap]), judged(No, Yes));
        assert_eq!(Outcome::at_least(3, [yes, yes]), gap);
        assert_eq!(Outcome::all_if_strict([gap, yes]), judged(No, Yes));
        assert_eq!(Outcome::all_if_strict([yes, yes]), yes);
    }
}

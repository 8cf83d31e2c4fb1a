//! Grounds while they are collected, and how one fact reads while it is judged.

use std::collections::HashSet;

use super::grounds::{Fact, Ground, Why};
use crate::domain::verdict::{Pair, Reading};

/// Collects grounds, or throws them away where only the verdict is wanted.
#[derive(Debug, Default)]
pub(super) struct Notes {
    wanted: bool,
    list: Vec<Ground>,
}

impl Notes {
    /// Notes that keep what they are given.
    pub(super) fn wanted() -> Self {
        Self { wanted: true, list: Vec::new() }
    }

    /// Notes that keep nothing.
    pub(super) fn unwanted() -> Self {
        Self::default()
    }

    /// True if they keep what they are given.
    pub(super) fn are_wanted(&self) -> bool {
        self.wanted
    }

    /// Empty notes that keep things if these do.
    pub(super) fn like(&self) -> Self {
        Self { wanted: self.wanted, list: Vec::new() }
    }

    /// Adds a ground, built only if wanted.
    pub(super) fn add(&mut self, ground: impl FnOnce() -> Ground) {
        if self.wanted {
            self.list.push(ground());
        }
    }

    /// Adds the reading of a register row.
    pub(super) fn fact(&mut self, id: &str, detail: &str, judged: &JudgedFact) {
        self.add(|| {
            Ground::Fact(Fact {
                id: id.into(),
                detail: detail.into(),
                pair: judged.pair,
                why: judged.why.clone(),
            })
        });
    }

    /// The grounds, in the order found, without repetitions.
    pub(super) fn into_list(self) -> Vec<Ground> {
        // A row about people has one ground for each of them, so they are not compared one by one.
        let mut seen = HashSet::with_capacity(self.list.len());
        let first: Vec<bool> = self.list.iter().map(|ground| seen.insert(ground)).collect();
        let list = self.list.into_iter().zip(first);
        list.filter_map(|(ground, first)| first.then_some(ground)).collect()
    }
}

/// How one fact reads, and why it does not hold in full.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct JudgedFact {
    pub(super) pair: Pair,
    pub(super) why: Vec<Why>,
}

impl JudgedFact {
    /// Holds under both readings until something is found.
    pub(super) fn holds() -> Self {
        Self { pair: Pair::YES, why: Vec::new() }
    }

    /// Holds as far as a pair says, for one reason.
    pub(super) fn of(pair: Pair, why: Why) -> Self {
        Self { pair, why: vec![why] }
    }

    /// Does not hold, for no reason worth telling.
    pub(super) fn nothing() -> Self {
        Self { pair: Pair::NO, why: Vec::new() }
    }

    /// The best of several, half by half, with the reasons of the highest one.
    pub(super) fn best(several: impl IntoIterator<Item = Self>) -> Option<Self> {
        several.into_iter().reduce(|a, b| {
            let pair = a.pair.or(b.pair);
            let height = |judged: &Self| (judged.pair.lenient(), judged.pair.strict());
            Self { pair, why: if height(&b) > height(&a) { b.why } else { a.why } }
        })
    }

    /// The best of those who did one thing together, with the reasons of all who are no worse.
    pub(super) fn best_of_people(several: impl IntoIterator<Item = Self>) -> Option<Self> {
        let several: Vec<Self> = several.into_iter().collect();
        let mut best = Self::best(several.iter().cloned())?;
        for other in several.into_iter().filter(|other| other.pair == best.pair) {
            for why in other.why {
                if !best.why.iter_mut().any(|known| known.joins(&why)) {
                    best.why.push(why);
                }
            }
        }
        Some(best)
    }

    /// Lowers the strict half.
    pub(super) fn lenient_only(&mut self, why: Why) {
        self.lower(Pair::LENIENT, why);
    }

    /// Does not hold under either reading.
    pub(super) fn fails(&mut self, why: Why) {
        self.lower(Pair::NO, why);
    }

    /// May hold, but leniently only.
    pub(super) fn may_hold(&mut self, why: Why) {
        self.lower(Pair::new(Reading::No, Reading::Open), why);
    }

    /// Lowers to a pair, with the reason.
    pub(super) fn lower(&mut self, pair: Pair, why: Why) {
        self.pair = self.pair.and(pair);
        if !self.why.contains(&why) {
            self.why.push(why);
        }
    }

    /// Takes over what another judgement found.
    pub(super) fn and(&mut self, other: Self) {
        self.pair = self.pair.and(other.pair);
        other.why.into_iter().for_each(|why| self.lower(other.pair, why));
    }
}

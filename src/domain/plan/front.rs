//! The best ways to do one thing: equal in weight, none better than another in all the rest.
//!
//! Weight adds up, so what is beside a choice never makes a way of more weight the better one. The
//! longest chain may hide behind somebody else's, so ways with longer ones and fewer steps are kept.
//! The days of a way are those of the longest chain that has one of its steps in it, with all that is done already:
//! so two ways about different things take the days of the longer one, as long as no step of one follows one of the other.

use std::rc::Rc;

use super::graph::{Cost, StepId};

/// Steps of a way, shared between ways.
#[derive(Debug)]
enum Taken {
    None,
    Steps(Vec<StepId>),
    Both(Rc<Taken>, Rc<Taken>),
}

/// Ways of the same, least weight.
#[derive(Debug, Clone, Default)]
pub(super) struct Front {
    ways: Vec<(Cost, Rc<Taken>)>,
}

impl Front {
    /// No way at all.
    pub(super) fn none() -> Self {
        Self::default()
    }

    /// Nothing to do.
    pub(super) fn nothing() -> Self {
        Self { ways: vec![(Cost::ZERO, Rc::new(Taken::None))] }
    }

    /// These steps and no other.
    pub(super) fn steps(cost: Cost, steps: Vec<StepId>) -> Self {
        Self { ways: vec![(cost, Rc::new(Taken::Steps(steps)))] }
    }

    pub(super) fn is_none(&self) -> bool {
        self.ways.is_empty()
    }

    /// Either.
    pub(super) fn or(&mut self, other: Self) {
        for (cost, taken) in other.ways {
            self.add(cost, taken);
        }
    }

    /// Both, about different things.
    pub(super) fn and(&self, other: &Self) -> Self {
        let mut both = Self::none();
        for (a, first) in &self.ways {
            for (b, second) in &other.ways {
                let taken = match (&**first, &**second) {
                    (Taken::None, _) => second.clone(),
                    (_, Taken::None) => first.clone(),
                    _ => Rc::new(Taken::Both(first.clone(), second.clone())),
                };
                both.add(a.with(*b), taken);
            }
        }
        both
    }

    /// All of them, about different things; joined in pairs so that no chain grows long.
    pub(super) fn all(mut fronts: Vec<Self>) -> Self {
        while fronts.len() > 1 {
            fronts = fronts
                .chunks(2)
                .map(|pair| match pair {
                    [a, b] => a.and(b),
                    rest => rest.first().cloned().unwrap_or_default(),
                })
                .collect();
        }
        fronts.pop().unwrap_or_else(Self::nothing)
    }

    /// The best way with its steps, in the order of their numbers.
    pub(super) fn best(&self) -> Option<(Cost, Vec<StepId>)> {
        let (cost, taken) = self.ways.iter().min_by_key(|(cost, _)| *cost)?;
        let mut steps = Vec::new();
        let mut left = vec![taken];
        while let Some(taken) = left.pop() {
            match &**taken {
                Taken::None => {}
                Taken::Steps(own) => steps.extend(own),
                Taken::Both(a, b) => left.extend([a, b]),
            }
        }
        steps.sort_unstable();
        Some((*cost, steps))
    }

    fn add(&mut self, cost: Cost, taken: Rc<Taken>) {
        match self.ways.first().map(|(known, _)| known.weight()) {
            Some(least) if cost.weight() > least => return,
            Some(least) if cost.weight() < least => self.ways.clear(),
            _ => {}
        }
        if self.ways.iter().any(|(known, _)| known.covers(&cost)) {
            return;
        }
        self.ways.retain(|(known, _)| !cost.covers(known));
        self.ways.push((cost, taken));
    }
}

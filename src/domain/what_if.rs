//! What would flip: changes tried on a copy before anything is kept, as named scenarios that can be compared.

use crate::domain::assessment::Assessment;
use crate::domain::change::{Change, Stale, dangling};
use crate::domain::date::{Date, PartialDate};
pub use crate::domain::evaluate::Basis as Base;
use crate::domain::evaluate::{Findings, evaluate};
use crate::domain::flip::Flips;
use crate::domain::merge::difference;
use crate::domain::register::PersonId;

/// The result of changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The assessment with the changes made.
    pub assessment: Assessment,
    /// Its findings.
    pub findings: Findings,
    /// What flips against the assessment as it is.
    pub flips: Flips,
    /// The day as of which the findings were judged.
    pub day: Option<Date>,
}

/// Why changes do not apply to an assessment as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// What one of them is about is no longer as it was.
    #[error(transparent)]
    Stale(#[from] Stale),
    /// Afterward something would refer to a fact that is not there.
    #[error("{user} refers to {missing}, which is not there")]
    Dangling {
        /// What refers.
        user: String,
        /// To what.
        missing: String,
    },
}

impl Misfit {
    /// The id of what is not as it should be.
    pub fn subject(&self) -> &str {
        match self {
            Self::Stale(stale) => &stale.subject,
            Self::Dangling { missing, .. } => missing,
        }
    }
}

impl Base<'_> {
    /// The findings as things are.
    pub fn findings(&self) -> Findings {
        evaluate(self.pack, self.references, self.assessment, self.day)
    }

    /// Makes the changes on a copy, all or none, and says what flips.
    ///
    /// # Errors
    /// [`Misfit`] if one does not fit what is there by then, or if they leave something that refers to
    /// nothing.
    pub fn attempt(&self, changes: &[Change]) -> Result<Tried, Misfit> {
        self.attempt_from(&self.findings(), changes)
    }

    /// The same where the present findings are known already.
    ///
    /// # Errors
    /// As [`Self::attempt`].
    pub fn attempt_from(&self, findings: &Findings, changes: &[Change]) -> Result<Tried, Misfit> {
        let assessment = applied(self.assessment, changes)?;
        let set = assessment.profile.reference_date;
        let day = if set == self.assessment.profile.reference_date { self.day } else { set };
        let after = evaluate(self.pack, self.references, &assessment, day);
        let flips = Flips::between(findings, &after);
        Ok(Tried { assessment, findings: after, flips, day })
    }
}

/// An assessment with changes made on it.
///
/// # Errors
/// [`Misfit`] if one does not fit, or if they leave something that refers to nothing.
pub fn applied(assessment: &Assessment, changes: &[Change]) -> Result<Assessment, Misfit> {
    let mut after = assessment.clone();
    changes.iter().try_for_each(|change| change.apply(&mut after))?;
    match dangling(&after).into_iter().next() {
        Some((user, missing)) => Err(Misfit::Dangling { user, missing }),
        None => Ok(after),
    }
}

/// What was changed on the way from one assessment to another, one change for each entry, in an order in
/// which nothing ever refers to what is not there. Scenarios are left aside.
pub fn changes(from: &Assessment, to: &Assessment) -> Vec<Change> {
    let mut changes = difference(from, to);
    changes.retain(|change| !matches!(change, Change::Scenario(_)));
    changes.sort_by_key(turn);
    let mut state = from.clone();
    let placed = changes.into_iter().filter_map(|change| {
        let change = change.placed(&state);
        change.apply(&mut state).is_ok().then_some(change)
    });
    placed.collect()
}

/// What is added comes first, facts before what refers to them; what is removed last, the other way round.
fn turn(change: &Change) -> (u8, i8) {
    let rank = match change {
        Change::Profile(_) => 0,
        Change::Equivalence(_) => 1,
        Change::Person(_) => 2,
        Change::Contract(_) => 3,
        Change::Document(_) => 4,
        Change::Record(_) => 5,
        Change::Standard(_) => 6,
        Change::Evidence(_) => 7,
        Change::Declaration(_) | Change::Member(_) | Change::Closure(_) | Change::Claim(_) => 8,
        Change::Scenario(_) | Change::Several(_) | Change::Step(_) | Change::Signer(_) => 9,
    };
    match change.sides() {
        (false, _) => (0, rank),
        (true, true) => (1, rank),
        (true, false) => (2, -rank),
    }
}

/// The changes that make a person leave before the reference date: every post ends the day before, and one that
/// would begin later is not taken up. Past jobs, reviews and audits stay the person's. Without a reference date no
/// post is left.
pub fn departure(assessment: &Assessment, person: &PersonId) -> Vec<Change> {
    let mut after = assessment.clone();
    let last = assessment.profile.reference_date.and_then(|day| day.yesterday().ok());
    for person in after.people.iter_mut().filter(|somebody| somebody.id == *person) {
        person
            .posts
            .retain(|post| last.is_some_and(|last| post.from.is_none_or(|from| from.earliest() <= last)));
        for post in &mut person.posts {
            let stays = post.to.is_none_or(|to| Some(to.latest()) > last);
            post.to = if stays { last.map(PartialDate::Day) } else { post.to };
        }
    }
    changes(assessment, &after)
}

/// Adds to some chosen changes those of the others without which they would refer to nothing, and gives the
/// places of all of them. `all` is what [`changes`] gave for the same assessment.
pub fn with_needed(assessment: &Assessment, all: &[Change], chosen: &[usize]) -> Vec<usize> {
    let mut chosen: Vec<usize> = chosen.iter().copied().filter(|&at| at < all.len()).collect();
    loop {
        chosen.sort_unstable();
        chosen.dedup();
        let mut state = assessment.clone();
        chosen.iter().for_each(|&at| drop(all[at].apply(&mut state)));
        let missing = dangling(&state);
        let needed: Vec<usize> =
            (0..all.len()).filter(|at| !chosen.contains(at) && mends(&all[*at], &missing)).collect();
        if needed.is_empty() {
            return chosen;
        }
        chosen.extend(needed);
    }
}

/// True for a change that brings what is missing, or that is about what refers to it.
fn mends(change: &Change, missing: &[(String, String)]) -> bool {
    // Only these refer or are referred to; a claim shares its row with a chosen standard.
    if matches!(change, Change::Claim(_) | Change::Closure(_) | Change::Declaration(_) | Change::Member(_)) {
        return false;
    }
    let subject = change.subject();
    missing.iter().any(|(user, used)| *used == subject || *user == subject)
}

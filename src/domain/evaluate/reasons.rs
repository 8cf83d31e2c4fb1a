//! Findings and the grounds of several rows from one evaluation.

use std::cell::OnceCell;

use super::all;
use super::finding::Findings;
use super::grounds::Ground;
use super::judge::{Basis, Judge};
use super::marks::Marks;
use super::spare::{self, Mark, Way};
use super::unverified;
use crate::domain::assessment::{Assessment, Claim};
use crate::domain::date::Date;
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::verdict::{Reading, Verdict};

/// An evaluation that can say why each row has its verdict.
pub struct Reasons<'a> {
    judge: Judge<'a>,
    marks: Marks<'a>,
    /// For each row, the best way to it; known once a row asks that its scope switches off.
    ways: OnceCell<Vec<Option<Way<'a>>>>,
    /// A judge who takes every member of a list for verified; known once a row asks.
    presuming: OnceCell<Judge<'a>>,
    basis: Basis<'a>,
}

impl<'a> Reasons<'a> {
    /// Judges everything once.
    pub fn new(
        pack: &'a Pack,
        references: &'a References,
        assessment: &'a Assessment,
        day: Option<Date>,
    ) -> Self {
        let basis = Basis { pack, references, assessment, day };
        let judge = Judge::new(basis);
        let marks = Marks::new(&judge);
        for at in 0..pack.rows().len() {
            judge.row(at);
        }
        Self { judge, marks, ways: OnceCell::new(), presuming: OnceCell::new(), basis }
    }

    /// The results for all rows and categories.
    pub fn findings(&self) -> Findings {
        all::findings(&self.judge, &self.marks)
    }

    /// The claim on a row, found without going through all claims.
    pub fn claim(&self, at: usize) -> Option<&'a Claim> {
        self.judge.claim(at)
    }

    /// The members that alone keep a row from being satisfied because nobody verified them (see [`unverified`]).
    pub fn unverified_alone(&self, at: usize) -> Option<Vec<String>> {
        let now = self.judge.row(at);
        // Most rows have no such fault, and need no second judge.
        (now.verdict() == Verdict::NeedsConfirmation).then_some(())?;
        let presuming = self.presuming.get_or_init(|| Judge::presuming_verified(self.basis));
        unverified::alone(presuming, at, now, &self.of(at))
    }

    /// Why a row has its verdict.
    pub fn of(&self, at: usize) -> Vec<Ground> {
        self.judge.row(at);
        self.judge.note_anew();
        let (mark, _) = self.marks.kept.to(at);
        let way = mark
            .filter(|mark| mark.gate != Reading::Yes)
            .and_then(|_| self.ways.get_or_init(|| best_ways(&self.judge))[at]);
        self.judge.grounds(at, way)
    }
}

/// Why a row has its verdict, where its mark is known: only a scope that switches it off, or might,
/// needs the ways to it.
pub(super) fn reasons(judge: &Judge<'_>, at: usize, mark: Option<Mark>) -> Vec<Ground> {
    judge.grounds(at, mark.filter(|mark| mark.gate != Reading::Yes).and_then(|_| best_ways(judge)[at]))
}

/// The best way to each row within the chosen categories, or, where none leads to it, within the others.
pub(super) fn best_ways<'p>(judge: &Judge<'p>) -> Vec<Option<Way<'p>>> {
    let chosen = |id: &String| judge.assessment.profile.categories.contains(id);
    let best = |wanted: bool| {
        let mut best: Vec<Option<Way<'p>>> = vec![None; judge.pack.rows().len()];
        for category in judge.pack.choosable().filter(|category| chosen(&category.id) == wanted) {
            for (known, way) in best.iter_mut().zip(spare::walk(judge, category)) {
                *known = (*known).into_iter().chain(way).reduce(Way::or);
            }
        }
        best
    };
    best(true).into_iter().zip(best(false)).map(|(chosen, other)| chosen.or(other)).collect()
}

//! A judgement that follows edits: only what an edit reaches is judged again.
//!
//! The result is by definition that of [`evaluate`](super::evaluate); this is only the shorter way.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::all;
use super::finding::Findings;
use super::grounds::{Count, Ground};
use super::index::Index;
use super::judge::{Basis, Judge, KnownRows};
use super::marks::{Kept, Marks};
use super::notes::Notes;
use super::reach::EditReach;
use super::reasons::reasons;
use super::spare;
use crate::domain::change::Change;
use crate::domain::register::PersonId;
use crate::domain::verdict::Pair;

/// What is remembered of a judgement, so that it can follow an edit.
#[derive(Debug, Clone)]
pub struct Judged {
    index: Arc<Index>,
    known: KnownRows,
    marks: Kept,
    reach: Arc<EditReach>,
}

impl Judged {
    /// Judges everything.
    pub fn new(basis: Basis<'_>) -> (Self, Findings) {
        let index = Arc::new(Index::new(basis.pack, basis.assessment));
        let reach = Arc::new(EditReach::new(basis.pack));
        Self::judge_all(basis, index, reach)
    }

    fn judge_all(basis: Basis<'_>, index: Arc<Index>, reach: Arc<EditReach>) -> (Self, Findings) {
        let rows = basis.pack.rows().len();
        let judge = Judge::resumed(basis, Arc::clone(&index), KnownRows::nothing(rows));
        let marks = Marks::new(&judge);
        let findings = all::findings(&judge, &marks);
        let judged = Self { index, marks: marks.kept, known: judge.into_known(), reach };
        (judged, findings)
    }

    /// Follows a change that the assessment of the basis has just taken, and puts the findings right. The
    /// basis is the one of before but for that change.
    pub fn follow(&mut self, findings: &mut Findings, basis: Basis<'_>, change: &Change) {
        Arc::make_mut(&mut self.index).follow(basis.pack, basis.assessment, change);
        match self.reach.touched(basis.pack, change) {
            Some(rows) => self.judge_again(findings, basis, rows),
            None => {
                (*self, *findings) = Self::judge_all(basis, Arc::clone(&self.index), Arc::clone(&self.reach));
            }
        }
    }

    fn judge_again(&mut self, findings: &mut Findings, basis: Basis<'_>, touched: BTreeSet<usize>) {
        let judge = Judge::resumed(basis, Arc::clone(&self.index), std::mem::take(&mut self.known));
        let mut marks = Marks::resumed(basis.pack, std::mem::take(&mut self.marks));
        let mut rows = judge.settle_again(&self.reach, touched);
        let reached = marks.follow(&judge, &rows);
        for number in reached {
            if let Some(place) = marks.place(number) {
                let (category, category_marks) = marks.category(number);
                findings.categories[place] = spare::finding(&judge, category, category_marks);
            }
            rows.extend(marks.rows(number));
        }
        rows.sort_unstable();
        rows.dedup();
        for at in rows {
            findings.rows[at] = judge.finding(at, marks.kept.to(at));
        }
        self.marks = marks.kept;
        self.known = judge.into_known();
    }

    /// Why a row has its verdict; the basis is the one that was judged last.
    pub fn grounds(&self, basis: Basis<'_>, at: usize) -> Vec<Ground> {
        let judge = Judge::resumed(basis, Arc::clone(&self.index), self.known.clone());
        reasons(&judge, at, self.marks.to(at).0)
    }

    /// What people have in all under the contracts rules of rows, and whether it is enough; nothing where there is no
    /// such rule or no reference date.
    pub fn credit_totals<'p>(
        &self,
        basis: Basis<'_>,
        asked: impl Iterator<Item = (usize, &'p PersonId)>,
    ) -> Vec<Option<(Count, Pair)>> {
        // One judge, so that contracts that may be one job are looked for once.
        let judge = Judge::resumed(basis, Arc::clone(&self.index), KnownRows::default());
        let total = |(at, person): (usize, &PersonId)| {
            let wanted = basis.pack.rows()[at].rule.jobs()?;
            Some(judge.contracts(person, wanted, basis.day?, &mut Notes::unwanted()))
        };
        asked.map(total).collect()
    }
}

impl Judge<'_> {
    /// Judges these rows again, and those above as far as they are moved. All rows that were judged.
    fn settle_again(&self, reach: &EditReach, touched: BTreeSet<usize>) -> Vec<usize> {
        let ranked = |at: usize| (reach.rank[at], at);
        let mut todo: BTreeSet<(usize, usize)> = touched.iter().map(|&at| ranked(at)).collect();
        let mut judged = Vec::new();
        while let Some((_, at)) = todo.pop_first() {
            let before = self.outcomes(at);
            self.settle(at);
            judged.push(at);
            // Rows about people are read person by person, and scopes are claims: neither shows in an outcome.
            if touched.contains(&at) || self.is_personal(at) || self.outcomes(at) != before {
                todo.extend(self.pack.carries(at).iter().map(|&above| ranked(above)));
            }
        }
        judged
    }
}

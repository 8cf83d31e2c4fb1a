//! The open questions of a category, and the assessment with all of them answered one way.

use std::collections::BTreeSet;

use crate::domain::assessment::{Answer, Assessment, Claim};
use crate::domain::date::Date;
use crate::domain::evaluate::{Basis, Judge};
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::verdict::{Outcome, Reading};

/// The assessment as it is, and with its open questions answered one way.
pub(super) struct Answers {
    pub(super) now: Assessment,
    pub(super) no: Assessment,
    pub(super) yes: Assessment,
    /// Positions of the open questions, in pack order.
    pub(super) open: Vec<usize>,
    /// Positions of the rows below rules about people.
    pub(super) personal: BTreeSet<usize>,
    day: Option<Date>,
}

/// An evaluation of each.
pub(super) struct Judges<'a> {
    pub(super) now: Judge<'a>,
    pub(super) no: Judge<'a>,
    pub(super) yes: Judge<'a>,
}

impl Answers {
    pub(super) fn new(
        pack: &Pack,
        references: &References,
        now: Assessment,
        day: Option<Date>,
        category: &str,
    ) -> Self {
        let rows = below(pack, pack.top_rows(category));
        let judge = Judge::new(Basis { pack, references, assessment: &now, day });
        let open = rows.iter().copied().filter(|&at| is_open(pack, &judge, at)).collect();
        let about_people =
            rows.iter().filter(|&&at| pack.rows()[at].rule.all().any(|rule| rule.shape().concerns_people()));
        let personal = below(pack, about_people.flat_map(|&at| pack.rests_on(at)).copied().collect());
        Self::of(pack, now, open, personal, day)
    }

    fn of(
        pack: &Pack,
        now: Assessment,
        open: Vec<usize>,
        personal: BTreeSet<usize>,
        day: Option<Date>,
    ) -> Self {
        let with = |answer| {
            let mut all = now.clone();
            all.claims.extend(open.iter().map(|&at| claim(pack, at, answer, day)));
            all
        };
        let (no, yes) = (with(Answer::No), with(Answer::Yes));
        Self { now, no, yes, open, personal, day }
    }

    /// The same with one question answered.
    pub(super) fn with(&self, pack: &Pack, at: usize, answer: Answer) -> Self {
        let mut now = self.now.clone();
        now.claims.push(claim(pack, at, answer, self.day));
        let open = self.open.iter().copied().filter(|&other| other != at).collect();
        Self::of(pack, now, open, self.personal.clone(), self.day)
    }

    pub(super) fn judges<'a>(
        &'a self,
        pack: &'a Pack,
        references: &'a References,
        day: Option<Date>,
    ) -> Judges<'a> {
        let judge = |assessment| Judge::new(Basis { pack, references, assessment, day });
        Judges { now: judge(&self.now), no: judge(&self.no), yes: judge(&self.yes) }
    }
}

/// An answer by somebody who signs it on the reference date.
fn claim(pack: &Pack, at: usize, answer: Answer, day: Option<Date>) -> Claim {
    let signed = day.map_or_else(|| "1970-01-01".to_owned(), |day| day.to_string());
    let row = pack.rows()[at].id.clone();
    let (by, post) = ("?".into(), "?".into());
    Claim { row, answer, remark: String::new(), by, post, at: format!("{signed}T00:00:00Z") }
}

/// A question without an answer, which facts do not answer either.
fn is_open(pack: &Pack, judge: &Judge<'_>, at: usize) -> bool {
    pack.claimable(at) && judge.claim_on(at).is_none() && is_undecided(judge.row(at))
}

pub(super) fn is_undecided(outcome: Outcome) -> bool {
    outcome.pair().is_some_and(|pair| pair.lenient() == Reading::Open)
}

/// These rows and all they rest on, in pack order.
pub(super) fn below(pack: &Pack, mut todo: Vec<usize>) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    while let Some(at) = todo.pop() {
        if seen.insert(at) {
            todo.extend(pack.rests_on(at));
        }
    }
    seen
}

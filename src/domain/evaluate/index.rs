//! Which claims, documents and records belong to which row of a pack, by their places in the assessment.
//!
//! It can follow an edit, so that nothing is looked through again that the edit left alone.

use crate::domain::assessment::{Assessment, Claim};
use crate::domain::change::Change;
use crate::domain::pack::Pack;

/// Places of claims, covers and records, for each row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Index {
    /// The claim on a row; of several the latest.
    pub(super) claims: Vec<Option<usize>>,
    /// Documents that serve a row, and which of their covers says so.
    pub(super) covers: Vec<Vec<(usize, usize)>>,
    /// Records that show a row.
    pub(super) records: Vec<Vec<usize>>,
    /// True if a row is claimed more than once, which no file should hold.
    doubled: bool,
}

impl Index {
    pub(super) fn new(pack: &Pack, assessment: &Assessment) -> Self {
        let mut index = Self::default();
        index.read_claims(pack, assessment);
        index.read_covers(pack, assessment);
        index.read_records(pack, assessment);
        index
    }

    /// Follows a change that the assessment has just taken.
    pub(super) fn follow(&mut self, pack: &Pack, assessment: &Assessment, change: &Change) {
        match change {
            Change::Claim(swap) => match (&swap.before, &swap.after) {
                (Some(_), Some(_)) if !self.doubled => {}
                (None, Some(claim)) if self.adds_last(pack, assessment, claim) => {}
                (Some(claim), None) if self.takes_last(pack, assessment, claim) => {}
                _ => self.read_claims(pack, assessment),
            },
            Change::Document(_) => self.read_covers(pack, assessment),
            Change::Record(_) => self.read_records(pack, assessment),
            Change::Several(parts) => parts.iter().for_each(|part| match part {
                Change::Claim(_) => self.read_claims(pack, assessment),
                part => self.follow(pack, assessment, part),
            }),
            _ => {}
        }
    }

    /// Takes in a claim on a row without one, if it went to the end of the list.
    fn adds_last(&mut self, pack: &Pack, assessment: &Assessment, claim: &Claim) -> bool {
        let last = assessment.claims.last().is_some_and(|last| last.row == claim.row);
        let Some(at) = pack.position(&claim.row).filter(|&at| last && self.claims[at].is_none()) else {
            return false;
        };
        self.claims[at] = Some(assessment.claims.len() - 1);
        true
    }

    /// Lets go of the only claim on a row, if it was the last of the list.
    fn takes_last(&mut self, pack: &Pack, assessment: &Assessment, claim: &Claim) -> bool {
        let Some(at) = pack.position(&claim.row).filter(|_| !self.doubled) else { return false };
        let was_last = self.claims[at] == Some(assessment.claims.len());
        if was_last {
            self.claims[at] = None;
        }
        was_last
    }

    fn read_claims(&mut self, pack: &Pack, assessment: &Assessment) {
        let claims = &assessment.claims;
        self.claims.clear();
        self.claims.resize(pack.rows().len(), None);
        self.doubled = false;
        for (place, claim) in claims.iter().enumerate() {
            let Some(at) = pack.position(&claim.row) else { continue };
            let kept = &mut self.claims[at];
            self.doubled |= kept.is_some();
            if kept.is_none_or(|kept| later(claim, &claims[kept])) {
                *kept = Some(place);
            }
        }
    }

    fn read_covers(&mut self, pack: &Pack, assessment: &Assessment) {
        self.covers.iter_mut().for_each(Vec::clear);
        self.covers.resize(pack.rows().len(), Vec::new());
        for (place, document) in assessment.documents.iter().enumerate() {
            for (cover, covered) in document.covers.iter().enumerate() {
                if let Some(at) = pack.position(&covered.row) {
                    self.covers[at].push((place, cover));
                }
            }
        }
    }

    fn read_records(&mut self, pack: &Pack, assessment: &Assessment) {
        self.records.iter_mut().for_each(Vec::clear);
        self.records.resize(pack.rows().len(), Vec::new());
        for (place, record) in assessment.records.iter().enumerate() {
            for at in record.rows.iter().filter_map(|row| pack.position(row)) {
                self.records[at].push(place);
            }
        }
    }
}

/// The order of claims on one row: by time, then by what they say, whatever their order in the file.
fn later(one: &Claim, other: &Claim) -> bool {
    let key = |claim: &Claim| (claim.at.clone(), claim.answer.word(), claim.by.clone(), claim.remark.clone());
    key(one) > key(other)
}

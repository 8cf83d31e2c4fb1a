//! What a merge gives: the changes of both sides, what a person decides, and the values once that is done.

use super::base::by_key;
use super::clash::Clash;
use super::profile::take_fields;
use super::renumber::Renumbered;
use crate::domain::assessment::Assessment;
use crate::domain::change::{Change, Entry, uses};
use crate::domain::register::{Contract, Document, Equivalence, Person, Record};

/// How two versions of a file come together.
#[derive(Debug, Clone, Default)]
pub struct Merge {
    /// What we changed since the common base.
    pub ours: Vec<Change>,
    /// What only they changed, as changes of our values.
    pub theirs: Vec<Change>,
    /// Those of [`Self::theirs`] that go into rows which we changed elsewhere: their names.
    pub woven: Vec<String>,
    /// What both changed differently.
    pub clashes: Vec<Clash>,
    /// Rows of theirs whose id we had given to something else.
    pub renumbered: Vec<Renumbered>,
    /// Their values, with the new numbers.
    pub their_values: Assessment,
    pub(super) base_values: Assessment,
}

/// The values once every clash is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The values.
    pub values: Assessment,
    /// Ids of what one side had removed and the values still refer to, so that it came back.
    pub restored: Vec<String>,
}

impl Merge {
    /// The values that come of it; `takes_theirs` decides each clash.
    pub fn settled(&self, ours: &Assessment, takes_theirs: impl Fn(&Clash) -> bool) -> Settled {
        let mut values = ours.clone();
        self.theirs.iter().for_each(|change| change.impose(&mut values));
        for clash in self.clashes.iter().filter(|clash| takes_theirs(clash)) {
            match &clash.change {
                Change::Profile(swap) => take_fields(swap, &mut values.profile),
                change => change.impose(&mut values),
            }
        }
        let mut restored = Vec::new();
        loop {
            let back = missing(&values, &[&self.base_values, &self.their_values, ours]);
            if back.is_empty() {
                return Settled { values, restored };
            }
            back.iter().for_each(|change| change.impose(&mut values));
            restored.extend(back.iter().map(Change::subject));
        }
    }
}

/// What one side removed and the merged values still refer to.
fn missing(merged: &Assessment, sources: &[&Assessment]) -> Vec<Change> {
    let mut changes = Vec::new();
    for source in sources {
        still_used::<Person>(merged, source, &mut changes);
        still_used::<Contract>(merged, source, &mut changes);
        still_used::<Document>(merged, source, &mut changes);
        still_used::<Record>(merged, source, &mut changes);
        still_used::<Equivalence>(merged, source, &mut changes);
    }
    changes
}

fn still_used<T: Entry>(merged: &Assessment, source: &Assessment, changes: &mut Vec<Change>) {
    let there = by_key::<T>(merged);
    for entry in T::list(source).iter().filter(|entry| !there.contains_key(entry.key().as_ref())) {
        let change = Change::put(merged, entry.clone());
        let known = changes.iter().any(|other| other.target() == change.target());
        if !known && !uses(merged, &entry.key()).is_empty() {
            changes.push(change);
        }
    }
}

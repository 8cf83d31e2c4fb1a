//! The values of an earlier day: later edits taken back, entry by entry.

use std::collections::{HashMap, HashSet};

use super::dated::Dated;
use crate::domain::assessment::Assessment;
use crate::domain::change::{Change, Target};
use crate::domain::merge::difference;

/// The places of the edits that came after what the file holds of their entry.
fn lacking(edits: &[Dated], file: &Assessment) -> HashSet<usize> {
    let mut of_entry: HashMap<Target, Vec<usize>> = HashMap::new();
    for (at, edit) in edits.iter().enumerate() {
        of_entry.entry(edit.change.target()).or_default().push(at);
    }
    of_entry.into_values().flat_map(|places| after_the_file(edits, places, file)).collect()
}

fn after_the_file(edits: &[Dated], mut places: Vec<usize>, file: &Assessment) -> Vec<usize> {
    for turn in (0..places.len()).rev() {
        let change = &edits[places[turn]].change;
        if change.holds(file) {
            return places.split_off(turn + 1);
        }
        if change.fits(file) {
            return places.split_off(turn);
        }
    }
    // Somebody gave the entry a value the history does not know; it counts more than what went before.
    Vec::new()
}

/// The values as they were at a moment: every later edit that is in them is taken back. Also says how many
/// could not be, because the entry was changed outside the history.
pub fn as_at(edits: &[Dated], now: &Assessment, moment: &str) -> (Assessment, usize) {
    without(edits, now, |_, edit| edit.at.as_str() > moment)
}

/// The values with some edits taken back, given their places in the history. Each entry gets what the newest of
/// the others left there, so that the histories of two people need not be separated. Also says how many edits
/// could not be taken back, because their entry was changed outside the history.
pub fn without(
    edits: &[Dated],
    now: &Assessment,
    goes: impl Fn(usize, &Dated) -> bool,
) -> (Assessment, usize) {
    let lacking = lacking(edits, now);
    let mut of_entry: HashMap<Target, Entry> = HashMap::new();
    for (at, edit) in edits.iter().enumerate().filter(|(at, _)| !lacking.contains(at)) {
        let entry = of_entry.entry(edit.change.target()).or_default();
        entry.newest = at;
        if goes(at, edit) {
            entry.first_gone.get_or_insert(at);
            entry.gone += 1;
        } else {
            entry.last_kept = Some(at);
        }
    }
    let mut touched: Vec<(usize, Entry)> =
        of_entry.into_values().filter_map(|entry| Some((entry.first_gone?, entry))).collect();
    // The newest first, as if one edit after the other were taken back: that keeps the order of lists.
    touched.sort_by_key(|(first, _)| std::cmp::Reverse(*first));
    let (mut state, mut stuck) = (now.clone(), 0);
    for (first, entry) in touched {
        if !edits[entry.newest].change.holds(now) {
            stuck += entry.gone;
            continue;
        }
        match entry.last_kept {
            Some(kept) => edits[kept].change.impose(&mut state),
            None => edits[first].change.inverse().impose(&mut state),
        }
    }
    (state, stuck)
}

/// The edits of one entry that are in the values.
#[derive(Default)]
struct Entry {
    newest: usize,
    first_gone: Option<usize>,
    last_kept: Option<usize>,
    gone: usize,
}

/// What a history has to say after two of them were put together, so that its newest word on every entry is what
/// the merged values hold: the edits that lead there from the newest word of each.
pub fn seal(edits: &[Dated], ours: &Assessment, merged: &Assessment) -> Vec<Change> {
    let mut last = ours.clone();
    edits.iter().for_each(|edit| edit.change.impose(&mut last));
    difference(&last, merged)
}

//! What a history tells about a file: edits that the file lacks, edits that can be taken back, and the values
//! of an earlier day.
//!
//! A file is compared with its history entry by entry: the newest edit of an entry whose result stands in the
//! file is the last one the file contains. So one entry that somebody changed by hand hides nothing else.

mod last_word;
mod look_back;

use std::collections::{HashMap, HashSet};

pub use self::last_word::{Apart, LastWords};
pub use self::look_back::LookBack;
use crate::domain::assessment::Assessment;
use crate::domain::change::{Change, Issued, Target};

/// Most edits that can be taken back after a restart.
pub const UNDO: usize = 500;

/// An edit with its time and author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// When, in UTC; text order is time order.
    pub at: String,
    /// By whom.
    pub by: String,
    /// What was changed.
    pub change: Change,
}

/// What a history says about a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Past {
    /// Edits that were accepted and are not in the file, in their order; applied in that order they fit.
    pub missing: Vec<Dated>,
    /// Whether the file is what its history made of it up to some moment, as a crash leaves it: at one place between two
    /// edits every entry is as the edits before that place left it.
    pub is_interrupted: bool,
    /// Edits of the file that can be taken back, the newest last, at most [`UNDO`].
    pub undo: Vec<Change>,
    /// Edits that were taken back and can be done again, the first to be done last.
    pub redo: Vec<Change>,
    /// Ids that were ever given out, so that none is given out again.
    pub issued: Issued,
}

/// Compares a file with its history, given in its order.
pub fn look_back(edits: &[Dated], file: &Assessment) -> Past {
    let mut back = LookBack::new(file);
    edits.iter().for_each(|edit| back.take(edit.clone()));
    back.finish()
}

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

/// The edits that still stand, newest last, and those that were taken back last: an edit cancels with what
/// took it back, and any other edit after that leaves nothing to do again.
fn undo(contained: &[&Dated], file: &Assessment) -> (Vec<Change>, Vec<Change>) {
    let mut standing: Vec<&Dated> = Vec::new();
    let mut withdrawn: Vec<&Dated> = Vec::new();
    for edit in contained {
        if standing.last().is_some_and(|last| last.change.inverse() == edit.change) {
            withdrawn.extend(standing.pop());
        } else {
            if withdrawn.last().is_some_and(|last| last.change == edit.change) {
                withdrawn.pop();
            } else {
                withdrawn.clear();
            }
            standing.push(edit);
        }
    }
    let mut state = file.clone();
    let fits = |edit: &&Dated| edit.change.inverse().apply(&mut state).is_ok();
    let mut undo: Vec<&Dated> = standing.into_iter().rev().filter(fits).take(UNDO).collect();
    undo.reverse();
    let mut state = file.clone();
    let fits = |edit: &&Dated| edit.change.apply(&mut state).is_ok();
    let redo: Vec<&Dated> = withdrawn.into_iter().rev().take_while(fits).take(UNDO).collect();
    let mut redo = units(&redo);
    redo.reverse();
    (units(&undo), redo)
}

/// What was accepted as one goes back as one, and comes again as one.
fn units(edits: &[&Dated]) -> Vec<Change> {
    let units = edits.chunk_by(|one, next| (&one.at, &one.by) == (&next.at, &next.by));
    units.map(|unit| Change::all(unit.iter().map(|edit| edit.change.clone()).collect())).collect()
}

/// The values as they were at a moment: every later edit that is in them is taken back. Also says how many
/// could not be, because somebody changed the entry outside the history.
pub fn as_at(edits: &[Dated], now: &Assessment, moment: &str) -> (Assessment, usize) {
    without(edits, now, |_, edit| edit.at.as_str() > moment)
}

/// The values with some edits taken back, given their places in the history. Each entry gets what the newest of
/// the others left there, so that the histories of two people need not be told apart. Also says how many edits
/// could not be taken back, because somebody changed their entry outside the history.
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
    crate::domain::merge::difference(&last, merged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::{Answer, Claim};

    fn claim(row: &str, answer: Answer, at: &str) -> Claim {
        let (remark, post) = (String::new(), String::new());
        Claim { row: row.into(), answer, remark, by: "青木".into(), post, at: at.into() }
    }

    /// Makes an edit of `state` and notes it.
    fn edit(state: &mut Assessment, edits: &mut Vec<Dated>, row: &str, answer: Option<Answer>) {
        let at = format!("2026-11-22T04:00:{:02}Z", edits.len());
        let change = Change::set_claim(state, row, answer.map(|answer| claim(row, answer, &at)));
        note(state, edits, change);
    }

    fn note(state: &mut Assessment, edits: &mut Vec<Dated>, change: Change) {
        change.apply(state).expect("fits");
        let at = format!("2026-11-22T04:00:{:02}Z", edits.len());
        edits.push(Dated { at, by: "青木".into(), change });
    }

    fn three() -> (Vec<Assessment>, Vec<Dated>) {
        let (mut state, mut edits) = (Assessment::default(), Vec::new());
        let mut states = vec![state.clone()];
        for (row, answer) in [("a", Answer::Yes), ("b", Answer::No), ("a", Answer::No)] {
            edit(&mut state, &mut edits, row, Some(answer));
            states.push(state.clone());
        }
        (states, edits)
    }

    #[test]
    fn a_file_of_any_moment_lacks_exactly_what_came_after() {
        let (states, edits) = three();
        for (count, state) in states.iter().enumerate() {
            let past = look_back(&edits, state);
            assert_eq!(past.missing, edits[count..], "after {count} edits");
            assert_eq!(past.undo.len(), count);
            let mut grown = state.clone();
            past.missing.iter().for_each(|edit| edit.change.apply(&mut grown).expect("fits"));
            assert_eq!(grown, states[3]);
        }
    }

    #[test]
    fn a_file_of_any_moment_was_interrupted_and_a_mixture_was_not() {
        let (states, mut edits) = three();
        let mut last = states[3].clone();
        let back = edits[2].change.inverse();
        note(&mut last, &mut edits, back);
        for state in states.iter().chain([&last]) {
            assert!(look_back(&edits, state).is_interrupted);
        }
        let mut without_the_second = states[3].clone();
        without_the_second.claims.retain(|claim| claim.row != "b");
        assert!(!look_back(&edits[..3], &without_the_second).is_interrupted, "b is older than a");
        let mut by_hand = states[2].clone();
        by_hand.claims[0].remark = "by hand".into();
        assert!(!look_back(&edits, &by_hand).is_interrupted);
        assert!(look_back(&[], &by_hand).is_interrupted);
    }

    #[test]
    fn an_entry_changed_by_hand_is_left_alone_and_hides_nothing_else() {
        let (_, edits) = three();
        let mut file = Assessment::default();
        file.claims.push(claim("a", Answer::Unknown, "by hand"));
        let past = look_back(&edits, &file);
        assert_eq!(past.missing, edits[1..2], "only the edit of b");
    }

    #[test]
    fn what_was_undone_is_not_offered_to_undo_again() {
        let (mut state, mut edits) = (Assessment::default(), Vec::new());
        edit(&mut state, &mut edits, "a", Some(Answer::Yes));
        edit(&mut state, &mut edits, "b", Some(Answer::Yes));
        let back = edits[1].change.inverse();
        note(&mut state, &mut edits, back);
        let past = look_back(&edits, &state);
        assert!(past.missing.is_empty());
        assert_eq!(past.undo, [edits[0].change.clone()]);
    }

    #[test]
    fn what_was_accepted_as_one_goes_back_as_one() {
        let (mut state, mut edits) = (Assessment::default(), Vec::new());
        edit(&mut state, &mut edits, "a", Some(Answer::Yes));
        let before = state.clone();
        for row in ["b", "c"] {
            edit(&mut state, &mut edits, row, Some(Answer::No));
        }
        edits[2].at = edits[1].at.clone();
        let undo = look_back(&edits, &state).undo;
        assert_eq!(undo.iter().map(|change| change.parts().len()).collect::<Vec<_>>(), [1, 2]);
        undo[1].inverse().apply(&mut state).expect("fits");
        assert_eq!(state, before);
    }

    #[test]
    fn what_was_undone_last_can_be_done_again_until_something_else_is_done() {
        let (mut state, mut edits) = (Assessment::default(), Vec::new());
        edit(&mut state, &mut edits, "a", Some(Answer::Yes));
        edit(&mut state, &mut edits, "b", Some(Answer::Yes));
        for at in [1, 0] {
            let back = edits[at].change.inverse();
            note(&mut state, &mut edits, back);
        }
        let past = look_back(&edits, &state);
        assert!(past.undo.is_empty());
        assert_eq!(past.redo, [edits[1].change.clone(), edits[0].change.clone()], "a is done again first");
        let mut again = edits.clone();
        note(&mut state, &mut again, past.redo[1].clone());
        let past = look_back(&again, &state);
        assert_eq!((past.undo.len(), past.redo.len()), (1, 1), "one of two is done again");
        let mut other = edits.clone();
        let mut empty = Assessment::default();
        edit(&mut empty, &mut other, "c", Some(Answer::No));
        assert!(look_back(&other, &empty).redo.is_empty(), "another edit came after");
    }

    #[test]
    fn two_histories_put_together_lead_back_to_what_both_began_with() {
        let mut start = Assessment::default();
        let mut shared = Vec::new();
        edit(&mut start, &mut shared, "a", Some(Answer::Unknown));
        let (mut ours, mut our_edits) = (start.clone(), shared.clone());
        edit(&mut ours, &mut our_edits, "a", Some(Answer::Yes));
        let (mut theirs, mut their_edits) = (start.clone(), shared.clone());
        edit(&mut theirs, &mut their_edits, "b", Some(Answer::Yes));
        edit(&mut theirs, &mut their_edits, "a", Some(Answer::No));
        for (values, edits) in [(&ours, &our_edits), (&theirs, &their_edits)] {
            assert_eq!(without(edits, values, |at, _| at >= shared.len()), (start.clone(), 0));
        }
        let mut united = our_edits.clone();
        united.extend_from_slice(&their_edits[1..]);
        let mut merged = ours.clone();
        their_edits[1].change.impose(&mut merged);
        let sealed = seal(&united, &ours, &merged);
        assert_eq!(sealed.len(), 1, "their answer is not the one that stands");
        united.extend(sealed.into_iter().map(|change| Dated {
            at: "2026-11-22T05:00:00Z".into(),
            by: "青木".into(),
            change,
        }));
        let past = look_back(&united, &merged);
        assert!(past.missing.is_empty());
        let mut undone = merged.clone();
        for change in past.undo.iter().rev() {
            change.inverse().apply(&mut undone).expect("fits");
        }
        assert!(undone.claims.is_empty());
        assert_eq!(without(&united, &merged, |at, _| at > 0), (start, 0));
    }

    #[test]
    fn undo_stops_at_its_limit_and_skips_what_no_longer_applies() {
        let (mut state, mut edits) = (Assessment::default(), Vec::new());
        for number in 0..UNDO + 10 {
            edit(&mut state, &mut edits, &format!("row-{number}"), Some(Answer::Yes));
        }
        assert_eq!(look_back(&edits, &state).undo.len(), UNDO);
        state.claims.retain(|claim| claim.row != "row-509");
        let undo = look_back(&edits[500..], &state).undo;
        assert_eq!(undo.len(), 9);
    }

    #[test]
    fn an_earlier_moment_comes_back_exactly() {
        let (states, edits) = three();
        for (count, state) in states.iter().enumerate().skip(1) {
            let (then, stuck) = as_at(&edits, &states[3], &edits[count - 1].at);
            assert_eq!((&then, stuck), (state, 0));
        }
        let mut touched = states[3].clone();
        touched.claims.retain(|claim| claim.row != "b");
        touched.claims.push(claim("b", Answer::Unknown, "by hand"));
        assert_eq!(as_at(&edits, &touched, "2026").1, 1);
    }
}

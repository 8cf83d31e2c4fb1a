//! What a history tells about a file: edits that the file lacks, edits that can be taken back, and the values
//! of an earlier day.
//!
//! A file is compared with its history entry by entry: the newest edit of an entry whose result stands in the
//! file is the last one the file contains. So one entry that somebody changed by hand hides nothing else.

use std::collections::{HashMap, HashSet};

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
    /// Edits of the file that can be taken back, the newest last, at most [`UNDO`].
    pub undo: Vec<Change>,
    /// Ids that were ever given out, so that none is given out again.
    pub issued: Issued,
}

/// Compares a file with its history, given in its order.
pub fn look_back(edits: &[Dated], file: &Assessment) -> Past {
    let lacking = lacking(edits, file);
    let mut grown = file.clone();
    let (mut missing, mut contained) = (Vec::new(), Vec::new());
    let mut issued = Issued::of(file);
    for (at, edit) in edits.iter().enumerate() {
        issued.note(&edit.change);
        if !lacking.contains(&at) {
            contained.push(edit);
        } else if edit.change.apply(&mut grown).is_ok() {
            missing.push(edit.clone());
        }
    }
    Past { missing, undo: undo(&contained, file), issued }
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

/// The edits that still stand, newest last: one that was taken back cancels with what took it back.
fn undo(contained: &[&Dated], file: &Assessment) -> Vec<Change> {
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
    // What was accepted as one goes back as one.
    let units = undo.chunk_by(|one, next| (&one.at, &one.by) == (&next.at, &next.by));
    units.map(|unit| Change::all(unit.iter().map(|edit| edit.change.clone()).collect())).collect()
}

/// The values as they were at a moment: every later edit that is in them is taken back, the newest first.
/// Also says how many could not be, because somebody changed the entry outside the history.
pub fn as_at(edits: &[Dated], now: &Assessment, moment: &str) -> (Assessment, usize) {
    let lacking = lacking(edits, now);
    let mut state = now.clone();
    let mut stuck = 0;
    for (at, edit) in edits.iter().enumerate().rev() {
        let later = edit.at.as_str() > moment && !lacking.contains(&at);
        if later && edit.change.inverse().apply(&mut state).is_err() {
            stuck += 1;
        }
    }
    (state, stuck)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::{Answer, Claim};

    fn claim(row: &str, answer: Answer, at: &str) -> Claim {
        Claim { row: row.into(), answer, remark: String::new(), by: "青木".into(), at: at.into() }
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

//! What a history says about a file: edits that the file lacks, edits that can be taken back, and the values
//! of an earlier day.
//!
//! A file is compared with its history entry by entry: the newest edit of an entry whose result is in the
//! file is the last one the file contains. So one entry that a person changed by hand hides nothing else.

mod dated;
mod earlier;
mod last_word;
mod look_back;
mod undo;

pub use dated::Dated;
pub use earlier::{as_at, seal, without};
pub use last_word::{Apart, LastWords};
pub use look_back::{LookBack, Past, look_back};
pub use undo::UNDO;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::{Answer, Assessment, Claim};
    use crate::domain::change::Change;

    pub(super) fn claim(row: &str, answer: Answer, at: &str) -> Claim {
        let (remark, post) = (String::new(), String::new());
        Claim { row: row.into(), answer, remark, by: "青木".into(), post, at: at.into() }
    }

    /// Makes an edit of `state` and notes it.
    pub(super) fn edit(state: &mut Assessment, edits: &mut Vec<Dated>, row: &str, answer: Option<Answer>) {
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

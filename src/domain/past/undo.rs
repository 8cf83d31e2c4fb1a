//! Which edits can be taken back, and which can be done again.

use super::dated::Dated;
use crate::domain::assessment::Assessment;
use crate::domain::change::Change;

/// Most edits that can be taken back after a restart.
pub const UNDO: usize = 500;

/// The edits that are in force, newest last, and those that were taken back last: an edit cancels with what
/// took it back, and any other edit after that leaves nothing to do again.
pub(super) fn undo(contained: &[&Dated], file: &Assessment) -> (Vec<Change>, Vec<Change>) {
    let mut in_force: Vec<&Dated> = Vec::new();
    let mut withdrawn: Vec<&Dated> = Vec::new();
    for edit in contained {
        if in_force.last().is_some_and(|last| last.change.inverse() == edit.change) {
            withdrawn.extend(in_force.pop());
        } else {
            if withdrawn.last().is_some_and(|last| last.change == edit.change) {
                withdrawn.pop();
            } else {
                withdrawn.clear();
            }
            in_force.push(edit);
        }
    }
    let mut state = file.clone();
    let fits = |edit: &&Dated| edit.change.inverse().apply(&mut state).is_ok();
    let mut undo: Vec<&Dated> = in_force.into_iter().rev().filter(fits).take(UNDO).collect();
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

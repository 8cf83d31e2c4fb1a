//! Entries on which a history ends with something else than the file says: a person changed the file by hand, or
//! kept one side of a clash in the file and the other in the history.

use std::collections::HashMap;

use super::dated::Dated;
use crate::domain::assessment::Assessment;
use crate::domain::change::{Change, Target};
use crate::domain::merge::difference;

/// An entry of which the last record says one thing and the file another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// What leads from the last record to what the file says.
    pub change: Change,
    /// The last record of the entry: when, in UTC, and by whom.
    pub last: (String, String),
    /// The newest record that left the entry as the file has it; none if no record did.
    pub held: Option<(String, String)>,
}

/// Takes the edits of a history in its order and keeps the last one of each entry.
pub struct LastWords<'a> {
    file: &'a Assessment,
    words: HashMap<Target, Word>,
}

struct Word {
    last: Dated,
    held: Option<(String, String)>,
}

impl<'a> LastWords<'a> {
    /// Nothing of the history was seen yet.
    pub fn new(file: &'a Assessment) -> Self {
        Self { file, words: HashMap::new() }
    }

    /// Takes the next edit.
    pub fn take(&mut self, edit: Dated) {
        let target = edit.change.target();
        let held = if edit.change.holds(self.file) {
            Some((edit.at.clone(), edit.by.clone()))
        } else {
            self.words.remove(&target).and_then(|word| word.held)
        };
        self.words.insert(target, Word { last: edit, held });
    }

    /// The entries of which the last record and the file say different things.
    pub fn apart(self) -> Vec<Apart> {
        let Self { file, mut words } = self;
        words.retain(|_, word| !word.last.change.holds(file));
        let mut told = file.clone();
        words.values().for_each(|word| word.last.change.impose(&mut told));
        let of = |change: Change| {
            let word = words.remove(&change.target())?;
            Some(Apart { change, last: (word.last.at, word.last.by), held: word.held })
        };
        difference(&told, file).into_iter().filter_map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::Answer;
    use crate::domain::past::tests::{claim, edit};

    fn apart(edits: Vec<Dated>, file: &Assessment) -> Vec<Apart> {
        let mut words = LastWords::new(file);
        edits.into_iter().for_each(|edit| words.take(edit));
        words.apart()
    }

    #[test]
    fn a_file_that_holds_the_last_word_on_every_entry_is_not_apart() {
        let (mut state, mut edits) = (Assessment::default(), Vec::new());
        edit(&mut state, &mut edits, "a", Some(Answer::Yes));
        edit(&mut state, &mut edits, "b", Some(Answer::Yes));
        edit(&mut state, &mut edits, "a", None);
        assert_eq!(apart(edits.clone(), &state), []);
        state.claims.push(claim("c", Answer::No, "nobody recorded this"));
        assert_eq!(apart(edits, &state), [], "the history says nothing about c");
    }

    #[test]
    fn one_side_of_a_clash_and_a_change_by_hand_are_told_apart() {
        let mut edits = Vec::new();
        let (mut ours, mut theirs) = (Assessment::default(), Assessment::default());
        edit(&mut ours, &mut edits, "a", Some(Answer::Yes));
        edit(&mut theirs, &mut edits, "a", Some(Answer::No));
        edit(&mut ours, &mut edits, "b", Some(Answer::Yes));
        ours.claims[1].remark = "by hand".into();
        let found = apart(edits.clone(), &ours);
        let told: Vec<_> = found.iter().map(|apart| (apart.change.subject(), apart.held.is_some())).collect();
        assert_eq!(told, [("a".to_owned(), true), ("b".to_owned(), false)]);
        assert_eq!(found[0].last.0, edits[1].at);
        assert_eq!(found[0].held.as_ref().map(|(at, _)| at), Some(&edits[0].at));
        ours.claims.remove(0);
        assert!(apart(edits, &ours).iter().any(|apart| apart.change.sides() == (true, false)));
    }
}

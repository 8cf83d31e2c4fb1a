//! A file compared with its history edit by edit: only what may matter at the end is kept, however long the history is.

use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

use super::dated::Dated;
use super::undo::{UNDO, undo};
use crate::domain::assessment::Assessment;
use crate::domain::change::{Change, Issued, Target};

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

/// Among how many edits at the end of a history those are looked for that can be taken back.
const WINDOW: usize = 4 * UNDO;

/// Takes the edits of a history in its order.
pub struct LookBack<'a> {
    file: &'a Assessment,
    entries: HashMap<Target, Entry>,
    recent: VecDeque<(usize, Rc<Dated>)>,
    /// For each place between edits, by how many the entries that are as they were there grow against the place before.
    steps: Vec<i32>,
    count: usize,
    issued: Issued,
}

/// What is known of one entry.
#[derive(Default)]
struct Entry {
    /// Whether the file has a value of it that the history knows.
    known: bool,
    /// The edits since that value.
    later: Vec<(usize, Rc<Dated>)>,
    /// The place from which on the file has what the last edit left.
    since: Option<usize>,
    seen: bool,
}

impl<'a> LookBack<'a> {
    /// Nothing of the history was seen yet.
    pub fn new(file: &'a Assessment) -> Self {
        Self {
            file,
            entries: HashMap::new(),
            recent: VecDeque::new(),
            steps: vec![0; 2],
            count: 0,
            issued: Issued::of(file),
        }
    }

    /// Takes the next edit.
    pub fn take(&mut self, edit: Dated) {
        let at = self.count;
        self.count += 1;
        self.steps.push(0);
        self.issued.note(&edit.change);
        let (holds, fits) = (edit.change.holds(self.file), edit.change.fits(self.file));
        let edit = Rc::new(edit);
        let entry = self.entries.entry(edit.change.target()).or_default();
        let was_there = if entry.seen { entry.since.take() } else { fits.then_some(0) };
        entry.seen = true;
        entry.since = holds.then_some(at + 1);
        if holds || fits {
            entry.known = true;
            entry.later.clear();
        }
        // Earlier edits do not matter: a person gave the entry a value the history does not know, which counts more.
        if entry.known && !holds {
            entry.later.push((at, Rc::clone(&edit)));
        }
        if let Some(from) = was_there {
            self.agree(from, at);
        }
        self.recent.push_back((at, edit));
        if self.recent.len() > WINDOW {
            self.recent.pop_front();
        }
    }

    /// Notes that an entry is as the file has it from one place to another.
    fn agree(&mut self, from: usize, to: usize) {
        self.steps[from] += 1;
        self.steps[to + 1] -= 1;
    }

    /// What the history says about the file.
    pub fn finish(mut self) -> Past {
        let is_interrupted = self.is_interrupted();
        let Self { file, entries, recent, issued, .. } = self;
        let mut later: Vec<(usize, Rc<Dated>)> =
            entries.into_values().flat_map(|entry| entry.later).collect();
        later.sort_by_key(|(at, _)| *at);
        let lacking: HashSet<usize> = later.iter().map(|(at, _)| *at).collect();
        let contained = recent.iter().filter(|(at, _)| !lacking.contains(at));
        let contained: Vec<&Dated> = contained.map(|(_, edit)| edit.as_ref()).collect();
        let (undo, redo) = undo(&contained, file);
        drop(recent);
        let mut grown = file.clone();
        let later = later.into_iter().map(|(_, edit)| Rc::unwrap_or_clone(edit));
        let missing = later.filter(|edit| edit.change.apply(&mut grown).is_ok()).collect();
        Past { missing, is_interrupted, undo, redo, issued }
    }

    fn is_interrupted(&mut self) -> bool {
        let open: Vec<usize> = self.entries.values().filter_map(|entry| entry.since).collect();
        open.into_iter().for_each(|since| self.agree(since, self.count));
        let mut agree = 0;
        self.steps.iter().take(self.count + 1).any(|step| {
            agree += step;
            usize::try_from(agree) == Ok(self.entries.len())
        })
    }
}

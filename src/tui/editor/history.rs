//! What was done to a text, to be taken back and done again.

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// Where it happened, in bytes.
    pub(super) at: usize,
    pub(super) removed: String,
    pub(super) inserted: String,
    /// Where the caret is: before the edit when recorded, after it when returned.
    pub(super) caret: usize,
}

#[derive(Debug, Clone, Default)]
pub(super) struct History {
    done: Vec<Edit>,
    undone: Vec<Edit>,
    /// Whether the last edit may still grow by typing on.
    open: bool,
}

impl History {
    pub(super) fn record(&mut self, edit: Edit, typed: bool) {
        self.undone.clear();
        match self.done.last_mut() {
            Some(last) if self.open && typed && continues(last, &edit) => {
                last.inserted.push_str(&edit.inserted);
            }
            _ => self.done.push(edit),
        }
        self.open = typed;
    }

    /// The next edit starts a step of its own.
    pub(super) fn seal(&mut self) {
        self.open = false;
    }

    /// The edit that takes back the last one.
    pub(super) fn undo(&mut self) -> Option<Edit> {
        self.open = false;
        let edit = self.done.pop()?;
        let (removed, inserted) = (edit.inserted.clone(), edit.removed.clone());
        let inverse = Edit { at: edit.at, removed, inserted, caret: edit.caret };
        self.undone.push(edit);
        Some(inverse)
    }

    /// The edit that was taken back last.
    pub(super) fn redo(&mut self) -> Option<Edit> {
        let edit = self.undone.pop()?;
        self.done.push(edit.clone());
        let caret = edit.at + edit.inserted.len();
        Some(Edit { caret, ..edit })
    }
}

/// Letters typed one after the other make one word and one step; what an input method commits is a step of its own.
fn continues(last: &Edit, next: &Edit) -> bool {
    next.removed.is_empty()
        && next.at == last.at + last.inserted.len()
        && next.inserted.len() == 1
        && next.inserted.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && last.inserted.bytes().next_back().is_some_and(|byte| byte.is_ascii_alphanumeric())
}

//! Notes on the steps of plans in a file.

use super::reader::{Reader, Stored, date_text};
use super::stored::stored;
use super::words::word;
use crate::domain::step_note::StepNote;

stored! {
    /// A note on a step; the step is named by what it is about.
    struct StoredStep as "Step" {
        step: String,
        owner: String,
        due: String,
        done: String,
        effort: String,
        lead_days: Option<i64>,
    }
}

impl From<&StepNote> for StoredStep {
    fn from(note: &StepNote) -> Self {
        Self {
            step: note.step.to_string(),
            owner: note.owner.clone(),
            due: date_text(note.due.map(Into::into)),
            done: date_text(note.done.map(Into::into)),
            effort: note.effort.map(word).unwrap_or_default(),
            lead_days: note.lead_days.map(i64::from),
        }
    }
}

impl Stored for StoredStep {
    type Fact = StepNote;

    fn key(&self) -> String {
        self.step.clone()
    }

    fn read(self, reader: &mut Reader) -> StepNote {
        StepNote {
            step: reader.step("step", self.step),
            owner: reader.text("owner", self.owner),
            due: reader.day("due", &self.due),
            done: reader.day("done", &self.done),
            effort: if self.effort.is_empty() { None } else { reader.word("effort", &self.effort) },
            lead_days: reader.days("lead_days", self.lead_days),
        }
    }
}

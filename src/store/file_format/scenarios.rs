//! Scenarios: changes put aside under a name, each as the history stores a change.

use super::change::ChangeRecord;
use super::fault::Problem;
use super::reader::{Reader, Stored};
use super::stored::stored;
use crate::domain::change::Change;
use crate::domain::scenario::Scenario;

stored! {
    /// Changes put aside under a name.
    struct StoredScenario as "Scenario" {
        name: String,
        by: String,
        at: String,
        changes: Vec<ChangeRecord>,
    }
}

impl From<&Scenario> for StoredScenario {
    fn from(scenario: &Scenario) -> Self {
        Self {
            name: scenario.name.clone(),
            by: scenario.by.clone(),
            at: scenario.at.clone(),
            changes: scenario.changes.iter().map(ChangeRecord::from).collect(),
        }
    }
}

impl Stored for StoredScenario {
    type Fact = Scenario;

    fn key(&self) -> String {
        self.name.clone()
    }

    fn read(self, reader: &mut Reader) -> Scenario {
        Scenario {
            name: reader.key("name", self.name),
            by: reader.text("by", self.by),
            at: reader.time("at", self.at),
            changes: self.changes.into_iter().filter_map(|record| plain(reader, record)).collect(),
        }
    }
}

/// The one change of a record; one about scenarios, and a note, which only a history has, are faults.
fn plain(reader: &mut Reader, record: ChangeRecord) -> Option<Change> {
    let noted = !record.note().is_empty();
    let change = record.only(reader);
    let plain = change.filter(|change| !noted && !matches!(change, Change::Scenario(_) | Change::Several(_)));
    if plain.is_none() {
        reader.fault("changes", None, Problem::NotOneChange);
    }
    plain
}

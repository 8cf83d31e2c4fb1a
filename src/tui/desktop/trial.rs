//! What is only tried: changes on a copy of the open assessment, and the session as it really is.

use crate::domain::change::Change;
use crate::domain::flip::Flips;
use crate::domain::name::same;
use crate::tui::action::Page;
use crate::tui::message::StoreMessage;
use crate::tui::session::Session;

/// What waits while something is tried.
#[derive(Debug)]
pub struct Trial {
    /// The session as it really is.
    pub real: Session,
    /// The scenario that is tried; empty for one without a name.
    pub name: String,
    /// What was changed so far, one change for each entry.
    pub changes: Vec<Change>,
    /// What flips against the session as it really is.
    pub flips: Flips,
    /// The page that Esc returns to.
    pub came_from: Page,
    /// What the store said meanwhile and a person has to answer.
    pub waiting: Vec<StoreMessage>,
}

impl Trial {
    /// Whether there are changes that no scenario holds.
    pub fn is_loose(&self) -> bool {
        let known = self.real.assessment.scenarios.iter().find(|scenario| scenario.name == self.name);
        !self.changes.is_empty() && known.is_none_or(|scenario| scenario.changes != self.changes)
    }

    /// Whether another scenario has this name, in whatever spelling.
    pub fn is_taken(&self, name: &str) -> bool {
        let others = self.real.assessment.scenarios.iter().filter(|scenario| scenario.name != self.name);
        others.into_iter().any(|scenario| scenario.name == name || same(&scenario.name, name))
    }
}

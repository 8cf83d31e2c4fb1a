//! Everything the workbench knows.

use super::screens::Screens;
use crate::tui::desktop::{Desktop, Prefs};

/// The workbench.
#[derive(Debug)]
pub struct App {
    /// What every screen works on.
    pub desktop: Desktop,
    /// The screens.
    pub screens: Screens,
}

impl App {
    /// A workbench that has nothing open.
    pub fn new(prefs: Prefs, size: (u16, u16)) -> Self {
        Self { desktop: Desktop::new(prefs, size), screens: Screens::default() }
    }

    /// The category under the cursor of the assessment.
    pub(super) fn category_in_view(&self) -> Option<String> {
        self.screens.assess.category(self.desktop.session.as_ref()?)
    }
}

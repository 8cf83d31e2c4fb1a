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
}

//! What a screen, a box or a form asks the workbench to do, since it knows no other one.

use crate::tui::action::{Action, Page};
use crate::tui::message::StoreMessage;
use crate::tui::tab::Tab;

/// One thing to be done as soon as the one that asked has finished; in the order of asking.
#[derive(Debug)]
pub enum Request {
    /// Carries out an action as if its key had been pressed.
    Act(Action),
    /// Shows something, on the screen that has it.
    Show(Goal, WayBack),
    /// Opens the form of a new row of a register, over the screen in front.
    AddRow(Tab),
    /// A row was stored under this key: the cursor goes there.
    Stored(String),
    /// Only rows that contain this are shown in the table.
    Narrow(String),
    /// The person came back to the screen in front.
    Resume,
    /// Goes to a screen where what was tried may have been shown; it works everything out anew.
    Return(Page),
    /// Takes a message of the store that had to wait.
    Hear(StoreMessage),
    /// Shows one line until the next key, over what was said by requests before this one.
    Say(String),
}

/// What is to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// The question of a row, by position in the pack.
    Row(usize),
    /// A category, by position in the pack.
    Category(usize),
    /// The register that decides a row.
    RegisterOfRow(usize),
    /// The entry of a register, by its id.
    Entry(String),
    /// A register.
    Register(Tab),
}

/// Where Esc leads from what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayBack {
    /// Where it led before.
    AsBefore,
    /// To the screen that asked, and from there on the way one came.
    Here,
    /// The same, but the screen shown is no longer among those to come back to.
    HereAtOnce,
}

/// What a proof explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A row, by position.
    Row(usize),
    /// A category, by id.
    Category(String),
}

//! What every screen, box and form works on: the open assessment, preferences, the line for the person, and what is
//! wanted of others. Nothing here knows a screen or a box by name.

mod edits;
mod entering;
mod request;
mod signers;
mod state;
mod trial;
mod trying;

pub use request::{Goal, Request, Subject, WayBack};
pub use state::{Desktop, FileQuestion, Outcome, Overlay, Prefs};
pub use trial::Trial;

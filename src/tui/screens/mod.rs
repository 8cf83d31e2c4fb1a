//! The screens of the workbench. Each has a file or a folder with its state, its keys and its drawing; none knows
//! another one. What one of them wants of others it asks of the desktop.

pub mod assess;
pub mod board;
pub mod carriers;
pub mod examine;
pub mod folder;
pub mod lists;
pub mod plan;
pub mod proof;
pub mod review;
pub mod start;
pub mod table;
pub mod timeline;
pub mod what_if;

use crate::domain::text::tr;
use crate::tui::action::Action;
use crate::tui::canvas::Canvas;
use crate::tui::desktop::{Desktop, Subject};

/// True if the open file has a reference date; if not, says what can be done once it has one.
fn has_reference_date(desktop: &mut Desktop, ja: &str, en: &str) -> bool {
    let dated = desktop.session.as_ref().is_some_and(|open| open.assessment.profile.reference_date.is_some());
    if !dated {
        desktop.say(tr!(
            desktop.lang(),
            "基準日がありません。p で決めると、{ja}。",
            "There is no reference date; p sets one, then {en}."
        ));
    }
    dated
}

/// A screen of the workbench.
pub trait Screen {
    /// Begins anew before it is shown by its own key, with the category in view on the assessment; false, after saying
    /// why, if it cannot be shown.
    fn begin(&mut self, _desktop: &mut Desktop, _in_view: Option<String>) -> bool {
        true
    }

    /// True if Esc leads back from it to the screen one came from, not to the assessment.
    fn leads_back(&self) -> bool {
        false
    }

    /// Somebody comes back to it.
    fn resume(&mut self, _desktop: &Desktop) {}

    /// Carries out an action; false if it is none of this screen's.
    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool;

    /// Follows the open assessment and keeps the cursor in sight, after each message.
    fn settle(&mut self, _desktop: &mut Desktop) {}

    /// Draws it.
    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>);

    /// False for an action that has nothing to act on just now: the footer leaves it out, so that every key it shows
    /// does something.
    fn acts(&self, _desktop: &Desktop, _action: Action) -> bool {
        true
    }

    /// The row that an answering key answers, by position in the pack.
    fn row(&self, _desktop: &Desktop) -> Option<usize> {
        None
    }

    /// What is under the cursor, for a proof of it.
    fn subject(&self, _desktop: &Desktop) -> Option<Subject> {
        None
    }
}

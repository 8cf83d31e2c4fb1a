//! What a key has nothing to act on just now: the footer leaves it out, so that every key it shows does something.

use crate::tui::action::{Action, Place};
use crate::tui::model::Model;

/// True if the action would do nothing at the place as the screen stands.
pub(super) fn idle(model: &Model, place: Place, action: Action) -> bool {
    match place {
        Place::Start => action == Action::Open && model.start.recent.is_empty(),
        Place::Assess => at_question(model, action),
        Place::Review => at_review(model, action),
        Place::Table => at_table(model, action),
        _ => false,
    }
}

/// On a category, which nobody answers, unfolding takes the place of the claims. It is as wide as they are, so
/// that a move in the tree leaves the rest of the footer as it was; further down the text tells what to press.
fn at_question(model: &Model, action: Action) -> bool {
    let on_category = model.session.is_some() && model.assess.tree.row().is_none();
    match action {
        Action::Yes | Action::No | Action::DontKnow => on_category,
        Action::Open => !on_category,
        _ => false,
    }
}

/// Once nothing is asked any more, nothing can be answered; the text tells how to go on.
fn at_review(model: &Model, action: Action) -> bool {
    match action {
        Action::Yes
        | Action::No
        | Action::DontKnow
        | Action::NotApplicable
        | Action::Later
        | Action::Open => model.review.row().is_none(),
        Action::TakeBack => !model.review.answered_here(),
        _ => false,
    }
}

/// A row must be there to be edited.
fn at_table(model: &Model, action: Action) -> bool {
    let Some(session) = &model.session else { return false };
    match action {
        Action::Open | Action::DeleteRow | Action::CopyRow => {
            model.table.visible(session, model.lang()).is_empty()
        }
        Action::Sort | Action::Filter => model.table.tab.rows(&session.assessment).is_empty(),
        _ => false,
    }
}

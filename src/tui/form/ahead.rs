//! What accepting a form as it is would flip, worked out while it is filled in.

use crate::domain::change::Change;
use crate::domain::flip::Flips;
use crate::report::fields::AnyFact;
use crate::report::fields::Value;
use crate::tui::desktop::Desktop;
use crate::tui::form::former::draft_of;
use crate::tui::form::layer::Layer;
use crate::tui::form::state::{Ahead, Form, Purpose};
use crate::tui::impact;
use crate::tui::session::Session;

/// Follows what was typed and chosen in the form in front, after each message.
pub(super) fn settle(desktop: &Desktop, form: &mut Form) {
    let Some(session) = &desktop.session else { return };
    let Some(draft) = as_it_stands(form) else { return };
    if form.ahead.judged.as_ref() == Some(&draft) {
        return;
    }
    // A form that was just opened changes nothing.
    let flips = if form.ahead.judged.is_none() && matches!(form.purpose, Purpose::Edit(_)) {
        Flips::default()
    } else {
        changes(session, &form.purpose, draft.clone())
            .map_or_else(Flips::default, |changes| impact::of(session, &Change::all(changes)))
    };
    form.ahead = Ahead { judged: Some(draft), flips };
}

/// The row with everything that can be read, the levels in front folded into it.
fn as_it_stands(form: &Form) -> Option<AnyFact> {
    if form.purpose == Purpose::New {
        return None;
    }
    let mut levels = form.layers.iter().rev();
    let mut inner = levels.next()?;
    let mut draft = inner.as_typed();
    for above in levels {
        draft = folded(above, inner, draft);
        inner = above;
    }
    Some(draft)
}

/// A level with the one in front of it put in; a new row that is still blank is left out.
fn folded(above: &Layer, inner: &Layer, draft: AnyFact) -> AnyFact {
    let mut whole = above.as_typed();
    let (at, row) = inner.place;
    let field = &above.sheet.fields[at];
    if row.is_none() && draft == (inner.sheet.blank)() {
        return whole;
    }
    if let Value::Rows(mut rows) = (field.get)(&whole) {
        match row.and_then(|row| rows.get_mut(row)) {
            Some(place) => *place = draft,
            None => rows.push(draft),
        }
        (field.set)(&mut whole, Value::Rows(rows));
    }
    whole
}

/// What accepting would do; nothing where it would be refused.
fn changes(session: &Session, purpose: &Purpose, mut draft: AnyFact) -> Option<Vec<Change>> {
    let assessment = &session.assessment;
    let old = match purpose {
        Purpose::Add => None,
        Purpose::Edit(key) => Some(key.as_str()),
        Purpose::New => return None,
    };
    if let (Some(series), None) = (draft.series(), old) {
        draft.set_id(session.issued.next(series));
    }
    let moved = old.is_some_and(|old| old != draft.key());
    if (old.is_none() || moved) && draft.exists(assessment) {
        return None;
    }
    let former = old.filter(|_| moved).and_then(|old| draft_of(assessment, &draft, old));
    let removal = former.and_then(|former| former.remove(assessment).ok());
    Some(removal.into_iter().chain(draft.put(assessment)).collect())
}

//! What accepting a form as it is would flip, worked out while it is filled in.

use crate::domain::flip::Flips;
use crate::report::fields::{AnyFact, Value};
use crate::tui::desktop::Desktop;
use crate::tui::form::accept::change;
use crate::tui::form::level::Level;
use crate::tui::form::state::{Form, FormPurpose, Preview};
use crate::tui::impact;

/// Follows what was typed and chosen in the form in front, after each message.
pub(super) fn settle(desktop: &Desktop, form: &mut Form) {
    let Some(session) = &desktop.session else { return };
    let Some(draft) = as_typed(form) else { return };
    if form.preview.judged.as_ref() == Some(&draft) {
        return;
    }
    // A form that was just opened changes nothing.
    let opened = form.preview.judged.is_none() && matches!(form.purpose, FormPurpose::Edit(_));
    let change = if opened { None } else { change(session, &mut draft.clone(), form.purpose.key()) };
    let flips = change.map_or_else(Flips::default, |change| impact::of(session, &change));
    form.preview = Preview { judged: Some(draft), flips };
}

/// The row with everything that can be read, the levels in front folded into it.
fn as_typed(form: &Form) -> Option<AnyFact> {
    if form.purpose == FormPurpose::New {
        return None;
    }
    let mut levels = form.levels.iter().rev();
    let mut inner = levels.next()?;
    let mut draft = inner.as_typed();
    for above in levels {
        draft = folded(above, inner, draft);
        inner = above;
    }
    Some(draft)
}

/// A level with the one in front of it put in; a new row that is still blank is left out.
fn folded(above: &Level, inner: &Level, draft: AnyFact) -> AnyFact {
    let mut whole = above.as_typed();
    let (at, row) = inner.place;
    let field = &above.description.fields[at];
    if row.is_none() && draft == (inner.description.blank)() {
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

//! Accepting a form: a level goes into the level above it, the last one into the assessment.

use crate::domain::assessment::Assessment;
use crate::domain::name;
use crate::domain::text::Lang;
use crate::domain::upkeep::{WrongEnd, wrong_end};
use crate::report::fields::AnyFact;
use crate::report::fields::Value;
use crate::report::words::{self, pick};
use crate::tui::action::{self, Action};
use crate::tui::form::layer::{Layer, Stop};
use crate::tui::form::{Form, Purpose};
use crate::tui::model::{Effect, Model};
use crate::tui::overlay::Overlay;
use crate::tui::overlay::confirm::Confirm;
use crate::tui::screens::table;
use crate::tui::session::Saving;
use crate::tui::update;

/// Accepts the level in front.
pub fn level(model: &mut Model, mut form: Box<Form>) {
    if form.layers.len() > 1 {
        fold(model, &mut form);
        return model.push(Overlay::Form(form));
    }
    finish(model, form);
}

/// Accepts every level, from wherever the focus is; stops at the first that is wrong.
pub fn whole(model: &mut Model, mut form: Box<Form>) {
    while form.layers.len() > 1 {
        if !fold(model, &mut form) {
            return model.push(Overlay::Form(form));
        }
    }
    finish(model, form);
}

/// Puts the level in front into the one above it; false if something is wrong with it.
fn fold(model: &mut Model, form: &mut Form) -> bool {
    if !form.layers.last_mut().is_some_and(Layer::check) {
        complain(model);
        return false;
    }
    if form.layers.last().is_some_and(|layer| says_no_end(model, &layer.draft)) {
        return false;
    }
    let Some(Layer { draft, place: (at, row), .. }) = form.layers.pop() else { return false };
    let Some(above) = form.layers.last_mut() else { return false };
    let (_, Value::Rows(mut rows)) = above.field(at) else { return false };
    let row = match row {
        Some(row) if row < rows.len() => {
            rows[row] = draft;
            row
        }
        _ => {
            rows.push(draft);
            rows.len() - 1
        }
    };
    above.set(at, Value::Rows(rows));
    above.stop = Stop::Row(at, row);
    true
}

/// True, after saying so, of a certificate said not to expire whose kind always does.
fn says_no_end(model: &mut Model, draft: &AnyFact) -> bool {
    let (AnyFact::Qualification(held), Some(session)) = (draft, &model.session) else { return false };
    let refused = wrong_end(&session.references, held) == Some(WrongEnd::Ends);
    if refused {
        let (ja, en) = words::must_end();
        let text = format!("{}{}", pick(model.lang(), ja, en), pick(model.lang(), "。", "."));
        model.say(text);
    }
    refused
}

fn complain(model: &mut Model) {
    let text = pick(model.lang(), "直すところがあります。", "Something has to be mended first.");
    model.say(text);
}

fn finish(model: &mut Model, mut form: Box<Form>) {
    let Some(layer) = form.layers.last_mut() else { return };
    if !layer.check() {
        complain(model);
        return model.push(Overlay::Form(form));
    }
    let draft = layer.draft.clone();
    match form.purpose.clone() {
        Purpose::New => {
            let AnyFact::Profile(mut profile) = draft else { return };
            let pack = model.packs.iter().find(|pack| pack.edition == profile.edition);
            profile.pack = pack.map_or(profile.pack, |pack| pack.id.clone());
            let assessment = Assessment { profile, ..Assessment::default() };
            model.want(Effect::Create(None, Box::new(assessment)));
            // What is opened clears the screen; if it cannot be made, nothing typed is lost.
            model.push(Overlay::Form(form));
        }
        Purpose::Edit(key) => store(model, form, draft, Some(&key)),
        Purpose::Add => store(model, form, draft, None),
    }
}

/// Puts the row into its register; what cannot be stored now stays in the form.
fn store(model: &mut Model, form: Box<Form>, mut draft: AnyFact, old: Option<&str>) {
    let Some(session) = &model.session else { return };
    if let Saving::ReadOnly(why) = &session.saving {
        let why = why.clone();
        model.say(why);
        return model.push(Overlay::Form(form));
    }
    if let (Some(series), None) = (draft.series(), old) {
        draft.set_id(session.issued.next(series));
    }
    let moved = old.is_some_and(|old| old != draft.key());
    if (old.is_none() || moved) && draft.exists(&session.assessment) {
        let text = pick(
            model.lang(),
            "同じものの行がもうあります。そちらを編集してください。",
            "There is a row for the same already; edit that one.",
        );
        model.say(text);
        return model.push(Overlay::Form(form));
    }
    if !form.another
        && let Some(id) = namesake(&session.assessment, &draft, old)
    {
        return ask(model, form, &draft, id);
    }
    if moved {
        let former = table::draft_of(&session.assessment, &draft, old.unwrap_or_default());
        if let Some(Ok(change)) = former.map(|former| former.remove(&session.assessment)) {
            update::edit(model, change);
        }
    }
    let Some(change) = model.session.as_ref().and_then(|session| draft.put(&session.assessment)) else {
        return;
    };
    let idle = change.is_idle();
    update::edit(model, change);
    table::select(model, &draft);
    if model.notice.is_none() {
        let text = stored(model, &draft.shown_id(), idle);
        model.say(text);
    }
}

/// A row of the same name, unless the draft had that name before.
fn namesake(assessment: &Assessment, draft: &AnyFact, old: Option<&str>) -> Option<String> {
    let key = name::key(draft.name()?);
    let all = draft.named_alike(assessment);
    let mut named = all.into_iter().filter(|(_, name)| !key.is_empty() && name::key(name) == key);
    let first = named.next()?.0;
    let kept = |id: &str| old == Some(id);
    if kept(&first) || named.any(|(id, _)| kept(&id)) {
        return None;
    }
    Some(first)
}

/// Asks whether it is the same; the form waits below.
fn ask(model: &mut Model, form: Box<Form>, draft: &AnyFact, id: String) {
    let lang = model.lang();
    let name = draft.name().unwrap_or_default();
    let title = pick(lang, "同じ名前の行があります", "This name is there already");
    let known = model.session.as_ref().and_then(|session| {
        draft.named_alike(&session.assessment).into_iter().find(|(known, _)| *known == id)
    });
    let known = known.map_or_else(String::new, |(_, name)| name);
    let (person, paragraph) = (
        matches!(draft, AnyFact::Person(_)),
        match lang {
            Lang::Ja => format!("{id}「{known}」は、入力した「{name}」と同じ名前です。"),
            Lang::En => format!("{id} \"{known}\" has the same name as \"{name}\"."),
        },
    );
    let question = if person {
        pick(lang, "同じ人ですか。", "Is it the same person?")
    } else {
        pick(lang, "同じものですか。", "Is it the same thing?")
    };
    let paragraphs = vec![paragraph, question.to_owned()];
    model.push(Overlay::Form(form));
    model.push(Overlay::Confirm(Confirm::same_name(title, paragraphs, id)));
}

/// What was done, and the key that takes it back.
fn stored(model: &Model, key: &str, idle: bool) -> String {
    let undo = action::key_of(model.place(), Action::Undo).unwrap_or_default();
    let text = match (idle, model.lang()) {
        (true, lang) => pick(lang, "変わったところはありません。", "Nothing was changed.").to_owned(),
        (false, Lang::Ja) if key.is_empty() => format!("記録しました。{undo} で元に戻せます。"),
        (false, Lang::Ja) => format!("{key} を記録しました。{undo} で元に戻せます。"),
        (false, Lang::En) if key.is_empty() => format!("Stored; {undo} takes it back."),
        (false, Lang::En) => format!("{key} stored; {undo} takes it back."),
    };
    text.trim_start().to_owned()
}

//! What the store thread says: files opened and saved, trouble, a past, somebody else's version.

use std::path::{Path, PathBuf};

use super::leaving;
use crate::domain::past::Past;
use crate::domain::text::Lang;
use crate::report::words::pick;
use crate::tui::action::{self, Action, Place};
use crate::tui::model::{Model, Page, StoreMessage};
use crate::tui::overlay::recovery::Recovery;
use crate::tui::overlay::{Overlay, conflict};
use crate::tui::scratch;
use crate::tui::screens::{assess, board, proof, table, what_if};
use crate::tui::session::{Obstacle, Opened, Saving, Session};

/// Takes what the store says.
pub(super) fn on_store(model: &mut Model, message: StoreMessage) {
    match message {
        StoreMessage::Opened(opened) => on_opened(model, *opened),
        StoreMessage::NotOpened(text) => {
            (model.waiting, model.opening) = (false, false);
            model.say(text);
        }
        StoreMessage::Damaged(damage) => {
            (model.waiting, model.opening) = (false, false);
            model.push(Overlay::Damage(damage, 0));
        }
        StoreMessage::Saved => {
            model.foreign = None;
            saving(model, Saving::Saved);
        }
        StoreMessage::NotSaved(obstacle) => {
            let key = action::key_of(Place::Work, Action::SaveAs).unwrap_or("S");
            let text = match model.lang() {
                Lang::Ja => format!("{}  {key} で別の場所に保存できます。", obstacle.text),
                Lang::En => format!("{}  {key} saves elsewhere.", obstacle.text),
            };
            saving(model, Saving::Failed(obstacle));
            let question = leaving::question(model).filter(|_| model.leaving);
            model.say(question.unwrap_or(text));
        }
        StoreMessage::History(obstacle) => on_history(model, obstacle),
        StoreMessage::Past(past, notice) => {
            if let Some(StoreMessage::Past(past, notice)) =
                scratch::put_off(model, StoreMessage::Past(past, notice))
            {
                on_past(model, *past, notice);
            }
        }
        StoreMessage::Changed(foreign) => {
            if let Some(StoreMessage::Changed(foreign)) =
                scratch::put_off(model, StoreMessage::Changed(foreign))
            {
                conflict::arrive(model, *foreign);
            }
        }
        StoreMessage::Moved(path) => on_moved(model, path),
        StoreMessage::NotMoved(text, name) => on_not_moved(model, text, name.as_deref()),
        StoreMessage::Unlocked(obstacle) => on_unlocked(model, obstacle),
        StoreMessage::Left(left) => model.left = left,
        StoreMessage::CameBack(path, place) => come_back(model, &path, &place),
        StoreMessage::Told(text) => model.say(text),
        StoreMessage::Settled(by, kana) => {
            // A name known from earlier is only suggested, and nowhere but at one's own desk.
            if let (Some(own), false) = (&mut model.own_name, by.is_empty()) {
                *own = by;
            }
            model.prefs.theme.kana = kana;
        }
        StoreMessage::Recent(recent) => model.start.recent = recent,
        StoreMessage::Packs(packs) => model.packs = packs,
    }
}

fn on_opened(model: &mut Model, opened: Opened) {
    let place = opened.place.clone();
    let session = Session::new(opened);
    let notice = match &session.saving {
        Saving::ReadOnly(why) => Some(why.clone()),
        _ => session.unlocked.as_ref().map(|obstacle| obstacle.text.clone()),
    };
    show(model, session, &place);
    model.notice = notice.or_else(|| model.hint.take());
}

/// A file that was in memory all the time is in front again, as it was left.
fn come_back(model: &mut Model, path: &Path, place: &str) {
    (model.waiting, model.opening) = (false, false);
    if model.session.as_ref().is_some_and(|session| session.path == path) {
        model.overlays.clear();
        model.page = Page::Assess;
    } else if let Some(at) = model.aside.iter().position(|session| session.path == path) {
        let session = model.aside.remove(at);
        show(model, session, place);
    }
}

/// Puts a session in front. The one before it is kept if its file was left while it lacked something.
fn show(model: &mut Model, session: Session, place: &str) {
    (model.waiting, model.opening) = (false, false);
    model.notice = None;
    model.overlays.clear();
    (model.after_save, model.foreign, model.leaving) = (None, None, false);
    model.assess = assess::Assess::at(&session, place);
    model.board = board::Board::default();
    model.table = table::Table::default();
    model.proof = proof::ProofPage::default();
    model.trail.clear();
    model.what_if = what_if::WhatIf::default();
    model.scratch = None;
    model.unsigned.clear();
    model.page = Page::Assess;
    model.aside.retain(|aside| aside.path != session.path);
    if let Some(before) = model.session.replace(session)
        && model.left.iter().any(|file| file.path == before.path)
    {
        model.aside.push(before);
    }
}

fn on_history(model: &mut Model, obstacle: Option<Obstacle>) {
    let lang = model.lang();
    let Some(session) = scratch::real_mut(model) else { return };
    session.silent_history.clone_from(&obstacle);
    // That all is well again is no reason to hide what has just been said.
    if obstacle.is_none() && model.notice.is_some() {
        return;
    }
    let text = match (obstacle, lang) {
        (Some(obstacle), Lang::Ja) => {
            format!("履歴に書けません({})。保存は続けますが、元に戻す記録が残りません。", obstacle.reason)
        }
        (Some(obstacle), Lang::En) => {
            format!("The history cannot be written ({}); the file still is.", obstacle.reason)
        }
        (None, _) => pick(lang, "履歴に書けるようになりました。", "The history is written again.").to_owned(),
    };
    model.say(text);
}

fn on_past(model: &mut Model, past: Past, notice: Option<String>) {
    let Some(session) = model.session.as_mut() else { return };
    session.remember(past.undo, past.redo);
    session.issued.join(&past.issued);
    if let Some(notice) = notice {
        model.say(notice);
    }
    if !past.missing.is_empty() {
        // Below whatever was opened meanwhile: nobody's typing is to answer this.
        model.overlays.insert(0, Overlay::Recovery(Recovery::new(past.missing)));
    }
}

fn on_moved(model: &mut Model, path: PathBuf) {
    let place = model.shown(&path);
    let text = match model.lang() {
        Lang::Ja => format!("これからは {place} に保存します。"),
        Lang::En => format!("From now on everything is saved to {place}."),
    };
    let Some(session) = scratch::real_mut(model) else { return };
    session.path = path;
    session.saving = Saving::Saved;
    model.foreign = None;
    model.overlays.retain(|overlay| !matches!(overlay, Overlay::Conflict(_)));
    model.say(text);
    // What was asked for before the answers were safe is done now.
    if let Some(effect) = model.after_save.take() {
        model.want(effect);
    }
}

/// The name was refused or could not be written: another one is asked for, unless the person is elsewhere by now.
fn on_not_moved(model: &mut Model, text: String, name: Option<&Path>) {
    match name.and_then(Path::to_str) {
        Some(name) if model.overlays.is_empty() || model.after_save.is_some() => {
            super::ask_where(model, name);
        }
        _ => model.after_save = None,
    }
    model.say(text);
}

fn on_unlocked(model: &mut Model, obstacle: Option<Obstacle>) {
    let Some(session) = scratch::real_mut(model) else { return };
    session.unlocked.clone_from(&obstacle);
    if let Some(obstacle) = obstacle {
        model.say(obstacle.text);
    }
}

fn saving(model: &mut Model, state: Saving) {
    if let Some(session) = scratch::real_mut(model) {
        session.saving = state;
    }
}

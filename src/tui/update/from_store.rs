//! What the store thread says: files opened and saved, trouble, a past, somebody else's version.

use std::path::PathBuf;

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
            model.waiting = false;
            model.say(text);
        }
        StoreMessage::Damaged(damage) => {
            model.waiting = false;
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
            model.say(text);
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
        StoreMessage::Told(text) => model.say(text),
        StoreMessage::Settled(by, kana) => {
            model.prefs.by = by;
            model.prefs.theme.kana = kana;
        }
        StoreMessage::Recent(recent) => model.start.recent = recent,
        StoreMessage::Packs(packs) => model.packs = packs,
    }
}

fn on_opened(model: &mut Model, opened: Opened) {
    model.waiting = false;
    let (place, warning) = (opened.place.clone(), opened.warning.clone());
    let session = Session::new(opened);
    model.notice = match &session.saving {
        Saving::ReadOnly(why) => Some(why.clone()),
        _ => warning,
    };
    model.overlays.clear();
    model.assess = assess::Assess::at(&session, &place);
    model.board = board::Board::default();
    model.table = table::Table::default();
    model.proof = proof::ProofPage::default();
    model.trail.clear();
    model.what_if = what_if::WhatIf::default();
    model.scratch = None;
    model.session = Some(session);
    model.page = Page::Assess;
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
    let text = match model.lang() {
        Lang::Ja => format!("これからは {} に保存します。", path.display()),
        Lang::En => format!("From now on everything is saved to {}.", path.display()),
    };
    let Some(session) = scratch::real_mut(model) else { return };
    session.path = path;
    session.saving = Saving::Saved;
    model.foreign = None;
    model.overlays.retain(|overlay| !matches!(overlay, Overlay::Conflict(_)));
    model.say(text);
}

fn saving(model: &mut Model, state: Saving) {
    if let Some(session) = scratch::real_mut(model) {
        session.saving = state;
    }
}

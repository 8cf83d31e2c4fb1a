//! The scratch layer: everything can be tried on a copy of the open assessment, and nothing of it reaches the file
//! or the history before it is kept.
//!
//! While the layer is on, [`Model::session`] is the copy, so that every screen and form works on it as ever; the
//! real one waits here. What is put aside under a name is an edit of the real one; what is not put aside lives
//! in memory only and ends with the program.

use crate::domain::assessment::Assessment;
use crate::domain::change::Change;
use crate::domain::change::Scenario;
use crate::domain::flip::Flips;
use crate::domain::name::same;
use crate::domain::signer::Statement;
use crate::domain::text::Lang;
use crate::domain::what_if::{applied, changes, with_needed};
use crate::report::what_if::misfit;
use crate::report::words::pick;
use crate::tui::action::{self, Action, Place};
use crate::tui::impact;
use crate::tui::model::{Effect, Model, Page, StoreMessage};
use crate::tui::overlay::Overlay;
use crate::tui::screens::{assess, plan, review, timeline, what_if};
use crate::tui::session::{Saving, Session};
use crate::tui::update;

/// What waits while the layer is on.
#[derive(Debug)]
pub struct Scratch {
    /// The session as it really is.
    pub real: Session,
    /// The scenario that is tried; empty for one without a name.
    pub name: String,
    /// What was changed so far, one change for each entry.
    pub changes: Vec<Change>,
    /// What flips against the session as it really is.
    pub flips: Flips,
    /// What the store said meanwhile and a person has to answer.
    waiting: Vec<StoreMessage>,
}

impl Scratch {
    /// Whether there are changes that no scenario holds.
    pub fn is_loose(&self) -> bool {
        let known = self.real.assessment.scenarios.iter().find(|scenario| scenario.name == self.name);
        !self.changes.is_empty() && known.is_none_or(|scenario| scenario.changes != self.changes)
    }
}

/// Turns the layer on; false, after saying why, if something has to be answered first.
pub fn begin(model: &mut Model) -> bool {
    if model.scratch.is_some() {
        return true;
    }
    let asks = |overlay: &Overlay| matches!(overlay, Overlay::Recovery(_) | Overlay::Conflict(_));
    if model.overlays.iter().any(asks) || model.foreign.is_some() {
        let text = pick(
            model.lang(),
            "先にファイルについての質問に答えてください(M)。",
            "Answer the question about the file first (M).",
        );
        model.say(text);
        return false;
    }
    let Some(real) = model.session.take() else { return false };
    let copy = copy(&real);
    model.scratch = Some(Scratch {
        real,
        name: String::new(),
        changes: Vec::new(),
        flips: Flips::default(),
        waiting: Vec::new(),
    });
    model.session = Some(copy);
    true
}

/// A session with the same values, to which nothing can be undone that was really done.
fn copy(real: &Session) -> Session {
    let mut copy = real.clone();
    copy.forget_edits();
    copy.saving = Saving::Saved;
    (copy.silent_history, copy.unlocked) = (None, None);
    copy
}

/// The session as it really is.
pub fn real(model: &Model) -> Option<&Session> {
    model.scratch.as_ref().map(|scratch| &scratch.real).or(model.session.as_ref())
}

/// The same, to be changed.
pub fn real_mut(model: &mut Model) -> Option<&mut Session> {
    match &mut model.scratch {
        Some(scratch) => Some(&mut scratch.real),
        None => model.session.as_mut(),
    }
}

/// Looks again at what was changed, after each edit of the layer.
pub fn refresh(model: &mut Model) {
    assess::look_again(model);
    let (Some(scratch), Some(session)) = (&mut model.scratch, &model.session) else { return };
    scratch.changes = changes(&scratch.real.assessment, &session.assessment);
    scratch.flips = Flips::between(&scratch.real.findings, &session.findings);
}

/// Keeps a message of the store until the layer is off, since it has to be answered about the real values;
/// gives it back if the layer is off.
pub fn put_off(model: &mut Model, message: StoreMessage) -> Option<StoreMessage> {
    let lang = model.lang();
    let Some(scratch) = &mut model.scratch else { return Some(message) };
    let asks = match &message {
        StoreMessage::Past(past, _) => !past.missing.is_empty(),
        _ => true,
    };
    scratch.waiting.push(message);
    if !asks {
        return None;
    }
    let text = pick(
        lang,
        "ファイルについて確かめたいことがあります。「もしも」を終えたときにたずねます。",
        "There is a question about the file; it will be asked when what-if ends.",
    );
    model.say(text);
    None
}

/// Turns the layer off. What was tried is lost unless it was put aside or kept before.
pub fn end(model: &mut Model) {
    let Some(scratch) = model.scratch.take() else { return };
    model.session = Some(scratch.real);
    model.trail.clear();
    assess::look_again(model);
    back_to(model, model.what_if.came_from);
    for message in scratch.waiting {
        update::update(model, crate::tui::model::Message::Store(message));
    }
}

/// Goes to a page; those that hold what they worked out work it out anew.
pub fn back_to(model: &mut Model, page: Page) {
    model.page = Page::Assess;
    match page {
        Page::Plan => plan::begin(model),
        Page::Timeline => timeline::begin(model),
        Page::Review => review::begin(model),
        Page::Start | Page::WhatIf => {}
        other => model.page = other,
    }
}

/// Makes real edits of all changes, or of some of them and of what these need, as one edit that is undone as
/// one. What was not chosen stays in the layer.
pub fn keep(model: &mut Model, chosen: &[usize]) {
    let lang = model.lang();
    let Some(scratch) = &model.scratch else { return };
    if let Saving::ReadOnly(why) = &scratch.real.saving {
        let why = why.clone();
        return model.say(why);
    }
    let real = &scratch.real.assessment;
    let wanted: Vec<usize> =
        if chosen.is_empty() { (0..scratch.changes.len()).collect() } else { chosen.to_vec() };
    let taken = with_needed(real, &scratch.changes, &wanted);
    let mut kept: Vec<Change> = taken.iter().map(|at| scratch.changes[*at].clone()).collect();
    let whole = kept.len() == scratch.changes.len();
    let count = kept.len();
    if count == 0 {
        return model.say(pick(lang, "まだ何も変えていません。", "Nothing was changed yet."));
    }
    if whole && real.scenarios.iter().any(|scenario| scenario.name == scratch.name) {
        // What was tried is real now; kept aside as well, it would never apply again.
        kept.push(Change::forget(real, &scratch.name));
    }
    let Some(flips) = really(model, Change::all(kept)) else { return };
    let flips = real_text(model, lang, &flips);
    let undo = action::key_of(Place::Work, Action::Undo).unwrap_or_default();
    if whole {
        end(model);
    } else {
        refresh(model);
        what_if::settle_marks(model);
    }
    let more = if taken.len() > wanted.len() {
        pick(lang, "(必要な変更を含む)", " (with what they need)")
    } else {
        ""
    };
    let text = match lang {
        Lang::Ja => format!("{count}件を採用しました{more}。{flips}  {undo} で一度に元に戻せます。"),
        Lang::En => format!("Kept {count} changes{more}. {flips}  {undo} takes them back at once."),
    };
    model.say(text);
}

fn real_text(model: &Model, lang: Lang, flips: &Flips) -> String {
    real(model).map_or_else(String::new, |session| impact::categories(session, lang, flips))
}

/// Makes an edit of the real session and has it written down; what flips, or nothing if it was refused.
fn really(model: &mut Model, change: Change) -> Option<Flips> {
    let session = real_mut(model)?;
    if let Saving::ReadOnly(why) = &session.saving {
        let why = why.clone();
        model.say(why);
        return None;
    }
    match session.edit(change.clone()) {
        Ok(flips) => {
            let assessment = Box::new(session.assessment.clone());
            model.want(Effect::Record(Box::new(change), assessment));
            same_scenarios(model);
            Some(flips)
        }
        Err(stale) => {
            model.say(stale.to_string());
            None
        }
    }
}

/// Scenarios are real whatever is tried, so the copy has the same.
fn same_scenarios(model: &mut Model) {
    if let (Some(scratch), Some(session)) = (&model.scratch, &mut model.session) {
        session.assessment.scenarios.clone_from(&scratch.real.assessment.scenarios);
        session.issued.join(&scratch.real.issued);
    }
    what_if::look_at_scenarios(model);
}

/// Puts what was changed aside under a name; the layer stays on. A name in use is refused unless it is the one
/// of the scenario being tried.
pub fn put_aside(model: &mut Model, name: &str) {
    let lang = model.lang();
    let (by, at) = (model.signer(Statement::Answers).name, model.now.clone());
    let Some(scratch) = &model.scratch else { return };
    if is_taken(model, name) {
        return model.say(match lang {
            Lang::Ja => format!("「{name}」はもうあります。別の名前にしてください。"),
            Lang::En => format!("There is a scenario called {name} already; give another name."),
        });
    }
    let scenario = Scenario { name: name.to_owned(), by, at, changes: scratch.changes.clone() };
    let real = &scratch.real.assessment;
    let change = Change::put(real, scenario);
    if really(model, change).is_none() {
        return;
    }
    if let Some(scratch) = &mut model.scratch {
        name.clone_into(&mut scratch.name);
    }
    model.say(match lang {
        Lang::Ja => format!("「{name}」として取り置きました。ファイルに残り、判定には影響しません。"),
        Lang::En => format!("Put aside as {name}; it stays in the file and never influences a verdict."),
    });
}

/// Whether another scenario has this name, in whatever spelling.
pub fn is_taken(model: &Model, name: &str) -> bool {
    let Some(scratch) = &model.scratch else { return false };
    let others = scratch.real.assessment.scenarios.iter().filter(|scenario| scenario.name != scratch.name);
    others.into_iter().any(|scenario| scenario.name == name || same(&scenario.name, name))
}

/// Takes a scenario up in the place of what is being tried, as a whole or not at all.
pub fn take_up(model: &mut Model, name: &str) {
    let lang = model.lang();
    let Some(scratch) = &model.scratch else { return };
    let real = &scratch.real;
    let Some(scenario) = real.assessment.scenarios.iter().find(|scenario| scenario.name == name) else {
        return;
    };
    if let Err(why) = applied(&real.assessment, &scenario.changes) {
        let text = format!("{name}: {}", misfit(lang, &why));
        return model.say(text);
    }
    let mut session = copy(real);
    for change in scenario.changes.clone() {
        // All of them were tried just now.
        drop(session.edit(change));
    }
    session.saving = Saving::Saved;
    model.session = Some(session);
    if let Some(scratch) = &mut model.scratch {
        name.clone_into(&mut scratch.name);
    }
    refresh(model);
    model.say(match lang {
        Lang::Ja => format!("「{name}」をためしています。"),
        Lang::En => format!("Trying {name}."),
    });
}

/// Removes a scenario from the file; what is being tried stays.
pub fn forget(model: &mut Model, name: &str) {
    let lang = model.lang();
    let Some(session) = real(model) else { return };
    let change = Change::forget(&session.assessment, name);
    if really(model, change).is_none() {
        return;
    }
    model.say(match lang {
        Lang::Ja => format!("シナリオ「{name}」を削除しました。「もしも」を終えたあと U で元に戻せます。"),
        Lang::En => format!("Scenario {name} removed; once what-if is over, U brings it back."),
    });
}

/// Takes one of the changes back.
pub fn take_back(model: &mut Model, at: usize) {
    let lang = model.lang();
    let Some(scratch) = &model.scratch else { return };
    let all: Vec<usize> = (0..scratch.changes.len()).filter(|other| *other != at).collect();
    let left = with_needed(&scratch.real.assessment, &scratch.changes, &all);
    if left.contains(&at) {
        let text = pick(
            lang,
            "ほかの変更がこれを必要としています。先にそちらを取り消してください。",
            "Another change needs this one; take that back first.",
        );
        return model.say(text);
    }
    let Some(change) = scratch.changes.get(at).map(Change::inverse) else { return };
    let Some(session) = &model.session else { return };
    let change = change.placed(&session.assessment);
    update::edit(model, change);
}

/// Changes made at once in the layer, as one edit; the layer is turned on first.
pub fn attempt(model: &mut Model, make: impl FnOnce(&Assessment) -> Vec<Change>) {
    if !begin(model) {
        return;
    }
    let Some(session) = &model.session else { return };
    let changes = make(&session.assessment);
    if !changes.is_empty() {
        update::edit(model, Change::all(changes));
    }
}

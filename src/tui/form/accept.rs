//! Accepting a form: a level goes into the level above it, the last one into the assessment.

use crate::domain::assessment::Assessment;
use crate::domain::change::Change;
use crate::domain::name;
use crate::domain::text::{Lang, pick, tr};
use crate::domain::upkeep::{WrongEnd, wrong_end};
use crate::report::fields::{AnyFact, Value};
use crate::report::{listed, words};
use crate::tui::action::{self, Action};
use crate::tui::desktop::{Desktop, Outcome, Request};
use crate::tui::form::level::{Level, TabStop};
use crate::tui::form::state::{Form, FormPurpose};
use crate::tui::message::StoreCommand;
use crate::tui::overlay::confirm::Confirm;
use crate::tui::session::Session;

/// Accepts the level in front.
pub(super) fn level(desktop: &mut Desktop, form: &mut Form) -> Outcome {
    if form.levels.len() > 1 {
        fold(desktop, form);
        return Outcome::Keep;
    }
    finish(desktop, form)
}

/// Accepts every level, from wherever the focus is; stops at the first that is wrong.
pub(super) fn whole(desktop: &mut Desktop, form: &mut Form) -> Outcome {
    while form.levels.len() > 1 {
        if !fold(desktop, form) {
            return Outcome::Keep;
        }
    }
    finish(desktop, form)
}

/// Puts the level in front into the one above it; false if something is wrong with it.
fn fold(desktop: &mut Desktop, form: &mut Form) -> bool {
    if !form.levels.last_mut().is_some_and(Level::check) {
        complain(desktop);
        return false;
    }
    if form.levels.last().is_some_and(|level| lacks_end(desktop, &level.draft)) {
        return false;
    }
    let Some(Level { draft, place: (at, row), .. }) = form.levels.pop() else { return false };
    let Some(above) = form.levels.last_mut() else { return false };
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
    above.stop = TabStop::Row(at, row);
    true
}

/// True, after saying so, for a certificate entered without an end although its kind always has one.
fn lacks_end(desktop: &mut Desktop, draft: &AnyFact) -> bool {
    let (AnyFact::Qualification(held), Some(session)) = (draft, &desktop.session) else { return false };
    let refused = wrong_end(&session.references, held) == Some(WrongEnd::Ends);
    if refused {
        let (ja, en) = words::MUST_END;
        desktop.say(tr!(desktop.lang(), "{ja}。", "{en}."));
    }
    refused
}

fn complain(desktop: &mut Desktop) {
    desktop.notify("直すところがあります。", "Something has to be mended first.");
}

fn finish(desktop: &mut Desktop, form: &mut Form) -> Outcome {
    let Some(level) = form.levels.last_mut() else { return Outcome::Close };
    if !level.check() {
        complain(desktop);
        return Outcome::Keep;
    }
    let draft = level.draft.clone();
    match form.purpose {
        FormPurpose::New => {
            let AnyFact::Profile(mut profile) = draft else { return Outcome::Close };
            let pack = desktop.packs.iter().find(|pack| pack.edition == profile.edition);
            profile.pack = pack.map_or(profile.pack, |pack| pack.id.clone());
            let assessment = Assessment { profile, ..Assessment::default() };
            desktop.want(StoreCommand::Create(None, Box::new(assessment)));
            // What is opened clears the screen; if it cannot be made, nothing typed is lost.
            Outcome::Keep
        }
        FormPurpose::Edit(_) | FormPurpose::Add => store(desktop, form, draft),
    }
}

/// The edit that puts a row into its register, in the place of the one under its old key; nothing where another row
/// has its key.
pub(super) fn change(session: &Session, draft: &mut AnyFact, old: Option<&str>) -> Option<Change> {
    let assessment = &session.assessment;
    if let (Some(series), None) = (draft.series(), old) {
        draft.set_id(session.issued.next(series));
    }
    let stays = old.is_some_and(|old| old == draft.key());
    if !stays && draft.exists(assessment) {
        return None;
    }
    let former = old.filter(|_| !stays).and_then(|old| draft.remove_under(old, assessment).ok());
    Some(Change::all(former.into_iter().chain(draft.put(assessment)).collect()))
}

/// Puts the row into its register; what cannot be stored now stays in the form.
fn store(desktop: &mut Desktop, form: &Form, mut draft: AnyFact) -> Outcome {
    let Some(session) = &desktop.session else { return Outcome::Close };
    if let Some(why) = session.read_only().map(str::to_owned) {
        desktop.say(why);
        return Outcome::Keep;
    }
    let old = form.purpose.key();
    give_id(session, &mut draft);
    if let Some(why) = misnumbered(desktop.lang(), session, &draft, old) {
        desktop.say(why);
        return Outcome::Keep;
    }
    let Some(change) = change(session, &mut draft, old) else {
        desktop.notify(
            "同じものの行がもうあります。そちらを編集してください。",
            "There is a row for the same already; edit that one.",
        );
        return Outcome::Keep;
    };
    if !form.another
        && let Some(id) = namesake(&session.assessment, &draft, old)
    {
        ask(desktop, &draft, id);
        return Outcome::Keep;
    }
    let idle = change.is_idle();
    desktop.edit(change);
    desktop.ask(Request::Stored(draft.key()));
    if desktop.notice.is_none() {
        let text = stored(desktop, &draft.shown_id(), idle);
        desktop.say(text);
    }
    Outcome::Close
}

/// The id of a member that was added to a chosen list: its number, and a short name out of the name.
fn give_id(session: &Session, draft: &mut AnyFact) {
    let AnyFact::VerifiedMember(added) = draft else { return };
    let Some(number) = added.id.strip_suffix('/').map(str::to_owned) else { return };
    let names =
        [added.name_en.clone(), added.name.clone()].into_iter().chain(added.aliases().map(str::to_owned));
    let names: Vec<String> = names.collect();
    added.id = listed::new_member_id(&session.context(), &number, names.iter().map(String::as_str));
}

/// Why a list member cannot have the id and name of a draft; an old entry that keeps both is left as it is.
fn misnumbered(lang: Lang, session: &Session, draft: &AnyFact, old: Option<&str>) -> Option<String> {
    let AnyFact::VerifiedMember(added) = draft else { return None };
    let known = session.assessment.members.iter();
    if known
        .into_iter()
        .any(|known| old == Some(&known.id) && (&known.id, &known.name) == (&added.id, &added.name))
    {
        return None;
    }
    let (message, hint) = listed::misnumbered(&session.context(), added)?;
    Some(tr!(lang, "{}。{}。", "{}. {}.", message.get(lang), hint.get(lang)))
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
fn ask(desktop: &mut Desktop, draft: &AnyFact, id: String) {
    let lang = desktop.lang();
    let name = draft.name().unwrap_or_default();
    let title = pick(lang, "同じ名前の行があります", "This name is there already");
    let known = desktop.session.as_ref().and_then(|session| {
        draft.named_alike(&session.assessment).into_iter().find(|(known, _)| *known == id)
    });
    let known = known.map_or_else(String::new, |(_, name)| name);
    let paragraph = tr!(
        lang,
        "{id}「{known}」は、入力した「{name}」と同じ名前です。",
        "{id} \"{known}\" has the same name as \"{name}\"."
    );
    let question = if matches!(draft, AnyFact::Person(_)) {
        pick(lang, "同じ人ですか。", "Is it the same person?")
    } else {
        pick(lang, "同じものですか。", "Is it the same thing?")
    };
    let paragraphs = vec![paragraph, question.to_owned()];
    desktop.open(Confirm::same_name(title, paragraphs, id));
}

/// What was done, and the key that takes it back.
fn stored(desktop: &Desktop, key: &str, idle: bool) -> String {
    let undo = action::key_of(desktop.place(), Action::Undo).unwrap_or_default();
    let lang = desktop.lang();
    match (idle, key) {
        (true, _) => pick(lang, "変わったところはありません。", "Nothing was changed.").to_owned(),
        (false, "") => tr!(lang, "記録しました。{undo} で元に戻せます。", "Stored; {undo} takes it back."),
        (false, key) => {
            tr!(lang, "{key} を記録しました。{undo} で元に戻せます。", "{key} stored; {undo} takes it back.")
        }
    }
}

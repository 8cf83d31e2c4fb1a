//! Ways out of a file. Whatever leads to another file passes [`guard`]: answers that are not saved are asked about
//! first, and until the other file is there no key reaches the one that is being left.

use crate::domain::text::Lang;
use crate::report::words::pick;
use crate::tui::action::{self, Action, Place};
use crate::tui::keys::Key;
use crate::tui::model::{Effect, Model, Page};
use crate::tui::overlay::Overlay;
use crate::tui::overlay::unsaved::Unsaved;
use crate::tui::scratch;
use crate::tui::session::{Saving, Session};

/// True if the open file lacks answers and the store has said so.
pub(super) fn is_unsaved(model: &Model) -> bool {
    scratch::real(model).is_some_and(Session::is_unsaved)
}

/// Holds back what would leave the open file while answers are not saved, and asks what becomes of them.
pub(super) fn guard(model: &mut Model) {
    // What is on its way has been answered for.
    let waits = |effect: &Effect| effect.leaves_the_file();
    let Some(at) = model.effects.iter().position(waits).filter(|_| !model.opening) else { return };
    let asked = std::mem::take(&mut model.may_leave);
    if goes_nowhere(model, at) {
        model.effects.remove(at);
        model.page = Page::Assess;
    } else if asked || !is_unsaved(model) {
        model.opening = true;
    } else {
        let effect = model.effects.remove(at);
        model.waiting = false;
        model.push(Overlay::Unsaved(Unsaved::new(effect)));
    }
}

/// True for opening the file that is open, by its full name.
fn goes_nowhere(model: &Model, at: usize) -> bool {
    let (Some(Effect::Open(path)), Some(session)) = (model.effects.get(at), &model.session) else {
        return false;
    };
    session.path == *path && !matches!(session.saving, Saving::ReadOnly(_))
}

/// While another file is being opened, one can still leave the program; everything else waits to be typed again.
pub(super) fn key_while_opening(model: &mut Model, key: Key) {
    let place = model.place();
    match action::find(place, key) {
        Some(Action::Quit) => quit(model),
        Some(Action::Suspend) => model.want(Effect::Suspend),
        _ => say_opening(model),
    }
}

/// Says that a file is being opened.
pub(super) fn say_opening(model: &mut Model) {
    let key = action::key_of(Place::Start, Action::Quit).unwrap_or("Ctrl-c");
    let text = match model.lang() {
        Lang::Ja => format!("ファイルを開いています。開くまでキーは働きません({key} で終了)。"),
        Lang::En => format!("The file is being opened; until it is there, keys do nothing ({key} quits)."),
    };
    model.say(text);
}

/// Says, on the way to the start screen, that the file which stays open is not saved.
pub(super) fn say_unsaved(model: &mut Model) {
    let Some(session) = scratch::real(model).filter(|session| session.is_unsaved()) else { return };
    let key = action::key_of(Place::Start, Action::SaveAs).unwrap_or("S");
    let name = session.name();
    let text = match model.lang() {
        Lang::Ja => {
            format!("{name} は保存できていません(開いたまま)。{key} で別の場所に保存できます。")
        }
        Lang::En => format!("{name} is not saved; it stays open here. {key} saves it elsewhere."),
    };
    model.say(text);
}

/// Quits; where something is neither in the file nor on its way there, only when asked twice.
pub(super) fn quit(model: &mut Model) {
    if model.leaving {
        return model.want(Effect::Quit);
    }
    match question(model) {
        Some(text) => {
            model.leaving = true;
            model.say(text);
        }
        None => model.want(Effect::Quit),
    }
}

/// The question before the program ends; nothing if nothing would be lost.
pub(super) fn question(model: &Model) -> Option<String> {
    let lang = model.lang();
    let others: Vec<&str> =
        model.left.iter().filter(|file| !file.in_file).map(|file| file.name.as_str()).collect();
    let others = others.join(pick(lang, "、", ", "));
    let loose = model.scratch.as_ref().filter(|scratch| scratch.is_loose());
    Some(match (is_unsaved(model), others.is_empty(), loose, lang) {
        (true, true, ..) => pick(
            lang,
            "保存できていません。もう一度押すと終了します。S で別の場所に保存できます。",
            "Not saved. Press again to quit anyway; S saves elsewhere.",
        )
        .to_owned(),
        (true, false, _, Lang::Ja) => {
            format!("このファイルと {others} を保存できていません。もう一度押すと終了します。")
        }
        (true, false, _, Lang::En) => {
            format!("Not saved: this file, {others}. Press again to quit anyway.")
        }
        (false, false, _, Lang::Ja) => format!("{others} を保存できていません。もう一度押すと終了します。"),
        (false, false, _, Lang::En) => format!("Not saved: {others}. Press again to quit anyway."),
        (false, true, Some(scratch), Lang::Ja) => {
            let count = scratch.changes.len();
            format!("「もしも」の変更{count}件は取り置かれていません。もう一度押すと捨てて終了します。")
        }
        (false, true, Some(scratch), Lang::En) => {
            let count = scratch.changes.len();
            format!("What-if changes not put aside: {count}. Press again to lose them and quit.")
        }
        (false, true, None, _) => return None,
    })
}

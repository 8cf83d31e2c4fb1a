//! One step of the workbench: a message changes the model and says what is wanted outside.

mod from_store;
mod leaving;

use crate::domain::change::Change;
use crate::domain::flip::Flips;
use crate::domain::register::Register;
use crate::domain::text::Lang;
use crate::report::words::{self, pick};
use crate::tui::action::{self, Action, Place};
use crate::tui::burst;
use crate::tui::cells::{self, Ambiguous, Kana};
use crate::tui::form;
use crate::tui::impact;
use crate::tui::keys::{Key, Paste};
use crate::tui::model::{Effect, Message, Model, Page};
use crate::tui::overlay::prompt::{Prompt, Purpose};
use crate::tui::overlay::{self, Overlay, conflict};
use crate::tui::scratch;
use crate::tui::screens::{
    assess, board, carriers, examine, plan, proof, review, start, table, timeline, what_if,
};
use crate::tui::session::{Saving, Session};
use crate::tui::signs;

/// Takes one message.
pub fn update(model: &mut Model, message: Message) {
    match message {
        Message::Key(key) if model.opening => leaving::key_while_opening(model, key),
        Message::Key(key) => on_key(model, key),
        Message::Keys(reads) => on_reads(model, &reads),
        Message::Paste(_) if model.opening => leaving::say_opening(model),
        Message::Paste(paste) => on_paste(model, paste),
        Message::Resized(columns, rows) => model.size = (columns, rows),
        Message::CannotSuspend => {
            let text = pick(model.lang(), "ここでは中断できません。", "Suspending is not possible here.");
            model.say(text);
        }
        Message::Store(message) => from_store::on_store(model, message),
        Message::Surveyed(revision, survey) => carriers::arrive(model, revision, *survey),
    }
    match model.page {
        Page::Assess => assess::settle(model),
        Page::Board => board::settle(model),
        Page::Review => review::settle(model),
        Page::Plan => plan::settle(model),
        Page::Timeline => timeline::settle(model),
        Page::Proof => proof::settle(model),
        Page::Carriers => carriers::settle(model),
        Page::Examine => examine::settle(model),
        Page::Table => table::settle(model),
        Page::WhatIf => what_if::settle(model),
        Page::Start => {}
    }
    form::ahead::settle(model);
    leaving::guard(model);
}

fn on_key(model: &mut Model, key: Key) {
    model.notice = None;
    if let Some(overlay) = model.overlays.pop() {
        model.leaving = false;
        overlay::key(model, overlay, key);
        return;
    }
    let place = model.place();
    match action::find(place, key) {
        Some(action) => {
            model.leaving &= action == Action::Quit;
            act(model, action);
        }
        None if action::from_input_method(key) => say_input_method(model),
        None => {
            let key = action::key_of(place, Action::Help).unwrap_or("?");
            let text = match model.lang() {
                Lang::Ja => format!("そのキーには割り当てがありません。{key} で操作の一覧を見られます。"),
                Lang::En => format!("That key does nothing here; {key} lists the keys."),
            };
            model.say(text);
        }
    }
}

/// Tells somebody whose kana reach a place for commands.
pub fn say_input_method(model: &mut Model) {
    let text = pick(
        model.lang(),
        "日本語入力がオンです。半角英数に切り替えると操作できます。",
        "The input method is on; switch it off to use command keys.",
    );
    model.say(text);
}

/// Tells somebody who pastes where no text is typed.
pub fn say_no_place_to_paste(model: &mut Model) {
    let text = pick(
        model.lang(),
        "ここには貼り付けられません。文字を入れる欄で貼り付けてください。",
        "There is nothing to paste into here; paste where text is typed.",
    );
    model.say(text);
}

fn on_paste(model: &mut Model, paste: Paste) {
    model.notice = None;
    match model.overlays.pop() {
        Some(overlay) => overlay::paste(model, overlay, &paste),
        None => say_no_place_to_paste(model),
    }
}

/// Keys as they were read. Where nothing is typed, a read stands for itself: what no hand presses does nothing.
fn on_reads(model: &mut Model, reads: &[Vec<Key>]) {
    for (at, read) in reads.iter().enumerate() {
        if overlay::takes_text(model) {
            // A text goes on from read to read, wherever the line cut it.
            return on_burst(model, &reads[at..].concat());
        }
        if burst::unreadable(read) {
            say_unreadable(model);
        } else if burst::stray_paste(read) {
            model.notice = None;
            say_no_place_to_paste(model);
        } else {
            on_burst(model, read);
        }
    }
}

/// Tells somebody whose terminal sends another encoding.
fn say_unreadable(model: &mut Model) {
    let text = pick(
        model.lang(),
        "読めない文字が届いたため、何もしていません。端末の文字コードを UTF-8 にしてください。",
        "Unreadable characters came, so nothing was done. Set the terminal to UTF-8.",
    );
    model.say(text);
}

/// Keys that came at once: an input method commits a word, somebody pastes into a terminal that does not mark
/// pastes, or a key is held.
fn on_burst(model: &mut Model, keys: &[Key]) {
    let mut rest = keys;
    if overlay::takes_text(model)
        && let Some((text, length)) = burst::unmarked_paste(rest)
    {
        update(model, Message::Paste(Paste { text, cut: false }));
        rest = &rest[length..];
    }
    while let Some(key) = rest.first() {
        let committed = burst::committed(rest).filter(|_| overlay::takes_text(model));
        if let Some((text, length)) = committed {
            model.notice = None;
            overlay::insert(model, &text);
            rest = &rest[length..];
        } else {
            update(model, Message::Key(*key));
            rest = &rest[1..];
        }
    }
}

/// Carries out an action, first as the page sees it, then as every page does.
pub fn act(model: &mut Model, action: Action) {
    if signs::asks(model, action) {
        return;
    }
    let taken = match model.page {
        Page::Start => start::act(model, action),
        Page::Assess => assess::act(model, action),
        Page::Board => board::act(model, action),
        Page::Review => review::act(model, action),
        Page::Plan => plan::act(model, action),
        Page::Timeline => timeline::act(model, action),
        Page::Proof => proof::act(model, action),
        Page::Carriers => carriers::act(model, action),
        Page::Examine => examine::act(model, action),
        Page::Table => table::act(model, action),
        Page::WhatIf => what_if::act(model, action),
    };
    if !taken {
        act_anywhere(model, action);
    }
}

fn act_anywhere(model: &mut Model, action: Action) {
    if leaves_the_trail(action) {
        model.trail.clear();
    }
    match action {
        Action::Why if model.session.is_some() => proof::begin(model),
        Action::Carriers if model.session.is_some() => carriers::begin(model),
        Action::Examine if model.session.is_some() => examine::begin(model),
        Action::Quit => leaving::quit(model),
        Action::Resolve | Action::New if model.scratch.is_some() => first_end(model),
        Action::WhatIf if model.session.is_some() => what_if::begin(model),
        Action::TryDeparture if model.session.is_some() => what_if::departure(model),
        Action::TryHire if model.session.is_some() => what_if::hire(model),
        Action::TryDate if model.session.is_some() => what_if::another_date(model),
        Action::Resolve if model.session.is_some() => conflict::again(model),
        Action::SaveAs if model.session.is_some() => elsewhere(model),
        Action::Suspend => model.want(Effect::Suspend),
        Action::Back => back(model),
        Action::Help => model.push(Overlay::Help(overlay::help::Help::new(model.place()))),
        Action::Palette | Action::Search => {
            let palette = overlay::palette::Palette::new(model, action == Action::Search);
            model.push(Overlay::Palette(palette));
        }
        Action::Language => {
            model.prefs.lang = model.prefs.lang.other();
            model.want(Effect::Speak(model.prefs.lang));
        }
        Action::Width => {
            model.prefs.ambiguous = match model.prefs.ambiguous {
                Ambiguous::Narrow => Ambiguous::Wide,
                Ambiguous::Wide => Ambiguous::Narrow,
            };
        }
        Action::Kana => {
            model.prefs.theme.kana = match model.prefs.theme.kana {
                Kana::Full => Kana::Raw,
                Kana::Raw => Kana::Full,
            };
            model.settle();
        }
        Action::Signer if model.session.is_some() => signs::choose(model),
        Action::Undo => step(model, Session::undo, ("元に戻しました", "Undone")),
        Action::Redo => step(model, Session::redo, ("やり直しました", "Redone")),
        Action::Board if model.session.is_some() => model.page = Page::Board,
        Action::Plan if model.session.is_some() => plan::begin(model),
        Action::Timeline if model.session.is_some() => timeline::begin(model),
        Action::Review if model.session.is_some() => review::begin(model),
        Action::Registers if model.session.is_some() => table::open_last(model),
        Action::Register if model.page == Page::Assess => table::open_for_row(model),
        Action::Tab(tab) => table::show(model, tab),
        Action::Add(tab) if model.session.is_some() => {
            table::show(model, tab);
            table::add(model);
        }
        Action::New => form::profile_of_new(model),
        Action::Profile => form::profile_of_open(model),
        Action::Assess if model.session.is_some() => model.page = Page::Assess,
        _ => {}
    }
}

/// True for what leads to a page by its name, and so not back by the way one came.
fn leaves_the_trail(action: Action) -> bool {
    matches!(
        action,
        Action::Board
            | Action::Assess
            | Action::Plan
            | Action::Timeline
            | Action::Review
            | Action::Registers
            | Action::Carriers
            | Action::Examine
    )
}

/// Goes back to the page from which one jumped here; false if one came by another way.
pub fn go_back(model: &mut Model) -> bool {
    let Some(page) = model.trail.pop() else { return false };
    model.page = page;
    if page == Page::Review {
        review::resume(model);
    }
    true
}

/// Some things wait until nothing is tried any more.
fn first_end(model: &mut Model) {
    let key = action::key_of(Place::Work, Action::WhatIf).unwrap_or("i");
    let text = match model.lang() {
        Lang::Ja => format!("先に「もしも」を終えてください({key} で画面を開き、x)。"),
        Lang::En => format!("End what-if first: {key} opens its screen, x ends it."),
    };
    model.say(text);
}

/// Asks where the open file is to go on.
pub fn elsewhere(model: &mut Model) {
    let path = model.session.as_ref().map(|session| model.shown(&session.path));
    ask_where(model, &path.unwrap_or_default());
}

fn ask_where(model: &mut Model, proposal: &str) {
    model.push(Overlay::Prompt(Prompt::line(Purpose::SaveAs, proposal)));
}

fn back(model: &mut Model) {
    if go_back(model) {
        return;
    }
    match model.page {
        Page::Start => {
            let key = action::key_of(Place::Start, Action::Quit).unwrap_or("Ctrl-c");
            let text = match model.lang() {
                Lang::Ja => format!("終了するには {key} を押してください。"),
                Lang::En => format!("Press {key} to quit."),
            };
            model.say(text);
        }
        // Other files wait until nothing is tried any more.
        Page::Assess if model.scratch.is_some() => what_if::begin(model),
        Page::WhatIf => scratch::back_to(model, model.what_if.came_from),
        Page::Assess => {
            model.page = Page::Start;
            model.want(Effect::ListRecent);
            leaving::say_unsaved(model);
        }
        _ => model.page = Page::Assess,
    }
}

/// Makes an edit: verdicts follow at once, the store writes it down, the person hears what flipped.
pub fn edit(model: &mut Model, change: Change) {
    let Some(session) = model.session.as_mut() else { return };
    if let Saving::ReadOnly(why) = &session.saving {
        let why = why.clone();
        model.say(why);
        return;
    }
    match session.edit(change.clone()) {
        Err(stale) => model.say(stale.to_string()),
        Ok(_) if change.is_idle() => {}
        Ok(flips) => {
            record(model, change.clone());
            let text = told(model, &change, &flips);
            if !text.is_empty() {
                model.say(text);
            }
        }
    }
}

fn record(model: &mut Model, change: Change) {
    assess::look_again(model);
    if model.scratch.is_some() {
        return scratch::refresh(model);
    }
    if let Some(session) = &model.session {
        let assessment = Box::new(session.assessment.clone());
        model.want(Effect::Record(Box::new(change), assessment));
    }
}

/// An edit taken back or done again, and the verdicts it changed.
type Stepped = (Change, Flips);

fn step(model: &mut Model, step: fn(&mut Session) -> Option<Stepped>, done: (&'static str, &'static str)) {
    let lang = model.lang();
    match model.session.as_mut().and_then(step) {
        Some((change, flips)) => {
            let subject = subject(lang, &change);
            show_row(model, &change);
            record(model, change.clone());
            let (done, gap) = (pick(lang, done.0, done.1), pick(lang, "", " "));
            let text = format!("{done}{gap}({subject}) {}", told(model, &change, &flips));
            model.say(text.trim_end().to_owned());
        }
        None => model.say(pick(lang, "これ以上はありません。", "There is nothing more.")),
    }
}

/// What was changed, for people: a register or the profile by name, everything else by its id.
fn subject(lang: Lang, change: &Change) -> String {
    match (change, lang) {
        (Change::Several(parts), Lang::Ja) => return format!("{}件の変更", parts.len()),
        (Change::Several(parts), Lang::En) => return format!("{} changes", parts.len()),
        (Change::Scenario(_), Lang::Ja) => return format!("シナリオ {}", change.subject()),
        (Change::Scenario(_), Lang::En) => return format!("scenario {}", change.subject()),
        _ => {}
    }
    let id = change.subject();
    match Register::ALL.into_iter().find(|register| register.word() == id) {
        Some(register) => words::register(lang, register).to_owned(),
        None if id == "profile" => {
            pick(lang, "組織名・区分・基準日", "organisation, categories, dates").to_owned()
        }
        None => id,
    }
}

/// Brings the cursor to the row whose claim came back, so that it can be seen and answered anew.
fn show_row(model: &mut Model, change: &Change) {
    let Some(session) = &model.session else { return };
    if let Some(at) = session.pack.position(&change.subject()) {
        model.assess.go(session, at);
    }
}

/// What an edit flipped. A claim is about one requirement, so only categories are told; anything else is shared
/// by several, so these are told too, with the key that takes it back.
fn told(model: &Model, change: &Change, flips: &Flips) -> String {
    let lang = model.lang();
    let Some(session) = &model.session else { return String::new() };
    if matches!(change, Change::Claim(_)) {
        return impact::categories(session, lang, flips);
    }
    let undo = action::key_of(model.place(), Action::Undo).unwrap_or_default();
    let undo = match lang {
        Lang::Ja => format!("{undo} で元に戻せます"),
        Lang::En => format!("{undo} takes it back"),
    };
    let mode = model.prefs.ambiguous;
    let room = usize::from(model.size.0.saturating_sub(4)).saturating_sub(cells::width(&undo, mode));
    match impact::within(session, lang, flips, room, mode) {
        flips if flips.is_empty() => flips,
        flips => format!("{flips}  {undo}"),
    }
}

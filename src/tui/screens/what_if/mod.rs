//! What if: what was changed in the scratch layer, every verdict it flips, what else to try, and the scenarios put
//! aside.

mod compare;
mod draw;
mod lines;

use crate::domain::change::{Change, Target};
use crate::domain::flip::Flips;
use crate::domain::text::Lang;
use crate::domain::what_if::{self, Base, Misfit};
use crate::report::words::pick;
use crate::tui::action::Action;
use crate::tui::model::{Model, Page};
use crate::tui::overlay::Overlay;
use crate::tui::overlay::confirm::{Confirm, Deed};
use crate::tui::overlay::departure::Departure;
use crate::tui::overlay::prompt::{Prompt, Purpose};
use crate::tui::scratch;
use crate::tui::screens::table::{self, tab::Tab};

use compare::Comparison;
pub use draw::draw;
use lines::{Line, Try};

/// State of the screen.
#[derive(Debug, Default)]
pub struct WhatIf {
    /// The page that Esc returns to.
    pub came_from: Page,
    cursor: usize,
    from: usize,
    /// Changes chosen to be kept.
    marked: Vec<Target>,
    /// Names of scenarios chosen to be compared.
    compared: Vec<String>,
    /// The scenarios put aside, and what each flips or why it does not apply.
    scenarios: Vec<(String, Result<Flips, Misfit>)>,
    /// Scenarios side by side, while they are looked at.
    comparison: Option<Comparison>,
}

/// Turns the scratch layer on, if it is off, and shows the screen.
pub fn begin(model: &mut Model) {
    if model.page == Page::WhatIf {
        return;
    }
    let fresh = model.scratch.is_none();
    if !scratch::begin(model) {
        return;
    }
    let came_from = model.page;
    if fresh {
        model.what_if = WhatIf::default();
        look_at_scenarios(model);
    }
    model.what_if.came_from = came_from;
    model.what_if.comparison = None;
    model.trail.clear();
    model.page = Page::WhatIf;
}

/// Judges the scenarios put aside anew: some may no longer apply.
pub fn look_at_scenarios(model: &mut Model) {
    let Some(session) = scratch::real(model) else { return };
    let assessment = &session.assessment;
    let day = assessment.profile.reference_date;
    let base = Base { pack: &session.pack, references: &session.references, assessment, day };
    let judged = assessment.scenarios.iter().map(|scenario| {
        let tried = base.attempt_from(&session.findings, &scenario.changes);
        (scenario.name.clone(), tried.map(|tried| tried.flips))
    });
    let judged: Vec<_> = judged.collect();
    model.what_if.compared.retain(|name| judged.iter().any(|(known, _)| known == name));
    model.what_if.scenarios = judged;
}

/// Forgets marks of changes that are no longer there.
pub fn settle_marks(model: &mut Model) {
    let Some(scratch) = &model.scratch else { return };
    model.what_if.marked.retain(|target| scratch.changes.iter().any(|change| change.target() == *target));
}

/// Keeps the cursor on the list, after each message.
pub fn settle(model: &mut Model) {
    settle_marks(model);
    let lines = lines::of(model);
    let stops = lines::stops(&lines);
    let height = usize::from(draw::list(model).height);
    let screen = &mut model.what_if;
    if let Some(comparison) = &mut screen.comparison {
        let room = usize::from(model.size.1.saturating_sub(draw::FRAME));
        comparison.settle(room);
        return;
    }
    screen.cursor = screen.cursor.min(stops.len().saturating_sub(1));
    let at = stops.get(screen.cursor).copied().unwrap_or(0);
    // The heading above the first line of a section stays in sight with it.
    let top = if screen.cursor == 0 { 0 } else { at.saturating_sub(1) };
    screen.from =
        screen.from.clamp((at + 1).saturating_sub(height), top.max((at + 1).saturating_sub(height)));
}

/// Carries out an action of this screen; false if it is none.
pub fn act(model: &mut Model, action: Action) -> bool {
    if model.what_if.comparison.is_some() {
        return compare::act(model, action);
    }
    match action {
        Action::Open => open(model),
        Action::Mark => mark(model),
        Action::Keep => keep(model),
        Action::PutAside => put_aside(model),
        Action::Compare => compare::begin(model),
        Action::Discard => discard(model),
        Action::DeleteRow => remove(model),
        _ => return travel(model, action),
    }
    true
}

fn travel(model: &mut Model, action: Action) -> bool {
    let page = usize::from(draw::list(model).height).max(2) - 1;
    let cursor = &mut model.what_if.cursor;
    match action {
        Action::Up => *cursor = cursor.saturating_sub(1),
        Action::Down => *cursor += 1,
        Action::PageUp => *cursor = cursor.saturating_sub(page),
        Action::PageDown => *cursor += page,
        Action::First => *cursor = 0,
        // The next settling puts it on the last line.
        Action::Last => *cursor = usize::MAX - 1,
        _ => return false,
    }
    true
}

fn under_cursor(model: &Model) -> Option<Line> {
    let lines = lines::of(model);
    let at = *lines::stops(&lines).get(model.what_if.cursor)?;
    lines.into_iter().nth(at)
}

/// Goes to what a line is about, tries it, or takes the scenario up.
fn open(model: &mut Model) {
    match under_cursor(model) {
        Some(Line::Change(at)) => go_to_change(model, at),
        Some(Line::Flip(flip)) => go_to_row(model, flip.at),
        Some(Line::Try(Try::Departure)) => departure(model),
        Some(Line::Try(Try::Hire)) => hire(model),
        Some(Line::Try(Try::Date)) => another_date(model),
        Some(Line::Scenario(at)) => take_up(model, at),
        _ => {}
    }
}

fn go_to_row(model: &mut Model, at: usize) {
    let Some(session) = &model.session else { return };
    model.assess.go(session, at);
    model.jump(Page::Assess);
}

fn go_to_change(model: &mut Model, at: usize) {
    let Some(change) = model.scratch.as_ref().and_then(|scratch| scratch.changes.get(at)) else { return };
    let subject = change.subject();
    let profile = matches!(change, Change::Profile(_));
    let row = model.session.as_ref().and_then(|session| session.pack.position(&subject));
    match row {
        _ if profile => crate::tui::form::profile_of_open(model),
        Some(row) => go_to_row(model, row),
        None => {
            table::open_fact(model, &subject);
            model.came_from(Page::WhatIf);
        }
    }
}

fn take_up(model: &mut Model, at: usize) {
    let Some((name, _)) = model.what_if.scenarios.get(at) else { return };
    let name = name.clone();
    let loose =
        model.scratch.as_ref().filter(|scratch| scratch.is_loose()).map(|scratch| scratch.changes.len());
    match loose {
        Some(count) => lose(model, count, Deed::TakeUp(name)),
        None => scratch::take_up(model, &name),
    }
}

/// Asks before changes are lost that nobody put aside.
fn lose(model: &mut Model, count: usize, deed: Deed) {
    let lang = model.lang();
    let text = match lang {
        Lang::Ja => format!("変更{count}件は取り置かれていません。続けると失われます。"),
        Lang::En => format!("Changes not put aside: {count}. They will be lost."),
    };
    let title = pick(lang, "変更を捨てますか", "Lose the changes?");
    let confirm = Confirm::new(title, vec![text], ("捨てて続ける", "Lose them and go on"), deed);
    model.push(Overlay::Confirm(confirm));
}

fn mark(model: &mut Model) {
    match under_cursor(model) {
        Some(Line::Change(at)) => {
            let Some(change) = model.scratch.as_ref().and_then(|scratch| scratch.changes.get(at)) else {
                return;
            };
            toggle(&mut model.what_if.marked, change.target());
        }
        Some(Line::Scenario(at)) => {
            let Some((name, outcome)) = model.what_if.scenarios.get(at).cloned() else { return };
            match outcome {
                Ok(_) => toggle(&mut model.what_if.compared, name),
                Err(why) => model.say(crate::report::what_if::misfit(model.lang(), &why)),
            }
        }
        _ => {
            let text = pick(
                model.lang(),
                "採用する変更か、比べるシナリオの行で押してください。",
                "Press it on a change to keep or a scenario to compare.",
            );
            model.say(text);
        }
    }
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, item: T) {
    match list.iter().position(|known| *known == item) {
        Some(at) => drop(list.remove(at)),
        None => list.push(item),
    }
}

fn keep(model: &mut Model) {
    let Some(scratch) = &model.scratch else { return };
    let marked = &model.what_if.marked;
    let chosen: Vec<usize> =
        (0..scratch.changes.len()).filter(|at| marked.contains(&scratch.changes[*at].target())).collect();
    scratch::keep(model, &chosen);
}

fn put_aside(model: &mut Model) {
    let Some(scratch) = &model.scratch else { return };
    if scratch.changes.is_empty() {
        let text = pick(model.lang(), "まだ何も変えていません。", "Nothing was changed yet.");
        return model.say(text);
    }
    let prompt = Prompt::line(Purpose::ScenarioName, &scratch.name);
    model.push(Overlay::Prompt(prompt));
}

fn discard(model: &mut Model) {
    let Some(scratch) = &model.scratch else { return };
    if scratch.is_loose() {
        return lose(model, scratch.changes.len(), Deed::Discard);
    }
    end(model);
}

/// Ends the layer and says so.
pub fn end(model: &mut Model) {
    scratch::end(model);
    if model.notice.is_none() {
        let text = pick(
            model.lang(),
            "「もしも」を終えました。ここからは実際の自己評価です。",
            "What-if is over; this is the assessment as it is.",
        );
        model.say(text);
    }
}

fn remove(model: &mut Model) {
    match under_cursor(model) {
        Some(Line::Change(at)) => scratch::take_back(model, at),
        Some(Line::Scenario(at)) => {
            if let Some((name, _)) = model.what_if.scenarios.get(at) {
                let name = name.clone();
                scratch::forget(model, &name);
            }
        }
        _ => {
            let text = pick(
                model.lang(),
                "取り消す変更か、削除するシナリオの行で押してください。",
                "Press it on a change to take back or a scenario to remove.",
            );
            model.say(text);
        }
    }
}

/// Asks who leaves; the layer is turned on first.
pub fn departure(model: &mut Model) {
    if show(model) {
        let departure = Departure::of(model);
        model.push(Overlay::Departure(departure));
    }
}

/// Opens the form of somebody new; the layer is turned on first.
pub fn hire(model: &mut Model) {
    if show(model) {
        table::add_to(model, Tab::Roster);
    }
}

/// Asks for another reference date; the layer is turned on first.
pub fn another_date(model: &mut Model) {
    if !show(model) {
        return;
    }
    let day = model.session.as_ref().and_then(|session| session.assessment.profile.reference_date);
    let prompt = Prompt::line(Purpose::TryDate, &day.map_or_else(String::new, |day| day.to_string()));
    model.push(Overlay::Prompt(prompt));
}

fn show(model: &mut Model) -> bool {
    begin(model);
    model.page == Page::WhatIf
}

/// Somebody is chosen to leave.
pub fn leaves(model: &mut Model, person: &str) {
    scratch::attempt(model, |assessment| what_if::departure(assessment, person));
}

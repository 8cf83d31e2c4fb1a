//! The plan: the shortest way to 適合見込み for one category or all chosen ones, as a list to work off.
//!
//! A tick is a note: what is closed is decided by facts and answers, and the screen says where the two differ.

mod draw;

pub use draw::draw;

use crate::domain::app::APP;
use crate::domain::assessment::Assessment;
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::plan::{Action as Deed, Aside, Costs, Plan, Plans, StepId, plan};
use crate::domain::step_note::{StepKey, StepNote};
use crate::domain::upkeep::Renewal;
use crate::domain::verdict::Verdict;
use crate::report::fields;
use crate::report::fields::AnyFact;
use crate::report::grounds::Context;
use crate::report::plan::PlanReport;
use crate::report::words::pick;
use crate::tui::action::Action;
use crate::tui::form::{Form, Purpose};
use crate::tui::model::{Effect, Model, Page};
use crate::tui::overlay::Overlay;
use crate::tui::screens::table::{self, tab::Tab};
use crate::tui::session::Session;
use crate::tui::update;

/// State of the screen.
#[derive(Debug, Default)]
pub struct PlanPage {
    found: Option<Found>,
    /// Which chosen category; past the last one, all together.
    which: usize,
    /// Which of the plans.
    nth: usize,
    cursor: usize,
    from: usize,
}

/// Plans, and the values they were made for.
#[derive(Debug)]
struct Found {
    plans: Plans,
    basis: Assessment,
    day: Date,
    which: usize,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    /// A step of the plan, by its place in it.
    Step(usize, StepId),
    /// A step that something is noted on and the plan has not: closed, or of another way.
    Aside(Aside),
    /// A renewal that must be filed by a day.
    Renewal(Renewal),
}

impl PlanPage {
    /// The category in view; of all together, the first that is short of 適合見込み.
    pub fn category(&self, session: &Session) -> Option<String> {
        let chosen = &session.findings.categories;
        let short = || chosen.iter().find(|category| category.outcome.verdict() < Verdict::Satisfied);
        chosen.get(self.which).or_else(short).map(|category| category.id.clone())
    }
}

/// Plans for the category in view.
pub fn begin(model: &mut Model) {
    let Some(session) = &model.session else { return };
    if session.assessment.profile.reference_date.is_none() {
        let text = pick(
            model.lang(),
            "基準日がありません。p で決めると、最短の道すじを出せます。",
            "There is no reference date; p sets one, then the shortest way can be found.",
        );
        return model.say(text);
    }
    let in_view = model.assess.category(session);
    let chosen = &session.findings.categories;
    let which = chosen.iter().position(|category| Some(&category.id) == in_view.as_ref());
    model.plan = PlanPage { which: which.unwrap_or(chosen.len()), ..PlanPage::default() };
    model.page = Page::Plan;
}

/// Carries out an action of this screen; false if it is none.
pub fn act(model: &mut Model, action: Action) -> bool {
    let count = model.session.as_ref().map_or(0, |session| session.findings.categories.len());
    let last = lines(model).len().saturating_sub(1);
    let screen = &mut model.plan;
    match action {
        Action::Left | Action::Right | Action::NextPane => {
            let step = if action == Action::Left { count } else { 1 };
            screen.which = (screen.which.min(count) + step) % (count + 1);
            (screen.nth, screen.cursor) = (0, 0);
        }
        Action::NextPlan => next_plan(model),
        Action::Up => screen.cursor = screen.cursor.saturating_sub(1),
        Action::Down => screen.cursor = (screen.cursor + 1).min(last),
        Action::PageUp => screen.cursor = screen.cursor.saturating_sub(8),
        Action::PageDown => screen.cursor = (screen.cursor + 8).min(last),
        Action::First => screen.cursor = 0,
        Action::Last => screen.cursor = last,
        Action::Tick => tick(model),
        Action::NoteStep => note(model),
        Action::Open => go_there(model),
        Action::Export => export(model),
        _ => return false,
    }
    true
}

fn next_plan(model: &mut Model) {
    let count = model.plan.found.as_ref().map_or(0, |found| found.plans.plans.len());
    if count < 2 {
        let text = pick(model.lang(), "ほかの案はありません。", "There is no other plan.");
        return model.say(text);
    }
    model.plan.nth = (model.plan.nth + 1) % count;
    model.plan.cursor = 0;
}

/// Ticks the step off on today's date, or takes the tick back.
fn tick(model: &mut Model) {
    let Some((session, key)) = model.session.as_ref().zip(selected_key(model)) else { return no_step(model) };
    let ticked = session.assessment.step_note(&key).is_some_and(|note| note.done.is_some());
    let Some(today) = model.today() else { return };
    let change = Change::tick_step(&session.assessment, &key, (!ticked).then_some(today));
    update::edit(model, change);
    if !ticked && model.notice.is_none() {
        let text = pick(
            model.lang(),
            "済の印をつけました。印は覚え書きで、判定は台帳の事実と回答で決まります。",
            "Ticked off. The tick is a note; verdicts go by facts and answers.",
        );
        model.say(text);
    }
}

/// That only steps can be ticked off and noted on.
fn no_step(model: &mut Model) {
    if matches!(selected(model), Some(Line::Renewal(_))) {
        let text = pick(
            model.lang(),
            "更新の期限は手順ではありません。更新したら、名簿の有効期限を書き換えてください。",
            "A renewal is no step; once it is done, enter the new end in the roster.",
        );
        model.say(text);
    }
}

/// The form of owner, due day and figures.
fn note(model: &mut Model) {
    let Some((session, key)) = model.session.as_ref().zip(selected_key(model)) else { return no_step(model) };
    let known = session.assessment.step_note(&key).cloned();
    let purpose = Purpose::Edit(key.to_string());
    let draft = AnyFact::StepNote(known.unwrap_or_else(|| StepNote::on(key)));
    model.push(Overlay::Form(Box::new(Form::new(&fields::STEP_NOTE, draft, purpose))));
}

/// The requirement that the selected step serves; above one that is only counted, the first with a verdict.
pub fn row(model: &Model) -> Option<usize> {
    let (session, found) = model.session.as_ref().zip(model.plan.found.as_ref())?;
    let at = match selected(model)? {
        Line::Step(_, id) => found.plans.step(id).at,
        Line::Aside(aside) => aside.at?,
        Line::Renewal(_) => return None,
    };
    std::iter::successors(Some(at), |&at| session.pack.parent(at))
        .find(|&at| session.findings.at(at).value.is_none())
}

/// To where the step is taken: a register for what is entered there, else the question.
fn go_there(model: &mut Model) {
    let Some(line) = selected(model) else { return };
    let Some((session, found)) = model.session.as_ref().zip(model.plan.found.as_ref()) else { return };
    if let Line::Renewal(renewal) = &line {
        table::open_fact(model, &renewal.person);
        return model.came_from(Page::Plan);
    }
    let (at, roster) = match &line {
        Line::Step(_, id) => {
            let step = found.plans.step(*id);
            let roster = matches!(step.action, Deed::Appoint { .. } | Deed::CloseRegister(_));
            (Some((step.at, matches!(step.action, Deed::Mend { .. }))), roster)
        }
        Line::Aside(aside) => (aside.at.map(|at| (at, false)), aside.at.is_none()),
        Line::Renewal(_) => (None, false),
    };
    if roster {
        table::show(model, Tab::Roster);
        return model.came_from(Page::Plan);
    }
    if let Some((at, in_register)) = at {
        model.assess.go(session, at);
        model.jump(Page::Assess);
        if in_register {
            table::open_for_row(model);
        }
    }
}

fn export(model: &mut Model) {
    let Some((session, found)) = model.session.as_ref().zip(model.plan.found.as_ref()) else { return };
    let text = report(model, session, found).markdown_of(model.plan.nth);
    model.want(Effect::Export("-plan.md".to_owned(), text));
}

fn report<'a>(model: &Model, session: &'a Session, found: &'a Found) -> PlanReport<'a> {
    let lang = model.lang();
    let context =
        Context { pack: &session.pack, references: &session.references, assessment: &session.assessment };
    PlanReport { lang, context, plans: &found.plans, day: found.day, today: model.today(), app: APP }
}

/// Finds the plans of the values as they are now, and keeps the cursor on the list, after each message.
pub fn settle(model: &mut Model) {
    find(model);
    let last = lines(model).len().saturating_sub(1);
    let height = usize::from(draw::Layout::of(model.size).list.height).max(1);
    let screen = &mut model.plan;
    screen.cursor = screen.cursor.min(last);
    let low = (screen.cursor + 1).saturating_sub(height);
    screen.from = screen.from.clamp(low, screen.cursor.max(low));
}

fn find(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let (assessment, which) = (&session.assessment, model.plan.which);
    let Some(day) = assessment.profile.reference_date else {
        model.plan.found = None;
        return;
    };
    if model.plan.found.as_ref().is_some_and(|found| found.which == which && found.basis == *assessment) {
        return;
    }
    let chosen = &session.findings.categories;
    let wanted: Vec<String> = match chosen.get(which) {
        Some(category) => vec![category.id.clone()],
        None => chosen.iter().map(|category| category.id.clone()).collect(),
    };
    let costs = Costs::noted(assessment);
    let plans = plan(&session.pack, &session.references, assessment, day, &wanted, &costs);
    let before = selected_key(model);
    let basis = assessment.clone();
    model.plan.nth = model.plan.nth.min(plans.plans.len().saturating_sub(1));
    model.plan.found = Some(Found { plans, basis, day, which });
    // What the cursor was on stays under it, if it is still there.
    let lines = lines(model);
    let same = before.and_then(|key| lines.iter().position(|line| key_of(model, line) == Some(key.clone())));
    model.plan.cursor = same.unwrap_or(model.plan.cursor);
}

fn shown(model: &Model) -> Option<&Plan> {
    model.plan.found.as_ref()?.plans.plans.get(model.plan.nth)
}

fn lines(model: &Model) -> Vec<Line> {
    let Some((session, found)) = model.session.as_ref().zip(model.plan.found.as_ref()) else {
        return Vec::new();
    };
    let plan = shown(model);
    let steps = plan.into_iter().flat_map(|plan| plan.steps.iter().enumerate());
    let steps = steps.map(|(nth, &id)| Line::Step(nth, id));
    let report = report(model, session, found);
    let mut asides: Vec<Aside> = report.beside(plan).cloned().collect();
    asides.sort_by_key(|aside| !aside.closed);
    let renewals = report.renewals().into_iter().map(Line::Renewal);
    steps.chain(asides.into_iter().map(Line::Aside)).chain(renewals).collect()
}

fn selected(model: &Model) -> Option<Line> {
    lines(model).into_iter().nth(model.plan.cursor)
}

fn key_of(model: &Model, line: &Line) -> Option<StepKey> {
    match line {
        Line::Step(_, id) => Some(model.plan.found.as_ref()?.plans.step(*id).key.clone()),
        Line::Aside(aside) => Some(aside.key.clone()),
        Line::Renewal(_) => None,
    }
}

fn selected_key(model: &Model) -> Option<StepKey> {
    key_of(model, &selected(model)?)
}

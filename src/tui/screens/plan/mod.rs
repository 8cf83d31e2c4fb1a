//! The plan: the shortest way to 適合見込み for one category or all chosen ones, as a list to work off.
//!
//! A tick is a note: what is closed is decided by facts and answers, and the screen says where the two differ.

mod bars;
mod draw;

use crate::domain::app::APP;
use crate::domain::assessment::Assessment;
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::plan::{Action as StepAction, Aside, Costs, Plan, Plans, StepId, plan};
use crate::domain::step_note::{StepKey, StepNote};
use crate::domain::upkeep::Renewal;
use crate::domain::verdict::Verdict;
use crate::report::fields::{self, AnyFact};
use crate::report::plan::PlanReport;
use crate::tui::action::Action;
use crate::tui::canvas::Canvas;
use crate::tui::desktop::{Desktop, Goal, Subject, WayBack};
use crate::tui::form::{Form, FormPurpose};
use crate::tui::list::List;
use crate::tui::message::StoreCommand;
use crate::tui::screens::{Screen, has_reference_date};
use crate::tui::session::Session;
use crate::tui::tab::Tab;

/// State of the screen.
#[derive(Debug, Default)]
pub struct PlanPage {
    found: Option<FoundPlans>,
    /// Which chosen category; past the last one, all together.
    which: usize,
    /// Which of the plans.
    nth: usize,
    /// True if it is drawn as bars over weeks.
    bars: bool,
    list: List,
}

/// Plans, and the values they were made for.
#[derive(Debug)]
struct FoundPlans {
    plans: Plans,
    basis: Assessment,
    day: Date,
    which: usize,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum PlanLine {
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

impl Screen for PlanPage {
    /// Plans for the category in view.
    fn begin(&mut self, desktop: &mut Desktop, in_view: Option<String>) -> bool {
        if !has_reference_date(desktop, "最短の道すじを出せます", "the shortest way can be found")
        {
            return false;
        }
        let Some(session) = &desktop.session else { return false };
        let chosen = &session.findings.categories;
        let which = chosen.iter().position(|category| Some(&category.id) == in_view.as_ref());
        *self = Self { which: which.unwrap_or(chosen.len()), bars: self.bars, ..Self::default() };
        true
    }

    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool {
        let count = desktop.session.as_ref().map_or(0, |session| session.findings.categories.len());
        match action {
            Action::Left | Action::Right | Action::NextPane => {
                let step = if action == Action::Left { count } else { 1 };
                self.which = (self.which.min(count) + step) % (count + 1);
                self.nth = 0;
                self.list.at = 0;
            }
            Action::NextPlan => next_plan(self, desktop),
            Action::Bars => self.bars = !self.bars,
            Action::Tick => tick(self, desktop),
            Action::NoteStep => note(self, desktop),
            Action::Open => go_there(self, desktop),
            Action::Export => export(self, desktop),
            _ => return self.list.travel(action, height(desktop)),
        }
        true
    }

    /// Finds the plans of the values as they are now, and keeps the cursor on the list, after each message.
    fn settle(&mut self, desktop: &mut Desktop) {
        refresh(self, desktop);
        self.list.settle(lines(self, desktop).len(), height(desktop));
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        draw::draw(self, desktop, canvas);
    }

    fn subject(&self, desktop: &Desktop) -> Option<Subject> {
        let session = desktop.session.as_ref()?;
        let category = || self.category(session).map(Subject::Category);
        row(self, desktop).map(Subject::Row).or_else(category)
    }
}

/// Lines in sight.
fn height(desktop: &Desktop) -> usize {
    usize::from(draw::PlanLayout::of(desktop.size).list.height).max(1)
}

fn next_plan(screen: &mut PlanPage, desktop: &mut Desktop) {
    let count = screen.found.as_ref().map_or(0, |found| found.plans.plans.len());
    if count < 2 {
        return desktop.notify("ほかの案はありません。", "There is no other plan.");
    }
    screen.nth = (screen.nth + 1) % count;
    screen.list.at = 0;
}

/// Ticks the step off on today's date, or takes the tick back.
fn tick(screen: &mut PlanPage, desktop: &mut Desktop) {
    let Some((session, key)) = desktop.session.as_ref().zip(selected_key(screen, desktop)) else {
        return no_step(screen, desktop);
    };
    let ticked = session.assessment.step_note(&key).is_some_and(|note| note.done.is_some());
    let Some(today) = desktop.today() else { return };
    desktop.edit(Change::tick_step(&session.assessment, &key, (!ticked).then_some(today)));
    if !ticked && desktop.notice.is_none() {
        desktop.notify(
            "済の印をつけました。印は覚え書きで、判定は台帳の事実と回答で決まります。",
            "Ticked off. The tick is a note; verdicts go by facts and answers.",
        );
    }
}

/// That only steps can be ticked off and noted on.
fn no_step(screen: &mut PlanPage, desktop: &mut Desktop) {
    if matches!(selected(screen, desktop), Some(PlanLine::Renewal(_))) {
        desktop.notify(
            "更新の期限は手順ではありません。更新したら、名簿の有効期限を書き換えてください。",
            "A renewal is no step; once it is done, enter the new end in the roster.",
        );
    }
}

/// The form of owner, due day and figures.
fn note(screen: &mut PlanPage, desktop: &mut Desktop) {
    let Some((session, key)) = desktop.session.as_ref().zip(selected_key(screen, desktop)) else {
        return no_step(screen, desktop);
    };
    let known = session.assessment.step_note(&key).cloned();
    let purpose = FormPurpose::Edit(key.to_string());
    let draft = AnyFact::StepNote(known.unwrap_or_else(|| StepNote::on(key)));
    desktop.open(Form::new(&fields::STEP_NOTE, draft, purpose));
}

/// The requirement that the selected step serves; above one that is only counted, the first with a verdict.
fn row(screen: &PlanPage, desktop: &Desktop) -> Option<usize> {
    let (session, found) = desktop.session.as_ref().zip(screen.found.as_ref())?;
    let at = match selected(screen, desktop)? {
        PlanLine::Step(_, id) => found.plans.step(id).at,
        PlanLine::Aside(aside) => aside.at?,
        PlanLine::Renewal(_) => return None,
    };
    std::iter::successors(Some(at), |&at| session.pack.parent(at))
        .find(|&at| session.findings.at(at).value.is_none())
}

/// To where the step is taken: a register for what is entered there, else the question.
fn go_there(screen: &mut PlanPage, desktop: &mut Desktop) {
    let (Some(line), Some(found)) = (selected(screen, desktop), &screen.found) else { return };
    let goal = match line {
        PlanLine::Step(_, id) => {
            let step = found.plans.step(id);
            match step.action {
                StepAction::Appoint { .. } | StepAction::CloseRegister(_) => Goal::Register(Tab::Roster),
                StepAction::Mend { .. } => Goal::RegisterOfRow(step.at),
                _ => Goal::Row(step.at),
            }
        }
        PlanLine::Aside(aside) => aside.at.map_or(Goal::Register(Tab::Roster), Goal::Row),
        PlanLine::Renewal(renewal) => Goal::Entry(renewal.person.into()),
    };
    let keeps_place = matches!(goal, Goal::Register(_) | Goal::Entry(_));
    desktop.show(goal, if keeps_place { WayBack::Here } else { WayBack::HereAtOnce });
}

fn export(screen: &mut PlanPage, desktop: &mut Desktop) {
    let Some((session, found)) = desktop.session.as_ref().zip(screen.found.as_ref()) else { return };
    let text = report(desktop, session, found).markdown_of(screen.nth);
    desktop.want(StoreCommand::Export("-plan.md".to_owned(), text));
}

fn report<'a>(desktop: &Desktop, session: &'a Session, found: &'a FoundPlans) -> PlanReport<'a> {
    let lang = desktop.lang();
    let context = session.context();
    PlanReport { lang, context, plans: &found.plans, day: found.day, today: desktop.today(), app: APP }
}

fn refresh(screen: &mut PlanPage, desktop: &mut Desktop) {
    let Some(session) = &desktop.session else { return };
    let (assessment, which) = (&session.assessment, screen.which);
    let Some(day) = assessment.profile.reference_date else {
        screen.found = None;
        return;
    };
    if screen.found.as_ref().is_some_and(|found| found.which == which && found.basis == *assessment) {
        return;
    }
    let chosen = &session.findings.categories;
    let wanted: Vec<String> = match chosen.get(which) {
        Some(category) => vec![category.id.clone()],
        None => chosen.iter().map(|category| category.id.clone()).collect(),
    };
    let costs = Costs::noted(assessment);
    let plans = plan(&session.pack, &session.references, assessment, day, &wanted, &costs);
    let before = selected_key(screen, desktop);
    let basis = assessment.clone();
    screen.nth = screen.nth.min(plans.plans.len().saturating_sub(1));
    screen.found = Some(FoundPlans { plans, basis, day, which });
    // What the cursor was on stays under it, if it is still there.
    let lines = lines(screen, desktop);
    let same = before.and_then(|key| lines.iter().position(|line| key_of(screen, line) == Some(key.clone())));
    screen.list.at = same.unwrap_or(screen.list.at);
}

fn shown(screen: &PlanPage) -> Option<&Plan> {
    screen.found.as_ref()?.plans.plans.get(screen.nth)
}

fn lines(screen: &PlanPage, desktop: &Desktop) -> Vec<PlanLine> {
    let Some((session, found)) = desktop.session.as_ref().zip(screen.found.as_ref()) else {
        return Vec::new();
    };
    let plan = shown(screen);
    let steps = plan.into_iter().flat_map(|plan| plan.steps.iter().enumerate());
    let steps = steps.map(|(nth, &id)| PlanLine::Step(nth, id));
    let report = report(desktop, session, found);
    let mut asides: Vec<Aside> = report.beside(plan).cloned().collect();
    asides.sort_by_key(|aside| !aside.closed);
    let renewals = report.renewals().into_iter().map(PlanLine::Renewal);
    steps.chain(asides.into_iter().map(PlanLine::Aside)).chain(renewals).collect()
}

fn selected(screen: &PlanPage, desktop: &Desktop) -> Option<PlanLine> {
    lines(screen, desktop).into_iter().nth(screen.list.at)
}

fn key_of(screen: &PlanPage, line: &PlanLine) -> Option<StepKey> {
    match line {
        PlanLine::Step(_, id) => Some(screen.found.as_ref()?.plans.step(*id).key.clone()),
        PlanLine::Aside(aside) => Some(aside.key.clone()),
        PlanLine::Renewal(_) => None,
    }
}

fn selected_key(screen: &PlanPage, desktop: &Desktop) -> Option<StepKey> {
    key_of(screen, &selected(screen, desktop)?)
}

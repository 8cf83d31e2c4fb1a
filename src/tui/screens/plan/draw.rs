//! The plan drawn: categories, what the plan takes, the steps as a checklist, and the selected one in full.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::bars::Bars;
use super::{FoundPlans, PlanLine, lines, report, shown};
use crate::domain::date::Date;
use crate::domain::plan::{Action, Plan, StepId, start_by};
use crate::domain::step_note::StepNote;
use crate::domain::text::{Lang, pick, tr};
use crate::report::plan::PlanReport;
use crate::report::renewals;
use crate::report::words;
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::chrome::{file_header, footer};
use crate::tui::desktop::Desktop;
use crate::tui::list::more_rows;
use crate::tui::outline::{category_name, short_title};
use crate::tui::screens::Screen;
use crate::tui::screens::plan::PlanPage;
use crate::tui::session::Session;

/// Cells of the columns on the right.
const OWNER: u16 = 10;
const DAY: u16 = 10;
const STATE: u16 = 8;
/// From this width on the day to begin by has a column.
const WIDE: u16 = 76;

/// Where things are.
pub(super) struct PlanLayout {
    pub(super) list: Rect,
    details: Rect,
    wide: bool,
}

impl PlanLayout {
    pub(super) fn of((columns, rows): (u16, u16)) -> Self {
        let body = rows.saturating_sub(5 + 2);
        let details = if rows < 20 { 3 } else { (body * 2 / 5).clamp(5, 12) };
        let list = Rect::new(1, 5, columns.saturating_sub(2), body.saturating_sub(details + 1));
        let details = Rect::new(1, list.bottom() + 1, columns.saturating_sub(2), details);
        Self { list, details, wide: columns >= WIDE }
    }

    /// Where owner, due day, day to begin by and state begin.
    fn columns(&self) -> [u16; 4] {
        let state = self.list.right() - STATE;
        let begin = if self.wide { state - DAY - 1 } else { state };
        let due = begin - DAY - 1;
        [due - OWNER - 1, due, begin, state]
    }
}

/// Draws the screen.
pub(super) fn draw(screen: &PlanPage, desktop: &Desktop, canvas: &mut Canvas<'_>) {
    let Some(session) = &desktop.session else { return };
    let lang = desktop.lang();
    file_header(desktop, canvas, pick(lang, "最短の道すじ", "The shortest way"));
    tabs(screen, desktop, session, canvas);
    let layout = PlanLayout::of(desktop.size);
    let width = canvas.area().width;
    if let Some(found) = &screen.found {
        let report = report(desktop, session, found);
        what_it_takes(screen, desktop, found, &report, canvas);
        match bars(screen, &report, &layout) {
            Some(bars) => bars.head(lang, layout.list.y - 1, canvas),
            None => head(lang, &layout, canvas),
        }
        list(screen, desktop, session, (found, &report), &layout, canvas);
        canvas.rule(0, layout.list.bottom(), width);
        more_rows(lang, canvas, layout.list, lines(screen, desktop).len().saturating_sub(screen.list.from));
        details(screen, desktop, session, (found, &report), layout.details.width).draw(
            canvas,
            layout.details,
            0,
        );
    }
    canvas.rule(0, canvas.area().height - 2, width);
    footer(desktop, canvas, |action| screen.acts(desktop, action));
}

/// The bars of the plan in view, where they are wanted and there are any.
fn bars(screen: &PlanPage, report: &PlanReport<'_>, layout: &PlanLayout) -> Option<Bars> {
    let plan = shown(screen).filter(|plan| screen.bars && !plan.steps.is_empty())?;
    Some(Bars::of(layout.list, report, plan))
}

/// The categories and all of them together; the first ones give way where the one in front would be cut.
fn tabs(screen: &PlanPage, desktop: &Desktop, session: &Session, canvas: &mut Canvas<'_>) {
    let lang = desktop.lang();
    let chosen = &session.findings.categories;
    let names = chosen.iter().map(|c| category_name(session, &c.id, lang));
    let all = pick(lang, "全区分", "all");
    let tabs: Vec<String> = names.chain([all]).map(|name| format!(" {name} ")).collect();
    let end = canvas.area().width;
    let front = screen.which.min(tabs.len() - 1);
    let from = (0..front).find(|&from| {
        let up_to: u16 = tabs[from..=front].iter().map(|tab| canvas.width(tab) + 1).sum();
        // The mark of what is left out in front takes two cells.
        1 + if from > 0 { 2 } else { 0 } + up_to <= end + 1
    });
    let from = from.unwrap_or(front);
    let plain = canvas.theme.plain;
    let mut x = if from > 0 { canvas.text(1, 2, "<", plain, 1) + 1 } else { 1 };
    for (at, tab) in tabs.iter().enumerate().skip(from) {
        let style = if at == front { canvas.theme.focus } else { plain };
        x = canvas.text(x, 2, tab, style, end.saturating_sub(x)) + 1;
    }
}

/// Which plan it is and what it takes; that it is not proved to be the shortest comes first.
fn what_it_takes(
    screen: &PlanPage,
    desktop: &Desktop,
    found: &FoundPlans,
    report: &PlanReport<'_>,
    canvas: &mut Canvas<'_>,
) {
    let (lang, nth, count) = (desktop.lang(), screen.nth, found.plans.plans.len());
    let room = canvas.area().width - 2;
    let plain = canvas.theme.plain;
    let Some(plan) = shown(screen) else {
        canvas.text(1, 3, report.none(), plain, room);
        return;
    };
    if found.plans.already() {
        let text = pick(lang, "すでにすべて適合見込みです。", "Everything is satisfied already.");
        canvas.text(1, 3, text, plain, room);
        return;
    }
    if screen.bars {
        let wide = canvas.area().width >= WIDE;
        canvas.text(1, 3, &Bars::legend(lang, (nth + 1, count), plan, wide), plain, room);
        return;
    }
    let cost = plan.cost;
    let (nth_plan, efforts) = (nth + 1, report.efforts(plan));
    let (steps, days) = (cost.steps, cost.days);
    // The day to begin by says more than the days it takes.
    let narrow = canvas.area().width < WIDE;
    let takes = match (lang, steps) {
        (Lang::Ja, _) if narrow => format!("案 {nth_plan}/{count}  手順 {steps}件  手間 {efforts}"),
        (Lang::Ja, _) => format!("案 {nth_plan}/{count}  手順 {steps}件  手間 {efforts}  完了まで {days}日"),
        (Lang::En, 1) => format!("plan {nth_plan}/{count}  1 step: {efforts}  {days} days"),
        (Lang::En, _) => format!("plan {nth_plan}/{count}  {steps} steps: {efforts}  {days} days"),
    };
    let x = canvas.text(1, 3, &takes, plain, room) + 2;
    let begin = start_by(found.day, cost.days);
    let late = report.plan_late(plan);
    let (state, style) = if late > 0 {
        let text = tr!(lang, "着手が{late}日遅れ", "{late} days late");
        (text, canvas.theme.warning)
    } else if nth < found.plans.proved {
        let text = tr!(lang, "{begin} までに着手", "begin by {begin}");
        (text, plain)
    } else {
        (pick(lang, "最短とは確かめていません", "not proved shortest").to_owned(), canvas.theme.warning)
    };
    canvas.text(x, 3, &state, style, room.saturating_sub(x));
}

fn head(lang: Lang, layout: &PlanLayout, canvas: &mut Canvas<'_>) {
    let muted = canvas.theme.muted;
    let y = layout.list.y - 1;
    let [owner, due, begin, state] = layout.columns();
    canvas.text(8, y, pick(lang, "手順", "Step"), muted, 20);
    canvas.text(owner, y, pick(lang, "担当", "Owner"), muted, OWNER);
    canvas.text(due, y, pick(lang, "期日", "Due"), muted, DAY);
    if layout.wide {
        canvas.text(begin, y, pick(lang, "着手期限", "Begin by"), muted, DAY);
    }
    canvas.text(state, y, pick(lang, "状態", "State"), muted, STATE);
}

fn list(
    screen: &PlanPage,
    desktop: &Desktop,
    session: &Session,
    (found, report): (&FoundPlans, &PlanReport<'_>),
    layout: &PlanLayout,
    canvas: &mut Canvas<'_>,
) {
    let bars = bars(screen, report, layout);
    for (y, nth, line) in screen.list.shown(layout.list, &lines(screen, desktop)) {
        let noted = |key| session.assessment.step_note(key).cloned().unwrap_or_default();
        let (note, begin) = match line {
            PlanLine::Step(nth, id) => {
                let begin = shown(screen).map(|plan| report.begin_by(plan, *nth));
                (noted(&found.plans.step(*id).key), begin)
            }
            PlanLine::Aside(aside) => (noted(&aside.key), None),
            PlanLine::Renewal(renewal) => {
                (StepNote { due: Some(renewal.file_by), ..StepNote::default() }, None)
            }
        };
        let style = if nth == screen.list.at { canvas.theme.focus } else { canvas.theme.plain };
        let title = title(screen, desktop, session, (found, report), line);
        let names_end = bars.map_or(layout.columns()[0] - 1, |bars| bars.names_end());
        name(&title, style, (line, &note), (names_end, y), canvas);
        match (bars, line) {
            (None, _) => columns(desktop, (line, &note, begin), (layout, y), canvas),
            (Some(bars), PlanLine::Step(nth, _)) => {
                let slot = shown(screen).and_then(|plan| plan.slots.get(*nth));
                slot.into_iter().for_each(|slot| bars.row(slot, y, canvas));
            }
            (Some(bars), _) => {
                let due = note.due.map(|day| day.to_string()).unwrap_or_default();
                canvas.text(bars.names_end() + 1, y, &due, canvas.theme.plain, DAY);
            }
        }
    }
}

/// What a line of the list is about, in short: a category that is chosen above is not said again.
fn title(
    screen: &PlanPage,
    desktop: &Desktop,
    session: &Session,
    (found, report): (&FoundPlans, &PlanReport<'_>),
    line: &PlanLine,
) -> String {
    match line {
        PlanLine::Aside(aside) => report.title(&aside.key),
        PlanLine::Renewal(renewal) => renewals::whose(desktop.lang(), &report.context, renewal),
        PlanLine::Step(_, id) => {
            let Some(plan) = shown(screen) else { return String::new() };
            let step = found.plans.step(*id);
            let at = step.at;
            let here = session.findings.categories.get(screen.which);
            let of_row = !matches!(step.action, Action::Verify { .. });
            if of_row && here.is_some_and(|category| category.id == session.pack.category_of(at).id) {
                report.line_of(&short_title(session, at, desktop.lang()), plan, *id)
            } else {
                report.line(plan, *id)
            }
        }
    }
}

/// What a line is about, its number and its tick.
fn name(
    title: &str,
    style: Style,
    (line, note): (&PlanLine, &StepNote),
    (end, y): (u16, u16),
    canvas: &mut Canvas<'_>,
) {
    let plain = canvas.theme.plain;
    let tick = match line {
        PlanLine::Renewal(_) => "",
        _ if note.done.is_some() => "[x]",
        _ => "[ ]",
    };
    canvas.text(1, y, tick, plain, 3);
    if let PlanLine::Step(nth, _) = line {
        canvas.right(7, y, &(nth + 1).to_string(), plain);
    }
    canvas.text(8, y, title, style, end.saturating_sub(8));
}

/// Who has it, until when, the last day to begin and the state.
fn columns(
    desktop: &Desktop,
    (line, note, begin): (&PlanLine, &StepNote, Option<Date>),
    (layout, y): (&PlanLayout, u16),
    canvas: &mut Canvas<'_>,
) {
    let lang = desktop.lang();
    let (plain, muted, warning) = (canvas.theme.plain, canvas.theme.muted, canvas.theme.warning);
    let [owner, due, begin_at, state] = layout.columns();
    let ticked = note.done.is_some();
    canvas.text(owner, y, &note.owner, plain, OWNER);
    let past = |day: Date| !ticked && desktop.today().is_some_and(|today| day < today);
    if let Some(day) = note.due {
        canvas.text(due, y, &day.to_string(), if past(day) { warning } else { plain }, DAY);
    }
    if let Some(day) = begin.filter(|_| layout.wide) {
        canvas.text(begin_at, y, &day.to_string(), if past(day) { warning } else { plain }, DAY);
    }
    let (word, style) = match line {
        PlanLine::Aside(aside) if aside.closed => (pick(lang, "閉じた", "closed"), plain),
        PlanLine::Aside(_) => (pick(lang, "別の案", "not used"), muted),
        PlanLine::Renewal(_) => (pick(lang, "更新申請", "renewal"), plain),
        PlanLine::Step(..) if ticked => (pick(lang, "印のみ", "tick only"), warning),
        PlanLine::Step(..) => (pick(lang, "まだ", "to do"), plain),
    };
    canvas.text(state, y, word, style, STATE + 1);
}

/// The selected line in full.
fn details(
    screen: &PlanPage,
    desktop: &Desktop,
    session: &Session,
    (found, report): (&FoundPlans, &PlanReport<'_>),
    width: u16,
) -> Lines {
    let mut text = desktop.prefs.lines(width);
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    match (lines(screen, desktop).get(screen.list.at), shown(screen)) {
        (Some(PlanLine::Step(nth, id)), Some(plan)) => {
            step_details(desktop, session, (found, report), (plan, *nth, *id), &mut text);
        }
        (Some(PlanLine::Aside(aside)), _) => {
            text.paragraph(0, &report.title(&aside.key), theme.title);
            let reason = if aside.closed {
                pick(lang, "事実がそろい、閉じました。", "The facts are there: closed.")
            } else {
                pick(lang, "この案では使いません。", "This plan does not use it.")
            };
            text.paragraph(0, reason, theme.plain);
            let note = session.assessment.step_note(&aside.key).cloned().unwrap_or_default();
            text.paragraph(0, &report.noted(&note), theme.plain);
        }
        (Some(PlanLine::Renewal(renewal)), _) => {
            text.paragraph(0, &renewals::whose(lang, &report.context, renewal), theme.title);
            let day = words::day(lang, renewal.file_by);
            text.paragraph(0, &format!("{} {day}", renewals::word(lang)), theme.plain);
            text.paragraph(0, &renewals::why(lang, renewal), theme.plain);
        }
        _ => {}
    }
    text
}

fn step_details(
    desktop: &Desktop,
    session: &Session,
    (found, report): (&FoundPlans, &PlanReport<'_>),
    (plan, nth, id): (&Plan, usize, StepId),
    text: &mut Lines,
) {
    let theme = &desktop.prefs.theme;
    let step = found.plans.step(id);
    let note = session.assessment.step_note(&step.key).cloned().unwrap_or_default();
    text.paragraph(0, &report.row(id), theme.title);
    if note.done.is_some() {
        text.paragraph(0, report.ticked_only(), theme.warning);
    }
    text.paragraph(0, &report.what(plan, id), theme.plain);
    text.paragraph(0, &report.price(plan, nth), theme.plain);
    if let Some(would_do) = report.would_do(plan) {
        text.paragraph(0, &would_do, theme.warning);
    }
    let place = report.place(plan, nth);
    if !place.is_empty() {
        text.paragraph(0, &place, theme.plain);
    }
    let noted = report.noted(&note);
    if !noted.is_empty() {
        text.paragraph(0, &noted, theme.plain);
    }
    let unlocks = report.unlocked(&found.plans.unlocks(plan, nth).after_earlier);
    if !unlocks.is_empty() {
        let label = pick(desktop.lang(), "これで", "Then");
        text.labelled(label, theme.muted, 7, &unlocks.join("  "), theme.plain);
    }
}

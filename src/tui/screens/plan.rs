//! The plan: the shortest way to 適合見込み for one category or all chosen ones, as a list to work off.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::domain::plan::{Costs, Plans, plan};
use crate::domain::verdict::Verdict;
use crate::report::grounds::Context;
use crate::report::plan::PlanReport;
use crate::report::words::pick;
use crate::tui::action::{Action, Place};
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::memo::{Basis, Memo};
use crate::tui::model::{Model, Page};
use crate::tui::session::Session;
use crate::tui::theme::Theme;
use crate::tui::view::{footer, header};

/// State of the screen.
#[derive(Debug, Default)]
pub struct PlanPage {
    plans: Option<Plans>,
    /// Which chosen category; past the last one, all together.
    which: usize,
    scroll: usize,
    /// The lines of these plans as they were last built.
    lines: Memo<Basis, Lines>,
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
    let in_view = model.assess.category(session);
    let chosen = &session.findings.categories;
    let which = chosen.iter().position(|category| Some(&category.id) == in_view.as_ref());
    model.plan = PlanPage { which: which.unwrap_or(chosen.len()), ..PlanPage::default() };
    if compute(model) {
        model.page = Page::Plan;
    }
}

fn compute(model: &mut Model) -> bool {
    let Some(session) = &model.session else { return false };
    let Some(day) = session.assessment.profile.reference_date else {
        let text = pick(
            model.lang(),
            "基準日がありません。p で決めると、最短の道すじを出せます。",
            "There is no reference date; p sets one, then the shortest way can be found.",
        );
        model.say(text);
        return false;
    };
    let chosen = &session.findings.categories;
    let wanted: Vec<String> = match chosen.get(model.plan.which) {
        Some(category) => vec![category.id.clone()],
        None => chosen.iter().map(|category| category.id.clone()).collect(),
    };
    let (pack, references, assessment) = (&session.pack, &session.references, &session.assessment);
    model.plan.plans = Some(plan(pack, references, assessment, day, &wanted, &Costs::default()));
    model.plan.lines = Memo::default();
    model.plan.scroll = 0;
    true
}

/// Carries out an action of this screen; false if it is none.
pub fn act(model: &mut Model, action: Action) -> bool {
    let count = model.session.as_ref().map_or(0, |session| session.findings.categories.len());
    let screen = &mut model.plan;
    match action {
        Action::Left | Action::Right | Action::NextPane => {
            let step = if action == Action::Left { count } else { 1 };
            screen.which = (screen.which.min(count) + step) % (count + 1);
            compute(model);
        }
        Action::Up => screen.scroll = screen.scroll.saturating_sub(1),
        Action::Down => screen.scroll += 1,
        Action::PageUp => screen.scroll = screen.scroll.saturating_sub(10),
        Action::PageDown => screen.scroll += 10,
        Action::First => screen.scroll = 0,
        _ => return false,
    }
    true
}

/// Keeps the text in its place, after each message.
pub fn settle(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let area = area(model.size);
    let lines = lines(model, session, area.width).len();
    model.plan.scroll = model.plan.scroll.min(lines.saturating_sub(usize::from(area.height)));
}

fn area((columns, rows): (u16, u16)) -> Rect {
    Rect::new(1, 3, columns.saturating_sub(2), rows.saturating_sub(5))
}

/// Draws the screen.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>) {
    let Some(session) = &model.session else { return };
    let lang = model.lang();
    let organisation = &session.assessment.profile.organisation;
    header(model, canvas, &format!("{organisation} > {}", pick(lang, "最短の道すじ", "The shortest way")));
    tabs(model, session, canvas);
    lines(model, session, area(model.size).width).draw(canvas, area(model.size), model.plan.scroll);
    let (columns, rows) = model.size;
    canvas.rule(0, rows - 2, columns);
    footer(model, canvas, Place::Plan);
}

fn tabs(model: &Model, session: &Session, canvas: &mut Canvas<'_>) {
    let lang = model.lang();
    let chosen = &session.findings.categories;
    let names = chosen.iter().map(|c| session.pack.category(&c.id).map_or("", |c| c.short.get(lang)));
    let all = pick(lang, "全区分", "all");
    let names: Vec<String> = names.chain([all]).map(|name| format!(" {name} ")).collect();
    let width = canvas.area().width;
    let taken = |canvas: &Canvas<'_>, shown: &[String]| -> u16 {
        shown.iter().map(|name| canvas.width(name) + 1).sum()
    };
    let front = model.plan.which.min(names.len() - 1);
    let mut first = 0;
    while first < front && taken(canvas, &names[first..=front]) >= width {
        first += 1;
    }
    let mut x = 1;
    for (at, name) in names.iter().enumerate().skip(first) {
        let style = if at == front { canvas.theme.focus } else { canvas.theme.plain };
        x = canvas.text(x, 2, name, style, width.saturating_sub(x)) + 1;
    }
}

fn lines(model: &Model, session: &Session, width: u16) -> Arc<Lines> {
    model.plan.lines.get(Basis::of(model, session), || build(model, session, width))
}

fn build(model: &Model, session: &Session, width: u16) -> Lines {
    let mut lines = Lines::new(width, model.prefs.ambiguous).kana(model.prefs.theme.kana);
    let (Some(plans), Some(day)) = (&model.plan.plans, session.assessment.profile.reference_date) else {
        return lines;
    };
    let context =
        Context { pack: &session.pack, references: &session.references, assessment: &session.assessment };
    let report = PlanReport { lang: model.lang(), context, plans, day, app: "kijun" };
    body(&report.text(), &mut lines, &model.prefs.theme);
    lines
}

/// A report's text as lines: its indentation kept, its own head left out, section heads stressed.
pub(super) fn body(text: &str, lines: &mut Lines, theme: &Theme) {
    for line in text.lines().skip_while(|line| !line.is_empty()).skip(1) {
        let trimmed = line.trim_start_matches(' ');
        let indent = u16::try_from(line.len() - trimmed.len()).unwrap_or(0).min(12);
        match trimmed.strip_prefix("== ") {
            Some(head) => {
                lines.gap();
                lines.paragraph(0, head, theme.title);
            }
            None if trimmed.is_empty() => lines.gap(),
            None => lines.paragraph(indent, trimmed, theme.plain),
        }
    }
}

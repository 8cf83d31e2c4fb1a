//! The timeline: when each category falls or rises by itself, drawn in months, and why, day by day.

use std::sync::Arc;

use jiff::ToSpan;
use ratatui::layout::Rect;

use crate::domain::date::{Date, Span};
use crate::domain::forecast::{Forecast, Subject, forecast, usual_intakes};
use crate::domain::text::Lang;
use crate::domain::verdict::Verdict;
use crate::report::forecast::ForecastReport;
use crate::report::grounds::Context;
use crate::report::words::{self, pick};
use crate::tui::action::{Action, Place};
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::memo::{Basis, Memo};
use crate::tui::model::{Model, Page};
use crate::tui::session::Session;
use crate::tui::view::{footer, header};

/// Months drawn.
const MONTHS: i64 = 14;
/// Cells of a month.
const CELLS: u16 = 4;

/// State of the screen.
#[derive(Debug, Default)]
pub struct Timeline {
    forecast: Option<Forecast>,
    /// Months by which the mark is moved from the reference date.
    moved: i64,
    scroll: usize,
    /// The lines of the events as they were last built.
    lines: Memo<Basis, Lines>,
}

/// Looks ahead from the reference date, so that what falls is held against how it stands then.
pub fn begin(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let Some(day) = session.assessment.profile.reference_date else {
        let text = pick(
            model.lang(),
            "基準日がありません。p で決めると、期限を見られます。",
            "There is no reference date; p sets one, then days can be foreseen.",
        );
        model.say(text);
        return;
    };
    let span = Span { first: day, last: day.saturating_add(MONTHS.months()).yesterday().unwrap_or(day) };
    let subject =
        Subject { pack: &session.pack, references: &session.references, assessment: &session.assessment };
    let forecast = forecast(subject, span, &usual_intakes(span));
    model.timeline = Timeline { forecast: Some(forecast), ..Timeline::default() };
    model.page = Page::Timeline;
}

/// Carries out an action of this screen; false if it is none.
pub fn act(model: &mut Model, action: Action) -> bool {
    let screen = &mut model.timeline;
    match action {
        Action::Left => screen.moved = (screen.moved - 1).max(0),
        Action::Right => screen.moved = (screen.moved + 1).min(MONTHS - 1),
        Action::Up => screen.scroll = screen.scroll.saturating_sub(1),
        Action::Down => screen.scroll += 1,
        Action::PageUp => screen.scroll = screen.scroll.saturating_sub(8),
        Action::PageDown => screen.scroll += 8,
        Action::First => screen.scroll = 0,
        _ => return false,
    }
    true
}

/// Keeps the list in its place, and follows edits (undo) made here.
pub fn settle(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let layout = Layout::of(model.size, session);
    let lines = events(model, session, layout.list.width).len();
    model.timeline.scroll = model.timeline.scroll.min(lines.saturating_sub(usize::from(layout.list.height)));
}

/// The day under the mark.
fn marked(model: &Model, session: &Session) -> Option<Date> {
    let day = session.assessment.profile.reference_date?;
    Some(day.saturating_add(model.timeline.moved.months()))
}

struct Layout {
    bars: Rect,
    list: Rect,
}

impl Layout {
    fn of((columns, rows): (u16, u16), session: &Session) -> Self {
        let count = u16::try_from(session.findings.categories.len()).unwrap_or(6);
        let bars = Rect::new(1, 2, columns.saturating_sub(2), count + 4);
        let top = bars.bottom() + 1;
        Self { bars, list: Rect::new(1, top, columns.saturating_sub(2), rows.saturating_sub(top + 2)) }
    }
}

/// Draws the screen.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>) {
    let Some(session) = &model.session else { return };
    let Some(forecast) = &model.timeline.forecast else { return };
    let lang = model.lang();
    let trail = format!("{} > {}", session.assessment.profile.organisation, pick(lang, "期限", "Timeline"));
    header(model, canvas, &trail);
    let layout = Layout::of(model.size, session);
    bars(model, session, forecast, canvas, layout.bars);
    let width = canvas.area().width;
    canvas.rule(0, layout.bars.bottom(), width);
    events(model, session, layout.list.width).draw(canvas, layout.list, model.timeline.scroll);
    canvas.rule(0, canvas.area().height - 2, width);
    footer(model, canvas, Place::Timeline);
}

fn bars(model: &Model, session: &Session, forecast: &Forecast, canvas: &mut Canvas<'_>, area: Rect) {
    let lang = model.lang();
    let (plain, muted) = (canvas.theme.plain, canvas.theme.muted);
    let left = area.x + 18;
    let months = i64::from((area.right().saturating_sub(left + 12)) / CELLS).min(MONTHS);
    for month in 0..months {
        let day = forecast.span.first.saturating_add(month.months());
        let x = left + CELLS * u16::try_from(month).unwrap_or(0);
        if (month == 0 && day.month() != 12) || day.month() == 1 {
            canvas.text(x, area.y, &day.year().to_string(), muted, 4);
        }
        canvas.text(x, area.y + 1, &format!("{:02}", day.month()), muted, 2);
    }
    let Some(mark) = marked(model, session) else { return };
    for (row, outlook) in forecast.outlooks.iter().enumerate() {
        let y = area.y + 2 + u16::try_from(row).unwrap_or(0);
        let name = session.pack.category(&outlook.id).map_or("", |c| c.short.get(lang));
        canvas.text(area.x, y, name, plain, 16);
        for cell in 0..u16::try_from(months).unwrap_or(0) * CELLS {
            let verdict = verdict_on(forecast, &outlook.id, outlook.start, day_of(forecast, cell));
            let style = canvas.theme.verdict(verdict);
            canvas.text(left + cell, y, glyph(verdict), style, 1);
        }
        let now = verdict_on(forecast, &outlook.id, outlook.start, mark);
        let style = canvas.theme.verdict(now);
        canvas.right(area.right(), y, words::verdict_short(lang, now), style);
    }
    let y = area.y + 2 + u16::try_from(forecast.outlooks.len()).unwrap_or(6);
    mark_line(model, forecast, canvas, (left, y), mark);
    let legend = [Verdict::Satisfied, Verdict::NeedsConfirmation, Verdict::Gap, Verdict::Unanswered]
        .map(|verdict| format!("{} {}", glyph(verdict), words::verdict(lang, verdict)))
        .join("   ");
    canvas.text(area.x + 2, y + 1, &legend, muted, area.width - 2);
}

/// The mark under its day, with the day beside it.
fn mark_line(model: &Model, forecast: &Forecast, canvas: &mut Canvas<'_>, (left, y): (u16, u16), mark: Date) {
    let cell = (0..CELLS * 14).rev().find(|cell| day_of(forecast, *cell) <= mark).unwrap_or(0);
    let title = canvas.theme.title;
    let what = if model.timeline.moved == 0 {
        pick(model.lang(), "基準日", "reference date")
    } else {
        pick(model.lang(), "この日なら", "as of")
    };
    let text = format!("^ {what} {mark}");
    let room = canvas.area().width.saturating_sub(left + cell);
    let x = if canvas.width(&text) > room {
        canvas.area().width.saturating_sub(canvas.width(&text) + 1)
    } else {
        left + cell
    };
    canvas.text(x, y, &text, title, canvas.area().width - x);
}

/// The day a cell stands for: four cells a month.
fn day_of(forecast: &Forecast, cell: u16) -> Date {
    let month = forecast.span.first.saturating_add(i64::from(cell / CELLS).months());
    let days = i64::from(cell % CELLS) * i64::from(month.days_in_month()) / i64::from(CELLS);
    month.saturating_add(days.days())
}

fn verdict_on(forecast: &Forecast, category: &str, start: Verdict, day: Date) -> Verdict {
    forecast
        .events
        .iter()
        .take_while(|event| event.day <= day)
        .flat_map(|event| &event.flips.categories)
        .filter(|flip| flip.id == category)
        .last()
        .map_or(start, |flip| flip.to)
}

/// Letters, so that the bars read in any terminal.
fn glyph(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Satisfied => "=",
        Verdict::NeedsConfirmation => "?",
        Verdict::Gap => "x",
        Verdict::Unanswered => ".",
        Verdict::NotApplicable => "-",
    }
}

/// The report's own lines: outlook and events with their causes.
fn events(model: &Model, session: &Session, width: u16) -> Arc<Lines> {
    model.timeline.lines.get(Basis::of(model, session), || build(model, session, width))
}

fn build(model: &Model, session: &Session, width: u16) -> Lines {
    let mut lines = Lines::new(width, model.prefs.ambiguous).kana(model.prefs.theme.kana);
    let Some(forecast) = &model.timeline.forecast else { return lines };
    let context =
        Context { pack: &session.pack, references: &session.references, assessment: &session.assessment };
    let report = ForecastReport { lang: model.lang(), context, forecast, app: "kijun" };
    super::plan::body(&report.text(), &mut lines, &model.prefs.theme);
    if forecast.events.is_empty() {
        let text = match model.lang() {
            Lang::Ja => "この期間に、ひとりでに変わる判定はありません。",
            Lang::En => "No verdict changes by itself in this time.",
        };
        lines.paragraph(0, text, model.prefs.theme.plain);
    }
    lines
}

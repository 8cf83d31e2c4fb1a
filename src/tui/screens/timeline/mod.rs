//! The timeline: when each category falls or rises by itself, drawn in months, and why, day by day.
//!
//! The day judged can be moved: everything is judged anew as of that day at once. That is a trial; the file
//! keeps its own reference date until the day is made that.

mod draw;

pub use draw::draw;

use jiff::ToSpan;

use crate::domain::app::APP;
use crate::domain::assessment::{Assessment, Profile};
use crate::domain::change::Change;
use crate::domain::date::{Date, Span};
use crate::domain::evaluate::{Findings, evaluate};
use crate::domain::flip::Flips;
use crate::domain::forecast::{Event, Forecast, Subject, forecast, usual_intakes};
use crate::report::forecast::ForecastReport;
use crate::report::grounds::Context;
use crate::report::words::pick;
use crate::tui::action::Action;
use crate::tui::model::{Effect, Model, Page};
use crate::tui::session::Session;
use crate::tui::update;

/// Months looked at.
const MONTHS: i64 = 27;
/// Most months before the reference date that are drawn.
const BEFORE: i64 = 3;

/// State of the screen.
#[derive(Debug, Default)]
pub struct Timeline {
    seen: Option<Seen>,
    /// The day moved from, and by how many months: the end of a month stays one.
    base: Option<Date>,
    moved: i64,
    /// The findings as of the day shown.
    trial: Option<(Date, Findings)>,
    cursor: usize,
    /// True while the selected event shows what changes and why.
    opened: bool,
    from: usize,
}

/// What was foreseen, and for which values.
#[derive(Debug)]
struct Seen {
    forecast: Forecast,
    intakes: Vec<Date>,
    basis: Assessment,
    day: Date,
}

/// Looks ahead; nothing without a reference date.
pub fn begin(model: &mut Model) {
    let Some(session) = &model.session else { return };
    if session.assessment.profile.reference_date.is_none() {
        let text = pick(
            model.lang(),
            "基準日がありません。p で決めると、期限を見られます。",
            "There is no reference date; p sets one, then days can be foreseen.",
        );
        return model.say(text);
    }
    model.timeline = Timeline::default();
    model.page = Page::Timeline;
}

/// Carries out an action of this screen; false if it is none.
pub fn act(model: &mut Model, action: Action) -> bool {
    let last = events(&model.timeline).len().saturating_sub(1);
    let screen = &mut model.timeline;
    match action {
        Action::MonthBack => by_month(model, -1),
        Action::MonthOn => by_month(model, 1),
        Action::PreviousIntake => by_intake(model, false),
        Action::NextIntake => by_intake(model, true),
        Action::OwnDay => (screen.base, screen.moved) = (None, 0),
        Action::KeepDay => keep(model),
        Action::Open => screen.opened = !screen.opened,
        Action::Up => screen.cursor = screen.cursor.saturating_sub(1),
        Action::Down => screen.cursor = (screen.cursor + 1).min(last),
        Action::PageUp => screen.cursor = screen.cursor.saturating_sub(5),
        Action::PageDown => screen.cursor = (screen.cursor + 5).min(last),
        Action::First => screen.cursor = 0,
        Action::Last => screen.cursor = last,
        Action::Export => export(model),
        _ => return false,
    }
    true
}

impl Timeline {
    /// The day everything is judged as of here.
    fn shown(&self) -> Option<Date> {
        let own = self.seen.as_ref()?.day;
        Some(self.base.unwrap_or(own).saturating_add(self.moved.months()))
    }

    fn is_moved(&self) -> bool {
        self.shown() != self.seen.as_ref().map(|seen| seen.day)
    }
}

/// What happens after the reference date, or after the day shown if that is earlier.
fn events(timeline: &Timeline) -> Vec<&Event> {
    let Some((seen, shown)) = timeline.seen.as_ref().zip(timeline.shown()) else { return Vec::new() };
    let after = seen.day.min(shown);
    seen.forecast.events.iter().filter(|event| event.day > after).collect()
}

fn by_month(model: &mut Model, by: i64) {
    let before = model.timeline.moved;
    model.timeline.moved += by;
    let inside = model.timeline.seen.as_ref().zip(model.timeline.shown());
    if inside.is_some_and(|(seen, day)| !seen.forecast.span.holds(day)) {
        model.timeline.moved = before;
        tell_end(model);
    }
}

fn by_intake(model: &mut Model, on: bool) {
    let Some((seen, day)) = model.timeline.seen.as_ref().zip(model.timeline.shown()) else { return };
    let mut intakes = seen.intakes.iter();
    let found =
        if on { intakes.find(|intake| **intake > day) } else { intakes.rfind(|intake| **intake < day) };
    match found.copied() {
        Some(intake) => (model.timeline.base, model.timeline.moved) = (Some(intake), 0),
        None => tell_end(model),
    }
}

fn tell_end(model: &mut Model) {
    let text = pick(model.lang(), "見通しているのはここまでです。", "Nothing is foreseen beyond this.");
    model.say(text);
}

/// Makes the day shown the file's reference date: an edit like any other.
fn keep(model: &mut Model) {
    let Some((session, day)) = model.session.as_ref().zip(model.timeline.shown()) else { return };
    let profile = Profile { reference_date: Some(day), ..session.assessment.profile.clone() };
    let change = Change::set_profile(&session.assessment, profile);
    if change.is_idle() {
        let text = pick(model.lang(), "この日がすでに基準日です。", "This is the reference date already.");
        return model.say(text);
    }
    update::edit(model, change);
    (model.timeline.base, model.timeline.moved) = (None, 0);
    if model.notice.is_none() {
        let text = pick(
            model.lang(),
            "基準日を変えました。U で元に戻せます。",
            "The reference date is this day now; U takes it back.",
        );
        model.say(text);
    }
}

fn export(model: &mut Model) {
    let lang = model.lang();
    let Some((session, seen)) = model.session.as_ref().zip(model.timeline.seen.as_ref()) else { return };
    // A calendar looks ahead from the reference date, whatever day is tried here.
    let span = Span { first: seen.day, last: seen.forecast.span.last };
    let subject =
        Subject { pack: &session.pack, references: &session.references, assessment: &session.assessment };
    let ahead = forecast(subject, span, &usual_intakes(span));
    let text = report(lang, session, &ahead).calendar(&model.now);
    model.want(Effect::Export(".ics".to_owned(), text));
}

fn report<'a>(
    lang: crate::domain::text::Lang,
    session: &'a Session,
    forecast: &'a Forecast,
) -> ForecastReport<'a> {
    let context =
        Context { pack: &session.pack, references: &session.references, assessment: &session.assessment };
    ForecastReport { lang, context, forecast, app: APP }
}

/// Looks ahead anew when the values are others, judges the day shown, and keeps the list in its place.
pub fn settle(model: &mut Model) {
    look_ahead(model);
    judge(model);
    let height = usize::from(draw::list_height(model)).max(1);
    let (top, bottom, all) = draw::selected_rows(model);
    let count = events(&model.timeline).len();
    let screen = &mut model.timeline;
    screen.cursor = screen.cursor.min(count.saturating_sub(1));
    // Before anything is chosen the outlook at the top is in sight.
    let low = if screen.cursor == 0 && !screen.opened { 0 } else { bottom.saturating_sub(height) };
    let high = if screen.cursor == 0 && !screen.opened { 0 } else { top };
    screen.from = screen.from.clamp(low.min(high), high.max(low.min(high))).min(all.saturating_sub(height));
}

fn look_ahead(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let assessment = &session.assessment;
    let Some(day) = assessment.profile.reference_date else {
        model.timeline.seen = None;
        return;
    };
    if model.timeline.seen.as_ref().is_some_and(|seen| seen.basis == *assessment) {
        return;
    }
    let earliest = day.saturating_sub(BEFORE.months());
    let begin = model.today().unwrap_or(day).clamp(earliest, day).first_of_month();
    let last = begin.saturating_add(MONTHS.months()).yesterday().unwrap_or(day);
    let span = Span { first: begin, last };
    let intakes = usual_intakes(span);
    let subject = Subject { pack: &session.pack, references: &session.references, assessment };
    let forecast = forecast(subject, span, &intakes);
    let basis = assessment.clone();
    model.timeline.trial = None;
    model.timeline.seen = Some(Seen { forecast, intakes, basis, day });
}

/// Judges everything as of the day shown, if that was not done yet.
fn judge(model: &mut Model) {
    let Some((session, day)) = model.session.as_ref().zip(model.timeline.shown()) else { return };
    if model.timeline.trial.as_ref().is_none_or(|(known, _)| *known != day) {
        let findings = evaluate(&session.pack, &session.references, &session.assessment, Some(day));
        model.timeline.trial = Some((day, findings));
    }
}

/// What is otherwise on the day shown than on the file's reference date.
fn differs(model: &Model) -> Flips {
    match (&model.session, &model.timeline.trial) {
        (Some(session), Some((_, findings))) => Flips::between(&session.findings, findings),
        _ => Flips::default(),
    }
}

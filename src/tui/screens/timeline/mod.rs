//! The timeline: when each category falls or rises by itself, drawn in months, and why, day by day.
//!
//! The day judged can be moved: everything is judged anew as of that day at once. That is a trial; the file
//! keeps its own reference date until the day is made that.

mod draw;

use jiff::ToSpan;

use crate::domain::app::APP;
use crate::domain::assessment::{Assessment, Profile};
use crate::domain::change::Change;
use crate::domain::date::{Date, Span};
use crate::domain::evaluate::{Findings, evaluate};
use crate::domain::flip::Flips;
use crate::domain::forecast::{Event, Forecast, Subject, forecast, usual_intakes};
use crate::report::forecast::ForecastReport;
use crate::tui::action::Action;
use crate::tui::canvas::Canvas;
use crate::tui::desktop::Desktop;
use crate::tui::list::List;
use crate::tui::message::StoreCommand;
use crate::tui::screens::{Screen, has_reference_date};
use crate::tui::session::Session;

/// Months looked at.
const MONTHS: i64 = 27;
/// Most months before the reference date that are drawn.
const BEFORE: i64 = 3;

/// State of the screen.
#[derive(Debug, Default)]
pub struct Timeline {
    seen: Option<Foreseen>,
    /// The day moved from, and by how many months: the end of a month stays one.
    base: Option<Date>,
    moved: i64,
    /// The findings as of the day shown.
    trial: Option<(Date, Findings)>,
    list: List,
    /// True while the selected event shows what changes and why.
    opened: bool,
}

/// What was foreseen, and for which values.
#[derive(Debug)]
struct Foreseen {
    forecast: Forecast,
    intakes: Vec<Date>,
    basis: Assessment,
    day: Date,
}

impl Screen for Timeline {
    /// Looks ahead; not without a reference date.
    fn begin(&mut self, desktop: &mut Desktop, _in_view: Option<String>) -> bool {
        let dated = has_reference_date(desktop, "期限を見られます", "days can be foreseen");
        if dated {
            *self = Self::default();
        }
        dated
    }

    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool {
        match action {
            Action::MonthBack => by_month(self, desktop, -1),
            Action::MonthOn => by_month(self, desktop, 1),
            Action::PreviousIntake => by_intake(self, desktop, false),
            Action::NextIntake => by_intake(self, desktop, true),
            Action::OwnDay => (self.base, self.moved) = (None, 0),
            Action::KeepDay => keep(self, desktop),
            Action::Open => self.opened = !self.opened,
            Action::Export => export(self, desktop),
            _ => return self.list.travel(action, usize::from(draw::list_height(self, desktop))),
        }
        true
    }

    /// Looks ahead anew when the values are others, judges the day shown, and keeps the list in its place.
    fn settle(&mut self, desktop: &mut Desktop) {
        look_ahead(self, desktop);
        judge(self, desktop);
        let height = usize::from(draw::list_height(self, desktop)).max(1);
        let (top, bottom, all) = draw::selected_rows(self, desktop);
        let count = events(self).len();
        self.list.at = self.list.at.min(count.saturating_sub(1));
        // Before anything is chosen the outlook at the top is in sight.
        let low = if self.list.at == 0 && !self.opened { 0 } else { bottom.saturating_sub(height) };
        let high = if self.list.at == 0 && !self.opened { 0 } else { top };
        self.list.from =
            self.list.from.clamp(low.min(high), high.max(low.min(high))).min(all.saturating_sub(height));
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        draw::draw(self, desktop, canvas);
    }
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

fn by_month(screen: &mut Timeline, desktop: &mut Desktop, by: i64) {
    let before = screen.moved;
    screen.moved += by;
    let inside = screen.seen.as_ref().zip(screen.shown());
    if inside.is_some_and(|(seen, day)| !seen.forecast.span.holds(day)) {
        screen.moved = before;
        tell_end(desktop);
    }
}

fn by_intake(screen: &mut Timeline, desktop: &mut Desktop, on: bool) {
    let Some((seen, day)) = screen.seen.as_ref().zip(screen.shown()) else { return };
    let mut intakes = seen.intakes.iter();
    let found =
        if on { intakes.find(|intake| **intake > day) } else { intakes.rfind(|intake| **intake < day) };
    match found.copied() {
        Some(intake) => (screen.base, screen.moved) = (Some(intake), 0),
        None => tell_end(desktop),
    }
}

fn tell_end(desktop: &mut Desktop) {
    desktop.notify("見通しているのはここまでです。", "Nothing is foreseen beyond this.");
}

/// Makes the day shown the file's reference date: an edit like any other.
fn keep(screen: &mut Timeline, desktop: &mut Desktop) {
    let Some((session, day)) = desktop.session.as_ref().zip(screen.shown()) else { return };
    let profile = Profile { reference_date: Some(day), ..session.assessment.profile.clone() };
    let change = Change::set_profile(&session.assessment, profile);
    if change.is_idle() {
        return desktop.notify("この日がすでに基準日です。", "This is the reference date already.");
    }
    desktop.edit(change);
    (screen.base, screen.moved) = (None, 0);
    if desktop.notice.is_none() {
        desktop.notify(
            "基準日を変えました。U で元に戻せます。",
            "The reference date is this day now; U takes it back.",
        );
    }
}

fn export(screen: &mut Timeline, desktop: &mut Desktop) {
    let lang = desktop.lang();
    let Some((session, seen)) = desktop.session.as_ref().zip(screen.seen.as_ref()) else { return };
    // A calendar looks ahead from the reference date, whatever day is tried here.
    let span = Span { first: seen.day, last: seen.forecast.span.last };
    let subject =
        Subject { pack: &session.pack, references: &session.references, assessment: &session.assessment };
    let ahead = forecast(subject, span, &usual_intakes(span));
    let text = report(lang, session, &ahead).calendar(&desktop.now);
    desktop.want(StoreCommand::Export(".ics".to_owned(), text));
}

fn report<'a>(
    lang: crate::domain::text::Lang,
    session: &'a Session,
    forecast: &'a Forecast,
) -> ForecastReport<'a> {
    let context = session.context();
    ForecastReport { lang, context, forecast, app: APP }
}

fn look_ahead(screen: &mut Timeline, desktop: &mut Desktop) {
    let Some(session) = &desktop.session else { return };
    let assessment = &session.assessment;
    let Some(day) = assessment.profile.reference_date else {
        screen.seen = None;
        return;
    };
    if screen.seen.as_ref().is_some_and(|seen| seen.basis == *assessment) {
        return;
    }
    let earliest = day.saturating_sub(BEFORE.months());
    let begin = desktop.today().unwrap_or(day).clamp(earliest, day).first_of_month();
    let last = begin.saturating_add(MONTHS.months()).yesterday().unwrap_or(day);
    let span = Span { first: begin, last };
    let intakes = usual_intakes(span);
    let subject = Subject { pack: &session.pack, references: &session.references, assessment };
    let forecast = forecast(subject, span, &intakes);
    let basis = assessment.clone();
    screen.trial = None;
    screen.seen = Some(Foreseen { forecast, intakes, basis, day });
}

/// Judges everything as of the day shown, if that was not done yet.
fn judge(screen: &mut Timeline, desktop: &mut Desktop) {
    let Some((session, day)) = desktop.session.as_ref().zip(screen.shown()) else { return };
    if screen.trial.as_ref().is_none_or(|(known, _)| *known != day) {
        let findings = evaluate(&session.pack, &session.references, &session.assessment, Some(day));
        screen.trial = Some((day, findings));
    }
}

/// What is otherwise on the day shown than on the file's reference date.
fn differs(screen: &Timeline, desktop: &Desktop) -> Flips {
    match (&desktop.session, &screen.trial) {
        (Some(session), Some((_, findings))) => Flips::between(&session.findings, findings),
        _ => Flips::default(),
    }
}

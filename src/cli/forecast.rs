//! `kijun forecast`: the days on which verdicts change by themselves, as a report or a calendar.

use std::path::Path;

use jiff::ToSpan;

use super::args::{DatedFormat, Forecast};
use super::exit::Exit;
use super::fault::{Fault, fault, notice, shown};
use super::open::{day_of, open_for};
use super::session::{Done, Session};
use crate::domain::app::APP;
use crate::domain::date::Span;
use crate::domain::forecast::{self, Subject, forecast, usual_intakes};
use crate::domain::text::tr;
use crate::domain::verdict::Verdict;
use crate::report::calendar::{self, Foreign};
use crate::report::forecast::ForecastReport;
use crate::report::grounds::Context;
use crate::store::{history, save};

/// How many years are looked at unless asked otherwise.
const YEARS: i64 = 2;
/// How many years can be looked at.
const MOST_YEARS: i64 = 50;

/// Forecasts and prints: 0 if nothing falls, 1 if a category falls to a gap, 3 if one falls otherwise.
pub(super) fn run(session: &Session, options: &Forecast) -> Result<Done, Fault> {
    let opened = open_for(session, &options.file, &options.category)?.in_order();
    let first = day_of(&opened, &options.file, options.as_of)?;
    let last = options.until.unwrap_or_else(|| first.saturating_add(YEARS.years()));
    if last < first || last > first.saturating_add(MOST_YEARS.years()) {
        return Err(bad_span());
    }
    let span = Span { first, last };
    let intakes = if options.intake.is_empty() { usual_intakes(span) } else { options.intake.clone() };
    let context = opened.context();
    let Context { pack, references, assessment } = context;
    let forecast = forecast(Subject { pack, references, assessment }, span, &intakes);
    let report = ForecastReport { lang: session.lang, context, forecast: &forecast, app: APP };
    let now = history::now();
    let out = match options.format {
        DatedFormat::Text => report.text(),
        DatedFormat::Markdown => report.markdown(),
        DatedFormat::Json => report.json(),
        DatedFormat::Ics => report.calendar(&now),
    };
    let notes = match &options.ics {
        Some(path) => write(session, path, report.calendar(&now))?,
        None => Vec::new(),
    };
    Ok(Done { out, notes, exit: exit(&forecast) })
}

/// Writes the calendar: a new file, or in the place of a calendar of this assessment, whose entries are cancelled if
/// they no longer hold.
fn write(session: &Session, path: &Path, calendar: String) -> Result<Vec<String>, Fault> {
    save::folder_exists(path)?;
    let known = match save::load(path) {
        Ok(loaded) => Some(loaded),
        Err(error) if error.is_missing() => None,
        Err(error) => return Err(error.into()),
    };
    let text = match &known {
        Some(loaded) => calendar::replacing(&String::from_utf8_lossy(&loaded.bytes), &calendar)
            .map_err(|Foreign| foreign(path))?,
        None => calendar,
    };
    let place = shown(path);
    if known.as_ref().is_some_and(|loaded| loaded.bytes == text.as_bytes()) {
        return Ok(vec![tr!(session.lang, "{place} は今のままで変わりません。", "{place} stays as it is.")]);
    }
    let stamp = known.map(|loaded| loaded.stamp);
    let saved = save::save(path, text.as_bytes(), stamp.as_ref())?;
    let text = tr!(session.lang, "カレンダーを {place} に書きました。", "Wrote the calendar to {place}.");
    Ok(std::iter::once(text).chain(saved.notices.iter().map(|found| notice(session.lang, found))).collect())
}

fn foreign(path: &Path) -> Fault {
    let place = shown(path);
    fault!(
        InUse,
        "{place}: この自己評価のカレンダーではないため、置き換えません",
        "{place}: is no calendar of this assessment and is not replaced",
        "別の名前を指定してください",
        "give another name"
    )
}

fn exit(forecast: &forecast::Forecast) -> Exit {
    let lowest = forecast.outlooks.iter().filter_map(|outlook| outlook.falls_on).map(|(_, to)| to).min();
    match lowest {
        None => Exit::Clear,
        Some(Verdict::Gap) => Exit::Gaps,
        Some(_) => Exit::Pending,
    }
}

fn bad_span() -> Fault {
    fault!(
        Usage,
        "--until: 最初の日より前か、50年より先です",
        "--until: before the first day, or more than 50 years ahead",
        "最初の日より後の日を指定してください",
        "give a day after the first one"
    )
}

//! Draws the what-if screen: the categories as they are and as they would be, and the list below.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::flip::RowFlip;
use crate::domain::gap::counts;
use crate::domain::text::{Lang, pick};
use crate::domain::verdict::Verdict;
use crate::report::changes;
use crate::report::what_if::misfit;
use crate::report::words;
use crate::tui::canvas::Canvas;
use crate::tui::chrome::{file_header, footer};
use crate::tui::desktop::{Desktop, Trial};
use crate::tui::impact;
use crate::tui::list::more_rows;
use crate::tui::outline::{TO_DO, category_name, short_title};
use crate::tui::screens::Screen;
use crate::tui::screens::what_if::state::WhatIf;
use crate::tui::session::Session;

use super::lines::{self, WhatIfLine};

/// Where the list is.
pub(super) fn list(desktop: &Desktop) -> Rect {
    let (columns, rows) = desktop.size;
    let categories = desktop.session.as_ref().map_or(0, |session| session.findings.categories.len());
    let top = 2 + 1 + u16::try_from(categories).unwrap_or(6) + 1;
    Rect::new(1, top, columns.saturating_sub(2), rows.saturating_sub(top + 2))
}

/// Draws the screen.
pub(super) fn draw(screen: &WhatIf, desktop: &Desktop, canvas: &mut Canvas<'_>) {
    let (Some(session), Some(trial)) = (&desktop.session, &desktop.trial) else { return };
    let lang = desktop.lang();
    file_header(desktop, canvas, pick(lang, "もしも", "What if"));
    let (columns, rows) = desktop.size;
    if let Some(comparison) = &screen.comparison {
        comparison.draw(desktop, canvas);
    } else {
        categories(desktop, session, trial, canvas);
        let area = list(desktop);
        canvas.rule(0, area.y - 1, columns);
        rows_of(screen, desktop, session, trial, canvas, area);
    }
    canvas.rule(0, rows - 2, columns);
    footer(desktop, canvas, |action| screen.acts(desktop, action));
}

/// Where the columns of the categories begin, and how wide a number is.
struct Columns {
    real: u16,
    tried: u16,
    numbers: u16,
    /// Cells that the three numbers share.
    span: u16,
    /// True where only the short words of the verdicts have room.
    short: bool,
}

impl Columns {
    fn of(lang: Lang, width: u16) -> Self {
        let short = lang == Lang::En && width < 74;
        let (name, verdict) = match lang {
            Lang::Ja => (15, 11),
            Lang::En if short => (11, 8),
            Lang::En => (11, 19),
        };
        let real = 1 + name;
        let tried = real + verdict + 3;
        let numbers = tried + verdict;
        let span = (width + 1).saturating_sub(numbers).min(33);
        Self { real, tried, numbers, span, short }
    }

    /// Where a number begins.
    fn number(&self, place: u16) -> u16 {
        self.numbers + place * self.span / 3
    }

    fn word(&self, lang: Lang, verdict: Verdict) -> &'static str {
        if self.short { words::verdict_short(lang, verdict) } else { words::verdict(lang, verdict) }
    }
}

fn categories(desktop: &Desktop, session: &Session, trial: &Trial, canvas: &mut Canvas<'_>) {
    let lang = desktop.lang();
    let (muted, plain) = (canvas.theme.muted, canvas.theme.plain);
    let at = Columns::of(lang, desktop.size.0);
    let y = 2;
    canvas.text(1, y, pick(lang, "区分", "Category"), muted, at.real - 1);
    canvas.text(at.real, y, pick(lang, "実際", if at.short { "Now" } else { "As it stands" }), muted, 18);
    canvas.text(at.tried, y, pick(lang, "もしも", "What if"), muted, 18);
    for (place, verdict) in (0..).zip(TO_DO) {
        canvas.text(at.number(place), y, words::verdict_short(lang, verdict), muted, at.span / 3);
    }
    for (row, category) in (1..).zip(&session.findings.categories) {
        let y = y + row;
        let name = category_name(session, &category.id, lang);
        canvas.text(1, y, name, plain, at.real - 2);
        let now = category.outcome.verdict();
        let was = trial.real.findings.category(&category.id).map(|was| was.outcome.verdict());
        let style = was.map_or(plain, |was| canvas.theme.verdict(was));
        canvas.text(at.real, y, was.map_or("-", |was| at.word(lang, was)), style, 18);
        if was.is_some_and(|was| was != now) {
            canvas.text(at.tried - 3, y, "->", canvas.theme.title, 2);
        }
        let style = canvas.theme.verdict(now);
        canvas.text(at.tried, y, at.word(lang, now), style, 18);
        let before = counts(&trial.real.pack, &trial.real.findings, &category.id);
        let after = counts(&session.pack, &session.findings, &category.id);
        for (place, verdict) in (0..).zip(TO_DO) {
            let (text, style) = number(canvas, before.of(verdict), after.of(verdict));
            canvas.text(at.number(place), y, &text, style, at.span / 3);
        }
    }
}

/// `4`, or `4 -> 6` where it differs.
fn number(canvas: &Canvas<'_>, before: u32, after: u32) -> (String, Style) {
    if before == after {
        return (after.to_string(), canvas.theme.muted);
    }
    (format!("{before} -> {after}"), canvas.theme.plain)
}

fn rows_of(
    screen: &WhatIf,
    desktop: &Desktop,
    session: &Session,
    trial: &Trial,
    canvas: &mut Canvas<'_>,
    area: Rect,
) {
    let lines = lines::of(screen, desktop);
    let focus = lines::stops(&lines).get(screen.list.at).copied();
    for (y, at, line) in screen.list.shown(area, &lines) {
        row(screen, desktop, session, trial, canvas, (area, y), (line, focus == Some(at)));
    }
    more_rows(desktop.lang(), canvas, area, lines.len().saturating_sub(screen.list.from));
}

fn row(
    screen: &WhatIf,
    desktop: &Desktop,
    session: &Session,
    trial: &Trial,
    canvas: &mut Canvas<'_>,
    (area, y): (Rect, u16),
    (line, focused): (&WhatIfLine, bool),
) {
    let lang = desktop.lang();
    let (title, muted, plain) = (canvas.theme.title, canvas.theme.muted, canvas.theme.plain);
    let style = if focused { canvas.theme.focus } else { plain };
    let room = area.width;
    match line {
        WhatIfLine::Gap => {}
        WhatIfLine::Heading(text) => drop(canvas.text(area.x, y, text, title, room)),
        WhatIfLine::Text(text) => drop(canvas.text(area.x, y, text, plain, room)),
        WhatIfLine::Change(at) => {
            let Some(change) = trial.changes.get(*at) else { return };
            let mark = marked(canvas, screen.marked.contains(&change.target()), (area.x + 2, y), style);
            let text = changes::line(lang, [&trial.real.context(), &session.context()], change);
            canvas.text(mark, y, &text, style, area.right().saturating_sub(mark));
        }
        WhatIfLine::Flip(flip) => flip_row(desktop, session, canvas, (area, y), (flip, style)),
        WhatIfLine::Try(what) => drop(canvas.text(area.x + 2, y, what.name(lang), style, room - 2)),
        WhatIfLine::Scenario(at) => {
            let Some((name, outcome)) = screen.scenarios.get(*at) else { return };
            let mark = marked(canvas, screen.compared.contains(name), (area.x + 2, y), style);
            let current =
                if *name == trial.name { pick(lang, " (ためしている)", " (being tried)") } else { "" };
            let end = canvas.text(mark, y, &format!("{name}{current}"), style, 30) + 2;
            let text = match outcome {
                Err(why) => misfit(lang, why),
                Ok(flips) if flips.is_empty() => pick(lang, "変わる判定なし", "nothing flips").to_owned(),
                Ok(flips) => {
                    let room = usize::from(area.right().saturating_sub(end));
                    impact::within(session, lang, flips, room, canvas.mode)
                }
            };
            canvas.text(end, y, &text, muted, area.right().saturating_sub(end));
        }
    }
}

/// A box with or without its cross; where the text after it begins.
fn marked(canvas: &mut Canvas<'_>, marked: bool, (x, y): (u16, u16), style: Style) -> u16 {
    canvas.text(x, y, if marked { "[x]" } else { "[ ]" }, style, 3) + 1
}

/// Category, requirement, and the two verdicts at the end of the line.
fn flip_row(
    desktop: &Desktop,
    session: &Session,
    canvas: &mut Canvas<'_>,
    (area, y): (Rect, u16),
    (flip, style): (&RowFlip, Style),
) {
    let lang = desktop.lang();
    let end = canvas.right(area.right(), y, words::verdict(lang, flip.to), canvas.theme.verdict(flip.to));
    let from = format!("{} -> ", words::verdict(lang, flip.from));
    let end = canvas.right(end, y, &from, canvas.theme.plain);
    let row = &session.pack.rows()[flip.at];
    let category = session.pack.category_of(flip.at).short.get(lang);
    let clause = row.clause.split_once(' ').map_or(row.clause.as_str(), |(_, tail)| tail);
    let text = format!("{category}  {clause}  {}", short_title(session, flip.at, lang));
    canvas.text(area.x + 2, y, &text, style, end.saturating_sub(area.x + 3));
}

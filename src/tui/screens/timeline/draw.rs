//! The timeline drawn: a row of letters per category, the days marked, the outlook and the events below.

use jiff::ToSpan;
use ratatui::layout::Rect;

use super::{Foreseen, differs, events, report};
use crate::domain::date::{Date, months_until};
use crate::domain::forecast::Outlook;
use crate::domain::gap;
use crate::domain::text::{Lang, pick, tr};
use crate::domain::upkeep::Renewal;
use crate::domain::verdict::Verdict;
use crate::report::forecast::intake_name;
use crate::report::renewals;
use crate::report::words;
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::cells::truncate;
use crate::tui::chrome::{file_header, footer};
use crate::tui::desktop::Desktop;
use crate::tui::outline::{category_name, to_do};
use crate::tui::screens::Screen;
use crate::tui::screens::timeline::Timeline;
use crate::tui::session::Session;

/// Cells of a month.
const CELLS: u16 = 4;
/// Cells before the months: the names of the categories.
const NAMES: u16 = 17;
/// From this width on the verdict of the day shown is beside the bars.
const WIDE: u16 = 100;
/// From this width on one line holds all about a category.
const USUAL: u16 = 80;
/// Cells for the verdict of the day shown.
const BESIDE: u16 = 20;
/// From this height on there is room for the legend and a second mark.
const TALL: u16 = 20;

struct TimelineLayout {
    bars: Rect,
    list: Rect,
    tall: bool,
    /// How many months are drawn, and the first of them, counted from the beginning.
    months: u16,
    first: u16,
}

impl TimelineLayout {
    fn of(screen: &Timeline, desktop: &Desktop) -> Self {
        let (columns, rows) = desktop.size;
        let categories = desktop.session.as_ref().map_or(0, |session| session.findings.categories.len());
        let count = u16::try_from(categories).unwrap_or(6);
        let tall = rows >= TALL;
        let bars = Rect::new(1, 2, columns.saturating_sub(2), 2 + count + if tall { 3 } else { 1 });
        let top = bars.bottom() + 1;
        let list = Rect::new(1, top, columns.saturating_sub(2), rows.saturating_sub(top + 2));
        let beside = if columns >= WIDE { BESIDE } else { 0 };
        let most = u16::try_from(super::MONTHS).unwrap_or(27);
        let months = (columns.saturating_sub(2 + NAMES + beside) / CELLS).min(most);
        Self { bars, list, tall, months, first: first_month(screen, months) }
    }

    fn left(&self) -> u16 {
        self.bars.x + NAMES
    }

    /// The day a cell means: four cells a month.
    fn day(&self, seen: &Foreseen, cell: u16) -> Date {
        let month = self.first + cell / CELLS;
        let month = seen.forecast.span.first.saturating_add(i64::from(month).months());
        let days = i64::from(cell % CELLS) * i64::from(month.days_in_month()) / i64::from(CELLS);
        month.saturating_add(days.days())
    }

    /// The cell a day lies in, if it is drawn.
    fn cell(&self, seen: &Foreseen, day: Date) -> Option<u16> {
        let cells = self.months * CELLS;
        let cell = (0..cells).rev().find(|cell| self.day(seen, *cell) <= day)?;
        (cell + 1 < cells || day < self.day(seen, cells)).then_some(cell)
    }
}

/// The first month drawn, so that the day shown is in sight.
fn first_month(screen: &Timeline, months: u16) -> u16 {
    let Some((seen, day)) = screen.seen.as_ref().zip(screen.shown()) else { return 0 };
    let month = u16::try_from(months_until(seen.forecast.span.first, day)).unwrap_or(0);
    (month + 2).saturating_sub(months)
}

/// Rows of the list.
pub(super) fn list_height(screen: &Timeline, desktop: &Desktop) -> u16 {
    TimelineLayout::of(screen, desktop).list.height
}

/// The first row of the selected event, the row after it, and how many rows there are.
pub(super) fn selected_rows(screen: &Timeline, desktop: &Desktop) -> (usize, usize, usize) {
    let Some((session, seen)) = desktop.session.as_ref().zip(screen.seen.as_ref()) else {
        return (0, 0, 0);
    };
    let list = list(screen, desktop, session, seen, TimelineLayout::of(screen, desktop).list.width);
    (list.selected.0, list.selected.1, list.lines.len())
}

/// Draws the screen.
pub(super) fn draw(screen: &Timeline, desktop: &Desktop, canvas: &mut Canvas<'_>) {
    let Some(session) = &desktop.session else { return };
    let lang = desktop.lang();
    file_header(desktop, canvas, pick(lang, "期限", "Timeline"));
    let (layout, width) = (TimelineLayout::of(screen, desktop), canvas.area().width);
    if let Some(seen) = &screen.seen {
        axis(seen, &layout, canvas);
        bars(screen, desktop, session, seen, &layout, canvas);
        marks(screen, desktop, seen, &layout, canvas);
        canvas.rule(0, layout.bars.bottom(), width);
        list(screen, desktop, session, seen, layout.list.width).lines.draw(
            canvas,
            layout.list,
            screen.list.from,
        );
    }
    canvas.rule(0, canvas.area().height - 2, width);
    footer(desktop, canvas, |action| screen.acts(desktop, action));
}

fn axis(seen: &Foreseen, layout: &TimelineLayout, canvas: &mut Canvas<'_>) {
    let muted = canvas.theme.muted;
    for month in 0..layout.months {
        let day = layout.day(seen, month * CELLS);
        let x = layout.left() + CELLS * month;
        if day.month() == 1 || (month == 0 && day.month() != 12) {
            canvas.text(x, layout.bars.y, &day.year().to_string(), muted, 4);
        }
        canvas.text(x, layout.bars.y + 1, &format!("{:02}", day.month()), muted, 2);
    }
}

fn bars(
    screen: &Timeline,
    desktop: &Desktop,
    session: &Session,
    seen: &Foreseen,
    layout: &TimelineLayout,
    canvas: &mut Canvas<'_>,
) {
    let lang = desktop.lang();
    for (row, outlook) in seen.forecast.outlooks.iter().enumerate() {
        let y = layout.bars.y + 2 + u16::try_from(row).unwrap_or(0);
        canvas.text(
            layout.bars.x,
            y,
            category_name(session, &outlook.id, lang),
            canvas.theme.plain,
            NAMES - 1,
        );
        for cell in 0..layout.months * CELLS {
            let verdict = seen.forecast.verdict_on(&outlook.id, layout.day(seen, cell));
            let verdict = verdict.unwrap_or(outlook.start);
            canvas.text(layout.left() + cell, y, glyph(verdict), canvas.theme.verdict(verdict), 1);
        }
        if canvas.area().width >= WIDE {
            let (text, style) = now(screen, desktop, canvas, &outlook.id);
            canvas.right(layout.bars.right(), y, &text, style);
        }
    }
}

/// The verdict of a category on the day shown, and on the file's own.
fn now(
    screen: &Timeline,
    desktop: &Desktop,
    canvas: &Canvas<'_>,
    id: &str,
) -> (String, ratatui::style::Style) {
    let lang = desktop.lang();
    let trial = screen.trial.as_ref().and_then(|(_, findings)| findings.category(id));
    let Some(category) = trial else { return (String::new(), canvas.theme.plain) };
    let verdict = category.outcome.verdict();
    let from =
        differs(screen, desktop).categories.into_iter().find(|flip| flip.id == id).map(|flip| flip.from);
    (turned(lang, from, verdict), canvas.theme.verdict(verdict))
}

/// `要確認->不足`, or the verdict alone where nothing turned.
fn turned(lang: Lang, from: Option<Verdict>, to: Verdict) -> String {
    let to = words::verdict_short(lang, to);
    from.map_or_else(|| to.to_owned(), |from| format!("{}->{to}", words::verdict_short(lang, from)))
}

/// The file's reference date, and the day shown if it is another, each under its place; then the letters.
fn marks(
    screen: &Timeline,
    desktop: &Desktop,
    seen: &Foreseen,
    layout: &TimelineLayout,
    canvas: &mut Canvas<'_>,
) {
    let lang = desktop.lang();
    let y = layout.bars.y + 2 + u16::try_from(seen.forecast.outlooks.len()).unwrap_or(6);
    let Some(shown) = screen.shown() else { return };
    let own = format!("^ {} {}", pick(lang, "基準日", "reference date"), seen.day);
    let intake = seen.intakes.contains(&shown).then(|| format!(" ({})", intake_name(lang, shown)));
    let trial = format!("^ {} {shown}{}", pick(lang, "この日なら", "as of"), intake.unwrap_or_default());
    match (screen.is_moved(), layout.tall) {
        (false, _) => mark(seen, layout, (seen.day, &own), y, canvas),
        (true, true) => {
            mark(seen, layout, (seen.day, &own), y, canvas);
            mark(seen, layout, (shown, &trial), y + 1, canvas);
        }
        (true, false) => mark(seen, layout, (shown, &trial), y, canvas),
    }
    if layout.tall {
        let letters = [Verdict::Satisfied, Verdict::NeedsConfirmation, Verdict::Gap, Verdict::Unanswered];
        let legend = letters.map(|verdict| format!("{} {}", glyph(verdict), words::verdict(lang, verdict)));
        canvas.text(layout.bars.x + 2, y + 2, &legend.join("   "), canvas.theme.muted, layout.bars.width - 2);
    }
}

fn mark(
    seen: &Foreseen,
    layout: &TimelineLayout,
    (day, text): (Date, &str),
    y: u16,
    canvas: &mut Canvas<'_>,
) {
    let Some(cell) = layout.cell(seen, day) else { return };
    let title = canvas.theme.title;
    let (x, width) = (layout.left() + cell, canvas.width(text));
    if x + width < canvas.area().width {
        canvas.text(x, y, text, title, width);
    } else {
        // No room to the right: the words come before the sign.
        let words = text.trim_start_matches("^ ");
        canvas.right(x.saturating_sub(1), y, words, title);
        canvas.text(x, y, "^", title, 1);
    }
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

/// The list with the rows of the selected event.
struct Drawn {
    lines: Lines,
    selected: (usize, usize),
}

fn list(screen: &Timeline, desktop: &Desktop, session: &Session, seen: &Foreseen, width: u16) -> Drawn {
    let theme = &desktop.prefs.theme;
    let mut lines = desktop.prefs.lines(width);
    outlook(screen, desktop, session, seen, &mut lines);
    lines.gap();
    let mut selected = (0, 0);
    let report = report(desktop.lang(), session, &seen.forecast);
    let right = width.saturating_sub(width.saturating_sub(12) * 2 / 5);
    let events = events(screen);
    let mut due = seen.forecast.renewals.iter().peekable();
    for (nth, event) in events.iter().enumerate() {
        while let Some(renewal) = due.next_if(|renewal| renewal.file_by <= event.day) {
            to_file(desktop, session, renewal, (right, &mut lines));
        }
        let focused = nth == screen.list.at;
        let start = lines.len();
        let cause = truncate(
            &report.cause_line(event),
            usize::from(right.saturating_sub(14)),
            desktop.prefs.ambiguous,
        )
        .into_owned();
        let day = (0, event.day.to_string(), if focused { theme.focus } else { theme.plain });
        lines.spans(vec![day, (12, cause, theme.plain), (right, report.change_line(event), theme.plain)]);
        if focused && screen.opened {
            for detail in report.details(event) {
                lines.paragraph(4, &detail, theme.plain);
            }
        }
        if focused {
            selected = (start, lines.len());
        }
    }
    due.for_each(|renewal| to_file(desktop, session, renewal, (right, &mut lines)));
    // What comes after the last event is in sight with it.
    if screen.list.at + 1 == events.len() {
        selected.1 = lines.len();
    }
    if events.is_empty() {
        let text = pick(
            desktop.lang(),
            "この期間に、ひとりでに変わる判定はありません。",
            "No verdict changes by itself in this time.",
        );
        lines.paragraph(0, text, theme.plain);
    }
    Drawn { lines, selected }
}

/// A renewal that must be filed by a day; the certificate ends later.
fn to_file(desktop: &Desktop, session: &Session, renewal: &Renewal, (right, lines): (u16, &mut Lines)) {
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    let context = session.context();
    let whose = renewals::whose(lang, &context, renewal);
    let room = usize::from(right.saturating_sub(14));
    let whose = truncate(&whose, room, desktop.prefs.ambiguous).into_owned();
    let day = (0, renewal.file_by.to_string(), theme.warning);
    lines.spans(vec![day, (12, whose, theme.plain), (right, renewals::word(lang).to_owned(), theme.plain)]);
}

/// One line for each category: its verdict on the day shown, when it falls, the last safe intake.
fn outlook(screen: &Timeline, desktop: &Desktop, session: &Session, seen: &Foreseen, lines: &mut Lines) {
    let Some((day, findings)) = &screen.trial else { return };
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    let flips = differs(screen, desktop);
    for outlook in seen.forecast.seen_from(*day, &seen.intakes) {
        let Some(category) = findings.category(&outlook.id) else { continue };
        let verdict = category.outcome.verdict();
        let from = flips.categories.iter().find(|flip| flip.id == outlook.id).map(|flip| flip.from);
        let mut spans = vec![
            (0, category_name(session, &outlook.id, lang).to_owned(), theme.plain),
            (NAMES - 1, turned(lang, from, verdict), theme.verdict(verdict)),
            (NAMES + 12, falls(lang, &outlook), theme.plain),
        ];
        let safe = safe(lang, &outlook);
        if lines.width() + 2 < USUAL {
            lines.spans(spans);
            if !safe.is_empty() {
                lines.spans(vec![(NAMES + 12, safe, theme.plain)]);
            }
            continue;
        }
        spans.push((NAMES + 33, safe, theme.plain));
        if lines.width() + 2 >= WIDE {
            let counts = gap::counts(&session.pack, findings, &outlook.id);
            spans.push((NAMES + 66, to_do(lang, counts, 0), theme.plain));
        }
        lines.spans(spans);
    }
}

fn falls(lang: Lang, outlook: &Outlook) -> String {
    let Some((day, to)) = outlook.falls_on else {
        return pick(lang, "この間は下がらない", "does not fall").to_owned();
    };
    let word = words::verdict_short(lang, to);
    tr!(lang, "{day} から{word}", "{word} from {day}")
}

/// The last intake before the verdict of the day shown falls.
fn safe(lang: Lang, outlook: &Outlook) -> String {
    let Some((falls_on, _)) = outlook.falls_on else { return String::new() };
    let Some(day) = outlook.last_safe_intake else {
        return tr!(lang, "{falls_on} の前に受付なし", "no intake before that");
    };
    tr!(lang, "直前の受付 {} {day}", "until {} {day}", intake_name(lang, day))
}

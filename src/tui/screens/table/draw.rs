//! Draws a table: tabs, columns, rows, and below them what the selected row is worth.

use ratatui::layout::Rect;

use crate::domain::date::years_back;
use crate::domain::text::{Lang, pick, tr};
use crate::report::fields::say;
use crate::report::words;
use crate::tui::canvas::Canvas;
use crate::tui::chrome::{file_header, footer};
use crate::tui::desktop::Desktop;
use crate::tui::list::ListAndText;
use crate::tui::screens::Screen;
use crate::tui::screens::table::columns::{self, Column, TableView};
use crate::tui::screens::table::state::Table;
use crate::tui::session::Session;
use crate::tui::tab::Tab;

/// The selected row is marked on the columns that begin left of here, its number and its name: over a slow
/// line, a move costs two names and not two rows.
const MARKED: u16 = 10;

/// The rows, and the lower half.
pub(super) fn areas(size: (u16, u16)) -> ListAndText {
    ListAndText::below(4, size, |rows| rows - (rows / 2).max(2).min(rows))
}

/// Draws the screen.
pub(super) fn draw(screen: &Table, desktop: &Desktop, canvas: &mut Canvas<'_>) {
    let Some(session) = &desktop.session else { return };
    let (lang, tab) = (desktop.lang(), screen.tab);
    let areas = areas(desktop.size);
    file_header(desktop, canvas, &format!("{} > {}", pick(lang, "台帳", "Registers"), tab.name(lang)));
    tabs(canvas, lang, tab);
    let visible = screen.shown(session);
    let view = TableView::new(session, lang);
    rows(screen, &view, canvas, areas.list, &visible);
    let selected = visible.get(screen.cursor(tab)).copied();
    let lines = super::details::kept(screen, desktop, session, selected, areas.text.width);
    areas.draw_text(lang, canvas, &lines, screen.scroll);
    status(screen, desktop, session, canvas, (areas.list.bottom(), visible.len()));
    footer(desktop, canvas, |action| screen.acts(desktop, action));
}

/// The registers in one line, from as far left as keeps the one in front in sight.
fn tabs(canvas: &mut Canvas<'_>, lang: Lang, front: Tab) {
    let label = |tab: Tab| match tab.index() {
        at @ 0..=8 => format!("{}{}", at + 1, tab.short(lang)),
        9 => format!("0{}", tab.short(lang)),
        _ => tab.short(lang).to_owned(),
    };
    let width = canvas.area().width;
    let mut first = 0;
    let span = |canvas: &Canvas<'_>, first: usize| -> u16 {
        Tab::ALL[first..=front.index()].iter().map(|tab| canvas.width(&label(*tab)) + 1).sum()
    };
    while first < front.index() && span(canvas, first) + 3 > width {
        first += 1;
    }
    let mut x = 1;
    for tab in &Tab::ALL[first..] {
        let text = label(*tab);
        if x + canvas.width(&text) > width {
            let muted = canvas.theme.muted;
            canvas.fill(Rect::new(width - 2, 2, 2, 1), muted);
            canvas.text(width - 2, 2, ">", muted, 1);
            break;
        }
        let style = if *tab == front { canvas.theme.focus } else { canvas.theme.muted };
        x = canvas.text(x, 2, &text, style, width - x) + 1;
    }
}

/// The columns that fit, with where each starts and how wide it is.
fn places(tab: Tab, width: u16) -> Vec<(&'static Column, u16, u16)> {
    let shown: Vec<&Column> = columns::of(tab).iter().filter(|column| width >= column.from).collect();
    let gaps = 2 * u16::try_from(shown.len().saturating_sub(1)).unwrap_or(0);
    let least: u16 = shown.iter().map(|column| column.least).sum();
    let spare = width.saturating_sub(3 + gaps + least);
    let shares: u16 = shown.iter().map(|column| column.share).sum::<u16>().max(1);
    let mut x = 2;
    let mut places = Vec::new();
    for column in shown {
        let cells = (column.least + spare * column.share / shares).min(width.saturating_sub(x + 1));
        places.push((column, x, cells));
        x = (x + cells + 2).min(width);
    }
    places
}

fn rows(screen: &Table, view: &TableView<'_>, canvas: &mut Canvas<'_>, area: Rect, visible: &[usize]) {
    let tab = screen.tab;
    let places = places(tab, canvas.area().width);
    let (muted, title) = (canvas.theme.muted, canvas.theme.title);
    let sorted = screen.sort(tab).map(|at| &columns::of(tab)[at].label);
    for (column, x, cells) in &places {
        let style = if sorted == Some(&column.label) { title } else { muted };
        canvas.text(*x, area.y - 1, say(view.lang, column.label), style, *cells);
    }
    let cursor = screen.cursor(tab);
    for (y, line, &at) in screen.lists[tab.index()].shown(area, visible) {
        let focused = line == cursor;
        let (plain, focus) = (canvas.theme.plain, canvas.theme.focus);
        canvas.text(0, y, if focused { ">" } else { " " }, plain, 1);
        for (column, x, cells) in &places {
            let style = if focused && *x < MARKED { focus } else { plain };
            canvas.text(*x, y, &(column.cell)(view, at), style, *cells);
        }
    }
}

/// On the rule between the halves: how many rows, the window, whether the register is complete.
fn status(
    screen: &Table,
    desktop: &Desktop,
    session: &Session,
    canvas: &mut Canvas<'_>,
    (y, count): (u16, usize),
) {
    let (lang, tab) = (desktop.lang(), screen.tab);
    let total = tab.rows(&session.assessment).len();
    let mut left = match (count == total, total, lang) {
        (true, 1, Lang::En) => " 1 row ".to_owned(),
        (true, ..) => tr!(lang, " {total}件 ", " {total} rows "),
        (false, ..) => {
            let filter = &screen.filter;
            tr!(lang, " {total}件のうち「{filter}」{count}件 ", " {count} of {total} rows: {filter} ")
        }
    };
    if let (Tab::Contracts, Some(day)) = (tab, session.assessment.profile.reference_date) {
        let window = years_back(day, 3, false);
        left = format!("{left} {} {}..{} ", pick(lang, "対象期間", "window"), window.first, window.last);
    }
    let plain = canvas.theme.plain;
    let right = closing(session, lang, tab);
    let end = canvas.right(canvas.area().width - 1, y, &right, plain);
    canvas.text(1, y, &left, plain, end.saturating_sub(2));
}

/// Whether the register was declared complete, by whom and when.
fn closing(session: &Session, lang: Lang, tab: Tab) -> String {
    let Some(register) = tab.register() else { return String::new() };
    if session.assessment.open(register) {
        return pick(lang, " 記入中(A これで全部) ", " not complete yet (A: that is all) ").to_owned();
    }
    let closure = session.assessment.closures.iter().find(|closure| closure.register == register);
    let by = closure.map(|closure| words::signature(lang, &closure.by, &closure.post)).unwrap_or_default();
    let on = words::date_or_dash(closure.and_then(|closure| closure.on));
    format!(" {} {by} {on} ", pick(lang, "これで全部:", "complete:"))
}

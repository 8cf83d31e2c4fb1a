//! A box that asks: some paragraphs, then choices, each on its key.

use ratatui::layout::Rect;

use crate::domain::text::pick;
use crate::tui::action::{Action, BoxFocus};
use crate::tui::canvas::{Canvas, Lines, box_width};
use crate::tui::chrome;
use crate::tui::desktop::Desktop;
use crate::tui::keys::{Code, Key};
use crate::tui::list;
use crate::tui::wrap::wrap_strings;

/// One thing that can be chosen.
#[derive(Debug, Clone, Copy)]
pub(super) struct MenuChoice {
    /// The key that chooses it at once.
    pub(super) key: char,
    ja: &'static str,
    en: &'static str,
}

impl MenuChoice {
    pub(super) const fn new(key: char, ja: &'static str, en: &'static str) -> Self {
        Self { key, ja, en }
    }
}

/// How a key answers a box that asks.
pub(super) enum MenuAnswer {
    /// This one was chosen.
    Chosen(usize),
    /// The question was left.
    Left,
}

/// Arrows move the cursor, Enter and the letters choose, Esc leaves; nothing while the question stays.
pub(super) fn answer(choices: &[MenuChoice], cursor: &mut usize, key: Key) -> Option<MenuAnswer> {
    match key.code {
        Code::Esc => return Some(MenuAnswer::Left),
        Code::Enter => return Some(MenuAnswer::Chosen(*cursor)),
        Code::Up => *cursor = cursor.saturating_sub(1),
        Code::Down | Code::Tab => *cursor = (*cursor + 1).min(choices.len().saturating_sub(1)),
        Code::Char(c) if !key.ctrl && !key.alt => {
            return choices.iter().position(|choice| choice.key == c).map(MenuAnswer::Chosen);
        }
        _ => {}
    }
    None
}

/// Draws the box.
pub(super) fn draw(
    desktop: &Desktop,
    canvas: &mut Canvas<'_>,
    (title, paragraphs): (&str, &[String]),
    (choices, cursor): (&[MenuChoice], usize),
    focus: BoxFocus,
) {
    let lang = desktop.lang();
    let (columns, rows) = desktop.size;
    let width = columns.saturating_sub(6).min(84);
    let mut lines = Lines::new(width - 4, canvas.mode).kana(canvas.theme.kana);
    let plain = canvas.theme.plain;
    for paragraph in paragraphs {
        lines.paragraph(0, paragraph, plain);
    }
    let choice_rows = u16::try_from(choices.len()).unwrap_or(0);
    let wanted = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(choice_rows + 5);
    let height = wanted.min(rows.saturating_sub(2));
    let area = Rect::new((columns - width) / 2, 1, width, height);
    canvas.frame(area, title);
    let text = Rect::new(area.x + 2, area.y + 1, area.width - 4, height.saturating_sub(choice_rows + 5));
    lines.draw(canvas, text, 0);
    for (y, (at, choice)) in (text.bottom() + 1..).zip(choices.iter().enumerate()) {
        let style = if at == cursor { canvas.theme.focus } else { plain };
        canvas.text(area.x + 3, y, &choice.key.to_string(), canvas.theme.key, 2);
        canvas.text(area.x + 6, y, pick(lang, choice.ja, choice.en), style, area.width - 8);
    }
    chrome::box_keys(desktop, canvas, (area.x + 2, area.bottom() - 2), focus, area.width - 4);
}

/// Lines folded to the width of a [`lines`], each piece indented as its line is.
pub(super) fn folded(desktop: &Desktop, lines: &[String]) -> Vec<String> {
    let columns = desktop.size.0;
    let width = usize::from(box_width(columns, columns.saturating_sub(4)).saturating_sub(4));
    let fold = |line: &String| {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let pieces =
            wrap_strings(&line[indent..], width.saturating_sub(indent).max(2), desktop.prefs.ambiguous);
        let indented = move |piece: String| format!("{}{piece}", " ".repeat(indent));
        if pieces.is_empty() { vec![String::new()] } else { pieces.into_iter().map(indented).collect() }
    };
    lines.iter().flat_map(fold).collect()
}

/// A box with lines that scroll, as wide as the screen allows.
pub(super) fn lines(
    desktop: &Desktop,
    canvas: &mut Canvas<'_>,
    title: &str,
    (lines, from): (&[String], usize),
    focus: BoxFocus,
) {
    let area = list_area(desktop.size);
    canvas.frame(area, title);
    for (y, line) in (area.y + 1..).zip(lines.iter().skip(from).take(room(desktop.size))) {
        canvas.text(area.x + 2, y, line, canvas.theme.plain, area.width - 4);
    }
    chrome::box_keys(desktop, canvas, (area.x + 2, area.bottom() - 2), focus, area.width - 4);
}

/// Where lines begin that are looked at in a box, after a key; nothing when they are left.
pub(super) fn scrolled(from: usize, (count, height): (usize, usize), key: Key) -> Option<usize> {
    let action = match key.code {
        Code::Up => Action::Up,
        Code::Down => Action::Down,
        Code::PageUp => Action::PageUp,
        Code::PageDown => Action::PageDown,
        _ => return None,
    };
    list::scrolled(from, (count, height), action)
}

/// The lines in sight in a box of [`lines`].
pub(super) fn room(size: (u16, u16)) -> usize {
    usize::from(list_area(size).height.saturating_sub(3))
}

fn list_area((columns, rows): (u16, u16)) -> Rect {
    let width = box_width(columns, columns.saturating_sub(4));
    Rect::new((columns - width) / 2, 1, width, rows.saturating_sub(2))
}

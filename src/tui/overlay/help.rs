//! The keys that act on the page or in the box behind.

use ratatui::layout::Rect;

use crate::domain::text::{Lang, pick};
use crate::tui::action::{self, Action, BoxKey, EDITING, Entry, Inside, Place};
use crate::tui::canvas::{Canvas, box_width};
use crate::tui::desktop::{Desktop, Outcome, Overlay};
use crate::tui::keys::Key;

/// The help box.
#[derive(Debug)]
pub struct Help {
    subject: Subject,
    from: usize,
}

/// Whose keys are shown.
#[derive(Debug, Clone, Copy)]
enum Subject {
    Place(Place),
    Box(Inside),
}

impl Help {
    /// Help for a place.
    pub fn new(place: Place) -> Self {
        Self { subject: Subject::Place(place), from: 0 }
    }

    /// Help for a box.
    pub fn inside(inside: Inside) -> Self {
        Self { subject: Subject::Box(inside), from: 0 }
    }

    fn lines(&self, lang: Lang) -> Vec<Line> {
        match self.subject {
            Subject::Place(place) => of_place(lang, place),
            Subject::Box(inside) => of_box(lang, inside),
        }
    }
}

enum Line {
    Heading(&'static str),
    Key(String, &'static str),
}

/// Headings and entries, nearest place first.
fn of_place(lang: Lang, here: Place) -> Vec<Line> {
    let mut known: Vec<&Entry> = Vec::new();
    let mut lines = Vec::new();
    let mut place = None;
    for entry in action::footer(here) {
        if entry.keys.is_empty() || known.iter().any(|known| known.action == entry.action) {
            continue;
        }
        if place != Some(entry.place) {
            place = Some(entry.place);
            lines.push(Line::Heading(heading(lang, entry.place)));
        }
        known.push(entry);
        lines.push(Line::Key(entry.keys.join("  "), entry.name(lang)));
    }
    lines
}

/// The keys of a box, and those of editing where text is typed.
fn of_box(lang: Lang, inside: Inside) -> Vec<Line> {
    let told = |entry: &BoxKey| Line::Key(entry.keys.join("  "), entry.name(lang));
    let mut lines = vec![Line::Heading(pick(lang, "ここで", "Here"))];
    lines.extend(inside.keys().iter().map(told));
    if inside.is_text() {
        lines.push(Line::Heading(pick(lang, "文字の編集", "Editing text")));
        lines.extend(EDITING.iter().map(told));
    }
    lines
}

fn heading(lang: Lang, place: Place) -> &'static str {
    match place {
        Place::Work => pick(lang, "どの画面でも", "On every screen of a file"),
        Place::Anywhere => pick(lang, "いつでも", "Anywhere"),
        Place::On(_) => pick(lang, "この画面で", "On this screen"),
    }
}

impl Overlay for Help {
    fn inside(&self) -> Option<Inside> {
        None
    }

    /// Any key but the moving ones closes help.
    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        let room = usize::from(area(desktop).height.saturating_sub(2));
        let last = self.lines(desktop.lang()).len().saturating_sub(room);
        self.from = match action::find(Place::Anywhere, key) {
            Some(Action::Down) => (self.from + 1).min(last),
            Some(Action::Up) => self.from.saturating_sub(1),
            Some(Action::PageDown) => (self.from + room).min(last),
            Some(Action::PageUp) => self.from.saturating_sub(room),
            Some(Action::First) => 0,
            Some(Action::Last) => last,
            _ => return Outcome::Close,
        };
        Outcome::Keep
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let lang = desktop.lang();
        let lines = self.lines(lang);
        let mut area = area(desktop);
        area.height = area.height.min(u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2));
        canvas.frame(
            area,
            pick(
                lang,
                "操作  (上下で送り、ほかのキーで閉じます)",
                "Keys  (Up and Down move, any other key closes)",
            ),
        );
        let (key_style, plain) = (canvas.theme.key, canvas.theme.plain);
        let rows = usize::from(area.height.saturating_sub(2));
        let title = canvas.theme.title;
        for (row, line) in lines.iter().skip(self.from).take(rows).enumerate() {
            let y = area.y + 1 + u16::try_from(row).unwrap_or(0);
            match line {
                Line::Heading(text) => {
                    canvas.text(area.x + 2, y, text, title, area.width.saturating_sub(4));
                }
                Line::Key(keys, name) => {
                    let end = canvas.text(area.x + 3, y, keys, key_style, area.width.saturating_sub(5));
                    let x = (end + 2).max(area.x + 22);
                    canvas.text(x, y, name, plain, area.right().saturating_sub(x + 2));
                }
            }
        }
        if self.from + rows < lines.len() {
            let more = pick(lang, " 下へ続きます ", " more below ");
            let muted = canvas.theme.muted;
            canvas.right(area.right() - 2, area.bottom() - 1, more, muted);
        }
    }
}

fn area(desktop: &Desktop) -> Rect {
    let (columns, rows) = desktop.size;
    let width = box_width(columns, 72);
    Rect::new((columns - width) / 2, 1, width, rows.saturating_sub(2))
}

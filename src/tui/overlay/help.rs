//! The keys that act on the page behind, by place.

use ratatui::layout::Rect;

use crate::domain::text::Lang;
use crate::report::words::pick;
use crate::tui::action::{self, Action, Entry, Place};
use crate::tui::canvas::{Canvas, box_width};
use crate::tui::keys::Key;
use crate::tui::model::Model;
use crate::tui::overlay::Overlay;

/// The help box.
#[derive(Debug)]
pub struct Help {
    place: Place,
    from: usize,
}

impl Help {
    /// Help for a place.
    pub fn new(place: Place) -> Self {
        Self { place, from: 0 }
    }

    /// Headings and entries, nearest place first.
    fn lines(&self) -> Vec<Line> {
        let mut known: Vec<&Entry> = Vec::new();
        let mut lines = Vec::new();
        let mut place = None;
        for entry in action::footer(self.place) {
            if entry.keys.is_empty() || known.iter().any(|known| known.action == entry.action) {
                continue;
            }
            if place != Some(entry.place) {
                place = Some(entry.place);
                lines.push(Line::Heading(entry.place));
            }
            known.push(entry);
            lines.push(Line::Entry(entry));
        }
        lines
    }
}

enum Line {
    Heading(Place),
    Entry(&'static Entry),
}

fn heading(lang: Lang, place: Place) -> &'static str {
    match place {
        Place::Work => pick(lang, "どの画面でも", "On every screen of a file"),
        Place::Anywhere => pick(lang, "いつでも", "Anywhere"),
        _ => pick(lang, "この画面で", "On this screen"),
    }
}

/// Any key but the moving ones closes help.
pub fn key(model: &mut Model, mut help: Help, key: Key) {
    let room = usize::from(area(model).height.saturating_sub(2));
    let last = help.lines().len().saturating_sub(room);
    help.from = match action::find(Place::Anywhere, key) {
        Some(Action::Down) => (help.from + 1).min(last),
        Some(Action::Up) => help.from.saturating_sub(1),
        Some(Action::PageDown) => (help.from + room).min(last),
        Some(Action::PageUp) => help.from.saturating_sub(room),
        Some(Action::First) => 0,
        Some(Action::Last) => last,
        _ => return,
    };
    model.push(Overlay::Help(help));
}

fn area(model: &Model) -> Rect {
    let (columns, rows) = model.size;
    let width = box_width(columns, 72);
    Rect::new((columns - width) / 2, 1, width, rows.saturating_sub(2))
}

/// Draws the box.
pub fn draw(model: &Model, help: &Help, canvas: &mut Canvas<'_>) {
    let lang = model.lang();
    let lines = help.lines();
    let mut area = area(model);
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
    for (row, line) in lines.iter().skip(help.from).take(rows).enumerate() {
        let y = area.y + 1 + u16::try_from(row).unwrap_or(0);
        match line {
            Line::Heading(place) => {
                canvas.text(area.x + 2, y, heading(lang, *place), title, area.width.saturating_sub(4));
            }
            Line::Entry(entry) => {
                canvas.text(area.x + 3, y, &entry.keys.join("  "), key_style, 18);
                canvas.text(area.x + 22, y, entry.name(lang), plain, area.width.saturating_sub(24));
            }
        }
    }
    if help.from + rows < lines.len() {
        let more = pick(lang, " 下へ続きます ", " more below ");
        let muted = canvas.theme.muted;
        canvas.right(area.right() - 2, area.bottom() - 1, more, muted);
    }
}

//! The keys that act on the page behind, by place.

use ratatui::layout::Rect;

use crate::report::words::pick;
use crate::tui::action::{self, Action, Entry, Place};
use crate::tui::canvas::Canvas;
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

    fn entries(&self) -> Vec<&'static Entry> {
        let mut entries: Vec<&Entry> = Vec::new();
        for entry in action::footer(self.place) {
            if !entry.keys.is_empty() && !entries.iter().any(|known| known.action == entry.action) {
                entries.push(entry);
            }
        }
        entries
    }
}

/// Any key but the moving ones closes help.
pub fn key(model: &mut Model, mut help: Help, key: Key) {
    let room = usize::from(area(model).height.saturating_sub(2));
    let last = help.entries().len().saturating_sub(room);
    help.from = match action::find(Place::Anywhere, key) {
        Some(Action::Down) => (help.from + 1).min(last),
        Some(Action::Up) => help.from.saturating_sub(1),
        Some(Action::PageDown) => (help.from + room).min(last),
        Some(Action::PageUp) => help.from.saturating_sub(room),
        _ => return,
    };
    model.push(Overlay::Help(help));
}

fn area(model: &Model) -> Rect {
    let (columns, rows) = model.size;
    let width = columns.min(72);
    Rect::new((columns - width) / 2, 1, width, rows.saturating_sub(2))
}

/// Draws the box.
pub fn draw(model: &Model, help: &Help, canvas: &mut Canvas<'_>) {
    let lang = model.lang();
    let entries = help.entries();
    let mut area = area(model);
    area.height = area.height.min(u16::try_from(entries.len()).unwrap_or(u16::MAX).saturating_add(2));
    canvas.frame(area, pick(lang, "操作  (ほかのキーで閉じます)", "Keys  (any other key closes)"));
    let (key_style, plain) = (canvas.theme.key, canvas.theme.plain);
    let rows = usize::from(area.height.saturating_sub(2));
    for (row, entry) in entries.iter().skip(help.from).take(rows).enumerate() {
        let y = area.y + 1 + u16::try_from(row).unwrap_or(0);
        canvas.text(area.x + 3, y, &entry.keys.join("  "), key_style, 18);
        canvas.text(area.x + 22, y, entry.name(lang), plain, area.width.saturating_sub(24));
    }
    if help.from + rows < entries.len() {
        let more = pick(lang, " 下へ続きます ", " more below ");
        let muted = canvas.theme.muted;
        canvas.right(area.right() - 2, area.bottom() - 1, more, muted);
    }
}

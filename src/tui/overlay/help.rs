//! The keys that act on the page or in the box behind.

use ratatui::layout::Rect;

use crate::domain::text::{Lang, pick};
use crate::tui::action::{self, Action, BoxFocus, BoxKey, EDITING, Place};
use crate::tui::canvas::{Canvas, box_width};
use crate::tui::desktop::{Desktop, Outcome, Overlay};
use crate::tui::keys::Key;
use crate::tui::list::scrolled;

/// The help box: its lines, and the first one shown.
#[derive(Debug)]
pub struct Help {
    lines: Vec<HelpLine>,
    from: usize,
}

#[derive(Debug)]
enum HelpLine {
    Heading(&'static str),
    Keys(String, &'static str),
}

impl Help {
    /// Help for a place: headings and entries, nearest place first.
    pub fn of_place(lang: Lang, here: Place) -> Self {
        let mut known: Vec<Action> = Vec::new();
        let mut lines = Vec::new();
        for place in here.lookup() {
            lines.push(HelpLine::Heading(heading(lang, place)));
            for entry in action::bindings(place) {
                if !entry.keys.is_empty() && !known.contains(&entry.action) {
                    known.push(entry.action);
                    lines.push(HelpLine::Keys(entry.keys.join("  "), entry.name(lang)));
                }
            }
        }
        Self { lines, from: 0 }
    }

    /// Help for a box: its keys, and those of editing where text is typed.
    pub fn of_box(lang: Lang, focus: BoxFocus) -> Self {
        let line = |entry: &BoxKey| HelpLine::Keys(entry.keys.join("  "), entry.name(lang));
        let mut lines = vec![HelpLine::Heading(pick(lang, "ここで", "Here"))];
        lines.extend(focus.keys().map(line));
        if focus.is_text() {
            lines.push(HelpLine::Heading(pick(lang, "文字の編集", "Editing text")));
            lines.extend(EDITING.iter().map(line));
        }
        Self { lines, from: 0 }
    }
}

fn heading(lang: Lang, place: Place) -> &'static str {
    match place {
        Place::Work => pick(lang, "どの画面でも", "On every screen of a file"),
        Place::Anywhere => pick(lang, "いつでも", "Anywhere"),
        Place::On(_) => pick(lang, "この画面で", "On this screen"),
    }
}

impl Overlay for Help {
    fn focus(&self) -> Option<BoxFocus> {
        None
    }

    /// Any key but the moving ones closes help. A page is all that is in sight.
    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        let room = usize::from(area(desktop.size).height.saturating_sub(2));
        let places = (self.lines.len().saturating_sub(room) + 1, room + 1);
        let moved = action::find(Place::Anywhere, key).and_then(|action| scrolled(self.from, places, action));
        self.from = moved.unwrap_or(self.from);
        if moved.is_some() { Outcome::Keep } else { Outcome::Close }
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let lang = desktop.lang();
        let lines = &self.lines;
        let mut area = area(desktop.size);
        area.height = area.height.min(u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2));
        canvas.frame(
            area,
            pick(
                lang,
                "操作  (上下で送り、ほかのキーで閉じます)",
                "Keys  (Up and Down move, any other key closes)",
            ),
        );
        let rows = usize::from(area.height.saturating_sub(2));
        for (y, line) in (area.y + 1..).zip(lines.iter().skip(self.from).take(rows)) {
            match line {
                HelpLine::Heading(text) => {
                    canvas.text(area.x + 2, y, text, canvas.theme.title, area.width.saturating_sub(4));
                }
                HelpLine::Keys(keys, name) => {
                    let room = area.width.saturating_sub(5);
                    let end = canvas.text(area.x + 3, y, keys, canvas.theme.key, room);
                    let x = (end + 2).max(area.x + 22);
                    canvas.text(x, y, name, canvas.theme.plain, area.right().saturating_sub(x + 2));
                }
            }
        }
        if self.from + rows < lines.len() {
            let more = pick(lang, " 下へ続きます ", " more below ");
            canvas.right(area.right() - 2, area.bottom() - 1, more, canvas.theme.muted);
        }
    }
}

fn area((columns, rows): (u16, u16)) -> Rect {
    let width = box_width(columns, 72);
    Rect::new((columns - width) / 2, 1, width, rows.saturating_sub(2))
}

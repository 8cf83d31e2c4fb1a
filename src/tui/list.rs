//! A list that scrolls with its cursor, and the mark that says how far it goes on.

use ratatui::layout::Rect;

use crate::domain::text::Lang;
use crate::tui::action::Action;
use crate::tui::canvas::Canvas;

/// Where the cursor is, and the first line shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The line under the cursor.
    pub at: usize,
    /// The first line shown.
    pub from: usize,
}

impl Cursor {
    /// Moves as an action says, by pages of so many lines; false if the action moves nothing.
    pub fn travel(&mut self, action: Action, page: usize) -> bool {
        let page = page.max(2) - 1;
        self.at = match action {
            Action::Up => self.at.saturating_sub(1),
            Action::Down => self.at.saturating_add(1),
            Action::PageUp => self.at.saturating_sub(page),
            Action::PageDown => self.at.saturating_add(page),
            Action::First => 0,
            // The next settling puts it on the last line.
            Action::Last => usize::MAX - 1,
            _ => return false,
        };
        true
    }

    /// Keeps the cursor on a list of so many lines, and in a window of so many.
    pub fn settle(&mut self, count: usize, height: usize) {
        self.at = self.at.min(count.saturating_sub(1));
        let low = (self.at + 1).saturating_sub(height);
        self.from = self.from.clamp(low, self.at.max(low)).min(count.saturating_sub(height.max(1)).max(low));
    }
}

/// On the rule below a text: that it goes on, how far, and the key that scrolls it. `left` counts its lines from the
/// first one shown.
pub fn more_mark(lang: Lang, canvas: &mut Canvas<'_>, area: Rect, left: usize) {
    mark(lang, canvas, area, left, " J ");
}

/// The same below a list, which follows its cursor.
pub fn more_rows(lang: Lang, canvas: &mut Canvas<'_>, area: Rect, left: usize) {
    mark(lang, canvas, area, left, " ");
}

fn mark(lang: Lang, canvas: &mut Canvas<'_>, area: Rect, left: usize, key: &str) {
    let below = left.saturating_sub(usize::from(area.height));
    if below > 0 {
        let muted = canvas.theme.muted;
        let text = match lang {
            Lang::Ja => format!("{key}続き{below}行 "),
            Lang::En => format!("{key}{below} more "),
        };
        canvas.right(area.right(), area.bottom(), &text, muted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_on_the_list_and_in_sight() {
        let mut cursor = Cursor::default();
        cursor.travel(Action::Last, 5);
        cursor.settle(20, 5);
        assert_eq!(cursor, Cursor { at: 19, from: 15 });
        cursor.travel(Action::Up, 5);
        cursor.settle(20, 5);
        assert_eq!(cursor, Cursor { at: 18, from: 15 });
        cursor.settle(3, 5);
        assert_eq!(cursor, Cursor { at: 2, from: 0 });
        cursor.settle(0, 0);
        assert_eq!(cursor.at, 0);
        assert!(!cursor.travel(Action::Yes, 5));
    }
}

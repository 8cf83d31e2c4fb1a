//! A list that scrolls with its cursor, the text below it, and the mark that says how far each goes on.

use ratatui::layout::Rect;

use crate::domain::text::{Lang, tr};
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::chrome::SMALLEST;
use crate::tui::keys::{Code, Key};

/// So many lines a page key moves where so many are in sight: one of them stays in sight.
fn page(height: usize) -> usize {
    height.max(2) - 1
}

/// Where the cursor is, and the first line shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct List {
    /// The line under the cursor.
    pub at: usize,
    /// The first line shown.
    pub from: usize,
}

impl List {
    /// Moves as an action says, where so many lines are in sight; false if the action moves nothing. The next settling
    /// keeps the cursor on the list.
    pub fn travel(&mut self, action: Action, height: usize) -> bool {
        self.at = match action {
            Action::Up => self.at.saturating_sub(1),
            Action::Down => self.at.saturating_add(1),
            Action::PageUp => self.at.saturating_sub(page(height)),
            Action::PageDown => self.at.saturating_add(page(height)),
            Action::First => 0,
            Action::Last => usize::MAX - 1,
            _ => return false,
        };
        true
    }

    /// Moves as a key says in a box where letters are typed; false if the key moves nothing.
    pub fn key(&mut self, key: Key, (count, height): (usize, usize)) -> bool {
        let action = match (key.code, key.ctrl) {
            (Code::Up, _) | (Code::Char('p'), true) => Action::Up,
            (Code::Down, _) | (Code::Char('n'), true) => Action::Down,
            (Code::PageUp, _) => Action::PageUp,
            (Code::PageDown, _) => Action::PageDown,
            _ => return false,
        };
        self.travel(action, height);
        self.settle(count, height);
        true
    }

    /// Keeps the cursor on a list of so many lines, and in a window of so many.
    pub fn settle(&mut self, count: usize, height: usize) {
        self.at = self.at.min(count.saturating_sub(1));
        let low = (self.at + 1).saturating_sub(height);
        self.from = self.from.clamp(low, self.at.max(low)).min(count.saturating_sub(height.max(1)).max(low));
    }

    /// What is in sight in an area: the row on the screen, the place in the list, and what is there.
    pub fn shown<'a, T>(&self, area: Rect, items: &'a [T]) -> impl Iterator<Item = (u16, usize, &'a T)> {
        let lines = items.iter().enumerate().skip(self.from);
        (area.y..area.bottom()).zip(lines).map(|(y, (at, item))| (y, at, item))
    }
}

/// Moves the cursor of a list, which shows the text about its line from the top, or scrolls that text; false if the
/// action does neither. The next settling keeps both in their bounds.
pub fn travel_or_scroll(list: &mut List, scroll: &mut usize, action: Action, height: u16) -> bool {
    match action {
        Action::ScrollUp => *scroll = scroll.saturating_sub(1),
        Action::ScrollDown => *scroll += 1,
        _ if list.travel(action, usize::from(height)) => *scroll = 0,
        _ => return false,
    }
    true
}

/// Where a list is, and below it the text about the selected line.
#[derive(Debug, Clone, Copy)]
pub struct ListAndText {
    /// The list.
    pub list: Rect,
    /// The text.
    pub text: Rect,
}

impl ListAndText {
    /// From a row of a screen on; `text` says how many of so many rows the text takes. Keys ask for it at any size, and
    /// nothing is drawn below the smallest one.
    pub fn below(top: u16, (columns, rows): (u16, u16), text: impl FnOnce(u16) -> u16) -> Self {
        let (columns, rows) = (columns.max(SMALLEST.0), rows.max(SMALLEST.1));
        let both = rows.saturating_sub(top + 3);
        let height = text(both);
        let list = Rect::new(0, top, columns, both - height);
        Self { list, text: Rect::new(1, list.bottom() + 1, columns - 2, height) }
    }

    /// How far a text of so many lines can be scrolled.
    pub fn most(&self, lines: usize) -> usize {
        lines.saturating_sub(usize::from(self.text.height))
    }

    /// Draws the text from a line on, between two rules.
    pub fn draw_text(&self, lang: Lang, canvas: &mut Canvas<'_>, text: &Lines, scroll: usize) {
        canvas.rule(0, self.list.bottom(), canvas.area().width);
        text.draw(canvas, self.text, scroll);
        canvas.rule(0, self.text.bottom(), canvas.area().width);
        more_mark(lang, canvas, self.text, text.len().saturating_sub(scroll));
    }
}

/// The first line shown of so many after an action that scrolls; nothing if it scrolls nothing.
pub fn scrolled(from: usize, (count, height): (usize, usize), action: Action) -> Option<usize> {
    let mut list = List { at: from, from };
    list.travel(action, height).then(|| list.at.min(count.saturating_sub(1)))
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
        let text = tr!(lang, "{key}続き{below}行 ", "{key}{below} more ");
        canvas.right(area.right(), area.bottom(), &text, canvas.theme.muted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_on_the_list_and_in_sight() {
        let mut list = List::default();
        list.travel(Action::Last, 5);
        list.settle(20, 5);
        assert_eq!(list, List { at: 19, from: 15 });
        list.travel(Action::Up, 5);
        list.settle(20, 5);
        assert_eq!(list, List { at: 18, from: 15 });
        list.settle(3, 5);
        assert_eq!(list, List { at: 2, from: 0 });
        list.settle(0, 0);
        assert_eq!(list.at, 0);
        assert!(!list.travel(Action::Yes, 5));
    }
}

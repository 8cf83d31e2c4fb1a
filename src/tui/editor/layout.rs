//! Where the text of an editor is on the screen: wrapped rows, scrolling, the caret's cell.
//!
//! Rows are kept between drawings; an edit wraps only the paragraph it touched.

use ratatui::layout::Rect;

use crate::tui::cells::{self, Ambiguous};
use crate::tui::wrap::{WrappedLine, wrap};

/// How the text was last drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct TextLayout {
    /// The cells a row may take; the caret has one more. 0: never drawn.
    width: usize,
    mode: Ambiguous,
    rows: Vec<WrappedLine>,
    /// The first row drawn.
    top: usize,
    /// The first column drawn of a single line.
    left: usize,
}

/// The width assumed for moves between rows before the first drawing.
const UNDRAWN: usize = 78;

impl TextLayout {
    pub(super) fn rows(&mut self, text: &str, width: u16, mode: Ambiguous) -> usize {
        self.fit(text, width, mode);
        self.rows.len()
    }

    /// Wraps the text anew if the width is another.
    fn fit(&mut self, text: &str, width: u16, mode: Ambiguous) {
        let width = usize::from(width).saturating_sub(1).max(1);
        if (self.width, self.mode) != (width, mode) || self.rows.is_empty() {
            (self.width, self.mode) = (width, mode);
            self.rows = wrap(text, width, mode);
        }
    }

    /// Takes note that `removed` bytes at `at` were replaced by `inserted` others, giving `text`.
    pub(super) fn edited(&mut self, text: &str, at: usize, removed: usize, inserted: usize) {
        if self.rows.is_empty() {
            return;
        }
        let start = text.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |end| end + 1);
        let rest = text.get(at + inserted..).unwrap_or_default();
        let end = at + inserted + rest.find('\n').unwrap_or(rest.len());
        let old_end = end - inserted + removed;
        let first = self.rows.partition_point(|row| row.start < start);
        let last = self.rows.partition_point(|row| row.start <= old_end);
        let moved = |by: usize| by + inserted - removed;
        for row in self.rows.get_mut(last..).unwrap_or_default() {
            *row = WrappedLine { start: moved(row.start), shown: moved(row.shown), end: moved(row.end) };
        }
        let mut rows = wrap(text.get(start..end).unwrap_or_default(), self.width, self.mode);
        for row in &mut rows {
            *row = WrappedLine { start: row.start + start, shown: row.shown + start, end: row.end + start };
        }
        if let Some(row) = rows.last_mut() {
            row.end = text.len().min(end + 1);
        }
        self.rows.splice(first..last, rows);
    }

    /// Draws a single line with `put`, which takes column, row, text and cells; returns the cell of the caret.
    pub(super) fn draw_line(
        &mut self,
        text: &str,
        caret: usize,
        area: Rect,
        mode: Ambiguous,
        mut put: impl FnMut(u16, u16, &str, u16),
    ) -> (u16, u16) {
        self.mode = mode;
        let room = usize::from(area.width);
        let column = cells::column_of(text, caret, mode);
        self.left = self.left.min(column).max((column + 1).saturating_sub(room));
        let (start, indent) = first_from(text, self.left, mode);
        let visible = text.get(start..).unwrap_or_default();
        put(area.x + indent, area.y, visible, area.width.saturating_sub(indent));
        (area.x + (column - self.left) as u16, area.y)
    }

    /// The same for several lines.
    pub(super) fn draw_rows(
        &mut self,
        text: &str,
        caret: usize,
        area: Rect,
        mode: Ambiguous,
        mut put: impl FnMut(u16, u16, &str, u16),
    ) -> (u16, u16) {
        self.fit(text, area.width, mode);
        let row = self.row_of(caret);
        let height = usize::from(area.height);
        let last_top = self.rows.len().saturating_sub(height);
        self.top = self.top.min(last_top).min(row).max((row + 1).saturating_sub(height));
        for (y, line) in (area.y..area.bottom()).zip(self.rows.iter().skip(self.top)) {
            put(area.x, y, line.text(text), area.width);
        }
        let column = self.column(text, caret).min(usize::from(area.width) - 1);
        (area.x + column as u16, area.y + (row - self.top) as u16)
    }

    fn row_of(&self, caret: usize) -> usize {
        self.rows.partition_point(|row| row.start <= caret).saturating_sub(1)
    }

    /// The column of the caret in its row.
    pub(super) fn column(&self, text: &str, caret: usize) -> usize {
        let start = self.rows.get(self.row_of(caret)).map_or(0, |row| row.start);
        cells::width(text.get(start..caret).unwrap_or_default(), self.mode)
    }

    /// The place in the row above or below that is nearest to a column; `None` if there is no such row.
    pub(super) fn step(&self, text: &str, caret: usize, column: usize, down: bool) -> Option<usize> {
        if self.rows.is_empty() {
            let drawn = Self { rows: wrap(text, UNDRAWN, self.mode), ..self.clone() };
            return drawn.step(text, caret, column, down);
        }
        let row = self.row_of(caret);
        let to = if down { row.checked_add(1) } else { row.checked_sub(1) }?;
        self.rows.get(to).map(|line| self.nearest(text, *line, column))
    }

    /// The place in a row at a column, or the last one that still belongs to the row.
    fn nearest(&self, text: &str, row: WrappedLine, column: usize) -> usize {
        let line = text.get(row.start..row.end).unwrap_or_default().trim_end_matches('\n');
        let at = row.start + cells::byte_at(line, column, self.mode);
        let wraps_on = at == row.end && at < text.len();
        if wraps_on { cells::previous_boundary(text, at).max(row.start) } else { at }
    }
}

/// The first unit that starts at or after a column, and how many cells after.
fn first_from(text: &str, column: usize, mode: Ambiguous) -> (usize, u16) {
    let mut right = 0;
    for unit in cells::units(text, mode) {
        if right >= column {
            return (unit.start, (right - column) as u16);
        }
        right += unit.width;
    }
    (text.len(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_wraps_only_its_paragraph_and_agrees_with_wrapping_all() {
        let mut layout = TextLayout::default();
        let before = "脆弱性診断の結果\nサービス仕様\n\nabc";
        layout.fit(before, 9, Ambiguous::Narrow);
        for (at, removed, inserted) in [(3, 3, ""), (24, 1, "x\ny\nz"), (0, 0, "\n"), (before.len(), 0, "終")]
        {
            let mut layout = layout.clone();
            let mut text = before.to_owned();
            text.replace_range(at..at + removed, inserted);
            layout.edited(&text, at, removed, inserted.len());
            assert_eq!(layout.rows, wrap(&text, 8, Ambiguous::Narrow), "{text:?}");
        }
    }
}

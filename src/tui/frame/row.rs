//! One row of the screen as the terminal will have it.

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};

use super::style::{CellStyle, Depth};
use crate::tui::cells;

/// What is in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Glyph<'a> {
    pub(super) symbol: &'a str,
    /// 0: covered by the wide character to the left.
    pub(super) width: u16,
    pub(super) style: CellStyle,
}

pub(super) type Row<'a> = Vec<Glyph<'a>>;

impl Glyph<'_> {
    /// A plain blank.
    pub(super) fn nothing() -> Self {
        Self::blank(CellStyle::default())
    }

    fn blank(style: CellStyle) -> Self {
        Self { symbol: " ", width: 1, style: style.on_blank() }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.symbol == " " && self.width == 1
    }

    pub(super) fn is_plain_blank(&self) -> bool {
        self.is_blank() && self.style == CellStyle::default()
    }
}

/// An empty row.
pub(super) fn blank(width: u16) -> Row<'static> {
    vec![Glyph::nothing(); usize::from(width)]
}

/// A row of the buffer as the terminal will have it: a wide character that is cut off, by the edge or by
/// something drawn over its second half, is a space; nothing can pass that a terminal would obey.
pub(super) fn read(buf: &Buffer, y: u16, depth: Depth) -> Row<'_> {
    let width = usize::from(buf.area.width);
    let cells = buf.content.get(usize::from(y) * width..(usize::from(y) + 1) * width).unwrap_or_default();
    let mut row = Row::with_capacity(width);
    let mut last = (Cell::EMPTY.style(), CellStyle::default());
    while let Some(cell) = cells.get(row.len()) {
        // Neighbours mostly look alike.
        if last.0 != cell.style() {
            last = (cell.style(), CellStyle::of(cell, depth));
        }
        let style = last.1;
        if cell.symbol() == " " {
            row.push(Glyph::blank(style));
            continue;
        }
        let taken = usize::from(shown_width(cell));
        let covered = cells.get(row.len() + 1..row.len() + taken.max(1));
        let whole =
            covered.is_some_and(|covered| covered.iter().all(|cell| matches!(cell.symbol(), " " | "")));
        if taken == 0 || !whole {
            row.push(Glyph::blank(style));
            continue;
        }
        row.push(Glyph { symbol: cell.symbol(), width: taken as u16, style });
        let hidden = Glyph { symbol: "", width: 0, style: CellStyle::default() };
        row.extend(std::iter::repeat_n(hidden, taken - 1));
    }
    row
}

fn shown_width(cell: &Cell) -> u16 {
    if let (CellDiffOption::None, Some(width)) = (cell.diff_option, cells::settled_width(cell.symbol())) {
        return width;
    }
    let obeyed = cell.symbol().chars().any(char::is_control);
    if obeyed { 0 } else { cell.cell_width() }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;
    use crate::tui::cells::Ambiguous;

    fn symbols(buf: &Buffer) -> Vec<(&str, u16)> {
        read(buf, 0, Depth::Indexed).iter().map(|glyph| (glyph.symbol, glyph.width)).collect()
    }

    #[test]
    fn wide_characters_cover_their_second_column() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 4, 1));
        cells::put(&mut buf, 0, 0, "脆a", Style::new(), 4, Ambiguous::Narrow);
        assert_eq!(symbols(&buf), [("脆", 2), ("", 0), ("a", 1), (" ", 1)]);
    }

    #[test]
    fn cut_off_characters_and_controls_are_spaces() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 4, 1));
        buf[(0, 0)].set_symbol("脆");
        buf[(1, 0)].set_symbol("|");
        buf[(2, 0)].set_symbol("\x1b[31m");
        buf[(3, 0)].set_symbol("弱");
        assert_eq!(symbols(&buf), [(" ", 1), ("|", 1), (" ", 1), (" ", 1)]);
    }
}

//! Writing text into a buffer with our own widths, so that no library's opinion can shift a layout.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::measure::{Ambiguous, Unit, settled_width, units};

/// Draws text at (x, y) in at most `max_cells` cells and returns the column after the last one drawn.
///
/// Everything in the workbench is drawn through here. Text that does not fit is cut (see
/// [`super::truncate`] for an ellipsis); nothing is drawn outside the buffer. A wide character that is
/// half overwritten leaves no half behind.
pub fn put(
    buf: &mut Buffer,
    x: u16,
    y: u16,
    text: &str,
    style: Style,
    max_cells: u16,
    mode: Ambiguous,
) -> u16 {
    let area = buf.area;
    if !(area.top()..area.bottom()).contains(&y) || !(area.left()..area.right()).contains(&x) {
        return x;
    }
    let end = area.right().min(x.saturating_add(max_cells));
    let mut at = x;
    for unit in units(text, mode).filter(|unit| unit.width > 0) {
        let width = unit.width as u16;
        if width > end - at {
            break;
        }
        if at == x {
            release_left(buf, x, y);
        }
        place(buf, at, y, &unit, style);
        at += width;
    }
    at
}

/// Draws a glyph of one cell so many times, as [`put`] would where ambiguous characters are narrow.
pub fn repeat(buf: &mut Buffer, (x, y): (u16, u16), glyph: &str, style: Style, count: u16) {
    if put(buf, x, y, glyph, style, count, Ambiguous::Narrow) == x {
        return;
    }
    let width = buf[(x, y)].diff_option;
    for x in x + 1..buf.area.right().min(x.saturating_add(count)) {
        buf[(x, y)].set_symbol(glyph).set_diff_option(width).set_style(style);
    }
}

/// Makes a rectangle blank in one style, leaving no half of a wide character at its edges.
pub fn blank(buf: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buf.area);
    for y in area.top()..area.bottom() {
        if area.width == 0 {
            continue;
        }
        release_left(buf, area.left(), y);
        for x in area.left()..area.right() {
            buf[(x, y)].reset();
            buf[(x, y)].set_style(style);
        }
    }
}

fn place(buf: &mut Buffer, x: u16, y: u16, unit: &Unit<'_>, style: Style) {
    let width = unit.width as u16;
    for trailing in x..x + width {
        let cell = &mut buf[(trailing, y)];
        cell.set_symbol(" ").set_diff_option(CellDiffOption::None).set_style(style);
    }
    let cell = &mut buf[(x, y)];
    cell.set_symbol(&unit.symbol);
    if settled_width(&unit.symbol).is_none()
        && cell.cell_width() != width
        && let Some(width) = NonZeroU16::new(width)
    {
        cell.set_diff_option(CellDiffOption::ForcedWidth(width));
    }
}

/// A wide character that starts left of `x` and reaches it becomes a space.
fn release_left(buf: &mut Buffer, x: u16, y: u16) {
    for left in x.saturating_sub(4).max(buf.area.left())..x {
        let cell = &mut buf[(left, y)];
        if left + cell.cell_width() > x {
            cell.set_symbol(" ").set_diff_option(CellDiffOption::None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NARROW: Ambiguous = Ambiguous::Narrow;

    fn symbols(buf: &Buffer) -> Vec<&str> {
        buf.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    fn line(cells: u16) -> Buffer {
        Buffer::empty(Rect::new(0, 0, cells, 1))
    }

    #[test]
    fn wide_characters_blank_their_second_cell() {
        let mut buf = line(5);
        put(&mut buf, 0, 0, "xxxxx", Style::new(), 5, NARROW);
        assert_eq!(put(&mut buf, 0, 0, "脆b", Style::new(), 5, NARROW), 3);
        assert_eq!(symbols(&buf), ["脆", " ", "b", "x", "x"]);
    }

    #[test]
    fn a_half_overwritten_character_vanishes() {
        let mut buf = line(5);
        put(&mut buf, 0, 0, "脆弱", Style::new(), 5, NARROW);
        put(&mut buf, 1, 0, "|", Style::new(), 1, NARROW);
        assert_eq!(symbols(&buf), [" ", "|", "弱", " ", " "]);
        put(&mut buf, 2, 0, "|", Style::new(), 1, NARROW);
        assert_eq!(symbols(&buf), [" ", "|", "|", " ", " "]);
    }

    #[test]
    fn nothing_is_drawn_outside() {
        let mut buf = line(3);
        assert_eq!(put(&mut buf, 0, 0, "a脆弱", Style::new(), 9, NARROW), 3);
        assert_eq!(put(&mut buf, 2, 0, "脆", Style::new(), 9, NARROW), 2);
        assert_eq!(put(&mut buf, 0, 7, "a", Style::new(), 9, NARROW), 0);
        assert_eq!(put(&mut buf, 7, 0, "a", Style::new(), 9, NARROW), 7);
        assert_eq!(symbols(&buf), ["a", "脆", " "]);
    }

    #[test]
    fn ambiguous_characters_take_the_width_of_the_mode() {
        let mut buf = line(4);
        assert_eq!(put(&mut buf, 0, 0, "※a", Style::new(), 4, Ambiguous::Wide), 3);
        assert_eq!(symbols(&buf), ["※", " ", "a", " "]);
        assert_eq!(buf[(0, 0)].cell_width(), 2);
        put(&mut buf, 0, 0, "a", Style::new(), 4, NARROW);
        assert_eq!(buf[(0, 0)].cell_width(), 1);
    }
}

//! The bytes of one frame, and where they leave the cursor and the style.

use super::cell_shift::CellShift;
use super::cursor_move::{CursorMove, number, sequence};
use super::row::Glyph;
use super::scroll::Scroll;
use super::style::CellStyle;
use crate::tui::cells;

/// Where the terminal's cursor is, as far as it is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CursorPosition {
    column: Option<u16>,
    row: Option<u16>,
}

impl CursorPosition {
    /// A cell of the screen.
    pub(super) fn at(column: u16, row: u16) -> Self {
        Self { column: Some(column), row: Some(row) }
    }
}

/// What the terminal writes with, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct TerminalState {
    pub(super) style: CellStyle,
    pub(super) position: CursorPosition,
}

/// Collects one frame.
pub(super) struct Writer {
    pub(super) out: Vec<u8>,
    pub(super) state: TerminalState,
    size: (u16, u16),
    ambiguous_known: bool,
}

/// A point of a frame to come back to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    len: usize,
    state: TerminalState,
}

impl Mark {
    /// The bytes up to here.
    pub(super) fn len(self) -> usize {
        self.len
    }
}

/// So close to the right edge a character wider than expected could end up in the next row.
const EDGE: u16 = 4;

impl Writer {
    pub(super) fn new(size: (u16, u16), ambiguous_known: bool, state: TerminalState) -> Self {
        Self { out: Vec::new(), state, size, ambiguous_known }
    }

    /// Brings the terminal to a known state: no scroll region, plain style, empty, cursor at home.
    pub(super) fn clear(&mut self) {
        self.out.extend_from_slice(b"\x1b[r\x1b[m\x1b[H\x1b[2J");
        self.state.style = CellStyle::default();
        self.state.position = CursorPosition::at(0, 0);
    }

    /// The column the cursor is in, if that is certain for row `y`.
    pub(super) fn column_on(&self, y: u16) -> Option<u16> {
        self.state.position.column.filter(|_| self.state.position.row == Some(y))
    }

    /// A writer that goes on where this one is, to see how many bytes some way takes.
    pub(super) fn fork(&self) -> Self {
        Self { out: Vec::new(), ..*self }
    }

    /// Where it is, to come back to.
    pub(super) fn mark(&self) -> Mark {
        Mark { len: self.out.len(), state: self.state }
    }

    /// Forgets what was written since.
    pub(super) fn back_to(&mut self, mark: Mark) {
        self.out.truncate(mark.len);
        self.state = mark.state;
    }

    /// The bytes that something would write, which is not written.
    pub(super) fn cost(&mut self, write: impl FnOnce(&mut Self)) -> usize {
        let begin = self.mark();
        write(self);
        let bytes = self.out.len() - begin.len;
        self.back_to(begin);
        bytes
    }

    /// Takes over what a fork has written.
    pub(super) fn adopt(&mut self, fork: Self) {
        self.take_over(&fork.out, fork.state);
    }

    /// Takes over bytes that were written from here once before, and where they led.
    pub(super) fn take_over(&mut self, bytes: &[u8], state: TerminalState) {
        self.out.extend_from_slice(bytes);
        self.state = state;
    }

    /// The bytes so far.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether the width of a glyph is beyond doubt.
    pub(super) fn is_sure_of(&self, glyph: &Glyph<'_>) -> bool {
        glyph.width == 0 || cells::is_certain(glyph.symbol, self.ambiguous_known)
    }

    /// Takes the style a glyph is written with.
    pub(super) fn prepare(&mut self, glyph: &Glyph<'_>) {
        self.take(self.style_for(glyph));
    }

    fn style_for(&self, glyph: &Glyph<'_>) -> CellStyle {
        if glyph.is_blank() { self.state.style.for_blank(glyph.style) } else { glyph.style }
    }

    fn take(&mut self, style: CellStyle) {
        self.state.style.change(style, &mut self.out);
        self.state.style = style;
    }

    /// Writes a glyph where the cursor is. `next` is its right neighbour: lines of a frame are written
    /// in one go although their width is not beyond doubt.
    pub(super) fn print(&mut self, glyph: &Glyph<'_>, next: Option<&Glyph<'_>>) {
        self.take(self.style_for(glyph));
        self.out.extend_from_slice(glyph.symbol.as_bytes());
        let column = self.state.position.column.map(|column| column + glyph.width);
        let line_goes_on =
            cells::is_rule(glyph.symbol) && next.is_some_and(|next| cells::is_rule(next.symbol));
        let certain = line_goes_on || cells::is_certain(glyph.symbol, self.ambiguous_known);
        let at_edge = column.is_none_or(|column| column >= self.size.0);
        let near_edge = column.is_none_or(|column| column + EDGE > self.size.0);
        self.state.position = match (certain, at_edge) {
            (true, false) => CursorPosition { column, row: self.state.position.row },
            (false, _) if !near_edge => CursorPosition { column: None, row: self.state.position.row },
            _ => CursorPosition::default(),
        };
    }

    /// Makes so many columns from the cursor on blank; the cursor stays.
    pub(super) fn erase(&mut self, columns: u16) {
        self.take(self.state.style.for_blank(CellStyle::default()));
        sequence(&mut self.out, columns, b'X');
    }

    /// Clears the row from the cursor on.
    pub(super) fn clear_to_end(&mut self) {
        self.take(self.state.style.for_blank(CellStyle::default()));
        self.out.extend_from_slice(b"\x1b[K");
    }

    /// Lets the terminal move rows; the rows that come free are blank.
    ///
    /// As many rows are deleted at one end as are inserted at the other. Where the rows below would be seen
    /// to jump meanwhile (`calm`), a scroll region keeps them still.
    pub(super) fn scroll(&mut self, scroll: Scroll, calm: bool) {
        self.take(self.state.style.for_blank(CellStyle::default()));
        let open = scroll.bottom + 1 == self.size.1;
        let far = scroll.bottom + 1 - scroll.by;
        let letter = if scroll.up { b'M' } else { b'L' };
        if calm && !open {
            self.out.extend_from_slice(b"\x1b[");
            number(&mut self.out, scroll.top + 1);
            self.out.push(b';');
            number(&mut self.out, scroll.bottom + 1);
            self.out.push(b'r');
            self.state.position = CursorPosition::default();
            self.command(scroll.top, scroll.by, letter);
            self.out.extend_from_slice(b"\x1b[r");
            // Not every terminal brings the cursor home here.
            self.state.position = CursorPosition::default();
        } else if open {
            self.command(scroll.top, scroll.by, letter);
        } else if scroll.up {
            self.command(scroll.top, scroll.by, b'M');
            self.command(far, scroll.by, b'L');
        } else {
            self.command(far, scroll.by, b'M');
            self.command(scroll.top, scroll.by, b'L');
        }
    }

    /// Lets the terminal move cells of a row aside; the cells that come free are blank.
    pub(super) fn shift(&mut self, shift: CellShift, y: u16, width: usize) {
        self.take(self.state.style.for_blank(CellStyle::default()));
        let (near, far) = (shift.from as u16, (shift.to - shift.by) as u16);
        let (removed, inserted) = if shift.right { (far, near) } else { (near, far) };
        // At the edge of the screen, cells are lost and blanks come in by themselves.
        let open = shift.to == width;
        for (x, letter, needed) in
            [(removed, b'P', !open || !shift.right), (inserted, b'@', !open || shift.right)]
        {
            if needed {
                self.move_to(x, y);
                sequence(&mut self.out, shift.by as u16, letter);
            }
        }
    }

    fn command(&mut self, y: u16, count: u16, letter: u8) {
        self.move_to(0, y);
        sequence(&mut self.out, count, letter);
    }

    /// Brings the cursor to a cell the shortest way.
    pub(super) fn move_to(&mut self, x: u16, y: u16) {
        if self.state.position == CursorPosition::at(x, y) {
            return;
        }
        let absolute = CursorMove::absolute(x, y);
        let relative = self
            .state
            .position
            .row
            .map(|row| CursorMove::relative((self.state.position.column, row), (x, y)));
        relative.map_or(absolute, |way| way.shorter(absolute)).write(&mut self.out);
        self.state.position = CursorPosition::at(x, y);
    }
}

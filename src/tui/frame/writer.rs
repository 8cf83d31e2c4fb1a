//! The bytes of one frame, and where they leave the cursor and the pen.

use std::io::Write as _;

use super::pen::Pen;
use super::row::{self, Glyph};
use super::shift::Shift;
use crate::tui::cells;

/// Where the terminal's cursor stands, as far as it is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place {
    column: Option<u16>,
    row: Option<u16>,
}

impl Place {
    /// A cell of the screen.
    pub(super) fn at(column: u16, row: u16) -> Self {
        Self { column: Some(column), row: Some(row) }
    }
}

/// Collects one frame.
pub(super) struct Writer {
    pub(super) out: Vec<u8>,
    pub(super) pen: Pen,
    pub(super) place: Place,
    size: (u16, u16),
    ambiguous_known: bool,
}

/// So close to the right edge a character wider than expected could end up in the next row.
const EDGE: u16 = 4;

impl Writer {
    pub(super) fn new(size: (u16, u16), ambiguous_known: bool, pen: Pen, place: Place) -> Self {
        Self { out: Vec::new(), pen, place, size, ambiguous_known }
    }

    /// Brings the terminal to a known state: no scroll region, plain pen, empty, cursor at home.
    pub(super) fn clear(&mut self) {
        self.out.extend_from_slice(b"\x1b[r\x1b[m\x1b[H\x1b[2J");
        self.pen = Pen::default();
        self.place = Place::at(0, 0);
    }

    /// The column the cursor stands in, if it stands for certain in row `y`.
    pub(super) fn column_on(&self, y: u16) -> Option<u16> {
        self.place.column.filter(|_| self.place.row == Some(y))
    }

    /// A writer that goes on where this one stands, to see how many bytes some way takes.
    pub(super) fn fork(&self) -> Self {
        Self { out: Vec::new(), ..*self }
    }

    /// Takes over what a fork has written.
    pub(super) fn adopt(&mut self, fork: Self) {
        self.out.extend_from_slice(&fork.out);
        (self.pen, self.place) = (fork.pen, fork.place);
    }

    /// The bytes so far.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether the width of a glyph is beyond doubt.
    pub(super) fn is_sure_of(&self, glyph: &Glyph<'_>) -> bool {
        glyph.width == 0 || row::is_certain(glyph, self.ambiguous_known)
    }

    /// Takes the pen a glyph is written with.
    pub(super) fn prepare(&mut self, glyph: &Glyph<'_>) {
        self.take(self.pen_for(glyph));
    }

    fn pen_for(&self, glyph: &Glyph<'_>) -> Pen {
        if glyph.is_blank() { self.pen.for_blank(glyph.pen) } else { glyph.pen }
    }

    fn take(&mut self, pen: Pen) {
        self.out.extend_from_slice(self.pen.change(pen).as_bytes());
        self.pen = pen;
    }

    /// Writes a glyph where the cursor stands. `next` is its right neighbour: lines of a frame are written
    /// in one go although their width is not beyond doubt.
    pub(super) fn print(&mut self, glyph: &Glyph<'_>, next: Option<&Glyph<'_>>) {
        self.take(self.pen_for(glyph));
        self.out.extend_from_slice(glyph.symbol.as_bytes());
        let column = self.place.column.map(|column| column + glyph.width);
        let line_goes_on =
            cells::is_rule(glyph.symbol) && next.is_some_and(|next| cells::is_rule(next.symbol));
        let certain = line_goes_on || row::is_certain(glyph, self.ambiguous_known);
        let at_edge = column.is_none_or(|column| column >= self.size.0);
        let near_edge = column.is_none_or(|column| column + EDGE > self.size.0);
        self.place = match (certain, at_edge) {
            (true, false) => Place { column, row: self.place.row },
            (false, _) if !near_edge => Place { column: None, row: self.place.row },
            _ => Place::default(),
        };
    }

    /// Makes so many columns from the cursor on blank; the cursor stays.
    pub(super) fn erase(&mut self, columns: u16) {
        self.take(self.pen.for_blank(Pen::default()));
        self.out.extend_from_slice(sequence(columns, 'X').as_bytes());
    }

    /// Clears the row from the cursor on.
    pub(super) fn clear_to_end(&mut self) {
        self.take(self.pen.for_blank(Pen::default()));
        self.out.extend_from_slice(b"\x1b[K");
    }

    /// Lets the terminal move rows; the rows that come free are blank.
    ///
    /// As many rows are deleted at one end as are inserted at the other. Where the rows below would be seen
    /// to jump meanwhile (`calm`), a scroll region keeps them still.
    pub(super) fn shift(&mut self, shift: Shift, calm: bool) {
        self.take(self.pen.for_blank(Pen::default()));
        let open = shift.bottom + 1 == self.size.1;
        let far = shift.bottom + 1 - shift.by;
        let letter = if shift.up { 'M' } else { 'L' };
        if calm && !open {
            let _ = write!(self.out, "\x1b[{};{}r", shift.top + 1, shift.bottom + 1);
            self.place = Place::default();
            self.command(shift.top, shift.by, letter);
            self.out.extend_from_slice(b"\x1b[r");
            // Not every terminal brings the cursor home here.
            self.place = Place::default();
        } else if open {
            self.command(shift.top, shift.by, letter);
        } else if shift.up {
            self.command(shift.top, shift.by, 'M');
            self.command(far, shift.by, 'L');
        } else {
            self.command(far, shift.by, 'M');
            self.command(shift.top, shift.by, 'L');
        }
    }

    fn command(&mut self, y: u16, count: u16, letter: char) {
        self.move_to(0, y);
        self.out.extend_from_slice(sequence(count, letter).as_bytes());
    }

    /// Brings the cursor to a cell the shortest way.
    pub(super) fn move_to(&mut self, x: u16, y: u16) {
        let way = self.way(x, y);
        self.out.extend_from_slice(way.as_bytes());
        self.place = Place::at(x, y);
    }

    fn way(&self, x: u16, y: u16) -> String {
        let absolute = match (x, y) {
            (0, 0) => "\x1b[H".to_owned(),
            (0, _) => format!("\x1b[{}H", y + 1),
            _ => format!("\x1b[{};{}H", y + 1, x + 1),
        };
        let relative = self.place.row.map(|row| self.relative(row, x, y));
        relative.filter(|way| way.len() <= absolute.len()).unwrap_or(absolute)
    }

    /// Line feeds are only used from the first column: some systems return the carriage with them.
    fn relative(&self, row: u16, x: u16, y: u16) -> String {
        let from_margin = format!("\r{}{}", rows(row, y, true), columns(0, x));
        let direct = match self.place.column {
            Some(column) => format!("{}{}", rows(row, y, column == 0), columns(column, x)),
            None => format!("{}\x1b[{}G", rows(row, y, false), x + 1),
        };
        if direct.len() <= from_margin.len() { direct } else { from_margin }
    }
}

fn rows(from: u16, to: u16, at_margin: bool) -> String {
    match to.checked_sub(from) {
        Some(0) => String::new(),
        Some(down @ ..4) if at_margin => "\n".repeat(usize::from(down)),
        Some(down) => sequence(down, 'B'),
        None => sequence(from - to, 'A'),
    }
}

fn columns(from: u16, to: u16) -> String {
    match to.checked_sub(from) {
        Some(0) => String::new(),
        Some(right) => sequence(right, 'C'),
        None if from - to <= 3 => "\x08".repeat(usize::from(from - to)),
        None => sequence(from - to, 'D'),
    }
}

fn sequence(count: u16, letter: char) -> String {
    if count == 1 { format!("\x1b[{letter}") } else { format!("\x1b[{count}{letter}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: (Option<u16>, Option<u16>), to: (u16, u16)) -> String {
        let place = Place { column: from.0, row: from.1 };
        Writer::new((80, 24), false, Pen::default(), place).way(to.0, to.1)
    }

    #[test]
    fn moves_take_the_shortest_way() {
        assert_eq!(way((Some(5), Some(3)), (5, 3)), "");
        assert_eq!(way((Some(5), Some(3)), (0, 3)), "\r");
        assert_eq!(way((Some(5), Some(3)), (0, 4)), "\r\n");
        assert_eq!(way((Some(5), Some(3)), (4, 3)), "\x08");
        assert_eq!(way((Some(5), Some(3)), (6, 3)), "\x1b[C");
        assert_eq!(way((Some(5), Some(3)), (5, 2)), "\x1b[A");
        assert_eq!(way((Some(70), Some(3)), (0, 20)), "\x1b[21H");
        assert_eq!(way((None, Some(3)), (9, 3)), "\x1b[10G");
        assert_eq!(way((None, None), (0, 0)), "\x1b[H");
        assert_eq!(way((None, None), (9, 3)), "\x1b[4;10H");
    }
}

//! Both pictures row by row, and what is known of their rows: worked out once, however many ways from one picture
//! to the other are tried.

use super::paint::{estimate, paint};
use super::row::{self, Row};
use super::segments::{Piece, pieces};
use super::writer::{TerminalState, Writer};

/// What the terminal shows and what it is to show.
///
/// An order says for each row of the screen which of the old rows is there after some scrolls.
pub(super) struct Repaint<'a> {
    /// The rows shown now, and behind them an empty one.
    old: Vec<Row<'a>>,
    new: Vec<Row<'a>>,
    /// The estimates made so far, by old row and new row.
    estimates: Vec<Option<usize>>,
    /// The rows painted so far, by new row.
    painted: Vec<Vec<Painted>>,
}

/// A row that was painted: over which row and from where, the bytes, and where they led.
struct Painted {
    over: usize,
    from: TerminalState,
    bytes: Vec<u8>,
    to: TerminalState,
}

impl<'a> Repaint<'a> {
    /// Two pictures of the same size.
    pub(super) fn new(mut old: Vec<Row<'a>>, new: Vec<Row<'a>>, width: u16) -> Self {
        old.push(row::blank(width));
        let estimates = vec![None; old.len() * new.len()];
        let painted = new.iter().map(|_| Vec::new()).collect();
        Self { old, new, estimates, painted }
    }

    /// Every old row where it is.
    pub(super) fn unmoved(&self) -> Vec<usize> {
        (0..self.new.len()).collect()
    }

    /// The position of the empty row.
    pub(super) fn blank(&self) -> usize {
        self.new.len()
    }

    /// How many rows differ where they are.
    pub(super) fn changed(&mut self) -> usize {
        (0..self.new.len()).filter(|y| self.estimate(*y, *y) > 0).count()
    }

    /// The pieces of all old rows, and of all new ones.
    pub(super) fn pieces(&self) -> [Vec<Vec<Piece>>; 2] {
        [&self.old, &self.new].map(|rows| rows.iter().map(pieces).collect())
    }

    /// Roughly the bytes it takes to paint the new picture over old rows in some order.
    pub(super) fn guess(&mut self, order: &[usize]) -> usize {
        order.iter().enumerate().map(|(y, from)| self.estimate(*from, y)).sum()
    }

    /// Roughly the bytes it takes to paint a new row over an old one; none if they are equal.
    fn estimate(&mut self, from: usize, y: usize) -> usize {
        let (old, new) = (&self.old[from], &self.new[y]);
        *self.estimates[from * self.new.len() + y].get_or_insert_with(|| estimate(old, new))
    }

    /// Paints the new picture over old rows in some order. A way that takes more than `limit` bytes is given up.
    pub(super) fn paint(&mut self, writer: &mut Writer, order: &[usize], limit: usize) {
        for (y, from) in order.iter().enumerate() {
            if self.estimate(*from, y) > 0 && writer.len() <= limit {
                self.paint_row(writer, *from, y);
            }
        }
    }

    fn paint_row(&mut self, writer: &mut Writer, over: usize, y: usize) {
        let from = writer.state;
        if let Some(known) = self.painted[y].iter().find(|row| row.over == over && row.from == from) {
            return writer.take_over(&known.bytes, known.to);
        }
        let mut fork = writer.fork();
        paint(&mut fork, y as u16, &self.old[over], &self.new[y]);
        let (bytes, to) = (fork.out, fork.state);
        writer.take_over(&bytes, to);
        self.painted[y].push(Painted { over, from, bytes, to });
    }
}

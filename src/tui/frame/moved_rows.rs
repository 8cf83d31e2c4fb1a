//! Finding rows that only moved up or down, so that the terminal can move them itself.

use std::collections::{BTreeMap, BTreeSet};

use super::repaint::Repaint;
use super::scroll::Scroll;
use super::segments::Piece;

/// So many of the scrolls that seem best are tried out.
const TRIED: usize = 3;
/// Rows with a mark or a highlight of their own may interrupt a run of rows that moved.
const GAP: u16 = 3;

/// The scrolls of rows in this order that seem to save most, the best one first.
pub(super) fn find(repaint: &mut Repaint<'_>, pieces: &Pieces, order: &[usize]) -> Vec<Scroll> {
    let plain = repaint.guess(order);
    let mut found: Vec<(usize, Scroll)> = pieces
        .candidates(order)
        .into_iter()
        .map(|scroll| (repaint.guess(&scroll.of(order, repaint.blank())), scroll))
        .filter(|(bytes, _)| *bytes < plain)
        .collect();
    found.sort_by_key(|(bytes, _)| *bytes);
    found.truncate(TRIED);
    found.into_iter().map(|(_, scroll)| scroll).collect()
}

/// The pieces of both pictures, row by row.
pub(super) struct Pieces {
    old: Vec<Vec<Piece>>,
    new: Vec<Vec<Piece>>,
}

impl Pieces {
    pub(super) fn of(repaint: &Repaint<'_>) -> Self {
        let [old, new] = repaint.pieces();
        Self { old, new }
    }

    /// For every distance by which some pieces moved, the ranges in which they moved so.
    fn candidates(&self, order: &[usize]) -> Vec<Scroll> {
        let placed = (0i32..).zip(order);
        let mut origins: Vec<(Piece, i32)> =
            placed.flat_map(|(from, row)| self.old[*row].iter().map(move |piece| (*piece, from))).collect();
        origins.sort_unstable();
        let mut moved: BTreeMap<i32, BTreeSet<u16>> = BTreeMap::new();
        for ((to, row), unmoved) in (0u16..).zip(&self.new).zip(order) {
            for piece in row.iter().filter(|piece| !self.old[*unmoved].contains(piece)) {
                let first = origins.partition_point(|(known, _)| known < piece);
                for (_, from) in origins.iter().skip(first).take_while(|(known, _)| known == piece) {
                    moved.entry(from - i32::from(to)).or_default().insert(to);
                }
            }
        }
        moved.into_iter().flat_map(|(distance, rows)| runs(&rows, distance)).collect()
    }
}

/// Runs of rows that came from the same distance, as scrolls.
fn runs(rows: &BTreeSet<u16>, distance: i32) -> Vec<Scroll> {
    let mut found: Vec<(u16, u16)> = Vec::new();
    for &y in rows {
        match found.last_mut() {
            Some((_, last)) if y - *last <= GAP => *last = y,
            _ => found.push((y, y)),
        }
    }
    let by = distance.unsigned_abs() as u16;
    let up = distance > 0;
    let widen = |(first, last): (u16, u16)| {
        let (top, bottom) = if up { (first, last + by) } else { (first - by, last) };
        Scroll { top, bottom, by, up }
    };
    found.into_iter().map(widen).collect()
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::super::row::{self, Row};
    use super::super::style::Depth;
    use super::*;

    fn rows(buf: &Buffer) -> Vec<Row<'_>> {
        (0..buf.area.height).map(|y| row::read(buf, y, Depth::Mono)).collect()
    }

    fn scroll(old: [&str; 6], new: [&str; 6]) -> Option<Scroll> {
        let (old, new) = (Buffer::with_lines(old), Buffer::with_lines(new));
        let mut repaint = Repaint::new(rows(&old), rows(&new), old.area.width);
        let (pieces, order) = (Pieces::of(&repaint), repaint.unmoved());
        find(&mut repaint, &pieces, &order).first().copied()
    }

    #[test]
    fn rows_that_moved_are_found() {
        let old = ["head", "one and more", "two and more", "three and more", "four and more", "foot"];
        let up = ["head", "two and more", "three and more", "four and more", "five and more", "foot"];
        assert_eq!(scroll(old, up), Some(Scroll { top: 1, bottom: 4, by: 1, up: true }));
        assert_eq!(scroll(up, old), Some(Scroll { top: 1, bottom: 4, by: 1, up: false }));
    }

    #[test]
    fn nothing_that_stayed_is_moved() {
        let old = ["head", "a", "b", "c", "same", "foot"];
        assert_eq!(scroll(old, old), None);
        let same = ["one  yes", "two  yes", "three  yes", "", "", "foot"];
        assert_eq!(scroll(same, ["ONE  yes", "TWO  yes", "THREE  yes", "", "", "foot"]), None);
    }

    #[test]
    fn a_pane_that_moved_beside_one_that_did_not_is_found() {
        let old = ["head", "one here  a", "two here  b", "three here  c", "four here  d", "foot"];
        let new = ["head", "two here  a", "three here  b", "four here  c", "five here  d", "foot"];
        assert_eq!(scroll(old, new), Some(Scroll { top: 1, bottom: 4, by: 1, up: true }));
    }

    #[test]
    fn rows_that_come_free_have_no_origin() {
        let up = Scroll { top: 1, bottom: 4, by: 1, up: true };
        assert_eq!([0, 1, 4, 5].map(|y| up.origin(y)), [Some(0), Some(2), None, Some(5)]);
        let down = Scroll { up: false, ..up };
        assert_eq!([0, 1, 2, 4].map(|y| down.origin(y)), [Some(0), None, Some(1), Some(3)]);
    }
}

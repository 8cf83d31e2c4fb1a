//! Finding rows that only moved up or down, so that the terminal can move them itself.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use super::row::{Glyph, Row};
use super::scene::Scene;

/// Rows `top..=bottom` move by `by` rows; what leaves the range is lost, what comes free is blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) top: u16,
    pub(super) bottom: u16,
    pub(super) by: u16,
    pub(super) up: bool,
}

/// So many of the shifts that seem best are tried out.
const TRIED: usize = 3;
/// Rows with a mark or a highlight of their own may interrupt a run of rows that moved.
const GAP: u16 = 3;

impl Shift {
    /// The row whose content stands in row `y` after the shift; `None` for a row that came free.
    pub(super) fn origin(self, y: u16) -> Option<u16> {
        if !(self.top..=self.bottom).contains(&y) {
            return Some(y);
        }
        let from = if self.up { y.checked_add(self.by) } else { y.checked_sub(self.by) };
        from.filter(|from| (self.top..=self.bottom).contains(from))
    }

    /// The order of rows after the shift; `blank` for those that came free.
    pub(super) fn of(self, order: &[usize], blank: usize) -> Vec<usize> {
        let from = |y| self.origin(y).and_then(|y| order.get(usize::from(y)).copied());
        (0..order.len() as u16).map(|y| from(y).unwrap_or(blank)).collect()
    }
}

/// The shifts of rows in this order that seem to save most, the best one first.
pub(super) fn find(scene: &mut Scene<'_>, pieces: &Pieces, order: &[usize]) -> Vec<Shift> {
    let plain = scene.guess(order);
    let mut found: Vec<(usize, Shift)> = pieces
        .candidates(order)
        .into_iter()
        .map(|shift| (scene.guess(&shift.of(order, scene.blank())), shift))
        .filter(|(bytes, _)| *bytes < plain)
        .collect();
    found.sort_by_key(|(bytes, _)| *bytes);
    found.truncate(TRIED);
    found.into_iter().map(|(_, shift)| shift).collect()
}

/// A piece of a row between blanks: where it begins, and a number for what stands there. Should two pieces ever
/// share it, a shift is tried in vain.
pub(super) type Piece = (usize, u64);

/// The pieces of a row, parted by two blanks or more: panes side by side move on their own.
pub(super) fn pieces(row: &Row<'_>) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut start = None;
    for at in 0..=row.len() {
        let gap = row.iter().skip(at).take(2).all(Glyph::is_blank);
        match (start, gap) {
            (None, false) if !row[at].is_blank() => start = Some(at),
            (Some(from), true) => {
                let mut hasher = Fold::default();
                row[from..at].hash(&mut hasher);
                found.push((from, hasher.finish()));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// A hasher for what no stranger chooses: much quicker than the one that resists them.
#[derive(Default)]
struct Fold(u64);

impl Fold {
    fn add(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Fold {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            self.add(chunk.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.add(number.into());
    }

    fn write_u16(&mut self, number: u16) {
        self.add(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.add(number);
    }

    fn write_isize(&mut self, number: isize) {
        self.add(number.cast_unsigned() as u64);
    }
}

/// The pieces of both pictures, row by row.
pub(super) struct Pieces {
    old: Vec<Vec<Piece>>,
    new: Vec<Vec<Piece>>,
}

impl Pieces {
    pub(super) fn of(scene: &Scene<'_>) -> Self {
        let [old, new] = scene.pieces();
        Self { old, new }
    }

    /// For every distance by which some pieces moved, the ranges in which they moved so.
    fn candidates(&self, order: &[usize]) -> Vec<Shift> {
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

/// Runs of rows that came from the same distance, as shifts.
fn runs(rows: &BTreeSet<u16>, distance: i32) -> Vec<Shift> {
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
        Shift { top, bottom, by, up }
    };
    found.into_iter().map(widen).collect()
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::super::pen::Depth;
    use super::super::row;
    use super::*;

    fn rows(buf: &Buffer) -> Vec<Row<'_>> {
        (0..buf.area.height).map(|y| row::read(buf, y, Depth::Mono)).collect()
    }

    fn shift(old: [&str; 6], new: [&str; 6]) -> Option<Shift> {
        let (old, new) = (Buffer::with_lines(old), Buffer::with_lines(new));
        let mut scene = Scene::new(rows(&old), rows(&new), old.area.width);
        let (pieces, order) = (Pieces::of(&scene), scene.unmoved());
        find(&mut scene, &pieces, &order).first().copied()
    }

    #[test]
    fn rows_that_moved_are_found() {
        let old = ["head", "one and more", "two and more", "three and more", "four and more", "foot"];
        let up = ["head", "two and more", "three and more", "four and more", "five and more", "foot"];
        assert_eq!(shift(old, up), Some(Shift { top: 1, bottom: 4, by: 1, up: true }));
        assert_eq!(shift(up, old), Some(Shift { top: 1, bottom: 4, by: 1, up: false }));
    }

    #[test]
    fn nothing_that_stayed_is_moved() {
        let old = ["head", "a", "b", "c", "same", "foot"];
        assert_eq!(shift(old, old), None);
        let same = ["one  yes", "two  yes", "three  yes", "", "", "foot"];
        assert_eq!(shift(same, ["ONE  yes", "TWO  yes", "THREE  yes", "", "", "foot"]), None);
    }

    #[test]
    fn a_pane_that_moved_beside_one_that_did_not_is_found() {
        let old = ["head", "one here  a", "two here  b", "three here  c", "four here  d", "foot"];
        let new = ["head", "two here  a", "three here  b", "four here  c", "five here  d", "foot"];
        assert_eq!(shift(old, new), Some(Shift { top: 1, bottom: 4, by: 1, up: true }));
    }

    #[test]
    fn rows_that_come_free_have_no_origin() {
        let up = Shift { top: 1, bottom: 4, by: 1, up: true };
        assert_eq!([0, 1, 4, 5].map(|y| up.origin(y)), [Some(0), Some(2), None, Some(5)]);
        let down = Shift { up: false, ..up };
        assert_eq!([0, 1, 2, 4].map(|y| down.origin(y)), [Some(0), None, Some(1), Some(3)]);
    }
}

//! Finding rows that only moved up or down, so that the terminal can move them itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::paint::estimate;
use super::row::{Glyph, Row};

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
}

/// The rows as they stand after a shift.
pub(super) fn shifted<'r, 'a>(shift: Shift, rows: &[&'r Row<'a>], empty: &'r Row<'a>) -> Vec<&'r Row<'a>> {
    let from = |y| shift.origin(y).and_then(|y| rows.get(usize::from(y)).copied());
    (0..rows.len() as u16).map(|y| from(y).unwrap_or(empty)).collect()
}

/// The shifts that seem to save most, the best one first.
pub(super) fn find(old: &[&Row<'_>], new: &[Row<'_>], empty: &Row<'_>) -> Vec<Shift> {
    let guess =
        |rows: &[&Row<'_>]| -> usize { rows.iter().zip(new).map(|(old, new)| estimate(old, new)).sum() };
    let plain = guess(old);
    let mut found: Vec<(usize, Shift)> = candidates(old, new)
        .into_iter()
        .map(|shift| (guess(&shifted(shift, old, empty)), shift))
        .filter(|(bytes, _)| *bytes < plain)
        .collect();
    found.sort_by_key(|(bytes, _)| *bytes);
    found.truncate(TRIED);
    found.into_iter().map(|(_, shift)| shift).collect()
}

/// A piece of a row between blanks, and where it begins.
type Piece = (usize, u64);

/// The pieces of a row, parted by two blanks or more: panes side by side move on their own.
fn pieces(row: &Row<'_>) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut start = None;
    for at in 0..=row.len() {
        let gap = row.iter().skip(at).take(2).all(Glyph::is_blank);
        match (start, gap) {
            (None, false) if !row[at].is_blank() => start = Some(at),
            (Some(from), true) => {
                let mut hasher = DefaultHasher::new();
                row[from..at].hash(&mut hasher);
                found.push((from, hasher.finish()));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// For every distance by which some pieces moved, the ranges in which they moved so.
fn candidates(old: &[&Row<'_>], new: &[Row<'_>]) -> Vec<Shift> {
    let old: Vec<Vec<Piece>> = old.iter().map(|row| pieces(row)).collect();
    let mut origins: HashMap<Piece, Vec<i32>> = HashMap::new();
    for (from, pieces) in (0i32..).zip(&old) {
        pieces.iter().for_each(|piece| origins.entry(*piece).or_default().push(from));
    }
    let mut moved: BTreeMap<i32, BTreeSet<u16>> = BTreeMap::new();
    for ((to, row), unmoved) in (0u16..).zip(new).zip(&old) {
        for piece in pieces(row).iter().filter(|piece| !unmoved.contains(piece)) {
            for from in origins.get(piece).into_iter().flatten() {
                moved.entry(from - i32::from(to)).or_default().insert(to);
            }
        }
    }
    moved.into_iter().flat_map(|(distance, rows)| runs(&rows, distance)).collect()
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
        let rows_before = rows(&old);
        let before: Vec<&Row<'_>> = rows_before.iter().collect();
        find(&before, &rows(&new), &row::blank(old.area.width)).first().copied()
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

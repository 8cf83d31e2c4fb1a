//! Finding rows that only moved up or down, so that the terminal can move them itself.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::row::{Glyph, Row};

/// Rows `top..=bottom` move by `by` rows; what leaves the range is lost, what comes free is blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) top: u16,
    pub(super) bottom: u16,
    pub(super) by: u16,
    pub(super) up: bool,
}

/// What a scroll costs by itself: region, move, command, end of region.
const SCROLL_BYTES: usize = 18;
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

/// The shift that saves most bytes, if any does.
pub(super) fn find(old: &[Row<'_>], new: &[Row<'_>], empty: &[Glyph<'_>]) -> Option<Shift> {
    let plain: usize = old.iter().zip(new).map(|(old, new)| cost(old, new)).sum();
    let best = candidates(old, new, empty)
        .into_iter()
        .map(|shift| (shifted_cost(shift, old, new, empty) + SCROLL_BYTES, shift))
        .min_by_key(|(bytes, _)| *bytes);
    best.filter(|(bytes, _)| *bytes < plain).map(|(_, shift)| shift)
}

fn shifted_cost(shift: Shift, old: &[Row<'_>], new: &[Row<'_>], empty: &[Glyph<'_>]) -> usize {
    let rows = (0u16..).zip(new);
    rows.map(|(y, row)| {
        let before = shift.origin(y).and_then(|y| old.get(usize::from(y)));
        cost(before.map_or(empty, Vec::as_slice), row)
    })
    .sum()
}

/// Roughly the bytes it takes to repaint a row.
fn cost(before: &[Glyph<'_>], after: &[Glyph<'_>]) -> usize {
    let mut bytes = 0;
    let mut in_run = false;
    for (old, new) in before.iter().zip(after) {
        let differs = old != new;
        if differs {
            bytes += new.symbol.len() + if in_run { 0 } else { 6 };
        }
        in_run = differs;
    }
    bytes
}

fn digests(rows: &[Row<'_>], empty: &[Glyph<'_>]) -> Vec<Option<u64>> {
    let digest = |row: &Row<'_>| {
        let mut hasher = DefaultHasher::new();
        row.hash(&mut hasher);
        hasher.finish()
    };
    rows.iter().map(|row| (row.as_slice() != empty).then(|| digest(row))).collect()
}

/// For every distance by which some row moved, the ranges in which rows moved so.
fn candidates(old: &[Row<'_>], new: &[Row<'_>], empty: &[Glyph<'_>]) -> Vec<Shift> {
    let (old, new) = (digests(old, empty), digests(new, empty));
    let mut distances = BTreeSet::new();
    for ((to, digest), unmoved) in (0i32..).zip(&new).zip(&old) {
        for (from, before) in (0i32..).zip(&old) {
            if digest.is_some() && digest == before && from != to && unmoved != digest {
                distances.insert(from - to);
            }
        }
    }
    distances.into_iter().flat_map(|distance| runs(&old, &new, distance)).collect()
}

fn runs(old: &[Option<u64>], new: &[Option<u64>], distance: i32) -> Vec<Shift> {
    let mut found: Vec<(u16, u16)> = Vec::new();
    for (y, digest) in (0u16..).zip(new) {
        let from = usize::try_from(i32::from(y) + distance).ok().and_then(|from| old.get(from));
        if digest.is_none() || from != Some(digest) {
            continue;
        }
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
        find(&rows(&old), &rows(&new), &row::blank(old.area.width))
    }

    #[test]
    fn rows_that_moved_are_found() {
        let old = ["head", "one and more", "two and more", "three and more", "four and more", "foot"];
        let up = ["head", "two and more", "three and more", "four and more", "five and more", "foot"];
        assert_eq!(shift(old, up), Some(Shift { top: 1, bottom: 4, by: 1, up: true }));
        assert_eq!(shift(up, old), Some(Shift { top: 1, bottom: 4, by: 1, up: false }));
    }

    #[test]
    fn a_short_row_is_not_worth_a_scroll() {
        let old = ["head", "a", "b", "c", "same", "foot"];
        assert_eq!(shift(old, ["head", "b", "c", "d", "same", "foot"]), None);
        assert_eq!(shift(old, old), None);
    }

    #[test]
    fn rows_that_come_free_have_no_origin() {
        let up = Shift { top: 1, bottom: 4, by: 1, up: true };
        assert_eq!([0, 1, 4, 5].map(|y| up.origin(y)), [Some(0), Some(2), None, Some(5)]);
        let down = Shift { up: false, ..up };
        assert_eq!([0, 1, 2, 4].map(|y| down.origin(y)), [Some(0), None, Some(1), Some(3)]);
    }
}

//! Finding cells of a row that only moved aside, as when a person types in the middle of a text, so that the
//! terminal can move them itself.

use super::row::Glyph;

/// Cells `from..to` of a row move by `by` columns; what leaves them is lost, what comes free is blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellShift {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) by: usize,
    pub(super) right: bool,
}

/// More columns than this are no typing.
const MOST: usize = 12;
/// Fewer cells than this are sooner written again.
const LEAST: usize = 12;

impl CellShift {
    /// The row after the shift.
    pub(super) fn of<'a>(self, row: &[Glyph<'a>]) -> Vec<Glyph<'a>> {
        let mut moved = row.to_vec();
        let (from, to) = (self.from, self.to);
        let free = if self.right {
            moved[from..to].rotate_right(self.by);
            from..from + self.by
        } else {
            moved[from..to].rotate_left(self.by);
            to - self.by..to
        };
        moved[free].fill(Glyph::nothing());
        moved
    }
}

/// The shift that leaves least to draw, if cells moved aside at all.
pub(super) fn find(before: &[Glyph<'_>], after: &[Glyph<'_>], first: usize) -> Option<CellShift> {
    let last = before.iter().zip(after).rposition(|(old, new)| old != new)? + 1;
    // What stays at the end of the row need not be moved away and back if it is nothing.
    let open = before.iter().skip(last).all(Glyph::is_plain_blank);
    let to = if open { before.len() } else { last };
    if to - first < LEAST {
        return None;
    }
    let whole = |row: &[Glyph<'_>], at: usize| row.get(at).is_none_or(|glyph| glyph.width > 0);
    (1..=MOST).flat_map(|by| [(by, true), (by, false)]).find_map(|(by, right)| {
        let (kept, came) =
            if right { (first..to - by, first + by..to) } else { (first + by..to, first..to - by) };
        let edges = [first, first + by, to - by, to];
        let sound = edges.iter().all(|at| whole(before, *at));
        (sound && before[kept] == after[came]).then_some(CellShift { from: first, to, by, right })
    })
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::super::row::{Row, read};
    use super::super::style::Depth;
    use super::*;

    fn found(before: &str, after: &str) -> Option<CellShift> {
        let (old, new) = (Buffer::with_lines([before]), Buffer::with_lines([after]));
        let (old, new): (Row<'_>, Row<'_>) = (read(&old, 0, Depth::Mono), read(&new, 0, Depth::Mono));
        let first = old.iter().zip(&new).position(|(old, new)| old != new)?;
        let shift = find(&old, &new, first)?;
        let (from, by) = (shift.from, shift.by);
        let moved = shift.of(&old);
        let drawn = if shift.right { from..from + by } else { shift.to - by..shift.to };
        assert!((0..new.len()).all(|at| drawn.contains(&at) || moved[at] == new[at]));
        Some(shift)
    }

    #[test]
    fn what_was_typed_in_the_middle_moves_the_rest_aside() {
        let right = |from, to, by| Some(CellShift { from, to, by, right: true });
        assert_eq!(found("> 診断の結果の取扱い    |", "> 診断のの結果の取扱い  |"), right(8, 22, 2));
        assert_eq!(found("ab0123456789abcdef  ", "abx0123456789abcdef "), right(2, 20, 1));
        let left = Some(CellShift { from: 2, to: 20, by: 1, right: false });
        assert_eq!(found("abx0123456789abcdef ", "ab0123456789abcdef  "), left);
    }

    #[test]
    fn what_did_not_move_is_left_alone() {
        assert_eq!(found("ab0123456789abcdef  ", "ab0123456789abcdeg  "), None);
        assert_eq!(found("一二三四五六七八九十", "甲乙丙丁戊己庚辛壬癸"), None);
    }
}

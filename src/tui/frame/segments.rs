//! Rows cut into the pieces that can move on their own.

use std::hash::{Hash, Hasher};

use super::row::{Glyph, Row};

/// A piece of a row between blanks: where it begins, and a number for what is there. Should two pieces ever
/// share it, a scroll is tried in vain.
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

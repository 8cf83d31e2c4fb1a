//! Moves of the cursor from one cell to another, and what they cost; nothing is allocated to compare them.

/// One command that moves the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Carriage return.
    Return,
    /// So many line feeds.
    Feed(u16),
    /// So many backspaces.
    Back(u16),
    /// A control sequence with a count, left out where it is 1.
    By(u16, u8),
    /// To a column, counted from 0.
    Column(u16),
    /// To a cell, counted from 0.
    At(u16, u16),
}

/// Commands that lead to a cell, and the bytes they take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CursorMove {
    steps: [Option<Step>; 3],
    len: usize,
}

impl CursorMove {
    fn of(steps: [Option<Step>; 3]) -> Self {
        let len = |step: Option<Step>| step.map_or(0, Step::len);
        let [a, b, c] = steps;
        Self { steps, len: len(a) + len(b) + len(c) }
    }

    /// The move that works wherever the cursor is.
    pub(super) fn absolute(x: u16, y: u16) -> Self {
        Self::of([Some(Step::At(x, y)), None, None])
    }

    /// The shortest move from a row and, if it is known, a column.
    ///
    /// Line feeds are only used from the first column: some systems return the carriage with them.
    pub(super) fn relative((column, row): (Option<u16>, u16), (x, y): (u16, u16)) -> Self {
        let margin = Self::of([Some(Step::Return), rows(row, y, true), columns(0, x)]);
        let direct = match column {
            Some(column) => Self::of([rows(row, y, column == 0), columns(column, x), None]),
            None => Self::of([rows(row, y, false), Some(Step::Column(x)), None]),
        };
        direct.shorter(margin)
    }

    /// This move, unless the other one is shorter.
    pub(super) fn shorter(self, other: Self) -> Self {
        if other.len < self.len { other } else { self }
    }

    pub(super) fn write(self, out: &mut Vec<u8>) {
        self.steps.into_iter().flatten().for_each(|step| step.write(out));
    }
}

impl Step {
    fn len(self) -> usize {
        match self {
            Self::Return => 1,
            Self::Feed(count) | Self::Back(count) => usize::from(count),
            Self::By(1, _) | Self::At(0, 0) => 3,
            Self::By(count, _) => 3 + digits(count),
            Self::Column(x) => 3 + digits(x + 1),
            Self::At(0, y) => 3 + digits(y + 1),
            Self::At(x, y) => 4 + digits(y + 1) + digits(x + 1),
        }
    }

    fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::Return => out.push(b'\r'),
            Self::Feed(count) => out.extend(std::iter::repeat_n(b'\n', usize::from(count))),
            Self::Back(count) => out.extend(std::iter::repeat_n(b'\x08', usize::from(count))),
            Self::By(count, letter) => sequence(out, count, letter),
            Self::Column(x) => {
                out.extend_from_slice(b"\x1b[");
                number(out, x + 1);
                out.push(b'G');
            }
            Self::At(0, 0) => out.extend_from_slice(b"\x1b[H"),
            Self::At(x, y) => {
                out.extend_from_slice(b"\x1b[");
                number(out, y + 1);
                if x > 0 {
                    out.push(b';');
                    number(out, x + 1);
                }
                out.push(b'H');
            }
        }
    }
}

fn rows(from: u16, to: u16, at_margin: bool) -> Option<Step> {
    match to.checked_sub(from) {
        Some(0) => None,
        Some(down @ ..4) if at_margin => Some(Step::Feed(down)),
        Some(down) => Some(Step::By(down, b'B')),
        None => Some(Step::By(from - to, b'A')),
    }
}

fn columns(from: u16, to: u16) -> Option<Step> {
    match to.checked_sub(from) {
        Some(0) => None,
        Some(right) => Some(Step::By(right, b'C')),
        None if from - to <= 3 => Some(Step::Back(from - to)),
        None => Some(Step::By(from - to, b'D')),
    }
}

/// A control sequence with a count, which is left out where it is 1.
pub(super) fn sequence(out: &mut Vec<u8>, count: u16, letter: u8) {
    out.extend_from_slice(b"\x1b[");
    if count != 1 {
        number(out, count);
    }
    out.push(letter);
}

/// A number in decimal.
pub(super) fn number(out: &mut Vec<u8>, number: u16) {
    let mut rest = number;
    let mut unit = 10u16.pow(digits(number) as u32 - 1);
    while unit > 0 {
        out.push(b'0' + (rest / unit) as u8);
        rest %= unit;
        unit /= 10;
    }
}

/// How many digits a number has.
pub(super) fn digits(number: u16) -> usize {
    1 + usize::from(number >= 10)
        + usize::from(number >= 100)
        + usize::from(number >= 1_000)
        + usize::from(number >= 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: (Option<u16>, Option<u16>), to: (u16, u16)) -> String {
        let absolute = CursorMove::absolute(to.0, to.1);
        let way = from.1.map_or(absolute, |row| CursorMove::relative((from.0, row), to).shorter(absolute));
        let mut out = Vec::new();
        way.write(&mut out);
        assert_eq!(out.len(), way.len);
        String::from_utf8(out).expect("text")
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
        assert_eq!(way((None, None), (120, 0)), "\x1b[1;121H");
    }

    #[test]
    fn numbers_are_written_in_decimal() {
        for n in [0, 1, 9, 10, 99, 100, 999, 1_000, 9_999, 10_000, u16::MAX] {
            let mut out = Vec::new();
            number(&mut out, n);
            assert_eq!(String::from_utf8(out).expect("digits"), n.to_string());
        }
    }
}

//! A terminal small enough to read: what the frame writer may say, carried out on a grid of cells, with
//! ambiguous characters as wide as one likes. No stored terminal can be had with two cells for them.

use ratatui::buffer::{Buffer, CellWidth};
use unicode_width::UnicodeWidthChar;

use super::desk::cells;

/// The terminal.
pub(crate) struct Emulator {
    size: (usize, usize),
    /// Rows of cells: a character, nothing for the second half of a wide one, a space for a blank.
    grid: Vec<Vec<String>>,
    at: (usize, usize),
    region: (usize, usize),
    /// The last column was written; the next character begins the next row.
    full: bool,
    /// Ambiguous characters take two cells.
    wide: bool,
}

impl Emulator {
    pub(crate) fn new((columns, rows): (u16, u16), wide: bool) -> Self {
        let size = (usize::from(columns), usize::from(rows));
        let grid = vec![vec![" ".to_owned(); size.0]; size.1];
        Self { size, grid, at: (0, 0), region: (0, size.1), full: false, wide }
    }

    /// Takes what a program writes.
    pub(crate) fn take(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            match c {
                '\u{1b}' => self.sequence(&mut rest),
                '\r' => self.go(0, self.at.1),
                '\n' => self.go(self.at.0, self.at.1 + 1),
                '\u{8}' => self.go(self.at.0.saturating_sub(1), self.at.1),
                c => self.print(c),
            }
        }
    }

    fn sequence(&mut self, rest: &mut std::str::Chars<'_>) {
        assert_eq!(rest.next(), Some('['), "only control sequences");
        let mut numbers = String::new();
        let end = rest.find(|c| {
            let ends = c.is_ascii_alphabetic() || *c == '@';
            if !ends {
                numbers.push(*c);
            }
            ends
        });
        let number = |at: usize| numbers.split(';').nth(at).and_then(|n| n.parse::<usize>().ok());
        let count = number(0).unwrap_or(1);
        let (x, y) = self.at;
        match end.expect("an end") {
            'm' => {}
            'h' | 'l' => assert!(matches!(numbers.as_str(), "?25" | "?2026"), "mode {numbers}"),
            'H' => self.go(number(1).unwrap_or(1) - 1, count - 1),
            'A' => self.go(x, y.saturating_sub(count)),
            'B' => self.go(x, y + count),
            'C' => self.go(x + count, y),
            'D' => self.go(x.saturating_sub(count), y),
            'G' => self.go(count - 1, y),
            'J' => self.grid.iter_mut().flatten().for_each(|cell| " ".clone_into(cell)),
            'K' => self.blank(x, self.size.0),
            'X' => self.blank(x, (x + count).min(self.size.0)),
            'r' => {
                self.region = (number(0).map_or(0, |top| top - 1), number(1).unwrap_or(self.size.1));
                self.go(0, 0);
            }
            'M' => self.grid[y..self.region.1].rotate_left(count.min(self.region.1 - y)),
            'L' => self.grid[y..self.region.1].rotate_right(count.min(self.region.1 - y)),
            'P' => self.grid[y][x..].rotate_left(count.min(self.size.0 - x)),
            '@' => self.grid[y][x..].rotate_right(count.min(self.size.0 - x)),
            other => panic!("unknown sequence {numbers}{other}"),
        }
        match end {
            Some('M') => self.empty_rows(self.region.1 - count.min(self.region.1 - y), self.region.1),
            Some('L') => self.empty_rows(y, (y + count).min(self.region.1)),
            Some('P') => self.blank(self.size.0 - count.min(self.size.0 - x), self.size.0),
            Some('@') => self.blank(x, (x + count).min(self.size.0)),
            _ => {}
        }
    }

    fn go(&mut self, x: usize, y: usize) {
        self.at = (x.min(self.size.0 - 1), y.min(self.size.1 - 1));
        self.full = false;
    }

    fn empty_rows(&mut self, from: usize, to: usize) {
        self.grid[from..to].iter_mut().flatten().for_each(|cell| " ".clone_into(cell));
    }

    fn blank(&mut self, from: usize, to: usize) {
        let row = &mut self.grid[self.at.1];
        // Of a wide character that loses a half, nothing is left.
        if row[from].is_empty() {
            " ".clone_into(&mut row[from - 1]);
        }
        if row.get(to).is_some_and(String::is_empty) {
            " ".clone_into(&mut row[to]);
        }
        row[from..to].iter_mut().for_each(|cell| " ".clone_into(cell));
    }

    fn print(&mut self, c: char) {
        let width = self.width(c);
        let (x, y) = self.at;
        if width == 0 {
            let last = if self.full { x } else { x - 1 };
            let base = (0..=last).rev().find(|x| !self.grid[y][*x].is_empty()).expect("a base");
            return self.grid[y][base].push(c);
        }
        if self.full || x + width > self.size.0 {
            self.go(0, y + 1);
        }
        let (x, y) = self.at;
        self.blank(x, x + width);
        self.grid[y][x] = c.to_string();
        self.grid[y][x + 1..x + width].iter_mut().for_each(String::clear);
        self.full = x + width >= self.size.0;
        self.at.0 = (x + width).min(self.size.0 - 1);
    }

    fn width(&self, c: char) -> usize {
        match c {
            '\u{FF9E}' | '\u{FF9F}' => 1,
            // Letters that the standard calls ambiguous and the library does not.
            'Α'..='Ω' | 'α'..='ω' | 'А'..='я' | 'é' if self.wide => 2,
            _ if self.wide => c.width_cjk().expect("no control"),
            _ => c.width().expect("no control"),
        }
    }

    /// The character at a cell; nothing for the second half of a wide one.
    pub(crate) fn shown(&self, x: u16, y: u16) -> &str {
        &self.grid[usize::from(y)][usize::from(x)]
    }

    /// Every cell that is not as the picture has it.
    pub(crate) fn differences(&self, picture: &Buffer) -> Vec<String> {
        let mut faults = Vec::new();
        for y in 0..picture.area.height {
            for (x, cell) in cells(picture, y) {
                let whole = (x + 1..x + cell.cell_width()).all(|x| self.shown(x, y).is_empty());
                if self.shown(x, y) != cell.symbol() || !whole {
                    faults.push(format!("({x},{y}) {:?} is {:?}", cell.symbol(), self.shown(x, y)));
                }
            }
        }
        faults
    }
}

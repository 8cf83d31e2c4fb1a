//! Brackets, strings and comments of a RON text that may be broken: what a hint needs to point at a cause.

use std::iter::Peekable;
use std::str::CharIndices;

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) offset: usize,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) c: char,
}

/// What stands in a text, up to a place.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Brackets that are open there, outermost first.
    pub(super) open: Vec<Spot>,
    /// The first bracket that is closed by one of another kind, with that other.
    pub(super) crossed: Option<(Spot, Spot)>,
    /// The first closing bracket that closes nothing.
    pub(super) surplus: Option<Spot>,
    /// The first character outside texts and notes that a Japanese keyboard or a word processor puts there.
    pub(super) wide: Option<Spot>,
    /// The last string: its first and its last character.
    pub(super) string: Option<(Spot, Spot)>,
    /// A string that is not closed.
    pub(super) open_string: Option<Spot>,
    /// A note `/* … */` that is not closed.
    pub(super) open_note: Option<Spot>,
    /// The last character that is neither blank nor in a note.
    pub(super) last: Option<Spot>,
    /// Where the notes begin, `// …` and `/* … */`.
    pub(super) notes: Vec<Spot>,
}

/// Looks at everything before `end`, an offset in bytes.
pub(super) fn scan(text: &str, end: usize) -> Scan {
    let end = (0..=end.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let chars = text[..end].char_indices().peekable();
    let mut scanner = Scanner { chars, line: 1, column: 0, found: Scan::default() };
    scanner.run();
    scanner.found
}

/// The offset in bytes of a line and a column in characters, both from 1.
pub(super) fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// The plain character that was probably meant by a wide or curly one.
pub(super) fn plain(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '＂' | '「' | '」' | '『' | '』' | '〝' | '〟' | '‘' | '’' | '＇' => {
            '"'
        }
        '，' | '、' | '､' => ',',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        '［' | '【' => '[',
        '］' | '】' => ']',
        '\u{3000}' | '\u{A0}' => ' ',
        '／' => '/',
        _ => return None,
    })
}

struct Scanner<'a> {
    chars: Peekable<CharIndices<'a>>,
    line: usize,
    column: usize,
    found: Scan,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(spot) = self.next() {
            match spot.c {
                '"' => self.string(spot),
                'r' if matches!(self.peek(), Some('"' | '#')) => self.raw_string(spot),
                '/' if self.peek() == Some('/') => self.line_note(spot),
                '/' if self.peek() == Some('*') => self.block_note(spot),
                c if c.is_whitespace() && plain(c).is_none() => {}
                _ => self.plain_text(spot),
            }
        }
    }

    fn next(&mut self) -> Option<Spot> {
        let (offset, c) = self.chars.next()?;
        self.column += 1;
        let spot = Spot { offset, line: self.line, column: self.column, c };
        if c == '\n' {
            self.line += 1;
            self.column = 0;
        }
        Some(spot)
    }

    fn peek(&mut self) -> Option<char> {
        self.chars.peek().map(|(_, c)| *c)
    }

    fn plain_text(&mut self, spot: Spot) {
        self.found.last = Some(spot);
        match spot.c {
            '(' | '[' | '{' => self.found.open.push(spot),
            ')' | ']' | '}' => self.close(spot),
            c if plain(c).is_some() => {
                self.found.wide.get_or_insert(spot);
            }
            _ => {}
        }
    }

    fn close(&mut self, spot: Spot) {
        match self.found.open.pop() {
            None => {
                self.found.surplus.get_or_insert(spot);
            }
            Some(open) if !matches!((open.c, spot.c), ('(', ')') | ('[', ']') | ('{', '}')) => {
                self.found.crossed.get_or_insert((open, spot));
            }
            Some(_) => {}
        }
    }

    fn string(&mut self, first: Spot) {
        self.found.last = Some(first);
        while let Some(spot) = self.next() {
            match spot.c {
                '\\' => drop(self.next()),
                '"' => {
                    self.found.string = Some((first, spot));
                    self.found.last = Some(spot);
                    return;
                }
                _ => {}
            }
        }
        self.found.open_string = Some(first);
    }

    /// `r"…"` or `r#"…"#`, in which nothing is escaped.
    fn raw_string(&mut self, first: Spot) {
        self.found.last = Some(first);
        let mut hashes = 0_usize;
        while self.peek() == Some('#') {
            hashes += 1;
            self.next();
        }
        let Some(open) = self.chars.next_if(|(_, c)| *c == '"').map(|_| first) else { return };
        self.column += 1;
        let mut closing = None;
        while let Some(spot) = self.next() {
            closing = match (spot.c, closing) {
                ('"', _) => Some(0),
                ('#', Some(count)) => Some(count + 1),
                _ => None,
            };
            if closing == Some(hashes) {
                self.found.string = Some((open, spot));
                self.found.last = Some(spot);
                return;
            }
        }
        self.found.open_string = Some(first);
    }

    fn line_note(&mut self, first: Spot) {
        self.found.notes.push(first);
        while self.next().is_some_and(|spot| spot.c != '\n') {}
    }

    fn block_note(&mut self, first: Spot) {
        self.found.notes.push(first);
        let mut depth = 0_usize;
        let mut before = first.c;
        while let Some(spot) = self.next() {
            match (before, spot.c) {
                ('/', '*') => depth += 1,
                ('*', '/') if depth <= 1 => return,
                ('*', '/') => depth -= 1,
                _ => {
                    before = spot.c;
                    continue;
                }
            }
            before = ' ';
        }
        self.found.open_note = Some(first);
    }
}

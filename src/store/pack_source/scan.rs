//! Splitting a pack file into words, texts and brackets, so that each block can be read on its own.
//!
//! Places are offsets in characters. Nothing is dropped: what does not belong outside texts (a curly
//! quotation mark, a full-width comma) is reported and read as what was meant.

use crate::domain::lint::Fault;

/// A piece of a pack file; comments and white space lie between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Open(char),
    Close(char),
    /// A text, without its quotation marks.
    Text(String),
    /// A key, a rule word, a number.
    Word(String),
    Comma,
    Colon,
    Other,
}

/// A scanned file.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) tokens: Vec<Token>,
    pub(super) faults: Vec<(usize, Fault)>,
    /// The characters, one for one, stray ones replaced by what was meant.
    pub(super) clean: Vec<char>,
}

impl Token {
    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(own) if own == word)
    }

    pub(super) fn is_text(&self, text: &str) -> bool {
        matches!(&self.kind, Kind::Text(own) if own == text)
    }
}

/// Scans a whole file or block.
pub(super) fn scan(chars: &[char]) -> Scan {
    let mut scanner =
        Scanner { out: Scan { clean: chars.to_vec(), ..Scan::default() }, at: 0, in_stray_words: false };
    while scanner.at < chars.len() {
        scanner.step();
    }
    scanner.out
}

struct Scanner {
    out: Scan,
    at: usize,
    /// Inside a run of words that belong nowhere; it is told once.
    in_stray_words: bool,
}

impl Scanner {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.out.clean.get(self.at + ahead).copied()
    }

    fn step(&mut self) {
        let Some(c) = self.peek(0) else { return };
        match c {
            _ if c.is_ascii_whitespace() => self.at += 1,
            '/' if self.peek(1) == Some('/') => self.line_comment(),
            '/' if self.peek(1) == Some('*') => self.block_comment(),
            '"' => self.text('"'),
            '(' | '[' | '{' => self.single(Kind::Open(c)),
            ')' | ']' | '}' => self.single(Kind::Close(c)),
            ',' => self.single(Kind::Comma),
            ':' => self.single(Kind::Colon),
            _ if c.is_ascii_alphanumeric() || c == '_' => self.word(),
            _ if c.is_ascii() => self.single(Kind::Other),
            _ => self.stray(c),
        }
    }

    fn single(&mut self, kind: Kind) {
        self.push(kind, self.at, self.at + 1);
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        self.in_stray_words = false;
        self.out.tokens.push(Token { kind, start, end });
        self.at = end;
    }

    fn line_comment(&mut self) {
        while self.peek(0).is_some_and(|c| c != '\n') {
            self.at += 1;
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        while let Some(c) = self.peek(0) {
            match (c, self.peek(1)) {
                ('/', Some('*')) => (depth, self.at) = (depth + 1, self.at + 2),
                ('*', Some('/')) => (depth, self.at) = (depth - 1, self.at + 2),
                _ => self.at += 1,
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let length = self.out.clean[start..]
            .iter()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '#'))
            .count();
        let word: String = self.out.clean[start..start + length].iter().collect();
        if word.trim_end_matches('#') == "r" && self.peek(length) == Some('"') {
            return self.raw_text(start, length);
        }
        self.push(Kind::Word(word), start, start + length);
    }

    /// A text as it is, `r#"…"#`.
    fn raw_text(&mut self, start: usize, length: usize) {
        let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', length - 1)).collect();
        let body = start + length + 1;
        let found = self.out.clean[body..].windows(close.len()).position(|window| window == close);
        let end = found.map_or(self.out.clean.len(), |found| body + found);
        if found.is_none() {
            self.out.faults.push((start, Fault::UnclosedText));
        }
        let text = self.out.clean[body..end].iter().collect();
        self.push(Kind::Text(text), start, (end + close.len()).min(self.out.clean.len()));
    }

    /// A text; where code seems to stand inside it, it was never closed and ends with its first line.
    fn text(&mut self, close: char) {
        let start = self.at;
        let mut end = start + 1;
        while let Some(&c) = self.out.clean.get(end) {
            if c == close {
                break;
            }
            end += if c == '\\' { 2 } else { 1 };
        }
        let end = end.min(self.out.clean.len());
        let text: String = self.out.clean[start + 1..end].iter().collect();
        if end == self.out.clean.len() || text.lines().skip(1).any(looks_like_code) {
            self.out.faults.push((start, Fault::UnclosedText));
            let first = text.lines().next().map_or(0, |line| line.chars().count());
            return self.push(Kind::Text(text), start, (start + 1 + first).min(self.out.clean.len()));
        }
        self.push(Kind::Text(text), start, end + 1);
    }

    fn stray(&mut self, found: char) {
        let meant = meant(found);
        if meant.is_some() || !self.in_stray_words {
            self.out.faults.push((self.at, Fault::StrayCharacter { found, meant }));
        }
        self.in_stray_words = meant.is_none();
        self.out.clean[self.at] = meant.unwrap_or(' ');
        if meant == Some('"') {
            let closing =
                self.out.clean[self.at + 1..].iter().position(|c| matches!(c, '“' | '”' | '"' | '\n'));
            if let Some(closing) = closing.map(|ahead| self.at + 1 + ahead)
                && self.out.clean[closing] != '\n'
            {
                self.out.clean[closing] = '"';
            }
        }
    }
}

/// The ASCII character that a word processor or an input method turned into this one.
fn meant(found: char) -> Option<char> {
    match found {
        '“' | '”' | '„' | '＂' => Some('"'),
        '，' | '、' => Some(','),
        '：' => Some(':'),
        '\u{3000}' | '\u{a0}' => Some(' '),
        '（' => Some('('),
        '）' => Some(')'),
        '［' => Some('['),
        '］' => Some(']'),
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(found) - u32::from('！') + u32::from('!'))
        }
        _ => None,
    }
}

const KEYS: &[&str] = &[
    "id",
    "clause",
    "kind",
    "title",
    "yomi",
    "rule",
    "ask",
    "yes_means",
    "evidence",
    "doubts",
    "effort",
    "not_applicable",
    "lead_days",
    "close",
    "ja",
    "en",
    "name",
    "short",
    "requirements",
    "requires",
];

fn looks_like_code(line: &str) -> bool {
    let line = line.trim_start();
    let key = line.split(':').next().unwrap_or_default();
    line.starts_with("Requirement(") || (key.len() < line.len() && KEYS.contains(&key))
}

/// The first fault of the brackets among these tokens.
pub(super) fn bracket_fault(tokens: &[Token]) -> Option<(usize, Fault)> {
    let mut open: Vec<(char, usize)> = Vec::new();
    for token in tokens {
        match token.kind {
            Kind::Open(bracket) => open.push((bracket, token.start)),
            Kind::Close(bracket) => match open.pop() {
                None => return Some((token.start, Fault::WrongBracket { bracket })),
                Some((opened, at)) if closing(opened) != bracket => {
                    return Some((at, Fault::UnclosedBracket { bracket: opened }));
                }
                Some(_) => {}
            },
            _ => {}
        }
    }
    open.pop().map(|(bracket, at)| (at, Fault::UnclosedBracket { bracket }))
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// Index of the token that closes the bracket opened at this index.
pub(super) fn matching(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(usize, Fault)> {
        let chars: Vec<char> = text.chars().collect();
        let scan = scan(&chars);
        scan.faults.into_iter().chain(bracket_fault(&scan.tokens)).collect()
    }

    #[test]
    fn brackets_and_marks_inside_texts_and_comments_do_not_count() {
        assert_eq!(faults("A(b: \"(“x”，\\\"[\", // ( \" \n c: [1] /* ] /* ) */ ( */, d: r#\"a\"(\"#)"), []);
    }

    #[test]
    fn an_open_bracket_is_reported_where_it_opens() {
        assert_eq!(faults("A(b: [1, 2, c: 3)"), [(5, Fault::UnclosedBracket { bracket: '[' })]);
        assert_eq!(faults("A(b: [1]))"), [(9, Fault::WrongBracket { bracket: ')' })]);
    }

    #[test]
    fn what_a_word_processor_did_is_understood() {
        let chars: Vec<char> = "A(b： “x”，)".chars().collect();
        let scan = scan(&chars);
        assert_eq!(scan.clean.iter().collect::<String>(), "A(b: \"x\",)");
        assert_eq!(scan.faults.len(), 3);
    }

    #[test]
    fn a_text_that_swallows_the_next_key_was_never_closed() {
        assert_eq!(faults("A(b: \"x,\n  clause: \"y\")")[0], (5, Fault::UnclosedText));
        assert_eq!(faults("A(b: \"x\n  y: z\")"), []);
    }
}

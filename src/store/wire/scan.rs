//! Where things stand in the text of a file: the header, the top-level keys, the entries of each list.
//!
//! RON's own reader forgets places once a value is built; this goes over the text once more, and only when
//! there is a fault to place.

use std::collections::HashMap;
use std::ops::Range;

use super::found::Spot;
use crate::store::ron_text;

/// Keys of the header, which stands first.
const HEADER: [&str; 5] = ["format", "app", "file", "pack", "edition"];

/// A piece of RON with the place where it begins, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// Letters, digits and the like.
    Word,
    /// A string with its quotes.
    Text,
    /// Any other single character.
    Sign(char),
}

/// Cuts RON into pieces, passing over white space and comments.
struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = (Token, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        self.skip();
        let start = self.at;
        let rest = &self.text[start..];
        let first = rest.chars().next()?;
        let (token, length) = match first {
            '"' => (Token::Text, quoted(rest, '"')),
            'r' if raw(rest).is_some() => (Token::Text, raw(rest).unwrap_or(1)),
            '\'' => (Token::Word, quoted(rest, '\'')),
            c if is_word(c) => (Token::Word, rest.find(|c| !is_word(c)).unwrap_or(rest.len())),
            c => (Token::Sign(c), c.len_utf8()),
        };
        self.at += length;
        Some((token, start..self.at))
    }
}

impl Tokens<'_> {
    fn skip(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n', '\u{FEFF}']).len();
            let comment = comment(&rest[blank..]);
            self.at += blank + comment;
            if blank + comment == 0 {
                return;
            }
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-')
}

/// Length of the comment a text begins with; nested block comments count as one.
fn comment(text: &str) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if !text.starts_with("/*") {
        return 0;
    }
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        match text.as_bytes().get(at..at + 2) {
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            Some(b"*/") if depth == 1 => return at + 2,
            Some(b"*/") => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    text.len()
}

/// Length of a string with its quotes; the rest of the text if it is not closed.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Length of a raw string `r#"…"#`, if the text begins with one.
fn raw(text: &str) -> Option<usize> {
    let hashes = text[1..].len() - text[1..].trim_start_matches('#').len();
    let body = text[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let close = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some((2 + hashes + close).min(text.len()))
}

/// The text up to the first top-level key that is not one of the header, closed, so that it can be read by
/// itself; nothing if the text is no RON struct.
pub(crate) fn head(text: &str) -> Option<String> {
    let mut depth = 0_usize;
    let mut word = None;
    for (token, range) in (Tokens { text, at: 0 }) {
        match token {
            Token::Sign('(' | '[' | '{') => depth += 1,
            Token::Sign(')' | ']' | '}') if depth <= 1 => return Some(text[..range.end].to_owned()),
            Token::Sign(')' | ']' | '}') => depth -= 1,
            Token::Sign(':') if depth == 1 => {
                let name: Range<usize> = word.take()?;
                if !HEADER.contains(&&text[name.clone()]) {
                    return Some(format!("{})", &text[..name.start]));
                }
            }
            Token::Word => word = Some(range),
            _ => {}
        }
    }
    None
}

/// The text without the innermost `key: value` around a place, given as line and column from 1; nothing if no key
/// stands around it. Everything else keeps its place.
pub(crate) fn without_key_at(text: &str, line: usize, column: usize) -> Option<String> {
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let inside = text.get(start..)?;
    let at = start + inside.char_indices().nth(column.checked_sub(1)?).map_or(inside.len(), |(at, _)| at);
    let tokens: Vec<_> = Tokens { text, at: 0 }.collect();
    let keys = (0..tokens.len()).rev().filter(|key| tokens[*key].0 == Token::Word && is_key(&tokens, *key));
    let before = keys.filter(|key| tokens[*key].1.start <= at);
    let around = before.map(|key| tokens[key].1.start..end_of(&tokens, key + 2, text.len()));
    let gone = around.into_iter().find(|range| at <= range.end)?;
    let blank = " ".repeat(gone.len());
    Some([&text[..gone.start], &blank, &text[gone.end..]].concat())
}

/// Where a value ends: behind its comma, or before what closes the struct it is in.
fn end_of(tokens: &[(Token, Range<usize>)], from: usize, end: usize) -> usize {
    let mut depth = 0_usize;
    for (token, range) in tokens.iter().skip(from) {
        match token {
            Token::Sign('(' | '[' | '{') => depth += 1,
            Token::Sign(')' | ']' | '}') if depth == 0 => return range.start,
            Token::Sign(')' | ']' | '}') => depth -= 1,
            Token::Sign(',') if depth == 0 => return range.end,
            _ => {}
        }
    }
    end
}

/// The places of a text.
#[derive(Debug, Default)]
pub(crate) struct Places<'a> {
    text: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
    sections: HashMap<&'a str, Section>,
    /// The tokens of the range gone over last: faults come in heaps.
    tokens: (Range<usize>, Vec<(Token, Range<usize>)>),
}

#[derive(Debug, Default)]
struct Section {
    whole: Range<usize>,
    entries: Vec<Range<usize>>,
}

impl<'a> Places<'a> {
    /// Goes over a text, which may be any text.
    pub(crate) fn of(text: &'a str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut walk = Walk { places: Self { text, lines, ..Self::default() }, ..Walk::default() };
        for (token, range) in (Tokens { text, at: 0 }) {
            walk.step(token, range);
        }
        walk.places
    }

    fn section(&mut self, name: &'a str) -> &mut Section {
        self.sections.entry(name).or_default()
    }

    /// Line and column, from 1, of a spot: the text it is about, else its key, else its entry, else its list.
    pub(crate) fn find(&mut self, spot: &Spot) -> (usize, usize) {
        let Some(section) = self.sections.get(spot.section) else { return (1, 1) };
        let range = section.entries.get(spot.index).unwrap_or(&section.whole).clone();
        let at = self.inside(range.clone(), spot).unwrap_or(range.start);
        self.position(at)
    }

    /// Line and column (in characters) of a place, from 1.
    fn position(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or_default();
        (line, self.text[start..at].chars().count() + 1)
    }

    /// The place of the text a spot is about, or else of its key, within an entry.
    fn inside(&mut self, range: Range<usize>, spot: &Spot) -> Option<usize> {
        let text = self.text.get(..range.end)?;
        if self.tokens.0 != range {
            self.tokens = (range.clone(), Tokens { text, at: range.start }.collect());
        }
        let tokens = &self.tokens.1;
        let is_it = |place: &&Range<usize>| {
            spot.value.as_ref().is_some_and(|value| says(&text[Range::clone(place)], value))
        };
        let mut first = None;
        for (at, (_, key)) in tokens.iter().enumerate().filter(|(at, _)| is_key(tokens, *at)) {
            if text[key.clone()] == *spot.field {
                first = first.or(Some(key.start));
                if let Some(value) = values(tokens, at + 2).find(is_it) {
                    return Some(value.start);
                }
            }
        }
        first
    }
}

/// Whether a text in quotation marks says something, whatever of it is written as an escape.
fn says(quoted: &str, value: &str) -> bool {
    let plain = quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    plain == Some(value) || ron_text::parse::<String>(quoted).is_ok_and(|text| text == value)
}

fn is_key(tokens: &[(Token, Range<usize>)], at: usize) -> bool {
    matches!(tokens.get(at + 1), Some((Token::Sign(':'), _)))
}

/// The texts a key holds: one, or those of a list.
fn values(tokens: &[(Token, Range<usize>)], from: usize) -> impl Iterator<Item = &Range<usize>> {
    let list = matches!(tokens.get(from), Some((Token::Sign('['), _)));
    let (first, most) = if list { (from + 1, usize::MAX) } else { (from, 1) };
    tokens
        .iter()
        .skip(first)
        .take(most)
        .take_while(|(token, _)| *token != Token::Sign(']'))
        .filter(|(token, _)| *token == Token::Text)
        .map(|(_, range)| range)
}

/// On the way through a text.
#[derive(Default)]
struct Walk<'a> {
    places: Places<'a>,
    depth: usize,
    /// The last word: a key, if a colon follows.
    word: Range<usize>,
    /// The top-level key we are under.
    name: &'a str,
    /// Whether that key holds a list.
    in_list: bool,
}

impl Walk<'_> {
    fn step(&mut self, token: Token, range: Range<usize>) {
        match token {
            Token::Sign(open @ ('(' | '[' | '{')) => self.open(open, range),
            Token::Sign(')' | ']' | '}') => self.close(&range),
            Token::Sign(':') if self.depth == 1 => {
                self.name = &self.places.text[self.word.clone()];
                self.places.section(self.name).whole = self.word.clone();
            }
            Token::Sign(',') if self.depth == 1 => self.name = "",
            Token::Word => self.word = range,
            _ => self.places.section(self.name).whole.end = range.end,
        }
    }

    fn open(&mut self, sign: char, range: Range<usize>) {
        self.depth += 1;
        if self.depth == 2 {
            self.in_list = sign == '[';
        }
        if self.depth == 3 && self.in_list {
            self.places.section(self.name).entries.push(range);
        }
    }

    fn close(&mut self, range: &Range<usize>) {
        if let (3, Some(entry)) = (self.depth, self.places.section(self.name).entries.last_mut()) {
            entry.end = range.end;
        }
        self.depth = self.depth.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "// ( not this\n(\n  format: 1, /* [ /* ( */ */ app: \"a ) \\\" (\",\n  people: [\n    (id: \"P-01\", \
                        on: \"x\"),\n    (id: r#\"P\"-02\"#, names: [\"a\", \"x\"], on: \"x\"),\n  ],\n)\n";

    fn spot(index: usize, field: &'static str, value: Option<&str>) -> Spot {
        Spot { section: "people", index, field, value: value.map(str::to_owned), id: String::new() }
    }

    #[test]
    fn the_head_ends_where_the_content_begins() {
        assert_eq!(
            head("(format: 2, app: \"kijun 3\", odd: ‽"),
            Some("(format: 2, app: \"kijun 3\", )".to_owned())
        );
        assert_eq!(head("(format: 1)"), Some("(format: 1)".to_owned()));
        assert_eq!(head("hello"), None);
    }

    #[test]
    fn faults_are_placed_in_their_entry() {
        let mut places = Places::of(TEXT);
        assert_eq!(places.find(&spot(0, "on", Some("x"))), (5, 22));
        assert_eq!(places.find(&spot(1, "on", Some("x"))), (6, 45));
        assert_eq!(places.find(&spot(1, "names", Some("x"))), (6, 35));
        assert_eq!(places.find(&spot(1, "id", Some("not there"))), (6, 6));
        assert_eq!(places.find(&spot(1, "posts", None)), (6, 5));
        assert_eq!(places.find(&Spot { section: "claims", ..Spot::default() }), (1, 1));
    }

    #[test]
    fn a_key_is_taken_out_with_its_value_and_nothing_else() {
        let text = "(\n  a: 1,\n  new: {\"x\": Chain([1, 2], (b: ‽))}, c: [(d: 2, e: 3)],\n  f: 4)";
        let out = |line, column| without_key_at(text, line, column).map(|text| text.replace([' ', '\n'], ""));
        assert_eq!(out(3, 3).as_deref(), Some("(a:1,c:[(d:2,e:3)],f:4)"));
        assert_eq!(out(3, 53).as_deref(), Some("(a:1,new:{\"x\":Chain([1,2],(b:‽))},c:[(d:2,)],f:4)"));
        assert_eq!(out(4, 6).as_deref(), Some("(a:1,new:{\"x\":Chain([1,2],(b:‽))},c:[(d:2,e:3)],)"));
        assert_eq!(out(1, 1), None);
        assert_eq!(without_key_at("", 1, 1), None);
        assert_eq!(without_key_at("a", 9, 9), None);
    }

    #[test]
    fn any_text_can_be_gone_over() {
        for text in ["", ")", "]]", "(((", "(a: [(", "\"", "r#\"", "/*", "'", "(:", "(a: \"\\", "‽(‽: [‽"]
        {
            let mut places = Places::of(text);
            places.find(&Spot { section: "a", field: "b", ..Spot::default() });
            head(text);
        }
    }
}

//! Where things stand in the text of a file: the header, the top-level keys, the entries of each list.
//!
//! RON's own reader forgets places once a value is built; this goes over the text once more, and only when
//! there is a fault to place.

use std::collections::HashMap;
use std::ops::Range;

use super::found::Spot;

/// Keys of the header, which stands first.
const HEADER: [&str; 4] = ["format", "app", "pack", "edition"];

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

/// The places of a text.
#[derive(Debug)]
pub(crate) struct Places<'a> {
    text: &'a str,
    sections: HashMap<&'a str, Section>,
}

#[derive(Debug, Default)]
struct Section {
    whole: Range<usize>,
    entries: Vec<Range<usize>>,
}

impl<'a> Places<'a> {
    /// Goes over a text, which may be any text.
    pub(crate) fn of(text: &'a str) -> Self {
        let mut places = Self { text, sections: HashMap::new() };
        let mut depth = 0_usize;
        let (mut word, mut name, mut in_list) = (0..0, "", false);
        for (token, range) in (Tokens { text, at: 0 }) {
            match token {
                Token::Sign(open @ ('(' | '[' | '{')) => {
                    depth += 1;
                    in_list = if depth == 2 { open == '[' } else { in_list };
                    if depth == 3 && in_list {
                        places.section(name).entries.push(range);
                    }
                }
                Token::Sign(')' | ']' | '}') => {
                    if let (3, Some(entry)) = (depth, places.section(name).entries.last_mut()) {
                        entry.end = range.end;
                    }
                    depth = depth.saturating_sub(1);
                }
                Token::Sign(':') if depth == 1 => {
                    name = &text[word.clone()];
                    places.section(name).whole = word.clone();
                }
                Token::Sign(',') if depth == 1 => name = "",
                Token::Word => word = range,
                _ => places.section(name).whole.end = range.end,
            }
        }
        places
    }

    fn section(&mut self, name: &'a str) -> &mut Section {
        self.sections.entry(name).or_default()
    }

    /// Line and column, from 1, of a spot: the text it is about, else its key, else its entry, else its list.
    pub(crate) fn find(&self, spot: &Spot) -> (usize, usize) {
        let Some(section) = self.sections.get(spot.section) else { return (1, 1) };
        let range = section.entries.get(spot.index).unwrap_or(&section.whole).clone();
        let at = self.inside(range.clone(), spot).unwrap_or(range.start);
        position(self.text, at)
    }

    fn inside(&self, range: Range<usize>, spot: &Spot) -> Option<usize> {
        let text = self.text.get(..range.end)?;
        let tokens: Vec<_> = Tokens { text, at: range.start }.collect();
        let key = |at: usize| {
            tokens.get(at + 1).is_some_and(|(next, _)| *next == Token::Sign(':'))
                && text[tokens[at].1.clone()] == *spot.field
        };
        let keys = (0..tokens.len()).filter(|&at| key(at));
        let quoted = spot.value.as_ref().map(|value| format!("{value:?}"));
        let same =
            |range: &Range<usize>| quoted.as_ref().is_some_and(|quoted| text[range.clone()] == **quoted);
        let after =
            |at: usize| tokens[at..].iter().find(|(token, range)| *token == Token::Text && same(range));
        let mut first_key = None;
        for at in keys {
            // The value of this key, or an element of the list it holds.
            let value = tokens.get(at + 2);
            let is_list = value.is_some_and(|(token, _)| *token == Token::Sign('['));
            match value {
                Some((_, range)) if same(range) => return Some(range.start),
                _ if is_list && after(at).is_some() => return after(at).map(|(_, range)| range.start),
                _ => first_key = first_key.or(Some(tokens[at].1.start)),
            }
        }
        first_key
    }
}

/// Line and column (in characters) of a place, from 1.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
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
        let places = Places::of(TEXT);
        assert_eq!(places.find(&spot(0, "on", Some("x"))), (5, 22));
        assert_eq!(places.find(&spot(1, "on", Some("x"))), (6, 45));
        assert_eq!(places.find(&spot(1, "names", Some("x"))), (6, 35));
        assert_eq!(places.find(&spot(1, "id", Some("not there"))), (6, 6));
        assert_eq!(places.find(&spot(1, "posts", None)), (6, 5));
        assert_eq!(places.find(&Spot { section: "claims", ..Spot::default() }), (1, 1));
    }

    #[test]
    fn any_text_can_be_gone_over() {
        for text in ["", ")", "]]", "(((", "(a: [(", "\"", "r#\"", "/*", "'", "(:", "(a: \"\\", "‽(‽: [‽"]
        {
            let places = Places::of(text);
            places.find(&Spot { section: "a", field: "b", ..Spot::default() });
            head(text);
        }
    }
}

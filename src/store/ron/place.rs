//! Places in the text of a file: its header, its top-level keys, the entries of each list.
//!
//! RON's own reader forgets places once a value is built; this reads the text once more, and only when there is a
//! fault to place.

use std::collections::HashMap;
use std::ops::Range;

use super::lex::{Kind, Lexer, Token, tokens};
use super::lines::Lines;
use super::text::parse;

/// Keys of the header, which comes first.
const HEADER: [&str; 5] = ["format", "app", "file", "pack", "edition"];

/// What a fault of a file is about: a top-level list or block, the entry in it, and a word or key to look for inside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Locator {
    /// The top-level key, such as `people`; empty for the header.
    pub(crate) section: &'static str,
    /// Which entry of that list, from 0.
    pub(crate) index: usize,
    /// The id or row of the entry, fit to be shown.
    pub(crate) id: String,
    /// The text the fault is about, as a string of the file, if it is one.
    pub(crate) value: Option<String>,
    /// The key the fault is about.
    pub(crate) field: &'static str,
}

/// The text up to the first top-level key that is not one of the header, closed, so that it can be read by
/// itself; nothing if the text is no RON struct.
pub(crate) fn head(text: &str) -> Option<String> {
    let mut depth = 0_usize;
    let mut word = None;
    for token in tokens(text) {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) if depth <= 1 => return Some(text[..token.end].to_owned()),
            Kind::Close(_) => depth -= 1,
            Kind::Colon if depth == 1 => {
                let name: Token = word.take()?;
                if !HEADER.contains(&name.content(text)) {
                    return Some(format!("{})", &text[..name.start]));
                }
            }
            Kind::Word => word = Some(token),
            _ => {}
        }
    }
    None
}

/// The text without the innermost `key: value` around a place, given as line and column from 1; nothing if there is no
/// key around it. Everything else keeps its place.
pub(crate) fn without_key_at(text: &str, line: usize, column: usize) -> Option<String> {
    let at = Lines::of(text).offset(line, column);
    let tokens: Vec<Token> = tokens(text).collect();
    let keys = (0..tokens.len()).rev().filter(|key| tokens[*key].kind == Kind::Word && is_key(&tokens, *key));
    let before = keys.filter(|key| tokens[*key].start <= at);
    let around = before.map(|key| tokens[key].start..end_of(&tokens, key + 2, text.len()));
    let gone = around.into_iter().find(|range| at <= range.end)?;
    let blank = " ".repeat(gone.len());
    Some([&text[..gone.start], &blank, &text[gone.end..]].concat())
}

/// Where a value ends: behind its comma, or before what closes the struct it is in.
fn end_of(tokens: &[Token], from: usize, end: usize) -> usize {
    let mut depth = 0_usize;
    for token in tokens.iter().skip(from) {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) if depth == 0 => return token.start,
            Kind::Close(_) => depth -= 1,
            Kind::Comma if depth == 0 => return token.end,
            _ => {}
        }
    }
    end
}

/// The top-level keys of a text and the entries of their lists.
#[derive(Debug, Default)]
pub(crate) struct Outline<'a> {
    lines: Lines<'a>,
    sections: HashMap<&'a str, Section>,
    /// The tokens of the range read last: faults come many at a time.
    tokens: (Range<usize>, Vec<Token>),
}

#[derive(Debug, Default)]
struct Section {
    whole: Range<usize>,
    entries: Vec<Range<usize>>,
}

impl<'a> Outline<'a> {
    /// That of a text, which may be any text.
    pub(crate) fn of(text: &'a str) -> Self {
        let mut walk =
            Walk { outline: Self { lines: Lines::of(text), ..Self::default() }, ..Walk::default() };
        tokens(text).for_each(|token| walk.step(token));
        walk.outline
    }

    fn section(&mut self, name: &'a str) -> &mut Section {
        self.sections.entry(name).or_default()
    }

    /// Line and column, from 1: of the text a fault is about, else its key, else its entry, else its list.
    pub(crate) fn find(&mut self, locator: &Locator) -> (usize, usize) {
        let Some(section) = self.sections.get(locator.section) else { return (1, 1) };
        let range = section.entries.get(locator.index).unwrap_or(&section.whole).clone();
        let at = self.inside(range.clone(), locator).unwrap_or(range.start);
        self.lines.position(at)
    }

    /// The place of the text a fault is about, or else of its key, within an entry.
    fn inside(&mut self, range: Range<usize>, locator: &Locator) -> Option<usize> {
        let text = self.lines.text().get(..range.end)?;
        if self.tokens.0 != range {
            let tokens = Lexer::at(text, range.start).filter(|token| token.kind != Kind::Comment);
            self.tokens = (range, tokens.collect());
        }
        let tokens = &self.tokens.1;
        let is_it = |token: &&Token| locator.value.as_ref().is_some_and(|value| says(text, **token, value));
        let mut first = None;
        for (at, key) in tokens.iter().enumerate().filter(|(at, _)| is_key(tokens, *at)) {
            if key.content(text) == locator.field {
                first = first.or(Some(key.start));
                if let Some(value) = values(tokens, at + 2).find(is_it) {
                    return Some(value.start);
                }
            }
        }
        first
    }
}

/// Whether a string says something, whatever of it is written as an escape.
fn says(text: &str, token: Token, value: &str) -> bool {
    let quoted = &text[token.start..token.end];
    token.content(text) == value || parse::<String>(quoted).is_ok_and(|text| text == value)
}

fn is_key(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|token| token.kind == Kind::Colon)
}

/// The strings that a key holds: one, or those of a list.
fn values(tokens: &[Token], from: usize) -> impl Iterator<Item = &Token> {
    let list = tokens.get(from).is_some_and(|token| token.kind == Kind::Open('['));
    let (first, most) = if list { (from + 1, usize::MAX) } else { (from, 1) };
    tokens
        .iter()
        .skip(first)
        .take(most)
        .take_while(|token| token.kind != Kind::Close(']'))
        .filter(|token| token.kind == Kind::Text)
}

/// On the way through a text.
#[derive(Default)]
struct Walk<'a> {
    outline: Outline<'a>,
    depth: usize,
    /// The last word: a key, if a colon follows.
    word: Range<usize>,
    /// The top-level key we are under.
    name: &'a str,
    /// Whether that key holds a list.
    in_list: bool,
}

impl Walk<'_> {
    fn step(&mut self, token: Token) {
        let range = token.start..token.end;
        match token.kind {
            Kind::Open(bracket) => self.open(bracket, range),
            Kind::Close(_) => self.close(&range),
            Kind::Colon if self.depth == 1 => {
                self.name = &self.outline.lines.text()[self.word.clone()];
                self.outline.section(self.name).whole = self.word.clone();
            }
            Kind::Comma if self.depth == 1 => self.name = "",
            Kind::Word => self.word = range,
            _ => self.outline.section(self.name).whole.end = range.end,
        }
    }

    fn open(&mut self, bracket: char, range: Range<usize>) {
        self.depth += 1;
        if self.depth == 2 {
            self.in_list = bracket == '[';
        }
        if self.depth == 3 && self.in_list {
            self.outline.section(self.name).entries.push(range);
        }
    }

    fn close(&mut self, range: &Range<usize>) {
        if let (3, Some(entry)) = (self.depth, self.outline.section(self.name).entries.last_mut()) {
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

    fn locator(index: usize, field: &'static str, value: Option<&str>) -> Locator {
        Locator { section: "people", index, field, value: value.map(str::to_owned), id: String::new() }
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
        let mut outline = Outline::of(TEXT);
        assert_eq!(outline.find(&locator(0, "on", Some("x"))), (5, 22));
        assert_eq!(outline.find(&locator(1, "on", Some("x"))), (6, 45));
        assert_eq!(outline.find(&locator(1, "names", Some("x"))), (6, 35));
        assert_eq!(outline.find(&locator(1, "id", Some("not there"))), (6, 6));
        assert_eq!(outline.find(&locator(1, "posts", None)), (6, 5));
        assert_eq!(outline.find(&Locator { section: "claims", ..Locator::default() }), (1, 1));
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
    fn any_text_has_an_outline() {
        for text in ["", ")", "]]", "(((", "(a: [(", "\"", "r#\"", "/*", "'", "(:", "(a: \"\\", "‽(‽: [‽"]
        {
            let mut outline = Outline::of(text);
            outline.find(&Locator { section: "a", field: "b", ..Locator::default() });
            head(text);
        }
    }
}

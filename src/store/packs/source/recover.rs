//! Reading one block to the end in spite of its faults: each fault is noted at its place, corrected as it was
//! probably meant, and the block is read again, until the parser is content or no correction is known.

use ron::error::{Error, SpannedError};
use serde::de::DeserializeOwned;

use super::pieces::pieces;
use crate::domain::lint::{Expected, Fault, nearest};
use crate::store::ron::lex::{Kind, Token, matching};
use crate::store::ron::lines::Lines;
use crate::store::ron::text::parse_plainly;

/// How many faults of one block are reported.
const MOST: usize = 50;
const BILINGUAL: &str = "(ja: \"—\", en: \"—\")";

/// A block as read.
#[derive(Debug)]
pub(super) struct Recovered<T> {
    /// The value, if the corrections sufficed.
    pub(super) value: Option<T>,
    /// Faults with their offsets in the file.
    pub(super) faults: Vec<(usize, Fault)>,
    /// True if a correction put something in that the author did not write.
    pub(super) guessed: bool,
}

/// The text of a block, each byte with its offset in the file.
#[derive(Clone, PartialEq)]
struct Draft {
    text: String,
    places: Vec<usize>,
}

/// What to put instead of a stretch of a text.
struct Correction {
    from: usize,
    to: usize,
    with: String,
    guess: bool,
}

/// Reads a block that begins at this offset of the file.
pub(super) fn read<T: DeserializeOwned>(block: &str, offset: usize) -> Recovered<T> {
    let mut draft = Draft { text: block.to_owned(), places: (offset..offset + block.len()).collect() };
    let mut out = Recovered { value: None, faults: Vec::new(), guessed: false };
    for _ in 0..MOST {
        let error = match parse_plainly::<T>(&draft.text) {
            Ok(value) => {
                out.value = Some(value);
                break;
            }
            Err(error) => error,
        };
        let (at, fault, correction) = Case::new(&draft.text, &error).explain(error.code);
        let place = draft.places.get(at).or(draft.places.last()).copied().unwrap_or(offset);
        if !out.faults.iter().any(|(known, _)| *known == place) {
            out.faults.push((place, fault));
        }
        let Some(correction) = correction else { break };
        out.guessed |= correction.guess;
        if !draft.correct(correction, place) {
            break;
        }
    }
    out
}

impl Draft {
    /// Applies a correction; false if it changes nothing.
    fn correct(&mut self, Correction { from, to, with, .. }: Correction, place: usize) -> bool {
        let to = to.min(self.text.len());
        let from = from.min(to);
        let changes = self.text[from..to] != with;
        self.places.splice(from..to, std::iter::repeat_n(place, with.len()));
        self.text.replace_range(from..to, &with);
        changes
    }
}

/// One complaint of the parser, with what is around it.
struct Case<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    start: usize,
    end: usize,
}

type Explained = (usize, Fault, Option<Correction>);

impl<'a> Case<'a> {
    fn new(text: &'a str, error: &SpannedError) -> Self {
        let lines = Lines::of(text);
        let [start, end] =
            [error.span.start, error.span.end].map(|position| lines.offset(position.line, position.col));
        Self { text, tokens: pieces(text), start, end }
    }

    fn explain(&self, error: Error) -> Explained {
        match error {
            Error::NoSuchStructField { expected, found, outer } => self.unknown_key(expected, found, outer),
            Error::NoSuchEnumVariant { expected, found, outer } => self.unknown_word(expected, found, outer),
            Error::ExpectedDifferentStructName { expected, found } => {
                let fault = Fault::WrongBlock { found, expected: expected.to_owned() };
                (self.start, fault, Some(self.replace(expected)))
            }
            Error::DuplicateStructField { field, outer } => {
                let fault = Fault::RepeatedKey { key: field.to_owned(), block: outer.unwrap_or_default() };
                (self.start, fault, self.without_entry())
            }
            Error::MissingStructField { field, outer } => self.missing_key(field, outer),
            Error::ExpectedComma => self.missing_comma(),
            Error::ExpectedMapColon => {
                let at = self.before().map_or(self.start, |token| token.end);
                let correction = Correction { from: at, to: at, with: ":".to_owned(), guess: false };
                (self.before().map_or(self.start, |token| token.start), Fault::MissingColon, Some(correction))
            }
            Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => self.brackets_wanted(),
            Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => self.one_only(),
            other => self.wrong_value(&other),
        }
    }

    fn unknown_key(&self, known: &[&str], found: String, outer: Option<String>) -> Explained {
        let near = nearest(&found, known.iter().copied());
        let correction = match &near {
            Some(near) => Some(self.replace(near)),
            None => self.without_entry(),
        };
        let known = known.iter().map(|key| (*key).to_owned()).collect();
        let fault = Fault::UnknownKey { found, block: outer.unwrap_or_default(), near, known };
        (self.start, fault, correction)
    }

    fn unknown_word(&self, known: &[&str], found: String, outer: Option<String>) -> Explained {
        let near = nearest(&found, known.iter().copied());
        let correction = match (&near, known) {
            (Some(near), _) => Some(self.replace(near)),
            (None, [.., "Kind", "Act"]) => self.instead("Section"),
            (None, [first, ..]) => self.instead(first),
            (None, []) => None,
        };
        let known = known.iter().map(|word| (*word).to_owned()).collect();
        let of = outer.unwrap_or_default();
        (self.start, Fault::UnknownWord { found, of, near, known }, correction)
    }

    fn missing_key(&self, key: &str, outer: Option<String>) -> Explained {
        let close = self.tokens.iter().position(|token| token.start >= self.start);
        let open = close.and_then(|close| {
            (0..close).rev().find(|&at| {
                matches!(self.tokens[at].kind, Kind::Open(_)) && matching(&self.tokens, at) == Some(close)
            })
        });
        let block = outer.unwrap_or_default();
        let at = if block == "Requirement" { self.id() } else { None };
        let at = at.or(open.map(|open| self.head(open))).unwrap_or(self.start);
        let with = format!(", {key}: {}", filler(key));
        let comma = self.before().is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Open(_)));
        let with = if comma { with[2..].to_owned() } else { with };
        let correction = Correction { from: self.start, to: self.start, with, guess: true };
        (at, Fault::MissingKey { key: key.to_owned(), block }, Some(correction))
    }

    fn missing_comma(&self) -> Explained {
        let Some(before) = self.before() else { return (self.start, Fault::MissingComma, None) };
        if let (Kind::Word, Some(open)) = (before.kind, self.index())
            && self.tokens[open].kind == Kind::Open('(')
        {
            let word = before.content(self.text).to_owned();
            let to = matching(&self.tokens, open).map_or(self.start, |close| self.tokens[close].end);
            let correction = Correction { from: self.start, to, with: String::new(), guess: false };
            return (before.start, Fault::BracketsNotWanted { word }, Some(correction));
        }
        let correction = Correction { from: before.end, to: before.end, with: ",".to_owned(), guess: false };
        (before.end.saturating_sub(1), Fault::MissingComma, Some(correction))
    }

    fn brackets_wanted(&self) -> Explained {
        match self.before() {
            Some(token) if token.kind == Kind::Word => {
                let at = token.end;
                let correction = Correction { from: at, to: at, with: "()".to_owned(), guess: false };
                let word = token.content(self.text).to_owned();
                (token.start, Fault::BracketsWanted { word }, Some(correction))
            }
            _ => (self.start, Fault::WrongValue { expected: Expected::Block }, self.instead(BILINGUAL)),
        }
    }

    /// More than one value where a word takes one.
    fn one_only(&self) -> Explained {
        let inside = self.tokens.iter().rposition(|token| token.start < self.start).unwrap_or_default();
        let open = (0..=inside).rev().find(|&at| {
            matches!(self.tokens[at].kind, Kind::Open(_))
                && matching(&self.tokens, at).is_none_or(|close| self.tokens[close].start >= self.start)
        });
        let Some((open, close)) = open.and_then(|open| Some((open, matching(&self.tokens, open)?))) else {
            return (self.start, Fault::Unreadable { says: Error::ExpectedStructLikeEnd.to_string() }, None);
        };
        let before = open.checked_sub(1).map(|at| self.tokens[at]).filter(|token| token.kind == Kind::Word);
        let word = before.map(|token| token.content(self.text).to_owned()).unwrap_or_default();
        let correction =
            Correction { from: self.start, to: self.tokens[close].start, with: String::new(), guess: true };
        (self.head(open), Fault::OneOnly { word }, Some(correction))
    }

    fn wrong_value(&self, error: &Error) -> Explained {
        let (expected, with) = match error {
            Error::ExpectedString => (Expected::Text, "\"—\""),
            Error::ExpectedInteger | Error::IntegerOutOfBounds | Error::InvalidIntegerDigit { .. } => {
                (Expected::Number, "1")
            }
            Error::ExpectedArray => (Expected::List, "[]"),
            Error::ExpectedBoolean => (Expected::YesNo, "true"),
            Error::ExpectedIdentifier => return self.quoted_word(),
            other => return (self.start, Fault::Unreadable { says: other.to_string() }, None),
        };
        let at = self.value().map_or(self.start, |(from, _)| from);
        (at, Fault::WrongValue { expected }, self.instead(with))
    }

    fn quoted_word(&self) -> Explained {
        let text = self.index().map(|at| self.tokens[at]).filter(|token| token.kind == Kind::Text);
        let correction = text.and_then(|text| self.instead(text.content(self.text)));
        (self.start, Fault::WrongValue { expected: Expected::Word }, correction)
    }

    fn replace(&self, with: &str) -> Correction {
        Correction { from: self.start, to: self.end, with: with.to_owned(), guess: false }
    }

    /// Puts something instead of the value at the fault.
    fn instead(&self, with: &str) -> Option<Correction> {
        let (from, to) = self.value()?;
        Some(Correction { from, to, with: with.to_owned(), guess: true })
    }

    /// Takes out the entry whose key is at the fault.
    fn without_entry(&self) -> Option<Correction> {
        let (from, to) = self.value()?;
        let comma = self.tokens.iter().find(|token| token.start >= to)?;
        let to = if comma.kind == Kind::Comma { comma.end } else { to };
        Some(Correction { from, to, with: String::new(), guess: false })
    }

    /// From the fault to the end of the entry it is in.
    fn value(&self) -> Option<(usize, usize)> {
        let first = self.tokens.iter().position(|token| token.end > self.start)?;
        let first = match first.checked_sub(1) {
            Some(sign) if matches!(self.tokens[sign].kind, Kind::Other(_)) => sign,
            _ => first,
        };
        let mut at = first;
        while let Some(token) = self.tokens.get(at) {
            match token.kind {
                Kind::Comma | Kind::Close(_) => break,
                Kind::Open(_) => at = matching(&self.tokens, at)? + 1,
                _ => at += 1,
            }
        }
        let last = at.checked_sub(1).filter(|last| *last >= first)?;
        Some((self.tokens[first].start, self.tokens[last].end))
    }

    fn before(&self) -> Option<&Token> {
        self.tokens.iter().rev().find(|token| token.end <= self.start)
    }

    fn index(&self) -> Option<usize> {
        self.tokens.iter().position(|token| token.start == self.start)
    }

    /// Where the block that opens at this token begins: at its name, its key, or its bracket.
    fn head(&self, open: usize) -> usize {
        let named = open.checked_sub(1).filter(|at| self.tokens[*at].kind == Kind::Word);
        self.tokens[named.unwrap_or(open)].start
    }

    fn id(&self) -> Option<usize> {
        let at = self.tokens.iter().position(|token| token.is_word(self.text, "id"))?;
        self.tokens.get(at + 2).filter(|token| token.kind == Kind::Text).map(|token| token.start)
    }
}

/// Something of the right sort for a key that is not there.
fn filler(key: &str) -> &'static str {
    match key {
        "rule" | "of" | "then" => "Section",
        "title" | "ask" | "name" | "short" | "about" | "strict" | "lenient" => BILINGUAL,
        "kind" => "Leaf",
        "by" => "DisjointFromTeam",
        "kinds" | "routes" | "groups" | "scope" | "requires" | "requirements" | "files" | "lists" => "[]",
        "format" | "at_least" | "within_years" | "within_months" | "lenient_months" => "1",
        _ => "\"—\"",
    }
}

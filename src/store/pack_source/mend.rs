//! Reading one block to the end in spite of its faults: each fault is noted at its place, mended as it was
//! probably meant, and the block is read again, until the parser is content or no mend is known.

use ron::error::{Error, SpannedError};
use serde::de::DeserializeOwned;

use super::scan::{Kind, Token, matching, scan};
use crate::domain::lint::{Expected, Fault, nearest};
use crate::store::packs::parse;

/// How many faults of one block are told.
const MOST: usize = 50;
const BILINGUAL: &str = "(ja: \"—\", en: \"—\")";

/// A block as read.
#[derive(Debug)]
pub(super) struct Mended<T> {
    /// The value, if the mends sufficed.
    pub(super) value: Option<T>,
    /// Faults with their offsets in the file.
    pub(super) faults: Vec<(usize, Fault)>,
    /// True if a mend put something in that the author did not write.
    pub(super) guessed: bool,
}

/// The text of a block, each character with its offset in the file.
type Chars = Vec<(char, usize)>;

/// What to put instead of a stretch of characters.
struct Mend {
    from: usize,
    to: usize,
    with: String,
    guess: bool,
}

/// Reads a block that begins at this offset of the file.
pub(super) fn read<T: DeserializeOwned>(block: &[char], offset: usize) -> Mended<T> {
    let mut chars: Chars = block.iter().enumerate().map(|(at, c)| (*c, offset + at)).collect();
    let mut out = Mended { value: None, faults: Vec::new(), guessed: false };
    for _ in 0..MOST {
        let text: String = chars.iter().map(|(c, _)| c).collect();
        let error = match parse::<T>(&text) {
            Ok(value) => {
                out.value = Some(value);
                break;
            }
            Err(error) => error,
        };
        let before = chars.clone();
        let (at, fault, mend) = Case::new(&chars, &error).explain(error.code);
        let place = chars.get(at).or(chars.last()).map_or(offset, |(_, place)| *place);
        if !out.faults.iter().any(|(known, _)| *known == place) {
            out.faults.push((place, fault));
        }
        let Some(mend) = mend else { break };
        out.guessed |= mend.guess;
        apply(&mut chars, &mend, place);
        if chars == before {
            break;
        }
    }
    out
}

fn apply(chars: &mut Chars, mend: &Mend, place: usize) {
    let to = mend.to.min(chars.len());
    let from = mend.from.min(to);
    chars.splice(from..to, mend.with.chars().map(|c| (c, place)));
}

/// One complaint of the parser, with what stands around it.
struct Case {
    tokens: Vec<Token>,
    start: usize,
    end: usize,
}

type Explained = (usize, Fault, Option<Mend>);

impl Case {
    fn new(chars: &Chars, error: &SpannedError) -> Self {
        let plain: Vec<char> = chars.iter().map(|(c, _)| *c).collect();
        let start = offset_of(&plain, error.span.start.line, error.span.start.col);
        let end = offset_of(&plain, error.span.end.line, error.span.end.col);
        Self { tokens: scan(&plain).tokens, start, end }
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
                let mend = Mend { from: at, to: at, with: ":".to_owned(), guess: false };
                (self.before().map_or(self.start, |token| token.start), Fault::MissingColon, Some(mend))
            }
            Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => self.brackets_wanted(),
            Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => self.one_only(),
            other => self.wrong_value(&other),
        }
    }

    fn unknown_key(&self, known: &[&str], found: String, outer: Option<String>) -> Explained {
        let near = nearest(&found, known.iter().copied());
        let mend = match &near {
            Some(near) => Some(self.replace(near)),
            None => self.without_entry(),
        };
        let known = known.iter().map(|key| (*key).to_owned()).collect();
        let fault = Fault::UnknownKey { found, block: outer.unwrap_or_default(), near, known };
        (self.start, fault, mend)
    }

    fn unknown_word(&self, known: &[&str], found: String, outer: Option<String>) -> Explained {
        let near = nearest(&found, known.iter().copied());
        let mend = match (&near, known) {
            (Some(near), _) => Some(self.replace(near)),
            (None, [.., "Kind", "Act"]) => self.instead("Section"),
            (None, [first, ..]) => self.instead(first),
            (None, []) => None,
        };
        let known = known.iter().map(|word| (*word).to_owned()).collect();
        let of = outer.unwrap_or_default();
        (self.start, Fault::UnknownWord { found, of, near, known }, mend)
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
        let mend = Mend { from: self.start, to: self.start, with, guess: true };
        (at, Fault::MissingKey { key: key.to_owned(), block }, Some(mend))
    }

    fn missing_comma(&self) -> Explained {
        let Some(before) = self.before() else { return (self.start, Fault::MissingComma, None) };
        if let (Kind::Word(word), Some(open)) = (&before.kind, self.index())
            && self.tokens[open].kind == Kind::Open('(')
        {
            let to = matching(&self.tokens, open).map_or(self.start, |close| self.tokens[close].end);
            let mend = Mend { from: self.start, to, with: String::new(), guess: false };
            return (before.start, Fault::BracketsNotWanted { word: word.clone() }, Some(mend));
        }
        let mend = Mend { from: before.end, to: before.end, with: ",".to_owned(), guess: false };
        (before.end.saturating_sub(1), Fault::MissingComma, Some(mend))
    }

    fn brackets_wanted(&self) -> Explained {
        match self.before() {
            Some(Token { kind: Kind::Word(word), start, end }) => {
                let mend = Mend { from: *end, to: *end, with: "()".to_owned(), guess: false };
                (*start, Fault::BracketsWanted { word: word.clone() }, Some(mend))
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
        let word = match open.checked_sub(1).map(|at| &self.tokens[at].kind) {
            Some(Kind::Word(word)) => word.clone(),
            _ => String::new(),
        };
        let mend = Mend { from: self.start, to: self.tokens[close].start, with: String::new(), guess: true };
        (self.head(open), Fault::OneOnly { word }, Some(mend))
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
        let mend = match self.index().map(|at| &self.tokens[at].kind) {
            Some(Kind::Text(word)) => self.instead(word),
            _ => None,
        };
        (self.start, Fault::WrongValue { expected: Expected::Word }, mend)
    }

    fn replace(&self, with: &str) -> Mend {
        Mend { from: self.start, to: self.end, with: with.to_owned(), guess: false }
    }

    /// Puts something instead of the value that stands at the fault.
    fn instead(&self, with: &str) -> Option<Mend> {
        let (from, to) = self.value()?;
        Some(Mend { from, to, with: with.to_owned(), guess: true })
    }

    /// Takes out the entry whose key stands at the fault.
    fn without_entry(&self) -> Option<Mend> {
        let (from, to) = self.value()?;
        let comma = self.tokens.iter().find(|token| token.start >= to)?;
        let to = if comma.kind == Kind::Comma { comma.end } else { to };
        Some(Mend { from, to, with: String::new(), guess: false })
    }

    /// From the fault to the end of the entry it stands in.
    fn value(&self) -> Option<(usize, usize)> {
        let first = self.tokens.iter().position(|token| token.end > self.start)?;
        let first = match first.checked_sub(1) {
            Some(sign) if self.tokens[sign].kind == Kind::Other => sign,
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
        let named = open.checked_sub(1).filter(|at| matches!(self.tokens[*at].kind, Kind::Word(_)));
        self.tokens[named.unwrap_or(open)].start
    }

    fn id(&self) -> Option<usize> {
        let at = self.tokens.iter().position(|token| token.is_word("id"))?;
        self.tokens.get(at + 2).filter(|token| matches!(token.kind, Kind::Text(_))).map(|token| token.start)
    }
}

fn offset_of(chars: &[char], line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        _ => chars.iter().enumerate().filter(|(_, c)| **c == '\n').nth(line - 2).map_or(0, |(at, _)| at + 1),
    };
    (start + column.saturating_sub(1)).min(chars.len())
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

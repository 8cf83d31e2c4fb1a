//! What RON's own messages do not say, in both languages: what probably happened and how to correct it.

use ron::error::{Error, Position, SpannedError};
use thiserror::Error as Thrown;

use super::lex::{Brackets, Kind, Lexer, Token, plain};
use super::lines::Lines;
use crate::domain::clean::is_hidden;
use crate::domain::text::{Bilingual, both};
use crate::store::foreign::Foreign;
use crate::store::limits;

/// How alike two words must be (0 to 1) for one to be offered in the place of the other.
const ALIKE: f64 = 0.75;

/// Most characters in one message or hint.
const LONGEST: usize = 400;

/// Why a text is not the RON that was expected, and where.
#[derive(Debug, Clone, PartialEq, Eq, Thrown)]
#[error("{line}:{column}: {}", message.en)]
pub struct RonFault {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: Bilingual,
    /// What probably happened and how to correct it.
    pub hint: Option<Bilingual>,
}

/// Words of the file may be quoted: nothing in them steers a terminal or fills a screen.
fn tamed(words: &Bilingual) -> Bilingual {
    let shown = |c: char| if is_hidden(c) { char::REPLACEMENT_CHARACTER } else { c };
    let tame = |text: &str| text.chars().map(shown).take(LONGEST).collect::<String>();
    both(tame(&words.ja), tame(&words.en))
}

/// A RON error with its place, its meaning in both languages, and what probably happened.
pub(super) fn explain(text: &str, error: &SpannedError) -> RonFault {
    let Position { line, col } = place(error);
    let lines = Lines::of(text);
    let offset = lines.offset(line, col);
    let case = Case {
        code: &error.code,
        line,
        text,
        offset,
        found: text[offset..].chars().next(),
        before: Scan::of(&text[..offset]),
        whole: Scan::of(text),
        lines,
    };
    RonFault {
        line,
        column: col,
        message: tamed(&message(&error.code)),
        hint: case.hint().as_ref().map(tamed),
    }
}

/// A file that is no RON at all, but something that is known; nothing if it may be RON with faults.
pub(super) fn foreign(bytes: &[u8]) -> Option<RonFault> {
    let (found, line) = Foreign::in_place_of_assessment(bytes)?;
    let (ja, en) = found.hint_for_assessment();
    Some(RonFault { line, column: 1, message: found.sentence(), hint: Some(both(ja, en)) })
}

/// A file that is not UTF-8: what comes before the first strange byte says where.
pub(super) fn not_utf8(bytes: &[u8], valid: usize) -> RonFault {
    let before = String::from_utf8_lossy(&bytes[..valid]);
    let (line, column) = Lines::of(&before).position(before.len());
    let name = "Shift_JIS";
    let message = both("UTF-8 の文字として読めません", "not UTF-8 text");
    let hint = both(
        format!("{name} で保存された可能性があります。文字コードを UTF-8 にして保存し直してください"),
        format!("it was probably saved as {name}; save it again as UTF-8"),
    );
    RonFault { line, column, message, hint: Some(hint) }
}

/// What a hint needs to know of a text.
#[derive(Default)]
struct Scan {
    brackets: Brackets,
    /// The first character outside strings and comments that a Japanese keyboard or a word processor puts there.
    wide: Option<usize>,
    /// The last whole string.
    string: Option<Token>,
    /// A string that is not closed.
    open_string: Option<Token>,
    /// A comment `/* … */` that is not closed.
    open_comment: Option<Token>,
    /// The last token that is neither blank nor a comment.
    last: Option<Token>,
}

impl Scan {
    fn of(text: &str) -> Self {
        let mut scan = Self::default();
        Lexer::at(text, 0).for_each(|token| scan.take(token));
        scan.brackets = Brackets::of(Lexer::at(text, 0));
        scan
    }

    fn take(&mut self, token: Token) {
        match token.kind {
            Kind::Comment if token.closed => return,
            Kind::Comment => return self.open_comment = Some(token),
            Kind::Text if token.closed => self.string = Some(token),
            Kind::Text => self.open_string = Some(token),
            Kind::Other(c) if plain(c).is_some() => {
                self.wide.get_or_insert(token.start);
            }
            Kind::Other(c) if c.is_whitespace() => return,
            _ => {}
        }
        self.last = Some(token);
    }
}

/// For a wrong word the place where it begins, otherwise the place where reading stopped.
fn place(error: &SpannedError) -> Position {
    match error.code {
        Error::NoSuchStructField { .. }
        | Error::NoSuchEnumVariant { .. }
        | Error::DuplicateStructField { .. }
        | Error::ExpectedDifferentStructName { .. } => error.span.start,
        _ => error.span.end,
    }
}

struct Case<'a> {
    code: &'a Error,
    text: &'a str,
    lines: Lines<'a>,
    line: usize,
    offset: usize,
    found: Option<char>,
    before: Scan,
    whole: Scan,
}

impl Case<'_> {
    /// The likeliest cause first: a wrong character spoils everything behind it, a bracket or a quotation
    /// mark everything up to the end.
    fn hint(&self) -> Option<Bilingual> {
        if let Some(hint) = self.wrong_word() {
            return Some(hint);
        }
        self.wide()
            .or_else(|| self.string_runs_on())
            .or_else(|| self.brackets())
            .or_else(|| self.comma())
            .or_else(|| self.by_character())
    }

    /// Errors that are about a word and not about the shape of the text.
    fn wrong_word(&self) -> Option<Bilingual> {
        match self.code {
            Error::NoSuchStructField { expected, found, .. }
            | Error::NoSuchEnumVariant { expected, found, .. } => nearest(found, expected),
            Error::MissingStructField { field, .. } => self.missing(field),
            Error::ExceededRecursionLimit => {
                let limit = limits::DEPTH;
                Some(both(
                    format!("括弧の入れ子は {limit}段までです"),
                    format!("brackets may be nested {limit} deep"),
                ))
            }
            _ => None,
        }
    }

    fn line_of(&self, at: usize) -> usize {
        self.lines.position(at).0
    }

    fn wide(&self) -> Option<Bilingual> {
        let here = self.found.filter(|c| plain(*c).is_some()).map(|_| self.offset);
        let in_line = self.before.wide.filter(|at| self.line_of(*at) == self.line);
        let at = in_line.or(here).or(self.before.wide)?;
        let c = self.text[at..].chars().next()?;
        let (line, column) = self.lines.position(at);
        let meant = plain(c)?;
        let (shown, meant_ja, meant_en) = match c {
            '\u{3000}' | '\u{A0}' => ("　".to_owned(), "半角の空白".to_owned(), "a plain blank".to_owned()),
            _ => (c.to_string(), format!("半角の {meant}"), format!("a plain {meant}")),
        };
        Some(both(
            format!("{line}行{column}桁の「{shown}」を{meant_ja}に直してください"),
            format!("line {line} column {column} has `{shown}`; write {meant_en}"),
        ))
    }

    /// A text that lacks its closing mark swallows everything up to the next one.
    fn string_runs_on(&self) -> Option<Bilingual> {
        let over_lines = |string: &Token| self.line_of(string.start) < self.line_of(string.end - 1);
        let swallowed = self
            .before
            .string
            .filter(|string| *self.code == Error::ExpectedComma && string.end == self.offset)
            .filter(over_lines);
        let unclosed = self.whole.open_string.filter(|_| *self.code == Error::ExpectedStringEnd);
        let line = self.line_of(swallowed.or(unclosed)?.start);
        Some(both(
            format!("{line}行で始まる文字列に、閉じる \" がないようです"),
            format!("the text that begins on line {line} seems to lack its closing \""),
        ))
    }

    fn brackets(&self) -> Option<Bilingual> {
        if let Some(comment) = self.whole.open_comment {
            return Some(self.unclosed("注釈 /*", "the note `/*`", comment));
        }
        let Brackets { open, crossed, surplus } = &self.whole.brackets;
        if let Some((open, close)) = crossed {
            let [(open, open_line), (close, close_line)] =
                [open, close].map(|token| (token.content(self.text), self.line_of(token.start)));
            return Some(both(
                format!("{open_line}行の {open} が、{close_line}行の {close} で閉じられています"),
                format!("the {open} on line {open_line} is closed by the {close} on line {close_line}"),
            ));
        }
        if let Some(open) = open.last() {
            let bracket = open.content(self.text);
            return Some(self.unclosed(bracket, &format!("the `{bracket}`"), *open));
        }
        surplus.map(|token| {
            let (c, (line, column)) = (token.content(self.text), self.lines.position(token.start));
            both(
                format!("{line}行{column}桁の {c} に対応する開き括弧がありません"),
                format!("the {c} on line {line} column {column} closes nothing"),
            )
        })
    }

    fn unclosed(&self, ja: &str, en: &str, token: Token) -> Bilingual {
        let (line, column) = self.lines.position(token.start);
        both(
            format!("{line}行{column}桁の {ja} が閉じられていません"),
            format!("{en} on line {line} column {column} is not closed"),
        )
    }

    fn comma(&self) -> Option<Bilingual> {
        let last = self.before.last.filter(|_| *self.code == Error::ExpectedComma)?;
        let line = self.line_of(if last.closed { last.end - 1 } else { last.start });
        Some(if line < self.line {
            both(
                format!("{line}行の終わりにカンマ , がないようです"),
                format!("a comma is probably missing at the end of line {line}"),
            )
        } else {
            both("この位置の前にカンマ , がないようです", "a comma is probably missing before this place")
        })
    }

    /// The innermost block around the place, by its line and its id.
    fn missing(&self, field: &str) -> Option<Bilingual> {
        let open = self.before.brackets.open.last()?;
        let block = &self.text[open.start..self.offset];
        let id = block.split_once("id:").and_then(|(_, rest)| rest.split('"').nth(1));
        let (ja, en) = id.map_or((String::new(), String::new()), |id| {
            (format!("（id: \"{id}\"）"), format!(" (id: \"{id}\")"))
        });
        let line = self.line_of(open.start);
        Some(both(
            format!("{line}行で始まるブロック{ja}に {field}: を書いてください"),
            format!("write {field}: in the block that begins on line {line}{en}"),
        ))
    }

    fn by_character(&self) -> Option<Bilingual> {
        let (ja, en) = match (self.code, self.found?) {
            (Error::ExpectedString, '\'') => {
                ("文字列は \" で囲みます", "text stands between \" marks, not '")
            }
            (Error::ExpectedString, _) => ("文字列は \" で囲みます", "text stands between \" marks"),
            (Error::ExpectedInteger | Error::ExpectedFloat | Error::ExpectedBoolean, '"') => {
                ("ここは \" で囲まずに書きます", "this is written without \" marks")
            }
            (Error::ExpectedIdentifier, '"') => (
                "ここは決まった語を \" なしで書きます",
                "a rule's or a kind's name is written without \" marks",
            ),
            (Error::ExpectedMapColon, '=') => ("= ではなく : を使います", "write : in the place of ="),
            (Error::ExpectedNamedStructLike(_) | Error::ExpectedStructLike, '{') => {
                ("{ ではなく ( を使います", "write ( in the place of {")
            }
            (Error::ExpectedArray, _) => ("ここは [ で始まる一覧です", "a list, in [ and ], belongs here"),
            (Error::SuggestRawIdentifier(_) | Error::InvalidIdentifier(_), _) => {
                ("値の前に「名前:」を書きます", "the value needs its name before it, as in count: 2")
            }
            (Error::InvalidEscape(_), _) => {
                ("文字列の中の \\ は \\\\ と書きます", "a \\ inside text is written \\\\")
            }
            _ => return None,
        };
        Some(both(ja, en))
    }
}

fn nearest(found: &str, expected: &[&str]) -> Option<Bilingual> {
    let alike = |word: &&str| strsim::jaro_winkler(found, word);
    let best = expected.iter().copied().max_by(|a, b| alike(a).total_cmp(&alike(b)))?;
    (alike(&best) >= ALIKE)
        .then(|| both(format!("{best} のことではありませんか"), format!("did you mean {best}?")))
}

/// The package's message, and ours in Japanese.
fn message(code: &Error) -> Bilingual {
    let ja = match code {
        Error::Eof => "途中で終わっています".to_owned(),
        Error::ExpectedComma => "カンマ , が必要です".to_owned(),
        Error::ExpectedString => "文字列が必要です".to_owned(),
        Error::ExpectedStringEnd => "文字列が閉じられていません".to_owned(),
        Error::ExpectedInteger => "整数が必要です".to_owned(),
        Error::ExpectedFloat => "数値が必要です".to_owned(),
        Error::ExpectedBoolean => "true か false が必要です".to_owned(),
        Error::ExpectedIdentifier => "名前が必要です".to_owned(),
        Error::ExpectedMapColon => "コロン : が必要です".to_owned(),
        Error::ExpectedArray => "[ が必要です".to_owned(),
        Error::ExpectedArrayEnd => "] が必要です".to_owned(),
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => ") が必要です".to_owned(),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => "( が必要です".to_owned(),
        Error::InvalidEscape(_) => "\\ の後の文字が正しくありません".to_owned(),
        Error::IntegerOutOfBounds => "数が範囲の外です".to_owned(),
        Error::UnclosedBlockComment => "注釈が閉じられていません".to_owned(),
        Error::TrailingCharacters => "終わりの後に余分な文字があります".to_owned(),
        Error::ExceededRecursionLimit => "括弧の入れ子が深すぎます".to_owned(),
        Error::NoSuchStructField { found, expected, .. } => unknown_ja("項目", found, expected),
        Error::NoSuchEnumVariant { found, expected, .. } => unknown_ja("語", found, expected),
        Error::MissingStructField { field, .. } => format!("項目 {field} がありません"),
        Error::DuplicateStructField { field, .. } => format!("項目 {field} が二度あります"),
        Error::ExpectedDifferentStructName { expected, found } => {
            format!("{found} ではなく {expected} が必要です")
        }
        other => format!("RON として読めません({other})"),
    };
    both(ja, code.to_string())
}

fn unknown_ja(kind: &str, found: &str, expected: &[&str]) -> String {
    format!("{kind} {found} はありません。使えるのは {} です", expected.join("、"))
}

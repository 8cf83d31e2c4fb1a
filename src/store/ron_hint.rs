//! What RON's own messages do not say, in both languages: what probably happened and how to mend it.

use ron::error::{Error, Position, SpannedError};

use super::foreign::Foreign;
use super::ron_scan::{Scan, Spot, offset_of, plain, scan};
use super::ron_text::{RonFault, is_hidden};

/// How alike two words must be (0 to 1) for one to be offered in the place of the other.
const ALIKE: f64 = 0.75;

/// Most characters in one message or hint.
const LONGEST: usize = 400;

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Wording {
    fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }

    /// Words of the file may be quoted: nothing in them steers a terminal or fills a screen.
    fn tamed(self) -> Self {
        let tame = |text: String| -> String {
            text.chars()
                .map(|c| if is_hidden(c) { char::REPLACEMENT_CHARACTER } else { c })
                .take(LONGEST)
                .collect()
        };
        Self { ja: tame(self.ja), en: tame(self.en) }
    }
}

/// A RON error with its place, its meaning in both languages, and what probably happened.
pub(super) fn explain(text: &str, error: &SpannedError) -> RonFault {
    let Position { line, col } = place(error);
    let offset = offset_of(text, line, col);
    let case = Case {
        code: &error.code,
        line,
        text,
        offset,
        found: text[offset..].chars().next(),
        before: scan(text, offset),
        whole: scan(text, text.len()),
    };
    RonFault {
        line,
        column: col,
        message: message(&error.code).tamed(),
        hint: case.hint().map(Wording::tamed),
    }
}

/// A file that is no RON at all, but something that is known; nothing if it may be RON with faults.
pub(super) fn foreign(bytes: &[u8]) -> Option<RonFault> {
    let (found, line) = Foreign::in_place_of_assessment(bytes)?;
    let (said, (ja, en)) = (found.sentence(), found.hint_for_assessment());
    let message = Wording::new(said.ja, said.en);
    Some(RonFault { line, column: 1, message, hint: Some(Wording::new(ja, en)) })
}

/// A file that is not UTF-8: what stands before the first strange byte says where.
pub(super) fn not_utf8(bytes: &[u8], valid: usize) -> RonFault {
    let before = String::from_utf8_lossy(&bytes[..valid]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let name = "Shift_JIS";
    let message = Wording::new("UTF-8 の文字として読めません", "not UTF-8 text");
    let hint = Wording::new(
        format!("{name} で保存された可能性があります。文字コードを UTF-8 にして保存し直してください"),
        format!("it was probably saved as {name}; save it again as UTF-8"),
    );
    RonFault { line, column, message, hint: Some(hint) }
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
    line: usize,
    offset: usize,
    found: Option<char>,
    before: Scan,
    whole: Scan,
}

impl Case<'_> {
    /// The likeliest cause first: a wrong character spoils everything behind it, a bracket or a quotation
    /// mark everything up to the end.
    fn hint(&self) -> Option<Wording> {
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
    fn wrong_word(&self) -> Option<Wording> {
        match self.code {
            Error::NoSuchStructField { expected, found, .. }
            | Error::NoSuchEnumVariant { expected, found, .. } => nearest(found, expected),
            Error::MissingStructField { field, .. } => self.missing(field),
            Error::ExceededRecursionLimit => {
                let limit = super::limits::DEPTH;
                Some(Wording::new(
                    format!("括弧の入れ子は {limit}段までです"),
                    format!("brackets may be nested {limit} deep"),
                ))
            }
            _ => None,
        }
    }

    fn wide(&self) -> Option<Wording> {
        let here = self.found.and_then(|c| plain(c).map(|_| self.spot_here(c)));
        let spot = self.before.wide.filter(|spot| spot.line == self.line).or(here).or(self.before.wide)?;
        let (c, line, column) = (spot.c, spot.line, spot.column);
        let meant = plain(c)?;
        let (shown, meant_ja, meant_en) = match (c, meant) {
            ('\u{3000}' | '\u{A0}', _) => {
                ("　".to_owned(), "半角の空白".to_owned(), "a plain blank".to_owned())
            }
            _ => (c.to_string(), format!("半角の {meant}"), format!("a plain {meant}")),
        };
        Some(Wording::new(
            format!("{line}行{column}桁の「{shown}」を{meant_ja}に直してください"),
            format!("line {line} column {column} has `{shown}`; write {meant_en}"),
        ))
    }

    fn spot_here(&self, c: char) -> Spot {
        let start = self.text[..self.offset].rfind('\n').map_or(0, |at| at + 1);
        let column = self.text[start..self.offset].chars().count() + 1;
        Spot { offset: self.offset, line: self.line, column, c }
    }

    /// A text that lacks its closing mark swallows everything up to the next one.
    fn string_runs_on(&self) -> Option<Wording> {
        let swallowed = self.before.string.filter(|(first, last)| {
            *self.code == Error::ExpectedComma && first.line < last.line && last.offset + 1 == self.offset
        });
        let unclosed = self.whole.open_string.filter(|_| *self.code == Error::ExpectedStringEnd);
        let line = swallowed.map(|(first, _)| first).or(unclosed)?.line;
        Some(Wording::new(
            format!("{line}行で始まる文字列に、閉じる \" がないようです"),
            format!("the text that begins on line {line} seems to lack its closing \""),
        ))
    }

    fn brackets(&self) -> Option<Wording> {
        if let Some(note) = self.whole.open_note {
            return Some(unclosed("注釈 /*", "the note `/*`", note));
        }
        if let Some((open, close)) = self.whole.crossed {
            return Some(Wording::new(
                format!("{}行の {} が、{}行の {} で閉じられています", open.line, open.c, close.line, close.c),
                format!(
                    "the {} on line {} is closed by the {} on line {}",
                    open.c, open.line, close.c, close.line
                ),
            ));
        }
        if let Some(open) = self.whole.open.last() {
            return Some(unclosed(&open.c.to_string(), &format!("the `{}`", open.c), *open));
        }
        self.whole.surplus.map(|spot| {
            let Spot { c, line, column, .. } = spot;
            Wording::new(
                format!("{line}行{column}桁の {c} に対応する開き括弧がありません"),
                format!("the {c} on line {line} column {column} closes nothing"),
            )
        })
    }

    fn comma(&self) -> Option<Wording> {
        let last = self.before.last.filter(|_| *self.code == Error::ExpectedComma)?;
        Some(if last.line < self.line {
            let line = last.line;
            Wording::new(
                format!("{line}行の終わりにカンマ , がないようです"),
                format!("a comma is probably missing at the end of line {line}"),
            )
        } else {
            Wording::new(
                "この位置の前にカンマ , がないようです",
                "a comma is probably missing before this place",
            )
        })
    }

    /// The innermost block around the place, by its line and its id.
    fn missing(&self, field: &str) -> Option<Wording> {
        let open = self.before.open.last()?;
        let block = &self.text[open.offset..self.offset];
        let id = block.split_once("id:").and_then(|(_, rest)| rest.split('"').nth(1));
        let (ja, en) = id.map_or((String::new(), String::new()), |id| {
            (format!("（id: \"{id}\"）"), format!(" (id: \"{id}\")"))
        });
        let line = open.line;
        Some(Wording::new(
            format!("{line}行で始まるブロック{ja}に {field}: を書いてください"),
            format!("write {field}: in the block that begins on line {line}{en}"),
        ))
    }

    fn by_character(&self) -> Option<Wording> {
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
        Some(Wording::new(ja, en))
    }
}

fn unclosed(ja: &str, en: &str, spot: Spot) -> Wording {
    let Spot { line, column, .. } = spot;
    Wording::new(
        format!("{line}行{column}桁の {ja} が閉じられていません"),
        format!("{en} on line {line} column {column} is not closed"),
    )
}

fn nearest(found: &str, expected: &[&str]) -> Option<Wording> {
    let alike = |word: &&str| strsim::jaro_winkler(found, word);
    let best = expected.iter().copied().max_by(|a, b| alike(a).total_cmp(&alike(b)))?;
    (alike(&best) >= ALIKE)
        .then(|| Wording::new(format!("{best} のことではありませんか"), format!("did you mean {best}?")))
}

/// The package's message, and ours in Japanese.
fn message(code: &Error) -> Wording {
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
    Wording::new(ja, code.to_string())
}

fn unknown_ja(kind: &str, found: &str, expected: &[&str]) -> String {
    format!("{kind} {found} はありません。使えるのは {} です", expected.join("、"))
}

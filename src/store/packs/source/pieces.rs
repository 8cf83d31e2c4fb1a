//! The tokens of a pack file, after what does not belong outside texts (a curly quotation mark, a full-width comma) was
//! replaced by what was meant, so that each block can be read on its own.

use crate::domain::lint::Fault;
use crate::store::ron::lex::{Brackets, Kind, Lexer, Token, plain};

/// Keys that begin a line of a pack file.
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
    "close_unverified",
    "after",
    "ja",
    "en",
    "name",
    "short",
    "requirements",
    "requires",
];

/// The next token; a text in which code seems to follow was never closed and ends with its first line.
fn next(text: &str, at: usize) -> Option<Token> {
    let token = Lexer::at(text, at).next()?;
    let content = token.content(text);
    let plain_text = token.kind == Kind::Text && text[token.start..].starts_with('"');
    if plain_text && (!token.closed || content.lines().skip(1).any(looks_like_code)) {
        let first = content.lines().next().map_or(0, str::len);
        return Some(Token { end: token.start + 1 + first, closed: false, ..token });
    }
    Some(token)
}

fn looks_like_code(line: &str) -> bool {
    let line = line.trim_start();
    let key = line.split(':').next().unwrap_or_default();
    line.starts_with("Requirement(") || (key.len() < line.len() && KEYS.contains(&key))
}

/// The tokens of a file or a block, comments left out.
pub(super) fn pieces(text: &str) -> Vec<Token> {
    let all = std::iter::successors(next(text, 0), |token| next(text, token.end));
    all.filter(|token| token.kind != Kind::Comment).collect()
}

/// The texts that are never closed.
pub(super) fn unclosed(tokens: &[Token]) -> impl Iterator<Item = (usize, Fault)> {
    let open = tokens.iter().filter(|token| token.kind == Kind::Text && !token.closed);
    open.map(|token| (token.start, Fault::UnclosedText))
}

/// The first fault of the brackets among these tokens.
pub(super) fn bracket_fault(tokens: &[Token]) -> Option<(usize, Fault)> {
    let Brackets { open, crossed, surplus } = Brackets::of(tokens.iter().copied());
    let never_closed = |token: Token| match token.kind {
        Kind::Open(bracket) => Some((token.start, Fault::UnclosedBracket { bracket })),
        _ => None,
    };
    let surplus = surplus.filter(|token| crossed.is_none_or(|(_, close)| token.start < close.start));
    match (surplus, crossed) {
        (Some(Token { kind: Kind::Close(bracket), start, .. }), _) => {
            Some((start, Fault::WrongBracket { bracket }))
        }
        (_, Some((open, _))) => never_closed(open),
        _ => open.last().copied().and_then(never_closed),
    }
}

/// A text with its stray characters replaced one for one, which keeps lines and columns, and the faults at offsets of
/// the result.
pub(super) fn straightened(text: &str) -> (String, Vec<(usize, Fault)>) {
    let mut straight =
        Straightener { out: String::with_capacity(text.len()), faults: Vec::new(), in_stray_words: false };
    let mut at = 0;
    while let Some(token) = next(text, at) {
        let end = match token.kind {
            Kind::Word | Kind::Other(_) => text[token.start..token.end]
                .find(|c: char| !c.is_ascii())
                .map_or(token.end, |ascii| token.start + ascii),
            _ => token.end,
        };
        straight.out.push_str(&text[at..end]);
        straight.in_stray_words &= end == token.start || token.kind == Kind::Comment;
        at = if end < token.end { straight.stray(text, end) } else { end };
    }
    straight.out.push_str(&text[at..]);
    (straight.out, straight.faults)
}

struct Straightener {
    out: String,
    faults: Vec<(usize, Fault)>,
    /// Inside a run of words that belong nowhere; it is reported once.
    in_stray_words: bool,
}

impl Straightener {
    /// Writes what was meant by the character at an offset of a text, and gives the offset behind what was read.
    fn stray(&mut self, text: &str, at: usize) -> usize {
        let Some(found) = text[at..].chars().next() else { return text.len() };
        let meant = meant(found);
        if meant.is_some() || !self.in_stray_words {
            self.faults.push((self.out.len(), Fault::StrayCharacter { found, meant }));
        }
        self.in_stray_words = meant.is_none();
        self.out.push(meant.unwrap_or(' '));
        let behind = at + found.len_utf8();
        if meant == Some('"') { self.quoted(text, behind) } else { behind }
    }

    /// Closes the text that a curly mark opened, if a mark closes it in its line.
    fn quoted(&mut self, text: &str, from: usize) -> usize {
        let ends = |c: char| matches!(c, '\n' | '"') || meant(c) == Some('"');
        let length = text[from..].find(ends).unwrap_or(text.len() - from);
        let (inside, rest) = text[from..].split_at(length);
        self.out.push_str(inside);
        match rest.chars().next() {
            Some(mark) if mark != '\n' => {
                self.out.push('"');
                from + length + mark.len_utf8()
            }
            _ => from + length,
        }
    }
}

/// The ASCII character that a word processor or an input method turned into this one.
fn meant(found: char) -> Option<char> {
    match found {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(found) - u32::from('！') + u32::from('!'))
        }
        _ => plain(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(usize, Fault)> {
        let (text, faults) = straightened(text);
        let tokens = pieces(&text);
        faults.into_iter().chain(unclosed(&tokens)).chain(bracket_fault(&tokens)).collect()
    }

    #[test]
    fn an_open_bracket_is_reported_where_it_opens() {
        assert_eq!(faults("A(b: [1, 2, c: 3)"), [(5, Fault::UnclosedBracket { bracket: '[' })]);
        assert_eq!(faults("A(b: [1]))"), [(9, Fault::WrongBracket { bracket: ')' })]);
    }

    #[test]
    fn what_a_word_processor_did_is_understood() {
        let (text, faults) = straightened("A(b： “x”，)");
        assert_eq!(text, "A(b: \"x\",)");
        assert_eq!(faults.len(), 3);
    }

    #[test]
    fn a_text_that_swallows_the_next_key_was_never_closed() {
        assert_eq!(faults("A(b: \"x,\n  clause: \"y\")")[0], (5, Fault::UnclosedText));
        assert_eq!(faults("A(b: \"x\n  y: z\")"), []);
    }
}

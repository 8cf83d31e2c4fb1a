//! The one lexer: a text of RON as words, strings, brackets and comments, whether it is sound or not.
//!
//! Offsets are in bytes. Nothing is refused: what is never closed runs to the end of the text.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One of `( [ {`.
    Open(char),
    /// One of `) ] }`.
    Close(char),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A key, a word or a number; a character in single quotes.
    Word,
    /// A string with its quotation marks, raw or not.
    Text,
    /// `// …` or `/* … */`; nested ones count as one.
    Comment,
    /// Any other single character.
    Other(char),
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: Kind,
    /// Where it begins, in bytes.
    pub(crate) start: usize,
    /// Where the next one may begin.
    pub(crate) end: usize,
    /// False for a string or a comment without its end.
    pub(crate) closed: bool,
}

impl Token {
    /// Whether it is this word.
    pub(crate) fn is_word(self, text: &str, word: &str) -> bool {
        self.kind == Kind::Word && &text[self.start..self.end] == word
    }

    /// Whether it is a string of this content, escapes as they are written.
    pub(crate) fn is_text(self, text: &str, content: &str) -> bool {
        self.kind == Kind::Text && self.content(text) == content
    }

    /// Its characters; those of a string without the quotation marks, escapes as they are written.
    pub(crate) fn content(self, text: &str) -> &str {
        let whole = &text[self.start..self.end];
        if self.kind != Kind::Text {
            return whole;
        }
        let hashes = raw_hashes(whole);
        let inside = &whole[hashes.map_or(1, |hashes| hashes + 2)..];
        let closing = if self.closed { hashes.unwrap_or_default() + 1 } else { 0 };
        &inside[..inside.len() - closing]
    }
}

/// Cuts a text into tokens, comments among them.
pub(crate) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    /// From an offset on, which must not lie inside a token.
    pub(crate) fn at(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = self.text.get(self.at..)?.trim_ascii_start();
        let start = self.text.len() - rest.len();
        let (kind, length) = first(rest)?;
        self.at = start + length.unwrap_or(rest.len());
        Some(Token { kind, start, end: self.at, closed: length.is_some() })
    }
}

/// The tokens of a text without its comments.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = Token> {
    Lexer::at(text, 0).filter(|token| token.kind != Kind::Comment)
}

/// The kind and the length of the token that a text begins with; no length if it has no end.
fn first(text: &str) -> Option<(Kind, Option<usize>)> {
    Some(match text.chars().next()? {
        open @ ('(' | '[' | '{') => (Kind::Open(open), Some(1)),
        close @ (')' | ']' | '}') => (Kind::Close(close), Some(1)),
        ',' => (Kind::Comma, Some(1)),
        ':' => (Kind::Colon, Some(1)),
        '"' => (Kind::Text, quoted(text, '"')),
        '\'' if is_character(text) => (Kind::Word, quoted(text, '\'')),
        '/' if text.starts_with("//") => (Kind::Comment, Some(text.find('\n').unwrap_or(text.len()))),
        '/' if text.starts_with("/*") => (Kind::Comment, block_comment(text)),
        'r' if raw_hashes(text).is_some() => (Kind::Text, raw(text)),
        c if is_word(c) => (Kind::Word, Some(text.find(|c| !is_word(c)).unwrap_or(text.len()))),
        c => (Kind::Other(c), Some(c.len_utf8())),
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-')
}

/// Length of a string or a character with its marks.
fn quoted(text: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == mark => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Whether a text begins with one character in single quotes; elsewhere such a mark is an apostrophe.
fn is_character(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    match chars.next() {
        Some('\\') => quoted(text, '\'').is_some_and(|length| !text[..length].contains('\n')),
        Some('\'' | '\n') | None => false,
        Some(_) => chars.next() == Some('\''),
    }
}

/// How many `#` a raw string has, if the text begins with one.
fn raw_hashes(text: &str) -> Option<usize> {
    let behind = text.strip_prefix('r')?;
    let body = behind.trim_start_matches('#');
    body.starts_with('"').then_some(behind.len() - body.len())
}

/// Length of a raw string `r#"…"#`.
fn raw(text: &str) -> Option<usize> {
    let hashes = raw_hashes(text)?;
    let end = format!("\"{}", "#".repeat(hashes));
    let body = hashes + 2;
    text[body..].find(&end).map(|at| body + at + end.len())
}

fn block_comment(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        match text.as_bytes().get(at..at + 2) {
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            Some(b"*/") if depth == 1 => return Some(at + 2),
            Some(b"*/") => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    None
}

/// How the brackets of a text go together.
#[derive(Debug, Default)]
pub(crate) struct Brackets {
    /// Those that are open at its end, outermost first.
    pub(crate) open: Vec<Token>,
    /// The first one that is closed by one of another kind, with that other.
    pub(crate) crossed: Option<(Token, Token)>,
    /// The first closing one that closes nothing.
    pub(crate) surplus: Option<Token>,
}

impl Brackets {
    /// Those of some tokens.
    pub(crate) fn of(tokens: impl IntoIterator<Item = Token>) -> Self {
        let mut brackets = Self::default();
        for token in tokens {
            match token.kind {
                Kind::Open(_) => brackets.open.push(token),
                Kind::Close(bracket) => brackets.close(token, bracket),
                _ => {}
            }
        }
        brackets
    }

    fn close(&mut self, token: Token, bracket: char) {
        match self.open.pop() {
            None => {
                self.surplus.get_or_insert(token);
            }
            Some(open)
                if !matches!(
                    (open.kind, bracket),
                    (Kind::Open('('), ')') | (Kind::Open('['), ']') | (Kind::Open('{'), '}')
                ) =>
            {
                self.crossed.get_or_insert((open, token));
            }
            Some(_) => {}
        }
    }
}

/// Index of the token that closes the bracket opened at this index.
pub(crate) fn matching(tokens: &[Token], open: usize) -> Option<usize> {
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

/// The plain character that was probably meant by a wide or curly one.
pub(crate) fn plain(c: char) -> Option<char> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_marks_inside_texts_and_comments_do_not_count() {
        let text = "A(b: \"(“x”，\\\"[\", // ( \" \n c: [1] /* ] /* ) */ ( */, d: r#\"a\"(\"#, e: '(')";
        let brackets = Brackets::of(tokens(text));
        assert!(brackets.open.is_empty() && brackets.crossed.is_none() && brackets.surplus.is_none());
        let contents: Vec<&str> =
            tokens(text).filter(|token| token.kind == Kind::Text).map(|token| token.content(text)).collect();
        assert_eq!(contents, ["(“x”，\\\"[", "a\"("]);
    }

    #[test]
    fn any_text_can_be_cut_and_nothing_of_it_is_lost() {
        for text in [
            "",
            ")",
            "(((",
            "\"",
            "r#\"",
            "r#x",
            "/*",
            "'",
            "''",
            "'\\",
            "\"\\",
            "‽(‽:[‽",
            "あ'い",
            "\u{FEFF}(",
        ] {
            let parts: Vec<Token> = Lexer::at(text, 0).collect();
            let kept: usize = parts.iter().map(|token| token.end - token.start).sum();
            assert_eq!(kept, text.len(), "{text:?}");
            assert!(parts.iter().all(|token| token.content(text).len() <= text.len()));
        }
    }
}

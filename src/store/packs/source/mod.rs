//! Pack files as their authors wrote them: read block by block, so that all faults come at once, each at its
//! place, and so that a fault found later can be led back to the words that caused it.

use std::ops::Range;

use serde::de::DeserializeOwned;

use crate::domain::lint::{At, Fault, FoundFault, LintFault, Place, Spot};
use crate::domain::pack::{Category, Requirement};
use crate::store::ron::lex::{Kind, Token, matching};
use crate::store::ron::lines::Lines;

mod pieces;
mod recover;

use pieces::{bracket_fault, pieces, straightened, unclosed};

/// A file that was read.
pub(crate) struct Source {
    file: String,
    /// The text with its stray characters put right, one for one.
    text: String,
    tokens: Vec<Token>,
    blocks: Vec<Block>,
}

/// One requirement in a category file.
struct Block {
    /// Its id, if one could be made out.
    id: Option<String>,
    /// First and last token.
    tokens: Range<usize>,
}

/// What came out of a file.
pub(crate) struct Read<T> {
    /// The value, blocks that could not be read left out.
    pub(crate) value: Option<T>,
    /// Ids of blocks that could not be read, or only by guessing.
    pub(crate) unread: Vec<String>,
    /// Faults in the writing.
    pub(crate) faults: Vec<LintFault>,
    /// The file, for finding places in it.
    pub(crate) source: Source,
}

/// Reads a file without blocks of its own: `pack.ron`, reference lists.
pub(crate) fn read_whole<T: DeserializeOwned>(file: &str, text: &str) -> Read<T> {
    let (source, mut faults) = Source::scan(file, text);
    if let Some((at, fault)) = bracket_fault(&source.tokens) {
        faults.push((at, fault));
        return source.read(None, Vec::new(), faults);
    }
    let recovered = recover::read(&source.text, 0);
    faults.extend(recovered.faults);
    source.read(recovered.value, Vec::new(), faults)
}

/// Id and edition in the text of a `pack.ron`, whatever else is wrong with it.
pub(crate) fn identity(text: &str) -> Option<(String, String)> {
    let (source, _) = Source::scan("", text);
    Some((
        source.text_behind(0..source.tokens.len(), "id")?,
        source.text_behind(0..source.tokens.len(), "edition")?,
    ))
}

/// Reads a category file, each requirement on its own.
pub(crate) fn read_category(file: &str, text: &str) -> Read<Category> {
    let (mut source, mut faults) = Source::scan(file, text);
    let Some(list) = source.list_start() else {
        return read_whole(file, text);
    };
    let cut = source.cut(list, &mut faults);
    let mut rows = Vec::new();
    let mut unread = Vec::new();
    for (tokens, whole) in cut.blocks {
        let id = source.id_in(tokens.clone());
        let (start, end) = (source.tokens[tokens.start].start, source.tokens[tokens.end - 1].end);
        let swallowed =
            faults.iter().any(|(at, fault)| *fault == Fault::UnclosedText && (start..end).contains(at));
        if whole && !swallowed {
            let recovered = recover::read::<Requirement>(&source.text[start..end], start);
            faults.extend(recovered.faults);
            if recovered.guessed || recovered.value.is_none() {
                unread.extend(id.clone());
            }
            rows.extend(recovered.value);
        } else {
            unread.push(id.clone().unwrap_or_default());
        }
        source.blocks.push(Block { id, tokens });
    }
    if faults.is_empty() {
        // What the cutting did not see, such as a comma too many between two blocks.
        faults.extend(recover::read::<Category>(&source.text, 0).faults);
    }
    let value = source.head(list, cut.end, &mut faults).map(|mut category| {
        category.requirements = rows;
        category
    });
    source.read(value, unread, faults)
}

/// The blocks of a list of requirements.
struct Cut {
    /// The tokens of each, and whether its brackets are in order.
    blocks: Vec<(Range<usize>, bool)>,
    /// The bracket that closes the list.
    end: Option<usize>,
}

impl Source {
    fn scan(file: &str, text: &str) -> (Self, Vec<(usize, Fault)>) {
        let (text, mut faults) = straightened(text);
        let tokens = pieces(&text);
        faults.extend(unclosed(&tokens));
        (Self { file: file.to_owned(), text, tokens, blocks: Vec::new() }, faults)
    }

    fn read<T>(self, value: Option<T>, unread: Vec<String>, faults: Vec<(usize, Fault)>) -> Read<T> {
        let lines = Lines::of(&self.text);
        let placed = |(at, fault)| LintFault { place: self.place(&lines, at), id: self.id_at(at), fault };
        let mut faults: Vec<LintFault> = faults.into_iter().map(placed).collect();
        faults.sort_by(|a, b| a.place.cmp(&b.place));
        Read { value, unread, faults, source: self }
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_word(&self.text, word))
    }

    fn opens(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Open(_)))
    }

    /// Reads what is around the list of requirements.
    fn head(&self, list: usize, end: Option<usize>, faults: &mut Vec<(usize, Fault)>) -> Option<Category> {
        let inside = self.tokens[list].end..end.map_or(self.text.len(), |end| self.tokens[end].start);
        let blank = " ".repeat(inside.len());
        let around = [&self.text[..inside.start], &blank, &self.text[inside.end..]].concat();
        if end.is_none() {
            return recover::read(&(around + "])"), 0).value;
        }
        let recovered = recover::read(&around, 0);
        faults.extend(recovered.faults);
        recovered.value
    }

    /// Index of the bracket that opens the list of requirements.
    fn list_start(&self) -> Option<usize> {
        let at = (0..self.tokens.len()).find(|at| self.is_word(*at, "requirements"))?;
        let [colon, open] = [at + 1, at + 2].map(|at| self.tokens.get(at).map(|token| token.kind));
        (colon == Some(Kind::Colon) && open == Some(Kind::Open('['))).then_some(at + 2)
    }

    /// Cuts the list into blocks; a block that is not closed ends where the next one begins.
    fn cut(&self, list: usize, faults: &mut Vec<(usize, Fault)>) -> Cut {
        let mut cut = Cut { blocks: Vec::new(), end: None };
        let mut at = list + 1;
        while let Some(token) = self.tokens.get(at) {
            match token.kind {
                Kind::Comma => at += 1,
                Kind::Close(']') => {
                    cut.end = Some(at);
                    break;
                }
                _ => {
                    let end = self.block_end(at);
                    let loose = self.loose(at, &cut);
                    if let (Some(_), Some((_, whole))) = (&loose, cut.blocks.last_mut()) {
                        *whole = false;
                    }
                    let fault = loose.or_else(|| bracket_fault(&self.tokens[at..end]));
                    cut.blocks.push((at..end, fault.is_none()));
                    faults.extend(fault);
                    at = end;
                }
            }
        }
        if cut.end.is_none() && cut.blocks.iter().all(|(_, whole)| *whole) {
            faults.push((self.tokens[list].start, Fault::UnclosedBracket { bracket: '[' }));
        }
        cut
    }

    /// Words between two blocks: the block before them was closed too early.
    fn loose(&self, at: usize, cut: &Cut) -> Option<(usize, Fault)> {
        let opens = |at: usize| self.tokens.get(at).is_some_and(|token| token.kind == Kind::Open('('));
        if opens(at) || (self.tokens[at].kind == Kind::Word && opens(at + 1)) {
            return None;
        }
        let close = cut.blocks.last().map_or(at, |(block, _)| block.end - 1);
        Some((self.tokens[close].start, Fault::WrongBracket { bracket: ')' }))
    }

    /// The token after a block: behind its closing bracket, or where the next requirement begins.
    fn block_end(&self, start: usize) -> usize {
        let next = (start + 1..self.tokens.len())
            .find(|&at| self.is_word(at, "Requirement") && self.opens(at + 1))
            .unwrap_or(self.tokens.len());
        let open = (start..next).find(|&at| self.opens(at));
        let close = open.and_then(|open| matching(&self.tokens[..next], open)).map(|close| close + 1);
        let begins_with_block = open.is_some_and(|open| open <= start + 1);
        close.filter(|_| begins_with_block).unwrap_or(next)
    }

    fn id_in(&self, tokens: Range<usize>) -> Option<String> {
        self.text_behind(tokens, "id")
    }

    fn text_behind(&self, mut tokens: Range<usize>, key: &str) -> Option<String> {
        let at = tokens.find(|at| self.is_word(*at, key))?;
        let text = self.tokens.get(at + 2).filter(|token| token.kind == Kind::Text)?;
        Some(text.content(&self.text).to_owned())
    }

    /// Leads a finding back to its place; `None` if its block is not in this file.
    pub(crate) fn locate(&self, finding: &FoundFault) -> Option<LintFault> {
        let (tokens, id) = match &finding.spot {
            Spot::Row(id, nth) => {
                let block = self.blocks.iter().filter(|block| block.id.as_ref() == Some(id)).nth(*nth)?;
                (block.tokens.clone(), Some(id.clone()))
            }
            Spot::Category(id) => (0..self.tokens.len(), Some(id.clone())),
            Spot::Head => (0..self.tokens.len(), at_id(&finding.at)),
        };
        let place = self.place(&Lines::of(&self.text), self.find(tokens, &finding.at));
        Some(LintFault { place, id, fault: finding.fault.clone() })
    }

    /// How many rows of this id the file holds.
    pub(crate) fn count(&self, id: &str) -> usize {
        self.blocks.iter().filter(|block| block.id.as_deref() == Some(id)).count()
    }

    /// True if this file holds the category.
    pub(crate) fn holds_category(&self, id: &str) -> bool {
        self.id_in(0..self.tokens.len()).as_deref() == Some(id)
    }

    /// The beginning of the file.
    pub(crate) fn start(&self) -> Place {
        Place { file: self.file.clone(), line: 1, column: 1 }
    }

    /// The place of a text behind a key, or the beginning of the file.
    pub(crate) fn place_of(&self, key: &'static str, text: &str) -> Place {
        self.place_at(&At::Text(key, text.to_owned()))
    }

    /// The place of a key, or the beginning of the file.
    pub(crate) fn place_of_key(&self, key: &'static str) -> Place {
        self.place_at(&At::Key(key))
    }

    fn place_at(&self, at: &At) -> Place {
        self.place(&Lines::of(&self.text), self.find(0..self.tokens.len(), at))
    }

    fn place(&self, lines: &Lines, at: usize) -> Place {
        let (line, column) = lines.position(at);
        Place { file: self.file.clone(), line, column }
    }

    fn id_at(&self, at: usize) -> Option<String> {
        let within = |block: &&Block| {
            let tokens = &self.tokens[block.tokens.clone()];
            tokens.first().is_some_and(|first| first.start <= at) && tokens.last().is_some_and(|l| at < l.end)
        };
        self.blocks.iter().find(within).and_then(|block| block.id.clone())
    }

    /// Offset of the words that a finding is about, among some tokens.
    fn find(&self, tokens: Range<usize>, at: &At) -> usize {
        let is_colon = |at: usize| self.tokens[at].kind == Kind::Colon;
        let is_text = |at: &usize, text: &str| self.tokens[*at].is_text(&self.text, text);
        let key =
            |key: &str| (tokens.start + 1..tokens.end).find(|&at| self.is_word(at - 1, key) && is_colon(at));
        let found = match at {
            At::Id => key("id").map(|colon| colon + 1),
            At::Key(name) => key(name).map(|colon| colon - 1),
            At::Text(name, text) => {
                (key(name).unwrap_or(tokens.start)..tokens.end).find(|at| is_text(at, text))
            }
            At::Word(word, nth) => {
                let from = key("rule").unwrap_or(tokens.start);
                (from..tokens.end).filter(|at| self.is_word(*at, word)).nth(*nth)
            }
            At::Nth(text, nth) => tokens.clone().filter(|at| is_text(at, text)).take(nth + 1).last(),
        };
        let found = found.or_else(|| key("id").map(|colon| colon + 1)).unwrap_or(tokens.start);
        self.tokens[..tokens.end].get(found).map_or(0, |token| token.start)
    }
}

fn at_id(at: &At) -> Option<String> {
    match at {
        At::Text(_, id) | At::Nth(id, _) => Some(id.clone()),
        At::Id | At::Key(_) | At::Word(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pack::PackHead;
    use crate::store::ron::text::parse_plainly;

    const EXAMPLE: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/questionnaires/example/check.ron"));

    #[test]
    fn a_sound_file_is_read_whole() {
        let read = read_category("check.ron", EXAMPLE);
        assert_eq!(read.faults, []);
        assert_eq!(read.unread, [""; 0]);
        let sound: Category = parse_plainly(EXAMPLE).expect("a sound file");
        assert_eq!(read.value, Some(sound));
    }

    /// Any one slip is reported at a place inside the file, and costs at most the rows around it.
    #[test]
    fn a_slip_anywhere_is_told_and_costs_few_rows() {
        let chars: Vec<char> = EXAMPLE.chars().collect();
        let rows = read_category("check.ron", EXAMPLE).source.blocks.len();
        for at in (0..chars.len()).step_by(211) {
            for slip in ["", "(", ")", "[", "\"", ",", "“", "x"] {
                let mut slipped = chars.clone();
                slipped.splice(at..=at, slip.chars());
                let text: String = slipped.into_iter().collect();
                let read = read_category("check.ron", &text);
                let sound = parse_plainly::<Category>(&text).is_ok();
                assert!(sound || !read.faults.is_empty(), "nothing told about {slip:?} at {at}");
                let lines = text.lines().count();
                assert!(read.faults.iter().all(|fault| fault.place.line <= lines), "{slip:?} at {at}");
                let kept = read.value.map_or(rows, |category| category.requirements.len());
                assert!(kept + 3 >= rows, "{slip:?} at {at}: only {kept} rows kept");
            }
        }
    }

    #[test]
    fn a_slip_in_a_head_is_told_too() {
        let head = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/questionnaires/example/pack.ron"));
        let chars: Vec<char> = head.chars().collect();
        for at in (0..chars.len()).step_by(23) {
            for slip in ["", "(", ")", "[", "\"", ",", "“", "x"] {
                let mut slipped = chars.clone();
                slipped.splice(at..=at, slip.chars());
                let text: String = slipped.into_iter().collect();
                let read = read_whole::<PackHead>("pack.ron", &text);
                let sound = parse_plainly::<PackHead>(&text).is_ok();
                assert!(sound || !read.faults.is_empty(), "nothing told about {slip:?} at {at}");
            }
        }
    }

    #[test]
    fn hostile_files_end_in_a_sentence() {
        let deep = "(".repeat(20_000);
        let shut = ")".repeat(20_000);
        let lists = "requirements:[".repeat(2_000);
        for text in [deep.as_str(), shut.as_str(), lists.as_str(), "", "\"", "/*", "r#\"", "\u{0}\u{1b}[2J"] {
            let read = read_category("hostile.ron", text);
            assert!(!read.faults.is_empty());
        }
    }
}

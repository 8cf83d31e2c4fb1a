//! Pack files as their authors wrote them: read block by block, so that all faults come at once, each at its
//! place, and so that a fault found later can be led back to the words that caused it.

use crate::domain::lint::{At, Fault, Finding, LintFault, Place, Spot};
use crate::domain::pack::{Category, Requirement};
use serde::de::DeserializeOwned;

mod mend;
mod scan;

use scan::{Kind, Token, bracket_fault, matching, scan};

/// A file that was read.
pub(crate) struct Source {
    file: String,
    chars: Vec<char>,
    tokens: Vec<Token>,
    blocks: Vec<Block>,
}

/// One requirement in a category file.
struct Block {
    /// Its id, if one could be made out.
    id: Option<String>,
    /// First and last token.
    tokens: std::ops::Range<usize>,
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
    let (source, mut faults, clean) = Source::scan(file, text);
    if let Some((at, fault)) = bracket_fault(&source.tokens) {
        faults.push((at, fault));
        return source.read(None, Vec::new(), faults);
    }
    let mended = mend::read(&clean, 0);
    faults.extend(mended.faults);
    source.read(mended.value, Vec::new(), faults)
}

/// Reads a category file, each requirement on its own.
pub(crate) fn read_category(file: &str, text: &str) -> Read<Category> {
    let (mut source, mut faults, mut clean) = Source::scan(file, text);
    let Some(list) = list_start(&source.tokens) else {
        return read_whole(file, text);
    };
    let cut = cut(&source.tokens, list, &mut faults);
    let mut rows = Vec::new();
    let mut unread = Vec::new();
    for (tokens, whole) in cut.blocks {
        let id = id_in(&source.tokens[tokens.clone()]);
        let (start, end) = (source.tokens[tokens.start].start, source.tokens[tokens.end - 1].end);
        let swallowed =
            faults.iter().any(|(at, fault)| *fault == Fault::UnclosedText && (start..end).contains(at));
        if whole && !swallowed {
            let mended = mend::read::<Requirement>(&clean[start..end], start);
            faults.extend(mended.faults);
            if mended.guessed || mended.value.is_none() {
                unread.extend(id.clone());
            }
            rows.extend(mended.value);
        } else {
            unread.push(id.clone().unwrap_or_default());
        }
        source.blocks.push(Block { id, tokens });
    }
    let inside = source.tokens[list].end..cut.end.map_or(clean.len(), |end| source.tokens[end].start);
    clean[inside].iter_mut().filter(|c| **c != '\n').for_each(|c| *c = ' ');
    if faults.is_empty() {
        // What the cutting did not see, such as a comma too many between two blocks.
        let whole: Vec<char> = source.chars.clone();
        faults.extend(mend::read::<Category>(&whole, 0).faults);
    }
    let value = head(cut.end, &clean, &mut faults).map(|mut category| {
        category.requirements = rows;
        category
    });
    source.read(value, unread, faults)
}

/// Reads what stands around the list of requirements.
fn head(end: Option<usize>, clean: &[char], faults: &mut Vec<(usize, Fault)>) -> Option<Category> {
    if end.is_some() {
        let mended = mend::read(clean, 0);
        faults.extend(mended.faults);
        return mended.value;
    }
    let closed: Vec<char> = clean.iter().copied().chain("])".chars()).collect();
    mend::read(&closed, 0).value
}

/// The blocks of a list of requirements.
struct Cut {
    /// The tokens of each, and whether its brackets are in order.
    blocks: Vec<(std::ops::Range<usize>, bool)>,
    /// The bracket that closes the list.
    end: Option<usize>,
}

/// Index of the bracket that opens the list of requirements.
fn list_start(tokens: &[Token]) -> Option<usize> {
    let at = tokens.iter().position(|token| token.is_word("requirements"))?;
    (tokens.get(at + 1)?.kind == Kind::Colon && tokens.get(at + 2)?.kind == Kind::Open('[')).then_some(at + 2)
}

/// Cuts the list into blocks; a block that is not closed ends where the next one begins.
fn cut(tokens: &[Token], list: usize, faults: &mut Vec<(usize, Fault)>) -> Cut {
    let mut cut = Cut { blocks: Vec::new(), end: None };
    let mut at = list + 1;
    while let Some(token) = tokens.get(at) {
        match token.kind {
            Kind::Comma => at += 1,
            Kind::Close(']') => {
                cut.end = Some(at);
                break;
            }
            _ => {
                let end = block_end(tokens, at);
                let loose = loose(tokens, at, &cut);
                if let (Some(_), Some((_, whole))) = (&loose, cut.blocks.last_mut()) {
                    *whole = false;
                }
                let fault = loose.or_else(|| bracket_fault(&tokens[at..end]));
                cut.blocks.push((at..end, fault.is_none()));
                faults.extend(fault);
                at = end;
            }
        }
    }
    if cut.end.is_none() && cut.blocks.iter().all(|(_, whole)| *whole) {
        faults.push((tokens[list].start, Fault::UnclosedBracket { bracket: '[' }));
    }
    cut
}

/// Words between two blocks: the block before them was closed too early.
fn loose(tokens: &[Token], at: usize, cut: &Cut) -> Option<(usize, Fault)> {
    let opens = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Open('('));
    if opens(at) || (matches!(tokens[at].kind, Kind::Word(_)) && opens(at + 1)) {
        return None;
    }
    let close = cut.blocks.last().map_or(at, |(block, _)| block.end - 1);
    Some((tokens[close].start, Fault::WrongBracket { bracket: ')' }))
}

/// The token after a block: behind its closing bracket, or where the next requirement begins.
fn block_end(tokens: &[Token], start: usize) -> usize {
    let next = (start + 1..tokens.len())
        .find(|&at| tokens[at].is_word("Requirement") && tokens.get(at + 1).is_some_and(opens))
        .unwrap_or(tokens.len());
    let open = (start..next).find(|&at| opens(&tokens[at]));
    let close = open.and_then(|open| matching(&tokens[..next], open)).map(|close| close + 1);
    let begins_with_block = open.is_some_and(|open| open <= start + 1);
    close.filter(|_| begins_with_block).unwrap_or(next)
}

fn opens(token: &Token) -> bool {
    matches!(token.kind, Kind::Open(_))
}

fn id_in(tokens: &[Token]) -> Option<String> {
    let at = tokens.iter().position(|token| token.is_word("id"))?;
    match tokens.get(at + 2).map(|token| &token.kind) {
        Some(Kind::Text(id)) => Some(id.clone()),
        _ => None,
    }
}

impl Source {
    fn scan(file: &str, text: &str) -> (Self, Vec<(usize, Fault)>, Vec<char>) {
        let chars: Vec<char> = text.chars().collect();
        let scan = scan(&chars);
        let source = Self { file: file.to_owned(), chars, tokens: scan.tokens, blocks: Vec::new() };
        (source, scan.faults, scan.clean)
    }

    fn read<T>(self, value: Option<T>, unread: Vec<String>, faults: Vec<(usize, Fault)>) -> Read<T> {
        let mut faults: Vec<LintFault> = faults
            .into_iter()
            .map(|(at, fault)| LintFault { place: self.place(at), id: self.id_at(at), fault })
            .collect();
        faults.sort_by(|a, b| a.place.cmp(&b.place));
        Read { value, unread, faults, source: self }
    }

    /// Leads a finding back to its place; `None` if its block is not in this file.
    pub(crate) fn locate(&self, finding: &Finding) -> Option<LintFault> {
        let (tokens, id) = match &finding.spot {
            Spot::Row(id, nth) => {
                let block = self.blocks.iter().filter(|block| block.id.as_ref() == Some(id)).nth(*nth)?;
                (&self.tokens[block.tokens.clone()], Some(id.clone()))
            }
            Spot::Category(id) => (self.tokens.as_slice(), Some(id.clone())),
            Spot::Head => (self.tokens.as_slice(), at_id(&finding.at)),
        };
        let place = self.place(find(tokens, &finding.at));
        Some(LintFault { place, id, fault: finding.fault.clone() })
    }

    /// How many rows of this id the file holds.
    pub(crate) fn count(&self, id: &str) -> usize {
        self.blocks.iter().filter(|block| block.id.as_deref() == Some(id)).count()
    }

    /// True if this file holds the category.
    pub(crate) fn holds_category(&self, id: &str) -> bool {
        id_in(&self.tokens).as_deref() == Some(id)
    }

    /// The beginning of the file.
    pub(crate) fn start(&self) -> Place {
        Place { file: self.file.clone(), line: 1, column: 1 }
    }

    /// The place of a text behind a key, or the beginning of the file.
    pub(crate) fn place_of(&self, key: &'static str, text: &str) -> Place {
        self.place(find(&self.tokens, &At::Text(key, text.to_owned())))
    }

    /// The place of a key, or the beginning of the file.
    pub(crate) fn place_of_key(&self, key: &'static str) -> Place {
        self.place(find(&self.tokens, &At::Key(key)))
    }

    fn place(&self, at: usize) -> Place {
        let before = &self.chars[..at.min(self.chars.len())];
        let line = before.iter().filter(|c| **c == '\n').count() + 1;
        let column = before.iter().rev().take_while(|c| **c != '\n').count() + 1;
        Place { file: self.file.clone(), line, column }
    }

    fn id_at(&self, at: usize) -> Option<String> {
        let within = |block: &&Block| {
            let tokens = &self.tokens[block.tokens.clone()];
            tokens.first().is_some_and(|first| first.start <= at) && tokens.last().is_some_and(|l| at < l.end)
        };
        self.blocks.iter().find(within).and_then(|block| block.id.clone())
    }
}

fn at_id(at: &At) -> Option<String> {
    match at {
        At::Text(_, id) | At::Nth(id, _) => Some(id.clone()),
        At::Id | At::Key(_) | At::Word(..) => None,
    }
}

/// Offset of the words that a finding is about.
fn find(tokens: &[Token], at: &At) -> usize {
    let key =
        |key: &str| (1..tokens.len()).find(|&i| tokens[i - 1].is_word(key) && tokens[i].kind == Kind::Colon);
    let found = match at {
        At::Id => key("id").map(|colon| colon + 1),
        At::Key(name) => key(name).map(|colon| colon - 1),
        At::Text(name, text) => {
            let from = key(name).unwrap_or_default();
            (from..tokens.len()).find(|&i| tokens[i].is_text(text))
        }
        At::Word(word, nth) => {
            let from = key("rule").unwrap_or_default();
            (from..tokens.len()).filter(|&i| tokens[i].is_word(word)).nth(*nth)
        }
        At::Nth(text, nth) => (0..tokens.len()).filter(|&i| tokens[i].is_text(text)).take(nth + 1).last(),
    };
    let found = found.or_else(|| key("id").map(|colon| colon + 1)).unwrap_or_default();
    tokens.get(found).map_or(0, |token| token.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pack::PackHead;

    const EXAMPLE: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/questionnaires/example/check.ron"));

    #[test]
    fn a_sound_file_is_read_whole() {
        let read = read_category("check.ron", EXAMPLE);
        assert_eq!(read.faults, []);
        assert_eq!(read.unread, [""; 0]);
        let sound: Category = crate::store::packs::parse(EXAMPLE).expect("a sound file");
        assert_eq!(read.value, Some(sound));
    }

    /// Any one slip is told, at a place inside the file, and costs at most the rows around it.
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
                let sound = crate::store::packs::parse::<Category>(&text).is_ok();
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
                let sound = crate::store::packs::parse::<PackHead>(&text).is_ok();
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

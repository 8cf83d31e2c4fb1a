//! The entries held against what was seen of their files: what is missing, changed, without a digest or there twice.

use std::collections::BTreeMap;

use super::digest::{Digest, Written};
use super::sight::{Folder, Looked, Sight, Trouble};
use crate::domain::name;
use crate::domain::register::Evidence;

/// How the file of an entry stands to what the entry says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The entry names no file: the proof is kept elsewhere.
    NoFile,
    /// It is what it was when its digest was taken.
    Same,
    /// It is not.
    Changed,
    /// The entry holds no digest.
    NoDigest,
    /// What the entry holds is no SHA-256.
    NotComparable,
    /// The file was not read.
    Unseen(Trouble),
}

impl State {
    /// The word used in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NoFile => "no-file",
            Self::Same => "same",
            Self::Changed => "changed",
            Self::NoDigest => "no-digest",
            Self::NotComparable => "not-comparable",
            Self::Unseen(trouble) => trouble.word(),
        }
    }

    /// True if nothing has to be done.
    pub fn is_fine(&self) -> bool {
        matches!(self, Self::NoFile | Self::Same)
    }
}

/// One entry and its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place among the evidence of the assessment.
    pub at: usize,
    /// How its file stands to it.
    pub state: State,
    /// What the file digests to, where it was read.
    pub found: Option<Digest>,
    /// Whether the file lies outside the folder.
    pub outside: bool,
}

/// In what entries are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They name one file.
    File,
    /// Their files hold the same.
    Content,
    /// They have one number.
    Number,
}

impl Likeness {
    /// The word used in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Content => "content",
            Self::Number => "number",
        }
    }
}

/// Entries that are alike where they should differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// In what.
    pub of: Likeness,
    /// Their places, in order.
    pub entries: Vec<usize>,
}

/// The entries against their files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inventory {
    /// One for each entry, in order.
    pub entries: Vec<Entry>,
    /// What is there twice: files, contents, numbers.
    pub doubles: Vec<Double>,
    /// The folder without the files that entries name.
    pub loose: Folder,
}

impl Inventory {
    /// Holds entries against what was seen of them.
    pub fn of(evidence: &[Evidence], looked: Looked) -> Self {
        let sights: Vec<Option<&Sight>> =
            (0..evidence.len()).map(|at| looked.entries.get(at)?.as_ref()?.as_ref().ok()).collect();
        let entries = (0..evidence.len()).map(|at| entry(evidence, &looked, at)).collect();
        let mut doubles = alike(Likeness::File, sights.iter().map(|sight| sight.map(|seen| seen.identity)));
        let copies = alike(Likeness::Content, sights.iter().map(|sight| sight.map(|seen| &seen.digest)));
        let one_file = |double: &Double| doubles.iter().any(|file| file.entries == double.entries);
        let copies: Vec<Double> = copies.into_iter().filter(|double| !one_file(double)).collect();
        doubles.extend(copies);
        doubles.extend(alike(Likeness::Number, evidence.iter().map(number)));
        let named = |identity| sights.iter().flatten().any(|seen| seen.identity == identity);
        let mut loose = looked.folder;
        loose.files.retain(|file| !named(file.identity));
        Self { entries, doubles, loose }
    }

    /// True if every file is what its entry says and nothing is there twice. Files that no entry names do no harm.
    pub fn is_fine(&self) -> bool {
        self.doubles.is_empty() && self.entries.iter().all(|entry| entry.state.is_fine())
    }
}

fn entry(evidence: &[Evidence], looked: &Looked, at: usize) -> Entry {
    let state = |seen: &Sight| match Digest::read(&evidence[at].digest) {
        Written::Nothing => State::NoDigest,
        Written::Other => State::NotComparable,
        Written::Sha256(digest) if digest == seen.digest => State::Same,
        Written::Sha256(_) => State::Changed,
    };
    let (state, seen) = match looked.entries.get(at) {
        None | Some(None) => (State::NoFile, None),
        Some(Some(Err(trouble))) => (State::Unseen(trouble.clone()), None),
        Some(Some(Ok(seen))) => (state(seen), Some(seen)),
    };
    Entry { at, state, found: seen.map(|seen| seen.digest.clone()), outside: seen.is_some_and(|s| s.outside) }
}

fn number(evidence: &Evidence) -> Option<String> {
    Some(name::key(&evidence.number)).filter(|key| !key.is_empty())
}

/// The places that share a key, by the first of them.
fn alike<K: Ord>(of: Likeness, keys: impl Iterator<Item = Option<K>>) -> Vec<Double> {
    let mut places: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (at, key) in keys.enumerate() {
        if let Some(key) = key {
            places.entry(key).or_default().push(at);
        }
    }
    let shared = places.into_values().filter(|entries| entries.len() > 1);
    let mut doubles: Vec<Double> = shared.map(|entries| Double { of, entries }).collect();
    doubles.sort_by_key(|double| double.entries[0]);
    doubles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evidence::LooseFile;

    fn seen(content: u8, inode: u64) -> Sight {
        let digest = Digest::of(&[content; 32]);
        Sight { digest, size: 1, modified: None, identity: (1, inode), outside: false }
    }

    fn row(number: &str, digest: &str) -> Evidence {
        Evidence { number: number.into(), digest: digest.into(), file: "x".into(), ..Evidence::default() }
    }

    fn loose(inode: u64) -> LooseFile {
        LooseFile { shown: String::new(), name: None, size: 0, modified: None, identity: (1, inode) }
    }

    #[test]
    fn each_state_is_told_apart() {
        let good = Digest::of(&[7; 32]).to_string();
        let evidence =
            [row("", &good), row("", &good), row("", ""), row("", "md5:1"), row("", &good), row("", "")];
        let entries = vec![
            Some(Ok(seen(7, 1))),
            Some(Ok(seen(8, 2))),
            Some(Ok(seen(7, 3))),
            Some(Ok(seen(9, 4))),
            Some(Err(Trouble::Missing)),
            None,
        ];
        let found = Inventory::of(&evidence, Looked { entries, folder: Folder::default() });
        let words: Vec<&str> = found.entries.iter().map(|entry| entry.state.word()).collect();
        assert_eq!(words, ["same", "changed", "no-digest", "not-comparable", "missing", "no-file"]);
        assert!(!found.is_fine());
    }

    #[test]
    fn doubles_are_named_once_and_by_what_they_share() {
        let evidence = [row("1-1", ""), row("1-1 ", ""), row("2", ""), row("", ""), row("", "")];
        let entries = vec![
            Some(Ok(seen(1, 1))),
            Some(Ok(seen(1, 1))),
            Some(Ok(seen(2, 2))),
            Some(Ok(seen(2, 3))),
            None,
        ];
        let files = vec![loose(1), loose(9)];
        let folder = Folder { files, ..Folder::default() };
        let found = Inventory::of(&evidence, Looked { entries, folder });
        let told: Vec<(&str, &[usize])> =
            found.doubles.iter().map(|double| (double.of.word(), &*double.entries)).collect();
        assert_eq!(told, [("file", &[0, 1][..]), ("content", &[2, 3]), ("number", &[0, 1])]);
        assert_eq!(found.loose.files, [loose(9)], "what an entry names is not loose");
    }
}

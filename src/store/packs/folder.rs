//! The files of one pack folder, on disk or compiled in.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::fault::PackFault;
use super::shipped;
use super::source::Read;
use crate::domain::lint::{Fault, LintFault, Place};
use crate::store::ron::text::parse_plainly;

/// The format of pack files and lists that this program reads.
pub(super) const FORMAT: u32 = 1;
/// The largest pack file that is read, in bytes; ours have 60,000.
const LARGEST_FILE: u64 = 16 << 20;

/// The files of one pack folder: a name for messages, then file names and texts.
pub(super) struct Folder {
    pub(super) name: String,
    pub(super) files: Vec<(String, Cow<'static, str>)>,
    /// Where sibling packs are looked for, if this is a folder on disk.
    pub(super) beside: Option<PathBuf>,
}

impl Folder {
    /// A compiled-in pack.
    pub(super) fn shipped(id: &str, edition: &str) -> Option<Self> {
        let pack = shipped::PACKS.iter().find(|pack| pack.id == id && pack.edition == edition)?;
        Some(Self::compiled_in(pack.name, pack.files))
    }

    /// The compiled-in reference lists.
    pub(super) fn shipped_references() -> Self {
        Self::compiled_in("references", shipped::REFERENCES)
    }

    fn compiled_in(name: &str, files: &[(&'static str, &'static str)]) -> Self {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), Cow::Borrowed(*text))).collect();
        Self { name: name.to_owned(), files, beside: None }
    }

    /// A folder on disk.
    pub(super) fn on_disk(path: &Path) -> Result<Self, PackFault> {
        let unreadable = |source| PackFault::Unreadable { path: path.to_owned(), source };
        let mut files = Vec::new();
        for entry in fs::read_dir(path).map_err(unreadable)? {
            let file = entry.map_err(unreadable)?.path();
            if file.extension().is_some_and(|end| end == "ron") {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                files.push((name, Cow::Owned(read(&file)?)));
            }
        }
        files.sort();
        let beside = path.canonicalize().ok().and_then(|full| full.parent().map(Path::to_owned));
        Ok(Self { name: path.display().to_string(), files, beside })
    }

    /// The text of a file.
    pub(super) fn text(&self, file: &str) -> Option<&str> {
        self.files.iter().find(|(name, _)| name == file).map(|(_, text)| text.as_ref())
    }

    /// The file's name for messages.
    pub(super) fn place(&self, file: &str) -> String {
        format!("{}/{file}", self.name)
    }

    /// The value of a file, read fast; where that fails, `slowly` says what is wrong.
    pub(super) fn parse<T: DeserializeOwned>(
        &self,
        file: &str,
        slowly: impl Fn(&str, &str) -> Read<T>,
    ) -> Result<T, PackFault> {
        let text = self.text(file).ok_or_else(|| PackFault::Unreadable {
            path: PathBuf::from(self.place(file)),
            source: io::ErrorKind::NotFound.into(),
        })?;
        parse(&self.place(file), text, slowly)
    }
}

/// The value of a text, read fast; where that fails, `slowly` says what is wrong.
pub(super) fn parse<T: DeserializeOwned>(
    file: &str,
    text: &str,
    slowly: impl Fn(&str, &str) -> Read<T>,
) -> Result<T, PackFault> {
    parse_plainly(text).map_err(|error| {
        let mut faults = slowly(file, text).faults;
        if faults.is_empty() {
            let start = error.span.start;
            let place = Place { file: file.to_owned(), line: start.line, column: start.col };
            let fault = Fault::Unreadable { says: error.code.to_string() };
            faults.push(LintFault { place, id: None, fault });
        }
        PackFault::Faulty(faults)
    })
}

/// The folders in a folder, by name.
pub(super) fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    paths.sort();
    paths
}

/// The text of a pack file.
pub(super) fn read(path: &Path) -> Result<String, PackFault> {
    let text = fs::metadata(path).and_then(|about| {
        if !about.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        if about.len() > LARGEST_FILE {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "too large for a pack file"));
        }
        fs::read_to_string(path)
    });
    // Some editors on Windows begin a file with a byte order mark.
    let text = text.map(|text| text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text));
    text.map_err(|source| PackFault::Unreadable { path: path.to_owned(), source })
}

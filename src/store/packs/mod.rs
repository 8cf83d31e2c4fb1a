//! Finding packs and making them ready: the ones compiled in, and the ones in a user's folder.
//!
//! A folder with a `pack.ron` is a pack. An overlay names its base edition, which is looked for beside it
//! and then among the packs compiled in. A pack in the user's folder shadows a compiled-in one of the same
//! id and edition, and a `references` folder there adds members or replaces ours one by one.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use crate::domain::pack::{Category, Pack, PackHead, overlay};
use crate::domain::reference::References;

mod fault;
mod lint;
mod lists;
mod shipped;
mod unfit;

pub use fault::PackFault;
pub use lint::{Linted, faults_of, lint, lint_path, lint_shipped};
pub use lists::{LeftOut, left_out};

/// The scheme that the program is made for.
pub const SCHEME: &str = "ss-criteria";
/// The edition used when nobody asks for another: the newest one shipped.
pub const DEFAULT_EDITION: &str = "4.1";
/// How many overlays may stand on each other.
const DEEPEST_OVERLAY: usize = 8;
/// The largest pack file that is read, in bytes; ours have 60,000.
const LARGEST_FILE: u64 = 16 << 20;

/// A pack ready for use, with the reference lists it is judged against.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The pack, overlays applied.
    pub pack: Pack,
    /// The reference lists.
    pub references: References,
    /// Where the pack came from; screens say so.
    pub origin: Origin,
}

/// Where a pack came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Compiled into the program.
    Shipped,
    /// A folder of the user.
    Folder(PathBuf),
}

/// A pack that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Identity of the scheme.
    pub id: String,
    /// Edition.
    pub edition: String,
    /// Where it would be loaded from.
    pub origin: Origin,
}

/// The files of one pack folder: a name for messages, then file names and texts.
pub(crate) struct Folder {
    pub(crate) name: String,
    pub(crate) files: Vec<(String, Cow<'static, str>)>,
    /// Where sibling packs are looked for, if this is a folder on disk.
    pub(crate) beside: Option<PathBuf>,
}

/// A pack as read, before its base is laid under it.
struct Raw {
    head: PackHead,
    categories: Vec<Category>,
}

/// The editions of the scheme that are compiled in, older ones first.
pub fn editions() -> Vec<&'static str> {
    shipped::PACKS.iter().filter(|pack| pack.id == SCHEME).map(|pack| pack.edition).collect()
}

/// A compiled-in edition of the scheme.
pub fn shipped(edition: &str) -> Result<Loaded, PackFault> {
    find(SCHEME, edition, None)
}

/// The pack of this id and edition: in the user's folder (`questionnaires/` under the data folder) if it is
/// there, compiled in otherwise.
pub fn find(id: &str, edition: &str, user: Option<&Path>) -> Result<Loaded, PackFault> {
    if let Some(path) = user.and_then(|user| user_pack(user, id, edition)) {
        return from_folder_with(&path, user);
    }
    let folder = shipped_folder(id, edition)
        .ok_or_else(|| PackFault::Unknown { id: id.to_owned(), edition: edition.to_owned() })?;
    load(&folder, Origin::Shipped, user)
}

/// The pack in a folder, with the compiled-in reference lists.
pub fn from_folder(path: &Path) -> Result<Loaded, PackFault> {
    from_folder_with(path, path.parent())
}

/// Everything that can be chosen; a user's pack hides the compiled-in one of the same id and edition.
pub fn choices(user: Option<&Path>) -> Vec<Choice> {
    let mut all: Vec<Choice> = user.map(user_packs).unwrap_or_default();
    for pack in shipped::PACKS {
        if !all.iter().any(|known| known.id == pack.id && known.edition == pack.edition) {
            all.push(Choice {
                id: pack.id.to_owned(),
                edition: pack.edition.to_owned(),
                origin: Origin::Shipped,
            });
        }
    }
    all
}

/// Reads one value in the way pack files are written: no `Some(…)`, no header line.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, ron::error::SpannedError> {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES)
        .from_str(text)
}

/// The files of a compiled-in pack.
pub(crate) fn shipped_folder(id: &str, edition: &str) -> Option<Folder> {
    let pack = shipped::PACKS.iter().find(|pack| pack.id == id && pack.edition == edition)?;
    let files = pack.files.iter().map(|(name, text)| ((*name).to_owned(), Cow::Borrowed(*text))).collect();
    Some(Folder { name: pack.name.to_owned(), files, beside: None })
}

/// The compiled-in reference lists.
pub(crate) fn shipped_references() -> Folder {
    let files =
        shipped::REFERENCES.iter().map(|(name, text)| ((*name).to_owned(), Cow::Borrowed(*text))).collect();
    Folder { name: "references".to_owned(), files, beside: None }
}

/// The files of a pack folder on disk.
pub(crate) fn disk_folder(path: &Path) -> Result<Folder, PackFault> {
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
    Ok(Folder {
        name: path.display().to_string(),
        files,
        beside: path.canonicalize().ok().and_then(|full| full.parent().map(Path::to_owned)),
    })
}

impl Folder {
    /// The text of a file.
    pub(crate) fn text(&self, file: &str) -> Option<&str> {
        self.files.iter().find(|(name, _)| name == file).map(|(_, text)| text.as_ref())
    }

    /// The file's name for messages.
    pub(crate) fn place(&self, file: &str) -> String {
        format!("{}/{file}", self.name)
    }

    /// The folder of this pack's base edition.
    pub(crate) fn base(&self, id: &str, edition: &str) -> Result<Folder, PackFault> {
        if let Some(path) = self.beside.as_deref().and_then(|beside| user_pack(beside, id, edition)) {
            return disk_folder(&path);
        }
        shipped_folder(id, edition)
            .ok_or_else(|| PackFault::Unknown { id: id.to_owned(), edition: edition.to_owned() })
    }

    fn parse<T: DeserializeOwned>(&self, file: &str) -> Result<T, PackFault> {
        let text = self.text(file).ok_or_else(|| PackFault::Unreadable {
            path: PathBuf::from(self.place(file)),
            source: io::ErrorKind::NotFound.into(),
        })?;
        parse(text).map_err(|fault| PackFault::Malformed {
            file: self.place(file),
            line: fault.span.start.line,
            column: fault.span.start.col,
            message: fault.code.to_string(),
        })
    }
}

fn load(folder: &Folder, origin: Origin, user: Option<&Path>) -> Result<Loaded, PackFault> {
    let Raw { head, categories } = read_pack(folder, DEEPEST_OVERLAY)?;
    let pack = Pack::new(head, categories)
        .map_err(|source| PackFault::Conflict { folder: folder.name.clone(), source })?;
    if let Some(path) = pack.circle() {
        return Err(PackFault::Circle { folder: folder.name.clone(), path });
    }
    Ok(Loaded { pack, references: references(user)?, origin })
}

fn read_pack(folder: &Folder, deepest: usize) -> Result<Raw, PackFault> {
    let mut head: PackHead = folder.parse("pack.ron")?;
    let own = head.files.iter().map(|file| folder.parse(file)).collect::<Result<Vec<Category>, _>>()?;
    let Some(edition) = head.base.clone() else {
        return Ok(Raw { head, categories: own });
    };
    if deepest == 0 {
        return Err(PackFault::EndlessBases(folder.name.clone()));
    }
    let base = read_pack(&folder.base(&head.id, &edition)?, deepest - 1)?;
    let categories = overlay(&base.head, base.categories, &mut head, own);
    Ok(Raw { head, categories })
}

fn from_folder_with(path: &Path, user: Option<&Path>) -> Result<Loaded, PackFault> {
    load(&disk_folder(path)?, Origin::Folder(path.to_owned()), user)
}

/// The compiled-in lists, with the user's `references/*.ron` laid over them. A file of theirs that cannot be used is
/// left out; [`left_out`] tells which and why.
pub fn references(user: Option<&Path>) -> Result<References, PackFault> {
    let mut all: References = shipped_references().parse("references.ron")?;
    all.fold_texts();
    for mut lists in lists::own(user).into_iter().filter_map(|(_, read)| read.ok()) {
        lists.fold_texts();
        all.lay_over(lists);
    }
    Ok(all)
}

fn user_pack(user: &Path, id: &str, edition: &str) -> Option<PathBuf> {
    user_packs(user).into_iter().find(|known| known.id == id && known.edition == edition).and_then(|known| {
        match known.origin {
            Origin::Folder(path) => Some(path),
            Origin::Shipped => None,
        }
    })
}

/// The packs in a folder of packs; folders whose head cannot be read are left to `kijun lint`.
fn user_packs(user: &Path) -> Vec<Choice> {
    folders(user)
        .into_iter()
        .filter_map(|path| {
            let head: PackHead = parse(&read(&path.join("pack.ron")).ok()?).ok()?;
            Some(Choice { id: head.id, edition: head.edition, origin: Origin::Folder(path) })
        })
        .collect()
}

/// The folders in a folder, by name.
fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    paths.sort();
    paths
}

fn read(path: &Path) -> Result<String, PackFault> {
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

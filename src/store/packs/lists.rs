//! A user's own reference lists: each file by itself, so that a slip in one stops no work.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::fault::PackFault;
use super::folder::{FORMAT, parse, read};
use super::source::{Read, read_whole};
use crate::domain::lint::{Fault, LintFault};
use crate::domain::reference::References;

/// The folder of lists in a user's folder of packs.
const FOLDER: &str = "references";

/// The folder of lists that several people share, if this process has one.
static SHARED: OnceLock<PathBuf> = OnceLock::new();

/// Settles for this process which folder holds lists that several people share; they lie over the user's own.
pub fn share(folder: PathBuf) {
    // Whoever comes second changes nothing.
    let _ = SHARED.set(folder);
}

/// The folder of shared lists.
pub fn shared() -> Option<&'static Path> {
    SHARED.get().map(PathBuf::as_path)
}

/// A file of a user's own lists that is left out.
#[derive(Debug)]
pub struct LeftOut {
    /// The file.
    pub file: PathBuf,
    /// Why it cannot be used.
    pub fault: PackFault,
}

/// The folder of a user's own lists.
pub fn own_lists(user: &Path) -> PathBuf {
    user.join(FOLDER)
}

/// The files of a user's lists, by name, each read or with the reason why it cannot be.
pub(super) fn own(user: Option<&Path>) -> Vec<(PathBuf, Result<References, PackFault>)> {
    let own = user.map(own_lists).filter(|path| path.is_dir());
    let shared = shared().map(Path::to_path_buf);
    own.into_iter().chain(shared).flat_map(in_folder).collect()
}

/// The files of one folder.
fn in_folder(folder: PathBuf) -> Vec<(PathBuf, Result<References, PackFault>)> {
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(source) => return vec![(folder.clone(), Err(PackFault::Unreadable { path: folder, source }))],
    };
    let files = entries.flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|end| end == "ron")).collect();
    files.sort();
    files.into_iter().map(|file| (file.clone(), lists(&file))).collect()
}

/// Which files of a user's lists are left out, and why.
pub fn left_out(user: Option<&Path>) -> Vec<LeftOut> {
    own(user).into_iter().filter_map(|(file, read)| Some(LeftOut { file, fault: read.err()? })).collect()
}

pub(super) fn lists(file: &Path) -> Result<References, PackFault> {
    let name = file.display().to_string();
    let mut lists: References = parse(&name, &read(file)?, read_lists)?;
    lists.from_file(&file.file_name().unwrap_or_default().to_string_lossy());
    match lists.format {
        FORMAT => Ok(lists),
        _ => Err(PackFault::Faulty(read_lists(&name, &read(file)?).faults)),
    }
}

/// The lists of a text with all faults of the writing, a strange format among them.
pub(super) fn read_lists(file: &str, text: &str) -> Read<References> {
    let mut read: Read<References> = read_whole(file, text);
    let format = read.value.as_ref().map(|lists| lists.format).filter(|format| *format != FORMAT);
    if let Some(format) = format {
        let fault = Fault::UnknownFormat { format };
        read.faults.push(LintFault { place: read.source.place_of_key("format"), id: None, fault });
    }
    read
}

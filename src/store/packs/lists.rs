//! A user's own reference lists: each file by itself, so that a slip in one stops no work.

use std::path::{Path, PathBuf};

use super::fault::PackFault;
use super::folder::{FORMAT, parse, read};
use super::source::{Read, read_whole};
use crate::domain::lint::{Fault, LintFault};
use crate::domain::reference::References;

/// The folder of lists in a user's folder of packs.
const FOLDER: &str = "references";

/// A file of a user's own lists that is left out.
#[derive(Debug)]
pub struct LeftOut {
    /// The file.
    pub file: PathBuf,
    /// Why it cannot be used.
    pub fault: PackFault,
}

/// The files of a user's lists, by name, each read or with the reason why it cannot be.
pub(super) fn own(user: Option<&Path>) -> Vec<(PathBuf, Result<References, PackFault>)> {
    let Some(folder) = user.map(|user| user.join(FOLDER)).filter(|path| path.is_dir()) else {
        return Vec::new();
    };
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

fn lists(file: &Path) -> Result<References, PackFault> {
    let name = file.display().to_string();
    let lists: References = parse(&name, &read(file)?, read_lists)?;
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

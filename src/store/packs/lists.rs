//! A user's own reference lists: each file by itself, so that a slip in one keeps nobody from working.

use std::path::{Path, PathBuf};

use super::lint::FORMAT;
use super::{PackFault, parse, read};
use crate::domain::lint::{Fault, LintFault};
use crate::domain::reference::References;
use crate::store::pack_source::{Read, read_whole};

/// The folder of lists in a user's folder of packs.
const FOLDER: &str = "references";

/// A file of a user's own lists that is left out.
#[derive(Debug)]
pub struct LeftOut {
    /// The file.
    pub file: PathBuf,
    /// Why it cannot be read.
    pub fault: PackFault,
    /// Everything that is wrong with its text, each at its place; none if it is no text at all.
    pub found: Vec<LintFault>,
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
    let faulty = own(user).into_iter().filter_map(|(file, read)| Some((file, read.err()?)));
    faulty.map(|(file, fault)| LeftOut { found: faults(&file), file, fault }).collect()
}

fn lists(file: &Path) -> Result<References, PackFault> {
    let text = read(file)?;
    let malformed = |line, column, message| PackFault::Malformed {
        file: file.display().to_string(),
        line,
        column,
        message,
    };
    let lists: References = parse(&text)
        .map_err(|fault| malformed(fault.span.start.line, fault.span.start.col, fault.code.to_string()))?;
    match lists.format {
        FORMAT => Ok(lists),
        format => Err(malformed(1, 1, format!("format {format}"))),
    }
}

fn faults(file: &Path) -> Vec<LintFault> {
    let Ok(text) = read(file) else { return Vec::new() };
    let read: Read<References> = read_whole(&file.display().to_string(), &text);
    let mut faults = read.faults;
    if let Some(format) = read.value.map(|lists| lists.format).filter(|format| *format != FORMAT) {
        let fault = Fault::UnknownFormat { format };
        faults.push(LintFault { place: read.source.place_of_key("format"), id: None, fault });
    }
    faults
}

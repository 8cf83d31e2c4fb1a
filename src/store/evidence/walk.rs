//! The files of a folder and of the folders in it: no link is followed, so that it ends, and no more is looked at than
//! a person would go through.

use std::ffi::OsStr;
use std::fs::{self, DirEntry, Metadata};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::place::EvidenceRoot;
use super::read::{Progress, Watch, day, identity};
use crate::domain::clean::{Lines, amiss, visible};
use crate::domain::evidence::{Folder, LooseFile};
use crate::store::history;
use crate::store::limits;

/// Endings of files that are kijun's own: assessments and their histories.
const OWN: [&str; 2] = [".ron", ".history"];

/// The files below a root, by name. Left out are names that begin with a dot, links, what is no file, and kijun's own.
pub fn walk(root: &EvidenceRoot, watch: &Watch<'_>) -> Folder {
    let mut walk = Walk { root, watch, folder: Folder::default(), entries: 0 };
    walk.enter(root.real(), 0);
    walk.folder.files.sort_by(|one, other| one.shown.cmp(&other.shown));
    walk.folder.unreadable.sort();
    walk.folder
}

struct Walk<'a> {
    root: &'a EvidenceRoot,
    watch: &'a Watch<'a>,
    folder: Folder,
    /// How many entries of folders were looked at.
    entries: usize,
}

impl Walk<'_> {
    fn enter(&mut self, folder: &Path, depth: usize) {
        if depth > limits::EVIDENCE_DEPTH {
            self.folder.cut = true;
            return;
        }
        let Ok(entries) = fs::read_dir(folder) else {
            self.folder.unreadable.push(shown(below(self.root.real(), folder)));
            return;
        };
        let mut inner: Vec<PathBuf> = Vec::new();
        for entry in entries {
            let Ok(entry) = entry else {
                self.folder.unreadable.push(shown(below(self.root.real(), folder)));
                break;
            };
            self.entries += 1;
            let full = self.folder.files.len() >= limits::EVIDENCE_FILES;
            let more = (self.watch)(Progress::Listing(self.folder.files.len()));
            if full || !more || self.entries > limits::EVIDENCE_ENTRIES {
                self.folder.cut = true;
                return;
            }
            self.take(&entry, &mut inner);
        }
        inner.sort();
        inner.iter().for_each(|folder| self.enter(folder, depth + 1));
    }

    fn take(&mut self, entry: &DirEntry, inner: &mut Vec<PathBuf>) {
        let (path, name) = (entry.path(), entry.file_name());
        // The metadata of an entry are those of a link itself.
        let Some(meta) = entry.metadata().ok().filter(|_| !name.as_bytes().starts_with(b".")) else { return };
        if meta.is_dir() {
            inner.push(path);
        } else if meta.is_file() && !self.is_own(&path, &name) {
            let name = below(self.root.real(), &path);
            self.folder.files.push(loose(name, &meta));
        }
    }

    fn is_own(&self, path: &Path, name: &OsStr) -> bool {
        let assessment = self.root.assessment();
        OWN.iter().any(|ending| name.as_bytes().ends_with(ending.as_bytes()))
            || path == assessment
            || history::names(assessment).iter().any(|own| own == path)
    }
}

/// Where something is below the root.
fn below<'p>(root: &Path, path: &'p Path) -> &'p Path {
    path.strip_prefix(root).unwrap_or(path)
}

fn loose(name: &Path, meta: &Metadata) -> LooseFile {
    LooseFile {
        shown: shown(name),
        name: name.to_str().filter(|name| can_be_entered(name)).map(str::to_owned),
        size: meta.len(),
        modified: day(meta),
        identity: identity(meta),
    }
}

/// A path below the root for people; the root itself is `.`.
fn shown(name: &Path) -> String {
    let name = if name.as_os_str().is_empty() { Path::new(".") } else { name };
    visible(&name.to_string_lossy(), Lines::Single).into_owned()
}

/// Whether a field of one line holds the name as it is.
fn can_be_entered(name: &str) -> bool {
    name.trim() == name && !name.contains(['\n', '\t', '\r']) && amiss(name).is_none()
}

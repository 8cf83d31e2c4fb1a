//! The files that evidence points to: where they are, what they digest to, which others lie in their folder. They are
//! read and nothing else: never copied, sent or written.
//!
//! One rule for names: a relative one is below the root, which is the folder of the assessment unless another one is
//! given. Links are followed to a file, and to nothing that is none: no pipe, device or folder is ever opened.

mod place;
mod read;
mod walk;

use std::collections::HashSet;

pub use self::place::EvidenceRoot;
pub use self::read::{Progress, Watch, see};
pub use self::walk::walk;
use crate::domain::evidence::{FileIdentity, Folder, Looked, Sight, Trouble};
use crate::domain::register::Evidence;

/// Looks at the files of all entries, then at the folder; `watch` is told of each step and may give up, which leaves
/// the rest unseen.
pub fn look(root: &EvidenceRoot, evidence: &[Evidence], watch: &Watch<'_>) -> Looked {
    let entries = evidence.iter().map(|entry| seen(root, &entry.file, watch)).collect();
    Looked { entries, folder: walk(root, watch) }
}

/// The files of the folder that no entry names, without one of them being read.
pub fn loose(root: &EvidenceRoot, evidence: &[Evidence], watch: &Watch<'_>) -> Folder {
    let named: HashSet<FileIdentity> =
        evidence.iter().filter_map(|entry| read::identity_of(&root.path(entry.file.trim()))).collect();
    let mut folder = walk(root, watch);
    folder.files.retain(|file| !named.contains(&file.identity));
    folder
}

fn seen(root: &EvidenceRoot, name: &str, watch: &Watch<'_>) -> Option<Result<Sight, Trouble>> {
    let name = name.trim();
    (!name.is_empty()).then(|| see(root, name, watch))
}

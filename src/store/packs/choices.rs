//! Which packs can be chosen: the ones compiled in, and the ones in a user's folder.

use std::path::{Path, PathBuf};

use super::fault::PackFault;
use super::folder::{Folder, folders, read};
use super::shipped;
use super::source::identity;
use crate::domain::pack::PackHead;
use crate::store::ron::text::parse_plainly;

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

/// The user's pack of this id and edition.
pub(super) fn user_pack(user: &Path, id: &str, edition: &str) -> Option<PathBuf> {
    user_packs(user).into_iter().find(|known| known.id == id && known.edition == edition).and_then(|known| {
        match known.origin {
            Origin::Folder(path) => Some(path),
            Origin::Shipped => None,
        }
    })
}

/// The packs in a folder of packs. Also a faulty one is there as long as its head names it: it must not give way to
/// another one without a word.
fn user_packs(user: &Path) -> Vec<Choice> {
    let pack = |path: PathBuf| {
        let text = read(&path.join("pack.ron")).ok()?;
        let sound = parse_plainly(&text).ok().map(|head: PackHead| (head.id, head.edition));
        let (id, edition) = sound.or_else(|| identity(&text))?;
        Some(Choice { id, edition, origin: Origin::Folder(path) })
    };
    folders(user).into_iter().filter_map(pack).collect()
}

/// The folder of the base edition of the pack in a folder.
pub(super) fn base_of(folder: &Folder, id: &str, edition: &str) -> Result<Folder, PackFault> {
    if let Some(path) = folder.beside.as_deref().and_then(|beside| user_pack(beside, id, edition)) {
        return Folder::on_disk(&path);
    }
    shipped_pack(id, edition)
}

/// The folder of a compiled-in pack.
pub(super) fn shipped_pack(id: &str, edition: &str) -> Result<Folder, PackFault> {
    Folder::shipped(id, edition)
        .ok_or_else(|| PackFault::Unknown { id: id.to_owned(), edition: edition.to_owned() })
}

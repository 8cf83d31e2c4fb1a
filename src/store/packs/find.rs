//! A pack made ready: found, read, laid over its base. Where that fails, the fault is what `kijun lint` says.

use std::path::Path;

use super::assemble::{Raw, read_pack, references};
use super::choices::{Origin, shipped_pack, user_pack};
use super::fault::PackFault;
use super::folder::Folder;
use super::lint::lint_path;
use super::shipped::{PACKS, SCHEME};
use crate::domain::pack::Pack;
use crate::domain::reference::References;

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

/// The editions of the scheme that are compiled in, older ones first.
pub fn editions() -> Vec<&'static str> {
    PACKS.iter().filter(|pack| pack.id == SCHEME).map(|pack| pack.edition).collect()
}

/// A compiled-in edition of the scheme.
pub fn shipped(edition: &str) -> Result<Loaded, PackFault> {
    find(SCHEME, edition, None)
}

/// The pack of this id and edition: in the user's folder (`questionnaires/` under the data folder) if it is
/// there, compiled in otherwise.
///
/// # Errors
/// [`PackFault::Faulty`] with everything that [`super::lint()`] finds, if the files are not what pack files are.
pub fn find(id: &str, edition: &str, user: Option<&Path>) -> Result<Loaded, PackFault> {
    match user.and_then(|user| user_pack(user, id, edition)) {
        Some(path) => from_folder_with(&path, user),
        None => load(&shipped_pack(id, edition)?, Origin::Shipped, user),
    }
}

/// The pack in a folder, with the compiled-in reference lists.
pub fn from_folder(path: &Path) -> Result<Loaded, PackFault> {
    from_folder_with(path, path.parent())
}

fn from_folder_with(path: &Path, user: Option<&Path>) -> Result<Loaded, PackFault> {
    let loaded =
        Folder::on_disk(path).and_then(|folder| load(&folder, Origin::Folder(path.to_owned()), user));
    loaded.map_err(|fault| with_all_faults(fault, path, user))
}

/// The fault with everything else that is wrong in the folder, if it is about this folder and not about its base.
fn with_all_faults(fault: PackFault, path: &Path, user: Option<&Path>) -> PackFault {
    let all = || lint_path(path, user).map(|linted| linted.faults).unwrap_or_default();
    let complete = match &fault {
        PackFault::Faulty(known) => Some(all()).filter(|all| known.iter().all(|fault| all.contains(fault))),
        PackFault::Conflict { .. } | PackFault::Circle { .. } => Some(all()),
        _ => None,
    };
    complete.filter(|all| !all.is_empty()).map_or(fault, PackFault::Faulty)
}

fn load(folder: &Folder, origin: Origin, user: Option<&Path>) -> Result<Loaded, PackFault> {
    let Raw { head, categories } = read_pack(folder)?;
    let pack = Pack::new(head, categories)
        .map_err(|source| PackFault::Conflict { folder: folder.name.clone(), source })?;
    if let Some(path) = pack.circle() {
        return Err(PackFault::Circle { folder: folder.name.clone(), path });
    }
    Ok(Loaded { pack, references: references(user)?, origin })
}

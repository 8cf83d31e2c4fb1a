//! A pack as it was written, with its base editions under it, and the reference lists with a user's own over them.

use std::path::Path;

use super::choices::base_of;
use super::fault::PackFault;
use super::folder::Folder;
use super::lists;
use super::source::{read_category, read_whole};
use crate::domain::pack::{Category, PackHead, overlay};
use crate::domain::reference::References;

/// How many overlays may lie on each other.
const DEEPEST_OVERLAY: usize = 8;

/// A pack as read, overlays applied.
pub(super) struct Raw {
    pub(super) head: PackHead,
    pub(super) categories: Vec<Category>,
}

/// The pack in a folder, laid over its base editions.
pub(super) fn read_pack(folder: &Folder) -> Result<Raw, PackFault> {
    over_bases(folder, DEEPEST_OVERLAY)
}

fn over_bases(folder: &Folder, deepest: usize) -> Result<Raw, PackFault> {
    let mut head: PackHead = folder.parse("pack.ron", read_whole)?;
    let own =
        head.files.iter().map(|file| folder.parse(file, read_category)).collect::<Result<Vec<_>, _>>()?;
    let Some(edition) = head.base.clone() else {
        return Ok(Raw { head, categories: own });
    };
    if deepest == 0 {
        return Err(PackFault::EndlessBases(folder.name.clone()));
    }
    let base = over_bases(&base_of(folder, &head.id, &edition)?, deepest - 1)?;
    let categories = overlay(&base.head, base.categories, &mut head, own);
    Ok(Raw { head, categories })
}

/// The compiled-in lists, with the user's `references/*.ron` laid over them. A file of theirs that cannot be used is
/// left out; [`lists::left_out`] says which and why.
pub fn references(user: Option<&Path>) -> Result<References, PackFault> {
    let mut all: References = Folder::shipped_references().parse("references.ron", read_whole)?;
    all.fold_texts();
    for mut lists in lists::own(user).into_iter().filter_map(|(_, read)| read.ok()) {
        lists.fold_texts();
        all.lay_over(lists);
    }
    Ok(all)
}

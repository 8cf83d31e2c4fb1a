//! Opening an assessment together with the pack it names.

use std::path::Path;

use super::fault::{Fault, both, printable};
use super::session::Session;
use crate::domain::assessment::Assessment;
use crate::domain::pack::Pack;
use crate::store::assessment::{FileFault, Sheet, look};
use crate::store::packs::{self, DEFAULT_EDITION, Loaded, PackFault, SCHEME};
use crate::store::save::Stamp;

/// An assessment, its pack, and what its file looked like.
pub(super) struct Open {
    pub(super) assessment: Assessment,
    pub(super) loaded: Loaded,
    pub(super) stamp: Option<Stamp>,
}

/// Opens a file; every fault of its content is told at once.
pub(super) fn open(session: &Session, path: &Path) -> Result<Open, Fault> {
    let fault = |fault: FileFault| Fault::of_file(path, fault);
    let sheet = look(path).map_err(fault)?;
    let loaded = pack_of(session, path, &sheet)?;
    let opened = sheet.open(&loaded.pack).map_err(fault)?;
    Ok(Open { assessment: opened.assessment, loaded, stamp: opened.stamp })
}

fn pack_of(session: &Session, path: &Path, sheet: &Sheet) -> Result<Loaded, Fault> {
    let header = sheet.header();
    packs::find(&header.pack, &header.edition, session.packs()).map_err(|fault| match fault {
        PackFault::Unknown { .. } => Fault::of_file(path, sheet.without_pack()),
        other => Fault::of_pack(&other),
    })
}

/// The pack of an edition, the newest one if none is named.
pub(super) fn edition(session: &Session, edition: Option<&str>) -> Result<Loaded, Fault> {
    let edition = edition.unwrap_or(DEFAULT_EDITION);
    packs::find(SCHEME, edition, session.packs()).map_err(|fault| match fault {
        PackFault::Unknown { .. } => {
            let (edition, known) = (printable(edition), packs::editions().join(", "));
            Fault::usage(
                both(
                    format!("--edition: 版 {edition} はありません"),
                    format!("--edition: there is no edition {edition}"),
                ),
                both(format!("使えるのは {known} です"), format!("it can be {known}")),
            )
        }
        other => Fault::of_pack(&other),
    })
}

/// The chosen categories in the order of the pack; an unknown one is a usage fault.
pub(super) fn categories(pack: &Pack, chosen: &[String], blocks: bool) -> Result<Vec<String>, Fault> {
    let known = || pack.categories.iter().filter(|category| blocks || !category.for_all);
    let chosen: Vec<&str> = chosen.iter().map(|id| id.trim()).filter(|id| !id.is_empty()).collect();
    if let Some(unknown) = chosen.iter().find(|id| known().all(|category| category.id != **id)) {
        let (unknown, ids) =
            (printable(unknown), known().map(|c| c.id.as_str()).collect::<Vec<_>>().join(", "));
        return Err(Fault::usage(
            both(
                format!("--category: 区分 {unknown} はありません"),
                format!("--category: there is no category {unknown}"),
            ),
            both(format!("使えるのは {ids} です"), format!("it can be {ids}")),
        ));
    }
    Ok(known().filter(|category| chosen.contains(&category.id.as_str())).map(|c| c.id.clone()).collect())
}

//! Opening an assessment together with the pack it names.

use std::path::Path;

use super::fault::{Fault, both, printable, shown};
use super::session::Session;
use crate::domain::assessment::Assessment;
use crate::domain::date::Date;
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

/// Opens a file to be judged for some categories, in the place of those it has chosen if any are given.
pub(super) fn open_for(session: &Session, path: &Path, chosen: &[String]) -> Result<Open, Fault> {
    let mut opened = open(session, path)?;
    choose(&mut opened, path, chosen)?;
    Ok(opened)
}

/// Puts categories in the place of those a file has chosen, if any are given; there must be some in the end.
pub(super) fn choose(opened: &mut Open, path: &Path, chosen: &[String]) -> Result<(), Fault> {
    if !chosen.is_empty() {
        opened.assessment.profile.categories = categories(&opened.loaded.pack, chosen, false)?;
    }
    if opened.assessment.profile.categories.is_empty() {
        return Err(no_category(path));
    }
    Ok(())
}

/// The day as of which a file is judged, where nothing can be said without one.
pub(super) fn day_of(opened: &Open, path: &Path, as_of: Option<Date>) -> Result<Date, Fault> {
    as_of.or(opened.assessment.profile.reference_date).ok_or_else(|| {
        let place = shown(path);
        Fault::usage(
            both(format!("{place}: 基準日が決まっていません"), format!("{place}: no reference date is set")),
            both("--as-of 2027-01-31 のように指定してください", "give one, such as --as-of 2027-01-31"),
        )
    })
}

fn no_category(file: &Path) -> Fault {
    let place = shown(file);
    Fault::usage(
        both(format!("{place}: 区分が選ばれていません"), format!("{place}: no category is chosen")),
        both("--category vuln のように指定してください", "give one, such as --category vuln"),
    )
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

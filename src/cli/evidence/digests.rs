//! Digests of files whose entries have none, or whose files were rightly changed; also of entries that an import
//! brings.

use super::look::Looking;
use crate::cli::args::EvidenceFiles;
use crate::cli::edit;
use crate::cli::exit::Exit;
use crate::cli::fault::{Fault, fault, printable};
use crate::cli::open::{open_as_it_is, open_caught_up};
use crate::cli::session::{Done, Session};
use crate::cli::set::lock;
use crate::cli::signing::Named;
use crate::domain::assessment::Assessment;
use crate::domain::change::Change;
use crate::domain::register::Evidence;
use crate::domain::text::{Lang, pick, tr};
use crate::report::evidence::trouble;
use crate::report::words::entries;

/// Takes the digests that were asked for. 3 if a file could not be read.
pub(super) fn run(session: &Session, options: &EvidenceFiles) -> Result<Done, Fault> {
    let path = &options.file;
    // Opened once before the lock, so that a wrong path leaves no lock file behind.
    open_as_it_is(session, path)?;
    let looking = Looking::at(session, path, options.root.as_deref())?;
    let (_lock, mut notes) = lock(session, path)?;
    let mut opened = open_caught_up(session, path)?;
    known(&opened.assessment, &options.renew)?;
    let mut after = opened.assessment.clone();
    let wanted =
        |row: &Evidence| options.renew.contains(&row.id) || (options.digests && row.digest.trim().is_empty());
    let taken = take(session.lang, &looking, &mut after, wanted);
    let changes = changes(&opened.assessment, &after);
    let by = Named { by: options.by.as_deref(), post: None }.editor(session);
    let edits = edit::together(path, changes)?;
    notes.extend(edit::make(session, path, &mut opened, &edits, &by)?);
    let exit = if taken.unread { Exit::Pending } else { Exit::Clear };
    Ok(Done { out: taken.told.concat(), notes, exit })
}

/// Every id that is asked for is one of an entry.
fn known(assessment: &Assessment, ids: &[String]) -> Result<(), Fault> {
    let missing = ids.iter().find(|id| !assessment.evidence.iter().any(|row| row.id == **id));
    let Some(id) = missing.map(|id| printable(id)) else { return Ok(()) };
    Err(fault!(
        Usage,
        "--renew: 証跡 {id} はありません",
        "--renew: there is no evidence {id}",
        "番号は kijun check --evidence で確かめられます",
        "kijun check --evidence shows the ids"
    ))
}

/// What was taken, line by line, and whether a file could not be read.
struct Taken {
    told: Vec<String>,
    unread: bool,
}

/// Puts digests into the wanted entries that name a file.
fn take(
    lang: Lang,
    looking: &Looking,
    assessment: &mut Assessment,
    wanted: impl Fn(&Evidence) -> bool,
) -> Taken {
    let mut taken = Taken { told: Vec::new(), unread: false };
    let named = |row: &&mut Evidence| wanted(row) && !row.file.trim().is_empty();
    for row in assessment.evidence.iter_mut().filter(named) {
        let (id, file) = (printable(&row.id), printable(&row.file));
        match looking.one(row.file.trim()) {
            Ok(seen) => {
                row.digest = seen.digest.to_string();
                taken.told.push(format!("{id} {file}: {}\n", row.digest));
            }
            Err(why) => {
                taken.unread = true;
                taken.told.push(format!("{id} {file}: {}\n", trouble(lang, &why)));
            }
        }
    }
    if taken.told.is_empty() {
        let text = pick(lang, "入れるダイジェストはありません\n", "there is no digest to take\n");
        taken.told.push(text.to_owned());
    }
    taken
}

fn changes(before: &Assessment, after: &Assessment) -> Vec<Change> {
    let rows = before.evidence.iter().zip(&after.evidence).filter(|(old, new)| old != new);
    rows.map(|(_, new)| Change::put(before, new.clone())).collect()
}

/// Fills the digests of entries that an import brings or gives another file; notes what could not be read.
pub(crate) fn fill(session: &Session, looking: &Looking, before: &Assessment, values: &mut Assessment) {
    let brought = |row: &Evidence| {
        let old = before.evidence.iter().find(|old| old.id == row.id);
        let moved = old.is_none_or(|old| old.file != row.file);
        moved && (row.digest.trim().is_empty() || old.is_some_and(|old| old.digest == row.digest))
    };
    let mut taken = 0;
    for row in values.evidence.iter_mut().filter(|row| brought(row) && !row.file.trim().is_empty()) {
        match looking.one(row.file.trim()) {
            Ok(seen) => {
                row.digest = seen.digest.to_string();
                taken += 1;
            }
            Err(why) => {
                let (lang, id, file) = (session.lang, printable(&row.id), printable(&row.file));
                let why = trouble(lang, &why);
                session.note(tr!(
                    lang,
                    "注意: {id} {file}: {why}。ダイジェストは入れていません",
                    "note: {id} {file}: {why}; no digest was taken"
                ));
            }
        }
    }
    if taken > 0 {
        let count = entries(session.lang, taken);
        session.note(tr!(
            session.lang,
            "注意: ファイルを読んでダイジェストを入れました({count})",
            "note: files were read for their digests: {count}"
        ));
    }
}

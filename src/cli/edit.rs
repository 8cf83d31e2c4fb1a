//! Edits made from the command line: into the history first, as every edit, then into the file.

use std::path::Path;

use super::exit::Exit;
use super::fault::{Fault, fault, notice, printable, shown};
use super::open::{Open, note_comments};
use super::session::Session;
use crate::domain::change::{Change, Issued};
use crate::domain::text::both;
use crate::store::assessment::{self, FileFault, faults};
use crate::store::file_format::ChangeRecord;
use crate::store::history::{self, Claimed, Writer};
use crate::store::limits;
use crate::store::save;

/// What a record of the history holds besides the edit itself, at most, in bytes.
const RECORD_HEAD: usize = 4096;

/// Makes the edits, each one record of the history and one step of undo, and writes the file; without any it writes
/// only what the history has and the file lacks. Edits that change nothing are left out. Returns notes.
pub(super) fn make(
    session: &Session,
    path: &Path,
    opened: &mut Open,
    edits: &[Change],
    by: &str,
) -> Result<Vec<String>, Fault> {
    let edits: Vec<&Change> = edits.iter().filter(|edit| !edit.is_idle()).collect();
    if edits.is_empty() && opened.caught_up == 0 {
        return Ok(Vec::new());
    }
    // Before the history is touched: what cannot be saved is not half done.
    save::check_replaceable(path)?;
    history::give_id(path, &mut opened.assessment);
    note_comments(session, path, opened, true);
    let mut notes = record(session, path, opened, &edits, by)?;
    let saved = assessment::write(path, &opened.assessment, &opened.loaded.pack, opened.stamp.as_ref())
        .map_err(|fault| kept(path, fault))?;
    notes.extend(saved.notices.iter().map(|found| notice(session.lang, found)));
    if opened.caught_up > 0 {
        let count = opened.caught_up;
        let ja = format!("履歴にあってファイルに入っていなかった変更{count}件も書き込みました");
        let en = format!("edits of its history that the file lacked were written as well: {count}");
        notes.push(session.about(path, &ja, &en));
    }
    Ok(notes)
}

/// History first: what it holds survives whatever happens to the file.
fn record(
    session: &Session,
    path: &Path,
    opened: &mut Open,
    edits: &[&Change],
    by: &str,
) -> Result<Vec<String>, Fault> {
    if edits.is_empty() {
        return Ok(Vec::new());
    }
    for edit in edits {
        edit.apply(&mut opened.assessment).map_err(|stale| {
            let text = printable(&stale.to_string());
            Fault::usage(both(text.clone(), text), both("もう一度実行してください", "run the command again"))
        })?;
    }
    let found = faults(&opened.assessment, &opened.loaded.pack);
    if !found.is_empty() {
        return Err(Fault::of_file(path, FileFault::Invalid(found)));
    }
    append(session, path, &opened.assessment.file_id, edits.iter().map(|edit| ChangeRecord::from(*edit)), by)
}

/// The ids that were ever given out: those of removed rows do not come back.
pub(super) fn issued(path: &Path, opened: &Open) -> Issued {
    let mut issued = Issued::of(&opened.assessment);
    // A history that cannot be read was reported when the file was opened.
    let _ = history::each_edit(path, |edit| issued.note(&edit.change));
    issued
}

/// Adds records to the history of a file with this id. Returns notes.
pub(super) fn append(
    session: &Session,
    path: &Path,
    id: &str,
    records: impl Iterator<Item = ChangeRecord>,
    by: &str,
) -> Result<Vec<String>, Fault> {
    let journal = history::path_of(path);
    let claimed = history::claim(path, id)?;
    let (writer, _) = Writer::<ChangeRecord>::open_with(&journal, &history::new_session(), by, drop)?;
    let mut writer = writer.of_file(id, &claimed.from);
    for record in records {
        writer.append(record).map_err(|error| Fault::of_append(&journal, &error))?;
    }
    Ok(begun(session, path, &claimed))
}

/// The notes about a history that begins.
fn begun(session: &Session, path: &Path, claimed: &Claimed) -> Vec<String> {
    let mut notes = Vec::new();
    if !claimed.from.is_empty() {
        let from = printable(&claimed.from);
        let ja = format!("{from} の写しなので、履歴はここから新しく始まります(前の履歴は {from}.history)");
        let en =
            format!("is a copy of {from}, so its history begins here (the earlier one is {from}.history)");
        notes.push(session.about(path, &ja, &en));
    }
    if let Some(aside) = &claimed.aside {
        let aside = shown(aside);
        let ja = format!("同じ名前の履歴は別のファイルのものだったので、{aside} に移しました");
        let en = format!("the history of that name was another file's; it is kept as {aside}");
        notes.push(session.about(path, &ja, &en));
    }
    notes
}

/// A save that failed although the history has the edit: it counts, and comes into the file later.
fn kept(path: &Path, fault: FileFault) -> Fault {
    let written = matches!(&fault, FileFault::File(error) if error.stamp().is_some());
    let mut fault = Fault::of_file(path, fault);
    if !written {
        fault.exit = Exit::Kept;
        for (sentence, _) in &mut fault.said {
            sentence.ja += "。変更は履歴に残してあり、次に保存できたときにファイルに入ります";
            sentence.en += "; the edit is kept in the history and goes into the file with the next save";
        }
    }
    fault
}

/// Many changes as few edits: one, unless that is more than a record of the history takes.
pub(super) fn together(path: &Path, changes: Vec<Change>) -> Result<Vec<Change>, Fault> {
    let most = limits::RECORD - RECORD_HEAD;
    let mut edits: Vec<(usize, Vec<Change>)> = Vec::new();
    for change in changes {
        let size = ChangeRecord::sides(&change).iter().map(String::len).sum::<usize>() + RECORD_HEAD / 8;
        if size > most {
            return Err(too_large(path, &change));
        }
        match edits.last_mut().filter(|(sum, _)| *sum + size <= most) {
            Some((sum, edit)) => {
                *sum += size;
                edit.push(change);
            }
            None => edits.push((size, vec![change])),
        }
    }
    Ok(edits.into_iter().map(|(_, changes)| Change::all(changes)).collect())
}

fn too_large(path: &Path, change: &Change) -> Fault {
    let (place, subject) = (shown(path), printable(&change.subject()));
    fault!(
        Invalid,
        "{place}: {subject} が長すぎて、履歴に書けません",
        "{place}: {subject} is too long for its history",
        "文を短くしてください",
        "shorten its texts"
    )
}

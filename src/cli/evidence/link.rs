//! `kijun evidence --link`: one file becomes an entry, with its digest and its day.

use std::path::Path;

use super::look::Looking;
use crate::cli::args::EvidenceFiles;
use crate::cli::edit;
use crate::cli::fault::{Fault, fault, printable, shown};
use crate::cli::open::{Open, open_as_it_is, open_caught_up};
use crate::cli::session::{Done, Session};
use crate::cli::set::lock;
use crate::cli::signing::Named;
use crate::domain::change::{Change, Series};
use crate::domain::clean::amiss;
use crate::domain::evidence::{Sight, Trouble};
use crate::domain::register::Evidence;
use crate::domain::text::Lang;
use crate::domain::text::{both, tr};
use crate::report::amiss::found;
use crate::report::evidence::trouble;

/// Enters the file.
pub(super) fn run(session: &Session, options: &EvidenceFiles, file: &Path) -> Result<Done, Fault> {
    let path = &options.file;
    // Opened once before the lock, so that a wrong path leaves no lock file behind.
    open_as_it_is(session, path)?;
    let looking = Looking::at(session, path, options.root.as_deref())?;
    let name = name(&looking, file)?;
    let seen = looking.one(&name).map_err(|why| unread(file, &why))?;
    let (_lock, mut notes) = lock(session, path)?;
    let mut opened = open_caught_up(session, path)?;
    let row = row(options, &opened, name, &seen)?;
    let change = Change::put(&opened.assessment, row.clone());
    let by = Named { by: options.by.as_deref(), post: None }.editor(session);
    notes.extend(edit::make(session, path, &mut opened, &[change], &by)?);
    if seen.outside {
        notes.push(session.about(
            file,
            "フォルダーの外にあるファイルです。フォルダーごと渡すときは入りません",
            "lies outside the folder, and does not come along with it",
        ));
    }
    let (id, file, digest) = (printable(&row.id), printable(&row.file), &seen.digest);
    let out =
        tr!(session.lang, "{id}: {file} を登録しました\n{digest}\n", "{id}: {file} is linked\n{digest}\n");
    Ok(Done { notes, ..Done::clear(out) })
}

/// The name under which the entry keeps the file.
fn name(looking: &Looking, file: &Path) -> Result<String, Fault> {
    let path = looking.root().name_of(file);
    let place = shown(file);
    let Some(name) = path.to_str().filter(|name| name.trim() == *name && !name.contains(['\n', '\t', '\r']))
    else {
        return Err(fault!(
            Usage,
            "{place}: この名前のファイルは結び付けられません(UTF-8 でないか、改行や前後の空白があります)",
            "{place}: a file of this name cannot be linked (not UTF-8, or line breaks or blanks at its ends)",
            "ファイルの名前を変えてください",
            "rename the file"
        ));
    };
    if let Some(amiss) = amiss(name) {
        let (ja, en) = (found(Lang::Ja, &amiss), found(Lang::En, &amiss));
        return Err(Fault::usage(
            both(format!("{place}: 名前に{ja}"), format!("{place}: its name has {en}")),
            both("ファイルの名前を変えてください", "rename the file"),
        ));
    }
    Ok(name.to_owned())
}

fn unread(file: &Path, why: &Trouble) -> Fault {
    let place = shown(file);
    let (ja, en) = (trouble(Lang::Ja, why), trouble(Lang::En, why));
    fault!(
        Io,
        "{place}: {ja}",
        "{place}: {en}",
        "読めるファイルを指定してください",
        "name a file that can be read"
    )
}

/// The new entry. A file is entered once.
fn row(options: &EvidenceFiles, opened: &Open, name: String, seen: &Sight) -> Result<Evidence, Fault> {
    if let Some(known) = opened.assessment.evidence.iter().find(|known| known.file.trim() == name) {
        let (id, name) = (printable(&known.id), printable(&name));
        return Err(fault!(
            Usage,
            "{name}: {id} がもうこのファイルを指しています",
            "{name}: {id} names this file already",
            "中身が変わったのなら --renew {id} でダイジェストを取り直せます",
            "if its content was changed, --renew {id} takes the digest anew"
        ));
    }
    let stem = Path::new(&name).file_stem().and_then(|stem| stem.to_str()).unwrap_or(&name);
    let text = |given: &Option<String>| given.clone().unwrap_or_default();
    Ok(Evidence {
        id: edit::issued(&options.file, opened).next(Series::Evidence),
        number: text(&options.number),
        title: options.title.clone().unwrap_or_else(|| stem.to_owned()),
        kind: text(&options.kind),
        digest: seen.digest.to_string(),
        holder: String::new(),
        on: options.on.or(seen.modified.map(Into::into)),
        shows: options.shows.clone(),
        file: name,
    })
}

//! `kijun sample`: a fictitious company to play with; an existing file is never overwritten.

use std::path::PathBuf;

use super::args::Sample;
use super::fault::{Fault, fault, notice, shown};
use super::session::{Done, Session};
use crate::domain::text::tr;
use crate::store::history::set_aside;
use crate::store::sample;
use crate::store::save::{folder_exists, make_folders};

/// Writes it; the place is handed on to the workbench if it is to be opened.
pub(super) fn run(session: &Session, options: &Sample) -> Result<(Done, PathBuf), Fault> {
    let file = match &options.file {
        Some(file) => {
            folder_exists(file)?;
            file.clone()
        }
        None => free_place(session)?,
    };
    set_aside(&file)?;
    let saved = sample::write(&file).map_err(|fault| Fault::of_file(&file, fault))?;
    let place = shown(&file);
    let mut done = Done::clear(tr!(
        session.lang,
        "{place} に見本を書きました。kijun {place} で開けます。\n",
        "Wrote the sample to {place}. Open it with: kijun {place}\n"
    ));
    done.notes = saved.notices.iter().map(|found| notice(session.lang, found)).collect();
    Ok((done, file))
}

/// `sample.ron` in the default folder, or `sample-2.ron` and so on.
fn free_place(session: &Session) -> Result<PathBuf, Fault> {
    let places = session.places.as_ref().ok_or_else(|| {
        fault!(
            Io,
            "保存する場所がありません",
            "there is no place to keep files",
            "FILE を指定するか、HOME か --data-dir を設定してください",
            "give FILE, or set HOME or --data-dir"
        )
    })?;
    make_folders(&places.data)?;
    let name = |n: u32| if n == 1 { "sample.ron".to_owned() } else { format!("sample-{n}.ron") };
    let free = (1..10_000).map(|n| places.data.join(name(n))).find(|path| !path.exists());
    Ok(free.unwrap_or_else(|| places.data.join(name(1))))
}

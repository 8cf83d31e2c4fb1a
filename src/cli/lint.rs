//! `kijun lint`: all faults of a pack at once, each with its place; without a path, of all packs compiled in.

use std::path::PathBuf;

use super::args::Lint;
use super::exit::Exit;
use super::fault::Fault;
use super::open::chosen;
use super::session::{Done, Session};
use crate::domain::text::tr;
use crate::report::lint::line;
use crate::report::words;
use crate::store::packs::{Linted, Origin, lint_path, lint_shipped};

/// Lints, and prints the faults as the report they are.
pub(super) fn run(session: &Session, options: &Lint) -> Result<Done, Fault> {
    if let (true, Some(file)) = (options.examiner, &options.path) {
        return super::examine::run(session, file, options);
    }
    let own = options.pack.as_deref().map(|pack| own_folder(session, pack, options.edition.as_deref()));
    let linted = match own.transpose()?.flatten().or_else(|| options.path.clone()) {
        Some(path) => lint_path(&path, session.packs()),
        None => lint_shipped(),
    }?;
    let faults = linted.faults.iter().map(|fault| line(fault, session.lang));
    let out = faults.chain([last_line(session, &linted)]).collect::<Vec<_>>().join("\n") + "\n";
    let exit = if linted.faults.is_empty() { Exit::Clear } else { Exit::Invalid };
    Ok(Done { out, notes: Vec::new(), exit })
}

/// The folder of a pack that is named; none if it is compiled in.
fn own_folder(session: &Session, pack: &str, edition: Option<&str>) -> Result<Option<PathBuf>, Fault> {
    Ok(match chosen(session, Some(pack), edition)?.origin {
        Origin::Folder(path) => Some(path),
        Origin::Shipped => None,
    })
}

fn last_line(session: &Session, linted: &Linted) -> String {
    let items = |count| words::entries(session.lang, count);
    let (packs, rows, faults) = (items(linted.packs), items(linted.rows), items(linted.faults.len()));
    tr!(
        session.lang,
        "設問票と例示 {packs}、設問 {rows}: 問題 {faults}",
        "packs and lists: {packs}, rows: {rows}, faults: {faults}"
    )
}

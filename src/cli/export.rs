//! `kijun export`: answers, registers and gaps as tables for spreadsheets.

use std::path::Path;

use super::args::{Export, Exported, SheetFormat};
use super::exit::Exit;
use super::fault::{Fault, fault, notice, printable, shown};
use super::open::{Open, choose, open};
use super::session::{Done, Session};
use crate::domain::app::APP;
use crate::domain::assessment::Assessment;
use crate::domain::evaluate::Reasons;
use crate::domain::grid::Grid;
use crate::domain::origin::Origin;
use crate::domain::text::{both, tr};
use crate::report::gap::GapReport;
use crate::report::grounds::Context;
use crate::report::tables::{Lookup, TableKind, table};
use crate::store::history;
use crate::store::save;
use crate::store::spreadsheet::{self, XlsxFault};

/// Writes the tables.
pub(super) fn run(session: &Session, options: &Export) -> Result<Done, Fault> {
    let what = chosen(options)?;
    let mut opened = open(session, &options.file)?;
    choose(&mut opened, &options.file, &options.category)?;
    let origin = origin(&opened);
    let noted = |what: &Exported| {
        let mut grid = grid(session, options, &opened, *what);
        grid.notes.insert(0, origin.note());
        grid
    };
    let grids: Vec<Grid> = what.iter().map(noted).collect();
    let text = match (options.format, grids.as_slice()) {
        (SheetFormat::Csv, [grid]) => {
            spreadsheet::csv(grid, !options.no_bom).map_err(|error| unwritable(&error.to_string()))?
        }
        (SheetFormat::Csv, _) => return Err(one_table()),
        (SheetFormat::Xlsx, grids) => {
            let Some(out) = &options.out else { return Err(no_place()) };
            let bytes = spreadsheet::xlsx(grids).map_err(of_workbook)?;
            return write(session, out, &bytes);
        }
    };
    match &options.out {
        Some(out) => write(session, out, text.as_bytes()),
        None => Ok(Done::clear(text)),
    }
}

/// The tables asked for; the gaps, or everything in a workbook, if none is.
fn chosen(options: &Export) -> Result<Vec<Exported>, Fault> {
    let mut what: Vec<Exported> = Vec::new();
    for one in &options.what {
        if !what.contains(one) {
            what.push(*one);
        }
    }
    match (options.format, what.len()) {
        (SheetFormat::Csv, 0) => Ok(vec![Exported::Gaps]),
        (SheetFormat::Csv, 2..) => Err(one_table()),
        (SheetFormat::Xlsx, 0) => {
            Ok(std::iter::once(Exported::Gaps).chain(TableKind::ALL.map(Exported::Table)).collect())
        }
        _ => Ok(what),
    }
}

/// Where the tables come from, so that they find back to this file and to what it was now.
fn origin(opened: &Open) -> Origin {
    let Assessment { file_id, profile, .. } = &opened.assessment;
    Origin {
        file: file_id.clone(),
        edition: profile.edition.clone(),
        at: history::now(),
        organisation: printable(&profile.organisation),
    }
}

fn grid(session: &Session, options: &Export, opened: &Open, what: Exported) -> Grid {
    match what {
        Exported::Table(what) => table(what, &Lookup { lang: session.lang, context: opened.context() }),
        Exported::Gaps => gaps(session, options, opened),
    }
}

/// The gaps as `gap` tells them; a register stays in the order of the file.
fn gaps(session: &Session, options: &Export, opened: &Open) -> Grid {
    let mut assessment = opened.assessment.clone();
    assessment.put_in_order();
    let context = Context { assessment: &assessment, ..opened.context() };
    let Context { pack, references, assessment } = context;
    let day = options.as_of.or(assessment.profile.reference_date);
    let reasons = Reasons::new(pack, references, assessment, day);
    let (lang, findings, reasons) = (session.lang, &reasons.findings(), &reasons);
    GapReport { lang, context, findings, reasons, day, as_at: None, app: APP }.grid()
}

/// A new file; an existing one is never overwritten.
fn write(session: &Session, path: &Path, bytes: &[u8]) -> Result<Done, Fault> {
    save::folder_exists(path)?;
    let saved = save::save(path, bytes, None)?;
    let place = shown(path);
    let text = tr!(session.lang, "{place} に書き出しました。\n", "Written to {place}.\n");
    let notes = saved.notices.iter().map(|found| notice(session.lang, found)).collect();
    Ok(Done { notes, ..Done::clear(text) })
}

fn one_table() -> Fault {
    fault!(
        Usage,
        "--what: CSV には表を1つだけ書けます",
        "--what: a CSV file holds one table",
        "表を1つにするか、--format xlsx --out PATH を使ってください",
        "name one table, or use --format xlsx --out PATH"
    )
}

fn no_place() -> Fault {
    fault!(
        Usage,
        "--format xlsx には --out が必要です",
        "--format xlsx needs --out",
        "--out acme.xlsx のように指定してください",
        "give a file, such as --out acme.xlsx"
    )
}

fn of_workbook(fault: XlsxFault) -> Fault {
    match fault {
        XlsxFault::TooLong(message) => Fault::new(
            Exit::Invalid,
            both(printable(&message.ja), printable(&message.en)),
            both("--format csv なら書き出せます", "--format csv can write it"),
        ),
        XlsxFault::Writer(error) => unwritable(&error.to_string()),
    }
}

fn unwritable(error: &str) -> Fault {
    let error = printable(error);
    fault!(
        Io,
        "表を書けません({error})",
        "could not write the table ({error})",
        "--format csv を試してください",
        "try --format csv"
    )
}

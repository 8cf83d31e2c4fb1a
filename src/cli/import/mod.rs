//! `kijun import`: a sheet becomes edits of an assessment, all of them or none.

mod whose;

use std::path::Path;

use self::whose::then;
use super::args::{Import, ListFormat};
use super::edit;
use super::evidence::{self, Looking};
use super::exit::Exit;
use super::fault::{Fault, fault, shown, unseen_in_name};
use super::open::{Open, open_as_it_is, open_caught_up};
use super::session::{Done, Session};
use super::set::lock;
use super::signing::Named;
use crate::domain::app::APP;
use crate::domain::assessment::Assessment;
use crate::domain::merge::difference;
use crate::domain::signer::{Signer, Statement};
use crate::domain::text::{Lang, both, pick, tr};
use crate::report::grounds::Context;
use crate::report::tables::{Imported, Incoming, Lookup, Preview, TableKind, import, returned};
use crate::store::error::FileError;
use crate::store::history;
use crate::store::spreadsheet::{self, Cleaned, Csv, Encoding, SheetFault};

/// How many cells are named of which something was left out.
const NAMED: usize = 5;

/// Reads the sheet, says what it changes, and changes it unless a row is refused or only a look was asked for.
pub(super) fn run(session: &Session, options: &Import) -> Result<Done, Fault> {
    let path = &options.file;
    // Opened once before the lock, so that a wrong path leaves no lock file behind.
    open_as_it_is(session, path)?;
    let sheet = read(&options.sheet)?;
    note_changes(session, &options.sheet, &sheet);
    let (_lock, mut notes) = if options.check { (None, Vec::new()) } else { lock(session, path)? };
    let mut opened = open_caught_up(session, path)?;
    let then = then(options, &opened, &sheet)?;
    let named = Named { by: options.by.as_deref(), post: options.post.as_deref() };
    let who = named.signer(&opened, Statement::Answers);
    let mut imported = taken_in(session, options, &opened, &sheet, then.as_ref(), &who);
    if options.what == TableKind::Evidence {
        let looking = Looking::at(session, path, None)?;
        evidence::fill(session, &looking, &opened.assessment, &mut imported.values);
    }
    let [added, changed, _, refused] = imported.counts();
    let accepted = !options.check && refused == 0;
    if accepted {
        let changes = edit::together(path, difference(&opened.assessment, &imported.values))?;
        notes.extend(edit::make(session, path, &mut opened, &changes, &named.editor(session))?);
    }
    let applied = accepted && added + changed > 0;
    let (lang, app) = (session.lang, APP);
    let context = Context { assessment: &imported.values, ..opened.context() };
    let preview = Preview { lang, what: options.what, imported: &imported, context, applied, app };
    let out = match options.output.format {
        ListFormat::Text => preview.text(),
        ListFormat::Json => preview.json()?,
    };
    if refused == 0 {
        return Ok(Done { notes, ..Done::clear(out) });
    }
    let fault = Fault { exit: Exit::Invalid, said: preview.refusals(&shown(&options.sheet)) };
    notes.extend(fault.lines(session.lang));
    Ok(Done { out, notes, exit: Exit::Invalid })
}

/// Reads the sheet against the file as it was when the sheet was written, where that is known.
fn taken_in(
    session: &Session,
    options: &Import,
    opened: &Open,
    sheet: &Csv,
    then: Option<&Assessment>,
    who: &Signer,
) -> Imported {
    let (issued, now) = (edit::issued(&options.file, opened), history::now());
    let read = |assessment: &Assessment| {
        let context = Context { assessment, ..opened.context() };
        let incoming = Incoming {
            what: options.what,
            lookup: Lookup { lang: session.lang, context },
            issued: &issued,
            keep_ids: options.keep_ids,
            skip: &options.skip,
            own: then.is_some(),
            by: &who.name,
            post: &who.post,
            now: &now,
        };
        import(&incoming, &sheet.grid)
    };
    match then {
        Some(then) => returned(then, &opened.assessment, &issued, read),
        None => read(&opened.assessment),
    }
}

pub(super) fn read(path: &Path) -> Result<Csv, Fault> {
    let bytes = spreadsheet::load(path).map_err(|error| match &error {
        FileError::TooLarge { size, cap, .. } => too_large(path, *size, *cap),
        error if error.is_missing() => {
            let place = shown(path);
            fault!(
                Io,
                "{place}: ファイルがありません",
                "{place}: there is no such file",
                unseen_in_name(path).unwrap_or_else(|| {
                    both("取り込む表のパスを確かめてください", "check the path of the sheet")
                })
            )
        }
        error @ FileError::NotAFile { .. } => no_file(path, error),
        error => Fault::of_error(error),
    })?;
    spreadsheet::read(&bytes).map_err(|fault| no_sheet(path, fault))
}

/// A folder, or something else that is no file, in the place of the sheet.
fn no_file(path: &Path, error: &FileError) -> Fault {
    let mut fault = Fault::of_error(error);
    let hint = if path.is_dir() {
        both(
            "フォルダーの中の CSV ファイルを1つ指定してください",
            "name one CSV file, such as one in that folder",
        )
    } else {
        both("取り込む表の CSV ファイルを指定してください", "give the CSV file of the sheet")
    };
    fault.said.iter_mut().for_each(|(_, told)| *told = hint.clone());
    fault
}

fn too_large(path: &Path, size: u64, cap: u64) -> Fault {
    let place = shown(path);
    fault!(
        Invalid,
        "{place}: 大きすぎます({size}バイト、上限{cap}バイト)",
        "{place}: is too large ({size} bytes, at most {cap})",
        "取り込む表か確かめてください",
        "check that it is the sheet that is meant"
    )
}

fn no_sheet(path: &Path, SheetFault { line, message, hint }: SheetFault) -> Fault {
    let place = shown(path);
    let at = |message: &str| format!("{place}:{line}: {message}");
    Fault::new(Exit::Invalid, both(at(&message.ja), at(&message.en)), hint)
}

/// What people would not see by themselves.
pub(super) fn note_changes(session: &Session, path: &Path, sheet: &Csv) {
    if sheet.encoding == Encoding::ShiftJis {
        session.note_about(path, "Shift_JIS として読みました", "read as Shift_JIS");
    }
    if let Some(note) = left_out(session, path, &sheet.cleaned) {
        session.note(note);
    }
}

/// The cells of which something was left out: the places of the first, and how many there are.
fn left_out(session: &Session, path: &Path, cleaned: &[Cleaned]) -> Option<String> {
    let count = Some(cleaned.len()).filter(|count| *count > 0)?;
    let place = |cell: &Cleaned| {
        let (line, column, code) = (cell.line, cell.column, u32::from(cell.amiss.first.c));
        tr!(session.lang, "{line}行{column}列の U+{code:04X}", "U+{code:04X} in line {line}, column {column}")
    };
    let places: Vec<String> = cleaned.iter().take(NAMED).map(place).collect();
    let more = match (session.lang, count.saturating_sub(NAMED)) {
        (_, 0) => String::new(),
        (Lang::Ja, more) => format!("、ほか{more}個"),
        (Lang::En, more) => format!("; and {more} more"),
    };
    let places = places.join(pick(session.lang, "、", "; ")) + &more;
    let ja = format!("見えない文字や制御文字を除いたセルが{count}個あります({places})");
    let en = format!("invisible or control characters were left out of cells: {count} ({places})");
    Some(session.about(path, &ja, &en))
}

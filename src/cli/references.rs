//! `kijun references`: the reference lists, who verified what, which rows wait; and a published list taken in for all.

use std::path::{Path, PathBuf};

use super::args::References;
use super::exit::Exit;
use super::fault::{Fault, fault, notice, shown};
use super::import::{note_changes, read};
use super::open::{categories_of, edition, open_for};
use super::session::{Done, Session};
use super::signing::logged_in;
use crate::domain::app::APP;
use crate::domain::assessment::Assessment;
use crate::domain::change::Issued;
use crate::domain::evaluate::evaluate;
use crate::domain::taken_in::taken_in;
use crate::domain::text::tr;
use crate::domain::waiting::{lists, unread};
use crate::report::grounds::Context;
use crate::report::references::ReferencesReport;
use crate::report::tables::{Imported, Incoming, Lookup, Preview, TableKind, import};
use crate::store::packs::{self, Loaded, MEMBER_FILE};
use crate::store::{history, save};

/// Shows the lists, or takes one in: 0 if no row waits for a list, 3 if one does.
pub(super) fn run(session: &Session, options: &References) -> Result<Done, Fault> {
    if let Some(table) = &options.take_in {
        return take_in(session, options, table);
    }
    match &options.file {
        Some(file) => {
            let opened = open_for(session, file, &options.category)?.in_order();
            let day = options.as_of.or(opened.assessment.profile.reference_date);
            let Context { pack, references, assessment } = opened.context();
            let findings = evaluate(pack, references, assessment, day);
            let states = lists(pack, references, assessment, Some(&findings));
            let context = opened.context();
            let report = ReferencesReport {
                lang: session.lang,
                context,
                states: &states,
                of_file: true,
                day,
                app: APP,
            };
            Ok(done(options, &report))
        }
        None => by_themselves(session, options),
    }
}

/// The lists without an assessment: every row that asks for a list waits for it.
fn by_themselves(session: &Session, options: &References) -> Result<Done, Fault> {
    let Loaded { pack, references, .. } = edition(session, None, None)?;
    let chosen = categories_of(session, &pack, &options.category, false)?;
    let assessment = Assessment::default();
    let mut states = lists(&pack, &references, &assessment, None);
    if !options.category.is_empty() {
        let of_chosen = |at: &usize| chosen.contains(&pack.category_of(*at).id);
        for state in &mut states {
            state.asking.retain(of_chosen);
            state.waiting.retain(of_chosen);
        }
        states.sort_by_key(|state| (state.waiting.is_empty(), state.is_read()));
    }
    let context = Context { pack: &pack, references: &references, assessment: &assessment };
    let report = ReferencesReport {
        lang: session.lang,
        context,
        states: &states,
        of_file: false,
        day: None,
        app: APP,
    };
    Ok(done(options, &report))
}

fn done(options: &References, report: &ReferencesReport<'_>) -> Done {
    let forms = [ReferencesReport::text, ReferencesReport::markdown, ReferencesReport::json];
    let out = options.output.format.of(report, forms);
    let exit = if unread(report.states).rows == 0 { Exit::Clear } else { Exit::Pending };
    Done { out, notes: Vec::new(), exit }
}

/// Takes a table in, all of it or nothing.
fn take_in(session: &Session, options: &References, table: &Path) -> Result<Done, Fault> {
    let folder = folder(session, options)?;
    let loaded = edition(session, None, None)?;
    let sheet = read(table)?;
    note_changes(session, table, &sheet);
    let by = options.by.clone().unwrap_or_else(|| logged_in(session));
    let nobody = Assessment::default();
    let context = Context { pack: &loaded.pack, references: &loaded.references, assessment: &nobody };
    let incoming = Incoming {
        what: TableKind::Members,
        lookup: Lookup { lang: session.lang, context },
        issued: &Issued::of(&nobody),
        keep_ids: false,
        skip: &options.skip,
        own: false,
        by: &by,
        post: "",
        now: &history::now(),
    };
    let imported = import(&incoming, &sheet.grid);
    let [added, changed, _, refused] = imported.counts();
    let applied = !options.check && refused == 0 && added + changed > 0;
    let mut notes = Vec::new();
    if applied {
        notes = write(session, &folder, &loaded, &imported)?;
    }
    let (lang, what, app) = (session.lang, TableKind::Members, APP);
    let context = Context { assessment: &imported.values, ..context };
    let preview = Preview { lang, what, imported: &imported, context, applied, app };
    let out = match options.output.format {
        super::args::GapFormat::Json => preview.json()?,
        _ => preview.text(),
    };
    if refused == 0 {
        return Ok(Done { notes, ..Done::clear(out) });
    }
    let fault = Fault { exit: Exit::Invalid, said: preview.refusals(&shown(table)) };
    Ok(Done { out, notes: fault.lines(lang), exit: Exit::Invalid })
}

/// Where a table goes: the folder that is named, the one that is shared, or the user's own.
fn folder(session: &Session, options: &References) -> Result<PathBuf, Fault> {
    let own = || session.packs().map(packs::own_lists);
    let shared = || packs::shared().map(Path::to_path_buf);
    options.folder.clone().or_else(shared).or_else(own).ok_or_else(|| {
        fault!(
            Io,
            "例示の一覧を置くフォルダーがありません",
            "there is no folder for reference lists",
            "--folder DIR で指定してください",
            "name one with --folder DIR"
        )
    })
}

/// Writes the file of members with what was taken in.
fn write(
    session: &Session,
    folder: &Path,
    loaded: &Loaded,
    imported: &Imported,
) -> Result<Vec<String>, Fault> {
    save::make_folders(folder)?;
    let path = folder.join(MEMBER_FILE);
    let known = save::load(&path);
    let stamp = match known {
        Ok(file) => Some(file.stamp),
        Err(error) if error.is_missing() => None,
        Err(error) => return Err(error.into()),
    };
    let before = packs::read_members(&path)?;
    let after = taken_in(&loaded.references, before, &imported.values.members);
    let saved = save::save(&path, packs::write_members(&after).as_bytes(), stamp.as_ref())?;
    let place = shown(&path);
    let text = tr!(session.lang, "{place} に書きました。", "Written to {place}.");
    Ok(std::iter::once(text).chain(saved.notices.iter().map(|found| notice(session.lang, found))).collect())
}

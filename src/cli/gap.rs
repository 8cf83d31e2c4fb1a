//! `kijun gap`: where each category stands, why, and what would close it. The exit code says the same.

use std::path::Path;

use super::args::{Gap, GapFormat};
use super::exit::Exit;
use super::fault::{Fault, both};
use super::history::altered;
use super::open::{Open, choose, open};
use super::session::{Done, Session};
use crate::domain::evaluate::Reasons;
use crate::domain::gap::standing;
use crate::domain::past::as_at;
use crate::domain::text::Lang;
use crate::report::gap::GapReport;
use crate::report::grounds::Context;
use crate::store::history;

/// Judges the file and prints the report.
pub(super) fn run(session: &Session, options: &Gap) -> Result<Done, Fault> {
    let mut opened = open(session, &options.on.file)?;
    let notes = match &options.as_at {
        Some(moment) => go_back(session, &options.on.file, &mut opened, moment)?,
        None => Vec::new(),
    };
    choose(&mut opened, &options.on.file, &options.on.category)?;
    let pack = &opened.loaded.pack;
    let day = options.on.as_of.or(opened.assessment.profile.reference_date);
    let references = &opened.loaded.references;
    let reasons = Reasons::new(pack, references, &opened.assessment, day);
    let findings = reasons.findings();
    let context = Context { pack, references, assessment: &opened.assessment };
    let (lang, app) = (session.lang, super::APP);
    let report = GapReport { lang, context, findings: &findings, reasons: &reasons, day, app };
    let out = match options.format {
        GapFormat::Text => report.text(),
        GapFormat::Markdown => report.markdown(),
        GapFormat::Json => report.json().map_err(|error| unwritable(&error))?,
    };
    Ok(Done { out, notes, exit: standing(pack, &findings).into() })
}

/// Takes back what the history has after a moment; what was changed outside of it is told.
pub(super) fn go_back(
    session: &Session,
    file: &Path,
    opened: &mut Open,
    moment: &str,
) -> Result<Vec<String>, Fault> {
    let reading = history::of_assessment(file).map_err(|error| Fault::of_error(&error))?;
    reading.verify().map_err(|fault| altered(&history::path_of(file), &fault))?;
    let (then, stuck) = as_at(&reading.edits(), &opened.assessment, moment);
    opened.assessment = then;
    if stuck == 0 {
        return Ok(Vec::new());
    }
    Ok(vec![match session.lang {
        Lang::Ja => format!("注意: 履歴の外で変えられたため、{stuck}件の変更は戻せませんでした"),
        Lang::En => {
            format!("note: {stuck} edits could not be taken back, since the file was changed outside")
        }
    }])
}

pub(super) fn unwritable(error: &serde_json::Error) -> Fault {
    Fault::new(
        Exit::Io,
        both(format!("JSON を書けません({error})"), format!("could not write JSON ({error})")),
        both("--format text を試してください", "try --format text"),
    )
}

//! `kijun gap`: where each category stands, why, and what would close it. The exit code says the same.

use super::args::{Gap, GapFormat};
use super::exit::Exit;
use super::fault::{Fault, both};
use super::open::open_for;
use super::session::{Done, Session};
use crate::domain::evaluate::evaluate;
use crate::domain::gap::standing;
use crate::report::gap::GapReport;
use crate::report::grounds::Context;

/// Judges the file and prints the report.
pub(super) fn run(session: &Session, options: &Gap) -> Result<Done, Fault> {
    let opened = open_for(session, &options.file, &options.category)?;
    let pack = &opened.loaded.pack;
    let day = options.as_of.or(opened.assessment.profile.reference_date);
    let references = &opened.loaded.references;
    let findings = evaluate(pack, references, &opened.assessment, day);
    let context = Context { pack, references, assessment: &opened.assessment };
    let report = GapReport { lang: session.lang, context, findings: &findings, day, app: super::APP };
    let out = match options.format {
        GapFormat::Text => report.text(),
        GapFormat::Markdown => report.markdown(),
        GapFormat::Json => report.json().map_err(|error| unwritable(&error))?,
    };
    Ok(Done { out, notes: Vec::new(), exit: standing(pack, &findings).into() })
}

fn unwritable(error: &serde_json::Error) -> Fault {
    Fault::new(
        Exit::Io,
        both(format!("JSON を書けません({error})"), format!("could not write JSON ({error})")),
        both("--format text を試してください", "try --format text"),
    )
}

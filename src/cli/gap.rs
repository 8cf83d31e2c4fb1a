//! `kijun gap`: the verdict on each category, why, and what would close it. The exit code says the same.

use super::args::{Gap, GapFormat};
use super::earlier::go_back;
use super::fault::Fault;
use super::open::{choose, open};
use super::session::{Done, Session};
use crate::domain::app::APP;
use crate::domain::evaluate::Reasons;
use crate::domain::gap::overall;
use crate::report::gap::GapReport;
use crate::report::grounds::Context;

/// Judges the file and prints the report.
pub(super) fn run(session: &Session, options: &Gap) -> Result<Done, Fault> {
    let mut opened = open(session, &options.on.file)?;
    let earlier = options.as_at.map(|moment| go_back(session, &options.on.file, &mut opened, moment));
    let earlier = earlier.transpose()?;
    choose(&mut opened, &options.on.file, &options.on.category)?;
    let pack = &opened.loaded.pack;
    let day = options.on.as_of.or(opened.assessment.profile.reference_date);
    let references = &opened.loaded.references;
    let reasons = Reasons::new(pack, references, &opened.assessment, day);
    let findings = reasons.findings();
    let context = Context { pack, references, assessment: &opened.assessment };
    let (lang, app) = (session.lang, APP);
    let as_at = earlier.as_ref().map(|earlier| earlier.stamp.as_str());
    let report = GapReport { lang, context, findings: &findings, reasons: &reasons, day, as_at, app };
    let out = match options.format {
        GapFormat::Text => report.text(),
        GapFormat::Markdown => report.markdown(),
        GapFormat::Json => report.json().map_err(|error| Fault::of_json(&error))?,
    };
    let notes = earlier.map_or_else(Vec::new, |earlier| earlier.notes);
    Ok(Done { out, notes, exit: overall(pack, &findings).into() })
}

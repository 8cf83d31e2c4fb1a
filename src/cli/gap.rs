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
    opened = opened.in_order();
    choose(&mut opened, &options.on.file, &options.on.category)?;
    let context = opened.context();
    let Context { pack, references, assessment } = context;
    let day = options.on.as_of.or(assessment.profile.reference_date);
    let reasons = Reasons::new(pack, references, assessment, day);
    let findings = reasons.findings();
    let (lang, app) = (session.lang, APP);
    let as_at = earlier.as_ref().map(|earlier| earlier.stamp.as_str());
    let report = GapReport { lang, context, findings: &findings, reasons: &reasons, day, as_at, app };
    let out = match options.output.format {
        GapFormat::Text => report.text(),
        GapFormat::Markdown => report.markdown(),
        GapFormat::Json => report.json()?,
    };
    let notes = earlier.map_or_else(Vec::new, |earlier| earlier.notes);
    Ok(Done { out, notes, exit: overall(pack, &findings).into() })
}

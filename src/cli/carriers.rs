//! `kijun carriers`: what the verdicts rest on, what falls without it, and how many people may leave.

use super::args::{Carriers, GapFormat};
use super::exit::Exit;
use super::fault::Fault;
use super::open::{day_of, open_for};
use super::session::{Done, Session};
use crate::domain::app::APP;
use crate::domain::carriers::survey;
use crate::domain::what_if::Base;
use crate::report::carriers::CarriersReport;
use crate::report::grounds::Context;

/// Surveys and prints: 0 if no category hangs on a single fact, 3 if one does.
pub(super) fn run(session: &Session, options: &Carriers) -> Result<Done, Fault> {
    let opened = open_for(session, &options.on.file, &options.on.category)?;
    let day = day_of(&opened, &options.on.file, options.on.as_of)?;
    let (pack, references) = (&opened.loaded.pack, &opened.loaded.references);
    let assessment = &opened.assessment;
    let survey = survey(&Base { pack, references, assessment, day: Some(day) });
    let context = Context { pack, references, assessment };
    let report = CarriersReport { lang: session.lang, context, survey: &survey, day, app: APP };
    let out = match options.format {
        GapFormat::Text => report.text(),
        GapFormat::Markdown => report.markdown(),
        GapFormat::Json => report.json(),
    };
    let single = survey.categories.iter().any(|category| survey.single_points(&category.id).next().is_some());
    let exit = if single { Exit::Pending } else { Exit::Clear };
    Ok(Done { out, notes: Vec::new(), exit })
}

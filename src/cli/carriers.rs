//! `kijun carriers`: what the verdicts rest on, what falls without it, and how many people may leave.

use super::args::Carriers;
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
    let opened = open_for(session, &options.on.file, &options.on.category)?.in_order();
    let day = day_of(&opened, &options.on.file, options.on.as_of)?;
    let context = opened.context();
    let Context { pack, references, assessment } = context;
    let survey = survey(&Base { pack, references, assessment, day: Some(day) });
    let report = CarriersReport { lang: session.lang, context, survey: &survey, day, app: APP };
    let out = options
        .output
        .format
        .of(&report, [CarriersReport::text, CarriersReport::markdown, CarriersReport::json]);
    let single = survey.categories.iter().any(|category| survey.single_points(&category.id).next().is_some());
    let exit = if single { Exit::Pending } else { Exit::Clear };
    Ok(Done { out, notes: Vec::new(), exit })
}

//! `kijun lint --examiner`: what a reviewer of the registration body would point at in an assessment.

use std::path::Path;

use super::args::Lint;
use super::exit::Exit;
use super::fault::Fault;
use super::open::{day_of, open_for};
use super::session::{Done, Session};
use crate::domain::app::APP;
use crate::domain::examine::{Reach, examine};
use crate::report::examine::ExamineReport;
use crate::report::grounds::Context;

/// Prints the remarks: 0 if there is none, 3 if there are some; mere reminders do not count.
pub(super) fn run(session: &Session, file: &Path, options: &Lint) -> Result<Done, Fault> {
    let opened = open_for(session, file, &[])?.in_order();
    let day = day_of(&opened, file, options.as_of)?;
    let context = opened.context();
    let Context { pack, references, assessment } = context;
    let remarks = examine(pack, references, assessment, day);
    let report = ExamineReport { lang: session.lang, context, remarks: &remarks, day, app: APP };
    let out = options.format.of(&report, [ExamineReport::text, ExamineReport::markdown, ExamineReport::json]);
    let found = remarks.iter().any(|remark| remark.check.reach() == Reach::Registers);
    let exit = if found { Exit::Pending } else { Exit::Clear };
    Ok(Done { out, notes: Vec::new(), exit })
}

//! `kijun evidence`: the files of the folder that no evidence names, linking one of them, and taking digests. Files
//! are read only; nothing is copied or sent.

mod digests;
mod link;
mod look;

pub(super) use self::digests::fill;
pub(super) use self::look::{Looking, report};
use crate::cli::args::{EvidenceFiles, ListFormat};
use crate::cli::fault::Fault;
use crate::cli::open::open;
use crate::cli::session::{Done, Session};
use crate::domain::app::APP;
use crate::report::evidence::LooseReport;

/// Lists, links or takes digests.
pub(super) fn run(session: &Session, options: &EvidenceFiles) -> Result<Done, Fault> {
    if let Some(file) = &options.link {
        return link::run(session, options, file);
    }
    if options.digests || !options.renew.is_empty() {
        return digests::run(session, options);
    }
    let opened = open(session, &options.file)?;
    let looking = Looking::at(session, &options.file, options.root.as_deref())?;
    let folder = looking.loose(&opened.assessment.evidence);
    let root = looking.shown();
    let report = LooseReport { lang: session.lang, folder: &folder, root: &root, app: APP };
    Ok(Done::clear(match options.output.format {
        ListFormat::Text => report.text(),
        ListFormat::Json => report.json(),
    }))
}

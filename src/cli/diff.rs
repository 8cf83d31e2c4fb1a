//! `kijun diff`: what differs between two files, or between two moments of one, and the verdicts that differ
//! because of it.

use std::path::Path;

use super::args::{Diff, Moment};
use super::earlier::go_back;
use super::exit::Exit;
use super::fault::{Fault, shown};
use super::open::{Open, open};
use super::session::{Done, Session};
use crate::domain::app::APP;
use crate::domain::date::Date;
use crate::domain::evaluate::{Findings, evaluate};
use crate::domain::past::Dated;
use crate::report::difference::{DifferenceReport, Side};
use crate::store::{clock, history};

/// Compares and prints: 0 if nothing differs, 1 if a category is lower in the second, 3 if they differ
/// otherwise.
pub(super) fn run(session: &Session, options: &Diff) -> Result<Done, Fault> {
    let (first, second) = (&options.file, options.other.as_ref().unwrap_or(&options.file));
    let mut notes = Vec::new();
    let from = Version::of(session, first, options.from, &mut notes)?;
    let to = Version::of(session, second, options.to, &mut notes)?;
    let [day, other] = [&from, &to].map(|v| options.as_of.or(v.open.assessment.profile.reference_date));
    let (findings, later) = (from.judged(day), to.judged(other));
    let report = DifferenceReport {
        lang: session.lang,
        from: from.side(&findings, day),
        to: to.side(&later, other),
        app: APP,
    };
    let out = options
        .output
        .format
        .of(&report, [DifferenceReport::text, DifferenceReport::markdown, DifferenceReport::json]);
    let exit = match (report.is_empty(), report.has_fallen()) {
        (true, _) => Exit::Clear,
        (_, true) => Exit::Gaps,
        _ => Exit::Pending,
    };
    Ok(Done { out, notes, exit })
}

/// A file as it is or was.
struct Version {
    name: String,
    open: Open,
    as_at: Option<String>,
    edits: Vec<Dated>,
}

impl Version {
    fn of(
        session: &Session,
        path: &Path,
        moment: Option<Moment>,
        notes: &mut Vec<String>,
    ) -> Result<Self, Fault> {
        let mut open = open(session, path)?;
        let mut name = shown(path);
        let mut as_at = None;
        if let Some(moment) = moment {
            let earlier = go_back(session, path, &mut open, moment)?;
            notes.extend(earlier.notes);
            name = format!("{name} {}", clock::zone().second(&earlier.stamp));
            as_at = Some(earlier.stamp);
        }
        // Without a history who and when are missing, which is no reason to fail: the values are those of the files.
        let mut edits = Vec::new();
        let wanted = |edit: &Dated| as_at.as_ref().is_none_or(|moment| edit.at <= *moment);
        let _ = history::each_edit(path, |edit| edits.extend(Some(edit).filter(wanted)));
        Ok(Self { name, open, as_at, edits })
    }

    fn judged(&self, day: Option<Date>) -> Findings {
        evaluate(&self.open.loaded.pack, &self.open.loaded.references, &self.open.assessment, day)
    }

    fn side<'a>(&'a self, findings: &'a Findings, day: Option<Date>) -> Side<'a> {
        let context = self.open.context();
        Side { name: &self.name, context, findings, day, as_at: self.as_at.as_deref(), edits: &self.edits }
    }
}

//! The end of a merge: what the result is, and how it gets into file and history.

use std::path::Path;

use super::super::args::Merge as Options;
use super::super::fault::{Fault, fault, notice, printable, shown};
use super::super::open::{note_comments, pack_for};
use super::super::session::Session;
use super::super::signing::logged_in;
use super::both::{Both, history_of};
use super::sources::{Sources, of_git};
use crate::domain::assessment::Assessment;
use crate::domain::change::Change;
use crate::domain::merge::{Merge, Settled};
use crate::domain::past::seal;
use crate::report::merging::Outcome;
use crate::store::assessment;
use crate::store::file_format::{ChangeRecord, Note};
use crate::store::git::Clash;
use crate::store::history::{self, Reading};
use crate::store::limits;
use crate::store::packs::Loaded;
use crate::store::save::{Notice, back_up, check_replaceable, load, save_within};
use crate::store::stamp::Stamp;

/// What git's own text with its marks is kept under, since a person may have written in it.
const MARKED: &str = "conflict";

/// What is left once everything is decided.
pub(super) struct End<'a> {
    pub(super) session: &'a Session,
    pub(super) options: &'a Options,
    pub(super) sources: &'a Sources,
    pub(super) versions: &'a Both,
    pub(super) merge: &'a Merge,
    pub(super) settled: &'a Settled,
}

/// What is at the place of the result.
struct Place {
    file: Option<Stamp>,
    history: Option<Stamp>,
    /// The history there, if it is more than what the versions have.
    records: Vec<u8>,
}

impl End<'_> {
    pub(super) fn reach(&self, notes: &mut Vec<String>) -> Result<Outcome, Fault> {
        let (values, into) = (&self.settled.values, &self.sources.into);
        let loaded = pack_for(self.session, into, &values.profile)?;
        let found = assessment::faults(values, &loaded.pack);
        if !found.is_empty() {
            return Err(Fault::of_file(into, assessment::FileFault::Invalid(found)));
        }
        let place = self.place()?;
        let history = self.history(&place)?;
        let ours = &self.versions.ours;
        let same_file = *into == ours.path && *values == ours.open.assessment && ours.open.caught_up == 0;
        if same_file && history.as_ref().is_none_or(|bytes| *bytes == ours.history) {
            return Ok(Outcome::Unchanged);
        }
        if self.options.check {
            return Ok(Outcome::Checked);
        }
        self.write(&loaded, history, &place, notes)?;
        if let Some(clash) = &self.sources.git {
            self.settle(clash)?;
        }
        Ok(Outcome::Written)
    }

    fn place(&self) -> Result<Place, Fault> {
        let ours = &self.versions.ours;
        if let Some(clash) = &self.sources.git {
            return self.working_tree(clash);
        }
        if self.sources.into != ours.path {
            return Ok(Place { file: None, history: None, records: Vec::new() });
        }
        let (file, history) = (ours.open.stamp.clone(), ours.history_stamp.clone());
        Ok(Place { file, history, records: Vec::new() })
    }

    /// What git left in the working tree; a history in which it put marks is made anew from the two sides.
    fn working_tree(&self, clash: &Clash) -> Result<Place, Fault> {
        let into = &self.sources.into;
        let found = match load(into) {
            Err(error) if error.is_missing() => None,
            other => Some(other?),
        };
        if let (Some(found), true, false) = (&found, clash.marked, self.options.check) {
            let kept = back_up(into, &found.bytes, MARKED)?;
            let kept = shown(&kept);
            let (ja, en) = (
                format!("git の印の付いた内容は {kept} に残しました"),
                format!("git's text with its marks is kept as {kept}"),
            );
            self.session.note_about(into, &ja, &en);
        }
        let (records, history) = history_of(into)?;
        let marked = records.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"<<<<<<< "));
        let records = if marked { Vec::new() } else { records };
        Ok(Place { file: found.map(|found| found.stamp), history, records })
    }

    /// All histories side by side, ending with what came of the merge; none if none is to be written.
    fn history(&self, place: &Place) -> Result<Option<Vec<u8>>, Fault> {
        if self.options.file_only {
            return Ok(None);
        }
        let Both { ours, theirs, .. } = self.versions;
        let journal = history::path_of(&ours.path);
        let unite = |one: &[u8], other: &[u8]| {
            history::merge(one, other).map_err(|fault| Fault::of_altered(&journal, &fault))
        };
        let united = unite(&unite(&ours.history, &theirs.history)?, &place.records)?;
        let reading: Reading<ChangeRecord> = history::read(&united);
        let end = seal(&reading.edits(), &ours.open.assessment, &self.settled.values);
        let by = self.options.by.clone().unwrap_or_else(|| logged_in(self.session));
        let records = end.iter().map(|change| ChangeRecord::from(change).noted(&self.note(change)));
        history::extended(united, &by, &self.named().file_id, records)
            .map(Some)
            .map_err(|error| Fault::of_append(&journal, &error))
    }

    fn note(&self, change: &Change) -> Note {
        let new = change.sides() == (false, true);
        let subject = change.subject();
        let row = self.merge.renumbered.iter().find(|row| new && row.to == subject);
        row.map_or(Note::Merged, |row| Note::Renumbered(row.from.clone()))
    }

    /// The history first, as with every edit.
    fn write(
        &self,
        loaded: &Loaded,
        history: Option<Vec<u8>>,
        place: &Place,
        notes: &mut Vec<String>,
    ) -> Result<(), Fault> {
        let into = &self.sources.into;
        if self.options.into.is_some() {
            history::set_aside(into)?;
        } else {
            check_replaceable(into)?;
        }
        if let Some(bytes) = history {
            if self.options.into.is_none() {
                history::claim(into, &self.named().file_id)?;
            }
            let saved =
                save_within(&history::path_of(into), &bytes, place.history.as_ref(), limits::HISTORY)?;
            self.add_notices(&saved.notices, notes);
        }
        self.note_comments();
        let write = if self.options.file_only { assessment::write_alone } else { assessment::write };
        let saved = write(into, &self.named(), &loaded.pack, place.file.as_ref())
            .map_err(|fault| Fault::of_file(into, fault))?;
        self.add_notices(&saved.notices, notes);
        Ok(())
    }

    /// The comments of neither version go into the result.
    fn note_comments(&self) {
        let Both { ours, theirs, .. } = self.versions;
        let kept = ours.path == self.sources.into && !self.options.file_only;
        note_comments(self.session, &ours.path, &ours.open, kept);
        note_comments(self.session, &theirs.path, &theirs.open, false);
    }

    /// The merged values with the id of our file, else of theirs. The files that git passes have no id of their own.
    fn named(&self) -> Assessment {
        let mut values = self.settled.values.clone();
        if values.file_id.is_empty() {
            values.file_id.clone_from(&self.versions.theirs.open.assessment.file_id);
        }
        if !self.options.file_only {
            let whole =
                if self.sources.git.is_some() { &self.sources.into } else { &self.versions.ours.path };
            history::give_id(whole, &mut values);
        }
        values
    }

    /// Adds the result to git's index; if git refuses, the fault says that the result is written.
    fn settle(&self, clash: &Clash) -> Result<(), Fault> {
        let into: &Path = &self.sources.into;
        clash.settle().map_err(|fault| {
            let (place, journal) = (shown(into), shown(&history::path_of(into)));
            let said = of_git(into, &fault).said;
            let said = said.first().map_or_else(String::new, |(sentence, _)| printable(&sentence.en));
            fault!(
                Io,
                "{place}: 合わせた結果を書きましたが、git add ができませんでした({said})",
                "{place}: the result is written, but git add failed ({said})",
                "git add {place} {journal} を実行してください",
                "run git add {place} {journal}"
            )
        })
    }

    fn add_notices(&self, notices: &[Notice], notes: &mut Vec<String>) {
        notes.extend(notices.iter().map(|found| notice(self.session.lang, found)));
    }
}

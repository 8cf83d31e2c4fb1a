//! The two versions that are merged: their files, their histories, and what both began with.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use super::super::fault::Fault;
use super::super::open::{Open, open, open_as_it_is};
use super::super::session::Session;
use crate::domain::assessment::Assessment;
use crate::domain::change::Issued;
use crate::domain::merge::{Base, renumber};
use crate::report::merging::Past;
use crate::store::disk::RealDisk;
use crate::store::file_format::{ChangeRecord, Note};
use crate::store::history::{self, Reading};
use crate::store::limits;
use crate::store::save::{load, load_on};
use crate::store::stamp::Stamp;

/// One version, with the edits that only its history has.
pub(super) struct Version {
    pub(super) path: PathBuf,
    pub(super) open: Open,
    /// The bytes of its history; empty if it has none.
    pub(super) history: Vec<u8>,
    pub(super) history_stamp: Option<Stamp>,
    reading: Reading<ChangeRecord>,
}

impl Version {
    pub(super) fn read(session: &Session, path: &Path) -> Result<Self, Fault> {
        let open = open(session, path)?;
        let place = history::found(path);
        let (history, history_stamp) = history_of(path)?;
        let reading: Reading<ChangeRecord> = history::read(&history);
        reading.verify().map_err(|fault| Fault::of_altered(&place, &fault))?;
        Ok(Self { path: path.to_path_buf(), open, history, history_stamp, reading })
    }

    /// Whether one session wrote in both histories, so that they are of one file.
    pub(super) fn shares_a_session(&self, other: &Self) -> bool {
        let sessions: HashSet<&str> = self.sessions().collect();
        other.sessions().any(|session| sessions.contains(session))
    }

    fn sessions(&self) -> impl Iterator<Item = &str> {
        self.reading.entries.iter().map(|entry| entry.record.session.as_str())
    }
}

/// The bytes of a file's history, and what it looked like; nothing where there is none.
pub(super) fn history_of(path: &Path) -> Result<(Vec<u8>, Option<Stamp>), Fault> {
    match load_on(&RealDisk, &history::found(path), limits::HISTORY) {
        Err(error) if error.is_missing() => Ok((Vec::new(), None)),
        other => {
            let loaded = other?;
            Ok((loaded.bytes, Some(loaded.stamp)))
        }
    }
}

/// Both versions and their common past.
pub(super) struct Both {
    pub(super) ours: Version,
    pub(super) theirs: Version,
    /// Our values, with the numbers an earlier merge gave them elsewhere.
    pub(super) our_values: Assessment,
    /// Theirs, likewise.
    pub(super) their_values: Assessment,
    pub(super) base: Base,
    pub(super) past: Past,
    /// Every id that was ever given out on either side.
    pub(super) issued: Issued,
}

impl Both {
    pub(super) fn of(
        session: &Session,
        base: Option<&Path>,
        ours: Version,
        theirs: Version,
    ) -> Result<Self, Fault> {
        let mut issued = Issued::default();
        for version in [&ours, &theirs] {
            version.reading.edits().iter().for_each(|edit| issued.note(&edit.change));
        }
        let (our, their) = (&ours.open.assessment, &theirs.open.assessment);
        if let Some(base) = given(session, base)? {
            let (our_values, their_values) = (our.clone(), their.clone());
            let base = Base::known(&base);
            return Ok(Self { our_values, their_values, base, past: Past::Given, issued, ours, theirs });
        }
        let before_ours = ours.reading.before_parting(&theirs.reading, our);
        let before_theirs = theirs.reading.before_parting(&ours.reading, their);
        let elsewhere = moved(&theirs, &ours, &before_ours);
        let here = moved(&ours, &theirs, &before_theirs);
        let (our_values, their_values) = (renumbered(our, &elsewhere), renumbered(their, &here));
        let both: BTreeMap<String, String> = elsewhere.into_iter().chain(here).collect();
        let base = Base::agreed(&renumbered(&before_ours, &both), &renumbered(&before_theirs, &both));
        let past = if base.is_certain() { Past::Found } else { Past::Unsure };
        Ok(Self { ours, theirs, our_values, their_values, base, past, issued })
    }
}

/// The common past that was named; git passes an empty file where there is none.
fn given(session: &Session, base: Option<&Path>) -> Result<Option<Assessment>, Fault> {
    let Some(path) = base else { return Ok(None) };
    if load(path).is_ok_and(|loaded| loaded.bytes.is_empty()) {
        return Ok(None);
    }
    Ok(Some(open_as_it_is(session, path)?.assessment))
}

/// The rows of one version to which a merge has given other numbers in the other version since they parted: what
/// refers to them here means those.
fn moved(there: &Version, here: &Version, before: &Assessment) -> BTreeMap<String, String> {
    let shared: HashSet<&str> = here.reading.entries.iter().map(|entry| entry.hash.as_str()).collect();
    let moves: Vec<_> = there
        .reading
        .known()
        .filter(|(entry, _)| !shared.contains(entry.hash.as_str()))
        .filter_map(|(entry, edit)| match Note::from_words(entry.record.edit.note())? {
            Note::Renumbered(from) => Some((from, edit.change)),
            _ => None,
        })
        .collect();
    let all = moves.iter().map(|(from, change)| (from.clone(), change.subject())).collect();
    // Only what was theirs: under the same number, another version may have something else.
    let then = renumbered(before, &all);
    moves
        .into_iter()
        .filter(|(_, change)| change.holds(&then))
        .map(|(from, change)| (from, change.subject()))
        .collect()
}

/// The same values with other numbers.
fn renumbered(values: &Assessment, map: &BTreeMap<String, String>) -> Assessment {
    let mut values = values.clone();
    renumber(&mut values, map);
    values
}

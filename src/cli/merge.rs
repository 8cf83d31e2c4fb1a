//! `kijun merge`: two versions of a file become one, entry by entry; both histories are united. What both changed
//! differently is decided by a person: without a decision nothing is written.

mod both;

use std::collections::BTreeMap;
use std::path::Path;

use self::both::{Both, Version};
use super::args::{ListFormat, Merge as Options, Take};
use super::exit::Exit;
use super::fault::{Fault, both, notice, printable, shown};
use super::open::pack_for;
use super::session::{Done, Session};
use super::set::lock;
use crate::domain::assessment::Assessment;
use crate::domain::change::Change;
use crate::domain::merge::{Base, Merge, Settled, merge};
use crate::domain::past::seal;
use crate::report::grounds::Context;
use crate::report::merging::{Decided, MergeReport, Outcome};
use crate::store::assessment;
use crate::store::disk::{Disk, RealDisk};
use crate::store::file_id;
use crate::store::history::{self, Reading};
use crate::store::limits;
use crate::store::login;
use crate::store::packs::Loaded;
use crate::store::save::{Notice, save_within};
use crate::store::wire::{ChangeRecord, Note};

/// Merges and prints: 0 if it is done (or could be), 3 if something is left to decide.
pub(super) fn run(session: &Session, options: &Options) -> Result<Done, Fault> {
    let into = options.into.as_ref().unwrap_or(&options.ours);
    free_to_write(options, into)?;
    Version::read(session, &options.ours)?;
    let (_lock, mut notes) = if options.check { (None, Vec::new()) } else { lock(session, into)? };
    let ours = Version::read(session, &options.ours)?;
    let theirs = Version::read(session, &options.theirs)?;
    let versions = Both::of(session, options, ours, theirs)?;
    let apart: Vec<String> =
        options.decide.iter().filter(|d| d.take.is_none()).map(|d| d.id.clone()).collect();
    let merged =
        merge(&versions.base, &versions.our_values, &versions.their_values, &versions.issued, &apart);
    check_decisions(options, &versions, &merged)?;
    let decided: Vec<Option<Decided>> =
        merged.clashes.iter().map(|clash| decision(options, &clash.id)).collect();
    let settled =
        merged.settled(&versions.our_values, |clash| decision(options, &clash.id) == Some(Decided::Theirs));
    let outcome = if decided.contains(&None) {
        Outcome::Undecided
    } else {
        let end = End { session, options, into, versions: &versions, merge: &merged, settled: &settled };
        end.reach(&mut notes)?
    };
    let [our_name, their_name, into] = [&options.ours, &options.theirs, into].map(|path| shown(path));
    let report = MergeReport {
        lang: session.lang,
        ours: versions.ours.context(&versions.our_values),
        theirs: versions.theirs.context(&merged.their_values),
        names: [&our_name, &their_name, &into],
        merge: &merged,
        decided: &decided,
        restored: &settled.restored,
        past: versions.past,
        outcome,
        app: super::APP,
    };
    let out = match options.format {
        ListFormat::Text => report.text(),
        ListFormat::Json => report.json(),
    };
    let exit = if outcome == Outcome::Undecided { Exit::Pending } else { Exit::Clear };
    Ok(Done { out, notes, exit })
}

/// The result goes into our file or into a new one.
fn free_to_write(options: &Options, into: &Path) -> Result<(), Fault> {
    let target = |path: &Path| RealDisk.target(path).ok();
    if target(into) == target(&options.ours) || !into.exists() {
        return Ok(());
    }
    let place = shown(into);
    Err(Fault::new(
        Exit::InUse,
        both(
            format!("{place}: すでにあるため、上書きしません"),
            format!("{place}: exists already and is not overwritten"),
        ),
        both("別の名前を指定してください", "give another name"),
    ))
}

fn decision(options: &Options, id: &str) -> Option<Decided> {
    let named = options.decide.iter().rev().find(|decision| decision.id == id).and_then(|d| d.take);
    named.or(options.take).map(|take| match take {
        Take::Ours => Decided::Ours,
        Take::Theirs => Decided::Theirs,
    })
}

/// Every decision must be about a clash; what is kept twice must be a row that can be.
fn check_decisions(options: &Options, versions: &Both, merged: &Merge) -> Result<(), Fault> {
    let plain = merge(&versions.base, &versions.our_values, &versions.their_values, &versions.issued, &[]);
    for decision in &options.decide {
        let id = printable(&decision.id);
        let Some(clash) = plain.clashes.iter().find(|clash| clash.id == decision.id) else {
            let known: Vec<String> = merged.clashes.iter().map(|clash| printable(&clash.id)).collect();
            let known = known.join(", ");
            return Err(Fault::usage(
                both(
                    format!("--decide: {id} という食い違いはありません"),
                    format!("--decide: there is no clash {id}"),
                ),
                both(format!("食い違い: {known}"), format!("clashes: {known}")),
            ));
        };
        if decision.take.is_none() && !clash.keeps_both {
            return Err(Fault::usage(
                both(
                    format!("--decide: {id} は両方は残せません"),
                    format!("--decide: both versions of {id} cannot be kept"),
                ),
                both("ours か theirs を指定してください", "say ours or theirs"),
            ));
        }
    }
    Ok(())
}

/// What is left once everything is decided.
struct End<'a> {
    session: &'a Session,
    options: &'a Options,
    into: &'a Path,
    versions: &'a Both,
    merge: &'a Merge,
    settled: &'a Settled,
}

impl End<'_> {
    fn reach(&self, notes: &mut Vec<String>) -> Result<Outcome, Fault> {
        let values = &self.settled.values;
        let loaded = pack_for(self.session, self.into, &values.profile)?;
        let found = assessment::faults(values, &loaded.pack);
        if !found.is_empty() {
            return Err(Fault::of_file(self.into, assessment::FileFault::Invalid(found)));
        }
        let history = self.history()?;
        let ours = &self.versions.ours;
        let same_file =
            self.options.into.is_none() && *values == ours.open.assessment && ours.open.caught_up == 0;
        if same_file && history.as_ref().is_none_or(|bytes| *bytes == ours.history) {
            return Ok(Outcome::Unchanged);
        }
        if self.options.check {
            return Ok(Outcome::Checked);
        }
        self.write(&loaded, history, notes)?;
        Ok(Outcome::Written)
    }

    /// Both histories side by side, ending with what came of the merge; none if none is to be written.
    fn history(&self) -> Result<Option<Vec<u8>>, Fault> {
        if self.options.file_only {
            return Ok(None);
        }
        let Both { ours, theirs, .. } = self.versions;
        let place = history::path_of(&ours.path);
        let united = history::merge(&ours.history, &theirs.history)
            .map_err(|fault| super::history::altered(&place, &fault))?;
        let reading: Reading<ChangeRecord> = history::read(&united);
        let end = seal(&reading.edits(), &ours.open.assessment, &self.settled.values);
        let by = self.options.by.clone().unwrap_or_else(login::name);
        let records = end.iter().map(|change| ChangeRecord::from(change).noted(&self.note(change)));
        history::extended(united, &by, records).map(Some).map_err(|error| Fault::of_append(&place, &error))
    }

    fn note(&self, change: &Change) -> Note {
        let new = change.sides() == (false, true);
        let subject = change.subject();
        let row = self.merge.renumbered.iter().find(|row| new && row.to == subject);
        row.map_or(Note::Merged, |row| Note::Renumbered(row.from.clone()))
    }

    /// The history first, as with every edit.
    fn write(&self, loaded: &Loaded, history: Option<Vec<u8>>, notes: &mut Vec<String>) -> Result<(), Fault> {
        let ours = &self.versions.ours;
        let in_place = self.options.into.is_none();
        if !in_place {
            history::set_aside(self.into).map_err(|error| Fault::of_error(&error))?;
        }
        if let Some(bytes) = history {
            let place = history::path_of(self.into);
            let expected = ours.history_stamp.as_ref().filter(|_| in_place);
            let saved = save_within(&place, &bytes, expected, limits::HISTORY)
                .map_err(|error| Fault::of_error(&error))?;
            self.tell(&saved.notices, notes);
        }
        let expected = ours.open.stamp.as_ref().filter(|_| in_place);
        let write = if self.options.file_only { assessment::write_alone } else { assessment::write };
        let saved = write(self.into, &self.named(), &loaded.pack, expected)
            .map_err(|fault| Fault::of_file(self.into, fault))?;
        self.tell(&saved.notices, notes);
        Ok(())
    }

    /// The merged values with the id of our file, else of theirs. What git hands over is no place to look for another.
    fn named(&self) -> Assessment {
        let mut values = self.settled.values.clone();
        if values.file_id.is_empty() {
            values.file_id.clone_from(&self.versions.theirs.open.assessment.file_id);
        }
        if !self.options.file_only {
            file_id::give(&self.versions.ours.path, &mut values);
        }
        values
    }

    fn tell(&self, notices: &[Notice], notes: &mut Vec<String>) {
        notes.extend(notices.iter().map(|found| notice(self.session.lang, found)));
    }
}

impl Version {
    fn context<'a>(&'a self, values: &'a Assessment) -> Context<'a> {
        Context { pack: &self.open.loaded.pack, references: &self.open.loaded.references, assessment: values }
    }
}

/// The same values with other numbers.
fn renumbered(values: &Assessment, map: &BTreeMap<String, String>) -> Assessment {
    let mut values = values.clone();
    crate::domain::merge::renumber(&mut values, map);
    values
}

/// What both began with, with other numbers.
fn renumbered_base(ours: &Assessment, theirs: &Assessment, map: &BTreeMap<String, String>) -> Base {
    Base::agreed(&renumbered(ours, map), &renumbered(theirs, map))
}

//! An open assessment in the workbench: the values, the findings, and the edits that can be undone.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::domain::assessment::Assessment;
use crate::domain::change::{Change, Issued, Stale};
use crate::domain::evaluate::{Basis, Count, Findings, Ground, Judged, unverified_alone};
use crate::domain::flip::Flips;
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::register::PersonId;
use crate::domain::text::{Lang, pick};
use crate::domain::verdict::Pair;
use crate::report::grounds::Context;
use crate::tui::files;

/// How far saving has got.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Saving {
    /// Everything is in the file.
    #[default]
    Saved,
    /// Edits are on their way.
    Pending,
    /// The file cannot be written now; what the store says of it.
    Failed(Obstacle),
    /// Not to be written: another person has it open, or it is a newer format.
    ReadOnly(String),
}

impl Saving {
    /// The word for it on the first line.
    pub fn word(&self, lang: Lang) -> &'static str {
        match self {
            Self::Saved => pick(lang, "保存済", "saved"),
            Self::Pending => pick(lang, "保存中", "saving"),
            Self::Failed(_) => not_saved_word(lang),
            Self::ReadOnly(_) => pick(lang, "閲覧のみ", "read only"),
        }
    }
}

fn not_saved_word(lang: Lang) -> &'static str {
    pick(lang, "保存できません", "NOT SAVED")
}

/// The word on the first line for a history that takes no edits.
pub fn history_word(lang: Lang) -> &'static str {
    pick(lang, "履歴に書けません", "HISTORY NOT WRITTEN")
}

/// What keeps something from being written: in a few words, and as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Obstacle {
    /// A few words for the header.
    pub reason: String,
    /// A sentence for the notice.
    pub text: String,
}

/// Another person's version of the file, written while it was open here.
#[derive(Debug, Clone)]
pub struct Foreign {
    /// What both began with.
    pub base: Assessment,
    /// Their values, or why they cannot be read.
    pub theirs: Result<Assessment, String>,
}

/// What is opened: values, pack and place.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Where it is kept.
    pub path: PathBuf,
    /// The values.
    pub assessment: Assessment,
    /// The pack it is judged against.
    pub pack: Arc<Pack>,
    /// The reference lists.
    pub references: Arc<References>,
    /// Where the user was last, as a row id; may be empty.
    pub place: String,
    /// Why it must not be written, if so.
    pub read_only: Option<String>,
    /// Why no lock keeps others from it, if so.
    pub unlocked: Option<Obstacle>,
}

/// A file that was left while it could not be written; the store keeps what it lacks and goes on trying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsavedFile {
    /// Where it belongs.
    pub path: PathBuf,
    /// Its name, for people.
    pub name: String,
    /// Why it cannot be written, in a few words.
    pub reason: String,
    /// Whether the file has everything and only its history lacks something.
    pub in_file: bool,
}

impl UnsavedFile {
    /// The word for what it lacks.
    pub fn word(&self, lang: Lang) -> &'static str {
        if self.in_file { history_word(lang) } else { not_saved_word(lang) }
    }
}

/// An open assessment.
#[derive(Debug, Clone)]
pub struct Session {
    /// Where it is kept.
    pub path: PathBuf,
    /// The values.
    pub assessment: Assessment,
    /// The pack it is judged against.
    pub pack: Arc<Pack>,
    /// The reference lists.
    pub references: Arc<References>,
    /// The verdicts, always of the values above.
    pub findings: Findings,
    /// How far saving has got.
    pub saving: Saving,
    /// Why the history does not take edits, if so.
    pub silent_history: Option<Obstacle>,
    /// Why no lock keeps others from the file, if so.
    pub unlocked: Option<Obstacle>,
    /// Ids seen since it was opened, so that none is given out twice.
    pub issued: Issued,
    judged: Judged,
    revision: u64,
    undo: Vec<Change>,
    redo: Vec<Change>,
}

/// A number that no state of any session had before.
fn new_revision() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}

impl Session {
    /// Opens what was read.
    pub fn new(opened: Opened) -> Self {
        let Opened { path, assessment, pack, references, read_only, unlocked, .. } = opened;
        let (judged, findings) = Judged::new(basis(&pack, &references, &assessment));
        let issued = Issued::of(&assessment);
        let saving = read_only.map_or(Saving::Saved, Saving::ReadOnly);
        Self {
            path,
            assessment,
            pack,
            references,
            findings,
            saving,
            silent_history: None,
            unlocked,
            issued,
            judged,
            revision: new_revision(),
            undo: Vec::new(),
            redo: Vec::new(),
        }
    }

    /// True if answers are not in the file and the store has said why.
    pub fn is_unsaved(&self) -> bool {
        matches!(self.saving, Saving::Failed(_))
    }

    /// Why the file must not be written, if so.
    pub fn read_only(&self) -> Option<&str> {
        match &self.saving {
            Saving::ReadOnly(why) => Some(why),
            _ => None,
        }
    }

    /// True if the first line has to warn about the file, its history or its lock.
    pub fn is_in_trouble(&self) -> bool {
        self.is_unsaved() || self.silent_history.is_some() || self.unlocked.is_some()
    }

    /// The name of the file, for people.
    pub fn name(&self) -> String {
        files::name(&self.path)
    }

    /// Names this state of the values and verdicts: the same number, the same state.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Edits of former sessions can be taken back, too, after those of this one; and those they had taken back
    /// can be done again, unless something was done here since.
    pub fn remember(&mut self, undo: Vec<Change>, redo: Vec<Change>) {
        if self.undo.is_empty() && self.redo.is_empty() {
            self.redo = redo;
        }
        self.undo.splice(0..0, undo);
    }

    /// Nothing that was done so far can be undone here any more.
    pub fn forget_edits(&mut self) {
        self.undo.clear();
        self.redo.clear();
    }

    /// Makes an edit that can be undone. Nothing happens if it changes nothing.
    ///
    /// # Errors
    ///
    /// The edit was made for other values than these.
    pub fn edit(&mut self, change: Change) -> Result<Flips, Stale> {
        if change.is_idle() {
            return Ok(Flips::default());
        }
        let flips = self.carry_out(&change)?;
        self.undo.push(change);
        self.redo.clear();
        Ok(flips)
    }

    /// Takes back the last edit that still fits; the change that was made for it.
    pub fn undo(&mut self) -> Option<(Change, Flips)> {
        while let Some(change) = self.undo.pop() {
            let back = change.inverse();
            if let Ok(flips) = self.carry_out(&back) {
                self.redo.push(change);
                return Some((back, flips));
            }
        }
        None
    }

    /// Does again what was taken back, if it still fits.
    pub fn redo(&mut self) -> Option<(Change, Flips)> {
        while let Some(change) = self.redo.pop() {
            if let Ok(flips) = self.carry_out(&change) {
                self.undo.push(change.clone());
                return Some((change, flips));
            }
        }
        None
    }

    /// What is judged, as of the assessment's own reference date.
    pub fn basis(&self) -> Basis<'_> {
        basis(&self.pack, &self.references, &self.assessment)
    }

    /// What names are looked up in.
    pub fn context(&self) -> Context<'_> {
        Context { pack: &self.pack, references: &self.references, assessment: &self.assessment }
    }

    /// Why a row has its verdict.
    pub fn grounds(&self, at: usize) -> Vec<Ground> {
        self.judged.grounds(self.basis(), at)
    }

    /// The members that alone keep a row from being satisfied because nobody verified them, if all else is done.
    pub fn unverified_alone(&self, at: usize, grounds: &[Ground]) -> Option<Vec<String>> {
        if self.pack.rows()[at].close_unverified.is_empty() || self.findings.at(at).spare {
            return None;
        }
        unverified_alone(self.basis(), at, self.findings.at(at).outcome, grounds)
    }

    /// What people have in all under the contracts rules of rows, and whether it is enough.
    pub fn credit_totals<'p>(
        &self,
        asked: impl Iterator<Item = (usize, &'p PersonId)>,
    ) -> Vec<Option<(Count, Pair)>> {
        self.judged.credit_totals(self.basis(), asked)
    }

    /// The verdicts as a change would make them; nothing if it does not fit.
    pub fn findings_after(&self, change: &Change) -> Option<Findings> {
        let mut assessment = self.assessment.clone();
        change.apply(&mut assessment).ok()?;
        let (mut judged, mut findings) = (self.judged.clone(), self.findings.clone());
        judged.follow(&mut findings, basis(&self.pack, &self.references, &assessment), change);
        Some(findings)
    }

    fn carry_out(&mut self, change: &Change) -> Result<Flips, Stale> {
        change.apply(&mut self.assessment)?;
        self.issued.note(change);
        let before = self.findings.clone();
        let basis = basis(&self.pack, &self.references, &self.assessment);
        self.judged.follow(&mut self.findings, basis, change);
        let flips = Flips::between(&before, &self.findings);
        self.revision = new_revision();
        // What fails goes on failing until the store says otherwise.
        if self.saving == Saving::Saved {
            self.saving = Saving::Pending;
        }
        Ok(flips)
    }
}

/// What is judged, as of its own reference date.
fn basis<'a>(pack: &'a Pack, references: &'a References, assessment: &'a Assessment) -> Basis<'a> {
    Basis { pack, references, assessment, day: assessment.profile.reference_date }
}

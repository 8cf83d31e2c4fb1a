//! Opening, creating and moving files: locks, what the history knows, and going on elsewhere.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Keeper;
use super::file::OpenFile;
use super::journal::Journal;
use crate::domain::assessment::Assessment;
use crate::domain::clean::{Lines, visible};
use crate::domain::past::look_back;
use crate::domain::text::Lang;
use crate::report::words::pick;
use crate::store::assessment::{self, FileFault};
use crate::store::error::FileError;
use crate::store::file_id;
use crate::store::history::{self, Reading};
use crate::store::lock::{Holder, Lock, LockError};
use crate::store::trouble::Trouble;
use crate::store::wire::ChangeRecord;
use crate::store::{limits, packs, save};
use crate::tui::model::StoreMessage;
use crate::tui::session::Opened;

impl Keeper {
    pub(super) fn open(&mut self, name: &Path) {
        self.settle();
        self.remember();
        self.open = None;
        let path = match self.realm.path(name) {
            Ok(path) => path,
            Err(fault) => return self.refuse(self.outside(&fault)),
        };
        match self.read(&path) {
            Ok(opened) => {
                (self.say)(StoreMessage::Opened(Box::new(opened)));
                self.look_back();
                self.remember();
            }
            Err(fault) => {
                let text = absent(self.lang, &path, &fault);
                let text = text.unwrap_or_else(|| self.fault_text(&path, &fault));
                match self.damage(&path, &fault, &text) {
                    Some(damage) => (self.say)(StoreMessage::Damaged(damage)),
                    None => self.refuse(text),
                }
            }
        }
    }

    pub(super) fn outside(&self, fault: &crate::store::root::NameFault) -> String {
        match self.lang {
            Lang::Ja => format!("使えるのはこのフォルダーの中の名前だけです({fault})。"),
            Lang::En => format!("Only names inside this folder can be used ({fault})."),
        }
    }

    fn read(&mut self, path: &Path) -> Result<Opened, FileFault> {
        let taken = self.take_lock(path);
        let sheet = match assessment::look(path) {
            Err(newer @ FileFault::Newer { .. }) => return self.look_into_newer(path, newer),
            other => other?,
        };
        let header = sheet.header().clone();
        let Ok(loaded) = packs::find(&header.pack, &header.edition, Some(&self.realm.places().packs)) else {
            return Err(sheet.without_pack());
        };
        let (pack, references) = (Arc::new(loaded.pack), Arc::new(loaded.references));
        let mut read = sheet.open(&pack)?;
        if taken.read_only.is_none() {
            // Into the file it comes with the first edit.
            file_id::give(path, &mut read.assessment);
        }
        let place = self.place_in(path);
        if let Some(lock) = &taken.lock {
            save::sweep(path, lock);
        }
        let open = OpenFile {
            path: path.to_path_buf(),
            pack: Arc::clone(&pack),
            latest: Box::new(read.assessment.clone()),
            base: Box::new(read.assessment.clone()),
            stamp: read.stamp,
            lock: taken.lock,
            journal: None,
            place: place.clone(),
            dirty: false,
            failed: None,
            silent_history: None,
            foreign: None,
            partial: false,
        };
        self.open = Some(open);
        self.writable = taken.read_only.is_none();
        let path = path.to_path_buf();
        let (read_only, warning) = (taken.read_only, taken.warning);
        Ok(Opened { path, assessment: read.assessment, pack, references, place, read_only, warning })
    }

    /// Opens the history and tells what it knows beyond the file. After the file is shown: it may be long.
    fn look_back(&mut self) {
        let Some(open) = self.open.as_mut().filter(|_| self.writable) else { return };
        let (journal, reading) = Journal::open(&open.path, &self.by);
        open.journal = Some(journal);
        match reading {
            Ok(reading) => {
                let past = look_back(&reading.edits(), &open.latest);
                let notice = damage(self.lang, &reading);
                (self.say)(StoreMessage::Past(Box::new(past), notice));
            }
            Err(error) => {
                let trouble = Trouble::of_history(self.lang, &error.into());
                open.silent_history = Some(trouble.clone());
                (self.say)(StoreMessage::History(Some(trouble.into())));
            }
        }
    }

    pub(super) fn create(&mut self, name: Option<PathBuf>, assessment: &Assessment) {
        let named = name.unwrap_or_else(|| self.free_name(&assessment.profile.organisation));
        let path = match self.realm.path(&named) {
            Ok(path) => path,
            Err(fault) => return self.refuse(self.outside(&fault)),
        };
        match self.make(&path, assessment) {
            Ok(()) => self.open(&path),
            Err(fault) => self.refuse(self.fault_text(&path, &fault)),
        }
    }

    fn make(&self, path: &Path, assessment: &Assessment) -> Result<(), FileFault> {
        if let Some(folder) = path.parent() {
            save::make_folders(folder)?;
        }
        let profile = &assessment.profile;
        let loaded = packs::find(&profile.pack, &profile.edition, Some(&self.realm.places().packs))
            .map_err(|_| FileFault::Invalid(Vec::new()))?;
        // The edits of a removed file of that name are none of this one.
        history::set_aside(path)?;
        let assessment = Assessment { file_id: file_id::unique(), ..assessment.clone() };
        assessment::write(path, &assessment, &loaded.pack, None).map(drop)
    }

    pub(super) fn create_sample(&mut self) {
        let Ok(sample) = crate::store::sample::assessment() else { return };
        self.create(None, &sample);
    }

    /// A file name of the organisation's name that is not taken yet.
    fn free_name(&self, organisation: &str) -> PathBuf {
        free(&self.realm.places().data.join(format!("{}.ron", file_stem(organisation))))
    }

    /// Goes on in another file; the old one stays as it is.
    pub(super) fn save_as(&mut self, name: Option<&Path>) {
        if self.open.as_ref().is_some_and(|open| open.partial) {
            let text = pick(
                self.lang,
                "新しい形式のファイルは、この版では一部しか読めないため、別名でも保存できません。",
                "Only part of this newer file can be read here, so it cannot be saved under another name either.",
            );
            return (self.say)(StoreMessage::Told(text.to_owned()));
        }
        let Some(mut open) = self.open.take() else { return };
        let named = name.map_or_else(|| free(&open.path), Path::to_path_buf);
        let moved = match self.realm.path(&named) {
            Ok(path) => self.move_to(&path, &mut open).map_err(|fault| self.fault_text(&path, &fault)),
            Err(fault) => Err(self.outside(&fault)),
        };
        self.open = Some(open);
        match moved {
            Ok(path) => {
                self.writable = true;
                (self.say)(StoreMessage::Moved(path));
                self.remember();
            }
            Err(text) => (self.say)(StoreMessage::Told(text)),
        }
    }

    fn move_to(&self, path: &Path, open: &mut OpenFile) -> Result<PathBuf, FileFault> {
        history::set_aside(path)?;
        let saved = assessment::write(path, &open.latest, &open.pack, None)?;
        copy_history(&open.path, path);
        open.lock = self.take_lock(path).lock;
        open.journal = Some(match open.journal.take() {
            Some(journal) => journal.moved_to(path),
            None => Journal::open(path, &self.by).0,
        });
        open.path = path.to_path_buf();
        open.saved(saved.stamp);
        Ok(open.path.clone())
    }

    fn take_lock(&self, path: &Path) -> Taken {
        let mut holder = Holder::this_process();
        if self.realm.is_restricted() {
            holder.user.clone_from(&self.by);
        }
        match Lock::acquire_as(path, &holder) {
            Ok(lock) => Taken { lock: Some(lock), ..Taken::default() },
            Err(LockError::Held(holder)) => {
                Taken { read_only: Some(held(self.lang, &holder)), ..Taken::default() }
            }
            Err(LockError::Failed { source, .. }) if forbids(&source) => {
                let trouble = crate::store::error::FileError::Failed {
                    step: crate::store::error::Step::Lock,
                    path: path.to_path_buf(),
                    source,
                };
                let reason = Trouble::of_file(self.lang, path, &trouble.into()).reason;
                Taken { read_only: Some(unwritable(self.lang, &reason)), ..Taken::default() }
            }
            Err(_) => Taken { warning: Some(lockless(self.lang).to_owned()), ..Taken::default() },
        }
    }
}

/// What came of asking for a lock.
#[derive(Default)]
struct Taken {
    lock: Option<Lock>,
    /// Why the file must not be written.
    read_only: Option<String>,
    /// What is less safe than usual.
    warning: Option<String>,
}

/// Where not even a lock file may be made, the file cannot be replaced either.
fn forbids(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem)
}

fn held(lang: Lang, holder: &Holder) -> String {
    let who = format!("{}@{}", holder.user, holder.host);
    // Day and minute, as everywhere else that a moment is told.
    let since = holder.since.get(..16).unwrap_or(&holder.since).replace('T', " ");
    match lang {
        Lang::Ja => format!("{who} が編集中({since} UTC から)です。閲覧のみで開きました。"),
        Lang::En => format!("{who} is editing (since {since} UTC); opened read-only."),
    }
}

fn unwritable(lang: Lang, reason: &str) -> String {
    match lang {
        Lang::Ja => format!("ここには書き込めないため({reason})、閲覧のみで開きました。"),
        Lang::En => format!("Nothing can be written here ({reason}); opened read-only."),
    }
}

fn lockless(lang: Lang) -> &'static str {
    pick(
        lang,
        "この場所ではロックが使えません。保存のたびに、ほかの人の変更がないか内容を確かめます。",
        "Files cannot be locked here; every save compares the content first.",
    )
}

/// What is wrong with a history, if anything is.
fn damage(lang: Lang, reading: &Reading<ChangeRecord>) -> Option<String> {
    if let Some(fault) = reading.faults.first() {
        return Some(match lang {
            Lang::Ja => format!("履歴の{}件目の記録が壊れているか、書き換えられています。", fault.number),
            Lang::En => format!("Record {} of the history is damaged or was altered.", fault.number),
        });
    }
    reading.torn.as_ref().map(|torn| match lang {
        Lang::Ja => {
            format!("履歴の末尾に書きかけの記録({}バイト)があったため、取り除きました。", torn.length)
        }
        Lang::En => {
            format!("An unfinished record of {} bytes at the end of the history was cut off.", torn.length)
        }
    })
}

/// The audit trail goes along. It is a copy: without it the new file is still whole.
fn copy_history(from: &Path, to: &Path) {
    let (from, to) = (history::path_of(from), history::path_of(to));
    let cap = limits::HISTORY;
    let copied: Result<(), FileError> = save::load_on(&crate::store::disk::RealDisk, &from, cap)
        .and_then(|loaded| save::save_within(&to, &loaded.bytes, None, cap).map(drop));
    drop(copied);
}

/// The path itself, or the first of `NAME-2`, `NAME-3`… that nothing has, nor a history.
fn free(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let numbered = |number: u32| path.with_file_name(format!("{stem}-{number}.ron"));
    let taken = |path: &PathBuf| path.exists() || history::path_of(path).exists();
    std::iter::once(path.to_path_buf())
        .chain((2..10_000).map(numbered))
        .find(|path| !taken(path))
        .unwrap_or_else(|| path.to_path_buf())
}

/// A file name made of an organisation's name: letters and digits of any script, the rest as dashes.
fn file_stem(organisation: &str) -> String {
    let mut stem = String::new();
    for c in organisation.chars().take(40) {
        if c.is_alphanumeric() {
            stem.push(c);
        } else if !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
    }
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() { "kijun".to_owned() } else { stem.to_owned() }
}

/// What people hear of a file that is not there, with what to do; nothing for other faults.
fn absent(lang: Lang, path: &Path, fault: &FileFault) -> Option<String> {
    let FileFault::File(FileError::Failed { source, .. }) = fault else { return None };
    let place = path.display().to_string();
    let place = visible(&place, Lines::Single);
    (source.kind() == ErrorKind::NotFound).then(|| match lang {
        Lang::Ja => format!("ファイルがありません。パスを確かめてください: {place}"),
        Lang::En => format!("There is no such file; check the path: {place}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_there_is_told_in_the_language_of_the_screen() {
        let path = Path::new("/none/acme.ron");
        let Err(fault) = assessment::look(path) else { panic!("it is there") };
        let ja = absent(Lang::Ja, path, &fault);
        assert_eq!(ja.as_deref(), Some("ファイルがありません。パスを確かめてください: /none/acme.ron"));
        assert!(absent(Lang::Ja, path, &FileFault::Invalid(Vec::new())).is_none());
    }

    #[test]
    fn names_become_file_names_without_paths() {
        assert_eq!(file_stem("株式会社アクメ (東京)"), "株式会社アクメ-東京");
        assert_eq!(file_stem("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_stem("\u{1b}[2J"), "2J");
        assert_eq!(file_stem("///"), "kijun");
    }
}

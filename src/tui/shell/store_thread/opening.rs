//! Opening, creating and moving files: locks, what the history knows, and going on elsewhere.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::StoreThread;
use super::file::OpenFile;
use super::journal::Journal;
use super::notices::unfit;
use crate::domain::assessment::Assessment;
use crate::domain::clean::{Lines, visible};
use crate::domain::past::LookBack;
use crate::domain::text::{Lang, pick, tr};
use crate::store::assessment::{self, FileFault};
use crate::store::disk::RealDisk;
use crate::store::error::{FileError, Step};
use crate::store::file_format::ChangeRecord;
use crate::store::file_id;
use crate::store::history::{self, Claimed, Entry, Seen, dated};
use crate::store::lock::{Holder, Lock, LockError};
use crate::store::packs::{self, PackFault};
use crate::store::save_failure::SaveFailure;
use crate::store::{clock, limits, sample, save};
use crate::tui::files::{self, name};
use crate::tui::message::StoreMessage;
use crate::tui::session::{Obstacle, Opened};

impl StoreThread {
    /// Opens a file, or goes back to it. What cannot be opened leaves the open file as it is.
    pub(super) fn open(&mut self, name: &Path) {
        self.settle();
        self.remember();
        let path = match self.allowed(name) {
            Ok(path) => path,
            Err(refused) => return self.refuse(refused),
        };
        if self.come_back(&path) {
            return;
        }
        match self.read(&path) {
            Ok((file, opened, unfit)) => {
                let faulty = self.faulty_pack(&opened.pack.head);
                self.replace_open(file, opened.read_only.is_none());
                (self.say)(StoreMessage::Opened(Box::new(opened)));
                self.look_back();
                let (lang, writable) = (self.lang, self.writable);
                let open = self.open.as_mut().filter(|_| writable);
                let comments = open.and_then(|open| open.tell_comments(lang));
                let notices: Vec<String> = faulty.into_iter().chain(self.left_out()).chain(unfit).collect();
                if !notices.is_empty() {
                    (self.say)(StoreMessage::Notice(notices.join(" ")));
                }
                comments.into_iter().for_each(|message| (self.say)(message));
                self.remember();
            }
            Err(Unread::Pack(fault)) => self.refuse(self.pack_text(&fault)),
            Err(Unread::File(fault)) => {
                let text = self.absent(&path, &fault);
                let text = text.unwrap_or_else(|| self.fault_text(&path, &fault));
                match self.damage(&path, &fault, &text) {
                    Some(damage) => (self.say)(StoreMessage::Damaged(damage)),
                    None => self.refuse(text),
                }
            }
        }
    }

    /// The path of a name that may be used here.
    ///
    /// # Errors
    /// The sentence for the person, where the name leads out of the folder.
    pub(super) fn allowed(&self, name: &Path) -> Result<PathBuf, String> {
        self.access.path(name).map_err(|fault| {
            tr!(
                self.lang,
                "使えるのはこのフォルダーの中の名前だけです({fault})。",
                "Only names inside this folder can be used ({fault})."
            )
        })
    }

    /// Reads a file and the pack that it names.
    pub(super) fn read_with_pack(&self, path: &Path) -> Result<(packs::Loaded, assessment::Opened), Unread> {
        let sheet = assessment::look(path)?;
        let header = sheet.header();
        match packs::find(&header.pack, &header.edition, Some(&self.access.places().packs)) {
            Err(PackFault::Unknown { .. }) => Err(sheet.without_pack().into()),
            Err(fault) => Err(fault.into()),
            Ok(loaded) => {
                let read = sheet.open(&loaded.pack)?;
                Ok((loaded, read))
            }
        }
    }

    /// Opens a file, with what there is to say about its texts.
    fn read(&self, path: &Path) -> Result<(OpenFile, Opened, Option<String>), Unread> {
        let mut taken = self.take_lock(path);
        let (loaded, mut read) = match self.read_with_pack(path) {
            Err(Unread::File(newer @ FileFault::Newer { .. })) => {
                return Ok(self.look_into_newer(path, newer).map(|(file, opened)| (file, opened, None))?);
            }
            other => other?,
        };
        if let (None, Err(error)) = (&taken.read_only, save::check_replaceable(path)) {
            let reason = SaveFailure::of_file(self.lang, path, &error.into()).reason;
            taken.read_only = Some(unwritable(self.lang, &reason));
        }
        if taken.read_only.is_none() {
            // Into the file it comes with the first edit.
            history::give_id(path, &mut read.assessment);
        }
        if let Some(lock) = &taken.lock {
            save::sweep(path, lock);
        }
        let opened = Opened {
            path: path.to_path_buf(),
            assessment: read.assessment,
            pack: Arc::new(loaded.pack),
            references: Arc::new(loaded.references),
            place: self.place_in(path),
            read_only: taken.read_only,
            unlocked: taken.unlocked,
        };
        let new = OpenFile::new(&opened);
        let file = OpenFile { stamp: read.stamp, lock: taken.lock, comments: read.comments, ..new };
        Ok((file, opened, unfit(self.lang, &read.unfit)))
    }

    /// Opens the history and says what it knows beyond the file. After the file is shown: it may be long.
    fn look_back(&mut self) {
        let Some(open) = self.open.as_mut().filter(|_| self.writable) else { return };
        let mut back = LookBack::new(&open.latest);
        let take = |entry: Entry<ChangeRecord>| dated(entry.record).for_each(|edit| back.take(edit));
        let (journal, seen) = Journal::open(&open.path, &open.latest.file_id, &self.by, take);
        let past = back.finish();
        open.journal = Some(journal);
        match seen {
            Ok((seen, claimed)) => {
                let notice = damage(self.lang, &seen).or_else(|| begun(self.lang, &open.path, &claimed));
                (self.say)(StoreMessage::Past(Box::new(past), notice));
            }
            Err(error) => {
                let trouble = SaveFailure::of_history(self.lang, &error.into());
                open.silent_history = Some(trouble.clone());
                (self.say)(StoreMessage::History(Some(trouble.into())));
            }
        }
    }

    pub(super) fn create(&mut self, name: Option<PathBuf>, assessment: &Assessment) {
        let named = name.unwrap_or_else(|| {
            let stem = file_stem(&assessment.profile.organisation);
            free(&self.access.places().data.join(format!("{stem}.ron")))
        });
        let path = match self.allowed(&named) {
            Ok(path) => path,
            Err(refused) => return self.refuse(refused),
        };
        match self.make(&path, assessment) {
            Ok(()) => self.open(&path),
            Err(Unread::File(fault)) => self.refuse(self.fault_text(&path, &fault)),
            Err(Unread::Pack(fault)) => self.refuse(self.pack_text(&fault)),
        }
    }

    fn make(&self, path: &Path, assessment: &Assessment) -> Result<(), Unread> {
        self.make_place(path).map_err(FileFault::from)?;
        let profile = &assessment.profile;
        let loaded = packs::find(&profile.pack, &profile.edition, Some(&self.access.places().packs))?;
        // The edits of a removed file of that name are none of this one.
        history::set_aside(path).map_err(FileFault::from)?;
        let assessment = Assessment { file_id: file_id::unique(), ..assessment.clone() };
        Ok(assessment::write(path, &assessment, &loaded.pack, None).map(drop)?)
    }

    /// The program's own folder is made where it is missing; one that a person named is not.
    fn make_place(&self, path: &Path) -> Result<(), FileError> {
        let data = &self.access.places().data;
        if path.parent() == Some(data) { save::make_folders(data) } else { save::folder_exists(path) }
    }

    pub(super) fn create_sample(&mut self) {
        match sample::assessment() {
            Ok(sample) => self.create(None, &sample),
            Err(fault) => self.refuse(self.fault_text(Path::new("sample.ron"), &fault)),
        }
    }

    /// Goes on in another file; the old one stays as it is.
    pub(super) fn save_as(&mut self, name: Option<&Path>) {
        let Some(open) = &self.open else { return };
        // No other name would help there.
        let name = name.filter(|_| !open.partial);
        let named = name.map_or_else(|| free(&open.path), Path::to_path_buf);
        match self.moved_to(&named) {
            Ok(path) => {
                self.writable = true;
                (self.say)(StoreMessage::Moved(path));
                self.remember();
            }
            Err(text) => (self.say)(StoreMessage::NotMoved(text, name.map(Path::to_path_buf))),
        }
    }

    /// Writes everything to a new file and goes on there. An existing name is somebody's file, whatever is in
    /// it, and a name that somebody else works on is theirs even before its file exists.
    fn moved_to(&mut self, named: &Path) -> Result<PathBuf, String> {
        let lang = self.lang;
        let path = self.allowed(named)?;
        let Some(open) = self.open.as_ref().filter(|open| !open.partial) else {
            let text = pick(
                lang,
                "新しい形式のファイルは、この版では一部しか読めないため、別名でも保存できません。",
                "Only part of this newer file can be read here, so it cannot be saved under another name either.",
            );
            return Err(text.to_owned());
        };
        if path.symlink_metadata().is_ok() || path == open.path {
            return Err(name_exists(lang, &files::name(&path)));
        }
        self.make_place(&path).map_err(|error| SaveFailure::of_file(lang, &path, &error.into()).text)?;
        if let Some(open) = &mut self.open {
            history::give_id(&open.path, &mut open.latest);
        }
        let taken = self.take_lock(&path);
        if let Some(text) = taken.read_only {
            return Err(text);
        }
        let Some(open) = &self.open else { return Ok(path) };
        let saved = history::set_aside(&path)
            .map_err(FileFault::from)
            .and_then(|_| assessment::write(&path, &open.latest, &open.pack, None))
            .map_err(|fault| match fault {
                FileFault::File(FileError::Changed { .. }) => name_exists(lang, &files::name(&path)),
                other => SaveFailure::of_file(lang, &path, &other).text,
            })?;
        if self.access.path(&open.path).is_ok() {
            copy_history(&open.path, &path);
        }
        let by = &self.by;
        let Some(open) = &mut self.open else { return Ok(path) };
        (open.lock, open.unlocked) = (taken.lock, taken.unlocked.clone());
        open.journal = Some(match open.journal.take() {
            Some(journal) => journal.moved_to(&path),
            None => Journal::open(&path, &open.latest.file_id, by, drop).0,
        });
        open.path.clone_from(&path);
        open.saved(saved.stamp);
        (self.say)(StoreMessage::Unlocked(taken.unlocked));
        Ok(path)
    }

    /// Asks again for a lock that could not be had, before the file is written.
    pub(super) fn lock_again(&mut self) {
        let without = |open: &&OpenFile| open.unlocked.is_some() && open.dirty;
        let Some(path) = self.open.as_ref().filter(without).map(|open| open.path.clone()) else { return };
        let taken = self.take_lock(&path);
        let Some(open) = &mut self.open else { return };
        open.lock = taken.lock;
        let reason = pick(self.lang, "ほかの人も編集中", "edited elsewhere, too");
        let held = taken.read_only.map(|text| Obstacle { reason: reason.to_owned(), text });
        let unlocked = held.or(taken.unlocked);
        if open.unlocked != unlocked {
            open.unlocked.clone_from(&unlocked);
            (self.say)(StoreMessage::Unlocked(unlocked));
        }
    }

    fn take_lock(&self, path: &Path) -> Taken {
        let mut holder = Holder::this_process();
        if self.access.is_restricted() {
            holder.user.clone_from(&self.by);
        }
        let none = Taken::default();
        match Lock::acquire_as(path, &holder) {
            Ok(lock) => Taken { lock: Some(lock), ..none },
            Err(LockError::Held(holder)) => Taken { read_only: Some(held(self.lang, &holder)), ..none },
            Err(LockError::Unsupported(_)) => Taken { unlocked: Some(lockless(self.lang)), ..none },
            Err(LockError::Failed { source, .. }) => {
                // Where not even a lock file may be made, the file cannot be replaced either.
                let is_forbidden =
                    matches!(source.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem);
                let failed = FileError::Failed { step: Step::Lock, path: path.to_path_buf(), source };
                let reason = SaveFailure::of_file(self.lang, path, &failed.into()).reason;
                if is_forbidden {
                    Taken { read_only: Some(unwritable(self.lang, &reason)), ..none }
                } else {
                    Taken { unlocked: Some(lock_failed(self.lang, &reason)), ..none }
                }
            }
        }
    }

    /// What is said of a file that is not there, with what to do; nothing for other faults.
    fn absent(&self, path: &Path, fault: &FileFault) -> Option<String> {
        let FileFault::File(FileError::Failed { source, .. }) = fault else { return None };
        let place = self.access.shown(path);
        let place = visible(&place, Lines::Single);
        (source.kind() == ErrorKind::NotFound).then(|| {
            tr!(
                self.lang,
                "ファイルがありません。パスを確かめてください: {place}",
                "There is no such file; check the path: {place}"
            )
        })
    }
}

/// Why a file is not opened or made.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(super) enum Unread {
    /// The file itself.
    File(#[from] FileFault),
    /// The pack that it names.
    Pack(#[from] PackFault),
}

/// What came of asking for a lock.
#[derive(Default)]
struct Taken {
    lock: Option<Lock>,
    /// Why the file must not be written.
    read_only: Option<String>,
    /// Why the file may be written although no lock keeps others from it.
    unlocked: Option<Obstacle>,
}

fn held(lang: Lang, holder: &Holder) -> String {
    let nobody = pick(lang, "だれか", "somebody");
    let who = format!("{}@{}", if holder.user.is_empty() { nobody } else { &holder.user }, holder.host);
    let since = clock::zone().minute(&holder.since);
    tr!(
        lang,
        "{who} が編集中({since} から)です。閲覧のみで開きました。",
        "{who} is editing (since {since}); opened read-only."
    )
}

fn unwritable(lang: Lang, reason: &str) -> String {
    tr!(
        lang,
        "ここには書き込めないため({reason})、閲覧のみで開きました。",
        "Nothing can be written here ({reason}); opened read-only."
    )
}

/// The place knows no locks.
fn lockless(lang: Lang) -> Obstacle {
    let text = pick(
        lang,
        "この場所ではロックが使えません。保存のたびに、ほかの人の変更がないか内容を確かめます。",
        "Files cannot be locked here; every save compares the content first.",
    );
    Obstacle { reason: pick(lang, "ロックなし", "no lock").to_owned(), text: text.to_owned() }
}

/// The place may know locks, but this one could not be taken.
fn lock_failed(lang: Lang, reason: &str) -> Obstacle {
    let text = tr!(
        lang,
        "ロックの故障です({reason})。ほかの人も同時に編集できるため、保存のたびに内容を確かめます。",
        "The lock failed ({reason}): somebody else may edit at the same time, so every save compares first."
    );
    Obstacle { reason: pick(lang, "ロック故障", "lock failed").to_owned(), text }
}

fn name_exists(lang: Lang, name: &str) -> String {
    tr!(
        lang,
        "{name} はもうあります。別の名前にしてください。",
        "{name} exists already; choose another name."
    )
}

/// What there is to say about a history that begins.
fn begun(lang: Lang, file: &Path, claimed: &Claimed) -> Option<String> {
    if let Some(aside) = &claimed.aside {
        let aside = name(aside);
        return Some(tr!(
            lang,
            "同じ名前の履歴は別のファイルのものだったので、{aside} に移しました。",
            "The history of that name was another file's; it is kept as {aside}."
        ));
    }
    let from = visible(&claimed.from, Lines::Single);
    let was_renamed = !claimed.from.is_empty() && !file.with_file_name(&claimed.from).exists();
    let own = name(&history::path_of(file));
    match (claimed.from.is_empty(), was_renamed, lang) {
        (true, ..) => None,
        (_, true, Lang::Ja) => {
            Some(format!("履歴は前の名前のままです(mv {from}.history {own} で続きになります)。"))
        }
        (_, true, Lang::En) => Some(format!("The history has the former name: mv {from}.history {own}")),
        (_, false, Lang::Ja) => Some(format!("{from} の写しです。履歴はここから新しく始まります。")),
        (_, false, Lang::En) => Some(format!("A copy of {from}; its own history begins here.")),
    }
}

/// What is wrong with a history, if anything is.
fn damage(lang: Lang, seen: &Seen) -> Option<String> {
    if let Some(fault) = seen.faults.first() {
        return Some(tr!(
            lang,
            "履歴の{}件目の記録が壊れているか、書き換えられています。",
            "Record {} of the history is damaged or was altered.",
            fault.number
        ));
    }
    seen.torn.as_ref().map(|torn| {
        tr!(
            lang,
            "履歴の末尾に書きかけの記録({}バイト)があったため、取り除きました。",
            "An unfinished record of {} bytes at the end of the history was cut off.",
            torn.length
        )
    })
}

/// The audit trail goes along. It is a copy: without it the new file is still whole.
fn copy_history(from: &Path, to: &Path) {
    let (from, to) = (history::found(from), history::path_of(to));
    let cap = limits::HISTORY;
    let copied: Result<(), FileError> = save::load_on(&RealDisk, &from, cap)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_file_names_without_paths() {
        assert_eq!(file_stem("株式会社アクメ (東京)"), "株式会社アクメ-東京");
        assert_eq!(file_stem("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_stem("\u{1b}[2J"), "2J");
        assert_eq!(file_stem("///"), "kijun");
    }
}

//! The store thread: owns the open file, its lock and its history, and waits for nobody.
//!
//! Every accepted edit is appended to the history and flushed first; the file itself is written whenever no
//! further edit is waiting, so a held key does not write it a hundred times.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::domain::assessment::Assessment;
use crate::domain::change::Change;
use crate::domain::evaluate::evaluate;
use crate::domain::gap;
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::text::Lang;
use crate::report::words::pick;
use crate::store::assessment::{self, FileFault};
use crate::store::history::{self, Writer};
use crate::store::lock::{Lock, LockError};
use crate::store::places::Places;
use crate::store::recent::{Recent as RecentList, RecentFile};
use crate::store::save::Stamp;
use crate::store::wire::ChangeRecord;
use crate::store::{packs, save};
use crate::tui::model::{PackChoice, StoreMessage};
use crate::tui::screens::start::{Recent, Standing};
use crate::tui::session::Opened;

/// How long to wait before trying again to write a file that could not be written.
const RETRY: Duration = Duration::from_secs(5);
/// How many recent files are looked into for their state.
const LOOKED_INTO: usize = 8;

/// What the store thread is asked to do.
pub(super) enum Order {
    /// Read a file and make it the open one.
    Open(PathBuf),
    /// Make a file of a new assessment, at a path or under its name in the default folder, and open it.
    Create(Option<PathBuf>, Box<Assessment>),
    /// Put the sample into the default folder and open it.
    CreateSample,
    /// Write an accepted edit down.
    Record(Box<Change>, Box<Assessment>),
    /// The person is at this row.
    Visit(String),
    /// The language of messages.
    Speak(Lang),
    /// List the recent files.
    ListRecent,
    /// List the packs for new assessments.
    ListPacks,
    /// Write everything, then answer.
    Flush(Sender<()>),
}

/// Starts the thread; orders go to the sender, answers to `say`.
pub(super) fn start(
    places: Places,
    lang: Lang,
    by: String,
    say: impl Fn(StoreMessage) + Send + 'static,
) -> std::io::Result<Sender<Order>> {
    let (orders, inbox) = mpsc::channel();
    let keeper = Keeper { places, lang, by, say: Box::new(say), open: None };
    thread::Builder::new().name("store".into()).spawn(move || keeper.live(&inbox))?;
    Ok(orders)
}

/// A way to have everything written within a time.
pub(super) fn flush(orders: &Sender<Order>, within: Duration) {
    let (done, answer) = mpsc::channel();
    if orders.send(Order::Flush(done)).is_ok() {
        let _ = answer.recv_timeout(within);
    }
}

struct Keeper {
    places: Places,
    lang: Lang,
    by: String,
    say: Box<dyn Fn(StoreMessage) + Send>,
    open: Option<OpenFile>,
}

/// The open file.
struct OpenFile {
    path: PathBuf,
    pack: Arc<Pack>,
    latest: Box<Assessment>,
    stamp: Option<Stamp>,
    lock: Option<Lock>,
    history: Option<Writer<ChangeRecord>>,
    place: String,
    dirty: bool,
    failed: bool,
}

impl Keeper {
    fn live(mut self, inbox: &Receiver<Order>) {
        while let Some(order) = self.next(inbox) {
            match order {
                Waited::Order(order) => self.obey(order),
                Waited::Retry => {}
            }
            while let Ok(order) = inbox.try_recv() {
                self.obey(order);
            }
            self.write();
        }
        self.write();
        self.remember();
    }

    /// Waits for an order; only while a write has failed does it wake up by itself, to try again.
    fn next(&self, inbox: &Receiver<Order>) -> Option<Waited> {
        if self.open.as_ref().is_some_and(|open| open.failed) {
            return match inbox.recv_timeout(RETRY) {
                Ok(order) => Some(Waited::Order(order)),
                Err(RecvTimeoutError::Timeout) => Some(Waited::Retry),
                Err(RecvTimeoutError::Disconnected) => None,
            };
        }
        inbox.recv().ok().map(Waited::Order)
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Open(path) => self.open(&path),
            Order::Create(path, assessment) => self.create(path, &assessment),
            Order::CreateSample => self.create_sample(),
            Order::Record(change, assessment) => self.record(&change, assessment),
            Order::Visit(row) => {
                if let Some(open) = &mut self.open {
                    open.place = row;
                }
            }
            Order::Speak(lang) => self.lang = lang,
            Order::ListRecent => self.list_recent(),
            Order::ListPacks => self.list_packs(),
            Order::Flush(done) => {
                self.write();
                self.remember();
                let _ = done.send(());
            }
        }
    }

    fn open(&mut self, path: &Path) {
        self.write();
        self.remember();
        self.open = None;
        match self.read(path) {
            Ok(opened) => {
                (self.say)(StoreMessage::Opened(Box::new(opened)));
                self.remember();
            }
            Err(fault) => {
                let text = self.fault_text(path, &fault);
                (self.say)(StoreMessage::NotOpened(text));
            }
        }
    }

    fn read(&mut self, path: &Path) -> Result<Opened, FileFault> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let (lock, held_by) = take_lock(&path, self.lang);
        let sheet = assessment::look(&path)?;
        let header = sheet.header().clone();
        let Ok(loaded) = packs::find(&header.pack, &header.edition, Some(&self.places.packs)) else {
            return Err(sheet.without_pack());
        };
        let (pack, references) = (Arc::new(loaded.pack), Arc::new(loaded.references));
        let read = sheet.open(&pack)?;
        let history = lock.as_ref().and_then(|_| self.open_history(&path));
        let place =
            RecentList::load(&self.places.recent()).recent.place(&path).unwrap_or_default().to_owned();
        self.open = Some(OpenFile {
            path: path.clone(),
            pack: Arc::clone(&pack),
            latest: Box::new(read.assessment.clone()),
            stamp: read.stamp,
            lock,
            history,
            place: place.clone(),
            dirty: false,
            failed: false,
        });
        Ok(Opened { path, assessment: read.assessment, pack, references, place, read_only: held_by })
    }

    fn open_history(&self, path: &Path) -> Option<Writer<ChangeRecord>> {
        let session = history::new_session();
        Writer::open(&history::path_of(path), &session, &self.by).ok().map(|opened| opened.writer)
    }

    fn create(&mut self, path: Option<PathBuf>, assessment: &Assessment) {
        let path = path.unwrap_or_else(|| self.free_name(&assessment.profile.organisation));
        match self.make(&path, assessment) {
            Ok(()) => self.open(&path),
            Err(fault) => {
                let text = self.fault_text(&path, &fault);
                (self.say)(StoreMessage::NotOpened(text));
            }
        }
    }

    fn make(&self, path: &Path, assessment: &Assessment) -> Result<(), FileFault> {
        if let Some(folder) = path.parent() {
            save::make_folders(folder)?;
        }
        let profile = &assessment.profile;
        let loaded = packs::find(&profile.pack, &profile.edition, Some(&self.places.packs))
            .map_err(|_| FileFault::Invalid(Vec::new()))?;
        assessment::write(path, assessment, &loaded.pack, None).map(drop)
    }

    fn create_sample(&mut self) {
        let Ok(sample) = crate::store::sample::assessment() else { return };
        self.create(None, &sample);
    }

    /// A file name of the organisation's name that is not taken yet.
    fn free_name(&self, organisation: &str) -> PathBuf {
        let stem = file_stem(organisation);
        (1..10_000)
            .map(|n| if n == 1 { format!("{stem}.ron") } else { format!("{stem}-{n}.ron") })
            .map(|name| self.places.data.join(name))
            .find(|path| !path.exists())
            .unwrap_or_else(|| self.places.data.join(format!("{stem}.ron")))
    }

    fn record(&mut self, change: &Change, assessment: Box<Assessment>) {
        let Some(open) = &mut self.open else { return };
        if open.lock.is_none() {
            return;
        }
        open.latest = assessment;
        open.dirty = true;
        if let Some(history) = &mut open.history {
            // A history that cannot be written does not keep the file from being written.
            let _ = history.append(ChangeRecord::from(change));
        }
    }

    fn write(&mut self) {
        let Some(open) = self.open.as_mut().filter(|open| open.dirty) else { return };
        match assessment::write(&open.path, &open.latest, &open.pack, open.stamp.as_ref()) {
            Ok(saved) => {
                open.stamp = Some(saved.stamp);
                open.dirty = false;
                open.failed = false;
                (self.say)(StoreMessage::Saved);
            }
            Err(fault) => {
                if let FileFault::File(error) = &fault
                    && let Some(stamp) = error.stamp()
                {
                    open.stamp = Some(stamp.clone());
                }
                let first = !std::mem::replace(&mut open.failed, true);
                let path = open.path.clone();
                if first {
                    let text = self.fault_text(&path, &fault);
                    (self.say)(StoreMessage::NotSaved(text));
                }
            }
        }
    }

    /// Puts the open file at the top of the recent ones, with the place.
    fn remember(&self) {
        let Some(open) = &self.open else { return };
        let at = self.places.recent();
        let mut recent = RecentList::load(&at).recent;
        recent.note(RecentFile {
            path: open.path.clone(),
            organisation: open.latest.profile.organisation.clone(),
            opened: history::now(),
            place: open.place.clone(),
        });
        // What is not remembered costs a look for the place, never an answer.
        let _ = recent.save(&at);
    }

    fn list_recent(&self) {
        let list = RecentList::load(&self.places.recent()).recent;
        let mut recent: Vec<Recent> = list.files.iter().map(known).collect();
        (self.say)(StoreMessage::Recent(recent.clone()));
        for file in recent.iter_mut().take(LOOKED_INTO) {
            file.standing = self.standing(&file.path);
        }
        if !recent.is_empty() {
            (self.say)(StoreMessage::Recent(recent));
        }
    }

    /// The editions of the scheme and the user's own packs, newest edition first.
    fn list_packs(&self) {
        let user = Some(self.places.packs.as_path());
        let own =
            |choice: &packs::Choice| choice.id == packs::SCHEME || choice.origin != packs::Origin::Shipped;
        let mut choices: Vec<PackChoice> = packs::choices(user)
            .into_iter()
            .filter(own)
            .filter_map(|choice| packs::find(&choice.id, &choice.edition, user).ok())
            .map(|loaded| pack_choice(&loaded.pack))
            .collect();
        choices.sort_by_key(|choice| (choice.id != packs::SCHEME, choice.edition != packs::DEFAULT_EDITION));
        (self.say)(StoreMessage::Packs(choices));
    }

    fn standing(&self, path: &Path) -> Option<Standing> {
        let sheet = assessment::look(path).ok()?;
        let header = sheet.header().clone();
        let loaded = packs::find(&header.pack, &header.edition, Some(&self.places.packs)).ok()?;
        let read = sheet.open(&loaded.pack).ok()?;
        Some(standing_of(&loaded.pack, &loaded.references, &read.assessment))
    }

    fn fault_text(&self, path: &Path, fault: &FileFault) -> String {
        let lines = fault.lines_in(self.lang);
        let first = lines.first().cloned().unwrap_or_default();
        let more = match (lines.len(), self.lang) {
            (0 | 1, _) => String::new(),
            (n, Lang::Ja) => format!(" (ほか{}件)", n - 1),
            (n, Lang::En) => format!(" ({} more)", n - 1),
        };
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let text = format!("{name}: {first}{more}");
        crate::domain::clean::visible(&text, crate::domain::clean::Lines::Single).into_owned()
    }
}

enum Waited {
    Order(Order),
    Retry,
}

fn pack_choice(pack: &Pack) -> PackChoice {
    PackChoice {
        id: pack.head.id.clone(),
        edition: pack.head.edition.clone(),
        title: pack.head.title.clone(),
        categories: pack.choosable().map(|category| (category.id.clone(), category.name.clone())).collect(),
    }
}

fn known(file: &RecentFile) -> Recent {
    Recent {
        path: file.path.clone(),
        organisation: file.organisation.clone(),
        opened: file.opened.get(..10).unwrap_or_default().to_owned(),
        standing: None,
    }
}

fn standing_of(pack: &Pack, references: &References, assessment: &Assessment) -> Standing {
    let day = assessment.profile.reference_date;
    let findings = evaluate(pack, references, assessment, day);
    let mut standing = Standing {
        categories: findings.categories.len(),
        reference_date: day.map_or_else(String::new, |day| day.to_string()),
        ..Standing::default()
    };
    for category in &findings.categories {
        let counts = gap::counts(pack, &findings, &category.id);
        standing.gaps += counts.gap;
        standing.to_confirm += counts.needs_confirmation;
        standing.unanswered += counts.unanswered;
    }
    standing
}

/// The lock, or who has it.
fn take_lock(path: &Path, lang: Lang) -> (Option<Lock>, Option<String>) {
    match Lock::acquire(path) {
        Ok(lock) => (Some(lock), None),
        Err(LockError::Held(holder)) => {
            let who = format!("{}@{} ({})", holder.user, holder.host, holder.since);
            let text = match lang {
                Lang::Ja => format!("{who} が編集中のため、閲覧のみで開きました。"),
                Lang::En => format!("{who} is editing this file; opened read-only."),
            };
            (None, Some(text))
        }
        Err(_) => {
            let text = pick(
                lang,
                "この場所ではロックが使えないため、閲覧のみで開きました。",
                "Files cannot be locked here; opened read-only.",
            );
            (None, Some(text.to_owned()))
        }
    }
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
    use super::file_stem;

    #[test]
    fn names_become_file_names_without_paths() {
        assert_eq!(file_stem("株式会社アクメ (東京)"), "株式会社アクメ-東京");
        assert_eq!(file_stem("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_stem("\u{1b}[2J"), "2J");
        assert_eq!(file_stem("///"), "kijun");
    }
}

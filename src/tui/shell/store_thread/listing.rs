//! The files that were open lately, and the counts of each.

use std::cell::RefCell;
use std::path::Path;

use super::StoreThread;
use super::file::OpenFile;
use crate::domain::assessment::Assessment;
use crate::domain::clean::{Lines, visible};
use crate::domain::evaluate::evaluate;
use crate::domain::gap;
use crate::domain::pack::Pack;
use crate::domain::reference::{ReferenceList, References};
use crate::store::disk::Attentive;
use crate::store::recent::{Recent as RecentList, RecentFile};
use crate::store::save::make_folders;
use crate::store::settings::Settings;
use crate::store::{clock, history, packs};
use crate::tui::cells::Kana;
use crate::tui::files::{PackChoice, Recent, Standing, name};
use crate::tui::message::StoreMessage;

/// How many recent files are looked into for their state.
const LOOKED_INTO: usize = 8;

impl StoreThread {
    /// Puts the open file at the top of the recent ones, with the place.
    pub(super) fn remember(&mut self) {
        let Self { open, access, inbox, progress, .. } = self;
        let (Some(open), Some(at)) = (open, access.recent()) else { return };
        let mut recent = RecentList::load(&at).recent;
        recent.note(noted(open));
        let open = RefCell::new(open);
        let note_edits = || open.borrow_mut().note_edits(access, inbox, progress);
        // What is not remembered costs a look for the place, never an answer.
        let _ = recent.save_on(&Attentive(&note_edits), &at);
    }

    /// Keeps a person's settings; where a host lets several people in, no name is kept for the next one.
    pub(super) fn keep_settings(&self, by: String, kana: Kana) {
        let kept = if self.access.is_restricted() { String::new() } else { by };
        let Some(at) = self.access.settings() else { return };
        let made = at.parent().map(make_folders);
        let settings = Settings { by: kept, raw_kana: kana == Kana::Raw };
        // Settings that cannot be kept hold for this session.
        let _ = made.map(|made| made.and_then(|()| settings.save(&at)));
    }

    /// Sends the settings of earlier sessions.
    pub(super) fn send_settings(&self) {
        let settings = self.access.settings().map(|at| Settings::load(&at)).unwrap_or_default();
        if settings == Settings::default() {
            return;
        }
        let kana = if settings.raw_kana { Kana::Raw } else { Kana::Full };
        let own = if self.access.is_restricted() { "" } else { settings.by.as_str() };
        let by = visible(own, Lines::Single).into_owned();
        (self.say)(StoreMessage::Settings(by, kana));
    }

    /// Where one was in a file.
    pub(super) fn place_in(&self, path: &Path) -> String {
        self.recent_files().place(path).unwrap_or_default().to_owned()
    }

    fn recent_files(&self) -> RecentList {
        self.access.recent().map(|at| RecentList::load(&at).recent).unwrap_or_default()
    }

    pub(super) fn list_recent(&mut self) {
        let mut recent: Vec<Recent> = self.files().iter().map(known).collect();
        (self.say)(StoreMessage::Recent(recent.clone()));
        for file in recent.iter_mut().take(LOOKED_INTO) {
            file.standing = self.standing(&file.path);
            // Somebody may have gone back to work while a slow place is looked through.
            if let Some(open) = &mut self.open {
                open.note_edits(&self.access, &self.inbox, &self.progress);
            }
        }
        if !recent.is_empty() {
            (self.say)(StoreMessage::Recent(recent));
        }
    }

    /// The remembered files this process may name, and those in memory, which a full disk may keep from being
    /// remembered; in restricted access also those nobody has opened yet.
    fn files(&self) -> Vec<RecentFile> {
        let mut files = self.recent_files().files;
        for open in self.left.iter().chain(&self.open) {
            if !files.iter().any(|file| file.path == open.path) {
                files.insert(0, noted(open));
            }
        }
        files.retain(|file| self.access.path(&file.path).is_ok_and(|path| path == file.path));
        for path in self.access.files() {
            if !files.iter().any(|file| file.path == path) {
                let organisation = name(&path);
                files.push(RecentFile { path, organisation, opened: String::new(), place: String::new() });
            }
        }
        files
    }

    /// The editions of the scheme and the user's own packs, newest edition first.
    pub(super) fn list_packs(&self) {
        let user = Some(self.access.places().packs.as_path());
        let own =
            |choice: &packs::Choice| choice.id == packs::SCHEME || choice.origin != packs::Origin::Shipped;
        let mut choices: Vec<PackChoice> = packs::choices(user)
            .into_iter()
            .filter(own)
            .filter_map(|choice| packs::find(&choice.id, &choice.edition, user).ok())
            .map(|loaded| pack_choice(&loaded.pack, &loaded.references))
            .collect();
        choices.sort_by_key(|choice| (choice.id != packs::SCHEME, choice.edition != packs::DEFAULT_EDITION));
        (self.say)(StoreMessage::Packs(choices));
    }

    fn standing(&self, path: &Path) -> Option<Standing> {
        let (loaded, read) = self.read_with_pack(path).ok()?;
        Some(standing_of(&loaded.pack, &loaded.references, &read.assessment))
    }
}

/// An open file as the list of recent ones keeps it.
fn noted(open: &OpenFile) -> RecentFile {
    RecentFile {
        path: open.path.clone(),
        organisation: open.latest.profile.organisation.clone(),
        opened: history::now(),
        place: open.place.clone(),
    }
}

fn pack_choice(pack: &Pack, references: &References) -> PackChoice {
    // A leftover number is read as another list and is none of its own (A36).
    let lists: Vec<&ReferenceList> = references.lists.iter().filter(|list| list.read_as.is_none()).collect();
    let verified = lists.iter().filter(|list| list.members.iter().any(|member| member.verified)).count();
    PackChoice {
        id: pack.head.id.clone(),
        edition: pack.head.edition.clone(),
        title: pack.head.title.clone(),
        categories: pack.choosable().map(|category| (category.id.clone(), category.name.clone())).collect(),
        lists: (lists.len(), verified),
    }
}

fn known(file: &RecentFile) -> Recent {
    Recent {
        path: file.path.clone(),
        organisation: file.organisation.clone(),
        opened: clock::zone().day(&file.opened).map_or_else(String::new, |day| day.to_string()),
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

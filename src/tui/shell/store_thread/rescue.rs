//! Files that cannot be opened for work: damaged ones whose backup can be read, and those of a newer format.

use std::path::Path;
use std::sync::Arc;

use super::StoreThread;
use super::file::OpenFile;
use crate::domain::clean::{Lines, visible};
use crate::domain::text::{Lang, pick, tr};
use crate::store::assessment::{self, FileFault, Glimpse};
use crate::store::backups::{self, Backup};
use crate::store::lock::{Lock, LockError};
use crate::store::packs;
use crate::store::save_failure::SaveFailure;
use crate::tui::files::{Damage, name};
use crate::tui::message::StoreMessage;
use crate::tui::session::Opened;

impl StoreThread {
    /// The offer to restore a backup, if the file is damaged or gone and there is one.
    pub(super) fn damage(&self, path: &Path, fault: &FileFault, text: &str) -> Option<Damage> {
        let damaged = matches!(fault, FileFault::Invalid(_)) || !path.exists();
        let backup = damaged.then(|| self.good_backup(path)).flatten()?;
        Some(Damage { path: path.to_path_buf(), text: text.to_owned(), made: backup.moment() })
    }

    fn good_backup(&self, path: &Path) -> Option<Backup> {
        backups::newest_good(path, |backup| self.read_with_pack(backup).is_ok())
    }

    /// Puts the newest good backup in the place of a damaged file and opens it: what the history has beyond it is
    /// offered then.
    pub(super) fn restore(&mut self, named: &Path) {
        let path = match self.allowed(named) {
            Ok(path) => path,
            Err(refused) => return self.refuse(refused),
        };
        let Some(backup) = self.good_backup(&path) else { return self.open(&path) };
        // Dropped before the file is opened, which takes it again.
        let restored = match Lock::acquire(&path) {
            Err(LockError::Held(_)) => return self.open(&path),
            _lock => backups::put_back(&path, &backup),
        };
        match restored {
            Ok(restored) => {
                self.open(&path);
                (self.say)(StoreMessage::Notice(match restored.kept.map(|kept| name(&kept)) {
                    None => pick(self.lang, "控えから戻しました。", "Restored from the backup.").to_owned(),
                    Some(kept) => tr!(
                        self.lang,
                        "控えから戻しました。元のファイルは {kept} に残しました。",
                        "Restored from the backup; the file is kept as {kept}."
                    ),
                }));
            }
            Err(error) => self.refuse(SaveFailure::of_file(self.lang, &path, &error.into()).text),
        }
    }

    /// Opens what can be understood of a newer format, to be looked at only.
    pub(super) fn look_into_newer(
        &self,
        path: &Path,
        newer: FileFault,
    ) -> Result<(OpenFile, Opened), FileFault> {
        let FileFault::Newer { format, app, text } = newer else { return Err(newer) };
        let user = self.access.places().packs.clone();
        let seen = assessment::glimpse(&text, |id, edition| packs::find(id, edition, Some(&user)).ok());
        let Some((seen, loaded)) = seen else {
            return Err(FileFault::Newer { format, app, text });
        };
        let Glimpse { app, assessment, passed_over } = seen;
        let opened = Opened {
            path: path.to_path_buf(),
            assessment,
            pack: Arc::new(loaded.pack),
            references: Arc::new(loaded.references),
            place: self.place_in(path),
            read_only: Some(newer_text(self.lang, &app, passed_over)),
            unlocked: None,
        };
        Ok((OpenFile { partial: true, ..OpenFile::new(&opened) }, opened))
    }
}

/// Short enough for the line of notices.
fn newer_text(lang: Lang, app: &str, passed_over: usize) -> String {
    let app = visible(app, Lines::Single);
    match (lang, passed_over) {
        (Lang::Ja, 0) => format!("新しい版({app})が書いたため、閲覧のみです。"),
        (Lang::Ja, _) => {
            format!("新しい版({app})が書いたため閲覧のみ。読めない{passed_over}か所は出ません。")
        }
        (Lang::En, 0) => format!("Written by a newer version ({app}); opened read-only."),
        (Lang::En, _) => format!("By a newer version ({app}): read-only, {passed_over} unknown left out."),
    }
}

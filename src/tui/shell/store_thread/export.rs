//! Reports written beside the open file: a calendar, a plan to hand on. Nothing is ever overwritten but the calendar
//! of last time, and in restricted access nothing leaves its folder.

use std::path::{Path, PathBuf};

use super::StoreThread;
use crate::domain::clean::{Lines, visible};
use crate::domain::text::tr;
use crate::report::calendar;
use crate::store::save;
use crate::store::save_failure::SaveFailure;
use crate::store::stamp::Stamp;
use crate::tui::message::StoreMessage;

impl StoreThread {
    /// Writes a text under the open file's name with another ending, and says where it is.
    pub(super) fn export(&self, ending: &str, text: &str) {
        let Some(open) = &self.open else { return };
        let replaced = self.replace_calendar(&open.path, ending, text);
        let notice = replaced.unwrap_or_else(|| match self.allowed(&beside(&open.path, ending)) {
            Ok(path) => self.write_export(&path, text, None),
            Err(refused) => refused,
        });
        (self.say)(StoreMessage::Notice(notice));
    }

    /// Puts a calendar in the place of that of last time, whose entries are cancelled if they no longer hold; nothing if
    /// there is none of this file.
    fn replace_calendar(&self, file: &Path, ending: &str, text: &str) -> Option<String> {
        if ending != CALENDAR {
            return None;
        }
        let path = self.access.path(&named(file, ending)).ok()?;
        let loaded = save::load(&path).ok()?;
        let text = calendar::replacing(&String::from_utf8_lossy(&loaded.bytes), text).ok()?;
        Some(self.write_export(&path, &text, Some(&loaded.stamp)))
    }

    /// Writes a file and says where it is, or why it is not there.
    fn write_export(&self, path: &Path, text: &str, stamp: Option<&Stamp>) -> String {
        if let Err(error) = save::save(path, text.as_bytes(), stamp) {
            return SaveFailure::of_file(self.lang, path, &error.into()).text;
        }
        let place = self.access.shown(path);
        let place = visible(&place, Lines::Single);
        tr!(self.lang, "{place} に書き出しました。", "Written to {place}.")
    }
}

/// `acme.ron` and `.ics` give `acme.ics`, or the first of `acme-2.ics`, `acme-3.ics`… that is free.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let first = named(file, ending);
    let more = (2..10_000).map(|number| file.with_file_name(format!("{stem}-{number}{ending}")));
    std::iter::once(first.clone()).chain(more).find(|path| !path.exists()).unwrap_or(first)
}

fn named(file: &Path, ending: &str) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{stem}{ending}"))
}

/// The ending of a calendar's name.
const CALENDAR: &str = ".ics";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_is_left_alone() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("acme.ron");
        assert_eq!(beside(&file, ".ics"), folder.path().join("acme.ics"));
        std::fs::write(folder.path().join("acme.ics"), "").expect("written");
        assert_eq!(beside(&file, ".ics"), folder.path().join("acme-2.ics"));
        assert_eq!(beside(&file, "-plan.md"), folder.path().join("acme-plan.md"));
    }
}

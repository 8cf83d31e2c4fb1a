//! What a person has settled once for every file: the own name, to be suggested, and how kana look.
//!
//! A convenience: settings that cannot be read are the usual ones, never an obstacle.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::{At, FileError, Step};
use super::ron;
use super::save::{load, replace};
use crate::domain::clean;

/// The settings of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The person's own name, suggested where a file asks who answers; never signed by itself.
    #[serde(default)]
    pub by: String,
    /// Whether halfwidth kana are shown as they are stored.
    #[serde(default)]
    pub raw_kana: bool,
}

impl Settings {
    /// Reads the settings at `path`; the usual ones where there are none or they make no sense.
    pub fn load(path: &Path) -> Self {
        let Ok(loaded) = load(path) else { return Self::default() };
        let mut settings: Self = ron::text::parse_bytes(&loaded.bytes).unwrap_or_default();
        // A name that could not be entered is not suggested either.
        settings.by = Some(settings.by).filter(|by| clean::amiss(by).is_none()).unwrap_or_default();
        settings
    }

    /// Writes the settings; the last writer wins.
    ///
    /// # Errors
    /// The file or its folder cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), FileError> {
        let text = ron::text::write(self).map_err(std::io::Error::other).at(Step::Write, path)?;
        replace(path, text.as_bytes()).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_and_nonsense_is_the_usual() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state/settings.ron");
        assert_eq!(Settings::load(&path), Settings::default());
        let settings = Settings { by: "佐藤 「一」".into(), raw_kana: true };
        super::super::save::make_folders(path.parent().expect("a folder")).expect("made");
        settings.save(&path).expect("saved");
        assert_eq!(Settings::load(&path), settings);
        let unfit = Settings { by: "佐藤\u{3164}".into(), raw_kana: true };
        unfit.save(&path).expect("saved");
        assert_eq!(Settings::load(&path), Settings { by: String::new(), raw_kana: true });
        std::fs::write(&path, "(by: 7").expect("written");
        assert_eq!(Settings::load(&path), Settings::default());
    }
}

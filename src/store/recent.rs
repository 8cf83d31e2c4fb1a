//! The files that were open lately, and the last position in each.
//!
//! A convenience: a list that cannot be read is set aside, never an obstacle.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{Disk, RealDisk};
use super::error::{At, FileError, Step};
use super::limits;
use super::ron;
use super::save::{load, replace_on};

/// One file that was open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentFile {
    /// Where it is.
    pub path: PathBuf,
    /// Whose assessment it is.
    #[serde(default)]
    pub organisation: String,
    /// When it was last open, UTC.
    #[serde(default)]
    pub opened: String,
    /// The last position in it, as the workbench writes it.
    #[serde(default)]
    pub place: String,
}

/// The list, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// The files, each path once, at most [`limits::RECENT`].
    #[serde(default)]
    pub files: Vec<RecentFile>,
}

/// A list as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecentReading {
    /// The list; empty where there is none.
    pub recent: Recent,
    /// Where a list that could not be understood was put.
    pub set_aside: Option<PathBuf>,
}

impl Recent {
    /// Reads the list at `path`. One that is broken is renamed to `….broken` and a new one begun.
    pub fn load(path: &Path) -> RecentReading {
        let Ok(loaded) = load(path) else { return RecentReading::default() };
        match ron::text::parse_bytes::<Self>(&loaded.bytes) {
            Ok(mut recent) => {
                recent.files.truncate(limits::RECENT);
                RecentReading { recent, set_aside: None }
            }
            Err(_) => RecentReading { recent: Self::default(), set_aside: set_aside(path) },
        }
    }

    /// Puts a file at the top, in the place of what was known of it. A path that is not UTF-8 cannot be
    /// written and is passed over.
    pub fn note(&mut self, file: RecentFile) {
        if file.path.to_str().is_none() {
            return;
        }
        self.forget(&file.path);
        self.files.insert(0, file);
        self.files.truncate(limits::RECENT);
    }

    /// Takes a file off the list.
    pub fn forget(&mut self, path: &Path) {
        self.files.retain(|known| known.path != path);
    }

    /// The last position in a file.
    pub fn place(&self, path: &Path) -> Option<&str> {
        self.files.iter().find(|known| known.path == path).map(|known| known.place.as_str())
    }

    /// Writes the list; the last writer wins.
    pub fn save(&self, path: &Path) -> Result<(), FileError> {
        self.save_on(&RealDisk, path)
    }

    /// As [`Self::save`], on a given disk.
    pub fn save_on<D: Disk>(&self, disk: &D, path: &Path) -> Result<(), FileError> {
        let text = ron::text::write(self).map_err(std::io::Error::other).at(Step::Write, path)?;
        replace_on(disk, path, text.as_bytes()).map(drop)
    }
}

fn set_aside(path: &Path) -> Option<PathBuf> {
    let aside = path.with_extension("ron.broken");
    RealDisk.rename(path, &aside).is_ok().then_some(aside)
}

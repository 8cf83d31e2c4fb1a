//! Where files live: the only file that asks the system for its folders.
//!
//! The XDG folders are used on every Unix, macOS included, so that one manual fits all and a terminal user
//! finds the files where those of other terminal programs are.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};
use thiserror::Error;

/// Names a folder that holds everything, in the place of the user's own folders.
pub const DATA_DIR_VARIABLE: &str = "KIJUN_DATA_DIR";

/// Names a folder of reference lists that several people share.
pub const REFERENCES_VARIABLE: &str = "KIJUN_REFERENCES_DIR";

const NAME: &str = "kijun";

/// The folders of one user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Assessments made without a path.
    pub data: PathBuf,
    /// What the program remembers: recent files, settings.
    pub state: PathBuf,
    /// The user's own packs, which add to or shadow those compiled in.
    pub packs: PathBuf,
}

/// The folder of shared reference lists: what `--references` says, else [`REFERENCES_VARIABLE`].
pub fn shared_references(given: Option<&Path>) -> Option<PathBuf> {
    let variable = || std::env::var_os(REFERENCES_VARIABLE).filter(|value| !value.is_empty());
    given.map(Path::to_path_buf).or_else(|| variable().map(PathBuf::from))
}

/// There is neither a home folder nor another place to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no home folder: set HOME or {DATA_DIR_VARIABLE}, or give --data-dir")]
pub struct NoHome;

impl Places {
    /// The places of the user who runs this process. `data_dir` is what `--data-dir` says.
    pub fn of_user(data_dir: Option<&Path>) -> Result<Self, NoHome> {
        let home = BaseDirs::new().map(|dirs| dirs.home_dir().to_path_buf());
        let name = ProjectDirs::from("", "", NAME);
        let name = name.as_ref().and_then(|dirs| dirs.project_path().to_str());
        resolve(data_dir, |key| std::env::var_os(key), home, name.unwrap_or(NAME))
    }

    /// The file that lists the recent files.
    pub fn recent(&self) -> PathBuf {
        self.state.join("recent.ron")
    }

    /// The file of what a person has settled once.
    pub fn settings(&self) -> PathBuf {
        self.state.join("settings.ron")
    }

    /// The folders that exist and that others than their owner may enter or read, with their mode.
    pub fn exposed(&self) -> Vec<(PathBuf, u32)> {
        let mode = |path: &PathBuf| Some(fs::metadata(path).ok()?.mode() & 0o777);
        [&self.data, &self.state, &self.packs]
            .into_iter()
            .filter_map(|path| Some((path.clone(), mode(path).filter(|mode| mode & 0o077 != 0)?)))
            .collect()
    }

    fn under(folder: &Path) -> Self {
        Self { data: folder.to_path_buf(), state: folder.join("state"), packs: folder.join("questionnaires") }
    }
}

/// Decides the places: `data_dir`, then [`DATA_DIR_VARIABLE`] (either holds everything), then the XDG
/// variables where they are absolute, then their defaults below the home folder.
pub fn resolve(
    data_dir: Option<&Path>,
    variable: impl Fn(&str) -> Option<OsString>,
    home: Option<PathBuf>,
    name: &str,
) -> Result<Places, NoHome> {
    let value = |key| variable(key).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = data_dir.map(Path::to_path_buf).or_else(|| value(DATA_DIR_VARIABLE)) {
        return Ok(Places::under(&folder));
    }
    let absolute = |key| value(key).filter(|path| path.is_absolute());
    let home = absolute("HOME").or_else(|| home.filter(|path| path.is_absolute()));
    let base = |key, below: &str| absolute(key).or_else(|| Some(home.as_ref()?.join(below))).ok_or(NoHome);
    let data = base("XDG_DATA_HOME", ".local/share")?.join(name);
    let state = base("XDG_STATE_HOME", ".local/state")?.join(name);
    let packs = data.join("questionnaires");
    Ok(Places { data, state, packs })
}

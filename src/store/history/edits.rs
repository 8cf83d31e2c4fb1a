//! A history of an assessment as edits, and the files around it.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Reading, path_of, read};
use crate::domain::change::Change;
use crate::domain::past::Dated;
use crate::store::disk::RealDisk;
use crate::store::error::{At, FileError, Step};
use crate::store::limits;
use crate::store::save::load_on;
use crate::store::wire::ChangeRecord;

/// How many set-aside histories of one name are kept apart before giving up.
const ASIDE: usize = 1000;

impl Reading<ChangeRecord> {
    /// The records as edits, in file order, each change of several by itself. Those this program does not know
    /// are left out.
    pub fn edits(&self) -> Vec<Dated> {
        let edits = |entry: &super::Entry<ChangeRecord>| {
            let record = entry.record.clone();
            let change = Change::try_from(record.edit).ok();
            let parts = change.map_or_else(Vec::new, |change| change.parts().to_vec());
            parts.into_iter().map(move |change| Dated {
                at: record.at.clone(),
                by: record.by.clone(),
                change,
            })
        };
        self.entries.iter().flat_map(edits).collect()
    }
}

/// Reads the history of an assessment; an empty one where there is none.
///
/// # Errors
/// It is there and cannot be read.
pub fn of_assessment(file: &Path) -> Result<Reading<ChangeRecord>, FileError> {
    match load_on(&RealDisk, &path_of(file), limits::HISTORY) {
        Err(error) if error.is_missing() => Ok(read(b"")),
        other => Ok(read(&other?.bytes)),
    }
}

/// Puts the history of a file that is no longer there out of the way of a new one of that name. Says where.
///
/// # Errors
/// It could not be renamed.
pub fn set_aside(file: &Path) -> Result<Option<PathBuf>, FileError> {
    let history = path_of(file);
    if file.exists() || !history.exists() {
        return Ok(None);
    }
    let aside = (1..ASIDE)
        .map(|number| history.with_extension(format!("history.{number}")))
        .find(|path| !path.exists())
        .unwrap_or_else(|| history.with_extension("history.old"));
    fs::rename(&history, &aside).at(Step::Rename, &history)?;
    Ok(Some(aside))
}

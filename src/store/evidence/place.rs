//! The folder that names of evidence are relative to, and the file that a name means.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::domain::evidence::Trouble;
use crate::store::disk::{Disk, RealDisk, folder_of};
use crate::store::error::{At, FileError, Step};
use crate::store::file_access::FileAccess;

/// The folder that relative names begin at.
#[derive(Debug, Clone)]
pub struct EvidenceRoot {
    /// As it was named, for people.
    named: PathBuf,
    /// With every link followed, to tell what lies outside.
    real: PathBuf,
    /// The assessment that it belongs to, with the links to it followed.
    assessment: PathBuf,
}

impl EvidenceRoot {
    /// The root of an assessment: the given folder, or the one that the file itself lies in.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be looked into.
    pub fn of(assessment: &Path, folder: Option<&Path>) -> Result<Self, FileError> {
        let target = RealDisk.target(assessment).unwrap_or_else(|_| assessment.to_path_buf());
        let named = folder.unwrap_or_else(|| folder_of(&target)).to_path_buf();
        let real = fs::canonicalize(&named).at(Step::Resolve, &named)?;
        if !fs::metadata(&real).at(Step::Inspect, &named)?.is_dir() {
            return Err(io::Error::from(io::ErrorKind::NotADirectory)).at(Step::Open, &named);
        }
        let assessment = fs::canonicalize(&target).unwrap_or(target);
        Ok(Self { named, real, assessment })
    }

    /// The folder as it was named.
    pub fn named(&self) -> &Path {
        &self.named
    }

    /// The folder itself.
    pub(super) fn real(&self) -> &Path {
        &self.real
    }

    /// The assessment itself.
    pub(super) fn assessment(&self) -> &Path {
        &self.assessment
    }

    /// The path that a name means. A name that was entered in another normal form than its file has on the disk means
    /// that file all the same.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        let path = self.real.join(name);
        if fs::symlink_metadata(&path).is_ok() {
            return path;
        }
        let forms: [String; 2] = [name.nfc().collect(), name.nfd().collect()];
        let others = forms.into_iter().filter(|form| form != name).map(|form| self.real.join(form));
        others.into_iter().find(|other| fs::symlink_metadata(other).is_ok()).unwrap_or(path)
    }

    /// Whether a file lies outside, links followed.
    pub(super) fn is_outside(&self, path: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|real| !real.starts_with(&self.real))
    }

    /// Fails for a name that leads where this process may not look.
    ///
    /// # Errors
    /// [`Trouble::OutOfReach`].
    pub fn check(&self, access: &FileAccess, name: &str) -> Result<(), Trouble> {
        if !access.is_restricted() {
            return Ok(());
        }
        access.path(&self.real.join(name)).map(drop).map_err(|_| Trouble::OutOfReach)
    }

    /// A name for a file that may be given by its whole path or from the folder one is in: below the root where it lies
    /// there, else the whole path.
    pub fn name_of(&self, path: &Path) -> PathBuf {
        // The links on the way are followed; one that is the file itself keeps its name.
        let folder = fs::canonicalize(folder_of(path)).ok();
        let beside = folder.zip(path.file_name()).map(|(folder, name)| folder.join(name));
        let whole = beside.or_else(|| std::path::absolute(path).ok()).unwrap_or_else(|| path.to_path_buf());
        whole.strip_prefix(&self.real).map(Path::to_path_buf).unwrap_or(whole)
    }
}

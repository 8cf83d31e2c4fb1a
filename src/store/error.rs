//! What can go wrong with a file: which step failed on which path, and the exit code that follows.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::stamp::Stamp;

/// Exit code for a command line that asks for what cannot be.
pub const EXIT_USAGE: u8 = 2;
/// Exit code for input that is not valid.
pub const EXIT_INVALID: u8 = 4;
/// Exit code for a file that is in use or was changed elsewhere.
pub const EXIT_IN_USE: u8 = 5;
/// Exit code for an input/output failure.
pub const EXIT_IO: u8 = 7;

/// One step of reading or writing a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Step {
    /// Following symbolic links to the file that is meant.
    #[error("find")]
    Resolve,
    /// Asking for size, mode and times.
    #[error("inspect")]
    Inspect,
    /// Opening an existing file.
    #[error("open")]
    Open,
    /// Reading.
    #[error("read")]
    Read,
    /// Making a folder.
    #[error("make the folder")]
    MakeFolder,
    /// Creating a file.
    #[error("create")]
    Create,
    /// Setting mode, owner or group.
    #[error("set the permissions of")]
    Permit,
    /// Writing.
    #[error("write")]
    Write,
    /// Asking the disk to keep what was written.
    #[error("flush to disk")]
    Sync,
    /// Comparing with what was loaded.
    #[error("compare")]
    Compare,
    /// Putting the new file in the place of the old one.
    #[error("replace")]
    Rename,
    /// Asking the disk to keep the folder.
    #[error("flush the folder of")]
    SyncFolder,
    /// Cutting a file back to its last whole record.
    #[error("cut back")]
    Truncate,
    /// Taking the lock.
    #[error("lock")]
    Lock,
}

/// How a file on disk differs from the one that was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It has other content.
    Rewritten,
    /// It is gone.
    Removed,
    /// It exists although it should not.
    Appeared,
}

/// A file that could not be read or written.
#[derive(Debug, Error)]
pub enum FileError {
    /// A step failed.
    #[error("{}: could not {step}: {source}", path.display())]
    Failed {
        /// The step that failed.
        step: Step,
        /// What it was working on.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The new content is in place, but the disk would not promise to keep its name. Go on with this stamp:
    /// the old one would take our own save for a foreign change.
    #[error("{}: written, but could not be flushed: {source}", path.display())]
    Unflushed {
        /// The file.
        path: PathBuf,
        /// What the file looks like now.
        stamp: Box<Stamp>,
        /// What failed.
        source: Box<FileError>,
    },
    /// Somebody else has changed the file since it was loaded; nothing was written.
    #[error("{}: changed on disk since it was loaded ({change:?})", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
        /// How it differs.
        change: Change,
    },
    /// The folder of a new file is not there, and making it was not asked for.
    #[error("{}: there is no such folder", path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The path names a folder, a device or a pipe.
    #[error("{}: not a regular file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The name is that of a history, so no assessment is made under it.
    #[error("{}: the name of a history", path.display())]
    Companion {
        /// The path.
        path: PathBuf,
    },
    /// The content is larger than is accepted; see [`super::limits`].
    #[error("{}: {size} bytes, more than the {cap} that are accepted", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
        /// The largest accepted size in bytes.
        cap: u64,
    },
}

impl FileError {
    /// The exit code of a command that ends with this error.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Changed { .. } => EXIT_IN_USE,
            Self::TooLarge { .. } => EXIT_INVALID,
            Self::Companion { .. } => EXIT_USAGE,
            Self::Failed { .. } | Self::Unflushed { .. } | Self::NoFolder { .. } | Self::NotAFile { .. } => {
                EXIT_IO
            }
        }
    }

    /// The file or folder it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::Failed { path, .. }
            | Self::Unflushed { path, .. }
            | Self::Changed { path, .. }
            | Self::NoFolder { path }
            | Self::NotAFile { path }
            | Self::Companion { path }
            | Self::TooLarge { path, .. } => path,
        }
    }

    /// What the file looks like now, if it was written although something failed.
    pub fn stamp(&self) -> Option<&Stamp> {
        if let Self::Unflushed { stamp, .. } = self { Some(stamp) } else { None }
    }

    /// Whether the file does not exist.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Failed { source, .. } if source.kind() == io::ErrorKind::NotFound)
    }
}

/// Names the step and the path of a system error.
pub(crate) trait At<T> {
    /// Turns a system error into one that says where it happened.
    fn at(self, step: Step, path: &Path) -> Result<T, FileError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, step: Step, path: &Path) -> Result<T, FileError> {
        self.map_err(|source| FileError::Failed { step, path: path.to_path_buf(), source })
    }
}

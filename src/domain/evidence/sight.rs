//! What was seen of the files: of each that an entry names, and of those in the folder that none names.

use super::digest::Digest;
use crate::domain::date::Date;
use crate::domain::text::Bilingual;

/// What tells one file on a disk from another: device and number.
pub type FileIdentity = (u64, u64);

/// What was seen of one file that an entry names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// Its digest.
    pub digest: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// The day it was last changed.
    pub modified: Option<Date>,
    /// Which file it is.
    pub identity: FileIdentity,
    /// Whether it lies outside the folder that names are relative to.
    pub outside: bool,
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// There is none of that name.
    Missing,
    /// It is a folder.
    Folder,
    /// It is a pipe, a socket or a device.
    Special,
    /// Symbolic links that lead in a circle.
    Circle,
    /// It was changed, or taken away, while it was read.
    Changing,
    /// It lies where this workbench may not look.
    OutOfReach,
    /// Reading was given up.
    GivenUp,
    /// The system did not let it be read; why, in a few words.
    Unreadable(Bilingual),
}

impl Trouble {
    /// The word used in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Folder => "folder",
            Self::Special => "special",
            Self::Circle => "link-circle",
            Self::Changing => "changing",
            Self::OutOfReach => "out-of-reach",
            Self::GivenUp => "given-up",
            Self::Unreadable(_) => "unreadable",
        }
    }
}

/// A file in the folder that no entry names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooseFile {
    /// Its path below the folder for people, with nothing in it that a terminal would obey.
    pub shown: String,
    /// The same as an entry can hold it; nothing where its characters cannot be entered.
    pub name: Option<String>,
    /// Its size in bytes.
    pub size: u64,
    /// The day it was last changed.
    pub modified: Option<Date>,
    /// Which file it is.
    pub identity: FileIdentity,
}

/// What a folder holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folder {
    /// Its files, by name.
    pub files: Vec<LooseFile>,
    /// Folders inside that could not be read, for people.
    pub unreadable: Vec<String>,
    /// Whether there was more than is looked at.
    pub cut: bool,
}

/// Everything that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Looked {
    /// For each entry in order, what was seen of its file; nothing where it names none.
    pub entries: Vec<Option<Result<Sight, Trouble>>>,
    /// What the folder holds.
    pub folder: Folder,
}

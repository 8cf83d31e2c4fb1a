//! What the workbench knows of files that are not open, and of packs that a new one can be made against.

use std::path::{Path, PathBuf};

use crate::domain::clean::{Lines, visible};
use crate::domain::text::Bilingual;

/// A file's name as people read it.
pub fn name(path: &Path) -> String {
    visible(&path.file_name().unwrap_or_default().to_string_lossy(), Lines::Single).into_owned()
}

/// A file opened lately and its counts then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// Whose it is.
    pub organisation: String,
    /// The day it was opened, as text.
    pub opened: String,
    /// Its counts, once it was looked into.
    pub standing: Option<Standing>,
}

/// The counts of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// How many categories were chosen.
    pub categories: usize,
    /// Rows of 不足, over all chosen categories.
    pub gaps: u32,
    /// Rows of 要確認.
    pub to_confirm: u32,
    /// Rows of 未回答.
    pub unanswered: u32,
    /// The reference date, as text.
    pub reference_date: String,
}

/// A file that cannot be read although a backup of it can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The file.
    pub path: PathBuf,
    /// Why it cannot be read, as a sentence.
    pub text: String,
    /// When its newest good backup was made.
    pub made: String,
}

/// A pack that a new assessment can be made against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackChoice {
    /// Pack id.
    pub id: String,
    /// Edition.
    pub edition: String,
    /// Name of scheme and edition.
    pub title: Bilingual,
    /// Ids and names of the categories that can be chosen.
    pub categories: Vec<(String, Bilingual)>,
    /// How many reference lists it goes by, and how many of them have a verified member.
    pub lists: (usize, usize),
}

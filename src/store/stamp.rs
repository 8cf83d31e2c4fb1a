//! How a file is recognised as the one that was read: by the hash of its content, and cheaply by its size and times.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

/// What a file looked like when it was loaded or saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    pub(super) hash: [u8; 32],
    size: u64,
    inode: u64,
    modified: Option<SystemTime>,
    /// Whether a person wrote comments into it, which a save does not keep.
    pub(super) commented: bool,
}

impl Stamp {
    /// That of this content with these metadata.
    pub(super) fn of(bytes: &[u8], meta: &Metadata) -> Self {
        let modified = meta.modified().ok();
        Self {
            hash: Sha256::digest(bytes).into(),
            size: bytes.len() as u64,
            inode: meta.ino(),
            modified,
            commented: false,
        }
    }

    /// The same for a file with or without comments of a person.
    #[must_use]
    pub(super) fn with_comments(self, commented: bool) -> Self {
        Self { commented, ..self }
    }

    /// SHA-256 of the content, in hexadecimal.
    pub fn digest(&self) -> String {
        hex(&self.hash)
    }

    /// Whether the file at `path` still looks the same without reading it: a cheap hint for a watcher.
    /// [`super::save`] does not rely on it, since size and time can be restored; it compares the content.
    pub fn looks_current(&self, path: &Path) -> bool {
        std::fs::metadata(path).is_ok_and(|meta| {
            meta.len() == self.size && meta.ino() == self.inode && meta.modified().ok() == self.modified
        })
    }
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

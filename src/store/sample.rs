//! The sample organisation, compiled in.

use std::path::Path;

use crate::domain::assessment::Assessment;
use crate::domain::pack::Pack;
use crate::store::assessment::{self, FileFault, RawFile};
use crate::store::file_id;
use crate::store::packs;
use crate::store::save::Saved;

/// The sample as it is written, but for the id that each file of it gets.
pub const SAMPLE: &str = include_str!("../../tests/fixtures/sample.ron");

/// The sample as a value.
///
/// # Errors
/// The compiled-in file does not fit its pack; a test holds that it does.
pub fn assessment() -> Result<Assessment, FileFault> {
    with_pack().map(|(sample, _)| sample)
}

/// Writes the sample into a file that must not exist yet, with an id of its own.
///
/// # Errors
/// As [`assessment::write`].
pub fn write(path: &Path) -> Result<Saved, FileFault> {
    let (mut sample, pack) = with_pack()?;
    sample.file_id = file_id::unique();
    assessment::write(path, &sample, &pack, None)
}

fn with_pack() -> Result<(Assessment, Pack), FileFault> {
    let raw = RawFile::from_bytes(SAMPLE.as_bytes().to_vec())?;
    match packs::shipped(&raw.header().edition) {
        Ok(loaded) => Ok((raw.open(&loaded.pack)?.assessment, loaded.pack)),
        Err(_) => Err(raw.without_pack()),
    }
}

//! The sample organisation, compiled in.

use crate::domain::assessment::Assessment;
use crate::store::assessment::{FileFault, Sheet};
use crate::store::packs;

/// The sample as it is written.
pub const SAMPLE: &str = include_str!("../../tests/fixtures/sample.ron");

/// The sample as a value.
///
/// # Errors
/// The compiled-in file does not fit its pack; a test holds that it does.
pub fn assessment() -> Result<Assessment, FileFault> {
    let sheet = Sheet::from_bytes(SAMPLE.as_bytes().to_vec())?;
    match packs::shipped(&sheet.header().edition) {
        Ok(loaded) => Ok(sheet.open(&loaded.pack)?.assessment),
        Err(_) => Err(sheet.without_pack()),
    }
}

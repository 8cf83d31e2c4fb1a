//! `kijun sample`: a fictitious company to play with; an existing file is never overwritten.

use super::args::Sample;
use super::fault::{Fault, notice, shown};
use super::session::{Done, Session};
use crate::store::save::save;

/// The sample as it is written.
const TEXT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sample.ron"));

/// Writes it.
pub(super) fn run(session: &Session, options: &Sample) -> Result<Done, Fault> {
    let saved = save(&options.file, TEXT.as_bytes(), None).map_err(|error| Fault::of_error(&error))?;
    let place = shown(&options.file);
    let mut done = Done::clear(session.say(
        &format!("{place} に見本を書きました。kijun {place} で開けます。\n"),
        &format!("Wrote the sample to {place}. Open it with: kijun {place}\n"),
    ));
    done.notes = saved.notices.iter().map(|found| notice(session.lang, found)).collect();
    Ok(done)
}

//! Characters in the files of a pack that could not be entered into a field either, as they are or as an escape.

use crate::domain::clean::{Blemish, blemishes, unfit as unfit_behind};
use crate::domain::lint::{Fault, LintFault, Place};

/// Most of them that are reported of one file.
const MOST: usize = 100;

/// Such characters of a file, each at its place.
pub(super) fn unfit(file: &str, text: &str) -> Vec<LintFault> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n");
    let escaped = text.lines().enumerate().flat_map(|(at, line)| in_escapes(at + 1, line));
    blemishes(None, &text).chain(escaped).take(MOST).map(|blemish| fault(file, blemish)).collect()
}

/// What the escapes of a line mean: `\u{3164}`.
fn in_escapes(line: usize, text: &str) -> impl Iterator<Item = Blemish> {
    text.match_indices("\\u{").filter_map(move |(at, opening)| {
        let (code, _) = text[at + opening.len()..].split_once('}')?;
        let c = u32::from_str_radix(code, 16).ok().and_then(char::from_u32)?;
        let before = &text[..at];
        let why = unfit_behind(before.chars().next_back(), c)?;
        (!before.ends_with('\\')).then(|| Blemish { c, why, line, column: before.chars().count() + 1 })
    })
}

fn fault(file: &str, Blemish { c, why, line, column }: Blemish) -> LintFault {
    let place = Place { file: file.to_owned(), line, column };
    LintFault { place, id: None, fault: Fault::Unfit { found: c, why } }
}

//! Texts broken into lines before: a picture mostly shows what the last ones showed, and breaking a Japanese text
//! costs more than drawing it.
//!
//! What comes back is by definition what [`wrap`] says; each thread that draws keeps its own few texts.

use std::cell::RefCell;
use std::collections::HashMap;

use super::breaks::{WrappedLine, wrap};
use crate::tui::cells::Ambiguous;

/// So many texts are kept; when there are more, all are forgotten.
const MOST: usize = 192;
/// So many widths are kept of each text.
const WIDTHS: usize = 4;
/// Longer texts, in bytes, are broken anew: they are remarks, which change.
const LONGEST: usize = 1_000;

/// The lines of texts, by width and by how wide ambiguous characters are.
#[derive(Default)]
struct Known(HashMap<String, Vec<(usize, Ambiguous, Vec<WrappedLine>)>>);

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// The lines of wrapped text as strings, as [`wrap`] breaks them.
pub fn wrap_strings(text: &str, width: usize, mode: Ambiguous) -> Vec<String> {
    lines(text, width, mode).into_iter().map(|line| line.text(text).to_owned()).collect()
}

/// The lines that [`wrap`] breaks a text into.
fn lines(text: &str, width: usize, mode: Ambiguous) -> Vec<WrappedLine> {
    if text.len() > LONGEST {
        return wrap(text, width, mode);
    }
    KNOWN.with_borrow_mut(|known| known.lines(text, width, mode))
}

impl Known {
    fn lines(&mut self, text: &str, width: usize, mode: Ambiguous) -> Vec<WrappedLine> {
        let widths = self.0.get(text).into_iter().flatten();
        let mut same = widths.filter(|known| (known.0, known.1) == (width, mode));
        if let Some((_, _, lines)) = same.next() {
            return lines.clone();
        }
        let lines = wrap(text, width, mode);
        if self.0.len() >= MOST {
            self.0.clear();
        }
        let widths = self.0.entry(text.to_owned()).or_default();
        if widths.len() >= WIDTHS {
            widths.clear();
        }
        widths.push((width, mode, lines.clone()));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_wrapping_says_and_stays_within_bounds() {
        let mut known = Known::default();
        for turn in 0..3 * MOST {
            let text = format!("※脆弱性診断の結果 {} を 取り扱う。", turn % (MOST + 7));
            let widths = (8..14).map(|width| (width, Ambiguous::Narrow)).chain([(9, Ambiguous::Wide)]);
            for (width, mode) in widths {
                assert_eq!(known.lines(&text, width, mode), wrap(&text, width, mode), "{text} {width}");
            }
            assert!(known.0.len() <= MOST && known.0.values().all(|widths| widths.len() <= WIDTHS));
        }
    }
}

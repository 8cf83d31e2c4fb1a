//! How near a text is to a name: one holds the other as whole words, or they differ by a slip.

use crate::domain::lint::{differ_in_digits, distance};
use crate::domain::name::letters;

/// The shortest text, in characters, that is near to whatever holds it.
const TELLING: usize = 3;

/// How far a text is from a name, if it is near; first what counts most.
pub(super) fn nearness(text: &str, name: &str) -> Option<(usize, usize)> {
    let (text, name) = (words(text), words(name));
    let (here, there) = (text.concat(), name.concat());
    let lengths = (here.chars().count(), there.chars().count());
    let apart = lengths.0.abs_diff(lengths.1);
    let shorter = lengths.0.min(lengths.1);
    // A word of many names, such as Security, is near to none of them.
    let much = lengths.0 * if here.is_ascii() { 2 } else { 4 } >= lengths.1;
    if shorter >= TELLING && (holds(&text, &name) || much && holds(&name, &text)) {
        return Some((0, apart));
    }
    let limit = (lengths.0.max(lengths.1) / 4).min(4);
    if shorter < TELLING || apart > limit || differ_in_digits(&here, &there) {
        return None;
    }
    let far = distance(&here, &there);
    (far <= limit).then_some((far, apart))
}

/// Whether a text contains a name: its letters and digits as whole words, Japanese anywhere.
fn holds(text: &[String], name: &[String]) -> bool {
    let latin = name.iter().flat_map(|word| word.chars()).any(|c| c.is_ascii_alphanumeric());
    if latin {
        return text.windows(name.len()).any(|run| run == name);
    }
    text.concat().contains(&name.concat())
}

/// Runs of Latin letters and digits, and runs of everything else that is written.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for c in letters(text) {
        let kind = c.is_alphanumeric().then_some(c.is_ascii());
        match (kind, words.last_mut()) {
            (Some(_), Some(word)) if last == kind => word.push(c),
            (Some(_), _) => words.push(c.to_string()),
            (None, _) => {}
        }
        last = kind;
    }
    words
}

//! Values as RON that people can read, and RON as values with faults that people can correct.
//!
//! The `ron` package escapes U+3000, halfwidth voicing marks, combining kana marks and variation selectors; without
//! escapes it writes control characters raw. So it escapes, and [`write()`] spells the harmless ones out again.

use std::iter::Peekable;
use std::str::Chars;

use ron::Options;
use ron::error::SpannedError;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use super::hint::{self, RonFault};
use crate::domain::clean::is_hidden;
use crate::store::limits;

/// A value that RON cannot express.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("cannot be written as RON: {0}")]
pub struct WriteFault(String);

/// Writes a value over several lines, one field each, ending with a line break. Struct names are left out,
/// so that a reader of part of the value (the header) may use a type of its own.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Result<String, WriteFault> {
    let config = PrettyConfig::new().new_line("\n").indentor("    ").struct_names(false).escape_strings(true);
    let text = options().to_string_pretty(value, config).map_err(|error| WriteFault(error.to_string()))?;
    let mut text = spell_out(&text);
    text.push('\n');
    Ok(text)
}

/// Writes a value on one line without a line break.
pub fn write_line<T: Serialize + ?Sized>(value: &T) -> Result<String, WriteFault> {
    let text = options().to_string(value).map_err(|error| WriteFault(error.to_string()))?;
    Ok(spell_out(&text))
}

/// Reads a value. `Some(…)` and newtype wrappers are not written, a byte-order mark is passed over, nesting
/// is bounded by [`limits::DEPTH`].
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, RonFault> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    parse_plainly(text)
        .map_err(|error| hint::foreign(text.as_bytes()).unwrap_or_else(|| hint::explain(text, &error)))
}

/// The same with the parser's own error, for a reader that explains it in its own way.
pub(crate) fn parse_plainly<T: DeserializeOwned>(text: &str) -> Result<T, SpannedError> {
    options().from_str(text)
}

/// Reads a value from the bytes of a file, which must be UTF-8.
pub fn parse_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, RonFault> {
    match std::str::from_utf8(bytes) {
        Ok(text) => parse(text),
        Err(error) => Err(hint::foreign(bytes).unwrap_or_else(|| hint::not_utf8(bytes, error.valid_up_to()))),
    }
}

/// Characters that the package escapes although people read them: the ideographic space, voicing marks,
/// combining marks, variation selectors, the joiner of emoji.
fn is_readable(c: char) -> bool {
    matches!(c,
        '\u{3000}' | '\u{3099}' | '\u{309A}' | '\u{FF9E}' | '\u{FF9F}' | '\u{200D}'
        | '\u{0300}'..='\u{036F}' | '\u{20D0}'..='\u{20FF}' | '\u{302A}'..='\u{302F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn options() -> Options {
    Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES)
        .with_recursion_limit(limits::DEPTH)
}

/// Goes over RON as the package wrote it (escaped strings, no comments, no raw strings).
fn spell_out(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => string(&mut chars, &mut out),
            '\'' => character(&mut chars, &mut out),
            _ => out.push(c),
        }
    }
    out
}

fn string(chars: &mut Peekable<Chars>, out: &mut String) {
    out.push('"');
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                out.push('"');
                return;
            }
            '\\' => escape(chars, out),
            _ => push(c, out),
        }
    }
}

/// The package writes a character literal as it is, controls included.
fn character(chars: &mut Peekable<Chars>, out: &mut String) {
    out.push('\'');
    match chars.next() {
        Some('\\') => {
            out.push('\\');
            out.extend(chars.next());
        }
        Some(c) => push(c, out),
        None => {}
    }
    out.extend(chars.next());
}

fn escape(chars: &mut Peekable<Chars>, out: &mut String) {
    match chars.next() {
        Some('\'') => out.push('\''),
        Some('u') => unicode_escape(chars, out),
        Some(c) => out.extend(['\\', c]),
        None => out.push('\\'),
    }
}

fn unicode_escape(chars: &mut Peekable<Chars>, out: &mut String) {
    let body: String = chars.by_ref().take_while(|c| *c != '}').filter(|c| *c != '{').collect();
    let meant = u32::from_str_radix(&body, 16).ok().and_then(char::from_u32);
    match meant {
        Some(c) if is_readable(c) => out.push(c),
        _ => out.extend(["\\u{", &body, "}"]),
    }
}

fn push(c: char, out: &mut String) {
    if is_hidden(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
}

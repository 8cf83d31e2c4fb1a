//! Which encoding the text of a sheet has: UTF-8, or `Shift_JIS` as a Japanese Excel saves "CSV".

use std::borrow::Cow;

use encoding_rs::SHIFT_JIS;

use crate::store::foreign::Foreign;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// How a sheet was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// With or without a byte order mark.
    Utf8,
    /// Code page 932.
    ShiftJis,
}

/// Why bytes are no text of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoText {
    /// Another kind of file, as this line shows, from 1.
    Foreign(Foreign, usize),
    /// Neither UTF-8 nor `Shift_JIS`, from this byte on.
    Unknown(usize),
    /// A NUL byte.
    Nul(usize),
}

/// The text of a sheet.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), NoText> {
    if let Some((foreign, line)) = Foreign::in_place_of_sheet(bytes) {
        return Err(NoText::Foreign(foreign, line));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(NoText::Nul(at));
    }
    let marked = bytes.starts_with(BOM);
    let start = if marked { BOM.len() } else { 0 };
    let error = match std::str::from_utf8(&bytes[start..]) {
        Ok(text) => return Ok((Cow::Borrowed(text), Encoding::Utf8)),
        Err(error) => start + error.valid_up_to(),
    };
    // Damaged UTF-8 often is Shift_JIS as well, of other words: Japanese in front of the fault gives it away.
    let front = String::from_utf8_lossy(&bytes[..error]);
    if marked || front.chars().any(|c| matches!(c, '\u{3000}'..='\u{9FFF}')) {
        return Err(NoText::Unknown(error));
    }
    let decoded = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
    decoded.map(|text| (text, Encoding::ShiftJis)).ok_or(NoText::Unknown(error))
}

//! What RON's own messages do not say: what probably happened, in both languages.

use ron::error::{Error, SpannedError};

use super::ron_text::RonFault;

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Wording {
    fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }
}

pub(super) fn explain(text: &str, error: &SpannedError) -> RonFault {
    let at = error.span.end;
    RonFault {
        line: at.line,
        column: at.col,
        message: Wording::new(error.code.to_string(), error.code.to_string()),
        hint: None,
    }
}

pub(super) fn not_utf8(_bytes: &[u8], _valid: usize) -> RonFault {
    RonFault { line: 1, column: 1, message: Wording::default(), hint: None }
}

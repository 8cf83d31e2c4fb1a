//! Texts that a spreadsheet would carry out if a CSV cell held them as they are.

use std::borrow::Cow;

/// What takes the meaning of a formula from a text, and says in a sheet that it did.
const GUARD: char = '\'';

/// Whether a spreadsheet could take a text for a formula, also behind apostrophes and spaces. The wide
/// forms count too: Japanese spreadsheets read them as the narrow ones.
fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches(GUARD);
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// The text as a CSV cell may hold it.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("{GUARD}{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`guarded`] was given.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix(GUARD).filter(|text| is_formula(text)).unwrap_or(cell)
}

/// The text of a formula that says nothing but a text, `="001"`, as people keep zeros in front from Excel.
pub(super) fn typed(cell: &str) -> Option<String> {
    let text = cell.trim().strip_prefix("=\"")?.strip_suffix('"')?;
    let alone = text.replace("\"\"", "");
    (!alone.contains('"')).then(|| text.replace("\"\"", "\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_that_is_only_a_text_is_that_text() {
        for (cell, text) in [("=\"001\"", "001"), ("=\"\"", ""), ("=\"a\"\"b\"", "a\"b")] {
            assert_eq!(typed(cell).as_deref(), Some(text), "{cell}");
        }
        for cell in ["=\"", "=A1", "=\"a\"&\"b\"", "'=\"001\"", "001"] {
            assert_eq!(typed(cell), None, "{cell}");
        }
    }

    #[test]
    fn what_could_be_carried_out_is_guarded_and_comes_back() {
        for text in [
            "=1+1",
            "+81-3-1234-5678",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "\u{3000}＝1",
            "＋1",
            "－1",
            "＠x",
            "'=1",
            "''=1",
            "' =1",
            "=cmd|' /C calc'!A0",
            "=HYPERLINK(\"http://example.invalid\")",
            "-",
            "+",
            "=",
            "@",
        ] {
            let cell = guarded(text);
            assert!(cell.starts_with('\'') && cell.len() == text.len() + 1, "{text:?}");
            assert_eq!(unguarded(&cell), text);
        }
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in ["", "山田", "'", "'quoted'", "1-2", "a=b", "''", "P-01 山田"] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }
}

//! Texts that are no names: numbers of lists, ids, dates and other digits.

use crate::domain::change::is_id;
use crate::domain::name::letters;
use crate::domain::typed_date;

/// What a text that should be a name is shaped like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameShape {
    /// The number of a list.
    List,
    /// The id of a member or of a row in a register.
    Id,
    /// A date, into which spreadsheets turn numbers such as 1-2-1.
    Date,
    /// Digits and what parts them.
    Number,
}

/// What a text that is no name is shaped like; nothing for what may be a name.
pub fn shape(text: &str) -> Option<NameShape> {
    let folded: String = letters(text).filter(|c| !c.is_whitespace()).collect();
    let digits = folded.chars().any(|c| c.is_ascii_digit());
    let parts = |c: char| matches!(c, '-' | '/' | '.' | ',' | '_' | ':' | '年' | '月' | '日');
    if digits && folded.chars().all(|c| c.is_ascii_digit() || parts(c)) {
        let day = folded.contains(['/', '年', '月', '日']) || matches!(typed_date::read(text), Ok(Some(_)));
        return Some(if day { NameShape::Date } else { NameShape::Number });
    }
    if matches!(typed_date::read(text), Ok(Some(_))) || is_month(&folded) {
        return Some(NameShape::Date);
    }
    let number = |text: &str| text.contains('-') && text.chars().all(|c| c.is_ascii_digit() || c == '-');
    if folded.split_once('/').is_some_and(|(list, _)| number(list)) {
        return Some(NameShape::Id);
    }
    is_id(&folded.to_uppercase()).then_some(NameShape::Id)
}

/// What Excel makes of 1-2 and of 1-2-1 under an English locale: `2-jan`, `jan-02`, `1-feb-01`.
fn is_month(folded: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut parts: Vec<&str> = folded.split(['-', '/']).collect();
    let before = parts.len();
    parts.retain(|part| !MONTHS.iter().any(|month| part == month));
    let digits =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() + 1 == before && (1..=2).contains(&parts.len()) && parts.iter().all(digits)
}

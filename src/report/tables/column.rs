//! A column of a table: how it is called, what it says of an entry, and what a cell makes of one.

use super::lookup::{Lookup, fold, plain};
use super::problem::Problem;
use crate::domain::clean::{Lines, visible, without_unseen};
use crate::domain::grid::{Grid, Heading};
use crate::domain::text::Lang;
use crate::report::words::pick;

/// Reads a cell into an entry.
pub(super) type Set<T> = fn(&Lookup<'_>, &mut T, &str) -> Result<(), Problem>;

/// A column.
pub(super) struct Column<T: 'static> {
    /// The key that never changes, as in the assessment's file.
    pub(super) key: &'static str,
    /// The heading, as the forms call it.
    pub(super) label: (&'static str, &'static str),
    /// What it is for.
    pub(super) part: Role,
    /// What it says of an entry.
    pub(super) get: fn(&Lookup<'_>, &T) -> String,
    /// What a cell makes of an entry.
    pub(super) set: Set<T>,
    /// The words it can hold; none if it is free.
    pub(super) choices: fn(Lang) -> Vec<String>,
}

/// What a column is for when a sheet is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of what an entry says.
    Plain,
    /// Tells an entry from others of the same name.
    Key,
    /// As plain, and a new entry has to say it.
    Needed,
    /// Shown for reading; what stands in it is not read.
    Shown,
}

impl<T> Column<T> {
    /// A column that is read as it is written.
    pub(super) const fn new(
        key: &'static str,
        label: (&'static str, &'static str),
        get: fn(&Lookup<'_>, &T) -> String,
        set: Set<T>,
    ) -> Self {
        Self { key, label, part: Role::Plain, get, set, choices: |_| Vec::new() }
    }

    /// The same for another purpose.
    pub(super) const fn in_role(mut self, part: Role) -> Self {
        self.part = part;
        self
    }

    /// The same with words to choose from.
    pub(super) const fn of(mut self, choices: fn(Lang) -> Vec<String>) -> Self {
        self.choices = choices;
        self
    }

    /// Whether a cell says what already stands there. Spreadsheets drop the zeros of what they take for a number
    /// (012345, 1.0), so what is left of one says the same; zeros that did not stand there (1.1, now 1.10) are news.
    pub(super) fn says(&self, lookup: &Lookup<'_>, entry: &T, cell: &str) -> bool {
        let same = |text: String| {
            let (there, here) = (plain(&text), plain(cell));
            there == here
                || plain(&without_unseen(&visible(&there, Lines::Multi))) == here
                || is_left_of(&there, &here)
        };
        same((self.get)(lookup, entry)) || same((self.get)(&lookup.other(), entry))
    }
}

/// Whether a spreadsheet that takes `there` for a number makes `here` of it.
fn is_left_of(there: &str, here: &str) -> bool {
    let number = |text: &str| {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        text.parse::<f64>().ok().filter(|_| plain && text.len() <= 15)
    };
    number(there).is_some_and(|value| value.to_string() == here)
}

/// A text whose digits a spreadsheet has turned into 1.23457E+15.
pub(super) fn is_shortened(text: &str) -> bool {
    let Some((digits, power)) = text.trim().split_once("E+") else { return false };
    let digit = |text: &str, dot: bool| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || (dot && byte == b'.'))
    };
    digit(digits, true) && digit(power, false)
}

/// Starts a table with its headings, those of the parent first where there is one.
pub(super) fn headed<T>(
    name: &str,
    lang: Lang,
    first: &[(&str, (&'static str, &'static str))],
    columns: &[Column<T>],
) -> Grid {
    let free = |label: &(&'static str, &'static str)| Heading {
        text: pick(lang, label.0, label.1).to_owned(),
        choices: Vec::new(),
    };
    let head = first.iter().map(|(_, label)| free(label));
    let own = columns.iter().map(|column| Heading { choices: (column.choices)(lang), ..free(&column.label) });
    Grid { name: name.to_owned(), line: 1, headings: head.chain(own).collect(), ..Grid::default() }
}

/// Whether a heading names a column: by its key, or by its heading in either language.
pub(super) fn is_called(heading: &str, key: &str, (ja, en): (&str, &str)) -> bool {
    let folded = fold(heading);
    [key, ja, en].iter().any(|name| fold(name) == folded)
}

/// A column that holds a text, a date, a word or a reference of an entry's field.
macro_rules! field {
    (text $type:ident.$field:ident, $key:literal, $label:expr) => {
        Column::<$type>::new(
            $key,
            $label,
            |_, row| row.$field.clone(),
            |_, row, cell| {
                row.$field = $crate::report::tables::lookup::plain(cell);
                Ok(())
            },
        )
    };
    (date $type:ident.$field:ident, $key:literal, $label:expr) => {
        Column::<$type>::new(
            $key,
            $label,
            |lookup, row| $crate::report::tables::values::date(lookup.lang, row.$field),
            |_, row, cell| {
                row.$field = $crate::report::tables::values::read_date(cell)?;
                Ok(())
            },
        )
    };
    (word $type:ident.$field:ident: $word:ident, $key:literal, $label:expr) => {
        Column::<$type>::new(
            $key,
            $label,
            |lookup, row| $crate::report::tables::values::Word::word(row.$field, lookup.lang).to_owned(),
            |_, row, cell| {
                row.$field = $crate::report::tables::values::read_word(cell)?;
                Ok(())
            },
        )
        .of($crate::report::tables::values::words_of::<$word>)
    };
    (row $type:ident.$field:ident, $key:literal, $label:expr) => {
        Column::<$type>::new(
            $key,
            $label,
            |_, row| row.$field.clone(),
            |lookup, row, cell| {
                row.$field = lookup.read_row(cell)?;
                Ok(())
            },
        )
    };
    (item $type:ident.$field:ident of $kinds:expr, $key:literal, $label:expr) => {
        Column::<$type>::new(
            $key,
            $label,
            |lookup, row| lookup.item(&row.$field, $kinds),
            |lookup, row, cell| {
                row.$field = lookup.read_item(cell, $kinds)?;
                Ok(())
            },
        )
    };
}
pub(super) use field;

/// A period must not end before it begins.
pub(super) fn period(
    from: Option<crate::domain::date::PartialDate>,
    to: Option<crate::domain::date::PartialDate>,
) -> Option<Problem> {
    let wrong = from.zip(to).is_some_and(|(from, to)| to.latest() < from.earliest());
    wrong.then(|| {
        Problem::new(
            ("終わりが始まりより前です", "the end lies before the start"),
            ("始まりと終わりの日付を確かめてください", "check both dates"),
        )
    })
}

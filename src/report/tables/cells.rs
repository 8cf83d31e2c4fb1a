//! The fields of a row in the cells of a sheet, written and read.

use super::layout::Known;
use super::lookup::{Lookup, SEPARATORS, join, plain};
use super::problem::{Problem, problem};
use super::values::{
    date, expiry, read_count, read_date, read_expiry, read_lines, read_list, read_version, read_word,
};
use crate::domain::change::Series;
use crate::domain::clean::{Lines, visible, without_unseen};
use crate::domain::grid::{Grid, Heading};
use crate::domain::text::Lang;
use crate::domain::upkeep::{WrongEnd, wrong_end};
use crate::report::fields::{Described, Description, Field, Kind, Place, Source, Value, Words, say};
use crate::report::words;

/// The fields that a table has columns for: rows inside a row have tables of their own.
pub(super) fn columns(about: &'static Description) -> Vec<&'static Field> {
    let has = |field: &&Field| field.place != Place::Form && !matches!(field.kind, Kind::Rows(_));
    about.fields.iter().filter(has).collect()
}

/// Starts a table with its headings, that of the first column in front.
pub(super) fn headed(name: &str, lang: Lang, first: &Known, columns: &[&Field]) -> Grid {
    let heading = |label: Words| say(lang, label).to_owned();
    let choices = |field: &Field| match field.kind {
        Kind::Choice(fixed) => fixed.words(lang).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let first = Heading { text: heading(first.label), choices: Vec::new() };
    let own = columns.iter().map(|field| Heading { text: heading(field.label), choices: choices(field) });
    let headings = std::iter::once(first).chain(own).collect();
    Grid { name: name.to_owned(), line: 1, headings, ..Grid::default() }
}

/// What a row says in a field.
pub(super) fn written(lookup: &Lookup<'_>, field: &Field, row: &dyn Described) -> String {
    match (field.kind, (field.get)(row)) {
        (_, Value::Text(text)) => text,
        (_, Value::Date(day)) => date(lookup.lang, day),
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Expiry(until)) => expiry(lookup.lang, &until),
        (Kind::Choice(fixed), Value::Choice(at)) => (fixed.word)(lookup.lang, at).to_owned(),
        (Kind::One(source), Value::One(id)) => one(lookup, source, &id),
        (Kind::Many(source), Value::Many(ids)) => many(lookup, source, &ids),
        (Kind::Item(kinds), Value::Item(item)) => lookup.item(&item, kinds),
        (Kind::Items(kinds), Value::Items(items)) => {
            let names = items.iter().map(|item| lookup.item(item, kinds));
            names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join("\n")
        }
        _ => String::new(),
    }
}

fn one(lookup: &Lookup<'_>, source: Source, id: &str) -> String {
    match source {
        Source::People | Source::Contracts | Source::Shown => lookup.fact(id),
        _ => lookup.term(source, id).unwrap_or_else(|| id.to_owned()),
    }
}

/// Several in one cell: the id alone where a name would part the cell.
fn many(lookup: &Lookup<'_>, source: Source, ids: &[String]) -> String {
    if source == Source::RecordRows {
        return ids.join("\n");
    }
    let whole = |id: &String| {
        let name = one(lookup, source, id);
        if name.contains(SEPARATORS) { id.clone() } else { name }
    };
    join(lookup.lang, ids.iter().map(whole))
}

/// Reads a cell into a row.
pub(super) fn read(
    lookup: &Lookup<'_>,
    field: &Field,
    row: &mut dyn Described,
    cell: &str,
) -> Result<(), Problem> {
    (field.set)(row, value(lookup, field.kind, cell)?);
    if let (Kind::Expiry, Some(held)) = (field.kind, row.inner().downcast_ref())
        && wrong_end(lookup.context.references, held) == Some(WrongEnd::Ends)
    {
        return Err(must_end());
    }
    // What the row has no place for: only a lecture is in either of two places.
    if (field.get)(row) == Value::Absent { Err(two_venues()) } else { Ok(()) }
}

fn value(lookup: &Lookup<'_>, kind: Kind, cell: &str) -> Result<Value, Problem> {
    Ok(match kind {
        Kind::Line | Kind::Text => Value::Text(plain(cell)),
        Kind::Version => Value::Text(read_version(cell)?),
        Kind::Date | Kind::Day => Value::Date(read_date(cell)?),
        Kind::Number(_) => Value::Number(read_count(cell)?),
        Kind::Choice(fixed) => Value::Choice(read_word(fixed, cell)?),
        Kind::One(source) => Value::One(read_one(lookup, source, cell)?),
        Kind::Many(source) => Value::Many(read_list(cell, |entry| read_one(lookup, source, entry))?),
        Kind::Item(kinds) => Value::Item(lookup.read_item(cell, kinds)?),
        Kind::Items(kinds) => {
            let names = read_lines(cell);
            Value::Items(names.iter().map(|name| lookup.read_item(name, kinds)).collect::<Result<_, _>>()?)
        }
        Kind::Expiry => Value::Expiry(read_expiry(cell)?),
        Kind::Rows(_) => Value::Absent,
    })
}

/// The id that a cell means.
fn read_one(lookup: &Lookup<'_>, source: Source, text: &str) -> Result<String, Problem> {
    if let Some(read) = lookup.read_term(source, text) {
        return read;
    }
    match source {
        Source::People => lookup.read_fact(Series::Person, text),
        Source::Contracts => lookup.read_fact(Series::Contract, text),
        Source::Lists => read_reference_list(lookup, text),
        Source::Shown => read_shown(lookup, text),
        Source::DocumentRows
        | Source::RecordRows
        | Source::StandardRows
        | Source::CountRows
        | Source::Routes => lookup.read_row(text),
        _ => Ok(plain(text)),
    }
}

pub(super) fn read_reference_list(lookup: &Lookup<'_>, text: &str) -> Result<String, Problem> {
    let number = plain(text);
    match lookup.context.references.list(&number) {
        Some(_) => Ok(number),
        None => Err(Problem::nothing(("例示", "reference list"), text)),
    }
}

/// What evidence shows: a requirement, or a fact by its id.
fn read_shown(lookup: &Lookup<'_>, text: &str) -> Result<String, Problem> {
    let text = plain(text);
    let first = text.split_whitespace().next().unwrap_or_default();
    match Series::ALL.into_iter().find(|series| series.number(first).is_some()) {
        Some(series) => lookup.read_fact(series, &text),
        None => lookup.read_row(&text),
    }
}

/// What is wrong between the fields of a row: in tables only that a period ends before it begins.
pub(super) fn wrong(about: &Description, row: &dyn Described) -> Option<Problem> {
    (about.check)(row).map(|_| {
        problem!(
            "終わりが始まりより前です",
            "the end lies before the start",
            "始まりと終わりの日付を確かめてください",
            "check both dates"
        )
    })
}

/// Whether a cell says what already is there. Spreadsheets drop the zeros of what they take for a number
/// (012345, 1.0), so what is left of one says the same; zeros that were not there (1.1, now 1.10) are news.
pub(super) fn says(lookup: &Lookup<'_>, field: &Field, row: &dyn Described, cell: &str) -> bool {
    let same = |text: String| {
        let (there, here) = (plain(&text), plain(cell));
        there == here
            || plain(&without_unseen(&visible(&there, Lines::Multi))) == here
            || is_left_of(&there, &here)
    };
    same(written(lookup, field, row)) || same(written(&lookup.other(), field, row))
}

/// Whether a spreadsheet that takes `there` for a number makes `here` of it.
fn is_left_of(there: &str, here: &str) -> bool {
    let number = |text: &str| {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        text.parse::<f64>().ok().filter(|_| plain && text.len() <= 15)
    };
    number(there).is_some_and(|value| value.to_string() == here)
}

/// The text of a cell, with nothing in it that a terminal would obey or a reader not see.
pub(super) fn clean(text: &str) -> String {
    visible(text, Lines::Multi).into_owned()
}

/// That a certificate of this kind has an end.
fn must_end() -> Problem {
    Problem::new(words::MUST_END, ("証書の有効期限を書いてください", "write the day on the certificate"))
}

fn two_venues() -> Problem {
    problem!(
        "コミュニティと学校の両方が書かれています",
        "it has both a community and a school",
        "どちらか一方だけを書いてください",
        "keep one of them"
    )
}

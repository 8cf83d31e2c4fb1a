//! Values of the domain as a file holds them: one function for each kind of key.
#![allow(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "every kind is given its field by reference"
)]

use super::words::{Word, word_of};
use crate::domain::date::{Date, PartialDate};
use crate::domain::register::{Expiry, Item, Party};

/// A text, an id or what a step is about.
pub(super) fn text(text: &impl ToString) -> String {
    text.to_string()
}
pub(super) use self::{text as id, text as key, text as step, text as time};

/// A list of texts or ids.
pub(super) fn texts(list: &[impl ToString]) -> Vec<String> {
    list.iter().map(text).collect()
}

/// A list inside an entry, or one of the file.
pub(super) fn rows<'a, T, W: From<&'a T>>(list: &'a [T]) -> Vec<W> {
    list.iter().map(W::from).collect()
}

/// A word that is always written.
pub(super) fn word<T: Word>(value: &T) -> String {
    word_of(*value).to_owned()
}

/// A word; empty for the usual one.
pub(super) fn usual<T: Word + Default>(value: &T) -> String {
    if *value == T::default() { String::new() } else { word(value) }
}

/// A word; empty for none.
pub(super) fn optional<T: Word>(value: &Option<T>) -> String {
    value.as_ref().map(word).unwrap_or_default()
}

/// A list of words.
pub(super) fn words<T: Word>(list: &[T]) -> Vec<String> {
    list.iter().map(word).collect()
}

/// A date; empty for none.
pub(super) fn date(date: &Option<PartialDate>) -> String {
    date.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// A date that is one day; empty for none.
pub(super) fn day(day: &Option<Date>) -> String {
    date(&day.map(Into::into))
}

/// Until when something is valid.
pub(super) fn expiry(expiry: &Expiry) -> String {
    match expiry {
        Expiry::Unknown => String::new(),
        Expiry::On(date) => date.to_string(),
        Expiry::Never(reason) => format!("never:{reason}"),
    }
}

/// What a fact refers to; empty for nothing.
pub(super) fn item(item: &Item) -> String {
    match item {
        Item::Member(id) => format!("member:{id}"),
        Item::Equivalent(id) => format!("equivalent:{id}"),
        Item::Unlisted(name) if name.is_empty() => String::new(),
        Item::Unlisted(name) => format!("unlisted:{name}"),
    }
}

/// Several of them.
pub(super) fn items(list: &[Item]) -> Vec<String> {
    list.iter().map(item).collect()
}

/// Who did something.
pub(super) fn parties(list: &[Party]) -> Vec<String> {
    let party = |party: &Party| match party {
        Party::Person(id) => format!("person:{id}"),
        Party::Outside(name) => format!("outside:{name}"),
    };
    list.iter().map(party).collect()
}

/// A yes or no.
pub(super) fn flag(flag: &bool) -> bool {
    *flag
}

/// A headcount.
pub(super) fn count(count: &u32) -> i64 {
    i64::from(*count)
}

/// A number of days, if there is one.
pub(super) fn days(days: &Option<u32>) -> Option<i64> {
    days.map(i64::from)
}

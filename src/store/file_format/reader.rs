//! Reads the texts of a file as values and keeps every fault with its place.

use jiff::Timestamp;

use super::fault::{self, ContentFault, Problem};
use super::words::{self, Word};
use crate::domain::change::Series;
use crate::domain::clean;
use crate::domain::clean::is_hidden;
use crate::domain::date::{Date, PartialDate};
use crate::domain::register::{Expiry, Item, Party};
use crate::domain::step_note::{MOST_LEAD_DAYS, StepKey};
use crate::store::file_id;
use crate::store::ron::place::Locator;

/// Largest headcount.
const HEADCOUNT: u32 = 100_000;

/// A type of the file that can be read as a value of the domain.
pub(super) trait Stored {
    /// What it becomes.
    type Fact;
    /// The id or row that faults name.
    fn key(&self) -> String;
    /// Reads it, noting every fault; what could not be read has its default.
    fn read(self, reader: &mut Reader) -> Self::Fact;
}

/// Reads values; knows which entry it is at. Each kind of key has a function that is given the key and what it holds.
#[derive(Debug, Default)]
pub(super) struct Reader {
    section: &'static str,
    index: usize,
    id: String,
    /// Every fault so far.
    pub(super) faults: Vec<ContentFault>,
    /// Every text so far with something in it that could not be entered today; such texts are read all the same.
    pub(super) unfit: Vec<ContentFault>,
}

impl Reader {
    /// Reads a top-level list.
    pub(super) fn section<W: Stored>(&mut self, section: &'static str, list: Vec<W>) -> Vec<W::Fact> {
        self.section = section;
        let read = |(index, row)| self.entry(index, row);
        list.into_iter().enumerate().map(read).collect()
    }

    /// Reads a top-level block.
    pub(super) fn block<W: Stored>(&mut self, section: &'static str, row: W) -> W::Fact {
        self.section = section;
        self.entry(0, row)
    }

    /// The id of the file itself, empty for none.
    pub(super) fn file_id(&mut self, field: &'static str, text: String) -> String {
        if !text.is_empty() && !file_id::is_one(&text) {
            self.section = field;
            self.fault(field, Some(&text), Problem::NotAFileId(text.clone()));
        }
        text
    }

    /// Reads a list inside an entry.
    pub(super) fn rows<W: Stored>(&mut self, _field: &'static str, list: Vec<W>) -> Vec<W::Fact> {
        list.into_iter().map(|row| row.read(self)).collect()
    }

    fn entry<W: Stored>(&mut self, index: usize, row: W) -> W::Fact {
        self.index = index;
        self.id = fault::shown(&row.key());
        row.read(self)
    }

    /// Keeps a fault at the present entry, unless there are too many already.
    pub(super) fn fault(&mut self, field: &'static str, value: Option<&str>, problem: Problem) {
        if self.faults.len() > fault::MOST {
            return;
        }
        let at = self.spot(field, value);
        self.faults.push(ContentFault { at, problem });
    }

    fn spot(&self, field: &'static str, value: Option<&str>) -> Locator {
        let (section, index, id) = (self.section, self.index, self.id.clone());
        Locator { section, index, id, value: value.map(str::to_owned), field }
    }

    /// A text of one or more lines, or an id of elsewhere.
    pub(super) fn text<T: From<String>>(&mut self, field: &'static str, text: String) -> T {
        self.looked_at(field, text).into()
    }

    fn looked_at(&mut self, field: &'static str, text: String) -> String {
        // Nothing hidden is fit to be entered, so that most texts need one look.
        let Some(amiss) = clean::amiss(&text) else { return text };
        match text.chars().find(|c| is_hidden(*c) && !matches!(c, '\n' | '\t')) {
            Some(c) => self.fault(field, Some(&text), Problem::Hidden(c)),
            None if self.unfit.len() > fault::MOST => {}
            None => {
                let at = self.spot(field, Some(&text));
                self.unfit.push(ContentFault { at, problem: Problem::Unfit(amiss) });
            }
        }
        text
    }

    /// A list of ids of elsewhere.
    pub(super) fn texts<T: From<String>>(&mut self, field: &'static str, list: Vec<String>) -> Vec<T> {
        list.into_iter().map(|text| self.text(field, text)).collect()
    }

    /// A key that must not be empty.
    pub(super) fn key(&mut self, field: &'static str, text: String) -> String {
        if text.trim().is_empty() {
            self.fault(field, None, Problem::Blank);
        }
        self.text(field, text)
    }

    /// The permanent id of an entry.
    pub(super) fn id<T: From<String>>(&mut self, field: &'static str, text: String, series: Series) -> T {
        if series.number(&text).is_none() {
            self.fault(field, Some(&text), Problem::NotAnId(text.clone(), series.letter()));
        }
        text.into()
    }

    /// A date, empty for none.
    pub(super) fn date(&mut self, field: &'static str, text: impl AsRef<str>) -> Option<PartialDate> {
        let text = text.as_ref();
        if text.is_empty() {
            return None;
        }
        let date = text.parse().ok();
        if date.is_none() {
            self.fault(field, Some(text), Problem::NotADate(text.to_owned()));
        }
        date
    }

    /// A date that is one day, empty for none.
    pub(super) fn day(&mut self, field: &'static str, text: String) -> Option<Date> {
        let date = self.date(field, &text)?;
        if date.day().is_none() {
            self.fault(field, Some(&text), Problem::NotADay(text.clone()));
        }
        date.day()
    }

    /// A UTC time, kept as it is written, empty for none.
    pub(super) fn time(&mut self, field: &'static str, text: String) -> String {
        let utc = text.ends_with('Z') && text.parse::<Timestamp>().is_ok();
        if !text.is_empty() && !utc {
            self.fault(field, Some(&text), Problem::NotATime(text.clone()));
        }
        text
    }

    fn known_word<T: Word>(&mut self, field: &'static str, text: String) -> Option<T> {
        let value = words::value(&text);
        if value.is_none() {
            self.fault(field, Some(&text), Problem::UnknownWord(text.clone(), words::known::<T>()));
        }
        value
    }

    /// A value by its word; for another word, which is a fault, what it is then taken for.
    pub(super) fn word<T: Word>(&mut self, field: &'static str, text: String, otherwise: T) -> T {
        self.known_word(field, text).unwrap_or(otherwise)
    }

    /// A value by its word, the usual one if there is none.
    pub(super) fn usual<T: Word + Default>(&mut self, field: &'static str, text: String) -> T {
        self.optional(field, text).unwrap_or_default()
    }

    /// A value by its word, if there is one.
    pub(super) fn optional<T: Word>(&mut self, field: &'static str, text: String) -> Option<T> {
        if text.is_empty() { None } else { self.known_word(field, text) }
    }

    /// Values by their words.
    pub(super) fn words<T: Word>(&mut self, field: &'static str, list: Vec<String>) -> Vec<T> {
        list.into_iter().filter_map(|text| self.known_word(field, text)).collect()
    }

    /// A yes or no.
    #[allow(clippy::unused_self, reason = "every kind of key is read by the reader")]
    pub(super) fn flag(&mut self, _field: &'static str, flag: bool) -> bool {
        flag
    }

    /// A headcount.
    pub(super) fn count(&mut self, field: &'static str, count: i64) -> u32 {
        let fits = u32::try_from(count).ok().filter(|count| *count <= HEADCOUNT);
        if fits.is_none() {
            self.fault(field, None, Problem::OutOfRange(count));
        }
        fits.unwrap_or_default()
    }

    /// A number of days, if there is one.
    pub(super) fn days(&mut self, field: &'static str, days: Option<i64>) -> Option<u32> {
        let fits = u32::try_from(days?).ok().filter(|days| *days <= MOST_LEAD_DAYS);
        if fits.is_none() {
            self.fault(field, None, Problem::NotDays(days.unwrap_or_default()));
        }
        fits
    }

    /// Which step a note is on.
    pub(super) fn step(&mut self, field: &'static str, text: String) -> StepKey {
        if text.is_empty() {
            self.fault(field, None, Problem::Blank);
            return StepKey::default();
        }
        let key = text.parse().ok();
        if key.is_none() {
            self.fault(field, Some(&text), Problem::NotAStep(text.clone()));
        }
        key.unwrap_or_default()
    }

    /// What a fact refers to: `member:1-2-1/ceh`, `equivalent:Q-01`, `unlisted:…`; empty for nothing.
    pub(super) fn item(&mut self, field: &'static str, text: String) -> Item {
        let text = self.looked_at(field, text);
        match text.split_once(':') {
            Some(("member", id)) => Item::Member(id.to_owned()),
            Some(("equivalent", id)) => Item::Equivalent(id.to_owned()),
            Some(("unlisted", name)) => Item::Unlisted(name.to_owned()),
            _ if text.is_empty() => Item::default(),
            _ => {
                let known = "member:..., equivalent:..., unlisted:...".to_owned();
                self.fault(field, Some(&text), Problem::UnknownWord(text.clone(), known));
                Item::default()
            }
        }
    }

    /// Several of them.
    pub(super) fn items(&mut self, field: &'static str, list: Vec<String>) -> Vec<Item> {
        list.into_iter().map(|text| self.item(field, text)).collect()
    }

    /// Who did something: `person:P-01` or `outside:…`.
    pub(super) fn parties(&mut self, field: &'static str, list: Vec<String>) -> Vec<Party> {
        list.into_iter().map(|text| self.party(field, text)).collect()
    }

    fn party(&mut self, field: &'static str, text: String) -> Party {
        let text = self.looked_at(field, text);
        match text.split_once(':') {
            Some(("person", id)) => Party::Person(id.into()),
            Some(("outside", name)) => Party::Outside(name.to_owned()),
            _ => {
                let known = "person:..., outside:...".to_owned();
                self.fault(field, Some(&text), Problem::UnknownWord(text.clone(), known));
                Party::Outside(text)
            }
        }
    }

    /// Until when something is valid: a date, `never:` and the reason, empty for not known.
    pub(super) fn expiry(&mut self, field: &'static str, text: String) -> Expiry {
        let text = self.looked_at(field, text);
        if let Some(reason) = text.strip_prefix("never:") {
            return Expiry::Never(reason.to_owned());
        }
        self.date(field, &text).map_or(Expiry::Unknown, Expiry::On)
    }
}

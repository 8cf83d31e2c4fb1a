//! What a field is: its key and label, what it holds, and how it is read from a row and written into one.

use crate::domain::date::PartialDate;
use crate::domain::reference::ReferenceKind;
use crate::domain::register::{Expiry, Item};
use crate::domain::text::{Lang, pick};
use crate::report::fields::any_fact::{AnyFact, Described};

/// A text in both languages, Japanese first.
pub type Words = (&'static str, &'static str);

/// From when to when: two dates shown as one.
pub const PERIOD: Words = ("期間", "Period");

/// The text of a language.
pub const fn say(lang: Lang, words: Words) -> &'static str {
    pick(lang, words.0, words.1)
}

/// What the rows of one kind are made of.
#[derive(Debug)]
pub struct Description {
    /// What one such row is called.
    pub title: Words,
    /// The fields, in order.
    pub fields: &'static [Field],
    /// A row with nothing in it.
    pub blank: fn() -> AnyFact,
    /// What is wrong between fields: the key of the field to blame, and a sentence.
    pub check: fn(&dyn Described) -> Option<(&'static str, Words)>,
}

impl Description {
    /// The field of a key, for constants: a key that there is not does not compile.
    ///
    /// # Panics
    /// Where there is none, outside a constant.
    pub const fn at(&'static self, key: &str) -> &'static Field {
        let mut at = 0;
        while !is_same(self.fields[at].key, key) {
            at += 1;
        }
        &self.fields[at]
    }
}

/// Whether two texts are the same, for constants.
const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// One field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its key, as in the file of an assessment; a field inside another one has the path to it.
    pub key: &'static str,
    /// Its name.
    pub label: Words,
    /// Names that it had before: headings of sheets that people still have.
    pub former: &'static [&'static str],
    /// Why it matters, in one line.
    pub hint: Words,
    /// What can be put in.
    pub kind: Kind,
    /// Reads it from the row.
    pub get: fn(&dyn Described) -> Value,
    /// Writes it into the row; a value that the row has no place for changes nothing.
    pub set: fn(&mut dyn Described, Value),
    /// Whether a form asks for it at all.
    pub place: Place,
    /// Whether a form lets it stay empty.
    pub needed: bool,
    /// Whether a form asks for it in a row like this.
    pub shown: fn(&dyn Described) -> bool,
    /// What it is for when rows of a sheet are matched to rows that are there.
    pub role: Role,
    /// How a comparison of two versions words it.
    pub wording: Wording,
    /// Whether it goes without saying in a row like this.
    pub unsaid: fn(&dyn Described) -> bool,
}

/// Who has the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Forms and everything else.
    Everywhere,
    /// Forms only: a question that leads to another field, or a part of one.
    Form,
    /// Everything but forms, which ask for its parts.
    Outside,
}

/// What a field is for when rows of a sheet are matched to rows that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Part of what a row says.
    Plain,
    /// Tells a row from others of the same name.
    Distinguishing,
    /// As plain, and a new row has to say it.
    Required,
}

/// How a comparison of two versions words a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// By its value; on a line of its own with the label in front.
    Value,
    /// With the label in front even inside a line of several fields: the value alone would not be understood.
    Labelled,
    /// By the label alone, if it is a yes.
    Label,
    /// With the next field, as a period from one date to the other.
    Period,
    /// With the next field, as a name and the post that its bearer holds.
    Signature,
    /// With the next field, as one list.
    List,
    /// Not at all: it names the row, or the field before includes it.
    Never,
}

/// A kind of field with its way to the value; made by the macros of [`super::access`].
pub(super) type Access = (Kind, fn(&dyn Described) -> Value, fn(&mut dyn Described, Value));

impl Field {
    /// A field that may stay empty and is always asked; its hint follows.
    pub const fn new(key: &'static str, label: Words, access: Access) -> Self {
        let (kind, get, set) = access;
        Self {
            key,
            label,
            former: &[],
            hint: ("", ""),
            kind,
            get,
            set,
            place: Place::Everywhere,
            needed: false,
            shown: |_| true,
            role: Role::Plain,
            wording: Wording::Value,
            unsaid: |_| false,
        }
    }

    /// The same field with its hint.
    #[must_use]
    pub const fn hint(self, hint: Words) -> Self {
        Self { hint, ..self }
    }

    /// The same field, which must not be empty.
    #[must_use]
    pub const fn needed(self) -> Self {
        Self { needed: true, ..self }
    }

    /// The same field, asked only where a test holds.
    #[must_use]
    pub const fn when(self, shown: fn(&dyn Described) -> bool) -> Self {
        Self { shown, ..self }
    }

    /// The same field, left out of comparisons where a test holds.
    #[must_use]
    pub const fn unsaid(self, unsaid: fn(&dyn Described) -> bool) -> Self {
        Self { unsaid, ..self }
    }

    /// The same field, which had other names before.
    #[must_use]
    pub const fn formerly(self, former: &'static [&'static str]) -> Self {
        Self { former, ..self }
    }

    /// The same field for another place.
    #[must_use]
    pub const fn only(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// The same field in another role.
    #[must_use]
    pub const fn role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// The same field, worded in another way.
    #[must_use]
    pub const fn worded(self, wording: Wording) -> Self {
        Self { wording, ..self }
    }

    /// The same field as a form of a narrower kind asks for it.
    #[must_use]
    pub const fn asked_as(self, label: Words, hint: Words) -> Self {
        Self { label, hint, ..self }
    }

    /// Whether a form asks for it in a row like this.
    pub fn is_asked(&self, row: &dyn Described) -> bool {
        self.place != Place::Outside && (self.shown)(row)
    }
}

/// What can be put into a field.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// One line of text.
    Line,
    /// One line of text that a spreadsheet may take for a date.
    Version,
    /// Several lines of text.
    Text,
    /// A day, month or year.
    Date,
    /// A day.
    Day,
    /// A number, with the way it is written.
    Number(fn(Lang, u32) -> String),
    /// One of a few fixed words.
    Choice(Fixed),
    /// One of a list, by id.
    One(Source),
    /// Some of a list, by id.
    Many(Source),
    /// A member of a reference list, an equivalence, or a free name.
    Item(&'static [ReferenceKind]),
    /// Some of these.
    Items(&'static [ReferenceKind]),
    /// Until when a certificate is valid.
    Expiry,
    /// Rows of their own.
    Rows(&'static Description),
}

impl Kind {
    /// True for fields that are typed into.
    pub fn is_typed(self) -> bool {
        matches!(self, Self::Line | Self::Version | Self::Text | Self::Date | Self::Day | Self::Number(_))
    }

    /// True for fields that open a list to choose from.
    pub fn is_chosen(self) -> bool {
        matches!(self, Self::One(_) | Self::Many(_) | Self::Item(_) | Self::Items(_))
    }
}

/// A few fixed words.
#[derive(Debug, Clone, Copy)]
pub struct Fixed {
    /// How many.
    pub count: usize,
    /// The word at a place.
    pub word: fn(Lang, usize) -> &'static str,
}

impl Fixed {
    /// All of them.
    pub fn words(self, lang: Lang) -> impl Iterator<Item = &'static str> {
        (0..self.count).map(move |at| (self.word)(lang, at))
    }
}

/// Where the things to choose from come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Categories of the pack.
    Categories,
    /// Editions that can be chosen for a new assessment.
    Editions,
    /// Roles of the pack.
    Roles,
    /// Contract kinds of the pack.
    Kinds,
    /// Acts of the pack.
    Acts,
    /// Evidence kinds of the pack.
    EvidenceKinds,
    /// People of the roster.
    People,
    /// Contracts.
    Contracts,
    /// Rows that a document can serve.
    DocumentRows,
    /// Rows that a record of the row's kind can show.
    RecordRows,
    /// Rows that ask for a standard, contents or result handling.
    StandardRows,
    /// Rows that ask for a stated headcount.
    CountRows,
    /// Routes that the requirement of a headcount asks to count.
    Routes,
    /// What a declaration can be about: rows or categories.
    Subjects,
    /// Reference lists.
    Lists,
    /// Members of reference lists; new ids can be typed.
    Members,
    /// Everything that evidence can show: rows and facts.
    Shown,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// The row has no such field.
    Absent,
    /// Text.
    Text(String),
    /// A date.
    Date(Option<PartialDate>),
    /// A number.
    Number(u32),
    /// The place of a fixed word.
    Choice(usize),
    /// An id.
    One(String),
    /// Ids.
    Many(Vec<String>),
    /// What is referred to.
    Item(Item),
    /// What is referred to, several.
    Items(Vec<Item>),
    /// Until when a certificate is valid.
    Expiry(Expiry),
    /// Rows of their own.
    Rows(Vec<AnyFact>),
}

impl Value {
    /// True if nothing was put in.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Absent => true,
            Self::Text(text) | Self::One(text) => text.trim().is_empty(),
            Self::Date(date) => date.is_none(),
            Self::Number(_) | Self::Choice(_) => false,
            Self::Many(ids) => ids.is_empty(),
            Self::Item(item) => item.is_blank(),
            Self::Items(items) => items.is_empty(),
            Self::Expiry(expiry) => *expiry == Expiry::Unknown,
            Self::Rows(rows) => rows.is_empty(),
        }
    }
}

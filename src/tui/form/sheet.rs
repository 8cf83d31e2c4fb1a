//! What a form is made of, as data: fields with their kind, their way to the value, and why they matter.

use crate::domain::date::PartialDate;
use crate::domain::reference::ReferenceKind;
use crate::domain::register::Item;
use crate::domain::text::Lang;
use crate::report::words::pick;
use crate::tui::form::draft::Draft;
use crate::tui::form::options::Scene;

/// A text in both languages, Japanese first.
pub type Words = (&'static str, &'static str);

/// The text of a language.
pub const fn say(lang: Lang, words: Words) -> &'static str {
    pick(lang, words.0, words.1)
}

/// A form: the fields of one kind of row.
#[derive(Debug)]
pub struct Sheet {
    /// What the form is about.
    pub title: Words,
    /// The fields, in order.
    pub fields: &'static [Field],
    /// A row with nothing in it.
    pub blank: fn() -> Draft,
    /// The row in one line, for lists inside other forms.
    pub line: fn(&Scene<'_>, &Draft) -> String,
    /// What is wrong between fields: the Japanese label of the field to blame, and a sentence.
    pub check: fn(&Draft) -> Option<(&'static str, Words)>,
}

/// One field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub label: Words,
    /// Why it matters, in one line.
    pub hint: Words,
    /// What can be put in.
    pub kind: Kind,
    /// Reads it from the row.
    pub get: fn(&Draft) -> Value,
    /// Writes it into the row.
    pub set: fn(&mut Draft, Value),
    /// Whether it must not be empty.
    pub needed: bool,
    /// Whether it is asked for a row like this.
    pub shown: fn(&Draft) -> bool,
}

/// A kind of field with its way to the value; made by the macros of [`super::access`].
pub type Access = (Kind, fn(&Draft) -> Value, fn(&mut Draft, Value));

impl Field {
    /// A field that may stay empty and is always asked.
    pub const fn new(label: Words, access: Access, hint: Words) -> Self {
        let (kind, get, set) = access;
        Self { label, hint, kind, get, set, needed: false, shown: |_| true }
    }

    /// The same field, which must not be empty.
    #[must_use]
    pub const fn needed(self) -> Self {
        Self { needed: true, ..self }
    }

    /// The same field, asked only where a test holds.
    #[must_use]
    pub const fn when(self, shown: fn(&Draft) -> bool) -> Self {
        Self { shown, ..self }
    }
}

/// What can be put into a field.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// One line of text.
    Line,
    /// Several lines of text.
    Text,
    /// A day, month or year.
    Date,
    /// A day.
    Day,
    /// A number.
    Number,
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
    /// Rows of their own, each with a form.
    Rows(&'static Sheet),
}

impl Kind {
    /// True for fields that are typed into.
    pub fn is_typed(self) -> bool {
        matches!(self, Self::Line | Self::Text | Self::Date | Self::Day | Self::Number)
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
    /// Rows that a record of the draft's kind can show.
    RecordRows,
    /// Rows that ask for a standard, contents or result handling.
    StandardRows,
    /// Rows that ask for a stated headcount.
    CountRows,
    /// Routes that the draft's row asks to count.
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

/// What stands in a field.
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
    /// Rows of their own.
    Rows(Vec<Draft>),
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
            Self::Rows(rows) => rows.is_empty(),
        }
    }
}

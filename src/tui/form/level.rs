//! One level of a form: a draft, its editors, where the focus is, and what is wrong.

use crate::domain::date::PartialDate;
use crate::domain::typed_date;
use crate::report::fields::{AnyFact, Description, Field, Kind, Value, Words};
use crate::tui::action::BoxFocus;
use crate::tui::editor::{EditCommand, Editor};

/// Where the focus can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TabStop {
    /// A field.
    Field(usize),
    /// A row inside a field.
    Row(usize, usize),
    /// The line that adds a row to a field.
    Add(usize),
    /// The line that accepts the form.
    Accept,
}

impl TabStop {
    /// The field it belongs to.
    pub(super) fn field(self) -> Option<usize> {
        match self {
            Self::Field(at) | Self::Row(at, _) | Self::Add(at) => Some(at),
            Self::Accept => None,
        }
    }
}

/// One level of a form.
#[derive(Debug)]
pub(super) struct Level {
    /// What is asked.
    pub(super) description: &'static Description,
    /// The row as it is.
    pub(super) draft: AnyFact,
    /// The text of each typed field, as typed.
    pub(super) editors: Vec<Option<Editor>>,
    /// What is wrong with each field.
    pub(super) faults: Vec<Option<Words>>,
    /// Where the focus is.
    pub(super) stop: TabStop,
    /// Which row of which field of the level above this is; no row for a new one.
    pub(super) place: (usize, Option<usize>),
    original: AnyFact,
    first_texts: Vec<String>,
}

impl Level {
    /// A level for a row, the focus on its first field.
    pub(super) fn new(
        description: &'static Description,
        draft: AnyFact,
        place: (usize, Option<usize>),
    ) -> Self {
        let editors: Vec<Option<Editor>> =
            description.fields.iter().map(|field| editor(field, &(field.get)(&draft))).collect();
        let mut level = Self {
            description,
            original: draft.clone(),
            draft,
            first_texts: editors.iter().map(|editor| text(editor.as_ref())).collect(),
            editors,
            faults: vec![None; description.fields.len()],
            stop: TabStop::Accept,
            place,
        };
        level.stop = level.stops().first().copied().unwrap_or(TabStop::Accept);
        level
    }

    /// The first field that must not be empty and is.
    pub(super) fn first_lacking(&self) -> Option<usize> {
        self.shown().find(|&at| self.description.fields[at].needed && self.field(at).1.is_blank())
    }

    /// A field and what is in it.
    pub(super) fn field(&self, at: usize) -> (&'static Field, Value) {
        let field = &self.description.fields[at];
        (field, (field.get)(&self.draft))
    }

    /// The fields that are asked now.
    pub(super) fn shown(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.description.fields.len()).filter(|&at| self.description.fields[at].is_asked(&self.draft))
    }

    /// Every place the focus can be, in order.
    pub(super) fn stops(&self) -> Vec<TabStop> {
        let mut stops = Vec::new();
        for at in self.shown() {
            match self.field(at) {
                (Field { kind: Kind::Rows(_), .. }, Value::Rows(rows)) => {
                    stops.extend((0..rows.len()).map(|row| TabStop::Row(at, row)));
                    stops.push(TabStop::Add(at));
                }
                _ => stops.push(TabStop::Field(at)),
            }
        }
        stops.push(TabStop::Accept);
        stops
    }

    /// Whose keys act at the focus.
    pub(super) fn focus(&self) -> BoxFocus {
        match self.stop {
            TabStop::Accept => BoxFocus::Accept,
            TabStop::Row(..) => BoxFocus::Row,
            TabStop::Add(_) => BoxFocus::AddRow,
            TabStop::Field(at) => match self.description.fields[at].kind {
                Kind::Choice(_) => BoxFocus::Choice,
                Kind::Text => BoxFocus::Text,
                kind if kind.is_chosen() => BoxFocus::Chosen,
                _ => BoxFocus::Line,
            },
        }
    }

    /// Moves the focus by so many stops, staying at the ends.
    pub(super) fn step(&mut self, by: isize) {
        self.read_typed();
        let stops = self.stops();
        let here = stops.iter().position(|stop| *stop == self.stop).unwrap_or(0);
        let there = here.saturating_add_signed(by).min(stops.len() - 1);
        self.stop = stops[there];
    }

    /// The editor under the focus.
    pub(super) fn editor(&mut self) -> Option<&mut Editor> {
        let TabStop::Field(at) = self.stop else { return None };
        self.editors[at].as_mut()
    }

    /// Puts a value into a field and reads the typed ones again, since others may be asked now.
    pub(super) fn set(&mut self, at: usize, value: Value) {
        (self.description.fields[at].set)(&mut self.draft, value);
        self.faults[at] = None;
        self.read_typed();
    }

    /// Puts a text into a field that is typed into.
    pub(super) fn retype(&mut self, at: usize, text: &str) {
        let mut editor = Editor::single(text);
        // What was not typed is read from its beginning.
        editor.apply(&EditCommand::TextStart);
        self.editors[at] = Some(editor);
        self.read_typed();
    }

    /// Takes over what was typed, as far as it can be read; notes what cannot.
    pub(super) fn read_typed(&mut self) {
        for (at, read) in self.typed() {
            self.faults[at] = read.as_ref().err().copied();
            if let Ok(value) = read {
                (self.description.fields[at].set)(&mut self.draft, value);
            }
        }
    }

    /// The row with what was typed, as far as it can be read; nothing is noted.
    pub(super) fn as_typed(&self) -> AnyFact {
        let mut draft = self.draft.clone();
        for (at, read) in self.typed() {
            if let Ok(value) = read {
                (self.description.fields[at].set)(&mut draft, value);
            }
        }
        draft
    }

    /// What was typed into each field that is asked now, and what it means.
    fn typed(&self) -> Vec<(usize, Result<Value, Words>)> {
        let read = |at: usize| {
            let editor = self.editors[at].as_ref()?;
            Some((at, value(self.description.fields[at].kind, editor.text())))
        };
        self.shown().filter_map(read).collect()
    }

    /// The text was edited: what was wrong with it is looked at again on leaving the field.
    pub(super) fn edited(&mut self) {
        if let TabStop::Field(at) = self.stop {
            self.faults[at] = None;
        }
    }

    /// True if anything differs from when the level was opened.
    pub(super) fn changed(&mut self) -> bool {
        let texts = self.editors.iter().map(|editor| text(editor.as_ref()));
        let typed = texts.zip(&self.first_texts).any(|(now, first)| now != *first);
        typed || self.draft != self.original
    }

    /// Looks at everything; puts the focus on the first field that is wrong.
    pub(super) fn check(&mut self) -> bool {
        self.read_typed();
        let shown: Vec<usize> = self.shown().collect();
        for &at in &shown {
            let (field, value) = self.field(at);
            if field.needed && value.is_blank() && self.faults[at].is_none() {
                self.faults[at] = Some(("ここは空にできません。", "This cannot be left empty."));
            }
        }
        if let Some((key, fault)) = (self.description.check)(&self.draft)
            && let Some(&at) = shown.iter().find(|&&at| self.description.fields[at].key == key)
            && self.faults[at].is_none()
        {
            self.faults[at] = Some(fault);
        }
        let Some(&wrong) = shown.iter().find(|&&at| self.faults[at].is_some()) else { return true };
        self.stop = match self.description.fields[wrong].kind {
            Kind::Rows(_) => TabStop::Add(wrong),
            _ => TabStop::Field(wrong),
        };
        false
    }
}

fn editor(field: &Field, value: &Value) -> Option<Editor> {
    let text = match value {
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.map_or_else(String::new, |date: PartialDate| date.to_string()),
        Value::Number(number) if *number > 0 => number.to_string(),
        _ => String::new(),
    };
    match field.kind {
        Kind::Text => Some(Editor::multi(&text)),
        kind if kind.is_typed() => Some(Editor::single(&text)),
        _ => None,
    }
}

fn text(editor: Option<&Editor>) -> String {
    editor.map_or_else(String::new, |editor| editor.text().to_owned())
}

/// What a typed text means in a field of a kind.
fn value(kind: Kind, text: &str) -> Result<Value, Words> {
    match kind {
        Kind::Date => typed_date::read(text).map(Value::Date).map_err(typed_date::DateFault::words),
        Kind::Day => match typed_date::read(text) {
            Ok(Some(PartialDate::Month(_) | PartialDate::Year(_))) => {
                Err(typed_date::DateFault::DayWanted.words())
            }
            Ok(date) => Ok(Value::Date(date)),
            Err(fault) => Err(fault.words()),
        },
        Kind::Number(_) => number(text),
        Kind::Line | Kind::Version => Ok(Value::Text(text.trim().to_owned())),
        _ => Ok(Value::Text(text.trim_end().to_owned())),
    }
}

fn number(text: &str) -> Result<Value, Words> {
    let digits = text.trim().chars().map(|c| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    });
    let digits: String = digits.collect();
    if digits.is_empty() {
        return Ok(Value::Number(0));
    }
    digits.parse().map(Value::Number).map_err(|_| ("数字で書きます。例 12", "Write a number, such as 12."))
}

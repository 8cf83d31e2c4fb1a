//! One level of a form: a draft, its editors, where the focus is, and what is wrong.

use crate::domain::date::PartialDate;
use crate::domain::typed_date;
use crate::report::fields::AnyFact;
use crate::report::fields::{Description, Field, Kind, Value, Words};
use crate::tui::action::BoxFocus;
use crate::tui::editor::Editor;

/// Where the focus can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// A field.
    Field(usize),
    /// A row inside a field.
    Row(usize, usize),
    /// The line that adds a row to a field.
    Add(usize),
    /// The line that accepts the form.
    Accept,
}

impl Stop {
    /// The field it belongs to.
    pub fn field(self) -> Option<usize> {
        match self {
            Self::Field(at) | Self::Row(at, _) | Self::Add(at) => Some(at),
            Self::Accept => None,
        }
    }
}

/// One level of a form.
#[derive(Debug)]
pub struct Layer {
    /// What is asked.
    pub sheet: &'static Description,
    /// The row as it is.
    pub draft: AnyFact,
    /// The text of each typed field, as typed.
    pub editors: Vec<Option<Editor>>,
    /// What is wrong with each field.
    pub faults: Vec<Option<Words>>,
    /// Where the focus is.
    pub stop: Stop,
    /// Which row of which field of the level above this is; no row for a new one.
    pub place: (usize, Option<usize>),
    original: AnyFact,
    first_texts: Vec<String>,
}

impl Layer {
    /// A level for a row, the focus on its first field.
    pub fn new(sheet: &'static Description, draft: AnyFact, place: (usize, Option<usize>)) -> Self {
        let editors: Vec<Option<Editor>> =
            sheet.fields.iter().map(|field| editor(field, &(field.get)(&draft))).collect();
        let mut layer = Self {
            sheet,
            original: draft.clone(),
            draft,
            first_texts: editors.iter().map(|editor| text(editor.as_ref())).collect(),
            editors,
            faults: vec![None; sheet.fields.len()],
            stop: Stop::Accept,
            place,
        };
        layer.stop = layer.stops().first().copied().unwrap_or(Stop::Accept);
        layer
    }

    /// A field and what is in it.
    pub fn field(&self, at: usize) -> (&'static Field, Value) {
        let field = &self.sheet.fields[at];
        (field, (field.get)(&self.draft))
    }

    /// The fields that are asked now.
    pub fn shown(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.sheet.fields.len()).filter(|&at| self.sheet.fields[at].is_asked(&self.draft))
    }

    /// Every place the focus can be, in order.
    pub fn stops(&self) -> Vec<Stop> {
        let mut stops = Vec::new();
        for at in self.shown() {
            match self.field(at) {
                (Field { kind: Kind::Rows(_), .. }, Value::Rows(rows)) => {
                    stops.extend((0..rows.len()).map(|row| Stop::Row(at, row)));
                    stops.push(Stop::Add(at));
                }
                _ => stops.push(Stop::Field(at)),
            }
        }
        stops.push(Stop::Accept);
        stops
    }

    /// Whose keys act at the focus.
    pub fn focus(&self) -> BoxFocus {
        match self.stop {
            Stop::Accept => BoxFocus::Accept,
            Stop::Row(..) => BoxFocus::Row,
            Stop::Add(_) => BoxFocus::AddRow,
            Stop::Field(at) => match self.sheet.fields[at].kind {
                Kind::Choice(_) => BoxFocus::Choice,
                Kind::Text => BoxFocus::Text,
                kind if kind.is_chosen() => BoxFocus::Chosen,
                _ => BoxFocus::Line,
            },
        }
    }

    /// Moves the focus by so many stops, staying at the ends.
    pub fn step(&mut self, by: isize) {
        self.read_typed();
        let stops = self.stops();
        let here = stops.iter().position(|stop| *stop == self.stop).unwrap_or(0);
        let there = here.saturating_add_signed(by).min(stops.len() - 1);
        self.stop = stops[there];
    }

    /// The editor under the focus.
    pub fn editor(&mut self) -> Option<&mut Editor> {
        let Stop::Field(at) = self.stop else { return None };
        self.editors[at].as_mut()
    }

    /// Puts a value into a field and reads the typed ones again, since others may be asked now.
    pub fn set(&mut self, at: usize, value: Value) {
        (self.sheet.fields[at].set)(&mut self.draft, value);
        self.faults[at] = None;
        self.read_typed();
    }

    /// Takes over what was typed, as far as it can be read; notes what cannot.
    pub fn read_typed(&mut self) {
        let shown: Vec<usize> = self.shown().collect();
        for at in shown {
            let field = &self.sheet.fields[at];
            let Some(editor) = &self.editors[at] else { continue };
            match value(field.kind, editor.text()) {
                Ok(value) => {
                    (field.set)(&mut self.draft, value);
                    self.faults[at] = None;
                }
                Err(fault) => self.faults[at] = Some(fault),
            }
        }
    }

    /// The row with what was typed, as far as it can be read; nothing is noted.
    pub fn as_typed(&self) -> AnyFact {
        let mut draft = self.draft.clone();
        for at in self.shown() {
            let field = &self.sheet.fields[at];
            let typed = self.editors[at].as_ref().map(|editor| value(field.kind, editor.text()));
            if let Some(Ok(value)) = typed {
                (field.set)(&mut draft, value);
            }
        }
        draft
    }

    /// The text was edited: what was wrong with it is looked at again on leaving the field.
    pub fn edited(&mut self) {
        if let Stop::Field(at) = self.stop {
            self.faults[at] = None;
        }
    }

    /// True if anything differs from when the level was opened.
    pub fn changed(&mut self) -> bool {
        let texts = self.editors.iter().map(|editor| text(editor.as_ref()));
        let typed = texts.zip(&self.first_texts).any(|(now, first)| now != *first);
        typed || self.draft != self.original
    }

    /// Looks at everything; puts the focus on the first field that is wrong.
    pub fn check(&mut self) -> bool {
        self.read_typed();
        let shown: Vec<usize> = self.shown().collect();
        for &at in &shown {
            let (field, value) = self.field(at);
            if field.needed && value.is_blank() && self.faults[at].is_none() {
                self.faults[at] = Some(("ここは空にできません。", "This cannot be left empty."));
            }
        }
        if let Some((key, fault)) = (self.sheet.check)(&self.draft)
            && let Some(&at) = shown.iter().find(|&&at| self.sheet.fields[at].key == key)
            && self.faults[at].is_none()
        {
            self.faults[at] = Some(fault);
        }
        let Some(&wrong) = shown.iter().find(|&&at| self.faults[at].is_some()) else { return true };
        self.stop = match self.sheet.fields[wrong].kind {
            Kind::Rows(_) => Stop::Add(wrong),
            _ => Stop::Field(wrong),
        };
        false
    }
}

fn editor(field: &Field, value: &Value) -> Option<Editor> {
    let text = match value {
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.map_or_else(String::new, |date: PartialDate| date.to_string()),
        Value::Number(0) => String::new(),
        Value::Number(number) => number.to_string(),
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

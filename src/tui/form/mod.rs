//! Forms: one engine for every register, fed with the descriptions of [`crate::report::fields`].
//!
//! A form is a stack of levels: a person, and in it one of the person's certificates. Typed text stays as it
//! was typed until it can be read, so nothing is lost to an error; rows go into the assessment as one change.

pub mod accept;
pub mod ahead;
pub mod asks;
pub mod chooser;
pub mod draw;
pub mod layer;
pub(crate) mod lines;
pub mod naming;
pub mod options;

use crate::domain::assessment::Profile;
use crate::report::fields::{self, AnyFact, Description, Field, Fixed, Kind, Source, Value, say};
use crate::report::words::pick;
use crate::tui::action::Inside;
use crate::tui::editor::{EditCommand, Editor, Outcome};
use crate::tui::keys::{Code, Key};
use crate::tui::model::Model;
use crate::tui::overlay::Overlay;
use crate::tui::typing;

use ahead::Ahead;
use chooser::{Answer, Chooser};
use layer::{Layer, Stop};
use options::Scene;

/// What becomes of the row when the form is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// It is added to its register.
    Add,
    /// It takes the place of the one under this key.
    Edit(String),
    /// It becomes the profile of a new assessment.
    New,
}

/// A form.
#[derive(Debug)]
pub struct Form {
    purpose: Purpose,
    layers: Vec<Layer>,
    chooser: Option<Chooser>,
    /// Esc was pressed once although something was changed.
    asked: bool,
    /// What accepting it would flip.
    ahead: Ahead,
    /// Its name is there already, and it is another thing all the same.
    another: bool,
}

impl Form {
    /// A form for a row.
    pub fn new(sheet: &'static Description, draft: AnyFact, purpose: Purpose) -> Self {
        let layer = Layer::new(sheet, draft, (0, None));
        Self {
            purpose,
            layers: vec![layer],
            chooser: None,
            asked: false,
            ahead: Ahead::default(),
            another: false,
        }
    }

    /// The same after a person has said that a row of the same name is another thing.
    #[must_use]
    pub fn that_is_another(mut self) -> Self {
        self.another = true;
        self
    }

    /// Whose keys act in it now.
    pub fn inside(&self) -> Inside {
        match (&self.chooser, self.layers.last()) {
            (Some(chooser), _) => chooser.inside(),
            (None, Some(layer)) => layer.inside(),
            (None, None) => Inside::Accept,
        }
    }

    /// The text under the focus.
    pub fn editor(&mut self) -> Option<&mut Editor> {
        match (&mut self.chooser, self.layers.last_mut()) {
            (Some(chooser), _) => Some(chooser.editor()),
            (None, layer) => layer?.editor(),
        }
    }

    /// True if a letter begins one of the fixed words under the focus.
    pub fn names_a_choice(&self, key: Key) -> bool {
        let (None, Some(layer), Some(letter)) = (&self.chooser, self.layers.last(), key.typed()) else {
            return false;
        };
        let Stop::Field(at) = layer.stop else { return false };
        match layer.field(at) {
            (Field { kind: Kind::Choice(fixed), .. }, Value::Choice(now)) => {
                by_letter(*fixed, now, letter).is_some()
            }
            _ => false,
        }
    }

    /// The level in front; there always is one.
    fn layer(&mut self) -> Option<&mut Layer> {
        self.layers.last_mut()
    }
}

/// Gives a key to the form.
pub fn key(model: &mut Model, mut form: Box<Form>, key: Key) {
    if let Some(chooser) = form.chooser.take() {
        in_chooser(model, &mut form, chooser, key);
        return model.push(Overlay::Form(form));
    }
    let asked = std::mem::take(&mut form.asked);
    match (key.code, key.ctrl) {
        (Code::Esc, _) => return leave(model, form, asked),
        (Code::Char('s'), true) => return accept::whole(model, form),
        (Code::Enter, _) if form.layers.last().is_some_and(|layer| layer.stop == Stop::Accept) => {
            return accept::level(model, form);
        }
        _ => {}
    }
    if let Some(sheet) = at_stop(model, &mut form, key) {
        form.layers.push(sheet);
    }
    model.push(Overlay::Form(form));
}

/// Text that came at once goes where the caret is.
pub fn insert(model: &mut Model, mut form: Box<Form>, text: &str) {
    if let Some(chooser) = form.chooser.as_mut() {
        chooser.insert(text);
    } else if let Some(layer) = form.layer() {
        if let Some(editor) = layer.editor() {
            editor.apply(&EditCommand::Insert(text.to_owned()));
        }
        layer.edited();
    }
    model.push(Overlay::Form(form));
}

/// Leaves the level; asks once if something would be lost.
fn leave(model: &mut Model, mut form: Box<Form>, asked: bool) {
    if form.layer().is_some_and(Layer::changed) && !asked {
        let text = pick(
            model.lang(),
            "変更があります。もう一度 Esc で破棄、Ctrl-s で確定します。",
            "Something was changed: Esc again discards it, Ctrl-s accepts it.",
        );
        model.say(text);
        form.asked = true;
        return model.push(Overlay::Form(form));
    }
    form.layers.pop();
    if !form.layers.is_empty() {
        model.push(Overlay::Form(form));
    }
}

fn in_chooser(model: &mut Model, form: &mut Form, mut chooser: Chooser, key: Key) {
    match chooser.key(key) {
        Answer::Stay => form.chooser = Some(chooser),
        Answer::Leave => {}
        Answer::Chosen(picked) => {
            let new = form.purpose == Purpose::New;
            let Some(layer) = form.layer() else { return };
            let Stop::Field(at) = layer.stop else { return };
            let kind = layer.sheet.fields[at].kind;
            let value = match named(model, kind, chosen(kind, picked), &layer.field(at).1) {
                Ok(value) => value,
                Err(said) => {
                    model.say(said);
                    form.chooser = Some(chooser);
                    return;
                }
            };
            layer.set(at, value);
            if new {
                keep_known_categories(model, layer);
            }
            layer.step(1);
        }
    }
}

/// Another edition may not have every category that was chosen.
fn keep_known_categories(model: &Model, layer: &mut Layer) {
    let known = options::choices(&Scene::of(model), Source::Categories, &layer.draft);
    if let AnyFact::Profile(profile) = &mut layer.draft {
        profile.categories.retain(|id| known.iter().any(|choice| choice.id == *id));
    }
}

fn chosen(kind: Kind, picked: Vec<String>) -> Value {
    let first = || picked.first().cloned().unwrap_or_default();
    match kind {
        Kind::Many(_) => Value::Many(picked),
        Kind::Item(_) => Value::Item(options::decode(&first())),
        Kind::Items(_) => Value::Items(picked.iter().map(|code| options::decode(code)).collect()),
        _ => Value::One(first()),
    }
}

/// What was chosen, with new names as the members they mean; the sentence why one of them is no name.
fn named(model: &mut Model, kind: Kind, value: Value, before: &Value) -> Result<Value, String> {
    let (Some(session), lang) = (&model.session, model.lang()) else { return Ok(value) };
    if value == *before {
        return Ok(value);
    }
    let (value, said) = match (kind, value) {
        (Kind::Item(kinds), Value::Item(item)) => {
            let (mut items, said) = naming::settled(session, lang, kinds, &[], vec![item])?;
            (Value::Item(items.pop().unwrap_or_default()), said)
        }
        (Kind::Items(kinds), Value::Items(items)) => {
            let Value::Items(before) = before else { return Ok(Value::Items(items)) };
            let (items, said) = naming::settled(session, lang, kinds, before, items)?;
            (Value::Items(items), said)
        }
        (_, value) => (value, String::new()),
    };
    if !said.is_empty() {
        model.say(said);
    }
    Ok(value)
}

/// A key at the place of the focus; a new level if one is opened.
fn at_stop(model: &Model, form: &mut Form, key: Key) -> Option<Layer> {
    let layer = form.layers.last_mut()?;
    let typed = layer.stop.field().is_some_and(|at| layer.sheet.fields[at].kind.is_typed());
    if typed && type_in(layer, key) {
        return None;
    }
    match (key.code, key.ctrl) {
        (Code::Tab | Code::Down, _) | (Code::Char('n'), true) => layer.step(1),
        (Code::BackTab | Code::Up, _) | (Code::Char('p'), true) => layer.step(-1),
        (Code::PageDown, _) => layer.step(8),
        (Code::PageUp, _) => layer.step(-8),
        (Code::Home, _) => layer.step(isize::MIN),
        (Code::End, _) => layer.step(isize::MAX),
        _ if typed && key.code == Code::Enter => layer.step(1),
        _ => return other(model, form, key),
    }
    None
}

/// True if the text under the focus took the key.
fn type_in(layer: &mut Layer, key: Key) -> bool {
    if matches!(key.code, Code::Tab | Code::BackTab) || (key.code == Code::Enter && !key.alt) {
        return false;
    }
    let Some(command) = typing::command(key) else { return false };
    let vertical = matches!(command, EditCommand::Up | EditCommand::Down);
    let Some(editor) = layer.editor() else { return false };
    match editor.apply(&command) {
        Outcome::Edited => layer.edited(),
        Outcome::Ignored if vertical => return false,
        Outcome::Ignored | Outcome::Moved => {}
    }
    true
}

/// A key on a field that is not typed into.
fn other(model: &Model, form: &mut Form, key: Key) -> Option<Layer> {
    let layer = form.layers.last_mut()?;
    let (at, row) = match layer.stop {
        Stop::Field(at) | Stop::Add(at) => (at, None),
        Stop::Row(at, row) => (at, Some(row)),
        Stop::Accept => return None,
    };
    let (field, value) = layer.field(at);
    match (field.kind, value) {
        (Kind::Choice(fixed), Value::Choice(now)) => turn(layer, at, fixed, now, key),
        (Kind::Rows(sheet), Value::Rows(rows)) => return in_rows(model, layer, at, (sheet, rows), row, key),
        (kind, value) if kind.is_chosen() => match key.code {
            Code::Enter | Code::Char(' ' | '　') | Code::Right => {
                form.chooser = Some(open_chooser(model, form.layers.last()?, field, &value));
            }
            Code::Delete | Code::Backspace => layer.set(at, chosen(kind, Vec::new())),
            _ => {}
        },
        _ => {}
    }
    None
}

/// Goes to another of the fixed words.
fn turn(layer: &mut Layer, at: usize, fixed: Fixed, now: usize, key: Key) {
    let next = match key.code {
        Code::Right | Code::Char(' ' | '　') => (now + 1) % fixed.count,
        Code::Left => (now + fixed.count - 1) % fixed.count,
        Code::Enter => return layer.step(1),
        Code::Char(c) => match by_letter(fixed, now, c) {
            Some(found) => found,
            None => return,
        },
        _ => return,
    };
    layer.set(at, Value::Choice(next));
}

/// The next word that begins with a letter, in either language.
fn by_letter(fixed: Fixed, now: usize, letter: char) -> Option<usize> {
    use crate::domain::text::Lang;
    let begins = |at: usize| {
        [Lang::Ja, Lang::En].into_iter().any(|lang| {
            let first = (fixed.word)(lang, at).chars().next();
            first.is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
        })
    };
    (1..=fixed.count).map(|by| (now + by) % fixed.count).find(|&at| begins(at))
}

/// A new row; the category is filled in where only one was chosen.
pub fn fresh(model: &Model, sheet: &Description) -> AnyFact {
    let mut draft = (sheet.blank)();
    let chosen = model.session.as_ref().map(|session| &session.assessment.profile.categories);
    if let Some([only]) = chosen.map(Vec::as_slice) {
        match &mut draft {
            AnyFact::Post(post) => post.category.clone_from(only),
            AnyFact::Contract(contract) => contract.services.push(only.clone()),
            _ => {}
        }
    }
    draft
}

/// Opens, adds, copies or removes rows inside a field.
fn in_rows(
    model: &Model,
    layer: &mut Layer,
    at: usize,
    (sheet, mut rows): (&'static Description, Vec<AnyFact>),
    row: Option<usize>,
    key: Key,
) -> Option<Layer> {
    match (key.code, row) {
        (Code::Enter | Code::Right | Code::Char(' '), Some(row)) => {
            return Some(Layer::new(sheet, rows.get(row)?.clone(), (at, Some(row))));
        }
        (Code::Enter | Code::Right | Code::Char(' '), None) | (Code::Char('a') | Code::Insert, _) => {
            return Some(Layer::new(sheet, fresh(model, sheet), (at, None)));
        }
        (Code::Char('c'), Some(row)) => {
            let copy = rows.get(row)?.clone();
            rows.insert(row + 1, copy);
            layer.set(at, Value::Rows(rows));
            layer.stop = Stop::Row(at, row + 1);
        }
        (Code::Char('d') | Code::Delete, Some(row)) if row < rows.len() => {
            rows.remove(row);
            layer.stop = if rows.is_empty() { Stop::Add(at) } else { Stop::Row(at, row.min(rows.len() - 1)) };
            layer.set(at, Value::Rows(rows));
        }
        _ => {}
    }
    None
}

fn open_chooser(model: &Model, layer: &Layer, field: &Field, value: &Value) -> Chooser {
    let scene = Scene::of(model);
    let title = say(model.lang(), field.label).to_owned();
    let list = |source| options::choices(&scene, source, &layer.draft);
    match (field.kind, value) {
        (Kind::One(source), Value::One(id)) => {
            let free = (source == Source::Members).then_some("");
            Chooser::new(title, list(source), vec![id.clone()]).free(free)
        }
        (Kind::Many(source), Value::Many(ids)) => {
            Chooser::new(title, list(source), ids.clone()).several(true)
        }
        (Kind::Item(kinds), Value::Item(item)) => {
            let picked = if item.is_blank() { Vec::new() } else { vec![options::code(item)] };
            Chooser::new(title, options::items(&scene, kinds, &layer.draft), picked).free(Some("u:"))
        }
        (Kind::Items(kinds), Value::Items(items)) => {
            let picked = items.iter().map(options::code).collect();
            let choices = options::items(&scene, kinds, &layer.draft);
            Chooser::new(title, choices, picked).several(true).free(Some("u:"))
        }
        _ => Chooser::new(title, Vec::new(), Vec::new()),
    }
}

/// Opens the form of a new assessment, with the proposed edition.
pub fn profile_of_new(model: &mut Model) {
    let edition = model.packs.first().map_or_else(String::new, |pack| pack.edition.clone());
    let draft = AnyFact::Profile(Profile { edition, ..Profile::default() });
    let form = Form::new(&fields::NEW_PROFILE, draft, Purpose::New);
    model.push(Overlay::Form(Box::new(form)));
}

/// Opens the form of the open assessment's organisation, categories and dates.
pub fn profile_of_open(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let draft = AnyFact::Profile(session.assessment.profile.clone());
    let form = Form::new(&fields::PROFILE, draft, Purpose::Edit(String::new()));
    model.push(Overlay::Form(Box::new(form)));
}

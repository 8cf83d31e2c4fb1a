//! Keys in a form: from field to field, into lists and levels, and typing.

use crate::domain::evidence::{Sight, Trouble};
use crate::domain::text::Lang;
use crate::report::fields::{AnyFact, Description, Field, Fixed, Kind, Source, Value, say};
use crate::tui::action::BoxFocus;
use crate::tui::canvas::Canvas;
use crate::tui::desktop::{Desktop, Outcome, Overlay};
use crate::tui::editor::{EditCommand, EditOutcome, Editor};
use crate::tui::form::chooser::{Answer, Chooser};
use crate::tui::form::level::{Level, TabStop};
use crate::tui::form::lookup::Lookup;
use crate::tui::form::state::{Form, FormPurpose, fresh};
use crate::tui::form::{accept, draw, naming, options, preview, reading};
use crate::tui::keys::{Code, Key};
use crate::tui::typing;

impl Overlay for Form {
    fn focus(&self) -> Option<BoxFocus> {
        Some(match (&self.chooser, self.levels.last()) {
            (Some(chooser), _) => chooser.focus(),
            (None, Some(level)) => level.focus(),
            (None, None) => BoxFocus::Accept,
        })
    }

    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        if let Some(chooser) = self.chooser.take() {
            in_chooser(desktop, self, chooser, key);
            return Outcome::Keep;
        }
        let asked = std::mem::take(&mut self.asked);
        match (key.code, key.ctrl) {
            (Code::Esc, _) => return leave(desktop, self, asked),
            (Code::Char('s'), true) if reading::holds(desktop, self) => return Outcome::Keep,
            (Code::Char('s'), true) => return accept::whole(desktop, self),
            (Code::Enter, _) if self.levels.last().is_some_and(|level| level.stop == TabStop::Accept) => {
                let holds = self.levels.len() == 1 && reading::holds(desktop, self);
                return if holds { Outcome::Keep } else { accept::level(desktop, self) };
            }
            _ => {}
        }
        let before = self.levels.first().map(|level| level.stop);
        if let Some(level) = at_stop(desktop, self, key) {
            self.levels.push(level);
        }
        reading::after_key(desktop, self, before);
        Outcome::Keep
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        draw::draw(desktop, self, canvas);
    }

    fn editor(&mut self) -> Option<&mut Editor> {
        match (&mut self.chooser, self.levels.last_mut()) {
            (Some(chooser), _) => Some(chooser.editor()),
            (None, level) => level?.editor(),
        }
    }

    fn insert(&mut self, _desktop: &mut Desktop, text: &str) {
        if let Some(chooser) = self.chooser.as_mut() {
            chooser.insert(text);
        } else if let Some(level) = self.level() {
            if let Some(editor) = level.editor() {
                editor.apply(&EditCommand::Insert(text.to_owned()));
            }
            level.edited();
        }
    }

    /// True if the letter begins one of the fixed words under the focus.
    fn takes_letter(&self, key: Key) -> bool {
        let (None, Some(level), Some(letter)) = (&self.chooser, self.levels.last(), key.typed()) else {
            return false;
        };
        let TabStop::Field(at) = level.stop else { return false };
        match level.field(at) {
            (Field { kind: Kind::Choice(fixed), .. }, Value::Choice(now)) => {
                by_letter(*fixed, now, letter).is_some()
            }
            _ => false,
        }
    }

    fn seen(&mut self, desktop: &mut Desktop, file: &str, seen: &Result<Sight, Trouble>) -> Outcome {
        reading::take(desktop, self, file, seen)
    }

    /// A row of the same name is another thing.
    fn confirmed(&mut self, desktop: &mut Desktop) -> Outcome {
        self.another = true;
        accept::whole(desktop, self)
    }

    fn settle(&mut self, desktop: &Desktop) {
        preview::settle(desktop, self);
    }
}

/// Leaves the level; asks once if something would be lost.
fn leave(desktop: &mut Desktop, form: &mut Form, asked: bool) -> Outcome {
    if form.level().is_some_and(Level::changed) && !asked {
        desktop.notify(
            "変更があります。もう一度 Esc で破棄、Ctrl-s で確定します。",
            "Something was changed: Esc again discards it, Ctrl-s accepts it.",
        );
        form.asked = true;
        return Outcome::Keep;
    }
    form.levels.pop();
    if form.levels.is_empty() { Outcome::Close } else { Outcome::Keep }
}

fn in_chooser(desktop: &mut Desktop, form: &mut Form, mut chooser: Chooser, key: Key) {
    match chooser.key(desktop, key) {
        Answer::Stay => form.chooser = Some(chooser),
        Answer::Leave => {}
        Answer::Chosen(picked) => {
            let new = form.purpose == FormPurpose::New;
            let Some(level) = form.level() else { return };
            let TabStop::Field(at) = level.stop else { return };
            let kind = level.description.fields[at].kind;
            let value = match named(desktop, kind, chosen(kind, picked), &level.field(at).1) {
                Ok(value) => value,
                Err(said) => {
                    desktop.say(said);
                    form.chooser = Some(chooser);
                    return;
                }
            };
            level.set(at, value);
            if new {
                keep_known_categories(desktop, level);
            }
            level.step(1);
        }
    }
}

/// Another edition may not have every category that was chosen.
fn keep_known_categories(desktop: &Desktop, level: &mut Level) {
    let known = options::candidates(&Lookup::of(desktop), Source::Categories, &level.draft);
    if let AnyFact::Profile(profile) = &mut level.draft {
        profile.categories.retain(|id| known.iter().any(|candidate| candidate.id == *id));
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
fn named(desktop: &mut Desktop, kind: Kind, value: Value, before: &Value) -> Result<Value, String> {
    let (Some(session), lang) = (&desktop.session, desktop.lang()) else { return Ok(value) };
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
        desktop.say(said);
    }
    Ok(value)
}

/// A key at the place of the focus; a new level if one is opened.
fn at_stop(desktop: &Desktop, form: &mut Form, key: Key) -> Option<Level> {
    let level = form.levels.last_mut()?;
    let typed = level.stop.field().is_some_and(|at| level.description.fields[at].kind.is_typed());
    if typed && type_in(level, key) {
        return None;
    }
    match (key.code, key.ctrl) {
        (Code::Tab | Code::Down, _) | (Code::Char('n'), true) => level.step(1),
        (Code::BackTab | Code::Up, _) | (Code::Char('p'), true) => level.step(-1),
        (Code::PageDown, _) => level.step(8),
        (Code::PageUp, _) => level.step(-8),
        (Code::Home, _) => level.step(isize::MIN),
        (Code::End, _) => level.step(isize::MAX),
        _ if typed && key.code == Code::Enter => level.step(1),
        _ => return other(desktop, form, key),
    }
    None
}

/// True if the text under the focus took the key.
fn type_in(level: &mut Level, key: Key) -> bool {
    if matches!(key.code, Code::Tab | Code::BackTab) || (key.code == Code::Enter && !key.alt) {
        return false;
    }
    let Some(command) = typing::command(key) else { return false };
    let vertical = matches!(command, EditCommand::Up | EditCommand::Down);
    let Some(editor) = level.editor() else { return false };
    match editor.apply(&command) {
        EditOutcome::Edited => level.edited(),
        EditOutcome::Ignored if vertical => return false,
        EditOutcome::Ignored | EditOutcome::Moved => {}
    }
    true
}

/// A key on a field that is not typed into.
fn other(desktop: &Desktop, form: &mut Form, key: Key) -> Option<Level> {
    let level = form.levels.last_mut()?;
    let (at, row) = match level.stop {
        TabStop::Field(at) | TabStop::Add(at) => (at, None),
        TabStop::Row(at, row) => (at, Some(row)),
        TabStop::Accept => return None,
    };
    let (field, value) = level.field(at);
    match (field.kind, value) {
        (Kind::Choice(fixed), Value::Choice(now)) => turn(level, at, fixed, now, key),
        (Kind::Rows(description), Value::Rows(rows)) => {
            return in_rows(desktop, level, at, (description, rows), row, key);
        }
        (kind, value) if kind.is_chosen() => match key.code {
            Code::Enter | Code::Char(' ' | '　') | Code::Right => {
                form.chooser = Some(open_chooser(desktop, form.levels.last()?, field, &value));
            }
            Code::Delete | Code::Backspace => level.set(at, chosen(kind, Vec::new())),
            _ => {}
        },
        _ => {}
    }
    None
}

/// Goes to another of the fixed words.
fn turn(level: &mut Level, at: usize, fixed: Fixed, now: usize, key: Key) {
    let next = match key.code {
        Code::Right | Code::Char(' ' | '　') => (now + 1) % fixed.count,
        Code::Left => (now + fixed.count - 1) % fixed.count,
        Code::Enter => return level.step(1),
        Code::Char(c) => match by_letter(fixed, now, c) {
            Some(found) => found,
            None => return,
        },
        _ => return,
    };
    level.set(at, Value::Choice(next));
}

/// The next word that begins with a letter, in either language.
fn by_letter(fixed: Fixed, now: usize, letter: char) -> Option<usize> {
    let begins = |at: usize| {
        [Lang::Ja, Lang::En].into_iter().any(|lang| {
            let first = (fixed.word)(lang, at).chars().next();
            first.is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
        })
    };
    (1..=fixed.count).map(|by| (now + by) % fixed.count).find(|&at| begins(at))
}

/// Opens, adds, copies or removes rows inside a field.
fn in_rows(
    desktop: &Desktop,
    level: &mut Level,
    at: usize,
    (description, mut rows): (&'static Description, Vec<AnyFact>),
    row: Option<usize>,
    key: Key,
) -> Option<Level> {
    match (key.code, row) {
        (Code::Enter | Code::Right | Code::Char(' '), Some(row)) => {
            return Some(Level::new(description, rows.get(row)?.clone(), (at, Some(row))));
        }
        (Code::Enter | Code::Right | Code::Char(' '), None) | (Code::Char('a') | Code::Insert, _) => {
            return Some(Level::new(description, fresh(desktop, description), (at, None)));
        }
        (Code::Char('c'), Some(row)) => {
            let copy = rows.get(row)?.clone();
            rows.insert(row + 1, copy);
            level.set(at, Value::Rows(rows));
            level.stop = TabStop::Row(at, row + 1);
        }
        (Code::Char('d') | Code::Delete, Some(row)) if row < rows.len() => {
            rows.remove(row);
            level.stop =
                if rows.is_empty() { TabStop::Add(at) } else { TabStop::Row(at, row.min(rows.len() - 1)) };
            level.set(at, Value::Rows(rows));
        }
        _ => {}
    }
    None
}

fn open_chooser(desktop: &Desktop, level: &Level, field: &Field, value: &Value) -> Chooser {
    let lookup = Lookup::of(desktop);
    let list = |source| options::candidates(&lookup, source, &level.draft);
    let listed = |kinds| options::items(&lookup, kinds, &level.draft);
    let (candidates, picked, several, free) = match (field.kind, value) {
        (Kind::One(source), Value::One(id)) => {
            let free = (source == Source::Members).then_some("");
            (list(source), vec![id.clone()], false, free)
        }
        (Kind::Many(source), Value::Many(ids)) => (list(source), ids.clone(), true, None),
        (Kind::Item(kinds), Value::Item(item)) => {
            let picked = if item.is_blank() { Vec::new() } else { vec![options::code(item)] };
            (listed(kinds), picked, false, Some("u:"))
        }
        (Kind::Items(kinds), Value::Items(items)) => {
            (listed(kinds), items.iter().map(options::code).collect(), true, Some("u:"))
        }
        _ => (Vec::new(), Vec::new(), false, None),
    };
    let mut chooser = Chooser::new(say(desktop.lang(), field.label).to_owned(), candidates, picked);
    (chooser.several, chooser.free) = (several, free);
    chooser
}

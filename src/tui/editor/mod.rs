//! Editing text in a field: commands in, text and a real cursor position out.
//!
//! The key layer translates keys into [`EditCommand`]s; the editor knows no keys. It moves and deletes by
//! the units of [`super::cells`], keeps its text in NFC, and remembers every edit for undo.

mod history;
mod layout;
mod words;

use std::cell::RefCell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::{self, Ambiguous};
use crate::domain::clean::{self, Amiss, Lines};
use history::{Edit, History};
use layout::TextLayout;

/// What can be done to the text or the caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditCommand {
    /// Puts text at the caret; what arrives at once is one step of undo.
    Insert(String),
    /// Starts a new line; ignored in a single line.
    Newline,
    /// One unit to the left.
    Left,
    /// One unit to the right.
    Right,
    /// To the start of the word, by runs of one script.
    WordLeft,
    /// To the end of the word, by runs of one script.
    WordRight,
    /// One drawn row up; ignored on the first.
    Up,
    /// One drawn row down; ignored on the last.
    Down,
    /// To the start of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// To the start of the text.
    TextStart,
    /// To the end of the text.
    TextEnd,
    /// Deletes the unit left of the caret.
    DeleteLeft,
    /// Deletes the unit right of the caret.
    DeleteRight,
    /// Deletes to where [`EditCommand::WordLeft`] goes, and keeps it for [`EditCommand::Yank`].
    DeleteWordLeft,
    /// Deletes to where [`EditCommand::WordRight`] goes, and keeps it for [`EditCommand::Yank`].
    DeleteWordRight,
    /// Deletes to the start of the line, and keeps it for [`EditCommand::Yank`].
    KillToStart,
    /// Deletes to the end of the line, or the line end itself, and keeps it for [`EditCommand::Yank`].
    KillToEnd,
    /// Puts back what was last killed.
    Yank,
    /// Takes back the last edit.
    Undo,
    /// Does again what was taken back.
    Redo,
}

/// What a command did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditOutcome {
    /// Nothing; the key can be used for something else.
    Ignored,
    /// The caret moved.
    Moved,
    /// The text changed.
    Edited,
}

/// A text being edited.
#[derive(Debug, Clone)]
pub struct Editor {
    text: String,
    /// Byte offset, always on a unit boundary.
    caret: usize,
    lines: Lines,
    /// The column that moves up and down aim for.
    goal: Option<usize>,
    killed: String,
    /// What was left out of the text put in last, until that is said.
    amiss: Option<Amiss>,
    history: History,
    layout: RefCell<TextLayout>,
}

impl Editor {
    /// An editor of one line, the caret at its end. Line ends in the text become spaces.
    pub fn single(text: &str) -> Self {
        Self::new(text, Lines::Single)
    }

    /// An editor of several lines, the caret at the text's end.
    pub fn multi(text: &str) -> Self {
        Self::new(text, Lines::Multi)
    }

    fn new(text: &str, lines: Lines) -> Self {
        let text = accepted(text, lines);
        Self {
            caret: text.len(),
            text,
            lines,
            goal: None,
            killed: String::new(),
            amiss: None,
            history: History::default(),
            layout: RefCell::default(),
        }
    }

    /// The text as it is.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The caret as a byte offset into the text.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// What was left out of the text put in last; it is returned once.
    pub fn take_amiss(&mut self) -> Option<Amiss> {
        self.amiss.take()
    }

    /// Replaces the whole text as one step of undo, the caret at its end.
    pub fn set_text(&mut self, text: &str) {
        let text = accepted(text, self.lines);
        self.replace(0, self.text.len(), &text, false);
    }

    /// Carries out a command.
    pub fn apply(&mut self, command: &EditCommand) -> EditOutcome {
        if !matches!(command, EditCommand::Up | EditCommand::Down) {
            self.goal = None;
        }
        match command {
            EditCommand::Insert(text) => self.insert(text),
            EditCommand::Newline if self.lines == Lines::Multi => self.insert("\n"),
            EditCommand::Newline => EditOutcome::Ignored,
            EditCommand::Yank => self.insert(&self.killed.clone()),
            EditCommand::Undo => self.travel(History::undo),
            EditCommand::Redo => self.travel(History::redo),
            EditCommand::DeleteLeft | EditCommand::DeleteRight => self.delete(command),
            EditCommand::DeleteWordLeft
            | EditCommand::DeleteWordRight
            | EditCommand::KillToStart
            | EditCommand::KillToEnd => self.kill(command),
            EditCommand::Up => self.step_row(false),
            EditCommand::Down => self.step_row(true),
            _ => self.move_caret(self.target(command)),
        }
    }

    /// Draws the text into `area` and returns where the caret is, in screen coordinates.
    ///
    /// A single line scrolls sideways, several lines are wrapped and scroll up and down. `None` if the
    /// area has no room.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, style: Style, mode: Ambiguous) -> Option<(u16, u16)> {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return None;
        }
        cells::blank(buf, area, style);
        let mut layout = self.layout.borrow_mut();
        let put = |x, y, text: &str, room| {
            cells::put(buf, x, y, text, style, room, mode);
        };
        Some(match self.lines {
            Lines::Single => layout.draw_line(&self.text, self.caret, area, mode, put),
            Lines::Multi => layout.draw_rows(&self.text, self.caret, area, mode, put),
        })
    }

    /// How many rows the text takes when drawn `width` cells wide.
    pub fn rows(&self, width: u16, mode: Ambiguous) -> usize {
        match self.lines {
            Lines::Single => 1,
            Lines::Multi => self.layout.borrow_mut().rows(&self.text, width, mode),
        }
    }

    fn insert(&mut self, text: &str) -> EditOutcome {
        let before = self.text.get(..self.caret).and_then(|before| before.chars().next_back());
        let entered = clean::entered(before, text);
        self.amiss = entered.amiss;
        let mut text = accepted(&entered.text, self.lines);
        if text.is_empty() {
            return EditOutcome::Ignored;
        }
        let mut start = self.caret;
        if text.starts_with(unicode_normalization::char::is_combining_mark) {
            start = cells::previous_boundary(&self.text, self.caret);
            let joined = format!("{}{text}", self.text.get(start..self.caret).unwrap_or_default());
            text = clean::nfc_input(&joined).into_owned();
        }
        self.replace(start, self.caret, &text, true)
    }

    fn delete(&mut self, command: &EditCommand) -> EditOutcome {
        let (start, end) = match command {
            EditCommand::DeleteLeft => (cells::previous_boundary(&self.text, self.caret), self.caret),
            _ => (self.caret, cells::next_boundary(&self.text, self.caret)),
        };
        self.replace(start, end, "", false)
    }

    fn kill(&mut self, command: &EditCommand) -> EditOutcome {
        let target = match command {
            EditCommand::DeleteWordLeft => self.target(&EditCommand::WordLeft),
            EditCommand::DeleteWordRight => self.target(&EditCommand::WordRight),
            EditCommand::KillToStart => self.target(&EditCommand::LineStart),
            _ => match self.target(&EditCommand::LineEnd) {
                end if end == self.caret => cells::next_boundary(&self.text, end),
                end => end,
            },
        };
        let (start, end) = (target.min(self.caret), target.max(self.caret));
        let killed = self.text.get(start..end).unwrap_or_default().to_owned();
        let outcome = self.replace(start, end, "", false);
        if outcome == EditOutcome::Edited {
            self.killed = killed;
        }
        outcome
    }

    fn target(&self, command: &EditCommand) -> usize {
        let (before, after) = self.text.split_at_checked(self.caret).unwrap_or((&self.text, ""));
        match command {
            EditCommand::Left => cells::previous_boundary(&self.text, self.caret),
            EditCommand::Right => cells::next_boundary(&self.text, self.caret),
            EditCommand::WordLeft => boundary_from(&self.text, words::start_before(before)),
            EditCommand::WordRight => boundary_from(&self.text, self.caret + words::end_after(after)),
            EditCommand::LineStart => before.rfind('\n').map_or(0, |at| at + 1),
            EditCommand::LineEnd => self.caret + after.find('\n').unwrap_or(after.len()),
            EditCommand::TextStart => 0,
            _ => self.text.len(),
        }
    }

    fn move_caret(&mut self, to: usize) -> EditOutcome {
        self.history.seal();
        if to == self.caret {
            return EditOutcome::Ignored;
        }
        self.caret = to;
        EditOutcome::Moved
    }

    fn step_row(&mut self, down: bool) -> EditOutcome {
        if self.lines == Lines::Single {
            return EditOutcome::Ignored;
        }
        let layout = self.layout.borrow();
        let column = self.goal.unwrap_or_else(|| layout.column(&self.text, self.caret));
        let target = layout.step(&self.text, self.caret, column, down);
        drop(layout);
        self.goal = Some(column);
        target.map_or(EditOutcome::Ignored, |to| self.move_caret(to))
    }

    /// The one place where the text changes by a command.
    fn replace(&mut self, start: usize, end: usize, with: &str, typed: bool) -> EditOutcome {
        let removed = self.text.get(start..end).unwrap_or_default().to_owned();
        if removed == with {
            return EditOutcome::Ignored;
        }
        let edit = Edit { at: start, removed, inserted: with.to_owned(), caret: self.caret };
        self.enact(&edit);
        self.history.record(edit, typed);
        EditOutcome::Edited
    }

    fn travel(&mut self, step: fn(&mut History) -> Option<Edit>) -> EditOutcome {
        let Some(edit) = step(&mut self.history) else { return EditOutcome::Ignored };
        self.enact(&edit);
        self.caret = boundary_from(&self.text, edit.caret);
        EditOutcome::Edited
    }

    fn enact(&mut self, edit: &Edit) {
        self.text.replace_range(edit.at..edit.at + edit.removed.len(), &edit.inserted);
        self.caret = edit.at + edit.inserted.len();
        // The new text may join what follows it into one unit.
        self.caret = boundary_from(&self.text, self.caret);
        self.layout.get_mut().edited(&self.text, edit.at, edit.removed.len(), edit.inserted.len());
    }
}

/// The first unit boundary at or after a byte offset.
fn boundary_from(text: &str, at: usize) -> usize {
    let line = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let rest = text.get(line..).unwrap_or_default();
    let mut ends =
        std::iter::once(line).chain(cells::units(rest, Ambiguous::Narrow).map(|unit| line + unit.end));
    ends.find(|end| *end >= at).unwrap_or(text.len())
}

/// Text in the form the editor keeps: NFC, nothing a terminal would obey, one line where one is wanted.
fn accepted(text: &str, lines: Lines) -> String {
    let input = clean::nfc_input(text);
    match lines {
        Lines::Multi => clean::visible(&input, lines).into_owned(),
        Lines::Single => clean::visible(&input.trim_end_matches('\n').replace('\n', " "), lines).into_owned(),
    }
}

//! A list over a form to choose from: one or several, narrowed by typing, with a free name where that is allowed.

use ratatui::layout::Rect;

use crate::domain::text::{Lang, pick};
use crate::tui::action::BoxFocus;
use crate::tui::canvas::{Canvas, box_width};
use crate::tui::desktop::Desktop;
use crate::tui::editor::{EditCommand, Editor};
use crate::tui::form::lookup::Candidate;
use crate::tui::keys::{Code, Key};
use crate::tui::list::List;
use crate::tui::search::{self, SearchItem, rank};
use crate::tui::{chrome, typing};

/// The list.
#[derive(Debug)]
pub struct Chooser {
    title: String,
    candidates: Vec<Candidate>,
    entries: Vec<SearchItem>,
    hits: Vec<usize>,
    picked: Vec<String>,
    /// Nothing was picked when the list was opened.
    fresh: bool,
    list: List,
    /// Several can be chosen.
    pub(super) several: bool,
    /// What a free name is put behind; nothing where names must be in the list.
    pub(super) free: Option<&'static str>,
    editor: Editor,
}

/// What a key did to the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is still open.
    Stay,
    /// It was left; nothing changes.
    Leave,
    /// These were chosen.
    Chosen(Vec<String>),
}

impl Chooser {
    /// A list with what is picked already; unknown picks are listed too, so that they are not lost.
    pub fn new(title: String, mut candidates: Vec<Candidate>, picked: Vec<String>) -> Self {
        for id in &picked {
            if !id.is_empty() && !candidates.iter().any(|candidate| candidate.id == *id) {
                let text = id.strip_prefix("u:").unwrap_or(id).to_owned();
                candidates.push(Candidate { id: id.clone(), text, ..Candidate::default() });
            }
        }
        let entries = candidates.iter().map(|candidate| {
            SearchItem::new(&format!("{} {}", candidate.text, candidate.tail), &candidate.yomi)
        });
        let mut chooser = Self {
            title,
            entries: entries.collect(),
            hits: (0..candidates.len()).collect(),
            list: List {
                at: candidates.iter().position(|candidate| picked.contains(&candidate.id)).unwrap_or(0),
                from: 0,
            },
            candidates,
            picked,
            fresh: false,
            several: false,
            free: None,
            editor: Editor::single(""),
        };
        chooser.picked.retain(|id| !id.is_empty());
        chooser.fresh = chooser.picked.is_empty();
        chooser
    }

    /// Lines: the hits, and one more for the typed name.
    fn lines(&self) -> usize {
        self.hits.len() + usize::from(self.typed().is_some())
    }

    fn typed(&self) -> Option<String> {
        let text = self.editor.text().trim();
        let prefix = self.free?;
        (!text.is_empty()).then(|| format!("{prefix}{text}"))
    }

    fn search(&mut self) {
        let query = self.editor.text();
        self.hits = if query.trim().is_empty() {
            (0..self.candidates.len()).collect()
        } else {
            rank(query, &self.entries).into_iter().map(|hit| hit.index).collect()
        };
        self.list = List::default();
    }

    fn under_cursor(&self) -> Option<String> {
        match self.hits.get(self.list.at) {
            Some(&hit) => Some(self.candidates[hit].id.clone()),
            None => self.typed(),
        }
    }

    fn toggle(&mut self) {
        let Some(id) = self.under_cursor() else { return };
        if let Some(at) = self.picked.iter().position(|known| *known == id) {
            self.picked.remove(at);
            return;
        }
        if !self.candidates.iter().any(|candidate| candidate.id == id) {
            let text = self.editor.text().trim().to_owned();
            self.entries.push(SearchItem::new(&text, ""));
            self.candidates.push(Candidate { id: id.clone(), text, ..Candidate::default() });
            self.editor = Editor::single("");
            self.search();
            self.list.at = self.candidates.len() - 1;
        }
        self.picked.push(id);
    }

    fn toggle_all(&mut self) {
        let ids: Vec<String> = self.hits.iter().map(|&hit| self.candidates[hit].id.clone()).collect();
        let all = ids.iter().all(|id| self.picked.contains(id));
        self.picked.retain(|id| !ids.contains(id));
        if !all {
            self.picked.extend(ids);
        }
    }

    /// Arrows move, typing narrows, Space picks one of several, Enter chooses.
    pub fn key(&mut self, desktop: &Desktop, key: Key) -> Answer {
        let sight = (self.lines(), self.room(desktop));
        match (key.code, key.ctrl) {
            (Code::Esc, _) => return Answer::Leave,
            (Code::Enter, _) => return self.enter(),
            _ if self.list.key(key, sight) => {}
            (Code::Char(' ' | '　'), false) if self.several => self.toggle(),
            (Code::Char('a'), true) if self.several => self.toggle_all(),
            (Code::Delete, _) if self.editor.text().is_empty() => self.picked.clear(),
            _ => {
                if let Some(command) = typing::command(key) {
                    self.editor.apply(&command);
                    self.search();
                }
            }
        }
        Answer::Stay
    }

    /// The text that narrows.
    pub fn editor(&mut self) -> &mut Editor {
        &mut self.editor
    }

    /// Text that came at once narrows too.
    pub fn insert(&mut self, text: &str) {
        self.editor.apply(&EditCommand::Insert(text.to_owned()));
        self.search();
    }

    fn enter(&mut self) -> Answer {
        if !self.several {
            return self.under_cursor().map_or(Answer::Stay, |id| Answer::Chosen(vec![id]));
        }
        // A name typed and not yet picked would be lost otherwise; where nothing was picked, the marked line is meant.
        let typed = self.hits.is_empty() && self.typed().is_some();
        if typed || self.fresh && self.picked.is_empty() {
            self.toggle();
        }
        let order = |id: &String| self.candidates.iter().position(|candidate| candidate.id == *id);
        let mut picked = self.picked.clone();
        picked.sort_by_key(order);
        Answer::Chosen(picked)
    }

    /// The upper part of the screen, with room below the caret.
    fn area(&self, desktop: &Desktop) -> Rect {
        let (columns, rows) = desktop.size;
        let width = box_width(columns, 84);
        let wanted = u16::try_from(self.candidates.len()).unwrap_or(u16::MAX).saturating_add(6).max(9);
        Rect::new((columns - width) / 2, 2, width, wanted.min(rows.saturating_sub(4)))
    }

    /// Lines in sight.
    fn room(&self, desktop: &Desktop) -> usize {
        usize::from(self.area(desktop).height.saturating_sub(5))
    }

    /// Draws the list in the upper part of the screen, with room below the caret.
    pub fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let lang = desktop.lang();
        let area = self.area(desktop);
        canvas.frame(area, &self.title);
        let (plain, muted) = (canvas.theme.plain, canvas.theme.muted);
        canvas.text(area.x + 2, area.y + 1, ">", plain, 2);
        let line = Rect::new(area.x + 4, area.y + 1, area.width - 6, 1);
        canvas.cursor = self.editor.draw(canvas.buf, line, plain, canvas.mode);
        canvas.divide(area, area.y + 2);
        let room = self.room(desktop);
        let mut list = self.list;
        list.settle(self.lines(), room);
        for (y, at) in (area.y + 3..).zip(list.from..self.lines().min(list.from + room)) {
            self.draw_line(canvas, lang, (area, y), at);
        }
        if self.lines() == 0 {
            let text = pick(lang, "選べるものがありません。", "There is nothing to choose.");
            canvas.text(area.x + 2, area.y + 3, text, muted, area.width - 4);
        }
        chrome::box_keys(desktop, canvas, (area.x + 2, area.bottom() - 2), self.focus(), area.width - 4);
    }

    /// Whose keys act in it.
    pub fn focus(&self) -> BoxFocus {
        match (self.several, self.free.is_some()) {
            (true, false) => BoxFocus::Several,
            (true, true) => BoxFocus::SeveralOrOther,
            (false, false) => BoxFocus::One,
            (false, true) => BoxFocus::OneOrOther,
        }
    }

    fn draw_line(&self, canvas: &mut Canvas<'_>, lang: Lang, (area, y): (Rect, u16), at: usize) {
        let plain = canvas.theme.plain;
        let style = if at == self.list.at { canvas.theme.focus } else { plain };
        let Some(&hit) = self.hits.get(at) else {
            let text = format!(
                "{}{}",
                pick(lang, "この名前のまま使う: ", "Use this name: "),
                self.editor.text().trim()
            );
            canvas.text(area.x + 2, y, &text, style, area.width - 4);
            return;
        };
        let candidate = &self.candidates[hit];
        let picked = self.picked.contains(&candidate.id);
        let mark = match (self.several, picked) {
            (true, true) => "[x]",
            (true, false) => "[ ]",
            (false, true) => " * ",
            (false, false) => "   ",
        };
        canvas.text(area.x + 2, y, mark, plain, 3);
        let end = canvas.right(area.right() - 2, y, &candidate.tail, plain);
        let room = end.saturating_sub(area.x + 7);
        canvas.text(area.x + 6, y, &candidate.text, plain, room);
        canvas.text(area.x + 6, y, search::name(&candidate.text), style, room);
    }
}

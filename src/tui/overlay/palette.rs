//! Search and commands in one box: questions, people, contracts, documents, records and actions.

use ratatui::layout::Rect;

use crate::domain::text::Lang;
use crate::report::words::{self, pick};
use crate::tui::action::{self, Action, Inside};
use crate::tui::canvas::{Canvas, box_width};
use crate::tui::editor::{EditCommand, Editor};
use crate::tui::keys::{Code, Key};
use crate::tui::model::{Model, Page};
use crate::tui::overlay::{Overlay, readings};
use crate::tui::screens::assess::tree;
use crate::tui::screens::table;
use crate::tui::search::{self, Entry, Match, rank};
use crate::tui::{typing, update, view};

/// How many hits are kept.
const MOST: usize = 200;

/// Hits in sight on a screen of usual height: every typed letter draws them anew, and an input method's own
/// list needs room below.
const FEW: u16 = 10;
/// Hits in sight where there is more room.
const MANY: u16 = 18;
/// From this height on there is.
const TALL: u16 = 30;

/// The box.
#[derive(Debug)]
pub struct Palette {
    editor: Editor,
    targets: Vec<Target>,
    entries: Vec<Entry>,
    texts: Vec<String>,
    hits: Vec<Match>,
    cursor: usize,
}

/// What a line of the box leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Row(usize),
    Fact(String),
    Do(Action),
}

impl Palette {
    /// The box over the present page; `search` leaves the actions out.
    pub fn new(model: &Model, search: bool) -> Self {
        let mut palette = Self {
            editor: Editor::single(""),
            targets: Vec::new(),
            entries: Vec::new(),
            texts: Vec::new(),
            hits: Vec::new(),
            cursor: 0,
        };
        palette.collect_rows(model);
        palette.collect_facts(model);
        if !search {
            palette.collect_actions(model);
        }
        palette.search();
        palette
    }

    fn add(&mut self, target: Target, text: String, yomi: String) {
        self.targets.push(target);
        self.entries.push(Entry::new(&text, &yomi));
        self.texts.push(text);
    }

    fn collect_rows(&mut self, model: &Model) {
        let Some(session) = &model.session else { return };
        let lang = model.lang();
        for (at, row) in session.pack.rows().iter().enumerate() {
            let text = format!("{}  {}", row.title.get(lang), row.clause);
            let ask = session.pack.head.reading_of(&row.ask.ja);
            let yomi = format!("{} {} {} {} {ask}", row.id, row.yomi, row.title.ja, row.title.en);
            self.add(Target::Row(at), text, yomi);
        }
    }

    fn collect_facts(&mut self, model: &Model) {
        let Some(session) = &model.session else { return };
        let a = &session.assessment;
        for person in &a.people {
            self.add(
                Target::Fact(person.id.clone()),
                format!("{}  {}", person.name, person.id),
                person.yomi.clone(),
            );
        }
        for contract in &a.contracts {
            self.add(
                Target::Fact(contract.id.clone()),
                format!("{}  {}", contract.alias, contract.id),
                String::new(),
            );
        }
        for document in &a.documents {
            self.add(
                Target::Fact(document.id.clone()),
                format!("{}  {}", document.title, document.id),
                String::new(),
            );
        }
        for record in &a.records {
            self.add(
                Target::Fact(record.id.clone()),
                format!("{}  {}", record.title, record.id),
                String::new(),
            );
        }
        for row in &a.evidence {
            let text = format!("{}  {}", row.title, row.id);
            self.add(Target::Fact(row.id.clone()), text, String::new());
        }
        for row in &a.equivalences {
            let text = format!("{}  {}", row.title, row.id);
            self.add(Target::Fact(row.id.clone()), text, String::new());
        }
        for claim in a.claims.iter().filter(|claim| !claim.remark.is_empty()) {
            if let Some(at) = session.pack.position(&claim.row) {
                let text = format!("{}  {}", claim.remark.replace('\n', " "), claim.row);
                self.add(Target::Row(at), text, String::new());
            }
        }
    }

    fn collect_actions(&mut self, model: &Model) {
        let lang = model.lang();
        let mut seen = Vec::new();
        for entry in action::footer(model.place()) {
            if seen.contains(&entry.action) || matches!(entry.action, Action::Palette | Action::Search) {
                continue;
            }
            seen.push(entry.action);
            self.add(
                Target::Do(entry.action),
                entry.name(lang).to_owned(),
                format!("{} {}", readings::of(entry.name(Lang::Ja)), entry.name(lang.other())),
            );
        }
    }

    fn search(&mut self) {
        let query = self.editor.text();
        self.hits = if query.trim().is_empty() {
            let actions_first = |at: &usize| matches!(self.targets[*at], Target::Do(_));
            let all = (0..self.entries.len()).filter(actions_first);
            all.map(|index| Match { index, score: 0, highlights: Vec::new() }).collect()
        } else {
            rank(query, &self.entries)
        };
        self.hits.truncate(MOST);
        self.cursor = 0;
    }
}

/// Typing narrows, arrows choose, Enter goes, Esc leaves.
pub fn key(model: &mut Model, mut palette: Palette, key: Key) {
    let last = palette.hits.len().saturating_sub(1);
    match key.code {
        Code::Esc => return,
        Code::Enter => return go(model, &palette),
        Code::Up => palette.cursor = palette.cursor.saturating_sub(1),
        Code::Down => palette.cursor = (palette.cursor + 1).min(last),
        Code::Char('p') if key.ctrl => palette.cursor = palette.cursor.saturating_sub(1),
        Code::Char('n') if key.ctrl => palette.cursor = (palette.cursor + 1).min(last),
        Code::PageUp => palette.cursor = palette.cursor.saturating_sub(8),
        Code::PageDown => palette.cursor = (palette.cursor + 8).min(last),
        _ => {
            if let Some(command) = typing::command(key) {
                palette.editor.apply(&command);
                palette.search();
            }
        }
    }
    model.push(Overlay::Palette(palette));
}

/// The text in the box.
pub fn editor(palette: &mut Palette) -> &mut Editor {
    &mut palette.editor
}

/// Text that came at once goes in at the caret.
pub fn insert(model: &mut Model, mut palette: Palette, text: &str) {
    palette.editor.apply(&EditCommand::Insert(text.to_owned()));
    palette.search();
    model.push(Overlay::Palette(palette));
}

fn go(model: &mut Model, palette: &Palette) {
    let Some(hit) = palette.hits.get(palette.cursor) else { return };
    match &palette.targets[hit.index] {
        Target::Row(at) => {
            if let Some(session) = &model.session {
                model.assess.go(session, *at);
                model.jump(Page::Assess);
            }
        }
        Target::Fact(id) => table::open_fact(model, id),
        Target::Do(action) => update::act(model, *action),
    }
}

/// Draws the box; the caret is real, and there is room below it for an input method.
pub fn draw(model: &Model, palette: &Palette, canvas: &mut Canvas<'_>) {
    let lang = model.lang();
    let (columns, rows) = model.size;
    let width = box_width(columns, 90);
    let most = if rows < TALL { FEW } else { MANY };
    let area = Rect::new((columns - width) / 2, 2, width, rows.saturating_sub(5).min(most + 5));
    canvas.frame(area, pick(lang, "探す・する", "Search and commands"));
    let (plain, muted) = (canvas.theme.plain, canvas.theme.muted);
    canvas.text(area.x + 2, area.y + 1, ">", plain, 2);
    let line = Rect::new(area.x + 4, area.y + 1, area.width - 6, 1);
    canvas.cursor = palette.editor.draw(canvas.buf, line, plain, canvas.mode);
    canvas.divide(area, area.y + 2);
    let room = usize::from(area.height.saturating_sub(5));
    let from = (palette.cursor + 1).saturating_sub(room);
    for (row, (at, hit)) in palette.hits.iter().enumerate().skip(from).take(room).enumerate() {
        let y = area.y + 3 + u16::try_from(row).unwrap_or(0);
        hit_line(model, palette, canvas, (area, y), (at, hit));
    }
    if palette.hits.is_empty() {
        let text = pick(lang, "見つかりません。", "Nothing found.");
        canvas.text(area.x + 2, area.y + 3, text, muted, area.width - 4);
    }
    view::box_keys(model, canvas, (area.x + 2, area.bottom() - 2), Inside::Palette, area.width - 4);
}

fn hit_line(
    model: &Model,
    palette: &Palette,
    canvas: &mut Canvas<'_>,
    (area, y): (Rect, u16),
    (at, hit): (usize, &Match),
) {
    let lang = model.lang();
    let focused = at == palette.cursor;
    let plain = canvas.theme.plain;
    let style = if focused { canvas.theme.focus } else { plain };
    let (kind, tail) = match &palette.targets[hit.index] {
        Target::Row(row) => (
            pick(lang, "設問", "row"),
            model.session.as_ref().and_then(|s| {
                if !tree::is_listed(s, *row) {
                    return Some(pick(lang, "選択外", "not chosen"));
                }
                s.findings.at(*row).verdict().map(|verdict| words::verdict_short(lang, verdict))
            }),
        ),
        Target::Fact(_) => (pick(lang, "台帳", "fact"), None),
        Target::Do(action) => (pick(lang, "する", "do"), action::key_of(model.place(), *action)),
    };
    let end = canvas.right(area.right() - 2, y, tail.unwrap_or_default(), plain);
    canvas.text(area.x + 2, y, kind, plain, 5);
    let x = area.x + 8;
    let room = end.saturating_sub(x + 1);
    let text = &palette.texts[hit.index];
    canvas.text(x, y, text, plain, room);
    canvas.text(x, y, search::name(text), style, room);
    highlight(palette, canvas, (x, y), room, hit, focused);
}

/// Draws the found characters again, in the style of keys.
fn highlight(
    palette: &Palette,
    canvas: &mut Canvas<'_>,
    (x, y): (u16, u16),
    room: u16,
    hit: &Match,
    focused: bool,
) {
    let text = &palette.texts[hit.index];
    let name = search::name(text).len();
    for range in &hit.highlights {
        let base = if focused && range.end <= name { canvas.theme.focus } else { canvas.theme.plain };
        let marked = base.patch(canvas.theme.key).add_modifier(ratatui::style::Modifier::BOLD);
        let Some(found) = text.get(range.clone()) else { continue };
        let before = canvas.width(&text[..range.start]);
        let width = canvas.width(found);
        if before + width < room {
            canvas.text(x + before, y, found, marked, width);
        }
    }
}

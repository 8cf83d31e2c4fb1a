//! Search and commands in one box: questions, people, contracts, documents, records and actions.

use ratatui::layout::Rect;

use crate::domain::text::{Lang, pick};
use crate::report::words;
use crate::tui::action::{self, Action, BoxFocus};
use crate::tui::canvas::{Canvas, box_width};
use crate::tui::desktop::{Desktop, Goal, Outcome, Overlay, Request, WayBack};
use crate::tui::editor::{EditCommand, Editor};
use crate::tui::keys::{Code, Key};
use crate::tui::list::List;
use crate::tui::outline;
use crate::tui::overlay::readings;
use crate::tui::search::{self, Match, SearchItem, rank};
use crate::tui::{chrome, typing};

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
    entries: Vec<SearchItem>,
    texts: Vec<String>,
    hits: Vec<Match>,
    list: List,
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
    pub fn new(desktop: &Desktop, search: bool) -> Self {
        let mut palette = Self {
            editor: Editor::single(""),
            targets: Vec::new(),
            entries: Vec::new(),
            texts: Vec::new(),
            hits: Vec::new(),
            list: List::default(),
        };
        palette.collect_rows(desktop);
        palette.collect_facts(desktop);
        if !search {
            palette.collect_actions(desktop);
        }
        palette.search();
        palette
    }

    fn add(&mut self, target: Target, text: String, yomi: String) {
        self.targets.push(target);
        self.entries.push(SearchItem::new(&text, &yomi));
        self.texts.push(text);
    }

    fn collect_rows(&mut self, desktop: &Desktop) {
        let Some(session) = &desktop.session else { return };
        let lang = desktop.lang();
        for (at, row) in session.pack.rows().iter().enumerate() {
            let text = format!("{}  {}", row.title.get(lang), row.clause);
            let ask = session.pack.head.reading_of(&row.ask.ja);
            let yomi = format!("{} {} {} {} {ask}", row.id, row.yomi, row.title.ja, row.title.en);
            self.add(Target::Row(at), text, yomi);
        }
    }

    fn collect_facts(&mut self, desktop: &Desktop) {
        let Some(session) = &desktop.session else { return };
        let a = &session.assessment;
        let people = a.people.iter().map(|row| (&row.name, &*row.id, row.yomi.as_str()));
        let facts = people
            .chain(a.contracts.iter().map(|row| (&row.alias, &*row.id, "")))
            .chain(a.documents.iter().map(|row| (&row.title, &*row.id, "")))
            .chain(a.records.iter().map(|row| (&row.title, &*row.id, "")))
            .chain(a.evidence.iter().map(|row| (&row.title, &*row.id, "")))
            .chain(a.equivalences.iter().map(|row| (&row.title, &*row.id, "")));
        for (name, id, yomi) in facts {
            self.add(Target::Fact(id.to_owned()), format!("{name}  {id}"), yomi.to_owned());
        }
        for claim in a.claims.iter().filter(|claim| !claim.remark.is_empty()) {
            if let Some(at) = session.pack.position(&claim.row) {
                let text = format!("{}  {}", claim.remark.replace('\n', " "), claim.row);
                self.add(Target::Row(at), text, String::new());
            }
        }
    }

    fn collect_actions(&mut self, desktop: &Desktop) {
        let lang = desktop.lang();
        let mut seen = Vec::new();
        for entry in action::footer(desktop.place()) {
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
        self.list = List::default();
    }
}

impl Overlay for Palette {
    fn focus(&self) -> Option<BoxFocus> {
        Some(BoxFocus::Palette)
    }

    /// Typing narrows, arrows choose, Enter goes, Esc leaves.
    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        match key.code {
            Code::Esc => return Outcome::Close,
            Code::Enter => {
                go(desktop, self);
                return Outcome::Close;
            }
            _ if self.list.key(key, (self.hits.len(), room(area(desktop.size)))) => {}
            _ if typing::edit(&mut self.editor, key) => self.search(),
            _ => {}
        }
        Outcome::Keep
    }

    /// The caret is real, and there is room below it for an input method.
    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let lang = desktop.lang();
        let area = area(desktop.size);
        canvas.frame(area, pick(lang, "探す・する", "Search and commands"));
        let (plain, muted) = (canvas.theme.plain, canvas.theme.muted);
        canvas.text(area.x + 2, area.y + 1, ">", plain, 2);
        let line = Rect::new(area.x + 4, area.y + 1, area.width - 6, 1);
        canvas.cursor = self.editor.draw(canvas.buf, line, plain, canvas.mode);
        canvas.divide(area, area.y + 2);
        let sight = Rect::new(area.x, area.y + 3, area.width, area.height.saturating_sub(5));
        for (y, at, hit) in self.list.shown(sight, &self.hits) {
            hit_line(desktop, self, canvas, (area, y), (at, hit));
        }
        if self.hits.is_empty() {
            let text = pick(lang, "見つかりません。", "Nothing found.");
            canvas.text(area.x + 2, area.y + 3, text, muted, area.width - 4);
        }
        chrome::box_keys(desktop, canvas, (area.x + 2, area.bottom() - 2), BoxFocus::Palette, area.width - 4);
    }

    fn editor(&mut self) -> Option<&mut Editor> {
        Some(&mut self.editor)
    }

    fn insert(&mut self, _desktop: &mut Desktop, text: &str) {
        self.editor.apply(&EditCommand::Insert(text.to_owned()));
        self.search();
    }
}

/// Where the box is.
fn area((columns, rows): (u16, u16)) -> Rect {
    let width = box_width(columns, 90);
    let most = if rows < TALL { FEW } else { MANY };
    Rect::new((columns - width) / 2, 2, width, rows.saturating_sub(5).min(most + 5))
}

/// Hits in sight.
fn room(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(5))
}

fn go(desktop: &mut Desktop, palette: &Palette) {
    let Some(hit) = palette.hits.get(palette.list.at) else { return };
    match &palette.targets[hit.index] {
        Target::Row(at) => desktop.show(Goal::Row(*at), WayBack::HereAtOnce),
        Target::Fact(id) => desktop.show(Goal::Entry(id.clone()), WayBack::AsBefore),
        Target::Do(action) => desktop.ask(Request::Act(*action)),
    }
}

fn hit_line(
    desktop: &Desktop,
    palette: &Palette,
    canvas: &mut Canvas<'_>,
    (area, y): (Rect, u16),
    (at, hit): (usize, &Match),
) {
    let lang = desktop.lang();
    let focused = at == palette.list.at;
    let plain = canvas.theme.plain;
    let style = if focused { canvas.theme.focus } else { plain };
    let (kind, tail) = match &palette.targets[hit.index] {
        Target::Row(row) => (
            pick(lang, "設問", "row"),
            desktop.session.as_ref().and_then(|s| {
                if !outline::is_listed(s, *row) {
                    return Some(pick(lang, "選択外", "not chosen"));
                }
                s.findings.at(*row).verdict().map(|verdict| words::verdict_short(lang, verdict))
            }),
        ),
        Target::Fact(_) => (pick(lang, "台帳", "fact"), None),
        Target::Do(action) => (pick(lang, "する", "do"), action::key_of(desktop.place(), *action)),
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

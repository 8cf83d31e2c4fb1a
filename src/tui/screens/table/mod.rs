//! The registers as tables: choose one, move, add, edit, copy, delete, sort, narrow, close.

pub mod columns;
pub mod details;
pub mod draw;
pub mod filter;
pub mod rows;
pub mod tab;
pub mod worth;

use std::sync::Arc;

use crate::domain::text::Lang;
use crate::report::fields::AnyFact;
use crate::report::fields::say;
use crate::report::words::pick;
use crate::tui::action::Action;
use crate::tui::canvas::Lines;
use crate::tui::fold;
use crate::tui::memo::{Basis, Memo};
use crate::tui::model::{Model, Page};
use crate::tui::screens::assess;
use crate::tui::search::{Entry, rank};
use crate::tui::session::Session;
use crate::tui::update;

use columns::{Column, Look};
pub use draw::draw;
pub use rows::{add, draft_of};
use tab::Tab;

/// What the lower half is built from: basis, register, the row come from, whether it is narrowed, the row selected.
type DetailsOf = (Basis, Tab, Option<String>, bool, Option<usize>);

/// State of the screen.
#[derive(Debug, Default)]
pub struct Table {
    /// The register in front.
    pub tab: Tab,
    /// The row of the pack it was opened from, to which Esc returns.
    pub back: Option<String>,
    /// What rows must contain to be shown.
    pub filter: String,
    /// First row shown.
    pub from: usize,
    /// First line of the lower half shown.
    pub scroll: usize,
    /// The visible rows as of the last message.
    shown: Vec<usize>,
    cursors: [usize; Tab::ALL.len()],
    sorts: [Option<usize>; Tab::ALL.len()],
    /// The lower half as it was last built.
    details: Memo<DetailsOf, Lines>,
}

impl Table {
    /// Where the cursor is among the visible rows of a register.
    pub fn cursor(&self, tab: Tab) -> usize {
        self.cursors[tab.index()]
    }

    /// The column the register is sorted by; as entered if there is none.
    pub fn sort(&self, tab: Tab) -> Option<usize> {
        self.sorts[tab.index()]
    }

    /// The visible rows as places in the register's list, narrowed and sorted.
    pub fn visible(&self, session: &Session, lang: Lang) -> Vec<usize> {
        let mut rows = self.tab.rows(&session.assessment);
        let (look, columns) = (Look::new(session, lang), columns::of(self.tab));
        if !self.filter.trim().is_empty() {
            let entries: Vec<Entry> = rows.iter().map(|&at| entry(&look, self.tab, at)).collect();
            let mut hits: Vec<usize> =
                rank(&self.filter, &entries).into_iter().map(|hit| rows[hit.index]).collect();
            hits.sort_unstable();
            rows = hits;
        }
        if let Some(column) = self.sort(self.tab).and_then(|at| columns.get(at)) {
            rows.sort_by_cached_key(|&at| sort_key(&look, self.tab, column, at));
        }
        rows
    }

    /// The visible rows as of the last message, as far as the register still has them.
    pub fn shown(&self, session: &Session) -> Vec<usize> {
        let rows = self.tab.rows(&session.assessment);
        self.shown.iter().copied().filter(|at| rows.binary_search(at).is_ok()).collect()
    }

    fn go(&mut self, tab: Tab) {
        if self.tab != tab {
            self.tab = tab;
            self.filter.clear();
            self.from = 0;
            self.scroll = 0;
        }
    }
}

/// Names stand in the order of their readings, everything else in the order of its letters; spellings of one
/// word stand together.
fn sort_key(look: &Look<'_>, tab: Tab, column: &Column, at: usize) -> (String, String) {
    let cell = (column.cell)(look, at);
    let person = (tab == Tab::Roster).then(|| &look.session.assessment.people[at]);
    let read = person.filter(|person| person.name == cell && !person.yomi.is_empty());
    (fold::key(read.map_or(cell.as_str(), |person| person.yomi.as_str())), cell)
}

fn entry(look: &Look<'_>, tab: Tab, at: usize) -> Entry {
    let cells: Vec<String> = columns::of(tab)
        .iter()
        .filter(|column| !column.derived)
        .map(|column| (column.cell)(look, at))
        .collect();
    let yomi = match tab {
        Tab::Roster => look.session.assessment.people[at].yomi.as_str(),
        _ => "",
    };
    Entry::new(&cells.join("  "), yomi)
}

/// Keeps the cursor on the list, after each message.
pub fn settle(model: &mut Model) {
    let lang = model.lang();
    let Some(session) = &model.session else { return };
    let visible = model.table.visible(session, lang);
    let layout = draw::Layout::of(model.size);
    let tab = model.table.tab.index();
    let cursor = model.table.cursors[tab].min(visible.len().saturating_sub(1));
    let low = (cursor + 1).saturating_sub(usize::from(layout.list.height));
    // Only a scrolled lower half can have been scrolled too far.
    let most = (model.table.scroll > 0).then(|| {
        let lines = details(model, session, visible.get(cursor).copied(), layout.details.width).len();
        lines.saturating_sub(usize::from(layout.details.height))
    });
    let table = &mut model.table;
    table.shown = visible;
    table.cursors[tab] = cursor;
    table.from = table.from.clamp(low, cursor.max(low));
    table.scroll = table.scroll.min(most.unwrap_or(0));
}

/// The lines of the lower half for the row at a place of the register in front.
fn details(model: &Model, session: &Session, selected: Option<usize>, width: u16) -> Arc<Lines> {
    let table = &model.table;
    let narrowed = !table.filter.is_empty();
    let key = (Basis::of(model, session), table.tab, table.back.clone(), narrowed, selected);
    table.details.get(key, || details::lines(model, session, selected, width))
}

/// Carries out an action of this screen; false if it is none.
pub fn act(model: &mut Model, action: Action) -> bool {
    match action {
        Action::NextTab => step_tab(model, 1),
        Action::PreviousTab => step_tab(model, -1),
        Action::AddRow => add(model),
        Action::Open => rows::edit(model),
        Action::CopyRow => rows::copy(model),
        Action::DeleteRow => rows::delete(model),
        Action::ThatIsAll => that_is_all(model),
        Action::Sort => sort(model),
        Action::Filter => filter::open(model),
        Action::Back => back(model),
        _ => return travel(model, action),
    }
    true
}

fn step_tab(model: &mut Model, by: isize) {
    let tab = model.table.tab.step(by);
    model.table.go(tab);
}

fn travel(model: &mut Model, action: Action) -> bool {
    let page = usize::from(draw::Layout::of(model.size).list.height).max(2) - 1;
    let at = model.table.tab.index();
    let table = &mut model.table;
    let cursor = &mut table.cursors[at];
    match action {
        Action::Up => *cursor = cursor.saturating_sub(1),
        Action::Down => *cursor += 1,
        Action::PageUp => *cursor = cursor.saturating_sub(page),
        Action::PageDown => *cursor += page,
        Action::First => *cursor = 0,
        // The next settling puts it on the last row.
        Action::Last => *cursor = usize::MAX - 1,
        Action::ScrollUp => table.scroll = table.scroll.saturating_sub(1),
        Action::ScrollDown => table.scroll += 1,
        _ => return false,
    }
    if !matches!(action, Action::ScrollUp | Action::ScrollDown) {
        table.scroll = 0;
    }
    true
}

/// Opens a register from a command: only a table that is in front keeps the row it was opened from.
pub fn show(model: &mut Model, tab: Tab) {
    if model.page != Page::Table {
        model.table.back = None;
    }
    open(model, tab);
}

/// Opens a register.
fn open(model: &mut Model, tab: Tab) {
    if model.session.is_some() {
        model.table.go(tab);
        model.page = Page::Table;
    }
}

/// Opens the form of a new row of a register, over the page that is in front.
pub fn add_to(model: &mut Model, tab: Tab) {
    model.table.back = None;
    model.table.go(tab);
    add(model);
}

/// Opens the registers where they were last, without a row to return to.
pub fn open_last(model: &mut Model) {
    model.table.back = None;
    open(model, model.table.tab);
}

/// Opens the register that decides the row under the cursor of the assessment.
pub fn open_for_row(model: &mut Model) {
    let lang = model.lang();
    let Some(session) = &model.session else { return };
    let row = model.assess.tree.row();
    let Some((at, tab)) = row.and_then(|at| Some((at, tab_of(session, at)?))) else {
        return model.say(assess::no_register(lang, row));
    };
    model.table.back = Some(session.pack.rows()[at].id.clone());
    open(model, tab);
}

/// The register to show for a row: the one that decides it, chosen standards first where none is chosen.
fn tab_of(session: &Session, at: usize) -> Option<Tab> {
    let row = &session.pack.rows()[at];
    let chosen = session.assessment.standards.iter().any(|choice| choice.row == row.id);
    let choice = row.rule.asks_for_choice();
    if choice && !chosen {
        return Some(Tab::Standards);
    }
    assess::register_of(session, at).map(Tab::of)
}

/// Opens the register that holds a fact, with the fact selected.
pub fn open_fact(model: &mut Model, id: &str) {
    let Some(session) = &model.session else { return };
    let Some((tab, at)) = Tab::holding(&session.assessment, id) else { return };
    model.table.back = None;
    open(model, tab);
    place(model, at);
}

/// Puts the cursor on a row just stored.
pub fn select(model: &mut Model, draft: &AnyFact) {
    let Some(session) = &model.session else { return };
    let (tab, key) = (model.table.tab, draft.key());
    let rows = tab.rows(&session.assessment).into_iter();
    let found = rows.filter(|&at| {
        tab.fact(&session.assessment, at).is_some_and(|known| {
            std::mem::discriminant(&known) == std::mem::discriminant(draft) && known.key() == key
        })
    });
    if let Some(at) = found.max() {
        place(model, at);
    }
}

fn place(model: &mut Model, at: usize) {
    let lang = model.lang();
    let Some(session) = &model.session else { return };
    let table = &mut model.table;
    if !table.visible(session, lang).contains(&at) {
        table.filter.clear();
    }
    if let Some(line) = table.visible(session, lang).iter().position(|row| *row == at) {
        table.cursors[table.tab.index()] = line;
        table.scroll = 0;
    }
}

fn that_is_all(model: &mut Model) {
    if let Some(register) = model.table.tab.register() {
        return assess::close_or_reopen(model, register);
    }
    let text = pick(
        model.lang(),
        "この台帳は「これで全部」とする必要がありません。",
        "This register needs no closing.",
    );
    model.say(text);
}

/// Sorts by the next column, after the last one as entered.
fn sort(model: &mut Model) {
    let (lang, tab) = (model.lang(), model.table.tab);
    let columns = columns::of(tab);
    let next = model.table.sort(tab).map_or(0, |at| at + 1);
    let next = (next < columns.len()).then_some(next);
    let kept = rows::under_cursor(model);
    model.table.sorts[tab.index()] = next;
    if let Some(draft) = kept {
        select(model, &draft);
    }
    let by = next.map_or(pick(lang, "入れた順", "as entered"), |at| say(lang, columns[at].label));
    model.say(format!("{}{by}", pick(lang, "並び: ", "Sorted by: ")));
}

/// Gives up the narrowing, or goes back to the row this was opened from.
fn back(model: &mut Model) {
    if !model.table.filter.is_empty() {
        model.table.filter.clear();
        return;
    }
    if let (Some(row), Some(session)) = (model.table.back.take(), &model.session)
        && let Some(at) = session.pack.position(&row)
    {
        model.assess.go(session, at);
    } else if update::go_back(model) {
        return;
    }
    model.page = Page::Assess;
}

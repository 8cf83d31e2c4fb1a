//! The state of the screen: the register in front, its order, what narrows it, and the cursor in it.

use crate::domain::text::Lang;
use crate::tui::cache::{Cached, TextBasis};
use crate::tui::canvas::Lines;
use crate::tui::desktop::Desktop;
use crate::tui::fold;
use crate::tui::list::List;
use crate::tui::screens::table::columns::{self, Column, TableView};
use crate::tui::search::{SearchItem, rank};
use crate::tui::session::Session;
use crate::tui::tab::Tab;

/// What the lower half is built from: basis, register, the row come from, whether it is narrowed, the row selected.
type DetailsOf = (TextBasis, Tab, Option<String>, bool, Option<usize>);

/// State of the screen.
#[derive(Debug, Default)]
pub struct Table {
    /// The register in front.
    pub tab: Tab,
    /// The row of the pack it was opened from, to which Esc returns.
    pub back: Option<String>,
    /// What rows must contain to be shown.
    pub filter: String,
    /// First line of the lower half shown.
    pub scroll: usize,
    /// The visible rows as of the last message.
    pub(super) shown: Vec<usize>,
    pub(super) lists: [List; Tab::ALL.len()],
    pub(super) sorts: [Option<usize>; Tab::ALL.len()],
    /// The lower half as it was last built.
    pub(super) details: Cached<DetailsOf, Lines>,
}

impl Table {
    /// Where the cursor is among the visible rows of a register.
    pub fn cursor(&self, tab: Tab) -> usize {
        self.lists[tab.index()].at
    }

    /// The column the register is sorted by; as entered if there is none.
    pub fn sort(&self, tab: Tab) -> Option<usize> {
        self.sorts[tab.index()]
    }

    /// The visible rows as places in the register's list, narrowed and sorted.
    pub fn visible(&self, session: &Session, lang: Lang) -> Vec<usize> {
        let mut rows = self.tab.rows(&session.assessment);
        let (view, columns) = (TableView::new(session, lang), columns::of(self.tab));
        if !self.filter.trim().is_empty() {
            let entries: Vec<SearchItem> = rows.iter().map(|&at| entry(&view, self.tab, at)).collect();
            let mut hits: Vec<usize> =
                rank(&self.filter, &entries).into_iter().map(|hit| rows[hit.index]).collect();
            hits.sort_unstable();
            rows = hits;
        }
        if let Some(column) = self.sort(self.tab).and_then(|at| columns.get(at)) {
            rows.sort_by_cached_key(|&at| sort_key(&view, self.tab, column, at));
        }
        rows
    }

    /// The visible rows as of the last message, as far as the register still has them.
    pub fn shown(&self, session: &Session) -> Vec<usize> {
        let rows = self.tab.rows(&session.assessment);
        self.shown.iter().copied().filter(|at| rows.binary_search(at).is_ok()).collect()
    }

    /// Turns to a register.
    pub fn go(&mut self, tab: Tab) {
        if self.tab != tab {
            self.tab = tab;
            self.filter.clear();
            self.lists[tab.index()].from = 0;
            self.scroll = 0;
        }
    }

    /// Turns to the register that holds an entry, with the cursor on it; false if none does.
    pub fn go_to(&mut self, desktop: &Desktop, id: &str) -> bool {
        let held = desktop.session.as_ref().and_then(|session| Tab::holding(&session.assessment, id));
        let Some((tab, at)) = held else { return false };
        self.back = None;
        self.go(tab);
        place(self, desktop, at);
        true
    }

    /// Puts the cursor on the row of the register in front that is under a key.
    pub fn select(&mut self, desktop: &Desktop, key: &str) {
        let Some(session) = &desktop.session else { return };
        let rows = self.tab.rows(&session.assessment).into_iter();
        let has =
            |at: &usize| self.tab.fact(&session.assessment, *at).is_some_and(|known| known.key() == key);
        if let Some(at) = rows.filter(has).max() {
            place(self, desktop, at);
        }
    }
}

/// Names are in the order of their readings, everything else in the order of its letters; spellings of one
/// word are together.
fn sort_key(view: &TableView<'_>, tab: Tab, column: &Column, at: usize) -> (String, String) {
    let cell = (column.cell)(view, at);
    let person = (tab == Tab::Roster).then(|| &view.session.assessment.people[at]);
    let read = person.filter(|person| person.name == cell && !person.yomi.is_empty());
    (fold::key(read.map_or(cell.as_str(), |person| person.yomi.as_str())), cell)
}

fn entry(view: &TableView<'_>, tab: Tab, at: usize) -> SearchItem {
    let cells: Vec<String> = columns::of(tab)
        .iter()
        .filter(|column| !column.derived)
        .map(|column| (column.cell)(view, at))
        .collect();
    let yomi = match tab {
        Tab::Roster => view.session.assessment.people[at].yomi.as_str(),
        _ => "",
    };
    SearchItem::new(&cells.join("  "), yomi)
}

fn place(screen: &mut Table, desktop: &Desktop, at: usize) {
    let lang = desktop.lang();
    let Some(session) = &desktop.session else { return };
    if !screen.visible(session, lang).contains(&at) {
        screen.filter.clear();
    }
    if let Some(line) = screen.visible(session, lang).iter().position(|row| *row == at) {
        screen.lists[screen.tab.index()].at = line;
        screen.scroll = 0;
    }
}

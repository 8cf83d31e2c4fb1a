//! The registers as tables: choose one, move, add, edit, copy, delete, sort, narrow, close.

pub mod columns;
pub mod details;
pub mod draw;
pub mod rows;
mod state;
pub mod worth;

use crate::domain::text::pick;
use crate::report::fields::say;
use crate::tui::action::Action;
use crate::tui::canvas::Canvas;
use crate::tui::closing::close_or_reopen;
use crate::tui::desktop::{Desktop, Goal, WayBack};
use crate::tui::list::travel_or_scroll;
use crate::tui::overlay::filter::Filter;
use crate::tui::screens::Screen;
use crate::tui::tab::Tab;

pub use state::Table;

impl Table {
    /// Opens the form of a new row of a register, over the screen that is in front.
    pub fn add_to(&mut self, desktop: &mut Desktop, tab: Tab) {
        self.back = None;
        self.go(tab);
        rows::add(self, desktop);
    }

    /// Opens the form of a new row of the register in front.
    pub fn add(&self, desktop: &mut Desktop) {
        rows::add(self, desktop);
    }
}

impl Screen for Table {
    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool {
        match action {
            Action::NextTab => self.go(self.tab.step(1)),
            Action::PreviousTab => self.go(self.tab.step(-1)),
            Action::AddRow => rows::add(self, desktop),
            Action::Open => rows::edit(self, desktop),
            Action::CopyRow => rows::copy(self, desktop),
            Action::DeleteRow => rows::delete(self, desktop),
            Action::ThatIsAll => that_is_all(self, desktop),
            Action::Sort => sort(self, desktop),
            Action::Filter => desktop.open(Filter::new(&self.filter)),
            Action::Back => return back(self, desktop),
            _ => {
                let (list, height) =
                    (&mut self.lists[self.tab.index()], draw::areas(desktop.size).list.height);
                return travel_or_scroll(list, &mut self.scroll, action, height);
            }
        }
        true
    }

    /// Keeps the cursor on the list, after each message.
    fn settle(&mut self, desktop: &mut Desktop) {
        let lang = desktop.lang();
        let Some(session) = &desktop.session else { return };
        let visible = self.visible(session, lang);
        let areas = draw::areas(desktop.size);
        let list = &mut self.lists[self.tab.index()];
        list.settle(visible.len(), usize::from(areas.list.height));
        let selected = visible.get(list.at).copied();
        // Only a scrolled lower half can have been scrolled too far.
        if self.scroll > 0 {
            let lines = details::kept(self, desktop, session, selected, areas.text.width).len();
            self.scroll = self.scroll.min(areas.most(lines));
        }
        self.shown = visible;
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        draw::draw(self, desktop, canvas);
    }

    /// A row must be there to be edited.
    fn acts(&self, desktop: &Desktop, action: Action) -> bool {
        let Some(session) = &desktop.session else { return true };
        match action {
            Action::Open | Action::DeleteRow | Action::CopyRow => {
                !self.visible(session, desktop.lang()).is_empty()
            }
            Action::Show(_) => self.tab == Tab::Evidence,
            Action::Sort | Action::Filter => !self.tab.rows(&session.assessment).is_empty(),
            _ => true,
        }
    }
}

fn that_is_all(screen: &mut Table, desktop: &mut Desktop) {
    if let Some(register) = screen.tab.register() {
        return close_or_reopen(desktop, register);
    }
    desktop.notify("この台帳は「これで全部」とする必要がありません。", "This register needs no closing.");
}

/// Sorts by the next column, after the last one as entered.
fn sort(screen: &mut Table, desktop: &mut Desktop) {
    let (lang, tab) = (desktop.lang(), screen.tab);
    let columns = columns::of(tab);
    let next = screen.sort(tab).map_or(0, |at| at + 1);
    let next = (next < columns.len()).then_some(next);
    let kept = rows::under_cursor(screen, desktop);
    screen.sorts[tab.index()] = next;
    if let Some(draft) = kept {
        screen.select(desktop, &draft.key());
    }
    let by = next.map_or(pick(lang, "入れた順", "as entered"), |at| say(lang, columns[at].label));
    desktop.say(format!("{}{by}", pick(lang, "並び: ", "Sorted by: ")));
}

/// Gives up the narrowing, or goes back to the row this was opened from; false if neither is there.
fn back(screen: &mut Table, desktop: &mut Desktop) -> bool {
    if !screen.filter.is_empty() {
        screen.filter.clear();
        return true;
    }
    let row = screen.back.take();
    let at = row.and_then(|row| desktop.session.as_ref().and_then(|session| session.pack.position(&row)));
    at.into_iter().for_each(|at| desktop.show(Goal::Row(at), WayBack::AsBefore));
    at.is_some()
}

//! What screens, boxes and forms ask of the workbench.

use super::state::App;
use crate::tui::action::Page;
use crate::tui::desktop::{Goal, Request, WayBack};
use crate::tui::row_registers::{no_register, tab_of};

impl App {
    /// Carries out what was asked, in order; what that asks in turn comes right behind it.
    pub(super) fn carry_out_requests(&mut self) {
        for request in std::mem::take(&mut self.desktop.requests) {
            self.carry_out(request);
            self.carry_out_requests();
        }
    }

    fn carry_out(&mut self, request: Request) {
        let (desktop, screens) = (&mut self.desktop, &mut self.screens);
        match request {
            Request::Act(action) => self.act(action),
            Request::Show(goal, way_back) => self.show(goal, way_back),
            Request::AddRow(tab) => screens.table.add_to(desktop, tab),
            Request::Stored(key) => screens.table.select(desktop, &key),
            Request::Narrow(text) => screens.table.filter = text,
            Request::Resume => screens.at_mut(desktop.page).resume(desktop),
            Request::Return(page) => self.return_to(page),
            Request::Hear(message) => self.on_store(message),
            Request::Say(text) => desktop.say(text),
        }
    }

    /// Shows a page that begins anew; nothing if it cannot.
    pub(super) fn begin(&mut self, page: Page) -> bool {
        let session = self.desktop.session.as_ref();
        let in_view = session.and_then(|session| self.screens.assess.category(session));
        self.screens.at_mut(page).begin(&mut self.desktop, in_view)
    }

    /// Goes to a page; those that hold what they worked out work it out anew.
    pub(super) fn return_to(&mut self, page: Page) {
        self.desktop.page = Page::Assess;
        let anew = matches!(page, Page::Plan | Page::Timeline | Page::Review);
        if !matches!(page, Page::Start | Page::WhatIf) && (!anew || self.begin(page)) {
            self.desktop.page = page;
        }
    }

    fn show(&mut self, goal: Goal, way_back: WayBack) {
        let from = self.desktop.page;
        let Some(page) = self.reach(&goal) else { return };
        self.leave_trail(from, page, way_back);
        match goal {
            Goal::RegisterOfRow(at) => self.show_register_of(Some(at)),
            _ => self.desktop.page = page,
        }
    }

    fn leave_trail(&mut self, from: Page, to: Page, way_back: WayBack) {
        match way_back {
            WayBack::Here if from != to => self.desktop.came_from(from),
            WayBack::AsBefore | WayBack::Here => {}
            WayBack::HereAtOnce => self.desktop.jump(to),
        }
    }

    /// Puts the cursor of a screen on what is to be shown; the page of the screen.
    fn reach(&mut self, goal: &Goal) -> Option<Page> {
        let session = self.desktop.session.as_ref()?;
        match goal {
            Goal::Row(at) | Goal::RegisterOfRow(at) => self.screens.assess.go(session, *at),
            Goal::Category(at) => self.screens.assess.go_to_category(session, *at),
            Goal::Register(tab) => {
                if self.desktop.page != Page::Table {
                    self.screens.table.back = None;
                }
                self.screens.table.go(*tab);
                return Some(Page::Table);
            }
            Goal::Entry(id) => return self.screens.table.go_to(&self.desktop, id).then_some(Page::Table),
        }
        Some(Page::Assess)
    }

    /// Opens the register that decides a row; the table remembers the row, to which Esc returns.
    pub(super) fn show_register_of(&mut self, row: Option<usize>) {
        let Some(session) = &self.desktop.session else { return };
        let tab = row.and_then(|at| Some((at, tab_of(session, at)?)));
        let Some((at, tab)) = tab else {
            return self.desktop.say(no_register(self.desktop.lang(), row));
        };
        self.screens.table.back = Some(session.pack.rows()[at].id.clone());
        self.screens.table.go(tab);
        self.desktop.page = Page::Table;
    }
}

//! Actions: first as the screen in front sees them, then as every screen does.

use super::state::App;
use crate::domain::change::Change;
use crate::domain::text::tr;
use crate::tui::action::{self, Action, Page, Place};
use crate::tui::cells::{Ambiguous, Kana};
use crate::tui::desktop::{Desktop, Goal, WayBack};
use crate::tui::form::Form;
use crate::tui::message::{Effect, StoreCommand};
use crate::tui::overlay::conflict;
use crate::tui::overlay::departure::Departure;
use crate::tui::overlay::help::Help;
use crate::tui::overlay::palette::Palette;
use crate::tui::overlay::prompt::{Prompt, PromptPurpose};
use crate::tui::screens::what_if::WhatIf;
use crate::tui::tab::Tab;

impl App {
    /// Carries out an action, first as the screen sees it, then as every screen does.
    pub fn act(&mut self, action: Action) {
        if self.asks_who_signs(action) {
            return;
        }
        let taken = self.screens.at_mut(self.desktop.page).act(&mut self.desktop, action);
        if !taken {
            self.act_on_every_screen(action);
        }
        self.carry_out_requests();
    }

    fn act_on_every_screen(&mut self, action: Action) {
        if leaves_the_trail(action) {
            self.desktop.trail.clear();
        }
        match action {
            Action::Quit => self.quit(),
            Action::Suspend => self.desktop.want(Effect::Suspend),
            Action::Back => self.back(),
            Action::Help => self.desktop.open(Help::of_place(self.desktop.lang(), self.desktop.place())),
            Action::Palette | Action::Search => {
                self.desktop.open(Palette::new(&self.desktop, action == Action::Search));
            }
            Action::Language | Action::Width | Action::Kana => turn(&mut self.desktop, action),
            Action::Undo => self.undone(Desktop::undo),
            Action::Redo => self.undone(Desktop::redo),
            Action::New if self.desktop.trial.is_some() => first_end(&mut self.desktop),
            Action::New => self.desktop.open(Form::of_new(&self.desktop)),
            _ if self.desktop.session.is_some() => self.act_on_file(action),
            _ => {}
        }
    }

    /// What can be done wherever one is in an open file.
    fn act_on_file(&mut self, action: Action) {
        match action {
            Action::Why => self.prove(),
            Action::Show(page) => self.begin_and_show(page),
            Action::WhatIf => drop(self.try_out()),
            Action::TryDeparture if self.try_out() => self.desktop.open(Departure::of(&self.desktop)),
            Action::TryHire if self.try_out() => self.screens.table.add_to(&mut self.desktop, Tab::Roster),
            Action::TryDate if self.try_out() => self.desktop.open(other_date(&self.desktop)),
            Action::Resolve if self.desktop.trial.is_some() => first_end(&mut self.desktop),
            Action::Resolve => conflict::again(&mut self.desktop),
            Action::SaveAs => self.desktop.open(Prompt::elsewhere(&self.desktop)),
            Action::Signer => self.choose_signer(),
            Action::Registers => {
                self.screens.table.back = None;
                self.desktop.page = Page::Table;
            }
            Action::Register if self.desktop.page == Page::Assess => {
                self.show_register_of(self.screens.assess.tree.row());
            }
            Action::Tab(tab) => self.desktop.show(Goal::Register(tab), WayBack::AsBefore),
            Action::Add(tab) => {
                self.desktop.show(Goal::Register(tab), WayBack::AsBefore);
                self.carry_out_requests();
                self.screens.table.add(&mut self.desktop);
            }
            Action::Profile => {
                let profile = self.desktop.session.as_ref().map(|open| open.assessment.profile.clone());
                profile.into_iter().for_each(|profile| self.desktop.open(Form::of_profile(profile)));
            }
            _ => {}
        }
    }

    fn begin_and_show(&mut self, page: Page) {
        if !self.begin(page) {
            return;
        }
        if self.screens.at(page).leads_back() {
            self.desktop.jump(page);
        } else {
            self.desktop.page = page;
        }
    }

    /// Proves what is under the cursor of the screen in front.
    fn prove(&mut self) {
        let subject = self.screens.at(self.desktop.page).subject(&self.desktop);
        if self.screens.proof.prove(&mut self.desktop, subject) {
            self.desktop.jump(Page::Proof);
        }
    }

    /// Begins a trial, if there is none, and shows its screen; false if that is not possible now.
    fn try_out(&mut self) -> bool {
        if self.desktop.page == Page::WhatIf {
            return true;
        }
        let fresh = self.desktop.trial.is_none();
        if !self.desktop.begin_trial() {
            return false;
        }
        if fresh {
            self.screens.what_if = WhatIf::default();
        }
        self.screens.what_if.close_comparison();
        if let Some(trial) = &mut self.desktop.trial {
            trial.came_from = self.desktop.page;
        }
        self.desktop.trail.clear();
        self.desktop.page = Page::WhatIf;
        true
    }

    /// Takes a step of the edits and brings the cursor to the row whose claim came back, so that it can be seen and
    /// answered anew.
    fn undone(&mut self, step: fn(&mut Desktop) -> Option<Change>) {
        let change = step(&mut self.desktop);
        let (Some(change), Some(session)) = (change, &self.desktop.session) else { return };
        if let Some(at) = change.parts().iter().rev().find_map(|part| session.pack.position(&part.subject()))
        {
            self.screens.assess.go(session, at);
        }
    }

    fn back(&mut self) {
        if self.desktop.go_back() {
            return;
        }
        match self.desktop.page {
            Page::Start => {
                let key = action::key_of(Place::On(Page::Start), Action::Quit).unwrap_or("Ctrl-c");
                let text =
                    tr!(self.desktop.lang(), "終了するには {key} を押してください。", "Press {key} to quit.");
                self.desktop.say(text);
            }
            // Other files wait until nothing is tried any more.
            Page::Assess if self.desktop.trial.is_some() => drop(self.try_out()),
            Page::WhatIf => {
                let came_from = self.desktop.trial.as_ref().map(|trial| trial.came_from);
                self.return_to(came_from.unwrap_or_default());
            }
            Page::Assess => {
                self.desktop.page = Page::Start;
                self.desktop.want(StoreCommand::ListRecent);
                self.say_unsaved();
            }
            _ => self.desktop.page = Page::Assess,
        }
    }
}

/// True for what leads to a page by its name, and so not back by the way one came.
fn leaves_the_trail(action: Action) -> bool {
    matches!(action, Action::Show(_) | Action::Registers)
}

/// Turns to the other language, width, or look of kana.
fn turn(desktop: &mut Desktop, action: Action) {
    match action {
        Action::Language => {
            desktop.prefs.lang = desktop.prefs.lang.other();
            desktop.want(StoreCommand::SetLanguage(desktop.prefs.lang));
        }
        Action::Width => {
            desktop.prefs.ambiguous = match desktop.prefs.ambiguous {
                Ambiguous::Narrow => Ambiguous::Wide,
                Ambiguous::Wide => Ambiguous::Narrow,
            };
        }
        _ => {
            desktop.prefs.theme.kana = match desktop.prefs.theme.kana {
                Kana::Full => Kana::Raw,
                Kana::Raw => Kana::Full,
            };
            desktop.keep_settings();
        }
    }
}

/// Asks for another reference date to try.
fn other_date(desktop: &Desktop) -> Prompt {
    let day = desktop.session.as_ref().and_then(|session| session.assessment.profile.reference_date);
    Prompt::line(PromptPurpose::TryDate, &day.map_or_else(String::new, |day| day.to_string()))
}

/// Some things wait until nothing is tried any more.
fn first_end(desktop: &mut Desktop) {
    let key = action::key_of(Place::Work, Action::WhatIf).unwrap_or("i");
    desktop.say(tr!(
        desktop.lang(),
        "先に「もしも」を終えてください({key} で画面を開き、x)。",
        "End what-if first: {key} opens its screen, x ends it."
    ));
}

//! Who signs: asked for where no signer is named.

use super::state::App;
use crate::domain::assessment::Answer;
use crate::domain::signer::Statement;
use crate::tui::action::{Action, Page};
use crate::tui::overlay::signing::{AfterSigning, Signing};

impl App {
    /// Asks who signs before an action would sign where the file names no signer; false if it need not be asked.
    pub(super) fn asks_who_signs(&mut self, action: Action) -> bool {
        let Some(answer) = answer(action) else { return false };
        let desktop = &self.desktop;
        let Some((at, session)) = self.row_in_view().zip(desktop.session.as_ref()) else { return false };
        let statement = Statement::answering(&session.pack.rows()[at], answer);
        // What is only tried is no statement.
        let real = desktop.trial.is_none() && session.read_only().is_none();
        if !real || desktop.unsigned.contains(&statement) || !desktop.signer(statement).name.is_empty() {
            return false;
        }
        let signing = Signing::new(desktop, statement, AfterSigning::Act(action));
        self.desktop.open(signing);
        true
    }

    /// Says who signs what is in view: declarations on a row that wants one, "that is all" in the registers.
    pub(super) fn choose_signer(&mut self) {
        let row = self.row_in_view().zip(self.desktop.session.as_ref());
        let statement = match (self.desktop.page, row) {
            (Page::Table, _) => Statement::Closures,
            (_, Some((at, session))) => Statement::answering(&session.pack.rows()[at], Answer::Yes),
            _ => Statement::Answers,
        };
        let signing = Signing::new(&self.desktop, statement, AfterSigning::Nothing);
        self.desktop.open(signing);
    }

    /// The row that an answering key answers now.
    fn row_in_view(&self) -> Option<usize> {
        self.screens.at(self.desktop.page).row(&self.desktop)
    }
}

fn answer(action: Action) -> Option<Answer> {
    match action {
        Action::Yes => Some(Answer::Yes),
        Action::No => Some(Answer::No),
        Action::DontKnow => Some(Answer::Unknown),
        Action::NotApplicable => Some(Answer::NotApplicable),
        _ => None,
    }
}

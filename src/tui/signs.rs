//! Who signs what is entered in the workbench: always somebody of the open file, asked for where nobody is named.

use crate::domain::assessment::{Answer, Claim};
use crate::domain::pack::Requirement;
use crate::domain::signer::{Signer, Statement};
use crate::tui::action::Action;
use crate::tui::model::{Model, Page};
use crate::tui::overlay::Overlay;
use crate::tui::overlay::signing::{Signing, Then};
use crate::tui::session::Saving;

impl Model {
    /// Who signs such statements in the open file; a blank signer where nobody is named.
    pub fn signer(&self, statement: Statement) -> Signer {
        let session = self.session.as_ref();
        session.and_then(|session| session.assessment.signer(statement)).cloned().unwrap_or_default()
    }

    /// An answer given now, signed by whom the file names for it.
    pub fn claim(&self, row: &Requirement, answer: Answer, remark: String) -> Claim {
        let Signer { name, post, .. } = self.signer(Statement::answering(row, answer));
        Claim { row: row.id.clone(), answer, remark, by: name, post, at: self.now.clone() }
    }

    /// Remembers the person's own name, to be suggested in other files. Whoever is let in by a host has none.
    pub fn learn_own_name(&mut self, name: &str) {
        if self.own_name.as_deref().is_some_and(|known| known != name) {
            self.own_name = Some(name.to_owned());
            self.settle();
        }
    }
}

/// Asks who signs before an action would sign where the file names nobody; false if it need not be asked.
pub fn asks(model: &mut Model, action: Action) -> bool {
    let Some(answer) = answer(action) else { return false };
    let Some((_, row)) = in_view(model) else { return false };
    let statement = Statement::answering(row, answer);
    let writable = model.session.as_ref().is_some_and(|open| !matches!(open.saving, Saving::ReadOnly(_)));
    // What is only tried is no statement of anybody.
    let real = model.scratch.is_none() && writable;
    if !real || model.unsigned.contains(&statement) || !model.signer(statement).name.is_empty() {
        return false;
    }
    let signing = Signing::new(model, statement, Then::Act(action));
    model.push(Overlay::Signing(Box::new(signing)));
    true
}

/// Says who signs what is in view: declarations on a row that wants one, "that is all" in the registers.
pub fn choose(model: &mut Model) {
    let statement = match (model.page, in_view(model)) {
        (Page::Table, _) => Statement::Closures,
        (_, Some((_, row))) => Statement::answering(row, Answer::Yes),
        _ => Statement::Answers,
    };
    let signing = Signing::new(model, statement, Then::Nothing);
    model.push(Overlay::Signing(Box::new(signing)));
}

/// The question that an answering key answers now.
pub fn in_view(model: &Model) -> Option<(usize, &Requirement)> {
    let session = model.session.as_ref()?;
    let at = match model.page {
        Page::Assess => model
            .assess
            .tree
            .row()
            .filter(|&at| session.pack.answerable(at) && session.findings.at(at).value.is_none()),
        Page::Review => model.review.row(),
        _ => None,
    }?;
    Some((at, &session.pack.rows()[at]))
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

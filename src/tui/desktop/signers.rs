//! Who signs what is entered: always a person named in the open file.

use super::state::Desktop;
use crate::domain::assessment::{Answer, Claim};
use crate::domain::pack::Requirement;
use crate::domain::signer::{Signer, Statement};

impl Desktop {
    /// Who signs such statements in the open file; a blank signer where none is named.
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
            self.keep_settings();
        }
    }
}

//! Since when a procedure has existed: no log shows it, and no audit looked at it, before it was first approved (PROC of
//! the table; A12).

use super::grounds::Why;
use super::judge::Judge;
use super::notes::JudgedFact;
use super::papers::{Asked, paper};
use crate::domain::date::{Date, PartialDate};
use crate::domain::register::{Document, DocumentState, Record, Register};
use crate::domain::rule::Rule;
use crate::domain::verdict::{Pair, Reading};

impl Judge<'_> {
    /// The row whose document a record of this rule follows, where the pack says so; a row that follows nothing but
    /// itself, or nothing that there is, follows none.
    pub(super) fn procedure(&self, rule: &Rule, at: usize) -> Option<usize> {
        rule.needs().procedure.and_then(|row| self.pack.position(row)).filter(|row| *row != at)
    }

    /// Lowers a record that is older than the procedure, or may be. Of several documents the oldest decides.
    pub(super) fn follows(
        &self,
        procedure: Option<usize>,
        record: &Record,
        day: Date,
        judged: &mut JudgedFact,
    ) {
        // Without a date nothing is compared; that it is missing is told already.
        let (Some(procedure), Some(on)) = (procedure, record.on) else { return };
        let documents = self.serving(procedure).filter(|(document, cover)| {
            paper(document, Asked::default(), cover, day).pair.lenient() != Reading::No
        });
        let mut documents: Vec<&Document> = documents.map(|(document, _)| document).collect();
        documents.sort_by(|one, other| one.id.cmp(&other.id));
        let existed = JudgedFact::best(documents.into_iter().map(|document| existed(document, on)));
        let open = self.assessment.open(Register::Documents);
        let existed = existed.unwrap_or_else(|| {
            let strict = if open { Reading::Open } else { Reading::No };
            JudgedFact::of(Pair::new(strict, Reading::Yes), Why::RuleMissing)
        });
        judged.and(existed);
    }
}

/// Whether a document was in force on a day: after its first approval, or, where that is not recorded, after the approval
/// of its present version. A draft shows nothing, whatever day is written on it.
fn existed(document: &Document, on: PartialDate) -> JudgedFact {
    let mut judged = JudgedFact::holds();
    let approved = document.state == DocumentState::Approved;
    let Some(since) = document.first_approved.or(document.approved).filter(|_| approved) else {
        judged.lenient_only(Why::ProcedureNotApproved(document.id.clone()));
        return judged;
    };
    if on.earliest() >= since.latest() {
        return judged;
    }
    judged.lenient_only(if document.first_approved.is_none() {
        Why::FirstApprovalMissing(document.id.clone())
    } else if on.latest() < since.earliest() {
        Why::BeforeProcedure { document: document.id.clone(), first: since.earliest() }
    } else {
        Why::DateImprecise
    });
    judged
}

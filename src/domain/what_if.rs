//! What would flip: changes tried on a copy before anything is kept, as named scenarios that can be compared.

use crate::domain::assessment::Assessment;
use crate::domain::change::{Change, Stale};
use crate::domain::date::Date;
use crate::domain::evaluate::{Findings, evaluate};
use crate::domain::flip::Flips;
use crate::domain::pack::Pack;
use crate::domain::reference::References;

/// What changes are tried against.
#[derive(Debug, Clone, Copy)]
pub struct Base<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The reference lists.
    pub references: &'a References,
    /// The assessment as it stands; it is never changed.
    pub assessment: &'a Assessment,
    /// The day as of which everything is judged.
    pub day: Option<Date>,
}

/// Changes under a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scenario {
    /// What people call it.
    pub name: String,
    /// The changes, in the order in which they are made.
    pub changes: Vec<Change>,
}

/// What a scenario comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The assessment with the changes made.
    pub assessment: Assessment,
    /// Its findings.
    pub findings: Findings,
    /// What flips against the assessment as it stands.
    pub flips: Flips,
}

impl Base<'_> {
    /// The findings as things stand.
    pub fn findings(&self) -> Findings {
        self.judge(self.assessment)
    }

    /// Makes the changes on a copy, one after the other, and says what flips.
    ///
    /// # Errors
    /// [`Stale`] for the first change that does not fit what stands there by then.
    pub fn attempt(&self, changes: &[Change]) -> Result<Tried, Stale> {
        let mut assessment = self.assessment.clone();
        changes.iter().try_for_each(|change| change.apply(&mut assessment))?;
        let findings = self.judge(&assessment);
        let flips = Flips::between(&self.findings(), &findings);
        Ok(Tried { assessment, findings, flips })
    }

    /// What flips from one scenario to another.
    ///
    /// # Errors
    /// [`Stale`] if a change of either does not fit.
    pub fn compare(&self, one: &Scenario, other: &Scenario) -> Result<Flips, Stale> {
        let (one, other) = (self.attempt(&one.changes)?, self.attempt(&other.changes)?);
        Ok(Flips::between(&one.findings, &other.findings))
    }

    fn judge(&self, assessment: &Assessment) -> Findings {
        evaluate(self.pack, self.references, assessment, self.day)
    }
}

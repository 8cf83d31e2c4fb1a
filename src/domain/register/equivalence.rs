//! The argument that something equals a member of a list.

/// The structured argument for 「同等のもの」 (A5).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Equivalence {
    /// Permanent id, `Q-01`.
    pub id: String,
    /// The reference list it claims to equal.
    pub to: String,
    /// What is claimed to be equal.
    pub title: String,
    /// Equal in what.
    pub equal_in: String,
    /// Who awards or publishes it.
    pub issuer: String,
    /// Its subject matter.
    pub scope: String,
    /// Its level.
    pub level: String,
    /// Its exam or hours.
    pub exam: String,
    /// How it is kept up.
    pub upkeep: String,
    /// Where this can be checked.
    pub references: String,
    /// The state of the argument.
    pub state: EquivalenceState,
}

impl Equivalence {
    /// True if every field of the argument is filled in.
    pub fn complete(&self) -> bool {
        self.fields().iter().all(|field| !field.trim().is_empty())
    }

    /// The fields of the argument, in the order of the form.
    pub fn fields(&self) -> [&str; 9] {
        [
            &self.to,
            &self.title,
            &self.equal_in,
            &self.issuer,
            &self.scope,
            &self.level,
            &self.exam,
            &self.upkeep,
            &self.references,
        ]
    }
}

/// The state of an equivalence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum EquivalenceState {
    /// Argued.
    #[default]
    Argued,
    /// Rejected by the registration body.
    Rejected,
    /// Withdrawn.
    Withdrawn,
}

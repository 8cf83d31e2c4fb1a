//! What two versions began with: known, or agreed on from where each of them came.

use std::collections::HashSet;

use super::difference;
use crate::domain::assessment::{Assessment, Profile};
use crate::domain::change::{Change, Target};

/// The common past of two versions, as far as it is known.
#[derive(Debug, Clone, Default)]
pub struct Base {
    /// The values both began with.
    pub values: Assessment,
    /// Their profile where the two sides do not agree on it; else that of the values.
    pub(super) other_profile: Profile,
    /// Entries of which nobody knows what they were.
    pub(super) unsure: HashSet<Target>,
}

impl Base {
    /// A past that both sides are known to have.
    pub fn known(values: &Assessment) -> Self {
        Self { values: values.clone(), other_profile: values.profile.clone(), unsure: HashSet::new() }
    }

    /// What two sides came from, each by its own history: where they disagree, the past is unknown. Two sides
    /// without histories came from what they are, so that every difference is one of unknown past.
    pub fn agreed(ours: &Assessment, theirs: &Assessment) -> Self {
        let apart = difference(ours, theirs);
        let unsure = apart.iter().filter(|change| !matches!(change, Change::Profile(_)));
        Self {
            values: ours.clone(),
            other_profile: theirs.profile.clone(),
            unsure: unsure.map(Change::target).collect(),
        }
    }

    /// True if it is known what every entry was.
    pub fn is_certain(&self) -> bool {
        self.unsure.is_empty() && self.values.profile == self.other_profile
    }
}

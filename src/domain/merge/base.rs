//! What two versions began with: known, or agreed on from where each of them came.

use std::collections::{HashMap, HashSet};

use crate::domain::assessment::{Assessment, Profile};
use crate::domain::change::{Entry, Target};

/// The common past of two versions, as far as it is known.
#[derive(Debug, Clone, Default)]
pub struct Base {
    /// The values both began with.
    pub values: Assessment,
    /// Their profile where the two sides do not agree on it; else that of the values.
    pub(super) other_profile: Profile,
    /// Entries of which it is not known what they were.
    pub(super) unsure: HashSet<Target>,
}

impl Base {
    /// A past that both sides are known to have.
    pub fn known(values: &Assessment) -> Self {
        Self { values: values.clone(), other_profile: values.profile.clone(), unsure: HashSet::new() }
    }

    /// True if it is known what every entry was.
    pub fn is_certain(&self) -> bool {
        self.unsure.is_empty() && self.values.profile == self.other_profile
    }
}

/// The entries of a list by their keys.
pub(super) fn by_key<T: Entry>(assessment: &Assessment) -> HashMap<String, &T> {
    T::list(assessment).iter().map(|entry| (entry.key().into_owned(), entry)).collect()
}

//! Carrying changes out, taking them back, and asking whether they fit.

use super::entry::{Entry, present};
use super::kinds::{Change, ProfileSwap, Swap};
use crate::domain::assessment::Assessment;

/// The entry that a change is about: claims and standards share their keys, so the kind belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    kind: std::mem::Discriminant<Change>,
    subject: String,
}

/// A change that does not fit what it is applied to; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{subject} is not as it was when this change was made")]
pub struct Stale {
    /// The id of what was to be changed.
    pub subject: String,
}

/// Does the same with whatever swap a change holds.
macro_rules! with_swap {
    ($change:expr, $profile:pat => $for_profile:expr, $parts:pat => $for_parts:expr, $swap:ident => $for_swap:expr) => {
        match $change {
            Change::Several($parts) => $for_parts,
            Change::Profile($profile) => $for_profile,
            Change::Claim($swap) => $for_swap,
            Change::Person($swap) => $for_swap,
            Change::Contract($swap) => $for_swap,
            Change::Document($swap) => $for_swap,
            Change::Record($swap) => $for_swap,
            Change::Standard($swap) => $for_swap,
            Change::Declaration($swap) => $for_swap,
            Change::Equivalence($swap) => $for_swap,
            Change::Evidence($swap) => $for_swap,
            Change::Member($swap) => $for_swap,
            Change::Closure($swap) => $for_swap,
            Change::Scenario($swap) => $for_swap,
            Change::Step($swap) => $for_swap,
            Change::Signer($swap) => $for_swap,
        }
    };
}

impl Change {
    /// Carries the change out.
    ///
    /// # Errors
    /// [`Stale`] if what is there is not what the change was made for; nothing is changed then.
    pub fn apply(&self, assessment: &mut Assessment) -> Result<(), Stale> {
        with_swap!(
            self,
            swap => swap.apply(assessment),
            parts => all_or_none(parts, assessment),
            swap => swap.apply(assessment)
        )
    }

    /// The change that undoes this one.
    #[must_use]
    pub fn inverse(&self) -> Self {
        with_swap!(
            self,
            swap => Self::Profile(Box::new(ProfileSwap { before: swap.after.clone(), after: swap.before.clone() })),
            parts => Self::Several(parts.iter().rev().map(Self::inverse).collect()),
            swap => Entry::change(swap.inverse())
        )
    }

    /// Whether what is there is what the change was made for.
    pub fn fits(&self, assessment: &Assessment) -> bool {
        with_swap!(
            self,
            swap => assessment.profile == swap.before,
            parts => all_or_none(parts, &mut assessment.clone()).is_ok(),
            swap => swap.finds(assessment, swap.before.as_ref())
        )
    }

    /// Whether what is there is what the change leaves behind.
    pub fn holds(&self, assessment: &Assessment) -> bool {
        with_swap!(
            self,
            swap => assessment.profile == swap.after,
            _ => self.inverse().fits(assessment),
            swap => swap.finds(assessment, swap.after.as_ref())
        )
    }

    /// Puts in place what the change leaves behind, whatever is there.
    pub fn impose(&self, assessment: &mut Assessment) {
        with_swap!(
            self,
            swap => assessment.profile.clone_from(&swap.after),
            parts => parts.iter().for_each(|part| part.impose(assessment)),
            swap => swap.impose(assessment)
        );
    }

    /// What is changed, so that two changes of one entry have equal targets.
    pub fn target(&self) -> Target {
        Target { kind: std::mem::discriminant(self), subject: self.subject() }
    }

    /// The id of what is changed, for the audit trail; `profile` for the profile, of several changes the ids
    /// with commas.
    pub fn subject(&self) -> String {
        with_swap!(
            self,
            _ => "profile".to_owned(),
            parts => parts.iter().map(Self::subject).collect::<Vec<_>>().join(", "),
            swap => swap.subject()
        )
    }

    /// Whether something is there before, and whether something is there after.
    pub fn sides(&self) -> (bool, bool) {
        with_swap!(
            self,
            _ => (true, true),
            _ => (true, true),
            swap => (swap.before.is_some(), swap.after.is_some())
        )
    }

    /// The changes this one is made of: itself, unless it is several.
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::Several(parts) => parts,
            other => std::slice::from_ref(other),
        }
    }

    /// Several changes as one; a single one stays what it is.
    #[must_use]
    pub fn all(mut changes: Vec<Self>) -> Self {
        match changes.pop() {
            Some(only) if changes.is_empty() => only,
            last => Self::Several(changes.into_iter().chain(last).collect()),
        }
    }

    /// The same change, at the place where its entry is now, or at the end of its list.
    #[must_use]
    pub fn placed(self, assessment: &Assessment) -> Self {
        with_swap!(
            self,
            swap => Self::Profile(swap),
            parts => Self::Several(parts),
            swap => {
                let (at, _) = swap.present(assessment);
                Entry::change(Swap { at, ..swap })
            }
        )
    }

    /// What is changed, by a name that no other entry of the assessment has: the id or row of what has one of
    /// its own, with the kind in front of what shares it with others, as `closure:roster`.
    pub fn name(&self) -> String {
        let subject = self.subject();
        match self {
            Self::Standard(_) => format!("standard:{subject}"),
            Self::Declaration(_) => format!("declaration:{subject}"),
            Self::Member(_) => format!("member:{subject}"),
            Self::Closure(_) => format!("closure:{subject}"),
            Self::Scenario(_) => format!("scenario:{subject}"),
            Self::Step(_) => format!("step:{subject}"),
            Self::Signer(_) => format!("signer:{subject}"),
            _ => subject,
        }
    }

    /// True if nothing would be different afterward.
    pub fn is_idle(&self) -> bool {
        with_swap!(
            self,
            swap => swap.before == swap.after,
            parts => parts.iter().all(Self::is_idle),
            swap => swap.before == swap.after
        )
    }
}

/// Makes changes one after the other; if one does not fit, those before it are taken back.
fn all_or_none(changes: &[Change], assessment: &mut Assessment) -> Result<(), Stale> {
    for (done, change) in changes.iter().enumerate() {
        if let Err(stale) = change.apply(assessment) {
            let back = changes[..done].iter().rev().map(Change::inverse);
            back.for_each(|change| drop(change.apply(assessment)));
            return Err(stale);
        }
    }
    Ok(())
}

impl ProfileSwap {
    fn apply(&self, assessment: &mut Assessment) -> Result<(), Stale> {
        if assessment.profile != self.before {
            return Err(Stale { subject: "profile".to_owned() });
        }
        assessment.profile.clone_from(&self.after);
        Ok(())
    }
}

impl<T: Entry> Swap<T> {
    /// The key of the entry; empty if the swap holds none.
    pub fn subject(&self) -> String {
        self.before.as_ref().or(self.after.as_ref()).map(|entry| entry.key().into_owned()).unwrap_or_default()
    }

    fn present(&self, assessment: &Assessment) -> (usize, Option<T>) {
        present(T::list(assessment), &self.subject())
    }

    fn finds(&self, assessment: &Assessment, value: Option<&T>) -> bool {
        let key = self.subject();
        T::list(assessment).iter().find(|entry| entry.key() == key) == value
    }

    fn inverse(&self) -> Self {
        Self { at: self.at, before: self.after.clone(), after: self.before.clone() }
    }

    fn apply(&self, assessment: &mut Assessment) -> Result<(), Stale> {
        let key = self.subject();
        let list = T::list(assessment);
        let present = list.iter().find(|entry| entry.key() == key);
        let renamed = self.after.as_ref().is_some_and(|after| after.key() != key);
        if renamed || present != self.before.as_ref() {
            return Err(Stale { subject: key });
        }
        self.impose(assessment);
        Ok(())
    }

    fn impose(&self, assessment: &mut Assessment) {
        let key = self.subject();
        let list = T::list_mut(assessment);
        let at = list.iter().position(|entry| entry.key() == key);
        match (at, self.after.clone()) {
            (Some(at), Some(after)) => list[at] = after,
            (Some(at), None) => drop(list.remove(at)),
            (None, Some(after)) => list.insert(self.at.min(list.len()), after),
            (None, None) => {}
        }
    }
}

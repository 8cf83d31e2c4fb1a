//! What has a key and a place in a list of an assessment.

use std::borrow::Cow;

use super::kinds::{Change, Scenario, Swap};
use crate::domain::assessment::{Assessment, Claim};
use crate::domain::register::{
    Closure, Contract, Declaration, DeclarationKind, Document, Equivalence, Evidence, Person, Record,
    StandardChoice, VerifiedMember,
};
use crate::domain::signer::Signer;
use crate::domain::step_note::StepNote;

/// Something that a list of an assessment holds under a key.
pub trait Entry: Clone + PartialEq + Sized {
    /// The key, which no two entries of the list share; for facts their id.
    fn key(&self) -> Cow<'_, str>;
    /// The list it belongs to.
    fn list(assessment: &Assessment) -> &Vec<Self>;
    /// The list it belongs to, to be changed.
    fn list_mut(assessment: &mut Assessment) -> &mut Vec<Self>;
    /// A swap of such entries as a change.
    fn change(swap: Swap<Self>) -> Change;
}

/// Says for each type which list and which change it belongs to, and what its key is.
macro_rules! entries {
    ($($type:ident in $list:ident as $variant:ident by $key:expr;)*) => {
        $(impl Entry for $type {
            fn key(&self) -> Cow<'_, str> {
                let key: fn(&$type) -> Cow<'_, str> = $key;
                key(self)
            }
            fn list(assessment: &Assessment) -> &Vec<Self> {
                &assessment.$list
            }
            fn list_mut(assessment: &mut Assessment) -> &mut Vec<Self> {
                &mut assessment.$list
            }
            fn change(swap: Swap<Self>) -> Change {
                Change::$variant(swap)
            }
        })*
    };
}

entries! {
    Claim in claims as Claim by |claim| Cow::from(&claim.row);
    Person in people as Person by |person| Cow::from(person.id.as_str());
    Contract in contracts as Contract by |contract| Cow::from(contract.id.as_str());
    Document in documents as Document by |document| Cow::from(&document.id);
    Record in records as Record by |record| Cow::from(&record.id);
    StandardChoice in standards as Standard by |choice| Cow::from(&choice.row);
    Declaration in declarations as Declaration by |declaration| Cow::from(declaration_key(declaration));
    Equivalence in equivalences as Equivalence by |equivalence| Cow::from(&equivalence.id);
    Evidence in evidence as Evidence by |evidence| Cow::from(&evidence.id);
    VerifiedMember in members as Member by |member| Cow::from(&member.id);
    Closure in closures as Closure by |closure| Cow::from(closure.register.word());
    Scenario in scenarios as Scenario by |scenario| Cow::from(&scenario.name);
    StepNote in steps as Step by |note| Cow::from(note.step.to_string());
    Signer in signers as Signer by |signer| Cow::from(&signer.name);
}

fn declaration_key(declaration: &Declaration) -> String {
    let about = match declaration.about {
        DeclarationKind::AllReviewed => "all-reviewed",
        DeclarationKind::NoJobsYet => "no-jobs-yet",
    };
    format!("{about}:{}", declaration.subject)
}

/// Where the entry of a key is, or goes, and the entry itself.
pub(super) fn present<T: Entry>(list: &[T], key: &str) -> (usize, Option<T>) {
    let at = list.iter().position(|entry| entry.key() == key);
    (at.unwrap_or(list.len()), at.map(|at| list[at].clone()))
}

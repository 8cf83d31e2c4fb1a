//! The reference lists as one organisation sees them.

use super::facts::Assessment;
use super::names::Names;
use crate::domain::reference::{Member, ReferenceList, References};
use crate::domain::register::VerifiedMember;
use crate::domain::text::Lang;

/// The reference lists as this assessment sees them: shipped members, and those the organisation
/// added or verified against the published list.
#[derive(Debug, Clone)]
pub struct Catalog<'a> {
    references: &'a References,
    added: &'a [VerifiedMember],
    /// Whether every member is taken for verified, to see what else is missing.
    presumed: bool,
    names: Names<'a>,
}

/// A member of a list as the assessment sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership<'a> {
    /// Name in the pack, if it is shipped.
    pub shipped: Option<&'a Member>,
    /// Verification or addition by the organisation.
    pub added: Option<&'a VerifiedMember>,
    /// True if there is a verified rung of the same ladder below it (A15).
    pub above_verified: bool,
    /// True if it is only taken for verified.
    presumed: bool,
}

impl<'a> Membership<'a> {
    /// What it is called in a language: the shipped name before one that the organisation gave.
    pub fn name(&self, lang: Lang) -> Option<&'a str> {
        let shipped = |lang| self.shipped.map(|member| member.name.get(lang));
        let own = |lang| {
            self.added.map(|added| if lang == Lang::En { &added.name_en } else { &added.name }.as_str())
        };
        let names = [shipped(lang), own(lang), own(lang.other()), shipped(lang.other())];
        names.into_iter().flatten().map(str::trim).find(|name| !name.is_empty())
    }

    /// True if it rests on a primary source or a complete verification.
    pub fn verified(&self) -> bool {
        self.shipped.is_some_and(|member| member.verified) || self.added.is_some_and(VerifiedMember::complete)
    }

    /// True if it counts under the strict reading: verified itself, or above a verified rung (A15).
    pub fn sure(&self) -> bool {
        self.presumed || self.above_verified || self.verified()
    }

    /// True for a rung that counts under the lenient reading only.
    pub fn lower_rung(&self) -> bool {
        self.shipped.is_some_and(|member| member.lower_rung)
    }

    /// True if it is enough under the strict reading.
    pub fn enough(&self) -> bool {
        self.sure() && !self.lower_rung()
    }
}

impl<'a> Catalog<'a> {
    /// The catalog of an assessment.
    pub fn new(references: &'a References, assessment: &'a Assessment) -> Self {
        let added = &assessment.members;
        Self { references, added, presumed: false, names: Names::new(references, added) }
    }

    /// The same, with every member taken for verified.
    #[must_use]
    pub fn presuming_verified(self) -> Self {
        Self { presumed: true, ..self }
    }

    /// The lists themselves, without what the organisation added.
    pub fn references(&self) -> &'a References {
        self.references
    }

    /// What the organisation added or verified.
    pub fn added(&self) -> &'a [VerifiedMember] {
        self.added
    }

    /// A list by number; a leftover number answers with the list it is read as.
    pub fn list(&self, number: &str) -> Option<&'a ReferenceList> {
        self.names.list(number)
    }

    /// True for numbers that mean one list.
    pub fn same_list(&self, one: &str, other: &str) -> bool {
        let number = |number: &str| self.list(number).map(|list| list.number.as_str());
        one == other || (number(one).is_some() && number(one) == number(other))
    }

    /// The ids of all members of a list: those that are shipped, then what the organisation added or verified besides.
    pub fn ids(&self, list: &'a ReferenceList) -> Vec<&'a str> {
        let mut ids: Vec<&str> = list.members.iter().map(|member| member.id.as_str()).collect();
        let own = self.added.iter().filter(|added| self.same_list(added.list(), &list.number));
        for added in own {
            if !ids.contains(&added.id.as_str()) {
                ids.push(&added.id);
            }
        }
        ids
    }

    /// The membership of an id in a list, if it is in it: under that id, or as a member of another list that is the
    /// same thing, so that a certificate is entered once and counts in every list that names it.
    pub fn membership(&self, number: &str, id: &str) -> Option<Membership<'a>> {
        let list = self.list(number)?;
        let (shipped, added) = self.names.found(list, id);
        let below = shipped.and_then(|member| member.rung_above.as_deref());
        let above_verified = below.is_some_and(|below| self.verified_in(list, below));
        let presumed = self.presumed;
        let known = shipped.is_some() || added.is_some();
        known.then_some(Membership { shipped, added, above_verified, presumed })
    }

    /// True for ids of members that are one thing, because the lists say so.
    pub fn one_thing(&self, one: &str, other: &str) -> bool {
        self.names.identity(one) == self.names.identity(other)
    }

    /// True if a member is verified itself, the rungs below it left aside.
    fn verified_in(&self, list: &ReferenceList, id: &str) -> bool {
        list.members.iter().any(|member| member.id == id && member.verified)
            || self.added.iter().any(|added| added.id == id && added.complete())
    }

    /// Any member by id, in whatever list.
    pub fn member(&self, id: &str) -> Option<Membership<'a>> {
        self.membership(id.split('/').next()?, id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reference::ReferenceKind;
    use crate::domain::text::Bilingual;

    #[test]
    fn a_certificate_counts_in_every_list_that_names_it_and_in_no_other() {
        let member = |id: &str| {
            let same_as = (id == "1-4/riss").then(|| "1-3/riss".to_owned());
            Member { id: id.into(), verified: true, same_as, ..Member::default() }
        };
        let list = |number: &str, ids: &[&str]| ReferenceList {
            number: number.into(),
            kind: ReferenceKind::Qualification,
            title: Bilingual::default(),
            read_as: None,
            members: ids.iter().map(|id| member(id)).collect(),
        };
        let lists =
            vec![list("1-3", &["1-3/riss", "1-3/own"]), list("1-4", &["1-4/riss", "1-4/cnd", "1-4/own"])];
        let references = References { format: 1, source: Bilingual::default(), lists };
        let assessment = Assessment::default();
        let catalog = Catalog::new(&references, &assessment);
        assert!(catalog.membership("1-4", "1-3/riss").is_some_and(|m| m.verified()));
        assert!(catalog.membership("1-3", "1-4/riss").is_some_and(|m| m.verified()));
        assert!(catalog.membership("1-3", "1-4/cnd").is_none());
        assert!(catalog.membership("1-3", "riss").is_none());
        assert!(catalog.membership("1-3", "1-4/own").is_none(), "an equal short name alone says nothing");
    }
}

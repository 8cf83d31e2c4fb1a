//! The reference lists as one organisation sees them.

use super::facts::Assessment;
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
}

impl<'a> Catalog<'a> {
    /// The catalog of an assessment.
    pub fn new(references: &'a References, assessment: &'a Assessment) -> Self {
        Self { references, added: &assessment.members, presumed: false }
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
        let lists = &self.references.lists;
        let find = |number: &str| lists.iter().find(|list| list.number == number);
        let mut list = find(number)?;
        for _ in 0..lists.len() {
            match &list.read_as {
                Some(other) if *other != list.number => list = find(other)?,
                _ => return Some(list),
            }
        }
        None
    }

    /// The membership of an id in a list, if it is in it: under that id, or as a member of another list that is the
    /// same thing, so that a certificate is entered once and counts in every list that names it.
    pub fn membership(&self, number: &str, id: &str) -> Option<Membership<'a>> {
        let list = self.list(number)?;
        let exact = list.members.iter().find(|member| member.id == id);
        let shipped = exact.or_else(|| list.members.iter().find(|member| self.one_thing(&member.id, id)));
        let added = self.added_in(list, |other| other == id || self.one_thing(other, id));
        let below = shipped.and_then(|member| member.rung_above.as_deref());
        let above_verified = below.is_some_and(|below| self.verified_in(list, below));
        let presumed = self.presumed;
        let known = shipped.is_some() || added.is_some();
        known.then_some(Membership { shipped, added, above_verified, presumed })
    }

    /// What the organisation says of a member of a list, a complete verification before others.
    fn added_in(&self, list: &ReferenceList, wanted: impl Fn(&str) -> bool) -> Option<&'a VerifiedMember> {
        let here = |number: &str| self.list(number).is_some_and(|own| own.number == list.number);
        let mut found = self.added.iter().filter(|added| wanted(&added.id) && here(added.list()));
        let first = found.clone().next();
        found.find(|added| added.complete()).or(first)
    }

    /// True for ids of members that are one thing, because the lists say so.
    pub fn one_thing(&self, one: &str, other: &str) -> bool {
        one == other || self.references.identity(one) == self.references.identity(other)
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

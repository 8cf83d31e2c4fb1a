//! Where a number leads and which member an id means: made once for each catalog, since every certificate, training and
//! standard of every person is looked up for every row that asks for a list.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::domain::reference::{Member, ReferenceList, References};
use crate::domain::register::VerifiedMember;

/// Lists by number and their members by id.
#[derive(Debug, Clone, Default)]
pub(super) struct Names<'a> {
    /// The list that a number means; a leftover number means the list it is read as.
    lists: HashMap<&'a str, &'a ReferenceList>,
    /// Numbers of lists that are read as another one, and the number of that one.
    leftovers: Vec<(&'a str, &'a str)>,
    /// What an id is the same as in the end, for ids that are the same as another.
    identities: HashMap<&'a str, &'a str>,
    /// By the number of the list.
    known: HashMap<&'a str, Known<'a>>,
}

/// The members of one list.
#[derive(Debug, Clone, Default)]
struct Known<'a> {
    /// Under their own ids.
    shipped: HashMap<&'a str, &'a Member>,
    /// Under what they are the same as, the first of several.
    same: HashMap<Cow<'a, str>, &'a Member>,
    /// What the organisation says, under what it is the same as; a complete verification before others.
    added: HashMap<Cow<'a, str>, &'a VerifiedMember>,
}

impl<'a> Names<'a> {
    pub(super) fn new(references: &'a References, added: &'a [VerifiedMember]) -> Self {
        let mut names = Self::default();
        for list in &references.lists {
            if let Some(read) = led_to(references, list) {
                names.lists.entry(&list.number).or_insert(read);
                if read.number != list.number {
                    names.leftovers.push((&list.number, &read.number));
                }
            }
        }
        let others = references.lists.iter().flat_map(|list| &list.members);
        let others = others.filter(|member| member.same_as.is_some());
        names.identities =
            others.map(|member| (member.id.as_str(), references.identity(&member.id))).collect();
        for list in &references.lists {
            for member in &list.members {
                let identity = names.identity(&member.id);
                let known = names.known.entry(&list.number).or_default();
                known.shipped.entry(&member.id).or_insert(member);
                known.same.entry(identity).or_insert(member);
            }
        }
        for member in added {
            let Some(list) = names.list(member.list()) else { continue };
            let identity = names.identity(&member.id);
            let said = names.known.entry(&list.number).or_default().added.entry(identity).or_insert(member);
            if member.complete() && !said.complete() {
                *said = member;
            }
        }
        names
    }

    /// The list that a number means.
    pub(super) fn list(&self, number: &str) -> Option<&'a ReferenceList> {
        self.lists.get(number).copied()
    }

    /// The id under which all members that are one thing are known. A number that is read as another one means that
    /// (4-2 as 4-2-1, A36).
    pub(super) fn identity<'s>(&self, id: &'s str) -> Cow<'s, str>
    where
        'a: 's,
    {
        let identity = self.identities.get(id).copied().unwrap_or(id);
        let leftover = self.leftovers.iter().find_map(|(number, read)| {
            identity.strip_prefix(number).filter(|name| name.starts_with('/')).map(|name| (read, name))
        });
        leftover.map_or(Cow::Borrowed(identity), |(read, name)| Cow::Owned(format!("{read}{name}")))
    }

    /// What is known of an id in a list: as it is shipped, and as the organisation says.
    pub(super) fn found(
        &self,
        list: &ReferenceList,
        id: &str,
    ) -> (Option<&'a Member>, Option<&'a VerifiedMember>) {
        let Some(known) = self.known.get(list.number.as_str()) else { return (None, None) };
        let identity = self.identity(id);
        let shipped = known.shipped.get(id).or_else(|| known.same.get(&*identity));
        (shipped.copied(), known.added.get(&*identity).copied())
    }
}

/// The list that a list is read as; none where that does not end or is not there, which lint refuses.
fn led_to<'a>(references: &'a References, list: &'a ReferenceList) -> Option<&'a ReferenceList> {
    let mut at = list;
    for _ in 0..references.lists.len() {
        let Some(other) = at.read_as.as_ref().filter(|other| **other != at.number) else { return Some(at) };
        at = references.lists.iter().find(|list| list.number == *other)?;
    }
    None
}

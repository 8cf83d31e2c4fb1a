//! Certificates, trainings, communities, standards in a cell: a member of a list, an equivalence, or a name that
//! stands in no list.

use super::lookup::{Lookup, Meant, by_name, fold, plain};
use super::problem::Problem;
use crate::domain::assessment::Catalog;
use crate::domain::change::Series;
use crate::domain::reference::ReferenceKind;
use crate::domain::register::Item;

/// Words that say which of the three is meant, for what could be taken for another one.
const MEMBER: &str = "member:";
const EQUIVALENT: &str = "equivalent:";
const UNLISTED: &str = "unlisted:";

impl Lookup<'_> {
    /// The item as it is written: readable where that is read back as the same, else with the word in front.
    pub(super) fn item(&self, item: &Item, kinds: &[ReferenceKind]) -> String {
        let text = plain(&item.text().replace('\n', " "));
        let (item, readable, exact) = match item {
            Item::Unlisted(_) if text.is_empty() => return String::new(),
            Item::Unlisted(_) => (Item::Unlisted(text.clone()), text.clone(), format!("{UNLISTED}{text}")),
            Item::Member(_) => {
                let name = self.member_name(&text);
                (Item::Member(text.clone()), format!("{text} {name}"), format!("{MEMBER}{text}"))
            }
            Item::Equivalent(_) => {
                (Item::Equivalent(text.clone()), self.fact(&text), format!("{EQUIVALENT}{text}"))
            }
        };
        let readable = plain(&readable.replace('\n', " "));
        if self.read_item(&readable, kinds) == Ok(item) { readable } else { exact }
    }

    /// The item that a cell means.
    pub(super) fn read_item(&self, text: &str, kinds: &[ReferenceKind]) -> Result<Item, Problem> {
        let text = plain(text);
        if let Some(id) = text.strip_prefix(MEMBER) {
            return Ok(Item::Member(id.to_owned()));
        }
        if let Some(name) = text.strip_prefix(UNLISTED) {
            return Ok(Item::Unlisted(name.to_owned()));
        }
        if let Some(id) = text.strip_prefix(EQUIVALENT) {
            return match id {
                "" => Ok(Item::Equivalent(String::new())),
                id => self.read_fact(Series::Equivalence, id).map(Item::Equivalent),
            };
        }
        let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((&text, ""));
        if Series::Equivalence.number(first).is_some() {
            return self.read_fact(Series::Equivalence, &text).map(Item::Equivalent);
        }
        if first.contains('/') && self.catalog().member(first).is_some() {
            let known = self.member_names(first);
            if rest.trim().is_empty() || known.iter().any(|name| fold(name) == fold(rest)) {
                return Ok(Item::Member(first.to_owned()));
            }
            let name = known.first().map_or("", |name| name.as_str());
            return Err(Problem::other_name(first, rest, name));
        }
        self.item_named(&text, kinds)
    }

    /// A member by its name, else an equivalence by its title, else a name that stands in no list. One thing has
    /// one short name in all lists that name it, so whichever is taken counts the same.
    fn item_named(&self, text: &str, kinds: &[ReferenceKind]) -> Result<Item, Problem> {
        let folded = fold(text);
        let ids = self.member_ids(kinds);
        let named: Vec<&String> =
            ids.iter().filter(|id| self.member_names(id).iter().any(|name| fold(name) == folded)).collect();
        if let Some(first) = named.first() {
            let short = |id: &str| id.split_once('/').map(|(_, name)| name.to_owned());
            if named.iter().any(|id| short(id) != short(first)) {
                let ids: Vec<&str> = named.iter().map(|id| id.as_str()).collect();
                return Err(Problem::several(text, &ids));
            }
            return Ok(Item::Member((*first).clone()));
        }
        let equivalences = &self.context.assessment.equivalences;
        match by_name(text, equivalences.iter().map(|row| (row.id.as_str(), row.title.as_str()))) {
            Meant::One(id) => Ok(Item::Equivalent(id.to_owned())),
            Meant::Several(ids) => Err(Problem::several(text, &ids)),
            Meant::Almost(..) | Meant::None => Ok(Item::Unlisted(text.to_owned())),
        }
    }

    fn catalog(&self) -> Catalog<'_> {
        Catalog::new(self.context.references, self.context.assessment)
    }

    /// The members of the lists of some kinds, shipped and added.
    fn member_ids(&self, kinds: &[ReferenceKind]) -> Vec<String> {
        let lists = self.context.references.lists.iter().filter(|list| kinds.contains(&list.kind));
        let shipped = lists.clone().flat_map(|list| list.members.iter().map(|member| member.id.clone()));
        let added = self.context.assessment.members.iter();
        let added = added.filter(|member| lists.clone().any(|list| list.number == member.list()));
        shipped.chain(added.map(|member| member.id.clone())).collect()
    }

    /// What a member is called, in both languages.
    fn member_names(&self, id: &str) -> Vec<String> {
        let Some(member) = self.catalog().member(id) else { return Vec::new() };
        let shipped = member.shipped.into_iter().flat_map(|member| [&member.name.ja, &member.name.en]);
        let added = member.added.into_iter().map(|member| &member.name);
        shipped.chain(added).filter(|name| !name.trim().is_empty()).cloned().collect()
    }

    fn member_name(&self, id: &str) -> String {
        let shipped = self.catalog().member(id).and_then(|member| member.shipped);
        let own = shipped.map(|member| plain(member.name.get(self.lang))).filter(|name| !name.is_empty());
        own.or_else(|| self.member_names(id).first().map(|name| plain(name))).unwrap_or_default()
    }
}

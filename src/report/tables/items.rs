//! Certificates, trainings, communities, standards in a cell: a member of a list, an equivalence, or a name that
//! is in no list.

use super::lookup::{Lookup, Meant, by_name, fold, plain};
use super::problem::Problem;
use crate::domain::assessment::Catalog;
use crate::domain::change::Series;
use crate::domain::listed::{Meaning, NameShape, Within, named};
use crate::domain::reference::ReferenceKind;
use crate::domain::register::Item;
use crate::report::listed;

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
                let name = self.catalog().member(&text).and_then(|member| member.name(self.lang));
                (
                    Item::Member(text.clone()),
                    format!("{text} {}", name.unwrap_or_default()),
                    format!("{MEMBER}{text}"),
                )
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
            return self.member_meant(id, kinds);
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
            let catalog = self.catalog();
            let known = catalog.names_of(first);
            if rest.trim().is_empty() || known.iter().any(|name| fold(name) == fold(rest)) {
                return Ok(Item::Member(first.to_owned()));
            }
            return Err(Problem::other_name(first, rest, known.first().copied().unwrap_or_default()));
        }
        self.item_named(&text, kinds)
    }

    /// A member by its name, else an equivalence by its title, else a name that is in no list. Of members that are
    /// one thing, whichever is taken counts the same.
    fn item_named(&self, text: &str, kinds: &[ReferenceKind]) -> Result<Item, Problem> {
        let meaning = listed::meaning(&self.context, text, kinds);
        if let Meaning::Member(id) = meaning {
            return Ok(Item::Member(id));
        }
        if let Meaning::Several(ids) = meaning {
            return Err(Problem::several(text, &ids.iter().map(String::as_str).collect::<Vec<_>>()));
        }
        let equivalences = &self.context.assessment.equivalences;
        match by_name(text, equivalences.iter().map(|row| (row.id.as_str(), row.title.as_str()))) {
            Meant::One(id) => return Ok(Item::Equivalent(id.to_owned())),
            Meant::Several(ids) => return Err(Problem::several(text, &ids)),
            Meant::Almost(..) | Meant::None => {}
        }
        if let Meaning::Shaped(shape, near) = meaning {
            let (message, hint) = listed::no_name(&self.context, text, shape, &near);
            return Err(Problem { message, hint });
        }
        Ok(Item::Unlisted(text.to_owned()))
    }

    /// A member by the id behind the word that says so: one that is there, or that the file names already.
    fn member_meant(&self, id: &str, kinds: &[ReferenceKind]) -> Result<Item, Problem> {
        let item = Item::Member(id.to_owned());
        let known = self.catalog().member(id).is_some();
        if known || named(self.context.assessment).any(|named| *named.item == item) {
            return Ok(item);
        }
        let near = match self.catalog().meaning(id, Within::Kinds(kinds)) {
            Meaning::Member(id) => vec![id],
            Meaning::Several(ids) | Meaning::Shaped(_, ids) | Meaning::Unlisted(ids) => ids,
        };
        let (message, hint) = listed::no_name(&self.context, id, NameShape::Id, &near);
        Err(Problem { message, hint })
    }

    fn catalog(&self) -> Catalog<'_> {
        Catalog::new(self.context.references, self.context.assessment)
    }
}

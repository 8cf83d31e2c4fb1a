//! What a name means against the reference lists: a member, something that is no name at all, or nothing listed.
//!
//! People write certificates, trainings, communities and standards as they call them: CEH, 登録セキスペ. A member's
//! names and its aliases are one thing to [`name::key`]; what is merely near is mentioned and never taken.

mod near;
mod numbering;
mod shape;

use std::collections::{HashMap, HashSet};

use self::near::nearness;
pub use self::numbering::Misnumbered;
pub use self::shape::{NameShape, shape};
use super::assessment::{Assessment, Catalog};
use super::change::is_id;
use super::name::{self, letters};
use super::reference::{ReferenceKind, ReferenceList};
use super::register::{Item, Venue, VerifiedMember};
use super::rule::Rule;
use super::text::Lang;

/// How many members are named as near at most.
const MOST_NEAR: usize = 3;

/// Where a name is looked up.
#[derive(Debug, Clone, Copy)]
pub enum Within<'w> {
    /// In every list of these kinds.
    Kinds(&'w [ReferenceKind]),
    /// In the lists with these numbers.
    Numbers(&'w [&'w str]),
}

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// This member, by id.
    Member(String),
    /// Any of these members, by id.
    Several(Vec<String>),
    /// It is no name, and no member either.
    Shaped(NameShape, Vec<String>),
    /// It is in no list; these members, by id, are near, the nearest first.
    Unlisted(Vec<String>),
}

/// A place of an assessment that names something of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Named<'a> {
    /// The id of the person, document or requirement it belongs to.
    pub with: &'a str,
    /// What is named.
    pub item: &'a Item,
    /// The kinds of lists it can be in.
    pub kinds: &'static [ReferenceKind],
}

/// Every place of an assessment that names something.
pub fn named(assessment: &Assessment) -> impl Iterator<Item = Named<'_>> {
    let people = assessment.people.iter().flat_map(|person| {
        let certificates = person.qualifications.iter().map(|row| (&row.item, ReferenceKind::CERTIFICATES));
        let trainings = person.trainings.iter().map(|row| (&row.item, ReferenceKind::COURSES));
        let lectures = person.lectures.iter().filter_map(|row| match &row.venue {
            Venue::Community(item) => Some((item, ReferenceKind::COMMUNITIES)),
            Venue::School { .. } => None,
        });
        let all = certificates.chain(lectures).chain(trainings);
        all.map(|(item, kinds)| Named { with: &person.id, item, kinds })
    });
    let documents = assessment.documents.iter().flat_map(|document| {
        let names = document.names.iter();
        names.map(|item| Named { with: &document.id, item, kinds: ReferenceKind::METHODS })
    });
    let chosen = assessment.standards.iter().map(|choice| Named {
        with: &choice.row,
        item: &choice.item,
        kinds: ReferenceKind::METHODS,
    });
    people.chain(documents).chain(chosen).filter(|named| !named.item.is_blank())
}

/// Something that is in no list as it is written, and the members that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// The id of the person, document or requirement it belongs to.
    pub with: String,
    /// As it is written.
    pub name: String,
    /// What it means.
    pub meaning: Meaning,
}

impl Stray {
    /// The member it is another name of.
    pub fn member(&self) -> Option<&str> {
        match &self.meaning {
            Meaning::Member(id) => Some(id),
            _ => None,
        }
    }

    /// The members that may be meant, by id.
    pub fn candidates(&self) -> &[String] {
        match &self.meaning {
            Meaning::Member(id) => std::slice::from_ref(id),
            Meaning::Several(ids) | Meaning::Shaped(_, ids) | Meaning::Unlisted(ids) => ids,
        }
    }
}

/// What is in no list although a member of the lists that a rule asks for may be meant; each once.
pub fn renames(catalog: &Catalog<'_>, assessment: &Assessment, row: &str, rule: &Rule) -> Vec<Stray> {
    let numbers = rule.references();
    if numbers.is_empty() {
        return Vec::new();
    }
    let mut kinds = numbers.iter().filter_map(|number| Some(catalog.list(number)?.kind)).collect::<Vec<_>>();
    kinds.dedup();
    let asked = |named: &Named<'_>| {
        let fits = named.kinds.iter().any(|kind| kinds.contains(kind));
        fits && (named.with == row || is_id(named.with))
    };
    let within = Within::Numbers(&numbers);
    strays(catalog, named(assessment).filter(asked), |_| within)
        .into_iter()
        .filter(|stray| !stray.candidates().is_empty())
        .collect()
}

/// Everything that is in no list as it is written, each once; a name that many have is looked up once.
pub fn strays<'a, 'w>(
    catalog: &Catalog<'_>,
    all: impl Iterator<Item = Named<'a>>,
    within: impl Fn(&Named<'a>) -> Within<'w>,
) -> Vec<Stray> {
    let mut meanings: HashMap<(&str, &[ReferenceKind]), Meaning> = HashMap::new();
    let mut told = HashSet::new();
    let stray = |named: Named<'a>| {
        let name = named.item.text();
        let meaning = meanings
            .entry((name, named.kinds))
            .or_insert_with(|| catalog.meaning(name, within(&named)))
            .clone();
        Stray { with: named.with.to_owned(), name: name.to_owned(), meaning }
    };
    all.filter(|named| !catalog.stands(named.item) && told.insert(*named)).map(stray).collect()
}

impl Catalog<'_> {
    /// Whether an item is a member of a list, or argued to be equal to one.
    fn stands(&self, item: &Item) -> bool {
        match item {
            Item::Member(id) => self.member(id).is_some(),
            Item::Equivalent(_) => true,
            Item::Unlisted(name) => name.trim().is_empty(),
        }
    }

    /// What a name means. The same member in several lists counts as one, and the first of them is answered.
    pub fn meaning(&self, text: &str, within: Within<'_>) -> Meaning {
        let here = self.candidates(within);
        if let Some((number, rest)) = self.behind_a_number(text) {
            let list = [number];
            let there = self.candidates(Within::Numbers(&list));
            let named = self.by_name(rest, &there);
            let named = if named.is_empty() { by_id(number, rest, &there) } else { named };
            return match self.one_of(&named) {
                Some(id) => Meaning::Member(id),
                None if rest.is_empty() => Meaning::Shaped(NameShape::List, first_of(&there)),
                None => Meaning::Shaped(NameShape::Id, self.near(rest, &there)),
            };
        }
        let named = self.by_name(text, &here);
        let named = if named.is_empty() { self.in_brackets(text, &here) } else { named };
        match (self.one_of(&named), named.is_empty(), shape(text)) {
            (Some(id), ..) => Meaning::Member(id),
            (None, false, _) => Meaning::Several(named),
            (None, true, Some(shape)) => Meaning::Shaped(shape, Vec::new()),
            (None, true, None) => Meaning::Unlisted(self.near(text, &here)),
        }
    }

    /// The ids of all members of some lists.
    fn candidates(&self, within: Within<'_>) -> Vec<String> {
        let numbers: Vec<&str> = match within {
            Within::Kinds(_) => Vec::new(),
            Within::Numbers(all) => {
                all.iter().filter_map(|number| Some(self.list(number)?.number.as_str())).collect()
            }
        };
        let wanted = |list: &&ReferenceList| match within {
            Within::Kinds(kinds) => kinds.contains(&list.kind),
            Within::Numbers(_) => numbers.contains(&list.number.as_str()),
        };
        let lists = self.references().lists.iter().filter(wanted);
        let shipped = lists.clone().flat_map(|list| &list.members).map(|member| member.id.clone());
        let added = self.added().iter().filter(|member| {
            // A list that is not shipped is searched under its number alone.
            lists.clone().any(|list| list.number == member.list())
        });
        let mut ids: Vec<String> = shipped.collect();
        ids.extend(added.map(|member| member.id.clone()));
        ids
    }

    /// Every name of a member: in both languages, its aliases, and what the organisation calls it.
    pub fn names_of(&self, id: &str) -> Vec<&str> {
        let Some(member) = self.member(id) else { return Vec::new() };
        let shipped = member.shipped.into_iter().flat_map(|member| {
            [&member.name.ja, &member.name.en].into_iter().chain(&member.aliases).map(String::as_str)
        });
        let added = member.added.into_iter().flat_map(VerifiedMember::names);
        shipped.chain(added).filter(|name| !name.trim().is_empty()).collect()
    }

    /// What a member is called in a language; the id where it has no name.
    pub fn name_of<'n>(&'n self, id: &'n str, lang: Lang) -> &'n str {
        self.member(id).and_then(|member| member.name(lang)).unwrap_or(id)
    }

    /// The first of some ids, if all of them are one thing.
    fn one_of(&self, ids: &[String]) -> Option<String> {
        let first = ids.first()?;
        ids.iter().all(|id| self.one_thing(id, first)).then(|| first.clone())
    }

    fn by_name(&self, text: &str, among: &[String]) -> Vec<String> {
        let wanted = name::key(text);
        let named = |id: &&String| self.names_of(id).into_iter().any(|name| name::key(name) == wanted);
        if wanted.is_empty() { Vec::new() } else { among.iter().filter(named).cloned().collect() }
    }

    /// A name with another one of the same member in brackets behind it: `情報処理安全確保支援士(登録セキスペ)`.
    fn in_brackets(&self, text: &str, among: &[String]) -> Vec<String> {
        let folded: String = letters(text).collect();
        let Some((name, other)) = folded.trim().strip_suffix(')').and_then(|text| text.rsplit_once('('))
        else {
            return Vec::new();
        };
        let (named, other) = (self.by_name(name, among), self.by_name(other, among));
        named.into_iter().filter(|id| other.contains(id)).collect()
    }

    /// The number of a list that a text begins with, and what follows it: `1-2-1/ceh`, `1.2.1 CEH`.
    fn behind_a_number<'t>(&self, text: &'t str) -> Option<(&str, &'t str)> {
        let text = text.trim();
        let end = text.find(|c: char| c.is_whitespace() || matches!(c, '/' | '／' | ':' | '：'));
        let (first, rest) = text.split_at(end.unwrap_or(text.len()));
        let number = parted(first);
        let list = self.references().lists.iter().find(|list| name::key(&list.number) == number)?;
        let rest =
            rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '／' | ':' | '：'));
        Some((&list.number, rest))
    }

    /// The members whose names are near to a text.
    fn near(&self, text: &str, among: &[String]) -> Vec<String> {
        let mut near: Vec<(usize, usize, &String)> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for id in among {
            let best = self.names_of(id).into_iter().filter_map(|name| nearness(text, name)).min();
            let Some((score, length)) = best else { continue };
            let one = self.references().identity(id);
            if !seen.contains(&one) {
                seen.push(one);
                near.push((score, length, id));
            }
        }
        near.sort();
        near.into_iter().take(MOST_NEAR).map(|(_, _, id)| id.clone()).collect()
    }
}

/// A list's number with the one sign that parts it, however it was typed.
fn parted(text: &str) -> String {
    name::key(text).chars().map(|c| if matches!(c, '.' | '_') { '-' } else { c }).collect()
}

fn by_id(number: &str, short: &str, among: &[String]) -> Vec<String> {
    let wanted = name::key(&format!("{number}/{short}"));
    among.iter().filter(|id| name::key(id) == wanted).cloned().collect()
}

fn first_of(ids: &[String]) -> Vec<String> {
    ids.iter().take(MOST_NEAR).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reference::{Member, References};
    use crate::domain::register::VerifiedMember;
    use crate::domain::text::Bilingual;

    fn member(id: &str, name: &str, aliases: &[&str]) -> Member {
        let name = Bilingual { ja: name.into(), en: name.into() };
        let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
        Member { id: id.into(), name, aliases, ..Member::default() }
    }

    fn list(number: &str, kind: ReferenceKind, members: Vec<Member>) -> ReferenceList {
        let title = Bilingual::default();
        ReferenceList { number: number.into(), kind, title, read_as: None, members }
    }

    fn references() -> References {
        let riss = |id: &str| {
            let same_as = (id != "1-2-1/riss").then(|| "1-2-1/riss".to_owned());
            Member {
                same_as, ..member(id, "情報処理安全確保支援士", &["RISS", "登録セキスペ"])
            }
        };
        let ladder = |id, name| member(id, name, &["CAIS"]);
        let lists = vec![
            list(
                "1-1",
                ReferenceKind::Qualification,
                vec![
                    ladder("1-1/auditor", "公認情報セキュリティ監査人"),
                    ladder("1-1/lead", "公認情報セキュリティ主任監査人"),
                ],
            ),
            list(
                "1-2-1",
                ReferenceKind::Qualification,
                vec![member("1-2-1/ceh", "Certified Ethical Hacker", &["CEH"]), riss("1-2-1/riss")],
            ),
            list("1-3", ReferenceKind::Qualification, vec![riss("1-3/riss")]),
            list("2-1", ReferenceKind::Community, vec![member("2-1/owasp", "OWASP Japan", &[])]),
        ];
        References { format: 1, source: Bilingual::default(), lists }
    }

    fn meaning(text: &str) -> Meaning {
        let assessment = Assessment {
            members: vec![VerifiedMember {
                id: "1-2-1/own".into(),
                name: "社内で確かめた資格".into(),
                ..VerifiedMember::default()
            }],
            ..Assessment::default()
        };
        let references = references();
        let catalog = Catalog::new(&references, &assessment);
        catalog.meaning(text, Within::Kinds(ReferenceKind::CERTIFICATES))
    }

    fn near(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn names_and_aliases_are_their_member() {
        for (text, id) in [
            ("CEH", "1-2-1/ceh"),
            ("ＣＥＨ", "1-2-1/ceh"),
            ("ceh", "1-2-1/ceh"),
            ("certified  ethical hacker", "1-2-1/ceh"),
            ("Certified Ethical Hacker (CEH)", "1-2-1/ceh"),
            ("情報処理安全確保支援士（登録ｾｷｽﾍﾟ）", "1-2-1/riss"),
            ("登録セキスペ", "1-2-1/riss"),
            ("登録セキスぺ", "1-2-1/riss"),
            ("1-2-1 CEH", "1-2-1/ceh"),
            ("1-2-1/CEH", "1-2-1/ceh"),
            ("１．２．１ ceh", "1-2-1/ceh"),
            ("1-3: RISS", "1-3/riss"),
            ("社内で確かめた資格", "1-2-1/own"),
        ] {
            assert_eq!(meaning(text), Meaning::Member(id.into()), "{text}");
        }
    }

    #[test]
    fn an_alias_of_several_members_means_none_of_them() {
        assert_eq!(meaning("CAIS"), Meaning::Several(near(&["1-1/auditor", "1-1/lead"])));
    }

    #[test]
    fn numbers_ids_and_dates_are_no_names() {
        for (text, shape) in [
            ("1-2-1", NameShape::List),
            ("1.2.1", NameShape::List),
            ("１ー３", NameShape::List),
            ("1-2-1/cehh", NameShape::Id),
            ("1-2-1 OSCP", NameShape::Id),
            ("9-9/xyz", NameShape::Id),
            ("P-01", NameShape::Id),
            ("c-12", NameShape::Id),
            ("9-9", NameShape::Number),
            ("45323", NameShape::Number),
            ("2001/2/1", NameShape::Date),
            ("1月2日", NameShape::Date),
            ("2001-02-01", NameShape::Date),
            ("令和8年4月1日", NameShape::Date),
            ("02-Jan", NameShape::Date),
            ("1-Feb-01", NameShape::Date),
            ("Jan-02", NameShape::Date),
        ] {
            assert!(
                matches!(meaning(text), Meaning::Shaped(found, _) if found == shape),
                "{text} {:?}",
                meaning(text)
            );
        }
        let Meaning::Shaped(_, members) = meaning("1-2-1") else { panic!("a list's number") };
        assert_eq!(members, near(&["1-2-1/ceh", "1-2-1/riss", "1-2-1/own"]));
    }

    #[test]
    fn what_is_near_is_told_and_not_taken() {
        for (text, ids) in [
            ("CEH v12", &["1-2-1/ceh"][..]),
            ("CEH (Practical)", &["1-2-1/ceh"]),
            ("Certified Ethical Hackers", &["1-2-1/ceh"]),
            ("情報処理安全確保支援士試験", &["1-2-1/riss"]),
            ("登録セキュスペ", &["1-2-1/riss"]),
            ("主任監査人", &["1-1/lead"]),
            ("Security+", &[]),
            ("CISSP", &[]),
            ("社内認定 上級", &[]),
            ("第1種 認定", &[]),
            ("24/7 Analyst", &[]),
            ("-", &[]),
        ] {
            assert_eq!(meaning(text), Meaning::Unlisted(near(ids)), "{text}");
        }
    }
}

//! What can be chosen in a field, and how a chosen id is called.

use crate::domain::assessment::{Assessment, Catalog};
use crate::domain::pack::{Category, Term};
use crate::domain::reference::ReferenceKind;
use crate::domain::register::{EquivalenceState, Item, Person};
use crate::domain::text::{Lang, pick};
use crate::report::fields::{AnyFact, Source};
use crate::tui::form::asks::{self, row_asks};
use crate::tui::form::lookup::{Candidate, Lookup, row, rows};
use crate::tui::session::Session;

/// Everything that can be chosen from a source, for a draft.
pub fn candidates(lookup: &Lookup<'_>, source: Source, draft: &AnyFact) -> Vec<Candidate> {
    let lang = lookup.lang;
    if let Source::Editions | Source::Categories = source {
        return of_packs(lookup, source, draft);
    }
    let (Some(session), Some(pack)) = (lookup.session, lookup.pack()) else { return Vec::new() };
    let terms =
        |terms: &[Term]| terms.iter().map(|term| Candidate::named(&term.id, &term.name, lang)).collect();
    match source {
        Source::Roles => {
            let given = pack.head.roles.iter().filter(|role| role.includes.is_empty());
            given.map(|role| Candidate::named(&role.id, &role.name, lang)).collect()
        }
        Source::Kinds => terms(&pack.head.kinds),
        Source::Acts => terms(&pack.head.acts),
        Source::EvidenceKinds => {
            let kinds = pack.head.evidence.iter();
            kinds.map(|kind| Candidate::new(&kind.id, kind.name.get(lang), kind.id.clone())).collect()
        }
        Source::People => people(session),
        Source::Contracts => contracts(session),
        Source::Lists => {
            let lists = session.references.lists.iter().filter(|list| list.read_as.is_none());
            lists
                .map(|list| Candidate::new(&list.number, list.title.get(lang), list.number.clone()))
                .collect()
        }
        Source::Members => unverified(session, lang),
        Source::Routes => asks::routes(pack, draft).iter().map(|id| row(pack, id, lang)).collect(),
        Source::Subjects => asks::subjects(session, draft, lang),
        Source::Shown => shown(session, lang),
        _ => rows(session, lang, |at| row_asks(pack, at, source, draft)),
    }
}

fn of_packs(lookup: &Lookup<'_>, source: Source, draft: &AnyFact) -> Vec<Candidate> {
    let lang = lookup.lang;
    if source == Source::Editions {
        let packs = lookup.packs.iter();
        return packs.map(|pack| Candidate::new(&pack.edition, pack.title.get(lang), "")).collect();
    }
    if let (Some(pack), false) = (lookup.pack(), is_new(lookup, draft)) {
        return pack.choosable().map(|category| of_category(category, lang)).collect();
    }
    let AnyFact::Profile(profile) = draft else { return Vec::new() };
    let chosen = lookup.packs.iter().find(|pack| pack.edition == profile.edition);
    let categories = chosen.or(lookup.packs.first()).map_or(&[][..], |pack| &pack.categories);
    categories.iter().map(|(id, name)| Candidate::named(id, name, lang)).collect()
}

/// A category, found by its other names as well.
fn of_category(category: &Category, lang: Lang) -> Candidate {
    let named = Candidate::named(&category.id, &category.name, lang);
    let yomi = std::iter::once(&named.yomi).chain(&category.aliases).map(String::as_str);
    Candidate { yomi: yomi.collect::<Vec<_>>().join(" "), ..named }
}

/// True for the profile of an assessment that is not the open one.
fn is_new(lookup: &Lookup<'_>, draft: &AnyFact) -> bool {
    let AnyFact::Profile(profile) = draft else { return false };
    lookup.pack().is_none_or(|pack| pack.head.edition != profile.edition)
}

fn people(session: &Session) -> Vec<Candidate> {
    let person = |person: &Person| Candidate {
        yomi: person.yomi.clone(),
        ..Candidate::new(&person.id, person.name.clone(), person.id.clone())
    };
    session.assessment.people.iter().map(person).collect()
}

fn contracts(session: &Session) -> Vec<Candidate> {
    let contracts = session.assessment.contracts.iter();
    contracts.map(|row| Candidate::new(&row.id, row.alias.clone(), row.id.clone())).collect()
}

fn shown(session: &Session, lang: Lang) -> Vec<Candidate> {
    let mut shown = people(session);
    shown.extend(titled(&session.assessment).map(|(id, name)| Candidate::new(id, name, id)));
    shown.extend(rows(session, lang, |at| session.pack.answerable(at)));
    shown
}

/// Id and name of everything in the registers that has a name, beside people.
fn titled(a: &Assessment) -> impl Iterator<Item = (&str, &str)> {
    let contracts = a.contracts.iter().map(|row| (row.id.as_str(), row.alias.as_str()));
    let documents = a.documents.iter().map(|row| (row.id.as_str(), row.title.as_str()));
    let records = a.records.iter().map(|row| (row.id.as_str(), row.title.as_str()));
    let equivalences = a.equivalences.iter().map(|row| (row.id.as_str(), row.title.as_str()));
    contracts.chain(documents).chain(records).chain(equivalences)
}

fn unverified(session: &Session, lang: Lang) -> Vec<Candidate> {
    let members = session.references.lists.iter().flat_map(|list| &list.members);
    let open = members.filter(|member| !member.verified);
    open.map(|member| {
        let text = format!("{}  {}", member.name.get(lang), member.id);
        Candidate { yomi: member.name.get(lang.other()).to_owned(), ..Candidate::new(&member.id, text, "") }
    })
    .collect()
}

/// Members of reference lists and equivalences, as codes of items.
pub fn items(lookup: &Lookup<'_>, kinds: &[ReferenceKind], draft: &AnyFact) -> Vec<Candidate> {
    let Some(session) = lookup.session else { return Vec::new() };
    let only = asks::lists_of(&session.pack, draft);
    let mut candidates = Vec::new();
    for list in session.references.lists.iter().filter(|list| list.read_as.is_none()) {
        let asked = only.as_ref().map_or(kinds.contains(&list.kind), |only| only.contains(&list.number));
        if !asked {
            continue;
        }
        let shipped = list.members.iter().map(|member| &member.id);
        let own = session.assessment.members.iter().filter(|member| member.list() == list.number);
        let mut ids: Vec<&String> = shipped.chain(own.map(|member| &member.id)).collect();
        ids.dedup();
        for id in ids {
            let item = Item::Member(id.clone());
            let tail = item_mark(lookup, &item);
            let member = list.members.iter().find(|member| member.id == *id);
            let aliases = member.map_or_else(String::new, |member| member.aliases.join(" "));
            candidates.push(Candidate {
                yomi: format!("{id} {} {aliases}", list.title.get(lookup.lang)),
                ..Candidate::new(&code(&item), item_name(lookup, &item), tail)
            });
        }
    }
    for equivalence in &session.assessment.equivalences {
        if equivalence.state == EquivalenceState::Argued {
            let item = Item::Equivalent(equivalence.id.clone());
            let tail = item_mark(lookup, &item);
            candidates.push(Candidate::new(&code(&item), equivalence.title.clone(), tail));
        }
    }
    candidates
}

/// An item as one text, to be distinguished in a list.
pub fn code(item: &Item) -> String {
    let kind = match item {
        Item::Member(_) => 'm',
        Item::Equivalent(_) => 'q',
        Item::Unlisted(_) => 'u',
    };
    format!("{kind}:{}", item.text())
}

/// The item of a code; anything else is a name that is in no list.
pub fn decode(code: &str) -> Item {
    match code.split_once(':') {
        Some(("m", id)) => Item::Member(id.to_owned()),
        Some(("q", id)) => Item::Equivalent(id.to_owned()),
        Some(("u", name)) => Item::Unlisted(name.to_owned()),
        _ => Item::Unlisted(code.to_owned()),
    }
}

/// The list of a member and whether it is verified, or what else the item is.
pub fn item_mark(lookup: &Lookup<'_>, item: &Item) -> String {
    let Some(session) = lookup.session else { return String::new() };
    match item {
        Item::Member(id) => {
            let catalog = Catalog::new(&session.references, &session.assessment);
            let verified = catalog.member(id).is_some_and(|member| member.verified());
            let mark = if verified { ("確認済", "verified") } else { ("未確認", "unverified") };
            let list = id.split('/').next().unwrap_or_default();
            format!("{list} {}", pick(lookup.lang, mark.0, mark.1))
        }
        Item::Equivalent(id) => format!("{id} {}", pick(lookup.lang, "同等", "equal")),
        Item::Unlisted(name) if name.trim().is_empty() => String::new(),
        Item::Unlisted(_) => pick(lookup.lang, "例示にない名前", "not in a list").to_owned(),
    }
}

/// What people call an item.
pub fn item_name(lookup: &Lookup<'_>, item: &Item) -> String {
    let Some(session) = lookup.session else { return item.text().to_owned() };
    match item {
        Item::Unlisted(name) => name.clone(),
        Item::Equivalent(id) => {
            session.assessment.equivalence(id).map_or_else(|| id.clone(), |known| known.title.clone())
        }
        Item::Member(id) => {
            let catalog = Catalog::new(&session.references, &session.assessment);
            catalog.name_of(id, lookup.lang).to_owned()
        }
    }
}

/// What people call an id of a source; the id itself if it is not known.
pub fn name(lookup: &Lookup<'_>, source: Source, draft: &AnyFact, id: &str) -> String {
    if id.is_empty() {
        return String::new();
    }
    if let (Some(session), false) = (lookup.session, matches!(source, Source::Editions)) {
        if let Some(row) = session.pack.row(id) {
            return format!("{} {}", row.clause, row.title.get(lookup.lang));
        }
        if let Some(name) = fact(session, id) {
            return name.to_owned();
        }
    }
    if source == Source::Members {
        return item_name(lookup, &Item::Member(id.to_owned()));
    }
    let known = candidates(lookup, source, draft).into_iter().find(|known| known.id == id);
    known.map_or_else(|| id.to_owned(), |known| known.text)
}

/// The name of a fact of a register.
pub fn fact<'a>(session: &'a Session, id: &str) -> Option<&'a str> {
    let person = session.assessment.person(id).map(|row| row.name.as_str());
    let name = person.or_else(|| Some(titled(&session.assessment).find(|(known, _)| *known == id)?.1));
    name.filter(|name| !name.trim().is_empty())
}

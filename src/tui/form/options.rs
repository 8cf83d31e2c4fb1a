//! What can be chosen in a field, and how a chosen id is called.

use crate::domain::assessment::Catalog;
use crate::domain::pack::{Category, Term};
use crate::domain::reference::ReferenceKind;
use crate::domain::register::{EquivalenceState, Item};
use crate::domain::text::{Lang, pick};
use crate::report::fields::AnyFact;
use crate::report::fields::Source;
use crate::tui::form::asks::{self, row_asks};
use crate::tui::form::scene::{Choice, Scene, row, rows};
use crate::tui::session::Session;

/// Everything that can be chosen from a source, for a draft.
pub fn choices(scene: &Scene<'_>, source: Source, draft: &AnyFact) -> Vec<Choice> {
    let lang = scene.lang;
    if let Source::Editions | Source::Categories = source {
        return of_packs(scene, source, draft);
    }
    let (Some(session), Some(pack)) = (scene.session, scene.pack()) else { return Vec::new() };
    let terms = |terms: &[Term]| terms.iter().map(|term| Choice::named(&term.id, &term.name, lang)).collect();
    match source {
        Source::Roles => {
            let given = pack.head.roles.iter().filter(|role| role.includes.is_empty());
            given.map(|role| Choice::named(&role.id, &role.name, lang)).collect()
        }
        Source::Kinds => terms(&pack.head.kinds),
        Source::Acts => terms(&pack.head.acts),
        Source::EvidenceKinds => {
            let kinds = pack.head.evidence.iter();
            kinds.map(|kind| Choice::new(&kind.id, kind.name.get(lang), kind.id.clone())).collect()
        }
        Source::People => people(session),
        Source::Contracts => contracts(session),
        Source::Lists => {
            let lists = session.references.lists.iter().filter(|list| list.read_as.is_none());
            lists.map(|list| Choice::new(&list.number, list.title.get(lang), list.number.clone())).collect()
        }
        Source::Members => unverified(session, lang),
        Source::Routes => asks::routes(pack, draft).iter().map(|id| row(pack, id, lang)).collect(),
        Source::Subjects => asks::subjects(session, draft, lang),
        Source::Shown => shown(session, lang),
        _ => rows(session, lang, |at| row_asks(pack, at, source, draft)),
    }
}

fn of_packs(scene: &Scene<'_>, source: Source, draft: &AnyFact) -> Vec<Choice> {
    let lang = scene.lang;
    if source == Source::Editions {
        let packs = scene.packs.iter();
        return packs.map(|pack| Choice::new(&pack.edition, pack.title.get(lang), "")).collect();
    }
    if let (Some(pack), false) = (scene.pack(), is_new(scene, draft)) {
        return pack.choosable().map(|category| of_category(category, lang)).collect();
    }
    let AnyFact::Profile(profile) = draft else { return Vec::new() };
    let chosen = scene.packs.iter().find(|pack| pack.edition == profile.edition);
    let categories = chosen.or(scene.packs.first()).map_or(&[][..], |pack| &pack.categories);
    categories.iter().map(|(id, name)| Choice::named(id, name, lang)).collect()
}

/// A category, found by its other names as well.
fn of_category(category: &Category, lang: Lang) -> Choice {
    let named = Choice::named(&category.id, &category.name, lang);
    let yomi = std::iter::once(&named.yomi).chain(&category.aliases).map(String::as_str);
    Choice { yomi: yomi.collect::<Vec<_>>().join(" "), ..named }
}

/// True for the profile of an assessment that is not the open one.
fn is_new(scene: &Scene<'_>, draft: &AnyFact) -> bool {
    let AnyFact::Profile(profile) = draft else { return false };
    scene.pack().is_none_or(|pack| pack.head.edition != profile.edition)
}

fn people(session: &Session) -> Vec<Choice> {
    let person = |person: &crate::domain::register::Person| Choice {
        yomi: person.yomi.clone(),
        ..Choice::new(&person.id, person.name.clone(), person.id.clone())
    };
    session.assessment.people.iter().map(person).collect()
}

fn contracts(session: &Session) -> Vec<Choice> {
    let contracts = session.assessment.contracts.iter();
    contracts.map(|row| Choice::new(&row.id, row.alias.clone(), row.id.clone())).collect()
}

fn shown(session: &Session, lang: Lang) -> Vec<Choice> {
    let mut choices = people(session);
    choices.extend(contracts(session));
    let a = &session.assessment;
    choices.extend(a.documents.iter().map(|row| Choice::new(&row.id, row.title.clone(), row.id.clone())));
    choices.extend(a.records.iter().map(|row| Choice::new(&row.id, row.title.clone(), row.id.clone())));
    choices.extend(a.equivalences.iter().map(|row| Choice::new(&row.id, row.title.clone(), row.id.clone())));
    choices.extend(rows(session, lang, |at| session.pack.answerable(at)));
    choices
}

fn unverified(session: &Session, lang: Lang) -> Vec<Choice> {
    let members = session.references.lists.iter().flat_map(|list| &list.members);
    let open = members.filter(|member| !member.verified);
    open.map(|member| {
        let text = format!("{}  {}", member.name.get(lang), member.id);
        Choice { yomi: member.name.get(lang.other()).to_owned(), ..Choice::new(&member.id, text, "") }
    })
    .collect()
}

/// Members of reference lists and equivalences, as codes of items.
pub fn items(scene: &Scene<'_>, kinds: &[ReferenceKind], draft: &AnyFact) -> Vec<Choice> {
    let Some(session) = scene.session else { return Vec::new() };
    let only = asks::lists_of(&session.pack, draft);
    let mut choices = Vec::new();
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
            let tail = item_mark(scene, &item);
            let member = list.members.iter().find(|member| member.id == *id);
            let aliases = member.map_or_else(String::new, |member| member.aliases.join(" "));
            choices.push(Choice {
                yomi: format!("{id} {} {aliases}", list.title.get(scene.lang)),
                ..Choice::new(&code(&item), item_name(scene, &item), tail)
            });
        }
    }
    for equivalence in &session.assessment.equivalences {
        if equivalence.state == EquivalenceState::Argued {
            let item = Item::Equivalent(equivalence.id.clone());
            let tail = item_mark(scene, &item);
            choices.push(Choice::new(&code(&item), equivalence.title.clone(), tail));
        }
    }
    choices
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
pub fn item_mark(scene: &Scene<'_>, item: &Item) -> String {
    let Some(session) = scene.session else { return String::new() };
    match item {
        Item::Member(id) => {
            let catalog = Catalog::new(&session.references, &session.assessment);
            let verified = catalog.member(id).is_some_and(|member| member.verified());
            let mark = if verified { ("確認済", "verified") } else { ("未確認", "unverified") };
            let list = id.split('/').next().unwrap_or_default();
            format!("{list} {}", pick(scene.lang, mark.0, mark.1))
        }
        Item::Equivalent(id) => format!("{id} {}", pick(scene.lang, "同等", "equal")),
        Item::Unlisted(name) if name.trim().is_empty() => String::new(),
        Item::Unlisted(_) => pick(scene.lang, "例示にない名前", "not in a list").to_owned(),
    }
}

/// What people call an item.
pub fn item_name(scene: &Scene<'_>, item: &Item) -> String {
    let Some(session) = scene.session else { return item.text().to_owned() };
    match item {
        Item::Unlisted(name) => name.clone(),
        Item::Equivalent(id) => {
            session.assessment.equivalence(id).map_or_else(|| id.clone(), |known| known.title.clone())
        }
        Item::Member(id) => {
            let catalog = Catalog::new(&session.references, &session.assessment);
            catalog.name_of(id, scene.lang).to_owned()
        }
    }
}

/// What people call an id of a source; the id itself if nobody knows it.
pub fn name(scene: &Scene<'_>, source: Source, draft: &AnyFact, id: &str) -> String {
    if id.is_empty() {
        return String::new();
    }
    if let (Some(session), false) = (scene.session, matches!(source, Source::Editions)) {
        if let Some(row) = session.pack.row(id) {
            return format!("{} {}", row.clause, row.title.get(scene.lang));
        }
        if let Some(name) = fact(session, id) {
            return name.to_owned();
        }
    }
    if source == Source::Members {
        return item_name(scene, &Item::Member(id.to_owned()));
    }
    let known = choices(scene, source, draft).into_iter().find(|choice| choice.id == id);
    known.map_or_else(|| id.to_owned(), |choice| choice.text)
}

/// The name of a fact of a register.
pub fn fact<'a>(session: &'a Session, id: &str) -> Option<&'a str> {
    let a = &session.assessment;
    let person = a.person(id).map(|row| row.name.as_str());
    person
        .or_else(|| a.contract(id).map(|row| row.alias.as_str()))
        .or_else(|| a.document(id).map(|row| row.title.as_str()))
        .or_else(|| a.records.iter().find(|row| row.id == id).map(|row| row.title.as_str()))
        .or_else(|| a.equivalence(id).map(|row| row.title.as_str()))
        .filter(|name| !name.trim().is_empty())
}

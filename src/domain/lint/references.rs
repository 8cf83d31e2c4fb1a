//! Reference lists: numbers and members used once, members at home, names in both languages.

use std::collections::HashSet;

use crate::domain::circle::circles;
use crate::domain::date::PartialDate;
use crate::domain::lint::{At, Fault, FoundFault, Spot, nearest};
use crate::domain::listed::shape;
use crate::domain::name;
use crate::domain::reference::{Member, ReferenceList, References, Validity, day_of_year};
use crate::domain::text::{Bilingual, Lang};

/// All faults of a file of reference lists; `known` are the lists beside it.
pub fn check_references(lists: &References, known: &References) -> Vec<FoundFault> {
    let mut out = Vec::new();
    text(&lists.source, "source", None, &mut out);
    let mut numbers = HashSet::new();
    let mut members = HashSet::new();
    for list in &lists.lists {
        if !numbers.insert(&list.number) {
            repeated(&list.number, &mut out);
        }
        text(&list.title, "title", Some(&list.number), &mut out);
        read_as(list, lists, known, &mut out);
        for member in &list.members {
            if !members.insert(&member.id) {
                repeated(&member.id, &mut out);
            }
            check_member(list, member, &mut out);
            same_as(list, member, [lists, known], &mut out);
            aliases(list, member, &mut out);
        }
    }
    circles_of(lists, known, &mut out);
    out
}

/// What a member is the same as is a member of another list of the kind.
fn same_as(list: &ReferenceList, member: &Member, all: [&References; 2], out: &mut Vec<FoundFault>) {
    let Some(id) = &member.same_as else { return };
    let lists = || all.into_iter().flat_map(|lists| &lists.lists);
    let fault = match lists().find(|list| list.members.iter().any(|member| member.id == *id)) {
        None => {
            let ids = lists().flat_map(|list| &list.members).map(|member| member.id.as_str());
            Fault::UnknownMember { id: id.clone(), near: nearest(id, ids) }
        }
        Some(other) if other.number == list.number => Fault::SameInList { id: id.clone() },
        Some(other) if other.kind != list.kind => Fault::SameOtherKind { id: id.clone(), kind: other.kind },
        Some(_) => return,
    };
    out.push(FoundFault { spot: Spot::Head, at: At::Text("same_as", id.clone()), fault });
}

/// One direction is enough, so a circle is a slip; it is told where a member of this file closes it.
fn circles_of(lists: &References, known: &References, out: &mut Vec<FoundFault>) {
    let mut all = known.clone();
    all.lay_over(lists.clone());
    let members = all.lists.iter().flat_map(|list| &list.members);
    let nodes: Vec<(&str, Vec<&str>)> =
        members.map(|member| (member.id.as_str(), member.same_as.as_deref().into_iter().collect())).collect();
    for path in circles(&nodes) {
        let own = |id: &&String| lists.member(id).is_some_and(|member| member.same_as.is_some());
        let Some(id) = path.iter().find(own).cloned() else { continue };
        let fault = Fault::SameCircle { path };
        out.push(FoundFault { spot: Spot::Head, at: At::Nth(id, 0), fault });
    }
}

fn check_member(list: &ReferenceList, member: &Member, out: &mut Vec<FoundFault>) {
    if !member.id.strip_prefix(&list.number).is_some_and(|rest| rest.starts_with('/') && rest.len() > 1) {
        let fault = Fault::MisplacedId { id: member.id.clone(), home: list.number.clone() };
        out.push(FoundFault { spot: Spot::Head, at: At::Nth(member.id.clone(), 0), fault });
    }
    text(&member.name, "name", Some(&member.id), out);
    if let Some(below) = member.rung_above.as_ref().filter(|id| !list.members.iter().any(|m| m.id == **id)) {
        let near = nearest(below, list.members.iter().map(|member| member.id.as_str()));
        let fault = Fault::UnknownMember { id: below.clone(), near };
        out.push(FoundFault { spot: Spot::Head, at: At::Text("rung_above", below.clone()), fault });
    }
    for day in member.ends_on.iter().filter(|day| day_of_year(day).is_none()) {
        let fault = Fault::NoDayOfYear { text: day.clone() };
        out.push(FoundFault { spot: Spot::Head, at: At::Text("ends_on", day.clone()), fault });
    }
    if !member.verified_on.is_empty() && member.verified_on.parse::<PartialDate>().is_err() {
        let fault = Fault::NoDate { text: member.verified_on.clone() };
        out.push(FoundFault {
            spot: Spot::Head,
            at: At::Text("verified_on", member.verified_on.clone()),
            fault,
        });
    }
    if upkeep_known(member) && member.upkeep_source.trim().is_empty() {
        let fault = Fault::MissingKey { key: "upkeep_source".to_owned(), block: "Member".to_owned() };
        out.push(FoundFault { spot: Spot::Head, at: At::Nth(member.id.clone(), 0), fault });
    }
    if member.verified && member.source.trim().is_empty() {
        let fault = Fault::MissingKey { key: "source".to_owned(), block: "Member".to_owned() };
        out.push(FoundFault { spot: Spot::Head, at: At::Nth(member.id.clone(), 0), fault });
    }
}

/// Aliases are names of one member only; one that several members share means none of them, which is allowed.
fn aliases(list: &ReferenceList, member: &Member, out: &mut Vec<FoundFault>) {
    for alias in &member.aliases {
        let key = name::key(alias);
        let is_name = |other: &&Member| {
            other.id != member.id && [&other.name.ja, &other.name.en].into_iter().any(|n| name::key(n) == key)
        };
        let fault = if key.is_empty() || shape(alias).is_some() {
            Fault::NoAlias { text: alias.clone() }
        } else if let Some(other) = list.members.iter().find(is_name) {
            Fault::AliasTaken { text: alias.clone(), id: other.id.clone() }
        } else {
            continue;
        };
        out.push(FoundFault { spot: Spot::Head, at: At::Text("aliases", alias.clone()), fault });
    }
}

fn upkeep_known(member: &Member) -> bool {
    member.validity != Validity::Unknown || member.renew_by.is_some() || !member.ends_on.is_empty()
}

fn read_as(list: &ReferenceList, lists: &References, known: &References, out: &mut Vec<FoundFault>) {
    let Some(other) = &list.read_as else { return };
    let numbers = || lists.lists.iter().chain(&known.lists).map(|list| list.number.as_str());
    if !numbers().any(|number| number == other) {
        let near = nearest(other, numbers());
        let fault = Fault::UnknownReference { number: other.clone(), near };
        out.push(FoundFault { spot: Spot::Head, at: At::Text("read_as", other.clone()), fault });
    }
}

fn repeated(id: &str, out: &mut Vec<FoundFault>) {
    let fault = Fault::RepeatedId { id: id.to_owned() };
    out.push(FoundFault { spot: Spot::Head, at: At::Nth(id.to_owned(), 1), fault });
}

fn text(text: &Bilingual, key: &'static str, id: Option<&String>, out: &mut Vec<FoundFault>) {
    for lang in [Lang::Ja, Lang::En].into_iter().filter(|lang| text.get(*lang).trim().is_empty()) {
        let at = id.map_or(At::Key(key), |id| At::Nth(id.clone(), 0));
        out.push(FoundFault { spot: Spot::Head, at, fault: Fault::MissingText { key, lang } });
    }
}

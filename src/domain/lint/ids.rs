//! Ids: each used once, at home in its category, and every way leads to a row.

use std::collections::{HashMap, HashSet};

use crate::domain::lint::fault::row_finding;
use crate::domain::lint::{At, Draft, Fault, FoundFault, Spot, Vocabulary, nearest};
use crate::domain::pack::Category;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<FoundFault>) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (category, row) in draft.own_rows() {
        let nth = seen.entry(&row.id).or_default();
        if *nth > 0 {
            let fault = Fault::RepeatedId { id: row.id.clone() };
            out.push(FoundFault { spot: Spot::Row(row.id.clone(), *nth), at: At::Id, fault });
        }
        *nth += 1;
        if draft.head.retired.contains(&row.id) {
            out.push(row_finding(row, At::Id, Fault::RetiredId { id: row.id.clone() }));
        }
        if !at_home(&row.id, &category.id) {
            let fault = Fault::MisplacedId { id: row.id.clone(), home: category.id.clone() };
            out.push(row_finding(row, At::Id, fault));
        }
    }
    let rows: HashSet<&str> = draft.rows().map(|row| row.id.as_str()).collect();
    ways(draft, &rows, out);
    let mut known = HashSet::new();
    for category in draft.own {
        if !known.insert(&category.id) {
            let fault = Fault::RepeatedId { id: category.id.clone() };
            out.push(FoundFault { spot: Spot::Category(category.id.clone()), at: At::Id, fault });
        }
        categories(draft, category, &rows, out);
    }
    vocabulary(draft, out);
}

fn at_home(id: &str, category: &str) -> bool {
    id.strip_prefix(category).is_some_and(|rest| rest.starts_with(['.', '#']))
}

fn ways(draft: &Draft<'_>, rows: &HashSet<&str>, out: &mut Vec<FoundFault>) {
    for (_, row) in draft.own_rows() {
        let mut told = HashSet::new();
        for id in row.rule.rows().into_iter().chain(row.rule.mentions()).chain(row.rule.apart()) {
            if !rows.contains(id) && !draft.may_be_unread(id) && told.insert(id) {
                out.push(row_finding(row, At::Text("rule", id.to_owned()), dangling(draft, id)));
            }
        }
    }
}

pub(super) fn dangling(draft: &Draft<'_>, id: &str) -> Fault {
    let near = nearest(id, draft.rows().map(|row| row.id.as_str()));
    Fault::Dangling { id: id.to_owned(), near }
}

fn categories(draft: &Draft<'_>, category: &Category, rows: &HashSet<&str>, out: &mut Vec<FoundFault>) {
    let spot = || Spot::Category(category.id.clone());
    let lost = |id: &&String| !rows.contains(id.as_str()) && !draft.may_be_unread(id);
    for id in category.requires.iter().filter(lost) {
        let at = At::Text("requires", id.clone());
        out.push(FoundFault { spot: spot(), at, fault: dangling(draft, id) });
    }
    if category.requires.is_empty() {
        let fault = Fault::AlwaysHolds { word: "requires" };
        out.push(FoundFault { spot: spot(), at: At::Key("requires"), fault });
    }
    for id in category.builds_on.iter().filter(|id| !is_category(draft, id)) {
        let at = At::Text("builds_on", id.clone());
        out.push(FoundFault { spot: spot(), at, fault: unknown_category(draft, id) });
    }
}

pub(super) fn is_category(draft: &Draft<'_>, id: &str) -> bool {
    draft.all.iter().any(|category| category.id == id) || draft.unread.iter().any(|unread| unread == id)
}

pub(super) fn unknown_category(draft: &Draft<'_>, id: &str) -> Fault {
    let near = nearest(id, draft.all.iter().map(|category| category.id.as_str()));
    Fault::UnknownCategory { id: id.to_owned(), near }
}

fn vocabulary(draft: &Draft<'_>, out: &mut Vec<FoundFault>) {
    let head = draft.own_head;
    for role in &head.roles {
        for id in role.includes.iter().filter(|id| !draft.head.roles.iter().any(|role| role.id == **id)) {
            let near = nearest(id, draft.head.roles.iter().map(|role| role.id.as_str()));
            let fault = Fault::Undefined { word: id.clone(), vocabulary: Vocabulary::Role, near };
            out.push(FoundFault { spot: Spot::Head, at: At::Text("includes", id.clone()), fault });
        }
    }
    for kind in &head.kinds {
        for id in
            kind.scope.iter().filter(|id| !draft.rows().any(|row| row.id == **id) && !draft.may_be_unread(id))
        {
            let at = At::Text("scope", id.clone());
            out.push(FoundFault { spot: Spot::Head, at, fault: dangling(draft, id) });
        }
    }
    for (vocabulary, key) in [
        (Vocabulary::Role, "roles"),
        (Vocabulary::Kind, "kinds"),
        (Vocabulary::Act, "acts"),
        (Vocabulary::Evidence, "evidence"),
        (Vocabulary::Doubt, "doubts"),
    ] {
        let mut seen = HashSet::new();
        for id in vocabulary.ids(head).into_iter().filter(|id| !seen.insert(*id)) {
            let fault = Fault::RepeatedId { id: id.to_owned() };
            out.push(FoundFault { spot: Spot::Head, at: At::Text(key, id.to_owned()), fault });
        }
    }
}

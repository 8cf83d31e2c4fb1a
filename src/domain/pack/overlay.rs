//! Editions as overlays: what an edition changes, laid over the categories of its base.

use super::written::{Category, PackHead, Requirement, parent_id};

/// Lays an overlay over the categories of its base edition: rows under known ids are replaced where they
/// are, new rows go after their last sibling, unknown categories are added at the front.
pub fn overlay(
    base_head: &PackHead,
    base: Vec<Category>,
    head: &mut PackHead,
    over: Vec<Category>,
) -> Vec<Category> {
    inherit_vocabulary(base_head, head);
    let mut categories = base;
    let mut added = Vec::new();
    for category in over {
        match categories.iter_mut().find(|known| known.id == category.id) {
            Some(known) => category.requirements.into_iter().for_each(|row| place(known, row)),
            None => added.push(category),
        }
    }
    added.extend(categories);
    added
}

fn inherit_vocabulary(base: &PackHead, head: &mut PackHead) {
    fn join<T: Clone>(base: &[T], own: &mut Vec<T>, id: fn(&T) -> &str) {
        let mut all: Vec<T> = base.iter().filter(|b| !own.iter().any(|o| id(o) == id(b))).cloned().collect();
        all.append(own);
        *own = all;
    }
    join(&base.roles, &mut head.roles, |role| &role.id);
    join(&base.kinds, &mut head.kinds, |term| &term.id);
    join(&base.acts, &mut head.acts, |term| &term.id);
    join(&base.evidence, &mut head.evidence, |term| &term.id);
    join(&base.doubts, &mut head.doubts, |doubt| &doubt.id);
    join(&base.readings, &mut head.readings, |reading| &reading.term);
    join(&base.retired, &mut head.retired, |id| id);
}

fn place(category: &mut Category, row: Requirement) {
    if let Some(known) = category.requirements.iter_mut().find(|known| known.id == row.id) {
        *known = row;
        return;
    }
    let family = parent_id(&row.id).map(str::to_owned);
    let after = family.and_then(|family| {
        category.requirements.iter().rposition(|known| {
            known.id == family
                || known.id.starts_with(&format!("{family}."))
                || known.id.starts_with(&format!("{family}#"))
        })
    });
    let at = after.map_or(category.requirements.len(), |at| at + 1);
    category.requirements.insert(at, row);
}

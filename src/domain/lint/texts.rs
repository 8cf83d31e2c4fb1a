//! Texts: whatever a person reads is there in both languages.

use std::collections::HashSet;

use crate::domain::lint::{At, Draft, Fault, FoundFault, Spot};
use crate::domain::pack::{RowKind, parent_id};
use crate::domain::text::{Bilingual, Lang};

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<FoundFault>) {
    head(draft, out);
    for category in draft.own {
        let spot = Spot::Category(category.id.clone());
        text(&spot, &category.name, "name", true, out);
        text(&spot, &category.short, "short", true, out);
    }
    let parents = parents(draft);
    for (_, row) in draft.own_rows() {
        let spot = Spot::Row(row.id.clone(), 0);
        let answerable = row.kind != RowKind::Inheritance && !parents.contains(row.id.as_str());
        text(&spot, &row.title, "title", true, out);
        text(&spot, &row.ask, "ask", true, out);
        text(&spot, &row.yes_means, "yes_means", answerable, out);
        text(&spot, &row.close, "close", answerable && row.kind != RowKind::Option, out);
        text(&spot, &row.close_unverified, "close_unverified", false, out);
    }
}

/// Ids above some row, whether they are rows themselves or not.
fn parents<'a>(draft: &Draft<'a>) -> HashSet<&'a str> {
    draft.rows().flat_map(|row| std::iter::successors(parent_id(&row.id), |id| parent_id(id))).collect()
}

fn head(draft: &Draft<'_>, out: &mut Vec<FoundFault>) {
    let head = draft.own_head;
    text(&Spot::Head, &head.title, "title", true, out);
    text(&Spot::Head, &head.source, "source", true, out);
    let named = head.roles.iter().map(|role| ("roles", &role.id, &role.name)).chain(
        [("kinds", &head.kinds), ("acts", &head.acts), ("evidence", &head.evidence)]
            .into_iter()
            .flat_map(|(key, terms)| terms.iter().map(move |term| (key, &term.id, &term.name))),
    );
    let doubts = head.doubts.iter().flat_map(|doubt| {
        [&doubt.about, &doubt.strict, &doubt.lenient].map(|text| ("doubts", &doubt.id, text))
    });
    for (key, id, name) in named.chain(doubts) {
        for lang in empty_in(name, true) {
            let at = At::Text(key, id.clone());
            out.push(FoundFault { spot: Spot::Head, at, fault: Fault::MissingText { key, lang } });
        }
    }
}

fn text(spot: &Spot, text: &Bilingual, key: &'static str, required: bool, out: &mut Vec<FoundFault>) {
    for lang in empty_in(text, required) {
        out.push(FoundFault {
            spot: spot.clone(),
            at: At::Key(key),
            fault: Fault::MissingText { key, lang },
        });
    }
}

fn empty_in(text: &Bilingual, required: bool) -> Vec<Lang> {
    let empty = |lang: &Lang| text.get(*lang).trim().is_empty();
    let missing: Vec<Lang> = [Lang::Ja, Lang::En].into_iter().filter(empty).collect();
    if missing.len() == 2 && !required { Vec::new() } else { missing }
}

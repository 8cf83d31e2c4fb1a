//! Ways between rows: all can be reached, none leads back to itself, and "not applicable" stays where a row
//! is one way among several.

use std::collections::{HashMap, HashSet};

use crate::domain::lint::{At, Draft, Fault, Finding, row_finding};
use crate::domain::pack::{NotApplicable, Requirement, RowKind, parent_id};
use crate::domain::rule::Rule;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Finding>) {
    let rows: HashMap<&str, &Requirement> = draft.rows().map(|row| (row.id.as_str(), row)).collect();
    let reached = reached(draft, &rows);
    for row in draft.rows().filter(|row| !reached.contains(row.id.as_str())) {
        out.push(row_finding(row, At::Id, Fault::Unreachable));
    }
    cycles(draft, &rows, out);
    let alternatives = alternatives(draft, &rows);
    for (_, row) in draft.own_rows() {
        let allowed = row.not_applicable == NotApplicable::WithReason;
        if allowed && !alternatives.contains(row.id.as_str()) {
            out.push(row_finding(row, At::Key("not_applicable"), Fault::MustHold));
        }
    }
}

fn ways(rule: &Rule) -> impl Iterator<Item = &str> {
    rule.rows().into_iter().chain(rule.mentions())
}

fn reached<'a>(draft: &Draft<'a>, rows: &HashMap<&'a str, &'a Requirement>) -> HashSet<&'a str> {
    let mut open: Vec<&str> =
        draft.all.iter().flat_map(|category| &category.requires).map(String::as_str).collect();
    let mut seen = HashSet::new();
    while let Some(id) = open.pop() {
        let Some(row) = rows.get(id) else { continue };
        if seen.insert(row.id.as_str()) {
            open.extend(ways(&row.rule));
        }
    }
    let options: Vec<&str> =
        draft.rows().filter(|row| is_counted(row, rows, &seen)).map(|row| row.id.as_str()).collect();
    seen.extend(options);
    seen
}

/// A kind or act is reached through its parent, if a rule there counts it.
fn is_counted(row: &Requirement, rows: &HashMap<&str, &Requirement>, seen: &HashSet<&str>) -> bool {
    let Some(parent) = parent_id(&row.id).and_then(|id| rows.get(id)) else { return false };
    if !seen.contains(parent.id.as_str()) {
        return false;
    }
    let children = parent.rule.rows().into_iter().filter_map(|id| rows.get(id)).map(|row| &row.rule);
    let mut rules = std::iter::once(&parent.rule).chain(children);
    match &row.rule {
        Rule::Kind(kind) => rules.any(|rule| counts(rule, kind, true)),
        Rule::Act(act) => rules.any(|rule| counts(rule, act, false)),
        _ => false,
    }
}

fn counts(rule: &Rule, word: &String, kind: bool) -> bool {
    let here = match rule {
        Rule::Contracts { kinds, lenient_kinds, .. } | Rule::Years { kinds, lenient_kinds, .. } if kind => {
            kinds.contains(word) || lenient_kinds.contains(word)
        }
        Rule::Contracts { acts, .. } => acts.contains(word),
        _ => false,
    };
    here || rule.children().into_iter().any(|child| counts(child, word, kind))
}

fn cycles<'a>(draft: &Draft<'a>, rows: &HashMap<&'a str, &'a Requirement>, out: &mut Vec<Finding>) {
    let mut done = HashSet::new();
    for row in draft.rows() {
        let mut path = Vec::new();
        if let Some(circle) = circle(row, rows, &mut path, &mut done) {
            let next = circle.get(1).unwrap_or(&circle[0]);
            let at = At::Text("rule", (*next).to_owned());
            let path = circle.iter().map(|id| (*id).to_owned()).collect();
            if let Some(first) = rows.get(circle[0]) {
                out.push(row_finding(first, at, Fault::Cycle { path }));
            }
        }
    }
}

/// The first circle found below this row: its ids, the first again at the end.
fn circle<'a>(
    row: &'a Requirement,
    rows: &HashMap<&'a str, &'a Requirement>,
    path: &mut Vec<&'a str>,
    done: &mut HashSet<&'a str>,
) -> Option<Vec<&'a str>> {
    if let Some(from) = path.iter().position(|id| *id == row.id) {
        let mut circle = path[from..].to_vec();
        circle.push(&row.id);
        return Some(circle);
    }
    if !done.insert(&row.id) {
        return None;
    }
    path.push(&row.id);
    let found = ways(&row.rule)
        .filter_map(|id| rows.get(id).copied())
        .find_map(|next| circle(next, rows, path, done));
    path.pop();
    found
}

/// Rows that are one way among several: routes, options, rows under an ANY, and what stands under those.
fn alternatives<'a>(draft: &Draft<'a>, rows: &HashMap<&'a str, &'a Requirement>) -> HashSet<&'a str> {
    let mut open: Vec<&str> = draft
        .rows()
        .filter(|row| matches!(row.kind, RowKind::Route | RowKind::Option))
        .map(|row| row.id.as_str())
        .collect();
    for row in draft.rows() {
        optional(&row.rule, false, &mut open);
    }
    let mut below: HashMap<&str, Vec<&str>> = HashMap::new();
    for row in draft.rows() {
        below.entry(parent_id(&row.id).unwrap_or_default()).or_default().push(&row.id);
    }
    let mut seen = HashSet::new();
    while let Some(id) = open.pop() {
        let Some(row) = rows.get(id) else { continue };
        if seen.insert(row.id.as_str()) {
            open.extend(row.rule.rows());
            open.extend(below.get(id).into_iter().flatten());
        }
    }
    seen
}

/// Ids of the rows that this rule joins by ANY, AT LEAST or as a route.
fn optional<'a>(rule: &'a Rule, under: bool, out: &mut Vec<&'a str>) {
    match rule {
        Rule::Row(id) if under => out.push(id),
        Rule::Any(rules) | Rule::AtLeast(_, rules) => {
            let choice = rules.len() > 1;
            for child in rules {
                optional(child, under || choice, out);
            }
        }
        Rule::Route(inner) => optional(inner, true, out),
        _ => rule.children().into_iter().for_each(|child| optional(child, under, out)),
    }
}

//! Ways between rows: all can be reached, none leads back to itself, and "not applicable" stays where a row
//! is one way among several.

use std::collections::{HashMap, HashSet};

use crate::domain::circle::circles;
use crate::domain::lint::fault::row_finding;
use crate::domain::lint::{At, Draft, Fault, FoundFault, Spot};
use crate::domain::pack::{NotApplicable, Requirement, RowKind, parent_id};
use crate::domain::rule::{Rule, Shape, Tally};

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<FoundFault>) {
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

fn reached<'a>(draft: &Draft<'a>, rows: &HashMap<&'a str, &'a Requirement>) -> HashSet<&'a str> {
    let mut open: Vec<&str> =
        draft.all.iter().flat_map(|category| &category.requires).map(String::as_str).collect();
    let mut seen = HashSet::new();
    while let Some(id) = open.pop() {
        let Some(row) = rows.get(id) else { continue };
        if seen.insert(row.id.as_str()) {
            open.extend(row.rule.ways());
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
    let Shape::Counted(tally) = row.rule.shape() else { return false };
    std::iter::once(&parent.rule).chain(children).any(|rule| counts(rule, tally))
}

fn counts(rule: &Rule, tally: Tally<'_>) -> bool {
    rule.all().filter_map(|rule| rule.needs().work).any(|work| match tally {
        Tally::Kind(kind) => work.any_kinds().any(|known| known == kind),
        Tally::Act(act) => work.any_acts().any(|known| known == act),
    })
}

/// Reports each circle once, at the first of its rows or categories.
fn cycles<'a>(draft: &Draft<'a>, rows: &HashMap<&'a str, &'a Requirement>, out: &mut Vec<FoundFault>) {
    let nodes: Vec<_> = draft.rows().map(|row| (row.id.as_str(), row.rule.ways())).collect();
    for path in circles(&nodes) {
        let Some(row) = rows.get(path[0].as_str()) else { continue };
        let at = At::Text("rule", path[1].clone());
        out.push(row_finding(row, at, Fault::Cycle { path }));
    }
    let categories = draft.all.iter().map(|category| (category.id.as_str(), category.bases()));
    for path in circles(&categories.collect::<Vec<_>>()) {
        let (spot, at) = (Spot::Category(path[0].clone()), At::Text("builds_on", path[1].clone()));
        out.push(FoundFault { spot, at, fault: Fault::Cycle { path } });
    }
}

/// Rows that are one way among several: routes, options, rows under an ANY, and what is under those as one
/// way again. A part of an ALL is none, though the ALL be one: half an alternative must not pass for the whole.
fn alternatives<'a>(draft: &Draft<'a>, rows: &HashMap<&'a str, &'a Requirement>) -> HashSet<&'a str> {
    let mut open: Vec<&str> = draft
        .rows()
        .filter(|row| matches!(row.kind, RowKind::Route | RowKind::Option))
        .map(|row| row.id.as_str())
        .collect();
    for row in draft.rows() {
        optional(&row.rule, false, &mut open);
    }
    let mut seen = HashSet::new();
    while let Some(id) = open.pop() {
        let Some(row) = rows.get(id) else { continue };
        if seen.insert(row.id.as_str()) && !matches!(row.rule.shape(), Shape::All(_) | Shape::AllIfStrict(_))
        {
            open.extend(row.rule.rows());
        }
    }
    seen
}

/// Ids of the rows that this rule joins by ANY, AT LEAST or as a route.
fn optional<'a>(rule: &'a Rule, under: bool, out: &mut Vec<&'a str>) {
    let under = match rule.shape() {
        Shape::Row(id) if under => return out.push(id),
        Shape::Any(rules) | Shape::AtLeast(_, rules) => under || rules.len() > 1,
        Shape::Route(_) => true,
        _ => under,
    };
    rule.parts().for_each(|child| optional(child, under, out));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pack::{Category, PackHead, RowKind};
    use crate::domain::reference::References;
    use crate::domain::text::Bilingual;

    fn row(id: String, rule: Rule) -> Requirement {
        let texts = Bilingual::default;
        Requirement {
            id,
            clause: String::new(),
            kind: RowKind::Leaf,
            title: texts(),
            yomi: String::new(),
            rule,
            ask: texts(),
            yes_means: texts(),
            evidence: Vec::new(),
            doubts: Vec::new(),
            not_applicable: NotApplicable::Never,
            effort: crate::domain::pack::Effort::Small,
            lead_days: 0,
            close: texts(),
            close_unverified: texts(),
            after: Vec::new(),
        }
    }

    fn faults(rows: Vec<Requirement>) -> Vec<Fault> {
        let texts = Bilingual::default;
        let head = PackHead {
            format: 1,
            id: String::new(),
            edition: String::new(),
            base: None,
            title: texts(),
            source: texts(),
            files: Vec::new(),
            roles: Vec::new(),
            kinds: Vec::new(),
            acts: Vec::new(),
            evidence: Vec::new(),
            doubts: Vec::new(),
            readings: Vec::new(),
            retired: Vec::new(),
        };
        let own = [Category {
            id: "c".to_owned(),
            name: texts(),
            short: texts(),
            aliases: Vec::new(),
            for_all: false,
            builds_on: Vec::new(),
            requires: vec!["c.0".to_owned()],
            requirements: rows,
        }];
        let references = References { format: 1, source: texts(), lists: Vec::new() };
        let draft = Draft {
            head: &head,
            own_head: &head,
            own: &own,
            all: &own,
            references: &references,
            unread: &[],
        };
        let mut out = Vec::new();
        check(&draft, &mut out);
        out.into_iter().map(|finding| finding.fault).collect()
    }

    fn to(id: usize) -> Rule {
        Rule::Row(format!("c.{id}"))
    }

    #[test]
    fn a_chain_of_many_rows_is_walked() {
        let chain = |last: Rule| {
            let last = row("c.50000".to_owned(), last);
            (0..50_000).map(|at| row(format!("c.{at}"), to(at + 1))).chain([last]).collect()
        };
        assert_eq!(faults(chain(Rule::Section)), []);
        let Some(Fault::Cycle { path }) = faults(chain(to(49_998))).pop() else { unreachable!("a circle") };
        assert_eq!(path, ["c.49998", "c.49999", "c.50000", "c.49998"]);
    }

    #[test]
    fn each_circle_is_told_once_and_shared_rows_are_none() {
        let all = |ids: &[usize]| Rule::All(ids.iter().map(|id| to(*id)).collect());
        let diamond = vec![
            row("c.0".to_owned(), all(&[1, 2])),
            row("c.1".to_owned(), to(3)),
            row("c.2".to_owned(), to(3)),
            row("c.3".to_owned(), Rule::Section),
        ];
        assert_eq!(faults(diamond), []);
        let own = vec![row("c.0".to_owned(), all(&[0, 1])), row("c.1".to_owned(), to(0))];
        assert_eq!(faults(own).len(), 2);
    }
}

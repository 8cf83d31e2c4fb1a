//! The order of work: `after` names rows that exist, none of the row's own line, and no rows wait for one another.

use std::collections::{HashMap, HashSet};

use crate::domain::circle::circles;
use crate::domain::lint::fault::row_finding;
use crate::domain::lint::ids::dangling;
use crate::domain::lint::{At, Draft, Fault, FoundFault};
use crate::domain::pack::{Requirement, parent_id};

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<FoundFault>) {
    for (_, row) in draft.own_rows() {
        for (nth, id) in row.after.iter().enumerate().filter(|(nth, id)| !row.after[..*nth].contains(id)) {
            let fault = if kin(&row.id, id) {
                Fault::AfterKin { id: id.clone() }
            } else if !draft.may_be_unread(id) && !draft.rows().any(|known| known.id == *id) {
                dangling(draft, id)
            } else {
                continue;
            };
            out.push(row_finding(row, At::Text("after", row.after[nth].clone()), fault));
        }
    }
}

/// Reports each circle once, at a row of it that says `after`, the pack's own first. A row waits for what it is built from as well: it is not
/// closed before its parts are. Circles of the rules alone are not of this kind.
pub(super) fn check_circles(draft: &Draft<'_>, out: &mut Vec<FoundFault>) {
    let rows: HashMap<&str, &Requirement> = draft.rows().map(|row| (row.id.as_str(), row)).collect();
    let own: HashSet<&str> = draft.own_rows().map(|(_, row)| row.id.as_str()).collect();
    let nodes: Vec<_> = draft.rows().map(|row| (row.id.as_str(), waits_for(row))).collect();
    for path in circles(&nodes) {
        let waits = path.windows(2).filter_map(|pair| {
            let row = rows.get(pair[0].as_str())?;
            row.after.contains(&pair[1]).then_some((row, &pair[1]))
        });
        if let Some((row, id)) = waits.max_by_key(|(row, _)| own.contains(row.id.as_str())) {
            let (at, path) = (At::Text("after", id.clone()), path.clone());
            out.push(row_finding(row, at, Fault::AfterCircle { path }));
        }
    }
}

fn waits_for(row: &Requirement) -> Vec<&str> {
    let after = row.after.iter().map(String::as_str).filter(|id| !kin(&row.id, id));
    row.rule.rows().into_iter().chain(after).collect()
}

/// True if both are one row, or one is above the other.
fn kin(one: &str, other: &str) -> bool {
    line(one).any(|id| id == other) || line(other).any(|id| id == one)
}

fn line(id: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(id), |id| parent_id(id))
}

//! What is to be done about an unverified member stands only where a member of a list is asked for.

use std::collections::{HashMap, HashSet};

use crate::domain::lint::fault::row_finding;
use crate::domain::lint::{At, Draft, Fault, FoundFault};
use crate::domain::pack::Requirement;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<FoundFault>) {
    let rows: HashMap<&str, &Requirement> = draft.rows().map(|row| (row.id.as_str(), row)).collect();
    for (_, row) in draft.own_rows() {
        if !row.close_unverified.is_empty() && !asks_for_member(row, &rows) {
            out.push(row_finding(row, At::Key("close_unverified"), Fault::NothingToVerify));
        }
    }
}

/// True if the rule of the row, or of one that it is built from, names a reference list.
fn asks_for_member(row: &Requirement, rows: &HashMap<&str, &Requirement>) -> bool {
    let (mut seen, mut open) = (HashSet::new(), vec![row]);
    while let Some(row) = open.pop() {
        let mut lists = row.rule.all().filter_map(|rule| rule.needs().list);
        if lists.any(|list| list.numbers().next().is_some()) {
            return true;
        }
        let parts = row.rule.rows().into_iter().filter_map(|id| rows.get(id).copied());
        open.extend(parts.filter(|row| seen.insert(row.id.as_str())));
    }
    false
}

//! Records of reviews, audits and operation as a table.

use super::column::{Column, Role, field};
use super::entries::Entries;
use super::lookup::plain;
use super::people::STAGE;
use super::values::{read_lines, read_list};
use crate::domain::change::Series;
use crate::domain::register::{AuditScope, Party, Record, RecordKind, Stage};

/// One row a record.
pub(super) static RECORDS: Entries<Record> = Entries {
    series: Series::Record,
    columns: &[
        field!(text Record.title, "title", ("件名", "Title")),
        field!(word Record.kind: RecordKind, "kind", ("種類", "Kind")).in_role(Role::Needed),
        field!(date Record.on, "on", ("行った日", "Done on")).in_role(Role::Key),
        Column::<Record>::new(
            "rows",
            ("示す要件", "Shows"),
            |_, row| row.rows.join("\n"),
            |lookup, row, cell| {
                row.rows = read_list(cell, |entry| lookup.read_row(entry))?;
                Ok(())
            },
        ),
        Column::<Record>::new(
            "contracts",
            ("対象の案件", "Jobs"),
            |lookup, row| lookup.facts_of(&row.contracts),
            |lookup, row, cell| {
                row.contracts = lookup.read_facts(Series::Contract, cell)?;
                Ok(())
            },
        ),
        Column::<Record>::new(
            "by",
            ("行った人", "By"),
            |lookup, row| lookup.facts_of(&people(row)),
            |lookup, row, cell| {
                let ids = lookup.read_facts(Series::Person, cell)?;
                row.by.retain(|party| matches!(party, Party::Outside(_)));
                row.by.splice(0..0, ids.into_iter().map(Party::Person));
                Ok(())
            },
        ),
        Column::<Record>::new(
            "outside",
            ("名簿にいない人", "Others"),
            |_, row| outsiders(row).join("\n"),
            |_, row, cell| {
                row.by.retain(|party| matches!(party, Party::Person(_)));
                row.by.extend(read_lines(cell).into_iter().map(Party::Outside));
                Ok(())
            },
        ),
        field!(word Record.scope: AuditScope, "scope", ("対象", "Scope")),
        field!(text Record.result, "result", ("結果", "Result")),
        field!(text Record.follow_up, "follow_up", ("その後の対応", "Follow-up")),
        field!(word Record.stage: Stage, "stage", STAGE),
    ],
    blank: |id| Record { id, ..Record::default() },
    name: |record| &record.title,
    check: |_| None,
};

fn people(record: &Record) -> Vec<String> {
    let ids = record.by.iter().filter_map(|party| match party {
        Party::Person(id) => Some(id.clone()),
        Party::Outside(_) => None,
    });
    ids.collect()
}

/// The names of those who are not in the roster, each on one line.
fn outsiders(record: &Record) -> Vec<String> {
    let names = record.by.iter().filter_map(|party| match party {
        Party::Outside(name) => Some(plain(&name.replace('\n', " "))),
        Party::Person(_) => None,
    });
    names.filter(|name| !name.is_empty()).collect()
}

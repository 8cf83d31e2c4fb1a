//! Documents as tables: documents, the rows their sections serve, the headcounts they state.

use super::Problem;
use super::column::{Column, Role, field};
use super::entries::Entries;
use super::lookup::fold;
use super::parts::Parts;
use super::people::STAGE;
use super::read::Known;
use super::values::read_lines;
use crate::domain::change::Series;
use crate::domain::reference::ReferenceKind;
use crate::domain::register::{Audience, Cover, Document, DocumentState, Stage, StatedCount};

const NAMED: &[ReferenceKind] =
    &[ReferenceKind::Standard, ReferenceKind::ResultHandling, ReferenceKind::Contents];

/// The largest headcount that a file takes.
const HEADCOUNT: u32 = 100_000;

const DOCUMENT: Known = ("document", ("文書", "Document"));

/// One row a document.
pub(super) static DOCUMENTS: Entries<Document> = Entries {
    series: Series::Document,
    columns: &[
        field!(text Document.title, "title", ("題名", "Title")),
        field!(text Document.version, "version", ("版", "Version")).in_role(Role::Key),
        field!(date Document.approved, "approved", ("承認日", "Approved")),
        field!(word Document.state: DocumentState, "state", ("状態", "State")),
        field!(word Document.audience: Audience, "audience", ("読み手", "Readers")),
        Column::<Document>::new(
            "names",
            ("名を挙げる基準", "Names"),
            |lookup, row| {
                let names = row.names.iter().map(|item| lookup.item(item, NAMED));
                names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join("\n")
            },
            |lookup, row, cell| {
                let names = read_lines(cell);
                row.names =
                    names.iter().map(|name| lookup.read_item(name, NAMED)).collect::<Result<_, _>>()?;
                Ok(())
            },
        ),
        Column::<Document>::new(
            "people",
            ("載っている人", "People listed"),
            |lookup, row| lookup.facts_of(&row.people),
            |lookup, row, cell| {
                row.people = lookup.read_facts(Series::Person, cell)?;
                Ok(())
            },
        ),
        field!(word Document.stage: Stage, "stage", STAGE),
        field!(text Document.note, "note", ("覚え書き", "Note")),
    ],
    blank: |id| Document { id, ..Document::default() },
    name: |document| &document.title,
    check: |_| None,
};

/// One row for each requirement that a document serves.
pub(super) static COVERS: Parts<Document, Cover> = Parts {
    series: Series::Document,
    parent: DOCUMENT,
    columns: &[
        field!(row Cover.row, "row", ("要件", "Requirement")).in_role(Role::Key),
        field!(text Cover.section, "section", ("節・ページ", "Section")),
    ],
    list: |document| &document.covers,
    list_mut: |document| &mut document.covers,
    check: |_| None,
};

/// One row for each headcount that a document states.
pub(super) static HEADCOUNTS: Parts<Document, StatedCount> = Parts {
    series: Series::Document,
    parent: DOCUMENT,
    columns: &[
        field!(row StatedCount.row, "row", ("要件", "Requirement")).in_role(Role::Key),
        field!(row StatedCount.route, "route", ("経路", "Route")).in_role(Role::Key),
        Column::<StatedCount>::new(
            "count",
            ("人数", "Number"),
            |_, row| row.count.to_string(),
            |_, row, cell| {
                row.count = read_count(cell)?;
                Ok(())
            },
        ),
    ],
    list: |document| &document.headcounts,
    list_mut: |document| &mut document.headcounts,
    check: |_| None,
};

/// A number of people: 3, ３, 3名, 3人.
fn read_count(text: &str) -> Result<u32, Problem> {
    let folded = fold(text);
    let digits = folded.trim_end_matches(['名', '人']);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let count = digits.parse().ok().filter(|count| plain && *count <= HEADCOUNT);
    count.ok_or_else(|| {
        let text = super::problem::shown(text);
        Problem::new(
            (format!("「{text}」は人数ではありません"), format!("\"{text}\" is not a headcount")),
            (
                format!("0〜{HEADCOUNT} の整数で書いてください"),
                format!("write a whole number from 0 to {HEADCOUNT}"),
            ),
        )
    })
}

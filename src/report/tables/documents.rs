//! Documents as tables: documents, the rows their sections serve, the headcounts they state.

use super::Problem;
use super::column::{Column, Role, field};
use super::entries::Entries;
use super::lookup::{fold, plain};
use super::parts::Parts;
use super::people::STAGE;
use super::read::Known;
use super::values::read_lines;
use crate::domain::change::Series;
use crate::domain::reference::ReferenceKind;
use crate::domain::register::{Audience, Cover, Document, DocumentState, Stage, StatedCount};
use crate::domain::typed_date;

const NAMED: &[ReferenceKind] = ReferenceKind::METHODS;

/// The largest headcount that a file takes.
const HEADCOUNT: u32 = 100_000;

const DOCUMENT: Known = ("document", ("文書", "Document"));

/// One row a document.
pub(super) static DOCUMENTS: Entries<Document> = Entries {
    series: Series::Document,
    columns: &[
        field!(text Document.title, "title", ("題名", "Title")),
        Column::<Document>::new(
            "version",
            ("版", "Version"),
            |_, row| row.version.clone(),
            |_, row, cell| {
                row.version = read_version(cell)?;
                Ok(())
            },
        )
        .in_role(Role::Key),
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

/// A version; one that reads as a day is what a spreadsheet made of 1-2 or 1/2, and of which, nobody can tell.
fn read_version(text: &str) -> Result<String, Problem> {
    let version = plain(text);
    if !is_a_date(&fold(&version)) {
        return Ok(version);
    }
    let text = super::problem::shown(text);
    Err(Problem::new(
        (format!("「{text}」は日付で、版ではないようです"), format!("\"{text}\" is a date, not a version")),
        (
            "表計算ソフトが 1-2 などを日付に変えることがあります。その欄を文字列にして書き直すか、日付が版なら画面で入れてください",
            "a spreadsheet may have made it of 1-2; make the cell text and write it again, or enter a date that is the version in the workbench",
        ),
    ))
}

/// Whether a folded text is a day as a spreadsheet shows one: 2026/1/2, 01/02/2026, 1月2日, 2-Jan. With dots it is a version.
fn is_a_date(text: &str) -> bool {
    if text.contains('.') {
        return false;
    }
    let parts: Vec<&str> = text.split(['/', '-', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.parse::<u16>().is_ok();
    let month = |part: &str| MONTHS.iter().any(|month| part == *month || Some(part) == month.get(..3));
    match parts.as_slice() {
        [one, two, three] => {
            typed_date::day(text).is_ok()
                || (number(one) && number(two) && three.len() == 4 && number(three))
                || (number(one) && month(two) && number(three))
        }
        [one, two] => {
            (text.ends_with('日') && number(one) && number(two))
                || (number(one) && month(two))
                || (month(one) && number(two))
        }
        _ => false,
    }
}

/// The names of months, of which English spreadsheets show three letters or all.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_that_reads_as_a_day_is_refused() {
        for date in [
            "2026/1/2",
            "01/02/2026",
            "2026-01-02",
            "2026年1月2日",
            "1月2日",
            "２０２６/１/２",
            "2-Jan",
            "Jan-02",
            "2-Jan-2026",
        ] {
            assert!(read_version(date).is_err(), "{date}");
        }
        for version in [
            "2.1",
            "1-2",
            "2026",
            "2026.4.1",
            "第2版",
            "v2026-01-02",
            "2026-04",
            "3/4",
            "12-3-4",
            "marketing-1",
        ] {
            assert_eq!(read_version(version).as_deref(), Ok(version));
        }
    }
}

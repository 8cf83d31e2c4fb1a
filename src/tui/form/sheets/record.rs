//! The forms of records: reviews, audits, operation and management.

use crate::domain::register::{AuditScope, Party, Record, RecordKind};
use crate::report::words;
use crate::tui::form::access::{choice, on, plain};
use crate::tui::form::draft::Draft;
use crate::tui::form::sheet::{Access, Field, Kind, Sheet, Source, Value};
use crate::tui::form::sheets::{STAGE_HINT, STAGE_LABEL, STAGES, fine};

const SCOPES: [AuditScope; 2] = [AuditScope::Service, AuditScope::Wider];

const TITLE: Field = Field::new(
    ("件名", "Title"),
    plain!(Record.title, Text, Kind::Line),
    ("記録を見分けるための短い名前です。", "A short name to tell it by."),
)
.needed();
const ON: Field = Field::new(
    ("行った日", "Done on"),
    plain!(Record.on, Date, Kind::Date),
    (
        "基準日から12か月以内なら厳格にも数えます(論点A38)。",
        "Within 12 months of the reference date it counts strictly (A38).",
    ),
);
const ROWS: Field = Field::new(
    ("示す要件", "Shows"),
    plain!(Record.rows, Many, Kind::Many(Source::RecordRows)),
    (
        "この種類の記録を求める要件だけが一覧に出ます。",
        "Only requirements that ask for such a record are listed.",
    ),
)
.needed();
const STAGE: Field = Field::new(STAGE_LABEL, choice!(Record.stage, STAGES, words::stage), STAGE_HINT);

/// The people of the roster among those who did it; others stay.
const PEOPLE: Access = on!(
    Record,
    Kind::Many(Source::People),
    |row| Value::Many(
        row.by
            .iter()
            .filter_map(|party| match party {
                Party::Person(id) => Some(id.clone()),
                Party::Outside(_) => None,
            })
            .collect()
    ),
    |row, value| if let Value::Many(ids) = value {
        row.by.retain(|party| matches!(party, Party::Outside(_)));
        row.by.splice(0..0, ids.into_iter().map(Party::Person));
    }
);

/// Those who are not in the roster, one name a line; people of the roster stay.
const OUTSIDERS: Access = on!(
    Record,
    Kind::Text,
    |row| {
        let names: Vec<&str> = row
            .by
            .iter()
            .filter_map(|party| match party {
                Party::Outside(name) => Some(name.as_str()),
                Party::Person(_) => None,
            })
            .collect();
        Value::Text(names.join("\n"))
    },
    |row, value| if let Value::Text(text) = value {
        row.by.retain(|party| matches!(party, Party::Person(_)));
        let names = text.lines().map(str::trim).filter(|name| !name.is_empty());
        row.by.extend(names.map(|name| Party::Outside(name.to_owned())));
    }
);

const OUTSIDE_HINT: (&str, &str) =
    ("名簿にいない人や会社の名前。1行に1人です。", "People or firms that are not in the roster, one a line.");

const fn sheet(title: (&'static str, &'static str), fields: &'static [Field], blank: fn() -> Draft) -> Sheet {
    Sheet {
        title,
        fields,
        blank,
        line: |_, draft| match draft {
            Draft::Record(row) => row.title.clone(),
            _ => String::new(),
        },
        check: fine,
    }
}

fn blank(kind: RecordKind) -> Draft {
    Draft::Record(Record { kind, ..Record::default() })
}

const REVIEW_FIELDS: &[Field] = &[
    TITLE,
    ON,
    Field::new(
        ("対象の案件", "Jobs reviewed"),
        plain!(Record.contracts, Many, Kind::Many(Source::Contracts)),
        (
            "案件の従事者から、レビューした人が第三者かどうかを判定します。",
            "The job's team decides whether the reviewer stands outside it.",
        ),
    ),
    Field::new(
        ("レビューした人", "Reviewers"),
        PEOPLE,
        (
            "案件の従事者だけのレビューは数えません。営業・調整の人は緩やかにだけ(論点A17)。",
            "Team members alone do not count; scoping or sales only leniently (A17).",
        ),
    ),
    Field::new(("名簿にいない人", "Others"), OUTSIDERS, OUTSIDE_HINT),
    ROWS,
    STAGE,
];

/// A review or a reading through.
pub static REVIEW: Sheet =
    sheet(("レビュー記録", "Review record"), REVIEW_FIELDS, || blank(RecordKind::Review));

const AUDIT_FIELDS: &[Field] = &[
    TITLE,
    ON,
    Field::new(
        ("監査した人", "Auditors"),
        PEOPLE,
        (
            "監査した案件や、期間中の案件に従事した人は数えません(論点A12)。",
            "Those who handled the audited jobs do not count (A12).",
        ),
    ),
    Field::new(("名簿にいない人", "Others"), OUTSIDERS, OUTSIDE_HINT),
    Field::new(
        ("対象の案件", "Jobs audited"),
        plain!(Record.contracts, Many, Kind::Many(Source::Contracts)),
        ("監査で見た案件です。", "The jobs the audit looked at."),
    ),
    Field::new(
        ("対象", "Scope"),
        choice!(Record.scope, SCOPES, words::audit_scope),
        (
            "ISMSやプライバシーマークの監査は、より広い監査です。緩やかにだけ数えます。",
            "ISMS or Privacy Mark audits are wider ones; they count leniently only.",
        ),
    ),
    Field::new(
        ("結果", "Result"),
        plain!(Record.result, Text, Kind::Text),
        ("結果がないと厳格な読みでは数えません。", "Without its result it does not count strictly."),
    ),
    Field::new(
        ("その後の対応", "Follow-up"),
        plain!(Record.follow_up, Text, Kind::Text),
        ("指摘への対応。なければ「なし」と書きます。", "What followed; write none if nothing had to."),
    ),
    ROWS,
    STAGE,
];

/// An internal or external audit.
pub static AUDIT: Sheet = sheet(("監査記録", "Audit record"), AUDIT_FIELDS, || blank(RecordKind::Audit));

const OPERATION_FIELDS: &[Field] = &[
    TITLE,
    ON,
    ROWS,
    Field::new(
        ("関わった人", "People"),
        PEOPLE,
        ("だれが運用・管理したかです。", "Who operated or managed it."),
    ),
    Field::new(("名簿にいない人", "Others"), OUTSIDERS, OUTSIDE_HINT),
    STAGE,
];

/// A log or record of operation or management.
pub static OPERATION: Sheet =
    sheet(("運用・管理の記録", "Operation record"), OPERATION_FIELDS, || {
        blank(RecordKind::Operation)
    });

//! Records of reviews, audits, operation and management.

use crate::domain::register::{AuditScope, Party, Record, RecordKind, Stage};
use crate::report::fields::access::{field, on, stage};
use crate::report::fields::any_fact::{AnyFact, is};
use crate::report::fields::check::fine;
use crate::report::fields::field::{Description, Field, Kind, Place, Role, Source, Value, Wording};

const TITLE: Field = field!(Record.title, Line, ("件名", "Title"))
    .needed()
    .hint(("記録を見分けるための短い名前です。", "A short name to tell it by."));
const KIND: Field = field!(Record.kind, Choice(RecordKind), ("種類", "Kind"))
    .only(Place::Outside)
    .role(Role::Required)
    .hint((
        "レビュー、監査、運用・管理のどの記録かです。",
        "Whether it records a review, an audit, or operation and management.",
    ));
const ON: Field = field!(Record.on, Date, ("行った日", "Done on")).role(Role::Distinguishing).hint((
    "基準日から12か月以内なら厳格にも数えます(論点A38)。",
    "Within 12 months of the reference date it counts strictly (A38).",
));
const ROWS: Field = field!(Record.rows, Many(Source::RecordRows), ("示す要件", "Shows")).needed().hint((
    "この種類の記録を求める要件だけが一覧に出ます。",
    "Only requirements that ask for such a record are listed.",
));
const CONTRACTS: Field = field!(Record.contracts, Ids(Source::Contracts), ("対象の案件", "Jobs"))
    .formerly(&["Jobs reviewed", "Jobs audited"])
    .hint((
        "案件の従事者から、レビューした人が第三者かどうかを判定します。",
        "The job's team decides whether the reviewer stands outside it.",
    ));

/// The people of the roster among those who did it; others stay.
const BY: Field = Field::new(
    "by",
    ("行った人", "By"),
    on!(
        Record,
        Kind::Many(Source::People),
        |row| {
            let people = row.by.iter().filter_map(|party| match party {
                Party::Person(id) => Some(id.to_string()),
                Party::Outside(_) => None,
            });
            Value::Many(people.collect())
        },
        |row, value| if let Value::Many(ids) = value {
            row.by.retain(|party| matches!(party, Party::Outside(_)));
            row.by.splice(0..0, ids.into_iter().map(|id| Party::Person(id.into())));
        }
    ),
)
.worded(Wording::List)
.hint(("だれが運用・管理したかです。", "Who operated or managed it."));

/// Those who are not in the roster, one name a line; people of the roster stay.
const OUTSIDE: Field = Field::new(
    "by.outside",
    ("名簿にいない人", "Others"),
    on!(
        Record,
        Kind::Text,
        |row| {
            let names = row.by.iter().filter_map(|party| match party {
                Party::Outside(name) => Some(name.replace('\n', " ").trim().to_owned()),
                Party::Person(_) => None,
            });
            Value::Text(names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join("\n"))
        },
        |row, value| if let Value::Text(text) = value {
            row.by.retain(|party| matches!(party, Party::Person(_)));
            let names = text.lines().map(str::trim).filter(|name| !name.is_empty());
            row.by.extend(names.map(|name| Party::Outside(name.to_owned())));
        }
    ),
)
.formerly(&["outside"])
.worded(Wording::Never)
.hint((
    "名簿にいない人や会社の名前。1行に1人です。",
    "People or firms that are not in the roster, one a line.",
));
const SCOPE: Field = field!(Record.scope, Choice(AuditScope), ("対象", "Scope"))
    .unsaid(|row| {
        is::<Record>(row, |row| row.kind != RecordKind::Audit && row.scope == AuditScope::default())
    })
    .hint((
        "ISMSやプライバシーマークの監査は、より広い監査です。緩やかにだけ数えます。",
        "ISMS or Privacy Mark audits are wider ones; they count leniently only.",
    ));
const RESULT: Field = field!(Record.result, Text, ("結果", "Result"))
    .hint(("結果がないと厳格な読みでは数えません。", "Without its result it does not count strictly."));
const FOLLOW_UP: Field = field!(Record.follow_up, Text, ("その後の対応", "Follow-up"))
    .hint(("指摘への対応。なければ「なし」と書きます。", "What followed; write none if nothing had to."));
const STAGE: Field = stage!(Record);

/// A record of whatever kind.
pub static RECORD: Description = Description {
    title: ("記録", "Record"),
    fields: &[TITLE, KIND, ON, ROWS, CONTRACTS, BY, OUTSIDE, SCOPE, RESULT, FOLLOW_UP, STAGE],
    blank: || AnyFact::Record(Record::default()),
    check: fine,
};

/// A review or a reading through.
pub static REVIEW: Description = Description {
    title: ("レビュー記録", "Review record"),
    fields: &[
        TITLE,
        ON,
        CONTRACTS,
        BY.asked_as(
            ("レビューした人", "Reviewers"),
            (
                "案件の従事者だけのレビューは数えません。営業・調整の人は緩やかにだけ(論点A17)。",
                "Team members alone do not count; scoping or sales only leniently (A17).",
            ),
        ),
        OUTSIDE,
        ROWS,
        STAGE,
    ],
    blank: || AnyFact::Record(Record { kind: RecordKind::Review, ..Record::default() }),
    check: fine,
};

/// An internal or external audit.
pub static AUDIT: Description = Description {
    title: ("監査記録", "Audit record"),
    fields: &[
        TITLE,
        ON,
        BY.asked_as(
            ("監査した人", "Auditors"),
            (
                "監査した案件や、期間中の案件に従事した人は数えません(論点A12)。",
                "Those who handled the audited jobs do not count (A12).",
            ),
        ),
        OUTSIDE,
        CONTRACTS.asked_as(CONTRACTS.label, ("監査で見た案件です。", "The jobs the audit looked at.")),
        SCOPE,
        RESULT,
        FOLLOW_UP,
        ROWS,
        STAGE,
    ],
    blank: || AnyFact::Record(Record { kind: RecordKind::Audit, ..Record::default() }),
    check: fine,
};

/// A log or record of operation or management.
pub static OPERATION: Description = Description {
    title: ("運用・管理の記録", "Operation record"),
    fields: &[TITLE, ON, ROWS, BY.asked_as(("関わった人", "People"), BY.hint), OUTSIDE, STAGE],
    blank: || AnyFact::Record(Record { kind: RecordKind::Operation, ..Record::default() }),
    check: fine,
};

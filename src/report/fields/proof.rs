//! Evidence and equivalences.

use crate::domain::register::{Equivalence, EquivalenceState, Evidence};
use crate::report::fields::access::{choice, plain};
use crate::report::fields::any_fact::AnyFact;
use crate::report::fields::check::fine;
use crate::report::fields::field::{Description, Field, Kind, Role, Source};

/// A pointer to proof.
pub static EVIDENCE: Description = Description {
    title: ("証跡", "Evidence"),
    fields: &[
        Field::new(
            "title",
            ("書類名", "Title"),
            plain!(Evidence.title, Text, Kind::Line),
            ("審査で示す書類の名前です。", "What will be shown to the reviewer."),
        )
        .formerly(&["何か"])
        .needed(),
        Field::new(
            "number",
            ("添付番号", "Number"),
            plain!(Evidence.number, Text, Kind::Line),
            (
                "申請の添付資料の番号。証跡一覧はこの順です。",
                "In your own index; the evidence list follows it.",
            ),
        )
        .role(Role::Distinguishing)
        .formerly(&["添付"]),
        Field::new(
            "kind",
            ("種類", "Kind"),
            plain!(Evidence.kind, One, Kind::One(Source::EvidenceKinds)),
            ("要件が求める証跡の種類(E1からE13)です。", "The kind that requirements ask for (E1 to E13)."),
        ),
        Field::new(
            "shows",
            ("示すもの", "Shows"),
            plain!(Evidence.shows, Many, Kind::Many(Source::Shown)),
            (
                "要件、または台帳の人・契約・文書・記録です。",
                "Requirements, or people, contracts, documents, records.",
            ),
        ),
        Field::new(
            "file",
            ("ファイル", "File"),
            plain!(Evidence.file, Text, Kind::Line),
            ("ファイル名だけを控えます。中身は取り込みません。", "Only its name is kept, not its contents."),
        ),
        Field::new(
            "digest",
            ("ダイジェスト", "Digest"),
            plain!(Evidence.digest, Text, Kind::Line),
            (
                "sha256: などで始まる値。差し替えに気づけます。",
                "Such as sha256:...; shows whether it was replaced.",
            ),
        ),
        Field::new(
            "holder",
            ("保管者", "Holder"),
            plain!(Evidence.holder, Text, Kind::Line),
            ("原本をだれが持っているかです。", "Who keeps the original."),
        ),
        Field::new(
            "on",
            ("日付", "Date"),
            plain!(Evidence.on, Date, Kind::Date),
            ("書類の日付です。", "The date on it."),
        )
        .role(Role::Distinguishing),
    ],
    blank: || AnyFact::Evidence(Evidence::default()),
    check: fine,
};

/// The structured argument for 「同等のもの」.
pub static EQUIVALENCE: Description = Description {
    title: ("同等性の主張", "Equivalence"),
    fields: &[
        Field::new(
            "title",
            ("同等とするもの", "What"),
            plain!(Equivalence.title, Text, Kind::Line),
            (
                "例示にないが同等だと主張する資格・研修・基準の名前です。",
                "The certificate, training or standard claimed to be equal.",
            ),
        )
        .needed(),
        Field::new(
            "to",
            ("どの例示と", "To which list"),
            plain!(Equivalence.to, One, Kind::One(Source::Lists)),
            (
                "比べる例示の番号です。ほかの例示には使えません。",
                "The list it is compared with; it counts for no other.",
            ),
        )
        .role(Role::Distinguishing)
        .needed(),
        Field::new(
            "equal_in",
            ("何において", "Equal in"),
            plain!(Equivalence.equal_in, Text, Kind::Text),
            (
                "範囲、水準など、何が同等なのか。9項目がそろうと緩やかに数えます(論点A5)。",
                "In what it is equal; all nine fields filled makes it count leniently (A5).",
            ),
        ),
        Field::new(
            "issuer",
            ("与える者", "Issuer"),
            plain!(Equivalence.issuer, Text, Kind::Line),
            ("認定・発行・公表する組織です。", "Who awards or publishes it."),
        ),
        Field::new(
            "scope",
            ("対象の範囲", "Subject matter"),
            plain!(Equivalence.scope, Text, Kind::Text),
            ("扱う分野を、例示のものと比べて書きます。", "Its field, compared with what the list holds."),
        ),
        Field::new(
            "level",
            ("水準", "Level"),
            plain!(Equivalence.level, Text, Kind::Text),
            (
                "求められる水準を、例示のものと比べて書きます。",
                "Its level, compared with what the list holds.",
            ),
        ),
        Field::new(
            "exam",
            ("試験・時間", "Exam or hours"),
            plain!(Equivalence.exam, Text, Kind::Text),
            ("試験の形か、研修の時間数です。", "The form of the exam, or the hours of the course."),
        ),
        Field::new(
            "upkeep",
            ("維持", "Upkeep"),
            plain!(Equivalence.upkeep, Text, Kind::Text),
            ("更新や継続教育の決まりです。", "How it is renewed or kept up."),
        ),
        Field::new(
            "references",
            ("確かめられる所", "References"),
            plain!(Equivalence.references, Text, Kind::Text),
            ("要綱やURLなど、審査する人が確かめられる所です。", "Where a reviewer can check this."),
        ),
        Field::new(
            "state",
            ("状態", "State"),
            choice!(Equivalence.state: EquivalenceState),
            ("却下・取下げのものは数えません。", "Rejected or withdrawn ones do not count."),
        ),
    ],
    blank: || AnyFact::Equivalence(Equivalence::default()),
    check: fine,
};

//! A contract with its team.

use crate::domain::register::{Contract, ContractForm, Known, Part, Stage, TeamMember};
use crate::report::fields::access::{choice, note, plain, rows, stage};
use crate::report::fields::any_fact::AnyFact;
use crate::report::fields::check::ends_after;
use crate::report::fields::field::{Description, Field, Kind, Role, Source, Wording};

/// A contract.
pub static CONTRACT: Description = Description {
    title: ("契約", "Contract"),
    fields: &[
        Field::new(
            "alias",
            ("契約(別名)", "Contract (alias)"),
            plain!(Contract.alias, Text, Kind::Line),
            (
                "顧客がわからない別名にします。報告書にもこの名前で出ます。",
                "A name that does not expose the client; reports use it.",
            ),
        )
        .needed(),
        Field::new(
            "services",
            ("提供した区分", "Services"),
            plain!(Contract.services, Many, Kind::Many(Source::Categories)),
            (
                "納品したサービスの区分です。監査人が従事者かどうかもここで見ます。",
                "Categories delivered; also decides who handled a service's jobs.",
            ),
        ),
        Field::new(
            "kinds",
            ("種別", "Kinds"),
            plain!(Contract.kinds, Many, Kind::Many(Source::Kinds)),
            (
                "種別が合う契約だけを数えます。1件の契約は種別がいくつでも1件です。",
                "Only fitting kinds count; one contract counts once whatever its kinds.",
            ),
        )
        .needed(),
        Field::new(
            "kind_reason",
            ("種別の理由", "Why this kind"),
            plain!(Contract.kind_reason, Text, Kind::Line),
            (
                "「その他の診断」は、脆弱性対策が目的だと言える理由を書きます(論点A21)。",
                "Other diagnosis needs a reason: its purpose is vulnerabilities (A21).",
            ),
        ),
        Field::new(
            "form",
            ("数え方", "Form"),
            choice!(Contract.form: ContractForm),
            (
                "包括・継続は、厳格には満了した年、緩やかには始まった年を数えます(論点A4)。",
                "Continuing: completed years strictly, started years leniently (A4).",
            ),
        ),
        Field::new(
            "signed",
            ("契約日", "Signed"),
            plain!(Contract.signed, Date, Kind::Date),
            (
                "緩やかな読みでは、窓の中で契約しただけでも数えます。",
                "The lenient reading also counts what was signed inside the window.",
            ),
        )
        .role(Role::Distinguishing),
        Field::new(
            "from",
            ("始まり", "From"),
            plain!(Contract.from, Date, Kind::Date),
            (
                "包括・継続と、のべ年数は、ここから数えます。",
                "Continuing contracts and cumulative years count from here.",
            ),
        )
        .role(Role::Distinguishing)
        .worded(Wording::Period),
        Field::new(
            "to",
            ("終わり", "To"),
            plain!(Contract.to, Date, Kind::Date),
            ("続いているなら空のままにします。", "Leave it empty while it lasts."),
        )
        .worded(Wording::Never),
        Field::new(
            "delivered",
            ("納品日", "Delivered"),
            plain!(Contract.delivered, Date, Kind::Date),
            (
                "基準日から過去3年の窓に入るかは、納品日で決まります(論点A3)。日まで書きます。",
                "The delivery day decides whether it lies in the three-year window (A3).",
            ),
        )
        .role(Role::Distinguishing),
        Field::new(
            "team",
            ("従事者", "Team"),
            rows!(Contract.team, TeamMember, &TEAM_MEMBER),
            (
                "実績は、従事した人にだけ数えます。レビューが第三者かどうかもここで決まります。",
                "It counts for those who did the work; reviewers must stand outside.",
            ),
        ),
        Field::new(
            "client_system",
            ("顧客が管理する", "Run by the client"),
            choice!(Contract.client_system: Known),
            (
                "侵入試験は、顧客が管理するシステムの契約だけを数えます。",
                "For penetration tests only systems run by the client count.",
            ),
        ),
        Field::new(
            "other_firm",
            ("他社での実績", "At another firm"),
            plain!(Contract.other_firm, Text, Kind::Line),
            (
                "前の勤め先などの名前。書くと緩やかにだけ数えます(論点A7)。自社なら空です。",
                "Its name if done elsewhere; counts leniently only (A7). Empty for our own.",
            ),
        ),
        stage!(Contract),
        note!(Contract),
    ],
    blank: || AnyFact::Contract(Contract::default()),
    check: |fact| match fact {
        AnyFact::Contract(row) => ends_after(row.from, row.to, "to"),
        _ => None,
    },
};

/// Somebody in the team of a contract.
pub static TEAM_MEMBER: Description = Description {
    title: ("従事者", "Team member"),
    fields: &[
        Field::new(
            "person",
            ("だれ", "Who"),
            plain!(TeamMember.person, One, Kind::One(Source::People)),
            (
                "名簿の人です。いなければ先に名簿へ追加します。",
                "Somebody of the roster; add the person there first.",
            ),
        )
        .role(Role::Distinguishing)
        .needed(),
        Field::new(
            "part",
            ("関わり方", "Part"),
            choice!(TeamMember.part: Part),
            (
                "実績に数えるのは従事だけ。調整・営業はレビューの第三者性に響きます(論点A17)。",
                "Only delivery counts; scoping and sales matter for reviews (A17).",
            ),
        )
        .role(Role::Distinguishing),
        Field::new(
            "from",
            ("始まり", "From"),
            plain!(TeamMember.from, Date, Kind::Date),
            ("契約の途中から加わったときだけ書きます。", "Only if the person joined later."),
        )
        .worded(Wording::Period),
        Field::new(
            "to",
            ("終わり", "To"),
            plain!(TeamMember.to, Date, Kind::Date),
            ("契約の途中で抜けたときだけ書きます。", "Only if the person left earlier."),
        )
        .worded(Wording::Never),
        Field::new(
            "acts",
            ("達成した行為", "Acts"),
            plain!(TeamMember.acts, Many, Kind::Many(Source::Acts)),
            (
                "侵入試験で、この人が顧客のシステムで達成した行為です(論点A25)。",
                "Penetration test: acts this person achieved on the client's system (A25).",
            ),
        ),
    ],
    blank: || AnyFact::TeamMember(TeamMember::default()),
    check: |fact| match fact {
        AnyFact::TeamMember(row) => ends_after(row.from, row.to, "to"),
        _ => None,
    },
};

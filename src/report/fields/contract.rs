//! A contract with its team.

use crate::domain::register::{Contract, ContractForm, Known, Part, Stage, TeamMember};
use crate::report::fields::access::{field, note, stage};
use crate::report::fields::any_fact::{AnyFact, is};
use crate::report::fields::check::{ENDS_EARLY, ends_early};
use crate::report::fields::field::{Description, Role, Source, Wording};

/// A contract.
pub static CONTRACT: Description = Description {
    title: ("契約", "Contract"),
    fields: &[
        field!(Contract.alias, Line, ("契約(別名)", "Contract (alias)")).needed().hint((
            "顧客がわからない別名にします。報告書にもこの名前で出ます。",
            "A name that does not expose the client; reports use it.",
        )),
        field!(Contract.services, Many(Source::Categories), ("提供した区分", "Services")).hint((
            "納品したサービスの区分です。監査人が従事者かどうかもここで見ます。",
            "Categories delivered; also decides who handled a service's jobs.",
        )),
        field!(Contract.kinds, Many(Source::Kinds), ("種別", "Kinds")).needed().hint((
            "種別が合う契約だけを数えます。1件の契約は種別がいくつでも1件です。",
            "Only fitting kinds count; one contract counts once whatever its kinds.",
        )),
        field!(Contract.kind_reason, Line, ("種別の理由", "Why this kind")).hint((
            "「その他の診断」は、脆弱性対策が目的だと言える理由を書きます(論点A21)。",
            "Other assessments need a reason: their purpose is vulnerabilities (A21).",
        )),
        field!(Contract.form, Choice(ContractForm), ("数え方", "Form")).hint((
            "包括・継続は、厳格には満了した年、緩やかには始まった年を数えます(論点A4)。",
            "Continuing: completed years strictly, started years leniently (A4).",
        )),
        field!(Contract.signed, Date, ("契約日", "Signed")).role(Role::Distinguishing).hint((
            "緩やかな読みでは、窓の中で契約しただけでも数えます。",
            "The lenient reading also counts what was signed inside the window.",
        )),
        field!(Contract.from, Date, ("始まり", "From"))
            .role(Role::Distinguishing)
            .worded(Wording::Period)
            .hint((
                "包括・継続と、延べ年数は、ここから数えます。",
                "Continuing contracts and cumulative years count from here.",
            )),
        field!(Contract.to, Date, ("終わり", "To"))
            .worded(Wording::Never)
            .hint(("続いているなら空のままにします。", "Leave it empty while it lasts.")),
        field!(Contract.delivered, Date, ("納品日", "Delivered")).role(Role::Distinguishing).hint((
            "基準日から過去3年の窓に入るかは、納品日で決まります(論点A3)。日まで書きます。",
            "The delivery day decides whether it lies in the three-year window (A3).",
        )),
        field!(Contract.team, Rows(TeamMember, &TEAM_MEMBER), ("従事者", "Team")).hint((
            "実績は、従事した人にだけ数えます。レビューが第三者かどうかもここで決まります。",
            "It counts for those who did the work; reviewers must stand outside.",
        )),
        field!(Contract.client_system, Choice(Known), ("顧客が管理する", "Run by the client")).hint((
            "侵入試験は、顧客が管理するシステムの契約だけを数えます。",
            "For penetration tests only systems run by the client count.",
        )),
        field!(Contract.other_firm, Line, ("他社での実績", "At another firm")).hint((
            "前の勤め先などの名前。書くと緩やかにだけ数えます(論点A7)。自社なら空です。",
            "Its name if done elsewhere; counts leniently only (A7). Empty for our own.",
        )),
        stage!(Contract),
        note!(Contract),
    ],
    blank: || AnyFact::Contract(Contract::default()),
    check: |row| is::<Contract>(row, |row| ends_early(row.from, row.to)).then_some(ENDS_EARLY),
};

/// Somebody in the team of a contract.
pub static TEAM_MEMBER: Description = Description {
    title: ("従事者", "Team member"),
    fields: &[
        field!(TeamMember.person, One(Source::People), ("だれ", "Who"))
            .role(Role::Distinguishing)
            .needed()
            .hint((
                "名簿の人です。いなければ先に名簿へ追加します。",
                "Somebody of the roster; add the person there first.",
            )),
        field!(TeamMember.part, Choice(Part), ("関わり方", "Part")).role(Role::Distinguishing).hint((
            "実績に数えるのは従事だけ。調整・営業はレビューの第三者性に響きます(論点A17)。",
            "Only delivery counts; scoping and sales matter for reviews (A17).",
        )),
        field!(TeamMember.from, Date, ("始まり", "From"))
            .worded(Wording::Period)
            .hint(("契約の途中から加わったときだけ書きます。", "Only if the person joined later.")),
        field!(TeamMember.to, Date, ("終わり", "To"))
            .worded(Wording::Never)
            .hint(("契約の途中で抜けたときだけ書きます。", "Only if the person left earlier.")),
        field!(TeamMember.acts, Many(Source::Acts), ("達成した行為", "Acts")).hint((
            "侵入試験で、この人が顧客のシステムで達成した行為です(論点A25)。",
            "Penetration test: acts this person achieved on the client's system (A25).",
        )),
    ],
    blank: || AnyFact::TeamMember(TeamMember::default()),
    check: |row| is::<TeamMember>(row, |row| ends_early(row.from, row.to)).then_some(ENDS_EARLY),
};

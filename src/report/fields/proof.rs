//! Evidence and equivalences.

use crate::domain::register::{Equivalence, EquivalenceState, Evidence};
use crate::report::fields::access::field;
use crate::report::fields::any_fact::AnyFact;
use crate::report::fields::check::fine;
use crate::report::fields::field::{Description, Role, Source};

/// A pointer to proof.
pub static EVIDENCE: Description = Description {
    title: ("証跡", "Evidence"),
    fields: &[
        field!(Evidence.title, Line, ("書類名", "Title"))
            .formerly(&["何か"])
            .needed()
            .hint(("審査で示す書類の名前です。", "What will be shown to the reviewer.")),
        field!(Evidence.number, Line, ("添付番号", "Number"))
            .role(Role::Distinguishing)
            .formerly(&["添付"])
            .hint((
                "申請の添付資料の番号。証跡一覧はこの順です。",
                "In your own index; the evidence list follows it.",
            )),
        field!(Evidence.kind, One(Source::EvidenceKinds), ("種類", "Kind")).hint((
            "要件が求める証跡の種類(E1からE13)です。",
            "The kind that requirements ask for (E1 to E13).",
        )),
        field!(Evidence.shows, Many(Source::Shown), ("示すもの", "Shows")).hint((
            "要件、または台帳の人・契約・文書・記録です。",
            "Requirements, or people, contracts, documents, records.",
        )),
        field!(Evidence.file, Line, ("ファイル", "File")).hint((
            "自己評価のあるフォルダーからのパスです。読むだけで、写しも送信もしません。",
            "Its path from the folder of the assessment. It is only read, never copied or sent.",
        )),
        field!(Evidence.digest, Line, ("ダイジェスト", "Digest")).hint((
            "上のファイルを読んで、sha256: で始まる値を入れます。差し替えに気づけます。",
            "Filled in (sha256:) by reading the file above; shows later whether it was replaced.",
        )),
        field!(Evidence.holder, Line, ("保管者", "Holder"))
            .hint(("原本をだれが持っているかです。", "Who keeps the original.")),
        field!(Evidence.on, Date, ("日付", "Date"))
            .role(Role::Distinguishing)
            .hint(("書類の日付です。", "The date on it.")),
    ],
    blank: || AnyFact::Evidence(Evidence::default()),
    check: fine,
};

/// The structured argument for 「同等のもの」.
pub static EQUIVALENCE: Description = Description {
    title: ("同等性の主張", "Equivalence"),
    fields: &[
        field!(Equivalence.title, Line, ("同等とするもの", "What")).needed().hint((
            "例示にないが同等だと主張する資格・研修・基準の名前です。",
            "The certificate, training or standard claimed to be equal.",
        )),
        field!(Equivalence.to, One(Source::Lists), ("どの例示と", "To which list"))
            .role(Role::Distinguishing)
            .needed()
            .hint((
                "比べる例示の番号です。ほかの例示には使えません。",
                "The list it is compared with; it counts for no other.",
            )),
        field!(Equivalence.equal_in, Text, ("何において", "Equal in")).hint((
            "範囲、水準など、何が同等なのか。9項目がそろうと緩やかに数えます(論点A5)。",
            "In what it is equal; all nine fields filled makes it count leniently (A5).",
        )),
        field!(Equivalence.issuer, Line, ("与える者", "Issuer"))
            .hint(("認定・発行・公表する組織です。", "Who awards or publishes it.")),
        field!(Equivalence.scope, Text, ("対象の範囲", "Subject matter")).hint((
            "扱う分野を、例示のものと比べて書きます。",
            "Its field, compared with what the list holds.",
        )),
        field!(Equivalence.level, Text, ("水準", "Level")).hint((
            "求められる水準を、例示のものと比べて書きます。",
            "Its level, compared with what the list holds.",
        )),
        field!(Equivalence.exam, Text, ("試験・時間", "Exam or hours"))
            .hint(("試験の形か、研修の時間数です。", "The form of the exam, or the hours of the course.")),
        field!(Equivalence.upkeep, Text, ("維持", "Upkeep"))
            .hint(("更新や継続教育の決まりです。", "How it is renewed or kept up.")),
        field!(Equivalence.references, Text, ("確かめられる所", "References"))
            .hint(("要綱やURLなど、審査する人が確かめられる所です。", "Where a reviewer can check this.")),
        field!(Equivalence.state, Choice(EquivalenceState), ("状態", "State"))
            .hint(("却下・取下げのものは数えません。", "Rejected or withdrawn ones do not count.")),
    ],
    blank: || AnyFact::Equivalence(Equivalence::default()),
    check: fine,
};

//! A document: the rows its sections serve, what it names, whom it lists, what it counts.

use crate::domain::reference::ReferenceKind;
use crate::domain::register::{Audience, Cover, Document, DocumentState, Stage, StatedCount};
use crate::report::fields::access::{field, note, stage};
use crate::report::fields::any_fact::{AnyFact, is};
use crate::report::fields::check::{FIRST_LATER, ends_early, fine};
use crate::report::fields::field::{Description, Role, Source};
use crate::report::words;

/// A document.
pub static DOCUMENT: Description = Description {
    title: ("文書", "Document"),
    fields: &[
        field!(Document.title, Line, ("題名", "Title"))
            .needed()
            .hint(("文書に印刷されている題名です。", "As printed on it.")),
        field!(Document.version, Version, ("版", "Version")).role(Role::Distinguishing).hint((
            "版がないと厳格な読みでは数えません(論点A16)。",
            "Without a version it does not count strictly (A16).",
        )),
        field!(Document.approved, Date, ("承認日", "Approved")).hint((
            "承認日がない、または基準日より後だと厳格な読みでは数えません(論点A16)。",
            "Undated, or approved after the reference date, does not count strictly (A16).",
        )),
        field!(Document.first_approved, Date, ("初版の承認日", "First approved")).hint((
            "手続をいつ定めたかを示します。運用や監査の記録がこの日より前、または空欄だと厳格には数えません(論点A12)。",
            "Since when the procedure has existed; logs and audits before it do not count strictly, nor while it is blank (A12).",
        )),
        field!(Document.owner, Line, ("管理責任者", "Owner")).hint((
            "文書を管理する人、役職、または部署です。品質管理マニュアルなどは、空欄だと厳格には数えません。",
            "The person, post or department responsible for it; a quality manual without one does not count strictly.",
        )),
        field!(Document.state, Choice(DocumentState), ("状態", "State")).hint((
            "草案は緩やかにだけ、廃止したものは数えません。",
            "Drafts count leniently only, withdrawn ones not at all.",
        )),
        field!(Document.audience, Choice(Audience), ("読み手", "Readers")).hint((
            "「明示」を求める要件は、顧客が申込みの前に読める文書でないと厳格には認めません(論点A10)。",
            "Where disclosure is asked, clients must be able to read it before they order (A10).",
        )),
        field!(Document.covers, Rows(Cover, &COVER), ("役立つ要件", "Covers")).hint((
            "どの要件のために、どの節があるか。審査ではここを示します。",
            "Which section serves which requirement; this is what a reviewer is shown.",
        )),
        field!(Document.names, Items(ReferenceKind::METHODS), ("名を挙げる基準", "Names")).hint((
            "選んだ基準や結果の取扱いの名前が、この文書に書いてあるか。",
            "Whether the chosen standard or result handling is named in it.",
        )),
        field!(Document.people, Ids(Source::People), ("載っている人", "People listed")).hint((
            "技術責任者の一覧など、名前を載せる要件に使います。",
            "For requirements that ask for a list of names.",
        )),
        field!(Document.headcounts, Rows(StatedCount, &STATED_COUNT), ("示した人数", "Headcounts")).hint((
            "経路ごとの人数。技術責任者だけ、または従事者全員の人数に等しく書きます。多いと不足、少ないと要確認です(論点A6)。",
            "Per route, equal to the number of leads or of everybody engaged; more is a gap, fewer needs confirmation (A6).",
        )),
        stage!(Document),
        note!(Document),
    ],
    blank: || AnyFact::Document(Document::default()),
    check: |row| is::<Document>(row, |row| ends_early(row.first_approved, row.approved)).then_some(FIRST_LATER),
};

/// A row that a document serves.
pub static COVER: Description = Description {
    title: ("役立つ要件", "Cover"),
    fields: &[
        field!(Cover.row, One(Source::DocumentRows), ("要件", "Requirement"))
            .role(Role::Distinguishing)
            .needed()
            .hint((
                "文書を求める要件だけが一覧に出ます。",
                "Only requirements that ask for a document are listed.",
            )),
        field!(Cover.section, Line, ("節・ページ", "Section")).hint((
            "節や章を書くと厳格にも数えます。題名だけなら空です(論点A16)。",
            "Naming the section makes it count strictly (A16).",
        )),
    ],
    blank: || AnyFact::Cover(Cover::default()),
    check: fine,
};

/// A headcount as a document states it.
pub static STATED_COUNT: Description = Description {
    title: ("示した人数", "Stated headcount"),
    fields: &[
        field!(StatedCount.row, One(Source::CountRows), ("要件", "Requirement"))
            .role(Role::Distinguishing)
            .needed()
            .hint(("人数を明らかにするよう求める要件です。", "The requirement that asks for the number.")),
        field!(StatedCount.route, One(Source::Routes), ("経路", "Route"))
            .role(Role::Distinguishing)
            .needed()
            .hint((
                "どの経路を満たす人の数か。兼務者の数は要件そのものを選びます。",
                "Which route is counted; the requirement itself for people in both groups.",
            )),
        field!(StatedCount.count, Number(words::people), ("人数", "Number"))
            .hint(("文書に書いてあるとおりの数です。", "As the document states it.")),
    ],
    blank: || AnyFact::StatedCount(StatedCount::default()),
    check: fine,
};

//! A document: the rows its sections serve, what it names, whom it lists, what it counts.

use crate::domain::reference::ReferenceKind;
use crate::domain::register::{Audience, Cover, Document, DocumentState, Stage, StatedCount};
use crate::report::fields::access::{choice, note, plain, rows, stage};
use crate::report::fields::any_fact::AnyFact;
use crate::report::fields::check::fine;
use crate::report::fields::field::{Description, Field, Kind, Role, Source};
use crate::report::words;

/// A document.
pub static DOCUMENT: Description = Description {
    title: ("文書", "Document"),
    fields: &[
        Field::new(
            "title",
            ("題名", "Title"),
            plain!(Document.title, Text, Kind::Line),
            ("文書に印刷されている題名です。", "As printed on it."),
        )
        .needed(),
        Field::new(
            "version",
            ("版", "Version"),
            plain!(Document.version, Text, Kind::Version),
            (
                "版がないと厳格な読みでは数えません(論点A16)。",
                "Without a version it does not count strictly (A16).",
            ),
        )
        .role(Role::Distinguishing),
        Field::new(
            "approved",
            ("承認日", "Approved"),
            plain!(Document.approved, Date, Kind::Date),
            (
                "承認日がない、または基準日より後だと厳格な読みでは数えません(論点A16)。",
                "Undated, or approved after the reference date, does not count strictly (A16).",
            ),
        ),
        Field::new(
            "state",
            ("状態", "State"),
            choice!(Document.state: DocumentState),
            (
                "草案は緩やかにだけ、廃止したものは数えません。",
                "Drafts count leniently only, withdrawn ones not at all.",
            ),
        ),
        Field::new(
            "audience",
            ("読み手", "Readers"),
            choice!(Document.audience: Audience),
            (
                "「明示」を求める要件は、顧客が読める文書でないと厳格には認めません(論点A10)。",
                "Where disclosure is asked, clients must be able to read it (A10).",
            ),
        ),
        Field::new(
            "covers",
            ("役立つ要件", "Covers"),
            rows!(Document.covers, Cover, &COVER),
            (
                "どの要件のために、どの節があるか。審査ではここを示します。",
                "Which section serves which requirement; this is what a reviewer is shown.",
            ),
        ),
        Field::new(
            "names",
            ("名を挙げる基準", "Names"),
            plain!(Document.names, Items, Kind::Items(ReferenceKind::METHODS)),
            (
                "選んだ基準や結果の取扱いの名前が、この文書に書いてあるか。",
                "Whether the chosen standard or result handling is named in it.",
            ),
        ),
        Field::new(
            "people",
            ("載っている人", "People listed"),
            plain!(Document.people, Many, Kind::Many(Source::People)),
            (
                "技術責任者の一覧など、名前を載せる要件に使います。",
                "For requirements that ask for a list of names.",
            ),
        ),
        Field::new(
            "headcounts",
            ("示した人数", "Headcounts"),
            rows!(Document.headcounts, StatedCount, &STATED_COUNT),
            (
                "経路ごとの人数。名簿より多く書いていると不足になります(論点A6)。",
                "Per route; stating more than the roster shows is a gap (A6).",
            ),
        ),
        stage!(Document),
        note!(Document),
    ],
    blank: || AnyFact::Document(Document::default()),
    check: fine,
};

/// A row that a document serves.
pub static COVER: Description = Description {
    title: ("役立つ要件", "Cover"),
    fields: &[
        Field::new(
            "row",
            ("要件", "Requirement"),
            plain!(Cover.row, One, Kind::One(Source::DocumentRows)),
            ("文書を求める要件だけが一覧に出ます。", "Only requirements that ask for a document are listed."),
        )
        .role(Role::Distinguishing)
        .needed(),
        Field::new(
            "section",
            ("節・ページ", "Section"),
            plain!(Cover.section, Text, Kind::Line),
            (
                "節や章を書くと厳格にも数えます。題名だけなら空です(論点A16)。",
                "Naming the section makes it count strictly (A16).",
            ),
        ),
    ],
    blank: || AnyFact::Cover(Cover::default()),
    check: fine,
};

/// A headcount as a document states it.
pub static STATED_COUNT: Description = Description {
    title: ("示した人数", "Stated headcount"),
    fields: &[
        Field::new(
            "row",
            ("要件", "Requirement"),
            plain!(StatedCount.row, One, Kind::One(Source::CountRows)),
            ("人数を明らかにするよう求める要件です。", "The requirement that asks for the number."),
        )
        .role(Role::Distinguishing)
        .needed(),
        Field::new(
            "route",
            ("経路", "Route"),
            plain!(StatedCount.route, One, Kind::One(Source::Routes)),
            (
                "どの経路を満たす人の数か。兼務者の数は要件そのものを選びます。",
                "Which route is counted; the requirement itself for people in both groups.",
            ),
        )
        .role(Role::Distinguishing)
        .needed(),
        Field::new(
            "count",
            ("人数", "Number"),
            plain!(StatedCount.count, Number, Kind::Number(words::people)),
            ("文書に書いてあるとおりの数です。", "As the document states it."),
        ),
    ],
    blank: || AnyFact::StatedCount(StatedCount::default()),
    check: fine,
};

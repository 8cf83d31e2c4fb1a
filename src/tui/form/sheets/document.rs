//! The form of a document: the rows its sections serve, what it names, whom it lists, what it counts.

use crate::domain::reference::ReferenceKind;
use crate::domain::register::{Audience, Cover, Document, DocumentState, StatedCount};
use crate::report::words;
use crate::tui::form::access::{choice, plain, rows};
use crate::tui::form::draft::Draft;
use crate::tui::form::sheet::{Field, Kind, Sheet, Source};
use crate::tui::form::sheets::{NOTE_HINT, STAGE_HINT, STAGE_LABEL, STAGES, fine, line, named};

const STATES: [DocumentState; 3] = [DocumentState::Approved, DocumentState::Draft, DocumentState::Withdrawn];
const AUDIENCES: [Audience; 3] = [Audience::Internal, Audience::Application, Audience::Client];

/// A document.
pub static DOCUMENT: Sheet = Sheet {
    title: ("文書", "Document"),
    fields: &[
        Field::new(
            ("題名", "Title"),
            plain!(Document.title, Text, Kind::Line),
            ("文書に印刷されている題名です。", "As printed on it."),
        )
        .needed(),
        Field::new(
            ("版", "Version"),
            plain!(Document.version, Text, Kind::Line),
            (
                "版がないと厳格な読みでは数えません(論点A16)。",
                "Without a version it does not count strictly (A16).",
            ),
        ),
        Field::new(
            ("承認日", "Approved"),
            plain!(Document.approved, Date, Kind::Date),
            (
                "承認日がない、または基準日より後だと厳格な読みでは数えません(論点A16)。",
                "Undated, or approved after the reference date, does not count strictly (A16).",
            ),
        ),
        Field::new(
            ("状態", "State"),
            choice!(Document.state, STATES, words::document_state),
            (
                "草案は緩やかにだけ、廃止したものは数えません。",
                "Drafts count leniently only, withdrawn ones not at all.",
            ),
        ),
        Field::new(
            ("読み手", "Readers"),
            choice!(Document.audience, AUDIENCES, words::audience),
            (
                "「明示」を求める要件は、顧客が読める文書でないと厳格には認めません(論点A10)。",
                "Where disclosure is asked, clients must be able to read it (A10).",
            ),
        ),
        Field::new(
            ("役立つ要件", "Covers"),
            rows!(Document.covers, Cover, &COVER),
            (
                "どの要件のために、どの節があるか。審査ではここを示します。",
                "Which section serves which requirement; this is what a reviewer is shown.",
            ),
        ),
        Field::new(
            ("名を挙げる基準", "Names"),
            plain!(Document.names, Items, Kind::Items(ReferenceKind::METHODS)),
            (
                "選んだ基準や結果の取扱いの名前が、この文書に書いてあるか。",
                "Whether the chosen standard or result handling is named in it.",
            ),
        ),
        Field::new(
            ("載っている人", "People listed"),
            plain!(Document.people, Many, Kind::Many(Source::People)),
            (
                "技術責任者の一覧など、名前を載せる要件に使います。",
                "For requirements that ask for a list of names.",
            ),
        ),
        Field::new(
            ("示した人数", "Headcounts"),
            rows!(Document.headcounts, StatedCount, &COUNT),
            (
                "経路ごとの人数。名簿より多く書いていると不足になります(論点A6)。",
                "Per route; stating more than the roster shows is a gap (A6).",
            ),
        ),
        Field::new(STAGE_LABEL, choice!(Document.stage, STAGES, words::stage), STAGE_HINT),
        Field::new(("覚え書き", "Note"), plain!(Document.note, Text, Kind::Text), NOTE_HINT),
    ],
    blank: || Draft::Document(Document::default()),
    line: |_, draft| match draft {
        Draft::Document(row) => row.title.clone(),
        _ => String::new(),
    },
    check: fine,
};

/// A row that a document serves.
pub static COVER: Sheet = Sheet {
    title: ("役立つ要件", "Cover"),
    fields: &[
        Field::new(
            ("要件", "Requirement"),
            plain!(Cover.row, One, Kind::One(Source::DocumentRows)),
            ("文書を求める要件だけが一覧に出ます。", "Only requirements that ask for a document are listed."),
        )
        .needed(),
        Field::new(
            ("節・ページ", "Section"),
            plain!(Cover.section, Text, Kind::Line),
            (
                "節や章を書くと厳格にも数えます。題名だけなら空です(論点A16)。",
                "Naming the section makes it count strictly (A16).",
            ),
        ),
    ],
    blank: || Draft::Cover(Cover::default()),
    line: |scene, draft| match draft {
        Draft::Cover(row) => line(&[&named(scene, Source::DocumentRows, &row.row), &row.section]),
        _ => String::new(),
    },
    check: fine,
};

/// A headcount as a document states it.
pub static COUNT: Sheet = Sheet {
    title: ("示した人数", "Stated headcount"),
    fields: &[
        Field::new(
            ("要件", "Requirement"),
            plain!(StatedCount.row, One, Kind::One(Source::CountRows)),
            ("人数を明らかにするよう求める要件です。", "The requirement that asks for the number."),
        )
        .needed(),
        Field::new(
            ("経路", "Route"),
            plain!(StatedCount.route, One, Kind::One(Source::Routes)),
            (
                "どの経路を満たす人の数か。兼務者の数は要件そのものを選びます。",
                "Which route is counted; the requirement itself for people in both groups.",
            ),
        )
        .needed(),
        Field::new(
            ("人数", "Number"),
            plain!(StatedCount.count, Number, Kind::Number),
            ("文書に書いてあるとおりの数です。", "As the document states it."),
        ),
    ],
    blank: || Draft::StatedCount(StatedCount::default()),
    line: |scene, draft| match draft {
        Draft::StatedCount(row) => {
            line(&[&named(scene, Source::CountRows, &row.route), &words::people(scene.lang, row.count)])
        }
        _ => String::new(),
    },
    check: fine,
};

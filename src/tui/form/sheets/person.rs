//! The forms of a person and of the person's posts.

use crate::domain::register::{Engagement, Person, Post};
use crate::report::words;
use crate::tui::form::access::{choice, plain, rows};
use crate::tui::form::draft::Draft;
use crate::tui::form::sheet::{Field, Kind, Sheet, Source};
use crate::tui::form::sheets::skills::{LECTURE, QUALIFICATION, TRAINING};
use crate::tui::form::sheets::{
    NOTE_HINT, STAGE_HINT, STAGE_LABEL, STAGES, ends_after, fine, line, named, period, planned,
};

const ENGAGEMENTS: [Engagement; 5] =
    [Engagement::Own, Engagement::Direct, Engagement::Subcontract, Engagement::Group, Engagement::Unknown];
/// A person of the roster.
pub static PERSON: Sheet = Sheet {
    title: ("従事者", "Person"),
    fields: &[
        Field::new(
            ("氏名", "Name"),
            plain!(Person.name, Text, Kind::Line),
            ("技術責任者の一覧や報告書に、この名前で出ます。", "Lists and reports use this name."),
        )
        .needed(),
        Field::new(
            ("よみ", "Reading"),
            plain!(Person.yomi, Text, Kind::Line),
            ("かなで書くと、検索や並べ替えで見つかります。", "In kana; search and sorting use it."),
        ),
        Field::new(
            ("雇用・指揮", "Engagement"),
            choice!(Person.engagement, ENGAGEMENTS, words::engagement),
            (
                "外注先や関連会社の人は、厳格な読みでは数えません(論点A9・A24)。",
                "Subcontractors and group companies count under the lenient reading only (A9, A24).",
            ),
        ),
        Field::new(
            ("役割", "Posts"),
            rows!(Person.posts, Post, &POST),
            (
                "どの区分で何の役割か。役割がないと、資格があっても要件に数えません。",
                "Which role in which category; without one no qualification counts.",
            ),
        ),
        Field::new(
            ("資格", "Qualifications"),
            rows!(Person.qualifications, Qualification, &QUALIFICATION),
            (
                "例示1の資格です。番号と期限があると厳格にも数えます。",
                "Certificates of series 1; with number and expiry they count strictly too.",
            ),
        ),
        Field::new(
            ("講師・リーダー", "Lectures"),
            rows!(Person.lectures, Lecture, &LECTURE),
            (
                "専門家コミュニティ(例示2)か学校での講師・リーダーの経験です。",
                "Lecturing or leading in an expert community (series 2) or at a school.",
            ),
        ),
        Field::new(
            ("研修・教育", "Trainings"),
            rows!(Person.trainings, Training, &TRAINING),
            (
                "例示3の研修は経路(エ)に、例示7の教育は品質管理の継続教育に数えます。",
                "Series 3 counts for the training route, series 7 for continuing education.",
            ),
        ),
        Field::new(("覚え書き", "Note"), plain!(Person.note, Text, Kind::Text), NOTE_HINT),
    ],
    blank: || Draft::Person(Person::default()),
    line: |_, draft| match draft {
        Draft::Person(row) => row.name.clone(),
        _ => String::new(),
    },
    check: fine,
};

/// A role of a person in a category.
pub static POST: Sheet = Sheet {
    title: ("役割", "Post"),
    fields: &[
        Field::new(
            ("区分", "Category"),
            plain!(Post.category, One, Kind::One(Source::Categories)),
            (
                "役割は区分ごとです。兼ねる人は区分の数だけ追加します。",
                "One post for each category the person serves.",
            ),
        )
        .needed(),
        Field::new(
            ("役割", "Role"),
            plain!(Post.role, One, Kind::One(Source::Roles)),
            (
                "技術責任者の要件は、技術責任者の役割にある人だけを見ます。",
                "The technical lead's requirement looks only at people in that role.",
            ),
        )
        .needed(),
        Field::new(
            ("始まり", "From"),
            plain!(Post.from, Date, Kind::Date),
            (
                "空だと厳格な読みでは数えません。基準日より後も同じです。",
                "Blank or after the reference date does not count strictly.",
            ),
        ),
        Field::new(
            ("終わり", "To"),
            plain!(Post.to, Date, Kind::Date),
            ("続いているなら空のままにします。", "Leave it empty while it lasts."),
        ),
        Field::new(
            ("兼務の規程", "Rule for a double role"),
            plain!(Post.double_role_rule, Text, Kind::Line),
            (
                "品質管理者が技術責任者を兼ねるなら、認める規程の名と箇所を書きます(論点A11)。",
                "Where the quality manager is lead too, name the written rule that allows it (A11).",
            ),
        ),
        Field::new(STAGE_LABEL, choice!(Post.stage, STAGES, words::stage), STAGE_HINT),
    ],
    blank: || Draft::Post(Post::default()),
    line: |scene, draft| match draft {
        Draft::Post(row) => line(&[
            &named(scene, Source::Categories, &row.category),
            &named(scene, Source::Roles, &row.role),
            &period(row.from, row.to),
            planned(scene.lang, row.stage),
        ]),
        _ => String::new(),
    },
    check: |draft| match draft {
        Draft::Post(row) => ends_after(row.from, row.to, "終わり"),
        _ => None,
    },
};

//! A person of the roster and the person's posts.

use crate::domain::register::{Engagement, Person, Post, Stage};
use crate::report::fields::access::{choice, note, plain, rows, stage};
use crate::report::fields::any_fact::AnyFact;
use crate::report::fields::check::{ends_after, fine};
use crate::report::fields::field::{Description, Field, Kind, Role, Source, Wording};
use crate::report::fields::skills::{LECTURE, QUALIFICATION, TRAINING};

/// A person of the roster.
pub static PERSON: Description = Description {
    title: ("従事者", "Person"),
    fields: &[
        Field::new(
            "name",
            ("氏名", "Name"),
            plain!(Person.name, Text, Kind::Line),
            ("技術責任者の一覧や報告書に、この名前で出ます。", "Lists and reports use this name."),
        )
        .needed(),
        Field::new(
            "yomi",
            ("よみ", "Reading"),
            plain!(Person.yomi, Text, Kind::Line),
            ("かなで書くと、検索や並べ替えで見つかります。", "In kana; search and sorting use it."),
        ),
        Field::new(
            "engagement",
            ("雇用・指揮", "Engagement"),
            choice!(Person.engagement: Engagement),
            (
                "外注先や関連会社の人は、厳格な読みでは数えません(論点A9・A24)。",
                "Subcontractors and group companies count under the lenient reading only (A9, A24).",
            ),
        ),
        Field::new(
            "posts",
            ("役割", "Posts"),
            rows!(Person.posts, Post, &POST),
            (
                "どの区分で何の役割か。役割がないと、資格があっても要件に数えません。",
                "Which role in which category; without one no qualification counts.",
            ),
        ),
        Field::new(
            "qualifications",
            ("資格", "Qualifications"),
            rows!(Person.qualifications, Qualification, &QUALIFICATION),
            (
                "例示1の資格です。番号と期限があると厳格にも数えます。",
                "Certificates of series 1; with number and expiry they count strictly too.",
            ),
        ),
        Field::new(
            "lectures",
            ("講師・リーダー", "Lectures"),
            rows!(Person.lectures, Lecture, &LECTURE),
            (
                "専門家コミュニティ(例示2)か学校での講師・リーダーの経験です。",
                "Lecturing or leading in an expert community (series 2) or at a school.",
            ),
        ),
        Field::new(
            "trainings",
            ("研修・教育", "Trainings"),
            rows!(Person.trainings, Training, &TRAINING),
            (
                "例示3の研修は経路(エ)に、例示7の教育は品質管理の継続教育に数えます。",
                "Series 3 counts for the training route, series 7 for continuing education.",
            ),
        ),
        note!(Person),
    ],
    blank: || AnyFact::Person(Person::default()),
    check: fine,
};

/// A role of a person in a category.
pub static POST: Description = Description {
    title: ("役割", "Post"),
    fields: &[
        Field::new(
            "category",
            ("区分", "Category"),
            plain!(Post.category, One, Kind::One(Source::Categories)),
            (
                "役割は区分ごとです。兼ねる人は区分の数だけ追加します。",
                "One post for each category the person serves.",
            ),
        )
        .role(Role::Distinguishing)
        .needed(),
        Field::new(
            "role",
            ("役割", "Role"),
            plain!(Post.role, One, Kind::One(Source::Roles)),
            (
                "技術責任者の要件は、技術責任者の役割にある人だけを見ます。",
                "The technical lead's requirement looks only at people in that role.",
            ),
        )
        .role(Role::Distinguishing)
        .needed(),
        Field::new(
            "from",
            ("始まり", "From"),
            plain!(Post.from, Date, Kind::Date),
            (
                "空だと厳格な読みでは数えません。基準日より後も同じです。",
                "Blank or after the reference date does not count strictly.",
            ),
        )
        .worded(Wording::Period),
        Field::new(
            "to",
            ("終わり", "To"),
            plain!(Post.to, Date, Kind::Date),
            ("続いているなら空のままにします。", "Leave it empty while it lasts."),
        )
        .worded(Wording::Never),
        Field::new(
            "double_role_rule",
            ("兼務の規程", "Rule for a double role"),
            plain!(Post.double_role_rule, Text, Kind::Line),
            (
                "品質管理者が技術責任者を兼ねるなら、認める規程の名と箇所を書きます(論点A11)。",
                "Where the quality manager is lead too, name the written rule that allows it (A11).",
            ),
        )
        .worded(Wording::Labelled),
        stage!(Post),
    ],
    blank: || AnyFact::Post(Post::default()),
    check: |fact| match fact {
        AnyFact::Post(row) => ends_after(row.from, row.to, "to"),
        _ => None,
    },
};

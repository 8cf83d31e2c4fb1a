//! A person of the roster and the person's posts.

use crate::domain::register::{Engagement, Person, Post, Stage};
use crate::report::fields::access::{field, note, stage};
use crate::report::fields::any_fact::{AnyFact, is};
use crate::report::fields::check::{ENDS_EARLY, ends_early, fine};
use crate::report::fields::field::{Description, Role, Source, Wording};
use crate::report::fields::skills::{LECTURE, QUALIFICATION, TRAINING};

/// A person of the roster.
pub static PERSON: Description = Description {
    title: ("従事者", "Person"),
    fields: &[
        field!(Person.name, Line, ("氏名", "Name"))
            .needed()
            .hint(("技術責任者の一覧や報告書に、この名前で出ます。", "Lists and reports use this name.")),
        field!(Person.yomi, Line, ("よみ", "Reading"))
            .hint(("かなで書くと、検索や並べ替えで見つかります。", "In kana; search and sorting use it.")),
        field!(Person.engagement, Choice(Engagement), ("雇用・指揮", "Engagement")).hint((
            "外注先や関連会社の人は、厳格な読みでは数えません(論点A9・A24)。",
            "Subcontractors and group companies count under the lenient reading only (A9, A24).",
        )),
        field!(Person.posts, Rows(Post, &POST), ("役割", "Posts")).hint((
            "どの区分で何の役割か。役割がないと、資格があっても要件に数えません。",
            "Which role in which category; without one no qualification counts.",
        )),
        field!(Person.qualifications, Rows(Qualification, &QUALIFICATION), ("資格", "Qualifications")).hint(
            (
                "例示1の資格です。番号と期限があると厳格にも数えます。",
                "Certificates of series 1; with number and expiry they count strictly too.",
            ),
        ),
        field!(Person.lectures, Rows(Lecture, &LECTURE), ("講師・リーダー", "Lectures")).hint((
            "専門家コミュニティ(例示2)か学校での講師・リーダーの経験です。",
            "Lecturing or leading in an expert community (series 2) or at a school.",
        )),
        field!(Person.trainings, Rows(Training, &TRAINING), ("研修・教育", "Trainings")).hint((
            "例示3の研修は経路(エ)に、例示7の教育は品質管理の継続教育に数えます。",
            "Series 3 counts for the training route, series 7 for continuing education.",
        )),
        note!(Person),
    ],
    blank: || AnyFact::Person(Person::default()),
    check: fine,
};

/// A role of a person in a category.
pub static POST: Description = Description {
    title: ("役割", "Post"),
    fields: &[
        field!(Post.category, One(Source::Categories), ("区分", "Category"))
            .role(Role::Distinguishing)
            .needed()
            .hint((
                "役割は区分ごとです。兼ねる人は区分の数だけ追加します。",
                "One post for each category the person serves.",
            )),
        field!(Post.role, One(Source::Roles), ("役割", "Role")).role(Role::Distinguishing).needed().hint((
            "技術責任者の要件は、技術責任者の役割にある人だけを見ます。",
            "The technical lead's requirement looks only at people in that role.",
        )),
        field!(Post.from, Date, ("始まり", "From")).worded(Wording::Period).hint((
            "空だと厳格な読みでは数えません。基準日より後も同じです。",
            "Blank or after the reference date does not count strictly.",
        )),
        field!(Post.to, Date, ("終わり", "To"))
            .worded(Wording::Never)
            .hint(("続いているなら空のままにします。", "Leave it empty while it lasts.")),
        field!(Post.double_role_rule, Line, ("兼務の規程", "Rule for a double role"))
            .worded(Wording::Labelled)
            .hint((
                "品質管理者が技術責任者を兼ねるなら、認める規程の名と箇所を書きます(論点A11)。",
                "Where the quality manager is lead too, name the written rule that allows it (A11).",
            )),
        stage!(Post),
    ],
    blank: || AnyFact::Post(Post::default()),
    check: |row| is::<Post>(row, |row| ends_early(row.from, row.to)).then_some(ENDS_EARLY),
};

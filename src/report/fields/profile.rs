//! The profile: of a new assessment, and of the open one.

use crate::domain::assessment::Profile;
use crate::report::fields::access::{day, plain};
use crate::report::fields::any_fact::AnyFact;
use crate::report::fields::field::{Description, Field, Kind, Place, Source, Words};

const ORGANISATION: Field = Field::new(
    "organisation",
    ("組織名", "Organisation"),
    plain!(Profile.organisation, Text, Kind::Line),
    ("申請する事業者の名称です。ファイル名にも使います。", "The applicant; the file is named after it."),
)
.needed();
const CATEGORIES: Field = Field::new(
    "categories",
    ("サービス区分", "Categories"),
    plain!(Profile.categories, Many, Kind::Many(Source::Categories)),
    (
        "登録を受けたい区分です。あとから増やせます。台帳の記録はすべての区分で共有します。",
        "Those you want registered. More can be added later; all share the registers.",
    ),
)
.needed();
const REFERENCE_DATE: Field = Field::new(
    "reference_date",
    ("基準日", "Reference date"),
    day!(Profile.reference_date),
    (
        "この日の時点で判定します。目安は申請の受付日です。空のままだと、日付で決まる要件は未回答になります。",
        "Everything is judged as of this day, say the day you apply. Without it dated requirements stay open.",
    ),
);
const REVIEW_END: Field = Field::new(
    "review_end",
    ("審査の終わり", "End of review"),
    day!(Profile.review_end),
    (
        "資格がこの日まで有効かどうかを見ます。空なら基準日の3か月後とします(論点A8)。",
        "Qualifications must last until then; empty means three months later (A8).",
    ),
);
const EDITION: Field = Field::new(
    "edition",
    ("基準の版", "Edition"),
    plain!(Profile.edition, One, Kind::One(Source::Editions)),
    (
        "4.1 は、公表資料にある変更を第4版に重ねたものです。迷ったらこのままにしてください。",
        "4.1 lays the announced changes over edition 4; keep the first if unsure.",
    ),
)
.needed();

const PACK: Field = Field::new(
    "pack",
    ("設問票", "Pack"),
    plain!(Profile.pack, Text, Kind::Line),
    ("要件と設問の一式です。", "The set of requirements and questions."),
)
.only(Place::Outside);

fn check(fact: &AnyFact) -> Option<(&'static str, Words)> {
    let AnyFact::Profile(profile) = fact else { return None };
    let (Some(day), Some(end)) = (profile.reference_date, profile.review_end) else { return None };
    (end < day).then_some(("review_end", ("基準日より前です。", "It lies before the reference date.")))
}

fn blank() -> AnyFact {
    AnyFact::Profile(Profile::default())
}

/// A new assessment.
pub static NEW_PROFILE: Description = Description {
    title: ("新しい自己評価", "New assessment"),
    fields: &[ORGANISATION, CATEGORIES, REFERENCE_DATE, EDITION],
    blank,
    check,
};

/// The open assessment.
pub static PROFILE: Description = Description {
    title: ("組織・区分・基準日", "Organisation, categories, dates"),
    fields: &[ORGANISATION, PACK, EDITION.only(Place::Outside), CATEGORIES, REFERENCE_DATE, REVIEW_END],
    blank,
    check,
};

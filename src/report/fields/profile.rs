//! The profile: of a new assessment, and of the open one.

use crate::domain::assessment::Profile;
use crate::report::fields::access::field;
use crate::report::fields::any_fact::{AnyFact, Described, is};
use crate::report::fields::field::{Description, Field, Place, Source, Words};

const ORGANISATION: Field = field!(Profile.organisation, Line, ("組織名", "Organisation")).needed().hint((
    "申請する事業者の名称です。ファイル名にも使います。",
    "The applicant; the file is named after it.",
));
const CATEGORIES: Field =
    field!(Profile.categories, Many(Source::Categories), ("サービス区分", "Categories")).needed().hint((
        "登録を受けたい区分です。あとから増やせます。台帳の記録はすべての区分で共有します。",
        "Those you want registered. More can be added later; all share the registers.",
    ));
const REFERENCE_DATE: Field = field!(Profile.reference_date, Day, ("基準日", "Reference date")).hint((
    "この日の時点で判定します。目安は申請の受付日です。空のままだと、日付で決まる要件は未回答になります。",
    "Everything is judged as of this day, say the day you apply. Without it dated requirements stay open.",
));
const REVIEW_END: Field = field!(Profile.review_end, Day, ("審査の終わり", "End of review")).hint((
    "資格がこの日まで有効かどうかを見ます。空なら基準日の3か月後とします(論点A8)。",
    "Qualifications must last until then; empty means three months later (A8).",
));
const EDITION: Field =
    field!(Profile.edition, One(Source::Editions), ("基準の版", "Edition")).needed().hint((
        "4.1 は、公表資料にある変更を第4版に重ねたものです。迷ったらこのままにしてください。",
        "4.1 lays the announced changes over edition 4; keep the first if unsure.",
    ));

const PACK: Field = field!(Profile.pack, Line, ("設問票", "Pack"))
    .only(Place::Outside)
    .hint(("要件と設問の一式です。", "The set of requirements and questions."));

fn check(row: &dyn Described) -> Option<(&'static str, Words)> {
    let early = |profile: &Profile| {
        profile.reference_date.zip(profile.review_end).is_some_and(|(day, end)| end < day)
    };
    is::<Profile>(row, early)
        .then_some(("review_end", ("基準日より前です。", "It lies before the reference date.")))
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

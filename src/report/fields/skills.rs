//! What makes a person qualified: certificates, lectures, trainings.

use crate::domain::reference::ReferenceKind;
use crate::domain::register::{
    Expiry, Lecture, LecturePart, Qualification, SchoolLevel, Stage, Training, TrainingOutcome, Venue,
};
use crate::domain::text::pick;
use crate::report::fields::access::{field, on, stage};
use crate::report::fields::any_fact::{AnyFact, Described, is};
use crate::report::fields::check::{ENDS_EARLY, ends_early, fine};
use crate::report::fields::field::{
    Description, Field, Fixed, Kind, Place, Role, Source, Value, Wording, Words,
};
use crate::report::fields::word::{YES_NO, choice, choose, fixed, yes_no};

const EXPIRY: Words = ("有効期限", "Valid until");
const EXPIRY_HINT: Words = (
    "審査が終わるまで(基準日から3か月、別に定めなければ)有効なら厳格にも数えます。",
    "It counts strictly if valid to the end of the review (reference date + 3 months).",
);

/// A certificate.
pub static QUALIFICATION: Description = Description {
    title: ("資格", "Qualification"),
    fields: &[
        field!(Qualification.item, Item(ReferenceKind::CERTIFICATES), ("資格", "Certificate")).role(Role::Distinguishing).needed().hint((
                "例示は区分ごとです。複数の区分に使う資格は、例示の番号ごとに追加します。未確認は緩やかにだけ数えます。",
                "Lists go by category: add a certificate once for each list it serves. Unverified ones count leniently.",
            )),
        field!(Qualification.number, Line, ("番号", "Number")).worded(Wording::Labelled).hint(("番号がないと厳格な読みでは数えません。", "Without its number it does not count strictly.")),
        field!(Qualification.obtained, Date, ("取得日", "Obtained")).worded(Wording::Labelled).hint(("基準日より後の取得は数えません。", "Obtained after the reference date does not count.")),
        field!(Qualification.expiry, Expiry, EXPIRY).only(Place::Outside).hint(EXPIRY_HINT),
        Field::new("expiry.never", ("期限がない", "Does not expire"), on!(
                Qualification,
                Kind::Choice(YES_NO),
                |row| yes_no(matches!(row.expiry, Expiry::Never(_))),
                |row, value| match (value == yes_no(true), &row.expiry) {
                    (true, Expiry::Unknown | Expiry::On(_)) => row.expiry = Expiry::Never(String::new()),
                    (false, Expiry::Never(_)) => row.expiry = Expiry::Unknown,
                    _ => {}
                }
            )).only(Place::Form).hint(("期限のない資格は、その理由を書きます。", "For those without expiry, give the reason.")),
        Field::new("expiry.on", EXPIRY, on!(
                Qualification,
                Kind::Date,
                |row| match row.expiry {
                    Expiry::On(date) => Value::Date(Some(date)),
                    _ => Value::Date(None),
                },
                |row, value| if let (Value::Date(date), false) =
                    (value, matches!(row.expiry, Expiry::Never(_)))
                {
                    row.expiry = date.map_or(Expiry::Unknown, Expiry::On);
                }
            )).only(Place::Form).when(|row| !never_expires(row)).hint(EXPIRY_HINT),
        Field::new("expiry.reason", ("期限がない理由", "Why it does not expire"), on!(
                Qualification,
                Kind::Line,
                |row| match &row.expiry {
                    Expiry::Never(reason) => Value::Text(reason.clone()),
                    _ => Value::Text(String::new()),
                },
                |row, value| if let (Value::Text(text), Expiry::Never(reason)) = (value, &mut row.expiry) {
                    *reason = text;
                }
            )).only(Place::Form).when(never_expires).hint(("例 終身の資格、制度に更新がない。", "Such as: for life, the scheme has no renewal.")),
        Field::new("exam_only", ("試験合格のみ", "Exam only"), on!(
                Qualification,
                Kind::Choice(YES_NO),
                |row| yes_no(row.exam_only),
                |row, value| row.exam_only = value == yes_no(true)
            )).worded(Wording::Label).hint((
                "登録してはじめて資格になるもの(支援士など)は、合格だけでは数えません(論点A8)。",
                "Where registration makes the qualification, the exam alone does not count (A8).",
            )),
        stage!(Qualification),
    ],
    blank: || AnyFact::Qualification(Qualification::default()),
    check: fine,
};

fn never_expires(row: &dyn Described) -> bool {
    is::<Qualification>(row, |row| matches!(row.expiry, Expiry::Never(_)))
}

const VENUES: Fixed = Fixed {
    count: 2,
    word: |lang, at| match at {
        0 => pick(lang, "専門家コミュニティ", "expert community"),
        _ => pick(lang, "学校", "school"),
    },
};

fn at_school(row: &dyn Described) -> bool {
    is::<Lecture>(row, |row| matches!(row.venue, Venue::School { .. }))
}

/// The school of a lecture: a lecture of which no community is known can become one at a school.
fn school(row: &mut Lecture) -> Option<(&mut SchoolLevel, &mut String, &mut String)> {
    if row.venue == Venue::default() {
        let (name, subject) = (String::new(), String::new());
        row.venue = Venue::School { level: SchoolLevel::default(), name, subject };
    }
    match &mut row.venue {
        Venue::School { level, name, subject } => Some((level, name, subject)),
        Venue::Community(_) => None,
    }
}

/// Lecturing, leading or teaching.
pub static LECTURE: Description = Description {
    title: ("講師・リーダー", "Lecture"),
    fields: &[
        Field::new(
            "school",
            ("どこで", "Where"),
            on!(
                Lecture,
                Kind::Choice(VENUES),
                |row| Value::Choice(usize::from(matches!(row.venue, Venue::School { .. }))),
                |row, value| match (value, &row.venue) {
                    (Value::Choice(0), Venue::School { .. }) => row.venue = Venue::default(),
                    (Value::Choice(1), Venue::Community(_)) => {
                        row.venue = Venue::default();
                        school(row);
                    }
                    _ => {}
                }
            ),
        )
        .only(Place::Form)
        .hint((
            "コミュニティか、高等教育機関での講義かを選びます。",
            "A community of experts, or teaching at a school.",
        )),
        Field::new(
            "community",
            ("コミュニティ", "Community"),
            on!(
                Lecture,
                Kind::Item(ReferenceKind::COMMUNITIES),
                |row| match &row.venue {
                    Venue::Community(item) => Value::Item(item.clone()),
                    Venue::School { .. } => Value::Absent,
                },
                |row, value| if let (Value::Item(given), Venue::Community(item)) = (value, &mut row.venue) {
                    *item = given;
                }
            ),
        )
        .role(Role::Distinguishing)
        .when(|row| !at_school(row))
        .needed()
        .hint(("例示2にある団体かどうかで読みが変わります。", "What counts is whether series 2 lists it.")),
        Field::new(
            "school.level",
            ("学校の種類", "Kind of school"),
            on!(
                Lecture,
                Kind::Choice(fixed::<SchoolLevel>()),
                |row| match &row.venue {
                    Venue::School { level, .. } => choice(*level),
                    Venue::Community(_) => Value::Absent,
                },
                |row, value| if let Some((level, ..)) = school(row) {
                    choose(level, &value);
                }
            ),
        )
        .formerly(&["school_level"])
        .when(at_school)
        .hint((
            "専門学校は緩やかにだけ数えます(論点A19)。",
            "Vocational schools count leniently only (A19).",
        )),
        Field::new(
            "school.name",
            ("学校の名前", "School"),
            on!(
                Lecture,
                Kind::Line,
                |row| match &row.venue {
                    Venue::School { name, .. } => Value::Text(name.clone()),
                    Venue::Community(_) => Value::Absent,
                },
                |row, value| if let (Value::Text(text), Some((_, name, _))) = (value, school(row)) {
                    *name = text;
                }
            ),
        )
        .role(Role::Distinguishing)
        .when(at_school)
        .needed()
        .hint(("講義をした学校です。", "Where the course was taught.")),
        Field::new(
            "school.subject",
            ("科目の区分", "Subject"),
            on!(
                Lecture,
                Kind::One(Source::Categories),
                |row| match &row.venue {
                    Venue::School { subject, .. } => Value::One(subject.clone()),
                    Venue::Community(_) => Value::Absent,
                },
                |row, value| if let (Value::One(text), Some((.., subject))) = (value, school(row)) {
                    *subject = text;
                }
            ),
        )
        .formerly(&["subject"])
        .when(at_school)
        .needed()
        .hint((
            "どの区分の技術を教えたか。ほかの区分には数えません。",
            "Which category's technology was taught; it counts there only.",
        )),
        field!(Lecture.part, Choice(LecturePart), ("立場", "As"))
            .hint(("聴講は数えません。", "Listening does not count.")),
        field!(Lecture.title, Line, ("題名", "Title"))
            .role(Role::Distinguishing)
            .hint(("講演や科目の題名です。", "Of the talk or course.")),
        field!(Lecture.from, Date, ("始まり", "From"))
            .worded(Wording::Period)
            .hint(("日付がないと緩やかにだけ数えます。", "Without a date it counts leniently only.")),
        field!(Lecture.to, Date, ("終わり", "To"))
            .worded(Wording::Never)
            .hint(("1日なら空のままで足ります。", "May stay empty for one day.")),
        field!(Lecture.proof, Line, ("証拠", "Proof")).worded(Wording::Labelled).hint((
            "プログラム、委嘱状、URLなど。ないと緩やかにだけ数えます。",
            "Programme, letter or URL; without it it counts leniently only.",
        )),
        stage!(Lecture),
    ],
    blank: || AnyFact::Lecture(Lecture::default()),
    check: |row| is::<Lecture>(row, |row| ends_early(row.from, row.to)).then_some(ENDS_EARLY),
};

/// A training or an item of education.
pub static TRAINING: Description = Description {
    title: ("研修・教育", "Training"),
    fields: &[
        field!(Training.item, Item(ReferenceKind::COURSES), ("研修", "Training"))
            .role(Role::Distinguishing)
            .needed()
            .hint((
                "例示3(専門性の経路)か例示7(継続教育)から選びます。ほかは名前を書きます。",
                "From series 3 (route) or 7 (continuing education), or a name of its own.",
            )),
        field!(Training.on, Date, ("修了・受講の日", "Completed on")).role(Role::Distinguishing).hint((
            "継続教育は、基準日から12か月以内なら厳格にも数えます(論点A13)。",
            "Education within 12 months of the reference date counts strictly (A13).",
        )),
        field!(Training.outcome, Choice(TrainingOutcome), ("修了・受講", "Outcome")).hint((
            "専門性の経路では、受講だけは緩やかにだけ数えます(論点A22)。",
            "For the route, attendance alone counts leniently only (A22).",
        )),
        field!(Training.proof, Line, ("証拠", "Proof"))
            .worded(Wording::Labelled)
            .hint(("修了証や受講者名簿など。", "Completion certificate or attendance list.")),
        stage!(Training),
    ],
    blank: || AnyFact::Training(Training::default()),
    check: fine,
};

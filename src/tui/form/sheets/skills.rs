//! The forms of what makes a person qualified: certificates, lectures, trainings.

use crate::domain::reference::ReferenceKind;
use crate::domain::register::{
    Expiry, Item, Lecture, LecturePart, Qualification, SchoolLevel, Training, TrainingOutcome, Venue,
};
use crate::report::words::{self, pick};
use crate::tui::form::access::{choice, on, plain};
use crate::tui::form::draft::Draft;
use crate::tui::form::options::item_name;
use crate::tui::form::sheet::{Field, Fixed, Kind, Sheet, Source, Value};
use crate::tui::form::sheets::{
    STAGE_HINT, STAGE_LABEL, STAGES, YES_NO, ends_after, fine, line, period, planned,
};

const PARTS: [LecturePart; 3] = [LecturePart::Lecturer, LecturePart::Leader, LecturePart::Attendee];
const LEVELS: [SchoolLevel; 4] = [
    SchoolLevel::University,
    SchoolLevel::JuniorCollege,
    SchoolLevel::TechnicalCollege,
    SchoolLevel::VocationalSchool,
];
const OUTCOMES: [TrainingOutcome; 2] = [TrainingOutcome::Completed, TrainingOutcome::Attended];

/// A certificate.
pub static QUALIFICATION: Sheet = Sheet {
    title: ("資格", "Qualification"),
    fields: &[
        Field::new(
            ("資格", "Certificate"),
            plain!(Qualification.item, Item, Kind::Item(ReferenceKind::CERTIFICATES)),
            (
                "例示は区分ごとです。複数の区分に使う資格は、例示の番号ごとに追加します。未確認は緩やかにだけ数えます。",
                "Lists go by category: add a certificate once for each list it serves. Unverified ones count leniently.",
            ),
        )
        .needed(),
        Field::new(
            ("番号", "Number"),
            plain!(Qualification.number, Text, Kind::Line),
            ("番号がないと厳格な読みでは数えません。", "Without its number it does not count strictly."),
        ),
        Field::new(
            ("取得日", "Obtained"),
            plain!(Qualification.obtained, Date, Kind::Date),
            ("基準日より後の取得は数えません。", "Obtained after the reference date does not count."),
        ),
        Field::new(
            ("期限がない", "Does not expire"),
            on!(
                Qualification,
                Kind::Choice(YES_NO),
                |row| Value::Choice(usize::from(matches!(row.expiry, Expiry::Never(_)))),
                |row, value| match (value, &row.expiry) {
                    (Value::Choice(1), Expiry::Never(_)) => {}
                    (Value::Choice(1), _) => row.expiry = Expiry::Never(String::new()),
                    (_, Expiry::Never(_)) => row.expiry = Expiry::Unknown,
                    _ => {}
                }
            ),
            ("期限のない資格は、その理由を書きます。", "For those without expiry, give the reason."),
        ),
        Field::new(
            ("有効期限", "Valid until"),
            on!(
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
            ),
            (
                "審査が終わるまで(基準日から3か月、別に定めなければ)有効なら厳格にも数えます。",
                "It counts strictly if valid to the end of the review (reference date + 3 months).",
            ),
        )
        .when(|draft| !never_expires(draft)),
        Field::new(
            ("期限がない理由", "Why it does not expire"),
            on!(
                Qualification,
                Kind::Line,
                |row| match &row.expiry {
                    Expiry::Never(reason) => Value::Text(reason.clone()),
                    _ => Value::Text(String::new()),
                },
                |row, value| if let (Value::Text(text), Expiry::Never(reason)) = (value, &mut row.expiry) {
                    *reason = text;
                }
            ),
            ("例 終身の資格、制度に更新がない。", "Such as: for life, the scheme has no renewal."),
        )
        .when(never_expires),
        Field::new(
            ("試験合格のみ", "Exam only"),
            on!(
                Qualification,
                Kind::Choice(YES_NO),
                |row| Value::Choice(usize::from(row.exam_only)),
                |row, value| row.exam_only = value == Value::Choice(1)
            ),
            (
                "登録してはじめて資格になるもの(支援士など)は、合格だけでは数えません(論点A8)。",
                "Where registration makes the qualification, the exam alone does not count (A8).",
            ),
        ),
        Field::new(STAGE_LABEL, choice!(Qualification.stage, STAGES, words::stage), STAGE_HINT),
    ],
    blank: || Draft::Qualification(Qualification::default()),
    line: |scene, draft| match draft {
        Draft::Qualification(row) => {
            let until = match &row.expiry {
                Expiry::On(date) => format!("{}{date}", pick(scene.lang, "期限 ", "until ")),
                Expiry::Never(_) => pick(scene.lang, "期限なし", "no expiry").to_owned(),
                Expiry::Unknown => pick(scene.lang, "期限 ?", "until ?").to_owned(),
            };
            line(&[&item_name(scene, &row.item), &row.number, &until, planned(scene.lang, row.stage)])
        }
        _ => String::new(),
    },
    check: fine,
};

fn never_expires(draft: &Draft) -> bool {
    matches!(draft, Draft::Qualification(row) if matches!(row.expiry, Expiry::Never(_)))
}

const VENUES: Fixed = Fixed {
    count: 2,
    word: |lang, at| match at {
        0 => pick(lang, "専門家コミュニティ", "expert community"),
        _ => pick(lang, "学校", "school"),
    },
};

fn at_school(draft: &Draft) -> bool {
    matches!(draft, Draft::Lecture(row) if matches!(row.venue, Venue::School { .. }))
}

/// Lecturing, leading or teaching.
pub static LECTURE: Sheet = Sheet {
    title: ("講師・リーダー", "Lecture"),
    fields: &[
        Field::new(
            ("どこで", "Where"),
            on!(
                Lecture,
                Kind::Choice(VENUES),
                |row| Value::Choice(usize::from(matches!(row.venue, Venue::School { .. }))),
                |row, value| match (value, &row.venue) {
                    (Value::Choice(0), Venue::School { .. }) => row.venue = Venue::default(),
                    (Value::Choice(1), Venue::Community(_)) => {
                        row.venue = Venue::School {
                            level: SchoolLevel::default(),
                            name: String::new(),
                            subject: String::new(),
                        };
                    }
                    _ => {}
                }
            ),
            (
                "コミュニティか、高等教育機関での講義かを選びます。",
                "A community of experts, or teaching at a school.",
            ),
        ),
        Field::new(
            ("コミュニティ", "Community"),
            on!(
                Lecture,
                Kind::Item(ReferenceKind::COMMUNITIES),
                |row| match &row.venue {
                    Venue::Community(item) => Value::Item(item.clone()),
                    Venue::School { .. } => Value::Item(Item::default()),
                },
                |row, value| if let (Value::Item(given), Venue::Community(item)) = (value, &mut row.venue) {
                    *item = given;
                }
            ),
            ("例示2にある団体かどうかで読みが変わります。", "What counts is whether series 2 lists it."),
        )
        .when(|draft| !at_school(draft))
        .needed(),
        Field::new(
            ("学校の種類", "Kind of school"),
            on!(
                Lecture,
                Kind::Choice(Fixed {
                    count: LEVELS.len(),
                    word: |lang, at| LEVELS.get(at).map_or("", |level| words::school_level(lang, *level)),
                }),
                |row| match &row.venue {
                    Venue::School { level, .. } => {
                        Value::Choice(LEVELS.iter().position(|known| known == level).unwrap_or(0))
                    }
                    Venue::Community(_) => Value::Choice(0),
                },
                |row, value| if let (Value::Choice(at), Venue::School { level, .. }) = (value, &mut row.venue)
                    && let Some(known) = LEVELS.get(at)
                {
                    *level = *known;
                }
            ),
            ("専門学校は緩やかにだけ数えます(論点A19)。", "Vocational schools count leniently only (A19)."),
        )
        .when(at_school),
        Field::new(
            ("学校の名前", "School"),
            on!(
                Lecture,
                Kind::Line,
                |row| match &row.venue {
                    Venue::School { name, .. } => Value::Text(name.clone()),
                    Venue::Community(_) => Value::Text(String::new()),
                },
                |row, value| if let (Value::Text(text), Venue::School { name, .. }) = (value, &mut row.venue)
                {
                    *name = text;
                }
            ),
            ("講義をした学校です。", "Where the course was taught."),
        )
        .when(at_school)
        .needed(),
        Field::new(
            ("科目の区分", "Subject"),
            on!(
                Lecture,
                Kind::One(Source::Categories),
                |row| match &row.venue {
                    Venue::School { subject, .. } => Value::One(subject.clone()),
                    Venue::Community(_) => Value::One(String::new()),
                },
                |row, value| if let (Value::One(text), Venue::School { subject, .. }) =
                    (value, &mut row.venue)
                {
                    *subject = text;
                }
            ),
            (
                "どの区分の技術を教えたか。ほかの区分には数えません。",
                "Which category's technology was taught; it counts there only.",
            ),
        )
        .when(at_school)
        .needed(),
        Field::new(
            ("立場", "As"),
            choice!(Lecture.part, PARTS, words::lecture_part),
            ("聴講は数えません。", "Listening does not count."),
        ),
        Field::new(
            ("題名", "Title"),
            plain!(Lecture.title, Text, Kind::Line),
            ("講演や科目の題名です。", "Of the talk or course."),
        ),
        Field::new(
            ("始まり", "From"),
            plain!(Lecture.from, Date, Kind::Date),
            ("日付がないと緩やかにだけ数えます。", "Without a date it counts leniently only."),
        ),
        Field::new(
            ("終わり", "To"),
            plain!(Lecture.to, Date, Kind::Date),
            ("1日なら空のままで足ります。", "May stay empty for one day."),
        ),
        Field::new(
            ("証拠", "Proof"),
            plain!(Lecture.proof, Text, Kind::Line),
            (
                "プログラム、委嘱状、URLなど。ないと緩やかにだけ数えます。",
                "Programme, letter or URL; without it it counts leniently only.",
            ),
        ),
        Field::new(STAGE_LABEL, choice!(Lecture.stage, STAGES, words::stage), STAGE_HINT),
    ],
    blank: || Draft::Lecture(Lecture::default()),
    line: |scene, draft| match draft {
        Draft::Lecture(row) => {
            let place = match &row.venue {
                Venue::Community(item) => item_name(scene, item),
                Venue::School { name, .. } => name.clone(),
            };
            let part = words::lecture_part(scene.lang, row.part);
            line(&[&place, part, &row.title, &period(row.from, row.to), planned(scene.lang, row.stage)])
        }
        _ => String::new(),
    },
    check: |draft| match draft {
        Draft::Lecture(row) => ends_after(row.from, row.to, "終わり"),
        _ => None,
    },
};

/// A training or an item of education.
pub static TRAINING: Sheet = Sheet {
    title: ("研修・教育", "Training"),
    fields: &[
        Field::new(
            ("研修", "Training"),
            plain!(Training.item, Item, Kind::Item(ReferenceKind::COURSES)),
            (
                "例示3(専門性の経路)か例示7(継続教育)から選びます。ほかは名前を書きます。",
                "From series 3 (route) or 7 (continuing education), or a name of its own.",
            ),
        )
        .needed(),
        Field::new(
            ("修了・受講の日", "Completed on"),
            plain!(Training.on, Date, Kind::Date),
            (
                "継続教育は、基準日から12か月以内なら厳格にも数えます(論点A13)。",
                "Education within 12 months of the reference date counts strictly (A13).",
            ),
        ),
        Field::new(
            ("修了・受講", "Outcome"),
            choice!(Training.outcome, OUTCOMES, words::outcome),
            (
                "専門性の経路では、受講だけは緩やかにだけ数えます(論点A22)。",
                "For the route, attendance alone counts leniently only (A22).",
            ),
        ),
        Field::new(
            ("証拠", "Proof"),
            plain!(Training.proof, Text, Kind::Line),
            ("修了証や受講者名簿など。", "Completion certificate or attendance list."),
        ),
        Field::new(STAGE_LABEL, choice!(Training.stage, STAGES, words::stage), STAGE_HINT),
    ],
    blank: || Draft::Training(Training::default()),
    line: |scene, draft| match draft {
        Draft::Training(row) => line(&[
            &item_name(scene, &row.item),
            words::outcome(scene.lang, row.outcome),
            &words::date_or_dash(row.on),
            planned(scene.lang, row.stage),
        ]),
        _ => String::new(),
    },
    check: fine,
};

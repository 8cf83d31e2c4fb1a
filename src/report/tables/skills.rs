//! What makes people qualified, as tables: certificates, lectures, trainings.

use super::Problem;
use super::column::{Column, Role, field, period};
use super::lookup::plain;
use super::parts::Parts;
use super::people::{PERSON, STAGE};
use super::values::{self, Word};
use crate::domain::change::Series;
use crate::domain::reference::ReferenceKind;
use crate::domain::register::{
    Item, Lecture, LecturePart, Person, Qualification, SchoolLevel, Stage, Training, TrainingOutcome, Venue,
};
use crate::domain::upkeep::{WrongEnd, wrong_end};
use crate::report::words;

/// One row a certificate.
pub(super) static QUALIFICATIONS: Parts<Person, Qualification> = Parts {
    series: Series::Person,
    parent: PERSON,
    columns: &[
        field!(item Qualification.item of ReferenceKind::CERTIFICATES, "item", ("資格", "Certificate"))
            .in_role(Role::Key),
        field!(text Qualification.number, "number", ("番号", "Number")),
        field!(date Qualification.obtained, "obtained", ("取得日", "Obtained")),
        Column::<Qualification>::new(
            "expiry",
            ("有効期限", "Valid until"),
            |lookup, row| values::expiry(lookup.lang, &row.expiry),
            |lookup, row, cell| {
                row.expiry = values::read_expiry(cell)?;
                if wrong_end(lookup.context.references, row) == Some(WrongEnd::Ends) {
                    return Err(must_end());
                }
                Ok(())
            },
        ),
        Column::<Qualification>::new(
            "exam_only",
            ("試験合格のみ", "Exam only"),
            |lookup, row| values::yes_no(lookup.lang, row.exam_only).to_owned(),
            |_, row, cell| {
                row.exam_only = values::read_yes_no(cell)?;
                Ok(())
            },
        )
        .of(|lang| [true, false].map(|yes| values::yes_no(lang, yes).to_owned()).to_vec()),
        field!(word Qualification.stage: Stage, "stage", STAGE),
    ],
    list: |person| &person.qualifications,
    list_mut: |person| &mut person.qualifications,
    check: |_| None,
};

/// That a certificate of this kind has an end.
fn must_end() -> Problem {
    let (ja, en) = words::must_end();
    Problem::new((ja, en), ("証書の有効期限を書いてください", "write the day on the certificate"))
}

/// One row a lecture, in a community or at a school.
pub(super) static LECTURES: Parts<Person, Lecture> = Parts {
    series: Series::Person,
    parent: PERSON,
    columns: &[
        Column::<Lecture>::new(
            "community",
            ("コミュニティ", "Community"),
            |lookup, row| match &row.venue {
                Venue::Community(item) => lookup.item(item, ReferenceKind::COMMUNITIES),
                Venue::School { .. } => String::new(),
            },
            |lookup, row, cell| match &mut row.venue {
                Venue::Community(item) => {
                    *item = lookup.read_item(cell, ReferenceKind::COMMUNITIES)?;
                    Ok(())
                }
                Venue::School { .. } => Err(two_venues()),
            },
        )
        .in_role(Role::Key),
        Column::<Lecture>::new(
            "school_level",
            ("学校の種類", "Kind of school"),
            |lookup, row| match &row.venue {
                Venue::School { level, .. } => level.word(lookup.lang).to_owned(),
                Venue::Community(_) => String::new(),
            },
            |_, row, cell| {
                *at_school(row)?.0 = values::read_word(cell)?;
                Ok(())
            },
        )
        .of(values::words_of::<SchoolLevel>),
        Column::<Lecture>::new(
            "school",
            ("学校の名前", "School"),
            |_, row| match &row.venue {
                Venue::School { name, .. } => name.clone(),
                Venue::Community(_) => String::new(),
            },
            |_, row, cell| {
                *at_school(row)?.1 = plain(cell);
                Ok(())
            },
        )
        .in_role(Role::Key),
        Column::<Lecture>::new(
            "subject",
            ("科目の区分", "Subject"),
            |lookup, row| match &row.venue {
                Venue::School { subject, .. } => lookup.category(subject),
                Venue::Community(_) => String::new(),
            },
            |lookup, row, cell| {
                *at_school(row)?.2 = lookup.read_category(cell)?;
                Ok(())
            },
        ),
        field!(word Lecture.part: LecturePart, "part", ("立場", "As")),
        field!(text Lecture.title, "title", ("題名", "Title")).in_role(Role::Key),
        field!(date Lecture.from, "from", ("始まり", "From")),
        field!(date Lecture.to, "to", ("終わり", "To")),
        field!(text Lecture.proof, "proof", ("証拠", "Proof")),
        field!(word Lecture.stage: Stage, "stage", STAGE),
    ],
    list: |person| &person.lectures,
    list_mut: |person| &mut person.lectures,
    check: |lecture| period(lecture.from, lecture.to),
};

/// The school of a lecture: a lecture of which no community is known can become one at a school.
fn at_school(lecture: &mut Lecture) -> Result<(&mut SchoolLevel, &mut String, &mut String), Problem> {
    if let Venue::Community(item) = &lecture.venue {
        if *item != Item::default() {
            return Err(two_venues());
        }
        lecture.venue =
            Venue::School { level: SchoolLevel::default(), name: String::new(), subject: String::new() };
    }
    match &mut lecture.venue {
        Venue::School { level, name, subject } => Ok((level, name, subject)),
        Venue::Community(_) => Err(two_venues()),
    }
}

fn two_venues() -> Problem {
    Problem::new(
        ("コミュニティと学校の両方が書かれています", "it has both a community and a school"),
        ("どちらか一方だけを書いてください", "keep one of them"),
    )
}

/// One row a training.
pub(super) static TRAININGS: Parts<Person, Training> = Parts {
    series: Series::Person,
    parent: PERSON,
    columns: &[
        field!(item Training.item of ReferenceKind::COURSES, "item", ("研修", "Training")).in_role(Role::Key),
        field!(date Training.on, "on", ("修了・受講の日", "Completed on")).in_role(Role::Key),
        field!(word Training.outcome: TrainingOutcome, "outcome", ("修了・受講", "Outcome")),
        field!(text Training.proof, "proof", ("証拠", "Proof")),
        field!(word Training.stage: Stage, "stage", STAGE),
    ],
    list: |person| &person.trainings,
    list_mut: |person| &mut person.trainings,
    check: |_| None,
};

//! People with everything that a roster says of them.

use super::*;

fn post() -> impl Strategy<Value = Post> {
    (one_of(&CATEGORIES), one_of(&["lead", "staff"]), partial(), partial(), text(), stage()).prop_map(
        |(category, role, from, to, double_role_rule, stage)| Post {
            category,
            role,
            from,
            to,
            double_role_rule,
            stage,
        },
    )
}

/// No two alike, which would be a fault.
fn posts() -> impl Strategy<Value = Vec<Post>> {
    vec(post(), 0..3).prop_map(|posts| {
        posts.into_iter().fold(Vec::new(), |mut all, post| {
            if !all.contains(&post) {
                all.push(post);
            }
            all
        })
    })
}

fn qualification(counts: Counts) -> impl Strategy<Value = Qualification> {
    let expiry = prop_oneof![
        Just(Expiry::Unknown),
        day().prop_map(|day| Expiry::On(day.into())),
        text().prop_map(Expiry::Never),
    ];
    (item(counts), text(), partial(), expiry, any::<bool>(), stage()).prop_map(
        |(item, number, obtained, expiry, exam_only, stage)| Qualification {
            item,
            number,
            obtained,
            expiry,
            exam_only,
            stage,
        },
    )
}

fn venue(counts: Counts) -> impl Strategy<Value = Venue> {
    let level = value(&[
        SchoolLevel::University,
        SchoolLevel::JuniorCollege,
        SchoolLevel::TechnicalCollege,
        SchoolLevel::VocationalSchool,
    ]);
    prop_oneof![
        item(counts).prop_map(Venue::Community),
        (level, text(), one_of(&CATEGORIES)).prop_map(|(level, name, subject)| Venue::School {
            level,
            name,
            subject
        }),
    ]
}

fn lecture(counts: Counts) -> impl Strategy<Value = Lecture> {
    let part = value(&[LecturePart::Lecturer, LecturePart::Leader, LecturePart::Attendee]);
    (venue(counts), part, text(), partial(), partial(), text(), stage()).prop_map(
        |(venue, part, title, from, to, proof, stage)| Lecture { venue, part, title, from, to, proof, stage },
    )
}

fn training(counts: Counts) -> impl Strategy<Value = Training> {
    let outcome = value(&[TrainingOutcome::Completed, TrainingOutcome::Attended]);
    (item(counts), partial(), outcome, text(), stage())
        .prop_map(|(item, on, outcome, proof, stage)| Training { item, on, outcome, proof, stage })
}

pub(super) fn person(counts: Counts) -> impl Strategy<Value = Person> {
    let engagement = value(&[
        Engagement::Own,
        Engagement::Direct,
        Engagement::Subcontract,
        Engagement::Group,
        Engagement::Unknown,
    ]);
    let lists =
        (posts(), vec(qualification(counts), 0..3), vec(lecture(counts), 0..3), vec(training(counts), 0..3));
    (text(), text(), engagement, lists, text()).prop_map(
        |(name, yomi, engagement, (posts, qualifications, lectures, trainings), note)| Person {
            id: PersonId::default(),
            name,
            yomi,
            engagement,
            posts,
            qualifications,
            lectures,
            trainings,
            note,
        },
    )
}

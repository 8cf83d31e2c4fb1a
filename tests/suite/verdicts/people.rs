//! ROST, QUAL, COMM and TRN of the decision table.

use kijun::domain::register::*;

use super::tiny::*;

type Case<T> = (&'static str, fn(&mut T), &'static str, &'static str);

/// Judges each case with all registers open, then closed.
fn table<T>(rule: &str, good: fn() -> T, put: fn(&mut Person, T), cases: &[Case<T>]) {
    for (name, edit, open, closed) in cases {
        let mut fact = good();
        edit(&mut fact);
        let mut person = lead("P-1");
        put(&mut person, fact);
        let world = World::of(rule).with(|a| a.people = vec![person]);
        assert_eq!(world.pair("svc.x"), *open, "{rule}, {name}, open");
        assert_eq!(world.closed().pair("svc.x"), *closed, "{rule}, {name}, closed");
    }
}

fn expiry(day: &str) -> Expiry {
    Expiry::On(day.parse().expect("a date"))
}

#[test]
fn qualifications() {
    table(
        "Qualification(\"9\")",
        certificate,
        |p, q| p.qualifications = vec![q],
        &[
            ("verified member, number, valid", |_| {}, "yes/yes", "yes/yes"),
            (
                "A8 valid on the last day of the review",
                |q| q.expiry = expiry("2027-04-30"),
                "yes/yes",
                "yes/yes",
            ),
            ("A8 a day short of the review", |q| q.expiry = expiry("2027-04-29"), "open/yes", "no/yes"),
            ("A8 expires on the reference date", |q| q.expiry = expiry("2027-01-31"), "open/yes", "no/yes"),
            ("A8 expired the day before", |q| q.expiry = expiry("2027-01-30"), "open/open", "no/no"),
            ("A8 no expiry, reasoned", |q| q.expiry = Expiry::Never("終身".into()), "yes/yes", "yes/yes"),
            ("A8 no expiry, no reason", |q| q.expiry = Expiry::Never(" ".into()), "open/yes", "no/yes"),
            ("A8 expiry blank", |q| q.expiry = Expiry::Unknown, "open/yes", "no/yes"),
            (
                "expiry by month, all of it after the review",
                |q| q.expiry = expiry("2027-05"),
                "open/yes",
                "no/yes",
            ),
            (
                "expiry by month, around the reference date",
                |q| q.expiry = expiry("2027"),
                "open/open",
                "no/open",
            ),
            ("expiry by year, before", |q| q.expiry = expiry("2026"), "open/open", "no/no"),
            ("A8 exam only", |q| q.exam_only = true, "open/open", "no/no"),
            ("A5 unverified member", |q| q.item = member("9/unread"), "open/yes", "no/yes"),
            ("A15 lower rung", |q| q.item = member("9/lower"), "open/yes", "no/yes"),
            ("member of another list", |q| q.item = member("8/sound"), "open/open", "no/no"),
            (
                "unlisted, nothing argued",
                |q| q.item = Item::Unlisted("民間資格".into()),
                "open/open",
                "no/no",
            ),
            (
                "equivalent to nothing on record",
                |q| q.item = Item::Equivalent("Q-9".into()),
                "open/open",
                "no/no",
            ),
            ("number blank", |q| q.number = String::new(), "open/yes", "no/yes"),
            ("obtained blank", |q| q.obtained = None, "open/yes", "no/yes"),
            ("obtained on the reference date", |q| q.obtained = on(TODAY), "yes/yes", "yes/yes"),
            ("obtained the day after", |q| q.obtained = on("2027-02-01"), "open/open", "no/no"),
            ("obtained by month, before", |q| q.obtained = on("2026-12"), "open/yes", "no/yes"),
            ("obtained by month, ending on the day", |q| q.obtained = on("2027-01"), "open/yes", "no/yes"),
            ("obtained by year, around", |q| q.obtained = on("2027"), "open/open", "no/open"),
            ("planned", |q| q.stage = Stage::Planned, "open/open", "no/no"),
        ],
    );
}

#[test]
fn the_review_may_end_on_another_day() {
    let world = World::of("Qualification(\"9\")").closed().with(|a| {
        let qualifications =
            vec![Qualification { expiry: Expiry::On(date("2027-06-29").into()), ..certificate() }];
        a.people = vec![Person { qualifications, ..lead("P-1") }];
    });
    assert_eq!(world.pair("svc.x"), "yes/yes");
    assert_eq!(world.with(|a| a.profile.review_end = Some(date("2027-06-30"))).pair("svc.x"), "no/yes");
}

#[test]
fn equivalences_a5() {
    let cases: [Case<Equivalence>; 6] = [
        ("complete", |_| {}, "open/yes", "no/yes"),
        ("incomplete", |q| q.level = String::new(), "open/open", "no/open"),
        ("no list named", |q| q.to = String::new(), "open/open", "no/open"),
        ("equal to another list", |q| q.to = "8".into(), "open/open", "no/no"),
        ("rejected", |q| q.state = EquivalenceState::Rejected, "open/open", "no/no"),
        ("withdrawn", |q| q.state = EquivalenceState::Withdrawn, "open/open", "no/no"),
    ];
    for (name, edit, open, closed) in cases {
        let mut argument = equivalence("Q-1");
        edit(&mut argument);
        let item = Item::Equivalent("Q-1".into());
        let world = World::of("Qualification(\"9\")").with(|a| {
            let qualifications = vec![Qualification { item, ..certificate() }];
            a.people = vec![Person { qualifications, ..lead("P-1") }];
            a.equivalences = vec![argument];
        });
        assert_eq!(world.pair("svc.x"), open, "{name}, open");
        assert_eq!(world.closed().pair("svc.x"), closed, "{name}, closed");
    }
}

#[test]
fn members_that_the_organisation_verified() {
    let cases: [Case<VerifiedMember>; 4] = [
        ("source, date and name", |_| {}, "yes/yes", "yes/yes"),
        ("no source", |m| m.source = String::new(), "open/yes", "no/yes"),
        ("no date", |m| m.on = None, "open/yes", "no/yes"),
        ("no name", |m| m.by = String::new(), "open/yes", "no/yes"),
    ];
    for id in ["9/unread", "9/added"] {
        for (name, edit, open, closed) in &cases {
            let mut verified = VerifiedMember {
                id: id.into(),
                source: "公表一覧".into(),
                on: on("2026-12-01"),
                by: "佐藤".into(),
                ..VerifiedMember::default()
            };
            edit(&mut verified);
            let world = World::of("Qualification(\"9\")").with(|a| {
                let qualifications = vec![Qualification { item: member(id), ..certificate() }];
                a.people = vec![Person { qualifications, ..lead("P-1") }];
                a.members = vec![verified];
            });
            assert_eq!(world.pair("svc.x"), *open, "{id}, {name}, open");
            assert_eq!(world.closed().pair("svc.x"), *closed, "{id}, {name}, closed");
        }
    }
}

#[test]
fn lectures_in_communities_a19() {
    let good = || lecture(Venue::Community(member("9/good")));
    table(
        "Community(\"9\")",
        good,
        |p, l| p.lectures = vec![l],
        &[
            ("lecturer, dated, with proof", |_| {}, "yes/yes", "yes/yes"),
            ("leader", |l| l.part = LecturePart::Leader, "yes/yes", "yes/yes"),
            ("attendee", |l| l.part = LecturePart::Attendee, "open/open", "no/no"),
            ("no date", |l| l.from = None, "open/yes", "no/yes"),
            ("no proof", |l| l.proof = String::new(), "open/yes", "no/yes"),
            (
                "unverified community",
                |l| l.venue = Venue::Community(member("9/unread")),
                "open/yes",
                "no/yes",
            ),
            (
                "unlisted community",
                |l| l.venue = Venue::Community(Item::Unlisted("会".into())),
                "open/open",
                "no/no",
            ),
            ("on the reference date", |l| l.from = on(TODAY), "yes/yes", "yes/yes"),
            ("the day after", |l| l.from = on("2027-02-01"), "open/open", "no/no"),
            ("ten years ago, no limit is printed", |l| l.from = on("2016-01-01"), "yes/yes", "yes/yes"),
            ("planned", |l| l.stage = Stage::Planned, "open/open", "no/no"),
            (
                "at a school, not in a community",
                |l| l.venue = school(SchoolLevel::University),
                "open/open",
                "no/no",
            ),
        ],
    );
}

fn school(level: SchoolLevel) -> Venue {
    Venue::School { level, name: "大学".into(), subject: "svc".into() }
}

#[test]
fn teaching_a19() {
    let good = || lecture(school(SchoolLevel::University));
    table(
        "Taught(\"svc\")",
        good,
        |p, l| p.lectures = vec![l],
        &[
            ("university", |_| {}, "yes/yes", "yes/yes"),
            ("junior college", |l| l.venue = school(SchoolLevel::JuniorCollege), "yes/yes", "yes/yes"),
            ("technical college", |l| l.venue = school(SchoolLevel::TechnicalCollege), "yes/yes", "yes/yes"),
            ("vocational school", |l| l.venue = school(SchoolLevel::VocationalSchool), "open/yes", "no/yes"),
            ("attendee", |l| l.part = LecturePart::Attendee, "open/open", "no/no"),
            ("another subject", |l| l.venue = other_subject(), "open/open", "no/no"),
            ("no proof", |l| l.proof = String::new(), "open/yes", "no/yes"),
            ("in a community", |l| l.venue = Venue::Community(member("9/good")), "open/open", "no/no"),
        ],
    );
}

fn other_subject() -> Venue {
    Venue::School { level: SchoolLevel::University, name: "大学".into(), subject: "other".into() }
}

#[test]
fn trainings_of_a_route_a22() {
    table::<Training>(
        "Training(\"9\")",
        || training("9/good", "2015-06-01"),
        |p, t| p.trainings = vec![t],
        &[
            ("completed, with proof, however old", |_| {}, "yes/yes", "yes/yes"),
            ("attended", |t| t.outcome = TrainingOutcome::Attended, "open/yes", "no/yes"),
            ("no proof", |t| t.proof = String::new(), "open/yes", "no/yes"),
            ("unverified", |t| t.item = member("9/unread"), "open/yes", "no/yes"),
            ("unlisted", |t| t.item = Item::Unlisted("社内".into()), "open/open", "no/no"),
            ("blank date is open", |t| t.on = None, "open/open", "open/open"),
            ("after the reference date", |t| t.on = on("2027-02-01"), "open/open", "no/no"),
            ("planned", |t| t.stage = Stage::Planned, "open/open", "no/no"),
        ],
    );
}

#[test]
fn posts_a9_a24() {
    table::<Person>(
        "Works(\"lead\")",
        || lead("P-1"),
        |p: &mut Person, made: Person| *p = made,
        &[
            ("employee", |_| {}, "yes/yes", "yes/yes"),
            ("under direct engagement", |p| p.engagement = Engagement::Direct, "yes/yes", "yes/yes"),
            ("subcontractor", |p| p.engagement = Engagement::Subcontract, "open/yes", "no/yes"),
            ("group company", |p| p.engagement = Engagement::Group, "open/yes", "no/yes"),
            ("engagement unknown", |p| p.engagement = Engagement::Unknown, "open/yes", "no/yes"),
            ("no start", |p| p.posts[0].from = None, "open/yes", "no/yes"),
            ("starts on the reference date", |p| p.posts[0].from = on(TODAY), "yes/yes", "yes/yes"),
            ("starts the day after", |p| p.posts[0].from = on("2027-02-01"), "open/open", "no/no"),
            ("ends on the reference date", |p| p.posts[0].to = on(TODAY), "yes/yes", "yes/yes"),
            ("ended the day before", |p| p.posts[0].to = on("2027-01-30"), "open/open", "no/no"),
            (
                "ends some day this month",
                |p: &mut Person| p.posts[0].to = on("2027-01"),
                "open/open",
                "no/open",
            ),
            ("planned", |p| p.posts[0].stage = Stage::Planned, "open/open", "no/no"),
            ("another role", |p| p.posts[0].role = "staff".into(), "open/open", "no/no"),
            ("another category", |p| p.posts[0].category = "other".into(), "open/open", "no/no"),
            (
                "left, and came back",
                |p| {
                    p.posts[0].to = on("2022-01-01");
                    p.posts.push(post("lead"));
                },
                "yes/yes",
                "yes/yes",
            ),
        ],
    );
}

#[test]
fn engaged_means_a_role_that_delivers() {
    for (role, closed) in [("lead", "yes/yes"), ("staff", "yes/yes"), ("quality", "no/no"), ("?", "no/no")] {
        let world = World::of("Works(\"engaged\")").closed();
        let world = world.with(|a| a.people = vec![Person { posts: vec![post(role)], ..lead("P-1") }]);
        assert_eq!(world.pair("svc.x"), closed, "{role}");
    }
}

#[test]
fn one_and_the_same_person() {
    let rule = "Person(All([Works(\"lead\"), Qualification(\"9\")]))";
    let staff =
        |certificates| Person { posts: vec![post("staff")], qualifications: certificates, ..lead("P-2") };
    let world = World::of(rule).closed();
    assert_eq!(world.pair("svc.x"), "no/no", "nobody");
    let apart = world.clone().with(|a| a.people = vec![lead("P-1"), staff(vec![certificate()])]);
    assert_eq!(apart.pair("svc.x"), "no/no", "a lead and a certificate holder");
    let one = Person { qualifications: vec![certificate()], ..lead("P-3") };
    assert_eq!(apart.with(|a| a.people.push(one)).pair("svc.x"), "yes/yes");
}

#[test]
fn a_row_of_routes_is_judged_for_the_person_in_view() {
    let world = World::of("Person(All([Works(\"lead\"), Row(\"svc.r\")]))")
        .row("svc.r", "Composite", "Any([Row(\"svc.r.i\"), Training(\"9\")])")
        .row("svc.r.i", "Route", "Route(Qualification(\"9\"))")
        .closed();
    let trained = Person {
        posts: vec![post("staff")],
        trainings: vec![training("9/good", "2025-01-01")],
        ..lead("P-2")
    };
    let apart = world.with(|a| a.people = vec![lead("P-1"), trained]);
    assert_eq!((apart.pair("svc.x"), apart.pair("svc.r")), ("no/no".into(), "yes/yes".into()));
    let one = apart.with(|a| a.people[0].qualifications.push(certificate()));
    assert_eq!(one.pair("svc.x"), "yes/yes");
}

#[test]
fn route_rows_take_the_best_engaged_person() {
    let world = World::of("Route(Qualification(\"9\"))").closed();
    let outside = Person { posts: vec![], qualifications: vec![certificate()], ..lead("P-1") };
    assert_eq!(world.clone().with(|a| a.people = vec![outside.clone()]).pair("svc.x"), "no/no");
    let inside = Person { posts: vec![post("staff")], ..outside };
    assert_eq!(world.with(|a| a.people = vec![inside]).pair("svc.x"), "yes/yes");
}

#[test]
fn quality_manager_a11() {
    let rule = "Assigned(role: \"quality\", apart_from: [\"lead\"])";
    let both = || Person { posts: vec![post("quality"), post("lead")], ..lead("P-1") };
    table::<Person>(
        rule,
        || Person { posts: vec![post("quality")], ..lead("P-1") },
        |p: &mut Person, made: Person| *p = made,
        &[
            ("somebody else", |_| {}, "yes/yes", "yes/yes"),
            ("nobody", |p| p.posts.clear(), "open/open", "no/no"),
            ("ended", |p| p.posts[0].to = on("2026-01-01"), "open/open", "no/no"),
        ],
    );
    table::<Person>(
        rule,
        both,
        |p: &mut Person, made: Person| *p = made,
        &[
            ("lead too, no rule", |_| {}, "open/yes", "no/yes"),
            ("lead too, with a rule", |p| p.posts[0].double_role_rule = "規程3".into(), "yes/yes", "yes/yes"),
            (
                "the rule at the other post",
                |p| p.posts[1].double_role_rule = "規程3".into(),
                "yes/yes",
                "yes/yes",
            ),
            ("was lead until last year", |p| p.posts[1].to = on("2026-03-31"), "yes/yes", "yes/yes"),
            ("lead of another category", |p| p.posts[1].category = "other".into(), "yes/yes", "yes/yes"),
        ],
    );
}

const EDUCATION: &str =
    "Coverage(role: \"engaged\", of: Education(reference: \"7\", within_months: 12, lenient_months: 24))";

fn staffed(days: &[Option<&str>]) -> World {
    World::of(EDUCATION).with(|a| {
        a.people = (days.iter().enumerate())
            .map(|(at, day)| Person {
                trainings: day.iter().map(|day| training("7/fine", day)).collect(),
                ..lead(&format!("P-{at}"))
            })
            .collect();
    })
}

#[test]
fn education_of_staff_a13() {
    let cases: [(&str, &[Option<&str>], &str, &str); 9] = [
        ("nobody engaged", &[], "open/open", "no/no"),
        ("everybody this year", &[Some("2026-05-01"), Some("2026-06-01")], "open/yes", "yes/yes"),
        ("first day of the window", &[Some("2026-02-01")], "open/yes", "yes/yes"),
        ("the day before", &[Some("2026-01-31")], "open/yes", "no/yes"),
        ("first day of 24 months", &[Some("2025-02-01")], "open/yes", "no/yes"),
        ("the day before those", &[Some("2025-01-31")], "open/open", "no/no"),
        ("on the reference date", &[Some(TODAY)], "open/yes", "yes/yes"),
        ("the day after", &[Some("2027-02-01")], "open/open", "no/no"),
        ("all but one", &[Some("2026-05-01"), None], "open/yes", "no/yes"),
    ];
    for (name, days, open, closed) in cases {
        assert_eq!(staffed(days).pair("svc.x"), open, "{name}, open");
        assert_eq!(staffed(days).closed().pair("svc.x"), closed, "{name}, closed");
    }
}

#[test]
fn education_items_a13() {
    let put: fn(&mut Person, Training) = |p, t| p.trainings = vec![t];
    table(
        EDUCATION,
        || training("7/fine", "2026-05-01"),
        put,
        &[
            ("unlisted", |t| t.item = Item::Unlisted("社内".into()), "open/open", "no/no"),
            ("of another list", |t| t.item = member("9/good"), "open/open", "no/no"),
            ("planned", |t| t.stage = Stage::Planned, "open/open", "no/no"),
            ("blank date", |t| t.on = None, "open/open", "open/open"),
            ("by month", |t| t.on = on("2026-05"), "open/yes", "no/yes"),
            ("by month, around the start of 24 months", |t| t.on = on("2025"), "open/open", "no/open"),
        ],
    );
    let free = "Coverage(role: \"engaged\", of: Education(within_months: 12, lenient_months: 24))";
    table(
        free,
        || training("7/fine", "2026-05-01"),
        put,
        &[
            ("any named item", |t| t.item = Item::Unlisted("社内".into()), "open/yes", "yes/yes"),
            ("unnamed", |t| t.item = Item::default(), "open/open", "no/no"),
        ],
    );
}

#[test]
fn people_who_left_need_no_education() {
    let world = staffed(&[Some("2026-05-01"), None]).closed();
    assert_eq!(world.clone().pair("svc.x"), "no/yes");
    assert_eq!(world.with(|a| a.people[1].posts[0].to = on("2026-12-31")).pair("svc.x"), "yes/yes");
}

#[test]
fn every_diagnosing_person_a35() {
    let world = World::of("Coverage(role: \"staff\", of: Any([Row(\"svc.i\"), Row(\"svc.ii\")]))")
        .row("svc.i", "Route", "Route(Qualification(\"9\"))")
        .row("svc.ii", "Route", "Route(Training(\"9\"))")
        .closed();
    let staff = |id: &str| Person { posts: vec![post("staff")], ..lead(id) };
    let by_certificate = Person { qualifications: vec![certificate()], ..staff("P-1") };
    let by_training = Person { trainings: vec![training("9/good", "2025-01-01")], ..staff("P-2") };
    let world = world.with(|a| a.people = vec![by_certificate, by_training, lead("P-3")]);
    assert_eq!(world.pair("svc.x"), "yes/yes", "each on a route of their own");
    assert_eq!(world.with(|a| a.people.push(staff("P-4"))).pair("svc.x"), "no/yes", "one without");
}

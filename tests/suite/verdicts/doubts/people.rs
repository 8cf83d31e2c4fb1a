//! Doubts about definitions, people, their certificates and lectures, and what papers say of them.

use super::*;

/// Definitions, people, their certificates and lectures.
pub(super) const PEOPLE: &[Case] = &[
    ("A2", "a paper does not say so", |a| uncover(a, "audit.scope"), "audit.scope", "no/yes"),
    ("A2", "not offered", |a| answer(a, "audit.scope", Answer::No), "audit.scope", "no/no"),
    (
        "A2",
        "litigation support alone",
        |a| {
            answer(a, "forensic.scope.a", Answer::No);
            uncover(a, "forensic.scope.b");
        },
        "forensic.scope",
        "no/yes",
    ),
    (
        "A2",
        "the same, with a paper that names the investigation",
        |a| answer(a, "forensic.scope.a", Answer::No),
        "forensic.scope",
        "yes/yes",
    ),
    (
        "A2",
        "the same, waved away",
        |a| answer(a, "forensic.scope.a", Answer::NotApplicable),
        "forensic.scope",
        "yes/yes",
    ),
    ("A2", "investigation alone", |a| answer(a, "forensic.scope.b", Answer::No), "forensic.scope", "yes/yes"),
    (
        "A2",
        "neither",
        |a| {
            answer(a, "forensic.scope.a", Answer::No);
            answer(a, "forensic.scope.b", Answer::No);
        },
        "forensic.scope",
        "no/no",
    ),
    (
        "A5",
        "an argued equivalence",
        |a| {
            let item = argued(a, "1-2-1");
            only_certificate(a, "vuln", Qualification { item, ..certificate() });
            a.people.retain(|person| person.id == "P-vuln");
        },
        "vuln.tech.a.i",
        "no/yes",
    ),
    (
        "A5",
        "an argued standard",
        |a| {
            let item = argued(a, "6-1");
            a.standards
                .iter_mut()
                .filter(|choice| choice.row == "soc.tech.b")
                .for_each(|choice| choice.item = item.clone());
            a.documents[0].names = vec![item];
        },
        "soc.tech.b",
        "no/yes",
    ),
    (
        "A6",
        "one more than qualify",
        |a| stated(a, "vuln.tech.a#count").for_each(|count| count.count = 2),
        "vuln.tech.a#count",
        "no/no",
    ),
    (
        "A6",
        "one who qualifies leniently is counted",
        |a| {
            let mut second = Person { id: "P-2".into(), ..expert(a, "vuln").clone() };
            second.qualifications.iter_mut().for_each(|q| q.number = String::new());
            a.people.push(second);
            stated(a, "vuln.tech.a#count").next().expect("the first route").count = 2;
        },
        "vuln.tech.a#count",
        "no/yes",
    ),
    (
        "A6",
        "who only diagnoses is no verifier",
        |a| {
            let mut second = another("P-2", "device", "diagnosis");
            second.qualifications.clone_from(&expert(a, "device").qualifications);
            a.people.push(second);
            stated(a, "device.tech.a.i#count").next().expect("the first route").count = 2;
        },
        "device.tech.a.i#count",
        "no/no",
    ),
    (
        "A6",
        "a second verifier is one",
        |a| {
            let mut second = another("P-2", "device", "staff");
            second.qualifications.clone_from(&expert(a, "device").qualifications);
            a.people.push(second);
            stated(a, "device.tech.a.i#count").next().expect("the first route").count = 2;
        },
        "device.tech.a.i#count",
        "yes/yes",
    ),
    (
        "A6",
        "who only diagnoses does not serve in both",
        |a| {
            let mut second = another("P-2", "device", "diagnosis");
            second.qualifications.clone_from(&expert(a, "device").qualifications);
            a.people.push(second);
            stated(a, "device.tech.a.n").for_each(|count| count.count = 2);
        },
        "device.tech.a.n",
        "no/no",
    ),
    (
        "A8",
        "valid on the day, not to the end of the review",
        |a| {
            only_certificate(
                a,
                "vuln",
                Qualification { expiry: Expiry::On(date("2027-03-31").into()), ..held("1-2-1/ceh") },
            );
            a.people.retain(|person| person.id == "P-vuln");
        },
        "vuln.tech.a.i",
        "no/yes",
    ),
    (
        "A8",
        "the exam alone",
        |a| {
            only_certificate(a, "vuln", Qualification { exam_only: true, ..held("1-2-1/riss") });
            a.people.retain(|person| person.id == "P-vuln");
        },
        "vuln.tech.a.i",
        "no/no",
    ),
    (
        "A9",
        "a lead of a subcontractor",
        |a| staff_of(a, "vuln").for_each(|p| p.engagement = Engagement::Subcontract),
        "vuln.tech.a#assign",
        "no/yes",
    ),
    (
        "A9",
        "a qualified member of staff is no lead",
        |a| expert(a, "vuln").posts.retain(|post| post.role != "lead"),
        "vuln.tech.a#assign",
        "no/no",
    ),
    (
        "A10",
        "in the application only",
        |a| a.documents[0].audience = Audience::Application,
        "vuln.tech.b#standard",
        "no/yes",
    ),
    (
        "A10",
        "the list of leads, inside the firm",
        |a| a.documents[0].audience = Audience::Internal,
        "audit.tech.a#list",
        "no/yes",
    ),
    (
        "A11",
        "the lead is quality manager, no rule",
        |a| {
            a.people.retain(|person| person.id != "Q-vuln");
            let post = another("", "vuln", "quality").posts;
            expert(a, "vuln").posts.extend(post);
        },
        "vuln.qual.a",
        "no/yes",
    ),
    (
        "A15",
        "an assistant auditor",
        |a| only_certificate(a, "audit", held("1-1/cais-assistant")),
        "audit.tech.a#assign",
        "no/yes",
    ),
    (
        "A15",
        "an auditor",
        |a| only_certificate(a, "audit", held("1-1/cais-auditor")),
        "audit.tech.a#assign",
        "yes/yes",
    ),
    (
        "A15",
        "a lead auditor, a rung above",
        |a| only_certificate(a, "audit", held("1-1/cais-lead")),
        "audit.tech.a#assign",
        "yes/yes",
    ),
    (
        "A15",
        "a chief auditor",
        |a| only_certificate(a, "audit", held("1-1/cais-chief")),
        "audit.tech.a#assign",
        "yes/yes",
    ),
    (
        "A15",
        "an associate, in no list",
        |a| {
            only_certificate(
                a,
                "audit",
                Qualification { item: Item::Unlisted("アソシエイト".into()), ..certificate() },
            );
        },
        "audit.tech.a#assign",
        "no/no",
    ),
    (
        "A19",
        "at a vocational school",
        |a| {
            for lecture in a.people.iter_mut().flat_map(|person| &mut person.lectures) {
                if let Venue::School { level, .. } = &mut lecture.venue {
                    *level = SchoolLevel::VocationalSchool;
                }
            }
        },
        "vuln.tech.a.ii#academia",
        "no/yes",
    ),
    (
        "A19",
        "no proof",
        |a| {
            a.people.iter_mut().flat_map(|p| &mut p.lectures).for_each(|lecture| lecture.proof.clear());
        },
        "forensic.tech.a.ii#community",
        "no/yes",
    ),
    (
        "A22",
        "attended, not completed",
        |a| {
            a.people
                .iter_mut()
                .flat_map(|p| &mut p.trainings)
                .for_each(|t| t.outcome = TrainingOutcome::Attended);
        },
        "vuln.tech.a.iv",
        "no/yes",
    ),
    (
        "A24",
        "of a group company",
        |a| staff_of(a, "pentest").for_each(|p| p.engagement = Engagement::Group),
        "pentest.tech.a",
        "no/yes",
    ),
    (
        "A24",
        "engaged in diagnosis, not in tests",
        |a| {
            staff_of(a, "pentest")
                .for_each(|p| p.posts.iter_mut().for_each(|post| post.category = "vuln".into()));
        },
        "pentest.tech.a",
        "no/no",
    ),
    (
        "A24",
        "no technical lead needed",
        |a| expert(a, "pentest").posts.retain(|post| post.role == "staff"),
        "pentest.tech.a",
        "yes/yes",
    ),
    (
        "A24",
        "one engaged, another qualified",
        |a| {
            only_certificate(a, "pentest", held("1-2-1/riss"));
            a.people
                .push(Person { qualifications: vec![held("1-2-2/oscp")], ..another("P-2", "vuln", "lead") });
        },
        "pentest.tech.a",
        "no/no",
    ),
    (
        "A35",
        "one diagnoses without qualifying",
        |a| a.people.push(another("P-2", "device", "diagnosis")),
        "device.tech.a.ii#assign",
        "no/yes",
    ),
    (
        "A35",
        "none qualifies",
        |a| {
            only_certificate(a, "device", held("1-5/es"));
        },
        "device.tech.a.ii#assign",
        "no/no",
    ),
    (
        "A40",
        "nobody leads the diagnosis",
        |a| expert(a, "device").posts.retain(|post| post.role != "lead"),
        "device.tech.a.ii#assign",
        "no/yes",
    ),
    (
        "A40",
        "a subcontractor leads it",
        |a| expert(a, "device").engagement = Engagement::Subcontract,
        "device.tech.a.ii#assign",
        "no/yes",
    ),
];

//! A pack that uses every rule word, and an organisation that satisfies all of it.

use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::register::*;

use super::tiny::*;

const ROWS: [(&str, &str, &str); 39] = [
    ("svc.scope", "Composite", r#"Any([Row("svc.scope.a"), Row("svc.scope.b")])"#),
    ("svc.scope.a", "Option", "Offered"),
    ("svc.scope.b", "Option", "Offered"),
    (
        "svc.t",
        "Heading",
        r#"All([Row("svc.assign"), Row("svc.count"), Row("svc.std"), Row("svc.leads"), Row("svc.other")])"#,
    ),
    (
        "svc.assign",
        "Split",
        r#"Person(All([Works("lead"), Any([Row("svc.i"), Row("svc.ii"), Row("svc.iii"), Row("svc.iv")])]))"#,
    ),
    ("svc.i", "Route", r#"Route(Qualification("9"))"#),
    ("svc.ii", "Route", r#"Route(Any([Community("9"), Taught("svc")]))"#),
    ("svc.iii", "Route", r#"Route(All([Row("svc.iii.n"), Row("svc.iii.y")]))"#),
    (
        "svc.iii.n",
        "Split",
        r#"Route(Contracts(kinds: ["web", "other"], lenient_kinds: ["mobile"], reasoned: ["other"], at_least: 2, within_years: 3))"#,
    ),
    ("svc.iii.y", "Split", r#"Route(Years(kinds: ["web"], at_least: 3, within_years: 3))"#),
    ("svc.iii.a", "Option", r#"Kind("web")"#),
    ("svc.iii.b", "Option", r#"Act("a")"#),
    ("svc.iv", "Route", r#"Route(Training("9"))"#),
    ("svc.acts", "Route", r#"Route(Contracts(kinds: ["web"], acts: ["a"], at_least: 2, within_years: 3))"#),
    (
        "svc.count",
        "Split",
        r#"Headcount(role: "engaged", leads: "lead", routes: ["svc.i", "svc.iv", "svc.acts"])"#,
    ),
    (
        "svc.both",
        "Leaf",
        r#"Overlap(groups: [(role: "lead", routes: ["svc.i"]), (role: "staff", routes: ["svc.iv", "svc.acts"])])"#,
    ),
    ("svc.std", "Leaf", r#"Standard(reference: "9", lenient_references: ["8"], client_facing: true)"#),
    ("svc.leads", "Leaf", r#"PersonList(role: "lead")"#),
    ("svc.other", "Leaf", r#"AtLeast(2, [Row("svc.both"), Row("svc.acts"), Row("svc.d")])"#),
    (
        "svc.q",
        "Heading",
        r#"All([Row("svc.qm"), Row("svc.doc"), Row("svc.any"), AllIfStrict([Row("svc.e"), Row("svc.e2")]),
                Row("svc.op"), Row("svc.op2"), Row("svc.audit")])"#,
    ),
    ("svc.any", "Composite", r#"Any([Row("svc.r"), Row("svc.r2"), Row("svc.r3")])"#),
    ("svc.qm", "Leaf", r#"Assigned(role: "quality", apart_from: ["lead"])"#),
    ("svc.doc", "Leaf", "All([Document(client_facing: true), Section])"),
    ("svc.r", "Leaf", "Review(within_months: 12, by: DisjointFromTeam, all_jobs: true)"),
    ("svc.r2", "Leaf", "Review(within_months: 12, by: DisjointIfStrict)"),
    ("svc.r3", "Leaf", r#"Review(within_months: 12, by: ParticipantOr(["svc.i", "svc.iv"]))"#),
    (
        "svc.e",
        "Leaf",
        r#"Coverage(role: "engaged", of: Education(reference: "7", within_months: 12, lenient_months: 24))"#,
    ),
    ("svc.e2", "Leaf", r#"Coverage(role: "staff", of: Any([Row("svc.i"), Row("svc.iv")]))"#),
    ("svc.op", "Leaf", "Operation(within_months: 12)"),
    ("svc.op2", "Leaf", "Operation(within_months: 12, with_document: true)"),
    ("svc.audit", "Leaf", "Audit(within_months: 12)"),
    ("svc.d", "Leaf", "Declared"),
    (
        "svc.more",
        "Composite",
        r#"All([Row("svc.more.a"), Row("svc.more.b"), Row("svc.more.c"), Row("svc.more.d"), Row("svc.more.e")])"#,
    ),
    ("svc.more.a", "Leaf", "Section"),
    ("svc.more.b", "Inheritance", r#"Inherits("svc.t")"#),
    ("svc.more.c", "Leaf", r#"Person(All([Row("svc.more.c.w"), Any([Row("svc.iv"), Row("svc.acts")])]))"#),
    ("svc.more.c.w", "Leaf", r#"Works("engaged")"#),
    ("svc.more.d", "Leaf", r#"Document(apart_from: ["svc.more.e"])"#),
    ("svc.more.e", "Leaf", r#"Document(apart_from: ["svc.more.d"])"#),
];

/// A pack that uses every rule word; nothing is on record.
pub(crate) fn rich() -> World {
    let top = r#"All([Row("svc.scope"), Row("svc.t"), Row("svc.q"), When(scope: ["svc.scope.b"], then: Row("svc.more"))])"#;
    let mut world = ROWS.iter().fold(World::of(top), |world, (id, kind, rule)| world.row(id, kind, rule));
    for id in ["svc.scope.a", "svc.i", "svc.r", "svc.doc"] {
        allow_waiver(&mut world, id);
    }
    world
}

/// Everything on record, everything closed: each row of the rich pack is satisfied.
pub(crate) fn flourish(a: &mut Assessment) {
    let educated = |id: &str, role: &str| Person {
        posts: vec![post(role)],
        qualifications: vec![certificate()],
        lectures: vec![lecture(Venue::Community(member("9/good")))],
        trainings: vec![training("9/good", "2022-01-01"), training("7/fine", "2026-05-01")],
        ..lead(id)
    };
    let mut both = educated("P-1", "lead");
    both.posts.push(post("staff"));
    a.people = vec![both, educated("P-2", "staff"), Person { posts: vec![post("quality")], ..lead("P-3") }];
    let running = Contract {
        form: ContractForm::Continuing,
        from: on("2020-01-01"),
        to: None,
        delivered: on("2026-12-01"),
        ..job("C-3", "P-1")
    };
    a.contracts = vec![job("C-1", "P-1"), job("C-2", "P-1"), running];
    let section = |row: &str| if row == "svc.more.e" { "2" } else { "1" };
    let covers =
        ROWS.iter().map(|(row, ..)| Cover { row: (*row).into(), section: section(row).into() }).collect();
    let count = |row: &str, route: &str, count| StatedCount { row: row.into(), route: route.into(), count };
    a.documents = vec![Document {
        covers,
        names: vec![member("9/good")],
        people: vec!["P-1".into()],
        headcounts: vec![
            count("svc.count", "svc.i", 2),
            count("svc.count", "svc.iv", 2),
            count("svc.count", "svc.acts", 1),
            count("svc.both", "svc.both", 1),
        ],
        ..paper("svc.x")
    }];
    let shows = |kind, rows: &[&str]| Record {
        rows: rows.iter().map(|row| (*row).to_owned()).collect(),
        ..record(kind, "svc.x")
    };
    let by_participant =
        Record { by: vec![Party::Person("P-1".into())], ..shows(RecordKind::Review, &["svc.r3"]) };
    a.records = vec![
        shows(RecordKind::Review, &["svc.r", "svc.r2"]),
        by_participant,
        shows(RecordKind::Audit, &["svc.audit"]),
        shows(RecordKind::Operation, &["svc.op", "svc.op2"]),
    ];
    a.standards = vec![StandardChoice { row: "svc.std".into(), item: member("9/good") }];
    a.declarations = vec![declared(DeclarationKind::AllReviewed, "svc.r")];
    a.claims = ["svc.scope.a", "svc.scope.b", "svc.d"].map(|row| claim(row, Answer::Yes)).to_vec();
    a.closures = Register::ALL
        .map(|register| Closure {
            register, by: "佐藤".into(), post: "部長".into(), on: on("2027-01-30")
        })
        .to_vec();
}

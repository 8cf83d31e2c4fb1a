//! PROC of the decision table: reviews, audits, logs.

use kijun::domain::assessment::Assessment;
use kijun::domain::register::*;

use super::tiny::*;

type Case = (&'static str, fn(&mut Assessment), &'static str, &'static str);

fn table(rule: &str, kind: RecordKind, cases: &[Case]) {
    for (name, edit, open, closed) in cases {
        let world = World::of(rule).with(|a| {
            a.people = vec![lead("P-1"), lead("P-2"), lead("P-3")];
            a.contracts =
                vec![Contract { delivered: on("2026-07-01"), to: on("2026-06-30"), ..job("C-1", "P-1") }];
            a.records = vec![record(kind, "svc.x")];
            edit(a);
        });
        assert_eq!(world.pair("svc.x"), *open, "{rule}, {name}, open");
        assert_eq!(world.closed().pair("svc.x"), *closed, "{rule}, {name}, closed");
    }
}

fn by(a: &mut Assessment, people: &[&str]) {
    a.records[0].by = people.iter().map(|id| Party::Person((*id).into())).collect();
}

fn join(a: &mut Assessment, person: &str, part: Part) {
    a.contracts[0].team.push(team(person, part));
}

fn no_jobs(a: &mut Assessment) {
    a.records.clear();
    a.contracts.clear();
    a.declarations = vec![declared(DeclarationKind::NoJobsYet, "svc")];
    a.documents = vec![paper("svc.x")];
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table, one case after the other")]
fn reviews_a14_a17() {
    table(
        "Review(within_months: 12, by: DisjointFromTeam)",
        RecordKind::Review,
        &[
            ("somebody outside the firm", |_| {}, "yes/yes", "yes/yes"),
            ("a colleague outside the team", |a| by(a, &["P-2"]), "yes/yes", "yes/yes"),
            ("A17 the team itself", |a| by(a, &["P-1"]), "open/open", "no/no"),
            ("an outside reviewer beside an inside one", |a| by(a, &["P-1", "P-2"]), "yes/yes", "yes/yes"),
            (
                "A17 who scoped it",
                |a| {
                    by(a, &["P-2"]);
                    join(a, "P-2", Part::Scoping);
                },
                "open/yes",
                "no/yes",
            ),
            (
                "A17 who sold it",
                |a| {
                    by(a, &["P-2"]);
                    join(a, "P-2", Part::Sales);
                },
                "open/yes",
                "no/yes",
            ),
            (
                "A17 who sold and delivered it",
                |a| {
                    by(a, &["P-2"]);
                    join(a, "P-2", Part::Sales);
                    join(a, "P-2", Part::Delivery);
                },
                "open/open",
                "no/no",
            ),
            ("team unknown", |a| a.contracts[0].team.clear(), "open/yes", "no/yes"),
            (
                "only the sales side known",
                |a| a.contracts[0].team[0].part = Part::Sales,
                "open/yes",
                "no/yes",
            ),
            ("no job named", |a| a.records[0].contracts.clear(), "open/yes", "no/yes"),
            ("one job not on record", |a| a.records[0].contracts.push("C-9".into()), "open/yes", "no/yes"),
            ("nobody named", |a| a.records[0].by.clear(), "open/open", "no/no"),
            ("a blank name", |a| a.records[0].by = vec![Party::Outside(" ".into())], "open/open", "no/no"),
            ("somebody not on the roster", |a| by(a, &["P-9"]), "open/open", "no/no"),
            ("first day of twelve months", |a| a.records[0].on = on("2026-02-01"), "yes/yes", "yes/yes"),
            ("the day before", |a| a.records[0].on = on("2026-01-31"), "open/yes", "no/yes"),
            ("years ago", |a| a.records[0].on = on("2019-01-31"), "open/yes", "no/yes"),
            ("on the reference date", |a| a.records[0].on = on(TODAY), "yes/yes", "yes/yes"),
            ("the day after", |a| a.records[0].on = on("2027-02-01"), "open/open", "no/no"),
            ("by month", |a| a.records[0].on = on("2026-08"), "open/yes", "no/yes"),
            ("blank date is open", |a| a.records[0].on = None, "open/open", "open/open"),
            ("planned", |a| a.records[0].stage = Stage::Planned, "open/open", "no/no"),
            ("another kind of record", |a| a.records[0].kind = RecordKind::Audit, "open/open", "no/no"),
            ("for another row", |a| a.records[0].rows = vec!["svc.y".into()], "open/open", "no/no"),
            (
                "a bad one beside it",
                |a| {
                    let bad = Record { stage: Stage::Planned, ..a.records[0].clone() };
                    a.records.insert(0, bad);
                },
                "yes/yes",
                "yes/yes",
            ),
            ("A14 no job yet, with a rule", no_jobs, "open/yes", "no/yes"),
            (
                "A14 no rule",
                |a| {
                    no_jobs(a);
                    a.documents.clear();
                },
                "open/open",
                "no/no",
            ),
            (
                "A14 not declared",
                |a| {
                    no_jobs(a);
                    a.declarations.clear();
                },
                "open/open",
                "no/no",
            ),
            (
                "A14 declared without a name",
                |a| {
                    no_jobs(a);
                    a.declarations[0].by = String::new();
                },
                "open/open",
                "no/no",
            ),
            (
                "A14 declared after the reference date",
                |a| {
                    no_jobs(a);
                    a.declarations[0].on = on("2027-02-01");
                },
                "open/open",
                "no/no",
            ),
            (
                "A14 until the first job",
                |a| {
                    no_jobs(a);
                    a.contracts = vec![job("C-1", "P-1")];
                },
                "open/open",
                "no/no",
            ),
            (
                "A14 a job of another service",
                |a| {
                    no_jobs(a);
                    a.contracts = vec![Contract { services: vec!["other".into()], ..job("C-1", "P-1") }];
                },
                "open/yes",
                "no/yes",
            ),
            (
                "A14 a job not delivered yet",
                |a| {
                    no_jobs(a);
                    a.contracts = vec![Contract { delivered: on("2027-03-01"), ..job("C-1", "P-1") }];
                },
                "open/yes",
                "no/yes",
            ),
        ],
    );
}

#[test]
fn all_jobs_declared_a38() {
    table(
        "Review(within_months: 12, by: DisjointFromTeam, all_jobs: true)",
        RecordKind::Review,
        &[
            ("not declared", |_| {}, "open/yes", "no/yes"),
            ("declared", |a| a.declarations = vec![all()], "yes/yes", "yes/yes"),
            (
                "no name",
                |a| a.declarations = vec![Declaration { by: String::new(), ..all() }],
                "open/yes",
                "no/yes",
            ),
            ("no date", |a| a.declarations = vec![Declaration { on: None, ..all() }], "open/yes", "no/yes"),
            (
                "later",
                |a| a.declarations = vec![Declaration { on: on("2027-02-01"), ..all() }],
                "open/yes",
                "no/yes",
            ),
            (
                "for another row",
                |a| a.declarations = vec![Declaration { subject: "svc.y".into(), ..all() }],
                "open/yes",
                "no/yes",
            ),
            (
                "a good one beside a bad one",
                |a| {
                    a.declarations = vec![Declaration { on: None, ..all() }, all()];
                },
                "yes/yes",
                "yes/yes",
            ),
            (
                "declared, but no review",
                |a| {
                    a.declarations = vec![all()];
                    a.records.clear();
                },
                "open/open",
                "no/no",
            ),
        ],
    );
}

fn all() -> Declaration {
    declared(DeclarationKind::AllReviewed, "svc.x")
}

#[test]
fn reading_through_a18() {
    table(
        "Review(within_months: 12, by: DisjointIfStrict)",
        RecordKind::Review,
        &[
            ("outside the team", |a| by(a, &["P-2"]), "yes/yes", "yes/yes"),
            ("anyone reads", |a| by(a, &["P-1"]), "open/yes", "no/yes"),
            (
                "who scoped it",
                |a| {
                    by(a, &["P-2"]);
                    join(a, "P-2", Part::Scoping);
                },
                "open/yes",
                "no/yes",
            ),
            ("nobody named", |a| a.records[0].by.clear(), "open/yes", "no/yes"),
        ],
    );
}

#[test]
fn forensic_reviews_a28() {
    let rule = "Review(within_months: 12, by: ParticipantOr([\"svc.i\"]))";
    let cases: [Case; 6] = [
        ("a participant", |a| by(a, &["P-1"]), "yes/yes", "yes/yes"),
        ("neither", |a| by(a, &["P-2"]), "open/open", "no/no"),
        (
            "on a route",
            |a| {
                by(a, &["P-2"]);
                a.people[1].qualifications = vec![certificate()];
            },
            "yes/yes",
            "yes/yes",
        ),
        (
            "on a route, leniently",
            |a| {
                by(a, &["P-2"]);
                a.people[1].qualifications = vec![Qualification { number: String::new(), ..certificate() }];
            },
            "open/yes",
            "no/yes",
        ),
        ("somebody outside the firm", |_| {}, "open/open", "no/no"),
        (
            "team unknown",
            |a| {
                by(a, &["P-2"]);
                a.contracts[0].team.clear();
            },
            "open/yes",
            "no/yes",
        ),
    ];
    for (name, edit, open, closed) in cases {
        let world = World::of(rule).row("svc.i", "Route", "Route(Qualification(\"9\"))").with(|a| {
            a.people = vec![lead("P-1"), lead("P-2")];
            a.contracts = vec![job("C-1", "P-1")];
            a.records = vec![record(RecordKind::Review, "svc.x")];
            edit(a);
        });
        assert_eq!(world.pair("svc.x"), open, "{name}, open");
        assert_eq!(world.closed().pair("svc.x"), closed, "{name}, closed");
    }
}

#[test]
fn audits_a12() {
    table(
        "Audit(within_months: 12)",
        RecordKind::Audit,
        &[
            ("an external auditor", |_| {}, "yes/yes", "yes/yes"),
            ("a colleague who handled no job", |a| by(a, &["P-2"]), "yes/yes", "yes/yes"),
            ("the handlers alone", |a| by(a, &["P-1"]), "open/open", "no/no"),
            ("an outside auditor beside a handler", |a| by(a, &["P-1", "P-2"]), "yes/yes", "yes/yes"),
            (
                "handled another job in the period",
                |a| {
                    by(a, &["P-2"]);
                    a.contracts.push(Contract {
                        delivered: on("2026-05-01"),
                        to: on("2026-05-01"),
                        ..job("C-2", "P-2")
                    });
                },
                "open/yes",
                "no/yes",
            ),
            (
                "handled another job before the period",
                |a| {
                    by(a, &["P-2"]);
                    let (from, to) = (on("2024-02-01"), on("2024-05-01"));
                    a.contracts.push(Contract { from, to, delivered: to, ..job("C-2", "P-2") });
                },
                "yes/yes",
                "yes/yes",
            ),
            (
                "handled a job of another service",
                |a| {
                    by(a, &["P-2"]);
                    a.contracts.push(Contract { services: vec!["other".into()], ..job("C-2", "P-2") });
                },
                "yes/yes",
                "yes/yes",
            ),
            (
                "no job named: those of the period are meant",
                |a| {
                    by(a, &["P-1"]);
                    a.records[0].contracts.clear();
                },
                "open/open",
                "no/no",
            ),
            (
                "sold an audited job",
                |a| {
                    by(a, &["P-2"]);
                    join(a, "P-2", Part::Sales);
                },
                "open/yes",
                "no/yes",
            ),
            (
                "who handled the jobs is not known",
                |a| {
                    by(a, &["P-2"]);
                    a.contracts[0].team.clear();
                },
                "open/yes",
                "no/yes",
            ),
            ("nobody named", |a| a.records[0].by.clear(), "open/yes", "no/yes"),
            ("a wider audit", |a| a.records[0].scope = AuditScope::Wider, "open/yes", "no/yes"),
            ("no result", |a| a.records[0].result = String::new(), "open/yes", "no/yes"),
            ("no follow-up", |a| a.records[0].follow_up = String::new(), "open/yes", "no/yes"),
            ("first day of twelve months", |a| a.records[0].on = on("2026-02-01"), "yes/yes", "yes/yes"),
            ("the day before", |a| a.records[0].on = on("2026-01-31"), "open/yes", "no/yes"),
            ("after the reference date", |a| a.records[0].on = on("2027-02-01"), "open/open", "no/no"),
            ("A14 no job yet, with a plan", no_jobs, "open/yes", "no/yes"),
        ],
    );
}

#[test]
fn logs_a38() {
    table(
        "Operation(within_months: 12)",
        RecordKind::Operation,
        &[
            ("this year", |_| {}, "yes/yes", "yes/yes"),
            ("older", |a| a.records[0].on = on("2025-01-01"), "open/yes", "no/yes"),
            ("none", |a| a.records.clear(), "open/open", "no/no"),
            ("A14 no job yet, with a rule", no_jobs, "open/yes", "no/yes"),
        ],
    );
}

#[test]
fn management_a32() {
    table(
        "Operation(within_months: 12, with_document: true)",
        RecordKind::Operation,
        &[
            ("record and rule", |a| a.documents = vec![paper("svc.x")], "yes/yes", "yes/yes"),
            ("record alone", |_| {}, "open/yes", "no/yes"),
            (
                "record and a draft",
                |a| {
                    a.documents = vec![Document { state: DocumentState::Draft, ..paper("svc.x") }];
                },
                "open/yes",
                "no/yes",
            ),
            (
                "rule alone",
                |a| {
                    a.records.clear();
                    a.documents = vec![paper("svc.x")];
                },
                "open/yes",
                "no/yes",
            ),
        ],
    );
}

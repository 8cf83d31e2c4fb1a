//! Companies as they apply: for each category a few with a clear outcome, the rows on which it turns, and no
//! other.

use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::pack::Pack;
use kijun::domain::register::*;
use kijun::domain::verdict::Verdict::{self, Gap, NeedsConfirmation, Satisfied};

use super::doubts::*;
use super::shipped::{edition, everything, judge};
use super::tiny::on;

/// Who applies, for what, how it differs from a firm with everything, what it comes to, and because of what.
type Company = (&'static str, &'static str, fn(&mut Assessment), Verdict, &'static [&'static str]);

/// The papers state these numbers of people on the routes of a row, in their order.
fn states(a: &mut Assessment, row: &str, counts: &[u32]) {
    stated(a, row).zip(counts).for_each(|(stated, count)| stated.count = *count);
}

/// One person does everything in a service.
fn alone(a: &mut Assessment, category: &str) {
    a.people.retain(|person| *person.id == format!("P-{category}"));
    let post =
        Post { category: category.into(), role: "quality".into(), from: on("2020-04-01"), ..Post::default() };
    a.people[0].posts.push(post);
}

const COMPANIES: &[Company] = &[
    (
        "a lead auditor, jobs read through by a colleague from elsewhere",
        "audit",
        |a| {
            only_certificate(a, "audit", held("1-1/cais-lead"));
            expert(a, "audit").trainings = vec![super::tiny::training("7-1/held", "2026-06-01")];
            drop_records(a, "audit.qual.c.i.a#plan");
            drop_records(a, "audit.qual.c.i.a#report");
        },
        Satisfied,
        &[],
    ),
    (
        "an auditor alone, reviewed and audited from outside, no rule for the double role",
        "audit",
        |a| {
            alone(a, "audit");
        },
        NeedsConfirmation,
        &["audit.qual.a"],
    ),
    (
        "the same with a rule",
        "audit",
        |a| {
            alone(a, "audit");
            a.people[0].posts.iter_mut().for_each(|post| post.double_role_rule = "兼務規程 第3条".into());
        },
        Satisfied,
        &[],
    ),
    (
        "reports reviewed, plans not, nothing read through",
        "audit",
        |a| {
            drop_records(a, "audit.qual.c.i.a#plan");
            drop_records(a, "audit.qual.c.i.b");
        },
        Gap,
        &["audit.qual.c.i.a#plan", "audit.qual.c.i.b"],
    ),
    (
        "an assistant auditor and the yearly ISMS audit",
        "audit",
        |a| {
            let trainings = expert(a, "audit").trainings.clone();
            let contracts = a.contracts.clone();
            only_certificate(a, "audit", held("1-1/cais-assistant"));
            expert(a, "audit").trainings = trainings;
            a.contracts = contracts;
            record(a, "audit.qual.c.iii#audit").scope = AuditScope::Wider;
        },
        NeedsConfirmation,
        &["audit.tech.a#assign", "audit.qual.c.iii#audit"],
    ),
    (
        "no certificate, five web jobs",
        "vuln",
        |a| {
            only_jobs(a, "vuln", 5);
            kinds(a, "vuln", "web");
            let person = expert(a, "vuln");
            person.qualifications.clear();
            person.lectures.clear();
            person.trainings.retain(|t| t.item == Item::Member("7-2/held".into()));
            states(a, "vuln.tech.a#count", &[0, 0, 1, 0]);
        },
        Satisfied,
        &[],
    ),
    (
        "founded this year, no job yet",
        "vuln",
        |a| {
            no_jobs_yet(a, "vuln");
            states(a, "vuln.tech.a#count", &[1, 1, 0, 1]);
        },
        NeedsConfirmation,
        &["vuln.qual.c.i", "vuln.qual.c.iii#operate", "vuln.qual.c.iii#audit"],
    ),
    (
        "founded this year, and the papers still speak of jobs",
        "vuln",
        |a| no_jobs_yet(a, "vuln"),
        Gap,
        &["vuln.tech.a#count", "vuln.qual.c.i", "vuln.qual.c.iii#operate", "vuln.qual.c.iii#audit"],
    ),
    (
        "everything is written down, but clients see none of it",
        "vuln",
        |a| {
            a.documents[0].audience = Audience::Internal;
        },
        NeedsConfirmation,
        &[
            "vuln.scope.a",
            "vuln.scope.b",
            "vuln.scope.c",
            "vuln.tech.a#count",
            "vuln.tech.b#standard",
            "vuln.tech.b#result",
        ],
    ),
    (
        "the team reviews its own reports",
        "vuln",
        |a| by(a, "vuln.qual.c.i", "P-vuln"),
        Gap,
        &["vuln.qual.c.i"],
    ),
    ("an OSCP holder without a job of one's own", "pentest", |a| kinds(a, "pentest", "web"), Satisfied, &[]),
    (
        "a manual that speaks of diagnosis only",
        "pentest",
        |a| {
            for row in ["pentest.qual.a.ii", "pentest.qual.a.iii"] {
                uncover(a, row);
            }
        },
        Gap,
        &["pentest.qual.a.ii", "pentest.qual.a.iii"],
    ),
    (
        "diagnosis reports go out unreviewed",
        "pentest",
        |a| drop_records(a, "vuln.qual.c.i"),
        Gap,
        &["vuln.qual.c.i"],
    ),
    ("litigation support alone", "forensic", |a| answer(a, "forensic.scope.a", Answer::No), Satisfied, &[]),
    (
        "long experience, no certificate, no training",
        "forensic",
        |a| {
            let person = expert(a, "forensic");
            person.qualifications.clear();
            person.lectures.clear();
            taught(a, &["7-3/private-course", "社内研修"]);
        },
        Gap,
        &[
            "forensic.tech.a#assign",
            "forensic.tech.a#count",
            "forensic.tech.a.i",
            "forensic.tech.a.ii#community",
            "forensic.tech.a.ii#academia",
            "forensic.tech.a.iii",
            "forensic.qual.c.ii#course",
        ],
    ),
    (
        "participants review, as printed",
        "forensic",
        |a| by(a, "forensic.qual.c.i", "P-forensic"),
        Satisfied,
        &[],
    ),
    (
        "the maintenance course and nothing else",
        "forensic",
        |a| {
            for person in staff_of(a, "forensic") {
                person.trainings.retain(|t| matches!(&t.item, Item::Member(id) if id.starts_with("7-3/") || id.starts_with("3-2/")));
                person
                    .trainings
                    .iter_mut()
                    .filter(|t| matches!(&t.item, Item::Member(id) if id.starts_with("3-2/")))
                    .for_each(|t| t.on = on("2020-01-01"));
            }
        },
        NeedsConfirmation,
        &["forensic.qual.c.ii#training"],
    ),
    (
        "a certificate and no contract of a kind that counts",
        "soc",
        |a| {
            a.contracts.iter_mut().for_each(|job| job.kinds.clear());
            states(a, "soc.tech.a#count", &[1, 1, 0, 1]);
        },
        Satisfied,
        &[],
    ),
    (
        "shifts are planned, how the work is looked at is only written down",
        "soc",
        |a| drop_records(a, "soc.qual.c.i#work"),
        NeedsConfirmation,
        &["soc.qual.c.i#work"],
    ),
    (
        "shifts are planned, the work is not looked at",
        "soc",
        |a| {
            drop_records(a, "soc.qual.c.i#work");
            uncover(a, "soc.qual.c.i#work");
        },
        Gap,
        &["soc.qual.c.i#work"],
    ),
    (
        "no audit of the information procedure for two years",
        "soc",
        |a| {
            record(a, "soc.qual.c.iii#audit").on = on("2025-01-15");
        },
        NeedsConfirmation,
        &["soc.qual.c.iii#audit"],
    ),
    (
        "one analyst was left out of the training",
        "soc",
        |a| a.people.push(another("P-2", "soc", "staff")),
        NeedsConfirmation,
        &["soc.qual.c.ii"],
    ),
    (
        "nobody says how many serve in both",
        "device",
        |a| a.documents[0].headcounts.retain(|c| c.row != "device.tech.a.n"),
        Gap,
        &["device.tech.a.n"],
    ),
    (
        "no limit of responsibility stated",
        "device",
        |a| uncover(a, "device.tech.b.iii#liability"),
        Gap,
        &["device.tech.b.iii#liability"],
    ),
    (
        "complaints stand in no manual",
        "device",
        |a| uncover(a, "device.qual.b.i.p3"),
        Gap,
        &["device.qual.b.i.p3"],
    ),
    (
        "a student diagnoses too",
        "device",
        |a| a.people.push(another("P-2", "device", "diagnosis")),
        NeedsConfirmation,
        &["device.tech.a.ii#assign", "device.qual.c.ii"],
    ),
];

/// Every company, with a name for what goes wrong.
pub(crate) fn all(pack: &Pack) -> Vec<(String, Assessment)> {
    let company = |(name, category, edit, ..): &Company| {
        let mut a = everything(pack);
        a.profile.categories = vec![(*category).to_owned()];
        edit(&mut a);
        (format!("{category}, {name}"), a)
    };
    COMPANIES.iter().map(company).collect()
}

#[test]
fn each_company_comes_out_as_a_careful_reader_would_say() {
    let loaded = edition("4.1");
    let mut amiss = Vec::new();
    for (name, category, edit, verdict, rows) in COMPANIES {
        let mut a = everything(&loaded.pack);
        a.profile.categories = vec![(*category).to_owned()];
        edit(&mut a);
        let findings = judge(&loaded, &a);
        let came_to = findings.category(category).expect("chosen").outcome.verdict();
        let short: Vec<&str> = (findings.rows.iter())
            .filter(|f| f.reached && !f.spare && loaded.pack.answerable(f.at))
            .filter(|f| f.verdict().is_some_and(|v| v < Satisfied))
            .map(|f| loaded.pack.rows()[f.at].id.as_str())
            .collect();
        if (came_to, &short[..]) != (*verdict, *rows) {
            amiss.push(format!("{category}, {name}: {came_to} because of {short:?}"));
        }
    }
    assert!(amiss.is_empty(), "{}", amiss.join("\n"));
}

//! Doubts about documents, reviews, audits, education and logs.

use super::*;

/// Papers, reviews, audits, education, logs.
pub(super) const RECORDS: &[Case] = &[
    (
        "A12",
        "part of a wider audit",
        |a| record(a, "vuln.qual.c.iii#audit").scope = AuditScope::Wider,
        "vuln.qual.c.iii#audit",
        "no/yes",
    ),
    (
        "A12",
        "by those who handled the jobs",
        |a| by(a, "vuln.qual.c.iii#audit", "P-vuln"),
        "vuln.qual.c.iii#audit",
        "no/no",
    ),
    (
        "A12",
        "thirteen months ago",
        |a| record(a, "soc.qual.c.iii#audit").on = on("2025-12-31"),
        "soc.qual.c.iii#audit",
        "no/yes",
    ),
    (
        "A13",
        "one without an item",
        |a| a.people.push(another("P-2", "vuln", "staff")),
        "vuln.qual.c.ii",
        "no/yes",
    ),
    (
        "A13",
        "all two years ago",
        |a| {
            a.people.iter_mut().flat_map(|p| &mut p.trainings).for_each(|t| t.on = on("2025-06-01"));
        },
        "soc.qual.c.ii",
        "no/yes",
    ),
    (
        "A13",
        "all three years ago",
        |a| {
            a.people.iter_mut().flat_map(|p| &mut p.trainings).for_each(|t| t.on = on("2024-06-01"));
        },
        "soc.qual.c.ii",
        "no/no",
    ),
    ("A14", "no job yet: review", |a| no_jobs_yet(a, "vuln"), "vuln.qual.c.i", "no/yes"),
    ("A14", "no job yet: operation", |a| no_jobs_yet(a, "vuln"), "vuln.qual.c.iii#operate", "no/yes"),
    ("A14", "no job yet: audit", |a| no_jobs_yet(a, "vuln"), "vuln.qual.c.iii#audit", "no/yes"),
    ("A14", "no job yet: staffing", |a| no_jobs_yet(a, "soc"), "soc.qual.c.i#staff", "no/yes"),
    ("A14", "no job yet: plan", |a| no_jobs_yet(a, "audit"), PLAN, "no/yes"),
    (
        "A14",
        "no job yet, and no rule",
        |a| {
            no_jobs_yet(a, "vuln");
            a.documents.clear();
        },
        "vuln.qual.c.i",
        "no/no",
    ),
    ("A16", "a title only", |a| cover(a, "vuln.qual.b.i").section.clear(), "vuln.qual.b.i", "no/yes"),
    ("A16", "a draft", |a| a.documents[0].state = DocumentState::Draft, "vuln.qual.b#exists", "no/yes"),
    (
        "A16",
        "a rule without a version",
        |a| a.documents[0].version.clear(),
        "device.qual.c.iii#rule",
        "no/yes",
    ),
    (
        "A17",
        "by who scoped the job",
        |a| {
            let id = colleague(a, "vuln", Part::Scoping);
            by(a, "vuln.qual.c.i", &id);
        },
        "vuln.qual.c.i",
        "no/yes",
    ),
    (
        "A17",
        "by who worked on the job",
        |a| {
            let id = colleague(a, "vuln", Part::Delivery);
            by(a, "vuln.qual.c.i", &id);
        },
        "vuln.qual.c.i",
        "no/no",
    ),
    ("A17", "an audit plan by the auditors", |a| by(a, PLAN, "P-audit"), PLAN, "no/no"),
    ("A18", "read by the auditors of the job", |a| by(a, READ, "P-audit"), READ, "no/yes"),
    (
        "A18",
        "half of a, nothing of b",
        |a| {
            drop_records(a, REPORT);
            drop_records(a, READ);
        },
        "audit.qual.c.i",
        "no/no",
    ),
    (
        "A18",
        "half of a waved away",
        |a| {
            drop_records(a, REPORT);
            drop_records(a, READ);
            answer(a, REPORT, Answer::NotApplicable);
        },
        "audit.qual.c.i",
        "no/no",
    ),
    (
        "A18",
        "b alone",
        |a| {
            drop_records(a, PLAN);
            drop_records(a, REPORT);
        },
        "audit.qual.c.i",
        "yes/yes",
    ),
    ("A18", "a alone", |a| drop_records(a, READ), "audit.qual.c.i", "yes/yes"),
    (
        "A27",
        "one undivided text",
        |a| cover(a, "forensic.qual.b.ii#terms").section = "forensic.qual.b.ii#standard".into(),
        "forensic.qual.b.ii",
        "no/yes",
    ),
    (
        "A27",
        "one text that names no part",
        |a| cover(a, "forensic.qual.b.ii#terms").section.clear(),
        "forensic.qual.b.ii",
        "no/yes",
    ),
    ("A27", "two parts of one file", |_| {}, "forensic.qual.b.ii", "yes/yes"),
    (
        "A27",
        "a file for each",
        |a| {
            uncover(a, "forensic.qual.b.ii#terms");
            let covers = vec![Cover { row: "forensic.qual.b.ii#terms".into(), ..Cover::default() }];
            let terms = Document { id: "D-02".into(), covers, ..a.documents[0].clone() };
            a.documents.push(terms);
        },
        "forensic.qual.b.ii",
        "yes/yes",
    ),
    ("A27", "no terms", |a| uncover(a, "forensic.qual.b.ii#terms"), "forensic.qual.b.ii", "no/no"),
    ("A28", "by a participant", |a| by(a, "forensic.qual.c.i", "P-forensic"), "forensic.qual.c.i", "yes/yes"),
    (
        "A28",
        "by an expert from elsewhere in the firm",
        |a| by(a, "forensic.qual.c.i", "P-audit"),
        "forensic.qual.c.i",
        "yes/yes",
    ),
    ("A28", "by neither", |a| by(a, "forensic.qual.c.i", "Q-forensic"), "forensic.qual.c.i", "no/no"),
    ("A29", "training alone", |a| taught(a, &["社内研修"]), "forensic.qual.c.ii", "no/yes"),
    ("A29", "the course alone", |a| taught(a, &["7-3/held"]), "forensic.qual.c.ii", "no/yes"),
    ("A29", "both", |a| taught(a, &["7-3/held", "社内研修"]), "forensic.qual.c.ii", "yes/yes"),
    ("A29", "neither", |a| taught(a, &[]), "forensic.qual.c.ii", "no/no"),
    ("A32", "a rule without a record", |a| drop_records(a, "soc.qual.c.i#work"), "soc.qual.c.i", "no/yes"),
    (
        "A32",
        "a rule without a record, of staffing",
        |a| drop_records(a, "soc.qual.c.i#staff"),
        "soc.qual.c.i#staff",
        "no/yes",
    ),
    (
        "A32",
        "staffing alone",
        |a| {
            drop_records(a, "soc.qual.c.i#work");
            uncover(a, "soc.qual.c.i#work");
        },
        "soc.qual.c.i",
        "no/no",
    ),
    ("A32", "a record without the rule", |a| uncover(a, "soc.qual.c.i#work"), "soc.qual.c.i", "no/yes"),
    (
        "A32",
        "rules for both, and no record",
        |a| {
            drop_records(a, "soc.qual.c.i#work");
            drop_records(a, "soc.qual.c.i#staff");
        },
        "soc.qual.c.i",
        "no/yes",
    ),
    (
        "A36",
        "a standard of 4-2-2",
        |a| {
            let item = Item::Member("4-2-2/ptes".into());
            a.documents[0].names.push(item.clone());
            a.standards
                .iter_mut()
                .filter(|c| c.row == "device.tech.b.i#vuln")
                .for_each(|c| c.item = item.clone());
        },
        "device.tech.b.i#vuln",
        "no/yes",
    ),
    ("A38", "reviews, all of them undeclared", |a| a.declarations.clear(), "pentest.qual.b.i", "no/yes"),
    (
        "A38",
        "an old review",
        |a| record(a, "device.qual.c.i").on = on("2020-01-01"),
        "device.qual.c.i",
        "no/yes",
    ),
    (
        "A38",
        "an old log",
        |a| record(a, "forensic.qual.c.iii#operate").on = on("2020-01-01"),
        "forensic.qual.c.iii#operate",
        "no/yes",
    ),
    (
        "A38",
        "old figures on the work",
        |a| record(a, "soc.qual.c.i#work").on = on("2020-01-01"),
        "soc.qual.c.i#work",
        "no/yes",
    ),
];

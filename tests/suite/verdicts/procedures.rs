//! The procedure comes first (P6), and a manual has somebody who is responsible for it (P9): on every row that ships.

use kijun::domain::assessment::Assessment;
use kijun::domain::evaluate::{Ground, Why, grounds};
use kijun::domain::examine::{Check, examine};
use kijun::domain::register::*;
use kijun::domain::rule::Rule;
use kijun::domain::verdict::Verdict;
use kijun::store::packs::Loaded;

use super::shipped::{edition, everything, judge};
use super::tiny::*;

use Verdict::{NeedsConfirmation, Satisfied};

/// Rows whose records follow or audit the procedure of another row, with that row.
fn following(loaded: &Loaded) -> Vec<(usize, String)> {
    let rows = loaded.pack.rows().iter().enumerate();
    let following = rows.filter_map(|(at, row)| {
        let procedure = row.rule.all().find_map(|rule| rule.needs().procedure)?;
        Some((at, procedure.to_owned()))
    });
    following.collect()
}

/// The company that has everything, each procedure in a document of its own.
fn with_rules(loaded: &Loaded, edit: impl Fn(&mut Document)) -> Assessment {
    let mut a = everything(&loaded.pack);
    let rules: Vec<String> = following(loaded).into_iter().map(|(_, rule)| rule).collect();
    a.documents[0].covers.retain(|cover| !rules.contains(&cover.row));
    let covers = rules.into_iter().map(|row| Cover { row, section: "1".into() }).collect();
    let mut rule = Document { id: "D-02".into(), covers, headcounts: Vec::new(), ..paper("") };
    edit(&mut rule);
    a.documents.push(rule);
    a
}

/// All records are of 2026-08-01.
#[test]
fn logs_and_audits_are_not_older_than_the_procedure_in_all_categories() {
    let cases: [(&str, fn(&mut Document), Verdict); 8] = [
        (
            "P6 t18: approved after them, for the first time",
            |d| days(d, "2027-01-20", "2027-01-20"),
            NeedsConfirmation,
        ),
        ("the reverse order: first approved before", |d| days(d, "2027-01-20", "2020-04-01"), Satisfied),
        ("first approved on the same day", |d| days(d, "2026-08-01", "2026-08-01"), Satisfied),
        ("first approved the day after", |d| days(d, "2026-08-02", "2026-08-02"), NeedsConfirmation),
        ("first approved in that month", |d| days(d, "2026-12-01", "2026-08"), NeedsConfirmation),
        ("first approved in an earlier year", |d| days(d, "2026-12-01", "2025"), Satisfied),
        (
            "a later version, its first approval not recorded",
            |d| (d.approved, d.first_approved) = (on("2026-12-01"), None),
            NeedsConfirmation,
        ),
        (
            "the present version was in force already",
            |d| (d.approved, d.first_approved) = (on("2026-04-01"), None),
            Satisfied,
        ),
    ];
    for name in ["4", "4.1"] {
        let loaded = edition(name);
        let rows = following(&loaded);
        assert_eq!(rows.len(), 12, "a log and an audit in each category");
        for (case, edit, expected) in cases {
            let a = with_rules(&loaded, edit);
            let findings = judge(&loaded, &a);
            let remarks = examine(&loaded.pack, &loaded.references, &a, date(TODAY));
            for (at, rule) in &rows {
                let id = &loaded.pack.rows()[*at].id;
                assert_eq!(findings.at(*at).verdict(), Some(expected), "{name} {id}: {case}");
                let rule = loaded.pack.position(rule).expect("the rule");
                assert_eq!(
                    findings.at(rule).verdict(),
                    Some(Satisfied),
                    "{name} {id}: {case}, the rule itself"
                );
                let first = a.documents[1].first_approved;
                let before = first.is_some_and(|first| first.earliest() > date("2026-08-01"));
                let told = remarks.iter().any(|r| r.check == Check::BeforeProcedure && r.rows == [*at]);
                assert_eq!(told, before, "{name} {id}: {case}, told to the examiner");
            }
        }
    }
}

fn days(document: &mut Document, approved: &str, first: &str) {
    (document.approved, document.first_approved) = (on(approved), on(first));
}

#[test]
fn the_grounds_ask_for_the_day_of_the_first_approval() {
    let loaded = edition("4");
    let why = |edit: fn(&mut Document)| -> Vec<Why> {
        let a = with_rules(&loaded, edit);
        let at = loaded.pack.position("vuln.qual.c.iii#audit").expect("row");
        let grounds = grounds(&loaded.pack, &loaded.references, &a, Some(date(TODAY)), at);
        grounds.iter().filter_map(Ground::fact).flat_map(|fact| fact.why.clone()).collect()
    };
    let unknown = why(|d| d.approved = on("2026-12-01"));
    assert_eq!(unknown, [Why::FirstApprovalMissing("D-02".into())]);
    let before = why(|d| days(d, "2027-01-20", "2027-01-20"));
    assert_eq!(before, [Why::BeforeProcedure { document: "D-02".into(), first: date("2027-01-20") }]);
}

/// Of several documents the one that was there first decides; drafts, plans and withdrawn ones are none.
#[test]
fn the_oldest_procedure_decides() {
    let world = |more: fn(&mut Document)| {
        World::of("Operation(within_months: 12, of: \"svc.rule\")")
            .row("svc.rule", "Leaf", "Document()")
            .closed()
            .with(|a| {
                a.contracts = vec![job("C-1", "P-1")];
                a.records = vec![record(RecordKind::Operation, "svc.x")];
                let late = Document {
                    approved: on("2026-12-01"),
                    first_approved: on("2026-12-01"),
                    ..paper("svc.rule")
                };
                let mut other =
                    Document { id: "D-02".into(), first_approved: on("2020-04-01"), ..late.clone() };
                more(&mut other);
                a.documents = vec![late, other];
            })
    };
    let cases: [(&str, fn(&mut Document), &str); 6] = [
        ("the older one", |_| {}, "yes/yes"),
        ("withdrawn", |d| d.state = DocumentState::Withdrawn, "no/yes"),
        ("a draft", |d| d.state = DocumentState::Draft, "no/yes"),
        ("planned", |d| d.stage = Stage::Planned, "no/yes"),
        ("of another row", |d| d.covers.clear(), "no/yes"),
        ("younger too", |d| d.first_approved = on("2026-09-01"), "no/yes"),
    ];
    for (name, edit, expected) in cases {
        assert_eq!(world(edit).pair("svc.x"), expected, "{name}");
    }
    let none = world(|_| {}).with(|a| a.documents.clear());
    assert_eq!(none.pair("svc.x"), "no/yes", "no procedure at all");
    let open = none.closing(&[Register::Operations, Register::Contracts]);
    assert_eq!(open.pair("svc.x"), "open/yes", "it may still be entered");
}

/// Where the row itself asks for the rule, that is the procedure.
#[test]
fn management_follows_its_own_rule() {
    let loaded = edition("4");
    for row in ["soc.qual.c.i#staff", "soc.qual.c.i#work"] {
        let verdict = |first: &str| {
            let mut a = everything(&loaded.pack);
            a.documents[0].approved = on("2026-12-01");
            a.documents[0].first_approved = on(first);
            judge(&loaded, &a).at(loaded.pack.position(row).expect("row")).verdict()
        };
        assert_eq!(verdict("2026-12-01"), Some(NeedsConfirmation), "{row}");
        assert_eq!(verdict("2026-08-01"), Some(Satisfied), "{row}");
    }
}

#[test]
fn a_manual_has_somebody_who_is_responsible_in_all_categories() {
    for name in ["4", "4.1"] {
        let loaded = edition(name);
        let rows = loaded.pack.rows().iter().enumerate();
        let asked: Vec<usize> =
            rows.filter(|(_, row)| row.rule.all().any(|rule| rule.needs().owner)).map(|(at, _)| at).collect();
        let ids: Vec<&str> = asked.iter().map(|at| loaded.pack.rows()[*at].id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "audit.qual.b#exists",
                "vuln.qual.b#exists",
                "pentest.qual.a#exists",
                "forensic.qual.b.i",
                "soc.qual.b#exists",
                "device.qual.b#exists"
            ]
        );
        for (owner, expected) in
            [("品質管理部", Satisfied), ("", NeedsConfirmation), (" ", NeedsConfirmation)]
        {
            let mut a = everything(&loaded.pack);
            a.documents[0].owner = owner.into();
            let findings = judge(&loaded, &a);
            for &at in &asked {
                assert_eq!(findings.at(at).verdict(), Some(expected), "{name} {}: {owner:?}", ids[0]);
            }
            let others = findings.rows.iter().filter(|finding| {
                matches!(
                    loaded.pack.rows()[finding.at].rule,
                    Rule::Document { owner: false, .. } | Rule::Section
                )
            });
            assert!(others.into_iter().all(|finding| finding.verdict() == Some(Satisfied)));
        }
    }
}

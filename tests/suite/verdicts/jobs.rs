//! Which jobs a record may name: those of the row's service that were carried out. On every record row that ships.

use kijun::domain::assessment::Assessment;
use kijun::domain::examine::{Check, examine};
use kijun::domain::pack::Pack;
use kijun::domain::register::*;
use kijun::domain::rule::{Reviewer, Rule};
use kijun::domain::verdict::Verdict;
use kijun::store::packs::Loaded;

use super::shipped::{edition, everything, judge};
use super::tiny::{TODAY, World, certificate, date, job, lead, on, record};

/// Rows of a pack that ask for a record, with the word that does.
fn record_rows(loaded: &Loaded) -> Vec<(String, &Rule)> {
    let rows = loaded.pack.rows().iter();
    let asked = rows.flat_map(|row| row.rule.all().map(move |rule| (row, rule)));
    let asked = asked.filter(|(_, rule)| rule.needs().record.is_some());
    asked.map(|(row, rule)| (row.id.clone(), rule)).collect()
}

/// The company that has everything; all records of a service are about one job of its own.
fn with_job(pack: &Pack, edit: impl Fn(&mut Contract)) -> Assessment {
    let mut a = everything(pack);
    for category in pack.choosable() {
        let mut own = job(&format!("C-{}", category.id), &format!("P-{}", category.id));
        own.services = vec![category.id.clone()];
        edit(&mut own);
        a.contracts.push(own);
    }
    for record in &mut a.records {
        let category = category_of(&record.rows[0]).to_owned();
        record.contracts = vec![format!("C-{category}").into()];
        // In forensics whoever took part may review.
        let participant = Party::Person(format!("P-{category}").into());
        let outside = Party::Outside("外部の佐藤".into());
        let forensic = category == "forensic" && record.kind == RecordKind::Review;
        record.by = vec![if forensic { participant } else { outside }];
    }
    a
}

fn category_of(row: &str) -> &str {
    row.split('.').next().expect("category")
}

#[test]
fn only_a_job_of_the_service_that_was_carried_out_counts_on_every_row() {
    let cases: [(&str, fn(&mut Contract), Verdict); 9] = [
        ("its own job", |_| {}, Verdict::Satisfied),
        ("of another service", |c| c.services = vec!["other".into()], Verdict::Gap),
        ("of several services", |c| c.services.push("other".into()), Verdict::Satisfied),
        ("of no service that is recorded", |c| c.services.clear(), Verdict::NeedsConfirmation),
        ("planned", |c| c.stage = Stage::Planned, Verdict::Gap),
        ("begins the day after", |c| dates(c, "2027-02-01"), Verdict::Gap),
        ("begins on the reference date", |c| dates(c, TODAY), Verdict::Satisfied),
        ("in the month of the day after", |c| dates(c, "2027-02"), Verdict::Gap),
        (
            "without a day of work",
            |c| (c.from, c.to, c.delivered) = (None, None, None),
            Verdict::NeedsConfirmation,
        ),
    ];
    for name in ["4", "4.1"] {
        let loaded = edition(name);
        let rows = record_rows(&loaded);
        assert!(rows.len() > 20);
        for (case, edit, expected) in cases {
            let a = with_job(&loaded.pack, edit);
            let findings = judge(&loaded, &a);
            let remarks = examine(&loaded.pack, &loaded.references, &a, date(TODAY));
            for (row, rule) in &rows {
                let at = loaded.pack.position(row).expect("row");
                // Of a rule and its log the rule alone holds leniently (A32).
                let ruled = matches!(rule, Rule::Operation { with_document: true, .. });
                let found = if ruled { expected.max(Verdict::NeedsConfirmation) } else { expected };
                assert_eq!(findings.at(at).verdict(), Some(found), "{name} {row}: {case}");
                let told = remarks.iter().any(|r| r.check == Check::JobAstray && r.rows == [at]);
                assert_eq!(told, expected == Verdict::Gap, "{name} {row}: {case}, told to the examiner");
            }
        }
    }
}

fn dates(job: &mut Contract, day: &str) {
    (job.signed, job.from, job.to, job.delivered) = (None, on(day), on(day), on(day));
}

#[test]
fn a_job_that_is_not_in_the_register_shows_nobody_to_be_outside() {
    let loaded = edition("4.1");
    let verdicts = |more: &[&str], own: bool, by: &str| {
        let mut a = with_job(&loaded.pack, |_| {});
        for record in &mut a.records {
            if !own {
                record.contracts.clear();
            }
            record.contracts.extend(more.iter().map(|id| (*id).into()));
            record.by = vec![Party::Person(format!("{by}-{}", category_of(&record.rows[0])).into())];
        }
        let remarks = examine(&loaded.pack, &loaded.references, &a, date(TODAY));
        let findings = judge(&loaded, &a);
        let rows = record_rows(&loaded).into_iter().map(|(row, _)| {
            let at = loaded.pack.position(&row).expect("row");
            let told = remarks.iter().any(|r| r.check == Check::JobUnknown && r.rows == [at]);
            assert_eq!(told, !more.is_empty(), "{row}");
            findings.at(at).verdict().expect("a verdict")
        });
        rows.collect::<Vec<Verdict>>()
    };
    let inside = verdicts(&[], true, "P");
    let beside = verdicts(&["C-99"], true, "P");
    let unknown = verdicts(&["C-99"], false, "Q");
    for (at, (row, rule)) in record_rows(&loaded).into_iter().enumerate() {
        assert_eq!(beside[at], inside[at], "{row}: a wrong number beside it makes nobody an outsider");
        let kept = matches!(rule.needs().reviewer, Some(Reviewer::ParticipantOr(_)));
        let handled = rule.needs().record == Some(RecordKind::Operation) || kept;
        assert_eq!(inside[at] == Verdict::Satisfied, handled, "{row}: an insider");
        assert_eq!(unknown[at], Verdict::NeedsConfirmation, "{row}: a wrong number alone");
    }
}

/// A record that names several jobs: one that counts is enough. Whoever took part in it is inside; whoever took part in one
/// named beside it is no clear outsider.
#[test]
fn one_job_that_counts_is_enough_and_whoever_was_in_one_beside_it_is_no_clear_outsider() {
    let other = |id: &str, person: &str| Contract { services: vec!["other".into()], ..job(id, person) };
    let world = |rule: &str, by: &str| {
        World::of(rule).row("svc.i", "Route", "Route(Qualification(\"9\"))").closed().with(|a| {
            a.people = vec![lead("P-1"), lead("P-2"), lead("P-3")];
            a.contracts = vec![job("C-1", "P-1"), other("C-2", "P-2")];
            a.records = vec![record(RecordKind::Review, "svc.x")];
            a.records[0].contracts = vec!["C-2".into(), "C-1".into()];
            a.records[0].by = vec![Party::Person(by.into())];
        })
    };
    let outside = "Review(within_months: 12, by: DisjointFromTeam)";
    let participant = "Review(within_months: 12, by: ParticipantOr([\"svc.i\"]))";
    for (rule, by, expected) in [
        (outside, "P-3", "yes/yes"),
        (outside, "P-2", "no/yes"),
        (outside, "P-1", "no/no"),
        (participant, "P-1", "yes/yes"),
        (participant, "P-2", "no/no"),
        (participant, "P-3", "no/no"),
    ] {
        assert_eq!(world(rule, by).pair("svc.x"), expected, "{rule}: {by}");
    }
    let qualified = world(participant, "P-3").with(|a| a.people[2].qualifications = vec![certificate()]);
    assert_eq!(qualified.pair("svc.x"), "yes/yes", "on a route");
    let planned = world(outside, "P-3").with(|a| a.contracts[0].stage = Stage::Planned);
    assert_eq!(planned.pair("svc.x"), "no/no", "none of them counts");
}

/// A planned job is nobody's work yet, and so no auditor handled it.
#[test]
fn a_planned_job_is_none_that_an_auditor_handled() {
    let world = |stage| {
        World::of("Audit(within_months: 12)").closed().with(|a| {
            a.people = vec![lead("P-1"), lead("P-2")];
            let during = (on("2026-05-01"), on("2026-06-01"));
            a.contracts = vec![
                job("C-1", "P-1"),
                Contract { from: during.0, to: during.1, delivered: during.1, stage, ..job("C-2", "P-2") },
            ];
            a.records = vec![record(RecordKind::Audit, "svc.x")];
            a.records[0].by = vec![Party::Person("P-2".into())];
        })
    };
    assert_eq!(world(Stage::Done).pair("svc.x"), "no/yes");
    assert_eq!(world(Stage::Planned).pair("svc.x"), "yes/yes");
}

/// The rows of a block for everybody speak of every service that is chosen.
#[test]
fn a_block_for_everybody_counts_the_jobs_of_every_chosen_service() {
    let world = |services: &[&str]| {
        let services: Vec<String> = services.iter().map(|service| (*service).into()).collect();
        let mut world = World::of("Declared")
            .row("all.x", "Leaf", "Review(within_months: 12, by: DisjointFromTeam)")
            .closed()
            .with(|a| {
                a.people = vec![lead("P-1")];
                a.contracts = vec![Contract { services, ..job("C-1", "P-1") }];
                a.records = vec![record(RecordKind::Review, "all.x")];
            });
        world.for_all = vec!["all".into()];
        world.requires.push("all.x".into());
        world
    };
    assert_eq!(world(&["svc"]).pair("all.x"), "yes/yes");
    assert_eq!(world(&["other"]).pair("all.x"), "no/no");
}

//! A "no" always counts: on every row of the shipped packs, whatever else the file holds.

use std::collections::BTreeSet;

use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::evaluate::Findings;
use kijun::domain::gap::{Overall, overall};
use kijun::domain::pack::Pack;
use kijun::domain::proof;
use kijun::domain::register::Register;
use kijun::domain::review::review;
use kijun::domain::rule::{Rule, Shape};
use kijun::domain::verdict::{Pair, Reading, Verdict};
use kijun::store::packs::Loaded;
use kijun::store::sample;

use super::shipped::{choosing, edition, everything, judge};
use super::tiny::{TODAY, claim, date};

/// A category with every type of its service offered, and nothing else known.
fn fresh(loaded: &Loaded, category: &str) -> Assessment {
    let mut a = choosing(&[category]);
    let offered = loaded.pack.rows().iter().filter(|row| matches!(row.rule, Rule::Offered));
    a.claims = offered.map(|row| claim(&row.id, Answer::Yes)).collect();
    a
}

fn categories(loaded: &Loaded) -> Vec<&str> {
    loaded.pack.choosable().map(|category| category.id.as_str()).collect()
}

/// Files from nothing to everything, most registers open.
fn files(loaded: &Loaded) -> Vec<Assessment> {
    let mut files: Vec<Assessment> = categories(loaded).iter().map(|id| fresh(loaded, id)).collect();
    let open = |closed: &[Register]| {
        let mut a = everything(&loaded.pack);
        a.closures.retain(|closure| closed.contains(&closure.register));
        a
    };
    files.extend([open(&[]), open(&[Register::Contracts]), open(&Register::ALL)]);
    let emptied: [fn(&mut Assessment); 4] = [
        |a| a.people.clear(),
        |a| a.people.iter_mut().for_each(|person| person.qualifications.clear()),
        |a| a.people.iter_mut().for_each(|person| person.posts.clear()),
        |a| {
            a.documents.clear();
            a.records.clear();
        },
    ];
    files.extend(emptied.map(|empty| {
        let mut a = open(&[Register::Contracts, Register::Documents]);
        empty(&mut a);
        a
    }));
    files.push(sample::assessment().expect("the sample"));
    files
}

fn answered_no(a: &Assessment, rows: &[&str]) -> Assessment {
    let mut a = a.clone();
    a.claims.retain(|claim| !rows.contains(&claim.row.as_str()));
    a.claims.extend(rows.iter().map(|row| claim(row, Answer::No)));
    a
}

/// True if something above the row that is made of alternatives, or of people, really holds.
fn something_stands(pack: &Pack, findings: &Findings, at: usize) -> bool {
    let mut todo = pack.carries(at).to_vec();
    let mut seen = BTreeSet::new();
    while let Some(above) = todo.pop() {
        if seen.insert(above) {
            let pair = findings.at(above).outcome.pair();
            if pair.is_some_and(|pair| pair.lenient() == Reading::Yes) {
                return true;
            }
            todo.extend(pack.carries(above));
        }
    }
    false
}

#[test]
fn a_no_on_any_row_is_its_verdict_and_counts() {
    for name in ["4", "4.1"] {
        let loaded = edition(name);
        let pack = &loaded.pack;
        for (nth, a) in files(&loaded).iter().enumerate() {
            let before = judge(&loaded, a);
            // A large file takes its time, so that each asks of a few rows only.
            let share = if a.people.is_empty() && a.documents.is_empty() { 1 } else { 23 };
            let asked = |at: &usize| {
                (at + nth).is_multiple_of(share) && pack.claimable(*at) && before.at(*at).reached
            };
            for at in (0..pack.rows().len()).filter(asked) {
                let id = pack.rows()[at].id.as_str();
                let of = format!("edition {name}, file {nth}, {id}");
                if before.at(at).verdict() == Some(Verdict::NotApplicable) {
                    continue;
                }
                let after = judge(&loaded, &answered_no(a, &[id]));
                let finding = after.at(at);
                if finding.verdict() == Some(Verdict::NotApplicable) {
                    continue;
                }
                let shown = finding.facts == Some(Pair::YES) && !pack.rows()[at].rule.is_claim();
                let expected = if shown { Verdict::NeedsConfirmation } else { Verdict::Gap };
                assert_eq!(finding.verdict(), Some(expected), "{of}");
                assert!(!shown || finding.contradiction, "{of}");
                if finding.spare {
                    assert!(something_stands(pack, &after, at), "{of}: spare, and nothing stands");
                } else if expected == Verdict::Gap {
                    assert_eq!(overall(pack, &after), Overall::Gaps, "{of}");
                }
            }
        }
    }
}

/// Rows without which a rule cannot hold.
fn musts(pack: &Pack, rule: &Rule, found: &mut BTreeSet<usize>) {
    match rule.shape() {
        Shape::All(rules) => rules.iter().for_each(|rule| musts(pack, rule, found)),
        Shape::Somebody(inner) | Shape::When { then: inner, .. } => musts(pack, inner, found),
        Shape::Row(id) | Shape::Inherits(id) => {
            let at = pack.position(id).expect("a row");
            found.insert(at);
            musts(pack, &pack.rows()[at].rule, found);
        }
        _ => {}
    }
}

#[test]
fn a_no_on_a_row_that_must_hold_is_a_gap_of_the_category() {
    for name in ["4", "4.1"] {
        let loaded = edition(name);
        let pack = &loaded.pack;
        for id in categories(&loaded) {
            let mut rows = BTreeSet::new();
            for at in pack.top_rows(id) {
                rows.insert(at);
                musts(pack, &pack.rows()[at].rule, &mut rows);
            }
            let a = fresh(&loaded, id);
            for at in rows.into_iter().filter(|&at| pack.claimable(at)) {
                let row = pack.rows()[at].id.as_str();
                let findings = judge(&loaded, &answered_no(&a, &[row]));
                let outcome = findings.category(id).expect("chosen").outcome;
                assert_eq!(outcome.verdict(), Verdict::Gap, "edition {name}, {row} of {id}");
                assert!(!findings.at(at).spare, "{row}");
            }
        }
    }
}

/// The rows that a person can answer below alternatives; none where only a register can answer one of them.
fn answerable_below(pack: &Pack, rule: &Rule) -> Option<Vec<usize>> {
    let mut todo: Vec<usize> = rule.rows().into_iter().filter_map(|id| pack.position(id)).collect();
    let mut found = Vec::new();
    while let Some(at) = todo.pop() {
        if pack.claimable(at) {
            found.push(at);
        } else if pack.rests_on(at).is_empty() {
            return None;
        } else {
            todo.extend(pack.rests_on(at));
        }
    }
    Some(found)
}

#[test]
fn all_alternatives_answered_no_are_a_gap_and_nothing_more_is_asked() {
    for name in ["4", "4.1"] {
        let loaded = edition(name);
        let pack = &loaded.pack;
        for id in categories(&loaded) {
            let a = fresh(&loaded, id);
            let reached = judge(&loaded, &a);
            for at in (0..pack.rows().len()).filter(|&at| reached.at(at).reached) {
                let all = pack.rows()[at].rule.all().filter(|rule| matches!(rule.shape(), Shape::Any(_)));
                for alternatives in all {
                    let Some(below) = answerable_below(pack, alternatives) else { continue };
                    let rows: Vec<&str> = below.iter().map(|&at| pack.rows()[at].id.as_str()).collect();
                    let of = format!("edition {name}, {} of {id}: {rows:?}", pack.rows()[at].id);
                    let denied = answered_no(&a, &rows);
                    let findings = judge(&loaded, &denied);
                    assert_eq!(findings.at(at).outcome, Pair::NO.into(), "{of}");
                    assert!(below.iter().all(|&at| !findings.at(at).spare), "{of}");
                    let reviewed =
                        review(pack, &loaded.references, &denied, Some(date(TODAY)), id).expect("known");
                    let asks = reviewed.questions.iter().chain(&reviewed.further);
                    assert!(asks.into_iter().all(|question| !below.contains(&question.at)), "{of}");
                    let proof = proof::of_row(pack, &loaded.references, &denied, Some(date(TODAY)), at);
                    assert_eq!(proof.verdict(), Verdict::Gap, "{of}");
                }
            }
        }
    }
}

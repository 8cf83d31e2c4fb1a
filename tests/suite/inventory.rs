//! The shipped rows against the inventory of the criteria: how many of each kind, in which edition.

use std::collections::BTreeSet;

use kijun::domain::pack::{NotApplicable, Pack};
use kijun::store::packs::shipped;

/// Rows of a category: all, then headings, composites, leaves, splits, routes, options, inheritances, and how
/// many of them a person can answer.
const COUNTS: &[(&str, usize, [usize; 7], usize)] = &[
    ("common", 6, [1, 1, 2, 2, 0, 0, 0], 4),
    ("audit", 23, [3, 5, 7, 8, 0, 0, 0], 15),
    ("vuln", 34, [3, 5, 5, 10, 4, 7, 0], 24),
    ("pentest", 33, [3, 5, 6, 10, 2, 5, 2], 22),
    ("forensic", 29, [3, 6, 4, 11, 3, 2, 0], 19),
    ("soc", 34, [3, 5, 5, 12, 4, 5, 0], 24),
    ("device", 43, [5, 9, 8, 15, 3, 3, 0], 29),
];

fn edition(edition: &str) -> Pack {
    shipped(edition).expect("a shipped pack loads").pack
}

#[test]
fn editions_hold_their_rows() {
    assert_eq!(edition("4").rows().len(), 195);
    assert_eq!(edition("4.1").rows().len(), 202);
}

#[test]
fn every_kind_is_there_as_often_as_in_the_criteria() {
    let pack = edition("4.1");
    let order: Vec<&str> = pack.categories.iter().map(|category| category.id.as_str()).collect();
    assert_eq!(order, COUNTS.iter().map(|(id, ..)| *id).collect::<Vec<_>>());
    for (id, rows, kinds, answerable) in COUNTS {
        let here: Vec<usize> = pack.rows_of(id).collect();
        let of = |letter: &str| here.iter().filter(|at| pack.rows()[**at].kind.letter() == letter).count();
        assert_eq!(here.len(), *rows, "{id}: rows");
        assert_eq!(["H", "G", "L", "S", "R", "O", "I"].map(of), *kinds, "{id}: kinds");
        let open = here.iter().filter(|at| pack.answerable(**at)).count();
        assert_eq!(open, *answerable, "{id}: answerable rows");
    }
}

#[test]
fn an_edition_adds_seven_rows_and_restates_three() {
    let (old, new) = (edition("4"), edition("4.1"));
    let added: BTreeSet<&str> =
        new.rows().iter().map(|row| row.id.as_str()).filter(|id| old.row(id).is_none()).collect();
    assert_eq!(added.len(), 7);
    assert!(added.iter().all(|id| id.starts_with("common.") || *id == "pentest.tech.a.ii.e"), "{added:?}");
    let restated: Vec<&str> = (new.rows().iter())
        .filter(|row| old.row(&row.id).is_some_and(|before| before != *row))
        .map(|row| row.id.as_str())
        .collect();
    assert_eq!(restated, ["pentest.tech.a.ii", "pentest.tech.a.ii.a", "pentest.tech.a.ii.d"]);
}

#[test]
fn titles_fit_trees_and_every_doubt_and_evidence_kind_is_used() {
    let pack = edition("4.1");
    for row in pack.rows() {
        assert!(unicode_width::UnicodeWidthStr::width(row.title.ja.as_str()) <= 28, "{}: title", row.id);
        assert!(row.title.en.chars().count() <= 32, "{}: title", row.id);
        assert!(!row.yomi.is_empty(), "{}: no reading", row.id);
    }
    let used =
        |id: &String| pack.rows().iter().any(|row| row.doubts.contains(id) || row.evidence.contains(id));
    let unused: Vec<&String> = (pack.head.doubts.iter().map(|doubt| &doubt.id))
        .chain(pack.head.evidence.iter().map(|term| &term.id))
        .filter(|id| !used(id))
        .collect();
    assert!(unused.is_empty(), "never used: {unused:?}");
}

#[test]
fn not_applicable_is_for_alternatives() {
    let pack = edition("4.1");
    let allowed = pack.rows().iter().filter(|row| row.not_applicable == NotApplicable::WithReason);
    for row in allowed {
        let audit_any = row.id.starts_with("audit.qual.c.i.");
        let person = row.id.contains(".tech.a.") && !row.id.ends_with("#count");
        let option = matches!(row.kind.letter(), "O" | "R");
        assert!(audit_any || person || option, "{} must hold", row.id);
    }
}

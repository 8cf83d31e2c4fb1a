//! The order of work that the shipped rows give, and their second text for lists that nobody has read.

use std::collections::HashSet;

use kijun::domain::pack::{Pack, Requirement};
use kijun::domain::rule::Rule;
use kijun::domain::text::Lang;

/// What must come before a row of this rule: the end of the id of every row that it names.
fn waits_for(rule: &Rule) -> Option<&'static [&'static str]> {
    Some(match rule {
        Rule::PersonList { .. } | Rule::Headcount { .. } | Rule::Overlap { .. } => &["#assign"],
        Rule::Section => &["#exists"],
        Rule::Operation { with_document: false, .. } => &["#rule"],
        Rule::Audit { .. } => &["#operate"],
        _ => return None,
    })
}

#[test]
fn procedures_come_before_their_use_and_people_before_their_numbers() {
    for pack in super::editions() {
        for row in pack.rows() {
            let Some(ends) = waits_for(&row.rule) else { continue };
            assert!(!row.after.is_empty(), "{}: nothing comes first", row.id);
            for id in &row.after {
                assert!(ends.iter().any(|end| id.ends_with(end)), "{} after {id}", row.id);
                assert_eq!(category(id), category(&row.id), "{} after {id}", row.id);
            }
        }
    }
}

#[test]
fn what_is_said_of_results_follows_the_choice_of_a_standard() {
    let pack = super::editions().remove(1);
    let after = |id: &str| pack.row(id).expect("a row").after.clone();
    assert_eq!(after("vuln.tech.b#result"), ["vuln.tech.b#standard"]);
    assert_eq!(after("pentest.tech.b#result"), ["pentest.tech.b#process"]);
    assert_eq!(after("device.tech.b.ii#content"), ["device.tech.b.i#device"]);
    assert_eq!(after("device.tech.b.ii#result"), ["device.tech.b.i#device"]);
}

fn category(id: &str) -> &str {
    id.split(['.', '#']).next().unwrap_or_default()
}

/// The lists of the rule of a row and of the rows that it is built from.
fn lists<'p>(pack: &'p Pack, row: &'p Requirement) -> HashSet<&'p str> {
    let own = row.rule.all().filter_map(|rule| rule.needs().list).filter_map(|list| list.number);
    let below = row.rule.rows().into_iter().filter_map(|id| pack.row(id)).flat_map(|row| lists(pack, row));
    own.chain(below).collect()
}

#[test]
fn every_row_that_asks_for_a_member_says_how_to_verify_it() {
    for pack in super::editions() {
        for row in pack.rows().iter().filter(|row| !row.close.is_empty()) {
            let lists = lists(&pack, row);
            assert_eq!(lists.is_empty(), row.close_unverified.is_empty(), "{}", row.id);
            for (number, lang) in lists.iter().flat_map(|list| [(list, Lang::Ja), (list, Lang::En)]) {
                let said = row.close_unverified.get(lang);
                assert!(said.contains(number), "{}: {number} is not in {said}", row.id);
            }
        }
    }
}

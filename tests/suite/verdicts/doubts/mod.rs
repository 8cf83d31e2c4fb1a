//! The doubts A1 to A39 on the rows of the shipped packs that carry them: from an organisation with
//! everything, one thing is taken or changed, and both readings are told.

/// Contracts.
mod contracts;
/// Definitions and people.
mod people;
/// Documents and records.
mod records;

use std::collections::BTreeSet;

use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::pack::Pack;
use kijun::domain::register::*;
use kijun::store::packs::Loaded;

use self::contracts::CONTRACTS;
use self::people::PEOPLE;
use self::records::RECORDS;
use super::shipped::{edition, everything, judge};
use super::tiny::{certificate, claim, date, declared, equivalence, on, say, training};

/// The doubt, what is different, the row, its strict and lenient reading.
type Case = (&'static str, &'static str, fn(&mut Assessment), &'static str, &'static str);

pub(super) fn staff_of<'a>(a: &'a mut Assessment, category: &str) -> impl Iterator<Item = &'a mut Person> {
    a.people.iter_mut().filter(move |p| p.posts.iter().any(|post| post.category == category))
}

/// The one who delivers a service.
pub(super) fn expert<'a>(a: &'a mut Assessment, category: &str) -> &'a mut Person {
    let id = format!("P-{category}");
    a.people.iter_mut().find(|person| *person.id == id).expect("everybody has an expert")
}

pub(super) fn jobs<'a>(a: &'a mut Assessment, category: &str) -> impl Iterator<Item = &'a mut Contract> {
    a.contracts.iter_mut().filter(move |job| job.services.iter().any(|service| service == category))
}

/// Leaves so many single jobs of a service.
pub(super) fn only_jobs(a: &mut Assessment, category: &str, count: usize) {
    let mut left = count;
    a.contracts.retain(|job| {
        let keep = job.services.iter().any(|service| service == category)
            && job.form == ContractForm::Single
            && left > 0;
        left -= usize::from(keep);
        keep
    });
}

/// Leaves so many frames of a service, from one day to another.
pub(super) fn only_frames(a: &mut Assessment, category: &str, count: usize, (from, to): (&str, &str)) {
    let first = jobs(a, category).next().expect("a job").clone();
    let frame = |at: usize| Contract {
        id: format!("C-f{at}").into(),
        alias: format!("{at}社"),
        form: ContractForm::Continuing,
        signed: None,
        from: on(from),
        to: on(to),
        delivered: on(to),
        ..first.clone()
    };
    a.contracts = (0..count).map(frame).collect();
}

pub(super) fn kinds(a: &mut Assessment, category: &str, kind: &str) {
    jobs(a, category).for_each(|job| job.kinds = vec![kind.into()]);
}

fn acts(a: &mut Assessment, acts: &[&str]) {
    jobs(a, "pentest").for_each(|job| job.team[0].acts = acts.iter().map(|act| (*act).into()).collect());
}

pub(super) fn record<'a>(a: &'a mut Assessment, row: &str) -> &'a mut Record {
    a.records.iter_mut().find(|record| record.rows.iter().any(|id| id == row)).expect("a record of the row")
}

pub(super) fn by(a: &mut Assessment, row: &str, person: &str) {
    record(a, row).by = vec![Party::Person(person.into())];
}

pub(super) fn drop_records(a: &mut Assessment, row: &str) {
    a.records.retain(|record| !record.rows.iter().any(|id| id == row));
}

/// A colleague from another service who had this part in the first job.
fn colleague(a: &mut Assessment, category: &str, part: Part) -> String {
    let id = "P-audit".to_owned();
    let first = format!("C-{category}-0");
    let job = a.contracts.iter_mut().find(|job| *job.id == first).expect("the first job");
    job.team.push(TeamMember { person: id.as_str().into(), part, ..TeamMember::default() });
    id
}

/// Gives the expert of a service one certificate only, and no other way to qualify; the jobs stay on record, but are of
/// no kind that counts.
pub(super) fn only_certificate(a: &mut Assessment, category: &str, q: Qualification) {
    a.contracts.iter_mut().for_each(|job| job.kinds.clear());
    let person = expert(a, category);
    person.qualifications = vec![q];
    person.lectures.clear();
    person.trainings.clear();
}

pub(super) fn held(id: &str) -> Qualification {
    Qualification { item: Item::Member(id.into()), ..certificate() }
}

fn argued(a: &mut Assessment, to: &str) -> Item {
    a.equivalences = vec![Equivalence { to: to.into(), ..equivalence("Q-1") }];
    Item::Equivalent("Q-1".into())
}

fn cover<'a>(a: &'a mut Assessment, row: &str) -> &'a mut Cover {
    a.documents[0].covers.iter_mut().find(|cover| cover.row == row).expect("the book covers every row")
}

pub(super) fn uncover(a: &mut Assessment, row: &str) {
    a.documents[0].covers.retain(|cover| cover.row != row);
}

pub(super) fn answer(a: &mut Assessment, row: &str, answer: Answer) {
    a.claims.retain(|claim| claim.row != row);
    a.claims.push(claim(row, answer));
}

pub(super) fn another(id: &str, category: &str, role: &str) -> Person {
    let post =
        Post { category: category.into(), role: role.into(), from: on("2020-04-01"), ..Post::default() };
    Person { id: id.into(), name: id.into(), posts: vec![post], ..Person::default() }
}

pub(super) fn no_jobs_yet(a: &mut Assessment, category: &str) {
    a.contracts.clear();
    a.records.clear();
    a.declarations.push(declared(DeclarationKind::NoJobsYet, category));
}

pub(super) fn stated<'a>(a: &'a mut Assessment, row: &'a str) -> impl Iterator<Item = &'a mut StatedCount> {
    a.documents[0].headcounts.iter_mut().filter(move |count| count.row == row)
}

/// What the staff of the forensic service were taught: items of lists, or a course of the firm's own.
pub(super) fn taught(a: &mut Assessment, items: &[&str]) {
    let item = |id: &str| if id.contains('/') { Item::Member(id.into()) } else { Item::Unlisted(id.into()) };
    for person in staff_of(a, "forensic") {
        let one = |id: &&str| Training { item: item(id), ..training("", "2026-06-01") };
        person.trainings = items.iter().map(one).collect();
    }
}

const PLAN: &str = "audit.qual.c.i.a#plan";
const REPORT: &str = "audit.qual.c.i.a#report";
const READ: &str = "audit.qual.c.i.b";
const SOC_JOBS: &str = "soc.tech.a.iii#contracts";
const SOC_YEARS: &str = "soc.tech.a.iii#years";

/// Cases of one edition only.
const OF_AN_EDITION: &[(&str, Case)] = &[
    (
        "4.1",
        (
            "A1",
            "no name",
            |a| {
                a.claims
                    .iter_mut()
                    .filter(|claim| claim.row.starts_with("common"))
                    .for_each(|claim| claim.by.clear());
            },
            "common.elig",
            "no/yes",
        ),
    ),
    ("4.1", ("A1", "favours given", |a| answer(a, "common.elig.b#past", Answer::No), "common.elig", "no/no")),
    (
        "4.1",
        ("A1", "no inquiry accepted", |a| answer(a, "common.elig.c", Answer::No), "common.elig", "no/no"),
    ),
    (
        "4",
        (
            "A26",
            "act e, which this edition does not print",
            |a| acts(a, &["e"]),
            "pentest.tech.a.ii",
            "no/yes",
        ),
    ),
    ("4.1", ("A26", "act e", |a| acts(a, &["e"]), "pentest.tech.a.ii", "yes/yes")),
    ("4", ("A26", "act d", |a| acts(a, &["d"]), "pentest.tech.a.ii", "yes/yes")),
];

fn holds(loaded: &Loaded, (doubt, name, edit, row, expected): Case) {
    let mut a = everything(&loaded.pack);
    let stands = |a: &Assessment| say(judge(loaded, a).at(loaded.pack.position(row).expect(row)).outcome);
    assert_eq!(stands(&a), "yes/yes", "{row} before");
    edit(&mut a);
    assert_eq!(stands(&a), expected, "{doubt} {name}: {row}");
    assert!(carries(&loaded.pack, row, doubt), "{row} does not name {doubt}, nor a row near it");
}

/// True if a row names a doubt, or one beside, above or below it in the same category.
fn carries(pack: &Pack, row: &str, doubt: &str) -> bool {
    let stem = row.split('#').next().unwrap_or(row);
    let near = |id: &str| id.starts_with(stem) || stem.starts_with(id.split('#').next().unwrap_or(id));
    pack.rows().iter().any(|other| near(&other.id) && other.doubts.iter().any(|id| id == doubt))
}

#[test]
fn people_read_both_ways() {
    let loaded = edition("4");
    PEOPLE.iter().for_each(|case| holds(&loaded, *case));
}

#[test]
fn contracts_read_both_ways() {
    let loaded = edition("4");
    CONTRACTS.iter().for_each(|case| holds(&loaded, *case));
}

#[test]
fn papers_and_records_read_both_ways() {
    let loaded = edition("4");
    RECORDS.iter().for_each(|case| holds(&loaded, *case));
}

#[test]
fn editions_read_both_ways() {
    for (name, case) in OF_AN_EDITION {
        holds(&edition(name), *case);
    }
}

/// A23 and A33 move whole categories and stand in `shipped`; A37 is a misprint that both readings mend; A41 is
/// about what a remark on an act says.
#[test]
fn no_doubt_is_left_out() {
    let tables = [PEOPLE, CONTRACTS, RECORDS].concat();
    let told = tables.iter().map(|case| case.0).chain(OF_AN_EDITION.iter().map(|(_, case)| case.0));
    let told: BTreeSet<&str> = told.chain(["A23", "A33", "A37", "A41"]).collect();
    let pack = edition("4.1").pack;
    let left: Vec<&String> =
        pack.head.doubts.iter().map(|doubt| &doubt.id).filter(|id| !told.contains(id.as_str())).collect();
    assert!(left.is_empty(), "{left:?}");
}

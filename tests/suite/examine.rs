//! The examiner's lint: each check finds what it is for, is silent otherwise, and never touches a verdict.

use jiff::civil::{Date, date};
use kijun::domain::assessment::Assessment;
use kijun::domain::evaluate::{Ground, Reasons, Why, evaluate, route_people};
use kijun::domain::examine::{Check, Reach, Source, examine};
use kijun::domain::register::{
    Contract, ContractId, Engagement, Evidence, Expiry, Item, Lecture, LecturePart, Party, Person, PersonId,
    Post, Qualification, RecordKind, TeamMember, Training,
};
use kijun::domain::rule::Rule;
use kijun::domain::verdict::Pair;
use kijun::store::packs::{self, Loaded};

use crate::forecast::satisfied;

const DAY: Date = date(2027, 1, 31);

fn shipped() -> Loaded {
    packs::shipped("4.1").expect("shipped")
}

fn found(loaded: &Loaded, assessment: &Assessment) -> Vec<Check> {
    let remarks = examine(&loaded.pack, &loaded.references, assessment, DAY);
    remarks.into_iter().map(|remark| remark.check).collect()
}

fn lead(assessment: &mut Assessment) -> &mut Person {
    let lead = assessment.people.iter_mut().find(|p| p.posts.iter().any(|post| post.role == "lead"));
    lead.expect("a lead")
}

/// A certificate that lasts until then.
fn held(member: &str, expiry: Expiry) -> Qualification {
    Qualification { item: Item::Member(member.into()), expiry, ..Qualification::default() }
}

fn on(day: Date) -> Expiry {
    Expiry::On(day.into())
}

/// An end on a possible day, one of a certificate that may have any, and none where there is none.
#[test]
fn ends_that_can_be_are_passed_over_and_so_are_those_of_the_sample() {
    let loaded = shipped();
    let mut assessment = kijun::store::sample::assessment().expect("a sound sample");
    for one in [
        held("1-1/cais-auditor", on(date(2028, 9, 30))),
        held("1-1/cais-auditor", on(date(2029, 3, 31))),
        held("1-2-1/riss", on(date(2028, 6, 12))),
        held("1-2-2/oscp", Expiry::Never("the issuer says so".into())),
        held("1-3/cdfp-b", on(date(2028, 6, 30))),
    ] {
        lead(&mut assessment).qualifications.push(one);
    }
    assert!(!found(&loaded, &assessment).contains(&Check::WrongEnd));
}

/// No expiry of a certificate that has one counts as an end that nobody has said.
#[test]
fn a_certificate_that_ends_never_holds_in_full_without_an_end() {
    let loaded = shipped();
    let says = |member: &str| -> Vec<Why> {
        let mut assessment = kijun::store::sample::assessment().expect("a sound sample");
        let held = assessment.people.iter_mut().flat_map(|person| &mut person.qualifications);
        let of_sample = held.filter(|one| one.item == Item::Member("1-2-2/oscp".into()));
        of_sample.for_each(|one| one.item = Item::Member(member.into()));
        let reasons = Reasons::new(&loaded.pack, &loaded.references, &assessment, Some(DAY));
        let at = loaded.pack.position("pentest.tech.a.i").expect("the route");
        let facts = reasons.of(at).into_iter().filter_map(|ground| match ground {
            Ground::Fact(fact) if fact.detail == member => Some(fact.why),
            _ => None,
        });
        facts.flatten().collect()
    };
    assert!(!says("1-2-2/oscp").contains(&Why::ExpiryMissing));
    assert!(says("1-2-2/oscp-plus").contains(&Why::ExpiryMissing));
}

/// A job of the service with a team.
fn job(service: &str, team: &[&str]) -> Contract {
    let member = |person: &&str| TeamMember { person: (*person).into(), ..TeamMember::default() };
    Contract {
        id: "C-77".into(),
        services: vec![service.into()],
        delivered: Some(date(2026, 12, 1).into()),
        team: team.iter().map(member).collect(),
        ..Contract::default()
    }
}

fn records(
    a: &mut Assessment,
    kind: RecordKind,
) -> impl Iterator<Item = &mut kijun::domain::register::Record> {
    a.records.iter_mut().filter(move |record| record.kind == kind)
}

/// What is put wrong, in which category, and the check that was silent before and speaks up then.
type Wrong = (Check, &'static str, fn(&mut Assessment));

fn wrongs() -> Vec<Wrong> {
    vec![
        (Check::WrongEnd, "vuln", |a| {
            lead(a).qualifications.push(held("1-1/cais-auditor", on(date(2028, 6, 30))));
        }),
        (Check::WrongEnd, "vuln", |a| {
            lead(a).qualifications.push(held("1-2-2/oscp-plus", Expiry::Never("for life".into())));
        }),
        (Check::OwnReview, "vuln", |a| {
            a.contracts.push(job("vuln", &["P-70"]));
            for record in records(a, RecordKind::Review) {
                record.contracts.push("C-77".into());
                record.by.push(Party::Person("P-70".into()));
            }
        }),
        (Check::OwnAudit, "vuln", |a| {
            a.contracts.push(job("vuln", &["P-70"]));
            records(a, RecordKind::Audit).for_each(|record| record.by.push(Party::Person("P-70".into())));
        }),
        (Check::DoubleRole, "vuln", |a| {
            let from = Some(date(2025, 4, 1).into());
            let post = Post { category: "vuln".into(), role: "quality".into(), from, ..Post::default() };
            lead(a).posts.push(post);
        }),
        (Check::NoEducation, "vuln", |a| {
            lead(a).trainings.iter_mut().for_each(|training| training.on = Some(date(2025, 1, 1).into()));
        }),
        (Check::NoAudit, "vuln", |a| a.records.retain(|record| record.kind != RecordKind::Audit)),
        (Check::Subcontractor, "vuln", |a| lead(a).engagement = Engagement::Subcontract),
        (Check::NotEquivalent, "vuln", |a| {
            let unlisted = Item::Unlisted("社内の資格".into());
            lead(a).qualifications.iter_mut().for_each(|q| q.item = unlisted.clone());
            lead(a).trainings.iter_mut().for_each(|t| t.item = unlisted.clone());
        }),
        (Check::OtherMethod, "vuln", |a| a.documents.iter_mut().for_each(|document| document.names.clear())),
        (Check::DateAhead, "vuln", |a| a.documents[0].approved = Some(date(2027, 2, 1).into())),
        (Check::ManualNewer, "vuln", |a| {
            records(a, RecordKind::Review).for_each(|record| record.on = Some(date(2026, 6, 1).into()));
        }),
        (Check::EvidenceTwice, "vuln", |a| {
            let one = Evidence { id: "E-01".into(), number: "7".into(), ..Evidence::default() };
            a.evidence.extend([Evidence { id: "E-02".into(), ..one.clone() }, one]);
        }),
        (Check::PersonTwice, "vuln", |a| {
            let again = Person { id: "P-81".into(), name: lead(a).name.clone(), ..Person::default() };
            a.people.push(again);
        }),
        (Check::JobTwice, "vuln", |a| {
            let again =
                Contract { id: "C-81".into(), alias: "別の名前".into(), ..a.contracts[0].clone() };
            a.contracts.push(again);
        }),
        (Check::EvidenceTwice, "vuln", |a| {
            let one = Evidence { id: "E-01".into(), number: "別紙１－２".into(), ..Evidence::default() };
            let other = Evidence { id: "E-02".into(), number: "別紙 1-2".into(), ..Evidence::default() };
            a.evidence.extend([one, other]);
        }),
        (Check::EvidenceAstray, "vuln", |a| {
            let shows = vec!["C-99".into()];
            a.evidence.push(Evidence { id: "E-01".into(), shows, ..Evidence::default() });
        }),
        (Check::OldLecture, "vuln", |a| {
            let from = Some(date(2019, 1, 1).into());
            let part = LecturePart::Lecturer;
            lead(a).lectures = vec![Lecture { from, to: from, part, ..Lecture::default() }];
        }),
        (Check::OldTraining, "vuln", |a| {
            let on = Some(date(2020, 1, 1).into());
            let item = Item::Member("3-1/course".into());
            lead(a).trainings.push(Training { item, on, ..Training::default() });
        }),
        (Check::OfferedWithoutJob, "vuln", |a| a.contracts.clear()),
        (Check::OfferedWithoutJob, "vuln", |a| {
            a.contracts.iter_mut().for_each(|job| job.kinds = vec!["audit".into()]);
        }),
        (Check::JobWithoutReview, "vuln", |a| a.contracts.push(job("vuln", &["P-70"]))),
        (Check::JobAstray, "vuln", |a| {
            let other = Contract { services: vec!["soc".into()], ..job("vuln", &["P-70"]) };
            a.contracts.push(other);
            records(a, RecordKind::Review).for_each(|record| record.contracts.push("C-77".into()));
        }),
        (Check::BeforeProcedure, "vuln", |a| {
            a.documents.iter_mut().for_each(|document| document.first_approved = document.approved);
            records(a, RecordKind::Audit).for_each(|record| record.on = Some(date(2026, 6, 1).into()));
        }),
        (Check::BeforeProcedure, "vuln", |a| {
            a.documents.iter_mut().for_each(|document| document.first_approved = document.approved);
            records(a, RecordKind::Review).for_each(|record| record.on = Some(date(2026, 6, 1).into()));
        }),
        (Check::JobUnknown, "vuln", |a| {
            records(a, RecordKind::Operation).for_each(|record| record.contracts.push("C-99".into()));
        }),
        (Check::OnePerson, "audit", |a| a.people.truncate(1)),
        (Check::DateAhead, "vuln", |a| lead(a).posts[0].from = Some(date(2027, 2, 1).into())),
        (Check::DateAhead, "vuln", |a| a.contracts[0].signed = Some(date(2027, 2, 1).into())),
    ]
}

/// A sound assessment of a category, with a job, and with two leads, so that no check but the reminders speaks up
/// for want of somebody.
fn sound(loaded: &Loaded, category: &str) -> Assessment {
    let mut a = satisfied(&[category], 0, &loaded.pack, &loaded.references);
    if !a.contracts.iter().any(|known| known.services.iter().any(|service| service == category)) {
        let mut own = job(category, &["P-79"]);
        own.id = "C-76".into();
        a.contracts.push(own);
    }
    let kinds: Vec<String> = loaded.pack.head.kinds.iter().map(|kind| kind.id.clone()).collect();
    a.contracts.iter_mut().for_each(|job| job.kinds.clone_from(&kinds));
    let jobs: Vec<ContractId> = a.contracts.iter().map(|job| job.id.clone()).collect();
    records(&mut a, RecordKind::Review).for_each(|record| record.contracts.clone_from(&jobs));
    a
}

#[test]
fn each_check_speaks_up_when_something_is_put_wrong_and_only_then() {
    let loaded = shipped();
    let mut covered: Vec<Check> = Vec::new();
    let mut amiss: Vec<String> = Vec::new();
    for (check, category, wrong) in wrongs() {
        let mut a = sound(&loaded, category);
        let before = found(&loaded, &a).contains(&check);
        wrong(&mut a);
        let after = found(&loaded, &a).contains(&check);
        if (before, after) != (false, true) {
            amiss.push(format!("{check:?}: {before} before, {after} after"));
        }
        covered.push(check);
    }
    assert!(amiss.is_empty(), "{amiss:?}");
    // These have a test of their own below.
    covered.extend([
        Check::ListDiffers,
        Check::CountDiffers,
        Check::ParticipantsOnly,
        Check::SinglePerson,
        Check::FollowedUnshown,
        Check::MarkUse,
        Check::ChangeNotice,
    ]);
    covered.sort_unstable();
    covered.dedup();
    assert_eq!(covered, Check::ALL, "no check without a case that fires and one that does not");
}

/// Every row on a standard, in every category: it stands by what is written, and only a report extract shows the work.
#[test]
fn a_standard_that_is_followed_wants_a_report_that_shows_it() {
    let loaded = shipped();
    let mut rows_seen = 0;
    for category in ["audit", "vuln", "pentest", "forensic", "soc", "device"] {
        let mut a = sound(&loaded, category);
        let unshown = |a: &Assessment| -> Vec<String> {
            let remarks = examine(&loaded.pack, &loaded.references, a, DAY).into_iter();
            let of = remarks.filter(|remark| remark.check == Check::FollowedUnshown);
            of.flat_map(|remark| remark.rows).map(|at| loaded.pack.rows()[at].id.clone()).collect()
        };
        let rows = unshown(&a);
        assert!(!rows.is_empty() && rows.iter().all(|row| row.contains(".tech.b")), "{category}: {rows:?}");
        rows_seen += rows.len();
        let entry = |kind: &str, shows: Vec<String>| Evidence {
            id: format!("{kind}-x"),
            kind: kind.into(),
            shows,
            ..Evidence::default()
        };
        a.evidence.push(entry("E6", rows.clone()));
        assert_eq!(unshown(&a), rows, "a service specification shows no work");
        a.evidence.push(entry("E5", vec![rows[0].clone()]));
        assert_eq!(unshown(&a), rows[1..]);
        a.evidence.push(entry("E5", rows.clone()));
        assert_eq!(unshown(&a), Vec::<String>::new());
    }
    assert!(rows_seen > 10, "{rows_seen}");
}

#[test]
fn a_list_in_a_paper_is_held_against_the_roster() {
    let loaded = shipped();
    let mut a = sound(&loaded, "audit");
    let leads: Vec<PersonId> = a
        .people
        .iter()
        .filter(|person| person.posts.iter().any(|post| post.role == "lead"))
        .map(|person| person.id.clone())
        .collect();
    assert!(!leads.is_empty());
    a.documents.iter_mut().for_each(|document| document.people.clone_from(&leads));
    assert!(!found(&loaded, &a).contains(&Check::ListDiffers));
    a.documents.iter_mut().for_each(|document| document.people.clear());
    assert!(found(&loaded, &a).contains(&Check::ListDiffers), "somebody is missing");
    let more = [leads, vec!["P-99".into()]].concat();
    a.documents.iter_mut().for_each(|document| document.people.clone_from(&more));
    assert!(found(&loaded, &a).contains(&Check::ListDiffers), "somebody too many");
}

#[test]
fn a_stated_number_is_held_against_the_roster() {
    let loaded = shipped();
    let (pack, references) = (&loaded.pack, &loaded.references);
    let mut a = sound(&loaded, "vuln");
    let counted = |row: &str, route: &str| {
        let at = pack.position(row).expect("a row");
        let Rule::Headcount { role, .. } = &pack.rows()[at].rule else { return 0 };
        let people = route_people(pack, references, &a, Some(DAY), &pack.category_of(at).id, role, route);
        u32::try_from(people.iter().filter(|(_, pair)| *pair == Pair::YES).count()).expect("few")
    };
    let mut right = a.documents.clone();
    for stated in right.iter_mut().flat_map(|document| &mut document.headcounts) {
        stated.count = counted(&stated.row, &stated.route);
    }
    a.documents = right;
    assert!(a.documents.iter().any(|document| !document.headcounts.is_empty()));
    assert!(!found(&loaded, &a).contains(&Check::CountDiffers));
    a.documents.iter_mut().flat_map(|document| &mut document.headcounts).for_each(|stated| stated.count += 7);
    assert!(found(&loaded, &a).contains(&Check::CountDiffers));
}

#[test]
fn reports_read_by_participants_only_are_told_until_somebody_else_reads_them() {
    let loaded = shipped();
    let mut a = sound(&loaded, "forensic");
    assert!(found(&loaded, &a).contains(&Check::ParticipantsOnly));
    records(&mut a, RecordKind::Review).for_each(|record| record.by.push(Party::Outside("外部の人".into())));
    assert!(!found(&loaded, &a).contains(&Check::ParticipantsOnly));
}

#[test]
fn a_single_person_is_told_until_there_is_a_second() {
    let loaded = shipped();
    let mut a = sound(&loaded, "audit");
    assert!(found(&loaded, &a).contains(&Check::SinglePerson));
    let second = Person { id: "P-66".into(), ..lead(&mut a).clone() };
    a.people.push(second);
    assert!(!found(&loaded, &a).contains(&Check::SinglePerson));
}

#[test]
fn what_no_register_shows_is_recalled_where_a_category_is_chosen() {
    let loaded = shipped();
    let mut a = sound(&loaded, "audit");
    for check in [Check::MarkUse, Check::ChangeNotice] {
        assert_eq!(check.reach(), Reach::Reminder);
        assert!(found(&loaded, &a).contains(&check));
    }
    a.profile.categories.clear();
    assert_eq!(found(&loaded, &a), []);
}

#[test]
fn every_finding_of_the_surveillance_is_there_with_its_years() {
    let mut findings: Vec<u8> = Vec::new();
    for check in Check::ALL {
        if let Source::Surveillance { finding, from, to } = check.source() {
            assert_eq!((from, to), (2022, 2024), "{check:?}");
            assert!(check.word().starts_with(&format!("F{finding}")), "{check:?}");
            findings.push(finding);
        }
    }
    findings.dedup();
    assert_eq!(findings, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

#[test]
fn remarks_change_no_verdict() {
    let loaded = shipped();
    let a = sound(&loaded, "vuln");
    let judge = |a: &Assessment| evaluate(&loaded.pack, &loaded.references, a, Some(DAY));
    let (kept, before) = (a.clone(), judge(&a));
    assert!(!found(&loaded, &a).is_empty());
    assert_eq!((judge(&a), &a), (before, &kept));
}

#[test]
fn every_check_has_a_word_of_its_own_and_words_in_both_languages() {
    use kijun::domain::text::Lang;
    let mut words: Vec<&str> = Check::ALL.iter().map(|check| check.word()).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), Check::ALL.len());
    for &check in Check::ALL {
        for lang in [Lang::Ja, Lang::En] {
            assert!(!kijun::report::examine::check(lang, check).is_empty(), "{check:?}");
        }
    }
}

#[test]
fn a_rule_for_the_double_role_counts_at_either_post() {
    let loaded = shipped();
    for ruled in ["quality", "lead"] {
        let mut a = sound(&loaded, "vuln");
        let from = Some(date(2025, 4, 1).into());
        let post = Post { category: "vuln".into(), role: "quality".into(), from, ..Post::default() };
        lead(&mut a).posts.push(post);
        assert!(found(&loaded, &a).contains(&Check::DoubleRole), "no rule");
        let posts = &mut lead(&mut a).posts;
        let post = posts.iter_mut().find(|post| post.role == ruled).expect("holds both");
        post.double_role_rule = "規程3".into();
        assert!(
            !found(&loaded, &a).contains(&Check::DoubleRole),
            "the verdict takes a rule at the {ruled} post"
        );
    }
}

#[test]
fn the_number_who_serve_in_both_is_held_against_the_roster() {
    let loaded = shipped();
    let right = (0..6).filter(|stated| {
        let mut a = sound(&loaded, "device");
        let counts = a.documents.iter_mut().flat_map(|document| &mut document.headcounts);
        counts.filter(|count| count.row == "device.tech.a.n").for_each(|count| count.count = *stated);
        let remarks = examine(&loaded.pack, &loaded.references, &a, DAY);
        let at = loaded.pack.position("device.tech.a.n").expect("row");
        !remarks.iter().any(|remark| remark.check == Check::CountDiffers && remark.rows == [at])
    });
    assert_eq!(right.count(), 1, "one number is right");
}

#[test]
fn education_kept_up_for_years_is_no_old_training() {
    let loaded = shipped();
    let mut a = sound(&loaded, "vuln");
    let course =
        a.people[0].trainings.iter().find(|t| matches!(&t.item, Item::Member(id) if id.starts_with("7-2/")));
    let old = kijun::domain::register::Training {
        on: Some(date(2020, 1, 1).into()),
        ..course.expect("educated").clone()
    };
    a.people[0].trainings.push(old);
    assert!(!found(&loaded, &a).contains(&Check::OldTraining));
}

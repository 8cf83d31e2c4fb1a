//! Reference lists in plans: what rests on a list that nobody has read waits for one step, and comes behind all else.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use kijun::domain::assessment::{Assessment, Profile};
use kijun::domain::pack::Effort;
use kijun::domain::plan::{Action, Costs, Plans, plan};
use kijun::domain::register::{
    Audience, Cover, Document, Item, Lecture, Person, Post, StandardChoice, Training, Venue, VerifiedMember,
};
use kijun::store::packs;

use crate::verdicts::shipped::everything;

const DAY: Date = date(2027, 1, 31);

/// An assessment of the diagnosis whose lead has no proof yet.
fn diagnosis() -> Assessment {
    let from = Some(date(2024, 4, 1).into());
    let post = Post { category: "vuln".into(), role: "lead".into(), from, ..Post::default() };
    let lead = Person { id: "P-01".into(), posts: vec![post], ..Person::default() };
    let categories = vec!["vuln".to_owned()];
    let profile = Profile { categories, reference_date: Some(DAY), ..Profile::default() };
    Assessment { profile, people: vec![lead], ..Assessment::default() }
}

fn plans(assessment: &Assessment, costs: &Costs) -> Plans {
    let loaded = packs::shipped("4").expect("shipped");
    plan(&loaded.pack, &loaded.references, assessment, DAY, &["vuln".to_owned()], costs)
}

fn keys(plans: &Plans) -> Vec<String> {
    plans.plans[0].steps.iter().map(|&id| plans.step(id).key.to_string()).collect()
}

#[test]
fn what_is_done_with_a_member_that_nobody_looked_up_lacks_that_alone() {
    let mut assessment = diagnosis();
    let item = Item::Member("4-2-1/owasp-wstg".into());
    let row = "vuln.tech.b#standard";
    assessment.standards.push(StandardChoice { row: row.into(), item: item.clone() });
    let without_paper = keys(&plans(&assessment, &Costs::default()));
    for step in [row, "verify:4-2-1/owasp-wstg"] {
        assert!(without_paper.contains(&step.to_owned()), "{step}: {without_paper:?}");
    }
    assessment.documents.push(Document {
        id: "D-01".into(),
        title: "仕様書".into(),
        version: "1".into(),
        approved: Some(date(2026, 4, 1).into()),
        audience: Audience::Client,
        covers: vec![Cover { row: row.into(), section: "2".into() }],
        names: vec![item],
        ..Document::default()
    });
    let done = keys(&plans(&assessment, &Costs::default()));
    assert!(!done.contains(&row.to_owned()), "the paper is there: {done:?}");
    assert!(done.contains(&"verify:4-2-1/owasp-wstg".to_owned()), "{done:?}");
}

#[test]
fn a_way_over_a_list_that_nobody_read_comes_behind_a_dearer_one() {
    let own = [("vuln.tech.a.iv", (Effort::Small, 1)), ("vuln.tech.a.i", (Effort::Large, 900))];
    let own: BTreeMap<String, (Effort, u32)> =
        own.into_iter().map(|(row, cost)| (row.to_owned(), cost)).collect();
    let costs = Costs::default().but_for(own);
    let unread = |plans: &Plans| plans.plans[0].cost.unread;
    let before = plans(&diagnosis(), &costs);
    let trained = "vuln.tech.a.iv@P-01".to_owned();
    assert!(!keys(&before).contains(&trained), "{:?}", keys(&before));
    // Once a member of the list was looked up, the cheaper way is the better one.
    let mut read = diagnosis();
    read.members.push(VerifiedMember {
        id: "3-1/course".into(),
        name: "診断講座".into(),
        source: "例示".into(),
        on: Some(date(2026, 11, 1).into()),
        by: "長".into(),
        ..VerifiedMember::default()
    });
    let after = plans(&read, &costs);
    assert!(keys(&after).contains(&trained), "{:?}", keys(&after));
    assert_eq!(unread(&before), unread(&after), "neither way rests on a list that nobody read");
}

#[test]
fn one_reading_serves_all_who_wait_for_it_and_comes_before_what_they_do() {
    let mut assessment = diagnosis();
    for id in ["P-02", "P-03"] {
        assessment.people.push(Person { id: id.into(), ..assessment.people[0].clone() });
    }
    let on = Some(date(2026, 6, 1).into());
    let item = Item::Member("7-2/own".into());
    assessment.members.push(VerifiedMember { id: "7-2/own".into(), ..VerifiedMember::default() });
    assessment.people[1].trainings.push(Training { item, on, ..Training::default() });
    let plans = plans(&assessment, &Costs::default());
    let best = &plans.plans[0];
    let readings = best.steps.iter().filter(|&&id| match &plans.step(id).action {
        Action::Verify { list, .. } => list == "7-2",
        _ => false,
    });
    assert_eq!(readings.count(), 1, "what is held of the list is what to look for: {:?}", keys(&plans));
    let verify = best.steps.iter().position(|&id| plans.step(id).key.to_string() == "verify:7-2/own");
    let teach = best.steps.iter().position(|&id| plans.step(id).key.to_string() == "vuln.qual.c.ii");
    let (verify, teach) = (verify.expect("a reading"), teach.expect("a training"));
    assert!(best.slots[teach].after.contains(&best.steps[verify]));
    assert!(best.slots[verify].finish <= best.slots[teach].start);
}

#[test]
fn an_audit_comes_after_the_log_of_the_rule_it_looks_at() {
    let plans = plans(&diagnosis(), &Costs::default());
    let best = &plans.plans[0];
    let slot = |row: &str| {
        let at = best.steps.iter().position(|&id| plans.step(id).key.to_string() == row);
        &best.slots[at.unwrap_or_else(|| panic!("{row} is no step"))]
    };
    let [rule, log, audit] =
        ["rule", "operate", "audit"].map(|part| slot(&format!("vuln.qual.c.iii#{part}")));
    assert_eq!((log.start, audit.start), (rule.finish, log.finish));
    assert!(best.cost.days >= audit.finish, "the longest chain, not the longest step");
    let longest = best.slots.iter().map(|slot| slot.finish).max();
    assert_eq!(longest, Some(best.cost.days));
}

/// A lecture at a community that the pack ships as a candidate.
fn lecture() -> Lecture {
    let day = Some(date(2025, 6, 18).into());
    let venue = Venue::Community(Item::Member("2-1/owasp-japan".into()));
    Lecture {
        venue,
        title: "OWASP Night".into(),
        from: day,
        to: day,
        proof: "プログラム".into(),
        ..Lecture::default()
    }
}

/// A member that the pack ships as a candidate and somebody holds already is looked up before a certificate is acquired.
#[test]
fn what_is_held_and_shipped_as_a_candidate_is_looked_up_first() {
    let mut assessment = diagnosis();
    assessment.people[0].lectures.push(lecture());
    let steps = keys(&plans(&assessment, &Costs::default()));
    assert!(steps.contains(&"verify:2-1/owasp-japan".to_owned()), "{steps:?}");
    assert!(
        !steps.iter().any(|step| step.starts_with("vuln.tech.a.") && step.ends_with("@P-01")),
        "{steps:?}"
    );
}

/// Who lacks a verification alone is counted once it is made: a paper that says nobody is written anew.
#[test]
fn a_verification_that_lets_somebody_qualify_outdates_the_numbers() {
    let loaded = packs::shipped("4").expect("shipped");
    let mut assessment = everything(&loaded.pack);
    assessment.profile.reference_date = Some(DAY);
    let lead = assessment.people.iter_mut().find(|person| *person.id == *"P-vuln").expect("a lead");
    (lead.qualifications, lead.trainings, lead.lectures) = (Vec::new(), Vec::new(), vec![lecture()]);
    lead.posts.retain(|post| post.category == "vuln");
    assessment.people.retain(|person| *person.id == *"P-vuln" || *person.id == *"Q-vuln");
    assessment.contracts.clear();
    assessment.records.iter_mut().for_each(|record| record.contracts.clear());
    assessment.documents[0].people.retain(|id| **id == *"P-vuln");
    for stated in &mut assessment.documents[0].headcounts {
        stated.count = 0;
    }
    let plans = plans(&assessment, &Costs::default());
    let steps = keys(&plans);
    let place = |key: &str| steps.iter().position(|step| step == key);
    let (verified, counted) = (place("verify:2-1/owasp-japan"), place("vuln.tech.a#count"));
    assert!(verified.is_some() && counted > verified, "{steps:?}");
}

//! Small files of applicants: little is on record, and one thing decides.

use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::evaluate::{Fact, Finding, Ground, Why, grounds};
use kijun::domain::gap::{Overall, overall};
use kijun::domain::register::*;
use kijun::domain::text::Lang;
use kijun::domain::verdict::Verdict;
use kijun::report::grounds::{Context, entry, sentence};

use super::shipped::{choosing, edition, judge};
use super::tiny::{TODAY, certificate, claim, date, job, lead, on, paper, record, team};

fn found(a: &Assessment, row: &str) -> Finding {
    let loaded = edition("4");
    judge(&loaded, a).at(loaded.pack.position(row).expect("a row")).clone()
}

/// Monitoring: the securing of staff is managed, the work is not.
fn staffing_alone() -> Assessment {
    let mut a = choosing(&["soc"]);
    a.claims = vec![claim("soc.qual.c.i#work", Answer::No)];
    a.documents = vec![paper("soc.qual.c.i#staff")];
    let kept = record(RecordKind::Operation, "soc.qual.c.i#staff");
    a.records = vec![Record { on: on("2026-12-01"), contracts: Vec::new(), ..kept }];
    a
}

#[test]
fn managing_the_securing_of_staff_alone_is_a_gap_a32() {
    let a = staffing_alone();
    assert_eq!(found(&a, "soc.qual.c.i#staff").verdict(), Some(Verdict::Satisfied));
    assert_eq!(found(&a, "soc.qual.c.i").verdict(), Some(Verdict::Gap));
    let loaded = edition("4");
    assert_eq!(overall(&loaded.pack, &judge(&loaded, &a)), Overall::Gaps);
    let mut rule_alone = a.clone();
    rule_alone.records.clear();
    assert_eq!(found(&rule_alone, "soc.qual.c.i#staff").verdict(), Some(Verdict::NeedsConfirmation));
}

/// Forensics: no investigation of devices, litigation support with a paper for clients.
fn litigation_support() -> Assessment {
    let mut a = choosing(&["forensic"]);
    a.claims = vec![claim("forensic.scope.a", Answer::No), claim("forensic.scope.b", Answer::Yes)];
    a.documents = vec![paper("forensic.scope.b")];
    a
}

#[test]
fn litigation_support_alone_is_inside_the_definition_with_its_paper_a2() {
    let mut a = litigation_support();
    assert_eq!(found(&a, "forensic.scope").verdict(), Some(Verdict::Satisfied));
    assert!(found(&a, "forensic.scope.a").spare, "the other kind of service really stands");
    a.documents.clear();
    assert_eq!(found(&a, "forensic.scope").verdict(), Some(Verdict::NeedsConfirmation), "named in no paper");
    assert!(edition("4").pack.row("forensic.scope").expect("a row").doubts.contains(&"A2".to_owned()));
    a.claims[0].answer = Answer::NotApplicable;
    assert_eq!(found(&a, "forensic.scope.a").verdict(), Some(Verdict::NotApplicable));
    assert_eq!(found(&a, "forensic.scope").verdict(), Some(Verdict::NeedsConfirmation));
}

/// Device verification with diagnosis, done by one subcontractor who holds the certificate of diagnosis.
fn diagnosis_by_a_subcontractor() -> Assessment {
    let mut a = choosing(&["device"]);
    a.claims = vec![claim("device.scope.b", Answer::Yes)];
    let post = |role: &str| Post {
        category: "device".into(),
        role: role.into(),
        from: on("2020-04-01"),
        ..Post::default()
    };
    a.people = vec![Person {
        id: "P-01".into(),
        name: "外注 花子".into(),
        engagement: Engagement::Subcontract,
        posts: vec![post("diagnosis")],
        qualifications: vec![Qualification { item: Item::Member("1-2-1/riss".into()), ..certificate() }],
        ..Person::default()
    }];
    a
}

#[test]
fn somebody_of_ones_own_leads_the_diagnosis_a40() {
    let row = "device.tech.a.ii#assign";
    let with = |edit: fn(&mut Assessment)| {
        let mut a = diagnosis_by_a_subcontractor();
        a.closures = vec![Closure {
            register: Register::Roster,
            by: "佐藤".into(),
            post: "部長".into(),
            on: on("2027-01-30"),
        }];
        edit(&mut a);
        found(&a, row).verdict()
    };
    let lead = |a: &mut Assessment| {
        let post = Post { role: "lead".into(), ..a.people[0].posts[0].clone() };
        a.people[0].posts.push(post);
    };
    assert_eq!(with(|_| {}), Some(Verdict::NeedsConfirmation), "nobody leads the diagnosis");
    assert_eq!(with(lead), Some(Verdict::NeedsConfirmation), "the lead is a subcontractor");
    let own = with(|a| {
        let post = Post { role: "lead".into(), ..a.people[0].posts[0].clone() };
        a.people[0].posts.push(post);
        a.people[0].engagement = Engagement::Own;
    });
    assert_eq!(own, Some(Verdict::Satisfied));
    let elsewhere = with(|a| {
        let mut lead = a.people[0].clone();
        (lead.id, lead.engagement) = ("P-02".into(), Engagement::Own);
        lead.posts[0].role = "lead".into();
        lead.qualifications.clear();
        a.people.push(lead);
    });
    assert_eq!(elsewhere, Some(Verdict::NeedsConfirmation), "a lead who is not one of those who diagnose");
}

#[test]
fn shared_routes_are_judged_for_those_who_diagnose_devices() {
    let mut a = diagnosis_by_a_subcontractor();
    let route = found(&a, "vuln.tech.a.i");
    assert_eq!(route.verdict(), Some(Verdict::NeedsConfirmation), "the certificate of the subcontractor");
    assert!(!route.spare);
    a.claims.push(claim("vuln.tech.a.i", Answer::No));
    assert_ne!(found(&a, "vuln.tech.a.i").verdict(), Some(Verdict::Unanswered));
    a.profile.categories.push("vuln".into());
    a.claims.pop();
    assert_eq!(
        found(&a, "vuln.tech.a.i").verdict(),
        Some(Verdict::Unanswered),
        "of the diagnosis service itself"
    );
}

/// A review of a diagnosis by two people of the job's own team, and by one who sold it.
fn reviewed_from_inside(reviewers: &[&str]) -> Assessment {
    let mut a = choosing(&["vuln"]);
    let name = |id: &str, name: &str| Person { name: name.into(), posts: Vec::new(), ..lead(id) };
    a.people = vec![name("P-02", "佐藤 花子"), name("P-01", "青木 一郎"), name("P-03", "田中 次郎")];
    let members = [("P-02", Part::Delivery), ("P-01", Part::Delivery), ("P-03", Part::Sales)];
    a.contracts = vec![Contract {
        services: vec!["vuln".into()],
        team: members.map(|(id, part)| team(id, part)).to_vec(),
        ..job("C-01", "P-01")
    }];
    let by = reviewers.iter().map(|id| Party::Person((*id).into())).collect();
    let reviewed = record(RecordKind::Review, "vuln.qual.c.i");
    a.records = vec![Record { contracts: vec!["C-01".into()], by, on: on("2026-12-01"), ..reviewed }];
    a
}

#[test]
fn grounds_name_the_people_who_decide() {
    let loaded = edition("4");
    let at = loaded.pack.position("vuln.qual.c.i").expect("a row");
    let cases: [(&[&str], Why, &str, &str); 2] = [
        (
            &["P-02", "P-01"],
            Why::InsideTeam(vec!["P-01".into(), "P-02".into()]),
            "実施した青木 一郎、佐藤 花子はその案件の従事者です",
            "done by 青木 一郎, 佐藤 花子, who worked on the job itself",
        ),
        (
            &["P-02", "P-03"],
            Why::ScopingOrSales(vec!["P-03".into()]),
            "実施した田中 次郎はその案件の調整か営業に関わっています",
            "done by 田中 次郎, who scoped or sold the job",
        ),
    ];
    for (reviewers, reason, ja, en) in cases {
        let mut a = reviewed_from_inside(reviewers);
        a.put_in_order();
        let context = Context { pack: &loaded.pack, references: &loaded.references, assessment: &a };
        let grounds = grounds(&loaded.pack, &loaded.references, &a, Some(date(TODAY)), at);
        let named =
            |ground: &&Ground| matches!(ground, Ground::Fact(Fact { why, .. }) if why.contains(&reason));
        let ground = grounds.iter().find(named).unwrap_or_else(|| panic!("{reason:?} in {grounds:?}"));
        for (lang, words) in [(Lang::Ja, ja), (Lang::En, en)] {
            let said = sentence(lang, &context, ground);
            assert!(said.contains(words), "{said}");
        }
        let json = serde_json::to_string(&entry(Lang::En, &context, ground)).expect("JSON");
        let ids = serde_json::to_string(reason.people()).expect("JSON");
        assert!(json.contains(&format!("\"people\":{ids}")), "{json}");
    }
}

#[test]
fn whoever_serves_in_both_is_named() {
    let loaded = edition("4");
    let mut a = diagnosis_by_a_subcontractor();
    let es = Qualification { item: Item::Member("1-5/es".into()), ..certificate() };
    a.people[0].qualifications.push(es);
    let lead = Post { role: "lead".into(), ..a.people[0].posts[0].clone() };
    a.people[0].posts.push(lead);
    let mut other = a.people[0].clone();
    (other.id, other.posts) = ("P-02".into(), vec![a.people[0].posts[0].clone()]);
    a.people.push(other);
    let at = loaded.pack.position("device.tech.a.n").expect("a row");
    let grounds = grounds(&loaded.pack, &loaded.references, &a, Some(date(TODAY)), at);
    let named = grounds.iter().filter_map(|ground| match ground {
        Ground::Person { id, .. } => Some(id.as_str()),
        _ => None,
    });
    assert_eq!(named.collect::<Vec<_>>(), ["P-01"], "P-02 only diagnoses");
}

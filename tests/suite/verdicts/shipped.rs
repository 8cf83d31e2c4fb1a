//! The shipped pack from end to end: nothing answered, everything closed, an organisation with everything.

use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::evaluate::{Findings, evaluate};
use kijun::domain::pack::Pack;
use kijun::domain::register::*;
use kijun::domain::rule::Rule;
use kijun::domain::verdict::Verdict;
use kijun::store::packs::{Loaded, shipped};

use super::tiny::{
    TODAY, certificate, claim, date, declared, job, lecture, on, paper, record, team, training,
};

const EDITIONS: [&str; 2] = ["4", "4.1"];

pub(crate) fn edition(edition: &str) -> Loaded {
    shipped(edition).unwrap_or_else(|fault| panic!("edition {edition}: {fault}"))
}

pub(super) fn judge(loaded: &Loaded, a: &Assessment) -> Findings {
    evaluate(&loaded.pack, &loaded.references, a, Some(date(TODAY)))
}

pub(super) fn choosing(categories: &[&str]) -> Assessment {
    let mut a = Assessment::default();
    a.profile.categories = categories.iter().map(|id| (*id).to_owned()).collect();
    a
}

fn all(pack: &Pack) -> Vec<&str> {
    pack.choosable().map(|category| category.id.as_str()).collect()
}

fn closures() -> Vec<Closure> {
    Register::ALL
        .map(|register| Closure {
            register, by: "佐藤".into(), post: "部長".into(), on: on("2027-01-30")
        })
        .to_vec()
}

/// Every rule inside a row, the row's own first.
fn rules(rule: &Rule) -> Vec<&Rule> {
    let mut out = vec![rule];
    rule.parts().for_each(|child| out.extend(rules(child)));
    out
}

/// Everything any row of the pack could ask for.
pub(crate) fn everything(pack: &Pack) -> Assessment {
    let mut a = choosing(&all(pack));
    a.closures = closures();
    let mut book = Document { covers: Vec::new(), ..paper("") };
    for row in pack.rows() {
        book.covers.push(Cover { row: row.id.clone(), section: row.id.clone() });
        for rule in rules(&row.rule) {
            answer(pack, &row.id, rule, &mut a, &mut book);
        }
    }
    let lists: Vec<String> =
        pack.rows().iter().flat_map(|row| row.rule.references()).map(str::to_owned).collect();
    for number in &lists {
        let id = format!("{number}/held");
        book.names.push(Item::Member(id.clone()));
        a.members.push(VerifiedMember {
            id,
            source: "公表一覧".into(),
            on: on("2026-12-01"),
            by: "佐藤".into(),
            ..VerifiedMember::default()
        });
    }
    for category in pack.choosable() {
        a.people.push(expert(pack, &category.id, &lists));
        a.people.push(somebody(&format!("Q-{}", category.id), &category.id, &["quality"]));
        a.contracts.extend(jobs(pack, &category.id));
        book.people.push(format!("P-{}", category.id).into());
    }
    a.documents = vec![book];
    a
}

fn somebody(id: &str, category: &str, roles: &[&str]) -> Person {
    let post = |role: &&str| Post {
        category: category.into(),
        role: (*role).into(),
        from: on("2020-04-01"),
        ..Post::default()
    };
    Person { id: id.into(), name: id.into(), posts: roles.iter().map(post).collect(), ..Person::default() }
}

fn expert(pack: &Pack, category: &str, lists: &[String]) -> Person {
    let roles: Vec<&str> = pack.head.roles.iter().filter(|r| r.delivers).map(|r| r.id.as_str()).collect();
    let held = |number: &String| format!("{number}/held");
    let community = |number| lecture(Venue::Community(Item::Member(held(number))));
    let school =
        Venue::School { level: SchoolLevel::University, name: "大学".into(), subject: category.into() };
    Person {
        qualifications: (lists.iter())
            .map(|number| Qualification { item: Item::Member(held(number)), ..certificate() })
            .collect(),
        lectures: lists.iter().map(community).chain([lecture(school)]).collect(),
        trainings: lists.iter().map(|number| training(&held(number), "2026-06-01")).collect(),
        ..somebody(&format!("P-{category}"), category, &roles)
    }
}

/// Five jobs of every kind, and four frames that have run since 2020.
fn jobs(pack: &Pack, category: &str) -> Vec<Contract> {
    let person = format!("P-{category}");
    let kinds: Vec<String> = pack.head.kinds.iter().map(|kind| kind.id.clone()).collect();
    let acts = pack.head.acts.iter().map(|act| act.id.clone()).collect();
    let team = vec![TeamMember { acts, ..team(&person, Part::Delivery) }];
    let one = |at: usize| Contract {
        services: vec![category.into()],
        kinds: kinds.clone(),
        kind_reason: "脆弱性への対処".into(),
        team: team.clone(),
        ..job(&format!("C-{category}-{at}"), &person)
    };
    let frame = |at| Contract { form: ContractForm::Continuing, from: on("2020-01-01"), to: None, ..one(at) };
    (0..5).map(one).chain((5..9).map(frame)).collect()
}

fn answer(pack: &Pack, row: &str, rule: &Rule, a: &mut Assessment, book: &mut Document) {
    let category = &pack.category_of(pack.position(row).expect("own row")).id;
    let count = |route: &str| StatedCount { row: row.into(), route: route.into(), count: 1 };
    let kind = match rule {
        Rule::Offered | Rule::Declared => return a.claims.push(claim(row, Answer::Yes)),
        Rule::Headcount { routes, .. } => {
            return book.headcounts.extend(routes.iter().map(|route| count(route)));
        }
        Rule::Overlap { .. } => return book.headcounts.push(count(row)),
        Rule::Standard { reference, .. } => {
            let item = Item::Member(format!("{reference}/held"));
            return a.standards.push(StandardChoice { row: row.into(), item });
        }
        Rule::Review { .. } => RecordKind::Review,
        Rule::Audit { .. } => RecordKind::Audit,
        Rule::Operation { .. } => RecordKind::Operation,
        _ => return,
    };
    a.declarations.push(declared(DeclarationKind::AllReviewed, row));
    a.records.push(Record {
        contracts: vec![format!("C-{category}-0").into()],
        by: vec![Party::Person(format!("P-{category}").into()), Party::Outside("外部の佐藤".into())],
        ..record(kind, row)
    });
}

#[test]
fn with_nothing_answered_everything_is_unanswered() {
    for name in EDITIONS {
        let loaded = edition(name);
        let a = choosing(&all(&loaded.pack));
        for day in [None, Some(date(TODAY))] {
            let findings = evaluate(&loaded.pack, &loaded.references, &a, day);
            for finding in &findings.rows {
                let id = &loaded.pack.rows()[finding.at].id;
                assert!(matches!(finding.verdict(), None | Some(Verdict::Unanswered)), "{name}: {id}");
            }
            assert!(findings.categories.iter().all(|c| c.outcome.verdict() == Verdict::Unanswered));
            assert_eq!(findings.categories.len(), 6);
        }
    }
}

#[test]
fn every_row_is_reached() {
    for name in EDITIONS {
        let loaded = edition(name);
        let findings = judge(&loaded, &choosing(&all(&loaded.pack)));
        let astray: Vec<&String> =
            findings.rows.iter().filter(|f| !f.reached).map(|f| &loaded.pack.rows()[f.at].id).collect();
        assert!(astray.is_empty(), "{name}: {astray:?}");
        assert_eq!(findings.rows.len(), if name == "4" { 195 } else { 202 });
    }
}

#[test]
fn closed_and_empty_every_row_about_facts_is_a_gap() {
    for name in EDITIONS {
        let loaded = edition(name);
        let mut a = choosing(&all(&loaded.pack));
        a.closures = closures();
        for row in loaded.pack.rows() {
            match row.rule {
                Rule::Offered => a.claims.push(claim(&row.id, Answer::Yes)),
                Rule::Declared => a.claims.push(claim(&row.id, Answer::No)),
                _ => {}
            }
        }
        let findings = judge(&loaded, &a);
        for finding in &findings.rows {
            let row = &loaded.pack.rows()[finding.at];
            let gate = row.id.split(['.', '#']).nth(1) == Some("scope");
            let expected = if gate { Verdict::NeedsConfirmation } else { Verdict::Gap };
            assert!(finding.verdict().is_none_or(|verdict| verdict == expected), "{name}: {}", row.id);
        }
        assert!(findings.categories.iter().all(|c| c.outcome.verdict() == Verdict::Gap));
    }
}

#[test]
fn a_service_outside_its_definition_is_a_gap() {
    let loaded = edition("4");
    for category in all(&loaded.pack) {
        let mut a = everything(&loaded.pack);
        for claim in &mut a.claims {
            if claim.row.starts_with(&format!("{category}.scope")) {
                claim.answer = Answer::No;
            }
        }
        let findings = judge(&loaded, &a);
        let outcome = findings.category(category).expect("chosen").outcome;
        assert_eq!(outcome.verdict(), Verdict::Gap, "{category}");
    }
}

#[test]
fn an_organisation_with_everything_satisfies_every_row() {
    for name in EDITIONS {
        let loaded = edition(name);
        let findings = judge(&loaded, &everything(&loaded.pack));
        let short: Vec<(&String, Verdict)> = (findings.rows.iter())
            .filter_map(|f| Some((&loaded.pack.rows()[f.at].id, f.verdict()?)))
            .filter(|(_, verdict)| *verdict != Verdict::Satisfied)
            .collect();
        assert!(short.is_empty(), "{name}: {short:?}");
        for category in &findings.categories {
            assert_eq!(category.outcome.verdict(), Verdict::Satisfied, "{name}: {}", category.id);
        }
        for finding in findings.rows.iter().filter(|finding| finding.value.is_some()) {
            assert_ne!(finding.value, Some((0, 0)), "{}", loaded.pack.rows()[finding.at].id);
        }
    }
}

#[test]
fn each_category_stands_alone() {
    let loaded = edition("4.1");
    for category in all(&loaded.pack) {
        let mut a = everything(&loaded.pack);
        a.profile.categories = vec![category.to_owned()];
        let findings = judge(&loaded, &a);
        assert_eq!(findings.categories.len(), 1);
        assert_eq!(findings.categories[0].outcome.verdict(), Verdict::Satisfied, "{category}");
        let reached = |id: &str| findings.at(loaded.pack.position(id).expect("row")).reached;
        assert!(reached("common.elig.a"), "{category} asks the block for all");
        let of_vuln = ["vuln", "pentest", "device"].contains(&category);
        assert_eq!(reached("vuln.tech.b#standard"), of_vuln, "{category} and vulnerability diagnosis");
        assert_eq!(reached("vuln.qual.a"), ["vuln", "pentest"].contains(&category), "{category}");
    }
}

#[test]
fn each_register_is_needed() {
    let loaded = edition("4.1");
    let emptied: [(&str, fn(&mut Assessment)); 7] = [
        ("people", |a| a.people.clear()),
        ("documents", |a| a.documents.clear()),
        ("reviews", |a| a.records.retain(|r| r.kind != RecordKind::Review)),
        ("audits", |a| a.records.retain(|r| r.kind != RecordKind::Audit)),
        ("operations", |a| a.records.retain(|r| r.kind != RecordKind::Operation)),
        ("standards", |a| a.standards.clear()),
        ("claims", |a| a.claims.clear()),
    ];
    for (name, empty) in emptied {
        let mut a = everything(&loaded.pack);
        empty(&mut a);
        for category in judge(&loaded, &a).categories {
            // Monitoring asks for no review of reports.
            let none_asked = name == "reviews" && category.id == "soc";
            let verdict = category.outcome.verdict();
            assert_eq!(
                verdict == Verdict::Satisfied,
                none_asked,
                "{} without {name}: {verdict}",
                category.id
            );
        }
    }
}

#[test]
fn device_verification_alone_needs_no_diagnosis_a33() {
    let loaded = edition("4");
    let mut a = everything(&loaded.pack);
    a.profile.categories = vec!["device".into()];
    for claim in &mut a.claims {
        if ["device.scope.b", "device.scope.c"].contains(&claim.row.as_str()) {
            claim.answer = Answer::No;
        }
    }
    a.people.iter_mut().for_each(|person| person.posts.retain(|post| post.role != "diagnosis"));
    a.standards.retain(|choice| !choice.row.ends_with("#vuln") && !choice.row.starts_with("vuln"));
    let findings = judge(&loaded, &a);
    assert_eq!(findings.categories[0].outcome.verdict(), Verdict::Satisfied);
    let off = [
        "device.tech.a.ii",
        "device.tech.a.ii#assign",
        "device.tech.a.ii#count",
        "device.tech.a.n",
        "device.tech.b.i#vuln",
        "device.tech.b.ii#vuln",
        "vuln.tech.b",
        "vuln.tech.a.i",
    ];
    for id in off {
        let finding = findings.at(loaded.pack.position(id).expect("row"));
        assert_eq!(finding.verdict(), Some(Verdict::NotApplicable), "{id}");
    }
    a.profile.categories = vec!["device".into(), "vuln".into()];
    let both = judge(&loaded, &a);
    let standard = both.at(loaded.pack.position("vuln.tech.b#standard").expect("row"));
    assert_eq!(standard.verdict(), Some(Verdict::Gap), "diagnosis still asks for it");
    assert!(!standard.spare);
}

#[test]
fn pentest_stands_on_vulnerability_diagnosis_a23() {
    let loaded = edition("4");
    let mut a = everything(&loaded.pack);
    a.people.retain(|person| person.id != "Q-vuln");
    let verdict =
        |a: &Assessment, id: &str| judge(&loaded, a).category(id).expect("chosen").outcome.verdict();
    assert_eq!(verdict(&a, "vuln"), Verdict::Gap);
    assert_eq!(verdict(&a, "pentest"), Verdict::Gap);
    assert_eq!(verdict(&a, "soc"), Verdict::Satisfied);
}

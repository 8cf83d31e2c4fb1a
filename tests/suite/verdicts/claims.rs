//! The table of claims (design section 3, point 3), declarations, what is offered, people who are claimed.

use kijun::domain::assessment::Answer;
use kijun::domain::register::*;
use kijun::domain::verdict::Verdict;

use super::tiny::*;

/// Worlds whose row `svc.x` has each of the six pairs from facts.
fn with_facts(pair: &str) -> World {
    let person = |q: Qualification| {
        World::of("Qualification(\"9\")").with(|a| {
            a.people = vec![Person { qualifications: vec![q], ..lead("P-1") }];
        })
    };
    let lenient = || Qualification { number: String::new(), ..certificate() };
    let world = match pair {
        "no/no" => World::of("Qualification(\"9\")").closed(),
        "no/open" => person(Qualification { item: Item::Equivalent("Q-1".into()), ..certificate() })
            .closed()
            .with(|a| a.equivalences = vec![Equivalence { exam: String::new(), ..equivalence("Q-1") }]),
        "open/open" => World::of("Qualification(\"9\")"),
        "no/yes" => person(lenient()).closed(),
        "open/yes" => person(lenient()),
        "yes/yes" => person(certificate()),
        other => panic!("no such pair: {other}"),
    };
    assert_eq!(world.pair("svc.x"), pair, "the facts themselves");
    world
}

#[test]
fn the_table_of_claims() {
    use Answer::{No, Unknown, Yes};
    let cases = [
        ("no/no", Unknown, "no/no", false),
        ("open/open", Unknown, "open/open", false),
        ("yes/yes", Unknown, "yes/yes", false),
        ("no/no", Yes, "no/no", true),
        ("no/open", Yes, "no/yes", false),
        ("open/open", Yes, "open/yes", false),
        ("no/yes", Yes, "no/yes", false),
        ("open/yes", Yes, "open/yes", false),
        ("yes/yes", Yes, "yes/yes", false),
        ("no/no", No, "no/no", false),
        ("no/open", No, "no/no", false),
        ("open/open", No, "no/no", false),
        ("no/yes", No, "no/no", true),
        ("open/yes", No, "no/no", true),
        ("yes/yes", No, "no/yes", true),
    ];
    for (facts, answer, expected, contradiction) in cases {
        let world = with_facts(facts).claim("svc.x", answer);
        let findings = world.findings();
        let finding = findings.at(0);
        assert_eq!(say(finding.outcome), expected, "{facts}, {answer:?}");
        assert_eq!(finding.contradiction, contradiction, "{facts}, {answer:?}");
        assert_eq!(finding.facts.map(|pair| say(pair.into())).as_deref(), Some(facts), "facts are kept");
        assert_eq!(finding.claim, Some(answer), "don't know is kept apart from never asked");
    }
    assert_eq!(with_facts("open/open").findings().at(0).claim, None);
}

#[test]
fn not_applicable_needs_leave_and_a_reason() {
    let mut world = with_facts("open/open").claim("svc.x", Answer::NotApplicable);
    assert_eq!(world.pair("svc.x"), "open/open", "never on a must-hold row");
    allow_waiver(&mut world, "svc.x");
    assert_eq!(world.pair("svc.x"), "n/a");
    world.a.claims[0].remark = "  ".into();
    assert_eq!(world.pair("svc.x"), "open/open", "no reason");
}

#[test]
fn a_claim_on_a_container_does_nothing() {
    let world =
        World::of("Row(\"svc.x.i\")").row("svc.x.i", "Leaf", "Document()").claim("svc.x", Answer::Yes);
    assert_eq!(world.pair("svc.x"), "open/open");
    assert_eq!(world.claim("svc.x.i", Answer::Yes).pair("svc.x"), "open/yes");
}

#[test]
fn declarations_a1() {
    let cases: [(&str, Answer, &str, &str, Option<&str>, &str); 8] = [
        ("yes", Answer::Yes, "佐藤", "2027-01-31T03:00:00Z", Some(TODAY), "yes/yes"),
        ("no name", Answer::Yes, " ", "2027-01-31T03:00:00Z", Some(TODAY), "no/yes"),
        ("no date", Answer::Yes, "佐藤", "", Some(TODAY), "no/yes"),
        ("a date nobody can read", Answer::Yes, "佐藤", "きのうの夕方にした", Some(TODAY), "no/yes"),
        (
            "made after the reference date",
            Answer::Yes,
            "佐藤",
            "2027-02-01T03:00:00Z",
            Some(TODAY),
            "open/open",
        ),
        ("no reference date", Answer::Yes, "佐藤", "2027-01-31T03:00:00Z", None, "open/yes"),
        ("no", Answer::No, "", "", Some(TODAY), "no/no"),
        ("don't know", Answer::Unknown, "佐藤", "2027-01-31T03:00:00Z", Some(TODAY), "open/open"),
    ];
    for (name, answer, by, at, day, expected) in cases {
        let mut world = World::of("Declared").claim("svc.x", answer).on(day);
        world.a.claims[0].by = by.into();
        world.a.claims[0].at = at.into();
        assert_eq!(world.pair("svc.x"), expected, "{name}, open");
        assert_eq!(world.closed().pair("svc.x"), expected, "{name}, closed");
    }
    assert_eq!(World::of("Declared").closed().pair("svc.x"), "open/open", "never declared");
}

#[test]
fn services_offered_a2() {
    let world = || World::of("Offered");
    let shown = |edit: fn(&mut Document)| {
        let mut document = paper("svc.x");
        edit(&mut document);
        world().claim("svc.x", Answer::Yes).with(|a| a.documents = vec![document])
    };
    let cases = [
        ("unanswered", world(), "open/open", "open/open"),
        ("don't know", world().claim("svc.x", Answer::Unknown), "open/open", "open/open"),
        ("not offered", world().claim("svc.x", Answer::No), "no/no", "no/no"),
        ("offered, no paper", world().claim("svc.x", Answer::Yes), "open/yes", "no/yes"),
        ("offered, in a paper for clients", shown(|_| {}), "yes/yes", "yes/yes"),
        ("offered, in an internal paper", shown(|d| d.audience = Audience::Internal), "open/yes", "no/yes"),
        (
            "offered, in a withdrawn paper",
            shown(|d| d.state = DocumentState::Withdrawn),
            "open/yes",
            "no/yes",
        ),
    ];
    for (name, world, open, closed) in cases {
        assert_eq!(world.pair("svc.x"), open, "{name}, open");
        assert_eq!(world.closed().pair("svc.x"), closed, "{name}, closed");
    }
}

/// One and the same person: engaged, and on one of two routes.
fn person() -> World {
    World::of("Person(All([Row(\"svc.w\"), Any([Row(\"svc.i\"), Row(\"svc.ii\")])]))")
        .row("svc.w", "Leaf", "Works(\"engaged\")")
        .row("svc.i", "Route", "Route(Qualification(\"9\"))")
        .row("svc.ii", "Route", "Route(Training(\"9\"))")
}

#[test]
fn claims_about_people_reach_the_person() {
    use Answer::{No, Yes};
    let cases: [(&str, &[(&str, Answer)], &str); 6] = [
        ("nothing said", &[], "open/open"),
        ("engaged, on a route, as claimed", &[("svc.w", Yes), ("svc.i", Yes)], "open/yes"),
        ("on a route, as claimed", &[("svc.i", Yes)], "open/open"),
        ("nobody engaged", &[("svc.w", No), ("svc.i", Yes)], "no/no"),
        ("one route denied", &[("svc.i", No)], "open/open"),
        ("all routes denied", &[("svc.i", No), ("svc.ii", No)], "no/no"),
    ];
    for (name, claims, open) in cases {
        let world = claims.iter().fold(person(), |world, (row, answer)| world.claim(row, *answer));
        assert_eq!(world.pair("svc.x"), open, "{name}");
    }
}

#[test]
fn a_denied_route_counts_for_nobody() {
    let qualified = Person { qualifications: vec![certificate()], ..lead("P-1") };
    let world = person().with(|a| a.people = vec![qualified]).closed();
    assert_eq!(world.pair("svc.x"), "yes/yes");
    let denied = world.clone().claim("svc.i", Answer::No);
    assert_eq!(denied.pair("svc.i"), "no/yes", "a contradiction");
    assert_eq!(denied.pair("svc.x"), "no/yes");
    let engaged = person().with(|a| a.people = vec![lead("P-1")]).claim("svc.i", Answer::Yes);
    assert_eq!(engaged.pair("svc.x"), "open/yes", "the engaged one may be the one who is claimed");
}

#[test]
fn waving_a_route_away_hides_no_facts() {
    let mut world =
        person().closed().claim("svc.i", Answer::NotApplicable).claim("svc.ii", Answer::NotApplicable);
    allow_waiver(&mut world, "svc.i");
    allow_waiver(&mut world, "svc.ii");
    let mut with_lead = world.clone().with(|a| a.people = vec![lead("P-1")]);
    assert_eq!(with_lead.pair("svc.x"), "no/no", "a lead on no route");
    with_lead.a.people[0].qualifications = vec![certificate()];
    assert_eq!((with_lead.pair("svc.i"), with_lead.pair("svc.x")), ("n/a".into(), "yes/yes".into()));
}

#[test]
fn a_route_waved_away_is_no_longer_awaited() {
    let mut world = World::of(r#"Person(All([Works("lead"), Any([Row("svc.i")])]))"#)
        .row("svc.i", "Route", r#"Route(Contracts(kinds: ["web"], at_least: 1, within_years: 3))"#)
        .with(|a| a.people = vec![lead("P-1")])
        .closing(&[Register::Roster]);
    allow_waiver(&mut world, "svc.i");
    assert_eq!(world.pair("svc.x"), "open/open", "contracts may still come");
    assert_eq!(world.claim("svc.i", Answer::NotApplicable).pair("svc.x"), "no/no");
}

#[test]
fn a_claim_on_another_categorys_route_says_nothing_about_ours() {
    let world = World::of(r#"Coverage(role: "staff", of: Any([Row("base.i")]))"#)
        .row("base.i", "Route", r#"Route(Qualification("9"))"#)
        .with(|a| {
            let qualifications = vec![certificate()];
            a.people = vec![Person { posts: vec![post("staff")], qualifications, ..lead("P-1") }];
        })
        .closed();
    let denied = world.claim("base.i", Answer::No);
    let pairs = |world: &World| (world.pair("base.i"), world.pair("svc.x"));
    let both = denied.clone().with(|a| a.profile.categories.push("base".into()));
    assert_eq!(pairs(&both), ("no/no".into(), "yes/yes".into()), "said of the other service's own people");
    assert_eq!(pairs(&denied), ("no/yes".into(), "no/yes".into()), "the other service is not assessed");
}

#[test]
fn without_a_reference_date_dated_rules_are_open() {
    let rules = [
        "Qualification(\"9\")",
        "Document()",
        "Review(within_months: 12, by: DisjointFromTeam)",
        "Person(Works(\"lead\"))",
        "Coverage(role: \"lead\", of: Training(\"9\"))",
        "PersonList(role: \"lead\")",
        "Standard(reference: \"9\")",
    ];
    for rule in rules {
        let world = World::of(rule).on(None).with(|a| {
            a.people = vec![Person { qualifications: vec![certificate()], ..lead("P-1") }];
            a.documents = vec![paper("svc.x")];
        });
        assert_eq!(world.pair("svc.x"), "open/open", "{rule}, open");
        assert_eq!(world.clone().closed().pair("svc.x"), "open/open", "{rule}, closed");
        let claimed = world.claim("svc.x", Answer::Yes);
        assert_eq!(claimed.outcome("svc.x").verdict(), Verdict::NeedsConfirmation, "{rule}, claimed");
    }
}

#[test]
fn a_closure_needs_a_name_and_a_date() {
    let world = World::of("Document()").closed();
    assert_eq!(world.pair("svc.x"), "no/no");
    let nameless = world.clone().with(|a| a.closures.iter_mut().for_each(|c| c.by = String::new()));
    assert_eq!(nameless.pair("svc.x"), "open/open");
    let dateless = world.with(|a| a.closures.iter_mut().for_each(|c| c.on = None));
    assert_eq!(dateless.pair("svc.x"), "open/open");
}

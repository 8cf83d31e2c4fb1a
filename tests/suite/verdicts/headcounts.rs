//! HC of the decision table: stated numbers are those of one population, on small packs and on every row that ships.

use kijun::domain::assessment::Assessment;
use kijun::domain::evaluate::{Ground, Heads, Persons, Why, grounds};
use kijun::domain::examine::{Check, examine};
use kijun::domain::register::*;
use kijun::domain::rule::Rule;
use kijun::domain::verdict::Verdict;
use kijun::store::packs::Loaded;

use super::shipped::{edition, everything, judge};
use super::tiny::*;

fn stating(counts: &[(&str, u32)]) -> Vec<StatedCount> {
    let stated = counts.iter();
    stated
        .map(|(route, count)| StatedCount { row: "svc.x".into(), route: (*route).into(), count: *count })
        .collect()
}

/// Three people: one on route i, one on i and ii, one on neither; the first of them leads.
fn counted(rule: &str, stated: &[(&str, u32)]) -> World {
    World::of(rule)
        .row("svc.i", "Route", "Route(Qualification(\"9\"))")
        .row("svc.ii", "Route", "Route(Training(\"9\"))")
        .with(|a| {
            let first = Person { qualifications: vec![certificate()], ..lead("P-1") };
            let trainings = vec![training("9/good", "2025-01-01")];
            let other = Qualification { number: "N-2".into(), ..certificate() };
            let staff = |id| Person { posts: vec![post("staff")], ..lead(id) };
            let second = Person { qualifications: vec![other], trainings, ..staff("P-2") };
            a.people = vec![first, second, staff("P-3")];
            a.documents = vec![Document { headcounts: stating(stated), ..paper("svc.x") }];
        })
}

const ALL: &str = "Headcount(role: \"engaged\", routes: [\"svc.i\", \"svc.ii\"])";
const LEADS: &str = "Headcount(role: \"engaged\", leads: \"lead\", routes: [\"svc.i\", \"svc.ii\"])";

#[test]
fn numbers_are_those_of_everybody_a6() {
    let cases: [(&str, &[(&str, u32)], &str, &str); 8] = [
        ("as counted", &[("svc.i", 2), ("svc.ii", 1)], "open/yes", "yes/yes"),
        ("understated", &[("svc.i", 1), ("svc.ii", 1)], "open/yes", "no/yes"),
        ("nobody", &[("svc.i", 0), ("svc.ii", 0)], "open/yes", "no/yes"),
        ("overstated", &[("svc.i", 3), ("svc.ii", 1)], "open/open", "no/no"),
        ("overstated on the other route", &[("svc.i", 2), ("svc.ii", 2)], "open/open", "no/no"),
        ("a route left out", &[("svc.i", 2)], "open/open", "no/no"),
        ("two numbers for one route", &[("svc.i", 2), ("svc.i", 1), ("svc.ii", 1)], "open/yes", "no/yes"),
        ("nothing stated", &[], "open/open", "no/no"),
    ];
    for (name, stated, open, closed) in cases {
        assert_eq!(counted(ALL, stated).pair("svc.x"), open, "{name}, open");
        assert_eq!(counted(ALL, stated).closed().pair("svc.x"), closed, "{name}, closed");
    }
    let right: &[(&str, u32)] = &[("svc.i", 2), ("svc.ii", 1)];
    let edits: [(&str, fn(&mut Assessment), &str); 5] = [
        ("A10 in the application only", |a| a.documents[0].audience = Audience::Application, "no/yes"),
        ("one only leniently", |a| a.people[0].qualifications[0].number = String::new(), "no/yes"),
        ("one left", |a| a.people[0].posts.clear(), "no/no"),
        ("one more", |a| a.people[2].qualifications = vec![certificate()], "no/yes"),
        (
            "one may be equivalent",
            |a| {
                a.people[0].qualifications[0].item = Item::Equivalent("Q-1".into());
                a.equivalences = vec![Equivalence { exam: String::new(), ..equivalence("Q-1") }];
            },
            "no/open",
        ),
    ];
    for (name, edit, closed) in edits {
        assert_eq!(counted(ALL, right).closed().with(edit).pair("svc.x"), closed, "{name}");
    }
}

/// The lead is on route i alone; everybody together are two on i and one on ii.
#[test]
fn numbers_are_those_of_one_population_a6() {
    for (name, i, ii, closed) in [
        ("everybody", 2, 1, "yes/yes"),
        ("the leads", 1, 0, "yes/yes"),
        ("one of each", 2, 0, "no/yes"),
        ("one of each, the other way round", 1, 1, "no/yes"),
        ("nobody, where a lead stands", 0, 0, "no/no"),
        ("nobody on the route of the lead", 0, 1, "no/no"),
        ("more than there are", 3, 1, "no/no"),
        ("more than there are on the other route", 1, 2, "no/no"),
    ] {
        let world = counted(LEADS, &[("svc.i", i), ("svc.ii", ii)]).closed();
        assert_eq!(world.pair("svc.x"), closed, "{name}");
        let wider = world.with(|a| a.people[0].posts = vec![post("staff")]);
        let expected = match (i, ii) {
            (2, 1) => "yes/yes",
            (0..=2, 0..=1) => "no/yes",
            _ => "no/no",
        };
        assert_eq!(wider.pair("svc.x"), expected, "{name}, no lead among them");
    }
}

#[test]
fn a_number_that_is_right_waits_for_those_who_may_still_come() {
    let all_but = |open: Register, rule: &str| {
        let closed = Register::ALL.into_iter().filter(|register| *register != open);
        counted(rule, &[("svc.i", 2), ("svc.ii", 1)]).closing(&closed.collect::<Vec<_>>()).pair("svc.x")
    };
    assert_eq!(all_but(Register::Roster, LEADS), "open/yes");
    assert_eq!(all_but(Register::Contracts, LEADS), "yes/yes", "no route asks for contracts");
    let jobs = "Route(Contracts(kinds: [\"web\"], at_least: 1, within_years: 3))";
    let world = counted(
        "Headcount(role: \"engaged\", routes: [\"svc.i\", \"svc.iii\"])",
        &[("svc.i", 2), ("svc.iii", 0)],
    )
    .row("svc.iii", "Route", jobs);
    let others = Register::ALL.into_iter().filter(|register| *register != Register::Contracts);
    assert_eq!(world.clone().closing(&others.collect::<Vec<_>>()).pair("svc.x"), "open/yes");
    assert_eq!(world.closed().pair("svc.x"), "yes/yes");
}

#[test]
fn people_on_both_sides_a6() {
    let world = |stated: u32| {
        let rule = "Overlap(groups: [(role: \"lead\", routes: [\"svc.i\"]), (role: \"staff\", routes: [\"svc.ii\"])])";
        World::of(rule)
            .row("svc.i", "Route", "Route(Qualification(\"9\"))")
            .row("svc.ii", "Route", "Route(Training(\"9\"))")
            .closed()
            .with(|a| {
                let trainings = vec![training("9/good", "2025-01-01")];
                let posts = vec![post("lead"), post("staff")];
                let qualifications = vec![certificate()];
                let both = Person { posts, trainings: trainings.clone(), qualifications, ..lead("P-1") };
                let one_role = Person { posts: vec![post("lead")], ..both.clone() };
                let no_training = Person { trainings: vec![], ..both.clone() };
                a.people = vec![both, one_role, no_training];
                a.documents = vec![Document { headcounts: stating(&[("svc.x", stated)]), ..paper("svc.x") }];
            })
    };
    assert_eq!(world(0).pair("svc.x"), "no/yes");
    assert_eq!(world(1).pair("svc.x"), "yes/yes");
    assert_eq!(world(2).pair("svc.x"), "no/no");
    let nobody = world(0).with(|a| a.people.truncate(0));
    assert_eq!(nobody.pair("svc.x"), "yes/yes", "there is none");
}

/// The grounds show each number beside both counts, and how many people stand behind all of them.
#[test]
fn the_grounds_show_what_is_stated_and_what_is_counted() {
    let world = counted(LEADS, &[("svc.i", 2), ("svc.ii", 0)]).closed();
    let grounds = grounds(&world.pack(), &world.references, &world.a, world.day, 0);
    let exactly = |count| Heads { strict: count, strict_most: count, lenient: count, lenient_most: count };
    let numbers: Vec<_> = grounds
        .iter()
        .filter_map(|ground| match ground {
            Ground::Headcount(number) => {
                let leads = number.leads.as_ref().map(|(_, heads)| *heads);
                Some((number.route.as_str(), number.stated.clone(), leads, number.all))
            }
            _ => None,
        })
        .collect();
    let paper = |count| vec![("D-01".to_owned(), count)];
    assert_eq!(
        numbers,
        [
            ("svc.i", paper(2), Some(exactly(1)), exactly(2)),
            ("svc.ii", paper(0), Some(exactly(0)), exactly(1)),
        ]
    );
    let persons = |all, several| Persons { strict: (all, several), lenient: (all, several) };
    let expected = Ground::Persons {
        leads: Some(("lead".into(), persons(1, 0))),
        all: ("engaged".into(), persons(2, 1)),
    };
    assert!(grounds.contains(&expected), "{grounds:?}");
    let why = grounds.iter().filter_map(Ground::fact).flat_map(|fact| &fact.why);
    let why: Vec<&Why> = why.collect();
    assert_eq!(
        why,
        [&Why::PopulationsMixed, &Why::Understated { route: "svc.ii".into(), stated: 0, strict: 1 }]
    );
}

/// Rows of a pack that ask for numbers; one person satisfies everything in each category.
fn number_rows(loaded: &Loaded) -> Vec<(usize, bool)> {
    let rows = loaded.pack.rows().iter().enumerate();
    let asked = rows.filter(|(_, row)| row.rule.asks_for_counts());
    asked.map(|(at, row)| (at, matches!(row.rule, Rule::Overlap { .. }))).collect()
}

fn state(a: &mut Assessment, number: impl Fn(usize) -> u32) {
    for (at, stated) in a.documents[0].headcounts.iter_mut().enumerate() {
        stated.count = number(at);
    }
}

#[test]
fn every_row_that_ships_wants_the_numbers_of_one_population() {
    use Verdict::{Gap, NeedsConfirmation, Satisfied};
    for name in ["4", "4.1"] {
        let loaded = edition(name);
        let rows = number_rows(&loaded);
        assert_eq!(rows.len(), 6, "{name}");
        let mut a = everything(&loaded.pack);
        let verdicts = |a: &Assessment, routes: Verdict, both: Verdict, case: &str| {
            let findings = judge(&loaded, a);
            let remarks = examine(&loaded.pack, &loaded.references, a, date(TODAY));
            for (at, overlap) in &rows {
                let expected = if *overlap { both } else { routes };
                let id = &loaded.pack.rows()[*at].id;
                assert_eq!(findings.at(*at).verdict(), Some(expected), "{name} {id}: {case}");
                let told = remarks.iter().any(|r| r.check == Check::CountDiffers && r.rows == [*at]);
                assert_eq!(told, expected != Satisfied, "{name} {id}: {case}, told to the examiner");
            }
        };
        verdicts(&a, Satisfied, Satisfied, "one, as there is");
        state(&mut a, |_| 0);
        verdicts(&a, Gap, NeedsConfirmation, "P1, P2: nobody, though a lead stands");
        state(&mut a, |_| 2);
        verdicts(&a, Gap, Gap, "two, and there is one");
        // A second person for each service who does not lead.
        let more: Vec<Person> = a.people.iter().filter(|p| p.id.starts_with("P-")).cloned().collect();
        for mut person in more {
            person.id = format!("{}-2", person.id).into();
            person.name = person.id.to_string();
            person.posts.retain(|post| post.role != "lead");
            let service = person.posts[0].category.clone();
            for job in a.contracts.iter_mut().filter(|job| job.services.contains(&service)) {
                job.team.push(TeamMember { person: person.id.clone(), ..job.team[0].clone() });
            }
            a.people.push(person);
        }
        verdicts(&a, Satisfied, Satisfied, "everybody");
        state(&mut a, |_| 1);
        verdicts(&a, Satisfied, NeedsConfirmation, "the leads");
        state(&mut a, |at| 1 + u32::try_from(at % 2).expect("one"));
        let findings = judge(&loaded, &a);
        for (at, _) in rows.iter().filter(|(_, overlap)| !overlap) {
            let id = &loaded.pack.rows()[*at].id;
            assert_eq!(findings.at(*at).verdict(), Some(NeedsConfirmation), "{name} {id}: mixed");
        }
        state(&mut a, |_| 0);
        verdicts(&a, Gap, NeedsConfirmation, "nobody");
    }
}

//! One thing entered twice: strictly it counts once, leniently each row is taken at its word.

use kijun::domain::register::*;

use super::tiny::*;

const FIVE: &str = "Route(Contracts(kinds: [\"web\"], at_least: 5, within_years: 3))";
const YEARS: &str = "Route(Years(kinds: [\"web\"], at_least: 1, within_years: 3))";

/// Four jobs, and a fifth entry that is made of the first.
fn jobs(fifth: impl Fn(&mut Contract)) -> Vec<Contract> {
    let named =
        |at: usize| Contract { alias: format!("{at}社 2025～2026"), ..job(&format!("C-{at}"), "P-1") };
    let mut jobs: Vec<Contract> = (1..=4).map(named).collect();
    let mut again = Contract { id: "C-5".into(), ..jobs[0].clone() };
    fifth(&mut again);
    jobs.push(again);
    jobs
}

fn judged(rule: &str, jobs: Vec<Contract>) -> String {
    let world = World::of(rule).closed().with(|a| {
        a.people = vec![lead("P-1")];
        a.contracts = jobs;
    });
    world.pair("svc.x")
}

#[test]
fn one_contract_under_two_spellings_counts_once() {
    let cases: [(&str, fn(&mut Contract), &str); 10] = [
        ("once more", |_| {}, "no/yes"),
        ("from another desk", |c| c.alias = "1社 2025〜2026".into(), "no/yes"),
        ("in another width", |c| c.alias = "１社　2025~2026".into(), "no/yes"),
        ("kinds in another order", |c| c.kinds.reverse(), "no/yes"),
        ("without a name", |c| c.alias.clear(), "yes/yes"),
        ("for another client", |c| c.alias = "5社".into(), "yes/yes"),
        ("delivered another day", |c| c.delivered = on("2025-03-30"), "yes/yes"),
        ("signed another day", |c| c.signed = on("2025-01-11"), "yes/yes"),
        ("of one kind more", |c| c.kinds.push("other".into()), "yes/yes"),
        ("by a larger team", |c| c.team.push(team("P-2", Part::Delivery)), "yes/yes"),
    ];
    for (name, fifth, expected) in cases {
        let all = jobs(fifth);
        assert_eq!(judged(FIVE, all.clone()), expected, "{name}");
        let mut turned = all.clone();
        turned.reverse();
        assert_eq!(judged(FIVE, turned), expected, "{name}, in another order");
        assert_eq!(judged(FIVE, all[..4].to_vec()), "no/no", "{name}: four alone");
    }
}

#[test]
fn months_of_one_contract_under_two_names_add_up_once() {
    let half = |id: &str, alias: &str| Contract {
        alias: alias.into(),
        from: on("2025-01-01"),
        to: on("2025-06-30"),
        ..job(id, "P-1")
    };
    assert_eq!(judged(YEARS, vec![half("C-1", "A社～"), half("C-2", "A社〜")]), "no/yes");
    assert_eq!(judged(YEARS, vec![half("C-1", "A社"), half("C-2", "B社")]), "yes/yes");
}

/// Two people on a route, of whom a paper says that they are two.
fn two(edit: impl Fn(&mut [Person])) -> String {
    let world = World::of("Headcount(role: \"engaged\", routes: [\"svc.i\"])")
        .row("svc.i", "Route", "Route(Qualification(\"9\"))")
        .closed()
        .with(|a| {
            let holder = |id: &str, name: &str, number: &str| {
                let held = Qualification { number: number.into(), ..certificate() };
                Person { name: name.into(), qualifications: vec![held], ..lead(id) }
            };
            a.people = vec![holder("P-1", "髙橋 健", "第001号"), holder("P-2", "渡辺 恵", "第002号")];
            edit(&mut a.people);
            let stated = StatedCount { row: "svc.x".into(), route: "svc.i".into(), count: 2 };
            a.documents = vec![Document { headcounts: vec![stated], ..paper("svc.x") }];
        });
    world.pair("svc.x")
}

#[test]
fn one_person_in_two_rows_is_one_head() {
    let cases: [(&str, fn(&mut [Person]), &str); 9] = [
        ("two people", |_| {}, "yes/yes"),
        ("one name in two spellings", |p| p[1].name = "高橋　健".into(), "no/yes"),
        (
            "one name, read in two ways",
            |p| {
                p[1].name = "高橋 健".into();
                (p[0].yomi, p[1].yomi) = ("たかはし けん".into(), "たかはし たけし".into());
            },
            "yes/yes",
        ),
        (
            "one name, the reading in two scripts",
            |p| {
                p[1].name = "高橋 健".into();
                (p[0].yomi, p[1].yomi) = ("たかはし けん".into(), "タカハシ　ケン".into());
            },
            "no/yes",
        ),
        (
            "one name, one reading missing",
            |p| {
                p[1].name = "高橋 健".into();
                p[0].yomi = "たかはし けん".into();
            },
            "no/yes",
        ),
        ("one certificate", |p| p[1].qualifications[0].number = "第００１号".into(), "no/yes"),
        (
            "one number of another certificate",
            |p| {
                let mut other = p[0].qualifications[0].clone();
                other.item = Item::Unlisted("社内".into());
                p[1].qualifications.push(other);
            },
            "yes/yes",
        ),
        (
            "remarks in the place of numbers",
            |p| p.iter_mut().for_each(|p| p.qualifications[0].number = "申請中".into()),
            "yes/yes",
        ),
        ("no names at all", |p| p.iter_mut().for_each(|p| p.name.clear()), "yes/yes"),
    ];
    for (name, edit, expected) in cases {
        assert_eq!(two(edit), expected, "{name}");
        assert_eq!(
            two(|people| {
                edit(people);
                people.reverse();
            }),
            expected,
            "{name}, in another order"
        );
    }
}

#[test]
fn a_second_row_of_somebody_lowers_nothing() {
    let world = |people: Vec<Person>| {
        World::of("Headcount(role: \"engaged\", routes: [\"svc.i\"])")
            .row("svc.i", "Route", "Route(Qualification(\"9\"))")
            .closed()
            .with(|a| {
                a.people = people.clone();
                let stated = StatedCount { row: "svc.x".into(), route: "svc.i".into(), count: 1 };
                a.documents = vec![Document { headcounts: vec![stated], ..paper("svc.x") }];
            })
            .pair("svc.x")
    };
    let held = Qualification { number: "N-1".into(), ..certificate() };
    let known = Person { qualifications: vec![held], ..lead("P-1") };
    let bare = Person { id: "P-2".into(), ..Person { name: "Ｐ－１".into(), ..lead("P-2") } };
    assert_eq!(world(vec![known.clone()]), "yes/yes");
    assert_eq!(world(vec![known.clone(), bare.clone()]), "yes/yes");
    assert_eq!(world(vec![bare, known]), "yes/yes");
}

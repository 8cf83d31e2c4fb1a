//! What verdicts rest on, against brute force: facts taken away one by one, people leaving in every combination.

use jiff::civil::{Date, date};
use kijun::domain::assessment::Assessment;
use kijun::domain::carriers::{Kind, Survey, carriers, departures, leaving, restated, survey, survey_while};
use kijun::domain::evaluate::{Findings, evaluate};
use kijun::domain::pack::Pack;
use kijun::domain::register::{Person, PersonId};
use kijun::domain::rule::Rule;
use kijun::domain::verdict::Verdict;
use kijun::domain::what_if::Base;
use kijun::store::packs::{self, Loaded};
use proptest::prelude::*;

use crate::forecast::satisfied;
use crate::verdicts::dice::{Dice, stirred};
use crate::verdicts::rich::{flourish, rich};
use crate::verdicts::tiny::World;

const DAY: Date = date(2027, 1, 31);

fn base<'a>(world: &'a World, pack: &'a Pack) -> Base<'a> {
    Base { pack, references: &world.references, assessment: &world.a, day: world.day }
}

fn judged(base: &Base<'_>, assessment: &Assessment) -> Findings {
    evaluate(base.pack, base.references, assessment, base.day)
}

/// Rows and categories that are worse in the second, by name: position and verdicts.
fn worse(before: &Findings, after: &Findings) -> Vec<(String, Verdict, Verdict)> {
    let rows = before.rows.iter().zip(&after.rows).filter(|(a, b)| a.reached || b.reached);
    let rows = rows.filter_map(|(a, b)| Some((format!("{}", a.at), a.verdict()?, b.verdict()?)));
    let categories = before.categories.iter().zip(&after.categories);
    let categories = categories.map(|(a, b)| (a.id.clone(), a.outcome.verdict(), b.outcome.verdict()));
    rows.chain(categories).filter(|(_, a, b)| *a != Verdict::NotApplicable && b < a).collect()
}

/// An assessment with a fact struck out, written apart from the code under test.
fn struck(a: &Assessment, kind: Kind, id: &str) -> Assessment {
    let mut rest = a.clone();
    match kind {
        Kind::Person => {
            for person in rest.people.iter_mut().filter(|person| person.id == id) {
                person.posts = Vec::new();
            }
        }
        Kind::Contract => {
            rest.contracts = a.contracts.iter().filter(|row| row.id != id).cloned().collect();
            for record in &mut rest.records {
                record.contracts = record.contracts.iter().filter(|job| *job != id).cloned().collect();
            }
        }
        Kind::Document => rest.documents = a.documents.iter().filter(|row| row.id != id).cloned().collect(),
        Kind::Record => rest.records = a.records.iter().filter(|row| row.id != id).cloned().collect(),
        Kind::Equivalence => {
            rest.equivalences = a.equivalences.iter().filter(|row| row.id != id).cloned().collect();
        }
    }
    rest
}

fn against_brute_force(base: &Base<'_>) {
    let before = judged(base, base.assessment);
    let found = carriers(base);
    let a = base.assessment;
    let ids = [
        (Kind::Person, a.people.iter().map(|row| row.id.to_string()).collect::<Vec<_>>()),
        (Kind::Contract, a.contracts.iter().map(|row| row.id.to_string()).collect()),
        (Kind::Document, a.documents.iter().map(|row| row.id.clone()).collect()),
        (Kind::Record, a.records.iter().map(|row| row.id.clone()).collect()),
        (Kind::Equivalence, a.equivalences.iter().map(|row| row.id.clone()).collect()),
    ];
    for (kind, ids) in ids {
        for id in ids {
            let expected = worse(&before, &judged(base, &struck(a, kind, &id)));
            let carrier = found.iter().find(|carrier| carrier.kind == kind && carrier.id == id);
            let told = carrier.map_or(Vec::new(), |carrier| {
                let rows = carrier.falls.rows.iter().map(|flip| (format!("{}", flip.at), flip.from, flip.to));
                let categories = carrier.falls.categories.iter();
                rows.chain(categories.map(|flip| (flip.id.clone(), flip.from, flip.to))).collect()
            });
            assert_eq!(told, expected, "{kind:?} {id}");
        }
    }
}

/// Every set of people whose leaving lowers a category while no smaller part of it does, by trying them all.
fn breaking(base: &Base<'_>, category: usize) -> Vec<Vec<String>> {
    let with_posts = base.assessment.people.iter().filter(|person| !person.posts.is_empty());
    let people: Vec<&str> = with_posts.map(|person| person.id.as_str()).collect();
    let verdict = |a: &Assessment| judged(base, a).categories[category].outcome.verdict();
    let now = verdict(base.assessment);
    let mut masks: Vec<usize> = (1..1_usize << people.len()).collect();
    masks.sort_by_key(|mask| mask.count_ones());
    let mut broken: Vec<usize> = Vec::new();
    for mask in masks.into_iter().filter(|mask| mask.count_ones() <= 3) {
        let set: Vec<&str> =
            people.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, id)| *id).collect();
        let smaller = broken.iter().any(|known| known & mask == *known);
        if !smaller && verdict(&restated(base, leaving(base.assessment, &set))) < now {
            broken.push(mask);
        }
    }
    let named = |mask: &usize| {
        let set = people.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1);
        set.map(|(_, id)| (*id).to_owned()).collect::<Vec<_>>()
    };
    let mut sets: Vec<Vec<String>> = broken.iter().map(named).collect();
    sets.sort();
    sets
}

/// Each who is said to hold a row holds it alone; without all of them it falls.
fn slack_holds(base: &Base<'_>, survey: &Survey) {
    let all: Vec<&str> = base.assessment.people.iter().map(|person| person.id.as_str()).collect();
    for slack in survey.categories.iter().flat_map(|category| &category.slack) {
        if !slack.stated.is_empty() {
            continue;
        }
        let verdict = |a: &Assessment| judged(base, a).at(slack.at).outcome.verdict();
        let row = &base.pack.rows()[slack.at].id;
        let alone = |holder: &&PersonId| {
            let others: Vec<&str> = all.iter().copied().filter(|id| *id != holder.as_str()).collect();
            verdict(&leaving(base.assessment, &others)) >= slack.verdict
        };
        let ids: Vec<PersonId> = base.assessment.people.iter().map(|person| person.id.clone()).collect();
        let expected: Vec<&PersonId> = ids.iter().filter(alone).collect();
        assert_eq!(slack.people.iter().collect::<Vec<_>>(), expected, "{row}: who holds it alone");
        for holder in &slack.people {
            let others: Vec<&str> = all.iter().copied().filter(|id| *id != holder.as_str()).collect();
            assert!(verdict(&leaving(base.assessment, &others)) >= slack.verdict, "{row}: {holder} alone");
        }
        let holders: Vec<&str> = slack.people.iter().map(PersonId::as_str).collect();
        let every = matches!(base.pack.rows()[slack.at].rule, Rule::Coverage { .. });
        if !every && !holders.is_empty() {
            assert!(
                verdict(&leaving(base.assessment, &holders)) < slack.verdict,
                "{row}: without {holders:?}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::thorough::cases(40), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_falls_is_what_brute_force_finds(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut world = rich();
        let ids: Vec<String> = world.rows.iter().map(|row| row.id.clone()).collect();
        stirred(&mut Dice::new(&bytes), &ids, &mut world.a);
        // Somebody who holds nothing, twice: who is left out of the trials, and who is named after all.
        for (at, named) in [("P-90", false), ("P-91", bytes.len() % 2 == 0), ("P-92", bytes.len() % 3 == 0)] {
            world.a.people.push(Person { id: at.into(), name: at.into(), ..Person::default() });
            if let (true, Some(document)) = (named, world.a.documents.first_mut()) {
                document.people.push(at.into());
            }
        }
        // Ids are unique in a file.
        let mut seen = Vec::new();
        world.a.people.retain(|row| !seen.contains(&row.id) && { seen.push(row.id.clone()); true });
        let pack = world.pack();
        let base = base(&world, &pack);
        against_brute_force(&base);
        for (category, found) in departures(&base).into_iter().enumerate() {
            let mut sets = found.sets.clone();
            sets.iter_mut().for_each(|set| set.sort());
            sets.sort();
            prop_assert_eq!(sets, breaking(&base, category));
        }
        slack_holds(&base, &survey(&base));
    }
}

fn shipped() -> Loaded {
    packs::shipped("4.1").expect("shipped")
}

#[test]
fn the_only_lead_has_no_substitute_until_a_second_one_is_there() {
    let loaded = shipped();
    let mut assessment = satisfied(&["audit"], 0, &loaded.pack, &loaded.references);
    let lead = assessment.people.iter().find(|p| !p.qualifications.is_empty()).expect("a lead").clone();
    let look = |assessment: &Assessment| {
        let (pack, references) = (&loaded.pack, &loaded.references);
        let survey = survey(&Base { pack, references, assessment, day: Some(DAY) });
        let single = survey.single_points("audit").any(|carrier| carrier.id == *lead.id);
        let support = &survey.categories[0];
        let row = |slack: &&kijun::domain::carriers::Slack| pack.rows()[slack.at].id == "audit.tech.a#assign";
        let slack = support.slack.iter().find(row).expect("the row").clone();
        (single, slack, support.departures.clone())
    };
    let (single, slack, departures) = look(&assessment);
    assert!(single && slack.single() && slack.may_leave() == 0);
    assert!(departures.sets.contains(&vec![lead.id.to_string()]), "{departures:?}");
    assert_eq!((departures.may_leave(), departures.exact()), (0, true));
    assessment.people.push(Person { id: "P-66".into(), ..lead.clone() });
    assessment.documents.iter_mut().for_each(|document| document.people.push("P-66".into()));
    // Once more under another spelling is no second one.
    if let Some(second) = assessment.people.last_mut() {
        second.name = format!("　{}", lead.name);
    }
    let (single, _, departures) = look(&assessment);
    assert!(single && departures.sets.contains(&vec![lead.id.to_string()]), "{departures:?}");
    if let Some(second) = assessment.people.last_mut() {
        second.name = "別の 人".into();
        second.qualifications.iter_mut().for_each(|held| held.number = "66".into());
    }
    let (single, slack, departures) = look(&assessment);
    assert_eq!((single, slack.may_leave(), slack.people.len()), (false, 1, 2));
    assert!(departures.sets.contains(&vec![lead.id.to_string(), "P-66".into()]), "{departures:?}");
}

/// A number in a paper is no person: lowered, it stands again.
#[test]
fn a_stated_number_falls_with_the_person_but_not_for_good() {
    let world = rich().with(flourish);
    let pack = world.pack();
    let base = base(&world, &pack);
    let found = carriers(&base);
    let count = pack.position("svc.count").expect("a row");
    let second =
        found.iter().find(|carrier| carrier.id == "P-2").expect("the second person carries a number");
    assert!(second.falls.rows.iter().any(|flip| flip.at == count));
    assert!(second.lasting.rows.iter().all(|flip| flip.at != count), "{:?}", second.lasting);
    let slack = survey(&base).categories[0].slack.clone();
    let numbers = slack.iter().find(|slack| slack.at == count).expect("the number");
    assert_eq!(numbers.may_leave(), 0);
    assert!(numbers.stated.iter().all(|stated| stated.stated <= stated.counted));
}

/// People who hold nothing are as many as one: the answer is the same, and the work does not grow with them.
#[test]
fn a_roster_of_people_who_hold_nothing_changes_nothing_and_costs_little() {
    let loaded = shipped();
    let (pack, references) = (&loaded.pack, &loaded.references);
    let few = satisfied(&["audit"], 0, pack, references);
    let mut many = few.clone();
    let nobody = |at: usize| Person {
        id: format!("P-{}", 1000 + at).into(),
        name: at.to_string(),
        ..Person::default()
    };
    many.people.extend((0..3_000).map(nobody));
    let base = |assessment| Base { pack, references, assessment, day: Some(DAY) };
    // With a judge for each person, as it once was, this would take hours and gigabytes.
    assert_eq!(survey(&base(&many)), survey(&base(&few)));
}

#[test]
fn a_survey_that_nobody_waits_for_is_given_up() {
    let loaded = shipped();
    let (pack, references) = (&loaded.pack, &loaded.references);
    let assessment = satisfied(&["audit"], 0, pack, references);
    let base = Base { pack, references, assessment: &assessment, day: Some(DAY) };
    assert_eq!(survey_while(&base, &|| false), None);
    assert_eq!(survey_while(&base, &|| true), Some(survey(&base)));
}

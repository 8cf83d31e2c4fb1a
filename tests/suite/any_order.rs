//! However the lists of a file are ordered, a report is the same, byte by byte.

use kijun::domain::assessment::Assessment;
use kijun::store::assessment::write_alone;
use kijun::store::packs::shipped;
use kijun::store::sample;
use proptest::prelude::*;

use crate::home::Home;
use crate::verdicts::dice::{Dice, stirred};
use crate::verdicts::rich::rich;

/// Shuffles every list of every register.
fn shuffled(a: &mut Assessment, seed: u64) {
    let mut state = seed;
    let mut below = move |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % n.max(1)
    };
    macro_rules! shuffle {
        ($list:expr) => {{
            let list = &mut $list;
            for last in (1..list.len()).rev() {
                list.swap(last, below(last + 1));
            }
        }};
    }
    shuffle!(a.claims);
    shuffle!(a.people);
    shuffle!(a.contracts);
    shuffle!(a.documents);
    shuffle!(a.records);
    shuffle!(a.standards);
    shuffle!(a.declarations);
    shuffle!(a.equivalences);
    shuffle!(a.evidence);
    shuffle!(a.members);
    shuffle!(a.closures);
    shuffle!(a.steps);
    for person in &mut a.people {
        shuffle!(person.posts);
        shuffle!(person.qualifications);
        shuffle!(person.lectures);
        shuffle!(person.trainings);
    }
    for contract in &mut a.contracts {
        shuffle!(contract.services);
        shuffle!(contract.kinds);
        shuffle!(contract.team);
        contract.team.iter_mut().for_each(|member| shuffle!(member.acts));
    }
    for document in &mut a.documents {
        shuffle!(document.covers);
        shuffle!(document.names);
        shuffle!(document.people);
        shuffle!(document.headcounts);
    }
    for record in &mut a.records {
        shuffle!(record.rows);
        shuffle!(record.contracts);
        shuffle!(record.by);
    }
    a.evidence.iter_mut().for_each(|evidence| shuffle!(evidence.shows));
}

fn in_order(mut a: Assessment) -> Assessment {
    a.put_in_order();
    a
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::thorough::cases(300), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_order_comes_to_one(bytes in prop::collection::vec(any::<u8>(), 0..600), seed in any::<u64>()) {
        let mut world = rich();
        let ids: Vec<String> = world.rows.iter().map(|row| row.id.clone()).collect();
        stirred(&mut Dice::new(&bytes), &ids, &mut world.a);
        let mut other = world.a.clone();
        shuffled(&mut other, seed);
        prop_assert_eq!(in_order(world.a), in_order(other));
    }
}

/// What the commands that judge say of a file.
fn told(a: &Assessment) -> Vec<String> {
    let loaded = shipped(&a.profile.edition).expect("the pack of the sample");
    let home = Home::new();
    write_alone(&home.path("a.ron"), a, &loaded.pack, None).expect("a file");
    let mut commands: Vec<Vec<&str>> = vec![
        vec!["gap", "a.ron"],
        vec!["gap", "a.ron", "--lang", "en"],
        vec!["gap", "a.ron", "--format", "json"],
        vec!["gap", "a.ron", "--format", "markdown"],
        vec!["plan", "a.ron", "--today", "2026-12-01"],
        vec!["plan", "a.ron", "--today", "2026-12-01", "--format", "json"],
        vec!["forecast", "a.ron"],
        vec!["forecast", "a.ron", "--format", "json"],
        vec!["carriers", "a.ron"],
        vec!["carriers", "a.ron", "--format", "json"],
        vec!["lint", "--examiner", "a.ron"],
        vec!["export", "a.ron", "--what", "gaps"],
        vec!["references", "a.ron"],
        vec!["references", "a.ron", "--format", "json"],
        vec!["what-if", "a.ron", "--without", "P-01"],
        vec!["what-if", "a.ron", "--without", "P-01", "--format", "json"],
    ];
    let chosen: Vec<&str> = a.profile.categories.iter().map(String::as_str).collect();
    for id in &chosen {
        commands.push(vec!["review", "a.ron", "--category", id]);
        commands.push(vec!["why", "a.ron", id]);
        commands.push(vec!["why", "a.ron", id, "--format", "json"]);
    }
    let people =
        loaded.pack.rows().iter().filter(|row| row.rule.all().any(|rule| rule.shape().concerns_people()));
    for row in people.filter(|row| chosen.iter().any(|id| row.id.starts_with(id))).step_by(4) {
        commands.push(vec!["why", "a.ron", &row.id, "--format", "json"]);
    }
    commands.iter().map(|arguments| without_moment(home.run(arguments).told())).collect()
}

/// A sheet begins with the moment at which it was made.
fn without_moment(told: String) -> String {
    match (told.find("at=2"), told.find("; organisation=")) {
        (Some(from), Some(to)) => told[..from].to_owned() + &told[to..],
        _ => told,
    }
}

#[test]
fn the_sample_reads_the_same_in_any_order() {
    let sample = sample::assessment().expect("the sample");
    let as_it_is = told(&sample);
    assert!(as_it_is.iter().all(|text| text.len() > 40), "{as_it_is:?}");
    let mut other = sample;
    shuffled(&mut other, 1);
    as_it_is.iter().zip(told(&other)).for_each(|(one, other)| same(one, &other));
}

/// The first line that differs is told, not all of both.
fn same(one: &str, other: &str) {
    for (one, other) in one.lines().zip(other.lines()) {
        assert_eq!(one, other);
    }
    assert_eq!(one, other);
}

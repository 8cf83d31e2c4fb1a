//! Properties over arbitrary assessments and packs.

use std::collections::HashMap;
use std::sync::OnceLock;

use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::evaluate::{Findings, Ground, evaluate, grounds};
use kijun::domain::register::*;
use kijun::domain::rule::{ENGAGED, Rule};
use kijun::domain::verdict::{Outcome, Verdict};
use proptest::prelude::*;

use super::dice::{Dice, nonsense, proof, stirred};
use super::rich::{flourish, rich};
use super::tiny::*;

fn arbitrary(bytes: &[u8]) -> World {
    static RICH: OnceLock<World> = OnceLock::new();
    let mut world = RICH.get_or_init(rich).clone();
    let ids: Vec<String> = world.rows.iter().map(|row| row.id.clone()).collect();
    stirred(&mut Dice::new(bytes), &ids, &mut world.a);
    world
}

fn bytes(most: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..most)
}

fn three(outcome: Outcome) -> [Verdict; 3] {
    [outcome.floor(), outcome.verdict(), outcome.ceiling()]
}

/// The first row whose floor, verdict or ceiling went down, in words.
fn lowered(world: &World, before: &Findings, after: &Findings) -> Option<String> {
    before.rows.iter().zip(&after.rows).find_map(|(a, b)| {
        let fell = three(a.outcome).iter().zip(three(b.outcome)).any(|(a, b)| b < *a);
        fell.then(|| format!("{}: {} -> {}", world.rows[a.at].id, say(a.outcome), say(b.outcome)))
    })
}

/// What each paper of a world can count for each row that asks for numbers: for a route everybody and the leads.
fn countable(world: &World) -> HashMap<(String, String), (u32, Option<u32>)> {
    let pack = world.pack();
    let mut found = HashMap::new();
    for (at, row) in world.rows.iter().enumerate().filter(|(_, row)| row.rule.asks_for_counts()) {
        for ground in grounds(&pack, &world.references, &world.a, world.day, at) {
            if let Ground::Headcount(number) = ground {
                let leads = number.leads.map(|(_, heads)| heads.strict);
                found.insert((row.id.clone(), number.route), (number.all.strict, leads));
            }
        }
    }
    found
}

/// Raises the numbers that more proof made too low: those that were not too low for everybody, or for the leads, before,
/// and a 0 where a lead has come to stand.
fn restate(before: &World, after: &mut World) {
    let (was, now) = (countable(before), countable(after));
    let known = before.a.documents.len();
    for document in after.a.documents.iter_mut().take(known) {
        let rows: Vec<String> = document.headcounts.iter().map(|stated| stated.row.clone()).collect();
        for row in rows {
            let of_row = |stated: &&mut StatedCount| stated.row == row;
            let pick =
                |of: &HashMap<(String, String), (u32, Option<u32>)>, stated: &StatedCount, leads: bool| {
                    let (all, of_leads) = *of.get(&(stated.row.clone(), stated.route.clone()))?;
                    if leads { of_leads } else { Some(all) }
                };
            let enough = |leads: bool, document: &Document| {
                let mut stated = document.headcounts.iter().filter(|stated| stated.row == row);
                stated.all(|stated| pick(&was, stated, leads).is_some_and(|count| count <= stated.count))
            };
            let (all, leads) = (enough(false, document), enough(true, document));
            for stated in document.headcounts.iter_mut().filter(of_row) {
                let of = leads && !all;
                let counted = pick(&now, stated, of).unwrap_or(0);
                if all || leads || stated.count == 0 {
                    stated.count = stated.count.max(counted);
                }
            }
        }
    }
}

/// Every list of the registers backwards.
fn backwards(a: &mut Assessment) {
    a.claims.reverse();
    a.people.reverse();
    a.contracts.reverse();
    a.documents.reverse();
    a.records.reverse();
    a.standards.reverse();
    a.declarations.reverse();
    a.equivalences.reverse();
    a.members.reverse();
    a.closures.reverse();
    for person in &mut a.people {
        person.posts.reverse();
        person.qualifications.reverse();
        person.lectures.reverse();
        person.trainings.reverse();
    }
    a.contracts.iter_mut().for_each(|contract| contract.team.reverse());
    a.records.iter_mut().for_each(|record| record.by.reverse());
    for document in &mut a.documents {
        document.covers.reverse();
        document.names.reverse();
        document.headcounts.reverse();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::thorough::cases(400), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bounds_enclose_and_strict_stays_below(bytes in bytes(600)) {
        for finding in arbitrary(&bytes).findings().rows {
            let Some(pair) = finding.outcome.pair() else { continue };
            prop_assert!(pair.strict() <= pair.lenient());
            prop_assert!(pair.floor() <= pair.verdict() && pair.verdict() <= pair.ceiling());
        }
    }

    #[test]
    fn the_order_of_rows_is_of_no_account(bytes in bytes(600)) {
        let world = arbitrary(&bytes);
        let findings = world.findings();
        prop_assert_eq!(&findings, &world.findings());
        prop_assert_eq!(findings, world.with(backwards).findings());
    }

    /// People, engagements, teams, scope, closures and the date stay; no first job is added. A number of people that a
    /// paper states is wrong once somebody else comes to be counted: it is put right as well.
    #[test]
    fn more_proof_lowers_nothing(bytes in bytes(500), more in bytes(80)) {
        let world = arbitrary(&bytes);
        let ids: Vec<String> = world.rows.iter().map(|row| row.id.clone()).collect();
        let before = world.findings();
        let mut richer = world.clone().with(|a| proof(&mut Dice::new(&more), &ids, a));
        restate(&world, &mut richer);
        prop_assert_eq!(lowered(&world, &before, &richer.findings()), None);
    }

    #[test]
    fn withdrawn_claims(bytes in bytes(500)) {
        let world = arbitrary(&bytes);
        let before = world.findings();
        for at in 0..world.a.claims.len() {
            let claim = world.a.claims[at].clone();
            let doubled = world.a.claims.iter().filter(|other| other.row == claim.row).count() > 1;
            if claim.row.starts_with("svc.scope") || doubled {
                continue;
            }
            let after = world.clone().with(|a| drop(a.claims.remove(at))).findings();
            let (lower, upper) = match claim.answer {
                Answer::Yes => (&after, &before),
                Answer::No => (&before, &after),
                _ => continue,
            };
            for (l, u) in lower.rows.iter().zip(&upper.rows) {
                prop_assert!(l.outcome.verdict() <= u.outcome.verdict(), "{} on {}", claim.answer.word(), claim.row);
            }
        }
    }

    /// Rows that rest on no other row and are unanswered, all claimed yes or no. (A claim on a row that
    /// rests on others is no completion of them: answers below may come to contradict it.)
    #[test]
    fn claims_on_open_leaves_stay_within_the_bounds(bytes in bytes(500), answers in any::<u64>()) {
        let mut world = arbitrary(&bytes);
        let resting = world.rows.iter().filter(|row| !row.rule.rows().is_empty());
        let resting: Vec<String> = resting.map(|row| row.id.clone()).collect();
        world.a.claims.retain(|claim| !resting.contains(&claim.row));
        let before = world.findings();
        let pack = world.pack();
        let open = before.rows.iter().filter(|finding| {
            let row = &pack.rows()[finding.at];
            pack.answerable(finding.at)
                && row.rule.rows().is_empty()
                && !row.id.starts_with("svc.scope")
                && finding.facts.is_some_and(|pair| Outcome::Judged(pair).verdict() == Verdict::Unanswered)
                && world.a.claims.iter().all(|claim| claim.row != row.id)
        });
        let completed = open.fold(world.clone(), |world, finding| {
            let answer = if answers >> (finding.at % 64) & 1 == 1 { Answer::Yes } else { Answer::No };
            world.claim(&pack.rows()[finding.at].id, answer)
        });
        for (a, b) in before.rows.iter().zip(completed.findings().rows) {
            let inside = a.outcome.floor() <= b.outcome.verdict() && b.outcome.verdict() <= a.outcome.ceiling();
            prop_assert!(inside, "{}: {} -> {}", pack.rows()[a.at].id, say(a.outcome), say(b.outcome));
        }
    }

    #[test]
    fn nonsense_is_judged_too(bytes in bytes(900)) {
        let mut dice = Dice::new(&bytes);
        let world = nonsense(&mut dice);
        let pack = world.pack();
        let findings = evaluate(&pack, &world.references, &world.a, world.day);
        prop_assert_eq!(findings.rows.len(), pack.rows().len());
        for at in 0..pack.rows().len() {
            grounds(&pack, &world.references, &world.a, world.day, at);
        }
        for finding in findings.rows {
            prop_assert!(finding.outcome.pair().is_none_or(|pair| pair.strict() <= pair.lenient()));
        }
    }
}

#[test]
fn the_rich_pack_uses_every_word() {
    fn words(rule: &Rule, out: &mut Vec<&'static str>) {
        out.push(rule.word());
        rule.parts().for_each(|child| words(child, out));
    }
    let mut seen = Vec::new();
    rich().rows.iter().for_each(|row| words(&row.rule, &mut seen));
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 32, "{seen:?}");
}

#[test]
fn an_organisation_can_satisfy_every_word() {
    let world = rich().with(flourish);
    for finding in world.findings().rows {
        let id = &world.rows[finding.at].id;
        assert!(
            matches!(finding.verdict(), None | Some(Verdict::Satisfied)),
            "{id}: {}",
            say(finding.outcome)
        );
    }
}

#[test]
fn what_may_rightly_lower_a_verdict() {
    let good = || {
        let mut world = World::of(&format!("Coverage(role: \"{ENGAGED}\", of: Training(\"9\"))"));
        world.a.people = vec![Person { trainings: vec![training("9/good", "2026-05-01")], ..lead("P-1") }];
        world.closed()
    };
    assert_eq!(good().pair("svc.x"), "yes/yes");
    assert_eq!(good().with(|a| a.people.push(lead("P-2"))).pair("svc.x"), "no/yes", "more people");
    let open = World::of("Document()");
    assert_eq!(
        (open.pair("svc.x"), open.closed().pair("svc.x")),
        ("open/open".into(), "no/no".into()),
        "closing"
    );
}

/// The properties are worth something only if the arbitrary worlds are: each row meets each verdict.
#[test]
fn arbitrary_worlds_meet_every_verdict() {
    let mut seen = vec![Vec::new(); rich().rows.len()];
    let mut state = 1u64;
    let mut byte = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    for _ in 0..2_000 {
        let bytes: Vec<u8> = (0..500).map(|_| byte()).collect();
        arbitrary(&bytes).findings().rows.iter().for_each(|f| seen[f.at].extend(f.verdict()));
    }
    for (row, met) in rich().rows.iter().zip(seen) {
        let gate = row.id == "svc.scope";
        for verdict in &Verdict::ALL[usize::from(gate)..4] {
            let counts = row.id.starts_with("svc.iii.a") || row.id.starts_with("svc.iii.b");
            assert!(counts || met.contains(verdict), "{} never {verdict}", row.id);
        }
    }
}

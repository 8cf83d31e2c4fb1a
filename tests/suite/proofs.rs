//! Proofs: the tree agrees with the verdict of every row and category, every node follows from the ones below it,
//! and no smaller set of parts turns the verdict.

use jiff::civil::{Date, date};
use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::date;
use kijun::domain::evaluate::{Findings, Ground, evaluate};
use kijun::domain::pack::Pack;
use kijun::domain::proof::{About, Join, Proof, ProofStep, of_category, of_row, part};
use kijun::domain::reference::References;
use kijun::domain::rule::Rule;
use kijun::domain::verdict::{Outcome, Pair, Reading, Verdict};
use kijun::store::{packs, sample};
use proptest::prelude::*;

use crate::verdicts::dice::{Dice, nonsense, stirred};
use crate::verdicts::rich::{flourish, rich};
use crate::verdicts::tiny::{World, say};

const DAY: Date = date(2027, 1, 31);

/// What is judged.
struct Case<'a> {
    pack: &'a Pack,
    references: &'a References,
    assessment: &'a Assessment,
    day: Option<date::Date>,
}

impl Case<'_> {
    fn findings(&self) -> Findings {
        evaluate(self.pack, self.references, self.assessment, self.day)
    }

    fn row(&self, at: usize) -> Proof {
        of_row(self.pack, self.references, self.assessment, self.day, at)
    }

    fn category(&self, id: &str) -> Option<Proof> {
        of_category(self.pack, self.references, self.assessment, self.day, id)
    }

    /// Every row and every chosen category: the root is the verdict, and every node follows.
    fn holds(&self) {
        let findings = self.findings();
        for finding in &findings.rows {
            let proof = self.row(finding.at);
            let id = &self.pack.rows()[finding.at].id;
            let root = proof.node(proof.root());
            assert_eq!(say(root.outcome), say(finding.outcome), "{id}");
            assert_eq!(root.outcome, finding.outcome, "{id}");
            follows(self.pack, &proof, id);
        }
        for category in &findings.categories {
            let proof = self.category(&category.id).expect("a category");
            assert_eq!(proof.node(proof.root()).outcome, category.outcome, "{}", category.id);
            follows(self.pack, &proof, &category.id);
        }
    }
}

/// Each node from the ones below it, by section 3 of the design, written out once more.
fn follows(pack: &Pack, proof: &Proof, of: &str) {
    for (at, node) in proof.nodes().iter().enumerate() {
        let below: Vec<Outcome> = node.children.iter().map(|&child| proof.node(child).outcome).collect();
        assert!(node.children.iter().all(|&child| child < at), "{of}: children stand before their node");
        let facts = match node.join {
            Join::Leaf => {
                assert!(below.is_empty());
                node.facts
            }
            join => joined(join, &below),
        };
        assert_eq!(node.facts, facts, "{of}: {node:?} of {below:?}");
        let outcome = node.steps.iter().fold(facts, |outcome, step| stepped(*step, outcome));
        assert_eq!(node.outcome, outcome, "{of}: {node:?}");
        if let Some(row) = node.row {
            assert!(part(pack, row, &node.path).is_some(), "{of}: a way that leads somewhere");
        }
    }
    decides(proof, of);
}

fn halves(below: &[Outcome], pick: fn(Pair) -> Reading) -> Vec<Reading> {
    let mut halves: Vec<Reading> = below.iter().filter_map(|outcome| outcome.pair()).map(pick).collect();
    halves.sort_unstable();
    halves
}

fn joined(join: Join, below: &[Outcome]) -> Outcome {
    let (strict, lenient) = (halves(below, Pair::strict), halves(below, Pair::lenient));
    let lowest = |half: &[Reading]| half.first().copied();
    let highest = |half: &[Reading]| half.last().copied();
    let pair = |strict: Option<Reading>, lenient: Option<Reading>| match (strict, lenient) {
        (Some(strict), Some(lenient)) => Pair::new(strict, lenient).into(),
        _ => Outcome::NotApplicable,
    };
    let or_no = |outcome: Outcome| match outcome {
        Outcome::NotApplicable => Outcome::Judged(Pair::NO),
        judged @ Outcome::Judged(_) => judged,
    };
    match join {
        Join::Leaf => unreachable!("leaves have nothing below"),
        Join::Same => below[0],
        Join::All => pair(lowest(&strict), lowest(&lenient)),
        Join::Any => or_no(pair(highest(&strict), highest(&lenient))),
        Join::AtLeast(0) => Outcome::NotApplicable,
        Join::AtLeast(k) => {
            let kth = |half: &[Reading]| {
                half.len().checked_sub(k).map_or(Some(Reading::No), |at| half.get(at).copied())
            };
            or_no(pair(kth(&strict), kth(&lenient)))
        }
        Join::AllIfStrict => pair(lowest(&strict), highest(&lenient)),
        Join::Everybody => or_no(pair(lowest(&strict), highest(&lenient))),
    }
}

fn stepped(step: ProofStep, outcome: Outcome) -> Outcome {
    let Some(pair) = outcome.pair() else {
        return match step {
            ProofStep::NothingShown => Pair::OPEN.into(),
            ProofStep::OutsideDefinition => Pair::NO.into(),
            _ => Outcome::NotApplicable,
        };
    };
    let (strict, lenient) = (pair.strict(), pair.lenient());
    let made = match step {
        ProofStep::Waived | ProofStep::SwitchedOff => return Outcome::NotApplicable,
        ProofStep::AtLeastOpen => Pair::new(strict.max(Reading::Open), lenient.max(Reading::Open)),
        ProofStep::RouteWaived if lenient != Reading::Yes => Pair::NO,
        ProofStep::Claimed(Answer::Yes) if lenient == Reading::Open => Pair::new(strict, Reading::Yes),
        ProofStep::Claimed(Answer::No) if pair == Pair::YES => Pair::LENIENT,
        ProofStep::Claimed(Answer::No) => Pair::NO,
        ProofStep::NothingShown
        | ProofStep::OutsideDefinition
        | ProofStep::RouteWaived
        | ProofStep::Claimed(_) => pair,
    };
    made.into()
}

/// The deciding parts turn the verdict together, and none of them can be left out.
fn decides(proof: &Proof, of: &str) {
    let verdict = proof.verdict();
    let deciding = proof.deciding();
    if verdict == Verdict::NotApplicable {
        assert_eq!(deciding, [proof.root()], "{of}");
        return;
    }
    let holds = verdict != Verdict::Satisfied;
    assert_eq!(proof.turned(&[], holds).verdict(), verdict, "{of}: nothing turned, nothing changed");
    if deciding.is_empty() {
        return;
    }
    let turned = proof.turned(&deciding, holds).verdict();
    assert!(if holds { turned > verdict } else { turned < verdict }, "{of}: {verdict} -> {turned}");
    for left_out in &deciding {
        let rest: Vec<usize> = deciding.iter().copied().filter(|at| at != left_out).collect();
        assert_eq!(proof.turned(&rest, holds).verdict(), verdict, "{of}: {left_out} could be left out");
    }
}

/// True if rows rest on each other in a circle, which lint refuses.
fn circular(pack: &Pack) -> bool {
    fn returns(pack: &Pack, at: usize, goal: usize, seen: &mut Vec<usize>) -> bool {
        pack.rests_on(at).iter().any(|&below| {
            let fresh = !seen.contains(&below);
            seen.extend(fresh.then_some(below));
            below == goal || (fresh && returns(pack, below, goal, seen))
        })
    }
    (0..pack.rows().len()).any(|at| returns(pack, at, at, &mut Vec::new()))
}

fn judged(world: &World) {
    let pack = world.pack();
    if circular(&pack) {
        return;
    }
    Case { pack: &pack, references: &world.references, assessment: &world.a, day: world.day }.holds();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::thorough::cases(60), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_of_a_rich_world_is_proved(bytes in prop::collection::vec(any::<u8>(), 0..600), dated in any::<bool>()) {
        let mut world = rich();
        let ids: Vec<String> = world.rows.iter().map(|row| row.id.clone()).collect();
        stirred(&mut Dice::new(&bytes), &ids, &mut world.a);
        judged(&if dated { world } else { world.on(None) });
    }

    #[test]
    fn nonsense_is_proved_too(bytes in prop::collection::vec(any::<u8>(), 0..900)) {
        judged(&nonsense(&mut Dice::new(&bytes)));
    }
}

#[test]
fn a_flourishing_world_and_a_blank_one_are_proved() {
    judged(&rich().with(flourish));
    judged(&rich());
    judged(&rich().closed());
}

#[test]
fn every_row_of_the_sample_is_proved_in_both_editions_and_without_a_date() {
    let assessment = sample::assessment().expect("a sound sample");
    for (edition, day) in [("4", Some(DAY)), ("4.1", Some(date(2028, 6, 30))), ("4.1", None)] {
        let loaded = packs::shipped(edition).expect("shipped");
        let (pack, references) = (&loaded.pack, &loaded.references);
        Case { pack, references, assessment: &assessment, day }.holds();
    }
}

/// On small trees the deciding set is compared with every subset of the leaves.
#[test]
fn no_smaller_part_of_the_deciding_set_turns_a_small_tree() {
    let rules = [
        ("All([Row(\"svc.1\"), Row(\"svc.2\"), Row(\"svc.3\")])", 3),
        ("Any([Row(\"svc.1\"), All([Row(\"svc.2\"), Row(\"svc.3\")])])", 3),
        ("AtLeast(2, [Row(\"svc.1\"), Row(\"svc.2\"), Row(\"svc.3\")])", 3),
        ("AllIfStrict([Row(\"svc.1\"), Any([Row(\"svc.2\"), Row(\"svc.3\")])])", 3),
    ];
    for (rule, count) in rules {
        for answers in 0..4_usize.pow(count) {
            let mut world = World::of(rule);
            for leaf in 0..count {
                let id = format!("svc.{}", leaf + 1);
                world = world.row(&id, "Leaf", "Declared");
                let answer = [None, Some(Answer::Yes), Some(Answer::No), Some(Answer::Unknown)]
                    [answers / 4_usize.pow(leaf) % 4];
                world = answer.into_iter().fold(world, |world, answer| world.claim(&id, answer));
            }
            let pack = world.pack();
            let (references, a) = (&world.references, &world.a);
            let proof = of_row(&pack, references, a, world.day, 0);
            let holds = proof.verdict() != Verdict::Satisfied;
            let leaves: Vec<usize> =
                (0..proof.nodes().len()).filter(|&at| proof.node(at).join == Join::Leaf).collect();
            let turns = |set: &[usize]| proof.turned(set, holds).verdict() != proof.verdict();
            let all = (0..1_usize << leaves.len()).map(|mask| {
                let kept = leaves.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
                kept.map(|(_, &leaf)| leaf).collect::<Vec<_>>()
            });
            let turning: Vec<Vec<usize>> = all.filter(|set| turns(set)).collect();
            let deciding = proof.deciding();
            assert!(turning.contains(&deciding), "{rule} {answers}: {deciding:?} not in {turning:?}");
            let smaller = |set: &&Vec<usize>| {
                set.len() < deciding.len() && set.iter().all(|leaf| deciding.contains(leaf))
            };
            assert_eq!(turning.iter().find(smaller), None, "{rule} {answers}");
        }
    }
}

#[test]
fn the_tree_tells_people_newcomers_claims_and_what_is_spare() {
    let world = World::of("Person(All([Works(\"lead\"), Any([Row(\"svc.i\"), Row(\"svc.ii\")])]))")
        .row("svc.i", "Route", "Route(Qualification(\"9\"))")
        .row("svc.ii", "Route", "Route(Training(\"9\"))")
        .with(|a| a.people = vec![crate::verdicts::tiny::lead("P-1"), crate::verdicts::tiny::lead("P-2")])
        .claim("svc.i", Answer::Yes);
    let pack = world.pack();
    let proof = of_row(&pack, &world.references, &world.a, world.day, 0);
    let root = proof.node(proof.root());
    let abouts: Vec<&About> = root.children.iter().map(|&child| &proof.node(child).about).collect();
    assert_eq!(abouts, [&About::Person, &About::Person, &About::Newcomer]);
    assert!(proof.is_spare(proof.root(), root.children[2]), "an open newcomer beside a claimed route");
    let route = proof.nodes().iter().find(|node| node.row == Some(1)).expect("the route");
    assert_eq!(
        (route.steps.as_slice(), route.claim),
        (&[ProofStep::Claimed(Answer::Yes)][..], Some(Answer::Yes))
    );
    assert!(matches!(part(&pack, 1, &route.path), Some(Rule::Qualification(_))));
    let newcomer = proof.node(root.children[2]);
    assert!(matches!(newcomer.grounds[..], [Ground::RegisterOpen(_)]));
}

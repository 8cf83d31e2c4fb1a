//! A judgement that follows edits says at each step what judging anew says.

use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::change::{Change, Entry, Swap};
use kijun::domain::evaluate::{Basis, Judged, Reasons, evaluate};
use kijun::domain::pack::Pack;
use kijun::domain::register::*;
use proptest::prelude::*;

use super::dice::{Dice, nonsense, stirred};
use super::rich::rich;
use super::tiny::*;

/// An edit of one list: an entry of the other world put in, or one of this taken out.
fn edit<T: Entry>(dice: &mut Dice<'_>, here: &Assessment, there: &Assessment) -> Option<Change> {
    let (own, other) = (T::list(here), T::list(there));
    if dice.below(3) == 0 && !own.is_empty() {
        let at = dice.below(own.len());
        let first = own.iter().position(|entry| entry.key() == own[at].key())?;
        return Some(T::change(Swap { at: first, before: Some(own[first].clone()), after: None }));
    }
    let entry = other.get(dice.below(other.len()))?.clone();
    match own.iter().position(|known| known.key() == entry.key()) {
        Some(at) => Some(T::change(Swap { at, before: Some(own[at].clone()), after: Some(entry) })),
        None => Some(T::change(Swap { at: dice.below(own.len() + 2), before: None, after: Some(entry) })),
    }
}

fn any_edit(dice: &mut Dice<'_>, here: &Assessment, there: &Assessment) -> Option<Change> {
    match dice.below(15) {
        0..=3 => edit::<kijun::domain::assessment::Claim>(dice, here, there),
        4 => edit::<Person>(dice, here, there),
        5 => edit::<Contract>(dice, here, there),
        6 => edit::<Document>(dice, here, there),
        7 => edit::<Record>(dice, here, there),
        8 => edit::<StandardChoice>(dice, here, there),
        9 => edit::<Declaration>(dice, here, there),
        10 => edit::<Equivalence>(dice, here, there),
        11 => edit::<VerifiedMember>(dice, here, there),
        12 => edit::<Closure>(dice, here, there),
        13 => Some(Change::set_profile(here, there.profile.clone())),
        _ => {
            let first = edit::<Document>(dice, here, there)?;
            let mut between = here.clone();
            first.apply(&mut between).ok()?;
            let second = edit::<kijun::domain::assessment::Claim>(dice, &between, there)?;
            Some(Change::Several(vec![first, second]))
        }
    }
}

/// Makes edits, some of which are taken back, and holds each step against a new evaluation.
fn follows(
    world: &World,
    mut there: Assessment,
    dice: &mut Dice<'_>,
    steps: usize,
) -> Result<(), TestCaseError> {
    let pack = world.pack();
    let mut here = world.a.clone();
    here.profile.reference_date = world.day;
    there.profile.reference_date = dice.of(&[world.day, world.day, None]);
    there.profile.categories = dice.of(&[vec!["svc".to_owned()], Vec::new()]);
    let (mut judged, mut findings) = Judged::new(basis(world, &pack, &here));
    same(world, &pack, &here, &judged, &findings, None)?;
    let mut done: Vec<Change> = Vec::new();
    for _ in 0..steps {
        let change = match dice.below(4) {
            0 if !done.is_empty() => done.pop().expect("there is one").inverse(),
            _ => match any_edit(dice, &here, &there) {
                Some(change) => {
                    done.push(change.clone());
                    change
                }
                None => continue,
            },
        };
        if change.apply(&mut here).is_err() {
            done.pop();
            continue;
        }
        judged.follow(&mut findings, basis(world, &pack, &here), &change);
        same(world, &pack, &here, &judged, &findings, Some(&change))?;
    }
    Ok(())
}

fn basis<'a>(world: &'a World, pack: &'a Pack, assessment: &'a Assessment) -> Basis<'a> {
    Basis { pack, references: &world.references, assessment, day: assessment.profile.reference_date }
}

fn same(
    world: &World,
    pack: &Pack,
    here: &Assessment,
    judged: &Judged,
    findings: &kijun::domain::evaluate::Findings,
    change: Option<&Change>,
) -> Result<(), TestCaseError> {
    let day = here.profile.reference_date;
    let anew = evaluate(pack, &world.references, here, day);
    prop_assert_eq!(findings, &anew, "after {:?}", change);
    let reasons = Reasons::new(pack, &world.references, here, day);
    prop_assert_eq!(&reasons.findings(), &anew);
    if circular(pack) {
        return Ok(());
    }
    for at in 0..pack.rows().len() {
        let grounds = judged.grounds(basis(world, pack, here), at);
        prop_assert_eq!(grounds, reasons.of(at), "{} after {:?}", at, change);
    }
    Ok(())
}

/// True if rows rest on each other in a circle, which lint refuses: what such rows say of each other depends
/// on the one that was asked first, so only their verdicts are compared.
fn circular(pack: &Pack) -> bool {
    let below = |start: usize| {
        let (mut todo, mut seen) = (pack.rests_on(start).to_vec(), vec![false; pack.rows().len()]);
        while let Some(at) = todo.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                todo.extend(pack.rests_on(at));
            }
        }
        seen
    };
    (0..pack.rows().len()).any(|at| below(at)[at])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::thorough::cases(30), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn following_edits_is_judging_anew(
        one in prop::collection::vec(any::<u8>(), 400),
        other in prop::collection::vec(any::<u8>(), 400),
        edits in prop::collection::vec(any::<u8>(), 120),
    ) {
        let mut world = rich();
        let ids: Vec<String> = world.rows.iter().map(|row| row.id.clone()).collect();
        stirred(&mut Dice::new(&one), &ids, &mut world.a);
        let mut there = Assessment::default();
        stirred(&mut Dice::new(&other), &ids, &mut there);
        follows(&world, there, &mut Dice::new(&edits), 20)?;
    }

    #[test]
    fn following_edits_of_nonsense_is_judging_anew(
        one in prop::collection::vec(any::<u8>(), 700),
        edits in prop::collection::vec(any::<u8>(), 60),
    ) {
        let world = nonsense(&mut Dice::new(&one));
        let ids: Vec<String> = world.rows.iter().map(|row| row.id.clone()).collect();
        let mut there = Assessment::default();
        stirred(&mut Dice::new(&edits), &ids, &mut there);
        follows(&world, there, &mut Dice::new(&edits), 10)?;
    }
}

/// Two claims on one row, which no file should hold: the later one counts, also after one is taken back.
#[test]
fn a_doubled_claim_is_followed_too() {
    let world = World::of("Section").closed();
    let early = claim("svc.x", Answer::Yes);
    let late =
        kijun::domain::assessment::Claim { at: "2027-01-20T00:00:00Z".into(), ..claim("svc.x", Answer::No) };
    let mut world = world;
    world.a.claims = vec![late.clone(), early];
    let pack = world.pack();
    let mut here = world.a.clone();
    here.profile.reference_date = world.day;
    let (mut judged, mut findings) = Judged::new(basis(&world, &pack, &here));
    let change = Change::Claim(Swap { at: 0, before: Some(late), after: None });
    change.apply(&mut here).expect("it stands there");
    judged.follow(&mut findings, basis(&world, &pack, &here), &change);
    assert_eq!(findings, evaluate(&pack, &world.references, &here, world.day));
    assert!(findings.at(0).claim == Some(Answer::Yes));
}

//! The quick review: it asks until the category is decided, and no longer; what it does not ask is of no account.

use jiff::civil::{Date, date};
use kijun::domain::assessment::{Answer, Assessment, Claim, Profile};
use kijun::domain::evaluate::evaluate;
use kijun::domain::pack::NotApplicable;
use kijun::domain::register::Register;
use kijun::domain::review::{Assumed, Review, review};
use kijun::domain::verdict::{Reading, Verdict};
use kijun::store::packs;
use proptest::prelude::*;

use crate::verdicts::tiny::{World, allow_waiver, certificate, claim, lead};

const DAY: Date = date(2027, 1, 31);

/// Answers questions in the order they are asked until the category is decided; how many it took.
fn interview(category: &str, answer: impl Fn(usize) -> Answer) -> (usize, Review) {
    let loaded = packs::shipped("4.1").expect("shipped");
    let mut assessment = Assessment { profile: Profile::default(), ..Assessment::default() };
    for asked in 0..300 {
        let review =
            review(&loaded.pack, &loaded.references, &assessment, Some(DAY), category).expect("known");
        let Some(question) = review.questions.first() else { return (asked, review) };
        let row = loaded.pack.rows()[question.at].id.clone();
        let (remark, by, at) = (String::new(), "長".into(), "2027-01-01T00:00:00Z".into());
        assessment.claims.push(Claim { row, answer: answer(asked), remark, by, post: "部長".into(), at });
    }
    unreachable!("it never ends");
}

#[test]
fn one_no_to_what_must_hold_decides() {
    let (asked, review) = interview("audit", |_| Answer::No);
    assert_eq!((asked, review.verdict, review.decided()), (1, Verdict::Gap, true));
    assert!(review.further.len() > 5, "the rest may show further gaps: {}", review.further.len());
    assert_eq!(review.asks(false), []);
    assert_eq!(review.asks(true), review.further);
}

#[test]
fn only_yes_needs_every_question_and_assumes_what_was_claimed() {
    let (asked, review) = interview("audit", |_| Answer::Yes);
    assert!(asked > 5, "{asked}");
    assert!(review.decided() && review.verdict > Verdict::Gap);
    let claimed = review.assumed.iter().find(|assumption| assumption.what == Assumed::Claimed);
    assert!(claimed.is_some_and(|assumption| !assumption.registers.is_empty()));
    assert_eq!(
        review.open_registers,
        Register::ALL.into_iter().filter(|r| *r != Register::Contracts).collect::<Vec<_>>()
    );
}

#[test]
fn dont_know_is_not_asked_again() {
    let (_, review) = interview("vuln", |_| Answer::Unknown);
    assert_eq!(review.verdict, Verdict::Unanswered);
    assert!(review.assumed.iter().all(|assumption| assumption.what == Assumed::Unknown));
}

/// Nobody is on the roster, so whether somebody qualifies is not for answers to say.
#[test]
fn who_qualifies_is_left_to_the_registers() {
    let rule = r#"Person(All([Works("lead"), Row("svc.x.i")]))"#;
    let route = r#"Route(Contracts(kinds: ["web"], at_least: 2, within_years: 3))"#;
    let mut world = World::of(rule).row("svc.x.i", "Route", route);
    let review = of(&world);
    assert_eq!((asked(&world), review.verdict), (vec!["svc.x.i".to_owned()], Verdict::Unanswered));
    assert_eq!(review.questions[0].no.verdict, Verdict::Gap, "a no is said of everybody");
    assert_eq!(review.by_registers.len(), 1);
    assert_eq!(review.by_registers[0].registers, [Register::Roster, Register::Contracts]);
    assert_eq!(review.open_registers, [Register::Roster, Register::Contracts]);
    assert_eq!(review.unasked, []);
    world.a.people.push(lead("P-1"));
    assert_eq!(asked(&world), ["svc.x.i"], "with somebody in the role the answer counts");
    let settled = of(&world.claim("svc.x.i", Answer::No));
    assert!(settled.decided() && settled.verdict == Verdict::Gap);
}

#[test]
fn ten_minutes_do_for_each_category() {
    for category in ["audit", "vuln", "pentest", "forensic", "soc", "device"] {
        let (asked, _) = interview(category, |_| Answer::Yes);
        assert!((10..=45).contains(&asked), "{category}: {asked} questions at the most");
    }
}

#[test]
fn an_unknown_category_has_no_review() {
    let loaded = packs::shipped("4.1").expect("shipped");
    assert_eq!(review(&loaded.pack, &loaded.references, &Assessment::default(), Some(DAY), "nope"), None);
}

fn of(world: &World) -> Review {
    review(&world.pack(), &world.references, &world.a, world.day, "svc").expect("the category")
}

fn asked(world: &World) -> Vec<String> {
    let pack = world.pack();
    of(world).questions.iter().map(|question| pack.rows()[question.at].id.clone()).collect()
}

/// `svc.t.a` and one of `svc.t.b`, `svc.t.c`.
fn either() -> World {
    let top = r#"All([Row("svc.t.a"), Any([Row("svc.t.b"), Row("svc.t.c")])])"#;
    let mut world = World::of(top);
    world.rows[0].id = "svc.t".into();
    world.requires = vec!["svc.t".into()];
    ["svc.t.a", "svc.t.b", "svc.t.c"].iter().fold(world, |world, id| world.row(id, "Leaf", "Declared"))
}

#[test]
fn the_other_branch_is_not_asked_once_one_stands() {
    assert_eq!(asked(&either()), ["svc.t.a", "svc.t.b", "svc.t.c"]);
    assert_eq!(asked(&either().claim("svc.t.b", Answer::Yes)), ["svc.t.a"]);
    assert_eq!(asked(&either().claim("svc.t.b", Answer::No)), ["svc.t.a", "svc.t.c"]);
    assert_eq!(asked(&either().claim("svc.t.a", Answer::No)), [""; 0]);
    assert_eq!(asked(&either().claim("svc.t.a", Answer::Unknown).claim("svc.t.b", Answer::Yes)), [""; 0]);
}

#[test]
fn consequences_stand_before_the_answer() {
    let world = either().claim("svc.t.b", Answer::Yes);
    let review = of(&world);
    let question = &review.questions[0];
    assert_eq!(
        (question.yes.verdict, question.yes.own, question.yes.left),
        (Verdict::Satisfied, Verdict::Satisfied, 0)
    );
    assert_eq!((question.no.verdict, question.no.own, question.no.left), (Verdict::Gap, Verdict::Gap, 0));
    assert_eq!(question.no.tops, [(0, Verdict::Gap)]);
    let after = world.claim("svc.t.a", Answer::No);
    assert_eq!(of(&after).verdict, question.no.verdict);
}

/// Two of three are wanted: neither answer to one of them decides anything by itself, and all are asked.
#[test]
fn a_question_that_decides_only_together_with_others_is_asked() {
    let top = r#"AtLeast(2, [Row("svc.a"), Row("svc.b"), Row("svc.c")])"#;
    let world = ["svc.a", "svc.b", "svc.c"]
        .iter()
        .fold(World::of(top), |world, id| world.row(id, "Leaf", "Declared"))
        .claim("svc.x", Answer::Unknown);
    assert_eq!(asked(&world), ["svc.a", "svc.b", "svc.c"]);
}

/// A small tree with shared rows, scopes, people and rows that answer for others, and some facts.
fn arbitrary(bytes: &[u8]) -> World {
    let mut bytes = bytes.iter().copied();
    let mut pick = move |below: u8| bytes.next().unwrap_or(0) % below;
    let leaves = ["svc.l0", "svc.l1", "svc.l2", "svc.l3"];
    let inner = tree(&mut pick, 1, &leaves);
    let mut names = leaves.to_vec();
    names.push("svc.n");
    let mut world = World::of(&tree(&mut pick, 2, &names)).row("svc.n", "Composite", &inner);
    for id in leaves {
        let rule = match pick(7) {
            0 => "Declared",
            1 | 2 => "Section",
            3 => "Offered",
            4 => r#"Person(All([Works("lead"), Row("svc.r")]))"#,
            5 => r#"Coverage(role: "lead", of: Row("svc.r"))"#,
            _ => r#"Person(Any([Row("svc.r"), Qualification("8")]))"#,
        };
        world = world.row(id, "Leaf", rule);
    }
    world = world.row("svc.r", "Route", r#"Route(Qualification("9"))"#);
    if pick(2) == 0 {
        world.a.people.push(lead("P-1"));
    }
    if pick(4) == 0 {
        world.a.people.iter_mut().for_each(|person| person.qualifications.push(certificate()));
    }
    world = match pick(3) {
        0 => world.closing(&[Register::Roster]),
        1 => world.closing(&[Register::Documents]),
        _ => world,
    };
    for id in ["svc.x", "svc.n", "svc.l0", "svc.l1"] {
        match pick(6) {
            0 => world = world.claim(id, Answer::Unknown),
            1 => world = world.claim(id, Answer::Yes),
            2 => allow_waiver(&mut world, id),
            _ => {}
        }
    }
    world
}

fn tree(pick: &mut impl FnMut(u8) -> u8, depth: u8, names: &[&str]) -> String {
    let leaf = |pick: &mut dyn FnMut(u8) -> u8| names[usize::from(pick(names.len() as u8))].to_owned();
    if depth == 0 {
        let row = leaf(pick);
        return format!("Row(\"{row}\")");
    }
    let count = 2 + pick(2);
    let several: Vec<String> = (0..count).map(|_| tree(pick, depth - 1, names)).collect();
    let several = several.join(", ");
    match pick(6) {
        0 => format!("Any([{several}])"),
        1 => format!("AtLeast(2, [{several}])"),
        2 => format!("AllIfStrict([{several}])"),
        3 => {
            let (scope, then) = (leaf(pick), tree(pick, depth - 1, names));
            format!("All([When(scope: [\"{scope}\"], then: {then}), {several}])")
        }
        _ => format!("All([{several}])"),
    }
}

fn verdict(world: &World) -> Verdict {
    let findings = evaluate(&world.pack(), &world.references, &world.a, world.day);
    findings.category("svc").expect("chosen").outcome.verdict()
}

/// Rows that can be answered, were not, and are open by facts; with the answers each takes.
fn open(world: &World) -> Vec<(String, Vec<Answer>)> {
    let pack = world.pack();
    let findings = evaluate(&pack, &world.references, &world.a, world.day);
    let open = findings.rows.iter().filter(|finding| {
        let row = &pack.rows()[finding.at].id;
        pack.answerable(finding.at)
            && world.a.claim(row).is_none()
            && finding.facts.is_some_and(|pair| pair.lenient() == Reading::Open)
    });
    open.map(|finding| {
        let row = &pack.rows()[finding.at];
        let waived = (row.not_applicable == NotApplicable::WithReason).then_some(Answer::NotApplicable);
        (row.id.clone(), [Answer::Yes, Answer::No].into_iter().chain(waived).collect())
    })
    .collect()
}

/// The verdicts of all ways to answer these rows.
fn completions(world: &World, open: &[(String, Vec<Answer>)], each: &mut impl FnMut(&World)) {
    let Some(((row, answers), rest)) = open.split_first() else { return each(world) };
    for &answer in answers {
        let mut world = world.clone();
        world.a.claims.push(claim(row, answer));
        completions(&world, rest, each);
    }
}

/// The first row that is not asked although some completion turns on it.
fn missed(world: &World) -> Option<String> {
    let asked = asked(world);
    let open = open(world);
    let unasked = open.iter().filter(|(row, _)| !asked.contains(row));
    unasked
        .filter(|(row, answers)| {
            let others: Vec<_> = open.iter().filter(|(other, _)| other != row).cloned().collect();
            let mut turns = false;
            completions(world, &others, &mut |world| {
                let answered = |&answer: &Answer| verdict(&world.clone().claim(row, answer));
                let mut verdicts: Vec<Verdict> = answers.iter().map(answered).collect();
                verdicts.push(verdict(world));
                turns |= verdicts.iter().any(|verdict| *verdict != verdicts[0]);
            });
            turns
        })
        .map(|(row, _)| row.clone())
        .next()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::thorough::cases(120), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_not_asked_changes_nothing(bytes in prop::collection::vec(any::<u8>(), 40)) {
        let world = arbitrary(&bytes);
        prop_assert_eq!(missed(&world), None, "{:?}", world.rows.iter().map(|r| (&r.id, &r.rule)).collect::<Vec<_>>());
    }

    #[test]
    fn a_review_ends_and_its_verdict_stays(
        bytes in prop::collection::vec(any::<u8>(), 40),
        answers in prop::collection::vec(0..3usize, 10),
    ) {
        let mut world = arbitrary(&bytes);
        for answer in answers {
            let Some(row) = asked(&world).into_iter().next() else { break };
            world = world.claim(&row, [Answer::Yes, Answer::No, Answer::Unknown][answer]);
        }
        prop_assert_eq!(asked(&world), Vec::<String>::new());
        prop_assert_eq!(missed(&world), None);
    }

    /// The verdicts shown before the answer are those that come with it.
    #[test]
    fn consequences_are_what_comes(bytes in prop::collection::vec(any::<u8>(), 40)) {
        let world = arbitrary(&bytes);
        let (pack, open) = (world.pack(), open(&world));
        for question in of(&world).questions {
            for (answer, after) in [(Answer::Yes, &question.yes), (Answer::No, &question.no)] {
                let answered = world.clone().claim(&pack.rows()[question.at].id, answer);
                let findings = evaluate(&pack, &answered.references, &answered.a, answered.day);
                let own = findings.at(question.at).outcome.verdict();
                // A finding heeds the scope as well: open while it is unanswered, nothing where it is not offered.
                let by_scope = [Verdict::Unanswered, Verdict::NotApplicable].contains(&own);
                prop_assert!(own == after.own || by_scope, "{own:?} {after:?}");
                prop_assert_eq!(verdict(&answered), after.verdict);
                // A yes is no answer once the facts below say no, so questions may come back beside one.
                if answered.a.claims.iter().all(|claim| claim.answer != Answer::Yes) {
                    let known = |row: &&String| open.iter().any(|(open, _)| open == *row);
                    let left = asked(&answered).iter().filter(known).count();
                    prop_assert_eq!(left, after.left);
                }
            }
        }
    }
}

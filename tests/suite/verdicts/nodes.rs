//! Nodes, scope, categories, spare rows, circles and chains.

use kijun::domain::assessment::Answer;
use kijun::domain::evaluate::{Ground, Why, grounds, route_people};
use kijun::domain::register::*;
use kijun::domain::verdict::Verdict;

use super::tiny::*;

/// Declared rows answered as told: `y` yes, `l` lenient only, `n` no, `o` open.
fn leaves(rule: &str, answers: &str) -> World {
    let mut world = World::of(rule);
    for (at, answer) in answers.chars().enumerate() {
        let id = format!("svc.{at}");
        world = world.row(&id, "Leaf", "Declared");
        world = match answer {
            'y' => world.claim(&id, Answer::Yes),
            'n' => world.claim(&id, Answer::No),
            'l' => world.claim(&id, Answer::Yes).with(|a| {
                a.claims.last_mut().expect("just made").by = String::new();
            }),
            _ => world,
        };
    }
    world
}

#[test]
fn nodes_over_rows() {
    let three = "[Row(\"svc.0\"), Row(\"svc.1\"), Row(\"svc.2\")]";
    let cases = [
        (format!("All({three})"), "yyy", "yes/yes"),
        (format!("All({three})"), "yly", "no/yes"),
        (format!("All({three})"), "yol", "no/open"),
        (format!("All({three})"), "yon", "no/no"),
        (format!("Any({three})"), "nny", "yes/yes"),
        (format!("Any({three})"), "nol", "open/yes"),
        (format!("Any({three})"), "nnn", "no/no"),
        (format!("AtLeast(2, {three})"), "yny", "yes/yes"),
        (format!("AtLeast(2, {three})"), "yln", "no/yes"),
        (format!("AtLeast(2, {three})"), "yon", "open/open"),
        (format!("AtLeast(4, {three})"), "yyy", "no/no"),
        (format!("AllIfStrict({three})"), "yyy", "yes/yes"),
        (format!("AllIfStrict({three})"), "nyn", "no/yes"),
        (format!("AllIfStrict({three})"), "noo", "no/open"),
        (format!("AllIfStrict({three})"), "nnn", "no/no"),
        ("Row(\"svc.9\")".into(), "yyy", "open/open"),
    ];
    for (rule, answers, expected) in cases {
        assert_eq!(leaves(&rule, answers).pair("svc.x"), expected, "{rule} over {answers}");
    }
}

/// A device-like service: part `b` counts only where scope `sb` or `sc` is offered.
fn conditional(claims: &[(&str, Answer)]) -> World {
    let world =
        World::of("All([Row(\"svc.a\"), When(scope: [\"svc.sb\", \"svc.sc\"], then: Row(\"svc.b\"))])")
            .row("svc.a", "Leaf", "Declared")
            .row("svc.b", "Composite", "All([Row(\"svc.b.i\")])")
            .row("svc.b.i", "Leaf", "Document()")
            .row("svc.sb", "Option", "Offered")
            .row("svc.sc", "Option", "Offered")
            .claim("svc.a", Answer::Yes)
            .closed();
    claims.iter().fold(world, |world, (row, answer)| world.claim(row, *answer))
}

#[test]
fn scope_a33() {
    use Answer::{No, Unknown, Yes};
    let cases: [(&str, &[(&str, Answer)], &str, &str); 6] = [
        ("one offered", &[("svc.sb", Yes), ("svc.sc", No)], "no/no", "no/no"),
        ("one offered, the other unanswered", &[("svc.sc", Yes)], "no/no", "no/no"),
        ("all refused", &[("svc.sb", No), ("svc.sc", No)], "yes/yes", "n/a"),
        ("refused as not applicable", &[("svc.sb", Answer::NotApplicable), ("svc.sc", No)], "yes/yes", "n/a"),
        ("one refused, one unanswered", &[("svc.sb", No)], "open/open", "open/open"),
        ("not known", &[("svc.sb", Unknown), ("svc.sc", No)], "open/open", "open/open"),
    ];
    for (name, claims, whole, part) in cases {
        let world = conditional(claims);
        assert_eq!(world.pair("svc.x"), whole, "{name}");
        assert_eq!(world.pair("svc.b"), part, "{name}, the part");
        assert_eq!(world.pair("svc.b.i"), part, "{name}, the row in it");
    }
}

#[test]
fn rows_switched_off_keep_their_answers_and_say_why() {
    let world = conditional(&[("svc.sb", Answer::No), ("svc.sc", Answer::No), ("svc.b.i", Answer::Yes)]);
    let (pack, findings) = (world.pack(), world.findings());
    let at = pack.position("svc.b.i").expect("row");
    assert_eq!(findings.at(at).claim, Some(Answer::Yes));
    assert_eq!(findings.at(at).verdict(), Some(Verdict::NotApplicable));
    let told = grounds(&pack, &world.references, &world.a, world.day, at);
    assert!(told.contains(&Ground::OutOfScope(vec!["svc.sb".into(), "svc.sc".into()])), "{told:?}");
}

#[test]
fn an_unanswered_gate_keeps_what_holds_and_opens_what_does_not() {
    let world = conditional(&[]).with(|a| a.documents = vec![paper("svc.b.i")]);
    assert_eq!(world.pair("svc.x"), "yes/yes");
    assert_eq!(conditional(&[]).pair("svc.x"), "open/open");
}

#[test]
fn a_gate_inside_a_refused_gate_stays_shut() {
    let inner = r#"All([When(scope: ["svc.sc"], then: Row("svc.b"))])"#;
    let world = World::of(&format!("All([Row(\"svc.a\"), When(scope: [\"svc.sb\"], then: {inner})])"))
        .row("svc.a", "Leaf", "Declared")
        .row("svc.b", "Leaf", "Document()")
        .row("svc.sb", "Option", "Offered")
        .row("svc.sc", "Option", "Offered")
        .claim("svc.a", Answer::Yes)
        .claim("svc.sc", Answer::Yes)
        .closed();
    assert_eq!(world.pair("svc.b"), "open/open", "the outer one is unanswered");
    let refused = world.claim("svc.sb", Answer::No);
    assert_eq!((refused.pair("svc.x"), refused.pair("svc.b")), ("yes/yes".into(), "n/a".into()));
}

#[test]
fn a_gate_with_parts_answers_by_its_parts() {
    let world = World::of(r#"All([Row("svc.a"), When(scope: ["svc.s"], then: Row("svc.b"))])"#)
        .row("svc.a", "Leaf", "Declared")
        .row("svc.b", "Leaf", "Document()")
        .row("svc.s", "Composite", r#"Any([Row("svc.s.i"), Row("svc.s.ii")])"#)
        .row("svc.s.i", "Option", "Offered")
        .row("svc.s.ii", "Option", "Offered")
        .claim("svc.a", Answer::Yes)
        .claim("svc.s.i", Answer::No)
        .closed();
    assert_eq!(world.pair("svc.x"), "open/open");
    assert_eq!(world.clone().claim("svc.s.ii", Answer::Yes).pair("svc.x"), "no/no");
    assert_eq!(world.claim("svc.s.ii", Answer::No).pair("svc.x"), "yes/yes");
}

#[test]
fn an_alternative_cannot_be_waved_away() {
    let mut world = World::of("Any([Row(\"svc.0\"), Row(\"svc.1\")])")
        .row("svc.0", "Leaf", "Document()")
        .row("svc.1", "Leaf", "Document()")
        .claim("svc.0", Answer::NotApplicable);
    allow_waiver(&mut world, "svc.0");
    allow_waiver(&mut world, "svc.1");
    assert_eq!(world.pair("svc.x"), "open/open", "one waved away");
    assert_eq!(world.claim("svc.1", Answer::NotApplicable).pair("svc.x"), "no/no", "both");
}

/// Two categories and a block for all.
fn categories(gate: &[(&str, Answer)]) -> World {
    let mut world = World::of("All([Row(\"svc.t\"), Row(\"svc.q\")])")
        .row("svc.t", "Leaf", "Declared")
        .row("svc.q", "Leaf", "Declared")
        .row("svc.scope", "Composite", "Any([Row(\"svc.scope.a\"), Row(\"svc.scope.b\")])")
        .row("svc.scope.a", "Option", "Offered")
        .row("svc.scope.b", "Option", "Offered")
        .row("all.e", "Leaf", "Declared")
        .row("other.x", "Leaf", "Declared")
        .claim("svc.t", Answer::Yes)
        .claim("svc.q", Answer::Yes)
        .claim("all.e", Answer::Yes)
        .closed()
        .with(|a| a.documents = vec![paper("svc.scope.a")]);
    world.for_all = vec!["all".into()];
    world.requires = ["svc.scope", "svc.x", "all.e", "other.x"].map(str::to_owned).to_vec();
    allow_waiver(&mut world, "svc.scope.a");
    allow_waiver(&mut world, "svc.scope.b");
    gate.iter().fold(world, |world, (row, answer)| world.claim(row, *answer))
}

fn outcome(world: &World) -> String {
    let findings = world.findings();
    assert_eq!(findings.categories.len(), 1, "only the chosen ones");
    say(findings.category("svc").expect("chosen").outcome)
}

#[test]
fn a_category_is_its_gate_its_rows_and_the_blocks_for_all() {
    use Answer::{No, NotApplicable, Yes};
    assert_eq!(outcome(&categories(&[("svc.scope.a", Yes), ("svc.scope.b", No)])), "yes/yes");
    assert_eq!(outcome(&categories(&[])), "open/open", "gate unanswered");
    assert_eq!(outcome(&categories(&[("svc.scope.a", No), ("svc.scope.b", No)])), "no/no", "outside");
    let waved = categories(&[("svc.scope.a", NotApplicable), ("svc.scope.b", NotApplicable)]);
    assert_eq!(outcome(&waved), "no/no", "outside, put politely");
    let no_block = categories(&[("svc.scope.a", Yes)]).with(|a| a.claims.retain(|c| c.row != "all.e"));
    assert_eq!(outcome(&no_block), "open/open", "the block for all is asked too");
    let mut unknown = categories(&[("svc.scope.a", Yes)]);
    unknown.requires.push("svc.nowhere".into());
    assert_eq!(outcome(&unknown), "open/open", "a top row nobody wrote is not passed over");
}

#[test]
fn a_gate_of_one_row_waved_away_is_outside_too() {
    let mut world = World::of("Offered").claim("svc.x", Answer::NotApplicable);
    allow_waiver(&mut world, "svc.x");
    assert_eq!(outcome(&world), "no/no");
}

/// Ids of the rows a chosen category reaches, and of the spare ones among them.
fn spare(world: &World) -> (Vec<String>, Vec<String>) {
    let (pack, findings) = (world.pack(), world.findings());
    let ids = |rows: &[usize]| rows.iter().map(|&at| pack.rows()[at].id.clone()).collect();
    let category = findings.category("svc").expect("chosen");
    for &at in &category.rows {
        assert!(findings.at(at).reached);
        assert_eq!(findings.at(at).spare, category.spare.contains(&at), "one category, one answer");
    }
    (ids(&category.rows), ids(&category.spare))
}

#[test]
fn rows_below_an_alternative_that_stands_higher_are_spare() {
    let any = "Any([Row(\"svc.0\"), Row(\"svc.1\"), Row(\"svc.2\")])";
    let two = "AtLeast(2, [Row(\"svc.0\"), Row(\"svc.1\"), Row(\"svc.2\")])";
    let all = "All([Row(\"svc.0\"), Row(\"svc.1\"), Row(\"svc.2\")])";
    let nested = "Any([All([Row(\"svc.0\"), Any([Row(\"svc.1\"), Row(\"svc.2\")])])])";
    let cases: [(&str, &str, &[&str]); 9] = [
        (any, "ynl", &["svc.1", "svc.2"]),
        (any, "lno", &["svc.1", "svc.2"]),
        (any, "noo", &[]),
        (any, "nnn", &[]),
        (two, "yyn", &["svc.2"]),
        (two, "ynn", &[]),
        (all, "ynn", &[]),
        (nested, "nyn", &["svc.2"]),
        (nested, "yyn", &["svc.2"]),
    ];
    for (rule, answers, expected) in cases {
        assert_eq!(spare(&leaves(rule, answers)).1, expected, "{rule} over {answers}");
    }
}

#[test]
fn a_row_needed_elsewhere_is_not_spare() {
    let rule = "All([Any([Row(\"svc.0\"), Row(\"svc.1\")]), Row(\"svc.1\")])";
    assert_eq!(spare(&leaves(rule, "yn")).1, Vec::<String>::new());
}

#[test]
fn routes_below_a_person_who_qualifies_are_spare() {
    let world = World::of("Person(All([Works(\"lead\"), Any([Row(\"svc.i\"), Row(\"svc.ii\")])]))")
        .row("svc.i", "Route", "Route(Qualification(\"9\"))")
        .row("svc.ii", "Route", "Route(Contracts(kinds: [\"web\"], at_least: 5, within_years: 3))")
        .row("svc.ii.a", "Option", "Kind(\"web\")")
        .closed();
    let (rows, none) = spare(&world.clone().with(|a| a.people = vec![lead("P-1")]));
    assert_eq!((rows.len(), none.len()), (4, 0), "kinds hang below their route");
    let person = Person { qualifications: vec![certificate()], ..lead("P-1") };
    assert_eq!(spare(&world.with(|a| a.people = vec![person])).1, ["svc.ii", "svc.ii.a"]);
}

#[test]
fn option_rows_carry_a_value_and_no_verdict() {
    let world = World::of("Kind(\"web\")").row("svc.act", "Option", "Act(\"a\")").with(|a| {
        let before = Contract { delivered: on("2024-01-31"), signed: None, from: None, ..job("C-2", "P-1") };
        let planned = Contract { stage: Stage::Planned, ..job("C-3", "P-1") };
        a.contracts = vec![job("C-1", "P-1"), before, planned];
    });
    let findings = world.findings();
    for at in [0, 1] {
        assert_eq!((findings.at(at).value, findings.at(at).verdict()), (Some((1, 2)), None));
    }
}

#[test]
fn what_inherits_stands_where_its_source_stands() {
    let world = World::of("Inherits(\"base.x\")").row("base.x", "Heading", "All([Row(\"base.x.i\")])");
    let world = world.row("base.x.i", "Leaf", "Document()");
    assert_eq!(world.pair("svc.x"), "open/open");
    let world = world.closed();
    assert_eq!(world.pair("svc.x"), "no/no");
    assert_eq!(world.with(|a| a.documents = vec![paper("base.x.i")]).pair("svc.x"), "yes/yes");
}

#[test]
fn circles_are_open_and_chains_of_any_length_end() {
    let circle = World::of("All([Row(\"svc.1\")])").row("svc.1", "Leaf", "Any([Row(\"svc.x\")])");
    assert_eq!(circle.closed().pair("svc.x"), "open/open");
    let own = "Person(Row(\"svc.1\"))";
    let circle = World::of(own).row("svc.1", "Route", "Route(Any([Row(\"svc.1\"), Row(\"svc.1\")]))");
    assert_eq!(circle.with(|a| a.people = vec![lead("P-1")]).pair("svc.x"), "open/open");
    for kind in
        ["All([Row(\"svc.NEXT\"), Row(\"svc.NEXT\")])", "Route(Any([Row(\"svc.NEXT\"), Row(\"svc.NEXT\")]))"]
    {
        let mut world = World::of(&kind.replace("NEXT", "1"));
        for at in 1..3_000 {
            world = world.row(&format!("svc.{at}"), "Leaf", &kind.replace("NEXT", &(at + 1).to_string()));
        }
        let ring = world.clone().row("svc.3000", "Leaf", "Row(\"svc.x\")");
        assert_eq!(ring.pair("svc.x"), "open/open", "a ring of 3,000 rows");
        let world = world.row("svc.3000", "Leaf", "Route(Qualification(\"9\"))").closed();
        let person = Person { qualifications: vec![certificate()], ..lead("P-1") };
        assert_eq!(world.with(|a| a.people = vec![person]).pair("svc.x"), "yes/yes", "a chain of 3,000 rows");
    }
}

#[test]
fn a_list_that_is_read_as_itself_in_a_circle_has_no_members() {
    let mut world = World::of("Qualification(\"9\")").closed().with(|a| {
        a.people = vec![Person { qualifications: vec![certificate()], ..lead("P-1") }];
    });
    world.references.lists[0].read_as = Some("6".into());
    assert_eq!(world.pair("svc.x"), "no/no");
}

#[test]
fn grounds_name_the_facts_used_and_what_is_missing() {
    let world = World::of("Person(All([Works(\"lead\"), Row(\"svc.i\")]))")
        .row("svc.i", "Route", "Route(Contracts(kinds: [\"web\"], at_least: 5, within_years: 3))")
        .with(|a| {
            a.people = vec![lead("P-1")];
            let left = Contract {
                signed: None,
                from: None,
                to: None,
                delivered: on("2023-11-30"),
                ..job("C-9", "P-1")
            };
            a.contracts = vec![job("C-1", "P-1"), left];
        });
    let told = grounds(&world.pack(), &world.references, &world.a, world.day, 0);
    let count = told.iter().find_map(|ground| match ground {
        Ground::Count(count) => Some((count.strict, count.lenient, count.needed)),
        _ => None,
    });
    assert_eq!(count, Some((1, 1, 5)));
    let left = told.iter().any(|ground| {
        matches!(ground, Ground::Fact(fact)
            if fact.id == "C-9" && fact.why == [Why::OutsideWindow(date("2024-02-01"))])
    });
    assert!(left, "the one that left the window, and since when: {told:?}");
    assert!(told.contains(&Ground::RegisterOpen(Register::Contracts)));
    let people = route_people(&world.pack(), &world.references, &world.a, world.day, "svc", "lead", "svc.i");
    assert_eq!(people.into_iter().map(|(_, pair)| say(pair.into())).collect::<Vec<_>>(), ["open/open"]);
}

//! CONT of the decision table: windows, years, months, acts, kinds.

use kijun::domain::register::*;

use super::tiny::*;

type Case = (&'static str, fn(&mut Contract), &'static str);

const ONE: &str = "Route(Contracts(kinds: [\"web\", \"other\"], lenient_kinds: [\"mobile\"], reasoned: [\"other\"], \
                   at_least: 1, within_years: 3))";

fn world(rule: &str, jobs: Vec<Contract>) -> World {
    World::of(rule).with(|a| {
        a.people = vec![lead("P-1")];
        a.contracts = jobs;
    })
}

/// Judges each case with the registers closed, and checks that open ones only open what was "no".
fn table(rule: &str, good: impl Fn() -> Contract, cases: &[Case]) {
    for (name, edit, closed) in cases {
        let mut contract = good();
        edit(&mut contract);
        let world = world(rule, vec![contract]);
        assert_eq!(world.clone().closed().pair("svc.x"), *closed, "{name}, closed");
        assert_eq!(world.pair("svc.x"), closed.replace("no", "open"), "{name}, open");
    }
}

#[test]
fn one_job_a3_a7_a20_a21_a34() {
    table(
        ONE,
        || job("C-1", "P-1"),
        &[
            ("delivered in the window, in the team", |_| {}, "yes/yes"),
            ("A3 delivered on the first day", |c| c.delivered = on("2024-02-01"), "yes/yes"),
            (
                "A3 delivered the day before, worked before too",
                |c| {
                    c.signed = on("2023-01-01");
                    c.from = on("2023-10-01");
                    c.to = on("2024-01-20");
                    c.delivered = on("2024-01-31");
                },
                "no/yes",
            ),
            (
                "A3 delivered two days before",
                |c| {
                    c.signed = on("2023-01-01");
                    c.from = on("2023-10-01");
                    c.to = on("2024-01-20");
                    c.delivered = on("2024-01-30");
                },
                "no/no",
            ),
            ("A3 delivered on the reference date", |c| c.delivered = on(TODAY), "yes/yes"),
            ("A3 delivered the day after, signed inside", |c| c.delivered = on("2027-02-01"), "no/yes"),
            (
                "A3 only signed inside",
                |c| {
                    c.signed = on("2027-01-15");
                    c.from = on("2027-02-15");
                    c.to = on("2027-03-15");
                    c.delivered = on("2027-03-31");
                },
                "no/yes",
            ),
            (
                "A3 only worked inside",
                |c| {
                    c.signed = None;
                    c.from = on("2027-01-31");
                    c.to = on("2027-03-15");
                    c.delivered = on("2027-03-31");
                },
                "no/yes",
            ),
            (
                "A3 all of it later",
                |c| {
                    c.signed = on("2027-02-01");
                    c.from = on("2027-02-02");
                    c.to = None;
                    c.delivered = None;
                },
                "no/no",
            ),
            ("not delivered yet, worked inside: blank is open", |c| c.delivered = None, "open/yes"),
            ("delivery by month, inside", |c| c.delivered = on("2025-03"), "no/yes"),
            (
                "delivery by month, around the first day, worked before",
                |c| {
                    c.signed = None;
                    c.from = on("2023-01-01");
                    c.to = on("2023-03-01");
                    c.delivered = on("2024");
                },
                "no/open",
            ),
            ("planned", |c| c.stage = Stage::Planned, "no/no"),
            ("somebody else's", |c| c.team[0].person = "P-2".into(), "no/no"),
            ("sold it only", |c| c.team[0].part = Part::Sales, "no/no"),
            ("A7 at another firm", |c| c.other_firm = "前職".into(), "no/yes"),
            ("A20 of another kind", |c| c.kinds = vec!["audit".into()], "no/no"),
            ("A34 of a lenient kind", |c| c.kinds = vec!["mobile".into()], "no/yes"),
            ("A34 of both kinds", |c| c.kinds = vec!["mobile".into(), "web".into()], "yes/yes"),
            ("A21 needs a reason", |c| c.kinds = vec!["other".into()], "no/yes"),
            (
                "A21 with a reason",
                |c| {
                    c.kinds = vec!["other".into()];
                    c.kind_reason = "脆弱性への対処".into();
                },
                "yes/yes",
            ),
            ("A21 of a plain kind too", |c| c.kinds = vec!["other".into(), "web".into()], "yes/yes"),
            ("joined on the day of delivery", |c| c.team[0].from = on("2025-03-31"), "yes/yes"),
            ("joined after delivery", |c| c.team[0].from = on("2025-04-01"), "no/yes"),
            (
                "left before the window",
                |c| {
                    c.from = on("2022-01-01");
                    c.team[0].to = on("2023-12-31");
                },
                "no/no",
            ),
        ],
    );
}

#[test]
fn the_window_from_a_leap_day() {
    let delivered =
        |day| Contract { delivered: on(day), signed: None, from: None, to: None, ..job("C-1", "P-1") };
    for (day, pair) in [("2025-03-01", "yes/yes"), ("2025-02-28", "no/yes"), ("2025-02-27", "no/no")] {
        let world = world(ONE, vec![delivered(day)]).closed().on(Some("2028-02-29"));
        assert_eq!(world.pair("svc.x"), pair, "{day}");
    }
}

fn many(n: usize, at_least: u32) -> World {
    let rule =
        format!("Route(Contracts(kinds: [\"web\", \"mobile\"], at_least: {at_least}, within_years: 3))");
    world(&rule, (0..n).map(|at| job(&format!("C-{at}"), "P-1")).collect())
}

#[test]
fn units_are_summed_a4_a20() {
    assert_eq!(many(4, 5).closed().pair("svc.x"), "no/no");
    assert_eq!(many(4, 5).pair("svc.x"), "open/open");
    assert_eq!(many(5, 5).closed().pair("svc.x"), "yes/yes");
    let both = many(4, 5).closed().with(|a| a.contracts[0].kinds = vec!["web".into(), "mobile".into()]);
    assert_eq!(both.pair("svc.x"), "no/no", "one contract is one, whatever its kinds");
    let across = many(5, 5).closed().with(|a| a.contracts[0].kinds = vec!["mobile".into()]);
    assert_eq!(across.pair("svc.x"), "yes/yes", "kinds are summed");
    let blank = many(5, 5).closed().with(|a| {
        let c = &mut a.contracts[0];
        (c.signed, c.from, c.to, c.delivered) = (None, None, None, None);
    });
    assert_eq!(blank.pair("svc.x"), "open/open", "a blank date may be the fifth");
    assert_eq!(many(0, 5).closed().pair("svc.x"), "no/no", "closed and empty");
}

fn frame(from: &str, to: Option<&str>) -> Contract {
    Contract {
        form: ContractForm::Continuing,
        signed: None,
        from: on(from),
        to: to.and_then(on),
        delivered: on(from),
        ..job("C-1", "P-1")
    }
}

/// How many years a frame counts: the largest number each reading reaches.
fn years(contract: &Contract) -> (u32, u32) {
    let reached = |half: usize| {
        (1..=9u32)
            .take_while(|n| {
                let rule = format!("Route(Contracts(kinds: [\"web\"], at_least: {n}, within_years: 3))");
                let pair = world(&rule, vec![contract.clone()]).closed().pair("svc.x");
                pair.split('/').nth(half) == Some("yes")
            })
            .count() as u32
    };
    (reached(0), reached(1))
}

#[test]
fn comprehensive_and_continuing_a4_a31() {
    let own = |from: Option<&str>, to: Option<&str>| {
        let mut contract = frame("2024-04-01", None);
        contract.team[0].from = from.and_then(on);
        contract.team[0].to = to.and_then(on);
        contract
    };
    let never_delivered = Contract { delivered: on("2021-01-01"), ..frame("2026-09-01", None) };
    let cases = [
        ("one year to the day", frame("2025-04-01", Some("2026-03-31")), (1, 1)),
        ("a day short, delivered", frame("2025-04-01", Some("2026-03-30")), (1, 1)),
        (
            "a day short, not delivered",
            Contract { delivered: on("2021-01-01"), ..frame("2025-04-01", Some("2026-03-30")) },
            (0, 1),
        ),
        ("a day over", frame("2025-04-01", Some("2026-04-01")), (1, 2)),
        ("two and a half years", frame("2024-07-01", Some("2026-12-31")), (2, 3)),
        ("only years inside the window count", frame("2015-04-01", Some("2025-01-31")), (1, 2)),
        ("the whole window; the lenient one is a day wider", frame("2015-04-01", None), (3, 4)),
        ("five months, delivered", frame("2026-09-01", None), (1, 1)),
        ("five months, never delivered", never_delivered, (0, 1)),
        ("over before the window", frame("2015-04-01", Some("2024-01-30")), (0, 0)),
        ("over on the same day", frame("2015-04-01", Some("2024-01-31")), (0, 1)),
        ("own period of a year", own(Some("2025-01-01"), Some("2025-12-31")), (1, 1)),
        ("own period of five months", own(Some("2025-01-01"), Some("2025-05-31")), (0, 1)),
        ("own period before the contract", own(Some("2020-01-01"), Some("2024-03-31")), (0, 0)),
    ];
    for (name, contract, expected) in cases {
        let delivered_outside_own_part = name.starts_with("own period of five");
        let contract = if delivered_outside_own_part {
            Contract { delivered: on("2024-12-01"), ..contract }
        } else {
            contract
        };
        assert_eq!(years(&contract), expected, "{name}");
    }
}

#[test]
fn two_own_periods_in_one_year_begin_it_once() {
    let mut contract = Contract { delivered: on("2021-01-01"), ..frame("2025-01-01", None) };
    contract.team = vec![team("P-1", Part::Delivery), team("P-1", Part::Delivery)];
    (contract.team[0].from, contract.team[0].to) = (on("2025-01-01"), on("2025-03-31"));
    (contract.team[1].from, contract.team[1].to) = (on("2025-09-01"), on("2025-11-30"));
    assert_eq!(years(&contract), (0, 1));
    contract.team[1].to = on("2026-02-01");
    assert_eq!(years(&contract), (0, 2));
    contract.team[1].from = on("2025-04-01");
    assert_eq!(years(&contract), (1, 2), "two that touch are one");
}

const DECADE: &str =
    "Route(Years(kinds: [\"web\"], lenient_kinds: [\"mobile\"], at_least: 10, within_years: 3))";

#[test]
fn cumulative_years_a30_a39() {
    let parallel = |n: usize, from: &str, to: Option<&str>| -> Vec<Contract> {
        (0..n)
            .map(|at| Contract { id: format!("C-{at}").into(), alias: format!("{at}社"), ..frame(from, to) })
            .collect()
    };
    let cases = [
        ("ten years alone: 36 months in the window", parallel(1, "2017-02-01", None), "no/yes"),
        ("a day short of ten years", parallel(1, "2017-02-02", None), "no/no"),
        ("four parallel over the window: 144 months", parallel(4, "2020-01-01", None), "yes/yes"),
        ("three parallel over the window: 108 months", parallel(3, "2024-02-01", None), "no/no"),
        ("four at 30 months: exactly 120", parallel(4, "2024-08-01", None), "yes/yes"),
        ("four a day short of 30 months", parallel(4, "2024-08-02", None), "no/no"),
        ("the last day counts", parallel(4, "2020-01-01", Some("2026-07-31")), "yes/yes"),
        ("without the last day, 29 months inside", parallel(4, "2020-01-01", Some("2026-07-30")), "no/yes"),
    ];
    for (name, contracts, closed) in cases {
        assert_eq!(world(DECADE, contracts).closed().pair("svc.x"), closed, "{name}");
    }
    let monitoring = |mut contracts: Vec<Contract>| {
        contracts.iter_mut().for_each(|c| c.kinds = vec!["mobile".into()]);
        contracts
    };
    assert_eq!(world(DECADE, monitoring(parallel(4, "2020-01-01", None))).closed().pair("svc.x"), "no/yes");
    let mut blank = parallel(4, "2020-01-01", None);
    blank.iter_mut().for_each(|c| c.from = None);
    assert_eq!(world(DECADE, blank).closed().pair("svc.x"), "open/open", "no first day");
    assert_eq!(world(DECADE, Vec::new()).pair("svc.x"), "open/open");
}

#[test]
fn a_single_job_runs_to_its_delivery() {
    let single = Contract {
        form: ContractForm::Single,
        to: None,
        delivered: on("2018-01-31"),
        ..frame("2010-02-01", None)
    };
    assert_eq!(world(DECADE, vec![single]).closed().pair("svc.x"), "no/no");
}

const ACTS: &str = "Route(Contracts(kinds: [\"web\"], acts: [\"a\", \"b\"], at_least: 3, within_years: 3))";

#[test]
fn acts_a25() {
    let cases: [(&str, fn(&mut Vec<Contract>), &str); 7] = [
        ("an own act in each", |_| {}, "yes/yes"),
        ("in two of three", |jobs| jobs[0].team[0].acts.clear(), "no/yes"),
        ("one act over all", |jobs| jobs[1..].iter_mut().for_each(|c| c.team[0].acts.clear()), "no/yes"),
        ("none", |jobs| jobs.iter_mut().for_each(|c| c.team[0].acts.clear()), "no/no"),
        (
            "an act that is not asked for",
            |jobs| jobs.iter_mut().for_each(|c| c.team[0].acts = vec!["z".into()]),
            "no/no",
        ),
        ("one on a laboratory system", |jobs| jobs[0].client_system = Known::No, "no/no"),
        ("one on an unknown system", |jobs| jobs[0].client_system = Known::Unknown, "no/yes"),
    ];
    for (name, edit, closed) in cases {
        let mut jobs: Vec<Contract> = (0..3).map(|at| job(&format!("C-{at}"), "P-1")).collect();
        edit(&mut jobs);
        let world = world(ACTS, jobs);
        assert_eq!(world.clone().closed().pair("svc.x"), closed, "{name}, closed");
        assert_eq!(world.pair("svc.x"), closed.replace("no", "open"), "{name}, open");
    }
}

#[test]
fn another_persons_act_is_not_mine() {
    let mut jobs: Vec<Contract> = (0..3).map(|at| job(&format!("C-{at}"), "P-1")).collect();
    for contract in &mut jobs {
        contract.team[0].acts.clear();
        contract.team.push(team("P-2", Part::Delivery));
    }
    assert_eq!(world(ACTS, jobs).closed().pair("svc.x"), "no/no");
}

#[test]
fn acts_of_one_edition_a26() {
    let mut jobs: Vec<Contract> = (0..3).map(|at| job(&format!("C-{at}"), "P-1")).collect();
    jobs.iter_mut().for_each(|c| c.team[0].acts = vec!["e".into()]);
    assert_eq!(world(ACTS, jobs.clone()).closed().pair("svc.x"), "no/no");
    assert_eq!(world(&ACTS.replace("\"b\"", "\"e\""), jobs).closed().pair("svc.x"), "yes/yes");
}

//! Days are those of the place where somebody sits: the real program with its clock set around midnight, on both
//! sides of the date line, and with a reference date on the edge.

use kijun::domain::text::Lang;
use kijun::store::clock;
use serde_json::Value;

use crate::desk::{Desk, USUAL};
use crate::home::{Home, Ran};
use crate::workbench_pty::{on_disk, run_with};

/// Half past midnight on 30 November in Tokyo.
const MIDNIGHT: &str = "2026-11-29T15:30:00Z";

const TOKYO: &str = "Asia/Tokyo";
const PAGO_PAGO: &str = "Pacific/Pago_Pago";
const KIRITIMATI: &str = "Pacific/Kiritimati";

/// A command at a moment, in a time zone. Only builds for development take the time from outside.
fn at(home: &Home, moment: &str, zone: &str, arguments: &[&str]) -> Ran {
    let mut command = home.command(arguments);
    Ran::of(command.env("KIJUN_TEST_CLOCK", moment).env("TZ", zone).output().expect("the program runs"))
}

fn new(reference_date: &str) -> Home {
    let home = Home::new();
    let made = home.run(&[
        "new",
        "a.ron",
        "--organisation",
        "Acme",
        "--category",
        "vuln",
        "--reference-date",
        reference_date,
    ]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    home.name_signer("a.ron");
    home
}

/// How a declaration made at a moment in a zone stands on the last day of January, strictly.
fn declared(moment: &str, zone: &str) -> String {
    let home = new("2027-01-31");
    let set = at(
        &home,
        moment,
        zone,
        &["set", "a.ron", "common.elig.a", "yes", "--by", "青木 一", "--post", "社長"],
    );
    assert_eq!(set.code, Some(0), "{}", set.err);
    let gap = at(&home, moment, zone, &["gap", "a.ron", "--format", "json"]);
    let gap: Value = serde_json::from_str(&gap.out).expect("JSON");
    let rows = gap["requirements"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["id"] == "common.elig.a").expect("the pledge");
    row["strict"].as_str().expect("a reading").to_owned()
}

#[test]
fn a_declaration_counts_from_the_day_on_which_it_was_made_where_one_sits() {
    if !cfg!(debug_assertions) {
        return eprintln!("skipped: a released build has no clock that can be set");
    }
    for (moment, zone, strict) in [
        ("2027-01-31T15:30:00Z", TOKYO, "open"),
        ("2027-01-31T14:59:59Z", TOKYO, "yes"),
        ("2027-01-31T15:30:00Z", "UTC", "yes"),
        ("2027-01-31T10:30:00Z", KIRITIMATI, "open"),
        ("2027-01-31T09:59:59Z", KIRITIMATI, "yes"),
        ("2027-02-01T10:30:00Z", PAGO_PAGO, "yes"),
        ("2027-02-01T11:00:00Z", PAGO_PAGO, "open"),
        ("2027-02-01T10:30:00Z", "UTC", "open"),
        ("2027-01-31T15:30:00Z", "JST-9", "open"),
    ] {
        assert_eq!(declared(moment, zone), strict, "{moment} {zone}");
    }
}

#[test]
fn a_declaration_opens_the_forecast_on_its_own_day() {
    if !cfg!(debug_assertions) {
        return eprintln!("skipped: a released build has no clock that can be set");
    }
    let home = new("2027-01-31");
    at(
        &home,
        "2027-01-31T15:30:00Z",
        TOKYO,
        &["set", "a.ron", "common.elig.a", "yes", "--by", "青木 一", "--post", "社長"],
    );
    let days = |zone| {
        let told = at(&home, MIDNIGHT, zone, &["forecast", "a.ron", "--format", "json"]);
        let told: Value = serde_json::from_str(&told.out).expect("JSON");
        let events = told["events"].as_array().expect("events").clone();
        events.into_iter().map(|event| event["day"].as_str().expect("a day").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(days(TOKYO).first().map(String::as_str), Some("2027-02-01"));
    assert!(days("UTC").iter().all(|day| day != "2027-02-01"));
}

#[test]
fn the_workbench_dates_what_is_said_by_the_local_day() {
    for (zone, day) in
        [(TOKYO, "2026-11-30"), (KIRITIMATI, "2026-11-30"), (PAGO_PAGO, "2026-11-29"), ("UTC", "2026-11-29")]
    {
        let mut desk = Desk::at_row(Lang::En, USUAL, "common.elig.a");
        let zone = clock::named(zone).expect("a zone");
        desk.model.desktop.now = MIDNIGHT.into();
        desk.model.desktop.zone = zone.clone();
        let assessment = &mut desk.model.desktop.session.as_mut().expect("a session").assessment;
        assessment.zone = zone;
        let claim = assessment.claims.iter_mut().find(|claim| claim.row == "common.elig.a");
        claim.expect("a claim").at = MIDNIGHT.into();
        assert_eq!(desk.model.desktop.today().expect("today").to_string(), day);
        assert!(desk.text().contains(day), "{}", desk.text());
    }
}

#[test]
fn a_register_is_closed_on_the_day_of_the_place() {
    if !cfg!(debug_assertions) {
        return eprintln!("skipped: a released build has no clock that can be set");
    }
    for (zone, day) in [(TOKYO, "2026-11-30"), (PAGO_PAGO, "2026-11-29")] {
        let home = new("2027-01-31");
        let program = env!("CARGO_BIN_EXE_kijun");
        let line = [program, "--lang", "en", "--ambiguous", "narrow", "a.ron"];
        closes_a_register(&home, &line, &[("KIJUN_TEST_CLOCK", MIDNIGHT), ("TZ", zone)], day);
    }
}

/// A hosted session looks at no environment: it is where the criteria are, unless the host says otherwise.
#[test]
fn a_hosted_session_is_in_japan_unless_its_host_says_otherwise() {
    if !cfg!(debug_assertions) {
        return eprintln!("skipped: a released build has no clock that can be set");
    }
    for (own, day) in
        [(&[][..], "2026-11-30"), (&["--tz", PAGO_PAGO], "2026-11-29"), (&["--tz", "+09:00"], "2026-11-30")]
    {
        let home = new("2027-01-31");
        let folder = home.path("");
        let line = [
            env!("CARGO_BIN_EXE_kijun"),
            "--restricted",
            "--root",
            folder.to_str().expect("UTF-8"),
            "--lang",
            "en",
        ];
        let line: Vec<&str> = line.into_iter().chain(own.iter().copied()).chain(["a.ron"]).collect();
        closes_a_register(&home, &line, &[("KIJUN_TEST_CLOCK", MIDNIGHT), ("TZ", "Europe/Paris")], day);
    }
}

fn closes_a_register(home: &Home, line: &[&str], environment: &[(&str, &str)], day: &str) {
    let mut session = run_with(home, line, environment);
    session.wait_to_see("saved");
    session.send(b"t");
    session.wait_to_see("Roster");
    session.send(b"A");
    session.wait_to_see("That is all for");
    session.send(b"\r");
    session.wait_to_see("U takes it back");
    session
        .wait_for_screen("saved", |screen| screen.lines().next().is_some_and(|line| line.contains("saved")));
    session.kill();
    let closures = on_disk(home, "a.ron").closures;
    assert_eq!(
        closures.iter().filter_map(|closure| closure.on).map(|on| on.to_string()).collect::<Vec<_>>(),
        [day]
    );
}

#[test]
fn moments_are_typed_and_told_where_one_sits() {
    if !cfg!(debug_assertions) {
        return eprintln!("skipped: a released build has no clock that can be set");
    }
    let home = new("2027-01-31");
    at(
        &home,
        MIDNIGHT,
        TOKYO,
        &["set", "a.ron", "common.elig.a", "yes", "--by", "青木 一", "--post", "社長"],
    );
    at(&home, "2026-11-30T15:30:00Z", TOKYO, &["set", "a.ron", "common.elig.a", "no", "--by", "馬場"]);
    let told = at(&home, MIDNIGHT, TOKYO, &["history", "a.ron"]);
    assert!(told.out.starts_with("2026-11-30 00:30:00 +09:00  青木 一"), "{}", told.out);
    let since =
        |zone, day| at(&home, MIDNIGHT, zone, &["history", "a.ron", "--since", day]).out.lines().count();
    assert_eq!((since(TOKYO, "2026-12-01"), since("UTC", "2026-12-01")), (1, 0));
    assert_eq!((since(TOKYO, "2026-11-30"), since(PAGO_PAGO, "2026-11-30")), (2, 1));
    let then = |day| at(&home, MIDNIGHT, TOKYO, &["gap", "a.ron", "--format", "json", "--as-at", day]);
    for (day, claim) in [("2026-12-01", "yes"), ("令和8年12月1日", "yes"), ("2026-12-02", "no")] {
        let told: Value = serde_json::from_str(&then(day).out).expect("JSON");
        let rows = told["requirements"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["id"] == "common.elig.a").expect("the pledge");
        assert_eq!(row["claim"], claim, "{day}");
    }
    assert_eq!(then("2026-11-29").code, Some(2));
    let differs = at(&home, MIDNIGHT, TOKYO, &["diff", "a.ron", "--from", "2026-12-01"]);
    assert!(differs.out.contains("2026-12-01 00:00:00 +09:00"), "{}", differs.out);
    assert!(
        differs.out.contains("青木 一 2026-11-30 00:30 +09:00 -> 馬場 2026-12-01 00:30 +09:00"),
        "{}",
        differs.out
    );
}

#[test]
fn a_wrong_time_zone_is_a_sentence() {
    let home = Home::with_sample();
    for (lang, word) in [("ja", "Asia/Tokio はありません"), ("en", "there is no time zone Asia/Tokio")]
    {
        let ran = home.run(&["gap", "sample.ron", "--tz", "Asia/Tokio", "--lang", lang]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert!(
            ran.err.contains("--tz: ") && ran.err.contains(word) && ran.err.contains("Asia/Tokyo"),
            "{}",
            ran.err
        );
        let ran = home.run_with("TZ", "Asia/Tokio", &["gap", "sample.ron", "--lang", lang]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert!(ran.err.contains("TZ: ") && ran.err.contains(word), "{}", ran.err);
    }
    let folder = home.path("");
    let hosted = home.run(&[
        "--restricted",
        "--root",
        folder.to_str().expect("UTF-8"),
        "--tz",
        "Mars/Base",
        "--lang",
        "en",
    ]);
    assert_eq!(hosted.code, Some(2));
    assert!(hosted.err.contains("there is no time zone Mars/Base"), "{}", hosted.err);
    assert_eq!(home.run_with("TZ", "Asia/Tokio", &["gap", "sample.ron", "--tz", TOKYO]).code, Some(1));
}

#[test]
fn time_zones_are_known_without_a_database_on_the_machine() {
    let home = Home::new();
    let told = home.run_with("TZDIR", "/nonexistent", &["doctor", "--tz", TOKYO, "--lang", "en"]);
    assert!(told.out.contains("Time zone: Asia/Tokyo (") && told.out.contains("+09:00)"), "{}", told.out);
}

/// An export says in its first line when it was made, which no two do alike.
fn without_moment(out: &str) -> &str {
    match out.split_once('\n') {
        Some((first, rest)) if first.contains("; at=") => rest,
        _ => out,
    }
}

#[test]
fn days_are_typed_alike_wherever_a_command_takes_one() {
    let home = Home::with_sample();
    let plain = |option: &str, day: &str, command: &[&str]| home.run(&[command, &[option, day]].concat());
    for (option, command) in [
        ("--as-of", &["gap", "sample.ron"][..]),
        ("--as-of", &["why", "sample.ron", "vuln"]),
        ("--as-of", &["carriers", "sample.ron", "--category", "soc"]),
        ("--as-of", &["plan", "sample.ron", "--category", "soc"]),
        ("--as-of", &["forecast", "sample.ron"]),
        ("--until", &["forecast", "sample.ron"]),
        ("--intake", &["forecast", "sample.ron"]),
        ("--as-of", &["review", "sample.ron", "--category", "soc"]),
        ("--as-of", &["what-if", "sample.ron"]),
        ("--as-of", &["diff", "sample.ron", "sample.ron"]),
        ("--as-of", &["export", "sample.ron"]),
        ("--as-of", &["lint", "--examiner", "sample.ron"]),
        ("--since", &["history", "sample.ron"]),
    ] {
        let expected = plain(option, "2027-07-31", command);
        assert_ne!(expected.code, Some(2), "{command:?}: {}", expected.err);
        for day in ["2027/7/31", "20270731", "令和9年7月31日", "R9.7.31", "２０２７－０７－３１"]
        {
            let ran = plain(option, day, command);
            let said = (ran.code, without_moment(&ran.out));
            assert_eq!(said, (expected.code, without_moment(&expected.out)), "{command:?} {day}");
        }
        for (day, hint) in [("2027-02-30", "no such day"), ("27/1/31", "written like"), ("2027-07", "")] {
            let ran = home.run(&[command, &[option, day, "--lang", "en"]].concat());
            assert_eq!(ran.code, Some(2), "{command:?} {day}");
            assert!(option == "--since" || ran.err.contains(hint), "{}", ran.err);
        }
    }
    let new =
        ["new", "b.ron", "--organisation", "B", "--category", "vuln", "--reference-date", "令和9年1月31日"];
    assert_eq!(home.run(&new).code, Some(0));
    assert!(home.text("b.ron").contains("reference_date: \"2027-01-31\""), "{}", home.text("b.ron"));
}

#[test]
fn a_plan_that_begins_in_the_past_says_by_how_much_and_what_would_still_do() {
    let home = new("2026-12-15");
    let plan = |lang, format| {
        let command = ["plan", "a.ron", "--today", "令和8年11月30日", "--lang", lang, "--format", format];
        home.run(&command).out
    };
    let told: Value = serde_json::from_str(&plan("ja", "json")).expect("JSON");
    assert_eq!(told["today"], "2026-11-30");
    let best = &told["plans"][0];
    let (lead, late) = (best["lead_days"].as_i64().expect("days"), best["days_late"].as_i64().expect("days"));
    assert_eq!(late, lead - 15, "15 days are left");
    let meets: jiff::civil::Date = best["would_meet"].as_str().expect("a day").parse().expect("a day");
    let today = jiff::civil::date(2026, 11, 30);
    assert_eq!(meets, today.saturating_add(jiff::Span::new().days(lead)));
    for step in best["steps"].as_array().expect("steps") {
        let begin: jiff::civil::Date = step["start_by"].as_str().expect("a day").parse().expect("a day");
        let expected = i64::from((today - begin).get_days()).max(0);
        assert_eq!(step["days_late"], expected, "{step}");
    }
    let (ja, en) = (plan("ja", "text"), plan("en", "text"));
    assert!(ja.contains("今日 2026年11月30日\n"), "{ja}");
    assert!(ja.contains(&format!("までに着手({late}日過ぎています)")), "{ja}");
    assert!(ja.contains(&format!("(最長{late}日)。今日始めて間に合う基準日は")), "{ja}");
    assert!(
        en.contains(&format!("({late} days ago)")) && en.contains("would meet a reference date from"),
        "{en}"
    );
    // The reference date that it names is met: nothing is late then.
    let day = meets.to_string();
    let then = home.run(&["plan", "a.ron", "--as-of", &day, "--today", "2026-11-30", "--format", "json"]);
    let then: Value = serde_json::from_str(&then.out).expect("JSON");
    assert_eq!(then["plans"][0]["days_late"], 0);
    if cfg!(debug_assertions) {
        let by_clock = at(&home, "2026-11-29T15:30:00Z", TOKYO, &["plan", "a.ron", "--lang", "ja"]);
        assert_eq!(by_clock.out, ja, "today is the clock's where nobody says otherwise");
    }
}

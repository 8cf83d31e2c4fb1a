//! Calendars, read back by a strict reader of RFC 5545: lines, folding, escapes, nesting, what every event needs.

use std::collections::BTreeSet;

use icalendar::Component;
use jiff::civil::date;
use kijun::domain::date::Span;
use kijun::domain::forecast::{Subject, forecast, usual_intakes};
use kijun::domain::plan::{Costs, plan};
use kijun::domain::text::Lang;
use kijun::report::calendar::{Entry, Frame, calendar};
use kijun::report::forecast::ForecastReport;
use kijun::report::grounds::Context;
use kijun::report::plan::PlanReport;
use kijun::store::{packs, sample};
use proptest::prelude::*;

use crate::formats::anything::text;
use crate::home::{Home, Ran};

/// When the calendars of these tests are made.
const NOW: &str = "2026-11-22T04:00:00.000000Z";

/// An event as read: names and values, unescaped.
type Event = Vec<(String, String)>;

/// Reads a calendar, or says what the format does not allow.
fn read(calendar: &str) -> Result<Vec<Event>, String> {
    let body = calendar.strip_suffix("\r\n").ok_or("the last line has no end")?;
    let mut lines: Vec<String> = Vec::new();
    for line in body.split("\r\n") {
        if line.contains(['\r', '\n']) {
            return Err(format!("a bare line break in {line:?}"));
        }
        if line.len() > 75 {
            return Err(format!("{} octets in {line:?}", line.len()));
        }
        if line.chars().any(|c| c.is_control() && c != '\t') {
            return Err(format!("a control character in {line:?}"));
        }
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().ok_or("begins with a folded line")?.push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    let mut events = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for line in lines {
        let (name, value) = line.split_once(':').ok_or(format!("no name in {line:?}"))?;
        match name {
            "BEGIN" => {
                open.push(value.to_owned());
                if value == "VEVENT" {
                    events.push(Vec::new());
                }
            }
            "END" if open.pop().as_deref() != Some(value) => return Err(format!("{value} ends unopened")),
            "END" => {}
            _ if open.last().map(String::as_str) == Some("VEVENT") => {
                let event: &mut Event = events.last_mut().ok_or("no event")?;
                event.push((name.to_owned(), unescaped(value)?));
            }
            _ => {}
        }
    }
    if open.is_empty() { Ok(events) } else { Err(format!("{open:?} is not ended")) }
}

fn unescaped(value: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => return Err(format!("escape {other:?} in {value:?}")),
            },
            ';' | ',' => return Err(format!("{c} stands bare in {value:?}")),
            c => out.push(c),
        }
    }
    Ok(out)
}

fn of<'e>(event: &'e Event, name: &str) -> Result<&'e str, TestCaseError> {
    let found: Vec<&str> =
        event.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect();
    prop_assert_eq!(found.len(), 1, "{} in {:?}", name, event);
    Ok(found[0])
}

fn sound(calendar: &str) -> Result<Vec<Event>, TestCaseError> {
    let events = read(calendar).map_err(TestCaseError::fail)?;
    let mut ids = BTreeSet::new();
    for event in &events {
        prop_assert!(ids.insert(of(event, "UID")?.to_owned()), "an UID twice");
        for moment in ["DTSTAMP", "LAST-MODIFIED"] {
            let stamp = of(event, moment)?;
            prop_assert!(
                stamp.len() == 16 && stamp.ends_with('Z') && stamp.as_bytes()[8] == b'T',
                "{}",
                stamp
            );
        }
        prop_assert!(of(event, "SEQUENCE")?.parse::<u32>().is_ok());
        prop_assert!(["CONFIRMED", "CANCELLED"].contains(&of(event, "STATUS")?));
        let (from, to) = (of(event, "DTSTART;VALUE=DATE")?, of(event, "DTEND;VALUE=DATE")?);
        prop_assert!(from.len() == 8 && from < to, "{} {}", from, to);
        of(event, "SUMMARY")?;
    }
    Ok(events)
}

#[test]
fn the_calendar_of_the_sample_is_sound_and_the_same_each_time() {
    let loaded = packs::shipped("4.1").expect("shipped");
    let assessment = sample::assessment().expect("a sound sample");
    let (pack, references) = (&loaded.pack, &loaded.references);
    let span = Span { first: date(2027, 1, 31), last: date(2029, 1, 31) };
    let subject = Subject { pack, references, assessment: &assessment };
    let forecast = forecast(subject, span, &usual_intakes(span));
    let context = Context { pack, references, assessment: &assessment };
    for lang in [Lang::Ja, Lang::En] {
        let report = ForecastReport { lang, context, forecast: &forecast, app: "kijun" };
        let events = sound(&report.calendar(NOW)).expect("sound");
        let days: BTreeSet<&str> =
            events.iter().map(|event| of(event, "DTSTART;VALUE=DATE").expect("a day")).collect();
        for event in &forecast.events {
            assert!(days.contains(event.day.strftime("%Y%m%d").to_string().as_str()), "{}", event.day);
        }
        assert!(events.iter().all(|event| !of(event, "SUMMARY").expect("a title").trim().is_empty()));
        assert_eq!(report.calendar(NOW), report.calendar(NOW));
    }
    let mut other = assessment.clone();
    other.file_id = "0123456789abcdef".into();
    let context = Context { pack, references, assessment: &other };
    let theirs = ForecastReport { lang: Lang::Ja, context, forecast: &forecast, app: "kijun" }.calendar(NOW);
    let context = Context { pack, references, assessment: &assessment };
    let ours = ForecastReport { lang: Lang::Ja, context, forecast: &forecast, app: "kijun" }.calendar(NOW);
    let ids = |text: &str| -> BTreeSet<String> {
        let events = sound(text).expect("sound");
        events.iter().map(|event| of(event, "UID").expect("one").to_owned()).collect()
    };
    assert!(ids(&ours).is_disjoint(&ids(&theirs)), "two clients in one calendar program");
}

#[test]
fn the_calendar_of_a_plan_has_the_last_days_of_each_step_under_a_name_that_stays() {
    let loaded = packs::shipped("4.1").expect("shipped");
    let assessment = sample::assessment().expect("a sound sample");
    let (pack, references) = (&loaded.pack, &loaded.references);
    let context = Context { pack, references, assessment: &assessment };
    let chosen = assessment.profile.categories.clone();
    let made = |day| {
        let plans = plan(pack, references, &assessment, day, &chosen, &Costs::default());
        let report =
            PlanReport { lang: Lang::Ja, context, plans: &plans, day, today: Some(day), app: "kijun" };
        let events = sound(&report.calendar(NOW)).expect("sound");
        let plan = &plans.plans[0];
        let steps = |nth: usize| {
            let key = format!("step-{}-", plans.step(plan.steps[nth]).key);
            let mine = |event: &&Event| of(event, "UID").expect("one").starts_with(&key);
            let event = events.iter().find(mine).unwrap_or_else(|| panic!("{key}"));
            let compact = |day: jiff::civil::Date| day.strftime("%Y%m%d").to_string();
            let (from, to) = (report.begin_by(plan, nth), report.done_by(plan, nth));
            assert_eq!(of(event, "DTSTART;VALUE=DATE").expect("a day"), compact(from), "{key}");
            assert_eq!(of(event, "DTEND;VALUE=DATE").expect("a day"), compact(to.tomorrow().expect("a day")));
            of(event, "UID").expect("one").to_owned()
        };
        (0..plan.steps.len()).map(steps).collect::<BTreeSet<String>>()
    };
    let day = date(2027, 1, 31);
    let names = made(day);
    assert!(names.len() > 20, "{names:?}");
    assert_eq!(names, made(day.tomorrow().expect("a day")), "a step that moves has another name");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(200)))]

    #[test]
    fn whatever_is_typed_stays_in_its_line(title in text(), body in text(), name in text(), long in 0..40_usize) {
        let title = title.repeat(long + 1);
        let entry = Entry { day: date(2027, 12, 31), until: None, key: "vuln".into(), title: title.clone(), text: body };
        let events = {
            let span = Span { first: date(2027, 1, 31), last: date(2029, 1, 31) };
            sound(&calendar(&Frame { name: &name, of: &name, formerly: "", span, now: NOW }, &[entry]))?
        };
        prop_assert_eq!(events.len(), 1);
        let plain = title.lines().all(|line| line.chars().all(|c| c.is_alphanumeric() || " ;,\\".contains(c)));
        if plain && !title.contains('\n') {
            prop_assert_eq!(of(&events[0], "SUMMARY")?, title);
        }
    }
}

/// What a calendar program that knows the whole format sees: day, number, state, stamp and title of each event.
fn seen(text: &str) -> Vec<(String, u32, String, String, String)> {
    let calendar: icalendar::Calendar = text.parse().expect("a calendar");
    assert_eq!(calendar.property_value("METHOD"), Some("PUBLISH"));
    let events = calendar.components.iter().filter_map(|part| part.as_event());
    let value = |event: &icalendar::Event, name: &str| event.property_value(name).expect(name).to_owned();
    let told = events.map(|event| {
        let sequence = value(event, "SEQUENCE").parse().expect("a number");
        (
            value(event, "DTSTART"),
            sequence,
            value(event, "STATUS"),
            value(event, "DTSTAMP"),
            value(event, "SUMMARY"),
        )
    });
    told.collect()
}

#[test]
fn the_calendar_of_last_time_is_followed_and_what_vanished_is_cancelled() {
    if !cfg!(debug_assertions) {
        return eprintln!("skipped: a released build has no clock that can be set");
    }
    let home = Home::with_sample();
    let write = |moment: &str| {
        let mut command = home.command(&["forecast", "sample.ron", "--ics", "a.ics", "--lang", "ja"]);
        let ran = Ran::of(command.env("KIJUN_TEST_CLOCK", moment).output().expect("the program runs"));
        assert!(matches!(ran.code, Some(0 | 1 | 3)), "{}", ran.err);
        home.text("a.ics")
    };
    let first = write("2026-11-22T04:00:00Z");
    assert_eq!(write("2026-11-23T04:00:00Z"), first, "nothing differs, nothing is written");
    let filed = seen(&first).into_iter().find(|event| event.0 == "20280801").expect("a renewal");
    assert!(filed.4.contains("更新の申請期限") && filed.4.contains("情報処理安全確保支援士"), "{filed:?}");
    home.put("sample.ron", &home.text("sample.ron").replace("\"2028-09-30\"", "\"2028-08-31\""));
    let second = seen(&write("2026-11-24T04:00:00Z"));
    let of = |day: &str, word: &str| {
        let of_day =
            |event: &&(String, u32, String, String, String)| event.0 == day && event.4.contains(word);
        second.iter().find(of_day).unwrap_or_else(|| panic!("{day}: {second:?}")).clone()
    };
    let gone = of("20280801", "更新の申請期限");
    assert_eq!((gone.1, gone.2.as_str(), gone.3.as_str()), (1, "CANCELLED", "20261124T040000Z"));
    let new = of("20280702", "更新の申請期限");
    assert_eq!((new.1, new.2.as_str(), new.3.as_str()), (0, "CONFIRMED", "20261124T040000Z"));
    let ids = |text: &str| -> BTreeSet<String> {
        read(text).expect("sound").iter().map(|event| of_one(event, "UID")).collect()
    };
    assert!(ids(&first).is_subset(&ids(&home.text("a.ics"))), "no entry is forgotten");
}

fn of_one(event: &Event, name: &str) -> String {
    of(event, name).expect("one").to_owned()
}

#[test]
fn a_calendar_of_another_assessment_is_left_alone() {
    let home = Home::with_sample();
    let other = home.text("sample.ron").replace("みほんセキュリティ", "べつの会社");
    home.put("other.ron", &other);
    home.run(&["forecast", "sample.ron", "--ics", "a.ics"]);
    let before = home.text("a.ics");
    for (lang, word) in [("ja", "この自己評価のカレンダーではない"), ("en", "no calendar of this assessment")]
    {
        let ran = home.run(&["forecast", "other.ron", "--ics", "a.ics", "--lang", lang]);
        assert_eq!(ran.code, Some(5), "{}", ran.err);
        assert!(ran.err.contains(word), "{}", ran.err);
    }
    assert_eq!(home.text("a.ics"), before);
}

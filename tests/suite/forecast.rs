//! The forecast: every change and nothing else, with its cause; intakes; the calendar.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use kijun::domain::assessment::{Assessment, Profile};
use kijun::domain::date::{PartialDate, Span};
use kijun::domain::evaluate::evaluate;
use kijun::domain::flip::Flips;
use kijun::domain::forecast::{Forecast, Reads, Subject, forecast, usual_intakes};
use kijun::domain::pack::Pack;
use kijun::domain::plan::{Costs, plan};
use kijun::domain::reference::References;
use kijun::domain::register::{ContractForm, Expiry, Register};
use kijun::domain::verdict::Verdict;
use kijun::store::packs;
use proptest::prelude::*;

use crate::plan::fulfil::Work;

const DAY: Date = date(2027, 1, 31);

fn shipped() -> (Pack, References) {
    let loaded = packs::shipped("4.1").expect("shipped");
    (loaded.pack, loaded.references)
}

/// An assessment that satisfies these categories on [`DAY`].
pub(crate) fn satisfied(categories: &[&str], nth: usize, pack: &Pack, references: &References) -> Assessment {
    let categories: Vec<String> = categories.iter().map(|id| (*id).to_owned()).collect();
    let profile = Profile { categories: categories.clone(), reference_date: Some(DAY), ..Profile::default() };
    let mut assessment = Assessment { profile, ..Assessment::default() };
    let plans = plan(pack, references, &assessment, DAY, &categories, &Costs::default());
    Work { pack, references, assessment: &mut assessment, day: DAY }.plan(&plans, &plans.plans[nth]);
    for register in Register::ALL {
        assessment.closures.push(kijun::domain::register::Closure {
            register,
            by: "長".into(),
            post: "部長".into(),
            on: Some(DAY.into()),
        });
    }
    assessment
}

fn ahead(assessment: &Assessment, span: Span, pack: &Pack, references: &References) -> Forecast {
    forecast(Subject { pack, references, assessment }, span, &usual_intakes(span))
}

fn two_years() -> Span {
    Span { first: DAY, last: date(2029, 1, 31) }
}

#[test]
fn the_usual_intakes_are_four_a_year() {
    let span = Span { first: date(2027, 1, 31), last: date(2028, 1, 30) };
    let days = [date(2027, 1, 31), date(2027, 4, 30), date(2027, 7, 31), date(2027, 10, 31)];
    assert_eq!(usual_intakes(span), days);
}

#[test]
fn records_and_education_grow_old_after_a_year() {
    let (pack, references) = shipped();
    let assessment = satisfied(&["vuln"], 0, &pack, &references);
    let forecast = ahead(&assessment, two_years(), &pack, &references);
    // Everything was done on 30 January 2027; the strict window of that day ends with 29 January 2028.
    let outlook = &forecast.outlooks[0];
    assert_eq!(outlook.start, Verdict::Satisfied);
    assert_eq!(outlook.falls_on, Some((date(2028, 1, 30), Verdict::NeedsConfirmation)));
    assert_eq!(outlook.last_safe_intake, Some(date(2027, 10, 31)));
    let event = &forecast.events[0];
    assert_eq!(event.day, date(2028, 1, 30));
    let id = |cause: &kijun::domain::forecast::Cause| match &cause.now {
        Reads::Fact(fact) => fact.id.clone(),
        Reads::Count { .. } => String::new(),
    };
    for record in &assessment.records {
        assert!(event.causes.iter().any(|cause| id(cause) == record.id), "{}", record.id);
    }
    assert!(forecast.events.iter().any(|event| event.flips.categories.iter().any(|f| f.to == Verdict::Gap)));
}

#[test]
fn a_certificate_that_expires_is_named_on_its_day() {
    let (pack, references) = shipped();
    let mut assessment = satisfied(&["audit"], 0, &pack, &references);
    let held = |p: &kijun::domain::register::Person| !p.qualifications.is_empty();
    let person = assessment.people.iter_mut().find(|p| held(p)).expect("somebody holds one");
    person.qualifications[0].expiry = Expiry::On(date(2027, 8, 15).into());
    let id = person.id.clone();
    let forecast = ahead(&assessment, two_years(), &pack, &references);
    let days: Vec<(Date, Verdict)> = forecast
        .events
        .iter()
        .flat_map(|event| event.flips.categories.iter().map(|flip| (event.day, flip.to)))
        .take(2)
        .collect();
    // Three months of review no longer fit from 16 May on; expired from 16 August on.
    assert_eq!(days, [(date(2027, 5, 16), Verdict::NeedsConfirmation), (date(2027, 8, 16), Verdict::Gap)]);
    let names = |event: &kijun::domain::forecast::Event| {
        event.causes.iter().any(|cause| matches!(&cause.now, Reads::Fact(fact) if fact.id == *id))
    };
    assert!(forecast.events.iter().take(2).all(names));
}

#[test]
fn nothing_happens_to_nothing() {
    let (pack, references) = shipped();
    let profile = Profile { categories: vec!["vuln".into()], ..Profile::default() };
    let assessment = Assessment { profile, ..Assessment::default() };
    assert_eq!(ahead(&assessment, two_years(), &pack, &references).events, []);
}

fn partial() -> impl Strategy<Value = PartialDate> {
    (0..3_i32, 0..2600_i32).prop_map(|(kind, days)| {
        let day = date(2022, 1, 1).saturating_add(i64::from(days).days());
        match kind {
            0 => PartialDate::Month(day.first_of_month()),
            1 if day.day() == 1 => PartialDate::Year(day.first_of_year()),
            _ => PartialDate::Day(day),
        }
    })
}

fn maybe() -> impl Strategy<Value = Option<PartialDate>> {
    prop::option::weighted(0.7, partial())
}

/// Puts random dates into everything that has one.
fn scatter(assessment: &mut Assessment, dates: &[Option<PartialDate>]) {
    let mut dates = dates.iter().copied().cycle();
    let mut next = || dates.next().flatten();
    for person in &mut assessment.people {
        for post in &mut person.posts {
            (post.from, post.to) = (next().or(post.from), next());
        }
        for qualification in &mut person.qualifications {
            qualification.obtained = next();
            qualification.expiry = next().map_or(Expiry::Unknown, Expiry::On);
        }
        person.trainings.iter_mut().for_each(|training| training.on = next());
        person.lectures.iter_mut().for_each(|lecture| lecture.from = next());
    }
    for (nth, contract) in assessment.contracts.iter_mut().enumerate() {
        if nth % 2 == 0 {
            contract.form = ContractForm::Continuing;
        }
        (contract.signed, contract.from) = (next(), next().or(contract.from));
        (contract.to, contract.delivered) = (next(), next());
        contract.team.iter_mut().for_each(|member| (member.from, member.to) = (next(), next()));
    }
    assessment.documents.iter_mut().for_each(|document| document.approved = next());
    assessment.records.iter_mut().for_each(|record| record.on = next());
    assessment.declarations.iter_mut().for_each(|declaration| declaration.on = next());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(25)))]

    #[test]
    fn between_two_events_no_verdict_differs(
        dates in prop::collection::vec(maybe(), 97),
        first in 0..1500_i64,
        which in 0..6_usize,
        nth in 0..2_usize,
    ) {
        let (pack, references) = shipped();
        let category = ["audit", "vuln", "pentest", "forensic", "soc", "device"][which];
        let mut assessment = satisfied(&[category], nth, &pack, &references);
        scatter(&mut assessment, &dates);
        let first = date(2024, 1, 1).saturating_add(first.days());
        let span = Span { first, last: first.saturating_add(90.days()) };
        let forecast = ahead(&assessment, span, &pack, &references);
        let mut before = evaluate(&pack, &references, &assessment, Some(first));
        let mut day = first;
        while day < span.last {
            day = day.tomorrow().expect("a next day");
            let today = evaluate(&pack, &references, &assessment, Some(day));
            let flips = Flips::between(&before, &today);
            let event = forecast.events.iter().find(|event| event.day == day);
            let told = event.map(|event| event.flips.clone()).unwrap_or_default();
            prop_assert_eq!(told, flips, "{}", day);
            before = today;
        }
    }
}

fn sample() -> (Pack, References, Assessment) {
    let (pack, references) = shipped();
    (pack, references, kijun::store::sample::assessment().expect("a sound sample"))
}

/// The verdicts of every day of two years, as `gap --as-of` gives them, against the forecast's.
#[test]
fn the_forecast_of_the_sample_agrees_with_every_single_day_of_two_years() {
    let (pack, references, assessment) = sample();
    let forecast = ahead(&assessment, two_years(), &pack, &references);
    assert!(forecast.events.len() > 5, "the sample has its days");
    let mut before = evaluate(&pack, &references, &assessment, Some(DAY));
    let mut day = DAY;
    while day < two_years().last {
        day = day.tomorrow().expect("a next day");
        let today = evaluate(&pack, &references, &assessment, Some(day));
        let event = forecast.events.iter().find(|event| event.day == day);
        let told = event.map(|event| event.flips.clone()).unwrap_or_default();
        assert_eq!(told, Flips::between(&before, &today), "{day}");
        for category in &today.categories {
            let told = forecast.verdict_on(&category.id, day);
            assert_eq!(told, Some(category.outcome.verdict()), "{} on {day}", category.id);
        }
        before = today;
    }
}

#[test]
fn only_days_on_which_something_can_change_are_judged() {
    let (pack, references, assessment) = sample();
    let forecast = ahead(&assessment, two_years(), &pack, &references);
    assert!(forecast.judged < 150, "{} of 731 days judged", forecast.judged);
    let mut still = assessment;
    still.people.clear();
    still.contracts.clear();
    still.records.clear();
    let forecast = ahead(&still, two_years(), &pack, &references);
    assert!(forecast.judged < 10, "{} days judged with next to no dates", forecast.judged);
}

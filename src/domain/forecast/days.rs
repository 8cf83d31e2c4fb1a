//! Candidate days: the days on which some rule reads some date of an assessment otherwise than on the eve.
//!
//! A verdict depends on the day only by comparisons of the day, or of a window's edge, with dates of facts,
//! and by whole months and years of work. Each has its day here, so that between two of these days nothing
//! can differ; every kind of fact is held only against the windows that are asked of it.

use std::collections::BTreeSet;

use jiff::{Span as Step, ToSpan};

use super::Subject;
use super::windows::{Windows, Work};
use crate::domain::assessment::{Assessment, REVIEW_MONTHS};
use crate::domain::date::{Date, PartialDate, Span, months_after, months_until, next_day};
use crate::domain::evaluate::{Basis, Judge};
use crate::domain::register::{Contract, ContractForm, ContractId, Expiry, Person};

/// By how many days clamping to the month's end can shift an edge.
const SLACK: i64 = 5;

/// All candidate days of a span after its first day, in order.
pub(super) fn candidates(subject: Subject<'_>, span: Span) -> BTreeSet<Date> {
    let assessment = subject.assessment;
    let windows = Windows::of(subject.pack);
    let mut days = Days { span, found: BTreeSet::new(), work: BTreeSet::new(), about: (0, 0) };
    assessment.people.iter().for_each(|person| days.person(person, &windows));
    days.reviews(assessment);
    assessment.documents.iter().filter_map(|document| document.approved).for_each(|on| days.comes(on));
    for on in assessment.records.iter().filter_map(|record| record.on) {
        days.comes(on);
        windows.records.iter().for_each(|&months| days.grows_old(on, months));
    }
    assessment.declarations.iter().filter_map(|declaration| declaration.on).for_each(|on| days.comes(on));
    let zone = &assessment.zone;
    assessment.claims.iter().filter_map(|claim| claim.day(zone)).for_each(|on| days.comes(on.into()));
    let named = assessment.records.iter().flat_map(|record| &record.contracts);
    let named: BTreeSet<&str> = named.map(ContractId::as_str).collect();
    for (at, contract) in assessment.contracts.iter().enumerate() {
        days.contract(at, contract, &windows);
        if named.contains(contract.id.as_str()) {
            days.carried_out(contract);
        }
    }
    let Days { mut found, work, .. } = days;
    for (day, at, which) in work {
        if !found.contains(&day) && tells(subject, day, &assessment.contracts[at], &windows.contracts[which])
        {
            found.insert(day);
        }
    }
    found
}

/// Whether what people show by their contracts reads otherwise than on the eve, for the people of one
/// contract: most of the many days on which a month is full decide nothing.
fn tells(subject: Subject<'_>, day: Date, contract: &Contract, work: &Work<'_>) -> bool {
    let Subject { pack, references, assessment } = subject;
    let on = |day: Date| Judge::new(Basis { pack, references, assessment, day: Some(day) });
    let (eve, today) = (on(day.yesterday().unwrap_or(day)), on(day));
    let people = assessment.people.iter().enumerate();
    let mut team = people.filter(|(_, person)| contract.team.iter().any(|member| member.person == person.id));
    team.any(|(at, _)| eve.reads(work.rule, work.at, at) != today.reads(work.rule, work.at, at))
}

struct Days {
    span: Span,
    /// Days that are judged.
    found: BTreeSet<Date>,
    /// Days on which a contract may be worth more or less under a rule: the day, the contract, the rule.
    work: BTreeSet<(Date, usize, usize)>,
    /// The contract and the rule looked at.
    about: (usize, usize),
}

impl Days {
    fn add(&mut self, day: Date) {
        if self.span.first < day && day <= self.span.last {
            self.found.insert(day);
        }
    }

    fn add_work(&mut self, day: Date) {
        if self.span.first < day && day <= self.span.last {
            self.work.insert((day, self.about.0, self.about.1));
        }
    }

    /// A date that may still lie ahead: it is there from its first day on, surely from its last one on.
    fn comes(&mut self, on: PartialDate) {
        self.add(on.earliest());
        self.add(on.latest());
    }

    /// A date that counts as long as it has not passed.
    fn passes(&mut self, on: PartialDate) {
        self.add(next_day(on.earliest()));
        self.add(next_day(on.latest()));
    }

    /// A date that leaves the window of the last months.
    fn grows_old(&mut self, on: PartialDate, months: u32) {
        let edge = |day: Date| next_day(day.saturating_sub(i64::from(months).months()));
        for date in [on.earliest(), on.latest()] {
            let near = date.saturating_add(i64::from(months).months());
            let left = self.first_day(near, |day| edge(day) > date);
            left.into_iter().for_each(|day| self.add(day));
        }
    }

    /// The first day near another on which something is true that stays true from then on.
    fn first_day(&self, near: Date, holds: impl Fn(Date) -> bool) -> Option<Date> {
        let far = |days: i64| near.saturating_add(Step::new().days(days));
        if far(SLACK) <= self.span.first || far(-SLACK) > self.span.last {
            return None;
        }
        (-SLACK..=SLACK).map(far).find(|&day| holds(day))
    }

    fn person(&mut self, person: &Person, windows: &Windows<'_>) {
        for post in &person.posts {
            post.from.into_iter().for_each(|from| self.comes(from));
            post.to.into_iter().for_each(|to| self.passes(to));
        }
        for lecture in &person.lectures {
            lecture.from.or(lecture.to).into_iter().for_each(|on| self.comes(on));
        }
        for on in person.trainings.iter().filter_map(|training| training.on) {
            self.comes(on);
            windows.education.iter().for_each(|&months| self.grows_old(on, months));
        }
        for qualification in &person.qualifications {
            qualification.obtained.into_iter().for_each(|on| self.comes(on));
            if let Expiry::On(until) = qualification.expiry {
                self.passes(until);
            }
        }
    }

    /// The days from which on a review lasts beyond the end of a certificate, unless its end is set.
    fn reviews(&mut self, assessment: &Assessment) {
        if assessment.profile.review_end.is_some() {
            return;
        }
        let held = assessment.people.iter().flat_map(|person| &person.qualifications);
        for qualification in held {
            if let Expiry::On(until) = qualification.expiry {
                let end = until.earliest();
                let near = end.saturating_sub(i64::from(REVIEW_MONTHS).months());
                let begins = self.first_day(near, |day| months_after(day, REVIEW_MONTHS) > end);
                begins.into_iter().for_each(|day| self.add(day));
            }
        }
    }

    fn contract(&mut self, at: usize, contract: &Contract, windows: &Windows<'_>) {
        // A first job delivered ends "no job yet".
        contract.delivered.into_iter().for_each(|on| self.add(on.earliest()));
        let team = contract.team.iter();
        let starts = team.clone().map(|member| member.from).chain([contract.from]).flatten();
        let ends = team.map(|member| member.to).chain([contract.to, contract.delivered, contract.signed]);
        let dates: BTreeSet<Date> =
            starts.chain(ends.flatten()).flat_map(|on| [on.earliest(), on.latest()]).collect();
        for (which, work) in windows.contracts.iter().enumerate().filter(|(_, work)| work.about(contract)) {
            self.about = (at, which);
            dates.iter().for_each(|&date| self.in_window(date, work.months));
            if work.in_months || contract.form == ContractForm::Continuing {
                dates.iter().for_each(|&date| self.work(date, work));
                self.leap_days();
            }
        }
    }

    /// From when on a record may name the job: once it has begun or was delivered.
    fn carried_out(&mut self, contract: &Contract) {
        let days = [contract.signed, contract.from, contract.to, contract.delivered];
        days.into_iter().flatten().for_each(|on| self.comes(on));
    }

    /// Coming into the window, and leaving it, strict and one day wider.
    fn in_window(&mut self, date: Date, months: u32) {
        self.add_work(date);
        let edge = |day: Date| day.saturating_sub(i64::from(months).months());
        let near = date.saturating_add(i64::from(months).months());
        let strict = self.first_day(near, |day| next_day(edge(day)) > date);
        let lenient = self.first_day(near, |day| edge(day) > date);
        strict.into_iter().chain(lenient).for_each(|day| self.add_work(day));
    }

    /// Months or years of work that complete or begin after a date, and those before it that leave the window.
    fn work(&mut self, date: Date, work: &Work<'_>) {
        let step = if work.in_months { 1 } else { 12 };
        let edge = |day: Date| day.saturating_sub(i64::from(work.months).months());
        self.every(date, step, |days, near| {
            days.each_turn(near, |day| months_until(date, next_day(day)) / step);
            days.each_turn(near, |day| months_until(date, day) / step);
        });
        self.every(edge(date), step, |days, near| {
            for to in [date, next_day(date)] {
                days.each_turn(near, |day| months_until(next_day(edge(day)), to) / step);
                days.each_turn(near, |day| months_until(edge(day), to) / step);
            }
        });
    }

    /// Adds the days near another on which a number is another one than on the eve.
    fn each_turn(&mut self, near: Date, number: impl Fn(Date) -> u32) {
        for by in -SLACK..=SLACK {
            let day = near.saturating_add(Step::new().days(by));
            let eve = day.yesterday().unwrap_or(day);
            if number(eve) != number(day) {
                self.add_work(day);
            }
        }
    }

    /// Does something for every so many whole months after a day that lie inside the span.
    fn every(&mut self, from: Date, step: u32, mut each: impl FnMut(&mut Self, Date)) {
        let before = months_until(from, self.span.first) / step;
        for turn in before.saturating_sub(1).. {
            let months = turn.saturating_mul(step);
            let near = from.saturating_add(i64::from(months).months());
            if near.saturating_sub(Step::new().days(SLACK)) > self.span.last || near == Date::MAX {
                return;
            }
            each(self, near);
        }
    }

    /// Same-day arithmetic is uneven around the end of February.
    fn leap_days(&mut self) {
        for year in self.span.first.year()..=self.span.last.year() {
            let Ok(last) = Date::new(year, 2, 27) else { continue };
            (0..5).for_each(|by| self.add_work(last.saturating_add(Step::new().days(by))));
        }
    }
}

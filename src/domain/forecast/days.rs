//! Candidate days: every day on which some rule could read some date of an assessment otherwise.
//!
//! A verdict depends on the day only by comparisons of the day, or of a window's edge, with dates of facts.
//! So it can change only where one of them crosses a date; those days are collected here, a few too many.

use std::collections::BTreeSet;

use jiff::{Span as Step, ToSpan};

use crate::domain::assessment::{Assessment, REVIEW_MONTHS};
use crate::domain::date::{Date, PartialDate, Span};
use crate::domain::pack::Pack;
use crate::domain::register::{Contract, ContractForm, Expiry};
use crate::domain::rule::Rule;

/// Days to either side of a window's edge that are tried, since months differ in length.
const SLACK: i64 = 4;
/// A day more or less where a date itself is compared.
const EDGE: i64 = 1;

/// All candidate days of a span, in order.
pub(super) fn candidates(pack: &Pack, assessment: &Assessment, span: Span) -> BTreeSet<Date> {
    let mut days = Days { span, found: BTreeSet::new() };
    let windows = windows(pack);
    for date in dates(assessment) {
        for day in [date.earliest(), date.latest()] {
            days.around(day, EDGE);
            for &months in &windows {
                days.around(day.saturating_add(i64::from(months).months()), SLACK);
            }
        }
    }
    review_starts(assessment).for_each(|day| days.around(day, SLACK));
    for contract in &assessment.contracts {
        days.periods(contract, &windows);
    }
    days.leap_days();
    days.found
}

/// The windows of a pack in months, with the fixed ones of audits and of the review.
fn windows(pack: &Pack) -> BTreeSet<u32> {
    let mut windows = BTreeSet::from([12]);
    for row in pack.rows() {
        collect(&row.rule, &mut windows);
    }
    windows
}

fn collect(rule: &Rule, windows: &mut BTreeSet<u32>) {
    match rule {
        Rule::Contracts { within_years, .. } | Rule::Years { within_years, .. } => {
            windows.insert(u32::from(*within_years) * 12);
        }
        Rule::Education { within_months, lenient_months, .. } => {
            windows.extend([u32::from(*within_months), u32::from(*lenient_months)]);
        }
        Rule::Review { within_months, .. }
        | Rule::Audit { within_months }
        | Rule::Operation { within_months, .. } => {
            windows.insert(u32::from(*within_months));
        }
        Rule::Kind(_) | Rule::Act(_) => {
            windows.insert(36);
        }
        _ => rule.children().into_iter().for_each(|child| collect(child, windows)),
    }
}

/// Every date that a rule may compare with.
fn dates(assessment: &Assessment) -> BTreeSet<PartialDate> {
    let mut dates: BTreeSet<PartialDate> = BTreeSet::new();
    for person in &assessment.people {
        dates.extend(person.posts.iter().flat_map(|post| [post.from, post.to]).flatten());
        dates.extend(person.lectures.iter().flat_map(|lecture| [lecture.from, lecture.to]).flatten());
        dates.extend(person.trainings.iter().filter_map(|training| training.on));
        for qualification in &person.qualifications {
            dates.extend(qualification.obtained);
            if let Expiry::On(until) = qualification.expiry {
                dates.insert(until);
            }
        }
    }
    for contract in &assessment.contracts {
        dates.extend([contract.signed, contract.from, contract.to, contract.delivered].into_iter().flatten());
        dates.extend(contract.team.iter().flat_map(|member| [member.from, member.to]).flatten());
    }
    dates.extend(assessment.documents.iter().filter_map(|document| document.approved));
    dates.extend(assessment.records.iter().filter_map(|record| record.on));
    dates.extend(assessment.declarations.iter().filter_map(|declaration| declaration.on));
    dates.extend(
        assessment.claims.iter().filter_map(super::super::assessment::Claim::day).map(PartialDate::Day),
    );
    dates
}

/// The ends of certificates, as far before as a review lasts: from there on they end inside it.
fn review_starts(assessment: &Assessment) -> impl Iterator<Item = Date> + '_ {
    let held = assessment.people.iter().flat_map(|person| &person.qualifications);
    held.filter_map(|qualification| match qualification.expiry {
        Expiry::On(until) => Some(until.earliest().saturating_sub(i64::from(REVIEW_MONTHS).months())),
        Expiry::Unknown | Expiry::Never(_) => None,
    })
}

struct Days {
    span: Span,
    found: BTreeSet<Date>,
}

impl Days {
    fn around(&mut self, day: Date, slack: i64) {
        for step in -slack..=slack {
            let near = day.saturating_add(Step::new().days(step));
            if self.span.holds(near) {
                self.found.insert(near);
            }
        }
    }

    /// Months and years of work add up: each anniversary of a beginning, and each month that leaves a window.
    fn periods(&mut self, contract: &Contract, windows: &BTreeSet<u32>) {
        if contract.form == ContractForm::Single && contract.from.is_none() {
            return;
        }
        let own = contract.team.iter();
        let starts = own.clone().map(|member| member.from).chain([contract.from]).flatten();
        let ends = own.map(|member| member.to).chain([contract.to]).flatten();
        for start in starts.flat_map(|date| [date.earliest(), date.latest()]) {
            self.monthly(start, 1);
        }
        let longest = windows.last().copied().unwrap_or_default();
        for end in ends.flat_map(|date| [date.earliest(), date.latest()]) {
            for &window in windows {
                let first = end.saturating_add(i64::from(window).months());
                let first = first.saturating_sub(i64::from(longest.max(window)).months());
                self.monthly(first, SLACK);
            }
        }
    }

    /// Every so many whole months after a day, inside the span.
    fn monthly(&mut self, from: Date, slack: i64) {
        let between = from.until((jiff::Unit::Month, self.span.first)).map_or(0, |span| span.get_months());
        let mut months = i64::from(between).max(1) - 1;
        loop {
            let day = from.saturating_add(months.months());
            if day.saturating_sub(Step::new().days(SLACK)) > self.span.last || months > 24_000 {
                return;
            }
            self.around(day, slack);
            months += 1;
        }
    }

    /// Same-day arithmetic is uneven around the end of February.
    fn leap_days(&mut self) {
        for year in self.span.first.year()..=self.span.last.year() {
            if let Ok(day) = Date::new(year, 2, 28) {
                self.around(day, SLACK);
            }
        }
    }
}

//! What contracts are worth to a person: units in a window and cumulative months (CONT of the table; A3, A4, A7, A25, A30).

use super::Judge;
use super::grounds::{Count, Fact, Ground, Judged, Notes, Unit, Why};
use crate::domain::date::{Date, PartialDate, Span, years_back};
use crate::domain::register::{Contract, ContractForm, Known, Part, Register, Stage, TeamMember};
use crate::domain::verdict::{Pair, Reading};

/// What a contracts rule asks, borrowed from the rule.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'r> {
    pub(super) kinds: &'r [String],
    pub(super) lenient_kinds: &'r [String],
    pub(super) reasoned: &'r [String],
    pub(super) acts: &'r [String],
    pub(super) within_years: u16,
}

/// What one contract is worth under each reading, and what it could be worth once blanks are filled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Credit {
    /// Units under the strict reading.
    pub strict: u32,
    /// Units under the lenient reading.
    pub lenient: u32,
    /// Units that blank dates might add to the strict reading.
    pub strict_open: u32,
    /// Units that blank dates might add to the lenient reading.
    pub lenient_open: u32,
    /// True if the person achieved an act that is asked for.
    pub act: bool,
    /// Why it is not worth more.
    pub why: Vec<Why>,
}

impl Judge<'_> {
    /// Enough contracts for a person (units summed over kinds, A20).
    pub(super) fn contracts(
        &self,
        person: &str,
        wanted: Wanted<'_>,
        needed: u32,
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        let mut total = Credit::default();
        let mut any_act = wanted.acts.is_empty();
        for contract in &self.assessment.contracts {
            let Some(credit) = credit(contract, person, wanted, day) else { continue };
            notes.add(|| contract_fact(contract, &credit));
            any_act |= credit.act && credit.lenient > 0;
            total.strict += credit.strict;
            total.lenient += credit.lenient;
            total.strict_open += credit.strict_open;
            total.lenient_open += credit.lenient_open;
        }
        notes.add(|| {
            Ground::Count(Count {
                strict: total.strict,
                lenient: total.lenient,
                needed,
                unit: Unit::Contracts,
            })
        });
        let lenient = if any_act { total.lenient } else { 0 };
        self.enough((total.strict, total.strict_open), (lenient, total.lenient_open), needed, notes)
    }

    /// Enough cumulative months: inside the window (strict) or over the career (lenient).
    pub(super) fn years(
        &self,
        person: &str,
        wanted: Wanted<'_>,
        years: u32,
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        let window = years_back(day, wanted.within_years, false);
        let (mut strict, mut lenient, mut open) = (0, 0, 0);
        for contract in &self.assessment.contracts {
            let Some(judged) = counts(contract, person, wanted) else { continue };
            if judged.pair == Pair::NO {
                continue;
            }
            let (full, career, blank) = months(contract, person, window, day);
            if judged.pair.strict() == Reading::Yes {
                strict += full;
            }
            lenient += career;
            open += blank;
        }
        let needed = years * 12;
        notes.add(|| Ground::Count(Count { strict, lenient, needed, unit: Unit::Months }));
        self.enough((strict, open), (lenient, open), needed, notes)
    }

    fn enough(&self, strict: (u32, u32), lenient: (u32, u32), needed: u32, notes: &mut Notes) -> Pair {
        let register_open = self.assessment.open(Register::Contracts);
        let half = |(have, could): (u32, u32)| match (have >= needed, have + could >= needed) {
            (true, _) => Reading::Yes,
            (false, true) => Reading::Open,
            (false, false) => Reading::No,
        };
        let pair = Pair::new(half(strict), half(lenient));
        if register_open && pair != Pair::YES {
            notes.add(|| Ground::RegisterOpen(Register::Contracts));
        }
        pair.while_open(register_open)
    }

    /// How many contracts of a kind, or with an act, lie in the strict and the lenient window.
    pub(super) fn option_value(&self, fits: impl Fn(&Contract) -> bool, day: Date) -> (u32, u32) {
        let (strict, lenient) = (years_back(day, 3, false), years_back(day, 3, true));
        let contracts = || self.assessment.contracts.iter().filter(|c| c.stage == Stage::Done && fits(c));
        let delivered =
            |c: &&Contract| c.delivered.and_then(PartialDate::day).is_some_and(|on| strict.holds(on));
        let touched = |c: &&Contract| dates_touch(c, None, lenient);
        (count(contracts().filter(delivered)), count(contracts().filter(touched)))
    }
}

fn count<T>(rows: impl Iterator<Item = T>) -> u32 {
    u32::try_from(rows.count()).unwrap_or(u32::MAX)
}

fn contract_fact(contract: &Contract, credit: &Credit) -> Ground {
    let pair = Pair::of(credit.strict > 0, credit.lenient > 0);
    Ground::Fact(Fact {
        id: contract.id.clone(),
        detail: contract.alias.clone(),
        pair,
        why: credit.why.clone(),
    })
}

/// What a contract is worth to a person; nothing if the person had no part in it or the kind is another.
pub(super) fn credit(contract: &Contract, person: &str, wanted: Wanted<'_>, day: Date) -> Option<Credit> {
    let judged = counts(contract, person, wanted)?;
    let mut credit = Credit { why: judged.why.clone(), ..Credit::default() };
    credit.act = has_act(contract, person, wanted.acts);
    if judged.pair == Pair::NO {
        return Some(credit);
    }
    let (strict, lenient) =
        (years_back(day, wanted.within_years, false), years_back(day, wanted.within_years, true));
    match contract.form {
        ContractForm::Single => single(contract, person, strict, lenient, &mut credit),
        ContractForm::Continuing => continuing(contract, person, strict, lenient, &mut credit),
    }
    if judged.pair.strict() != Reading::Yes {
        credit.strict = 0;
        credit.strict_open = 0;
    }
    credit.lenient = credit.lenient.max(credit.strict);
    Some(credit)
}

/// Everything but the dates: kind, team, firm, system, act. None if there is nothing to speak of.
fn counts(contract: &Contract, person: &str, wanted: Wanted<'_>) -> Option<Judged> {
    let mut judged = Judged::holds();
    if !parts(contract, person).any(|_| true) {
        return None;
    }
    let fits = |kinds: &[String]| contract.kinds.iter().any(|kind| kinds.contains(kind));
    match (fits(wanted.kinds), fits(wanted.lenient_kinds)) {
        (true, _) => {}
        (false, true) => judged.lenient_only(Why::LenientKind),
        (false, false) => return None,
    }
    let plain =
        contract.kinds.iter().any(|kind| wanted.kinds.contains(kind) && !wanted.reasoned.contains(kind));
    if fits(wanted.kinds) && !plain && contract.kind_reason.trim().is_empty() {
        judged.lenient_only(Why::ReasonMissing);
    }
    if contract.stage == Stage::Planned {
        judged.fails(Why::Planned);
    }
    if !contract.other_firm.trim().is_empty() {
        judged.lenient_only(Why::OtherFirm);
    }
    if !wanted.acts.is_empty() {
        acted(contract, person, wanted.acts, &mut judged);
    }
    Some(judged)
}

fn acted(contract: &Contract, person: &str, acts: &[String], judged: &mut Judged) {
    match contract.client_system {
        Known::Yes => {}
        Known::No => judged.fails(Why::OwnSystem),
        Known::Unknown => judged.lenient_only(Why::SystemUnknown),
    }
    if !has_act(contract, person, acts) {
        judged.lenient_only(Why::NoAct);
    }
}

fn has_act(contract: &Contract, person: &str, acts: &[String]) -> bool {
    parts(contract, person).any(|member| member.acts.iter().any(|act| acts.contains(act)))
}

/// The person's own parts in the work of a contract.
fn parts<'c>(contract: &'c Contract, person: &'c str) -> impl Iterator<Item = &'c TeamMember> {
    contract.team.iter().filter(move |member| member.person == person && member.part == Part::Delivery)
}

fn single(contract: &Contract, person: &str, strict: Span, lenient: Span, credit: &mut Credit) {
    let own_before =
        |on: Date| parts(contract, person).any(|m| m.from.is_none_or(|from| from.latest() <= on));
    match contract.delivered {
        Some(PartialDate::Day(on)) if strict.holds(on) && own_before(on) => credit.strict = 1,
        Some(PartialDate::Day(_)) => {}
        Some(_) => credit.why.push(Why::DateImprecise),
        None if contract.to.is_none_or(|to| to.earliest() <= strict.last) => {
            credit.why.push(Why::DateMissing);
            credit.strict_open = 1;
            credit.lenient_open = 1;
        }
        None => credit.why.push(Why::NotDeliveredInWindow),
    }
    if credit.strict == 1 || dates_touch(contract, Some(person), lenient) {
        credit.lenient = 1;
        credit.lenient_open = 0;
        if credit.strict == 0 && contract.delivered.is_some_and(|on| on.day().is_some()) {
            credit.why.push(Why::NotDeliveredInWindow);
        }
    } else if credit.lenient_open == 0 {
        credit.why.push(Why::OutsideWindow(strict.first));
    }
}

/// Delivered, signed or worked inside, imprecise dates by their whole range.
fn dates_touch(contract: &Contract, person: Option<&str>, window: Span) -> bool {
    let inside = |on: PartialDate| window.holds(on.earliest()) && window.holds(on.latest());
    let mine = |member: &&TeamMember| person.is_none_or(|id| member.person == id);
    let own_ended =
        contract.team.iter().filter(mine).all(|m| m.to.is_some_and(|to| to.latest() < window.first))
            && contract.team.iter().any(|m| mine(&m));
    let worked = contract.from.is_some_and(|from| {
        let last = contract.to.or(contract.delivered).map_or(window.last, PartialDate::earliest);
        from.latest() <= window.last && last >= window.first && from.latest() <= last
    });
    contract.delivered.is_some_and(inside) || contract.signed.is_some_and(inside) || (worked && !own_ended)
}

fn continuing(contract: &Contract, person: &str, strict: Span, lenient: Span, credit: &mut Credit) {
    let delivered_in =
        |window: Span| contract.delivered.and_then(PartialDate::day).is_some_and(|on| window.holds(on));
    if contract.from.is_none() {
        credit.why.push(Why::DateMissing);
        credit.strict_open = u32::from(strict_years(strict));
        credit.lenient_open = credit.strict_open;
    }
    for (from, to) in own_periods(contract, person) {
        if let Some(span) = period(from, to, strict, true) {
            credit.strict += span.completed_years();
        }
        if let Some(span) = period(from, to, lenient, false) {
            credit.lenient += span.started_years();
        }
    }
    if delivered_in(strict) {
        credit.strict = credit.strict.max(1);
    }
    if dates_touch(contract, Some(person), lenient) {
        credit.lenient = credit.lenient.max(1);
    }
    credit.lenient = credit.lenient.max(credit.strict);
    if credit.strict < credit.lenient {
        credit.why.push(Why::PartYears { full: credit.strict, started: credit.lenient });
    } else if credit.lenient == 0 && credit.lenient_open == 0 {
        credit.why.push(Why::OutsideWindow(strict.first));
    }
}

fn strict_years(window: Span) -> u16 {
    u16::try_from(window.completed_years()).unwrap_or(u16::MAX)
}

/// The person's own periods, merged where they touch, bounded by the contract's.
fn own_periods(contract: &Contract, person: &str) -> Vec<(PartialDate, Option<PartialDate>)> {
    let Some(start) = contract.from else { return Vec::new() };
    let later = |a: PartialDate, b: PartialDate| if b.earliest() > a.earliest() { b } else { a };
    let earlier = |a: Option<PartialDate>, b: Option<PartialDate>| match (a, b) {
        (Some(a), Some(b)) => Some(if b.latest() < a.latest() { b } else { a }),
        (a, b) => a.or(b),
    };
    let mut periods: Vec<_> = parts(contract, person)
        .map(|member| {
            let from = member.from.map_or(start, |own| later(start, own));
            (from, earlier(contract.to, member.to))
        })
        .collect();
    periods.sort_by_key(|(from, _)| from.earliest());
    merge(periods)
}

type Period = (PartialDate, Option<PartialDate>);

fn merge(periods: Vec<Period>) -> Vec<Period> {
    let mut merged: Vec<Period> = Vec::new();
    for (from, to) in periods {
        match merged.last_mut() {
            Some((_, last)) if last.is_none_or(|last| from.earliest() <= next_day(last.latest())) => {
                *last = match (*last, to) {
                    (Some(a), Some(b)) => Some(if b.latest() > a.latest() { b } else { a }),
                    _ => None,
                };
            }
            _ => merged.push((from, to)),
        }
    }
    merged
}

fn next_day(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

/// The days of a period inside a window: the sure ones (narrow) or the possible ones.
fn period(from: PartialDate, to: Option<PartialDate>, window: Span, sure: bool) -> Option<Span> {
    let first = if sure { from.latest() } else { from.earliest() };
    let last = to.map_or(window.last, |to| if sure { to.earliest() } else { to.latest() });
    if from.day().is_none() && !sure && from.earliest() < window.first && from.latest() >= window.first {
        return Span { first: window.first, last }.meet(window);
    }
    (first <= last).then_some(Span { first, last }).and_then(|span| span.meet(window))
}

/// Complete months inside the window, over the career, and what a blank date might add.
fn months(contract: &Contract, person: &str, window: Span, day: Date) -> (u32, u32, u32) {
    if contract.from.is_none() {
        return (0, 0, window.completed_months());
    }
    let career = Span { first: Date::MIN, last: day };
    own_periods(contract, person).into_iter().fold((0, 0, 0), |(full, all, open), (from, to)| {
        let inside = period(from, to, window, true).map_or(0, Span::completed_months);
        let total = period(from, to, career, true).map_or(0, Span::completed_months);
        (full + inside, all + total.max(inside), open)
    })
}

//! What contracts are worth to a person: units in a window and cumulative months (CONT of the table; A3, A4, A7, A25, A30).

use std::collections::{BTreeMap, BTreeSet};

use super::grounds::{Count, Fact, Ground, Unit, Why};
use super::judge::Judge;
use super::notes::{JudgedFact, Notes};
use super::periods::{own_part, own_spans, parts, span_in, started_years};
use crate::domain::date::{Date, PartialDate, Span, years_back};
use crate::domain::register::{Contract, ContractForm, Known, PersonId, Register, Stage};
use crate::domain::rule::WorkNeed;
use crate::domain::verdict::{Pair, Reading};

/// What one contract is worth under each reading, and what it could be worth once blanks are filled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Credit {
    /// Units under the strict reading.
    pub strict: u32,
    /// Units under the lenient reading.
    pub lenient: u32,
    /// Units that blank dates might add to the strict reading.
    pub strict_open: u32,
    /// Units that blank or imprecise dates might add to the lenient reading.
    pub lenient_open: u32,
    /// True if the person achieved an act that is asked for.
    pub act: bool,
    /// Why it is not worth more.
    pub why: Vec<Why>,
}

/// A sum under both readings, and what blanks might add.
#[derive(Default)]
struct Sum {
    strict: u32,
    lenient: u32,
    strict_open: u32,
    lenient_open: u32,
    /// Whether an act that is asked for was achieved in a contract that counts, or may count.
    act: Option<Reading>,
    /// Of contracts that may be one job, by their group: what the best of them is worth and could be worth strictly.
    doubles: BTreeMap<usize, (u32, u32)>,
}

impl Sum {
    fn add(&mut self, credit: &Credit, group: Option<usize>) {
        if credit.act && credit.lenient + credit.lenient_open > 0 {
            let act = if credit.lenient > 0 { Reading::Yes } else { Reading::Open };
            self.act = self.act.max(Some(act));
        }
        let add = |sum: &mut u32, more: u32| *sum = sum.saturating_add(more);
        add(&mut self.lenient, credit.lenient);
        add(&mut self.lenient_open, credit.lenient_open);
        let Some(group) = group else {
            add(&mut self.strict, credit.strict);
            return add(&mut self.strict_open, credit.strict_open);
        };
        // Strictly, what may be one job counts once.
        let best = self.doubles.entry(group).or_default();
        let could = credit.strict.saturating_add(credit.strict_open).max(best.1);
        let more = credit.strict.saturating_sub(best.0);
        let (open, before) = (could - best.0.max(credit.strict), best.1 - best.0);
        *best = (best.0.max(credit.strict), could);
        add(&mut self.strict, more);
        self.strict_open = self.strict_open.saturating_sub(before).saturating_add(open);
    }

    /// Whether there is enough, under each reading.
    fn reaches(&self, needed: u32) -> Pair {
        let half = |have: u32, could: u32| match (have >= needed, have.saturating_add(could) >= needed) {
            (true, _) => Reading::Yes,
            (false, true) => Reading::Open,
            (false, false) => Reading::No,
        };
        Pair::new(half(self.strict, self.strict_open), half(self.lenient, self.lenient_open))
    }
}

impl Judge<'_> {
    /// Enough contracts for a person (units summed over kinds, A20), with the count that it rests on.
    pub(super) fn contracts(
        &self,
        person: &PersonId,
        wanted: WorkNeed<'_>,
        day: Date,
        notes: &mut Notes,
    ) -> (Count, Pair) {
        let sum = self.sum(|contract| credit(contract, person, wanted, day), notes);
        let act = if wanted.acts.is_empty() { Reading::Yes } else { sum.act.unwrap_or(Reading::No) };
        let needed = wanted.at_least;
        let pair = sum.reaches(needed).and(Pair::new(act, act));
        self.counted(&sum, pair, needed, Unit::Contracts, notes)
    }

    /// Enough cumulative months: inside the window (strict) or over the career (lenient), with the count.
    pub(super) fn years(
        &self,
        person: &PersonId,
        wanted: WorkNeed<'_>,
        day: Date,
        notes: &mut Notes,
    ) -> (Count, Pair) {
        let window = years_back(day, wanted.within_years, false);
        let credit = |contract: &Contract| {
            Some(months(contract, person, counts(contract, person, wanted)?, window, day))
        };
        let sum = self.sum(credit, notes);
        let needed = wanted.at_least.saturating_mul(12);
        self.counted(&sum, sum.reaches(needed), needed, Unit::Months, notes)
    }

    fn sum(&self, credit: impl Fn(&Contract) -> Option<Credit>, notes: &mut Notes) -> Sum {
        let mut sum = Sum::default();
        for (at, contract) in self.assessment.contracts.iter().enumerate() {
            let Some(credit) = credit(contract) else { continue };
            let group = self.job_group(at);
            notes.add(|| contract_fact(contract, &self.once(credit.clone(), at, group)));
            sum.add(&credit, group);
        }
        sum
    }

    /// A credit as it is shown: of several contracts that may be one job, the first one counts for all.
    fn once(&self, mut credit: Credit, at: usize, group: Option<usize>) -> Credit {
        let Some(group) = group else { return credit };
        let all = 0..self.assessment.contracts.len();
        let others = all.filter(|other| *other != at && self.job_group(*other) == Some(group));
        let others = others.map(|other| self.assessment.contracts[other].id.to_string());
        credit.why.push(Why::PerhapsSameJob(others.collect()));
        if at != group {
            (credit.strict, credit.strict_open) = (0, 0);
        }
        credit
    }

    fn counted(&self, sum: &Sum, pair: Pair, needed: u32, unit: Unit, notes: &mut Notes) -> (Count, Pair) {
        let count = Count { strict: sum.strict, lenient: sum.lenient, needed, unit };
        notes.add(|| Ground::Count(count));
        (count, self.so_far(pair, Register::Contracts, notes))
    }

    /// How many contracts of a kind, or with an act, lie in the strict and the lenient window.
    pub(super) fn option_value(&self, fits: impl Fn(&Contract) -> bool, day: Date) -> (u32, u32) {
        let (strict, lenient) = (years_back(day, 3, false), years_back(day, 3, true));
        let contracts = || {
            let all = self.assessment.contracts.iter().enumerate();
            all.filter(|(_, c)| c.stage == Stage::Done && fits(c))
        };
        let delivered =
            |c: &Contract| c.delivered.and_then(PartialDate::day).is_some_and(|on| strict.holds(on));
        let touched = |c: &Contract| {
            c.delivered.is_some_and(|on| inside(on, lenient) == Reading::Yes)
                || c.signed.is_some_and(|on| inside(on, lenient) == Reading::Yes)
                || (c.from.is_some() && span_in(c, None, lenient, true).is_some())
        };
        let jobs = contracts().filter(|(_, c)| delivered(c));
        let jobs: BTreeSet<usize> = jobs.map(|(at, _)| self.job_group(at).unwrap_or(at)).collect();
        (count(jobs.iter()), count(contracts().filter(|(_, c)| delivered(c) || touched(c))))
    }
}

fn count<T>(rows: impl Iterator<Item = T>) -> u32 {
    u32::try_from(rows.count()).unwrap_or(u32::MAX)
}

fn contract_fact(contract: &Contract, credit: &Credit) -> Ground {
    let half = |have: u32, could: u32| match (have, could) {
        (0, 0) => Reading::No,
        (0, _) => Reading::Open,
        _ => Reading::Yes,
    };
    let pair = Pair::new(half(credit.strict, credit.strict_open), half(credit.lenient, credit.lenient_open));
    Ground::Fact(Fact {
        id: contract.id.to_string(),
        detail: contract.alias.clone(),
        pair,
        why: credit.why.clone(),
    })
}

/// What a contract is worth to a person; nothing if the person had no part in it or the kind is another.
pub(super) fn credit(
    contract: &Contract,
    person: &PersonId,
    wanted: WorkNeed<'_>,
    day: Date,
) -> Option<Credit> {
    let judged = counts(contract, person, wanted)?;
    let act = has_act(contract, person, wanted.acts) || has_act(contract, person, wanted.lenient_acts);
    let mut credit = Credit { act, why: judged.why, ..Credit::default() };
    if judged.pair == Pair::NO {
        return Some(credit);
    }
    let windows = (years_back(day, wanted.within_years, false), years_back(day, wanted.within_years, true));
    match contract.form {
        ContractForm::Single => single(contract, person, windows, &mut credit),
        ContractForm::Continuing => continuing(contract, person, windows, &mut credit),
    }
    if judged.pair.strict() != Reading::Yes {
        credit.strict = 0;
        credit.strict_open = 0;
    }
    Some(credit)
}

/// Everything but the dates: kind, team, firm, system, act. None if there is nothing to speak of.
fn counts(contract: &Contract, person: &PersonId, wanted: WorkNeed<'_>) -> Option<JudgedFact> {
    let mut judged = JudgedFact::holds();
    parts(contract, person).next()?;
    let fits = |kinds: &[String]| contract.kinds.iter().any(|kind| kinds.contains(kind));
    if !fits(wanted.kinds) {
        let lenient = contract.kinds.iter().find(|kind| wanted.lenient_kinds.contains(kind))?;
        judged.lenient_only(Why::LenientKind(lenient.clone()));
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
        acted(contract, person, wanted, &mut judged);
    }
    Some(judged)
}

fn acted(contract: &Contract, person: &PersonId, wanted: WorkNeed<'_>, judged: &mut JudgedFact) {
    match contract.client_system {
        Known::Yes => {}
        Known::No => judged.fails(Why::OwnSystem),
        Known::Unknown => judged.lenient_only(Why::SystemUnknown),
    }
    if has_act(contract, person, wanted.acts) {
        return;
    }
    let lenient = has_act(contract, person, wanted.lenient_acts);
    judged.lenient_only(if lenient { Why::LenientAct } else { Why::NoAct });
}

fn has_act(contract: &Contract, person: &PersonId, acts: &[String]) -> bool {
    parts(contract, person).any(|member| member.acts.iter().any(|act| acts.contains(act)))
}

/// One job: strict by its delivery, lenient by delivery, signing or work inside.
fn single(contract: &Contract, person: &PersonId, (strict, lenient): (Span, Span), credit: &mut Credit) {
    let own = own_part(contract, person, strict);
    let delivered = delivered_in(contract, strict);
    if delivered.strict() == Reading::Yes && joined_before_delivery(contract, person) && own == Reading::Yes {
        credit.strict = 1;
    } else if delivered.strict() == Reading::Open && own != Reading::No {
        credit.strict_open = 1;
    }
    let touched = touches(contract, person, lenient);
    credit.lenient = u32::from(touched == Reading::Yes).max(credit.strict);
    credit.lenient_open = u32::from(touched == Reading::Open && credit.lenient == 0);
    explain_single(contract, strict, credit);
}

fn explain_single(contract: &Contract, strict: Span, credit: &mut Credit) {
    match contract.delivered {
        _ if credit.strict == 1 => {}
        None if credit.strict_open == 1 => credit.why.push(Why::DateMissing),
        Some(on) if on.day().is_none() => credit.why.push(Why::DateImprecise),
        _ if credit.lenient == 1 => credit.why.push(Why::NotDeliveredInWindow),
        _ => {}
    }
    if credit.lenient == 0 && credit.lenient_open == 0 {
        credit.why.push(Why::OutsideWindow(strict.first));
    }
}

/// Delivered, signed or worked inside the window, as far as the person's own part goes.
fn touches(contract: &Contract, person: &PersonId, window: Span) -> Reading {
    let signed = contract.signed.map_or(Reading::No, |on| inside(on, window));
    let worked = |sure| !own_spans(contract, person, window, sure).is_empty();
    let started = contract.from.is_some() || parts(contract, person).any(|member| member.from.is_some());
    let worked = match (started, worked(true), worked(false)) {
        (true, true, _) => Reading::Yes,
        (true, false, true) => Reading::Open,
        _ => Reading::No,
    };
    delivered_in(contract, window).lenient().max(signed).max(worked).min(own_part(contract, person, window))
}

/// Whether a date lies in a window; one that is only known roughly may be open.
fn inside(on: PartialDate, window: Span) -> Reading {
    if window.holds(on.earliest()) && window.holds(on.latest()) {
        Reading::Yes
    } else if on.latest() < window.first || on.earliest() > window.last {
        Reading::No
    } else {
        Reading::Open
    }
}

/// Delivery inside a window: strict only on a known day; blank is open unless the work cannot be over.
fn delivered_in(contract: &Contract, window: Span) -> Pair {
    match contract.delivered {
        Some(PartialDate::Day(on)) => Pair::of(window.holds(on), window.holds(on)),
        Some(on) => Pair::new(Reading::No, inside(on, window)),
        None => {
            let after = |on: Option<PartialDate>| on.is_some_and(|on| on.earliest() > window.last);
            if after(contract.from) || after(contract.to) { Pair::NO } else { Pair::OPEN }
        }
    }
}

fn joined_before_delivery(contract: &Contract, person: &PersonId) -> bool {
    let Some(on) = contract.delivered.and_then(PartialDate::day) else { return false };
    parts(contract, person).any(|member| member.from.is_none_or(|from| from.latest() <= on))
}

/// A frame that runs for years: completed years (strict), started years (lenient), at least 1 if delivered.
fn continuing(contract: &Contract, person: &PersonId, (strict, lenient): (Span, Span), credit: &mut Credit) {
    let years = |sure| -> u32 {
        own_spans(contract, person, strict, sure).into_iter().map(Span::completed_years).sum()
    };
    let started = |sure| started_years(&own_spans(contract, person, lenient, sure));
    let blank = contract.from.is_none() && parts(contract, person).any(|member| member.from.is_none());
    let own = own_part(contract, person, strict);
    let delivered = delivered_in(contract, strict).strict();
    let once = delivered == Reading::Yes && own == Reading::Yes && joined_before_delivery(contract, person);
    let perhaps = u32::from(delivered == Reading::Open && own != Reading::No);
    let could = if blank { years(false).max(perhaps) } else { perhaps };
    let touched = touches(contract, person, lenient);
    credit.strict = years(true).max(u32::from(once));
    credit.strict_open = could.saturating_sub(credit.strict);
    credit.lenient = started(true).max(u32::from(touched == Reading::Yes)).max(credit.strict);
    let could = started(false).max(u32::from(touched == Reading::Open));
    credit.lenient_open = could.saturating_sub(credit.lenient);
    explain_continuing(blank, strict, credit);
}

fn explain_continuing(blank: bool, strict: Span, credit: &mut Credit) {
    if blank {
        credit.why.push(Why::DateMissing);
    }
    if credit.strict < credit.lenient {
        credit.why.push(Why::PartYears { full: credit.strict, started: credit.lenient });
    } else if credit.lenient == 0 && credit.lenient_open == 0 {
        credit.why.push(Why::OutsideWindow(strict.first));
    }
}

/// Complete months inside the window (strict) and over the career (lenient), and what blanks might add.
fn months(contract: &Contract, person: &PersonId, judged: JudgedFact, window: Span, day: Date) -> Credit {
    let mut credit = Credit { why: judged.why, ..Credit::default() };
    if judged.pair == Pair::NO {
        return credit;
    }
    let career = Span { first: Date::MIN, last: day };
    let months = |span: Span, sure| -> u32 {
        own_spans(contract, person, span, sure).into_iter().map(Span::completed_months).sum()
    };
    let blank = contract.from.is_none() && parts(contract, person).any(|member| member.from.is_none());
    if blank {
        credit.why.push(Why::DateMissing);
    }
    if judged.pair.strict() == Reading::Yes {
        credit.strict = months(window, true);
        credit.strict_open = if blank { months(window, false).saturating_sub(credit.strict) } else { 0 };
    }
    credit.lenient = months(career, true).max(months(window, true));
    credit.lenient_open = months(career, false).saturating_sub(credit.lenient);
    credit
}

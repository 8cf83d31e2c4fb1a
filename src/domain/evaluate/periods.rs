//! When a person worked on a contract: the days surely or possibly meant by its dates.

use crate::domain::date::{Date, PartialDate, Span, months_until, next_day};
use crate::domain::register::{Contract, ContractForm, Part, PersonId, TeamMember};
use crate::domain::verdict::Reading;

/// The person's own parts in the work of a contract.
pub(super) fn parts<'c>(
    contract: &'c Contract,
    person: &'c PersonId,
) -> impl Iterator<Item = &'c TeamMember> + Clone {
    contract.team.iter().filter(move |member| member.person == *person && member.part == Part::Delivery)
}

/// The person's own days inside a window, in order, merged where they touch: only those that every
/// reading of the dates agrees on (sure), or all that some reading allows. A blank first day may be any.
pub(super) fn own_spans(contract: &Contract, person: &PersonId, window: Span, sure: bool) -> Vec<Span> {
    let mut spans: Vec<Span> =
        parts(contract, person).filter_map(|member| span_in(contract, Some(member), window, sure)).collect();
    spans.sort_by_key(|span| (span.first, span.last));
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.first <= next_day(last.last) => last.last = last.last.max(span.last),
            _ => merged.push(span),
        }
    }
    merged
}

/// The days of a contract, narrowed to one member's own, inside a window.
pub(super) fn span_in(
    contract: &Contract,
    member: Option<&TeamMember>,
    window: Span,
    sure: bool,
) -> Option<Span> {
    let start = |on: PartialDate| if sure { on.latest() } else { on.earliest() };
    let end = |on: PartialDate| if sure { on.earliest() } else { on.latest() };
    let over = match contract.form {
        ContractForm::Single => contract.to.or(contract.delivered),
        ContractForm::Continuing => contract.to,
    };
    let starts = [contract.from, member.and_then(|member| member.from)];
    let ends = [over, member.and_then(|member| member.to)];
    let first = match starts.into_iter().flatten().map(start).max() {
        Some(first) => first,
        None if sure => return None,
        None => Date::MIN,
    };
    let last = ends.into_iter().flatten().map(end).min().unwrap_or(window.last);
    (first <= last).then_some(Span { first, last })?.meet(window)
}

/// Whether the person's own part, where it is narrower than the contract, reaches into a window, and into
/// the contract.
pub(super) fn own_part(contract: &Contract, person: &PersonId, window: Span) -> Reading {
    let reaches = |member: &TeamMember, sure: bool| {
        let start = |on: PartialDate| if sure { on.latest() } else { on.earliest() };
        let end = |on: PartialDate| if sure { on.earliest() } else { on.latest() };
        let begun = |on: PartialDate| start(on) <= window.last;
        let lasts = |on: PartialDate| {
            end(on) >= window.first && contract.from.is_none_or(|from| start(from) <= end(on))
        };
        member.from.is_none_or(begun) && member.to.is_none_or(lasts)
    };
    if parts(contract, person).any(|member| reaches(member, true)) {
        Reading::Yes
    } else if parts(contract, person).any(|member| reaches(member, false)) {
        Reading::Open
    } else {
        Reading::No
    }
}

/// Years begun, counted from the first day; two periods in the same year begin it once.
pub(super) fn started_years(spans: &[Span]) -> u32 {
    let Some(first) = spans.first().map(|span| span.first) else { return 0 };
    let mut begun = 0;
    let mut from = 0;
    for span in spans {
        let until = months_until(first, span.last) / 12 + 1;
        begun += until.saturating_sub(from.max(months_until(first, span.first) / 12));
        from = from.max(until);
    }
    begun
}

//! Files of the shipped packs as years of work leave them: an organisation with everything, or the sample, from which
//! the bytes take, and on which they answer.

use kijun::domain::assessment::{Answer, Assessment, Claim};
use kijun::domain::date::PartialDate;
use kijun::domain::pack::Pack;
use kijun::domain::register::*;

use crate::verdicts::dice::Dice;
use crate::verdicts::tiny::claim;

/// Takes from an organisation what the bytes say, and answers for it.
pub(super) fn worn(dice: &mut Dice<'_>, pack: &Pack, a: &mut Assessment) {
    for _ in 0..=dice.below(40) {
        wear(dice, pack, a);
    }
}

fn one<'a, T>(dice: &mut Dice<'_>, of: &'a mut [T]) -> Option<&'a mut T> {
    let at = dice.far(of.len());
    of.get_mut(at)
}

fn drop_one<T>(dice: &mut Dice<'_>, from: &mut Vec<T>) {
    if !from.is_empty() {
        from.remove(dice.far(from.len()));
    }
}

fn wear(dice: &mut Dice<'_>, pack: &Pack, a: &mut Assessment) {
    match dice.below(12) {
        0..=2 => answer(dice, pack, a),
        3 => drop_one(dice, &mut a.closures),
        4 => leave(dice, a),
        5 | 6 => person(dice, a),
        7 => contract(dice, a),
        8 => document(dice, a),
        9 => record(dice, a),
        10 => choose(dice, pack, a),
        _ => drop_one(dice, &mut a.members),
    }
}

/// Somebody is gone, and named nowhere any more: a file that names nobody's number is refused.
fn leave(dice: &mut Dice<'_>, a: &mut Assessment) {
    let Some(gone) = one(dice, &mut a.people).map(|person| person.id.clone()) else { return };
    a.people.retain(|person| person.id != gone);
    a.contracts.iter_mut().for_each(|job| job.team.retain(|member| member.person != gone));
    a.documents.iter_mut().for_each(|paper| paper.people.retain(|id| *id != gone));
    let named = |party: &Party| matches!(party, Party::Person(id) if *id == gone);
    a.records.iter_mut().for_each(|record| record.by.retain(|party| !named(party)));
    a.evidence.iter_mut().for_each(|proof| proof.shows.retain(|id| gone != **id));
}

/// A job is struck off, wherever it is named.
fn strike_off(dice: &mut Dice<'_>, a: &mut Assessment) {
    let Some(gone) = one(dice, &mut a.contracts).map(|job| job.id.clone()) else { return };
    a.contracts.retain(|job| job.id != gone);
    a.records.iter_mut().for_each(|record| record.contracts.retain(|id| *id != gone));
    a.evidence.iter_mut().for_each(|proof| proof.shows.retain(|id| gone != **id));
}

fn answer(dice: &mut Dice<'_>, pack: &Pack, a: &mut Assessment) {
    let rows: Vec<usize> = (0..pack.rows().len()).filter(|&at| pack.claimable(at)).collect();
    let row = pack.rows()[rows[dice.far(rows.len())]].id.clone();
    a.claims.retain(|claim| claim.row != row);
    a.claims.push(Claim {
        remark: dice.text(&["", "理由"]),
        by: dice.text(&["", "佐藤"]),
        post: "部長".into(),
        at: dice.text(&["", "2027-01-10T00:00:00Z"]),
        ..claim(&row, dice.of(&Answer::ALL))
    });
}

fn day(dice: &mut Dice<'_>) -> Option<PartialDate> {
    let days = [
        "",
        "2020-01-01",
        "2024-01-31",
        "2024-02-01",
        "2025",
        "2026-02-01",
        "2026-12",
        "2027-01-31",
        "2027-04",
    ];
    dice.of(&days).parse().ok()
}

fn person(dice: &mut Dice<'_>, a: &mut Assessment) {
    let Some(person) = one(dice, &mut a.people) else { return };
    match dice.below(6) {
        0 => person.engagement = dice.of(&[Engagement::Own, Engagement::Direct, Engagement::Subcontract]),
        1 => drop_one(dice, &mut person.posts),
        2 => drop_one(dice, &mut person.qualifications),
        3 => drop_one(dice, &mut person.trainings),
        4 => drop_one(dice, &mut person.lectures),
        _ => {
            let when = day(dice);
            if let Some(held) = one(dice, &mut person.qualifications) {
                held.expiry = when.map_or(Expiry::Unknown, Expiry::On);
            }
        }
    }
}

fn contract(dice: &mut Dice<'_>, a: &mut Assessment) {
    let when = day(dice);
    let what = dice.below(5);
    let Some(job) = one(dice, &mut a.contracts) else { return };
    match what {
        0 => job.delivered = when,
        1 => job.stage = Stage::Planned,
        2 => job.services.clear(),
        3 => drop_one(dice, &mut job.team),
        _ => strike_off(dice, a),
    }
}

fn document(dice: &mut Dice<'_>, a: &mut Assessment) {
    let when = day(dice);
    let what = dice.below(6);
    let Some(paper) = one(dice, &mut a.documents) else { return };
    match what {
        0 => paper.approved = when,
        1 => paper.audience = dice.of(&[Audience::Client, Audience::Application, Audience::Internal]),
        2 => {
            paper.state = dice.of(&[DocumentState::Approved, DocumentState::Draft, DocumentState::Withdrawn]);
        }
        3 => drop_one(dice, &mut paper.covers),
        4 => {
            let count = u32::from(dice.below(2) == 0) * 3;
            if let Some(stated) = one(dice, &mut paper.headcounts) {
                stated.count = count;
            }
        }
        _ => drop_one(dice, &mut paper.names),
    }
}

fn record(dice: &mut Dice<'_>, a: &mut Assessment) {
    let when = day(dice);
    let who = a.people.first().map(|person| person.id.clone());
    let what = dice.below(5);
    let Some(record) = one(dice, &mut a.records) else { return };
    match (what, who) {
        (0, _) => record.on = when,
        (1, _) => record.stage = Stage::Planned,
        (2, Some(who)) => record.by = vec![Party::Person(who)],
        (3, _) => record.contracts.clear(),
        _ => record.by.clear(),
    }
}

fn choose(dice: &mut Dice<'_>, pack: &Pack, a: &mut Assessment) {
    let all: Vec<String> = pack.choosable().map(|category| category.id.clone()).collect();
    let (from, most) = (dice.below(all.len()), 1 + dice.below(3));
    a.profile.categories = all.into_iter().skip(from).take(most).collect();
}

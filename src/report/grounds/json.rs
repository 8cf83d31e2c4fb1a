//! A ground as JSON, the same under every command that prints grounds.

use serde::Serialize;

use super::{Context, doubt, ground_code, sentence, why_code, why_in};
use crate::domain::evaluate::{Fact, Ground, Heads, Persons, StatedBeside, Unit};
use crate::domain::text::Lang;
use crate::domain::verdict::{Pair, Reading};
use crate::report::sheet::printable;

/// One ground, with the keys that its code has.
#[derive(Debug, Serialize, Default)]
pub struct GroundEntry {
    code: &'static str,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ids: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    strict: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lenient: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    needed: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Vec<Reason>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<Vec<StatedIn>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    leads: Option<Counted>,
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<Counted>,
}

/// A number and the paper that states it.
#[derive(Debug, Serialize)]
struct StatedIn {
    document: String,
    count: u32,
}

/// People that can be counted; of those behind several numbers, how many are behind more than one.
#[derive(Debug, Serialize)]
struct Counted {
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    strict: u32,
    lenient: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_several: Option<Several>,
}

#[derive(Debug, Serialize)]
struct Several {
    strict: u32,
    lenient: u32,
}

#[derive(Debug, Serialize)]
struct Reason {
    code: &'static str,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<String>,
}

/// A ground as JSON has it, in every report.
pub fn entry(lang: Lang, context: &Context<'_>, ground: &Ground) -> GroundEntry {
    let entry = GroundEntry {
        code: ground_code(ground),
        text: sentence(lang, context, ground),
        ..GroundEntry::default()
    };
    match ground {
        Ground::Fact(fact) => of_fact(lang, context, entry, fact),
        Ground::Count(count) => GroundEntry {
            strict: Some(count.strict.into()),
            lenient: Some(count.lenient.into()),
            needed: Some(count.needed),
            unit: Some(unit(count.unit)),
            ..entry
        },
        Ground::Headcount(stated) => of_number(entry, stated),
        Ground::Persons { leads, all } => {
            GroundEntry { leads: leads.as_ref().map(persons), all: Some(persons(all)), ..entry }
        }
        Ground::Row { id, outcome } => {
            GroundEntry { id: Some(printable(id)), verdict: Some(outcome.verdict().word()), ..entry }
        }
        Ground::Person { id, pair } => with_pair(GroundEntry { id: Some(printable(id)), ..entry }, *pair),
        Ground::NothingIn(register) | Ground::RegisterOpen(register) => {
            GroundEntry { id: Some(register.word().to_owned()), ..entry }
        }
        Ground::NoChoice { reference } => GroundEntry { id: Some(printable(reference)), ..entry },
        Ground::Claimed(answer) | Ground::Contradiction(answer) => {
            GroundEntry { id: Some(answer.word().to_owned()), ..entry }
        }
        Ground::OutOfScope(rows) | Ground::ScopeUnanswered(rows) => {
            GroundEntry { ids: Some(rows.iter().map(|row| printable(row)).collect()), ..entry }
        }
        Ground::NobodyEngaged { role } => GroundEntry { id: Some(printable(role)), ..entry },
        Ground::NoReferenceDate | Ground::NoJobsYet | Ground::NotAllReviewedDeclared => entry,
    }
}

fn of_fact(lang: Lang, context: &Context<'_>, entry: GroundEntry, fact: &Fact) -> GroundEntry {
    let reasons = fact.why.iter().map(|why| Reason {
        code: why_code(why),
        text: why_in(lang, context, why),
        doubt: doubt(why),
        people: why.people().iter().map(|id| printable(id)).collect(),
    });
    let detail = Some(printable(&fact.detail)).filter(|detail| !detail.is_empty());
    let entry = GroundEntry { id: Some(printable(&fact.id)), detail, why: Some(reasons.collect()), ..entry };
    with_pair(entry, fact.pair)
}

fn of_number(entry: GroundEntry, number: &StatedBeside) -> GroundEntry {
    let role = |role: &str| Some(printable(role)).filter(|role| !role.is_empty());
    let counted = |name: &str, heads: &Heads| Counted {
        role: role(name),
        strict: heads.strict,
        lenient: heads.lenient,
        on_several: None,
    };
    let stated = number.stated.iter();
    let stated = stated.map(|(id, count)| StatedIn { document: printable(id), count: *count });
    GroundEntry {
        id: Some(printable(&number.route)),
        stated: Some(stated.collect()),
        leads: number.leads.as_ref().map(|(name, heads)| counted(name, heads)),
        all: Some(counted(&number.role, &number.all)),
        ..entry
    }
}

fn persons((role, persons): &(String, Persons)) -> Counted {
    let (strict, lenient) = (persons.strict, persons.lenient);
    Counted {
        role: Some(printable(role)),
        strict: strict.0,
        lenient: lenient.0,
        on_several: Some(Several { strict: strict.1, lenient: lenient.1 }),
    }
}

fn with_pair(entry: GroundEntry, pair: Pair) -> GroundEntry {
    let word = |reading: Reading| Some(reading.word().into());
    GroundEntry { strict: word(pair.strict()), lenient: word(pair.lenient()), ..entry }
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Contracts => "contracts",
        Unit::Months => "months",
        Unit::People => "people",
    }
}

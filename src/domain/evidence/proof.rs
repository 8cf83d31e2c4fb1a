//! Which rows stand without evidence of the kinds they ask for.

use crate::domain::assessment::{Answer, Assessment};
use crate::domain::date::Date;
use crate::domain::evaluate::{Findings, Ground, Reasons};
use crate::domain::gap::counted;
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::verdict::{Pair, Verdict};

/// A row that stands without evidence of kinds that it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unproved {
    /// The row, by position in the pack.
    pub at: usize,
    /// Its verdict.
    pub verdict: Verdict,
    /// The kinds for which there is no evidence, in the order of the pack.
    pub missing: Vec<String>,
}

/// The rows of the chosen categories that count, are satisfied or claimed, and lack evidence of a kind; in pack order.
pub fn unproved(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
) -> Vec<Unproved> {
    let reasons = Reasons::new(pack, references, assessment, day);
    let findings = reasons.findings();
    let standing = standing(pack, &findings);
    let rows = standing.into_iter().filter_map(|at| {
        let row = &pack.rows()[at];
        let kinds = shown(pack, assessment, at, &reasons.of(at));
        let missing: Vec<String> =
            row.evidence.iter().filter(|kind| !kinds.contains(&kind.as_str())).cloned().collect();
        let verdict = findings.at(at).outcome.verdict();
        (!missing.is_empty()).then_some(Unproved { at, verdict, missing })
    });
    rows.collect()
}

/// The rows that count and are satisfied, or are claimed and apply.
fn standing(pack: &Pack, findings: &Findings) -> Vec<usize> {
    let mut rows: Vec<usize> =
        findings.categories.iter().flat_map(|category| counted(pack, findings, &category.id)).collect();
    rows.sort_unstable();
    rows.dedup();
    rows.retain(|&at| {
        let finding = findings.at(at);
        match finding.outcome.verdict() {
            Verdict::Satisfied => true,
            Verdict::NotApplicable => false,
            _ => finding.claim == Some(Answer::Yes),
        }
    });
    rows
}

/// The kinds of evidence there are for a row: of entries that show the row, a row it is part of, or a fact that speaks
/// for it.
pub fn shown<'a>(pack: &Pack, assessment: &'a Assessment, at: usize, grounds: &[Ground]) -> Vec<&'a str> {
    let above = std::iter::successors(Some(at), |&at| pack.parent(at));
    let mut ids: Vec<&str> = above.map(|at| pack.rows()[at].id.as_str()).collect();
    ids.extend(grounds.iter().filter_map(speaks_for));
    let shows = |id: &String| ids.contains(&id.as_str());
    let speaking = assessment.evidence.iter().filter(|entry| entry.shows.iter().any(shows));
    speaking.map(|entry| entry.kind.as_str()).collect()
}

/// The id of a fact that holds under a reading.
fn speaks_for(ground: &Ground) -> Option<&str> {
    match ground {
        Ground::Fact(fact) if fact.pair != Pair::NO => Some(&fact.id),
        Ground::Person { id, pair } if *pair != Pair::NO => Some(id),
        _ => None,
    }
}

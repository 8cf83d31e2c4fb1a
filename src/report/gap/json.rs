//! The gap report as JSON, format 1, as `docs/json.md` describes it.

use serde::Serialize;

use super::{GapReport, is_short};
use crate::domain::assessment::Answer;
use crate::domain::evaluate::Finding;
use crate::domain::pack::Requirement;
use crate::domain::verdict::Outcome;
use crate::report::grounds::{GroundEntry, entry};
use crate::report::listed;
use crate::report::references::{self, VerifiedEntry};
use crate::report::sheet::printable;

/// The format of the JSON; raised when a key changes its meaning or goes away.
pub(super) const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    app: &'a str,
    pack: &'a str,
    edition: &'a str,
    organisation: String,
    reference_date: Option<String>,
    as_at: Option<&'a str>,
    summary: Vec<Category<'a>>,
    requirements: Vec<Row<'a>>,
    registers: Vec<Register>,
    unread: UnreadLists,
    verified_members: Vec<VerifiedEntry>,
}

/// Reference lists that nobody has read.
#[derive(Serialize)]
struct UnreadLists {
    lists: usize,
    rows: usize,
}

#[derive(Serialize)]
struct Category<'a> {
    #[serde(rename = "category")]
    id: &'a str,
    verdict: &'static str,
    strict: Option<&'static str>,
    lenient: Option<&'static str>,
    floor: &'static str,
    ceiling: &'static str,
    decided: bool,
    counts: Counts,
}

#[derive(Serialize)]
struct Counts {
    satisfied: u32,
    #[serde(rename = "needs-confirmation")]
    needs_confirmation: u32,
    unanswered: u32,
    gap: u32,
    #[serde(rename = "not-applicable")]
    not_applicable: u32,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    category: &'a str,
    clause: &'a str,
    kind: &'static str,
    verdict: Option<&'static str>,
    strict: Option<&'static str>,
    lenient: Option<&'static str>,
    floor: Option<&'static str>,
    ceiling: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    spare: bool,
    claim: Option<&'static str>,
    contradiction: bool,
    grounds: Vec<GroundEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    renames: Vec<Rename>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unverified_alone: Option<Vec<String>>,
    doubts: &'a [String],
}

/// Something that a list has under another name, or may have.
#[derive(Serialize)]
struct Rename {
    with: String,
    name: String,
    members: Vec<String>,
    sure: bool,
}

#[derive(Serialize)]
struct Value {
    strict: u32,
    lenient: u32,
}

#[derive(Serialize)]
struct Register {
    register: &'static str,
    closed: bool,
}

impl GapReport<'_> {
    /// The report as JSON with a line end.
    ///
    /// # Errors
    /// None that the data can cause; the writer's own are passed on.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        let profile = &self.context.assessment.profile;
        let head = &self.context.pack.head;
        let report = Report {
            format: FORMAT,
            app: self.app,
            pack: &head.id,
            edition: &head.edition,
            organisation: printable(&profile.organisation),
            reference_date: self.day.map(|day| day.to_string()),
            as_at: self.as_at,
            summary: self.json_summary(),
            requirements: self.rows().map(|(row, finding)| self.json_row(row, finding)).collect(),
            registers: self.json_registers(),
            unread: self.json_unread(),
            verified_members: references::entries(&references::all_verified(self.lang, &self.context)),
        };
        Ok(serde_json::to_string_pretty(&report)? + "\n")
    }

    fn json_summary(&self) -> Vec<Category<'_>> {
        let summary = self.summary().into_iter().map(|line| Category {
            id: line.id,
            verdict: line.outcome.verdict().word(),
            strict: strict(line.outcome),
            lenient: lenient(line.outcome),
            floor: line.outcome.floor().word(),
            ceiling: line.outcome.ceiling().word(),
            decided: line.outcome.decided(),
            counts: Counts {
                satisfied: line.counts.satisfied,
                needs_confirmation: line.counts.needs_confirmation,
                unanswered: line.counts.unanswered,
                gap: line.counts.gap,
                not_applicable: line.counts.not_applicable,
            },
        });
        summary.collect()
    }

    fn json_row<'r>(&'r self, row: &'r Requirement, finding: &Finding) -> Row<'r> {
        let judged = finding.value.is_none().then_some(finding.outcome);
        Row {
            id: &row.id,
            category: &self.context.pack.category_of(finding.at).id,
            clause: &row.clause,
            kind: row.kind.letter(),
            verdict: judged.map(|outcome| outcome.verdict().word()),
            strict: judged.and_then(strict),
            lenient: judged.and_then(lenient),
            floor: judged.map(|outcome| outcome.floor().word()),
            ceiling: judged.map(|outcome| outcome.ceiling().word()),
            value: finding.value.map(|(strict, lenient)| Value { strict, lenient }),
            spare: finding.spare,
            claim: finding.claim.map(Answer::word),
            contradiction: finding.contradiction,
            grounds: self
                .reasons
                .of(finding.at)
                .iter()
                .map(|it| entry(self.lang, &self.context, it))
                .collect(),
            renames: self.json_renames(row, finding),
            unverified_alone: self.unverified(row, finding),
            doubts: &row.doubts,
        }
    }

    fn json_renames(&self, row: &Requirement, finding: &Finding) -> Vec<Rename> {
        if finding.spare || !finding.verdict().is_some_and(is_short) {
            return Vec::new();
        }
        let renames = listed::renames(&self.context, row).into_iter();
        let rename = renames.map(|stray| Rename {
            sure: stray.member().is_some(),
            members: stray.candidates().to_vec(),
            with: stray.with,
            name: printable(&stray.name),
        });
        rename.collect()
    }

    fn json_unread(&self) -> UnreadLists {
        let found = self.unread();
        UnreadLists { lists: found.lists, rows: found.rows }
    }

    fn json_registers(&self) -> Vec<Register> {
        let registers = self.registers().into_iter();
        registers.map(|(register, closed)| Register { register: register.word(), closed }).collect()
    }
}

fn strict(outcome: Outcome) -> Option<&'static str> {
    outcome.pair().map(|pair| pair.strict().word())
}

fn lenient(outcome: Outcome) -> Option<&'static str> {
    outcome.pair().map(|pair| pair.lenient().word())
}

//! Remarks about reviews and audits: who did them, and whether there is one at all.

use super::{Check, Examiner};
use crate::domain::date::months_back;
use crate::domain::register::{Contract, DeclarationKind, Part, Party, Record, RecordKind, Stage};
use crate::domain::rule::Reviewer;

impl<'a> Examiner<'a> {
    pub(super) fn records(&mut self) {
        for (at, rule) in self.rows() {
            let needs = rule.needs();
            if let Some(kind) = needs.record {
                self.astray(at, kind);
            }
            if needs.all_jobs {
                self.unreviewed(at);
            }
            match (needs.record, needs.reviewer) {
                (Some(RecordKind::Review), Some(Reviewer::ParticipantOr(_))) => self.participants(at),
                (Some(RecordKind::Review), _) => self.own_reviews(at),
                (Some(RecordKind::Audit), _) => self.audits(at),
                (Some(RecordKind::Operation) | None, _) => {}
            }
        }
    }

    fn of_row(&self, at: usize, kind: RecordKind) -> Vec<&'a Record> {
        let row = &self.pack.rows()[at].id;
        let records = self.assessment.records.iter().filter(|record| record.stage == Stage::Done);
        records.filter(|r| r.kind == kind && r.rows.iter().any(|id| id == row)).collect()
    }

    fn jobs(&self, record: &Record) -> impl Iterator<Item = &'a Contract> {
        self.assessment.contracts.iter().filter(|job| record.contracts.contains(&job.id))
    }

    /// Jobs that a record names but that do not count for its row.
    fn astray(&mut self, at: usize, kind: RecordKind) {
        for record in self.of_row(at, kind) {
            let named = self.judge.named_jobs(record, at, self.day);
            let astray: Vec<String> = named.astray().map(|job| job.id.to_string()).collect();
            if !astray.is_empty() {
                self.remark(Check::JobAstray, &[at], std::iter::once(record.id.clone()).chain(astray));
            }
            if !named.unknown.is_empty() {
                let unknown = std::iter::once(record.id.clone()).chain(named.unknown);
                self.remark(Check::JobUnknown, &[at], unknown);
            }
        }
    }

    /// Reviewers who were in the team, or scoped or sold the job; others beside them do not excuse it.
    fn own_reviews(&mut self, at: usize) {
        for record in self.of_row(at, RecordKind::Review) {
            let inside = people(record)
                .filter(|id| self.jobs(record).any(|job| job.team.iter().any(|m| m.person == **id)));
            let inside: Vec<String> = inside.map(str::to_owned).collect();
            if !inside.is_empty() {
                self.remark(Check::OwnReview, &[at], std::iter::once(record.id.clone()).chain(inside));
            }
        }
    }

    /// Jobs delivered in the last twelve months that no review names, though all are said to be reviewed (A38).
    fn unreviewed(&mut self, at: usize) {
        let (row, category) = (&self.pack.rows()[at].id, self.category(at));
        let declared = self.assessment.declaration(DeclarationKind::AllReviewed, row);
        if declared.is_none_or(|declared| declared.by.trim().is_empty()) {
            return;
        }
        let reviews = self.of_row(at, RecordKind::Review);
        let period = months_back(self.day, 12);
        let jobs = self.assessment.contracts.iter().filter(|job| {
            job.stage == Stage::Done
                && job.services.iter().any(|service| service == category)
                && job.delivered.is_some_and(|on| period.holds(on.earliest()) && period.holds(on.latest()))
        });
        let missing = jobs.filter(|job| !reviews.iter().any(|review| review.contracts.contains(&job.id)));
        let missing: Vec<String> = missing.map(|job| job.id.to_string()).collect();
        if !missing.is_empty() {
            self.remark(Check::JobWithoutReview, &[at], missing);
        }
    }

    fn participants(&mut self, at: usize) {
        for record in self.of_row(at, RecordKind::Review) {
            let delivered = |id: &str| {
                self.jobs(record)
                    .any(|job| job.team.iter().any(|m| m.person == id && m.part == Part::Delivery))
            };
            let outside = record.by.iter().any(|party| matches!(party, Party::Outside(_)));
            let mut reviewers = people(record).peekable();
            if !outside && reviewers.peek().is_some() && reviewers.all(delivered) {
                self.remark(Check::ParticipantsOnly, &[at], [record.id.clone()]);
            }
        }
    }

    fn audits(&mut self, at: usize) {
        let category = self.category(at);
        let records = self.of_row(at, RecordKind::Audit);
        if !records.iter().any(|record| record.on.is_some() && !record.by.is_empty()) {
            self.remark(Check::NoAudit, &[at], records.iter().map(|record| record.id.clone()));
        }
        for record in records {
            let named: Vec<&Contract> = self.jobs(record).collect();
            let served =
                self.assessment.contracts.iter().filter(|job| job.services.iter().any(|s| s == category));
            let jobs: Vec<&Contract> = if named.is_empty() { served.collect() } else { named };
            let handled = people(record).filter(|id| takes_part(&jobs, id));
            let handled: Vec<String> = handled.map(str::to_owned).collect();
            if !handled.is_empty() {
                self.remark(Check::OwnAudit, &[at], std::iter::once(record.id.clone()).chain(handled));
            }
        }
    }
}

fn takes_part(jobs: &[&Contract], id: &str) -> bool {
    jobs.iter().any(|job| job.team.iter().any(|member| member.person == id))
}

fn people(record: &Record) -> impl Iterator<Item = &str> {
    record.by.iter().filter_map(|party| match party {
        Party::Person(id) => Some(id.as_str()),
        Party::Outside(_) => None,
    })
}
